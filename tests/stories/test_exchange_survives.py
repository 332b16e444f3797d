"""``kill -9`` of the server and the worker while boxes exchange: what was acknowledged arrives, once and in order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from google.protobuf.message import DecodeError

from anatomy import kill, web, worker
from diadoc.client import Client, Refused
from exchange_partners import Partner
from inkpost.faces.diadoc import proto as pb
from support import Served, start_server, wait_for
from worlds import new_world, services_of

WRITERS, MESSAGES = 4, 6


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server of the test's own."""
    server = start_server(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def sides(own: Served) -> Iterator[tuple[Partner, Partner]]:
    services = services_of(own)
    yield Partner(new_world(own, services)), Partner(new_world(own, services))
    services.close()


def patient(act: object) -> object:
    """The answer to a call, asked for again while the server is away or busy with the same."""

    def ask() -> object:
        try:
            return act()  # type: ignore[operator]
        except (httpx.TransportError, DecodeError, Refused) as fault:
            if isinstance(fault, Refused) and fault.status < 500:
                raise
            return None

    return wait_for(ask, seconds=90, what="an answer")


class Reader:
    """Pages through a feed by the key of the last event, three at a time."""

    def __init__(self, client: Client, partner: Partner) -> None:
        self.client, self.box = client, partner.guid.hex
        self.after = ""
        self.seen: list[str] = []

    def page(self) -> None:
        got = self.client.ask(
            pb.BoxEventList, "GET", "/V8/GetNewEvents", boxId=self.box, afterIndexKey=self.after, limit=3
        )
        for each in got.Events:
            self.seen.append(each.EventId)
            self.after = each.IndexKey

    def read_on(self, stop: threading.Event) -> None:
        while not stop.is_set():
            patient(lambda: self.page() or True)


@pytest.mark.timeout(240)
def test_what_was_acknowledged_arrives_once_and_in_order(own: Served, sides: tuple[Partner, Partner]) -> None:
    us, them = sides
    program = us.world.application().client_id
    ours, theirs = (
        Client(own.base_url, program).sign_in(each.person.login, each.person.password) for each in (us, them)
    )
    acknowledged: list[str] = []

    def write() -> None:
        for _ in range(MESSAGES):
            name = uuid4().hex

            def post(name: str = name) -> pb.Message:
                return ours.ask(pb.Message, "POST", "/V3/PostMessage", letter(us, them, name), operationId=name)

            acknowledged.append(patient(post).MessageId)  # type: ignore[attr-defined]

    stop = threading.Event()
    readers = [Reader(ours, us), Reader(theirs, them)]
    reading = [threading.Thread(target=each.read_on, args=(stop,)) for each in readers]
    writing = [threading.Thread(target=write) for _ in range(WRITERS)]
    for each in (*reading, *writing):
        each.start()
    for share, victims in ((0.2, worker), (0.5, web), (0.7, worker)):
        wait_for(lambda share=share: len(acknowledged) >= share * WRITERS * MESSAGES, seconds=90, what="messages")
        kill(victims(own))
    for each in writing:
        each.join()
    assert len(set(acknowledged)) == WRITERS * MESSAGES
    wait_for(lambda: set(acknowledged) <= set(readers[1].seen), seconds=90, what="every message in the other box")
    wait_for(lambda: len(readers[0].seen) == 2 * len(acknowledged), seconds=90, what="every delivery told")
    stop.set()
    for each in reading:
        each.join()
    assert sorted(readers[1].seen) == sorted(acknowledged), "each once, and nothing that was not acknowledged"
    for reader, client in zip(readers, (ours, theirs), strict=True):
        assert reader.seen == everything(client, reader.box)


def letter(us: Partner, them: Partner, name: str) -> pb.MessageToPost:
    attachment = pb.DocumentAttachment(
        TypeNamedId="Nonformalized",
        SignedContent=pb.SignedContent(Content=name.encode(), SignWithTestSignature=True),
        Metadata=[pb.MetadataItem(Key="FileName", Value="letter.txt")],
    )
    return pb.MessageToPost(FromBoxId=us.guid.hex, ToBoxId=them.guid.hex, DocumentAttachments=[attachment])


def everything(client: Client, box: str) -> list[str]:
    """The feed as it is in the end."""
    return [each.EventId for each in client.ask(pb.BoxEventList, "GET", "/V8/GetNewEvents", boxId=box).Events]
