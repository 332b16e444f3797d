"""``documentgenerator.template.check``: over HTTP, with files and with recorded templates."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import pytest

from engines.docx.making import cell, package, paragraph, row, table
from inkpost.engines.docx import DocxRefused, compile_template
from worlds import World, b64, docx

CHECK = "documentgenerator.template.check"
LIST = {"PROVIDER": "Bitrix\\DocumentGenerator\\DataProvider\\ArrayDataProvider", "OPTIONS": {"ITEM_NAME": "Item"}}
FAULTY = package(paragraph("Dear {Cleint}") + table(row("x", cell("{Products.Item.Name} {open"))))
MACROS = package("", files={"[Content_Types].xml": b'<Types><Default ContentType="a/vbaProject"/></Types>'})
FIELDS = {"Client": {"TYPE": "NAME"}, "Products": LIST}


def checked(world: World, content: bytes, **params: Any) -> dict[str, Any]:
    found: dict[str, Any] = world.rest(CHECK, file=b64(content), **params)["check"]
    return found


def of_interest(found: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """The faults apart from fonts, which are the machine's."""
    faults = (each for each in found["faults"] if not each["code"].startswith("font_"))
    return [(each["code"], each["severity"], each["place"] and each["place"]["text"]) for each in faults]


EXPECTED = [
    ("unknown_field", "error", "body, paragraph 1"),
    ("unclosed_brace", "error", "body, table 1, row 1, cell 2, paragraph 1"),
]


@pytest.mark.parametrize("way", ["text", "pair", "map", "fileData", "multipart"])
def test_a_file_may_come_in_any_of_the_usual_ways(world: World, way: str) -> None:
    text = b64(FAULTY)
    pair = ["a.docx", text]
    files: dict[str, Any] = {
        "text": text,
        "pair": pair,
        "map": {"0": "a.docx", "1": text},
        "fileData": {"fileData": pair},
    }
    if way == "multipart":
        url = f"{world.rest.webhook_url}{CHECK}"
        sent = {"fields[Client]": "", "fields[Products][PROVIDER]": "ArrayDataProvider"}
        answer = world.rest.client.post(url, data=sent, files={"file": ("a.docx", FAULTY)})
        found = answer.json()["result"]["check"]
    else:
        found = world.rest(CHECK, file=files[way], fields=FIELDS)["check"]
    assert of_interest(found) == EXPECTED
    assert (found["usable"], found["sound"], found["errors"]) == (True, False, 2)
    fault = found["faults"][-1]
    assert fault["place"] == {
        "text": EXPECTED[1][2],
        "part": "word/document.xml",
        "story": "body",
        "table": 1,
        "row": 1,
        "cell": 2,
        "paragraph": 1,
    }
    assert fault["excerpt"] == "{Products.Item.Name} {open"
    assert fault["message"]
    assert fault["advice"]
    assert "commented" not in found


def test_a_recorded_template_is_checked_with_its_region(world: World) -> None:
    template = world.template(FAULTY)
    assert of_interest(world.rest(CHECK, templateId=template, fields=FIELDS)["check"]) == EXPECTED
    before = world.rest("documentgenerator.template.get", id=template)
    world.rest(CHECK, TEMPLATE_ID=template, commented="Y")
    after = world.rest("documentgenerator.template.get", id=template)
    assert after["template"]["updateTime"] == before["template"]["updateTime"], "nothing is changed"
    assert after["template"]["download"] == before["template"]["download"]


def test_a_commented_copy_comes_back_on_request(world: World) -> None:
    found = checked(world, FAULTY, fields=FIELDS, commented="Y")
    copy = base64.b64decode(found["commented"])
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        comments = archive.read("word/comments.xml").decode()
    assert "There is no field Cleint; Client is the nearest name" in comments
    world.template(copy)


def test_values_fill_it_and_are_held_against_it(world: World) -> None:
    content = docx("{Client}, {Weather}, {DocumentNumber}")
    found = checked(world, content, values={"Client": "Anna", "More": 1}, region="de")
    assert (found["empty"], found["unused"]) == (["Weather"], ["More"])
    assert of_interest(found) == [("empty_field", "warning", "body, paragraph 1"), ("unused_value", "warning", None)]
    assert (checked(world, content)["empty"], checked(world, content)["unused"]) == (None, None)
    assert checked(world, content, values={})["empty"] == ["Client", "Weather"]


def test_an_address_among_the_values_is_not_called(world: World) -> None:
    """A picture of this machine's own network would be refused if it were asked for."""
    fields = {"Logo": {"TYPE": "IMAGE"}}
    found = checked(world, docx("{Logo}"), fields=fields, values={"Logo": "http://127.0.0.1:1/a.png"})
    assert of_interest(found) == []


@pytest.mark.parametrize("content", [b"no document", b"", docx("x")[:-30], MACROS])
def test_a_file_that_cannot_be_used_is_told_as_on_upload(world: World, content: bytes) -> None:
    if not content:
        assert world.rest.error(CHECK, file="")[:2] == (400, "ERROR_ARGUMENT")
        return
    found = checked(world, content, commented="Y")
    with pytest.raises(DocxRefused) as refused:
        compile_template(content)
    (fault,) = found["faults"]
    assert (found["usable"], found["sound"], found["errors"]) == (False, False, 1)
    assert (fault["code"], fault["message"], fault["place"]) == (refused.value.code, refused.value.message, None)
    given = {"name": "A", "numeratorId": world.numerator(), "region": "de", "file": b64(content)}
    assert fault["message"] in world.rest.error("documentgenerator.template.add", fields=given)[2]
    assert "commented" not in found


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"fields": {"Client": "text"}}, "fields.Client"),
        ({"values": "text"}, "values"),
        ({"region": "atlantis"}, "region is 'atlantis'"),
        ({"commented": "perhaps"}, "commented"),
        ({"file": "%%%"}, "file"),
        ({"templateId": 5}, "templateId and file"),
    ],
)
def test_what_is_wrong_with_the_call_is_named(world: World, params: dict[str, Any], said: str) -> None:
    status, code, text = world.rest.error(CHECK, **{"file": b64(docx("x")), **params})
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert said in text


def test_of_templates_only_those_within_reach_are_checked(world: World, other_world: World) -> None:
    template = world.template(FAULTY)
    not_found = (400, "0", "Template not found")
    assert other_world.rest.error(CHECK, templateId=template) == not_found
    assert world.rest.error(CHECK, templateId=2**40) == not_found
    person = world.person()
    world.role(person, templates_modify="A")
    assert person.rest.error(CHECK, templateId=template)[:2] == (400, "0")
    assert of_interest(person.rest(CHECK, file=b64(FAULTY), fields=FIELDS)["check"]) == EXPECTED
    nobody = world.person()
    assert nobody.rest.error(CHECK, file=b64(FAULTY))[2] == "You do not have permissions to modify templates"


def test_a_region_of_another_organisation_is_unknown(world: World, other_world: World) -> None:
    fields = {
        "title": "A",
        "languageId": "de",
        "formatDate": "DD.MM.YYYY",
        "formatDatetime": "DD.MM.YYYY",
        "formatName": "#NAME#",
    }
    region = other_world.rest("documentgenerator.region.add", fields=fields)["region"]["id"]
    assert "region is" in world.rest.error(CHECK, file=b64(docx("x")), region=region)[2]
    other_world.rest(CHECK, file=b64(docx("x")), region=region)
