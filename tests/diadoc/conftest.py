"""What the tests of the Diadoc face share: a program that is registered, and clients of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diadoc.client import Client
from worlds import Person, World


@pytest.fixture
def client(world: World) -> Client:
    """A registered program, nobody signed in."""
    return Client(world.served.base_url, world.application().client_id)


@pytest.fixture
def signed_in(world: World, client: Client) -> Callable[[Person], Client]:
    """A client of the program for a person."""

    def sign_in(person: Person) -> Client:
        return Client(client.base_url, client.client_id).sign_in(person.login, person.password)

    return sign_in
