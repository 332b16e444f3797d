"""Answers out of ready pieces: a list whose elements were written before, once in each encoding, is only joined."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from google.protobuf.message import Message

from inkpost.faces.diadoc import codec, json_writing
from inkpost.faces.diadoc.codec import Encoding

_LENGTH_DELIMITED = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """A message in both encodings, or in the one that is asked for; ``more`` is what differs from answer to answer."""

    protobuf: bytes = b""
    json: bytes = b""
    more: Message | None = None


@dataclass(frozen=True, slots=True)
class Pieces:
    """A message of which the repeated ``field`` is ready; ``rest`` is the message without it.

    ``pieces`` may be a function that gets those of an encoding, so that nobody reads the others.
    """

    rest: Message
    field: str
    pieces: Sequence[Piece] | Callable[[Encoding], Sequence[Piece]]


def piece(message: Message) -> Piece:
    """A message made ready to be kept."""
    return Piece(codec.write(message, Encoding.PROTOBUF), codec.write(message, Encoding.JSON))


def joined(answer: Pieces, encoding: Encoding) -> bytes:
    """The whole message as bytes."""
    pieces = answer.pieces(encoding) if callable(answer.pieces) else answer.pieces
    return _as_json(answer, pieces) if encoding is Encoding.JSON else _as_protobuf(answer, pieces)


def _as_protobuf(answer: Pieces, pieces: Sequence[Piece]) -> bytes:
    """Fields of a message stand in any order, and what is added to the end of one counts."""
    tag = _varint(answer.rest.DESCRIPTOR.fields_by_name[answer.field].number << 3 | _LENGTH_DELIMITED)
    found = [codec.write(answer.rest, Encoding.PROTOBUF)]
    for each in pieces:
        more = each.more.SerializePartialToString() if each.more is not None else b""
        found += [tag, _varint(len(each.protobuf) + len(more)), each.protobuf, more]
    return b"".join(found)


def _as_json(answer: Pieces, pieces: Sequence[Piece]) -> bytes:
    ready = b",".join(_with_more(each) for each in pieces)
    rest = {name: value for name, value in json_writing.mapping(answer.rest).items() if name != answer.field}
    return b'{"%s":[%s]%s' % (answer.field.encode(), ready, _tail(json_writing.encode(rest)))


def _with_more(each: Piece) -> bytes:
    if each.more is None:
        return each.json
    more = {
        field.name: json_writing.mapping(value) if isinstance(value, Message) else value
        for field, value in each.more.ListFields()
    }
    return each.json[:-1] + _tail(json_writing.encode(more))


def _tail(text: bytes) -> bytes:
    """An object as the end of another that has keys already."""
    return b"}" if text == b"{}" else b"," + text[1:]


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)
