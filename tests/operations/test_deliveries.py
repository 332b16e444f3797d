"""Deliveries under a clock of the test's own: what is told, in which order, and what a handler that is down misses."""

from __future__ import annotations

import itertools
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from houses import BEGIN, House, new_house, workless
from inkpost.errors import InkpostError, Reason
from inkpost.operations import administration, deliveries, dispatching, subscriptions
from inkpost.operations.kit import Services
from inkpost.store import deliveries as stored
from receivers import Received, Receiver, receiving


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with workless(tmp_path_factory.mktemp("deliveries")) as made:
        yield made


@pytest.fixture
def house(base: Services) -> House:
    return new_house(base)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def subjects(received: list[Received]) -> list[int]:
    """The documents that messages are about."""
    return [json.loads(each.body)["data"]["id"] for each in received]


def once(received: list[Received]) -> list[Received]:
    """What is left for a receiver that drops the ids it knows."""
    known: dict[str, Received] = {}
    for each in received:
        known.setdefault(each.id, each)
    return list(known.values())


def test_a_message_is_signed_and_says_what_happened(house: House, receiver: Receiver) -> None:
    endpoint = house.endpoint(receiver.url("/in?key=1"))
    house.happen(7, "document.converted", reference="DEAL_1", revision=3)
    house.work()
    (got,) = receiver.received
    assert got.path == "/in?key=1"
    assert got.headers["content-type"] == "application/json"
    assert got.headers["webhook-timestamp"] == str(int(BEGIN.timestamp()))
    assert got.signed_by(endpoint.secret)
    body = json.loads(got.body)
    assert body["type"] == "document.converted"
    assert datetime.fromisoformat(body["timestamp"]).tzinfo is not None
    assert body["data"] == {"id": 7, "user_id": None, "module": "rest", "revision": 3, "reference": "DEAL_1"}
    (told,) = house.told()
    assert (told.delivery.message_id, told.delivery.due_at) == (got.id, None)
    (attempt,) = told.attempts
    assert (attempt.status, attempt.answer, attempt.fault) == (200, "thanks", "")
    assert attempt.seconds > 0


def test_an_endpoint_hears_only_of_the_kinds_it_asked_for(house: House, receiver: Receiver) -> None:
    house.endpoint(receiver.url("/some"), kinds=["document.deleted"])
    house.endpoint(receiver.url("/all"))
    for number, kind in enumerate(("document.added", "document.deleted", "document.link_opened")):
        house.happen(number, kind)
    house.work()
    assert subjects(receiver.at("/some")) == [1]
    assert subjects(receiver.at("/all")) == [0, 1, 2]


def test_an_event_that_nobody_wants_queues_nothing(house: House) -> None:
    house.happen(1)
    with house.services.engine.begin() as db:
        assert db.execute(text("select count(*) from procrastinate_jobs")).scalar_one() == 0


def test_an_organisation_does_not_hear_of_another(house: House, base: Services, receiver: Receiver) -> None:
    other = replace(house, organization_id=administration.add_organization(base, "Other"))
    house.endpoint(receiver.url("/mine"))
    other.endpoint(receiver.url("/other"))
    house.happen(1)
    house.work()
    assert [each.path for each in receiver.received] == ["/mine"]


def test_a_handler_that_is_down_for_an_hour_gets_every_event_in_order(house: House, receiver: Receiver) -> None:
    house.endpoint(receiver.url())
    receiver.status = 503
    for number in range(12):
        house.happen(number)
        house.work()
        house.pass_time(300)
    while_down = len(receiver.received)
    assert set(subjects(receiver.received)) == {0}, "what is behind waits for its turn"
    assert while_down < 30, "it is not hammered"
    receiver.status = 204
    house.pass_time(1200)
    after = receiver.received[while_down:]
    assert subjects(after) == list(range(12))
    assert after[0].id == receiver.received[0].id, "the id stays at every attempt"
    assert after[0].body == receiver.received[0].body
    assert len({each.id for each in after}) == 12
    assert subjects(once(receiver.received)) == list(range(12)), "who drops known ids sees each once"
    assert not house.told(waiting=True)


def test_a_message_that_was_taken_though_it_did_not_seem_so_comes_again_under_its_id(
    house: House, receiver: Receiver
) -> None:
    """The handler does its work and fails at its answer."""
    house.endpoint(receiver.url())
    receiver.status = 500
    for number in range(3):
        house.happen(number)
    house.work()
    house.pass_time(60)
    receiver.status = 200
    house.pass_time(600)
    assert len(receiver.received) > 3
    assert subjects(once(receiver.received)) == [0, 1, 2]


def test_attempts_come_ever_later_and_at_moments_that_the_clock_decides(house: House, receiver: Receiver) -> None:
    house.endpoint(receiver.url())
    receiver.status = 500
    house.happen(1)
    house.work()
    house.pass_time(3600, step=1)
    started = [each.started_at for each in house.told()[0].attempts]
    gaps = [(later - earlier).total_seconds() for earlier, later in itertools.pairwise(started)]
    wanted = [min(5 * 2**number, 900) for number in range(len(gaps))]
    assert len(gaps) >= 9
    assert all(0.8 * goal - 1 <= gap <= 1.2 * goal + 1 for gap, goal in zip(gaps, wanted, strict=True)), gaps


def test_after_a_day_of_failures_an_endpoint_is_disabled_and_can_be_enabled(
    house: House, receiver: Receiver, capfd: pytest.CaptureFixture[str]
) -> None:
    endpoint = house.endpoint(receiver.url())
    receiver.status = 500
    house.happen(1)
    house.happen(2)
    house.work()
    house.pass_time(23 * 3600, step=600)
    assert house.found(endpoint).disabled_at is None
    house.pass_time(3 * 3600, step=600)
    assert house.found(endpoint).disabled_at is not None
    assert "endpoint.disabled" in "".join(capfd.readouterr())
    asked = len(receiver.received)
    receiver.status = 200
    house.happen(3)
    house.work()
    house.pass_time(3600, step=600)
    assert len(receiver.received) == asked, "nothing is sent to it any more"
    subscriptions.enable_endpoint(house.services, house.organization_id, endpoint.id)
    house.pass_time(60)
    assert subjects(receiver.received[asked:]) == [2], "what waited goes on; what was given up does not come by itself"
    house.happen(4)
    house.work()
    with house.services.engine.begin() as db:  # the log has the database's own moments
        first = db.execute(
            text("select min(happened_at) from events where organization_id = :o"), {"o": house.organization_id}
        )
        since = first.scalar_one()
    count = subscriptions.replay_span(
        house.services, house.organization_id, endpoint.id, since=since, until=since + timedelta(hours=1)
    )
    assert count == 4
    house.pass_time(60)
    assert subjects(receiver.received[asked + 2 :]) == [1, 2, 3, 4], "a replay brings everything, in order"
    assert receiver.received[asked + 2].id == receiver.received[0].id, "under the old ids"


def test_an_endpoint_that_is_gone_is_disabled_at_once_and_loses_nothing(house: House, receiver: Receiver) -> None:
    endpoint = house.endpoint(receiver.url())
    receiver.status = 410
    house.happen(1)
    house.work()
    assert house.found(endpoint).disabled_at is not None
    receiver.status = 200
    subscriptions.enable_endpoint(house.services, house.organization_id, endpoint.id)
    house.pass_time(30)
    assert subjects(receiver.received) == [1, 1]


def test_one_delivery_is_replayed_under_its_id(house: House, receiver: Receiver) -> None:
    house.endpoint(receiver.url())
    house.happen(1)
    house.work()
    subscriptions.replay(house.services, house.organization_id, house.told()[0].delivery.id)
    house.pass_time(1)
    first, second = receiver.received
    assert (first.id, first.body) == (second.id, second.body)
    assert len(house.told()[0].attempts) == 2


def test_a_new_secret_signs_beside_the_old_one_for_a_while(house: House, receiver: Receiver) -> None:
    old = house.endpoint(receiver.url())
    new = subscriptions.rotate_secret(house.services, house.organization_id, old.id, overlap=timedelta(hours=1))
    assert new.secret != old.secret
    house.happen(1)
    house.work()
    house.pass_time(3601, step=600)
    house.happen(2)
    house.work()
    both, one = receiver.received
    assert both.signed_by(new.secret)
    assert both.signed_by(old.secret)
    assert one.signed_by(new.secret)
    assert not one.signed_by(old.secret)


def test_who_dies_after_sending_and_before_noting_it_sends_again(
    house: House, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Died(BaseException):
        pass

    def die(*_: object, **__: object) -> None:
        raise Died

    house.endpoint(receiver.url())
    house.happen(1)
    house.happen(2)
    with monkeypatch.context() as patched:
        patched.setattr(deliveries, "_record", die)
        with pytest.raises(Died):
            house.work()
    house.pass_time(1)
    assert subjects(receiver.received) == [1, 1, 2]
    assert subjects(once(receiver.received)) == [1, 2]


def test_dispatching_twice_delivers_once(house: House, receiver: Receiver) -> None:
    """Whoever dies before the end of the transaction leaves an event that is dispatched again."""
    house.endpoint(receiver.url())
    house.happen(1)
    for _ in range(2):
        dispatching.dispatch(house.services, house.wire, organization_id=house.organization_id)
        with house.services.engine.begin() as db:
            number = db.execute(text("select max(id) from events")).scalar_one()
            stored.await_dispatch(db, house.organization_id, number)
    house.work()
    assert subjects(receiver.received) == [1]


def test_an_event_that_a_running_job_missed_is_found(house: House, receiver: Receiver) -> None:
    """A job began before the event's transaction ended: there is a job no more when the event is there."""
    house.endpoint(receiver.url())
    house.happen(1)
    assert house.job().args == {"organization_id": house.organization_id}
    house.pass_time(1)
    assert subjects(receiver.received) == [1]


def test_many_events_make_one_job_and_come_in_order(house: House, receiver: Receiver) -> None:
    house.endpoint(receiver.url())
    for number in range(120):
        house.happen(number)
    with house.services.engine.begin() as db:
        assert db.execute(text("select count(*) from procrastinate_jobs")).scalar_one() == 1
    house.work()
    assert subjects(receiver.received) == list(range(120))


def test_an_event_that_cannot_be_dispatched_holds_up_no_other(
    house: House, receiver: Receiver, capfd: pytest.CaptureFixture[str]
) -> None:
    house.endpoint(receiver.url())
    house.happen(1, "crm.item.added")  # without what is told of an item
    house.happen(2)
    house.work()
    assert subjects(receiver.received) == [2]
    assert "event.not_dispatched" in "".join(capfd.readouterr())


def test_a_slow_handler_keeps_no_other_waiting(house: House, receiver: Receiver) -> None:
    """Each address is a lane of its own: while one does not answer, the job of another runs to its end."""
    with receiving() as slow:
        slow.hold.clear()
        first, second = house.endpoint(slow.url()), house.endpoint(receiver.url())
        house.happen(1)
        job = house.job()
        dispatching.dispatch(house.services, house.wire, **job.args)
        stuck = threading.Thread(
            target=deliveries.send, args=(house.services, house.wire), kwargs={"lane": f"endpoint:{first.id}"}
        )
        stuck.start()
        deliveries.send(house.services, house.wire, lane=f"endpoint:{second.id}")
        assert subjects(receiver.received) == [1]
        assert stuck.is_alive()
        slow.hold.set()
        stuck.join(10)


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("http://169.254.169.254/latest", "it is not a public address"),
        ("http://[::ffff:10.0.0.1]/", "it is not a public address"),
        ("http://user:secret@127.0.0.1/", "it takes an address without a user name or password"),
    ],
)
def test_inner_addresses_are_not_posted_to(house: House, url: str, fault: str) -> None:
    house.endpoint(url)
    house.happen(1)
    house.work()
    (attempt,) = house.told()[0].attempts
    assert (attempt.status, attempt.fault) == (None, fault)


def test_a_redirect_is_not_followed_and_a_long_answer_not_read(house: House, receiver: Receiver) -> None:
    house.endpoint(receiver.url())
    receiver.status, receiver.headers = 302, {"Location": receiver.url("/elsewhere")}
    receiver.answer = b"\x00\xff" + b"x" * 2_000_000
    house.happen(1)
    house.work()
    (attempt,) = house.told()[0].attempts
    assert (attempt.status, attempt.fault) == (302, "it answered with status 302")
    assert len(attempt.answer) == 1024
    assert [each.path for each in receiver.received] == ["/handler"]


@pytest.mark.parametrize("url", ["ftp://a.example/", "a.example", "https://", "javascript:1"])
def test_an_endpoint_is_an_address_of_the_web(house: House, url: str) -> None:
    with pytest.raises(InkpostError) as caught:
        house.endpoint(url)
    assert caught.value.reason is Reason.PARAMETER_INVALID


def test_what_ended_a_month_ago_is_forgotten(house: House, receiver: Receiver) -> None:
    house.endpoint(receiver.url())
    house.happen(1)
    house.work()
    house.clock.now += timedelta(days=29)
    deliveries.forget_old(house.services)
    assert house.told()
    house.clock.now += timedelta(days=2)
    deliveries.forget_old(house.services)
    assert not house.told()
