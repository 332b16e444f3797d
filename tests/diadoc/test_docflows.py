"""Docflows over the wire: what both sides are told at every step of a document's life, and what it was before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from diadoc.client import Client
from diadoc.docflow_stories import BATCHES, Reader, Story, parts
from exchange_partners import Partner, answer, paper, signature
from exchange_samples import transfer
from inkpost.faces.diadoc import proto as pb
from inkpost.model.docflow import EntityKind, ResolutionKind
from inkpost.model.exchange_posting import NewEntity
from worlds import World


@pytest.fixture
def ours(world: World, signed_in: Callable[..., Client]) -> Reader:
    us = Partner(world)
    return Reader(us, signed_in(us.person))


@pytest.fixture
def theirs(other_world: World, signed_in: Callable[..., Client]) -> Reader:
    them = Partner(other_world)
    return Reader(them, signed_in(them.person))


def response(name: str) -> int:
    return pb.RecipientResponseStatus.Value(name)


def check_history(story: Story) -> None:
    """Every state that was seen is told again by its last event; and the events of a document are a chain of states."""
    for (box, version, event), seen in story.seen.items():
        (reader,) = (each for each in story.sides if each.box == box)
        assert reader.docflow(story, version, event) == seen
    for reader in story.sides:
        for version in BATCHES:
            told = [each for each in reader.events(version).Events if each.DocumentId == story.id]
            assert told[-1].Document == reader.docflow(story, version)
            assert not told[0].HasField("PreviousEventId")
            for before, after in pairwise(told):
                assert after.PreviousEventId == before.EventId == before.Document.LastEvent.EventId
                assert after.PreviousDocumentState == before.Document


def test_workflow_1_a_letter_is_asked_about_signed_and_revoked(ours: Reader, theirs: Reader) -> None:
    story = Story(ours, theirs, paper(wants_signature=True, wants_receipt=True))
    mine, yours = story.look()
    assert mine.DocumentInfo.WorkflowId == 1
    assert mine.Docflow.SenderTitle.IsFinished
    assert not mine.Docflow.HasField("Confirmation")
    assert [each.Docflow.RecipientReceipt.Status for each in (mine, yours)] == [
        pb.GeneralReceiptStatus.Value("WaitingForReceipt"),
        pb.GeneralReceiptStatus.Value("HaveToCreateReceipt"),
    ]
    mine, yours = story.by(1, answer(EntityKind.RECEIPT, story.guid))
    for each in (mine, yours):
        receipt = each.Docflow.RecipientReceipt
        assert receipt.IsFinished
        assert receipt.ReceiptAttachment.Attachment.Entity.EntityId == str(story.last(EntityKind.RECEIPT))
        assert receipt.ReceiptAttachment.Signature.SignerBoxId == theirs.box
        assert receipt.SentAt.Ticks <= receipt.DeliveredAt.Ticks
    mine, yours = story.by(1, signature(story.guid))
    for each in (mine, yours):
        signed = each.Docflow.RecipientResponse
        assert signed.IsFinished
        assert signed.Signature.IsValid
        assert signed.Signature.SignerBoxId == theirs.box
        assert signed.DeliveredAt.Ticks >= signed.SentAt.Ticks > 0
    mine, yours = story.by(0, answer(EntityKind.REVOCATION_REQUEST, story.guid, comment="A mistake"))
    for each in (mine, yours):
        assert not each.Docflow.Revocation.IsFinished
        assert each.Docflow.Revocation.InitiatorBoxId == ours.box
    assert mine.Docflow.Revocation.RevocationRequest.PlainText == "A mistake"
    mine, yours = story.by(1, signature(story.last(EntityKind.REVOCATION_REQUEST)))
    assert mine.Docflow.Revocation.IsFinished
    assert mine.Docflow.Revocation.RevocationResponse.RecipientSignature == (
        yours.Docflow.Revocation.RevocationResponse.RecipientSignature
    )
    five = theirs.docflow(story, "V5").Docflow
    assert len(five.Titles) == 1
    assert five.Titles[0].ParticipantDocflows[0].Response.IsFinished
    assert five.Revocation.Initiator.BoxId == ours.box
    assert [each.Participant.IsCurrentBox for each in five.Revocation.RevocationResponse] == [True]
    check_history(story)


def test_workflow_2_a_contract_is_approved_within_the_box_and_refused(ours: Reader, theirs: Reader) -> None:
    contract = {"metadata": [("FileName", "c.txt"), ("DocumentNumber", "7"), ("DocumentDate", "01.02.2024")]}
    story = Story(ours, theirs, paper(type_name="Contract", **contract))
    assert story.look()[0].DocumentInfo.WorkflowId == 2
    chief = theirs.partner.colleague()
    with theirs.partner.work(chief) as work:
        person = UUID(str(work.caller.user.guid))
    request = NewEntity(
        "resolution_requests[0]",
        EntityKind.RESOLUTION_REQUEST,
        story.guid,
        resolution=ResolutionKind.APPROVE,
        comment="Please look",
        target_user=person,
    )
    mine, yours = story.by(1, request)
    (asked,) = yours.Docflow.ResolutionEntities.Requests
    assert (asked.Target.UserId, asked.HasField("ResolvedWith")) == (str(person), False)
    assert yours.Docflow.Resolution.ResolutionEntityId == asked.Entity.EntityId
    assert not yours.Docflow.Resolution.IsFinished
    assert not mine.Docflow.HasField("ResolutionEntities")
    assert not mine.Docflow.HasField("Resolution")
    decision = NewEntity("r[0]", EntityKind.RESOLUTION, story.guid, resolution=ResolutionKind.DISAPPROVE)
    _, yours = story.by(1, decision)
    (decided,) = yours.Docflow.ResolutionEntities.Resolutions
    (asked,) = yours.Docflow.ResolutionEntities.Requests
    assert asked.ResolvedWith == decided.Entity.EntityId == yours.Docflow.Resolution.ResolutionEntityId
    assert decided.ResolutionRequestId == asked.Entity.EntityId
    assert yours.Docflow.Resolution.IsFinished
    refusal = replace(answer(EntityKind.REFUSAL, story.guid, "Не то".encode()), attachment="SignatureRequestRejection")
    mine, yours = story.by(1, refusal)
    for each in (mine, yours):
        refused = each.Docflow.RecipientResponse
        assert refused.ResponseStatus == response("RecipientSignatureRequestRejected")
        assert refused.Rejection.SignatureRejection.Attachment.Entity.EntityId == str(story.last(EntityKind.REFUSAL))
        assert not refused.Rejection.IsFormal
    told = ours.docflow(story, inject=True).Docflow.RecipientResponse.Rejection
    assert told.PlainText == "Не то"
    assert told.SignatureRejection.Attachment.Entity.Content.Data == "Не то".encode()
    assert told.SignatureRejection.Signature.VerificationResult.IsValid
    five = ours.docflow(story, "V5").Docflow.Titles[0].ParticipantDocflows[0].Response
    assert five.Status == pb.TitleParticipantResponseStatusV5.Value("TitleParticipantResponseStatusSignatureRejected")
    check_history(story)


def test_workflow_4_an_invoice_is_confirmed_received_and_to_be_corrected(ours: Reader, theirs: Reader) -> None:
    story = Story(ours, theirs, transfer("СЧФ", type_name="Invoice", workflow_id=4))
    mine, yours = story.look()
    assert mine.DocumentInfo.WorkflowId == 4
    own = [each.Docflow.Confirmation.ConfirmationAttachment.Attachment.Entity.EntityId for each in (mine, yours)]
    assert len(set(own)) == 2
    assert not mine.Docflow.Confirmation.IsFinished
    assert mine.Docflow.Confirmation.ConfirmedAt.Ticks > 0
    assert not mine.Docflow.Confirmation.ConfirmationAttachment.Signature.SignerBoxId
    mine, yours = story.by(0, answer(EntityKind.RECEIPT, UUID(own[0])))
    assert mine.Docflow.Confirmation.IsFinished
    assert mine.Docflow.Confirmation.Receipt.Status == pb.GeneralReceiptStatus.Value("Finished")
    assert not yours.Docflow.Confirmation.IsFinished
    mine, yours = story.by(1, answer(EntityKind.RECEIPT, UUID(own[1])), answer(EntityKind.RECEIPT, story.guid))
    assert yours.Docflow.Confirmation.IsFinished
    receipt = yours.Docflow.RecipientReceipt
    assert receipt.HasField("ReceiptAttachment")
    assert not receipt.IsFinished  # its confirmation wants a receipt too
    confirmed = receipt.Confirmation.ConfirmationAttachment.Attachment.Entity.EntityId
    assert mine.Docflow.RecipientReceipt.IsFinished
    _, yours = story.by(1, answer(EntityKind.RECEIPT, UUID(confirmed)))
    assert yours.Docflow.RecipientReceipt.IsFinished
    mine, yours = story.by(1, answer(EntityKind.AMENDMENT_REQUEST, story.guid))
    for each in (mine, yours):
        request = each.Docflow.AmendmentRequest
        assert request.IsFinished
        assert request.ConfirmationDocflow.HasField("ConfirmedAt")
        assert request.AmendmentRequest.ContentTypeId == "amendment_request"
    five = mine and ours.docflow(story, "V5").Docflow.AmendmentRequests[0]
    assert (five.Requester.BoxId, five.RecipientDocflows[0].Recipient.BoxId) == (theirs.box, ours.box)
    assert five.RecipientDocflows[0].Delivery.DeliveredAt.Ticks > 0
    check_history(story)


def test_workflow_18_a_transfer_document_is_answered_by_a_title(ours: Reader, theirs: Reader) -> None:
    story = Story(ours, theirs, transfer())
    mine, yours = story.look()
    assert mine.DocumentInfo.WorkflowId == 18
    waiting = theirs.docflow(story, "V5").Docflow.Titles
    assert [each.TitleIndex for each in waiting] == [0, 1]
    assert waiting[1].AuthorSigning.Status == pb.TitleAuthorStatusV5.Value("TitleAuthorStatusWaiting")
    assert waiting[1].Author.IsCurrentBox
    mine, yours = story.by(1, answer(EntityKind.RECEIPT, story.guid))
    assert yours.Docflow.RecipientReceipt.IsFinished
    title = answer(EntityKind.RECIPIENT_TITLE, story.guid, wants_receipt=True)
    mine, yours = story.by(1, title)
    for each in (mine, yours):
        given = each.Docflow.RecipientResponse
        assert given.Title.Attachment.Entity.EntityId == str(story.last(EntityKind.RECIPIENT_TITLE))
        assert given.Title.ContentTypeId == "utd970_schfdop_t2_05_03_01"
        assert given.Confirmation.IsFinished
    own = [each.Docflow.RecipientResponse.Confirmation.ConfirmationAttachment for each in (mine, yours)]
    assert own[0] != own[1]
    assert mine.Docflow.SenderReceipt.Status == pb.GeneralReceiptStatus.Value("HaveToCreateReceipt")
    mine, yours = story.by(0, answer(EntityKind.RECEIPT, story.last(EntityKind.RECIPIENT_TITLE)))
    assert yours.Docflow.SenderReceipt.IsFinished
    signed = ours.docflow(story, "V5").Docflow.Titles[1]
    assert signed.AuthorSigning.OperationResult.WellKnown == pb.WellKnownTitleOperationResult.Value(
        "WellKnownTitleOperationResultSigned"
    )
    assert signed.ParticipantDocflows[0].Receipt.IsFinished
    assert signed.ParticipantDocflows[0].TitleDelivery.Confirmation.HasField("ConfirmedAt")
    check_history(story)


def test_what_was_deleted_moved_and_restored_is_told_as_it_was(ours: Reader, theirs: Reader) -> None:
    story = Story(ours, theirs, paper())
    place = {"boxId": theirs.box, "messageId": story.id.MessageId}
    for path in ("/Delete", "/Restore"):
        theirs.client.raw("POST", f"{path}?boxId={theirs.box}&messageId={story.id.MessageId}")
        story.look()
    told = [each.Document.DocumentInfo.IsDeleted for each in theirs.events().Events]
    assert told == [False, True, False]
    assert theirs.client.json("GET", "/V6/GetMessage", **place)["IsDeleted"] is False
    check_history(story)


def test_contents_are_told_where_they_are_asked_for(ours: Reader, theirs: Reader) -> None:
    story = Story(ours, theirs, paper(b"Dear colleagues"))
    for version in BATCHES:
        plain, full = (theirs.docflow(story, version, inject=inject) for inject in (False, True))
        assert not any(each.Content.HasField("Data") for each in parts(plain, pb.DocflowEntity))
        told: dict[str, Any] = {each.EntityId: each.Content for each in parts(full, pb.DocflowEntity)}
        assert told[story.id.EntityId].Data == b"Dear colleagues"
        assert {len(each.Data) - each.Size for each in told.values()} == {0}
        assert [each.IsValid for each in parts(full, pb.SignatureV3)] == [True]
        assert [each.IsValid for each in parts(full, pb.SignatureVerificationResult)] == [True]
