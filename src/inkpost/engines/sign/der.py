"""DER out of encoded pieces: what signatures and envelopes are joined from."""

from __future__ import annotations

from typing import Final

from asn1crypto import core

SEQUENCE: Final = 0x30
SET: Final = 0x31
OCTETS: Final = 0x04
BITS: Final = 0x03
NULL: Final = bytes((0x05, 0x00))


def piece(tag: int, *contents: bytes) -> bytes:
    """A tag, the length, the contents."""
    content = b"".join(contents)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def name(dotted: str) -> bytes:
    """An object identifier."""
    return bytes(core.ObjectIdentifier(dotted).dump())


def number(value: int) -> bytes:
    """A whole number."""
    return bytes(core.Integer(value).dump())


def tagged(number: int, *contents: bytes) -> bytes:
    """What stands under a context's own tag."""
    return piece(0xA0 | number, *contents)
