"""Told, not asked: what endpoints hear of a box's feed, and readers that wait for it without holding anything up."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from diadoc.client import Client
from exchange_partners import Partner, document_of, paper, signature
from inkpost.operations import exchange_administration, subscriptions
from inkpost.operations.kit import Services
from receivers import Receiver
from receivers import calling_world as calling_world
from receivers import receiver as receiver
from servers import calling, world_on
from support import wait_for
from worlds import World

WAITING = 150


@pytest.fixture
def them(world: World) -> Partner:
    return Partner(world_on(calling()))


def listen(partner: Partner, receiver: Receiver, *kinds: str) -> tuple[str, str]:
    """The path that a partner's endpoint is at, and its secret."""
    path = f"/{partner.guid}"
    made = subscriptions.add_endpoint(
        partner.world.services, partner.world.organization_id, receiver.url(path), kinds=list(kinds)
    )
    return path, made.secret


def told(receiver: Receiver, path: str, count: int) -> list[dict[str, Any]]:
    """What the first messages at a path say."""
    return [json.loads(each.body)["data"] for each in receiver.awaited(path, count)]


def feed(client: Client, partner: Partner) -> list[tuple[str, str]]:
    """The feed as it is: ids and keys."""
    found = client.json("GET", "/V8/GetNewEvents", boxId=partner.guid.hex)["Events"]
    return [(each["EventId"], each["IndexKey"]) for each in found]


def test_an_endpoint_hears_every_event_of_its_box_by_its_key_in_the_feed(
    us: Partner, them: Partner, receiver: Receiver, signed_in: Callable[..., Client]
) -> None:
    path, secret = listen(us, receiver, "box.event")
    theirs, _ = listen(them, receiver, "box.event")
    message = us.post(them, paper(wants_signature=True))
    told(receiver, theirs, 1)
    them.add(message, signature(document_of(message)))
    found = told(receiver, path, 3)
    assert [each["event"] for each in found] == ["message", "delivery", "addition"]
    assert {each["box"] for each in found} == {str(us.guid)}
    assert {each["message"] for each in found} == {str(message.message.guid)}
    assert [each["user_id"] for each in found] == [us.person.id, None, None], "of one's own people alone"
    assert [(each["event_id"], each["index_key"]) for each in found] == feed(signed_in(us.person), us)
    others = told(receiver, theirs, 3)
    assert [each["event"] for each in others] == ["message", "addition", "delivery"]
    assert [each["user_id"] for each in others] == [None, them.person.id, None]
    assert {each["box"] for each in others} == {str(them.guid)}
    assert all(each.signed_by(secret) for each in receiver.at(path))


def test_what_is_refused_or_of_other_boxes_is_not_told(us: Partner, them: Partner, receiver: Receiver) -> None:
    path, _ = listen(us, receiver, "box.event")
    with pytest.raises(Exception, match="comment"):
        us.post(them, comment="x" * 6000)
    inside = them.post(None, internal=True)
    message = us.post(them)
    assert {each["message"] for each in told(receiver, path, 2)} == {str(message.message.guid)}
    assert str(inside.message.guid) not in str(receiver.at(path))


def test_an_endpoint_hears_who_became_a_counterparty(us: Partner, them: Partner, receiver: Receiver) -> None:
    path, _ = listen(us, receiver, "counterparty.changed")
    exchange_administration.make_partners(us.world.services, us.guid, them.guid)
    for found in told(receiver, path, 1):
        assert (found["box"], found["counterparty"]) == (str(us.guid), str(them.guid))
        assert {"event", "standing", "event_id"} <= found.keys()


def listening(services: Services) -> int:
    """How many connections listen for signals."""
    query = text("select count(*) from pg_stat_activity where query ilike 'listen%inkpost_signals%'")
    with services.engine.begin() as db:
        return int(db.execute(query).scalar_one())


def test_many_readers_wait_while_others_are_answered(
    us: Partner, them: Partner, signed_in: Callable[..., Client]
) -> None:
    """More of them than the server has threads, or its pool connections."""
    reader, other = signed_in(them.person), signed_in(us.person)
    address = f"{reader.base_url}/V8/GetNewEvents?boxId={them.guid.hex}&wait=30"
    headers = {"authorization": f"Bearer {reader.token}", "accept": "application/json"}
    limits = httpx.Limits(max_connections=WAITING + 10)
    with httpx.Client(timeout=60, limits=limits) as web, ThreadPoolExecutor(WAITING) as pool:
        calls = [pool.submit(web.get, address, headers=headers) for _ in range(WAITING)]
        wait_for(lambda: listening(us.world.services), what="the one connection that listens")
        for _ in range(10):
            assert other.json("GET", "/GetMyOrganizations")["Organizations"]
        assert listening(us.world.services) == 1
        assert not any(call.done() for call in calls)
        message = us.post(them)
        answers = [call.result(timeout=60).json() for call in calls]
    found = {each["Message"]["MessageId"] for answer in answers for each in answer["Events"][:1]}
    assert found == {str(message.message.guid)}
    assert all(answer["Events"] for answer in answers)


def test_a_reader_who_may_not_waits_for_nothing(us: Partner, them: Partner, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(us.person).send("GET", f"/V8/GetNewEvents?boxId={them.guid.hex}&wait=30")
    assert answer.status_code == 403


def test_a_wait_that_ends_answers_with_an_empty_page(us: Partner, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(us.person).json("GET", "/V8/GetNewEvents", boxId=us.guid.hex, wait=1)
    assert (answer["Events"], answer["TotalCount"]) == ([], 0)
