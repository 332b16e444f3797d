"""The filters of lists: every operator against a plain look at each row, hostile ones too."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bitrix.methods.documentgenerator.archive import (
    BEGAN,
    DOCUMENTS,
    TITLES,
    document_rows,
    ids_of,
)
from support import CLIENT
from worlds import World, docx

# --- filter --------------------------------------------------------------------------------------------------------

Row = dict[str, Any]
Test = Callable[[Any, Any], bool]


def _like(pattern: str) -> Callable[[str], bool]:
    expression = "".join(".*" if part == "%" else re.escape(part) for part in re.split("(%)", pattern))
    return lambda text: re.fullmatch(expression, text, re.DOTALL | re.IGNORECASE) is not None


def _text(item: Any) -> str:
    return str(item)


REFERENCE: dict[str, Test] = {
    "": lambda item, value: item == value,
    "=": lambda item, value: item == value,
    "!": lambda item, value: item != value,
    "!=": lambda item, value: item != value,
    ">": lambda item, value: item is not None and item > value,
    ">=": lambda item, value: item is not None and item >= value,
    "<": lambda item, value: item is not None and item < value,
    "<=": lambda item, value: item is not None and item <= value,
    "@": lambda item, value: item in value,
    "!@": lambda item, value: item not in value,
    "%": lambda item, value: item is not None and value.lower() in _text(item).lower(),
    "!%": lambda item, value: item is None or value.lower() not in _text(item).lower(),
    "=%": lambda item, value: item is not None and _like(value)(_text(item)),
    "%=": lambda item, value: item is not None and _like(value)(_text(item)),
    "!=%": lambda item, value: item is None or not _like(value)(_text(item)),
    "!%=": lambda item, value: item is None or not _like(value)(_text(item)),
}
COMPARING, SETS = (">", ">=", "<", "<="), ("@", "!@")
TEXTUAL = ("%", "!%", "=%", "%=", "!=%", "!%=")
SPELLINGS = {
    "id": ["id", "ID", "Id"],
    "title": ["title", "TITLE"],
    "value": ["value", "VALUE"],
    "templateId": ["templateId", "TEMPLATE_ID", "templateid"],
    "updatedBy": ["updatedBy", "UPDATED_BY"],
    "createTime": ["createTime", "CREATE_TIME", "createtime"],
}
PIECES = st.sampled_from(
    ["vertrag", "Ver", "100", "100%", "%", "a_b", "_", "\\", "'", '"', "договор", "DEAL_", "", " "]
)


@st.composite
def conditions(draw: st.DrawFn, ids: list[int], people: list[int]) -> tuple[str, str, str, Any]:
    """A field, how it is spelled, an operator and a value for it."""
    field = draw(st.sampled_from(sorted(SPELLINGS)))
    spelling = draw(st.sampled_from(SPELLINGS[field]))
    text = field in ("title", "value")
    kinds = ["", "=", "!", "!=", *SETS, *(TEXTUAL if text else COMPARING)]
    prefix = draw(st.sampled_from(kinds))
    if prefix in TEXTUAL:
        return field, spelling, prefix, "".join(draw(st.lists(PIECES, max_size=3)))
    one: st.SearchStrategy[Any]
    if text:
        one = st.sampled_from([*TITLES, "DEAL_1", "DEAL_3"]).filter(bool)
    elif field == "createTime":
        one = st.integers(-2, 12).map(lambda at: (BEGAN + timedelta(seconds=at)).replace(microsecond=0))
    else:
        one = st.sampled_from([*ids[::5], *people, 0, 2**40])
    return field, spelling, prefix, draw(st.lists(one, min_size=1, max_size=4) if prefix in SETS else one)


def _wire(value: Any) -> Any:
    if isinstance(value, list):
        return [_wire(each) for each in value]
    if isinstance(value, datetime):
        return value.astimezone().isoformat()
    return str(value) if isinstance(value, int) and value % 2 else value


def _holds(row: Row, condition: tuple[str, str, str, Any]) -> bool:
    field, _, prefix, value = condition
    return REFERENCE[prefix](row[field], value)


def test_a_filter_finds_what_a_plain_look_at_every_row_finds(world: World) -> None:
    ids = document_rows(world, 44)
    rows = [
        {
            "id": number,
            "title": TITLES[at % len(TITLES)],
            "value": f"DEAL_{at % 5}",
            "templateId": None,
            "updatedBy": world.admin.id if at % 4 == 0 else None,
            "createTime": (BEGAN + timedelta(seconds=at // 3)).replace(microsecond=0),
        }
        for at, number in enumerate(ids)
    ]
    template = int(world.rest(DOCUMENTS)["documents"][0]["templateId"])
    rows = [{**row, "templateId": template} for row in rows]

    @settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(conditions(ids, [world.admin.id, template]), min_size=1, max_size=3, unique_by=lambda c: c[0]))
    def check(asked: list[tuple[str, str, str, Any]]) -> None:
        wire = {prefix + spelling: _wire(value) for _, spelling, prefix, value in asked}
        expected = [row["id"] for row in rows if all(_holds(row, each) for each in asked)]
        assert ids_of(world, filter=wire) == expected, wire

    check()


def test_no_wildcard_but_the_percent_sign_means_anything(world: World) -> None:
    ids = document_rows(world, len(TITLES))
    by_title = dict(zip(TITLES, ids, strict=True))

    def found(**conditions: str) -> list[int]:
        return ids_of(world, filter={key.replace("_title", "title"): item for key, item in conditions.items()})

    assert found(**{"%title": "_"}) == [by_title["a_b"]]
    assert found(**{"%title": "%"}) == [by_title["100% sure"]]
    assert found(**{"%title": "\\"}) == [by_title["back\\slash"]]
    assert found(**{"=%title": "a_b"}) == [by_title["a_b"]]
    assert found(**{"=%title": "100%sure"}) == [by_title["100% sure"], by_title["100 sure"]]
    assert found(**{"%=title": "%'%"}) == [by_title["it's"]]
    assert found(**{"%title": "ДОГОВОР"}) == [by_title["Договор"]]
    assert found(**{"%title": ""}) == ids


def test_what_is_empty_is_found_by_nothing_and_null(world: World) -> None:
    ids = document_rows(world, 44)
    without = [number for at, number in enumerate(ids) if at % 4]
    for nothing in (None, ""):
        assert ids_of(world, filter={"updatedBy": nothing}) == without
        assert ids_of(world, filter={"!updatedBy": nothing}) == [number for number in ids if number not in without]
        assert ids_of(world, filter={"pdfId": nothing}) == ids
        assert ids_of(world, filter={"title": nothing}) == ids[10::11]
        assert ids_of(world, filter={"!=title": nothing}) == [number for number in ids if number not in ids[10::11]]
    for everything in (None, "", [], {}, [1, 2], {"unknown": 5, "values": "x", "": 1}):
        assert ids_of(world, filter=everything) == ids
    for prefix in (">", ">=", "<", "<="):  # a batch's reference to a row that is not there comes to null
        assert ids_of(world, filter={f"{prefix}id": None}) == []
    assert ids_of(world, filter={"@id": []}) == []
    assert ids_of(world, filter={"!@id": []}) == ids
    assert ids_of(world, filter={"id": ids[:3]}) == ids[:3]
    assert ids_of(world, filter={"!id": ids[3:]}) == ids[:3]
    assert ids_of(world, filter={"@id": {"0": ids[1], "5": str(ids[0])}}) == ids[:2]


INJECTIONS = [
    "' or 1=1 --",
    '"; drop table documents; --',
    "1) or (1=1",
    "\\' or 1=1",
    "%' escape '!",
    "$1",
    ":param",
    "%(id)s",
    "{id}",
]


@pytest.mark.parametrize("attack", INJECTIONS)
def test_a_filter_is_never_part_of_the_statement(attack: str, world: World) -> None:
    ids = document_rows(world, 3)
    for prefix in ("", "!", "@", "%", "=%", "!%"):
        found = ids_of(world, filter={f"{prefix}title": attack})
        assert found == (ids if prefix.startswith("!") else [])
    assert ids_of(world, filter={attack: 1, f"title{attack}": "x", f"id {attack}": 5}) == ids
    assert ids_of(world, order={attack: "asc"}, select=[attack, "id"]) == ids
    world.rest.error(DOCUMENTS, filter={"id": attack})
    assert ids_of(world) == ids


@pytest.mark.parametrize(
    "given",
    [
        {"filter": {"id": "abc"}},
        {"filter": {">id": ""}},
        {"filter": {"id": {"a": {"b": 1}}}},
        {"filter": {"id": 10**30}},
        {"filter": {"id": 1.5}},
        {"filter": {"createTime": "yesterday"}},
        {"filter": {">createTime": "2026-99-99"}},
        {"filter": {"createTime": 5}},
        {"filter": {"%title": ["a"]}},
        {"filter": {"@id": [1, "x"]}},
        {"filter": "id=5"},
        {"filter": {f"{'!' if at % 2 else ''}{'=' if at % 3 else '>'}id{' ' * at}": 1 for at in range(202)}},
        {"filter": {"@id": list(range(10_001))}},
        {"start": "abc"},
        {"start": [1]},
        {"start": 10**30},
        {"select": 5},
    ],
    ids=lambda given: json.dumps(given)[:40],
)
def test_a_value_of_the_wrong_type_is_refused_by_name(given: dict[str, Any], world: World) -> None:
    status, code, text = world.rest.error(DOCUMENTS, **given)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert next(iter(given)) in text
    assert len(text) < 400


def test_what_is_shown_can_be_asked_for(world: World) -> None:
    """The time that an answer shows finds its document, and nothing made in the same second is after it."""
    made = world.document(world.template(docx("x")))
    (row,) = world.rest(DOCUMENTS)["documents"]
    for name in ("createTime", "updateTime", "id", "title", "number", "value", "provider", "fileId", "createdBy"):
        value = made["provider"] if name == "provider" else row[name]
        assert ids_of(world, filter={name: value}) == [made["id"]], name
        assert ids_of(world, filter={f"!{name}": value}) == [], name
    assert ids_of(world, filter={">updateTime": row["updateTime"]}) == []
    assert ids_of(world, filter={">=updateTime": row["updateTime"]}) == [made["id"]]


def test_a_time_without_an_offset_is_meant_in_the_portal_s_zone(make_world: Callable[..., World]) -> None:
    world = make_world(timezone="Asia/Tokyo")
    ids = document_rows(world, 1)
    assert world.rest(DOCUMENTS)["documents"][0]["createTime"] == "2026-03-19T01:27:48+09:00"
    assert ids_of(world, filter={"createTime": "2026-03-19 01:27:48"}) == ids
    assert ids_of(world, filter={"createTime": "19.03.2026 01:27:48"}) == ids
    assert ids_of(world, filter={">=createTime": "2026-03-19"}) == ids
    assert ids_of(world, filter={">=createTime": "2026-03-20"}) == []


def test_a_filter_arrives_by_form_and_query_too(world: World) -> None:
    ids = document_rows(world, 5)
    query = urlencode({"filter[>=id]": ids[1], "filter[@value][0]": "DEAL_1", "filter[@value][]": "DEAL_3"})
    for answer in (
        CLIENT.get(f"{world.rest.webhook_url}{DOCUMENTS}?{query}&order[id]=desc&select[]=id"),
        CLIENT.post(f"{world.rest.webhook_url}{DOCUMENTS}", data={"order[id]": "desc"}, params=query),
        CLIENT.get(
            f"{world.rest.webhook_url}{DOCUMENTS}?filter[>=id]={ids[1]}&filter[@value][]=DEAL_1"
            "&filter[@value][]=DEAL_3&ORDER[ID]=DESC"
        ),
    ):
        assert [int(row["id"]) for row in answer.json()["result"]["documents"]] == [ids[3], ids[1]]
