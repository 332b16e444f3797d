"""``documentgenerator.document.*`` over the wire."""

from __future__ import annotations

import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import httpx
import pytest
from PIL import Image

from support import CLIENT
from worlds import World, b64, docx, docx_text, pdf_text

D = "documentgenerator.document"
PARAGRAPHS = ("Contract {DocumentNumber} of {CurrentDate}", "Client: {ClientName}", "{Unknown}")
DENIED = (403, "DOCGEN_ACCESS_ERROR", "Access denied")
NOT_FOUND = (400, "0", "Document not found")


def _get(world: World, document: int | str) -> dict[str, Any]:
    found: dict[str, Any] = world.rest(f"{D}.get", id=document)["document"]
    return found


def _update(world: World, document: int | str, **params: Any) -> dict[str, Any]:
    changed: dict[str, Any] = world.rest(f"{D}.update", id=document, **params)["document"]
    return changed


def _content(world: World, document: int | str) -> bytes:
    return CLIENT.get(_get(world, document)["downloadUrlMachine"]).content


def _text(world: World, document: int | str) -> str:
    return docx_text(_content(world, document))


def _given(shown: dict[str, Any]) -> dict[str, Any]:
    """The values without those that the document adds."""
    return {key: item for key, item in shown["values"].items() if key not in _OWN}


_OWN = ("productsTableVariant", "_creationMethod", "stampsEnabled")


def png(color: str = "red", size: tuple[int, int] = (8, 8)) -> bytes:
    """A picture."""
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, "PNG")
    return target.getvalue()


def pictures(content: bytes) -> list[bytes]:
    """The pictures in a DOCX."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist() if "/media/" in name]


# --- the thin path -------------------------------------------------------------------------------------------------


def test_a_template_becomes_a_document_and_a_pdf(world: World) -> None:
    template = world.template(docx(*PARAGRAPHS))
    made = world.document(
        template,
        values={"ClientName": "Daisy & Sons <Ltd>", "CurrentDate": "2026-03-18T00:00:00+01:00"},
        fields={"CurrentDate": {"TYPE": "DATE", "FORMAT": {"format": "d.m.Y"}}},
    )
    assert (made["id"], made["createdBy"], made["templateId"]) == (made["id"], world.admin.id, str(template))
    assert "pdfUrl" not in made
    found = world.converted(made["id"])
    assert (found["id"], found["createdBy"]) == (str(made["id"]), str(world.admin.id))
    filled = httpx.get(found["downloadUrlMachine"])
    assert docx_text(filled.content) == "Contract 1 of 18.03.2026\nClient: Daisy & Sons <Ltd>\n"
    pdf = httpx.get(found["pdfUrlMachine"])
    assert pdf.headers["content-type"] == "application/pdf"
    assert "Daisy & Sons <Ltd>" in pdf_text(pdf.content)


def test_the_answers_of_add_get_and_update_differ_as_documented(world: World) -> None:
    template = world.template(docx(*PARAGRAPHS))
    made = world.document(template, value="SUPPLY_CONTRACT_2026_015", providerClassName="Some\\Other")
    number, stamp = made["id"], int(datetime.fromisoformat(made["updateTime"]).timestamp())
    assert made["downloadUrl"] == (
        "/bitrix/services/main/ajax.php?action=documentgenerator.api.document.getfile&SITE_ID=s1"
        f"&id={number}&ts={stamp}"
    )
    assert made["provider"] == "Bitrix\\DocumentGenerator\\DataProvider\\Rest"
    assert made["pullTag"] == f"TRANSFORMDOCUMENT{number}"
    assert (made["value"], made["updatedBy"], made["publicUrl"]) == ("SUPPLY_CONTRACT_2026_015", None, None)
    changed = _update(world, number, values={"ClientName": "B"})
    assert (changed["id"], changed["createdBy"]) == (str(number), str(world.admin.id))
    assert changed["updatedBy"] == world.admin.id
    assert changed["createTime"] == made["createTime"]
    (row,) = world.rest(f"{D}.list")["documents"]
    assert (row["updatedBy"], row["provider"]) == (str(world.admin.id), made["provider"].lower())


def test_values_come_back_in_the_order_they_were_given(world: World) -> None:
    template = world.template(docx(*PARAGRAPHS))
    made = world.document(template, values={"Zebra": "1", "A": "2", "Middle": "3"})
    assert list(made["values"]) == [*_OWN, "Zebra", "A", "Middle"]
    assert list(_get(world, made["id"])["values"]) == [*_OWN, "Zebra", "A", "Middle"]


def test_another_organisation_does_not_see_it(world: World, other_world: World) -> None:
    made = world.document(world.template(docx("x")))
    for method in ("get", "update", "delete", "enablepublicurl", "getfields"):
        assert other_world.rest.error(f"{D}.{method}", id=made["id"]) == NOT_FOUND
    assert other_world.rest(f"{D}.list") == {"documents": []}
    assert _get(world, made["id"])["publicUrl"] is None


# --- number and title ----------------------------------------------------------------------------------------------


def test_the_number_is_the_value_or_the_numerator_s_next(world: World) -> None:
    template = world.template(docx("{DocumentNumber}|{DocumentTitle}"), name="Offer")
    given = world.document(template, values={"DocumentNumber": "SC-2026-001"})
    assert (given["number"], given["title"]) == ("SC-2026-001", "Offer SC-2026-001")
    assert given["values"]["DocumentNumber"] == "SC-2026-001"
    assert _text(world, given["id"]) == "SC-2026-001|Offer SC-2026-001"
    first = world.document(template)
    assert (first["number"], first["title"]) == ("1", "Offer 1")
    for nothing in ("", "  ", None, [], {"a": 1}, True):
        made = world.document(template, values={"DocumentNumber": nothing})
        assert _text(world, made["id"]) == f"{made['number']}|Offer {made['number']}"
    assert made["number"] == "7"
    assert world.document(template, values={"DocumentNumber": 55})["number"] == "55"
    assert world.document(template)["number"] == "8"


def test_a_refused_document_takes_no_number(world: World) -> None:
    template = world.template(docx("{DocumentNumber} {Logo}"))
    logo = {"Logo": {"TYPE": "IMAGE"}}
    for _ in range(2):
        world.rest.error(
            f"{D}.add", templateId=template, value="X", values={"Logo": "http://127.0.0.1/a.png"}, fields=logo
        )
        world.rest.error(f"{D}.add", templateId=template, value="")
    assert world.document(template)["number"] == "1"


def test_documents_made_at_once_get_numbers_of_their_own(world: World) -> None:
    template = world.template(docx("{DocumentNumber}"))
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: world.document(template)["number"], range(24)))
    assert sorted(map(int, made)) == list(range(1, 25))


def test_an_update_keeps_the_number_unless_it_gives_one(world: World) -> None:
    template = world.template(docx("{DocumentNumber}"), name="Offer")
    made = world.document(template)
    assert _update(world, made["id"], values={"A": "b"})["number"] == "1"
    assert _update(world, made["id"], values={"DocumentNumber": ""})["number"] == "1"
    assert _text(world, made["id"]) == "1"
    changed = _update(world, made["id"], values={"DocumentNumber": "X-5"})
    assert (changed["number"], changed["title"]) == ("X-5", "Offer X-5")
    assert _update(world, made["id"])["number"] == "X-5"
    assert _text(world, made["id"]) == "X-5"
    assert world.document(template)["number"] == "2"


# --- stamps and pictures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("with_stamps", "given", "expected"),
    [("Y", None, True), ("N", None, False), ("N", 1, True), ("Y", 0, False), ("Y", "N", False), ("N", "1", True)],
)
def test_stamps_follow_the_template_unless_told(with_stamps: str, given: Any, expected: bool, world: World) -> None:
    template = world.template(docx("Stamp: {Stamp}"), withStamps=with_stamps)
    stamp = f"data:image/png;base64,{b64(png())}"
    params = {} if given is None else {"stampsEnabled": given}
    made = world.document(template, values={"Stamp": stamp}, fields={"Stamp": {"TYPE": "STAMP"}}, **params)
    assert (made["stampsEnabled"], made["values"]["stampsEnabled"]) == (expected, expected)
    assert pictures(_content(world, made["id"])) == ([png()] if expected else [])
    # An update stamps unless it is told not to, whatever the template says.
    assert _update(world, made["id"])["stampsEnabled"] is True
    assert pictures(_content(world, made["id"])) == [png()]
    assert _update(world, made["id"], stampsEnabled=0)["stampsEnabled"] is False
    assert pictures(_content(world, made["id"])) == []


@pytest.mark.parametrize(
    "value",
    [f"data:image/png;base64,{b64(png())}", b64(png()), ["logo.png", b64(png())]],
    ids=["data URI", "base64", "name and base64"],
)
def test_a_picture_comes_with_the_values(value: Any, world: World) -> None:
    template = world.template(docx("{Logo}"))
    made = world.document(template, values={"Logo": value}, fields={"Logo": {"TYPE": "IMAGE"}})
    assert pictures(_content(world, made["id"])) == [png()]
    assert made["values"]["Logo"] == value


def test_a_picture_comes_as_a_part_of_the_body(world: World) -> None:
    template = world.template(docx("{Logo} {Rows.0}"))
    answer = CLIENT.post(
        f"{world.rest.webhook_url}{D}.add",
        data={"templateId": str(template), "value": "X", "fields[Logo][TYPE]": "IMAGE"},
        files={"values[Logo]": ("logo.png", png(), "image/png"), "values[Rows][0]": ("a.png", png(), "image/png")},
    )
    assert answer.status_code == 200, answer.text
    made = answer.json()["result"]["document"]
    assert pictures(_content(world, made["id"])) == [png()]
    assert made["values"]["Logo"] == f"data:application/octet-stream;base64,{b64(png())}"
    assert _update(world, made["id"], values={"Other": 1})["values"]["Logo"] == made["values"]["Logo"]
    assert pictures(_content(world, made["id"])) == [png()]


def test_a_qr_code_leads_to_the_public_link(world: World) -> None:
    made = world.document(world.template(docx("{DocumentQrCode}")))
    (code,) = pictures(_content(world, made["id"]))
    with Image.open(io.BytesIO(code)) as image:
        assert image.width == image.height > 100
    link = world.rest(f"{D}.enablepublicurl", id=made["id"])["publicUrl"]
    _update(world, made["id"])
    assert pictures(_content(world, made["id"])) == [code]
    assert _get(world, made["id"])["publicUrl"] == link


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/a.png",
        "http://localhost/a.png",
        "http://[::1]/a.png",
        "http://10.0.0.1/a.png",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/a.png",
        "http://[::ffff:127.0.0.1]/a.png",
        "http://2130706433/a.png",
    ],
)
def test_a_picture_at_a_private_address_is_not_fetched(url: str, world: World) -> None:
    template = world.template(docx("{Logo}"))
    params = {"values": {"Logo": url}, "fields": {"Logo": {"TYPE": "IMAGE"}}}
    status, code, text = world.rest.error(f"{D}.add", templateId=template, value="X", **params)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert text == f"The picture {url} cannot be used: it is not a public address"
    made = world.document(template)
    assert world.rest.error(f"{D}.update", id=made["id"], **params) == (status, code, text)
    assert _given(_get(world, made["id"])) == {}
    # Text stays text: nothing is fetched for it.
    assert _text(world, world.document(template, values={"Logo": url})["id"]) == url


def test_more_pictures_than_a_document_may_fetch_are_refused(world: World) -> None:
    template = world.template(docx("{Logo~all=y}"))
    urls = [f"http://192.0.2.1/{at}.png" for at in range(51)]
    status, code, text = world.rest.error(
        f"{D}.add", templateId=template, value="X", values={"Logo": urls}, fields={"Logo": {"TYPE": "IMAGE"}}
    )
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert text == "values name 51 pictures by address: at most 50 are fetched for a document"


# --- values and fields ---------------------------------------------------------------------------------------------


def test_an_update_puts_its_values_over_those_there_are(world: World) -> None:
    template = world.template(docx("{A}{B}{C}{Date}"))
    date = {"Date": {"TYPE": "DATE", "FORMAT": {"format": "Y"}}}
    made = world.document(
        template, values={"A": "a", "B": "b", "Date": "2026-03-18T00:00:00+01:00"}, fields=date, stampsEnabled=0
    )
    changed = _update(world, made["id"], values={"B": "B", "C": "c"})
    assert _given(changed) == {"A": "a", "B": "B", "Date": "2026-03-18T00:00:00+01:00", "C": "c"}
    assert _text(world, made["id"]) == "aBc2026"
    _update(world, made["id"], fields={"Date": {"TYPE": "DATE", "FORMAT": {"format": "d.m.Y"}}})
    assert _text(world, made["id"]) == "aBc18.03.2026"
    _update(world, made["id"], values={"A": None, "B": ""})
    assert _text(world, made["id"]) == "c18.03.2026"


def test_of_two_updates_at_once_none_is_lost(world: World) -> None:
    made = world.document(world.template(docx("{V0}{V1}{V2}{V3}{V4}{V5}")))
    with ThreadPoolExecutor(6) as pool:
        changes = [{f"V{at}": str(at)} for at in range(6)]
        assert len(list(pool.map(lambda values: _update(world, made["id"], values=values), changes))) == 6
    assert _given(_get(world, made["id"])) == {f"V{at}": str(at) for at in range(6)}
    assert _text(world, made["id"]) == "012345"
    assert "012345" in pdf_text(CLIENT.get(world.converted(made["id"])["pdfUrlMachine"]).content)


def test_an_update_begins_the_conversion_anew(world: World) -> None:
    made = world.document(world.template(docx("{A}")), values={"A": "before"})
    before = world.converted(made["id"])
    changed = _update(world, made["id"], values={"A": "after"})
    assert not {"pdfUrl", "imageUrl", "printUrl", "pdfUrlMachine"} & changed.keys()
    after = world.converted(made["id"])
    assert "after" in pdf_text(CLIENT.get(after["pdfUrlMachine"]).content)
    assert after["emailDiskFile"] != before["emailDiskFile"]


def test_an_update_without_anything_to_change_is_one_too(world: World) -> None:
    made = world.document(world.template(docx("{A}")), values={"A": "a"})
    for params in ({}, {"values": []}, {"values": "", "fields": ""}, {"values": None, "fields": None}):
        assert _given(_update(world, made["id"], **params)) == {"A": "a"}


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"values": "text"}, "values"),
        ({"values": 5}, "values"),
        ({"fields": "text"}, "fields"),
        ({"fields": {"A": "DATE"}}, "fields.A"),
        ({"fields": {"A": 5}}, "fields.A"),
        ({"stampsEnabled": "maybe"}, "stampsEnabled"),
        ({"value": ["DEAL_1"]}, "value"),
        ({"value": "D" * 501}, "value"),
        ({"values": {"DocumentNumber": "9" * 256}}, "values.DocumentNumber"),
        ({"values": {"A": "x" * (16 * 1024 * 1024)}}, "values"),
        ({"templateId": "abc"}, "templateId"),
        ({"templateId": {"a": 1}}, "templateId"),
        ({"templateId": 2**63}, "templateId"),
    ],
    ids=lambda item: str(item)[:30],
)
def test_a_parameter_of_the_wrong_kind_is_refused_by_name(params: dict[str, Any], field: str, world: World) -> None:
    template = world.template(docx("{A}"))
    status, code, text = world.rest.error(f"{D}.add", **{"templateId": template, "value": "DEAL_1", **params})
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert field in text
    assert len(text) < 300
    assert world.rest(f"{D}.list") == {"documents": []}


HOSTILE: dict[str, Any] = {
    "control characters": "a\x00\x01\x08\x0b\x1f\x7f\ufffe\uffffb",
    "markup": "</w:t></w:r><script>&amp;]]><!--",
    "a placeholder": "{A}{DocumentNumber}{",
    "an emoji and a combining mark": "👩‍👩‍👧 e\u0301 \u202e",
    "a long text": "x" * 2_000_000,
    "a large number": 10**300,
    "a larger number": 10**4000,
    "a fraction": 1.5e308,
    "a deep list": json.loads("[" * 28 + "]" * 28),
    "a deep map": json.loads('{"a":' * 28 + "1" + "}" * 28),
    "many items": list(range(20_000)),
    "nothing": None,
    "a flag": True,
    "a chain to itself": "A.A.A",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_value_makes_a_document_or_a_clear_refusal(kind: str, world: World) -> None:
    template = world.template(docx("{A}", "{A~all=y}", "{A~index=5}"))
    answer = world.rest.raw(f"{D}.add", {"templateId": template, "value": "X", "values": {"A": HOSTILE[kind]}})
    assert answer.status_code == 200, answer.text[:300]
    made = json.loads(answer.text)["result"]["document"]
    assert json.loads(json.dumps(made["values"]["A"])) == json.loads(json.dumps(HOSTILE[kind]).replace("\\u0000", ""))
    assert _text(world, made["id"])
    for described in ("DATE", "NAME", "MONEY", "PHONE", "ADDRESS", "IMAGE", "STAMP", "TEXT", "NONSENSE"):
        _update(world, made["id"], fields={"A": {"TYPE": described, "FORMAT": HOSTILE[kind]}})
    listed = {"A": {"PROVIDER": "ArrayDataProvider", "OPTIONS": {"ITEM_NAME": "A", "ITEM_PROVIDER": HOSTILE[kind]}}}
    _update(world, made["id"], fields=listed)
    world.rest(f"{D}.delete", id=made["id"])  # so that nobody converts it


@pytest.mark.parametrize(
    "body",
    [
        b'{"templateId":%d,"value":"X","values":{"A":1e400}}',
        b'{"templateId":%d,"value":"X","values":{"A":"\\ud800"}}',
        b'{"templateId":%d,"value":"X","values":{"A":' + b"9" * 5000 + b"}}",
        b'{"templateId":%d,"value":"X","values":{"A":' + b"[" * 5000 + b"]" * 5000 + b"}}",
        b'{"templateId":%d,"value":"X","values":{"A":' + b"[" * 40 + b"]" * 40 + b"}}",
        b'{"templateId":%d,"value":"X","values":{"A":"\xff"}}',
        b'{"templateId":%d,"value":"X","values":{"A":NaN}}',
    ],
    ids=["infinite", "half a character", "endless", "deepest", "deep", "no UTF-8", "no number"],
)
def test_a_body_that_cannot_be_read_is_refused(body: bytes, world: World) -> None:
    template = world.template(docx("{A}"))
    answer = CLIENT.post(
        f"{world.rest.webhook_url}{D}.add", content=body % template, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400
    assert answer.json()["error"] == "ERROR_ARGUMENT"
    assert world.rest(f"{D}.list") == {"documents": []}


def test_form_bodies_carry_nested_values(world: World) -> None:
    template = world.template(docx("{Name} {Table}"))
    form = {
        "templateId": str(template),
        "value": "DEAL_1",
        "values[Name]": "A & B",
        "values[Table][0]": "zero",
        "values[Table][1]": "one",
        "stampsEnabled": "Y",
    }
    made = CLIENT.post(f"{world.rest.webhook_url}{D}.add", data=form).json()["result"]["document"]
    assert made["values"]["Table"] == ["zero", "one"]
    assert _text(world, made["id"]) == "A & B zero, one"
    got = CLIENT.get(f"{world.rest.webhook_url}{D}.get.json?ID={made['id']}").json()["result"]["document"]
    assert (got["id"], got["stampsEnabled"]) == (str(made["id"]), True)


# --- fields --------------------------------------------------------------------------------------------------------


def test_the_fields_of_a_document_show_its_values_and_a_preview(world: World) -> None:
    template = world.template(docx("{DocumentNumber} {ClientName} {Total} {Logo}"), name="Supply")
    made = world.document(
        template,
        values={"ClientName": "Daisy", "DocumentNumber": "DG-1"},
        fields={"ClientName": {"TITLE": "Client", "REQUIRED": "Y"}, "Logo": {"TYPE": "IMAGE"}},
    )
    found = world.rest(f"{D}.getfields", id=made["id"])["documentFields"]
    assert found == {
        "DocumentNumber": {
            "title": "Number",
            "value": "DG-1",
            "required": "Y",
            "group": ["Document"],
            "chain": "this.DOCUMENT.DOCUMENT_NUMBER",
            "default": "DG-1",
        },
        "ClientName": {"value": "Daisy", "default": "", "title": "Client", "required": "Y"},
        "Total": {"value": "", "default": ""},
        "Logo": {"value": "", "default": "", "type": "IMAGE"},
        "DocumentTitle": {
            "title": "Document Title",
            "value": "Supply DG-1",
            "required": "Y",
            "group": ["Document"],
            "chain": [[], "getTitle"],
            "default": "Supply DG-1",
        },
    }
    assert list(found) == ["DocumentNumber", "ClientName", "Total", "Logo", "DocumentTitle"]
    preview = world.rest(f"{D}.getfields", id=made["id"], values={"Total": 5, "DocumentNumber": "N"})["documentFields"]
    assert (preview["Total"]["value"], preview["DocumentNumber"]["value"]) == (5, "N")
    assert preview["DocumentNumber"]["default"] == "DG-1"
    assert world.rest(f"{D}.getfields", id=made["id"])["documentFields"] == found
    assert _given(_get(world, made["id"])) == {"ClientName": "Daisy", "DocumentNumber": "DG-1"}
