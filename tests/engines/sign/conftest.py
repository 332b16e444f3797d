"""What the tests of signatures share: made once, since keys and chains take long."""

from __future__ import annotations

import pytest

from engines.sign.authorities import Authority, Clock
from inkpost.engines.sign.keys import LoadedKey


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture(scope="session")
def ann(authority: Authority) -> LoadedKey:
    return authority.person("Ann Example")


@pytest.fixture(scope="session")
def bob(authority: Authority) -> LoadedKey:
    return authority.person("Bob Example")


@pytest.fixture(scope="session")
def stamping(authority: Authority) -> LoadedKey:
    return authority.stamping()


@pytest.fixture
def clock(stamping: LoadedKey) -> Clock:
    return Clock(stamping)
