"""Documents, their pages and their public codes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    cast,
    delete,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    update,
)

from inkpost.model.crm import Sight
from inkpost.model.documents import Document
from inkpost.model.files import StoredFile
from inkpost.model.listing import ListQuery, Operator
from inkpost.store.listing import compared, matches, page_of
from inkpost.store.rows import value
from inkpost.store.tables import document_pages, documents, files, organizations

COLUMNS: dict[str, ColumnElement[Any]] = {column.name: compared(column) for column in documents.c}
_BY_ID: Select[Any] = select(documents)
_FOUND = _BY_ID.where(
    documents.c.id == bindparam("number"), documents.c.organization_id == bindparam("organization")
)  # built once: composing it costs as much as running it
_LOCKED = _FOUND.with_for_update()
MOST_MERGED = 100
_LAST = 2**63 - 1
_VALUES = ("field_values", "field_descriptions")
_WITHOUT_VALUES: Select[Any] = select(
    *(column for column in documents.c if column.name not in _VALUES),
    *(literal_column("'{}'::json", documents.c[name].type).label(name) for name in _VALUES),
)


def find(db: Connection, organization_id: int, document_id: int, *, lock: bool = False) -> Document | None:
    """A document of this organisation; locked for a change where asked."""
    row = db.execute(_LOCKED if lock else _FOUND, {"number": document_id, "organization": organization_id}).first()
    return value(Document, row) if row else None


def add(db: Connection, **values: Any) -> Document:
    """Record a document and answer it."""
    return value(Document, db.execute(insert(documents).values(**values).returning(*documents.c)).one())


def change(db: Connection, document_id: int, **values: Any) -> Document:
    """Change a document's columns and answer it as it is now."""
    row = db.execute(update(documents).where(documents.c.id == document_id).values(**values).returning(*documents.c))
    return value(Document, row.one())


def record_pdf(db: Connection, document_id: int, revision: int, pdf_id: int) -> bool:
    """Record the PDF of a revision, once; false if the document went on meanwhile or has one already."""
    return bool(
        db.execute(
            update(documents)
            .where(documents.c.id == document_id, documents.c.revision == revision, documents.c.pdf_id.is_(None))
            .values(pdf_id=pdf_id)
        ).rowcount
    )


def record_pages(db: Connection, document_id: int, revision: int, pages: list[int], now: datetime) -> bool:
    """Record the pictures of a revision's pages, once; the document is then converted."""
    done = db.execute(
        update(documents)
        .where(documents.c.id == document_id, documents.c.revision == revision, documents.c.converted_at.is_(None))
        .values(image_id=pages[0] if pages else None, converted_at=now)
    ).rowcount
    if not done:
        return False
    db.execute(delete(document_pages).where(document_pages.c.document_id == document_id))
    if pages:
        db.execute(
            insert(document_pages),
            [{"document_id": document_id, "number": at, "file_id": page} for at, page in enumerate(pages, 1)],
        )
    return True


def count_failure(db: Connection, document_id: int, revision: int) -> int | None:
    """Count a failed conversion of a revision and answer how many there are; None if the document went on."""
    return db.execute(
        update(documents)
        .where(documents.c.id == document_id, documents.c.revision == revision)
        .values(conversion_attempts=documents.c.conversion_attempts + 1)
        .returning(documents.c.conversion_attempts)
    ).scalar()


def record_failure(db: Connection, document_id: int, revision: int, *, code: str, message: str, now: datetime) -> None:
    """Record that a revision cannot be converted, and why."""
    db.execute(
        update(documents)
        .where(documents.c.id == document_id, documents.c.revision == revision)
        .values(conversion_failed_at=now, conversion_error_code=code, conversion_error=message)
    )


def pages(db: Connection, document_id: int) -> list[StoredFile]:
    """The pictures of a document's pages, in order."""
    rows = db.execute(
        select(files)
        .join(document_pages, document_pages.c.file_id == files.c.id)
        .where(document_pages.c.document_id == document_id)
        .order_by(document_pages.c.number)
    )
    return [value(StoredFile, row) for row in rows]


def remove(db: Connection, document_id: int) -> None:
    """Delete a document; its files' rows stay for those who still hold them."""
    db.execute(delete(documents).where(documents.c.id == document_id))


def count(db: Connection, organization_id: int) -> int:
    """How many documents an organisation has."""
    return int(
        db.execute(
            select(func.count()).select_from(documents).where(documents.c.organization_id == organization_id)
        ).scalar_one()
    )


def count_in_turn(db: Connection, organization_id: int) -> int:
    """The same, and until this transaction ends nobody else of the organisation counts so."""
    db.execute(select(organizations.c.id).where(organizations.c.id == organization_id).with_for_update(key_share=True))
    return count(db, organization_id)


def page(db: Connection, organization_id: int, query: ListQuery, *, module: str) -> tuple[list[Document], int | None]:
    """A page of documents and, where asked, how many there are.

    The values of a document may be large: they are read where the query selects ``field_values`` alone.
    """
    with_values = query.select is not None and "field_values" in query.select
    base = _BY_ID if with_values else _WITHOUT_VALUES
    base = base.where(documents.c.organization_id == organization_id, documents.c.module == module)
    rows, total = page_of(db, base, query, COLUMNS)
    return [value(Document, row) for row in rows], total


def page_seen(
    db: Connection, organization_id: int, query: ListQuery, *, module: str, sight: Sight
) -> tuple[list[Document], int | None]:
    """The same for documents of items, those alone whose responsible persons ``sight`` covers."""
    with_values = query.select is not None and "field_values" in query.select
    base = _BY_ID if with_values else _WITHOUT_VALUES
    # The type of the item tells the database which indexes may serve.
    base = base.where(
        documents.c.organization_id == organization_id, documents.c.module == module, documents.c.entity_type_id > 0
    )
    if sight.users is None:
        rows, total = page_of(db, base, query, COLUMNS)
        return [value(Document, row) for row in rows], total
    some, total = _page_of_some(db, base, query, sorted(sight.users))
    return [value(Document, row) for row in some], total


def _page_of_some(
    db: Connection, base: Select[Any], query: ListQuery, users: Sequence[int]
) -> tuple[Sequence[Row[Any]], int | None]:
    by_id = not query.order or query.order[0].field == "id"
    if query.count or not by_id or not 1 < len(users) <= MOST_MERGED:
        return page_of(db, base.where(documents.c.assigned_by.in_(users)), query, COLUMNS)
    return _merged(db, base, query, users), None


def _merged(db: Connection, base: Select[Any], query: ListQuery, users: Sequence[int]) -> Sequence[Row[Any]]:
    """A page by id over the documents of several users, a page of each read from the index in its order.

    Otherwise the database would read all that they have in order to sort it. The comparison of pairs says what an
    equality would, and leaves it no other index to read in the order of: how much one user has it only guesses.
    """
    down = bool(query.order) and query.order[0].descending
    who = func.unnest(cast(users, ARRAY(BigInteger))).table_valued("user_id").render_derived()
    own, there = documents.c.assigned_by, tuple_(documents.c.assigned_by, documents.c.id)
    begin = tuple_(who.c.user_id, literal(_begin(query, down=down), BigInteger))
    of_user = (own >= who.c.user_id, there < begin) if down else (own <= who.c.user_id, there > begin)
    wanted = base.where(*of_user, *(matches(COLUMNS, each) for each in query.conditions))
    order = (own.desc(), documents.c.id.desc()) if down else (own, documents.c.id)
    of_one = wanted.order_by(*order).limit(query.offset + query.limit).lateral("seen")
    page = select(*of_one.c).select_from(who.join(of_one, true()))
    ordered = page.order_by(of_one.c.id.desc() if down else of_one.c.id)
    return db.execute(ordered.limit(query.limit).offset(query.offset)).all()


def _begin(query: ListQuery, *, down: bool) -> int:
    """The id next to which a page by id may begin, by the conditions on the id; beyond every id without any."""
    beyond, at = (Operator.LT, Operator.LE) if down else (Operator.GT, Operator.GE)
    step = 1 if down else -1
    found = [each.value for each in query.conditions if each.field == "id" and each.operator is beyond]
    found += [each.value + step for each in query.conditions if each.field == "id" and each.operator is at]
    found = [each for each in found if -_LAST < each < _LAST]
    return min(found, default=_LAST) if down else max(found, default=0)


def of_file(db: Connection, organization_id: int, file_id: int) -> Document | None:
    """The document that a file belongs to now: its DOCX, its PDF or the picture of its first page."""
    any_of = or_(documents.c.file_id == file_id, documents.c.pdf_id == file_id, documents.c.image_id == file_id)
    row = db.execute(_BY_ID.where(documents.c.organization_id == organization_id, any_of)).first()
    return value(Document, row) if row else None


def reassign(db: Connection, organization_id: int, type_id: int, number: int, assigned_by: int | None) -> None:
    """Let the documents of an item follow it to another responsible person."""
    of_it = (
        documents.c.organization_id == organization_id,
        documents.c.entity_type_id == type_id,
        documents.c.entity_id == number,
    )
    moved = documents.c.assigned_by.is_distinct_from(assigned_by)
    db.execute(update(documents).where(*of_it, documents.c.entity_type_id > 0, moved).values(assigned_by=assigned_by))


def recent(
    db: Connection, organization_id: int, limit: int, *, before: int | None = None, crm: str, sight: Sight
) -> list[Document]:
    """The newest documents of an organisation whose number is less than ``before``.

    Of the documents of items, which the module ``crm`` made, those alone whose responsible persons ``sight`` covers.
    """
    query = _BY_ID.where(documents.c.organization_id == organization_id)
    if before is not None:
        query = query.where(documents.c.id < before)
    if sight.users is not None:
        query = query.where(or_(documents.c.module != crm, documents.c.assigned_by.in_(sorted(sight.users))))
    return [value(Document, row) for row in db.execute(query.order_by(documents.c.id.desc()).limit(limit))]


def made_from(db: Connection, template_id: int) -> bool:
    """Whether any document was made from a template."""
    return db.execute(select(documents.c.id).where(documents.c.template_id == template_id).limit(1)).first() is not None
