"""The record of what people did with a document: one record for each act, and each bound to the one before by its hash.

The hash of a record is SHA-256 over its canonical JSON (RFC 8785: keys sorted, no spaces, UTF-8), which holds the hash
of the record before. Whoever has the lines can check the chain with ``sha256sum`` alone; whoever changes, drops or
moves a record breaks every later one. What the last hash is worth says the timestamp over it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

START: Final = bytes(32)  # what the first record names as the one before
MOST_DIGITS: Final = 2**53 - 1  # a larger whole number is read differently by other programs
DEEPEST: Final = 4  # of details
LONGEST_LINE: Final = 64 * 1024  # bytes; a chain that is read from outside has no longer ones
_KEYS: Final = ("act", "address", "agent", "at", "details", "name", "number", "previous", "user")


@dataclass(frozen=True, slots=True)
class Record:
    """An act.

    ``number`` counts from 1 in each chain. ``at`` is aware. ``act`` is a word such as ``opened``. ``user_id``,
    ``name``: who acted (``None`` and "" for the server itself). ``address``, ``agent``: the network address and the
    program, as the server saw them. ``details`` holds what else belongs to the act, in JSON without fractions; of the
    first record the document's number and the SHA-256 of its file, so that a chain cannot be passed off as another's.
    ``previous`` is the hash of the record before.
    """

    number: int
    at: datetime
    act: str
    user_id: int | None
    name: str
    address: str
    agent: str
    details: Mapping[str, Any]
    previous: bytes


@dataclass(frozen=True, slots=True)
class Broken:
    """The first record that does not follow the one before: its ``number`` by its place (from 1), and why."""

    number: int
    fault: str


def digest(record: Record) -> bytes:
    """The SHA-256 of a record (32 bytes). Raises ValueError for what JSON cannot say the same way everywhere."""
    return sha256(canonical(record)).digest()


def canonical(record: Record) -> bytes:
    """The one spelling of a record, without a line's end. Raises ValueError."""
    if record.at.tzinfo is None:
        raise ValueError("the time of a record has no zone")
    if len(record.previous) != len(START):
        raise ValueError(f"the hash of the record before has {len(record.previous)} bytes, not {len(START)}")
    return _spelt(
        {
            "number": record.number,
            "at": _moment(record.at),
            "act": record.act,
            "user": record.user_id,
            "name": record.name,
            "address": record.address,
            "agent": record.agent,
            "details": record.details,
            "previous": record.previous.hex(),
        }
    )


def read(line: bytes) -> Record:
    """The record that a line spells. Raises ValueError where it is none, or spelt in another than the one way."""
    if len(line) > LONGEST_LINE:
        raise ValueError(f"longer than {LONGEST_LINE} bytes")
    record = _record(_parsed(line))
    if canonical(record) != line:
        raise ValueError("not in canonical form")
    return record


def check(records: Iterable[Record], head: bytes | None = None) -> Broken | None:
    """The first broken link, or ``None``. ``head`` is what the last record's hash must be, where it is known."""
    before, last = START, 0
    for last, record in enumerate(records, 1):
        if record.number != last:
            return Broken(last, f"it bears the number {record.number}")
        if record.previous != before:
            return Broken(last, "it names another record as the one before")
        try:
            before = digest(record)
        except ValueError as error:
            return Broken(last, str(error))
    if head is not None and head != before:
        return Broken(max(last, 1), "its hash is not the one that was recorded for the end of the chain")
    return None


def _moment(at: datetime) -> str:
    try:
        return at.astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise ValueError("a time at the end of time") from None


def _spelt(value: Mapping[str, Any]) -> bytes:
    _plain(value, DEEPEST + 1)
    try:
        return json.dumps(dict(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=dict).encode()
    except UnicodeEncodeError:
        raise ValueError("text with half of a character") from None


def _plain(value: object, deep: int) -> None:
    """Raise ValueError for what would not be spelt in one way only."""
    if isinstance(value, Mapping) and deep:
        for key, inner in value.items():
            if not isinstance(key, str) or not key.isascii():
                raise ValueError("a key that is not in ASCII")
            _plain(inner, deep - 1)
    elif isinstance(value, list | tuple) and deep:
        for inner in value:
            _plain(inner, deep - 1)
    elif isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > MOST_DIGITS:
            raise ValueError("a number with more than 53 bits")
    elif value is not None and not isinstance(value, str | bool):
        raise ValueError(f"a value that is {type(value).__name__}, or too deep")


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(line.decode())
    except (ValueError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(value, dict) or tuple(sorted(value)) != _KEYS:
        raise ValueError(f"a record has exactly the keys {', '.join(_KEYS)}")
    return value


def _record(value: Mapping[str, Any]) -> Record:
    """The record of parsed JSON. Raises ValueError for a value of another type."""
    try:
        at = datetime.fromisoformat(_text(value, "at"))
        previous = bytes.fromhex(_text(value, "previous"))
    except ValueError:
        raise ValueError("a time or a hash that is none") from None
    user, number, details = value["user"], value["number"], value["details"]
    if not _whole(number) or (user is not None and not _whole(user)) or not isinstance(details, dict):
        raise ValueError("a number, a user or details of the wrong type")
    name, address, agent = (_text(value, key) for key in ("name", "address", "agent"))
    return Record(number, at, _text(value, "act"), user, name, address, agent, details, previous)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _text(value: Mapping[str, Any], key: str) -> str:
    text = value[key]
    if not isinstance(text, str):
        raise ValueError(f"{key} is no text")
    return text
