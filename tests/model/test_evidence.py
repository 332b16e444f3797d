"""Chains of records: spelt in one way, and any change is found."""

from __future__ import annotations

import dataclasses
import json
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.model.evidence import DEEPEST, LONGEST_LINE, MOST_DIGITS, START, Record, canonical, check, digest, read

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEYS = st.text(st.characters(max_codepoint=127), max_size=8)
WHOLE = st.integers(-MOST_DIGITS, MOST_DIGITS)
PLAIN = st.one_of(TEXT, WHOLE, st.booleans(), st.none())
DETAILS = st.dictionaries(KEYS, st.one_of(PLAIN, st.lists(PLAIN, max_size=3)), max_size=4)


@st.composite
def chains(draw, least=0):
    """Chains as the server writes them."""
    made, before = [], START
    for number in range(1, draw(st.integers(least, 6)) + 1):
        at = draw(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
        user = draw(st.none() | st.integers(1, MOST_DIGITS))
        texts = [draw(TEXT) for _ in range(4)]
        record = Record(number, at, texts[0], user, *texts[1:], draw(DETAILS), before)
        made.append(record)
        before = digest(record)
    return made


def a_record(**changes):
    record = Record(1, NOON, "opened", 7, "Анна", "192.0.2.1", "Firefox", {"pages": 2, "all": True}, START)
    return dataclasses.replace(record, **changes)


def test_a_record_has_one_spelling():
    assert canonical(a_record()).decode() == (
        '{"act":"opened","address":"192.0.2.1","agent":"Firefox","at":"2026-03-18T12:00:00.000000+00:00",'
        '"details":{"all":true,"pages":2},"name":"Анна","number":1,"previous":"' + "00" * 32 + '","user":7}'
    )
    assert digest(a_record()) == sha256(canonical(a_record())).digest()


def test_the_same_moment_elsewhere_is_the_same_record():
    moscow = NOON.astimezone(timezone(timedelta(hours=3)))
    assert canonical(a_record(at=moscow)) == canonical(a_record())


def test_sha256sum_alone_checks_a_link(tmp_path):
    line = tmp_path / "line"
    line.write_bytes(canonical(a_record()))
    told = subprocess.run(["sha256sum", line], capture_output=True, text=True, check=True).stdout
    following = a_record(number=2, previous=digest(a_record()))
    assert told.split()[0] == json.loads(canonical(following))["previous"]


@given(chains())
def test_what_is_written_reads_back_and_holds(chain):
    assert [read(canonical(record)) for record in chain] == chain
    assert check(chain, digest(chain[-1]) if chain else START) is None


@given(chains(least=1), st.data())
def test_any_changed_field_is_found(chain, data):
    place = data.draw(st.integers(0, len(chain) - 1))
    field = data.draw(st.sampled_from(["act", "name", "address", "agent", "user_id", "at", "details", "number"]))
    old = getattr(chain[place], field)
    new = {
        "user_id": (chain[place].user_id or 0) ^ 1,  # another one that a record may have
        "at": NOON + timedelta(days=36500),
        "details": {"never": "drawn-by-the-strategy"},
        "number": chain[place].number + 1,
    }.get(field, f"{old}.")
    head = digest(chain[-1])
    changed = [*chain[:place], dataclasses.replace(chain[place], **{field: new}), *chain[place + 1 :]]
    broken = check(changed, head)
    assert broken is not None
    # the link that breaks first is the next record's, or the end's; a wrong number shows at its own record
    assert broken.number == (place + 1 if field == "number" else min(place + 2, len(chain)))


@given(chains(least=2), st.data())
def test_a_dropped_or_moved_record_is_found(chain, data):
    place = data.draw(st.integers(0, len(chain) - 1))
    head = digest(chain[-1])
    assert check(chain[:place] + chain[place + 1 :], head) is not None
    assert check(chain[:place] + chain[place + 1 :] + [chain[place]], head) is not None or place == len(chain) - 1


def test_records_dropped_at_the_end_are_found_by_the_head_alone():
    first = a_record()
    second = a_record(number=2, previous=digest(first))
    assert check([first]) is None
    broken = check([first], digest(second))
    assert broken is not None
    assert "end of the chain" in broken.fault
    assert check([], digest(first)) is not None


@given(chains(least=1), st.data())
def test_any_changed_byte_of_a_line_is_found(chain, data):
    record = data.draw(st.sampled_from(chain))
    line = bytearray(canonical(record))
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != line[place]))
    try:
        other = read(bytes(line))
    except ValueError:
        return
    assert digest(other) != digest(record)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        b"[" * 5000,
        b"9" * 5000,
        canonical(a_record()) + b" ",
        canonical(a_record()).replace(b":7", b":7.0"),
        canonical(a_record()).replace(b":7", b":NaN"),
        canonical(a_record()).replace(b":7", b":true"),
        canonical(a_record()).replace(b'"user"', b'"user":1,"user"'),
        canonical(a_record()).replace(b"2026-03", b"9999-13"),
        canonical(a_record()).replace("Анна".encode(), b"\\ud800"),
        canonical(a_record()).replace(b"00000000", b"zzzzzzzz"),
        canonical(a_record()).replace(b"+00:00", b"+03:00"),
        canonical(a_record()).replace(b"2026-03-18T12:00:00.000000+00:00", b"0001-01-01T00:00:00.000000+03:00"),
        canonical(a_record(name="x" * LONGEST_LINE)),
        canonical(a_record()).replace(b"{", b'{"a":' * 900, 1) + b"}" * 899,
    ],
)
def test_a_hostile_line_is_no_record(line):
    with pytest.raises(ValueError, match=r".+"):
        read(line)


def _nested(depth):
    value: object = "end"
    for _ in range(depth):
        value = {"in": value}
    return value


@pytest.mark.parametrize(
    "changes",
    [
        {"at": NOON.replace(tzinfo=None)},
        {"previous": b"short"},
        {"name": "\ud800"},
        {"user_id": MOST_DIGITS + 1},
        {"details": {"rate": 0.5}},
        {"details": {"ключ": 1}},
        {"details": {1: 1}},
        {"details": {"raw": b"x"}},
        {"details": _nested(DEEPEST + 1)},
    ],
)
def test_what_cannot_be_spelt_in_one_way_has_no_hash(changes):
    with pytest.raises(ValueError, match=r".+"):
        digest(a_record(**changes))
    broken = check([a_record(**changes)])
    assert broken is not None
    assert broken.number == 1


def test_details_may_be_as_deep_as_it_says():
    assert read(canonical(a_record(details=_nested(DEEPEST)))).details == _nested(DEEPEST)
