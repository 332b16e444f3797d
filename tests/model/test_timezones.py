"""Names of timezones."""

from __future__ import annotations

import pytest

from inkpost.model.timezones import is_timezone


@pytest.mark.parametrize("name", ["UTC", "Europe/Berlin", "Asia/Kathmandu"])
def test_a_zone(name: str) -> None:
    assert is_timezone(name)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Mars/Olympus", "../../etc/passwd", "/etc/passwd", "a\x00b", "x" * 5000, "\ud800", "+03:00"]
)
def test_no_zone(name: str) -> None:
    assert not is_timezone(name)
