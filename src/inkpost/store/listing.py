"""List queries become SQL here: conditions, order, page and count over a statement's columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    DateTime,
    Row,
    Select,
    String,
    Text,
    and_,
    cast,
    false,
    func,
    or_,
    select,
    true,
)

from inkpost.model.listing import Condition, Group, ListQuery, Operator

Columns = Mapping[str, ColumnElement[Any]]
Compare = Callable[[ColumnElement[Any], Condition], ColumnElement[bool]]


def compared(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """What stands for a column in conditions and orders: moments count to the second, as they are shown."""
    return func.date_trunc("second", column, type_=column.type) if isinstance(column.type, DateTime) else column


def page_of(db: Connection, base: Select[Any], query: ListQuery, columns: Columns) -> tuple[list[Row[Any]], int | None]:
    """The rows of the asked page, and how many match in all (None where the query does not ask).

    ``columns`` maps the query's field names to the statement's columns and must hold ``id``, which ends every order.
    """
    parts: tuple[Condition | Group, ...] = (*query.conditions, *query.groups)
    matching = base.where(*(grouped(each, lambda condition: matches(columns, condition)) for each in parts))
    ordered = matching.order_by(*_order(columns, query)).limit(query.limit).offset(query.offset)
    rows = list(db.execute(ordered))
    if not query.count:
        return rows, None
    if query.offset == 0 and len(rows) < query.limit:
        return rows, len(rows)
    counted = matching.with_only_columns(columns["id"], maintain_column_froms=True).order_by(None).subquery()
    return rows, db.execute(select(func.count()).select_from(counted)).scalar_one()


def grouped(part: Condition | Group, match: Callable[[Condition], ColumnElement[bool]]) -> ColumnElement[bool]:
    """A condition, or a group of them, as SQL; ``match`` says a single one."""
    if isinstance(part, Condition):
        return match(part)
    parts = [grouped(each, match) for each in part.parts]
    return or_(*parts) if part.either and parts else and_(true(), *parts)


def _order(columns: Columns, query: ListQuery) -> list[ColumnElement[Any]]:
    rules = [
        columns[rule.field].desc().nulls_last() if rule.descending else columns[rule.field].asc().nulls_first()
        for rule in query.order
        if rule.field != "id"
    ]
    by_id = next((rule for rule in query.order if rule.field == "id"), None)
    last = columns["id"].desc() if by_id is not None and by_id.descending else columns["id"].asc()
    if by_id is not None:  # ids are unique: what would follow the id cannot matter
        rules = rules[: [rule.field for rule in query.order].index("id")]
    return [*rules, last]


def matches(columns: Columns, condition: Condition) -> ColumnElement[bool]:
    """A condition as SQL."""
    column = columns[condition.field]
    if isinstance(column.type, ARRAY):
        return _holds(column, condition)
    return _COMPARE[condition.operator](column, condition)


def _holds(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    """A column of many values is met by any of the condition's; other comparisons mean nothing there."""
    negated = condition.operator in {Operator.NE, Operator.NOT_IN}
    if not negated and condition.operator not in {Operator.EQ, Operator.IN}:
        return true()
    wanted = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    met = column.bool_op("&&")(cast([each for each in wanted if each is not None], ARRAY(Text)))
    return ~met if negated else met


def _equal(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    return _empty(column) if condition.value is None else column == condition.value


def _unequal(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    if condition.value is None:
        return ~_empty(column)
    return column.is_distinct_from(condition.value)


def _empty(column: ColumnElement[Any]) -> ColumnElement[bool]:
    if isinstance(column.type, String):
        return or_(column.is_(None), column == "")
    return column.is_(None)


def _among(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    return column.in_(condition.value) if condition.value else false()


def _not_among(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    return or_(column.is_(None), column.not_in(condition.value)) if condition.value else true()


def _like(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    return _as_text(column).ilike(condition.pattern, escape="\\")


def _unlike(column: ColumnElement[Any], condition: Condition) -> ColumnElement[bool]:
    return or_(column.is_(None), _as_text(column).not_ilike(condition.pattern, escape="\\"))


def _as_text(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return column if isinstance(column.type, String) else cast(column, String)


_COMPARE: Mapping[Operator, Compare] = {
    Operator.EQ: _equal,
    Operator.NE: _unequal,
    Operator.GT: lambda column, condition: column > condition.value,
    Operator.GE: lambda column, condition: column >= condition.value,
    Operator.LT: lambda column, condition: column < condition.value,
    Operator.LE: lambda column, condition: column <= condition.value,
    Operator.IN: _among,
    Operator.NOT_IN: _not_among,
    Operator.CONTAINS: _like,
    Operator.LIKE: _like,
    Operator.NOT_CONTAINS: _unlike,
    Operator.NOT_LIKE: _unlike,
}
