"""Limits over the wire: exact when on, shared by all processes, and a client's back-off gets through."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import httpx
import msgspec
import pytest
from sqlalchemy import func, select, text, update

from inkpost.config import Limits
from inkpost.faces.bitrix.limits import Basket, Baskets
from inkpost.faces.bitrix.meter import Meter
from inkpost.store import credentials
from inkpost.store.limiter import SharedStates, forget_old
from inkpost.store.tables import limiter_states, tokens
from servers import OPERATING_SECONDS, THREADS, limited, proxy_client, wide, world_on
from support import CLIENT, Rest, wait_for
from worlds import World, docx

METHOD = "documentgenerator.document.list"
ADD = "documentgenerator.document.add"
LIGHT = "server.time"
"""Does so little that its operating time is never used up here."""
TOO_MANY = {"error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many requests"}
TOO_LONG = (429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit.")
MUCH = 400_000_000
"""Nanoseconds: more than one light call takes, less than the time there is."""
HEAVY = docx(*(["{Text}"] * 2000))


@pytest.fixture
def world() -> World:
    """An organisation on the server with two web processes and half a second of operating time."""
    return world_on(limited())


def limit(world: World, tariff: str) -> None:
    """Set the portal's limits as an operator does."""
    world.served.inkpost("portal", "set", str(world.organization_id), "--limits", tariff)


def burst(rest: Rest, requests: int, method: str = LIGHT) -> tuple[list[int], float]:
    """The statuses of requests made eight at a time, and the seconds they took together."""
    with httpx.Client(timeout=60, limits=httpx.Limits(max_connections=8)) as client, ThreadPoolExecutor(8) as pool:
        began = time.monotonic()
        found = list(pool.map(lambda _: Rest(rest.webhook_url, client).raw(method).status_code, range(requests)))
        return found, time.monotonic() - began


def rewrite(world: World, method: str, change: Callable[[Basket], Basket]) -> None:
    """Change what is recorded of the work that a method has done."""
    with world.services.engine.begin() as db:
        mine = limiter_states.c.key.like(f"operating\n{method}\n%")
        for key, state in db.execute(select(limiter_states.c.key, limiter_states.c.state).where(mine)).all():
            baskets = msgspec.msgpack.decode(state, type=Baskets)
            packed = msgspec.msgpack.encode([change(each) for each in baskets])
            db.execute(update(limiter_states).where(limiter_states.c.key == key).values(state=packed))


def age(world: World, method: str) -> None:
    """Make the work that a method has done eleven minutes older."""
    rewrite(world, method, lambda each: Basket(each.minute - 11, each.first - 660 * 10**9, each.spent))


@pytest.mark.parametrize(("tariff", "rate", "size"), [("standard", 2, 50), ("enterprise", 5, 250)])
def test_the_bucket_holds_exactly_what_the_tariff_says(world: World, tariff: str, rate: int, size: int) -> None:
    limit(world, tariff)
    statuses, seconds = burst(world.rest, size + 40, "no.such.method")
    assert set(statuses) == {404, 503}
    assert size <= statuses.count(404) <= size + seconds * rate + 1
    assert statuses.count(503) == size + 40 - statuses.count(404)


def test_a_client_that_backs_off_gets_through(world: World) -> None:
    limit(world, "standard")
    began = time.monotonic()
    let_through = burst(world.rest, 60)[0].count(200)

    def through() -> bool:
        nonlocal let_through
        answer = world.rest.raw(LIGHT)
        if answer.status_code == 503:
            assert answer.json() == TOO_MANY
        let_through += answer.status_code == 200
        return answer.status_code == 200

    for _ in range(3):
        wait_for(lambda: not through(), seconds=60, what="a request that is refused")
        wait_for(through, seconds=60, what="a request that is let through")
    assert let_through <= 50 + 2 * (time.monotonic() - began) + 1, "two a second drain"


def test_a_batch_counts_once(world: World) -> None:
    limit(world, "standard")
    commands = [LIGHT] * 40
    for _ in range(3):
        assert len(world.rest("batch", cmd=commands)["result"]) == 40
    assert 503 in burst(world.rest, 60)[0]


def test_switched_off_nothing_is_counted(world: World) -> None:
    limit(world, "off")
    assert set(burst(world.rest, 120)[0]) == {200}
    limit(world, "default")
    assert set(burst(world.rest, 80)[0]) == {200}, "the server's own default is off"


def test_a_portal_without_limits_of_its_own_has_the_servers(world: World) -> None:
    with world.services.engine.begin() as db:
        caller = credentials.caller_as_system(db, world.organization_id, world.admin.id)
    assert caller is not None
    meter = Meter(replace(world.services.settings, limits=Limits.ENTERPRISE))
    assert meter.tariff(caller) is Limits.ENTERPRISE
    own = replace(caller, organization=replace(caller.organization, limits="standard"))
    assert meter.tariff(own) is Limits.STANDARD
    assert not meter.limited(replace(caller, organization=replace(caller.organization, limits="off")))


def test_each_portal_and_each_address_has_its_bucket() -> None:
    first, second = world_on(wide()), world_on(wide())
    for world in (first, second):
        limit(world, "standard")

    def ask(world: World, address: str) -> int:
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": address}
        return proxy.post(f"{world.rest.webhook_url}{METHOD}", json={}, headers=headers).status_code

    with proxy_client() as proxy:
        wait_for(lambda: ask(first, "192.0.2.1") == 503, what="a full bucket")
        assert ask(first, "192.0.2.2") == 200, "another client of the proxy"
        # The full bucket leaks meanwhile; an empty one would take fifty.
        again = [ask(first, "192.0.2.2, 192.0.2.1") for _ in range(25)]
        assert 503 in again, "the last address is what our proxy saw"
        assert ask(second, "192.0.2.1") == 200, "another portal"


def test_limits_at_once_do_not_wait_for_one_another(world: World) -> None:
    """As many requests at once as there are threads, all limited: none waits for a connection of the others."""
    limit(world, "enterprise")
    urls = [world.webhook_url(world.admin.id, world.webhook(world.admin.id)) for _ in range(THREADS * 2)]
    with httpx.Client(timeout=25) as client, ThreadPoolExecutor(len(urls)) as pool:
        calls = [Rest(url, client) for url in urls for _ in range(8)]
        statuses = list(pool.map(lambda rest: rest.raw(LIGHT).status_code, calls))
    assert set(statuses) == {200}


def test_a_method_that_has_worked_enough_waits_until_its_work_is_forgotten(world: World) -> None:
    limit(world, "enterprise")
    template = world.template(HEAVY)
    params = {"templateId": template, "value": "1", "values": {"Text": "x" * 100}}
    spent = 0.0
    for _ in range(200):
        answer = world.rest.raw(ADD, params)
        if answer.status_code != 200:
            break
        assert spent <= OPERATING_SECONDS, "the call before went through though the time was used up"
        told = answer.json()["time"]
        assert told["operating"] > spent
        spent = told["operating"]
        assert 0 < told["operating_reset_at"] - time.time() <= 601
    assert spent > OPERATING_SECONDS
    assert world.rest.error(ADD, **params) == TOO_LONG
    assert world.rest(METHOD, select=["id"])["documents"], "other methods go on"
    found = world.rest("batch", cmd={"add": f"{ADD}?templateId={template}&value=1", "list": METHOD})
    assert found["result_error"] == {"add": {"error": TOO_LONG[1], "error_description": TOO_LONG[2]}}
    assert found["result"]["list"]["documents"]
    assert Rest(world.webhook_url(world.admin.id, world.webhook(world.admin.id)))(ADD, **params), "another webhook"

    age(world, ADD)
    assert world.rest(ADD, **params)["document"]["id"], "ten minutes later"


def test_each_command_of_a_batch_works_on_its_own_account(world: World) -> None:
    limit(world, "enterprise")
    template = world.template(HEAVY)
    command = f"{ADD}?templateId={template}&value=1&values[Text]={'x' * 100}"
    world.rest("batch", cmd=[command])
    rewrite(world, ADD, lambda each: Basket(each.minute, each.first, MUCH))
    found = world.rest("batch", cmd=[command] * 50)
    errors = found["result_error"]
    assert errors.keys() == {str(number) for number in range(len(found["result"]), 50)}
    assert errors, "fifty heavy calls fit into the time"
    assert {error["error"] for error in errors.values()} == {"OPERATION_TIME_LIMIT"}
    times = found["result_time"]
    assert [each["operating"] for each in times] == sorted(each["operating"] for each in times)
    assert times[-1]["operating"] > OPERATING_SECONDS
    assert all(each["operating"] <= OPERATING_SECONDS for each in times[:-1])
    assert "operating" not in world.rest.raw("batch", {"cmd": [METHOD]}).json()["time"]


def test_a_refreshed_token_has_worked_as_much_as_the_one_before(world: World) -> None:
    limit(world, "enterprise")
    application = world.application()
    pair = world.token(application)
    rest = Rest(f"{world.served.base_url}/rest/")

    def operating(token: str) -> float:
        return float(rest.raw(METHOD, {"auth": token}).json()["time"]["operating"])

    assert operating(pair.access_token) > 0
    rewrite(world, METHOD, lambda each: Basket(each.minute, each.first, MUCH))
    form = {"grant_type": "refresh_token", "client_id": application.client_id}
    form |= {"client_secret": application.client_secret, "refresh_token": pair.refresh_token}
    after = CLIENT.post(f"{world.served.base_url}/oauth/token/", data=form).json()["access_token"]
    assert operating(after) > MUCH / 10**9
    other = world.application()
    assert operating(world.token(other).access_token) < MUCH / 10**9
    with world.services.engine.begin() as db:
        count = select(func.count()).where(tokens.c.organization_id == world.organization_id)
        assert db.execute(count).scalar_one() == 3


def test_states_that_no_longer_matter_are_forgotten(world: World) -> None:
    limit(world, "standard")
    assert world.rest(METHOD) == {"documents": []}
    mine = limiter_states.c.key.like(f"bucket\n{world.organization_id}\n%")
    with world.services.engine.connect() as db:
        forget_old(db)
        assert db.execute(select(func.count()).where(mine)).scalar_one() == 1
        db.execute(update(limiter_states).where(mine).values(changed_at=text("now() - interval '61 minutes'")))
        forget_old(db)
        assert db.execute(select(func.count()).where(mine)).scalar_one() == 0
    assert world.rest(METHOD) == {"documents": []}


def test_a_state_that_is_made_and_dropped_by_many_is_never_missed(world: World) -> None:
    """Between making a key's row and locking it another may drop it."""
    decoder = msgspec.msgpack.Decoder(int)

    def turns(_: int) -> int:
        done = 0
        with world.services.engine.connect() as db:
            states: SharedStates[int] = SharedStates(db, decoder, "turns")
            for _ in range(60):
                done += states.change(str(world.organization_id), lambda kept: (None if kept else 1, 1))
        return done

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(turns, range(6))) == [60] * 6
