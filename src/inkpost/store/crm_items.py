"""The items of the CRM: their rows, their numbers, the contacts bound to them and the ways to reach them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Connection,
    Row,
    Select,
    delete,
    func,
    insert,
    select,
    true,
    update,
)
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.crm import EVERYTHING, CrmItem, CrmType, Multifield, Sight
from inkpost.model.crm_derived import derived
from inkpost.model.crm_fields import COMPANY, CONTACT, parent_field
from inkpost.model.listing import Condition, Group, ListQuery
from inkpost.store import documents
from inkpost.store.crm_bindings import FIRST_COMPANY, FIRST_CONTACT, bound_companies, bound_contacts, channels_of
from inkpost.store.crm_columns import COLUMN_NAMES, ItemColumns, plain, revived, stage_group_of
from inkpost.store.listing import Columns, grouped, page_of
from inkpost.store.tables import crm_counters, crm_items

MOST_MERGED: Final = 100
_CHANNEL_FIELDS: Final = frozenset(
    {"fm", "phone", "email", "imol", "phoneMobile", "phoneWork", "phoneMailing"}
    | {"emailHome", "emailWork", "emailMailing", "hasPhone", "hasEmail", "hasImol"}
)
_STAGE_GROUP: Final = "stage_group"
_BINDING_FIELDS: Final = frozenset({"contactIds", "companyIds"})


def take_number(db: Connection, organization_id: int, type_id: int) -> int:
    """The next number of an item of this type, for good: nobody else of the organisation has it."""
    row = upsert(crm_counters).values(organization_id=organization_id, type_id=type_id, next=2)
    statement = row.on_conflict_do_update(
        index_elements=["organization_id", "type_id"], set_={"next": crm_counters.c.next + 1}
    ).returning(crm_counters.c.next)
    return int(db.execute(statement).scalar_one()) - 1


def add(db: Connection, kind: CrmType, fields: Mapping[str, Any], user_fields: Mapping[str, Any]) -> CrmItem:
    """Record an item and answer it, nobody being bound to it yet. ``fields`` must hold ``id``, its number."""
    values = _columns(fields)
    inside = {name: plain(item) for name, item in fields.items() if name not in COLUMN_NAMES}
    values |= {"field_values": inside, "user_fields": dict(user_fields)}
    values |= {"organization_id": kind.organization_id, "type_id": kind.type_id}
    return _made(db.execute(insert(crm_items).values(**values).returning(*crm_items.c)).one(), kind)


def find(
    db: Connection, kind: CrmType, number: int, *, sight: Sight = EVERYTHING, lock: bool = False
) -> CrmItem | None:
    """An item of this type by its number, with all that is bound to it, if ``sight`` covers it."""
    query = _of(kind).where(crm_items.c.number == number)
    row = db.execute(query.with_for_update() if lock else query).first()
    if row is None or not sight.covers(row.assigned_by):
        return None
    return _completed(db, kind, [row], contacts=True, channels=True)[0]


def some(db: Connection, kind: CrmType, numbers: Collection[int], *, sight: Sight = EVERYTHING) -> list[CrmItem]:
    """Those of these items that there are and that ``sight`` covers, by number, with all that is bound to them."""
    query = _of(kind).where(crm_items.c.number.in_(numbers)).order_by(crm_items.c.number)
    rows = [row for row in db.execute(query) if sight.covers(row.assigned_by)] if numbers else []
    return _completed(db, kind, rows, contacts=True, channels=True)


def known(db: Connection, kind: CrmType, numbers: Collection[int], *, sight: Sight = EVERYTHING) -> set[int]:
    """Of these numbers those that are items of this type and that ``sight`` covers."""
    wanted = _of(kind).with_only_columns(crm_items.c.number, crm_items.c.assigned_by)
    query = wanted.where(crm_items.c.number.in_(numbers))
    return {row.number for row in db.execute(query) if sight.covers(row.assigned_by)} if numbers else set()


def first_own_company(db: Connection, organization_id: int) -> int | None:
    """The number of the oldest company that is the organisation itself."""
    where = (crm_items.c.organization_id == organization_id, crm_items.c.type_id == COMPANY, crm_items.c.is_my_company)
    return db.execute(select(func.min(crm_items.c.number)).where(*where)).scalar()


def by_id(db: Connection, organization_id: int, item_id: int) -> tuple[int, int] | None:
    """The type and the number of an item of this organisation by its internal id."""
    query = select(crm_items.c.type_id, crm_items.c.number).where(
        crm_items.c.id == item_id, crm_items.c.organization_id == organization_id
    )
    row = db.execute(query).first()
    return (row.type_id, row.number) if row else None


def change(
    db: Connection, kind: CrmType, item: CrmItem, fields: Mapping[str, Any], user_fields: Mapping[str, Any]
) -> CrmItem:
    """Set fields of an item that is locked, and answer it as it is now."""
    values: dict[str, Any] = _columns(fields)
    inside = {name: plain(value) for name, value in fields.items() if name not in COLUMN_NAMES}
    if inside:
        values["field_values"] = crm_items.c.field_values.concat(inside)
    if user_fields:
        values["user_fields"] = crm_items.c.user_fields.concat(dict(user_fields))
    if values:
        db.execute(update(crm_items).where(crm_items.c.id == item.id).values(**values))
    row = db.execute(_of(kind).where(crm_items.c.id == item.id)).one()
    if row.assigned_by != item.assigned_by:
        documents.reassign(db, kind.organization_id, kind.type_id, item.number, row.assigned_by)
    return _completed(db, kind, [row], contacts=True, channels=True)[0]


def remove(db: Connection, kind: CrmType, item: CrmItem) -> None:
    """Delete an item with its goods and its channels.

    Whatever named it as its main contact or company names the next one that it is bound to, or none.
    """
    db.execute(delete(crm_items).where(crm_items.c.id == item.id))
    for name, following in _NAMED_BY.get(kind.type_id, {}).items():
        column = crm_items.c[name]
        where = (crm_items.c.organization_id == kind.organization_id, column == item.number, column > 0)
        db.execute(update(crm_items).where(*where).values({name: following}))


_NAMED_BY: Final[Mapping[int, Mapping[str, Any]]] = {
    COMPANY: {"company_number": FIRST_COMPANY, "my_company_number": None},
    CONTACT: {"contact_number": FIRST_CONTACT},
}


def any_of(db: Connection, kind: CrmType) -> bool:
    """Whether there is any item of a type."""
    return db.execute(_of(kind).with_only_columns(crm_items.c.id).limit(1)).first() is not None


def page(
    db: Connection, kind: CrmType, query: ListQuery, *, sight: Sight = EVERYTHING
) -> tuple[list[CrmItem], int | None]:
    """A page of the items that ``sight`` covers, and how many there are of them where the query asks for it.

    Field names are those of the catalogue, and ``PHONE``, ``EMAIL`` ... in conditions for the channels. Raises
    ``KeyError`` for a field that the type does not have.
    """
    columns = ItemColumns(kind)
    parts: tuple[Condition | Group, ...] = (*query.conditions, *query.groups)
    wanted = _of(kind).where(*(grouped(each, columns.matches) for each in parts))
    rest = msgspec.structs.replace(query, conditions=(), groups=())
    rows, total = _seen(db, wanted, rest, columns, sight)
    contacts, channels = (query.select is None or bool(query.select & names) for names in _EXTRAS)
    return _completed(db, kind, rows, contacts=contacts, channels=channels), total


_EXTRAS: Final = (_BINDING_FIELDS, _CHANNEL_FIELDS)


def _seen(
    db: Connection, wanted: Select[Any], query: ListQuery, columns: Columns, sight: Sight
) -> tuple[Sequence[Row[Any]], int | None]:
    if sight.users is None:
        return page_of(db, wanted, query, columns)
    seen = wanted.where(crm_items.c.assigned_by.in_(sorted(sight.users)))
    by_number = not query.order or query.order[0].field == "id"
    if query.count or not by_number or not 1 < len(sight.users) <= MOST_MERGED:
        return page_of(db, seen, query, columns)
    return _merged(db, wanted, query, sight.users), None


def _merged(db: Connection, wanted: Select[Any], query: ListQuery, users: Collection[int]) -> Sequence[Row[Any]]:
    """A page by number over the items of several users, a page of each read from the index in its order.

    Otherwise the database would read all that they have in order to sort it.
    """
    descending = bool(query.order) and query.order[0].descending
    who = func.unnest(sql_cast(sorted(users), ARRAY(BigInteger))).table_valued("user_id").render_derived()
    by_number = crm_items.c.number.desc() if descending else crm_items.c.number.asc()
    most = query.offset + query.limit
    of_one = wanted.where(crm_items.c.assigned_by == who.c.user_id).order_by(by_number).limit(most).lateral("seen")
    last = of_one.c.number.desc() if descending else of_one.c.number.asc()
    statement = select(*of_one.c).select_from(who.join(of_one, true())).order_by(last)
    return db.execute(statement.limit(query.limit).offset(query.offset)).all()


def _of(kind: CrmType) -> Select[Any]:
    group = (stage_group_of(kind).label(_STAGE_GROUP),) if "stageId" in kind.catalogue else ()
    return select(crm_items, *group).where(
        crm_items.c.organization_id == kind.organization_id, crm_items.c.type_id == kind.type_id
    )


def _columns(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {COLUMN_NAMES[name]: value for name, value in fields.items() if name in COLUMN_NAMES}


def _completed(
    db: Connection, kind: CrmType, rows: Iterable[Row[Any]], *, contacts: bool, channels: bool
) -> list[CrmItem]:
    """Items out of rows, with what other tables hold of them: a query for all of them, not one for each."""
    rows = list(rows)
    ids = [row.id for row in rows]
    found = channels_of(db, ids) if channels else {}
    bound: dict[int, list[int]] = {}
    if contacts and "contactIds" in kind.catalogue:
        bound = bound_contacts(db, ids)
    elif contacts and kind.type_id == CONTACT:
        mains = {row.id: row.company_number for row in rows}
        bound = {
            owner: sorted(numbers, key=lambda number: (number != mains[owner], number))
            for owner, numbers in bound_companies(db, ids).items()
        }
    return [_made(row, kind, bound.get(row.id, []), found.get(row.id, ())) for row in rows]


def _made(row: Row[Any], kind: CrmType, bound: Sequence[int] = (), multifields: tuple[Multifield, ...] = ()) -> CrmItem:
    catalogue, fields = kind.catalogue, dict[str, Any]()
    for name, field in catalogue.items():
        if name in COLUMN_NAMES:
            fields[name] = getattr(row, COLUMN_NAMES[name])
        else:
            fields[name] = revived(field.kind, row.field_values.get(name))
    fields |= {name: item for name, item in row.field_values.items() if parent_field(name)}
    for name in _BINDING_FIELDS & fields.keys():
        fields[name] = list(bound)
    fields |= derived(kind.type_id, catalogue, fields, multifields, getattr(row, _STAGE_GROUP, ""))
    return CrmItem(
        id=row.id,
        organization_id=row.organization_id,
        type_id=row.type_id,
        number=row.number,
        assigned_by=row.assigned_by,
        fields=fields,
        user_fields=row.user_fields,
        multifields=multifields,
    )
