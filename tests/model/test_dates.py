"""Dates as documents have them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.model.dates import day_in, dotted


@given(st.dates())
def test_what_is_written_is_read_again(day: date) -> None:
    assert day_in(dotted(day)) == day
    assert len(dotted(day)) == 10


@pytest.mark.parametrize("text", ["", "31.02.2024", "1.1.2024", "2024-01-01", "01.01.24", "01.01.2024 ", "٠١.01.2024"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert day_in(text) is None
