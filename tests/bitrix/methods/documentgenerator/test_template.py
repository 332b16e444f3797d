"""``documentgenerator.template.*`` over the wire; ``update`` has a file of its own, as have the lists."""

from __future__ import annotations

from typing import Any

import pytest

from support import CLIENT
from worlds import World, b64, docx

T = "documentgenerator.template"


def _given(world: World, **fields: Any) -> dict[str, Any]:
    return {"name": "Offer", "numeratorId": world.numerator(), "region": "de", "file": b64(docx("x")), **fields}


def _add(world: World, **fields: Any) -> dict[str, Any]:
    made: dict[str, Any] = world.rest(f"{T}.add", fields=_given(world, **fields))["template"]
    return made


def test_a_new_template_has_the_documented_defaults(world: World) -> None:
    numerator = world.numerator()
    shown = _add(world, numeratorId=numerator)
    provider = "bitrix\\documentgenerator\\dataprovider\\rest"
    mine = f"U{world.admin.id}"
    links = (shown.pop("download"), shown.pop("downloadMachine"))
    assert all(link.startswith(f"{world.served.base_url}/") for link in links)
    assert shown == {
        "id": shown["id"],
        "name": "Offer",
        "region": "de",
        "code": "",
        "active": "Y",
        "moduleId": "rest",
        "numeratorId": str(numerator),
        "withStamps": "N",
        "providers": {provider: provider},
        "users": {mine: mine},
        "isDeleted": "N",
        "sort": "500",
        "createTime": shown["createTime"],
        "updateTime": shown["createTime"],
    }
    got = world.rest(f"{T}.get", id=shown["id"])["template"]
    assert {key: got[key] for key in shown} == shown


def test_everything_can_be_given_at_once(world: World) -> None:
    given = {"code": "C", "users": ["UA", "D5"], "active": "N", "withStamps": 1, "sort": "7", "providers": ["x"]}
    shown = _add(world, **given)
    assert (shown["code"], list(shown["users"]), shown["active"]) == ("C", ["UA", "D5"], "N")
    assert (shown["withStamps"], shown["sort"]) == ("Y", "7")


def test_a_multipart_form_makes_a_template(world: World) -> None:
    answer = CLIENT.post(
        f"{world.rest.webhook_url}{T}.add",
        data={"fields[name]": "Form", "fields[numeratorId]": str(world.numerator()), "fields[region]": "us"},
        files={"fields[file]": ("a.docx", docx("x"))},
    )
    assert answer.json()["result"]["template"]["name"] == "Form"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"file": b64(b"junk")}, "file cannot be used: "),
        ({"region": "atlantis"}, "region is 'atlantis'"),
        ({"numeratorId": 2**50}, "numeratorId is "),
        ({"users": ["nobody"]}, "users has 'nobody'"),
        ({"name": "n" * 256}, "name is 256 characters long: it takes at most 255"),
    ],
)
def test_what_cannot_be_a_template_leaves_none_behind(fields: dict[str, Any], text: str, world: World) -> None:
    status, _, said = world.rest.error(f"{T}.add", fields=_given(world, **fields))
    assert status == 400
    assert said.startswith(text)
    assert world.rest(f"{T}.list") == {"templates": []}


def test_the_fields_of_a_template_show_the_next_number_and_take_none(world: World) -> None:
    template = world.template(docx("{ClientName} {DocumentNumber} {Total~format=1} {ClientName}"), name="Supply")
    world.document(template)
    for _ in range(2):
        found = world.rest(f"{T}.getfields", id=template)["templateFields"]
        assert list(found) == ["DocumentNumber", "ClientName", "Total", "DocumentTitle"]
        assert found["ClientName"] == {"value": "", "default": ""}
        assert (found["DocumentNumber"]["value"], found["DocumentTitle"]["value"]) == ("2", "Supply 2")
        assert found["DocumentNumber"]["chain"] == "this.DOCUMENT.DOCUMENT_NUMBER"
    assert world.document(template)["number"] == "2"
    empty = world.rest(f"{T}.getfields", id=world.template(docx("x")))["templateFields"]
    assert list(empty) == ["DocumentNumber", "DocumentTitle"]


def test_a_template_is_removed_or_marked(world: World) -> None:
    unused, used = world.template(docx("x")), world.template(docx("x"))
    world.document(used)
    for template in (unused, used):
        assert world.rest(f"{T}.delete", id=template) is None
    assert world.rest.error(f"{T}.get", id=unused) == (400, "0", "Template not found")
    shown = world.rest(f"{T}.get", id=used)["template"]
    assert (shown["isDeleted"], shown["id"]) == ("Y", str(used))
    assert CLIENT.get(shown["downloadMachine"]).status_code == 200
    assert world.rest.error(f"{T}.getfields", id=used) == (400, "0", "Cannot get fields from deleted template")


def test_ids_come_in_every_form_that_is_a_number(world: World) -> None:
    template = world.template(docx("x"))
    for spelled in (template, str(template), f" {template} ", float(template), f"{template}.0"):
        assert world.rest(f"{T}.get", id=spelled)["template"]["id"] == str(template)
    for spelled in (0, -1, 2**62, "-5"):
        assert world.rest.error(f"{T}.get", id=spelled) == (400, "0", "Template not found")
    for spelled in ("abc", {"a": 1}, 1.5, True, "1 or 1=1"):
        status, code, text = world.rest.error(f"{T}.get", id=spelled)
        assert (status, code, "id" in text) == (400, "ERROR_ARGUMENT", True), spelled
    missing = (400, "100", "Bitrix\\DocumentGenerator\\Template constructor must be public")
    for nothing in (None, ""):
        assert world.rest.error(f"{T}.get", id=nothing)[0] == 400
    assert world.rest.error(f"{T}.get") == missing
    assert world.rest.error(f"{T}.get", id=None) == missing
