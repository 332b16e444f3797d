"""Lists of documents over the wire: the vendor's example, its parameters, and what cannot be asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from diadoc.client import Client
from diadoc.test_exchange_document import differences, example
from exchange_partners import Partner, deliver_now, paper
from exchange_samples import transfer
from inkpost.faces.diadoc import proto as pb
from inkpost.model.exchange_posting import Linked
from support import shared
from worlds import World

LIST = "/V3/GetDocuments"


@pytest.fixture
def us(world: World) -> Partner:
    return Partner(world)


@pytest.fixture
def them(other_world: World) -> Partner:
    return Partner(other_world)


@pytest.fixture
def ask(us: Partner, signed_in: Callable[..., Client]) -> Callable[..., Any]:
    """A page of our box in JSON."""
    client = signed_in(us.person)

    def page(category: str, **query: Any) -> Any:
        return client.json("GET", LIST, boxId=f"{us.guid.hex}@diadoc.ru", filterCategory=category, **query)

    return page


def body_of_example() -> dict[str, Any]:
    found = shared("seeds", "004_c2cfc7e162ce79cc.txt").read_text()
    text = found[found.index("Пример тела ответа:") :]
    body: dict[str, Any] = json.JSONDecoder().raw_decode(text[text.index("{") :])[0]
    return body


def test_the_vendors_request_gets_the_vendors_answer(us: Partner, them: Partner, ask: Callable[..., Any]) -> None:
    us.post(them, transfer(custom_id="first"), paper(path="document_attachments[1]", initial=[Linked(None, "first")]))
    deliver_now(us, them)
    found = ask("Any.Outbound")
    assert set(found) == set(body_of_example())
    assert found["TotalCount"] == 2
    assert found["HasMoreResults"] is False
    for wanted, shown in zip(example(), found["Documents"], strict=True):
        assert differences(wanted, shown) == []


def test_json_and_protobuf_say_the_same(us: Partner, them: Partner, signed_in: Callable[..., Client]) -> None:
    us.post(them, transfer(), paper(path="document_attachments[1]"))
    deliver_now(us, them)
    client = signed_in(us.person)
    asked = {"boxId": us.guid.hex, "filterCategory": "Any.Outbound"}
    packed = client.ask(pb.DocumentList, "GET", LIST, **asked)
    told = client.json("GET", LIST, **asked)
    assert [each.IndexKey for each in packed.Documents] == [each["IndexKey"] for each in told["Documents"]]
    for one, other in zip(packed.Documents, told["Documents"], strict=True):
        query = {"boxId": us.guid.hex, "messageId": one.MessageId, "entityId": one.EntityId}
        alone = client.ask(pb.Document, "GET", "/V3/GetDocument", **query)
        assert alone == one
        assert client.json("GET", "/V3/GetDocument", **query) == other
