"""The rows on certificates, seals and timestamp authorities, and on the authority's public wires."""

from __future__ import annotations

from typing import Any, Final

from console.pages.sign_pages import KINDS, SESSIONS, Made, Page
from inkpost.model.trust import OWN_STAMPER, StampAuthority
from inkpost.store import trust
from signing_premises import ADMIN, ASSIGNEE, OTHER, STAFF, Premises, certify, register

_OWN, _SETTINGS = "/sign/certificates", "/trust-settings"
_REVOKED: Final = {"id": "{certificate}", "reason": "superseded"}


def _own(name: str, status: int, may: tuple[str, ...] = SESSIONS, **more: Any) -> Page:
    return Page("POST", f"{_OWN}/{{act}}", may, status, fill={"act": name}, **more)


OWN: Final = (
    Page("GET", _OWN, SESSIONS, shows=("{serial}", (ASSIGNEE,))),
    _own("make", 400, form={"pin": "1", "again": "1"}),
    _own("pin", 404, form={"old": "x", "pin": "pin-418", "again": "pin-418"}, other={ASSIGNEE: 400}),
    _own("renew", 404, form={"pin": "x"}, other={ASSIGNEE: 400}),
    _own("register", 400, files={"certificate": b"none"}),
    _own(
        "revoke",
        303,
        (ASSIGNEE,),
        form={"id": "{certificate}", "reason": "superseded"},
        hides="certificate",
        made=certify,
    ),
    _own("forget", 303, (ASSIGNEE,), form={"id": "{registered}"}, hides="registered", made=register),
)
"""A person's own certificates."""

_ADMINISTRATORS: Final = (ADMIN, OTHER)


def _one_stamper(place: Premises) -> None:
    with place.services.engine.begin() as db:
        for world in (place.office.world, place.other):
            trust.set_stampers(db, world.organization_id, [StampAuthority(OWN_STAMPER, "")])


def _ours(name: str, status: int = 303, hides: str = "", made: Made | None = None, **form: str) -> Page:
    """An act with what is the organisation's."""
    return _setting(name, status, (ADMIN,), hides, made, **form)


def _setting(
    name: str,
    status: int = 303,
    may: tuple[str, ...] = _ADMINISTRATORS,
    hides: str = "",
    made: Made | None = None,
    **form: str,
) -> Page:
    files = {key: form.pop(key).encode() for key in ("file", "certificate") if key in form}
    refused: Any = {kind: 403 for kind in STAFF if kind != ADMIN}
    given: Any = {"form": form, "files": files or None, "hides": hides, "made": made, "other": refused}
    return Page("POST", f"{_SETTINGS}/{{act}}", may, status, fill={"act": name}, **given)


SETTINGS: Final = (
    Page("GET", _SETTINGS, _ADMINISTRATORS, refused=403, shows=("{serial}", (ADMIN,))),
    _ours("revoke", hides="certificate", made=certify, id="{certificate}", reason="superseded"),
    _ours("forget", hides="registered", made=register, id="{registered}"),
    _ours("make-seal", hides="company", company="{company}"),
    _ours("import-seal", 400, hides="company", company="{company}", file="no key"),
    _ours("choose-seal", hides="seal", id="{seal}"),
    _ours("rule", hides="company", company="{company}", unrecognised="mark"),
    _ours("register", 400, hides="assignee_login", login="{assignee_login}", certificate="no certificate"),
    _setting("add-stamper", url=OWN_STAMPER),
    _setting("remove-stamper", made=_one_stamper, place="1"),
    _setting("earlier", made=_one_stamper, place="1"),
)
"""What administrators set."""

WIRES: Final = (
    Page("GET", "/trust/root.pem", KINDS),
    Page("GET", "/trust/{key:str}.crt", KINDS, fill={"key": "{issuer}"}),
    Page("GET", "/trust/{key:str}.crt", KINDS, 404, {"key": "{personal}"}),
    Page("GET", "/trust/{key:str}.crl", KINDS, fill={"key": "{issuer}"}),
    Page("POST", "/trust/ocsp", KINDS, 415, form={}),
    Page("GET", "/trust/ocsp/{question:path}", KINDS, fill={"question": "AAAA"}),
    Page("POST", "/trust/tsa", KINDS, 415, form={}),
)
"""The authority's wires, which answer everybody alike; of who signs they have nothing."""
