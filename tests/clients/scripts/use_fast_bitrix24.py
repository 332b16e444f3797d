"""Uses fast-bitrix24 as its users do: ``use_fast_bitrix24.py ACTION``, JSON in, JSON out."""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import time
from typing import Any

import aiohttp
from fast_bitrix24 import BitrixAsync
from fast_bitrix24.server_response import ErrorInServerResponseException

Given = dict[str, Any]
PATIENCE = 60


def client_of(given: Given) -> BitrixAsync:
    """The client of a webhook."""
    return BitrixAsync(given["webhook_url"], verbose=False)


async def document(given: Given) -> Given:
    """A template uploaded, a document made, its PDF waited for and fetched."""
    client = client_of(given)
    added = await client.call("documentgenerator.template.add", {"fields": given["template"]}, raw=True)
    template = added["result"]["template"]
    wanted = {"templateId": template["id"], **given["document"]}
    made = await client.call("documentgenerator.document.add", wanted)
    found = await converted(client, made["id"])
    async with aiohttp.ClientSession() as session, session.get(found["pdfUrlMachine"]) as answer:
        pdf = await answer.read()
    return {"template": template, "made": made, "found": found, "pdf": base64.b64encode(pdf).decode()}


async def converted(client: BitrixAsync, number: int) -> Given:
    """The document once it has a PDF."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        found: Given = (await client.get_by_ID("documentgenerator.document.get", [number], ID_field_name="id"))[
            "document"
        ]
        if "pdfUrlMachine" in found:
            return found
        await asyncio.sleep(0.1)  # between two looks
    raise TimeoutError(f"document {number} has no PDF after {PATIENCE} seconds")


async def listed(given: Given) -> Given:
    """Every document, and many of them by their ids."""
    client = client_of(given)
    rows = await client.get_all("documentgenerator.document.list", {"select": ["id", "title", "values"]})
    some = [int(row["id"]) for row in rows][:60]
    by_id = await client.get_by_ID("documentgenerator.document.get", some)
    return {
        "list": [row["id"] for row in rows],
        "some": [str(number) for number in some],
        "by_id": {key: found["document"]["id"] for key, found in by_id.items()},
    }


async def batch(given: Given) -> Given:
    """A batch whose second command refers to the first, and sixty calls of one method in batches of fifty."""
    client = client_of(given)
    chained = await client.call_batch(
        {
            "halt": 1,
            "cmd": {
                "made": f"documentgenerator.document.add?templateId={given['template_id']}&value=DEAL_8",
                "read": "documentgenerator.document.get?id=$result[made][document][id]",
            },
        }
    )
    items = [{"id": given["document_id"], "values": {"Known": True, "Empty": None}} for _ in range(60)]
    many = await client.call("documentgenerator.document.getfields", items)
    return {"chained": chained, "many": len(many)}


async def refusals(given: Given) -> Given:
    """The exception of each refusal: of a single call by its status, of a batch by its code and text."""
    stranger = BitrixAsync(given["webhook_url"].rstrip("/") + "x", verbose=False)
    client = client_of(given)
    raw = {"id": 999999999}
    return {
        "single": await refusal(client.call("documentgenerator.document.get", raw, raw=True)),
        "stranger": await refusal(stranger.call("documentgenerator.document.get", raw, raw=True)),
        "method": await refusal(client.call("documentgenerator.no.such", raw, raw=True)),
        "batched": await refusal(client.call("documentgenerator.document.get", raw)),
    }


async def refusal(call: Any) -> Given:
    """The exception that a call raises."""
    try:
        await call
    except aiohttp.ClientResponseError as error:
        return {"type": type(error).__name__, "status": error.status}
    except ErrorInServerResponseException as error:
        return {"type": type(error).__name__, "errors": error.args[0]}
    raise AssertionError("nothing was raised")


async def token(given: Given) -> Given:
    """Calls with a token; when it is refused, the client asks for another one by itself."""
    tokens = iter(given["tokens"])
    asked = []

    async def next_token() -> str:
        asked.append(next(tokens))
        return str(asked[-1])

    client = BitrixAsync(given["rest_url"], token_func=next_token, verbose=False)
    rows = await client.get_all("documentgenerator.document.list")
    return {"list": [row["id"] for row in rows], "asked": len(asked)}


ACTIONS = {each.__name__: each for each in (document, listed, batch, refusals, token)}

if __name__ == "__main__":
    json.dump(asyncio.run(ACTIONS[sys.argv[1]](json.load(sys.stdin))), sys.stdout)
