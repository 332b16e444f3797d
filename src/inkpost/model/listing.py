"""What a list is asked for: conditions, order, page and columns, in the model's own field names."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final

import msgspec

PAGE: Final = 50


class Operator(StrEnum):
    """How a field is compared with the value of a condition."""

    EQ = "eq"
    NE = "ne"
    GT = "gt"
    GE = "ge"
    LT = "lt"
    LE = "le"
    IN = "in"
    NOT_IN = "not_in"
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    LIKE = "like"
    NOT_LIKE = "not_like"


TEXTUAL: Final = frozenset({Operator.CONTAINS, Operator.NOT_CONTAINS, Operator.LIKE, Operator.NOT_LIKE})


class Condition(msgspec.Struct, frozen=True):
    """One comparison; all conditions of a query hold together.

    ``value`` has the field's type; ``None`` with EQ or NE means "empty". For IN and NOT_IN it is a tuple of
    them (IN of none matches nothing). For the four textual operators it is a text, in LIKE and NOT_LIKE with
    ``%`` for any run of characters.
    """

    field: str
    operator: Operator
    value: Any

    @property
    def pattern(self) -> str:
        r"""The pattern of a textual condition for LIKE with ``ESCAPE '\'``; only ``%`` is a wildcard."""
        literal = str(self.value).replace("\\", "\\\\").replace("_", "\\_")
        if self.operator in {Operator.LIKE, Operator.NOT_LIKE}:
            return literal
        return "%" + literal.replace("%", "\\%") + "%"


class Group(msgspec.Struct, frozen=True):
    """Conditions and groups of them: all hold together, or (``either``) one of them is enough."""

    parts: tuple[Condition | Group, ...]
    either: bool = False


class Sort(msgspec.Struct, frozen=True):
    """One field to sort by; the first of several rules."""

    field: str
    descending: bool = False


class ListQuery(msgspec.Struct, frozen=True):
    """A page of a list.

    ``select`` names the wanted fields (``None``: those shown by default). ``count`` says whether the number
    of all matches is wanted. Without ``order`` the store's own applies; every order ends with the id.
    ``groups`` hold beside the conditions, in the lists that know them.
    """

    conditions: tuple[Condition, ...] = ()
    order: tuple[Sort, ...] = ()
    select: frozenset[str] | None = None
    offset: int = 0
    limit: int = PAGE
    count: bool = True
    groups: tuple[Group, ...] = ()

    def following(self, total: int) -> int | None:
        """The offset of the next page among ``total`` matches, if there is one."""
        after = self.offset + self.limit
        return after if self.count and after < total else None
