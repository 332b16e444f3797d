"""Every way in which a document is answered: signed, refused, received, corrected, revoked, decided upon."""

from __future__ import annotations

from uuid import UUID, uuid4

from authorities import Authority
from exchange_partners import Partner, answer, deliver_now, document_of, kinds, paper, refused, signature
from exchange_samples import transfer
from inkpost.engines.sign.detached import sign_detached
from inkpost.errors import Reason
from inkpost.model.docflow import Check, EntityKind, ResolutionKind
from inkpost.model.exchange import LockMode, MessageView
from inkpost.model.exchange_posting import CustomDataChange, NewEntity, Signed
from inkpost.model.trust import Purpose


def said(view: MessageView, what: str) -> object:
    """What the engine says of the only document."""
    return view.documents[document_of(view)].held.view[what]


def said_of(view: MessageView, document: UUID, what: str) -> object:
    """What it says of one of several."""
    return view.documents[document].held.view[what]


def delivered(us: Partner, them: Partner, *documents: object, **more: object) -> MessageView:
    """A message as the other side has it."""
    posted = us.post(them, *documents, **more)  # type: ignore[arg-type]
    deliver_now(us, them)
    return them.has(posted)


def test_a_transfer_document_ends_when_all_titles_receipts_and_confirmations_are_there(
    us: Partner, them: Partner
) -> None:
    received = delivered(us, them, transfer())
    guid = document_of(received)
    assert kinds(received.entities) == ["document", "signature", *["confirmation", "signature"] * 2]
    assert (said(received, "have_to_create_receipt"), said(received, "finished")) == (True, False)
    them.add(received, answer(EntityKind.RECEIPT, guid))
    them.add(received, answer(EntityKind.RECIPIENT_TITLE, guid))
    deliver_now(us, them)
    both = [us.has(received), them.has(received)]
    assert [said(each, "finished") for each in both] == [True, True]
    assert [said(each, "response") for each in both] == ["signed"] * 2
    assert kinds(both[0].entities) == kinds(both[1].entities)
    known = received.documents[guid].document
    assert (known.title, known.number, known.workflow_id) == ("УПД №17 от 01.02.14", "17", 18)
    assert dict(known.metadata)["SellerInn"] == "0273077980"


def test_a_refusal_ends_the_waiting_on_both_sides(us: Partner, them: Partner) -> None:
    received = delivered(us, them, paper(wants_signature=True))
    them.add(received, answer(EntityKind.REFUSAL, document_of(received), b"Not what we ordered"))
    deliver_now(us, them)
    assert [said(each.see(received), "response") for each in (us, them)] == ["refused"] * 2
    with refused(Reason.CONFLICT, "Legal now"):
        them.add(received, signature(document_of(received)))


def test_a_revocation_takes_both_sides(us: Partner, them: Partner) -> None:
    received = delivered(us, them, paper(wants_signature=True))
    guid = document_of(received)
    them.add(received, signature(guid))
    deliver_now(us, them)
    us.add(received, answer(EntityKind.REVOCATION_REQUEST, guid))
    deliver_now(us, them)
    asked = them.see(received)
    assert (said(asked, "revocation"), said(asked, "revocation_by_me")) == ("requested", False)
    request = next(each for each in asked.entities if each.kind is EntityKind.REVOCATION_REQUEST)
    with refused(Reason.CONFLICT, "Legal now"):
        us.add(received, signature(request.guid))
    them.add(received, signature(request.guid))
    deliver_now(us, them)
    assert [said(each.see(received), "revocation") for each in (us, them)] == ["accepted"] * 2


def test_a_correction_is_asked_for_and_confirmed_by_the_operator(us: Partner, them: Partner) -> None:
    received = delivered(us, them, transfer())
    them.add(received, answer(EntityKind.AMENDMENT_REQUEST, document_of(received)))
    deliver_now(us, them)
    assert [said(each.see(received), "amendment_requested") for each in (us, them)] == [True] * 2
    assert kinds(us.see(received).entities).count("confirmation") > 2


def test_what_a_box_decides_within_itself_stays_there(us: Partner, them: Partner) -> None:
    received = delivered(us, them, paper(wants_signature=True))
    guid = document_of(received)
    chief = them.colleague()
    with them.work(chief) as work:
        person = UUID(str(work.caller.user.guid))
    asked = them.add(
        received,
        NewEntity(
            "resolution_requests[0]",
            EntityKind.RESOLUTION_REQUEST,
            guid,
            resolution=ResolutionKind.APPROVE,
            comment="Please look",
            target_user=person,
        ),
    )
    assert said(asked, "approval")[0] == "approvement_requested"  # type: ignore[index]
    decided = them.add(
        received, NewEntity("resolutions[0]", EntityKind.RESOLUTION, guid, resolution=ResolutionKind.APPROVE)
    )
    assert said(decided, "approval")[0] == "approved"  # type: ignore[index]
    deliver_now(us, them)
    ours = us.see(received)
    assert kinds(ours.entities) == ["document", "signature"]
    assert said(ours, "approval")[0] == "none"  # type: ignore[index]


def test_an_invalid_signature_is_its_makers_to_know_and_four_a_day_are_not_taken(us: Partner, them: Partner) -> None:
    received = delivered(us, them, paper(wants_signature=True))
    guid = document_of(received)
    stranger = Authority().issue(Purpose.PERSON)
    for _ in range(3):
        bad = sign_detached(b"something else", stranger).der
        tried = them.add(received, signature(guid, signed=Signed(b"", bad)))
        assert said(tried, "response") == "invalid"
    with refused(Reason.CONFLICT, "24 hours"):
        them.add(received, signature(guid))
    deliver_now(us, them)
    assert kinds(us.see(received).entities) == ["document", "signature"]
    assert said(us.see(received), "response") == "waiting"


def test_an_invalid_signature_keeps_the_message_until_a_good_one_comes(us: Partner, them: Partner) -> None:
    bad = sign_detached(b"something else", Authority().issue(Purpose.PERSON)).der
    posted = us.post(them, paper(signed=Signed(b"content", bad)))
    assert posted.entities[1].check is Check.INVALID
    assert posted.message.sent_at is None
    deliver_now(us, them)
    with refused(Reason.NOT_FOUND, "no message"):
        them.see(posted)
    us.add(posted, signature(document_of(posted)))
    deliver_now(us, them)
    assert said(them.see(posted), "sender_check") == "valid"


def test_a_delayed_message_goes_when_all_of_it_is_signed(us: Partner, them: Partner) -> None:
    one, other = paper(signed=Signed(b"1")), paper(signed=Signed(b"2"), path="document_attachments[1]")
    posted = us.post(them, one, other, delayed=True)
    first, second = posted.documents
    us.add(posted, signature(first))
    deliver_now(us, them)
    with refused(Reason.NOT_FOUND, "no message"):
        them.see(posted)
    us.add(posted, signature(second))
    deliver_now(us, them)
    assert len(them.see(posted).documents) == 2


def test_an_internal_document_is_answered_in_its_own_box(us: Partner) -> None:
    posted = us.post(None, paper(wants_signature=True), internal=True)
    assert (posted.message.delivered_at, said(posted, "response")) == (posted.message.sent_at, "waiting")
    signed = us.add(posted, signature(document_of(posted)))
    assert said(signed, "response") == "signed"
    assert [each.event.patch.kind for each in us.feed()] == ["message", "addition"]


def test_a_proxy_signs_before_the_recipient_gets_it(us: Partner, them: Partner, make_world: object) -> None:
    middle = Partner(make_world())  # type: ignore[operator]
    posted = us.post(them, paper(wants_signature=True), proxy_box=middle.guid)
    deliver_now(us, middle)
    deliver_now(us, them)
    with refused(Reason.NOT_FOUND, "no message"):
        them.see(posted)
    middle.add(posted, signature(document_of(posted)))
    for side in (us, middle):
        deliver_now(side, them)
    deliver_now(us, middle)
    assert kinds(them.has(posted, entities=3).entities) == ["document", "signature", "signature"]
    them.add(posted, signature(document_of(posted)))
    deliver_now(us, them)
    deliver_now(middle, them)
    assert [said(each.has(posted, entities=4), "response") for each in (us, middle, them)] == ["signed"] * 3


def test_a_locked_packet_is_answered_as_one(us: Partner, them: Partner) -> None:
    papers = [paper(wants_signature=True, path=f"document_attachments[{at}]") for at in range(2)]
    received = delivered(us, them, *papers, lock_mode=LockMode.FULL)
    first, second = received.documents
    for act in (signature(first), revoking(first), approving(first)):
        with refused(Reason.CONFLICT, f"locked.*Left out: {second}"):
            them.add(received, act)
    both = them.add(received, signature(first), signature(second, path="signatures[1]"))
    assert [each.held.view["response"] for each in both.documents.values()] == ["signed"] * 2
    asked = them.add(received, revoking(first), revoking(second))
    assert [each.held.view["revocation"] for each in asked.documents.values()] == ["requested"] * 2


def test_what_asks_for_no_answer_does_not_hold_a_locked_packet(us: Partner, them: Partner) -> None:
    papers = [paper(wants_signature=True), paper(path="document_attachments[1]")]
    received = delivered(us, them, *papers, lock_mode=LockMode.FULL)
    signed = them.add(received, signature(next(iter(received.documents))))
    assert [each.held.view["response"] for each in signed.documents.values()] == ["signed", "not_asked"]


def test_a_packet_that_is_sent_as_one_is_answered_one_by_one(us: Partner, them: Partner) -> None:
    papers = [
        paper(signed=Signed(b"later"), wants_signature=True, path=f"document_attachments[{at}]") for at in range(2)
    ]
    posted = us.post(them, *papers, delayed=True, lock_mode=LockMode.SEND)
    first, second = posted.documents
    with refused(Reason.CONFLICT, "sign and send"):
        us.add(posted, signature(first))
    us.add(posted, signature(first), signature(second, path="signatures[1]"))
    deliver_now(us, them)
    assert said_of(them.add(posted, signature(second)), second, "response") == "signed"


def revoking(document: UUID) -> NewEntity:
    return answer(EntityKind.REVOCATION_REQUEST, document)


def approving(document: UUID) -> NewEntity:
    return NewEntity("resolutions[0]", EntityKind.RESOLUTION, document, resolution=ResolutionKind.APPROVE)


def test_custom_data_is_for_the_own_box(us: Partner, them: Partner) -> None:
    received = delivered(us, them, paper(custom_data=[("order", "7")]))
    guid = document_of(received)
    assert list(received.documents[guid].held.custom_data) == []
    them.add(received, custom_data=[CustomDataChange("custom_data_patches[0]", guid, "shelf", "B")])
    changed = them.see(received).documents[guid].held.custom_data
    assert (list(changed), list(us.see(received).documents[guid].held.custom_data)) == (
        [("shelf", "B")],
        [("order", "7")],
    )
    them.add(received, custom_data=[CustomDataChange("custom_data_patches[0]", guid, "shelf", None)])
    assert list(them.see(received).documents[guid].held.custom_data) == []


def test_entities_of_other_messages_and_of_wrong_kinds_are_no_parents(us: Partner, them: Partner) -> None:
    received = delivered(us, them, paper(wants_signature=True))
    other = delivered(us, them, paper(wants_signature=True))
    sign = received.entities[1]
    for parent, words in (
        (document_of(other), "has no entity"),
        (uuid4(), "has no entity"),
        (sign.guid, "is a signature"),
    ):
        with refused(Reason.PARAMETER_INVALID, words):
            them.add(received, signature(parent))
    with refused(Reason.PARAMETER_INVALID, "is a document: a resolution request denial is of a resolution request"):
        them.add(received, NewEntity("x[0]", EntityKind.RESOLUTION_REQUEST_DENIAL, document_of(received)))


def test_a_patch_is_all_or_nothing(us: Partner, them: Partner) -> None:
    received = delivered(us, them, paper(wants_signature=True))
    guid = document_of(received)
    with refused(Reason.CONFLICT, r"signatures\[1\]"):
        them.add(received, signature(guid), signature(guid, path="signatures[1]"))
    assert kinds(them.see(received).entities) == ["document", "signature"]
