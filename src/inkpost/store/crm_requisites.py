"""Requisites of companies and contacts, their accounts and addresses, and which of them an object uses.

An owner is the kind of an object and its number on the wire. What a caller may see is said by ``Readable``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    exists,
    insert,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql

from inkpost.model.crm import Sight
from inkpost.model.listing import ListQuery
from inkpost.model.requisites import (
    BANK_TEXTS,
    REQUISITE,
    REQUISITE_TEXTS,
    Address,
    BankDetail,
    Requisite,
    RequisiteLink,
)
from inkpost.store.listing import compared, page_of
from inkpost.store.rows import value
from inkpost.store.tables import addresses, bank_details, crm_items, requisite_links, requisites

T = TypeVar("T")
Readable = Callable[[ColumnElement[int], ColumnElement[int]], ColumnElement[bool]]
"""The condition under which a caller may see what belongs to an owner, given its two columns."""


def _columns(table: Table, texts: tuple[str, ...] = ()) -> dict[str, ColumnElement[Any]]:
    """The columns of a list; what the map of texts holds is a column like the others, by ``texts.`` and its name."""
    found = {column.name: compared(column) for column in table.c if column.name != "texts"}
    return {**found, **{f"texts.{name}": table.c.texts[name].astext for name in texts}}


def seen_by(organization_id: int, sight: Sight) -> Readable:
    """What belongs to the items that ``sight`` covers. What belongs to an item goes with it, so there is an item."""

    def readable(types: ColumnElement[int], numbers: ColumnElement[int]) -> ColumnElement[bool]:
        if sight.users is None:
            return true()
        item = (
            crm_items.c.organization_id == organization_id,
            crm_items.c.type_id == types,
            crm_items.c.number == numbers,
        )
        return exists().where(*item, crm_items.c.assigned_by.in_(sorted(sight.users)))

    return readable


REQUISITE_COLUMNS = _columns(requisites, REQUISITE_TEXTS)
BANK_COLUMNS = _columns(bank_details, BANK_TEXTS)
ADDRESS_COLUMNS = _columns(addresses)
LINK_COLUMNS = _columns(requisite_links)


def _one(db: Connection, table: Table, kind: type[T], number: int, organization_id: int, lock: bool) -> T | None:
    query = select(table).where(table.c.id == number, table.c.organization_id == organization_id)
    row = db.execute(query.with_for_update() if lock else query).first()
    return value(kind, row) if row else None


def _add(db: Connection, table: Table, kind: type[T], values: dict[str, Any]) -> T:
    return value(kind, db.execute(insert(table).values(**values).returning(*table.c)).one())


def _change(db: Connection, table: Table, kind: type[T], number: int, values: dict[str, Any]) -> T:
    changed = update(table).where(table.c.id == number).values(**values).returning(*table.c)
    return value(kind, db.execute(changed).one())


def _page(db: Connection, base: Select[Any], kind: type[T], query: ListQuery, columns: Any) -> tuple[list[T], Any]:
    rows, total = page_of(db, base, query, columns)
    return [value(kind, row) for row in rows], total


def _all(db: Connection, kind: type[T], query: Select[Any]) -> list[T]:
    return [value(kind, row) for row in db.execute(query)]


# Requisites


def of_owner(db: Connection, organization_id: int, entity_type_id: int, entity_id: int) -> list[Requisite]:
    """The requisites of a contact or a company, the first of its order first."""
    query = select(requisites).where(_owned(requisites, organization_id, entity_type_id, entity_id))
    return _all(db, Requisite, query.order_by(requisites.c.sort, requisites.c.id))


def find(db: Connection, organization_id: int, requisite_id: int, *, lock: bool = False) -> Requisite | None:
    """Requisites of this organisation; locked for a change where asked."""
    return _one(db, requisites, Requisite, requisite_id, organization_id, lock)


def add(db: Connection, **values: Any) -> Requisite:
    """Record requisites and answer them."""
    return _add(db, requisites, Requisite, values)


def change(db: Connection, requisite_id: int, **values: Any) -> Requisite:
    """Set columns of requisites and answer them."""
    return _change(db, requisites, Requisite, requisite_id, values)


@dataclass(frozen=True, slots=True)
class Removed:
    """What went with something that was deleted, each in the order of their ids."""

    requisites: list[Requisite]
    bank_details: list[BankDetail]
    addresses: list[Address]


def remove(db: Connection, organization_id: int, requisite: Requisite) -> Removed:
    """Delete requisites with their accounts and addresses, and answer all of it; objects that used them use none."""
    accounts = bank_details_of(db, requisite)
    for each in accounts:
        _unlink(db, organization_id, each.id, "bank_detail_id", "my_bank_detail_id")
    _unlink(db, organization_id, requisite.id, "requisite_id", "my_requisite_id")
    places = _remove_addresses(db, organization_id, REQUISITE, requisite.id)
    db.execute(delete(requisites).where(requisites.c.id == requisite.id))
    return Removed([requisite], sorted(accounts, key=_id), places)


def remove_of_owner(db: Connection, organization_id: int, entity_type_id: int, entity_id: int) -> Removed:
    """Delete what belongs to an object that is deleted: its requisites, its addresses, its link. Answers what went."""
    gone = Removed([], [], _remove_addresses(db, organization_id, entity_type_id, entity_id))
    for each in sorted(of_owner(db, organization_id, entity_type_id, entity_id), key=_id):
        also = remove(db, organization_id, each)
        gone.requisites.extend(also.requisites)
        gone.bank_details.extend(also.bank_details)
        gone.addresses.extend(also.addresses)
    db.execute(delete(requisite_links).where(_owned(requisite_links, organization_id, entity_type_id, entity_id)))
    return gone


def _remove_addresses(db: Connection, organization_id: int, entity_type_id: int, entity_id: int) -> list[Address]:
    own = _owned(addresses, organization_id, entity_type_id, entity_id)
    rows = db.execute(delete(addresses).where(own).returning(*addresses.c))
    return sorted((value(Address, row) for row in rows), key=_id)


_id = attrgetter("id")


def page(
    db: Connection, organization_id: int, query: ListQuery, readable: Readable
) -> tuple[list[Requisite], int | None]:
    """A page of the requisites whose owners the caller may see, and how many match."""
    base = select(requisites).where(
        requisites.c.organization_id == organization_id,
        readable(requisites.c.entity_type_id, requisites.c.entity_id),
    )
    return _page(db, base, Requisite, query, REQUISITE_COLUMNS)


def preset_used(db: Connection, organization_id: int, preset_id: int) -> bool:
    """Whether there are requisites of a preset."""
    of_it = (requisites.c.organization_id == organization_id, requisites.c.preset_id == preset_id)
    return bool(db.execute(select(exists().where(*of_it))).scalar_one())


# Bank details


def bank_details_of(db: Connection, requisite: Requisite) -> list[BankDetail]:
    """The accounts of requisites, the first of their order first."""
    query = select(bank_details).where(bank_details.c.requisite_id == requisite.id)
    return _all(db, BankDetail, query.order_by(bank_details.c.sort, bank_details.c.id))


def find_bank_detail(db: Connection, organization_id: int, number: int, *, lock: bool = False) -> BankDetail | None:
    """Bank details of this organisation; locked for a change where asked."""
    return _one(db, bank_details, BankDetail, number, organization_id, lock)


def add_bank_detail(db: Connection, **values: Any) -> BankDetail:
    """Record bank details and answer them."""
    return _add(db, bank_details, BankDetail, values)


def change_bank_detail(db: Connection, number: int, **values: Any) -> BankDetail:
    """Set columns of bank details and answer them."""
    return _change(db, bank_details, BankDetail, number, values)


def remove_bank_detail(db: Connection, organization_id: int, number: int) -> None:
    """Delete bank details; objects that used them use none."""
    _unlink(db, organization_id, number, "bank_detail_id", "my_bank_detail_id")
    db.execute(delete(bank_details).where(bank_details.c.id == number))


def page_of_bank_details(
    db: Connection, organization_id: int, query: ListQuery, readable: Readable
) -> tuple[list[BankDetail], int | None]:
    """A page of the accounts whose owners the caller may see, and how many match."""
    seen = select(requisites.c.id).where(
        requisites.c.id == bank_details.c.requisite_id, readable(requisites.c.entity_type_id, requisites.c.entity_id)
    )
    base = select(bank_details).where(bank_details.c.organization_id == organization_id, seen.exists())
    return _page(db, base, BankDetail, query, BANK_COLUMNS)


# Addresses


def main_addresses(
    db: Connection,
    organization_id: int,
    entity_type_id: int,
    numbers: Collection[int],
    readable: Readable | None = None,
) -> dict[int, dict[int, Address]]:
    """The addresses of items by their numbers and by type; of several of a type that of the first requisites.

    With ``readable`` those alone whose items the caller may see.
    """
    anchor = (addresses.c.anchor_type_id, addresses.c.anchor_id)
    query = (
        select(addresses)
        .outerjoin(requisites, and_(addresses.c.entity_type_id == REQUISITE, addresses.c.entity_id == requisites.c.id))
        .where(
            addresses.c.organization_id == organization_id,
            addresses.c.anchor_type_id == entity_type_id,
            addresses.c.anchor_id.in_(numbers),
            readable(*anchor) if readable else true(),
        )
        .order_by(requisites.c.sort, requisites.c.id)
    )
    found: dict[int, dict[int, Address]] = {}
    for each in _all(db, Address, query) if numbers else ():
        found.setdefault(each.anchor_id, {}).setdefault(each.type_id, each)
    return found


def find_address(
    db: Connection, organization_id: int, entity_type_id: int, entity_id: int, type_id: int, *, lock: bool = False
) -> Address | None:
    """The address of a type; locked for a change where asked."""
    query = select(addresses).where(
        _owned(addresses, organization_id, entity_type_id, entity_id), addresses.c.type_id == type_id
    )
    row = db.execute(query.with_for_update() if lock else query).first()
    return value(Address, row) if row else None


def address(db: Connection, organization_id: int, number: int) -> Address | None:
    """An address by its own number."""
    return _one(db, addresses, Address, number, organization_id, False)


def add_address(db: Connection, **values: Any) -> Address | None:
    """Record an address and answer it; nothing if its owner has one of this type, also one recorded just now."""
    added = postgresql.insert(addresses).values(**values).on_conflict_do_nothing().returning(*addresses.c)
    row = db.execute(added).first()
    return value(Address, row) if row else None


def change_address(db: Connection, number: int, **values: Any) -> Address:
    """Set columns of an address and answer it."""
    return _change(db, addresses, Address, number, values)


def remove_address(db: Connection, number: int) -> None:
    """Delete an address."""
    db.execute(delete(addresses).where(addresses.c.id == number))


def page_of_addresses(
    db: Connection, organization_id: int, query: ListQuery, readable: Readable
) -> tuple[list[Address], int | None]:
    """A page of the addresses of whom the caller may see, and how many match."""
    base = select(addresses).where(
        addresses.c.organization_id == organization_id, readable(addresses.c.anchor_type_id, addresses.c.anchor_id)
    )
    return _page(db, base, Address, query, ADDRESS_COLUMNS)


# Links


def link_of(db: Connection, organization_id: int, entity_type_id: int, entity_id: int) -> RequisiteLink | None:
    """Which requisites and accounts an object uses, if any were chosen."""
    query = select(requisite_links).where(_owned(requisite_links, organization_id, entity_type_id, entity_id))
    row = db.execute(query).first()
    return value(RequisiteLink, row) if row else None


def put_link(db: Connection, organization_id: int, link: RequisiteLink) -> None:
    """Record which requisites and accounts an object uses, in the place of what was recorded before."""
    chosen = {name: getattr(link, name) for name in _CHOSEN}
    owner = {"entity_type_id": link.entity_type_id, "entity_id": link.entity_id}
    put = postgresql.insert(requisite_links).values(organization_id=organization_id, **owner, **chosen)
    db.execute(put.on_conflict_do_update(constraint="uq_requisite_links_owner", set_=chosen))


def remove_link(db: Connection, organization_id: int, entity_type_id: int, entity_id: int) -> bool:
    """Forget which requisites an object uses; whether it used any."""
    own = _owned(requisite_links, organization_id, entity_type_id, entity_id)
    return bool(db.execute(delete(requisite_links).where(own)).rowcount)


def page_of_links(
    db: Connection, organization_id: int, query: ListQuery, readable: Readable
) -> tuple[list[RequisiteLink], int | None]:
    """A page of the links of the objects that the caller may see, and how many match."""
    base = select(requisite_links).where(
        requisite_links.c.organization_id == organization_id,
        readable(requisite_links.c.entity_type_id, requisite_links.c.entity_id),
    )
    return _page(db, base, RequisiteLink, query, LINK_COLUMNS)


_CHOSEN = ("requisite_id", "bank_detail_id", "my_requisite_id", "my_bank_detail_id")


def _unlink(db: Connection, organization_id: int, number: int, *names: str) -> None:
    for name in names:
        column = requisite_links.c[name]
        using = requisite_links.c.organization_id == organization_id, column == number
        db.execute(update(requisite_links).where(*using).values({name: 0}))


def _owned(table: Table, organization_id: int, entity_type_id: int, entity_id: int) -> ColumnElement[bool]:
    own = (table.c.organization_id, table.c.entity_type_id, table.c.entity_id)
    return tuple_(*own) == (organization_id, entity_type_id, entity_id)
