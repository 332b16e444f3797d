"""Where a document stands in an order, as clients carry it from page to page.

A key is the order, the place and a few digits over both, all in hexadecimal: one that no answer gave is told from one
that an answer did. It does not say what was asked for, so it is the same under every filter of its order.
"""

from __future__ import annotations

import hashlib
import re
import struct
from datetime import date
from typing import Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.exchange import BoxDocument
from inkpost.model.exchange_lists import Order, Place

_ORDERS: Final = {Order.TIME: 1, Order.DATE: 2}
_KEY: Final = re.compile(r"(?:[0-9A-F]{2}){21}|(?:[0-9A-F]{2}){25}", re.ASCII | re.IGNORECASE)
_FORMS: Final = {Order.TIME: struct.Struct(">Bqq"), Order.DATE: struct.Struct(">BqqI")}
_DIGITS: Final = 4
_WORDS: Final = {Order.TIME: "by time, without dates of documents", Order.DATE: "by the dates of documents"}


def place_of(held: BoxDocument) -> Place:
    """Where a document of a box stands by time."""
    return Place(Order.TIME, held.ticks, held.id)


def index_key(place: Place) -> str:
    """A place on the wire."""
    day = [place.date.toordinal()] if place.date is not None else []
    packed = _FORMS[place.order].pack(_ORDERS[place.order], place.ticks, place.number, *day)
    return (packed + _digits(packed)).hex().upper()


def read_index_key(text: str, order: Order, name: str) -> Place | None:
    """The same from the wire, None where nothing is given. Raises PARAMETER_INVALID (``name``)."""
    if not text:
        return None
    raw = bytes.fromhex(text) if _KEY.fullmatch(text) else b""
    packed, digits = raw[:-_DIGITS], raw[-_DIGITS:]
    found = next((each for each, number in _ORDERS.items() if packed[:1] == bytes([number])), None)
    if found is None or len(packed) != _FORMS[found].size or digits != _digits(packed):
        raise _wrong(name, text, "it is no key that an answer gave: take the IndexKey of the last document of a page")
    if found is not order:
        told = f"it is of a list {_WORDS[found]}, and this one stands {_WORDS[order]}: take a key of the same list"
        raise _wrong(name, text, told)
    _, ticks, number, *day = _FORMS[found].unpack(packed)
    return Place(order, ticks, number, date.fromordinal(day[0]) if day else None)


def _digits(packed: bytes) -> bytes:
    return hashlib.blake2b(packed, digest_size=_DIGITS, person=b"index key").digest()


def _wrong(name: str, text: str, why: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"{name}: {why}", subject=name, given=text[:100])
