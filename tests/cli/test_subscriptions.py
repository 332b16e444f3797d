"""``inkpost outgoing``, ``endpoint`` and ``delivery``: what they print and refuse."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from inkpost.errors import InkpostError, Reason
from inkpost.operations import subscriptions
from support import wait_for
from worlds import World, docx

ADDRESS = "https://handler.example.test/in"


def ran(world: World, *arguments: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(world.served.inkpost(*arguments, "--json"))


def test_an_endpoints_whole_life(world: World) -> None:
    portal = str(world.organization_id)
    made = ran(world, "endpoint", "add", portal, "http://10.0.0.1/in", "--title", "ERP")
    assert made["secret"].startswith("whsec_")
    assert (made["kinds"], made["disabled"]) == (["all"], False)
    world.document(world.template(docx("Contract")))
    wait_for(lambda: attempts(world), what="an attempt")
    (line,) = [
        each for each in ran(world, "delivery", "list", portal)["deliveries"] if each["event"] == "document.added"
    ]
    assert (line["state"], line["last_fault"]) == ("waiting", "it is not a public address")
    assert line["message_id"].startswith("msg_")
    assert line["to"] == f"endpoint:{made['id']}"
    shown = ran(world, "delivery", "show", portal, str(line["id"]))
    assert shown["tried"][0]["status"] is None
    rotated = ran(world, "endpoint", "rotate", portal, str(made["id"]))
    assert rotated["secret"] not in {made["secret"], ""}
    assert made["secret"] not in world.served.inkpost("endpoint", "list", portal)
    assert ran(world, "endpoint", "remove", portal, str(made["id"])) == {"id": made["id"], "removed": True}
    assert ran(world, "delivery", "list", portal)["deliveries"] == []


def attempts(world: World) -> bool:
    told = subscriptions.newest(world.services, world.organization_id)
    return any(each.attempts for each in told if each.delivery.event == "document.added")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("outgoing", "add", "PORTAL", ADDRESS, "--event", "onNoSuchThing"), "There is no event ONNOSUCHTHING"),
        (("outgoing", "add", "PORTAL", "ftp://a.example", "--event", "onAppTest"), "neither http nor https"),
        (("endpoint", "add", "PORTAL", ADDRESS, "--kind", "deal.added"), "'deal.added' is no kind of event: valid are"),
        (("delivery", "replay", "PORTAL"), "either DELIVERY or --endpoint with --since"),
        (("delivery", "replay", "PORTAL", "--endpoint", "1", "--since", "soon"), "'soon' is no moment"),
    ],
)
def test_what_is_wrong_is_said(world: World, arguments: tuple[str, ...], said: str) -> None:
    given = [str(world.organization_id) if each == "PORTAL" else each for each in arguments]
    with pytest.raises(AssertionError, match="ended with") as caught:
        world.served.inkpost(*given)
    assert said in str(caught.value)


def test_another_organisations_things_are_not_found(world: World, other_world: World) -> None:
    services, mine, other = world.services, world.organization_id, other_world.organization_id
    endpoint = subscriptions.add_endpoint(services, mine, ADDRESS)
    webhook = subscriptions.add_outgoing(services, mine, ADDRESS, ["ONAPPTEST"])
    world.document(world.template(docx("Contract")))
    delivery = wait_for(lambda: subscriptions.newest(services, mine), what="a delivery")[0].delivery
    now = datetime.now(UTC)
    for act in (
        lambda: subscriptions.rotate_secret(services, other, endpoint.id, overlap=timedelta(0)),
        lambda: subscriptions.enable_endpoint(services, other, endpoint.id),
        lambda: subscriptions.remove_endpoint(services, other, endpoint.id),
        lambda: subscriptions.remove_outgoing(services, other, webhook.id),
        lambda: subscriptions.delivery(services, other, delivery.id),
        lambda: subscriptions.replay(services, other, delivery.id),
        lambda: subscriptions.replay_span(services, other, endpoint.id, since=now - timedelta(1), until=now),
        lambda: subscriptions.newest(services, 10**9),
        lambda: subscriptions.add_endpoint(services, 10**9, ADDRESS),
    ):
        with pytest.raises(InkpostError) as caught:
            act()
        assert caught.value.reason is Reason.NOT_FOUND
    assert subscriptions.endpoints_of(services, other) == []
    assert [each.id for each in subscriptions.endpoints_of(services, mine)] == [endpoint.id]


def test_how_many_there_are_is_limited(world: World) -> None:
    for number in range(subscriptions.MOST_OF_A_KIND):
        subscriptions.add_endpoint(world.services, world.organization_id, f"{ADDRESS}/{number}")
    with pytest.raises(InkpostError) as caught:
        subscriptions.add_endpoint(world.services, world.organization_id, ADDRESS)
    assert caught.value.reason is Reason.LIMIT_REACHED
