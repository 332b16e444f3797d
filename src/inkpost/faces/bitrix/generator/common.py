"""What the families of the document generator say alike, those of CRM documents too."""

from __future__ import annotations

from datetime import tzinfo
from typing import Any, Self

from inkpost.faces.bitrix.family import Row
from inkpost.faces.bitrix.listing import Columns
from inkpost.faces.bitrix.methods.common import char as char
from inkpost.faces.bitrix.methods.common import counted as counted
from inkpost.faces.bitrix.methods.common import written as written
from inkpost.faces.bitrix.methods.common import zone_of as zone_of
from inkpost.faces.bitrix.params import MissingFault, Params
from inkpost.model.listing import ListQuery
from inkpost.operations.kit import Work

_UNSORTED = Columns()


class Id(Params):
    """The parameters of a method that takes one number."""

    id: int


class Start(Params):
    """The parameters of a list method that takes nothing but the place to begin at, read by ``begun``."""

    start: Any = None


class Filled(Params):
    """A map that may not be empty: an empty one is as good as none."""

    @classmethod
    def taken(cls, given: Any, zone: tzinfo) -> Self:
        if given in ({}, [], [""], ""):
            raise MissingFault("a value", given)
        return super().taken(given, zone)


class Listing(Params):
    """The parameters of a list method, read against its table of fields by ``asked``."""

    select: Any = None
    order: Any = None
    filter: Any = None
    start: Any = None


def asked(columns: Columns, given: Listing, work: Work) -> ListQuery:
    """The list query in a call's parameters; times without an offset are meant in the portal's zone."""
    told = {"select": given.select, "order": given.order, "filter": given.filter, "start": given.start}
    return columns.read({key: item for key, item in told.items() if item is not None}, zone_of(work))


def begun(given: Start) -> ListQuery:
    """The list query of a call that says nothing but where to begin."""
    return _UNSORTED.read({} if given.start is None else {"start": given.start})


def number(item: int | None) -> str | None:
    """A number as the text it is on this wire."""
    return None if item is None else str(item)


def constructor(kind: str, *, typo: bool = False) -> Row:
    """The refusal of a call without the id of the thing; some methods of the vendor say it with one word more."""
    return Row(400, "100", f"Bitrix\\{kind} constructor must be {'is ' if typo else ''}public")


def unknown(name: str) -> Row:
    """The refusal of a call with the id of a thing that is not there, or with none at all."""
    return Row(400, "100", f"Could not construct parameter {{{name}}}")


def unfilled(name: str) -> Row:
    """The refusal of a thing without a field that it cannot be without."""
    return Row(400, "BX_EMPTY_REQUIRED", f'Required field "{name}" is not filled')


def not_a_map(name: str) -> Row:
    """The refusal of a parameter that should be an object and is not."""
    return Row(400, "100", f"Invalid value to match with parameter {{{name}}}. Should be value of type array")


def missing(name: str) -> Row:
    """The refusal of a call without a required parameter."""
    return Row(400, "100", f"Could not find value for parameter {{{name}}}")
