"""The query: whatever its letter case, typed, and clear about what does not fit."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc.queries import BoxId, Query, Ticks, parsed, read

GUID = UUID("1f208d03-2a60-4f64-91b1-b7aad54cfaf3")


class Order(StrEnum):
    ASCENDING = "Ascending"
    DESCENDING = "Descending"


class Everything(Query, frozen=True):
    box_id: BoxId
    message_id: UUID | None = None
    exclude_subdepartments: bool = False
    from_ticks: Ticks | None = None
    count: int = 100
    document_date: date | None = None
    sort_direction: Order = Order.ASCENDING
    kind: Literal["In", "Out"] = "In"
    after_index_key: str | None = None
    types: tuple[str, ...] = ()


def got(query: str) -> Everything:
    return read(Everything, parsed(f"boxId={GUID}&{query}".encode()))


def refused(query: str, model: type[Query] = Everything) -> tuple[Reason, str]:
    with pytest.raises(InkpostError) as fault:
        read(model, parsed(query.encode()))
    return fault.value.reason, fault.value.message


@pytest.mark.parametrize(
    "text",
    [
        "1f208d032a604f6491b1b7aad54cfaf3@diadoc.ru",
        "1F208D032A604F6491B1B7AAD54CFAF3%40DIADOC.RU",
        "1f208d03-2a60-4f64-91b1-b7aad54cfaf3",
        "1f208d032a604f6491b1b7aad54cfaf3",
        "%7B1F208D03-2a60-4f64-91b1-b7aad54cfaf3%7D@diadoc.ru",
    ],
)
def test_a_box_has_many_spellings(text: str) -> None:
    assert read(Everything, parsed(f"BOXID={text}".encode())).box_id == GUID


def test_what_is_empty_is_absent_and_a_name_alone_is_a_yes() -> None:
    assert got("messageId=&count=&fromTicks=&afterIndexKey=&sortDirection&types=") == Everything(GUID)
    assert got("excludeSubdepartments").exclude_subdepartments
    assert not got("excludeSubdepartments=").exclude_subdepartments
    for text in ("True", "true", "1", "TRUE"):
        assert got(f"EXCLUDESUBDEPARTMENTS={text}").exclude_subdepartments
    for text in ("False", "0"):
        assert not got(f"excludeSubdepartments={text}").exclude_subdepartments


def test_values_have_their_types() -> None:
    found = got(
        "&&documentdate=29.02.2024&fromTicks=638884242433705569&count=-5&SORTdirection=descending&kind=OUT"
        "&afterIndexKey=a%2Bb+c%20%D1%84&types=A,B&types=C&unknown=x&=y"
    )
    assert found == Everything(
        GUID,
        None,
        False,
        638884242433705569,
        -5,
        date(2024, 2, 29),
        Order.DESCENDING,
        "Out",
        "a+b c ф",
        ("A", "B", "C"),
    )


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("boxId=abc", "The query parameter boxId is 'abc': it takes the id of a box, such as "),
        ("messageId=1", "The query parameter messageId is '1': it takes a GUID such as "),
        ("excludeSubdepartments=yes", "The query parameter excludeSubdepartments is 'yes': it takes true or false"),
        ("fromTicks=-1", "The query parameter fromTicks is '-1': it takes ticks (100 ns since 0001-01-01 UTC) from 0"),
        ("fromTicks=9999999999999999999", "The query parameter fromTicks is '9999999999999999999': it takes ticks"),
        ("count=1.5", "The query parameter count is '1.5': it takes a whole number"),
        ("count=" + "9" * 500, "The query parameter count is '" + "9" * 100 + "…': it takes a whole number"),
        ("count=%D9%A1", "The query parameter count is '١': it takes a whole number"),
        ("documentDate=30.02.2024", "The query parameter documentDate is '30.02.2024': it takes a date such as "),
        ("documentDate=2024-02-01", "The query parameter documentDate is '2024-02-01': it takes a date such as "),
        ("sortDirection=Up", "The query parameter sortDirection is 'Up': it takes one of Ascending, Descending"),
        ("kind=Both", "The query parameter kind is 'Both': it takes one of In, Out"),
    ],
)
def test_what_does_not_fit_is_named_with_what_does(query: str, told: str) -> None:
    reason, text = refused(query if query.startswith("boxId") else f"boxId={GUID}&{query}")
    assert reason is Reason.PARAMETER_INVALID
    assert text.startswith(told)


def test_what_is_missing_is_named() -> None:
    assert refused("boxId=&count=1") == (Reason.PARAMETER_MISSING, "The query parameter boxId is missing")


@pytest.mark.parametrize("query", ["boxId=%ff", "boxId=%00", "%ff=1", "ф=1"])
def test_what_is_no_text_is_refused(query: str) -> None:
    with pytest.raises(InkpostError, match="URL-encoded"):
        parsed(query.encode())


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read(Everything, parsed(b"boxId=1f208d032a604f6491b1b7aad54cfaf3&" + raw))
    except InkpostError as fault:
        refused_for: Any = fault.reason
        if refused_for not in {Reason.PARAMETER_INVALID, Reason.PARAMETER_MISSING}:
            raise


def test_a_type_that_no_parameter_can_have_is_a_mistake_of_ours() -> None:
    class Wrong(Query, frozen=True):
        number: complex

    with pytest.raises(TypeError, match="complex"):
        read(Wrong, parsed(b"number=1"))
