"""Deliveries to handlers that mean no good, or are no more: rebinding, dripping, floods, loops, uninstalling."""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from sqlalchemy import text

from houses import House, new_house, workless
from inkpost import worker
from inkpost.operations import administration, announcing, deliveries, dispatching, subscriptions
from inkpost.operations.kit import Services
from inkpost.store import deliveries as stored
from inkpost.store import event_handlers, guard
from inkpost.store.posting import Posted, Poster
from inkpost.store.tables import applications
from inkpost.store.tables import event_handlers as handlers
from receivers import Receiver, receiving

ADD = "ONDOCUMENTGENERATORDOCUMENTADD"
HERE = (ip_network("127.0.0.0/8"),)
FLOOD = 20_000


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with workless(tmp_path_factory.mktemp("hostile")) as made:
        yield made


@pytest.fixture
def house(base: Services) -> House:
    with base.engine.begin() as db:  # what an earlier test left behind is not this one's
        db.execute(text("delete from procrastinate_jobs"))
        db.execute(text("delete from undispatched_events"))
        db.execute(text("delete from deliveries"))
    return new_house(base)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def bound(house: House, url: str) -> tuple[administration.NewApplication, int]:
    """An application with a handler of new documents, and the handler's number."""
    made = administration.add_application(house.services, house.organization_id, "A", scopes=["documentgenerator"])
    with house.services.engine.begin() as db:
        given = {"organization_id": house.organization_id, "application_id": made.id, "event": ADD, "url": url}
        handler = event_handlers.add(db, **given, user_id=None, offline=False, connector="", options={})
    assert handler is not None
    return made, handler.id


def waiting(house: House) -> int:
    """How many messages are still to be sent."""
    with house.services.engine.begin() as db:
        query = text("select count(*) from deliveries where organization_id = :o and due_at is not null")
        return int(db.execute(query, {"o": house.organization_id}).scalar_one())


@contextlib.contextmanager
def speaking(*parts: bytes, pause: float = 0.0) -> Iterator[str]:
    """A server that says these parts to whoever connects, one after the other, the last again and again."""
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def say() -> None:
        with contextlib.suppress(OSError):
            taken, _ = listening.accept()
            with taken:
                taken.recv(65536)
                for part in parts:
                    taken.sendall(part)
                while not ended.wait(pause):
                    taken.sendall(parts[-1])

    thread = threading.Thread(target=say, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        ended.set()
        listening.close()
        thread.join(10)


def resolve(monkeypatch: pytest.MonkeyPatch, answers: Iterator[Any]) -> None:
    """Let every question for a name of ``example.test`` have the next answer."""
    real = socket.getaddrinfo

    def asked(host: str, *args: Any, **more: Any) -> Any:
        return next(answers) if host.endswith("example.test") else real(host, *args, **more)

    monkeypatch.setattr(guard.socket, "getaddrinfo", asked)


def test_a_name_is_asked_for_once_and_the_answer_that_was_checked_is_called(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebinding: the second answer would be another address, so there is no second question."""
    answers = iter([[(2, 1, 6, "", ("127.0.0.1", 0))], [(2, 1, 6, "", ("10.0.0.1", 0))]])
    resolve(monkeypatch, answers)
    url = receiver.url("/rebound").replace("127.0.0.1", "rebinding.example.test")
    assert Poster(HERE).post(url, b"x", {}).status == 200
    assert receiver.at("/rebound")[0].headers["host"].startswith("rebinding.example.test:")
    assert Poster(HERE).post(url, b"x", {}).fault == "it is not a public address"
    assert len(receiver.received) == 1


def test_one_inner_address_among_open_ones_is_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(2, 1, 6, "", ("127.0.0.1", 0)), (2, 1, 6, "", ("169.254.169.254", 0))]
    resolve(monkeypatch, itertools.repeat(both))
    assert Poster(HERE).post("http://two.example.test/", b"x", {}).fault == "it is not a public address"


@pytest.mark.parametrize(
    "parts",
    [
        [b"H"],
        [b"HTTP/1.1 200 OK\r\n", b"x: y\r\n"],
        [b"HTTP/1.1 100 Continue\r\n\r\n"],
    ],
)
def test_an_answer_that_drips_ends_with_the_attempts_time(parts: list[bytes]) -> None:
    with speaking(*parts, pause=0.05) as url:
        posted = Poster(HERE, seconds=1).post(url, b"x", {})
    assert (posted.status, posted.fault) == (None, "it did not answer within 1 seconds")


def test_a_body_that_drips_was_an_answer_all_the_same() -> None:
    with speaking(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n", b"x", pause=0.1) as url:
        posted = Poster(HERE, seconds=4).post(url, b"x", {})
    assert posted.taken
    assert 0 < len(posted.answer) < 100


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\nx: ", b"y" * 65536],
        [b"HTTP/1.1 200 OK\r\n", b"x: y\r\n" * 10_000],
        [b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", b"f" * 65536],
    ],
)
def test_an_endless_answer_is_left_before_it_is_read(parts: list[bytes]) -> None:
    with speaking(*parts) as url:
        posted = Poster(HERE, seconds=20).post(url, b"x", {})
    assert posted.seconds < 20
    assert len(posted.answer) <= 1024


def test_a_dead_handler_with_a_flood_behind_it_delays_nobody(house: House, receiver: Receiver) -> None:
    _, handler = bound(house, "http://127.0.0.1:9/")
    house.endpoint(receiver.url())
    house.happen(1)
    job = house.job()
    dispatching.dispatch(house.services, house.wire, **job.args)
    flood(house, handler)
    assert waiting(house) == FLOOD + 2
    house.work()
    house.pass_time(3600)
    assert len(receiver.received) == 1
    tried = FLOOD + 1 - waiting(house)
    assert 3 < tried < 30, "one after the other, ever later"
    house.happen(2)
    house.work()
    assert len(receiver.received) == 2, "others are told at once"
    assert plan_rows(house) < 100, "who looks for what is due does not read the flood"
    deliveries.give_up_stale(house.services)
    assert waiting(house) > FLOOD - 30
    house.clock.now += timedelta(days=1, minutes=1)
    assert deliveries.give_up_stale(house.services) > FLOOD - 30
    assert waiting(house) == 0


def flood(house: House, handler: int) -> None:
    """As many messages again for a handler."""
    given = {"o": house.organization_id, "h": handler, "lane": f"handler:{handler}", "now": house.clock.now}
    with house.services.engine.begin() as db:
        event = db.execute(text("select max(id) from events where organization_id = :o"), given).scalar_one()
        insert = text(
            "insert into deliveries (organization_id, event_id, lane, handler_id, event, created_at, due_at) "
            f"select :o, :e, :lane, :h, 'E' || n, :now, :now from generate_series(1, {FLOOD}) n"
        )
        db.execute(insert, {**given, "e": event})
    with house.services.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
        db.execute(text("analyze deliveries"))


def plan_rows(house: House) -> int:
    """How many rows of deliveries the search for what is due reads."""
    query = str(stored._DUE_LANES)
    with house.services.engine.begin() as db:
        found = db.execute(text(f"explain (analyze, format json) {query}"), {"now": house.clock.now}).scalar_one()
    return rows_of(found[0]["Plan"])


def rows_of(plan: dict[str, Any]) -> int:
    own = plan["Actual Rows"] * plan["Actual Loops"] if plan.get("Relation Name") == "deliveries" else 0
    return int(own) + sum(rows_of(each) for each in plan.get("Plans", ()))


def test_a_handler_that_comes_back_gets_what_waits_and_in_order(house: House, receiver: Receiver) -> None:
    _, handler = bound(house, "http://127.0.0.1:9/")
    for number in range(4):
        house.happen(number)
    house.work()
    with house.services.engine.begin() as db:
        db.execute(handlers.update().where(handlers.c.id == handler).values(url=receiver.url()))
    house.pass_time(60)
    assert [each.form["data[FIELDS][ID]"] for each in receiver.received] == ["1", "2", "3"], "each is sent once"
    assert waiting(house) == 0


def test_a_handler_that_says_no_is_not_kept_waiting(house: House, receiver: Receiver) -> None:
    bound(house, receiver.url())
    receiver.status = 500
    for number in range(4):
        house.happen(number)
    house.work()
    assert len(receiver.received) == 4


def test_a_handler_that_brings_about_what_it_hears_of_goes_on_alone(house: House, receiver: Receiver) -> None:
    """It is told of its own acts as long as it goes on, one at a time; the queue does not grow, others have theirs."""
    endpoint = house.endpoint("http://127.0.0.1:9/again")
    house.endpoint(receiver.url("/other"))
    real = house.services.poster

    class Again:
        def __init__(self) -> None:
            self.asked = 0

        def post(self, address: str, *given: Any) -> Posted:
            if not address.endswith("/again"):
                return real.post(address, *given)
            self.asked += 1
            house.happen(100 + self.asked)
            return Posted(200, 0.0)

    again = Again()
    house.services = replace(house.services, poster=again)  # type: ignore[arg-type]
    house.happen(1)
    for _ in range(60):
        job = house.job()
        if job.task_name == announcing.DISPATCH:
            dispatching.dispatch(house.services, house.wire, **job.args)
        else:
            deliveries.send(house.services, house.wire, **job.args)
        assert waiting(house) <= 4
    assert again.asked > 10
    assert len(receiver.at("/other")) >= again.asked - 1
    subscriptions.remove_endpoint(house.services, house.organization_id, endpoint.id)
    house.work()
    assert waiting(house) == 0, "it ends when nobody listens"


def test_of_two_workers_that_send_the_same_the_later_failure_brings_nothing_back(
    house: House, receiver: Receiver
) -> None:
    endpoint = house.endpoint(receiver.url())
    house.happen(1)
    dispatching.dispatch(house.services, house.wire, **house.job().args)
    lane = f"endpoint:{endpoint.id}"

    class Slow:
        """The other worker takes the message to its end meanwhile."""

        def post(self, *_: Any) -> Posted:
            deliveries.send(house.services, house.wire, lane=lane)
            return Posted(500, 1.0, fault="it answered with status 500")

    first = replace(house.services, poster=Slow())  # type: ignore[arg-type]
    deliveries.send(first, house.wire, lane=lane)
    assert len(receiver.received) == 1
    (told,) = house.told()
    assert told.delivery.delivered_at is not None
    assert told.delivery.due_at is None
    assert [each.status for each in told.attempts] == [200, 500], "both attempts are on record"
    house.pass_time(600)
    assert len(receiver.received) == 1


def test_a_replay_during_an_attempt_is_not_lost(house: House, receiver: Receiver) -> None:
    endpoint = house.endpoint(receiver.url())
    house.happen(1)
    dispatching.dispatch(house.services, house.wire, **house.job().args)
    (told,) = house.told()
    real = house.services.poster

    class Replayed:
        def post(self, *given: Any) -> Posted:
            house.clock.now += timedelta(seconds=1)
            subscriptions.replay(house.services, house.organization_id, told.delivery.id)
            return real.post(*given)

    during = replace(house.services, poster=Replayed())  # type: ignore[arg-type]
    assert deliveries._send_one(during, house.wire, f"endpoint:{endpoint.id}")
    house.pass_time(5, step=1)
    assert len(receiver.received) == 2
    assert len({each.id for each in receiver.received}) == 1


def test_with_an_application_goes_what_was_to_be_told_to_it(house: House, receiver: Receiver) -> None:
    made, _ = bound(house, receiver.url())
    house.endpoint(receiver.url("/kept"))
    house.happen(1)
    dispatching.dispatch(house.services, house.wire, **house.job().args)
    administration.remove_application(house.services, house.organization_id, made.client_id)
    house.happen(2)
    house.work()
    assert [each.path for each in receiver.received] == ["/kept", "/kept"]
    assert waiting(house) == 0


@pytest.mark.parametrize("change", [{"scopes": ["crm"]}, {"removed_at": text("now()")}])
def test_what_was_queued_before_an_application_lost_its_scope_is_given_up(
    house: House, receiver: Receiver, change: dict[str, Any], capfd: pytest.CaptureFixture[str]
) -> None:
    made, _ = bound(house, receiver.url())
    for number in range(3):
        house.happen(number)
    dispatching.dispatch(house.services, house.wire, **house.job().args)
    with house.services.engine.begin() as db:
        db.execute(applications.update().where(applications.c.id == made.id).values(**change))
    house.work()
    assert receiver.received == []
    assert waiting(house) == 0, "and none holds up another"
    assert {told.attempts[0].fault for told in house.told()} == {"the application hears of it no more"}
    assert "delivery.not_composed" not in "".join(capfd.readouterr()), "that is no failure of ours"


def test_the_log_tells_of_a_job_that_fails(capfd: pytest.CaptureFixture[str]) -> None:
    def _send(lane: str) -> None:
        raise LookupError(f"no lane {lane}")

    with pytest.raises(LookupError):
        worker._logged(_send)(lane="endpoint:1")
    said = "".join(capfd.readouterr())
    assert "job.failed" in said
    assert "endpoint:1" in said
