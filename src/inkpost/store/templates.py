"""Templates and who may use them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by

from inkpost.model.listing import ListQuery
from inkpost.model.templates import Template
from inkpost.store.listing import compared, page_of
from inkpost.store.rows import value
from inkpost.store.tables import template_accesses, templates

_CODES = (
    select(
        func.array_agg(
            aggregate_order_by(
                template_accesses.c.access_code, template_accesses.c.position, template_accesses.c.access_code
            )
        )
    )
    .where(template_accesses.c.template_id == templates.c.id)
    .scalar_subquery()
    .label("codes")
)


def _made(row: Row[Any]) -> Template:
    return value(Template, row, access_codes=tuple(row.codes or ()))


def _query() -> Select[Any]:
    return select(*templates.c, _CODES)


def find(db: Connection, organization_id: int, template_id: int, *, lock: bool = False) -> Template | None:
    """A template of this organisation, deleted ones too; locked for a change where asked."""
    query = _query().where(templates.c.id == template_id, templates.c.organization_id == organization_id)
    row = db.execute(query.with_for_update(of=templates) if lock else query).first()
    return _made(row) if row else None


def hold(db: Connection, template_id: int) -> bool:
    """Keep a template from being removed until this transaction ends; false if it is gone already."""
    query = select(templates.c.id).where(templates.c.id == template_id).with_for_update(key_share=True, read=True)
    return db.execute(query).first() is not None


def add(db: Connection, codes: Iterable[str], **values: Any) -> int:
    """Record a template with its access codes and answer its id."""
    number = int(db.execute(insert(templates).values(**values).returning(templates.c.id)).scalar_one())
    set_codes(db, number, codes)
    return number


def change(db: Connection, template_id: int, **values: Any) -> None:
    """Change a template's columns."""
    db.execute(update(templates).where(templates.c.id == template_id).values(**values))


def set_codes(db: Connection, template_id: int, codes: Iterable[str]) -> None:
    """Replace a template's access codes, keeping their order."""
    db.execute(delete(template_accesses).where(template_accesses.c.template_id == template_id))
    rows = [
        {"template_id": template_id, "access_code": code, "position": position}
        for position, code in enumerate(dict.fromkeys(codes))
    ]
    if rows:
        db.execute(insert(template_accesses), rows)


COLUMNS: dict[str, ColumnElement[Any]] = {column.name: compared(column) for column in templates.c}


def page(
    db: Connection, organization_id: int, query: ListQuery, *, module: str, made_by: Sequence[int] | None
) -> tuple[list[Template], int | None]:
    """A page of templates and, where asked, how many there are; ``made_by`` narrows to these users' own."""
    where = [templates.c.organization_id == organization_id, templates.c.module == module]
    if made_by is not None:
        where.append(templates.c.created_by.in_(made_by))
    rows, total = page_of(db, _query().where(*where), query, COLUMNS)
    return [_made(row) for row in rows], total


def remove(db: Connection, template_id: int) -> None:
    """Delete a template that no document was made from."""
    db.execute(delete(templates).where(templates.c.id == template_id))
