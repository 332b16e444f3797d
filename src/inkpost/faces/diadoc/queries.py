"""What stands after the question mark: declared once as a class, read whatever the letter case of its names.

Fields are named in snake case and read from camel case: ``box_id`` from ``boxId``, ``BOXID`` and ``boxid``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from urllib.parse import unquote_plus
from uuid import UUID

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.dates import day_in

BoxId = Annotated[UUID, "box"]
"""``<guid without dashes>@diadoc.ru``, or the GUID alone, in any spelling."""
Ticks = Annotated[int, "ticks"]
"""Steps of 100 ns since the year 1, UTC."""

Locale = Literal["ru", "en"]
"""The language of statuses in words."""

LAST_TICK = 3_155_378_975_999_999_999
_LONGEST = 20
_SHOWN = 100
_NUMBER = re.compile(r"[+-]?\d{1,19}", re.ASCII)
_GUID = re.compile(
    r"\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?|[0-9a-f]{32}", re.ASCII | re.IGNORECASE
)
_BOX_ENDING = "@diadoc.ru"
_BOOLS = {"true": True, "1": True, "false": False, "0": False}

Given = Mapping[str, Sequence[str | None]]
"""The values of each parameter by its name in lower case; None where a name stood without ``=``."""
Reader = Callable[[str], Any]
Q = TypeVar("Q", bound="Query")


class Query(msgspec.Struct, frozen=True, rename="camel"):
    """The parameters of an endpoint; this one has none."""


class Fault(Exception):
    """A value that its parameter cannot have; the text says which it can."""


class _Slot(msgspec.Struct, frozen=True):
    name: str
    wire: str
    read: Reader
    flag: bool
    many: bool
    required: bool


def parsed(raw: bytes) -> Given:
    """The query as it was sent. Raises PARAMETER_INVALID for what is no text."""
    found: dict[str, list[str | None]] = {}
    try:
        for part in raw.decode("ascii").split("&"):
            name, equals, value = part.partition("=")
            name = unquote_plus(name, errors="strict").lower()
            if name:
                found.setdefault(name, []).append(_text(value) if equals else None)
    except (UnicodeDecodeError, ValueError):
        raise InkpostError(
            Reason.PARAMETER_INVALID, "The query is not URL-encoded UTF-8: encode its values", subject="query"
        ) from None
    return found


def read(model: type[Q], given: Given) -> Q:
    """The parameters as the model has them; what it does not know is ignored.

    Raises PARAMETER_MISSING and PARAMETER_INVALID, which name the parameter, its value and what is valid.
    """
    values: dict[str, Any] = {}
    for slot in _slots(model):
        value = _value(slot, given.get(slot.wire.lower(), ()))
        if value is not None:
            values[slot.name] = value
        elif slot.required:
            raise InkpostError(
                Reason.PARAMETER_MISSING, f"The query parameter {slot.wire} is missing", subject=slot.wire
            )
    return model(**values)


def guid(text: str) -> UUID:
    """A GUID with or without dashes, in any letter case. Raises Fault."""
    if not _GUID.fullmatch(text):
        raise Fault("a GUID such as bcd62464-5b5d-44ff-93b0-ec6981b7cefe")
    return UUID(text)


def box_id(text: str) -> UUID:
    """The GUID of a box from any spelling of its id. Raises Fault."""
    bare = text[: -len(_BOX_ENDING)] if text.lower().endswith(_BOX_ENDING) else text
    if not _GUID.fullmatch(bare):
        raise Fault("the id of a box, such as 1f208d032a604f6491b1b7aad54cfaf3@diadoc.ru, or its GUID")
    return UUID(bare)


def _text(value: str) -> str:
    text = unquote_plus(value, errors="strict")
    if "\0" in text:
        raise ValueError
    return text


def _value(slot: _Slot, given: Sequence[str | None]) -> Any:
    """The value of one parameter, or None where it is absent: an empty one is."""
    if slot.many:
        parts = [part.strip() for text in given if text for part in text.split(",")]
        return tuple(_read(slot, part) for part in parts if part) or None
    if not given:
        return None
    text = given[-1]
    if text is None and slot.flag:
        return True
    return _read(slot, text) if text else None


def _read(slot: _Slot, text: str) -> Any:
    try:
        return slot.read(text)
    except Fault as fault:
        shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"The query parameter {slot.wire} is {shown!r}: it takes {fault}",
            subject=slot.wire,
            given=shown,
        ) from None


@cache
def _slots(model: type[Query]) -> tuple[_Slot, ...]:
    hints = get_type_hints(model, include_extras=True)
    return tuple(_slot(field, hints[field.name]) for field in msgspec.structs.fields(model))


def _slot(field: msgspec.structs.FieldInfo, kind: Any) -> _Slot:
    kind = _without_none(kind)
    many = get_origin(kind) is tuple
    if many:
        kind = get_args(kind)[0]
    return _Slot(field.name, field.encode_name, reader(kind), kind is bool, many, field.required)


def _without_none(kind: Any) -> Any:
    if get_origin(kind) in (Union, UnionType):
        rest = [each for each in get_args(kind) if each is not NoneType]
        if len(rest) == 1:
            return rest[0]
    return kind


def reader(kind: Any) -> Reader:
    """What reads a value of the declared type. Raises TypeError for a type that no parameter can have."""
    if kind in _READERS:
        return _READERS[kind]
    if get_origin(kind) is Literal:
        return _one_of({str(value).lower(): value for value in get_args(kind)}, get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _one_of({each.value.lower(): each for each in kind}, [each.value for each in kind])
    raise TypeError(f"no query parameter can be a {kind}")


def _one_of(values: Mapping[str, Any], names: Sequence[Any]) -> Reader:
    told = ", ".join(str(name) for name in names)

    def read_it(text: str) -> Any:
        if text.lower() not in values:
            raise Fault(f"one of {told}")
        return values[text.lower()]

    return read_it


def _bool(text: str) -> bool:
    if text.lower() not in _BOOLS:
        raise Fault("true or false")
    return _BOOLS[text.lower()]


def _int(text: str) -> int:
    if not _NUMBER.fullmatch(text) or not -(2**63) <= int(text) < 2**63:
        raise Fault("a whole number")
    return int(text)


def _ticks(text: str) -> int:
    if not _NUMBER.fullmatch(text) or not 0 <= int(text) <= LAST_TICK:
        raise Fault(f"ticks (100 ns since 0001-01-01 UTC) from 0 to {LAST_TICK}")
    return int(text)


def _date(text: str) -> date:
    day = day_in(text)
    if day is None:
        raise Fault("a date such as 31.12.2025")
    return day


_READERS: dict[Any, Reader] = {
    str: str,
    bool: _bool,
    int: _int,
    Ticks: _ticks,
    date: _date,
    UUID: guid,
    BoxId: box_id,
}
