"""The ``select``, ``order``, ``filter`` and ``start`` of a list of items; unknown fields are refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import tzinfo
from decimal import Decimal
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.listing import MOST_VALUES, split_operator
from inkpost.faces.bitrix.methods.crm.values import single
from inkpost.faces.bitrix.params import refuse
from inkpost.faces.bitrix.values import ValueFault, integer, text
from inkpost.model.crm_fields import Field
from inkpost.model.listing import TEXTUAL, Condition, Group, ListQuery, Operator, Sort

MOST_CONDITIONS: Final = 200
DEEPEST: Final = 10
_MANY: Final = {Operator.EQ: Operator.IN, Operator.NE: Operator.NOT_IN}
_SETS: Final = frozenset({Operator.IN, Operator.NOT_IN})

Lookup = Callable[[str], Field | None]
"""What finds the field that a client means."""


class Query:
    """Reads the parameters of one list against the fields of its type."""

    def __init__(self, lookup: Lookup, zone: tzinfo) -> None:
        self._lookup = lookup
        self._zone = zone
        self._conditions = 0

    def read(self, select: Any, order: Any, conditions: Any, start: Any) -> ListQuery:
        """The query. Raises PARAMETER_INVALID (``filter``, ``order``, ``select``, ``start``)."""
        offset = _start(start)
        group = self._group(conditions, 0)
        return ListQuery(
            groups=(group,) if group.parts else (),
            order=tuple(self._order(order)),
            select=self._select(select),
            offset=max(offset, 0),
            count=offset >= 0,
        )

    def _select(self, given: Any) -> frozenset[str] | None:
        """None for everything; names of no field are passed over."""
        names = [given] if isinstance(given, str) and given else _values(given, "select")
        names = [name for name in names if isinstance(name, str) and name]
        if not names or "*" in names:
            return None
        return frozenset(field.name for name in names if (field := self._lookup(name)))

    def _order(self, given: Any) -> Iterator[Sort]:
        if given in (None, "", []):
            return
        if not isinstance(given, dict):
            raise wrong("order", "Invalid order: it is a map of fields to ASC or DESC")
        for name, direction in given.items():
            field = self._lookup(name)
            if field is None or not field.searchable or field.multiple:
                raise wrong("order", f"Invalid order: field '{name[:64]}' is not allowed in order")
            upper = str(direction).upper() if isinstance(direction, str) else ""
            if upper not in ("ASC", "DESC"):
                said = f"allowed sort directions are ASC, DESC. But got '{str(direction)[:64]}' for field '{name[:64]}'"
                raise wrong("order", f"Invalid order: {said}")
            yield Sort(field.name, upper == "DESC")

    def _group(self, given: Any, depth: int) -> Group:
        if given in (None, ""):
            return Group(())
        if depth > DEEPEST or not isinstance(given, (dict, list)):
            raise wrong("filter", f"Invalid filter: it is a map of conditions, at most {DEEPEST} inside one another")
        entries = given.items() if isinstance(given, dict) else ((str(at), each) for at, each in enumerate(given))
        parts: list[Condition | Group] = []
        either = False
        for key, value in entries:
            if key.lower() == "logic":
                either = _either(value)
            else:
                part = self._part(key, value, depth)
                parts += [] if isinstance(part, Group) and not part.parts else [part]
        return Group(tuple(parts), either)

    def _part(self, key: str, value: Any, depth: int) -> Condition | Group:
        if key.isdigit() and isinstance(value, (dict, list)):
            return self._group(value, depth + 1)
        self._conditions += 1
        if self._conditions > MOST_CONDITIONS:
            raise wrong("filter", f"Invalid filter: it has at most {MOST_CONDITIONS} conditions")
        operator, name = split_operator(key)
        field = self._lookup(name)
        if field is None or not field.searchable:
            raise wrong("filter", f"Invalid filter: field '{name[:64]}' is not allowed in filter")
        try:
            return self._condition(field, operator, value)
        except ValueFault:
            raise wrong("filter", f"Invalid filter: field '{name[:64]}' has invalid value") from None

    def _condition(self, field: Field, operator: Operator, value: Any) -> Condition:
        if isinstance(value, (list, dict)):
            operator = _MANY.get(operator, operator)
        if operator in _SETS:
            return self._one_of(field, operator, value)
        if operator in TEXTUAL:
            return Condition(field.name, operator, text(value))
        read = self._value(field, value)
        if read is None and operator not in _MANY:
            if value is not None:
                raise ValueFault("a value to compare with", value)
            return Condition(field.name, Operator.IN, ())  # nothing is greater or less than null
        return Condition(field.name, operator, read)

    def _one_of(self, field: Field, operator: Operator, value: Any) -> Condition:
        values = _values(value, "filter") if isinstance(value, (list, dict)) else [value]
        if len(values) > MOST_VALUES:
            raise ValueFault(f"at most {MOST_VALUES} values", value)
        read = [self._value(field, each) for each in values]
        return Condition(field.name, operator, tuple(each for each in read if each is not None))

    def _value(self, field: Field, value: Any) -> Any:
        if isinstance(value, (list, dict)):
            raise ValueFault("one value", value)
        if field.kind == "crm_userfield":
            return _loose(value)
        read = single(field, value, self._zone)
        if isinstance(read, int) and abs(read) >= 2**63:
            raise ValueFault("a smaller number", value)
        return read


def _loose(value: Any) -> Any:
    """The value for a field of which no type is known: a number where it reads as one, else a text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (int, float)):
        return Decimal(text(value))
    return text(value)


def _either(value: Any) -> bool:
    if not isinstance(value, str) or value.upper() not in ("AND", "OR"):
        raise wrong("filter", "Invalid filter: field 'logic' has invalid value")
    return value.upper() == "OR"


def _start(value: Any) -> int:
    try:
        return 0 if value is None or value == "" else integer(value)
    except ValueFault as fault:
        refuse(fault.under("start"))


def _values(given: Any, subject: str) -> list[Any]:
    if given in (None, ""):
        return []
    if isinstance(given, dict):
        return list(given.values())
    if isinstance(given, list):
        return given
    raise wrong(subject, f"Invalid {subject}: it is a list")


def wrong(subject: str, message: str) -> InkpostError:
    """The refusal of a part of a query."""
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=subject)
