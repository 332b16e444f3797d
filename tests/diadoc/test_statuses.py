"""Every status that the interface promises beside success, over HTTP, with its text; what is not served; languages."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from authorities import Authority
from diadoc.client import JSON, Client, Refused
from exchange_partners import Partner, deliver_now, document_of, paper
from inkpost.engines.sign.detached import sign_detached
from inkpost.faces.diadoc import known, opened, routes
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.app import Diadoc
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.hop import Hop
from inkpost.model.boxes import Access, Permission
from inkpost.model.trust import Purpose
from inkpost.operations import administration
from inkpost.operations.exchange_once import once
from inkpost.store import exchange_once
from inkpost.store.signals import Signals
from worlds import World

COVERAGE = Path(__file__).parents[2] / "COVERAGE.md"
CYRILLIC = re.compile("[А-Яа-я]")


def letter(us: Partner, them: Partner, count: int = 1, **more: Any) -> pb.MessageToPost:
    """A message of letters that want a signature."""
    document = pb.DocumentAttachment(
        TypeNamedId="Nonformalized",
        SignedContent=pb.SignedContent(Content=uuid4().bytes, SignWithTestSignature=True),
        Metadata=[pb.MetadataItem(Key="FileName", Value="letter.txt")],
        NeedRecipientSignature=True,
    )
    documents = [document] * count
    return pb.MessageToPost(FromBoxId=us.guid.hex, ToBoxId=them.guid.hex, DocumentAttachments=documents, **more)


def refused(act: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(Refused) as fault:
        act()
    return fault.value.status, fault.value.text


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"api_in_plan": False}, 402, "The organisation's plan has no programming interface"),
        ({"overloaded": True}, 429, "The organisation is blocked because of its load"),
        ({"closed": True}, 403, "The organisation is closed"),
    ],
)
def test_an_organisation_may_be_kept_from_working(
    us: Partner, ours: Client, change: dict[str, bool], status: int, words: str
) -> None:
    administration.set_organization(us.world.services, us.world.organization_id, **change)
    asked = {"boxId": us.guid.hex, "filterCategory": "Any.Inbound"}
    assert refused(lambda: ours.json("GET", "/V3/GetDocuments", **asked)) == (status, words)


def test_each_refusal_has_the_status_of_its_page_and_says_what_to_do(us: Partner, them: Partner, ours: Client) -> None:
    body, box, some = letter(us, them).SerializeToString(), us.guid.hex, uuid4()
    category = f"/V3/GetDocuments?boxId={box}&filterCategory="
    for verb, path, kind, status, words in (
        ("POST", category + "Any.Inbound", "", 405, "/V3/GetDocuments takes GET, not POST"),
        ("GET", "/V3/PostMessage", "", 405, "/V3/PostMessage takes POST, not GET"),
        ("POST", "/V3/PostMessage", "text/xml", 415, "Content-Type text/xml is not read here: send application/json"),
        ("POST", "/V3/PostMessage", JSON, 400, "The body is not JSON"),
        ("GET", category + "Inbound", "", 400, "filterCategory is 'Inbound': it takes <type>"),
        ("GET", "/V3/GetDocuments?filterCategory=Any.Inbound", "", 400, "The query parameter boxId is missing"),
        ("GET", f"/V6/GetMessage?boxId={box}&messageId={some}", "", 404, f"MessageId: there is no message {some}"),
        ("GET", f"/V6/GetMessage?boxId={some}&messageId={some}", "", 403, ""),
    ):
        answer = ours.send(verb, path, body if verb == "POST" else None, content_type=kind)
        assert (answer.status_code, answer.text[: len(words)]) == (status, words), path
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"
        assert answer.headers["x-request-id"]


def test_the_fourth_invalid_signature_of_a_day_is_a_conflict(us: Partner, them: Partner, theirs: Client) -> None:
    posted = us.post(them, paper(wants_signature=True))
    deliver_now(us, them)
    one, bad = document_of(posted), sign_detached(b"something else", Authority().issue(Purpose.PERSON)).der

    def sign(parent: Any) -> tuple[int, str]:
        given = pb.MessagePatchToPost(BoxId=them.guid.hex, MessageId=str(posted.message.guid))
        given.Signatures.add(ParentEntityId=str(parent), Signature=bad)
        answer = theirs.send("POST", "/V3/PostMessagePatch", given.SerializeToString())
        return answer.status_code, answer.text if answer.status_code >= 300 else ""

    assert [sign(one) for _ in range(3)] == [(200, "")] * 3
    status, told = sign(one)
    assert status == 409
    assert f"3 invalid signatures were given to {one} in 24 hours" in told


def test_who_asks_again_while_it_is_being_done_is_told_when_to_come_back(
    us: Partner, them: Partner, ours: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_once, "PATIENCE_MS", 50)
    services = us.world.services
    app = Diadoc(Edge(services, Hop(2), Signals("")))
    body = letter(us, them).SerializeToString()

    def post() -> httpx.Response:
        async def posting() -> httpx.Response:
            transport = httpx.ASGITransport(app)
            headers = {"authorization": f"Bearer {ours.token}"}
            async with httpx.AsyncClient(transport=transport, base_url="https://exchange.example.test") as client:
                return await client.post("/V3/PostMessage?operationId=Seven", content=body, headers=headers)

        return asyncio.run(posting())

    with us.work() as first:
        once(first, us.guid, "postmessage", "seven", lambda: pb.Message().SerializePartialToString())
        busy = post()
        assert (busy.status_code, busy.content) == (204, b"")
        assert int(busy.headers["retry-after"]) >= 1
        first.db.rollback()  # what the first was about came to nothing
    assert pb.Message.FromString(post().content).MessageId == pb.Message.FromString(post().content).MessageId


def test_many_who_do_the_same_at_once_do_it_once(us: Partner, them: Partner, ours: Client) -> None:
    def post(number: int) -> str:
        name = "Same" if number % 2 else "sAME"
        return ours.ask(pb.Message, "POST", "/V3/PostMessage", letter(us, them), operationId=name).MessageId

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(post, range(16)))) == 1
    assert ours.json("GET", "/V3/GetDocuments", boxId=us.guid.hex, filterCategory="Any.Outbound")["TotalCount"] == 1


def test_every_endpoint_that_is_not_served_says_so_and_is_listed(client: Client) -> None:
    listed = COVERAGE.read_text()
    served = {**routes.table(), **opened.ADDRESSES}
    rest = 0
    for each in known.listed():
        verb, path = each.split(" ")
        assert path in listed, each
        if verb in served.get(path.lower(), {}):
            continue
        answer = client.send(verb, path, b"" if verb == "POST" else None)
        wanted = f"{verb} {path} is not served here yet: see COVERAGE.md for what is"
        assert (answer.status_code, answer.text) == (501, wanted)
        rest += 1
    assert rest > 50


def texts(answer: Any) -> list[str]:
    """Every status in words in an answer."""
    if isinstance(answer, list):
        return [text for each in answer for text in texts(each)]
    if not isinstance(answer, dict):
        return []
    own = [answer["StatusText"]] if "StatusText" in answer else []
    return own + [text for each in answer.values() for text in texts(each)]


def test_statuses_are_told_in_english_where_that_is_asked_for(us: Partner, them: Partner, ours: Client) -> None:
    posted = us.post(them, paper(wants_signature=True))
    deliver_now(us, them)
    box, document, message = {"boxId": us.guid.hex}, str(document_of(posted)), str(posted.message.guid)
    docflow = {"Requests": [{"DocumentId": {"MessageId": message, "EntityId": document}}]}
    events = {"Filter": {}, "PopulateDocuments": True}
    change = {"BoxId": us.guid.hex, "MessageId": message}
    tag = {"ParentEntityId": document, "Operation": "Set", "Key": "shelf", "Value": "B"}
    for verb, path, body, query in (
        ("GET", "/V3/GetDocument", None, {"messageId": message, "entityId": document}),
        ("GET", "/GetDocumentsByMessageId", None, {"messageId": message}),
        ("GET", "/V6/GetMessage", None, {"messageId": message}),
        ("GET", "/V8/GetNewEvents", None, {}),
        ("GET", "/V3/GetDocuments", None, {"filterCategory": "Any.Outbound"}),
        ("POST", "/V4/GetDocuments", {"DocumentCategory": "Outbound"}, {}),
        ("POST", "/V5/GetDocflows", docflow, {}),
        ("POST", "/V4/GetDocflowEvents", events, {}),
    ):
        russian, english = (ours.json(verb, path, body, **box, **query, **more) for more in ({}, {"locale": "EN"}))
        told = texts(english)
        assert told, path
        assert all(CYRILLIC.search(each) for each in texts(russian)), path
        assert not any(CYRILLIC.search(each) for each in told), path
        assert len(told) == len(texts(russian))
        assert "Counterparty's signature is awaited" in told
    english = ours.json("POST", "/V3/PostMessagePatch", {**change, "CustomDataPatches": [tag]}, locale="en")
    assert not any(CYRILLIC.search(each) for each in texts(english))
    told = refused(lambda: ours.json("GET", "/V3/GetDocuments", **box, filterCategory="Any.Outbound", locale="fr"))
    assert told == (400, "The query parameter locale is 'fr': it takes one of ru, en")


def test_a_list_in_english_says_what_the_other_says(us: Partner, them: Partner, ours: Client) -> None:
    for number in range(3):
        us.post(them, paper(b"%d" % number))
    deliver_now(us, them)
    asked = {"boxId": us.guid.hex, "filterCategory": "Any.Outbound", "count": 2}
    for encoding in ("json", "protobuf"):
        pages = []
        for more in ({}, {"locale": "en"}):
            if encoding == "json":
                page = ours.json("GET", "/V3/GetDocuments", **asked, **more)
                for each in page["Documents"]:
                    del each["DocflowStatus"]
            else:
                page = ours.ask(pb.DocumentList, "GET", "/V3/GetDocuments", **asked, **more)
                for each in page.Documents:
                    each.ClearField("DocflowStatus")
            pages.append(page)
        assert pages[0] == pages[1]


def test_what_cannot_be_deleted_restored_or_moved_is_told(
    us: Partner, them: Partner, ours: Client, signed_in: Callable[..., Client], world: World
) -> None:
    posted = us.post(them, paper())
    document, message, some = str(document_of(posted)), str(posted.message.guid), str(uuid4())
    here = {"boxId": us.guid.hex, "messageId": message}

    def told(path: str, body: Any = None, client: Client = ours, **query: str) -> tuple[int, str]:
        return refused(lambda: client.json("POST", path, body, **query))

    def move(*documents: tuple[str, str], to: str = "") -> dict[str, Any]:
        named = [{"MessageId": one, "EntityId": two} for one, two in documents]
        return {"BoxId": us.guid.hex, "ToDepartmentId": to, "DocumentIds": named}

    assert told("/Restore", **here) == (409, "MessageId: it is not deleted")
    assert told("/Delete", **{**here, "messageId": some})[0] == 404
    assert told("/Delete", **here, documentId=some) == (
        404,
        f"DocumentId: the message {message} has no document {some}",
    )
    ours.json("POST", "/Delete", **here, documentId=document)
    assert told("/Delete", **here, documentId=document) == (409, "MessageId: it is deleted already")
    ours.json("POST", "/Restore", **here, documentId=document)
    assert told("/MoveDocuments", move((message, some)))[0] == 404
    assert told("/MoveDocuments", move((some, document)))[0] == 404
    status, words = told("/MoveDocuments", move((message, document), to=some))
    assert (status, words.partition(":")[0]) == (400, "ToDepartmentId")
    assert told("/MoveDocuments", move(*[(message, document)] * 1001))[0] == 400
    clerk = signed_in(us.colleague(Access.ALL, permissions=frozenset(Permission) - {Permission.DELETE}))
    for path in ("/Delete", "/Restore"):
        assert told(path, client=clerk, **here)[0] == 403
        assert told(path, client=signed_in(them.person), **here)[0] == 403
    assert told("/MoveDocuments", move((message, document)), signed_in(them.person))[0] == 403


def test_a_locked_packet_is_signed_as_one(us: Partner, them: Partner, ours: Client, theirs: Client) -> None:
    posted = ours.ask(pb.Message, "POST", "/V3/PostMessage", letter(us, them, 2, LockPacket=True))
    deliver_now(us, them)
    documents = [each.EntityId for each in posted.Entities if each.HasField("DocumentInfo")]
    assert {each.DocumentInfo.PacketId for each in posted.Entities if each.HasField("DocumentInfo")} == {
        posted.Entities[0].DocumentInfo.PacketId
    }

    def sign(*parents: str) -> httpx.Response:
        given = pb.MessagePatchToPost(BoxId=them.guid.hex, MessageId=posted.MessageId)
        for each in parents:
            given.Signatures.add(ParentEntityId=each, SignWithTestSignature=True)
        return theirs.send("POST", "/V3/PostMessagePatch", given.SerializeToString())

    alone = sign(documents[0])
    assert alone.status_code == 409
    assert documents[1] in alone.text
    assert sign(*documents).status_code == 200
