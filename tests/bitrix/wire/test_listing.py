"""Lists: every spelling and shape of select, order, filter and start; pages that cover everything once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.listing import Column, Columns, Paging, paging, split_operator
from inkpost.faces.bitrix.parse import php_query
from inkpost.model.listing import Condition, ListQuery, Operator, Sort

COLUMNS = Columns(
    Column("id", int),
    Column("name"),
    Column("active", bool),
    Column("templateId", int),
    Column("createTime", datetime, field="created_at"),
    Column("users", shown=False, searchable=False),
)
SHOWN = {"id", "name", "active", "template_id", "created_at"}


def only(given_filter: Any, **others: Any) -> Condition:
    (condition,) = COLUMNS.read({"filter": given_filter, **others}).conditions
    return condition


@pytest.mark.parametrize(
    ("prefix", "operator", "value"),
    [
        ("", Operator.EQ, "a"),
        ("=", Operator.EQ, "a"),
        ("!=", Operator.NE, "a"),
        ("!", Operator.NE, "a"),
        (">", Operator.GT, "a"),
        (">=", Operator.GE, "a"),
        ("<", Operator.LT, "a"),
        ("<=", Operator.LE, "a"),
        ("@", Operator.IN, ("a",)),
        ("!@", Operator.NOT_IN, ("a",)),
        ("%", Operator.CONTAINS, "a"),
        ("!%", Operator.NOT_CONTAINS, "a"),
        ("=%", Operator.LIKE, "a"),
        ("%=", Operator.LIKE, "a"),
        ("!=%", Operator.NOT_LIKE, "a"),
        ("!%=", Operator.NOT_LIKE, "a"),
    ],
)
@pytest.mark.parametrize("name", ["name", "NAME", "Name", " name"])
def test_every_prefix(prefix: str, operator: Operator, value: Any, name: str) -> None:
    assert only({prefix + name: "a"}) == Condition("name", operator, value)


@pytest.mark.parametrize("name", ["templateId", "TEMPLATE_ID", "template_id", "templateid"])
def test_any_spelling_of_a_field(name: str) -> None:
    query = COLUMNS.read({"FILTER": {name: "5"}, "Order": {name: "DESC"}, "SELECT": [name]})
    assert query.conditions == (Condition("template_id", Operator.EQ, 5),)
    assert query.order == (Sort("template_id", True),)
    assert query.select == {"template_id"}


ZONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("given_filter", "condition"),
    [
        ({"active": "Y"}, Condition("active", Operator.EQ, True)),
        ({"!active": 1}, Condition("active", Operator.NE, True)),
        (
            {">=createTime": "2026-03-18"},
            Condition("created_at", Operator.GE, datetime(2026, 3, 17, 23, tzinfo=UTC)),
        ),
        ({"id": [1, "2"]}, Condition("id", Operator.IN, (1, 2))),
        ({"!id": {"0": 1}}, Condition("id", Operator.NOT_IN, (1,))),
        ({"@id": "5"}, Condition("id", Operator.IN, (5,))),
        ({"@id": []}, Condition("id", Operator.IN, ())),
        ({"@id": ["", None, 3]}, Condition("id", Operator.IN, (3,))),
        ({"id": ""}, Condition("id", Operator.EQ, None)),
        ({"!name": None}, Condition("name", Operator.NE, None)),
        ({"name": ""}, Condition("name", Operator.EQ, "")),
        ({"%id": 5}, Condition("id", Operator.CONTAINS, "5")),
    ],
)
def test_values_take_the_type_of_the_field(given_filter: Any, condition: Condition) -> None:
    assert COLUMNS.read({"filter": given_filter}, ZONE).conditions == (condition,)


@pytest.mark.parametrize("given_filter", [{}, [], "", None, [""], {"unknown": 1}, {"users": "U1"}, {"!@id": []}])
def test_filters_without_an_effect(given_filter: Any) -> None:
    assert COLUMNS.read({"filter": given_filter}).conditions == ()


def test_conditions_keep_their_order_and_hold_together() -> None:
    found = COLUMNS.read({"filter": {">id": 1, "<=ID": 9, "name": "x"}}).conditions
    assert [(c.field, c.operator) for c in found] == [
        ("id", Operator.GT),
        ("id", Operator.LE),
        ("name", Operator.EQ),
    ]


@pytest.mark.parametrize(
    ("select", "found"),
    [
        (None, None),
        ([], None),
        ([""], None),
        ("", None),
        (["*"], SHOWN),
        (["*", "users"], SHOWN | {"users"}),
        (["ID", "unknown"], {"id"}),
        ("id", {"id"}),
        ({"0": "id", "1": "CREATE_TIME"}, {"id", "created_at"}),
        (["unknown"], set()),
    ],
)
def test_select(select: Any, found: set[str] | None) -> None:
    assert COLUMNS.read({"select": select}).select == found


def test_order() -> None:
    order = {"name": "Desc", "ID": "asc", "id": "desc", "unknown": "up", "users": "asc"}
    assert COLUMNS.read({"order": order}).order == (Sort("name", True), Sort("id", False))
    assert COLUMNS.read({"order": ["id", "name"]}).order == (Sort("id"), Sort("name"))
    assert COLUMNS.read({"order": []}).order == ()


@pytest.mark.parametrize(
    ("start", "offset", "count"),
    [(None, 0, True), ("", 0, True), ("100", 100, True), (-1, 0, False), ("-1", 0, False)],
)
def test_start(start: Any, offset: int, count: bool) -> None:
    query = COLUMNS.read({"start": start})
    assert (query.offset, query.count, query.limit) == (offset, count, 50)


@pytest.mark.parametrize(
    ("parameters", "subject", "words"),
    [
        ({"filter": {">=createTime": "soon"}}, "filter.>=createTime", "a date and time"),
        ({"filter": {"id": "abc"}}, "filter.id", "a whole number, got 'abc'"),
        ({"filter": {"@id": [1, "x"]}}, "filter.@id", "a whole number"),
        ({"filter": {"active": "maybe"}}, "filter.active", "Y, N"),
        ({"filter": {">id": ""}}, "filter.>id", "a value to compare with"),
        ({"filter": {">id": [1]}}, "filter.>id", "a whole number"),
        ({"filter": {"%name": ["a"]}}, "filter.%name", "a text"),
        ({"filter": "id"}, "filter", "a map"),
        ({"order": {"id": "sideways"}}, "order.id", "asc or desc"),
        ({"order": {"id": []}}, "order.id", "asc or desc"),
        ({"order": 5}, "order", "a map"),
        ({"select": 5}, "select", "a list"),
        ({"start": "abc"}, "start", "a whole number"),
        ({"filter": {">" * 1 + " " * n + "id": 1 for n in range(101)}}, "filter", "at most 100"),
        ({"filter": {"@id": list(range(10_001))}}, "filter.@id", "at most 10000"),
    ],
)
def test_refusals(parameters: dict[str, Any], subject: str, words: str) -> None:
    with pytest.raises(InkpostError) as refused:
        COLUMNS.read(parameters)
    assert refused.value.reason is Reason.PARAMETER_INVALID
    assert refused.value.subject == subject
    assert words in refused.value.message


def test_out_of_a_query_string() -> None:
    given_query = php_query("filter[>=id]=2&filter[%21%40name][]=a&order[ID]=desc&select[]=*&select[]=users&start=50")
    assert COLUMNS.read(given_query) == ListQuery(
        conditions=(Condition("id", Operator.GE, 2), Condition("name", Operator.NOT_IN, ("a",))),
        order=(Sort("id", True),),
        select=frozenset(SHOWN | {"users"}),
        offset=50,
    )


def test_columns_that_look_alike_are_refused() -> None:
    with pytest.raises(TypeError):
        Columns(Column("templateId"), Column("TEMPLATE_ID"))


@given(st.text(max_size=8))
def test_a_key_is_an_operator_and_a_name(key: str) -> None:
    operator, name = split_operator(key)
    assert isinstance(operator, Operator)
    assert key.strip().endswith(name)


@given(st.integers(0, 400))
def test_pages_show_everything_once(total: int) -> None:
    rows = list(range(total))
    shown: list[int] = []
    start: int | None = 0
    while start is not None:
        query = COLUMNS.read({"start": start})
        shown += rows[query.offset : query.offset + query.limit]
        found = paging(query, total)
        assert found.total == total
        start = found.next
    assert shown == rows


def test_without_counting_there_is_neither_total_nor_next() -> None:
    assert paging(COLUMNS.read({"start": -1}), 500) == Paging(total=0, next=None)


@pytest.mark.parametrize(
    ("operator", "value", "pattern"),
    [
        (Operator.CONTAINS, "50%_a\\b", "%50\\%\\_a\\\\b%"),
        (Operator.LIKE, "mol%", "mol%"),
        (Operator.NOT_LIKE, "%a_b", "%a\\_b"),
    ],
)
def test_patterns_have_one_wildcard(operator: Operator, value: str, pattern: str) -> None:
    assert Condition("name", operator, value).pattern == pattern
