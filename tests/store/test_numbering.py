"""Counters on the real database: distinct, without gaps, begun anew with each period."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from inkpost.model.numbering import Numerator, Period, Sequence
from inkpost.operations.kit import Services
from inkpost.store import numbering
from support import wait_for
from worlds import World

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


@pytest.fixture
def make(world: World) -> Callable[..., Numerator]:
    """Numerators of the world's organisation."""

    def made(template: str = "{NUMBER}", **sequence: object) -> Numerator:
        new = Numerator(0, world.organization_id, "Numbers", template, None, Sequence(**sequence))  # type: ignore[arg-type]
        with world.services.engine.begin() as db:
            return numbering.add(db, new)

    return made


def take(services: Services, numerator: Numerator, now: datetime = NOON, *, series: str = "", keep: bool = True) -> str:
    """One number in a transaction of its own, committed unless ``keep`` is false."""
    with services.engine.connect() as db:
        found = numbering.take(db, numerator.organization_id, numerator.id, now, "UTC", series=series)
        assert found is not None
        if keep:
            db.commit()
        else:
            db.rollback()
        return found


def test_everything_of_a_numerator_is_kept(services: Services, make: Callable[..., Numerator]) -> None:
    made = make(
        "{PREFIX}{NUMBER}", start=4, step=3, length=9, pad="ab", period=Period.MONTH, timezone="UTC", direct=True
    )
    with services.engine.connect() as db:
        assert numbering.find(db, made.organization_id, made.id) == made
        assert numbering.find(db, made.organization_id + 1, made.id) is None
        assert numbering.take(db, made.organization_id + 1, made.id, NOON, "UTC") is None


def test_a_number_whose_transaction_fails_is_given_again(services: Services, make: Callable[..., Numerator]) -> None:
    numerator = make()
    assert take(services, numerator) == "1"
    assert take(services, numerator, keep=False) == "2"
    assert take(services, numerator) == "2"


def test_at_once_all_numbers_are_distinct_and_failures_leave_no_gap(
    services: Services, make: Callable[..., Numerator]
) -> None:
    numerator = make(start=100, step=10)
    fails = [index % 3 == 1 for index in range(90)]
    random.Random(5).shuffle(fails)

    def attempt(fail: bool) -> str | None:
        found = take(services, numerator, keep=not fail)
        return None if fail else found

    with ThreadPoolExecutor(20) as pool:
        kept = [int(number) for number in pool.map(attempt, fails) if number is not None]
    assert sorted(kept) == list(range(100, 100 + 60 * 10, 10))


@pytest.mark.parametrize(
    ("period", "zone", "boundary"),
    [
        (Period.DAY, "UTC", datetime(2026, 3, 1, tzinfo=UTC)),
        (Period.MONTH, "Europe/Berlin", datetime(2026, 6, 30, 22, 0, tzinfo=UTC)),
        (Period.YEAR, "America/New_York", datetime(2027, 1, 1, 5, 0, tzinfo=UTC)),
    ],
)
def test_at_the_boundary_of_a_period_both_sides_count_for_themselves(
    services: Services, make: Callable[..., Numerator], period: Period, zone: str, boundary: datetime
) -> None:
    numerator = make("{YEAR}-{MONTH}-{DAY} {NUMBER}", start=7, period=period, timezone=zone)
    before, after = boundary - timedelta(microseconds=1), boundary
    moments = [before, after] * 30
    random.Random(7).shuffle(moments)
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda moment: take(services, numerator, moment), moments))
    days: dict[str, list[int]] = {}
    for number in found:
        day, _, count = number.partition(" ")
        days.setdefault(day, []).append(int(count))
    assert len(days) == 2
    assert all(sorted(counts) == list(range(7, 37)) for counts in days.values())


def test_a_moment_that_comes_late_still_counts_in_its_own_period(
    services: Services, make: Callable[..., Numerator]
) -> None:
    numerator = make(period=Period.DAY)
    assert [take(services, numerator, NOON), take(services, numerator, NOON)] == ["1", "2"]
    assert take(services, numerator, NOON + timedelta(days=1)) == "1"
    assert take(services, numerator, NOON) == "3"


def test_series_are_counted_apart_unless_the_numerator_counts_directly(
    services: Services, make: Callable[..., Numerator]
) -> None:
    apart, direct = make(), make(direct=True)
    assert [take(services, apart, series=name) for name in ("a", "b", "a", "")] == ["1", "1", "2", "1"]
    assert [take(services, direct, series=name) for name in ("a", "b", "a", "")] == ["1", "2", "3", "4"]
    with services.engine.connect() as db:
        assert numbering.preview(db, apart, NOON, "UTC", series="a") == "3"
        assert numbering.preview(db, apart, NOON, "UTC", series="new") == "1"
        assert numbering.preview(db, direct, NOON, "UTC", series="new") == "5"


def test_a_numerator_without_a_counter_takes_no_number(services: Services, make: Callable[..., Numerator]) -> None:
    numerator = make("{YEAR}")
    assert [take(services, numerator), take(services, numerator)] == ["2026", "2026"]
    with services.engine.connect() as db:
        count = text("select count(*) from counters where numerator_id = :id")
        assert db.execute(count, {"id": numerator.id}).scalar_one() == 0


def _waits(services: Services, backend: int) -> bool:
    """Whether somebody waits for what this backend holds."""
    query = text("select count(*) from pg_stat_activity where :holder = any(pg_blocking_pids(pid))")
    with services.engine.connect() as db:
        return bool(db.execute(query, {"holder": backend}).scalar_one())


_BACKEND = text("select pg_backend_pid()")


def test_who_takes_a_number_while_the_start_changes_gets_the_new_start(
    services: Services, make: Callable[..., Numerator]
) -> None:
    numerator = make()
    take(services, numerator)
    with ThreadPoolExecutor(1) as pool, services.engine.connect() as db:
        backend = db.execute(_BACKEND).scalar_one()
        found = numbering.find(db, numerator.organization_id, numerator.id, lock=True)
        assert found is not None
        numbering.change(db, replace(found, sequence=replace(found.sequence, start=500)))
        numbering.restart(db, numerator.id)
        taken = pool.submit(take, services, numerator)
        wait_for(lambda: _waits(services, backend), what="somebody who waits for the numerator")
        db.commit()
        assert taken.result(timeout=30) == "500"
    assert take(services, numerator) == "501"


def test_who_changes_the_start_waits_for_a_number_that_is_being_taken(
    services: Services, make: Callable[..., Numerator]
) -> None:
    numerator = make()

    def change() -> None:
        with services.engine.begin() as db:
            found = numbering.find(db, numerator.organization_id, numerator.id, lock=True)
            assert found is not None
            numbering.change(db, replace(found, sequence=replace(found.sequence, start=500)))
            numbering.restart(db, numerator.id)

    with ThreadPoolExecutor(1) as pool, services.engine.connect() as db:
        backend = db.execute(_BACKEND).scalar_one()
        assert numbering.take(db, numerator.organization_id, numerator.id, NOON, "UTC") == "1"
        changing = pool.submit(change)
        wait_for(lambda: _waits(services, backend), what="somebody who waits for the number")
        db.commit()
        changing.result(timeout=30)
    assert take(services, numerator) == "500"
