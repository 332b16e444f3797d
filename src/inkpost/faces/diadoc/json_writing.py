"""Messages as JSON: PascalCase, enumerations by name, whole numbers as numbers, bytes in base64.

What has a default is always there, and an empty list is ``[]``; text, bytes and messages are absent where they are not
set. For each kind of message a function is made once out of its descriptor, as source: lists of a hundred documents are
asked for all the time, and walking the descriptors anew took three times as long.
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
encode = msgspec.json.Encoder().encode
_EPOCH = datetime(1, 1, 1, tzinfo=UTC)
_TEXTS = (FieldDescriptor.TYPE_STRING, FieldDescriptor.TYPE_BYTES)


def write(message: Message) -> bytes:
    """A message as JSON in UTF-8."""
    return encode(mapping(message))


def mapping(message: Message) -> dict[str, Any]:
    """A message as a mapping that JSON can hold."""
    return writer(message.DESCRIPTOR)(message)


@cache
def writer(descriptor: Descriptor) -> Writer:
    """What turns a message of this kind into a mapping that JSON can hold."""
    known: dict[str, Any] = {}
    always = [_always(field, known) for field in descriptor.fields if not _may_be_absent(field)]
    sometimes = [_sometimes(field, known) for field in descriptor.fields if _may_be_absent(field)]
    extra = JSON_ONLY.get(descriptor.full_name)
    if extra is not None:
        known["extra"] = extra
        sometimes.append("found.update(extra(message))")
    body = [f"found = {{{', '.join(always)}}}", "has = message.HasField", *sometimes, "return found"]
    source = "\n    ".join(["def write(message):", *body])
    exec(source, known)  # noqa: S102 - made of nothing but the names in our own descriptors
    made: Writer = known["write"]
    return made


def moment_of(ticks: int) -> str:
    """Ticks as JSON shows a moment: ``2025-07-18T08:30:43.3705569Z``, with as many digits as are needed."""
    seconds, rest = divmod(ticks, 10_000_000)
    told = (_EPOCH + timedelta(seconds=seconds)).isoformat().removesuffix("+00:00")
    return told + (f".{rest:07d}".rstrip("0") if rest else "") + "Z"


def _may_be_absent(field: FieldDescriptor) -> bool:
    if field.is_repeated or field.is_required:
        return False
    return field.message_type is not None or field.type in _TEXTS


def _always(field: FieldDescriptor, known: dict[str, Any]) -> str:
    """A key and its value."""
    value = f"message.{field.name}"
    if field.is_repeated:
        return f'"{field.name}": [{_converted("each", field, known)} for each in {value}]'
    return f'"{field.name}": {_converted(value, field, known)}'


def _sometimes(field: FieldDescriptor, known: dict[str, Any]) -> str:
    """A key that is there where its field is set. To look at a text is faster than to ask for its presence."""
    value = f"message.{field.name}"
    if field.message_type is not None:
        return f'if has("{field.name}"): found["{field.name}"] = {_converted(value, field, known)}'
    return f'if (text := {value}) or has("{field.name}"): found["{field.name}"] = text'


def _converted(value: str, field: FieldDescriptor, known: dict[str, Any]) -> str:
    """What turns a field's value into one that JSON can hold, as source."""
    if field.message_type is not None:
        known[f"of_{field.name}"] = _later(field.message_type, known, f"of_{field.name}")
        return f"of_{field.name}({value})"
    if field.enum_type is not None:
        known[f"of_{field.name}"] = {number: each.name for number, each in field.enum_type.values_by_number.items()}
        return f"of_{field.name}[{value}]"
    return value


def _later(descriptor: Descriptor, known: dict[str, Any], name: str) -> Writer:
    """The writer of a kind of message, made when it is first needed: messages hold messages of their own kind."""

    def first(message: Any) -> dict[str, Any]:
        known[name] = made = writer(descriptor)
        return made(message)

    return first


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
