"""Every method of signing and of the link to personnel records, and what each kind of caller gets of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from hcmlink_worlds import FIELDS, NAMED, H
from signing_premises import (
    ADMIN,
    COLLEAGUE,
    DISMISSED,
    OTHER,
    SEERS,
    SENDERS,
    SIGNER,
    STAFF,
    Premises,
)
from signing_worlds import GET, OF_EMPLOYEE, PERSONAL, PROVIDERS, SAFE, SEND
from signings import pdf
from worlds import b64

WEBHOOK, NO_SCOPE, NO_TOKEN = (
    "webhook",  # the administrator's, with every scope
    "no_scope",  # the administrator's, by an application with neither of the scopes
    "no_token",  # by nothing
)
USERS: Final = (*STAFF, OTHER)
KINDS: Final = (*USERS, DISMISSED, WEBHOOK, NO_SCOPE, NO_TOKEN)
OK: Final = (200, None)
Outcome = tuple[int, Any]
"""The status, and the code of the refusal."""
DENIED: Final = (403, "ACCESS_DENIED")
_NEVER: Final[Mapping[str, Outcome]] = {
    DISMISSED: (403, "INVALID_CREDENTIALS"),
    WEBHOOK: (403, "WRONG_AUTH_TYPE"),
    NO_SCOPE: (403, "insufficient_scope"),
    NO_TOKEN: (401, "NO_AUTH_FOUND"),
}


@dataclass(frozen=True)
class Call:
    """One call of a method: who may make it, what another organisation's administrator gets, and all the others.

    ``given`` may name what the premises have: ``{document}``. ``hides``, ``made`` and ``shows`` as those of pages;
    ``knows``: who may know of the thing all the same.
    """

    method: str
    may: tuple[str, ...]
    given: Mapping[str, Any] = field(default_factory=dict)
    hides: str = ""
    foreign: Outcome = DENIED
    refused: Outcome = DENIED
    other: Mapping[str, Outcome] = field(default_factory=dict)
    made: Callable[[Premises], Mapping[str, str]] | None = None
    shows: tuple[str, tuple[str, ...]] | None = None
    knows: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the row is called in reports."""
        return f"{self.method} {self.hides}".strip()

    @property
    def expected(self) -> dict[str, Outcome]:
        """What each kind of caller gets."""
        rest = dict.fromkeys(STAFF, self.refused) | {OTHER: self.foreign} | dict(_NEVER)
        return {**rest, **self.other, **dict.fromkeys(self.may, OK)}


_FILES: Final = [{"fileName": "a.pdf", "fileType": "application/pdf", "fileContent": b64(pdf())}]


def _fields(**more: Any) -> dict[str, Any]:
    """What is sent: a PDF that two are to sign."""
    return {
        "fields": {
            "company": {"crmId": "{company}"},
            "members": [
                {"userId": "{signer_user}", "role": "signer"},
                {"userId": "{assignee_user}", "role": "assignee"},
            ],
            "responsible": {"userId": "{assignee_user}"},
            "companyProviderUid": "{provider}",
            "regionDocumentType": "12.999",
            "externalSettings": {"externalId": "1", "externalDateCreate": "2025-02-18"},
            **(more or {"files": _FILES}),
        }
    }


_TAIL: Final[Mapping[str, Outcome]] = {WEBHOOK: (401, "WRONG_AUTH_TYPE")}
_NO_COMPANY, _NO_DOCUMENT = (200, "BAD_REQUEST"), (200, "")
SIGN: Final = (
    Call(SEND, SENDERS, _fields(), "company", _NO_COMPANY),
    # Of documents that the sender may not see nothing can be sent: who sees none is told so of any, who sees only some
    # is told that there is none.
    Call(SEND, (ADMIN, COLLEAGUE), _fields(documentId="{generated}"), "generated", _NO_COMPANY),
    Call(
        SEND,
        (ADMIN,),
        _fields(documentId="{of_item}"),
        "of_item",
        _NO_COMPANY,
        other={COLLEAGUE: (200, "BAD_REQUEST")},
    ),
    # Of people elsewhere nobody learns by naming them whether they are there.
    Call(
        SEND,
        (),
        _fields(responsible={"userId": "{other_user}"}, files=_FILES),
        "other_user",
        _NO_COMPANY,
        other=dict.fromkeys(SENDERS, (200, "BAD_REQUEST")),
    ),
    Call(GET, SEERS, {"uid": "{document}"}, "document", _NO_DOCUMENT, other={COLLEAGUE: _NO_DOCUMENT}),
    Call(PROVIDERS, SENDERS, {"companyCrmId": "{company}"}, "company", (200, 510)),
    Call(PROVIDERS, SENDERS, {"companyUuid": "{hr}"}, "hr", (200, 510)),
    Call(PERSONAL, USERS, other=_TAIL, shows=('"id":{filed},', (SIGNER,))),
    Call(SAFE, (*SEERS, COLLEAGUE, OTHER), other=_TAIL, shows=('"id":{filed},', SEERS)),
    Call(OF_EMPLOYEE, (ADMIN,), {"id": "{filed}"}, "filed", (200, "SIGN_HCMLINK_DOCUMENT_NOT_FOUND")),
    Call(
        OF_EMPLOYEE,
        (),
        {"id": "{unlinked}"},
        "unlinked",
        (200, "SIGN_HCMLINK_DOCUMENT_NOT_FOUND"),
        other={ADMIN: (200, "SIGN_HCMLINK_DOCUMENT_NOT_LINKED")},
        knows=(ADMIN,),
    ),
)
"""``sign.b2e.*``."""


def _spare(place: Premises) -> Mapping[str, str]:
    """A linked company that nothing needs."""
    fields = place.link.company(company=f"spare-{len(place.names)}-{place.services.clock().timestamp()}")
    return {"spare": str(place.link.app(f"{H}.company.add", fields=fields))}


def _job(place: Premises) -> Mapping[str, str]:
    return {"job": str(place.link.ask_people())}


def _company(code: str) -> dict[str, Any]:
    return {"company": code, "crmCompanyId": "{company}", "title": "Muller GmbH", "fields": FIELDS}


_GONE, _FAILED, _FAULTS = (200, 510), (200, 0), (200, "error")
_EMPLOYEE: Final = {"employee": "e-1", "person": "p-1", "data": NAMED}
_VALUE: Final = {"employee": "e-1", "field": "personal_number", "value": "1"}
LINK: Final = (
    Call(f"{H}.company.add", (ADMIN,), {"fields": _company("hr-2")}, "company", _GONE),
    Call(f"{H}.company.update", (ADMIN,), {"id": "{linked}", "fields": _company("hr-1")}, "linked", _GONE),
    Call(f"{H}.company.delete", (ADMIN,), {"id": "{spare}"}, "spare", _GONE, made=_spare),
    Call(f"{H}.company.list", (ADMIN, OTHER), shows=('"id":{linked},', (ADMIN,))),
    Call(f"{H}.company.user.list", USERS, shows=('"id":{linked},', (SIGNER,))),
    Call(f"{H}.employee.list", (ADMIN,), {"company": "{hr}"}, "hr", _GONE),
    Call(
        f"{H}.employee.set",
        (ADMIN,),
        {"company": "{hr}", "data": [_EMPLOYEE]},
        "hr",
        _FAULTS,
    ),
    Call(
        f"{H}.employee.set",
        (),
        {"company": "hr-1", "data": [{**_EMPLOYEE, "userId": "{other_user}"}]},
        "other_user",
        _FAULTS,
        other={ADMIN: _FAULTS},
    ),
    Call(f"{H}.field.value.set", (ADMIN,), {"company": "{hr}", "data": [_VALUE]}, "hr", _FAULTS),
    Call(f"{H}.job.status.get", (ADMIN,), {"id": "{job}"}, "job", _FAILED, made=_job),
    Call(f"{H}.job.update", (ADMIN,), {"id": "{job}", "fields": {"status": "DONE"}}, "job", _FAILED, made=_job),
)
"""``humanresources.hcmlink.*``."""
FILE: Final = (SIGNER, *SEERS)
"""Whose link to a signed file works; the other members' are to a part that is not theirs."""
