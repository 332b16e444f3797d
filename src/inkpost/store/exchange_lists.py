"""The lists of boxes: pages and totals out of them."""

# ruff: noqa: S608 - every part of the statements stands here; what callers give is bound

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, text

from inkpost.model.exchange_lists import BodyForm, ListQuery, Order, Place


def page(db: Connection, query: ListQuery) -> list[Place]:
    """The places of a page's documents, in order.

    Each list that is asked for gives its first ones, out of one index each; of these come the first of all.
    """
    asked = query.asked
    if asked.count == 0:
        return []
    lanes, inner = _lanes(query)
    way = "desc" if asked.descending else "asc"
    columns = _order(asked.order)
    order = ", ".join(f"{column} {way}" for column in columns)
    limit = f"order by {order} limit {asked.count:d}"
    values: dict[str, Any] = {**_values(query), **_after_values(query)}
    selected = "select p.box_document_id, p.ticks, p.date from box_postings p"
    parts = [
        f"({selected} where {' and '.join([*each, *_conditions(query)])} {_after(query)} {limit})" for each in inner
    ]
    statement = (
        f"{_found(query)} select distinct x.box_document_id, x.ticks, x.date "
        f"from {lanes} cross join lateral ({' union all '.join(parts)}) x {limit}"
    )
    return [
        Place(asked.order, row.ticks, row.box_document_id, row.date if asked.order is Order.DATE else None)
        for row in db.execute(text(statement), values)
    ]


def total(db: Connection, query: ListQuery) -> int:
    """How many documents match: out of the tallies where these have it, else by counting them."""
    return _tallied(db, query) if _is_plain(query) else _counted(db, query)


def bodies(db: Connection, ids: Sequence[int], form: BodyForm) -> dict[int, tuple[bytes, Sequence[int]]]:
    """What is ready of documents by their numbers in the box, and the people whose names belong to it."""
    column = BodyForm(form).value
    found = text(f"select box_document_id, {column}, people from box_bodies where box_document_id = any(:ids)")
    return {row[0]: (bytes(row[1]), row[2]) for row in db.execute(found, {"ids": list(ids)})}


def _is_plain(query: ListQuery) -> bool:
    asked = query.asked
    bounded = any(each is not None for each in (asked.ticks_from, asked.ticks_to, asked.date_from, asked.date_to))
    ends = query.from_departments or query.to_departments
    return not bounded and not ends and len(query.categories) == 1 and not _found(query)


def _tallied(db: Connection, query: ListQuery) -> int:
    """The tallies and what is not folded into them yet; both of one moment where the transaction sees one."""
    folded, unfolded = ["box_id = :box", "category = :category"], ["box_id = :box", "category = :category"]
    values: dict[str, Any] = {"box": query.box_id, "category": int(query.categories[0])}
    folded.append("type_name = any(:types)")
    values["types"] = list(query.types) or [""]
    if query.types:
        unfolded.append("type_name = any(:types)")
    places = [*_in_departments(query, "")]
    folded += places or ["department_id = 0", "from_department_id = 0", "to_department_id = 0"]
    unfolded += places
    if places:
        folded.append("department_id <> 0")
        values |= _department_values(query)
    statement = (
        f"select (select coalesce(sum(count), 0) from box_tallies where {' and '.join(folded)}) + "
        f"(select coalesce(sum(change), 0) from box_tally_changes where {' and '.join(unfolded)})"
    )
    return int(db.execute(text(statement), values).scalar_one())


def _counted(db: Connection, query: ListQuery) -> int:
    conditions = ["p.box_id = :box", "p.category = any(:categories)", *_in_departments(query, "p.")]
    if query.types:
        conditions.append("p.type_name = any(:types)")
    counted = "*" if len(query.categories) == 1 else "distinct p.box_document_id"
    where = " and ".join([*conditions, *_conditions(query)])
    statement = f"{_found(query)} select count({counted}) from box_postings p where {where}"
    values = {**_values(query), **_department_values(query)}
    return int(db.execute(text(statement), values).scalar_one())


def _lanes(query: ListQuery) -> tuple[str, list[list[str]]]:
    """The lists to be read, a row each; and the conditions that say which documents are in one."""
    lanes = ["unnest(cast(:categories as smallint[])) as c(category)"]
    same = ["p.box_id = :box", "p.category = c.category"]
    if query.types:
        lanes.append("unnest(cast(:types as text[])) as t(type_name)")
        same.append("p.type_name = t.type_name")
    inner = [same]
    if query.seen is not None:
        lanes.append("unnest(cast(:seen as bigint[])) as d(department_id)")
        own = ["p.department_id = any(:departments)"] if query.departments is not None else []
        ends = (
            "p.department_id = d.department_id",
            "p.from_department_id = d.department_id and p.from_department_id <> 0",
            "p.to_department_id = d.department_id and p.to_department_id <> 0",
        )
        inner = [[*same, end, *own] for end in ends]
    elif query.departments is not None:
        lanes.append("unnest(cast(:departments as bigint[])) as d(department_id)")
        same.append("p.department_id = d.department_id")
    return " cross join ".join(lanes), inner


def _in_departments(query: ListQuery, table: str) -> list[str]:
    found = []
    if query.departments is not None:
        found.append(f"{table}department_id = any(:departments)")
    if query.seen is not None:
        ends = (f"{table}{name} = any(:seen)" for name in ("department_id", "from_department_id", "to_department_id"))
        found.append(f"({' or '.join(ends)})")
    return found


def _department_values(query: ListQuery) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if query.departments is not None:
        found["departments"] = list(query.departments)
    if query.seen is not None:
        found["seen"] = list(query.seen)
    return found


def _conditions(query: ListQuery) -> list[str]:
    """What a posting itself says, and whether it is among the documents that were looked for."""
    asked = query.asked
    found = [
        condition
        for condition, bound in (
            ("p.ticks >= :ticks_from", asked.ticks_from),
            ("p.ticks <= :ticks_to", asked.ticks_to),
            ("p.date >= :date_from", asked.date_from),
            ("p.date <= :date_to", asked.date_to),
        )
        if bound is not None
    ]
    if asked.order is Order.DATE:
        found.append("p.date is not null")
    if query.from_departments:
        found.append("p.from_department_id = any(:from_departments)")
    if query.to_departments:
        found.append("p.to_department_id = any(:to_departments)")
    if _found(query):
        found.append("p.box_document_id in (select id from found)")
    return found


def _values(query: ListQuery) -> dict[str, Any]:
    asked = query.asked
    given = {
        "box": query.box_id,
        "categories": [int(each) for each in query.categories],
        "types": list(query.types),
        "from_departments": list(query.from_departments),
        "to_departments": list(query.to_departments),
        "ticks_from": asked.ticks_from,
        "ticks_to": asked.ticks_to,
        "date_from": asked.date_from,
        "date_to": asked.date_to,
        "counterparties": list(query.counterparties),
        "numbers": list(asked.numbers),
        "file_names": list(asked.file_names),
        "sums": list(asked.sums),
        "sum_from": asked.sum_from,
        "sum_to": asked.sum_to,
    }
    found = {name: value for name, value in given.items() if value is not None and value != []}
    for at, (key, value) in enumerate(asked.custom_data):
        found |= {f"key_{at}": key, f"value_{at}": value}
    return found | _department_values(query)


def _found(query: ListQuery) -> str:
    """The documents of the box that have what no list is kept by, looked for once; nothing where that is not asked."""
    asked = query.asked
    about = [
        condition
        for condition, given in (
            ("h.counterparty_box_id = any(:counterparties)", query.counterparties),
            ("h.number = any(:numbers)", asked.numbers),
            ("e.file_name = any(:file_names)", asked.file_names),
            (f"{_SUM} = any(:sums)", asked.sums),
            (f"{_SUM} >= :sum_from", asked.sum_from is not None),
            (f"{_SUM} <= :sum_to", asked.sum_to is not None),
        )
        if given
    ]
    about += [_CUSTOM.format(at=at) for at in range(len(asked.custom_data))]
    if not about:
        return ""
    shared = " join exchange_documents e on e.id = h.document_id" if any("e." in each for each in about) else ""
    return (
        f"with found as materialized (select h.id from box_documents h{shared} where h.box_id = :box "
        f"and h.categories <> 0 and {' and '.join(about)})"
    )


def _after(query: ListQuery) -> str:
    if query.asked.after is None:
        return ""
    columns = [f"p.{column}" for column in _order(query.asked.order)]
    names = [f":after_{column}" for column in _order(query.asked.order)]
    return f"and ({', '.join(columns)}) {'<' if query.asked.descending else '>'} ({', '.join(names)})"


def _after_values(query: ListQuery) -> dict[str, Any]:
    after = query.asked.after
    if after is None:
        return {}
    found = {"after_date": after.date, "after_ticks": after.ticks, "after_box_document_id": after.number}
    return {name: value for name, value in found.items() if value is not None}


def _order(order: Order) -> list[str]:
    return ["date", "ticks", "box_document_id"] if order is Order.DATE else ["ticks", "box_document_id"]


_SUM: Final = (
    "(select case when pair ->> 1 ~ '^[0-9]{1,18}([.][0-9]{1,6})?$' then cast(pair ->> 1 as numeric) end "
    "from json_array_elements(e.metadata) pair where pair ->> 0 = 'TotalSum' limit 1)"
)
_CUSTOM: Final = (
    "exists (select from json_array_elements(h.custom_data) pair "
    "where pair ->> 0 = :key_{at} and pair ->> 1 = coalesce(cast(:value_{at} as text), pair ->> 1))"
)
