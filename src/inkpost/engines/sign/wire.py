"""Bytes of strangers as structures of ASN.1, read to their last field before anybody relies on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeVar, cast

from asn1crypto.core import Asn1Value

T = TypeVar("T", bound=Asn1Value)

LARGEST: Final = 256 * 1024
"""Bytes that are looked at; what the protocols here exchange is a hundredth of that."""


class Malformed(Exception):
    """The bytes are not what they should be."""


def read(kind: type[T], content: bytes) -> T:
    """The structure that the bytes are, all of them. Raises Malformed, whatever they are."""
    if len(content) > LARGEST:
        raise Malformed(f"{len(content)} bytes: at most {LARGEST} are read")
    with reading():
        found = kind.load(content, strict=True)
        found.native  # noqa: B018 - the library reads fields when they are asked for, and this asks for all
    return cast("T", found)


@contextmanager
def reading() -> Iterator[None]:
    """Around what looks into bytes of strangers: whatever the library raises for them becomes Malformed."""
    try:
        yield
    except Malformed:
        raise
    except Exception as fault:  # of many kinds, RecursionError among them
        raise Malformed(type(fault).__name__) from None
