"""Uses b24pysdk as its users do: ``use_b24pysdk.py ACTION``, JSON in, JSON out."""

from __future__ import annotations

import base64
import json
import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from b24pysdk import BitrixApp, BitrixToken, BitrixWebhook, Client
from b24pysdk.api.requesters import BitrixFileRequester
from b24pysdk.api.requests import BitrixAPIRequest
from b24pysdk.errors import BitrixAPIError

Given = dict[str, Any]
PATIENCE = 60
OAUTH_HOST = "oauth.bitrix24.tech"


def client_of(given: Given) -> Any:
    """The client of a webhook."""
    return Client(BitrixWebhook(domain=given["domain"], webhook_token=given["webhook"]))


def document(given: Given) -> Given:
    """A template uploaded, a document made, its PDF waited for and fetched."""
    generator = client_of(given).documentgenerator
    template = generator.template.add(given["template"]).result["template"]
    wanted = given["document"]
    made = generator.document.add(
        int(template["id"]), wanted["value"], values=wanted["values"], fields=wanted["fields"]
    ).result["document"]
    found = converted(generator, made["id"])
    pdf = BitrixFileRequester(found["pdfUrlMachine"]).call()
    word = BitrixFileRequester(found["downloadUrlMachine"]).call()
    return {
        "template": template,
        "made": made,
        "found": found,
        "pdf": base64.b64encode(pdf["content"]).decode(),
        "pdf_name": pdf["name"],
        "word_name": word["name"],
    }


def converted(generator: Any, number: int) -> Given:
    """The document once it has a PDF."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found: Given = generator.document.get(number).result["document"]
        if "pdfUrlMachine" in found:
            return found
        time.sleep(0.1)  # between two looks
    raise TimeoutError(f"document {number} has no PDF after {PATIENCE} seconds")


def offer(given: Given) -> Given:
    """A deal with its company, contact and goods; then numerator, template and document, as the vendor's guide goes."""
    client = client_of(given)
    company = client.crm.company.add(fields={"TITLE": given["company"]}).result
    phone = [{"VALUE": given["phone"], "VALUE_TYPE": "WORK"}]
    contact = client.crm.contact.add(fields={"NAME": "Greta", "LAST_NAME": "Lind", "PHONE": phone}).result
    deal = client.crm.deal.add(
        fields={"TITLE": given["title"], "COMPANY_ID": company, "CONTACT_IDS": [contact], "CURRENCY_ID": "EUR"}
    ).result
    rows = client.crm.item.productrow.set(owner_id=deal, owner_type="D", product_rows=given["goods"]).result
    generator = client.crm.documentgenerator
    numerator = generator.numerator.add(fields={"name": "Numerator from REST", "template": "{NUMBER}"}).response.result[
        "numerator"
    ]
    template = generator.template.add(
        fields={
            "name": given["template_name"],
            "numeratorId": numerator["id"],
            "region": "de",
            "users": ["UA"],
            "entityTypeId": ["2"],
            "file": given["file"],
        },
    ).response.result["template"]
    made = generator.document.add(template_id=int(template["id"]), entity_type_id=2, entity_id=deal).response.result[
        "document"
    ]
    found = converted(generator, made["id"])
    opened = generator.document.enablepublicurl(made["id"], status=1).result
    return {
        "deal": deal,
        "rows": rows["productRows"],
        "numerator": numerator,
        "template": template,
        "made": made,
        "found": found,
        "opened": opened,
        "pdf": base64.b64encode(BitrixFileRequester(found["pdfUrlMachine"]).call()["content"]).decode(),
        "seen": client.crm.item.get(bitrix_id=deal, entity_type_id=2).result["item"]["opportunity"],
        "nobody": refusal(lambda: generator.document.get(made["id"] + 1000).result),
    }


def listed(given: Given) -> Given:
    """Every document, in each way the client has to read a long list."""
    documents = client_of(given).documentgenerator.document
    first = documents.list().response
    everything = ids(documents.list().as_list().result)
    some = everything[::2]
    return {
        "first": ids(first.result["documents"]),
        "next": first.next,
        "total": first.total,
        "list": everything,
        "fast": ids(documents.list().as_list_fast().result),
        "fast_descending": ids(documents.list().as_list_fast(descending=True).result),
        "some": some,
        "filtered": ids(documents.list(filter={"@id": some}, order={"id": "desc"}).as_list().result),
    }


def ids(rows: Any) -> list[str]:
    """The ids of rows, as they came."""
    return [row["id"] for row in rows]


def template_list(given: Given) -> Given:
    """The templates as they come, and what the client's list helper says to an object keyed by id."""
    templates = client_of(given).documentgenerator.template
    try:
        templates.list().as_list().call()
        said = ""
    except TypeError as fault:
        said = str(fault)
    return {"templates": templates.list().result["templates"], "said": said}


def batch(given: Given) -> Given:
    """A batch whose second command refers to the first, one with a failure, and more than fifty commands."""
    client = client_of(given)
    documents = client.documentgenerator.document
    made = documents.add(given["template_id"], "DEAL_8", values={"ClientName": "Ann", "Known": True})
    chained = client.call_batch({"made": made, "read": referring(client, "$result[made][document][id]")}, halt=True)
    mixed = client.call_batch({"good": documents.list(), "bad": documents.get(999999999)})
    many = client.call_batches([documents.get(given["document_id"]) for _ in range(60)])
    return {
        "chained": chained.result.result,
        "mixed": sorted(mixed.result.result),
        "mixed_error": mixed.result.result_error,
        "mixed_total": mixed.result.result_total,
        "many": len(many.result.result),
    }


def referring(client: Any, reference: str) -> BitrixAPIRequest:
    """``document.get`` of what an earlier command of the batch made."""
    return BitrixAPIRequest(
        bitrix_token=client.get_token(), api_method="documentgenerator.document.get", params={"id": reference}
    )


def refusals(given: Given) -> Given:
    """The exception of each refusal."""
    client = client_of(given)
    stranger = client_of({**given, "webhook": given["webhook"] + "x"})
    narrow = client_of({**given, "webhook": given["narrow"]})
    unknown = BitrixAPIRequest(bitrix_token=client.get_token(), api_method="documentgenerator.no.such", params={})
    return {
        "not_found": refusal(lambda: client.documentgenerator.document.get(999999999).result),
        "no_fields": refusal(lambda: client.documentgenerator.template.add({}).result),
        "stranger": refusal(lambda: stranger.documentgenerator.document.list().result),
        "scope": refusal(lambda: narrow.documentgenerator.document.list().result),
        "method": refusal(lambda: unknown.result),
    }


def refusal(call: Callable[[], Any]) -> Given:
    """The exception that a call raises, in the client's own terms."""
    try:
        call()
    except BitrixAPIError as error:
        return {
            "type": type(error).__name__,
            "status": error.status_code,
            "error": error.error,
            "text": error.error_description,
        }
    raise AssertionError("nothing was raised")


def oauth(given: Given) -> Given:
    """A call with a token that has expired: the client renews it by itself, then tells about the application."""
    redirect(OAUTH_HOST, given["port"])
    app = BitrixApp(client_id=given["client_id"], client_secret=given["client_secret"])
    token = BitrixToken(
        domain=given["domain"],
        auth_token=given["access_token"],
        refresh_token=given["refresh_token"],
        bitrix_app=app,
    )
    listed = Client(token).documentgenerator.document.list().result["documents"]
    renewed = {"access": token.auth_token, "refresh": token.refresh_token, "expires_in": token.expires_in}
    info = token.get_app_info().result
    wrong = BitrixApp(client_id=given["client_id"], client_secret="wrong")
    return {
        "documents": ids(listed),
        "renewed": renewed,
        "client_id": info.client_id,
        "member_id": info.install.member_id,
        "spent": refusal(lambda: app.refresh_oauth_token(given["refresh_token"])),
        "wrong_secret": refusal(lambda: wrong.refresh_oauth_token(renewed["refresh"])),
        "wrong_code": refusal(lambda: app.get_oauth_token("nosuchcode")),
    }


def tails(given: Given) -> Given:
    """What somebody has signed and what lies in the safe, with an application's token; then with a webhook."""

    def signing(name: str) -> Any:
        app = BitrixApp(client_id=given["client_id"], client_secret=given["client_secret"])
        token = BitrixToken(domain=given["domain"], auth_token=given[name], refresh_token="", bitrix_app=app)
        return Client(token).sign.b2e

    personal, safe = signing("worker_token").personal, signing("admin_token").mysafe
    first = personal.tail(limit=1, offset=0).result
    file = BitrixFileRequester(first[0]["file_url"]).call()
    webhook = client_of(given).sign.b2e
    return {
        "personal": first,
        "rest": personal.tail(offset=1).result,
        "safe": safe.tail(limit=1000).result,
        "file": base64.b64encode(file["content"]).decode(),
        "file_name": file["name"],
        "too_many": refusal(lambda: personal.tail(limit=51).result),
        "webhook": refusal(lambda: webhook.personal.tail().result),
        "safe_webhook": refusal(lambda: webhook.mysafe.tail().result),
    }


def redirect(host: str, port: int) -> None:
    """Send what is meant for the vendor's OAuth host to the server under test, as a hosts entry would.

    Only the address is changed, in this process; the client itself is untouched and the certificate must name the host.
    """
    real = socket.getaddrinfo

    def found(name: Any, service: Any, *more: Any, **named: Any) -> Any:
        return real("127.0.0.1", port, *more, **named) if name == host else real(name, service, *more, **named)

    socket.getaddrinfo = found


ACTIONS = {each.__name__: each for each in (document, offer, listed, template_list, batch, refusals, oauth, tails)}

if __name__ == "__main__":
    json.dump(ACTIONS[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
