"""What tests share: services that no worker interferes with, a fresh company on them, two sides of an exchange."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from exchange_partners import Partner
from houses import workless
from inkpost.operations.kit import Services
from signings import House
from worlds import World


@pytest.fixture(scope="module")
def unattended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services on a database that no background worker looks at, one for each file."""
    with workless(tmp_path_factory.mktemp("unattended")) as made:
        yield made


@pytest.fixture
def house(unattended: Services) -> House:
    """A fresh company: no file of another one is due, and the clocks of stamps, which never run back, are its own."""
    with unattended.engine.begin() as db:
        db.execute(text("delete from stamp_counters"))
        db.execute(text("update sign_upkeep set check_due_at = '9000-01-01', due_at = null"))
    return House(unattended)


@pytest.fixture
def us(world: World) -> Partner:
    """One side of an exchange."""
    return Partner(world)


@pytest.fixture
def them(other_world: World) -> Partner:
    """The other side, of another organisation."""
    return Partner(other_world)
