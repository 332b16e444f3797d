"""``crm.documentgenerator.document.get``, all of it: every key and type of its page, every refusal."""

from __future__ import annotations

import json
import re
from datetime import datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest

from bitrix import seeds
from contracts.tables import error_rows
from crm_worlds import CONTACT, DEAL, D, document, item, manager, template
from inkpost.model.crm import system_type
from inkpost.store import crm_items, crm_products, documents
from support import CLIENT, Rest, wait_for
from worlds import World, docx, docx_text, pdf_text

PAGE = "000_c11eee1d55d6690d.txt"
GET = f"{D}.get"


def _deal(world: World, rest: Rest | None = None, **fields: Any) -> int:
    return item(rest or world.rest, DEAL, title="Implementation", currencyId="EUR", **fields)


def _made(world: World, *lines: str, **params: Any) -> int:
    lines = lines or ("{DocumentNumber} {Title}",)
    return int(document(world, template(world, docx(*lines)), _deal(world), **params)["id"])


def _get(world: World, made: int, rest: Rest | None = None) -> dict[str, Any]:
    found: dict[str, Any] = (rest or world.rest)(GET, id=made)["document"]
    return found


def _converted(world: World, made: int) -> dict[str, Any]:
    def look() -> dict[str, Any] | None:
        found = _get(world, made)
        assert not found["isTransformationError"], found
        return found if "pdfUrl" in found and "imageUrl" in found else None

    found = wait_for(look, seconds=240, what="the conversion")
    assert found is not None
    return found


def test_every_key_of_the_example_and_of_the_table_has_its_type(world: World) -> None:
    text = seeds.page(PAGE)
    example = seeds.examples(text)[0]["result"]["document"]
    made = _made(world, stampsEnabled=1)
    body = json.loads(world.rest.raw(GET, {"id": made}).text)
    assert body.keys() == {"result", "time"}
    assert body["time"].keys() == seeds.examples(text)[0]["time"].keys()
    shown = _converted(world, made)
    assert list(seeds.walked(example, shown)) == []
    assert shown.keys() == example.keys()
    table = seeds.keys(text, "Type document", "Error Handling")
    assert len(table) == 30
    for name, kind in table.items():
        assert name in shown or name.startswith("transformationError"), name
        if shown.get(name) is not None:
            assert type(shown[name]) in seeds.json_types(kind), name


def test_the_values_of_the_example_come_back(world: World) -> None:
    numerator = world.rest("crm.documentgenerator.numerator.add", fields={"name": "N", "template": "{YEAR}-{NUMBER}"})[
        "numerator"
    ]["id"]
    used = template(world, docx("{DocumentNumber}"), name="Demo Product Implementation", numeratorId=numerator)
    deal = _deal(world)
    made = document(world, used, deal, stampsEnabled=1)
    shown = _get(world, made["id"])
    base = world.served.base_url
    path = "/bitrix/services/main/ajax.php?action=crm.documentgenerator.document"
    number = f"{datetime.fromisoformat(shown['createTime']).year}-1"
    expected = {
        "changeStampsEnabled": False,
        "changeStampsDisabledReason": "The template does not have seals and signatures",
        "changeQrCodeEnabled": False,
        "qrCodeEnabled": False,
        "changeQrCodeDisabledReason": "The template does not have a QR code",
        "products": {"currencyId": "EUR", "totalSum": "0.00", "totalRows": 0},
        "downloadUrl": f"{base}{path}.download&SITE_ID=s1&id={made['id']}",
        "publicUrl": None,
        "title": f"Demo Product Implementation {number}",
        "number": number,
        "id": str(made["id"]),
        "createdBy": str(world.admin.id),
        "updatedBy": None,
        "stampsEnabled": True,
        "isTransformationError": False,
        "values": {"productsTableVariant": "", "_creationMethod": "rest", "stampsEnabled": True},
        "templateId": str(used),
        "pullTag": f"TRANSFORMDOCUMENT{made['id']}",
        "entityId": str(deal),
        "entityTypeId": "2",
    }
    assert {name: shown[name] for name in expected} == expected
    assert shown["downloadUrlMachine"].startswith(f"{base}/rest/crm.documentgenerator.document.download.json?auth=")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", shown["createTime"])
    done = _converted(world, made["id"])
    assert done["imageUrl"] == f"{base}{path}.getImage&SITE_ID=s1&id={made['id']}"
    assert done["pdfUrl"] == f"{base}{path}.getPdf&SITE_ID=s1&id={made['id']}"
    for key, action in (("imageUrlMachine", "getImage"), ("pdfUrlMachine", "getPdf")):
        assert done[key].startswith(f"{base}/rest/crm.documentgenerator.document.{action}.json?auth=")


def test_the_machine_links_and_the_file_for_mail_bring_the_files(world: World) -> None:
    made = _made(world)
    early = _get(world, made)["emailDiskFile"]
    shown = _converted(world, made)
    assert docx_text(CLIENT.get(shown["downloadUrlMachine"]).content) == "1 Implementation"
    assert "Implementation" in pdf_text(CLIENT.get(shown["pdfUrlMachine"]).content)
    assert CLIENT.get(shown["imageUrlMachine"]).content.startswith(b"\x89PNG")
    file = world.rest("disk.file.get", id=shown["emailDiskFile"])
    assert file["NAME"].endswith(".pdf")
    assert file["ID"] == str(shown["emailDiskFile"])
    assert "Implementation" in pdf_text(CLIENT.get(file["DOWNLOAD_URL"]).content)
    assert len(CLIENT.get(file["DOWNLOAD_URL"]).content) == int(file["SIZE"])
    assert world.rest("disk.file.get", id=early)["NAME"].endswith((".docx", ".pdf"))
    changed = shown["downloadUrlMachine"].replace("%7C", "%7CX", 1)
    assert CLIENT.get(changed).status_code == 401


def test_seals_and_a_qr_code_of_the_template_are_told(world: World) -> None:
    shown = _get(world, _made(world, "{MyCompanyUfStamp} {DocumentQrCode}"))
    assert (shown["changeStampsEnabled"], shown["changeStampsDisabledReason"]) == (True, "")
    assert (shown["changeQrCodeEnabled"], shown["changeQrCodeDisabledReason"]) == (True, "")
    assert shown["qrCodeEnabled"] is True


def test_products_are_those_of_the_deal_now(world: World) -> None:
    deal = _deal(world)
    made = document(world, template(world, docx("{TotalSum}")), deal)["id"]
    assert _get(world, made)["products"] == {"currencyId": "EUR", "totalSum": "0.00", "totalRows": 0}
    with world.services.engine.begin() as db:
        found = crm_items.find(db, system_type(world.organization_id, DEAL), deal)
        assert found is not None
        rows = [("Licence", Decimal("100.50"), Decimal(2)), ("Support", Decimal(9), Decimal(1))]
        told = [{"product_name": name, "price": price, "quantity": pieces} for name, price, pieces in rows]
        crm_products.add(db, found.id, told)
    assert _get(world, made)["products"] == {"currencyId": "EUR", "totalSum": "210.00", "totalRows": 2}


def test_a_failed_conversion_says_why(world: World) -> None:
    made = _made(world)
    _converted(world, made)
    with world.services.engine.begin() as db:
        found = documents.find(db, world.organization_id, made)
        assert found is not None
        told = {"code": "timeout", "message": "It took too long", "now": found.created_at}
        documents.record_failure(db, made, found.revision, **told)
    shown = _get(world, made)
    assert shown["isTransformationError"] is True
    assert (shown["transformationErrorCode"], shown["transformationErrorMessage"]) == ("timeout", "It took too long")


@pytest.mark.parametrize("level", ["A", "D", "X", ""])
def test_a_document_is_seen_as_far_as_its_deal(level: str, world: World) -> None:
    person = manager(world, crm=level)
    others = _made(world)
    refusal = (400, "DOCGEN_ACCESS_ERROR", "Access denied")
    if level == "X":
        assert _get(world, others, person.rest)["id"] == str(others)
    else:
        assert person.rest.error(GET, id=others) == refusal
    world.rest(
        "crm.item.update", entityTypeId=DEAL, id=_get(world, others)["entityId"], fields={"assignedById": person.id}
    )
    if level:
        assert _get(world, others, person.rest)["id"] == str(others)
    else:
        assert person.rest.error(GET, id=others) == refusal


def test_what_one_may_not_see_is_empty_in_a_document(world: World) -> None:
    person = manager(world)
    secret = item(world.rest, CONTACT, name="Secret", lastName="Person")
    deal = item(world.rest, DEAL, title="Mine", contactId=secret, assignedById=person.id)
    used = template(world, docx("[{Title}|{ContactName}|{DEAL.CONTACT.LAST_NAME}|{ClientName}]"))
    shown = document(world, used, deal, rest=person.rest)
    assert docx_text(CLIENT.get(shown["downloadUrlMachine"]).content) == "[Mine|||]"
    fields = person.rest(f"{D}.getfields", id=shown["id"])["documentFields"]
    assert fields["ContactName"]["value"] is None


@pytest.mark.parametrize("spelling", [{"ID": 1}, {"Id": "1"}, {"id": 1.0}])
def test_the_parameter_is_read_in_every_spelling(spelling: dict[str, Any], world: World) -> None:
    made = _made(world)
    given = {name: type(value)(made) for name, value in spelling.items()}
    assert world.rest(GET, **given)["document"]["id"] == str(made)


def test_it_is_called_by_a_form_in_a_query_by_a_token_and_in_a_batch(world: World) -> None:
    made = _made(world)
    url = f"{world.rest.webhook_url}{GET}"
    assert CLIENT.get(url, params={"id": made}).json()["result"]["document"]["id"] == str(made)
    assert CLIENT.post(url, data={"id": str(made)}).json()["result"]["document"]["id"] == str(made)
    token = world.token(world.application()).access_token
    answer = CLIENT.post(f"{world.served.base_url}/rest/{GET}", json={"id": made, "auth": token})
    assert answer.json()["result"]["document"]["id"] == str(made)
    batch = world.rest("batch", cmd={"good": f"{GET}?id={made}", "bad": f"{GET}?" + urlencode({"id": 2**40})})
    assert batch["result"]["good"]["document"]["id"] == str(made)
    assert batch["result_error"] == {"bad": {"error": "0", "error_description": "Document not found"}}


def test_another_organisation_finds_nothing(world: World, other_world: World) -> None:
    assert other_world.rest.error(GET, id=_made(world)) == (400, "0", "Document not found")


def test_every_error_row_of_the_page_is_one_of_the_contract() -> None:
    """``test_errors.py`` brings each of them about over HTTP."""
    text = seeds.page(PAGE)
    known = {(row["code"], row["text"]) for row in error_rows() if row["method"] == GET}
    rows = seeds.error_rows(text)
    assert len(rows) == 6
    assert set(rows) == known
    example = seeds.examples(text)[1]
    assert (example["error"], example["error_description"]) in known
    assert {row["status"] for row in error_rows() if row["method"] == GET} == {400}
