"""Documents that are being signed, their members, the providers of companies, the chain of records, the safe."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, case, func, insert, literal_column, select, update

from inkpost.model.evidence import Record, canonical, digest, read
from inkpost.model.files import StoredFile
from inkpost.model.signatures import STEPS, Member, ProviderKind, Role, SentDocument
from inkpost.store.rows import value
from inkpost.store.tables import files, sign_documents, sign_members, sign_pages, sign_providers, sign_records

_DOCUMENTS = select(sign_documents, sign_providers.c.kind).join(
    sign_providers, sign_providers.c.id == sign_documents.c.provider_id
)


@dataclass(frozen=True, slots=True)
class Provider:
    """How the members of a company's documents sign, since when and until when."""

    id: int
    guid: str
    organization_id: int
    company_id: int
    kind: ProviderKind
    created_at: datetime
    expires_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Filed:
    """A signed document as the safe lists it, once for each who signed it; ``id`` is the member's."""

    id: int
    title: str
    created_at: datetime
    filed_at: datetime
    created_by: int
    user_id: int
    role: Role


def is_guid(text: str) -> bool:
    """Whether a text can be the second identity of anything."""
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def add(db: Connection, **values: Any) -> SentDocument:
    """Record a document that is to be signed."""
    number = db.execute(insert(sign_documents).values(**values).returning(sign_documents.c.id)).scalar_one()
    return _document(db.execute(_DOCUMENTS.where(sign_documents.c.id == number)).one())


def find(db: Connection, organization_id: int, uid: str, *, lock: bool = False) -> SentDocument | None:
    """A document of this organisation by its GUID; locked for an act where asked."""
    if not is_guid(uid):
        return None
    query = _DOCUMENTS.where(sign_documents.c.guid == uid, sign_documents.c.organization_id == organization_id)
    return _one(db, query, lock=lock)


def by_id(db: Connection, document_id: int, *, lock: bool = False) -> SentDocument | None:
    """A document by its number, whosever it is."""
    return _one(db, _DOCUMENTS.where(sign_documents.c.id == document_id), lock=lock)


def change(db: Connection, document_id: int, **values: Any) -> SentDocument:
    """Change a locked document and answer it as it is now."""
    db.execute(update(sign_documents).where(sign_documents.c.id == document_id).values(**values))
    return _document(db.execute(_DOCUMENTS.where(sign_documents.c.id == document_id)).one())


def add_members(db: Connection, rows: Sequence[dict[str, Any]]) -> list[Member]:
    """Record who takes part."""
    made = db.execute(insert(sign_members).returning(*sign_members.c, sort_by_parameter_order=True), list(rows))
    return [_member(row) for row in made]


def members(db: Connection, document_id: int) -> list[Member]:
    """Who takes part, in the order they were named in."""
    query = select(sign_members).where(sign_members.c.document_id == document_id).order_by(sign_members.c.id)
    return [_member(row) for row in db.execute(query)]


def member(db: Connection, organization_id: int, uid: str) -> Member | None:
    """A member by its GUID."""
    if not is_guid(uid):
        return None
    where = (sign_members.c.guid == uid, sign_members.c.organization_id == organization_id)
    row = db.execute(select(sign_members).where(*where)).first()
    return _member(row) if row else None


def member_by_id(db: Connection, member_id: int) -> Member | None:
    """A member by its number, whosever it is."""
    row = db.execute(select(sign_members).where(sign_members.c.id == member_id)).first()
    return _member(row) if row else None


def change_member(db: Connection, member_id: int, **values: Any) -> Member:
    """Change a member of a locked document."""
    row = db.execute(
        update(sign_members).where(sign_members.c.id == member_id).values(**values).returning(*sign_members.c)
    )
    return _member(row.one())


def waiting_for(db: Connection, user_id: int, *, limit: int, before: int | None) -> list[Member]:
    """A page of the parts whose turn it is, newest first: those older than ``before``. As ``member_state`` has it."""
    document, member, other = sign_documents, sign_members, sign_members.alias("other")
    ended = (document.c.cancelled_at, document.c.unusable_at, document.c.expired_at, document.c.sealed_at)
    earlier = _step(other) < _step(member)
    kept_back: Select[Any] = select(literal_column("1")).where(
        other.c.document_id == member.c.document_id,
        other.c.refused_at.is_not(None) | (other.c.signed_at.is_(None) & earlier),
    )
    query = (
        select(member)
        .join(document, document.c.id == member.c.document_id)
        .where(member.c.user_id == user_id, member.c.filed_at.is_(None), member.c.signed_at.is_(None))
        .where(document.c.prepared_at.is_not(None), *(each.is_(None) for each in ended), ~kept_back.exists())
    )
    if before is not None:
        query = query.where(member.c.id < before)
    return [_member(row) for row in db.execute(query.order_by(member.c.id.desc()).limit(limit))]


def _step(members: Any) -> ColumnElement[int]:
    """When it is the turn of members, as a column."""
    return case({role.value: step for role, step in STEPS.items()}, value=members.c.role)


def acted_for(db: Connection, user_id: int, limit: int) -> list[Member]:
    """The newest parts of somebody who signed or approved, in documents that are not finished."""
    mine = (sign_members.c.user_id == user_id, sign_members.c.filed_at.is_(None))
    where = (*mine, sign_members.c.signed_at.is_not(None))
    query = select(sign_members).where(*where).order_by(sign_members.c.id.desc()).limit(limit)
    return [_member(row) for row in db.execute(query)]


def file_away(db: Connection, document_id: int, roles: Collection[Role], now: datetime) -> None:
    """Put a finished document into the safe, for each member with one of these roles."""
    of_it = (sign_members.c.document_id == document_id, sign_members.c.role.in_(roles))
    db.execute(update(sign_members).where(*of_it, sign_members.c.filed_at.is_(None)).values(filed_at=now))


def personal(db: Connection, user_id: int, *, limit: int, offset: int) -> list[Filed]:
    """What somebody has signed and everyone else too, newest first."""
    return _filed(db, sign_members.c.user_id == user_id, limit=limit, offset=offset)


def safe(
    db: Connection, organization_id: int, senders: Collection[int] | None, *, limit: int, offset: int
) -> list[Filed]:
    """What lies in the safe of an organisation, newest first; of these ``senders`` alone where they are given."""
    if senders is None:
        return _filed(db, sign_members.c.organization_id == organization_id, limit=limit, offset=offset)
    if len(senders) == 1:
        return _filed(db, sign_members.c.sent_by == next(iter(senders)), limit=limit, offset=offset)
    where = (sign_members.c.organization_id == organization_id) & sign_members.c.sent_by.in_(sorted(senders))
    return _filed(db, where, limit=limit, offset=offset)


def _filed(db: Connection, where: ColumnElement[bool], *, limit: int, offset: int) -> list[Filed]:
    """The page is cut on the index alone before titles are looked up: what is passed over costs no second look."""
    there = (where, sign_members.c.filed_at.is_not(None))
    page = (
        select(sign_members.c.id)
        .where(*there)
        .order_by(sign_members.c.filed_at.desc(), sign_members.c.id.desc())
        .limit(limit)
        .offset(offset)
        .subquery("page")
    )
    query: Select[Any] = (
        select(
            sign_members.c.id,
            sign_documents.c.title,
            sign_documents.c.created_at,
            sign_members.c.filed_at,
            sign_documents.c.created_by,
            sign_members.c.user_id,
            sign_members.c.role,
        )
        .select_from(page)
        .join(sign_members, sign_members.c.id == page.c.id)
        .join(sign_documents, sign_documents.c.id == sign_members.c.document_id)
        .order_by(sign_members.c.filed_at.desc(), sign_members.c.id.desc())
    )
    return [value(Filed, row, role=Role(row.role)) for row in db.execute(query)]


def add_pages(db: Connection, document_id: int, file_ids: Iterable[int]) -> None:
    """Record the pictures of a document's pages."""
    rows = [{"document_id": document_id, "number": at, "file_id": file} for at, file in enumerate(file_ids, 1)]
    if rows:
        db.execute(insert(sign_pages), rows)


def pages(db: Connection, document_id: int) -> list[StoredFile]:
    """The pictures of a document's pages, in order."""
    rows = db.execute(
        select(files)
        .join(sign_pages, sign_pages.c.file_id == files.c.id)
        .where(sign_pages.c.document_id == document_id)
        .order_by(sign_pages.c.number)
    )
    return [value(StoredFile, row) for row in rows]


def chain(db: Connection, document_id: int) -> list[bytes]:
    """The records of a document as they are spelt, in order."""
    query = select(sign_records.c.line).where(sign_records.c.document_id == document_id)
    return [bytes(line) for line in db.execute(query.order_by(sign_records.c.number)).scalars()]


def records(db: Connection, document_id: int) -> list[Record]:
    """The records of a document. Raises ValueError where one is not as it was written."""
    return [read(line) for line in chain(db, document_id)]


def append(db: Connection, document_id: int, record: Record) -> None:
    """Write the next record of a locked document's chain."""
    hashed = digest(record)
    row = {"document_id": document_id, "number": record.number, "line": canonical(record), "hash": hashed}
    db.execute(insert(sign_records).values(**row))
    head = {"evidence_count": record.number, "evidence_head": hashed}
    db.execute(update(sign_documents).where(sign_documents.c.id == document_id).values(**head))


def overdue(db: Connection, now: datetime, limit: int) -> list[int]:
    """The documents whose time is over and that nothing else has ended."""
    open_ = (
        sign_documents.c.expired_at.is_(None),
        sign_documents.c.signed_at.is_(None),
        sign_documents.c.cancelled_at.is_(None),
        sign_documents.c.unusable_at.is_(None),
        sign_documents.c.expires_at <= now,
    )
    refused: Select[Any] = select(literal_column("1")).where(
        sign_members.c.document_id == sign_documents.c.id, sign_members.c.refused_at.is_not(None)
    )
    query = select(sign_documents.c.id).where(*open_, ~refused.exists()).order_by(sign_documents.c.expires_at)
    return list(db.execute(query.limit(limit)).scalars())


def take_due(db: Connection, now: datetime, again: timedelta, limit: int) -> list[int]:
    """The documents whose sealing is due; unless it ends by then they are due again after ``again``."""
    due = (
        select(sign_documents.c.id)
        .where(sign_documents.c.sealing_due_at <= now)
        .order_by(sign_documents.c.sealing_due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    numbers = list(db.execute(due).scalars())
    if numbers:
        taken = update(sign_documents).where(sign_documents.c.id.in_(numbers)).values(sealing_due_at=now + again)
        db.execute(taken)
    return numbers


def record_sealed(db: Connection, document_id: int, file_id: int, now: datetime) -> bool:
    """Record the sealed file of a document, once; false where it has one."""
    open_ = (sign_documents.c.id == document_id, sign_documents.c.sealed_at.is_(None))
    sealed = {"sealed_id": file_id, "sealed_at": now, "sealing_fault": "", "sealing_due_at": None}
    return bool(db.execute(update(sign_documents).where(*open_).values(**sealed)).rowcount)


def hold_company(db: Connection, organization_id: int, company_id: int) -> None:
    """Keep others from registering providers of a company until this transaction ends."""
    db.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"sign {organization_id} {company_id}", 0))))


def providers(db: Connection, organization_id: int, company_id: int) -> list[Provider]:
    """The providers that were ever registered for a company, oldest first."""
    where = (sign_providers.c.organization_id == organization_id, sign_providers.c.company_id == company_id)
    rows = db.execute(select(sign_providers).where(*where).order_by(sign_providers.c.id))
    return [_provider(row) for row in rows]


def provider(db: Connection, organization_id: int, uid: str) -> Provider | None:
    """A provider by its GUID."""
    if not is_guid(uid):
        return None
    where = (sign_providers.c.guid == uid, sign_providers.c.organization_id == organization_id)
    row = db.execute(select(sign_providers).where(*where)).first()
    return _provider(row) if row else None


def add_provider(db: Connection, **values: Any) -> Provider:
    """Register a provider."""
    return _provider(db.execute(insert(sign_providers).values(**values).returning(*sign_providers.c)).one())


def _one(db: Connection, query: Any, *, lock: bool) -> SentDocument | None:
    row = db.execute(query.with_for_update(of=sign_documents) if lock else query).first()
    return _document(row) if row else None


def _document(row: Row[Any]) -> SentDocument:
    return value(SentDocument, row, provider=ProviderKind(row.kind), evidence_head=bytes(row.evidence_head))


def _member(row: Row[Any]) -> Member:
    return value(Member, row, role=Role(row.role))


def _provider(row: Row[Any]) -> Provider:
    return replace(value(Provider, row), kind=ProviderKind(row.kind))
