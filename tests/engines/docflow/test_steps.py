"""Which steps are legal, story by story, and what a refusal says."""

from __future__ import annotations

import pytest

from docflows import Story
from inkpost.engines.docflow import (
    Approval,
    IllegalStep,
    ReceiptStanding,
    Response,
    Revocation,
    check_step,
    fold,
    legal,
    step,
)
from inkpost.errors import InkpostError, Reason
from inkpost.model.docflow import Check, DocumentClass, Entity, EntityKind, ResolutionKind, Side

I, O, P = DocumentClass.INBOUND, DocumentClass.OUTBOUND, DocumentClass.PROXY  # noqa: E741
INSIDE = ("resolution", "approving")


def names(story: Story, side: Side, *, due: bool = False) -> list[str]:
    """The steps of a side, but those within its box."""
    every = [one for one in legal(story.state, side) if one.due or not due]
    return [str(one) for one in every if not str(one).startswith(INSIDE)]


def refused(story: Story, kind: EntityKind, side: Side, of: Entity | None = None) -> IllegalStep:
    with pytest.raises(IllegalStep) as caught:
        check_step(story.state, story.entity(kind, side, of or story.document))
    return caught.value


def test_a_refusal_names_the_step_and_what_is_legal_for_each_side() -> None:
    told = refused(Story(2), EntityKind.RECIPIENT_TITLE, Side.RECIPIENT)
    assert told.reason is Reason.CONFLICT
    assert told.subject == "recipient_title"
    assert told.message == (
        "The recipient cannot add a recipient title of the document now. Legal now: "
        "sender: revocation request of the document, resolution of the document, resolution request of the document, "
        "approving signature of the document; "
        "recipient: signature of the document, refusal of the document, receipt of the document, "
        "amendment request of the document, revocation request of the document, resolution of the document, "
        "resolution request of the document, approving signature of the document; "
        "operator: roaming error of the document, roaming success of the document."
    )


def test_a_refusal_says_that_what_it_answers_is_not_there() -> None:
    story = Story(2)
    elsewhere = story.entity(EntityKind.RECEIPT, Side.RECIPIENT)
    told = refused(story, EntityKind.RECEIPT, Side.SENDER, elsewhere)
    assert f"cannot add a receipt now: {elsewhere.id} is no part of this document." in told.message
    within = story.ask(Side.RECIPIENT)
    theirs = refused(story, EntityKind.CANCELLATION, Side.SENDER, within)
    assert f"{within.id} is no part of this document" in theirs.message, "another box's requests are not told of"


def test_a_document_that_is_not_sent_is_its_senders_alone() -> None:
    story = Story(18, sent=False, by_operator=False)
    assert names(story, Side.SENDER) == ["signature of the document"]
    assert names(story, Side.RECIPIENT) == names(story, Side.OPERATOR) == []
    story.sign(check=Check.INVALID)
    assert names(story, Side.SENDER) == ["signature of the document"], "it may be signed again"
    story.sign()
    assert names(story, Side.SENDER) == ["revocation request of the document"]
    assert names(story, Side.OPERATOR, due=True) == [
        "confirmation of the document for the sender",
        "confirmation of the document for the recipient",
    ]


def test_the_order_of_exchange_of_today() -> None:
    """A transfer document: title, receipt, title, and a confirmation of each to both sides."""
    story = Story(18, by_operator=False)
    story.confirm()
    assert names(story, Side.RECIPIENT, due=True) == [
        "recipient title of the document",
        "refusal of the document",
        "receipt of the document",
    ]
    story.receipt()
    assert names(story, Side.OPERATOR, due=True) == [
        "confirmation of the receipt for the recipient",
        "confirmation of the receipt for the sender",
    ]
    story.confirm()
    title = story.respond(wants_receipt=True)
    assert names(story, Side.OPERATOR, due=True) == [
        "confirmation of the recipient title for the recipient",
        "confirmation of the recipient title for the sender",
    ]
    story.confirm()
    assert not story.view(O).finished
    assert not story.view(I).finished
    assert names(story, Side.SENDER, due=True) == ["receipt of the recipient title"]
    story.receipt(Side.SENDER, title)
    assert story.view(O).finished
    assert story.view(I).finished


def test_a_refusal_to_sign_is_confirmed_where_a_title_would_be() -> None:
    story = Story(18, by_operator=False)
    story.confirm()
    story.refuse()
    assert names(story, Side.OPERATOR, due=True) == [
        "confirmation of the refusal for the recipient",
        "confirmation of the refusal for the sender",
    ]


def test_workflow_16_confirms_no_title_of_the_recipient() -> None:
    story = Story(16, by_operator=False)
    story.confirm()
    story.receipt()
    story.confirm()
    story.respond()
    assert names(story, Side.OPERATOR, due=True) == []
    assert story.view(O).finished


def test_the_order_of_exchange_until_2021() -> None:
    """An invoice: every confirmation is answered by a receipt, and each side finishes by itself."""
    story = Story(4)
    own = story.state.confirmation(story.document.id, Side.SENDER)
    assert names(story, Side.SENDER, due=True) == ["receipt of the confirmation"]
    story.receipt(Side.SENDER, own)
    receipt = story.receipt()
    assert story.view(O).finished
    assert story.view(I).receipts.title_confirmation is ReceiptStanding.HAVE_TO_CREATE
    story.receipt(Side.RECIPIENT, story.state.confirmation(story.document.id, Side.RECIPIENT))
    assert story.view(I).receipts.receipt_confirmation is ReceiptStanding.HAVE_TO_CREATE
    assert not story.view(I).finished
    story.receipt(Side.RECIPIENT, story.state.confirmation(receipt.id, Side.RECIPIENT))
    assert story.view(I).finished
    assert story.view(I).receipts.receipt_confirmation is ReceiptStanding.FINISHED


def test_a_receipt_that_nobody_asked_for_may_come_where_the_user_decides() -> None:
    story = Story(1)
    assert story.view(I).receipts.title is ReceiptStanding.NOT_ACCEPTABLE
    story.receipt()
    assert story.view(I).receipts.title is ReceiptStanding.FINISHED
    refused(story, EntityKind.RECEIPT, Side.RECIPIENT)
    refused(Story(8), EntityKind.RECEIPT, Side.RECIPIENT)


def test_a_receipt_whose_signature_does_not_hold_is_still_owed() -> None:
    story = Story(17)
    story.receipt(check=Check.INVALID)
    assert "receipt of the document" in names(story, Side.RECIPIENT, due=True)
    story.receipt()
    assert names(story, Side.RECIPIENT, due=True) == []


def test_a_refusal_whose_signature_does_not_hold_refuses_nothing() -> None:
    story = Story(2)
    story.refuse(check=Check.INVALID)
    assert story.view(I).response is story.view(O).response is Response.WAITING
    story.respond()
    assert story.view(O).response is Response.SIGNED


def test_an_answer_is_given_once() -> None:
    story = Story(2)
    story.respond()
    refused(story, EntityKind.SIGNATURE, Side.RECIPIENT)
    refused(story, EntityKind.REFUSAL, Side.RECIPIENT)
    no = Story(2)
    no.refuse()
    refused(no, EntityKind.SIGNATURE, Side.RECIPIENT)


def test_nobody_answers_what_was_not_asked() -> None:
    story = Story(1)
    refused(story, EntityKind.SIGNATURE, Side.RECIPIENT)
    refused(story, EntityKind.REFUSAL, Side.RECIPIENT)


def test_a_request_to_amend_is_answered_before_the_next() -> None:
    story = Story(1)
    first = story.amend()
    refused(story, EntityKind.AMENDMENT_REQUEST, Side.RECIPIENT)
    story.receipt(Side.SENDER, first)
    assert story.view(O).receipts.amendment is ReceiptStanding.FINISHED
    story.amend()
    refused(Story(7), EntityKind.AMENDMENT_REQUEST, Side.RECIPIENT)


def test_a_confirmation_answers_a_request_to_amend_too() -> None:
    story = Story(4)
    request = story.amend()
    assert request.id in story.state.sender_confirmations
    assert story.view(O).receipts.amendment is ReceiptStanding.NOT_ACCEPTABLE
    assert not story.view(O).amendment_open


def test_a_revocation_needs_the_other_side() -> None:
    story = Story(2)
    request = story.revoke(Side.RECIPIENT)
    assert story.view(O).revocation is Revocation.REQUESTED
    refused(story, EntityKind.REVOCATION_REQUEST, Side.SENDER)
    refused(story, EntityKind.SIGNATURE, Side.RECIPIENT, request)
    story.sign(Side.SENDER, Check.INVALID, request)
    assert story.view(O).revocation is Revocation.REQUESTED, "a signature that does not hold accepts nothing"
    story.sign(Side.SENDER, of=request)
    assert story.view(O).revocation is story.view(I).revocation is Revocation.ACCEPTED
    assert names(story, Side.SENDER) == names(story, Side.RECIPIENT) == []
    assert story.view(I).owes == ()


def test_nobody_owes_a_receipt_of_a_revoked_document() -> None:
    story = Story(18, by_operator=False)
    title = story.respond(wants_receipt=True)
    request = story.revoke()
    assert story.view(I).have_to_create_receipt
    assert story.view(O).have_to_create_receipt
    story.sign(Side.RECIPIENT, of=request)
    for of in (I, O):
        told = story.view(of)
        assert told.finished
        assert not told.have_to_create_receipt
        assert not told.waiting_for_receipt
        assert told.owes == ()
        assert told.receipts.title is told.receipts.response is ReceiptStanding.NOT_ACCEPTABLE
    refused(story, EntityKind.RECEIPT, Side.SENDER, title)
    assert "confirmation of the recipient title for the sender" in names(story, Side.OPERATOR, due=True)


def test_a_request_to_revoke_that_was_refused_may_be_made_again() -> None:
    story = Story(2)
    story.refuse(Side.RECIPIENT, story.revoke())
    assert story.view(I).revocation is Revocation.REJECTED
    assert "refusal of the document" in names(story, Side.RECIPIENT), "the document itself was not refused"
    story.revoke(Side.RECIPIENT)
    assert story.view(I).revocation_by_me


@pytest.mark.parametrize(("workflow", "touch"), [(17, "receipt"), (17, "amend"), (1, "receipt")])
def test_an_untouched_document_without_an_answer_is_revoked_by_its_sender_alone(workflow: int, touch: str) -> None:
    alone = Story(workflow)
    alone.revoke()
    assert alone.view(I).revocation is Revocation.ACCEPTED
    touched = Story(workflow)
    getattr(touched, touch)()
    touched.revoke()
    assert touched.view(I).revocation is Revocation.REQUESTED
    theirs = Story(workflow)
    theirs.revoke(Side.RECIPIENT)
    assert theirs.view(O).revocation is Revocation.REQUESTED


def test_a_revocation_whose_signature_does_not_hold_is_none() -> None:
    story = Story(2)
    story.revoke(check=Check.INVALID)
    assert story.view(O).revocation is Revocation.NONE
    assert "revocation request of the document" in names(story, Side.SENDER)


def test_the_recipient_of_a_proxied_document_waits_for_the_proxy() -> None:
    story = Story(2, through_proxy=True)
    assert names(story, Side.RECIPIENT) == []
    assert names(story, Side.PROXY) == ["signature of the document", "refusal of the document"]
    story.respond(side=Side.PROXY)
    assert names(story, Side.RECIPIENT, due=True) == ["signature of the document", "refusal of the document"]
    assert names(story, Side.PROXY) == []
    assert story.view(P).finished is False


def test_a_workflow_without_a_proxy_takes_no_document_through_one() -> None:
    with pytest.raises(InkpostError) as caught:
        Story(17, through_proxy=True)
    assert caught.value.reason is Reason.PARAMETER_INVALID
    assert "Workflow 17 has no proxy" in caught.value.message


def test_requests_within_a_box_are_denied_and_taken_back_by_that_box() -> None:
    story = Story(2)
    request = story.ask(Side.RECIPIENT, ResolutionKind.SIGN)
    assert story.view(I).approval.by == request
    refused(story, EntityKind.CANCELLATION, Side.SENDER, request)
    refused(story, EntityKind.RESOLUTION_REQUEST_DENIAL, Side.RECIPIENT, story.ask(Side.RECIPIENT))
    denial = story.add(EntityKind.RESOLUTION_REQUEST_DENIAL, Side.RECIPIENT, request)
    refused(story, EntityKind.RESOLUTION_REQUEST_DENIAL, Side.RECIPIENT, request)
    story.add(EntityKind.CANCELLATION, Side.RECIPIENT, denial)
    story.add(EntityKind.CANCELLATION, Side.RECIPIENT, request)
    refused(story, EntityKind.CANCELLATION, Side.RECIPIENT, request)


def test_a_resolution_closes_the_requests_before_it() -> None:
    story = Story(2)
    request = story.ask(Side.RECIPIENT)
    story.resolve(Side.RECIPIENT)
    refused(story, EntityKind.CANCELLATION, Side.RECIPIENT, request)
    assert story.view(I).approval.approval is Approval.APPROVED
    assert story.view(O).approval.approval is Approval.NONE


def test_the_same_entity_is_not_taken_twice() -> None:
    story = Story(2)
    within = story.resolve(Side.RECIPIENT)
    for again in (story.document, within):
        with pytest.raises(IllegalStep):
            check_step(story.state, again)


def test_a_step_leaves_the_state_before_it_as_it_was() -> None:
    story = Story(18, by_operator=False)
    before = fold(story.workflow, story.entities)
    after = story.state
    for kind in (EntityKind.RECEIPT, EntityKind.RECIPIENT_TITLE, EntityKind.AMENDMENT_REQUEST):
        given = story.entity(kind, Side.RECIPIENT, story.document)
        after = step(after, given)
        after = step(after, story.entity(EntityKind.SIGNATURE, Side.RECIPIENT, given, check=Check.VALID))
    after = step(after, story.entity(EntityKind.RESOLUTION, Side.SENDER, story.document))
    assert story.state == before
    assert after != before


def test_attachments_are_part_of_no_step() -> None:
    story = Story(2)
    before = story.state
    story.add(EntityKind.ATTACHMENT, Side.SENDER, story.document)
    assert story.state == before
