"""Messages on the wire: read by ``Content-Type``, written by ``Accept``, each on its own; else Protocol Buffers."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from google.protobuf.message import DecodeError, EncodeError, Message

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import json_reading, json_writing
from inkpost.faces.diadoc.crowding import MOST_PARTS, is_crowded, is_crowded_json

M = TypeVar("M", bound=Message)


class Encoding(StrEnum):
    """How a message is written; the value is its media type."""

    PROTOBUF = "application/x-protobuf"
    JSON = "application/json; charset=utf-8"


class UnknownType(Exception):
    """A body of a type that is not read here; its text is the type."""


_PROTOBUF = frozenset(
    {
        "",
        "application/x-protobuf",
        "application/protobuf",
        "application/vnd.google.protobuf",
        "application/x-google-protobuf",
        "application/octet-stream",
    }
)
_JSON = frozenset({"application/json", "text/json"})
_QUALITY = re.compile(r";\s*q\s*=\s*([0-9.]+)", re.ASCII)


def given_encoding(content_type: str) -> Encoding | None:
    """How a body of this type is written; nothing for a type that is not read. Without a type it is Protocol Buffers.

    Clients leave the semicolon before ``charset`` out.
    """
    kind = media_type(content_type)
    if kind in _PROTOBUF:
        return Encoding.PROTOBUF
    return Encoding.JSON if kind in _JSON or kind.endswith("+json") else None


def wanted_encoding(accept: str) -> Encoding:
    """How the answer is to be written: JSON where it is asked for before Protocol Buffers."""
    if "json" not in accept.lower():
        return Encoding.PROTOBUF
    best, found = 0.0, Encoding.PROTOBUF
    for part in accept.split(","):
        encoding = given_encoding(part) if part.strip() else None
        quality = _quality(part)
        if encoding is not None and quality > best:
            best, found = quality, encoding
    return found


def media_type(header: str) -> str:
    """The media type of a header, without its parameters."""
    return re.split(r"[;\s]", header.strip(), maxsplit=1)[0].lower()


def read(kind: type[M], body: bytes, encoding: Encoding) -> M:
    """The message in a body. Raises PARAMETER_INVALID, and PARAMETER_MISSING for a required field, by its path."""
    json = encoding is Encoding.JSON
    if is_crowded_json(body) if json else is_crowded(kind, body):
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"The body has more than {MOST_PARTS} parts: send less at once", subject="body"
        )
    message = json_reading.read(kind, body) if json else _parsed(kind, body)
    if not message.IsInitialized():
        missing: str = message.FindInitializationErrors()[0]  # type: ignore[attr-defined]  # the stubs lack it
        raise InkpostError(Reason.PARAMETER_MISSING, f"The body lacks {missing}, which is required", subject=missing)
    return message


def body(kind: type[M], content: bytes, content_type: str) -> M:
    """The message in a body of a declared type. Raises UnknownType, and what ``read`` raises."""
    encoding = given_encoding(content_type)
    if encoding is None:
        raise UnknownType(media_type(content_type))
    return read(kind, content, encoding)


def write(message: Message, encoding: Encoding) -> bytes:
    """The message as bytes. A required field that is not set is a mistake of ours, and raises EncodeError."""
    if not message.IsInitialized():
        raise EncodeError(f"{message.DESCRIPTOR.name} lacks a required field")
    return json_writing.write(message) if encoding is Encoding.JSON else message.SerializeToString()


def _parsed(kind: type[M], body: bytes) -> M:
    try:
        message = kind.FromString(body)
    except DecodeError:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"The body is no {kind.DESCRIPTOR.name} in Protocol Buffers; for JSON send Content-Type: application/json",
            subject="body",
        ) from None
    _check_texts(message, "")
    return message


def _check_texts(message: Message, path: str) -> None:
    """Refuse what is no text in a field that takes one: the library gives it as bytes. None holds U+0000 either: what
    reads it next would end there, or refuse it."""
    for field, value in message.ListFields():
        many = value if field.is_repeated else (value,)
        if field.type == field.TYPE_MESSAGE:
            for at, each in enumerate(many):
                _check_texts(each, f"{path}{field.name}[{at}]." if field.is_repeated else f"{path}{field.name}.")
        elif field.type == field.TYPE_STRING and any(isinstance(each, bytes) or "\0" in each for each in many):
            here = f"{path}{field.name}"
            raise InkpostError(
                Reason.PARAMETER_INVALID, f"{here} takes a text in UTF-8, without the character U+0000", subject=here
            )


def _quality(part: str) -> float:
    told = _QUALITY.search(part)
    try:
        return float(told[1]) if told else 1.0
    except ValueError:
        return 0.0
