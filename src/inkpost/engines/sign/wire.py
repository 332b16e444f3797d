"""Bytes of strangers as structures of ASN.1, read to their last field before anybody relies on them."""

from __future__ import annotations

from typing import Any, Final, TypeVar, cast

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
    try:
        found = kind.load(content, strict=True)
        found.native  # noqa: B018 - the library reads fields when they are asked for, and this asks for all
    except (Exception, RecursionError) as fault:  # the library's errors for hostile bytes are of many kinds
        raise Malformed(f"not a {kind.__name__}: {type(fault).__name__}") from None
    return cast("T", found)


def native(value: Any) -> Any:
    """A field as Python's own value; None where it is absent."""
    return value.native if value is not None else None
