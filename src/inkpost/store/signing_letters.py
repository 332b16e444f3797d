"""The letters of the signing: queued, sent, given up; counted for a document and those it was sent anew from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, select, text, update

from inkpost.store.rows import value
from inkpost.store.tables import sign_documents, sign_letters, sign_members

_FIRST = text(
    """
    with recursive above as (
        select id, resent_from from sign_documents where id = :document
        union
        select d.id, d.resent_from from sign_documents d join above on above.resent_from = d.id
    )
    select min(id) from above
    """
)
_RESENT = text(
    """
    with recursive below as (
        select id, created_at, resent_from from sign_documents where id = :first
        union
        select d.id, d.created_at, d.resent_from from sign_documents d join below on d.resent_from = below.id
    )
    select max(created_at) from below where resent_from is not null
    """
)


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter to a member or, without one, to who sent the document.

    It went out (``sent_at``), was given up (``failed_at``), or is still tried; why not.

    Given up without a ``fault``: it was not needed any more.
    """

    id: int
    document_id: int
    first_id: int
    member_id: int | None
    user_id: int
    kind: str
    address: str
    queued_at: datetime
    attempts: int
    sent_at: datetime | None
    failed_at: datetime | None
    fault: str


def first_of(db: Connection, document_id: int) -> int:
    """The document that this one goes back to by being sent anew; itself where it was not."""
    return int(db.execute(_FIRST, {"document": document_id}).scalar_one())


def resent_at(db: Connection, first_id: int) -> datetime | None:
    """When a document, or what goes back to it, was sent anew for the last time."""
    found: datetime | None = db.execute(_RESENT, {"first": first_id}).scalar()
    return found


def add(db: Connection, *, document_id: int, member_id: int | None, user_id: int, kind: str, now: datetime) -> int:
    """Record a letter that is to go out, to a member or (none) to the sender; its number."""
    row = {"document_id": document_id, "member_id": member_id, "user_id": user_id, "kind": kind, "queued_at": now}
    made = insert(sign_letters).values(**row, first_id=first_of(db, document_id))
    return int(db.execute(made.returning(sign_letters.c.id)).scalar_one())


def find(db: Connection, letter_id: int) -> SentLetter | None:
    """A letter by its number."""
    row = db.execute(select(sign_letters).where(sign_letters.c.id == letter_id)).first()
    return value(SentLetter, row) if row else None


def change(db: Connection, letter_id: int, **values: Any) -> None:
    """Record what became of a letter."""
    db.execute(update(sign_letters).where(sign_letters.c.id == letter_id).values(**values))


def since(db: Connection, first_id: int, user_id: int, kinds: Collection[str], begin: datetime) -> list[SentLetter]:
    """The letters of these kinds to somebody since a moment, oldest first, for all that goes back to one document."""
    table = sign_letters
    where = (table.c.first_id == first_id, table.c.user_id == user_id, table.c.kind.in_(list(kinds)))
    query = select(table).where(*where, table.c.queued_at > begin).order_by(table.c.queued_at, table.c.id)
    return [value(SentLetter, row) for row in db.execute(query)]


def silent(db: Connection, since: datetime, most: int, limit: int) -> list[tuple[int, int]]:
    """The open documents and those of their members who got their last letter before a moment and have not acted since.

    Members who were reminded ``most`` times are left out. Longest silent first.
    """
    letters, members, documents = sign_letters, sign_members, sign_documents
    others = members.alias()
    refused = select(others.c.id).where(others.c.document_id == documents.c.id, others.c.refused_at.is_not(None))
    last = func.max(letters.c.queued_at)
    reminded = func.count().filter(letters.c.kind == "reminder")
    query = (
        select(members.c.document_id, members.c.id)
        .join(letters, and_(letters.c.member_id == members.c.id, letters.c.user_id == members.c.user_id))
        .join(documents, documents.c.id == members.c.document_id)
        .where(
            letters.c.kind.in_(["invitation", "reminder"]),
            members.c.signed_at.is_(None),
            ~refused.exists(),
            *(documents.c[f"{name}_at"].is_(None) for name in ("signed", "expired", "cancelled", "unusable")),
        )
        .group_by(members.c.document_id, members.c.id)
        .having(last < since, reminded < most)
        .order_by(last)
        .limit(limit)
    )
    return [(row.document_id, row.id) for row in db.execute(query)]


def newest(db: Connection, document_ids: Collection[int]) -> dict[int, SentLetter]:
    """The newest letter of each member of these documents, by the member, where it went to whose part it is now."""
    table = sign_letters
    last = (
        select(func.max(table.c.id))
        .join(sign_members, sign_members.c.id == table.c.member_id)
        .where(table.c.document_id.in_(list(document_ids)), sign_members.c.user_id == table.c.user_id)
        .group_by(table.c.member_id)
    )
    rows = db.execute(select(table).where(table.c.id.in_(last)))
    return {row.member_id: value(SentLetter, row) for row in rows}
