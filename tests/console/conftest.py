"""What the console's tests share: a document with its public link, and browsers without a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from console.papers import LINES, Paper, make_paper
from console.signing_desks import Lobby
from inkpost.operations.kit import Services
from signing_worlds import Office
from support import Served
from worlds import Person, World, new_world


@pytest.fixture(scope="session")
def paper(served: Served, services: Services) -> Paper:
    """A converted document of three pages, for tests that change nothing about it."""
    return make_paper(new_world(served, services), "Client: {ClientName}", *LINES)


@pytest.fixture
def own_paper(world: World) -> Paper:
    """A converted document of the test's own."""
    return make_paper(world)


@pytest.fixture
def visitor(served: Served) -> Iterator[httpx.Client]:
    """A browser without a screen: it keeps cookies and does as it is redirected only where asked."""
    with httpx.Client(base_url=served.base_url, timeout=60) as client:
        yield client


@pytest.fixture
def sign_in(visitor: httpx.Client) -> Callable[..., httpx.Response]:
    """Sign a person in with the visitor's browser."""

    def act(person: Person, **more: str) -> httpx.Response:
        return visitor.post("/sign-in", data={"login": person.login, "password": person.password, **more})

    return act


@pytest.fixture(scope="session")
def office(served: Served, services: Services) -> Office:
    """A company whose documents tests send; each test sends its own."""
    return Office(new_world(served, services))


@pytest.fixture
def lobby(office: Office) -> Iterator[Lobby]:
    """The browsers of a test."""
    made = Lobby(office)
    yield made
    made.close()
