"""Public links and guesses at passwords, against a real database."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from inkpost.errors import InkpostError, Reason
from inkpost.model.brakes import NANO, Brake, Level, network_of
from inkpost.operations import passwords, public_links, sessions
from inkpost.operations.kit import Services
from inkpost.operations.passwords import Braked
from worlds import World, docx


def a_link(world: World, **more: object) -> tuple[int, str]:
    """A document with an open link: its id and code."""
    made = world.document(world.template(docx("x")))
    found = world.rest("documentgenerator.document.enablepublicurl", id=made["id"], status=1, **more)
    return int(made["id"]), found["publicUrl"].rpartition("~")[2]


def reason_of(act: Callable[[], object]) -> Reason:
    """Why it was refused."""
    with pytest.raises(InkpostError) as caught:
        act()
    return caught.value.reason


def at(services: Services, moment: datetime) -> Services:
    """The same services at another time."""
    return replace(services, clock=lambda: moment)


def test_codes_carry_at_least_120_bits(world: World) -> None:
    template = world.template(docx("x"))
    for _ in range(3):
        made = world.document(template)
        url = world.rest("documentgenerator.document.enablepublicurl", id=made["id"], status=1)["publicUrl"]
        assert len(url.rpartition("~")[2]) >= 24  # of 36 signs: 124 bits


def test_a_link_dies_at_its_moment(world: World) -> None:
    moment = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    _, code = a_link(world, expires=moment.isoformat())
    assert public_links.look(at(world.services, moment - timedelta(seconds=1)), code).title == "Contract 1"
    assert reason_of(lambda: public_links.look(at(world.services, moment), code)) is Reason.NOT_FOUND
    assert reason_of(lambda: public_links.content(at(world.services, moment), code, "docx")) is Reason.NOT_FOUND
    late = at(world.services, moment)
    assert reason_of(lambda: public_links.unlock(late, code, "x", address="192.0.2.1")) is Reason.NOT_FOUND


def test_a_proof_lives_twelve_hours(world: World) -> None:
    _, code = a_link(world, password="one")
    now = datetime.now(UTC)
    proof = public_links.unlock(at(world.services, now), code, "one", address="192.0.2.1")
    assert proof is not None
    soon = at(world.services, now + timedelta(hours=11, minutes=59))
    assert public_links.look(soon, code, proof=proof.value).title == "Contract 1"
    late = at(world.services, now + timedelta(hours=12, seconds=1))
    assert reason_of(lambda: public_links.look(late, code, proof=proof.value)) is Reason.NOT_AUTHENTICATED


def test_another_servers_proof_opens_nothing(world: World) -> None:
    _, code = a_link(world, password="one")
    foreign = replace(world.services, settings=replace(world.services.settings, secret_key=b"k" * 32))
    proof = public_links.unlock(foreign, code, "one", address="192.0.2.1")
    assert proof is not None
    assert reason_of(lambda: public_links.look(world.services, code, proof=proof.value)) is Reason.NOT_AUTHENTICATED


def test_a_look_does_not_wait_for_who_changes_the_document(world: World) -> None:
    number, code = a_link(world)
    with world.services.engine.begin() as holder:
        holder.execute(text("select 1 from documents where id = :id for update"), {"id": number})
        assert public_links.look(world.services, code).title == "Contract 1"


def test_guesses_at_once_are_counted_exactly(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 120)
    _, code = a_link(world, password="one")

    def guess(number: int) -> Reason:
        return reason_of(lambda: public_links.unlock(world.services, code, f"wrong {number}", address="198.51.100.7"))

    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(guess, range(20)))
    assert told.count(Reason.NOT_AUTHENTICATED) == 5
    assert told.count(Reason.TOO_MANY_REQUESTS) == 15


def test_guesses_from_many_addresses_meet_a_brake_too(world: World) -> None:
    _, code = a_link(world, password="one")
    told = [
        reason_of(lambda number=number: public_links.unlock(world.services, code, "x", address=f"203.0.113.{number}"))
        for number in range(52)
    ]
    assert told == [Reason.NOT_AUTHENTICATED] * 50 + [Reason.TOO_MANY_REQUESTS] * 2


def test_the_brake_lets_go_with_time(world: World) -> None:
    person, now = world.person(), datetime.now(UTC)

    def sign_in(seconds: float, password: str) -> sessions.Session:
        services = at(world.services, now + timedelta(seconds=seconds))
        return sessions.sign_in(services, person.login, password, address="198.51.100.9")

    assert [reason_of(lambda: sign_in(0, "x")) for _ in range(5)] == [Reason.NOT_AUTHENTICATED] * 5
    with pytest.raises(Braked) as caught:
        sign_in(0, person.password)
    assert caught.value.seconds == 60
    with pytest.raises(Braked):
        sign_in(58, person.password)
    assert sign_in(61, person.password).token


def test_an_unknown_login_takes_as_long_as_a_wrong_password(world: World) -> None:
    def seconds(login: str, number: int) -> float:
        start = time.process_time()  # of this process: what others do beside it does not count
        given = f"192.0.2.{number}"
        assert reason_of(lambda: sessions.sign_in(world.services, login, "x", address=given)) is (
            Reason.NOT_AUTHENTICATED
        )
        return time.process_time() - start

    seconds("nobody", 0)
    measured = [(seconds(world.admin.login, number), seconds("nobody", number)) for number in range(1, 10)]
    known, unknown = (statistics.median(each) for each in zip(*measured, strict=True))
    assert 0.3 < unknown / known < 3.3  # without the same work it would be below 0.1


def test_few_passwords_are_checked_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "PATIENCE", 0.01)
    with ExitStack() as held:
        for _ in range(passwords.AT_ONCE):
            held.enter_context(passwords.slot())
        person = world.person()
        refused = reason_of(
            lambda: sessions.sign_in(world.services, person.login, person.password, address="198.51.100.20")
        )
        assert refused is Reason.UNAVAILABLE
    assert sessions.sign_in(world.services, person.login, person.password, address="198.51.100.20").token


class TestBrake:
    """The bucket itself."""

    def test_it_holds_its_size_and_leaks_one_by_one(self) -> None:
        brake, level = Brake("x", size=3, seconds=10), None
        for _ in range(3):
            level, wait = brake.take(level, 100 * NANO)
            assert wait == 0
        assert brake.take(level, 100 * NANO) == (level, 10)
        assert brake.take(level, 109 * NANO)[1] == 1
        level, wait = brake.take(level, 110 * NANO)
        assert wait == 0
        assert brake.take(level, 110 * NANO)[1] == 10

    def test_what_is_given_back_is_free_again(self) -> None:
        brake = Brake("x", size=1, seconds=10)
        level, _ = brake.take(None, 0)
        assert brake.take(level, 0)[1] == 10
        assert brake.give_back(level, 0) is None
        assert brake.give_back(None, 0) is None

    def test_a_clock_that_runs_back_changes_nothing(self) -> None:
        brake = Brake("x", size=1, seconds=10)
        level, _ = brake.take(None, 100 * NANO)
        assert brake.take(level, 5 * NANO) == (Level(10 * NANO, 100 * NANO), 10)

    @pytest.mark.parametrize(
        ("address", "network"),
        [
            ("192.0.2.1", "192.0.2.1"),
            ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
            ("::ffff:192.0.2.1", "192.0.2.1"),
            ("", ""),
            ("testclient", "testclient"),
        ],
    )
    def test_an_address_stands_for_its_network(self, address: str, network: str) -> None:
        assert network_of(address) == network
