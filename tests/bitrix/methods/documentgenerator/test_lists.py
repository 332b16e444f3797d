"""``documentgenerator.template.list`` and ``documentgenerator.document.list``: select, order, filter, start."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from inkpost.model.files import DOCX
from inkpost.store import files, tables
from support import CLIENT
from worlds import Person, World, docx

DOCUMENTS = "documentgenerator.document.list"
TEMPLATES = "documentgenerator.template.list"
BEGAN = datetime(2026, 3, 18, 16, 27, 48, 700_000, tzinfo=UTC)
TITLES = ["Vertrag", "vertrag", "100% sure", "100 sure", "a_b", "aXb", "back\\slash", "it's", 'say "so"', "Договор", ""]


def _file(world: World, db: Any) -> int:
    digest = world.services.blobs.put(b"x")
    made = files.add(db, organization_id=world.organization_id, sha256=digest, size=1, name="x.docx", media_type=DOCX)
    return made.id


def _template_rows(world: World, count: int, **values: Any) -> list[int]:
    """Templates straight in the table: ids in order."""
    with world.services.engine.begin() as db:
        row = {
            "organization_id": world.organization_id,
            "module": "rest",
            "region": "de",
            "file_id": _file(world, db),
            "created_by": world.admin.id,
            "providers": [],
        }
        rows = [
            {
                **row,
                "name": TITLES[at % len(TITLES)] or "-",
                "code": f"T{at:03}",
                "sort": 1000 - at,
                "active": at % 3 > 0,
                "deleted": False,
                "with_stamps": at % 2 > 0,
                "created_at": BEGAN + timedelta(minutes=at),
                **values,
            }
            for at in range(count)
        ]
        return sorted(db.execute(insert(tables.templates).returning(tables.templates.c.id), rows).scalars())


def _document_rows(world: World, count: int, **values: Any) -> list[int]:
    """Documents straight in the table: ids in order."""
    (template,) = _template_rows(world, 1)
    with world.services.engine.begin() as db:
        row = {
            "organization_id": world.organization_id,
            "template_id": template,
            "module": "rest",
            "file_id": _file(world, db),
            "created_by": world.admin.id,
            "provider": "Bitrix\\DocumentGenerator\\DataProvider\\Rest",
            "creation_method": "rest",
            "field_values": {"Client": "Anna"},
        }
        rows = [
            {
                **row,
                "title": TITLES[at % len(TITLES)],
                "number": str(at // 7),
                "reference": f"DEAL_{at % 5}",
                "updated_by": world.admin.id if at % 4 == 0 else None,
                "created_at": BEGAN + timedelta(seconds=at // 3),
                "updated_at": BEGAN + timedelta(days=at),
                **values,
            }
            for at in range(count)
        ]
        return sorted(db.execute(insert(tables.documents).returning(tables.documents.c.id), rows).scalars())


def _ids(world: World, **params: Any) -> list[int]:
    return [int(row["id"]) for row in world.rest(DOCUMENTS, **params)["documents"]]


def _body(world: World, method: str, **params: Any) -> dict[str, Any]:
    answer = world.rest.raw(method, params)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = json.loads(answer.text)
    return body


# --- pages ---------------------------------------------------------------------------------------------------------


def test_documents_come_fifty_a_page(world: World) -> None:
    ids = _document_rows(world, 120)
    first, second, third = (_body(world, DOCUMENTS, start=start) for start in (0, 50, 100))
    pages = [[int(row["id"]) for row in body["result"]["documents"]] for body in (first, second, third)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert list(chain(*pages)) == ids
    assert [body["total"] for body in (first, second, third)] == [120, 120, 120]
    assert (first["next"], second["next"], "next" in third) == (50, 100, False)
    beyond = _body(world, DOCUMENTS, start=150)
    assert (beyond["result"], beyond["total"], "next" in beyond) == ({"documents": []}, 120, False)
    odd = _body(world, DOCUMENTS, start=95, filter={"<=id": ids[99]})
    assert ([int(row["id"]) for row in odd["result"]["documents"]], odd["total"]) == (ids[95:100], 100)
    exact = _body(world, DOCUMENTS, filter={"<=id": ids[49]})
    assert (exact["total"], "next" in exact) == (50, False)


def test_templates_come_fifty_a_page_as_an_object_in_the_order_asked_for(world: World) -> None:
    ids = _template_rows(world, 120)
    pages = [_body(world, TEMPLATES, order={"sort": "asc"}, start=start) for start in (0, 50, 100)]
    found = list(chain(*(page["result"]["templates"] for page in pages)))
    assert found == [str(number) for number in reversed(ids)]
    assert [page.get("next") for page in pages] == [50, 100, None]
    assert all(row["id"] == key for page in pages for key, row in page["result"]["templates"].items())
    assert _body(world, TEMPLATES, filter={"name": "none such"})["result"] == {"templates": []}


def test_start_minus_one_counts_nothing_and_follows_the_ids(world: World) -> None:
    ids = _document_rows(world, 60)
    seen: list[int] = []
    while True:
        body = _body(world, DOCUMENTS, start=-1, order={"ID": "ASC"}, filter={">ID": seen[-1] if seen else 0})
        assert (body["total"], "next" in body) == (0, False)
        page = [int(row["id"]) for row in body["result"]["documents"]]
        seen += page
        if len(page) < 50:
            break
    assert seen == ids
    assert _ids(world, start="-1", order={"id": "desc"}, filter={"<ID": ids[3]}) == ids[:3][::-1]


def test_a_batch_pages_through_with_the_same_totals(world: World) -> None:
    _document_rows(world, 70)
    answer = world.rest("batch", cmd={f"p{at}": f"{DOCUMENTS}?start={at}" for at in (0, 50)})
    assert answer["result_total"] == {"p0": 70, "p50": 70}
    assert answer["result_next"] == {"p0": 50}
    assert [len(answer["result"][key]["documents"]) for key in ("p0", "p50")] == [50, 20]


# --- select --------------------------------------------------------------------------------------------------------

ALWAYS = {"downloadUrl", "values", "stampsEnabled", "downloadUrlMachine"}
COLUMNS = {
    *("id", "title", "number", "templateId", "provider", "value", "fileId", "imageId", "pdfId"),
    *("createTime", "updateTime", "createdBy", "updatedBy"),
}


@pytest.mark.parametrize(
    ("select", "columns"),
    [
        (None, COLUMNS),
        (["*"], COLUMNS),
        ([], COLUMNS),
        ("", COLUMNS),
        (["id"], {"id"}),
        ("title", {"title"}),
        (["ID", "TEMPLATE_ID", "createtime", "unknown", 5], {"id", "templateId", "createTime"}),
        ({"0": "id", "1": "VALUE"}, {"id", "value"}),
        (["unknown"], set()),
        (["*", "values"], COLUMNS),
    ],
)
def test_select_names_the_columns_of_a_document(select: Any, columns: set[str], world: World) -> None:
    _document_rows(world, 1)
    (row,) = world.rest(DOCUMENTS, **({} if select is None else {"select": select}))["documents"]
    assert set(row) == columns | ALWAYS
    named = isinstance(select, list) and "values" in select
    assert (row["values"], row["stampsEnabled"]) == (
        ({"productsTableVariant": "", "_creationMethod": "rest", "stampsEnabled": True, "Client": "Anna"}, True)
        if named
        else (None, False)
    )


def test_users_and_providers_of_templates_come_by_name_only(world: World) -> None:
    template = str(world.template(docx("x"), users=["UA", "U1"]))
    plain = world.rest(TEMPLATES)["templates"][template]
    assert not {"users", "providers"} & plain.keys()
    assert plain.keys() == world.rest(TEMPLATES, select=["*"])["templates"][template].keys()
    whole = world.rest(TEMPLATES, select=["*", "USERS", "providers"])["templates"][template]
    assert whole["users"] == ["UA", "U1"]
    assert whole["providers"] == ["bitrix\\documentgenerator\\dataprovider\\rest"]
    assert list(whole)[-4:] == ["download", "providers", "users", "downloadMachine"]
    few = world.rest(TEMPLATES, select=["users", "id"])["templates"][template]
    assert few.keys() == {"id", "users", "download", "downloadMachine"}
    link = f"/bitrix/services/main/ajax.php?action=documentgenerator.api.template.download&SITE_ID=s1&id={template}"
    assert few["download"] == link


# --- order ---------------------------------------------------------------------------------------------------------


def test_order_goes_by_several_fields_and_ends_with_the_id(world: World) -> None:
    ids = _document_rows(world, 30)
    assert _ids(world) == ids
    assert _ids(world, order={"id": "desc"}) == ids[::-1]
    by_value = _ids(world, order={"value": "desc", "number": "asc", "ID": "DESC"})
    assert by_value == sorted(ids, key=lambda n: (-(ids.index(n) % 5), str(ids.index(n) // 7), -n))
    by_time = _ids(world, order={"CREATE_TIME": "Desc"})
    assert by_time == sorted(ids, key=lambda n: (-(ids.index(n) // 3), n))
    by_nothing = sorted(ids, key=lambda n: (ids.index(n) % 4 == 0, n))
    assert _ids(world, order={"updatedBy": "asc"}) == by_nothing
    assert _ids(world, order={"unknown": "asc", "values": "asc"}) == ids
    assert _ids(world, order=["id"]) == ids


@pytest.mark.parametrize("order", [{"id": "up"}, {"id": ["asc"]}, {"id": "asc; drop table documents"}, "id", 5])
def test_an_order_that_is_none_is_refused(order: Any, world: World) -> None:
    status, code, text = world.rest.error(DOCUMENTS, order=order)
    assert (status, code, "order" in text) == (400, "ERROR_ARGUMENT", True)


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
    ids = _document_rows(world, 44)
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
        assert _ids(world, filter=wire) == expected, wire

    check()


def test_no_wildcard_but_the_percent_sign_means_anything(world: World) -> None:
    ids = _document_rows(world, len(TITLES))
    by_title = dict(zip(TITLES, ids, strict=True))

    def found(**conditions: str) -> list[int]:
        return _ids(world, filter={key.replace("_title", "title"): item for key, item in conditions.items()})

    assert found(**{"%title": "_"}) == [by_title["a_b"]]
    assert found(**{"%title": "%"}) == [by_title["100% sure"]]
    assert found(**{"%title": "\\"}) == [by_title["back\\slash"]]
    assert found(**{"=%title": "a_b"}) == [by_title["a_b"]]
    assert found(**{"=%title": "100%sure"}) == [by_title["100% sure"], by_title["100 sure"]]
    assert found(**{"%=title": "%'%"}) == [by_title["it's"]]
    assert found(**{"%title": "ДОГОВОР"}) == [by_title["Договор"]]
    assert found(**{"%title": ""}) == ids


def test_what_is_empty_is_found_by_nothing_and_null(world: World) -> None:
    ids = _document_rows(world, 44)
    without = [number for at, number in enumerate(ids) if at % 4]
    for nothing in (None, ""):
        assert _ids(world, filter={"updatedBy": nothing}) == without
        assert _ids(world, filter={"!updatedBy": nothing}) == [number for number in ids if number not in without]
        assert _ids(world, filter={"pdfId": nothing}) == ids
        assert _ids(world, filter={"title": nothing}) == ids[10::11]
        assert _ids(world, filter={"!=title": nothing}) == [number for number in ids if number not in ids[10::11]]
    for everything in (None, "", [], {}, [1, 2], {"unknown": 5, "values": "x", "": 1}):
        assert _ids(world, filter=everything) == ids
    for prefix in (">", ">=", "<", "<="):  # a batch's reference to a row that is not there comes to null
        assert _ids(world, filter={f"{prefix}id": None}) == []
    assert _ids(world, filter={"@id": []}) == []
    assert _ids(world, filter={"!@id": []}) == ids
    assert _ids(world, filter={"id": ids[:3]}) == ids[:3]
    assert _ids(world, filter={"!id": ids[3:]}) == ids[:3]
    assert _ids(world, filter={"@id": {"0": ids[1], "5": str(ids[0])}}) == ids[:2]


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
    ids = _document_rows(world, 3)
    for prefix in ("", "!", "@", "%", "=%", "!%"):
        found = _ids(world, filter={f"{prefix}title": attack})
        assert found == (ids if prefix.startswith("!") else [])
    assert _ids(world, filter={attack: 1, f"title{attack}": "x", f"id {attack}": 5}) == ids
    assert _ids(world, order={attack: "asc"}, select=[attack, "id"]) == ids
    world.rest.error(DOCUMENTS, filter={"id": attack})
    assert _ids(world) == ids


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
        assert _ids(world, filter={name: value}) == [made["id"]], name
        assert _ids(world, filter={f"!{name}": value}) == [], name
    assert _ids(world, filter={">updateTime": row["updateTime"]}) == []
    assert _ids(world, filter={">=updateTime": row["updateTime"]}) == [made["id"]]


def test_a_time_without_an_offset_is_meant_in_the_portal_s_zone(make_world: Callable[..., World]) -> None:
    world = make_world(timezone="Asia/Tokyo")
    ids = _document_rows(world, 1)
    assert world.rest(DOCUMENTS)["documents"][0]["createTime"] == "2026-03-19T01:27:48+09:00"
    assert _ids(world, filter={"createTime": "2026-03-19 01:27:48"}) == ids
    assert _ids(world, filter={"createTime": "19.03.2026 01:27:48"}) == ids
    assert _ids(world, filter={">=createTime": "2026-03-19"}) == ids
    assert _ids(world, filter={">=createTime": "2026-03-20"}) == []


def test_a_filter_arrives_by_form_and_query_too(world: World) -> None:
    ids = _document_rows(world, 5)
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


# --- templates -----------------------------------------------------------------------------------------------------


def _names(world: World, person: Person | None = None, **params: Any) -> list[str]:
    return list((person or world.admin).rest(TEMPLATES, **params)["templates"] or [])


def test_deleted_templates_are_shown_to_those_who_ask(world: World) -> None:
    kept, marked = (str(world.template(docx("x"))) for _ in range(2))
    world.document(int(marked))
    world.rest("documentgenerator.template.delete", id=marked)
    assert _names(world) == [kept]
    for key, value, expected in (
        ("isDeleted", "Y", [marked]),
        ("isDeleted", "N", [kept]),
        ("IS_DELETED", 1, [marked]),
        ("!isDeleted", "Y", [kept]),
        ("@isDeleted", ["Y", "N"], [kept, marked]),
        ("@isDeleted", ["Y"], [marked]),
    ):
        assert _names(world, filter={key: value}) == expected, (key, value)
    assert world.rest(TEMPLATES, filter={"isDeleted": "Y"})["templates"][marked]["isDeleted"] == "Y"


def test_templates_are_found_by_their_fields(world: World) -> None:
    ids = [str(number) for number in _template_rows(world, 33)]
    by = {
        "active": [each for at, each in enumerate(ids) if at % 3],
        "withStamps": ids[1::2],
    }
    for name, expected in by.items():
        assert _names(world, filter={name: "Y"}) == expected
        assert _names(world, filter={name.upper(): False}) == [each for each in ids if each not in expected]
    assert _names(world, filter={">sort": 990, "<=SORT": "995"}) == ids[5:10]
    assert _names(world, filter={"%code": "t00"}) == ids[:10]
    assert _names(world, filter={"@code": ["T005", "T031"]}) == [ids[5], ids[31]]
    assert _names(world, filter={"region": "de", "moduleId": "rest", "numeratorId": None}) == ids
    assert _names(world, filter={">createTime": BEGAN.isoformat()}) == ids[1:]
    assert _names(world, order={"name": "asc", "sort": "asc"})[:3] == [ids[each] for each in (32, 21, 10)]
    for wrong in ({"active": "maybe"}, {"sort": "x"}):
        status, code, _ = world.rest.error(TEMPLATES, filter=wrong)
        assert (status, code) == (400, "ERROR_ARGUMENT")


def test_what_belongs_to_others_is_not_there(world: World, other_world: World) -> None:
    _template_rows(other_world, 3)
    _document_rows(other_world, 3)
    _template_rows(world, 2, module="crm")
    assert _names(world) == []
    assert _ids(world) == []
    mine = str(world.template(docx("x")))
    owner = world.person()
    world.role(owner, templates_modify="A")
    assert _names(world, owner) == []
    own = str(world.template(docx("x"), rest=owner.rest))
    assert _names(world, owner) == [own]
    assert _body(world, TEMPLATES)["total"] == 2
    assert owner.rest.raw(TEMPLATES).json()["total"] == 1
    assert _names(world) == [mine, own]


def test_a_page_of_documents_with_large_values_is_quick_to_come(world: World) -> None:
    """Values that nobody selected are not read: fifty documents of a megabyte each come in a small answer."""
    _document_rows(world, 50, field_values={"Picture": "x" * 1_000_000})
    answer = world.rest.raw(DOCUMENTS)
    assert len(answer.content) < 200_000
    assert answer.json()["time"]["processing"] < 1
    (row,) = world.rest(DOCUMENTS, select=["values"], filter={"id": answer.json()["result"]["documents"][0]["id"]})[
        "documents"
    ]
    assert len(row["values"]["Picture"]) == 1_000_000
