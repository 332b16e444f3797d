"""The beginning of a signing: what is sent is looked at, kept, and put into its first state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from inkpost.engines.sign import bounded_preparing
from inkpost.errors import InkpostError, Reason
from inkpost.model.crm_fields import COMPANY
from inkpost.model.documents import Document
from inkpost.model.evidence import START
from inkpost.model.files import DOCX, PDF, StoredFile
from inkpost.model.hcmlink import Company
from inkpost.model.people import Right
from inkpost.model.signatures import (
    SIGNING,
    Act,
    Member,
    ProviderKind,
    Role,
    SentDocument,
    State,
    document_state,
    member_state,
)
from inkpost.operations import signing_values
from inkpost.operations.crm_rights import sight
from inkpost.operations.crm_showing import MODULE
from inkpost.operations.kit import Work
from inkpost.operations.sealing import missing_key
from inkpost.operations.signing_kit import Process, active_user, actor_of, no_document, queue_preparation, sha256_of
from inkpost.operations.signing_providers import usable
from inkpost.store import crm_items, crm_types, documents, files, hcmlink, hcmlink_people
from inkpost.store import signatures as stored
from inkpost.store.signatures import Provider

LONGEST_TITLE: Final = 255
LONGEST_EXTERNAL_ID: Final = 255
LONGEST_TERM: Final = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is to do what: a user, or an employee of the linked system of personnel records, by number or code."""

    user_id: int | None
    role: Role
    employee_id: int | None = None
    employee_code: str = ""


@dataclass(frozen=True, slots=True)
class CompanyNamed:
    """A company by its number in the CRM, or by its code in the linked system of personnel records."""

    crm_number: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """The company that sends: its number in the CRM, and what it is in the linked system, where it is in one."""

    crm_number: int
    linked: Company | None


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent: a file (PDF or DOCX), or a generated document by its number, with everything said about it."""

    company: CompanyNamed
    provider_uid: str
    responsible: Participant
    members: tuple[Participant, ...]
    file_name: str = ""
    content: bytes = b""
    document_id: int | None = None
    title: str = ""
    region_type: str = ""
    external_id: str = ""
    external_created_at: datetime | None = None
    language: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A document and its members, each with its state."""

    document: SentDocument
    state: State
    members: tuple[tuple[Member, State], ...]


def demand_key(work: Work, company_id: int) -> None:
    """Refuse to begin what could not be sealed in the end. Raises CONFLICT (``key``)."""
    missing = missing_key(work, company_id)
    if missing:
        raise InkpostError(Reason.CONFLICT, f"The company cannot sign: {missing}", subject="key")


def started(
    work: Work,
    given: Sending,
    sender: Sender,
    provider: Provider,
    people: Sequence[Participant],
    file: StoredFile,
    *,
    resent_from: int | None = None,
) -> Standing:
    """Record a document with its members and queue the making ready; the last of ``people`` is responsible for it."""
    document = stored.add(
        work.db,
        organization_id=work.organization_id,
        title=given.title or _title(file.name),
        company_id=sender.crm_number,
        company_guid=sender.linked.code if sender.linked else "",
        provider_id=provider.id,
        source_id=given.document_id,
        file_id=file.id,
        region_type=given.region_type,
        external_id=given.external_id,
        external_created_at=given.external_created_at,
        language=given.language,
        responsible_id=people[-1].user_id,
        created_by=work.user_id,
        resent_from=resent_from,
        created_at=work.now,
        expires_at=given.expires_at,
        evidence_head=START,
    )
    stored.add_members(work.db, [_row(document, each) for each in people[:-1]])
    process = Process(work.services, work.db, document, actor_of(work), work.now)
    process.record(Act.SEND, **_first_record(process))
    if sender.linked is not None and file.media_type == DOCX:
        job = signing_values.asked(work, sender.linked, file, process.members)
        process.change(values_job_id=job.id if job else None)
    queue_preparation(work.services, work.db, document.id)
    process.tell_document()
    return standing(process.document, process.members)


def standing(document: SentDocument, members: Sequence[Member]) -> Standing:
    told = tuple((each, member_state(document, members, each)) for each in members)
    return Standing(document, document_state(document, members), told)


def _row(document: SentDocument, given: Participant) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "organization_id": document.organization_id,
        "user_id": given.user_id,
        "role": given.role.value,
        "employee_id": given.employee_id,
        "employee_code": given.employee_code,
        "sent_by": document.created_by,
    }


def _first_record(process: Process) -> dict[str, Any]:
    """What binds the chain to this document and to nothing else."""
    document = process.document
    return {
        "document": document.guid,
        "title": document.title,
        "file": sha256_of(process.db, document, document.file_id),
        "provider": document.provider.value,
        "members": [f"{each.guid} {each.role.value} {each.user_id}" for each in process.members],
    }


def sender_of(work: Work, named: CompanyNamed) -> Sender:
    """The company of a call, which has to be the organisation's own. Raises NOT_FOUND (``company``)."""
    if named.code:
        linked = hcmlink.by_code(work.db, work.organization_id, named.code)
        if linked is None:
            raise InkpostError(Reason.NOT_FOUND, "The company is not linked", subject="company")
        _own_company(work, linked.crm_number)
        return Sender(linked.crm_number, linked)
    _own_company(work, named.crm_number)
    return Sender(named.crm_number, hcmlink.by_crm_number(work.db, work.organization_id, named.crm_number))


def _own_company(work: Work, number: int) -> None:
    kind = crm_types.by_type_id(work.db, work.organization_id, COMPANY) if 0 < number < 2**63 else None
    company = crm_items.find(work.db, kind, number) if kind is not None else None
    if company is None or not company["isMyCompany"]:
        raise InkpostError(Reason.NOT_FOUND, f"My company {number} not found", subject="company", action="own")


def people_of(work: Work, given: Sequence[Participant], sender: Sender, provider: ProviderKind) -> list[Participant]:
    """The same, each with the user and, where the company is linked, the employee. The last one need not sign.

    Raises NOT_FOUND (``employee``: ``code``, ``id``, ``user``; ``user``), PARAMETER_INVALID (``members``).
    """
    found = [_known(work, each, sender.linked) for each in given]
    parts = [(each.user_id, each.role) for each in found[:-1]]
    if len(set(parts)) < len(parts):
        raise _members("members name the same user twice with the same role", "twice")
    if provider is ProviderKind.SIMPLE:
        _check_addresses(work, found[:-1])
    return found


def _known(work: Work, given: Participant, linked: Company | None) -> Participant:
    if given.employee_code or given.employee_id is not None:
        return _employee(work, given, linked)
    if active_user(work, given.user_id or 0) is None:
        told = str(given.user_id)[:40]
        raise InkpostError(Reason.NOT_FOUND, f"There is no user {told}", subject="user", given=told)
    person = hcmlink_people.of_user(work.db, linked.id, given.user_id or 0) if linked else None
    if person is None or not person.employees:
        return given
    return replace(given, employee_id=person.employees[0].id, employee_code=person.employees[0].code)


def _employee(work: Work, given: Participant, linked: Company | None) -> Participant:
    named = "code" if given.employee_code else "id"
    told = given.employee_code or str(given.employee_id)
    by: dict[str, Any] = {"code": given.employee_code} if given.employee_code else {"number": given.employee_id}
    usable = 0 < (given.employee_id or 1) < 2**63 and "\x00" not in given.employee_code
    found = hcmlink_people.employee(work.db, work.organization_id, linked.id, **by) if linked and usable else None
    if found is None:
        raise InkpostError(
            Reason.NOT_FOUND, "There is no such employee", subject="employee", action=named, given=told[:100]
        )
    employee, user_id = found
    if user_id is None or active_user(work, user_id) is None:
        raise InkpostError(Reason.NOT_FOUND, "The employee is no user here", subject="employee", action="user")
    return Participant(user_id, given.role, employee.id, employee.code)


def usable_provider(work: Work, uid: str, sender: Sender) -> Provider:
    """A provider of the company. Raises PARAMETER_INVALID (``provider``; ``find``, ``expired``)."""
    provider = stored.provider(work.db, work.organization_id, uid)
    if provider is None or provider.company_id != sender.crm_number or provider.closed_at is not None:
        raise InkpostError(
            Reason.PARAMETER_INVALID, "The company has no such provider", subject="provider", action="find"
        )
    if not usable(provider, work):
        raise InkpostError(Reason.PARAMETER_INVALID, "The provider is too old", subject="provider", action="expired")
    return provider


def _check_addresses(work: Work, people: Sequence[Participant]) -> None:
    """Whoever signs by a code has to have an address that it can be sent to."""
    for each in people:
        user = active_user(work, each.user_id or 0)
        if each.role in SIGNING and (user is None or not user.email):
            raise _members(f"The user {each.user_id} has no e-mail address, which codes are sent to", "address")


def _members(message: str, action: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject="members", action=action)


def check_said(work: Work, given: Sending) -> None:
    if given.expires_at is not None and not work.now < given.expires_at <= work.now + LONGEST_TERM:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"expires takes a moment to come, at most {LONGEST_TERM.days} days away",
            subject="expires",
        )
    for name, text, most in (
        ("title", given.title, LONGEST_TITLE),
        ("externalId", given.external_id, LONGEST_EXTERNAL_ID),
    ):
        if len(text) > most or "\x00" in text:
            raise InkpostError(
                Reason.PARAMETER_INVALID,
                f"{name} is {len(text)} characters long: it takes at most {most}",
                subject=name,
            )


def sent_file(work: Work, given: Sending) -> StoredFile:
    if given.document_id is not None:
        return _generated(work, given.document_id)
    _demand_size(len(given.content))
    kind = _kind_of(given.content)
    if kind is None:
        raise InkpostError(Reason.UNUSABLE_FILE, "The file is neither a PDF nor a DOCX", subject="file")
    return work.keep(given.content, name=given.file_name, media_type=kind)


def _generated(work: Work, number: int) -> StoredFile:
    """The PDF of a generated document that the caller may see, or its DOCX until there is one."""
    document = _visible(work, number)
    file = row_of(work, document.pdf_id or document.file_id)
    _demand_size(file.size)
    return file


def _demand_size(size: int) -> None:
    """Refuse what could never be made ready. Raises UNUSABLE_FILE (``file``)."""
    if size > bounded_preparing.LARGEST_PDF:
        raise InkpostError(Reason.UNUSABLE_FILE, bounded_preparing.too_large(size), subject="file")


def row_of(work: Work, file_id: int) -> StoredFile:
    file = files.find(work.db, work.organization_id, file_id)
    if file is None:
        raise InkpostError(Reason.NOT_FOUND, "File not found", subject="file")
    return file


def _visible(work: Work, number: int) -> Document:
    """A generated document that the caller may see; any other is as one that is not there."""
    work.demand(Right.DOCUMENTS_VIEW)  # before it is looked for, so that the refusal tells nothing
    known = documents.find(work.db, work.organization_id, number) if 0 < number < 2**63 else None
    if known is None or (known.module == MODULE and not sight(work, Right.CRM_VIEW).covers(known.assigned_by)):
        raise no_document()
    return known


def _kind_of(content: bytes) -> str | None:
    """What a file is by its first bytes; whether it can be used shows when it is made ready."""
    if b"%PDF-" in content[:1024]:
        return PDF
    return DOCX if content.startswith(b"PK\x03\x04") else None


def _title(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return stem[:LONGEST_TITLE] or "Document"
