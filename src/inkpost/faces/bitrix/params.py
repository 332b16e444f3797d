"""The parameters of a wire method: declared once as a class, read from any spelling and shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, NoReturn, Self, Union, dataclass_transform, get_args, get_origin

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.uploads import Upload, file_value
from inkpost.faces.bitrix.values import ValueFault, flag, integer, moment, number, text

Flag = bool
"""A yes or a no on the wire: 1, 0, Y, N, true, false."""

Converter = Callable[[Any, tzinfo], Any]

_REPEATED = 100
"""Characters of a wrong value that an answer repeats."""
_SPLIT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SCALARS: dict[Any, Converter] = {
    Any: lambda value, zone: value,
    object: lambda value, zone: value,
    str: lambda value, zone: text(value),
    bool: lambda value, zone: flag(value),
    int: lambda value, zone: integer(value),
    float: lambda value, zone: number(value),
    datetime: moment,
    Upload: lambda value, zone: file_value(value),
}
_EMPTY_MEANS_NULL = (bool, int, float, datetime)


class MissingFault(ValueFault):
    """A required parameter that is not there."""


class _Slot(msgspec.Struct, frozen=True):
    name: str
    wire: str
    convert: Converter
    required: bool
    nullable: bool


class _Plan(msgspec.Struct, frozen=True):
    table: dict[str, _Slot]
    required: tuple[_Slot, ...]


def fold(name: str) -> str:
    """The form in which all spellings of a name are equal: ``TEMPLATE_ID`` becomes ``templateid``.

    A name that begins with ``__`` is a client's own mark and none of ours: ``__order`` is not ``order``.
    """
    return name if name.startswith("__") else name.replace("_", "").lower()


def _compiled(model: Any) -> _Plan:
    slots = [
        _Slot(field.name, field.encode_name, converter(field.type), field.required, _takes_null(field.type))
        for field in msgspec.structs.fields(model)
    ]
    table: dict[str, _Slot] = {}
    for slot in slots:
        snake = _SPLIT.sub("_", slot.wire)
        for spelling in (slot.wire, slot.name, snake.upper(), fold(slot.wire), fold(slot.name)):
            if table.setdefault(spelling, slot) is not slot:
                raise TypeError(f"{model.__name__}: {slot.name} and {table[spelling].name} look alike on the wire")
    return _Plan(table, tuple(slot for slot in slots if slot.required))


def converter(kind: Any) -> Converter:
    """What reads a value of the declared type; ``TypeError`` for a type that no wire value can have."""
    if kind in _SCALARS:
        return _SCALARS[kind]
    origin, inner = get_origin(kind) or kind, get_args(kind)
    if origin is Union or origin is UnionType:
        return _union(inner)
    if origin is Literal:
        return _choice({str(value).lower(): value for value in inner})
    if origin is list:
        return _list(converter(inner[0]) if inner else _SCALARS[Any])
    if origin is dict and (not inner or inner[0] is str):
        return _dict(converter(inner[1]) if inner else _SCALARS[Any])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice({str(member.value).lower(): member for member in kind})
    if isinstance(kind, _ParamsMeta):
        return kind.taken  # type: ignore[attr-defined, no-any-return]
    raise TypeError(f"no parameter of a wire method can be {kind}")


def _takes_null(kind: Any) -> bool:
    return kind is Any or kind is object or NoneType in get_args(kind)


def _choice(choices: dict[str, Any]) -> Converter:
    expected = "one of " + ", ".join(choices)

    def choose(value: Any, zone: tzinfo) -> Any:
        key = text(value).strip().lower() if isinstance(value, (str, int, float)) else None
        if key not in choices:
            raise ValueFault(expected, value)
        return choices[key]

    return choose


def _list(item: Converter) -> Converter:
    def read(value: Any, zone: tzinfo) -> list[Any]:
        return [_inner(item, index, held, zone) for index, held in enumerate(_items(value))]

    return read


def _dict(item: Converter) -> Converter:
    def read(value: Any, zone: tzinfo) -> dict[str, Any]:
        return {key: _inner(item, key, held, zone) for key, held in _entries(value)}

    return read


def _inner(item: Converter, key: object, value: Any, zone: tzinfo) -> Any:
    try:
        return item(value, zone)
    except ValueFault as fault:
        raise fault.under(str(key)[:64]) from None


def _entries(value: Any) -> Iterator[tuple[str, Any]]:
    """The keys and values of a map; of a list its indexes; nothing for the ways to write an empty map."""
    if isinstance(value, Mapping):
        return iter(value.items())
    if _is_empty(value):
        return iter(())
    if isinstance(value, list):
        return ((str(index), held) for index, held in enumerate(value))
    raise ValueFault("a map", value)


def _items(value: Any) -> list[Any]:
    if _is_empty(value):
        return []
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        return list(value.values())
    raise ValueFault("a list", value)


def _is_empty(value: Any) -> bool:
    """Forms cannot carry an empty array: clients send ``name=`` or ``name[]=`` instead."""
    return value in ("", [], [""])


def _union(kinds: tuple[Any, ...]) -> Converter:
    present = [kind for kind in kinds if kind not in (NoneType, msgspec.UnsetType)]
    nullable = NoneType in kinds
    empty_is_null = nullable and all(_is_plain(kind) for kind in present)
    read = converter(present[0]) if len(present) == 1 else _first_of(present)

    def convert(value: Any, zone: tzinfo) -> Any:
        if value is None or (empty_is_null and value == ""):
            if nullable:
                return None
            raise ValueFault("a value", value)
        return read(value, zone)

    return convert


def _is_plain(kind: Any) -> bool:
    is_choice = get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, Enum))
    return kind in _EMPTY_MEANS_NULL or is_choice


def _first_of(kinds: list[Any]) -> Converter:
    """A value keeps its type if that is one of several; otherwise the first type that takes it wins."""
    readers = [converter(kind) for kind in kinds]
    exact = {get_origin(kind) or kind: read for kind, read in zip(kinds, readers, strict=True)}

    def convert(value: Any, zone: tzinfo) -> Any:
        read = exact.get(type(value))
        faults: list[ValueFault] = []
        for attempt in [read] if read else readers:
            try:
                return attempt(value, zone)
            except ValueFault as fault:
                faults.append(fault)
        raise faults[0] if len(faults) == 1 else ValueFault(" or ".join(f.expected for f in faults), value)

    return convert


def refuse(fault: ValueFault) -> NoReturn:
    """Raise the refusal of the request for a fault in one of its parameters."""
    subject = ".".join(fault.path)
    if isinstance(fault, MissingFault):
        raise InkpostError(Reason.PARAMETER_MISSING, f"The parameter {subject} is required", subject=subject) from None
    given = str(fault.given)[:_REPEATED] if isinstance(fault.given, str | int | float) else ""
    message = f"The parameter {subject}: {fault}"
    raise InkpostError(Reason.PARAMETER_INVALID, message, subject=subject, given=given) from None


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(msgspec.field,))
class _ParamsMeta(msgspec.StructMeta):
    """Compiles the declared fields of each subclass when the class is made."""

    _plan: _Plan

    def __new__(mcls, name: str, bases: tuple[type, ...], space: dict[str, Any], **config: Any) -> Any:
        options: dict[str, Any] = {"frozen": True, "kw_only": True, "rename": "camel"} | config
        made: Any = super().__new__(mcls, name, bases, space, **options)
        made._plan = _compiled(made)
        return made


class Params(msgspec.Struct, metaclass=_ParamsMeta):
    """The base of every parameter model: ``class Add(Params): template_id: int; stamps: Flag | None = None``.

    ``template_id`` is ``templateId`` on the wire, in any letter case and with or without underscores;
    ``msgspec.field(name=…)`` gives another name. Types: ``int``, ``float``, ``str``, ``bool``/``Flag``,
    ``datetime``, ``Upload``, ``Any``, ``list[…]``, ``dict[str, …]``, ``Literal``, enumerations, other
    ``Params`` and unions. ``X | None`` takes null, and an empty text where X is no text, container or file;
    for any other type null is the same as not given. ``X | UnsetType = UNSET`` (msgspec) tells "not given"
    from null. As in PHP, an empty list is an empty map too, a map stands for the list of its values, a list
    for the map of its indexes.
    """

    @classmethod
    def read(cls, given: Mapping[str, Any], zone: tzinfo = UTC) -> Self:
        """The parameters of a call; unknown names are ignored, times without an offset are meant in ``zone``.

        Raises ``InkpostError`` with ``PARAMETER_MISSING`` or ``PARAMETER_INVALID`` and the wire path of the
        parameter (``fields.sort``) as subject.
        """
        try:
            return cls.taken(given, zone)
        except ValueFault as fault:
            refuse(fault)

    @classmethod
    def taken(cls, given: Any, zone: tzinfo) -> Self:
        """Like ``read``, for a value inside another model; raises ``ValueFault``."""
        plan = cls._plan
        found: dict[str, Any] = {}
        for key, value in _entries(given):
            slot = plan.table.get(key) or plan.table.get(fold(key))
            if slot is None or (value is None and not slot.nullable):
                continue
            try:
                found[slot.name] = slot.convert(value, zone)
            except ValueFault as fault:
                raise fault.under(slot.wire) from None
        for slot in plan.required:
            if slot.name not in found:
                raise MissingFault("a value", None).under(slot.wire)
        return cls(**found)
