"""@bitrix24/b24jssdk, unmodified, against a server with TLS."""

from __future__ import annotations

import base64
import time
from typing import Any

import pytest

from worlds import World, docx, pdf_text

ARCHIVE = 120


def test_a_template_becomes_a_document_and_a_pdf(b24jssdk: Any, tls_world: World, order: Any) -> None:
    told = b24jssdk(
        "document", webhook_url=tls_world.rest.webhook_url, template=order.template, document=order.document
    )
    assert told["made"]["number"] == told["found"]["number"] == "2026-001"
    text = pdf_text(base64.b64decode(told["pdf"]))
    for line in order.printed:
        assert line in text


def test_long_lists(b24jssdk: Any, archive: World) -> None:
    told = b24jssdk("listed", webhook_url=archive.rest.webhook_url)
    assert (told["more"], told["total"]) == (True, ARCHIVE)
    assert len(set(told["list"])) == ARCHIVE
    assert told["list"] == sorted(told["list"], key=int)
    assert [len(page) for page in told["pages"]] == [50, 50, 20]
    assert [number for page in told["pages"] for number in page] == told["list"]


def test_batches(b24jssdk: Any, tls_world: World) -> None:
    template = tls_world.template(docx("{ClientName}"))
    made = tls_world.document(template)
    told = b24jssdk("batch", webhook_url=tls_world.rest.webhook_url, template_id=template, document_id=int(made["id"]))
    chained = told["chained"]
    assert chained["read"]["document"]["id"] == str(chained["made"]["document"]["id"])
    assert chained["read"]["document"]["values"]["ClientName"] == "Ann & Bob"
    assert told["mixed"] == [True, False, True]
    assert told["mixed_errors"] == {"1": "Document not found"}
    assert told["many"] == 60


@pytest.fixture(scope="module")
def refusals(b24jssdk: Any, archive: World) -> Any:
    narrow = archive.webhook_url(archive.admin.id, archive.webhook(archive.admin.id, ["crm"]))
    return b24jssdk("refusals", webhook_url=archive.rest.webhook_url, narrow_url=narrow)


@pytest.mark.parametrize(
    ("cause", "status", "code", "text"),
    [
        ("no_id", 400, "100", "Bitrix\\DocumentGenerator\\Template constructor must be public"),
        ("not_found", 400, "ERR_BAD_REQUEST", "Document not found"),  # the client's own word for the code "0"
        ("stranger", 401, "NO_AUTH_FOUND", "Wrong authorization data"),
        (
            "scope",
            403,
            "insufficient_scope",
            "The request requires higher privileges than provided by the webhook token",
        ),
    ],
)
def test_refusals(refusals: Any, cause: str, status: int, code: str, text: str) -> None:
    assert refusals[cause] == {"type": "AjaxError", "status": status, "code": code, "text": text}


def test_an_expired_token_is_renewed(b24jssdk: Any, archive: World, expired: Any) -> None:
    base_url = archive.served.base_url
    auth = {
        "applicationToken": expired.application.application_token,
        "userId": archive.admin.id,
        "memberId": "0" * 32,
        "accessToken": expired.pair.access_token,
        "refreshToken": expired.pair.refresh_token,
        "expires": int(time.time()) + 1800,  # the client believes that it is good: the server has to say otherwise
        "expiresIn": 3600,
        "scope": "documentgenerator",
        "domain": base_url,
        "clientEndpoint": f"{base_url}/rest/",
        "serverEndpoint": f"{base_url}/rest/",
        "status": "L",
    }
    secret = {"clientId": expired.application.client_id, "clientSecret": expired.application.client_secret}
    told = b24jssdk("oauth", auth=auth, secret=secret)
    assert len(told["documents"]) == 50
    (renewed,) = told["renewals"]
    assert renewed["access_token"] not in {"", expired.pair.access_token}
    assert renewed["refresh_token"] not in {"", expired.pair.refresh_token}
    assert renewed["expires_in"] == 3600
    assert told["wrong_secret"] == {
        "type": "RefreshTokenError",
        "status": 400,
        "code": "invalid_client",
        "text": "Invalid client",
    }
