"""Messages out of JSON: names in any letter case, enumerations by name or number, bytes in base64.

Unknown names are ignored and ``null`` is absence; everything else that does not fit is refused by its path.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
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
    fields = _fields(message.DESCRIPTOR)
    for name, value in given.items():
        field = fields.get(name.lower())
        if field is not None and value is not None:
            _set(message, field, value, f"{path}{field.name}", depth)


def _set(message: Any, field: FieldDescriptor, value: Any, path: str, depth: int) -> None:
    if not field.is_repeated:
        if field.message_type is None:
            setattr(message, field.name, _converted(field, value, path))
            return
        inner = getattr(message, field.name)
        inner.SetInParent()
        _fill(inner, _object(field.message_type, value, path), f"{path}.", depth + 1)
        return
    if not isinstance(value, list):
        raise _refused(path, f"{path} is {_shown(value)}: it takes a list")
    many = getattr(message, field.name)
    for at, each in enumerate(value):
        here = f"{path}[{at}]"
        if field.message_type is None:
            many.append(_converted(field, each, here))
        else:
            _fill(many.add(), _object(field.message_type, each, here), f"{here}.", depth + 1)


def _object(kind: Descriptor, value: Any, path: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _refused(path, f"{path} is {_shown(value)}: it takes a {kind.name} as an object")
    return value


def _converted(field: FieldDescriptor, value: Any, path: str) -> Any:
    try:
        return _converter(field)(value)
    except Fault as fault:
        raise _refused(path, f"{path} is {_shown(value)}: it takes {fault}") from None


@cache
def _fields(descriptor: Descriptor) -> dict[str, FieldDescriptor]:
    return {field.name.lower(): field for field in descriptor.fields}


@cache
def _converter(field: FieldDescriptor) -> Convert:
    if field.enum_type is not None:
        return _enumeration(field.enum_type)
    if field.type in _INTEGERS:
        return _integer(*_INTEGERS[field.type])
    return {
        FieldDescriptor.TYPE_STRING: _string,
        FieldDescriptor.TYPE_BYTES: _bytes,
        FieldDescriptor.TYPE_BOOL: _bool,
    }[field.type]


def _enumeration(kind: EnumDescriptor) -> Convert:
    names = {value.name.lower(): value.number for value in kind.values}
    told = ", ".join(value.name for value in kind.values)

    def convert(value: Any) -> int:
        if isinstance(value, str) and value.lower() in names:
            return names[value.lower()]
        if isinstance(value, int) and not isinstance(value, bool) and value in kind.values_by_number:
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
    if not isinstance(value, str) or "\0" in value:
        raise Fault("a text, without the character U+0000")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Fault("a text in UTF-8") from None
    return value


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


def _shown(value: Any) -> str:
    told = "an object" if isinstance(value, dict) else "a list" if isinstance(value, list) else repr(value)
    return told if len(told) <= _SHOWN else told[:_SHOWN] + "…"


def _refused(subject: str, text: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, text, subject=subject)
