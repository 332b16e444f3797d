"""Messages as JSON: PascalCase, enumerations by name, whole numbers as numbers, bytes in base64.

What has a default is always there, and an empty list is ``[]``; text, bytes and messages are absent where they are not
set. For each kind of message a plan is made once; then a message is walked by its set fields alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import msgspec
from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from inkpost.faces.diadoc import proto as pb

Writer = Callable[[Any], dict[str, Any]]
_encode = msgspec.json.Encoder().encode
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_TEXTS = (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES, FieldDescriptor.TYPE_MESSAGE)


def write(message: Message) -> bytes:
    """A message as JSON in UTF-8."""
    return _encode(writer(message.DESCRIPTOR)(message))


@cache
def writer(descriptor: Descriptor) -> Writer:
    """What turns a message of this kind into a mapping that JSON can hold."""
    defaults = {field.name: _default(field) for field in descriptor.fields if _has_default(field)}
    plan: dict[int, tuple[str, Callable[[Any], Any] | None]] = {}
    extra = JSON_ONLY.get(descriptor.full_name)

    def written(message: Any) -> dict[str, Any]:
        if not plan:  # made when it is first needed: messages hold messages of their own kind
            plan.update({field.number: (field.name, _converter(field)) for field in descriptor.fields})
        found = defaults.copy()
        for field, value in message.ListFields():
            name, convert = plan[field.number]
            found[name] = value if convert is None else convert(value)
        if extra is not None:
            found.update(extra(message))
        return found

    return written


def moment_of(ticks: int) -> str:
    """Ticks as JSON shows a moment: ``2025-07-18T08:30:43.3705569Z``, with as many digits as are needed."""
    seconds, rest = divmod(ticks, 10_000_000)
    told = (_EPOCH + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")
    return told + (f".{rest:07d}".rstrip("0") if rest else "") + "Z"


def _has_default(field: FieldDescriptor) -> bool:
    return field.is_repeated or field.type not in _TEXTS


def _default(field: FieldDescriptor) -> Any:
    if field.is_repeated:
        return ()
    if field.enum_type is not None:
        return field.enum_type.values_by_number[field.default_value].name
    return field.default_value


def _converter(field: FieldDescriptor) -> Callable[[Any], Any] | None:
    """What turns a field's value into one that JSON can hold; nothing where it is one."""
    if field.message_type is not None:
        one = writer(field.message_type)
        return (lambda many: [one(each) for each in many]) if field.is_repeated else one
    if field.enum_type is not None:
        names = {number: value.name for number, value in field.enum_type.values_by_number.items()}
        return (lambda many: [names[each] for each in many]) if field.is_repeated else names.__getitem__
    return list if field.is_repeated else None


def _of_document(document: pb.Document) -> dict[str, Any]:
    return {
        "CreationTimestamp": moment_of(document.CreationTimestampTicks),
        "MessageIdGuid": document.MessageId,
        "EntityIdGuid": document.EntityId,
    }


JSON_ONLY: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    pb.Document.DESCRIPTOR.full_name: _of_document,
}
"""Keys that the vendor's JSON has and its schema has not, by the name of the message."""
