"""b24pysdk, unmodified, against a server with TLS."""

from __future__ import annotations

import base64
from typing import Any

import httpx
import pytest

from worlds import World, b64, docx, pdf_text

ARCHIVE = 120


def reached(world: World) -> dict[str, Any]:
    """How the client reaches the organisation."""
    return {
        "domain": world.served.base_url.removeprefix("https://"),
        "webhook": f"{world.admin.id}/{world.admin.secret}",
    }


def test_a_template_becomes_a_document_and_a_pdf(b24pysdk: Any, tls_world: World, order: Any) -> None:
    told = b24pysdk("document", **reached(tls_world), template=order.template, document=order.document)
    assert told["template"]["name"] == "Contract"
    assert told["made"]["number"] == told["found"]["number"] == "2026-001"
    assert (type(told["made"]["id"]), told["found"]["id"]) == (int, str(told["made"]["id"]))
    assert (told["pdf_name"][-4:], told["word_name"][-5:]) == (".pdf", ".docx")
    text = pdf_text(base64.b64decode(told["pdf"]))
    for line in order.printed:
        assert line in text


GOODS = [
    {"productName": "Paint", "price": 12.5, "quantity": 4, "taxRate": 19, "taxIncluded": "Y"},
    {"productName": "Brush", "price": 7, "quantity": 2, "taxRate": 19, "taxIncluded": "Y"},
]
OFFER = docx(
    "{DocumentNumber} of {DocumentCreateTime}", "{Title} for {CompanyTitle}, {ContactPhone}", "{TotalSum~WZ=Y}"
)


def test_the_guide_to_templates_of_the_crm(b24pysdk: Any, tls_world: World, trusting: httpx.Client) -> None:
    """The vendor's page "How to Add a Template and Create a Document Based on It", after the deal it begins with."""
    told = b24pysdk(
        "offer",
        **reached(tls_world),
        company="Acme & Söhne",
        phone="+49 40 36130123",
        title="Roof",
        goods=GOODS,
        template_name="Demonstration product implementation",
        file=["template.docx", b64(OFFER)],
    )
    assert told["numerator"]["template"] == "{NUMBER}"
    assert (told["template"]["moduleId"], told["template"]["entityTypeId"]) == ("crm", ["2"])
    made, found = told["made"], told["found"]
    assert (made["title"], made["number"]) == ("Demonstration product implementation 1", "1")
    assert (made["entityTypeId"], int(made["entityId"])) == ("2", told["deal"])
    assert made["products"] == {"currencyId": "EUR", "totalSum": "64.00", "totalRows": 2}
    assert made["publicUrl"] is None
    assert (len(told["rows"]), told["seen"]) == (2, 64)
    text = pdf_text(base64.b64decode(told["pdf"])).replace("\u00a0", " ")
    for line in ("1 of ", "Roof for Acme & Söhne, +49 40 36130123", "64,00 €"):
        assert line in text
    assert found["pullTag"]
    assert trusting.get(told["opened"]["publicUrl"]).status_code == 200
    assert told["nobody"]["status"] == 400


def test_long_lists(b24pysdk: Any, archive: World) -> None:
    told = b24pysdk("listed", **reached(archive))
    assert (len(told["first"]), told["next"], told["total"]) == (50, 50, ARCHIVE)
    assert len(set(told["list"])) == ARCHIVE
    assert told["fast"] == sorted(told["list"], key=int)
    assert told["fast_descending"] == told["fast"][::-1]
    assert len(told["some"]) == ARCHIVE / 2 > 50
    assert told["filtered"] == sorted(told["some"], key=int, reverse=True)


def test_templates_are_an_object_that_its_list_helper_refuses(b24pysdk: Any, tls_world: World) -> None:
    """The vendor's own interplay: ``template.list`` is keyed by id, and ``as_list`` takes arrays only."""
    template = tls_world.template(docx("x"))
    told = b24pysdk("template_list", **reached(tls_world))
    assert list(told["templates"]) == [str(template)]
    assert "is not a list-type method" in told["said"]


def test_batches(b24pysdk: Any, tls_world: World) -> None:
    template = tls_world.template(docx("{ClientName}"))
    made = tls_world.document(template)
    told = b24pysdk("batch", **reached(tls_world), template_id=template, document_id=int(made["id"]))
    chained = told["chained"]
    assert chained["read"]["document"]["id"] == str(chained["made"]["document"]["id"])
    assert told["mixed"] == ["good"]
    assert told["mixed_error"] == {"bad": {"error": "0", "error_description": "Document not found"}}
    assert told["mixed_total"] == {"good": 2}
    assert told["many"] == 60


@pytest.fixture(scope="module")
def refusals(b24pysdk: Any, archive: World) -> Any:
    narrow = archive.webhook(archive.admin.id, ["crm"])
    return b24pysdk("refusals", **reached(archive), narrow=f"{archive.admin.id}/{narrow}")


@pytest.mark.parametrize(
    ("cause", "exception", "status", "code", "text"),
    [
        ("not_found", "BitrixAPIBadRequest", 400, "0", "Document not found"),
        ("no_fields", "BitrixAPIBadRequest", 400, "0", "Empty required fields: name, numeratorId, region"),
        ("stranger", "BitrixOAuthNoAuthFound", 401, "NO_AUTH_FOUND", "Wrong authorization data"),
        (
            "scope",
            "BitrixAPIInsufficientScope",
            403,
            "insufficient_scope",
            "The request requires higher privileges than provided by the webhook token",
        ),
        ("method", "BitrixAPINotFound", 404, "ERROR_METHOD_NOT_FOUND", "Method not found!"),
    ],
)
def test_refusals(refusals: Any, cause: str, exception: str, status: int, code: str, text: str) -> None:
    assert refusals[cause] == {"type": exception, "status": status, "error": code, "text": text}


def test_an_expired_token_is_renewed(b24pysdk: Any, archive: World, expired: Any) -> None:
    told = b24pysdk(
        "oauth",
        **reached(archive),
        port=int(archive.served.base_url.rpartition(":")[2]),
        client_id=expired.application.client_id,
        client_secret=expired.application.client_secret,
        access_token=expired.pair.access_token,
        refresh_token=expired.pair.refresh_token,
    )
    assert len(told["documents"]) == 50
    assert told["renewed"]["access"] != expired.pair.access_token
    assert told["renewed"]["refresh"] != expired.pair.refresh_token
    assert told["renewed"]["expires_in"] == 3600
    assert told["client_id"] == expired.application.client_id
    assert len(told["member_id"]) == 32
    for cause, exception, code in (
        ("spent", "BitrixOAuthInvalidGrant", "invalid_grant"),
        ("wrong_secret", "BitrixOAuthInvalidClient", "invalid_client"),
        ("wrong_code", "BitrixOAuthInvalidGrant", "invalid_grant"),
    ):
        assert (told[cause]["type"], told[cause]["status"], told[cause]["error"]) == (exception, 400, code)
