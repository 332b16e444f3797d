"""What may be posted and what not, drafts, and what becomes of documents in their own box."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from exchange_partners import Partner, deliver_now, document_of, paper, refused, signature
from inkpost.errors import Reason
from inkpost.model.boxes import Access, Permission
from inkpost.model.exchange import MessageView
from inkpost.model.exchange_posting import DraftSignature, DraftToSend, Linked, NewData, NewDocument, Signed
from inkpost.operations import administration, exchange_drafts, exchange_moves, exchange_posting, exchange_reading
from inkpost.operations.kit import Work
from inkpost.store import boxes
from worlds import Person

MISSING, WRONG = Reason.PARAMETER_MISSING, Reason.PARAMETER_INVALID


@pytest.mark.parametrize(
    ("documents", "more", "reason", "words"),
    [
        ([paper()] * 41, {}, WRONG, r"^document_attachments: .* 1 to 40 documents, and 41 are given"),
        ([paper(signed=Signed(b"", by_test=True))], {}, MISSING, r"signed_content\.content: .* no content"),
        ([paper(signed=Signed(b"x"))], {}, MISSING, r"signed_content\.signature: .* delay_send"),
        ([paper(signed=Signed(b"x", b"junk"))], {}, WRONG, r"signed_content\.signature .*no detached CMS"),
        ([paper(type_name="Poem")], {}, WRONG, r"type_named_id: .*'Poem'.* valid are Nonformalized, Contract"),
        ([paper(type_name="Contract")], {}, MISSING, r"metadata: DocumentNumber, DocumentDate missing"),
        ([paper(workflow_id=18)], {}, WRONG, r"workflow_id: .*18: valid are 1"),
        ([paper(metadata=[("FileName", "../../etc/passwd")])], {}, WRONG, r"metadata: FileName is no name"),
        ([paper(comment="x" * 5001)], {}, WRONG, r"comment: it has 5001 characters, at most 5000"),
        ([paper(custom_data=[("", "x")])], {}, WRONG, r"custom_data\[0\]\.key"),
        ([paper(initial=[Linked(None, "nobody")])], {}, WRONG, r"initial_document_ids\[0\]\.entity_id: no document"),
        ([paper(custom_id="a", initial=[Linked(None, "a")])], {}, WRONG, "in a circle"),
        ([paper(initial=[Linked(uuid4(), str(uuid4()))])], {}, WRONG, "the box has no document"),
        ([paper(custom_id="a"), paper(custom_id="a", path="b")], {}, WRONG, "b.custom_document_id: 'a' is the"),
        ([paper()], {"data": [NewData("d[0]", b"1", "a.json", "b")]}, WRONG, r"d\[0\]\.parent_custom_document_id"),
        ([paper()], {"from_department": uuid4()}, WRONG, "from_department_id: the box has no department"),
        ([paper()], {"to_department": uuid4()}, WRONG, "to_department_id: the box has no department"),
        ([paper()], {"draft": True}, WRONG, "a draft is signed when it is sent"),
        ([paper()], {"internal": True}, WRONG, "to_box_id: an internal message stays in its box"),
        ([paper(type_name="Invoice", metadata=())], {}, WRONG, r"signed_content\.content: Invoice cannot be read"),
    ],
    ids=lambda value: value[:40] if isinstance(value, str) else "",
)
def test_what_is_wrong_is_named(
    us: Partner, them: Partner, documents: list[NewDocument], more: dict[str, object], reason: Reason, words: str
) -> None:
    with refused(reason, words):
        us.post(them, *documents, **more)
    assert us.feed() == []


def test_nobody_posts_from_a_foreign_box_nor_without_permission(us: Partner, them: Partner) -> None:
    with us.work() as work, refused(Reason.FORBIDDEN, "none of those"):
        exchange_reading.message(work, them.guid, uuid4())
    idle = us.colleague(permissions=frozenset(Permission) - {Permission.CREATE})
    with refused(Reason.FORBIDDEN, "create documents"):
        us.post_as(idle, them)
    writer = us.colleague(permissions=frozenset({Permission.CREATE}))
    with refused(Reason.FORBIDDEN, "sign documents"):
        us.post_as(writer, them)
    assert us.post_as(writer, them, paper(signed=Signed(b"later")), delayed=True).message.sent_at is None


def test_a_box_of_partners_alone_takes_nothing_from_a_stranger(us: Partner, them: Partner) -> None:
    with them.world.services.engine.begin() as db:
        boxes.change(db, them.box.id, partners_only=True)
    with refused(Reason.CONFLICT, "to_box_id: .* counterparties alone"):
        us.post(them)


def test_a_draft_becomes_a_message_with_all_that_was_in_it(us: Partner, them: Partner) -> None:
    papers = [
        paper(signed=Signed(b"one"), custom_id="one", comment="Read me", custom_data=[("order", "7")]),
        paper(signed=Signed(b"two"), path="document_attachments[1]", initial=[Linked(None, "one")]),
    ]
    draft = us.post(them, *papers, draft=True, data=[NewData("data[0]", b"{}", "one.json", "one")])
    assert all(each.held.categories == 0 for each in draft.documents.values())
    first, second = draft.documents
    given = [
        DraftSignature(f"document_signatures[{at}]", each, by_test=True) for at, each in enumerate((first, second))
    ]
    with us.work() as work, refused(MISSING, r"document_signatures\[1\].*not signed"):
        exchange_drafts.send_draft(work, DraftToSend(us.guid, draft.message.guid, signatures=given[:1]))
    with us.work() as work:
        sent = exchange_drafts.send_draft(work, DraftToSend(us.guid, draft.message.guid, signatures=given))
    deliver_now(us, them)
    received = them.see(sent)
    assert (sent.draft, us.see(draft).made_of_draft) == (draft.message.guid, [sent.message.guid])
    one, two = received.documents.values()
    assert list(two.initial) == [(sent.message.guid, one.document.guid)]
    assert list(one.subordinate) == [(sent.message.guid, two.document.guid)]
    assert [each.attachment for each in one.entities][-2:] == ["comment", "data"]
    assert list(sent.documents[one.document.guid].held.custom_data) == [("order", "7")]
    with us.work() as work, refused(Reason.CONFLICT, "sent or deleted before"):
        exchange_drafts.recycle_draft(work, us.guid, draft.message.guid)


def moved(us: Partner, act: object, *args: object) -> None:
    with us.work() as work:
        act(work, us.guid, *args)  # type: ignore[operator]


def test_documents_are_deleted_and_restored_in_their_own_box_alone(us: Partner, them: Partner) -> None:
    posted = us.post(them, paper(), paper(path="document_attachments[1]"))
    deliver_now(us, them)
    guid, (first, second) = posted.message.guid, posted.documents
    moved(us, exchange_moves.delete, guid, first)
    assert (us.see(posted).documents[first].held.categories, us.see(posted).deleted) == (0, False)
    with refused(Reason.CONFLICT, "deleted already"):
        moved(us, exchange_moves.delete, guid, first)
    with refused(Reason.CONFLICT, "the document is deleted"):
        us.add(posted, signature(first))
    moved(us, exchange_moves.delete, guid)
    assert us.see(posted).deleted
    assert not them.see(posted).deleted
    moved(us, exchange_moves.restore, guid, second)
    assert (us.see(posted).deleted, us.see(posted).documents[second].held.deleted_at) == (False, None)
    with refused(Reason.NOT_FOUND, "no document"):
        moved(us, exchange_moves.restore, guid, uuid4())


def test_who_sees_a_department_sees_what_lies_in_it(us: Partner, them: Partner) -> None:
    number = administration.add_department(
        them.world.services, them.world.organization_id, "Sales", parent=them.box.head_department_id
    )
    clerk = them.colleague(Access.OWN, department_id=number)
    received = us.post(them)
    deliver_now(us, them)
    with them.work(clerk) as work, refused(Reason.FORBIDDEN, "department"):
        exchange_reading.message(work, them.guid, received.message.guid)
    sales = department_guid(them, number)
    documents = [(received.message.guid, document_of(received))]
    with them.work(clerk) as work, refused(Reason.FORBIDDEN, "department"):
        exchange_moves.move(work, them.guid, documents, sales)
    moved(them, exchange_moves.move, documents, sales)
    assert seen_by(them, clerk, received).documents[document_of(received)].held.department_id == number
    with them.work() as work, refused(WRONG, "to_department_id"):
        exchange_moves.move(work, them.guid, documents, uuid4())


def department_guid(partner: Partner, number: int) -> UUID:
    with partner.world.services.engine.begin() as db:
        return UUID(boxes.department_guids(db, [number])[number])


def seen_by(partner: Partner, person: Person, message: MessageView) -> MessageView:
    with partner.work(person) as work:
        return exchange_reading.message(work, partner.guid, message.message.guid)


def test_a_message_of_another_box_is_not_found(us: Partner, them: Partner, make_world: object) -> None:
    third = Partner(make_world())  # type: ignore[operator]
    posted = us.post(them)
    for act in (third.see, lambda guid: third.add(guid, signature(document_of(posted)))):
        with refused(Reason.NOT_FOUND, "no message"):
            act(posted)

    def read(work: Work) -> object:
        return exchange_reading.content(work, third.guid, posted.message.guid, document_of(posted))

    with third.work() as work, refused(Reason.NOT_FOUND, "no message"):
        read(work)
    assert exchange_posting.post.right  # type: ignore[attr-defined]
