"""How often strangers may ask: each address so often, all of them so often, and no further."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network
from itertools import count
from typing import Any

import httpx
import pytest
from cryptography.x509 import ocsp
from starlette.applications import Starlette

from inkpost import config
from inkpost.config import Rate, SettingFault
from inkpost.faces.console.app import routes as console_routes
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.hop import Hop
from inkpost.faces.trust.app import routes
from inkpost.operations.kit import Services
from inkpost.store.signals import Signals

STAMP, STATUS = ("/trust/tsa", "application/timestamp-query"), ("/trust/ocsp", "application/ocsp-request")
_numbers = count(1)


class Door:
    """The public wires in this process, with rates of the test's and a clock that can be put ahead."""

    def __init__(self, services: Services, **more: Any) -> None:
        self.ahead = timedelta(0)
        now = services.clock()  # it stands still, however long the test takes
        settings = replace(services.settings, **more)
        self.services = replace(services, settings=settings, clock=lambda: now + self.ahead)
        self.edge = Edge(self.services, Hop(2), Signals(""))
        self._app = Starlette(routes=[*routes(self.edge), *console_routes(self.edge)])

    def ask(self, path: str, address: str, content: bytes | None = None, **headers: str) -> httpx.Response:
        """One request of an address."""

        async def asking() -> httpx.Response:
            transport = httpx.ASGITransport(self._app, client=(address, 1))
            async with httpx.AsyncClient(transport=transport, base_url="http://ca.example.test") as client:
                method = "GET" if content is None else "POST"
                return await client.request(method, path, content=content, headers=headers)

        return asyncio.run(asking())

    def post(self, wire: tuple[str, str], address: str, **headers: str) -> httpx.Response:
        """A question that is none, which costs as much to count."""
        return self.ask(wire[0], address, b"nothing", **{"content-type": wire[1]}, **headers)


@pytest.fixture
def doors(services: Services) -> Iterator[Any]:
    """Makes doors."""
    made: list[Door] = []

    def make(**more: Any) -> Door:
        made.append(Door(services, **more))
        return made[-1]

    yield make
    for each in made:
        each.edge.hop.close()


def own_rate(one: int, spare: int = 900_000) -> Rate:
    """A rate for each address whose whole nobody else uses."""
    return Rate(one, spare + next(_numbers))


def own_address() -> str:
    """An address that nobody else uses."""
    return f"198.51.{next(_numbers)}.7"


def test_an_address_that_asks_too_often_hears_when_to_come_again(doors: Any) -> None:
    door, greedy, other = doors(stamp_rate=own_rate(3)), own_address(), own_address()
    assert [door.post(STAMP, greedy).status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = door.post(STAMP, greedy)
    assert 1 <= int(refused.headers["retry-after"]) <= 20
    assert "Too many requests" in refused.text
    assert door.post(STAMP, other).status_code == 200
    door.ahead = timedelta(seconds=21)
    assert [door.post(STAMP, greedy).status_code for _ in range(2)] == [200, 429]


def test_all_together_have_a_limit_too(doors: Any) -> None:
    whole = 5 + next(_numbers)
    door = doors(stamp_rate=Rate(1000, whole))
    heard = [door.post(STAMP, own_address()).status_code for _ in range(whole + 2)]
    assert heard == [200] * whole + [429] * 2


def test_a_network_of_ipv6_is_one_address(doors: Any) -> None:
    door, network = doors(stamp_rate=own_rate(2)), f"2001:db8:{next(_numbers):x}:1"
    assert [door.post(STAMP, f"{network}::{each}").status_code for each in "abc"] == [200, 200, 429]
    assert door.post(STAMP, f"{network[:-1]}2::a").status_code == 200


def test_the_responder_says_it_in_its_own_words(doors: Any) -> None:
    door, address = doors(status_rate=own_rate(1)), own_address()
    first, second = (door.post(STATUS, address) for _ in range(2))
    names = [ocsp.load_der_ocsp_response(each.content).response_status.name for each in (first, second)]
    assert names == ["MALFORMED_REQUEST", "TRY_LATER"]
    assert second.headers["retry-after"]
    asked = door.ask("/trust/ocsp/MAA=", address)
    assert ocsp.load_der_ocsp_response(asked.content).response_status.name == "TRY_LATER"


@pytest.mark.parametrize("path", ["/trust/00ff.crl", "/trust/root.pem", "/trust/00ff.crt"])
def test_lists_and_certificates_are_counted(doors: Any, path: str) -> None:
    door, address = doors(list_rate=own_rate(1)), own_address()
    assert door.ask(path, address).status_code in {200, 404}
    assert door.ask(path, address).status_code == 429


def test_codes_are_counted_whether_there_are_such_or_not(doors: Any) -> None:
    door, address = doors(code_rate=own_rate(2)), own_address()
    answers = [door.ask(f"/verify/{'a' * 58}", address) for _ in range(3)]
    assert [each.status_code for each in answers] == [404, 404, 429]
    assert answers[-1].headers["retry-after"]


def test_an_address_is_what_a_trusted_proxy_says_and_nobody_else(doors: Any) -> None:
    proxy, first, second = own_address(), own_address(), own_address()
    rate = own_rate(1)
    door = doors(stamp_rate=rate)
    heard = [door.post(STAMP, proxy, **{"x-forwarded-for": each}).status_code for each in (first, second)]
    assert heard == [200, 429], "a stranger's word is hearsay"
    door = doors(stamp_rate=rate, trusted_proxies=(ip_network(proxy),))
    heard = [door.post(STAMP, proxy, **{"x-forwarded-for": each}).status_code for each in (first, second, first)]
    assert heard == [200, 200, 429]


def test_who_was_refused_takes_no_database(doors: Any) -> None:
    door, address = doors(stamp_rate=own_rate(1)), own_address()
    for _ in range(2):
        door.post(STAMP, address)
    broken = Door(replace(door.services, engine=None))  # type: ignore[arg-type]
    assert broken.post(STAMP, address).status_code == 429
    assert broken.post(STAMP, own_address()).status_code == 500
    broken.edge.hop.close()


def test_nought_is_as_many_as_come(doors: Any) -> None:
    door, address = doors(stamp_rate=Rate(0, 0)), own_address()
    assert {door.post(STAMP, address).status_code for _ in range(20)} == {200}


@pytest.mark.parametrize("given", ["5", "5,", "a,b", "-1,5", "5,5,5", "1,1000001", "٣,4"])
def test_a_rate_that_is_none_is_said(given: str) -> None:
    environ = {"INKPOST_STAMP_RATE": given, "INKPOST_SECRET_KEY": "k" * 32}
    with pytest.raises(SettingFault, match=r"INKPOST_STAMP_RATE is .*calls a minute of one address and of all"):
        config.from_environment(environ=environ)


def test_rates_are_read_from_the_environment() -> None:
    names = ("STAMP", "OCSP", "CRL", "CHECK", "CODE")
    environ = {f"INKPOST_{name}_RATE": f" {at} , {at * 10} " for at, name in enumerate(names, 1)}
    found = config.from_environment(environ={**environ, "INKPOST_SECRET_KEY": "k" * 32})
    assert [found.stamp_rate, found.status_rate, found.list_rate, found.check_rate, found.code_rate] == [
        Rate(at, at * 10) for at in range(1, 6)
    ]
