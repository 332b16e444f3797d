"""Which contacts are bound to an item, and the ways to reach it: phones, addresses, sites, messengers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from inkpost.model.crm import Multifield
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.store.rows import value
from inkpost.store.tables import crm_contact_bindings, crm_items, crm_multifields


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


def bind_contacts(db: Connection, organization_id: int, item_id: int, numbers: Sequence[int]) -> None:
    """Let exactly these contacts be bound to an item, in this order; numbers of no contact are passed over."""
    known = _ids(db, organization_id, CONTACT, numbers)
    db.execute(delete(crm_contact_bindings).where(crm_contact_bindings.c.item_id == item_id))
    rows = [
        {"item_id": item_id, "contact_id": known[number], "position": at}
        for at, number in enumerate(dict.fromkeys(numbers))
        if number in known
    ]
    if rows:
        db.execute(insert(crm_contact_bindings), rows)


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
