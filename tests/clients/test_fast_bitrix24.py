"""fast-bitrix24, unmodified, against a server with TLS."""

from __future__ import annotations

import base64
from typing import Any

from worlds import World, docx, pdf_text

ARCHIVE = 120


def test_a_template_becomes_a_document_and_a_pdf(fast_bitrix24: Any, tls_world: World, order: Any) -> None:
    told = fast_bitrix24(
        "document", webhook_url=tls_world.rest.webhook_url, template=order.template, document=order.document
    )
    assert told["made"]["number"] == told["found"]["number"] == "2026-001"
    text = pdf_text(base64.b64decode(told["pdf"]))
    for line in order.printed:
        assert line in text


def test_long_lists(fast_bitrix24: Any, archive: World) -> None:
    told = fast_bitrix24("listed", webhook_url=archive.rest.webhook_url)
    assert len(told["list"]) == len(set(told["list"])) == ARCHIVE
    assert told["by_id"] == {number: number for number in told["some"]}
    assert len(told["by_id"]) == 60


def test_batches(fast_bitrix24: Any, tls_world: World) -> None:
    template = tls_world.template(docx("{ClientName}"))
    made = tls_world.document(template)
    told = fast_bitrix24(
        "batch", webhook_url=tls_world.rest.webhook_url, template_id=template, document_id=int(made["id"])
    )
    chained = told["chained"]
    assert chained["read"]["document"]["id"] == str(chained["made"]["document"]["id"])
    assert told["many"] == 60


def test_refusals(fast_bitrix24: Any, archive: World) -> None:
    told = fast_bitrix24("refusals", webhook_url=archive.rest.webhook_url)
    assert told["single"] == {"type": "ClientResponseError", "status": 400}
    assert told["stranger"] == {"type": "ClientResponseError", "status": 401}
    assert told["method"] == {"type": "ClientResponseError", "status": 404}
    (batched,) = told["batched"]["errors"].values()
    assert batched == {"error": "0", "error_description": "Document not found"}
    assert told["batched"]["type"] == "ErrorInServerResponseException"


def test_a_refused_token_is_asked_for_again(fast_bitrix24: Any, archive: World) -> None:
    good = archive.token(archive.application()).access_token
    told = fast_bitrix24("token", rest_url=f"{archive.served.base_url}/rest/", tokens=["stale", good])
    assert (len(told["list"]), told["asked"]) == (ARCHIVE, 2)
