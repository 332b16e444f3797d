"""``documentgenerator.template.list`` and ``documentgenerator.document.list``: select, order, filter, start."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest

from bitrix.methods.documentgenerator.archive import (
    BEGAN,
    DOCUMENTS,
    TEMPLATES,
    document_rows,
    ids_of,
    template_rows,
    whole,
)
from worlds import Person, World, docx

# --- pages ---------------------------------------------------------------------------------------------------------


def test_documents_come_fifty_a_page(world: World) -> None:
    ids = document_rows(world, 120)
    first, second, third = (whole(world, DOCUMENTS, start=start) for start in (0, 50, 100))
    pages = [[int(row["id"]) for row in body["result"]["documents"]] for body in (first, second, third)]
    assert [len(page) for page in pages] == [50, 50, 20]
    assert list(chain(*pages)) == ids
    assert [body["total"] for body in (first, second, third)] == [120, 120, 120]
    assert (first["next"], second["next"], "next" in third) == (50, 100, False)
    beyond = whole(world, DOCUMENTS, start=150)
    assert (beyond["result"], beyond["total"], "next" in beyond) == ({"documents": []}, 120, False)
    odd = whole(world, DOCUMENTS, start=95, filter={"<=id": ids[99]})
    assert ([int(row["id"]) for row in odd["result"]["documents"]], odd["total"]) == (ids[95:100], 100)
    exact = whole(world, DOCUMENTS, filter={"<=id": ids[49]})
    assert (exact["total"], "next" in exact) == (50, False)


def test_templates_come_fifty_a_page_as_an_object_in_the_order_asked_for(world: World) -> None:
    ids = template_rows(world, 120)
    pages = [whole(world, TEMPLATES, order={"sort": "asc"}, start=start) for start in (0, 50, 100)]
    found = list(chain(*(page["result"]["templates"] for page in pages)))
    assert found == [str(number) for number in reversed(ids)]
    assert [page.get("next") for page in pages] == [50, 100, None]
    assert all(row["id"] == key for page in pages for key, row in page["result"]["templates"].items())
    assert whole(world, TEMPLATES, filter={"name": "none such"})["result"] == {"templates": []}


def test_start_minus_one_counts_nothing_and_follows_the_ids(world: World) -> None:
    ids = document_rows(world, 60)
    seen: list[int] = []
    while True:
        body = whole(world, DOCUMENTS, start=-1, order={"ID": "ASC"}, filter={">ID": seen[-1] if seen else 0})
        assert (body["total"], "next" in body) == (0, False)
        page = [int(row["id"]) for row in body["result"]["documents"]]
        seen += page
        if len(page) < 50:
            break
    assert seen == ids
    assert ids_of(world, start="-1", order={"id": "desc"}, filter={"<ID": ids[3]}) == ids[:3][::-1]


def test_a_batch_pages_through_with_the_same_totals(world: World) -> None:
    document_rows(world, 70)
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
    document_rows(world, 1)
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
    ids = document_rows(world, 30)
    assert ids_of(world) == ids
    assert ids_of(world, order={"id": "desc"}) == ids[::-1]
    by_value = ids_of(world, order={"value": "desc", "number": "asc", "ID": "DESC"})
    assert by_value == sorted(ids, key=lambda n: (-(ids.index(n) % 5), str(ids.index(n) // 7), -n))
    by_time = ids_of(world, order={"CREATE_TIME": "Desc"})
    assert by_time == sorted(ids, key=lambda n: (-(ids.index(n) // 3), n))
    by_nothing = sorted(ids, key=lambda n: (ids.index(n) % 4 == 0, n))
    assert ids_of(world, order={"updatedBy": "asc"}) == by_nothing
    assert ids_of(world, order={"unknown": "asc", "values": "asc"}) == ids
    assert ids_of(world, order=["id"]) == ids


@pytest.mark.parametrize("order", [{"id": "up"}, {"id": ["asc"]}, {"id": "asc; drop table documents"}, "id", 5])
def test_an_order_that_is_none_is_refused(order: Any, world: World) -> None:
    status, code, text = world.rest.error(DOCUMENTS, order=order)
    assert (status, code, "order" in text) == (400, "ERROR_ARGUMENT", True)


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
    ids = [str(number) for number in template_rows(world, 33)]
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
    template_rows(other_world, 3)
    document_rows(other_world, 3)
    template_rows(world, 2, module="crm")
    assert _names(world) == []
    assert ids_of(world) == []
    mine = str(world.template(docx("x")))
    owner = world.person()
    world.role(owner, templates_modify="A")
    assert _names(world, owner) == []
    own = str(world.template(docx("x"), rest=owner.rest))
    assert _names(world, owner) == [own]
    assert whole(world, TEMPLATES)["total"] == 2
    assert owner.rest.raw(TEMPLATES).json()["total"] == 1
    assert _names(world) == [mine, own]


def test_a_page_of_documents_with_large_values_is_small(world: World) -> None:
    """Values that nobody selected are not read: fifty documents of a megabyte each come in a small answer."""
    document_rows(world, 50, field_values={"Picture": "x" * 1_000_000})
    answer = world.rest.raw(DOCUMENTS)
    assert len(answer.content) < 200_000
    (row,) = world.rest(DOCUMENTS, select=["values"], filter={"id": answer.json()["result"]["documents"][0]["id"]})[
        "documents"
    ]
    assert len(row["values"]["Picture"]) == 1_000_000
