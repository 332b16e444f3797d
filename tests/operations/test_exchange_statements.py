"""A posting asks the database few things, however many documents it has, and answers what is then read back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import event

from engines.sign.authorities import YEAR, Authority, pem
from exchange_partners import Partner, deliver_now, document_of, paper
from inkpost.engines.sign.detached import sign_detached
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate import message as shown
from inkpost.model.docflow import DocumentClass
from inkpost.model.exchange import LockMode, MessageView
from inkpost.model.exchange_lists import BodyForm, ListAsked
from inkpost.model.exchange_posting import Linked, NewData, NewDocument, NewMessage, Signed
from inkpost.operations import exchange_lists, exchange_posting
from inkpost.operations.exchange_once import once
from worlds import World

TRUSTED = Authority("Trusted")
MOST = 24
"""Statements of a posting of signed documents, the caller being known, that is done once."""


@pytest.fixture
def us(world: World) -> Partner:
    settings = replace(world.services.settings, exchange_roots=pem(TRUSTED.root.certificate).decode())
    world.services = replace(world.services, settings=settings)
    return Partner(world)


@pytest.fixture
def them(other_world: World) -> Partner:
    return Partner(other_world)


@contextmanager
def statements(partner: Partner) -> Iterator[list[str]]:
    """What is asked of the database within the block."""
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *more: object) -> None:
        asked.append(statement)

    engine = partner.world.services.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(engine, "before_cursor_execute", note)


def signed(number: int, partner: Partner, **more: Any) -> NewDocument:
    """A document with a signature of its own making."""
    content = f"Paper {number}".encode()
    now = partner.world.services.clock()
    signer = TRUSTED.person(f"Ann {number % 3}", begins=now - YEAR, ends=now + YEAR)
    made = sign_detached(content, signer, at=now).der
    return paper(path=f"document_attachments[{number}]", signed=Signed(content, made), **more)


def asked_for(us: Partner, them: Partner, documents: list[NewDocument]) -> list[str]:
    """The statements of a posting."""
    given = NewMessage(us.guid, them.guid, documents)
    with us.work() as work, statements(us) as asked:
        once(
            work,
            us.guid,
            "postmessage",
            str(uuid4()),
            lambda: shown.message(exchange_posting.post(work, given)).SerializeToString(),
        )
    return asked


def test_a_posting_asks_the_database_few_things_however_many_documents_it_has(us: Partner, them: Partner) -> None:
    two = asked_for(us, them, [signed(number, us, comment="x") for number in range(2)])
    assert len(two) <= MOST, two
    many = asked_for(us, them, [signed(number, us, comment="x") for number in range(20)])
    assert len(many) == len(two), many
    linked = [signed(0, us, custom_id="first"), *(signed(n, us, initial=[Linked(None, "first")]) for n in (1, 2, 3))]
    assert len(asked_for(us, them, linked)) <= MOST + 10


@pytest.mark.parametrize(
    ("to", "given"),
    [
        (True, {}),
        (True, {"lock_mode": LockMode.FULL, "data": [NewData("d", b"1", "a.json", "second")]}),
        (True, {"delayed": True}),
        (False, {"internal": True}),
        (False, {"draft": True}),
    ],
    ids=lambda value: next(iter(value), "sent") if isinstance(value, dict) else "",
)
def test_what_is_answered_is_what_is_read_back(us: Partner, them: Partner, to: bool, given: dict[str, Any]) -> None:
    """The answer is made without reading what was written just now."""
    sign = Signed(b"y") if given.get("draft") else Signed(b"y", by_test=True)
    documents = [
        paper(b"x", signed=sign, wants_signature=True, comment="Look", custom_data=[("b", "1"), ("a", "2")]),
        paper(
            path="document_attachments[1]",
            type_name="Contract",
            signed=sign,
            custom_id="second",
            metadata=[("FileName", "c.pdf"), ("DocumentNumber", "17"), ("DocumentDate", "18.03.2026")],
        ),
        paper(path="document_attachments[2]", signed=sign, initial=[Linked(None, "second")], wants_receipt=True),
    ]
    posted = us.post(them if to else None, *documents, **given)
    assert posted == us.see(posted)
    assert shown.message(posted) == shown.message(us.see(posted))


def packets(partner: Partner, message: MessageView, of: DocumentClass) -> set[str]:
    """The packets of a message's documents: in the message, in the feed, in the list."""
    told = {each.PacketId for each in shown.message(partner.see(message)).Entities if each.PacketId}
    for found in partner.feed():
        if found.message.message.guid == message.message.guid:
            told |= {each.PacketId for each in shown.event(found).Message.Entities if each.PacketId}
    with partner.work() as work:
        page = exchange_lists.page(work, partner.guid, ListAsked(document_class=of))
        bodies = exchange_lists.shown(work, page, BodyForm.PROTOBUF).bodies
    listed = [pb.Document.FromString(bytes(body)) for body in bodies.values()]
    own = [each.PacketId for each in listed if each.MessageId == str(message.message.guid)]
    assert len(own) == len(message.documents)
    return told | set(own)


def test_a_document_that_joins_a_packet_is_shown_in_it_everywhere(us: Partner, them: Partner) -> None:
    first = us.post(them)
    deliver_now(us, them)
    (packet,) = packets(us, first, DocumentClass.OUTBOUND)
    link = [Linked(first.message.guid, str(document_of(first)))]
    for more in ({"initial": link}, {"subordinate": link}):
        joined = us.post(them, paper(**more), paper(path="document_attachments[1]"))
        assert {str(each.document.packet) for each in joined.documents.values()} == {packet}
        deliver_now(us, them)
        for partner, of in ((us, DocumentClass.OUTBOUND), (them, DocumentClass.INBOUND)):
            assert packets(partner, joined, of) == {packet}
            assert packets(partner, first, of) == {packet}
