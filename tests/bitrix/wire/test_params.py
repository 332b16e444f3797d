"""Parameter models: spellings, shapes, types, refusals with the path of the parameter."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from enum import IntEnum, StrEnum
from typing import Any, Literal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET, UnsetType

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.params import Flag, Params, fold
from inkpost.faces.bitrix.uploads import Upload


class Period(StrEnum):
    DAY = "day"
    YEAR = "year"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Add(Params):
    template_id: int
    value: str
    values: dict[str, Any] = {}
    stamps_enabled: Flag | None = None


class Fields(Params):
    name: str | None = None
    file: Upload | None = None
    users: list[str] | None = None
    sort: int | None = None
    active: Flag = True
    since: datetime | None = None
    rate: float = 1.0


class Update(Params):
    id: int
    fields: Fields


class Mixed(Params):
    period: Period = Period.DAY
    level: Level | None = None
    mode: Literal["fast", "slow"] = "fast"
    code: int | str = 0
    note: str | UnsetType | None = UNSET
    rows: list[dict[str, int]] = []
    anything: Any = None
    special: str = msgspec.field(name="FILE_CONTENT", default="")
    bare: list = []  # type: ignore[type-arg]


@pytest.mark.parametrize(
    "name",
    ["templateId", "TEMPLATE_ID", "templateid", "template_id", "TemplateID", "TEMPLATEID", "Template_Id"],
)
def test_any_spelling_of_a_name(name: str) -> None:
    assert Add.read({name: "5", "VALUE": 7}) == Add(template_id=5, value="7")


@given(st.from_regex(r"[a-z]+(_[a-z0-9]+){0,3}", fullmatch=True), st.randoms())
def test_spellings_fold_together(name: str, chance: Any) -> None:
    mixed = "".join(chance.choice([letter.upper(), letter]) for letter in name)
    assert fold(mixed) == fold(name.replace("_", "")) == fold(name.upper())


def test_unknown_parameters_are_ignored_and_the_last_spelling_wins() -> None:
    found = Add.read({"ID": 1, "auth": "x", "templateId": 1, "TEMPLATE_ID": 2, "value": "v", "bx24_request_id": 1})
    assert found == Add(template_id=2, value="v")


def test_another_name_on_the_wire() -> None:
    assert Mixed.read({"fileContent": "a"}).special == "a"
    assert Mixed.read({"FILE_CONTENT": "a"}).special == "a"


@pytest.mark.parametrize("empty", [{}, [], "", [""]])
def test_ways_to_write_an_empty_map_or_list(empty: Any) -> None:
    assert Add.read({"templateId": 1, "value": "", "values": empty}).values == {}
    assert Update.read({"id": 1, "fields": empty}) == Update(id=1, fields=Fields())
    assert Update.read({"id": 1, "fields": {"users": empty}}).fields.users == []


def test_arrays_are_lists_and_maps() -> None:
    assert Add.read({"templateId": 1, "value": "", "values": ["a", "b"]}).values == {"0": "a", "1": "b"}
    assert Fields.read({"users": {"0": "U1", "5": 7}}).users == ["U1", "7"]
    assert Mixed.read({"rows": [{"a": "1"}, []]}).rows == [{"a": 1}, {}]
    assert Mixed.read({"bare": {"x": [1]}}).bare == [[1]]


def test_defaults_are_not_shared() -> None:
    first, second = (Add.read({"templateId": 1, "value": ""}) for _ in range(2))
    first.values["a"] = 1
    assert second.values == {}


@pytest.mark.parametrize("name", ["sort", "since"])
@pytest.mark.parametrize("value", [None, ""])
def test_empty_optional_numbers_and_dates_are_null(name: str, value: Any) -> None:
    assert getattr(Fields.read({name: value}), name) is None


def test_an_empty_text_stays_a_text() -> None:
    assert Fields.read({"name": ""}).name == ""
    assert Fields.read({"name": None}).name is None


def test_null_for_what_cannot_be_null_is_not_given() -> None:
    assert Fields.read({"active": None, "rate": None}) == Fields()
    with pytest.raises(InkpostError) as refused:
        Add.read({"templateId": None, "value": ""})
    assert refused.value.reason is Reason.PARAMETER_MISSING


def test_not_given_differs_from_null_where_declared() -> None:
    assert Mixed.read({}).note is UNSET
    assert Mixed.read({"note": None}).note is None
    assert Mixed.read({"note": ""}).note == ""


def test_types() -> None:
    zone = timezone(timedelta(hours=1))
    given_fields = {"SINCE": "18.03.2026 01:00:00", "rate": "0.5", "active": "n", "file": ["a.docx", "UEs="]}
    assert Fields.read(given_fields, zone) == Fields(
        since=datetime(2026, 3, 18, tzinfo=UTC), rate=0.5, active=False, file=Upload("a.docx", b"PK")
    )
    assert Mixed.read({"period": "YEAR", "level": "2", "mode": "Slow", "anything": [1, {"a": None}]}) == Mixed(
        period=Period.YEAR, level=Level.HIGH, mode="slow", anything=[1, {"a": None}]
    )


@pytest.mark.parametrize(("value", "code"), [(5, 5), ("5", "5"), ("a", "a"), (5.0, 5), (True, "1")])
def test_a_union_keeps_the_type_that_arrived(value: Any, code: Any) -> None:
    found = Mixed.read({"code": value}).code
    assert found == code
    assert type(found) is type(code)


@pytest.mark.parametrize(
    ("model", "parameters", "subject", "words"),
    [
        (Add, {"templateId": "x", "value": ""}, "templateId", "a whole number, got 'x'"),
        (Add, {"TEMPLATE_ID": [], "value": ""}, "templateId", "a whole number, got a list of 0"),
        (Add, {"templateId": 1, "value": {}}, "value", "a text"),
        (Add, {"templateId": 1, "value": "", "values": "x"}, "values", "a map, got 'x'"),
        (
            Add,
            {"templateId": 1, "value": "", "stampsEnabled": "maybe"},
            "stampsEnabled",
            "Y, N, 1, 0, true, false",
        ),
        (Update, {"id": 1, "fields": 5}, "fields", "a map"),
        (Update, {"id": 1, "FIELDS": {"SORT": "abc"}}, "fields.sort", "a whole number, got 'abc'"),
        (Update, {"id": 1, "fields": {"users": ["U1", []]}}, "fields.users.1", "a text"),
        (Update, {"id": 1, "fields": {"users": "U1"}}, "fields.users", "a list"),
        (Update, {"id": 1, "fields": {"file": ""}}, "fields.file", "base64"),
        (Mixed, {"period": "week"}, "period", "one of day, year, got 'week'"),
        (Mixed, {"mode": []}, "mode", "one of fast, slow"),
        (Mixed, {"level": 3}, "level", "one of 1, 2"),
        (Mixed, {"code": []}, "code", "a whole number or a text"),
        (Mixed, {"rows": [{"a": 1}, {"b": "x"}]}, "rows.1.b", "a whole number"),
        (Mixed, {"rows": {"k": {"x" * 1000: "x"}}}, "rows.0." + "x" * 64, "a whole number"),
    ],
)
def test_refusals_name_the_parameter_and_what_would_be_right(
    model: type[Params], parameters: dict[str, Any], subject: str, words: str
) -> None:
    with pytest.raises(InkpostError) as refused:
        model.read(parameters)
    assert refused.value.reason is Reason.PARAMETER_INVALID
    assert refused.value.subject == subject
    assert words in refused.value.message
    assert subject in refused.value.message


@pytest.mark.parametrize(
    ("model", "parameters", "subject"),
    [
        (Add, {}, "templateId"),
        (Add, {"template_id": 1}, "value"),
        (Update, {"id": 1}, "fields"),
        (Update, {"fields": {}}, "id"),
    ],
)
def test_missing_parameters(model: type[Params], parameters: dict[str, Any], subject: str) -> None:
    with pytest.raises(InkpostError) as refused:
        model.read(parameters)
    assert refused.value.reason is Reason.PARAMETER_MISSING
    assert refused.value.subject == subject


def test_declarations_that_cannot_be_are_refused_when_the_class_is_made() -> None:
    with pytest.raises(TypeError, match="no parameter"):
        type(Params)("Wrong", (Params,), {"__annotations__": {"a": bytes}})
    with pytest.raises(TypeError, match="look alike"):
        type(Params)("Wrong", (Params,), {"__annotations__": {"a_b": int, "ab": int}})


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["id", "fields", "name", "file", "users", "sort", "since", "rate", "period", "rows", "code"])


@given(st.dictionaries(NAMES, VALUES | st.dictionaries(NAMES, VALUES), max_size=6))
def test_anything_is_read_or_refused(parameters: dict[str, Any]) -> None:
    for model in (Fields, Update, Mixed):
        try:
            assert isinstance(model.read(parameters), model)
        except InkpostError as fault:
            outcome = fault
        else:
            continue
        assert outcome.reason in {Reason.PARAMETER_INVALID, Reason.PARAMETER_MISSING}
        assert outcome.subject
