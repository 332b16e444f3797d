"""Tables of fields with UPPER_CASE names: what a family reads of ``fields``, shows in its rows and says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Row
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.common import char, written, zone_of
from inkpost.faces.bitrix.methods.crm.titles import RUSSIAN
from inkpost.faces.bitrix.params import Params, fold, refuse
from inkpost.faces.bitrix.values import ValueFault, flag, integer, text
from inkpost.model.listing import Condition, ListQuery
from inkpost.operations.kit import Work

SCOPE: Final = "crm"
_FLAGS: Final = (
    ("isRequired", "R"),
    ("isReadOnly", "r"),
    ("isImmutable", "I"),
    ("isMultiple", "M"),
    ("isDynamic", "D"),
)
_KINDS: Final[Mapping[str, Any]] = {"integer": int, "user": int, "char": bool, "datetime": datetime}


class Field(msgspec.Struct, frozen=True):
    """A field: its name, type and title, ``marks`` and the model's name for it.

    Marks: R required, r read only, I set once, l read loosely: what is no number there is as good as none; t a text,
    whatever it calls itself.
    """

    name: str
    kind: str = "string"
    marks: str = ""
    title: str = ""
    field: str = ""
    status_type: tuple[str, ...] = ()
    title_ru: str = ""

    @property
    def model_name(self) -> str:
        """The model's name: as it is given, or the wire's in small letters."""
        return self.field or self.name.lower()

    def described(self, language: str) -> dict[str, Any]:
        """The description that ``fields`` methods answer, in a language."""
        flags = {name: mark in self.marks for name, mark in _FLAGS}
        status = {"statusType": list(self.status_type)} if self.status_type else {}
        return {"type": self.kind, **flags, **status, "title": self.titled(language)}

    def titled(self, language: str) -> str:
        """The title in a language; English where there is no other, and the name where there is none at all."""
        russian = self.title_ru or RUSSIAN.get(self.name, "") if language == "ru" else ""
        return russian or self.title or self.name


class Fields:
    """The table of a family's fields."""

    def __init__(self, *fields: Field) -> None:
        self.all = fields
        self._found = {fold(field.name): field for field in fields}
        self.columns = Columns(*(Column(field.name, _kind(field), field=field.model_name) for field in fields))

    def described(self, language: str) -> dict[str, Any]:
        """What a method ``fields`` answers, in a language."""
        return {field.name: field.described(language) for field in self.all}

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What may be written of the ``fields`` of a call, by the model's names; unknown names are passed over.

        Raises PARAMETER_INVALID.
        """
        found: dict[str, Any] = {}
        for key, item in given.items():
            field = self._found.get(fold(key))
            if field is None or "r" in field.marks:
                continue
            try:
                found[field.model_name] = _reader(field)(item)
            except ValueFault as fault:
                refuse(fault.under(field.name).under("fields"))
        return found

    def row(self, get: Callable[[str], Any], work: Work, select: frozenset[str] | None = None) -> dict[str, Any]:
        """The selected fields of a thing, as rows show them."""
        chosen = [field for field in self.all if select is None or field.model_name in select]
        return {field.name: shown(field.kind, get(field.model_name), work) for field in chosen}


def _kind(field: Field) -> Any:
    return str if "t" in field.marks else _KINDS.get(field.kind, str)


def shown(kind: str, value: Any, work: Work) -> Any:
    """A value in the text form of these families: null stays null, but a moment that never was is empty."""
    if kind == "datetime":
        return written(value, work) if value is not None else ""
    if isinstance(value, bool):
        return char(value)
    return str(value) if isinstance(value, int) else value


def getter(thing: Any, defaults: Mapping[str, str]) -> Callable[[str], Any]:
    """What a thing has by the model's names; a text that it does not have is null, or its default."""

    def get(name: str) -> Any:
        if name.startswith("texts."):
            text = name.removeprefix("texts.")
            return thing.texts.get(text, defaults.get(text))
        return getattr(thing, name)

    return get


def _text(value: Any) -> str | None:
    """A text; an empty one is none."""
    return None if value is None else text(value) or None


def _whole(value: Any) -> int | None:
    return None if value in (None, "") else integer(value)


def _flag(value: Any) -> bool | None:
    return None if value in (None, "") else flag(value)


def loose(value: Any) -> int:
    """A number as far as it is one; 0 for everything else, which is no number of anything."""
    try:
        return _whole(value) or 0
    except ValueFault:
        return 0


_READ: Final[Mapping[str, Callable[[Any], Any]]] = {
    "integer": _whole,
    "user": _whole,
    "char": _flag,
}


def _reader(field: Field) -> Callable[[Any], Any]:
    if "t" in field.marks:
        return _text
    return loose if "l" in field.marks else _READ.get(field.kind, _text)


class Id(Params):
    """A call that names one thing; everything that is no number is as good as none."""

    id: Any = None


class Add(Params):
    """A call with the fields of a new thing."""

    fields: dict[str, Any]


class Update(Params):
    """A call with the fields of a thing to change."""

    fields: dict[str, Any]
    id: Any = None


class Listing(Params):
    """The parameters of a list method."""

    select: Any = None
    order: Any = None
    filter: Any = None
    start: Any = None


def known_id(given: Any) -> int:
    """The number of a thing. Raises PARAMETER_INVALID with the subject ``id``."""
    number = loose(given)
    if number <= 0:
        raise InkpostError(Reason.PARAMETER_INVALID, "id is not defined or invalid: it takes a number", subject="id")
    return number


def asked(fields: Fields, given: Listing, work: Work) -> ListQuery:
    """The list query in a call's parameters; times without an offset are meant in the portal's zone."""
    told = {"select": given.select, "order": given.order, "filter": given.filter, "start": given.start}
    query = fields.columns.read({key: item for key, item in told.items() if item is not None}, zone_of(work))
    return msgspec.structs.replace(query, conditions=tuple(_emptied(each) for each in query.conditions))


def _emptied(condition: Condition) -> Condition:
    """An empty text stands for nothing at all: a text that was never given is null, and meant as well."""
    return msgspec.structs.replace(condition, value=None) if condition.value == "" else condition


def invalid(name: str) -> Row:
    """The refusal of a field that is missing or names nothing."""
    return Row(400, "", f"{name} is not defined or invalid.")


def said(text: str = "{message}", code: str = "") -> Row:
    """A refusal in the operation's words, or in these."""
    return Row(400, code, text)


DENIED: Final = said("Access denied.")
DENIED_LIST: Final = said("Access denied.", "0")
RIGHTS: Final[ErrorTable] = {Reason.FORBIDDEN: DENIED}
"""How these families say that a right is missing."""
