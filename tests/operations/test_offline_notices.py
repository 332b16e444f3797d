"""Offline events and the notice of them under a clock of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from houses import House, new_house, workless
from inkpost.model.listing import ListQuery
from inkpost.operations import administration, deliveries, events, offline_events
from inkpost.operations.kit import Services, Work
from inkpost.store import credentials
from inkpost.store.offline_events import OfflineEvent
from receivers import Receiver, receiving

ADD, UPDATE = "ONDOCUMENTGENERATORDOCUMENTADD", "ONDOCUMENTGENERATORDOCUMENTUPDATE"


class Application:
    """An application with offline handlers, called by an administrator."""

    def __init__(self, house: House) -> None:
        self.house = house
        services = house.services
        made = administration.add_application(services, house.organization_id, "App", scopes=["documentgenerator"])
        login = f"{made.client_id}@example.test"
        user = administration.add_user(services, house.organization_id, login, admin=True)
        self.id = made.id
        self._token = administration.issue_token(services, made.id, user).access_token

    def act(self, operation: Any, *args: Any, **more: Any) -> Any:
        """An operation as the application, committed."""
        from inkpost.model.secrets import digest

        with self.house.services.engine.begin() as db:
            found = credentials.caller_by_token(db, digest(self._token))
            assert found is not None
            return operation(Work(self.house.services, found.caller, db), *args, **more)

    def queue(self, connector: str = "") -> list[OfflineEvent]:
        """What waits for it."""
        return self.act(offline_events.page, ListQuery(), connector=connector)[0]

    def take(self, *, clear: bool = True, **more: Any) -> tuple[str | None, list[OfflineEvent]]:
        """What it fetches."""
        taken: tuple[str | None, list[OfflineEvent]] = self.act(
            offline_events.take, ListQuery(), limit=50, clear=clear, **more
        )
        return taken


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with workless(tmp_path_factory.mktemp("offline")) as made:
        yield made


@pytest.fixture
def house(base: Services) -> House:
    return new_house(base)


@pytest.fixture
def app(house: House) -> Application:
    made = Application(house)
    for event in (ADD, UPDATE):
        made.act(events.bind, event, offline=True)
    return made


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as made:
        yield made


def happen(house: House, number: int, kind: str = "document.added", **payload: Any) -> None:
    """An event, dispatched."""
    house.happen(number, kind, **payload)
    house.work()


def test_the_queue_holds_one_row_for_each_event_of_a_thing_at_its_last_moment(house: House, app: Application) -> None:
    for _ in range(3):
        happen(house, 7, "document.updated")
        house.clock.now += timedelta(seconds=10)
    happen(house, 8, "document.updated")
    happen(house, 7)
    queue = app.queue()
    assert sorted((each.event, each.data["FIELDS"]["ID"]) for each in queue) == [
        (ADD, "7"),
        (UPDATE, "7"),
        (UPDATE, "8"),
    ]
    first = next(each for each in queue if (each.event, each.data["FIELDS"]["ID"]) == (UPDATE, "7"))
    assert first.happened_at == house.clock.now - timedelta(seconds=10)
    assert len({each.message_id for each in queue}) == 3


def test_what_a_process_has_taken_stays_as_it_is_while_the_thing_goes_on(house: House, app: Application) -> None:
    happen(house, 7, "document.updated")
    process, taken = app.take(clear=False)
    assert process is not None
    happen(house, 7, "document.updated")
    again, more = app.take(clear=False)
    assert [each.message_id for each in more] == [each.message_id for each in taken]
    assert {each.id for each in more}.isdisjoint({each.id for each in taken})
    assert again != process
    assert app.take()[1] == []


def test_an_application_does_not_hear_of_its_own_changes_by_a_source(house: House) -> None:
    mine, other = Application(house), Application(house)
    for each in (mine, other):
        each.act(events.bind, ADD, offline=True, connector="link")
    happen(house, 1, application_id=mine.id, connector="link")
    happen(house, 2, application_id=mine.id, connector="")
    assert [each.data["FIELDS"]["ID"] for each in mine.queue("link")] == ["2"]
    assert [each.data["FIELDS"]["ID"] for each in other.queue("link")] == ["1", "2"]
    assert mine.queue() == []


def test_what_is_taken_and_never_cleared_is_forgotten_after_a_month(house: House, app: Application) -> None:
    happen(house, 1)
    app.take(clear=False)
    happen(house, 2)
    house.clock.now += timedelta(days=31)
    deliveries.forget_old(house.services)
    assert [each.data["FIELDS"]["ID"] for each in app.queue()] == ["2"]


def notices(receiver: Receiver) -> int:
    """How many notices came; each says nothing but that there is something."""
    for each in receiver.received:
        assert each.form["event"] == "ONOFFLINEEVENT"
        assert each.form["data"] == ""
    return len(receiver.received)


@pytest.mark.parametrize(("options", "seconds"), [({}, 1), ({"minTimeout": 60}, 60), ({"minTimeout": "60"}, 60)])
def test_notices_keep_their_distance_and_none_is_forgotten(
    house: House, app: Application, receiver: Receiver, options: dict[str, Any], seconds: int
) -> None:
    app.act(events.bind, "ONOFFLINEEVENT", url=receiver.url(), options=options)
    for number in range(4):
        happen(house, number)
    assert notices(receiver) == 1
    house.pass_time(seconds - 0.5, step=seconds)
    assert notices(receiver) == 1
    house.pass_time(1, step=1)
    assert notices(receiver) == 2, "what came meanwhile is told of together"
    house.pass_time(600)
    assert notices(receiver) == 2


@pytest.mark.parametrize("least", [0, "0"])
def test_without_a_distance_each_change_gives_a_notice(
    house: House, app: Application, receiver: Receiver, least: object
) -> None:
    app.act(events.bind, "ONOFFLINEEVENT", url=receiver.url(), options={"minTimeout": least})
    for number in range(3):
        happen(house, number)
    assert notices(receiver) == 3


def test_an_application_without_offline_handlers_gets_no_notice(house: House, receiver: Receiver) -> None:
    other = Application(house)
    other.act(events.bind, "ONOFFLINEEVENT", url=receiver.url())
    happen(house, 1)
    assert notices(receiver) == 0
    with house.services.engine.begin() as db:
        assert (
            db.execute(
                text("select count(*) from offline_events where application_id = :a"), {"a": other.id}
            ).scalar_one()
            == 0
        )
