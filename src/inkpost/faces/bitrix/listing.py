"""The ``select``, ``order``, ``filter`` and ``start`` of a list method, read into the model's list query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, Final, NoReturn

import msgspec

from inkpost.faces.bitrix.params import converter, fold, refuse
from inkpost.faces.bitrix.values import ValueFault, integer, text
from inkpost.model.listing import TEXTUAL, Condition, ListQuery, Operator, Sort

MOST_CONDITIONS: Final = 100
MOST_VALUES: Final = 10_000

# The longest first, so that "!=%" is not taken for "!".
_PREFIXES: Final = (
    ("!=%", Operator.NOT_LIKE),
    ("!%=", Operator.NOT_LIKE),
    ("!%", Operator.NOT_CONTAINS),
    ("!@", Operator.NOT_IN),
    ("!=", Operator.NE),
    (">=", Operator.GE),
    ("<=", Operator.LE),
    ("=%", Operator.LIKE),
    ("%=", Operator.LIKE),
    ("!", Operator.NE),
    (">", Operator.GT),
    ("<", Operator.LT),
    ("@", Operator.IN),
    ("%", Operator.CONTAINS),
    ("=", Operator.EQ),
)
_MANY: Final = {Operator.EQ: Operator.IN, Operator.NE: Operator.NOT_IN}
_SETS: Final = frozenset({Operator.IN, Operator.NOT_IN})
_DIRECTIONS: Final = {"asc": False, "desc": True}


class Column(msgspec.Struct, frozen=True):
    """A field of a list: its documented name, the type of its values, and where it may be used.

    ``field`` is the model's name for it (default: the wire name in snake case). ``shown`` columns are what
    ``*`` and an empty ``select`` stand for; a column that is not ``searchable`` can only be selected.
    """

    name: str
    kind: type[int] | type[float] | type[str] | type[bool] | type[datetime] = str
    field: str = ""
    shown: bool = True
    searchable: bool = True

    @property
    def model_name(self) -> str:
        return self.field or "".join(f"_{c.lower()}" if c.isupper() else c for c in self.name).strip("_")


class Columns:
    """The field table of one list method; names are found in any letter case and either spelling.

    ``shown`` are the model's names of what ``*`` and an empty selection stand for.
    """

    def __init__(self, *columns: Column) -> None:
        self._found = {fold(column.name): column for column in columns}
        if len(self._found) != len(columns):
            raise TypeError("two columns look alike on the wire")
        self.shown = frozenset(column.model_name for column in columns if column.shown)

    def read(self, given: Mapping[str, Any], zone: tzinfo = UTC) -> ListQuery:
        """The list query in a call's parameters; times without an offset are meant in ``zone``.

        Fields that the table does not have are ignored in ``select``, ``order`` and ``filter``. Raises
        ``InkpostError`` (``PARAMETER_INVALID``, subject such as ``filter.>=createTime``) for a value of the
        wrong type, a direction that is neither asc nor desc, and too many conditions.
        """
        wanted = {fold(key): value for key, value in given.items()}
        try:
            offset = _under("start", _start, wanted.get("start"))
            return ListQuery(
                conditions=tuple(_under("filter", self._conditions, wanted.get("filter"), zone)),
                order=tuple(_under("order", self._order, wanted.get("order"))),
                select=_under("select", self._select, wanted.get("select")),
                offset=max(offset, 0),
                count=offset >= 0,
            )
        except ValueFault as fault:
            refuse(fault)

    def chosen(self, shown: Mapping[str, Any], select: frozenset[str] | None) -> dict[str, Any]:
        """Of a row's values by wire name, those that a query selects (``None``: those shown by default)."""
        wanted = self.shown if select is None else select
        return {name: value for name, value in shown.items() if self._found[fold(name)].model_name in wanted}

    def _column(self, name: object) -> Column | None:
        return self._found.get(fold(name)) if isinstance(name, str) else None

    def _select(self, given: Any) -> frozenset[str] | None:
        names = [given] if isinstance(given, str) and given else list(_values(given))
        names = [name for name in names if name != ""]
        if not names:
            return None
        found = {column.model_name for name in names if (column := self._column(name))}
        return frozenset(found | self.shown) if "*" in names else frozenset(found)

    def _order(self, given: Any) -> list[Sort]:
        rules: dict[str, Sort] = {}
        for name, direction in _order_entries(given):
            column = self._column(name)
            if column and column.searchable:
                descending = _under(name, _descending, direction)
                rules.setdefault(column.model_name, Sort(column.model_name, descending))
        return list(rules.values())

    def _conditions(self, given: Any, zone: tzinfo) -> list[Condition]:
        found = []
        for key, value in _entries(given):
            operator, name = split_operator(key)
            column = self._column(name)
            if column and column.searchable:
                found.append(_under(key, _condition, column, operator, value, zone))
        if len(found) > MOST_CONDITIONS:
            raise ValueFault(f"at most {MOST_CONDITIONS} conditions", given)
        return [condition for condition in found if condition.value != () or condition.operator is Operator.IN]


def split_operator(key: str) -> tuple[Operator, str]:
    """The operator that a filter key begins with (none: equal) and the name that follows it."""
    key = key.strip()
    for prefix, operator in _PREFIXES:
        if key.startswith(prefix):
            return operator, key[len(prefix) :].strip()
    return Operator.EQ, key


def _condition(column: Column, operator: Operator, value: Any, zone: tzinfo) -> Condition:
    if isinstance(value, (list, dict)):
        operator = _MANY.get(operator, operator)
    if operator in _SETS:
        return Condition(column.model_name, operator, _many(column, value, zone))
    if operator in TEXTUAL:
        return Condition(column.model_name, operator, text(value))
    read = _single(column, value, zone)
    if value is None and operator not in _MANY:
        # Nothing is greater or less than null, to which a batch's reference to a missing row comes.
        return Condition(column.model_name, Operator.IN, ())
    if read is None and operator not in _MANY:
        raise ValueFault("a value to compare with", value)
    return Condition(column.model_name, operator, read)


def _many(column: Column, value: Any, zone: tzinfo) -> tuple[Any, ...]:
    values = list(_values(value)) if isinstance(value, (list, dict)) else [value]
    if len(values) > MOST_VALUES:
        raise ValueFault(f"at most {MOST_VALUES} values", value)
    read = (_single(column, held, zone) for held in values)
    return tuple(single for single in read if single is not None)


def _single(column: Column, value: Any, zone: tzinfo) -> Any:
    """A value in the column's type; null, and an empty text where the column holds no texts, is ``None``."""
    if value is None or (value == "" and column.kind is not str):
        return None
    return converter(column.kind)(value, zone)


def _start(value: Any) -> int:
    return 0 if value is None or value == "" else integer(value)


def _descending(direction: Any) -> bool:
    try:
        return _DIRECTIONS[text(direction).strip().lower()]
    except (KeyError, ValueFault):
        raise ValueFault("asc or desc", direction) from None


def _values(given: Any) -> Iterator[Any]:
    if given is None or given == "":
        return iter(())
    if isinstance(given, (list, dict)):
        return iter(given.values() if isinstance(given, dict) else given)
    raise ValueFault("a list", given)


def _entries(given: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(given, dict):
        return iter(given.items())
    if given is None or given == "" or isinstance(given, list):
        return iter(())  # a list has no field names in it, so nothing to go by
    raise ValueFault("a map", given)


def _order_entries(given: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(given, list):
        return ((name, "asc") for name in given if isinstance(name, str))
    return _entries(given)


def _under(key: str, read: Any, *arguments: Any) -> Any:
    """Call ``read``; what it complains about lies under ``key``."""
    try:
        return read(*arguments)
    except ValueFault as fault:
        _raise_under(fault, key)


def _raise_under(fault: ValueFault, key: str) -> NoReturn:
    raise fault.under(key[:64]) from None


class Paging(msgspec.Struct, frozen=True):
    """The ``total`` and ``next`` of a list answer; ``next`` is ``None`` on the last page."""

    total: int
    next: int | None


def paging(query: ListQuery, total: int) -> Paging:
    """What a list answer says about its pages; with ``start=-1`` nothing was counted and ``total`` is 0."""
    return Paging(total, query.following(total)) if query.count else Paging(0, None)
