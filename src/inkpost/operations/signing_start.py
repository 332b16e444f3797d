"""The beginning of a signing: what is sent is looked at, kept, and put into its first state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm_fields import COMPANY
from inkpost.model.documents import Document
from inkpost.model.evidence import START
from inkpost.model.files import DOCX, PDF, StoredFile
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
from inkpost.operations.crm_showing import open_document
from inkpost.operations.kit import Work
from inkpost.operations.making import found as found_document
from inkpost.operations.sealing import missing_key
from inkpost.operations.signing_jobs import queue_preparation
from inkpost.operations.signing_kit import Process, active_user, actor_of, no_document, sha256_of
from inkpost.operations.signing_providers import usable
from inkpost.store import crm_items, crm_types, documents, files
from inkpost.store import signatures as stored
from inkpost.store.signatures import Provider

LONGEST_TITLE: Final = 255
LONGEST_EXTERNAL_ID: Final = 255
LONGEST_TERM: Final = timedelta(days=3650)


@dataclass(frozen=True, slots=True)
class Participant:
    """Who is to do what; ``employee_id`` and ``employee_code`` are those of an HR system, kept as they were given."""

    user_id: int
    role: Role
    employee_id: int | None = None
    employee_code: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent: a file (PDF or DOCX), or a generated document by its number, with everything said about it."""

    company_id: int
    provider_uid: str
    responsible_id: int
    members: tuple[Participant, ...]
    file_name: str = ""
    content: bytes = b""
    document_id: int | None = None
    title: str = ""
    region_type: str = ""
    external_id: str = ""
    external_created_at: datetime | None = None
    language: str = ""
    company_guid: str = ""
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
    work: Work, given: Sending, provider: Provider, file: StoredFile, *, resent_from: int | None = None
) -> Standing:
    document = stored.add(
        work.db,
        organization_id=work.organization_id,
        title=given.title or _title(file.name),
        company_id=given.company_id,
        company_guid=given.company_guid,
        provider_id=provider.id,
        source_id=given.document_id,
        file_id=file.id,
        region_type=given.region_type,
        external_id=given.external_id,
        external_created_at=given.external_created_at,
        language=given.language,
        responsible_id=given.responsible_id,
        created_by=work.user_id,
        resent_from=resent_from,
        created_at=work.now,
        expires_at=given.expires_at,
        evidence_head=START,
    )
    stored.add_members(work.db, [_row(document, each) for each in given.members])
    process = Process(work.services, work.db, document, actor_of(work), work.now)
    process.record(Act.SEND, **_first_record(process))
    queue_preparation(work.services, work.db, document)
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


def own_company(work: Work, company_id: int) -> None:
    """The company has to be the organisation's own. Raises NOT_FOUND (``company``)."""
    kind = crm_types.by_type_id(work.db, work.organization_id, COMPANY) if 0 < company_id < 2**63 else None
    company = crm_items.find(work.db, kind, company_id) if kind is not None else None
    if company is None or not company["isMyCompany"]:
        raise InkpostError(Reason.NOT_FOUND, f"My company {company_id} not found", subject="company", action="own")


def usable_provider(work: Work, given: Sending) -> Provider:
    provider = stored.provider(work.db, work.organization_id, given.provider_uid)
    if provider is None or provider.company_id != given.company_id or provider.closed_at is not None:
        raise InkpostError(
            Reason.PARAMETER_INVALID, "The company has no such provider", subject="provider", action="find"
        )
    if not usable(provider, work):
        raise InkpostError(Reason.PARAMETER_INVALID, "The provider is too old", subject="provider", action="expired")
    return provider


def check_people(work: Work, given: Sending, provider: ProviderKind) -> None:
    for user_id in (*(each.user_id for each in given.members), given.responsible_id):
        if active_user(work, user_id) is None:
            raise InkpostError(Reason.NOT_FOUND, f"There is no user {user_id}", subject="user", given=str(user_id)[:40])
    parts = [(each.user_id, each.role) for each in given.members]
    if len(set(parts)) < len(parts):
        raise InkpostError(
            Reason.PARAMETER_INVALID, "members name the same user twice with the same role", subject="members"
        )
    if provider is ProviderKind.SIMPLE:
        _check_addresses(work, given)


def _check_addresses(work: Work, given: Sending) -> None:
    """Whoever signs by a code has to have an address that it can be sent to."""
    for each in given.members:
        user = active_user(work, each.user_id)
        if each.role in SIGNING and (user is None or not user.email):
            raise InkpostError(
                Reason.PARAMETER_INVALID,
                f"The user {each.user_id} has no e-mail address, which this provider sends its codes to",
                subject="members",
                action="address",
            )


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
    kind = _kind_of(given.content)
    if kind is None:
        raise InkpostError(Reason.UNUSABLE_FILE, "The file is neither a PDF nor a DOCX", subject="file")
    return work.keep(given.content, name=given.file_name, media_type=kind)


def _generated(work: Work, number: int) -> StoredFile:
    """The PDF of a generated document that the caller may see, or its DOCX until there is one."""
    document = _visible(work, number)
    return row_of(work, document.pdf_id or document.file_id)


def row_of(work: Work, file_id: int) -> StoredFile:
    file = files.find(work.db, work.organization_id, file_id)
    if file is None:
        raise InkpostError(Reason.NOT_FOUND, "File not found", subject="file")
    return file


def _visible(work: Work, number: int) -> Document:
    known = documents.find(work.db, work.organization_id, number) if 0 < number < 2**63 else None
    if known is None:
        raise no_document()
    work.demand(Right.DOCUMENTS_VIEW)
    return open_document(work, number) if known.module == "crm" else found_document(work, number, known.module)


def _kind_of(content: bytes) -> str | None:
    """What a file is by its first bytes; whether it can be used shows when it is made ready."""
    if b"%PDF-" in content[:1024]:
        return PDF
    return DOCX if content.startswith(b"PK\x03\x04") else None


def _title(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return stem[:LONGEST_TITLE] or "Document"
