"""Messages out of JSON: names in any letter case, enumerations by name or number, bytes in base64.

Unknown names are ignored and ``null`` is absence; everything else that does not fit is refused by its path.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import msgspec
from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor
from google.protobuf.message import Message

from inkpost.errors import InkpostError, Reason

M = TypeVar("M", bound=Message)
_decode = msgspec.json.Decoder().decode
_DEEPEST = 64
_SHOWN = 60
_SURROGATE = re.compile("[\ud800-\udfff]")
_INTEGERS = {
    FieldDescriptor.TYPE_INT32: (-(2**31), 2**31),
    FieldDescriptor.TYPE_SFIXED32: (-(2**31), 2**31),
    FieldDescriptor.TYPE_SINT32: (-(2**31), 2**31),
    FieldDescriptor.TYPE_INT64: (-(2**63), 2**63),
    FieldDescriptor.TYPE_SFIXED64: (-(2**63), 2**63),
    FieldDescriptor.TYPE_SINT64: (-(2**63), 2**63),
    FieldDescriptor.TYPE_UINT32: (0, 2**32),
    FieldDescriptor.TYPE_FIXED32: (0, 2**32),
    FieldDescriptor.TYPE_UINT64: (0, 2**64),
    FieldDescriptor.TYPE_FIXED64: (0, 2**64),
}
Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Slot:
    """A field: what reads its value, or else which ``kind`` of message it holds."""

    name: str
    repeated: bool
    convert: Convert | None
    kind: str = ""


class Fault(Exception):
    """A value that its field cannot have; the text says what it takes."""


def read(kind: type[M], body: bytes) -> M:
    """A message out of JSON in UTF-8. Raises PARAMETER_INVALID."""
    try:
        given = _decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise _refused("body", f"The body is not JSON: {fault}") from None
    except RecursionError:
        raise _refused("body", "The body is nested too deeply") from None
    if not isinstance(given, dict):
        raise _refused("body", f"The body is {_shown(given)}: it takes a {kind.DESCRIPTOR.name} as an object")
    message = kind()
    _fill(message, given, "", 1)
    return message


def _fill(message: Any, given: Mapping[str, Any], path: str, depth: int) -> None:
    if depth > _DEEPEST:
        raise _refused("body", "The body is nested too deeply")
    slots = _slots(message.DESCRIPTOR)
    for name, value in given.items():
        slot = slots.get(name) or slots.get(name.lower())
        if slot is not None and value is not None:
            _set(message, slot, value, path + slot.name, depth)


def _set(message: Any, slot: _Slot, value: Any, path: str, depth: int) -> None:
    if slot.repeated:
        _extend(getattr(message, slot.name), slot, value, path, depth)
    elif slot.convert is not None:
        setattr(message, slot.name, _converted(slot.convert, value, path))
    else:
        inner = getattr(message, slot.name)
        inner.SetInParent()
        _fill(inner, _object(slot, value, path), f"{path}.", depth + 1)


def _extend(many: Any, slot: _Slot, value: Any, path: str, depth: int) -> None:
    if not isinstance(value, list):
        raise _refused(path, f"{path} is {_shown(value)}: it takes a list")
    for at, each in enumerate(value):
        here = f"{path}[{at}]"
        if slot.convert is not None:
            many.append(_converted(slot.convert, each, here))
        else:
            _fill(many.add(), _object(slot, each, here), f"{here}.", depth + 1)


def _object(slot: _Slot, value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _refused(path, f"{path} is {_shown(value)}: it takes a {slot.kind} as an object")
    return value


def _converted(convert: Convert, value: Any, path: str) -> Any:
    try:
        return convert(value)
    except Fault as fault:
        raise _refused(path, f"{path} is {_shown(value)}: it takes {fault}") from None


@cache
def _slots(descriptor: Descriptor) -> dict[str, _Slot]:
    """Each field by its own name and by its name in lower case."""
    found = {field.name: _slot(field) for field in descriptor.fields}
    return {name.lower(): slot for name, slot in found.items()} | found


def _slot(field: FieldDescriptor) -> _Slot:
    if field.message_type is not None:
        return _Slot(field.name, field.is_repeated, None, field.message_type.name)
    return _Slot(field.name, field.is_repeated, _converter(field))


def _converter(field: FieldDescriptor) -> Convert:
    if field.enum_type is not None:
        return _enumeration(field.enum_type)
    if field.type in _INTEGERS:
        return _integer(*_INTEGERS[field.type])
    return _OTHERS[field.type]


def _enumeration(kind: EnumDescriptor) -> Convert:
    names = {value.name.lower(): value.number for value in kind.values}
    numbers = frozenset(names.values())  # the descriptor's own mapping takes numbers of 64 bits for those of 32
    told = ", ".join(value.name for value in kind.values)

    def convert(value: Any) -> int:
        if isinstance(value, str) and value.lower() in names:
            return names[value.lower()]
        if isinstance(value, int) and not isinstance(value, bool) and value in numbers:
            return value
        raise Fault(f"one of {told}")

    return convert


def _integer(low: int, high: int) -> Convert:
    def convert(value: Any) -> int:
        if isinstance(value, str) and len(value) <= 20 and value.removeprefix("-").isdecimal() and value.isascii():
            value = int(value)  # clients that cannot hold 64 bits in a number send them so
        if isinstance(value, int) and not isinstance(value, bool) and low <= value < high:
            return value
        raise Fault(f"a whole number from {low} to {high - 1}")

    return convert


def _string(value: Any) -> str:
    if isinstance(value, str) and "\0" not in value and not _SURROGATE.search(value):
        return value
    raise Fault("a text in UTF-8, without the character U+0000")


def _bytes(value: Any) -> bytes:
    if isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            pass
    raise Fault("bytes in base64")


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Fault("true or false")
    return value


_OTHERS: Mapping[int, Convert] = {
    FieldDescriptor.TYPE_STRING: _string,
    FieldDescriptor.TYPE_BYTES: _bytes,
    FieldDescriptor.TYPE_BOOL: _bool,
}


def _shown(value: Any) -> str:
    told = "an object" if isinstance(value, dict) else "a list" if isinstance(value, list) else repr(value)
    return told if len(told) <= _SHOWN else told[:_SHOWN] + "…"


def _refused(subject: str, text: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, text, subject=subject)
