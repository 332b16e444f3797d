"""What puts documents into the lists of boxes and takes them out: postings, tallies, and what pages show."""

# ruff: noqa: S608 - every part of the statements stands here; what callers give is bound

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, text
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.docflow import DocumentClass
from inkpost.model.docflow_categories import CLASS_NUMBERS, Category, categories
from inkpost.model.exchange import BoxDocument
from inkpost.model.exchange_lists import Body
from inkpost.store.tables import box_bodies

FOLD_LOCK: Final = 4_851_002_040
"""Held while tallies are written: by one at a time, so that nobody waits for another's rows."""
_PLACE: Final = "box_id, category, type_name, department_id, from_department_id, to_department_id"
_TAKE_OUT: Final = text(f"""
    with gone as (
        delete from box_postings p
        using unnest(cast(:ids as bigint[]), cast(:categories as smallint[])) as g (id, category)
        where p.box_document_id = g.id and p.category = g.category returning p.*
    )
    insert into box_tally_changes ({_PLACE}, change) select {_PLACE}, -1 from gone
""")
_PUT_IN: Final = text(f"""
    with came as (
        insert into box_postings ({_PLACE}, box_document_id, ticks, date)
        select h.box_id, g.category, h.type_name, coalesce(h.department_id, -1), coalesce(h.from_department_id, 0),
            coalesce(h.to_department_id, 0), h.id, h.ticks, h.date
        from unnest(cast(:ids as bigint[]), cast(:categories as smallint[])) as g (id, category)
        join box_documents h on h.id = g.id
        on conflict do nothing returning *
    )
    insert into box_tally_changes ({_PLACE}, change) select {_PLACE}, 1 from came
""")
_FOLD: Final = text(f"""
    with chosen as (select id from box_tally_changes order by id limit :most),
    gone as (delete from box_tally_changes c using chosen where c.id = chosen.id returning c.*),
    spread as (
        select g.box_id, g.category, t.type_name, p.department_id, p.from_department_id, p.to_department_id,
            sum(g.change) as count
        from gone g
        cross join lateral (values (''), (g.type_name)) as t (type_name)
        cross join lateral (
            values (0, 0, 0), (g.department_id, g.from_department_id, g.to_department_id)
        ) as p (department_id, from_department_id, to_department_id)
        group by 1, 2, 3, 4, 5, 6 having sum(g.change) <> 0
    ),
    kept as (
        insert into box_tallies ({_PLACE}, count) select {_PLACE}, count from spread order by {_PLACE}
        on conflict ({_PLACE}) do update set count = box_tallies.count + excluded.count
    )
    select count(*) from gone
""")
_TALLY: Final = """
    select p.box_id, p.category, t.type_name, d.department_id, d.from_department_id, d.to_department_id,
        count(*) as count
    from box_postings p
    cross join lateral (values (''), (p.type_name)) as t (type_name)
    cross join lateral (
        values (0, 0, 0), (p.department_id, p.from_department_id, p.to_department_id)
    ) as d (department_id, from_department_id, to_department_id)
    group by 1, 2, 3, 4, 5, 6
"""
_WRONG: Final = text(f"""
    with counted as ({_TALLY}), told as (
        select {_PLACE}, sum(count) as count from (
            select {_PLACE}, count from box_tallies
            union all
            select c.box_id, c.category, t.type_name, d.department_id, d.from_department_id, d.to_department_id,
                c.change
            from box_tally_changes c
            cross join lateral (values (''), (c.type_name)) as t (type_name)
            cross join lateral (
                values (0, 0, 0), (c.department_id, c.from_department_id, c.to_department_id)
            ) as d (department_id, from_department_id, to_department_id)
        ) both_of group by {_PLACE}
    )
    select count(*) from counted full join told using ({_PLACE})
    where coalesce(counted.count, 0) <> coalesce(told.count, 0)
""")


@dataclass(frozen=True, slots=True)
class Change:
    """What a box had of a document, if anything, and what it has now."""

    before: BoxDocument | None
    now: BoxDocument


def post(db: Connection, changes: Iterable[Change]) -> None:
    """Take documents out of the lists they are in no more and put them into those they have come to."""
    gone: list[tuple[int, Category]] = []
    came: list[tuple[int, Category]] = []
    for each in changes:
        before, now = _lists(each.before), _lists(each.now)
        stays = before & now if each.before is not None and _place(each.before) == _place(each.now) else frozenset()
        gone += [(each.now.id, one) for one in sorted(before - stays)]
        came += [(each.now.id, one) for one in sorted(now - stays)]
    for statement, pairs in ((_TAKE_OUT, gone), (_PUT_IN, came)):
        if pairs:
            db.execute(statement, _arrays(pairs))


def repost(db: Connection, ids: Sequence[int]) -> int:
    """Bring the postings of documents (their numbers in their boxes) to what their rows say; how many were wrong."""
    wrong = [(row.id, row.category) for row in db.execute(_ASTRAY, {"ids": list(ids)})]
    lacking = db.execute(_LACKING, {"ids": list(ids)}).all()
    found = [(row.id, one) for row in lacking for one in sorted(_of(row)) if one not in row.there]
    again = [pair for pair in wrong if any(row.id == pair[0] and pair[1] in _of(row) for row in lacking)]
    for statement, pairs in ((_TAKE_OUT, wrong), (_PUT_IN, [*found, *again])):
        if pairs:
            db.execute(statement, _arrays(pairs))
    return len(wrong) + len(found)


def astray(db: Connection, ids: Sequence[int]) -> int:
    """How many postings of these documents are not what their rows say, or missing."""
    lacking = db.execute(_LACKING, {"ids": list(ids)}).all()
    missing = sum(1 for row in lacking for one in _of(row) if one not in row.there)
    return len(db.execute(_ASTRAY, {"ids": list(ids)}).all()) + missing


def fold(db: Connection, most: int) -> int:
    """Fold changes into the tallies, so many at once; how many there were. Nothing while somebody else does it."""
    if not db.execute(text("select pg_try_advisory_xact_lock(:number)"), {"number": FOLD_LOCK}).scalar_one():
        return 0
    return int(db.execute(_FOLD, {"most": most}).scalar_one())


def tally_anew(db: Connection) -> None:
    """Count everything again. The transaction must see one moment, and its caller hold FOLD_LOCK since before it."""
    db.execute(text("delete from box_tally_changes"))
    db.execute(text("delete from box_tallies"))
    db.execute(text(f"insert into box_tallies ({_PLACE}, count) {_TALLY}"))


def wrong_tallies(db: Connection) -> int:
    """How many tallies, with what is not folded into them yet, are not what the postings are."""
    return int(db.execute(_WRONG).scalar_one())


_NEW_BODY = upsert(box_bodies)
_KEEP_BODIES = _NEW_BODY.on_conflict_do_update(
    index_elements=[box_bodies.c.box_document_id],
    set_={name: _NEW_BODY.excluded[name] for name in ("protobuf", "json", "people")},
).returning(box_bodies.c.box_document_id)  # what returns something is one statement however many rows there are


def keep_bodies(db: Connection, bodies: Mapping[int, Body]) -> None:
    """Keep what pages show of documents, by their numbers in their boxes."""
    rows = [
        {"box_document_id": number, "protobuf": each.protobuf, "json": each.json, "people": list(each.people)}
        for number, each in bodies.items()
    ]
    if rows:
        db.execute(_KEEP_BODIES, rows)


def body(db: Connection, number: int) -> Body | None:
    """What pages show of a document."""
    row = db.execute(box_bodies.select().where(box_bodies.c.box_document_id == number)).first()
    return Body(bytes(row.protobuf), bytes(row.json), tuple(row.people)) if row else None


def _lists(held: BoxDocument | None) -> frozenset[Category]:
    return categories(held.folder, held.categories) if held is not None else frozenset()


def _place(held: BoxDocument) -> tuple[Any, ...]:
    """What a posting says beside its list."""
    departments = (held.department_id, held.from_department_id, held.to_department_id)
    return (held.type_name, held.ticks, held.date, *departments)


def _of(row: Any) -> frozenset[Category]:
    return categories(DocumentClass(row.folder), row.categories)


def _arrays(pairs: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    return {"ids": [number for number, _ in pairs], "categories": [int(one) for _, one in pairs]}


_WHENS: Final = " ".join(f"when '{name}' then {number}" for name, number in CLASS_NUMBERS.items())
_CLASS: Final = f"case h.class {_WHENS} end"
_ASTRAY: Final = text(f"""
    select h.id, p.category from box_documents h join box_postings p on p.box_document_id = h.id
    where h.id = any(:ids) and (
        p.category / 64 <> {_CLASS} or (h.categories >> (p.category % 64)) & 1 = 0
        or (p.box_id, p.type_name, p.department_id, p.from_department_id, p.to_department_id, p.ticks)
            <> (h.box_id, h.type_name, coalesce(h.department_id, -1), coalesce(h.from_department_id, 0),
                coalesce(h.to_department_id, 0), h.ticks)
        or p.date is distinct from h.date
    )
""")
_LACKING: Final = text("""
    select h.id, h.class as folder, h.categories, array(
        select p.category from box_postings p where p.box_document_id = h.id
    ) as there
    from box_documents h where h.id = any(:ids)
""")
