"""What the tests of the Diadoc face share: a program that is registered, and clients of people."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diadoc.client import Client
from exchange_partners import Partner
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


@pytest.fixture
def us(world: World) -> Partner:
    """One side of an exchange."""
    return Partner(world)


@pytest.fixture
def them(other_world: World) -> Partner:
    """The other side, of another organisation."""
    return Partner(other_world)


@pytest.fixture
def ours(us: Partner, signed_in: Callable[[Person], Client]) -> Client:
    """A program that works for us."""
    return signed_in(us.person)


@pytest.fixture
def theirs(them: Partner, signed_in: Callable[[Person], Client]) -> Client:
    """A program that works for them."""
    return signed_in(them.person)
