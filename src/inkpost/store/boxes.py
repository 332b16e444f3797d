"""Boxes, and the departments that belong to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, exists, func, insert, select, text, update

from inkpost.model.boxes import Box
from inkpost.model.departments import Department
from inkpost.store.rows import value
from inkpost.store.tables import boxes, counterparty_events, departments, exchange_messages, organizations

# What stands at the top without being anybody's head lies under the head that stands there, too: there is one tree.
# Another box's head begins a tree of its own.
_TREE = """
    with recursive head as (
        select d.id, d.organization_id, case when d.parent_id is null then d.id end as root
        from boxes b join departments d on d.id = b.head_department_id where b.id = :box
    ), tree as (
        select h.id from head h where cast(:above as bigint) is null
        union select cast(:above as bigint)
        union
        select d.id from departments d join tree t on d.parent_id = t.id or d.parent_id is null and t.id = (
            select root from head
        )
        where d.organization_id = (select organization_id from head)
            and not exists (select from boxes other where other.head_department_id = d.id)
    )
    select id from tree where id is not null
"""


def add(db: Connection, **values: Any) -> Box:
    """Record a box and answer it."""
    return _box(db.execute(insert(boxes).values(**values).returning(*boxes.c)).one())


def change(db: Connection, box_id: int, **values: Any) -> Box:
    """Set columns of a box and answer it."""
    return _box(db.execute(update(boxes).where(boxes.c.id == box_id).values(**values).returning(*boxes.c)).one())


def by_guid(db: Connection, guid: UUID) -> Box | None:
    """The box of a GUID, whoever's."""
    return _one(db, boxes.c.guid == guid)


def by_person(db: Connection, guid: UUID) -> Box | None:
    """The box of a legal person's GUID."""
    return _one(db, boxes.c.person_guid == guid)


def by_participant(db: Connection, participant_id: str) -> Box | None:
    """The box of a participant's identifier."""
    return _one(db, func.lower(boxes.c.participant_id) == participant_id.lower())


def by_id(db: Connection, box_id: int) -> Box:
    """A box that is known to be there."""
    return _box(db.execute(select(boxes).where(boxes.c.id == box_id)).one())


def of_ids(db: Connection, ids: Collection[int]) -> dict[int, Box]:
    """Boxes by their numbers."""
    rows = db.execute(select(boxes).where(boxes.c.id.in_(ids)))
    return {row.id: _box(row) for row in rows}


def by_inn(db: Connection, inns: Collection[str], kpp: str = "") -> list[Box]:
    """The boxes with one of these INNs, the oldest first; ``kpp`` narrows it."""
    found = select(boxes).where(boxes.c.inn.in_(inns)).order_by(boxes.c.id)
    return [_box(row) for row in db.execute(found.where(boxes.c.kpp == kpp) if kpp else found)]


def all_of(db: Connection, organization_id: int | None = None) -> list[Box]:
    """Every box, or those of an organisation, the oldest first."""
    found = select(boxes).order_by(boxes.c.id)
    if organization_id is not None:
        found = found.where(boxes.c.organization_id == organization_id)
    return [_box(row) for row in db.execute(found)]


def hold(db: Connection, *box_ids: int) -> None:
    """Keep others from adding to what these boxes are to one another; always in the same order."""
    db.execute(select(boxes.c.id).where(boxes.c.id.in_(box_ids)).order_by(boxes.c.id).with_for_update(key_share=True))


def head_for(db: Connection, organization_id: int, name: str) -> int:
    """The department to be a new box's head: the organisation's top while no box has it, else a new one under that."""
    db.execute(
        select(organizations.c.id).where(organizations.c.id == organization_id).with_for_update(key_share=True)
    ).one()
    mine = (departments.c.organization_id == organization_id, departments.c.parent_id.is_(None))
    top = db.execute(select(departments.c.id).where(*mine).order_by(departments.c.id).limit(1)).scalar()
    if top is not None and not is_head(db, top):
        return int(top)
    new = insert(departments).values(organization_id=organization_id, parent_id=top, name=name)
    return int(db.execute(new.returning(departments.c.id)).scalar_one())


def is_head(db: Connection, department_id: int) -> bool:
    """Whether a department is some box's head."""
    return bool(db.execute(select(exists().where(boxes.c.head_department_id == department_id))).scalar_one())


def active(db: Connection, ids: Collection[int]) -> frozenset[int]:
    """Which of these boxes ever sent anything or had to do with a counterparty."""
    sent = select(exchange_messages.c.from_box_id).where(
        exchange_messages.c.from_box_id.in_(ids), exchange_messages.c.sent_at.is_not(None)
    )
    acted = select(counterparty_events.c.box_id).where(
        counterparty_events.c.box_id.in_(ids), counterparty_events.c.kind.like("i\\_%", escape="\\")
    )
    return frozenset(row[0] for row in db.execute(sent.union(acted)))


def department_ids(db: Connection, box_id: int, above: int | None = None) -> frozenset[int]:
    """The departments of a box, its head included; with ``above`` that one and what lies under it."""
    return frozenset(row.id for row in db.execute(text(_TREE), {"box": box_id, "above": above}))


def departments_of(db: Connection, box: Box) -> list[Department]:
    """The departments of a box, its head first, then the oldest first."""
    ids = department_ids(db, box.id)
    order = (departments.c.id != box.head_department_id, departments.c.created_at, departments.c.id)
    rows = db.execute(select(departments).where(departments.c.id.in_(ids)).order_by(*order))
    return [value(Department, row) for row in rows]


def department_by_guid(db: Connection, organization_id: int, guid: UUID) -> Department | None:
    """A department of an organisation by its GUID."""
    mine = (departments.c.guid == guid, departments.c.organization_id == organization_id)
    row = db.execute(select(departments).where(*mine)).first()
    return value(Department, row) if row else None


def department_guids(db: Connection, ids: Collection[int]) -> Mapping[int, str]:
    """The GUIDs of departments by their numbers."""
    rows = db.execute(select(departments.c.id, departments.c.guid).where(departments.c.id.in_(ids)))
    return {row.id: str(row.guid) for row in rows}


def _one(db: Connection, condition: ColumnElement[bool]) -> Box | None:
    row = db.execute(select(boxes).where(condition)).first()
    return _box(row) if row else None


def _box(row: Any) -> Box:
    return value(Box, row, person_guid=str(row.person_guid))
