"""Which contacts are bound to an item, and the ways to reach it: phones, addresses, sites, messengers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from sqlalchemy import Connection, delete, exists, func, insert, literal, not_, select, update

from inkpost.model.crm import Multifield
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.store.rows import value
from inkpost.store.tables import crm_contact_bindings, crm_items, crm_multifields

_other = crm_items.alias()
_item, _contact = crm_contact_bindings.c.item_id, crm_contact_bindings.c.contact_id
FIRST_CONTACT: Final = (
    select(_other.c.number)
    .select_from(crm_contact_bindings.join(_other, _other.c.id == _contact))
    .where(crm_items.c.id == _item)
    .order_by(crm_contact_bindings.c.position, _contact)
    .limit(1)
    .correlate(crm_items)
    .scalar_subquery()
)
"""The number of the first contact bound to an item."""
FIRST_COMPANY: Final = (
    select(func.min(_other.c.number))
    .select_from(crm_contact_bindings.join(_other, _other.c.id == _item))
    .where(crm_items.c.id == _contact, _other.c.type_id == COMPANY)
    .correlate(crm_items)
    .scalar_subquery()
)
"""The number of the oldest company that a contact is bound to; none for an item that is no contact."""


def bound_contacts(db: Connection, item_ids: Collection[int]) -> dict[int, list[int]]:
    """The numbers of the contacts bound to items, by the items' internal ids, the first one of each first."""
    here, there = crm_contact_bindings.c.item_id, crm_contact_bindings.c.contact_id
    query = select(here.label("owner"), crm_items.c.number).join(crm_items, crm_items.c.id == there)
    rows = db.execute(query.where(here.in_(item_ids)).order_by(crm_contact_bindings.c.position, there))
    return _gathered((row.owner, row.number) for row in rows)


def bound_companies(db: Connection, contact_ids: Collection[int]) -> dict[int, list[int]]:
    """The numbers of the companies that contacts are bound to, by the contacts' internal ids."""
    here, there = crm_contact_bindings.c.contact_id, crm_contact_bindings.c.item_id
    query = select(here.label("owner"), crm_items.c.number).join(crm_items, crm_items.c.id == there)
    rows = db.execute(query.where(here.in_(contact_ids), crm_items.c.type_id == COMPANY).order_by(crm_items.c.number))
    return _gathered((row.owner, row.number) for row in rows)


def _gathered(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for owner, number in pairs:
        found.setdefault(owner, []).append(number)
    return found


def bind_contacts(
    db: Connection, organization_id: int, item_id: int, numbers: Sequence[int], *, to_company: bool = False
) -> None:
    """Let exactly these contacts be bound to an item, in this order; numbers of no contact are passed over.

    ``to_company`` for a company: it may thereby become or cease to be a contact's main one.
    """
    known = _ids(db, organization_id, CONTACT, numbers)
    gone = db.execute(delete(crm_contact_bindings).where(_item == item_id).returning(_contact)).scalars().all()
    rows = [
        {"item_id": item_id, "contact_id": known[number], "position": at}
        for at, number in enumerate(dict.fromkeys(numbers))
        if number in known
    ]
    if rows:
        db.execute(insert(crm_contact_bindings), rows)
    if to_company:
        _settle_main_companies(db, {*gone, *known.values()})


def _settle_main_companies(db: Connection, contact_ids: Collection[int]) -> None:
    """Let the main company of these contacts be one that they are bound to, if there is any."""
    still = (
        select(literal(1))
        .select_from(crm_contact_bindings.join(_other, _other.c.id == _item))
        .where(crm_items.c.id == _contact, _other.c.type_id == COMPANY, _other.c.number == crm_items.c.company_number)
        .correlate(crm_items)
    )
    if contact_ids:
        where = (crm_items.c.id.in_(sorted(contact_ids)), not_(exists(still)))
        db.execute(update(crm_items).where(*where).values(company_number=FIRST_COMPANY))


def bind_companies(db: Connection, organization_id: int, contact_id: int, numbers: Sequence[int]) -> None:
    """Let exactly these companies be those that a contact is bound to; where it stays bound, its place stays too."""
    known = set(_ids(db, organization_id, COMPANY, numbers).values())
    there = crm_contact_bindings.c.item_id
    companies = select(crm_items.c.id).where(
        crm_items.c.organization_id == organization_id, crm_items.c.type_id == COMPANY
    )
    bound = {
        row.item_id
        for row in db.execute(
            select(there).where(crm_contact_bindings.c.contact_id == contact_id, there.in_(companies))
        )
    }
    db.execute(
        delete(crm_contact_bindings).where(
            crm_contact_bindings.c.contact_id == contact_id, there.in_(sorted(bound - known))
        )
    )
    rows = [{"item_id": each, "contact_id": contact_id, "position": 0} for each in sorted(known - bound)]
    if rows:
        db.execute(insert(crm_contact_bindings), rows)


def _ids(db: Connection, organization_id: int, type_id: int, numbers: Collection[int]) -> dict[int, int]:
    if not numbers:
        return {}
    query = select(crm_items.c.number, crm_items.c.id).where(
        crm_items.c.organization_id == organization_id,
        crm_items.c.type_id == type_id,
        crm_items.c.number.in_(numbers),
    )
    return {row.number: row.id for row in db.execute(query)}


def channels_of(db: Connection, item_ids: Collection[int]) -> dict[int, tuple[Multifield, ...]]:
    """The channels of items, by the items' internal ids."""
    query = select(crm_multifields).where(crm_multifields.c.item_id.in_(item_ids)).order_by(crm_multifields.c.id)
    found: dict[int, list[Multifield]] = {}
    for row in db.execute(query):
        found.setdefault(row.item_id, []).append(value(Multifield, row))
    return {owner: tuple(each) for owner, each in found.items()}


def add_channels(db: Connection, item_id: int, given: Iterable[Multifield]) -> None:
    """Record channels of an item; their ids are ignored."""
    rows = [
        {"item_id": item_id, "kind": each.kind, "value_type": each.value_type, "value": each.value} for each in given
    ]
    if rows:
        db.execute(insert(crm_multifields), rows)


def change_channel(db: Connection, item_id: int, given: Multifield) -> None:
    """Write a channel of an item back; one that the item does not have is passed over."""
    where = (crm_multifields.c.id == given.id, crm_multifields.c.item_id == item_id)
    db.execute(
        update(crm_multifields).where(*where).values(kind=given.kind, value_type=given.value_type, value=given.value)
    )


def remove_channels(db: Connection, item_id: int, numbers: Collection[int]) -> None:
    """Delete channels of an item."""
    db.execute(delete(crm_multifields).where(crm_multifields.c.item_id == item_id, crm_multifields.c.id.in_(numbers)))
