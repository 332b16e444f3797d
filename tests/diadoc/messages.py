"""Messages of any kind with anything in them, for property tests."""

from __future__ import annotations

from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message
from hypothesis import strategies as st

from inkpost.faces.diadoc import proto as pb

KINDS: list[type[Message]] = sorted(
    (each for each in vars(pb).values() if isinstance(each, type) and issubclass(each, Message)),
    key=lambda kind: kind.DESCRIPTOR.full_name,
)
_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
_RANGES = {
    FieldDescriptor.TYPE_INT32: st.integers(-(2**31), 2**31 - 1),
    FieldDescriptor.TYPE_SFIXED32: st.integers(-(2**31), 2**31 - 1),
    FieldDescriptor.TYPE_SFIXED64: st.integers(0, 3_155_378_975_999_999_999),
    FieldDescriptor.TYPE_STRING: _TEXT,
    FieldDescriptor.TYPE_BYTES: st.binary(max_size=8),
    FieldDescriptor.TYPE_BOOL: st.booleans(),
}


def filled(draw: st.DrawFn, kind: type[Message], depth: int = 0) -> Any:
    """A message of this kind that has everything it needs, and of the rest what chance gives."""
    message: Any = kind()
    for field in kind.DESCRIPTOR.fields:
        if field.is_repeated:
            if depth < 3:
                getattr(message, field.name).extend(_value(draw, field, depth) for _ in range(draw(st.integers(0, 2))))
        elif field.is_required or (depth < 3 and draw(st.booleans())):
            value = _value(draw, field, depth)
            if field.message_type is not None:
                getattr(message, field.name).CopyFrom(value)
            else:
                setattr(message, field.name, value)
    return message


@st.composite
def messages(draw: st.DrawFn, *kinds: type[Message]) -> Any:
    """A message of one of these kinds, by default of any."""
    return filled(draw, draw(st.sampled_from(kinds or KINDS)))


def class_of(descriptor: Descriptor) -> type[Message]:
    """The class of a kind of message."""
    (found,) = (kind for kind in KINDS if kind.DESCRIPTOR is descriptor)
    return found


def same(one: Any, other: Any) -> bool:
    """Whether two messages carry the same facts: what is not set reads as its default."""
    fields = one.DESCRIPTOR.fields
    return one.DESCRIPTOR is other.DESCRIPTOR and all(_same_field(one, other, field) for field in fields)


def _same_field(one: Any, other: Any, field: FieldDescriptor) -> bool:
    left, right = getattr(one, field.name), getattr(other, field.name)
    if field.message_type is None:
        return bool(left == right)
    if field.is_repeated:
        return len(left) == len(right) and all(map(same, left, right))
    return one.HasField(field.name) == other.HasField(field.name) and (
        not one.HasField(field.name) or same(left, right)
    )


def _value(draw: st.DrawFn, field: FieldDescriptor, depth: int) -> Any:
    if field.message_type is not None:
        return filled(draw, class_of(field.message_type), depth + 1)
    if field.enum_type is not None:
        return draw(st.sampled_from(sorted(field.enum_type.values_by_number)))
    return draw(_RANGES[field.type])
