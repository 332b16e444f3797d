"""Bodies of very many very small parts: two bytes on the wire are hundreds in memory, so they are counted before."""

from __future__ import annotations

from functools import cache
from typing import Final

from google.protobuf.descriptor import Descriptor
from google.protobuf.message import Message

MOST_PARTS: Final = 200_000
SMALL: Final = 256 * 1024
"""Bytes below which nothing is counted: what they can become is no danger."""
_PUNCTUATION = (b"{", b"[", b",")


def is_crowded_json(body: bytes) -> bool:
    """Whether JSON may have too many parts. Base64, which is what makes bodies long, has none of the marks."""
    return len(body) > SMALL and sum(map(body.count, _PUNCTUATION)) > MOST_PARTS


def is_crowded(kind: type[Message], body: bytes) -> bool:
    """Whether Protocol Buffers have too many parts; what cannot be read to its end is left to the parser."""
    if len(body) <= SMALL:
        return False
    count = 0
    open_parts = [(0, len(body), _messages(kind.DESCRIPTOR))]
    while open_parts:
        at, end, inner = open_parts.pop()
        while at < end:
            count += 1
            if count > MOST_PARTS:
                return True
            tag, at = _varint(body, at, end)
            start, at = _skipped(body, tag & 7, at, end)
            if tag & 7 == 2 and tag >> 3 in inner and at <= end:
                open_parts.append((start, at, _messages(inner[tag >> 3])))
    return False


@cache
def _messages(descriptor: Descriptor) -> dict[int, Descriptor]:
    return {field.number: field.message_type for field in descriptor.fields if field.message_type is not None}


def _skipped(body: bytes, wire_type: int, at: int, end: int) -> tuple[int, int]:
    """Where a value begins and ends; past the end for one that is none."""
    match wire_type:
        case 0:
            return at, _varint(body, at, end)[1]
        case 1:
            return at, at + 8
        case 2:
            size, start = _varint(body, at, end)
            return start, start + size
        case 5:
            return at, at + 4
        case 3 | 4:  # the old groups: their fields are counted as if they stood here
            return at, at
        case _:
            return at, end + 1


def _varint(body: bytes, at: int, end: int) -> tuple[int, int]:
    """A number and where it ends; past the end for one that is none."""
    found = 0
    for shift in range(0, 70, 7):
        if at >= end:
            return 0, end + 1
        found |= (body[at] & 0x7F) << shift
        at += 1
        if body[at - 1] < 0x80:
            return found, at
    return 0, end + 1
