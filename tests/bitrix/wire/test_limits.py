"""Limits: a bucket that is exact, baskets that count and cease as documented, threads, forgetting."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.faces.bitrix.limits import (
    MINUTE,
    NANO,
    WINDOW,
    InMemory,
    LeakyBucket,
    Level,
    OperatingTime,
    Usage,
    operating_key,
)


class Hand:
    """A clock whose hand the test moves, in nanoseconds."""

    def __init__(self, now: int = 0) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


@pytest.mark.parametrize(("rate", "size"), [(2, 50), (5, 250)])
def test_a_burst_then_the_steady_rate(rate: int, size: int) -> None:
    clock = Hand(123)
    bucket = LeakyBucket(rate, size, clock=clock)
    assert [bucket.take("a") for _ in range(size + 3)] == [True] * size + [False] * 3
    clock.now += NANO // rate - 1
    assert not bucket.take("a")
    clock.now += 1
    assert bucket.take("a")
    assert not bucket.take("a")
    clock.now += NANO
    assert [bucket.take("a") for _ in range(rate + 1)] == [True] * rate + [False]


def test_keys_do_not_disturb_one_another() -> None:
    bucket = LeakyBucket(1, 1, clock=Hand())
    assert bucket.take("a")
    assert bucket.take("b")
    assert not bucket.take("a")


def test_at_the_steady_rate_nothing_is_ever_refused() -> None:
    clock = Hand()
    bucket = LeakyBucket(2, 1, clock=clock)
    for _ in range(1000):
        assert bucket.take("a")
        clock.now += NANO // 2


@given(
    st.integers(1, 7),
    st.integers(1, 20),
    st.lists(st.integers(0, 2 * NANO) | st.sampled_from([0, 0, 1, NANO // 2, NANO]), max_size=80),
)
def test_the_bucket_agrees_with_exact_arithmetic(rate: int, size: int, gaps: list[int]) -> None:
    clock, level = Hand(), Fraction(0)
    bucket = LeakyBucket(rate, size, clock=clock)
    for gap in gaps:
        clock.now += gap
        level = max(Fraction(0), level - Fraction(gap * rate, NANO))
        fits = level + 1 <= size
        level += fits
        assert bucket.take("a") is fits


def test_a_clock_that_runs_back_gives_nothing_away() -> None:
    clock = Hand(10 * NANO)
    bucket = LeakyBucket(1, 1, clock=clock)
    assert bucket.take("a")
    clock.now = 0
    assert not bucket.take("a")
    clock.now = 11 * NANO - 1
    assert not bucket.take("a")
    clock.now = 11 * NANO
    assert bucket.take("a")


def test_a_clock_that_runs_back_takes_nothing_away() -> None:
    clock = Hand(10 * NANO)
    bucket = LeakyBucket(1, 2, clock=clock)
    assert bucket.take("a")
    clock.now = 0
    assert bucket.take("a")
    assert not bucket.take("a")


@pytest.mark.parametrize(("rate", "size"), [(0, 5), (5, 0), (-1, 5)])
def test_a_bucket_has_to_leak_and_to_hold(rate: int, size: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        LeakyBucket(rate, size)


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads that interrupt one another as often as the interpreter can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("restless")
def test_threads_together_get_exactly_what_fits() -> None:
    bucket = LeakyBucket(1, 500, clock=Hand())
    taken: list[bool] = []
    threads = [threading.Thread(target=lambda: taken.extend([bucket.take("a") for _ in range(200)])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == 1600
    assert sum(taken) == 500


def test_two_buckets_share_a_storage() -> None:
    storage: InMemory[Level] = InMemory()
    clock = Hand()
    one, other = (LeakyBucket(1, 2, storage, clock) for _ in range(2))
    assert [one.take("a"), other.take("a"), one.take("a"), other.take("a")] == [True, True, False, False]


def test_memory_forgets_the_longest_unused_key() -> None:
    storage: InMemory[Level] = InMemory(capacity=3)
    bucket = LeakyBucket(1, 1, storage, Hand())
    assert all(bucket.take(key) for key in "abc")
    assert not bucket.take("a")
    assert bucket.take("d")  # "b" is forgotten, "a" was used since
    assert not bucket.take("a")
    assert bucket.take("b")
    assert len(storage) == 3


START = 1_778_747_100 * NANO  # the first nanosecond of a minute
assert START % MINUTE == 0


def test_operating_time_of_one_call() -> None:
    clock = Hand(START + 20 * NANO + 1)
    times = OperatingTime(clock=clock)
    assert times.usage("m") == Usage(0.0, 1_778_747_720)
    clock.now += 3 * NANO
    assert times.add("m", 2.5) == Usage(2.5, 1_778_747_720)
    assert (times.operating("m"), times.reset_at("m")) == (2.5, 1_778_747_720)
    clock.now = 1_778_747_720 * NANO - 1
    assert times.operating("m") == 2.5
    clock.now += 1
    assert times.operating("m") == 0


def test_baskets_cease_one_by_one() -> None:
    clock = Hand(START)
    times = OperatingTime(clock=clock)
    for _ in range(10):
        times.add("m", 0.0)
        clock.now += 30 * NANO
        times.add("m", 40 / 1000)
        clock.now += 30 * NANO
    assert times.operating("m") == pytest.approx(9 * 0.04)  # the first ceased this very moment
    assert times.reset_at("m") == START // NANO + 60 + 600
    clock.now += MINUTE
    assert times.operating("m") == pytest.approx(8 * 0.04)


def test_the_documented_example() -> None:
    """Above 480 seconds the next call is refused until enough baskets have ceased."""
    clock = Hand(START)
    times = OperatingTime(480, clock=clock)
    for _ in range(12):
        clock.now += 40 * NANO
        times.add("m", 40)
    assert times.operating("m") == 480
    assert not times.exceeded("m")
    clock.now += 20 * NANO
    times.add("m", 20)
    assert times.exceeded("m")
    assert not times.exceeded("other")
    clock.now = times.reset_at("m") * NANO
    assert not times.exceeded("m")
    assert times.operating("m") > 0


def test_methods_and_callers_are_apart_and_letter_case_is_not() -> None:
    assert operating_key("Crm.Item.List", "app:1") == operating_key("crm.item.list", "app:1")
    keys = {operating_key(method, owner) for method in ("a", "b") for owner in ("app:1", "webhook:1")}
    assert len(keys) == 4


def test_an_idle_key_is_forgotten() -> None:
    clock = Hand(START)
    storage: InMemory[tuple[object, ...]] = InMemory()
    times = OperatingTime(storage=storage, clock=clock)  # type: ignore[arg-type]
    times.add("m", 1)
    assert len(storage) == 1
    clock.now += WINDOW
    assert times.operating("m") == 0
    assert len(storage) == 0


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(0, 50)), max_size=60))
def test_baskets_agree_with_a_plain_list_of_calls(calls: list[tuple[int, int]]) -> None:
    """Whole seconds: a call counts until ten minutes after the first call of the minute in which it began."""
    clock = Hand(START)
    times = OperatingTime(clock=clock)
    firsts: dict[int, int] = {}
    sums: dict[int, int] = {}
    for pause, seconds in calls:
        clock.now += pause * NANO
        now = clock.now // NANO
        for minute in [minute for minute, first in firsts.items() if first + 600 <= now]:
            del firsts[minute], sums[minute]
        began = now - seconds
        minute = began // 60
        firsts[minute] = min(firsts.get(minute, began), began)
        sums[minute] = sums.get(minute, 0) + seconds
        times.add("m", seconds)
        assert times.operating("m") == sum(sums.values())
        assert times.reset_at("m") == firsts[min(firsts)] + 600


def test_negative_durations_count_as_nothing() -> None:
    times = OperatingTime(clock=Hand(START))
    assert times.add("m", -5).operating == 0


@pytest.mark.usefixtures("restless")
def test_threads_lose_no_second() -> None:
    times = OperatingTime(clock=Hand(START))
    threads = [threading.Thread(target=lambda: [times.add("m", 0.001) for _ in range(250)]) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert times.operating("m") == 2.0
