"""Documents with their docflows in the fifth version: by titles, each with what every participant does about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inkpost.engines.docflow import AmendmentThread, AnswerThread, Response, RevocationThread
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.docflow import AMENDED, revocation_request, roaming_notification
from inkpost.faces.diadoc.translate.docflow_approvals import resolution_v5
from inkpost.faces.diadoc.translate.docflow_parts import (
    Shapes,
    at,
    attachment,
    confirmation,
    delivered_at,
    document_id,
    last_event,
    plain_text,
    receipt,
    rejection,
    sent_at,
    signature,
    stored,
)
from inkpost.faces.diadoc.translate.document import docflow_status, revocation_status
from inkpost.faces.diadoc.translate.document_info import info_v5, participants
from inkpost.model.docflow import Check, EntityKind, Side
from inkpost.model.exchange import StoredEntity
from inkpost.operations.exchange_docflow_views import DocflowView

V5: Final = Shapes(pb.ReceiptDocflowV5, pb.ConfirmationDocflowV5, pb.SignatureRejectionDocflowV4)
_AUTHORS: Final = {
    None: "TitleAuthorStatusWaiting",
    Check.UNCHECKED: "TitleAuthorStatusVerifying",
    Check.UNVERIFIABLE: "TitleAuthorStatusSigned",
    Check.VALID: "TitleAuthorStatusSigned",
    Check.INVALID: "TitleAuthorStatusInvalidSignature",
}
_ANSWERS: Final = {
    Response.NOT_ASKED: "TitleParticipantResponseStatusNotAcceptable",
    Response.WAITING: "TitleParticipantResponseStatusWaiting",
    Response.SIGNED: "TitleParticipantResponseStatusSigned",
    Response.SIGNED_PARTIALLY: "TitleParticipantResponseStatusSigned",
    Response.REFUSED: "TitleParticipantResponseStatusSignatureRejected",
    Response.INVALID: "TitleParticipantResponseStatusInvalidSignature",
}
_TITLES: Final = {
    Response.WAITING: ("TitleAuthorStatusWaiting", None),
    Response.INVALID: ("TitleAuthorStatusInvalidSignature", None),
    Response.SIGNED: ("TitleAuthorStatusSigned", "WellKnownTitleOperationResultSigned"),
    Response.SIGNED_PARTIALLY: ("TitleAuthorStatusSigned", "WellKnownTitleOperationResultPartiallySigned"),
    Response.REFUSED: ("TitleAuthorStatusSigned", "WellKnownTitleOperationResultRejected"),
}
People = Mapping[Side, pb.DocumentParticipantV2]


def document_v5(given: DocflowView, language: str) -> pb.DocumentWithDocflowV5:
    """A document in the fifth version."""
    people, threads = participants(given), given.threads
    titles = [_sender_title(given, people)]
    expected = threads.titled and Side.RECIPIENT in people  # a draft may have no recipient yet
    answer = threads.answer
    if expected and answer is not None and (answer.given is None or answer.given.kind is not EntityKind.REFUSAL):
        titles.append(_recipient_title(given, people, answer))
    docflow = pb.DocflowV5(
        Titles=titles,
        AmendmentRequests=[_amendment(given, people, each) for each in threads.amendments],
        Revocation=_revocation(given, people, threads.revocation) if threads.revocation else None,
        DocflowStatus=docflow_status(given.said, language),
        Resolution=resolution_v5(given, threads.document.id, given.said.approval),
    )
    return pb.DocumentWithDocflowV5(
        DocumentId=document_id(given), LastEvent=last_event(given), DocumentInfo=info_v5(given), Docflow=docflow
    )


def _sender_title(given: DocflowView, people: People) -> pb.TitleDocflow:
    of = stored(given, given.threads.document)
    return pb.TitleDocflow(
        TitleIndex=0,
        Author=people[Side.SENDER],
        AuthorSigning=pb.TitleAuthorDocflow(
            IsFinished=given.threads.signed, Status=_AUTHORS[given.said.sender_check], Title=attachment(given, of)
        ),
        ParticipantDocflows=[
            _about_title(given, people, side, of) for side in (Side.PROXY, Side.RECIPIENT) if side in people
        ],
    )


def _about_title(given: DocflowView, people: People, side: Side, of: StoredEntity) -> pb.TitleParticipantDocflow:
    """What the recipient or the proxy has done about the sender's title."""
    threads, recipient = given.threads, side is Side.RECIPIENT
    return pb.TitleParticipantDocflow(
        Participant=people[side],
        TitleDelivery=pb.TitleDeliveryDocflowV5(
            Delivery=_delivery(given, of, recipient=recipient),
            Confirmation=confirmation(V5, given, threads.confirmation) if recipient else None,
            RoamingNotification=roaming_notification(given) if recipient else None,
        ),
        Response=_response(given, threads.answer if recipient else threads.proxy_answer),
        Receipt=receipt(V5, given, threads.receipt) if recipient else None,
    )


def _delivery(given: DocflowView, of: StoredEntity, *, recipient: bool = True) -> pb.DeliveryDocflowV5:
    """How far an entity has come; the document itself comes to a proxy and to the recipient at times of their own."""
    message = given.document.message
    sent, arrived = sent_at(given, of), delivered_at(given, of)
    if of.kind is EntityKind.DOCUMENT:
        arrived = at(message.delivered_at if recipient else message.proxy_delivered_at)
    return pb.DeliveryDocflowV5(
        Status="DeliveryStatusDelivered" if arrived else "DeliveryStatusNotReady", SentAt=sent, DeliveredAt=arrived
    )


def _response(given: DocflowView, thread: AnswerThread | None) -> pb.TitleParticipantResponseDocflow | None:
    """The answer to a title that is no title itself."""
    if thread is None:
        return None
    of = stored(given, thread.given) if thread.given else None
    refused = of is not None and of.kind is EntityKind.REFUSAL
    if given.threads.titled and not refused and thread is given.threads.answer:
        return None
    return pb.TitleParticipantResponseDocflow(
        IsFinished=thread.finished,
        Status=_ANSWERS[thread.standing],
        Signature=signature(given, of) if of is not None and of.kind is EntityKind.SIGNATURE else None,
        Rejection=rejection(V5, given, of) if of is not None and refused else None,
        Confirmation=confirmation(V5, given, thread.confirmation),
        Delivery=_delivery(given, of) if of is not None else None,
    )


def _recipient_title(given: DocflowView, people: People, thread: AnswerThread) -> pb.TitleDocflow:
    status, result = _TITLES[thread.standing]
    of = stored(given, thread.given) if thread.given else None
    signing = pb.TitleAuthorDocflow(
        IsFinished=of is not None and result is not None,
        Status=status,
        Title=attachment(given, of) if of else None,
        OperationResult=pb.TitleOperationResultV5(WellKnown=result) if result else None,
    )
    made = pb.TitleDocflow(TitleIndex=1, Author=people[Side.RECIPIENT], AuthorSigning=signing)
    if of is not None:
        delivery = pb.TitleDeliveryDocflowV5(
            Delivery=_delivery(given, of), Confirmation=confirmation(V5, given, thread.confirmation)
        )
        back = receipt(V5, given, given.threads.answer_receipt)
        about = pb.TitleParticipantDocflow(Participant=people[Side.SENDER], TitleDelivery=delivery, Receipt=back)
        made.ParticipantDocflows.append(about)
    return made


def _amendment(given: DocflowView, people: People, thread: AmendmentThread) -> pb.AmendmentRequestDocflowV5:
    of = stored(given, thread.given)
    about = pb.AmendmentRequestRecipientDocflow(
        Recipient=people[Side.SENDER],
        Receipt=receipt(V5, given, thread.receipt),
        Delivery=_delivery(given, of),
        Confirmation=confirmation(V5, given, thread.confirmation),
    )
    return pb.AmendmentRequestDocflowV5(
        Requester=people[Side.RECIPIENT],
        RecipientDocflows=[about],
        IsFinished=thread.finished,
        AmendmentRequest=attachment(given, of),
        AmendmentFlags=AMENDED,
        PlainText=plain_text(given, of),
        TargetEntityId=str(given.threads.document.id),
    )


def _revocation(given: DocflowView, people: People, thread: RevocationThread) -> pb.RevocationDocflowV5:
    return pb.RevocationDocflowV5(
        IsFinished=thread.finished,
        RevocationRequest=revocation_request(pb.RevocationRequestDocflowV5, given, thread),
        RevocationResponse=[_revocation_answer(given, people, thread)],
        Initiator=people[thread.given.side],
        RevocationStatus=revocation_status(given.said),
        Resolution=resolution_v5(given, thread.given.id, given.said.revocation_approval),
    )


def _revocation_answer(given: DocflowView, people: People, thread: RevocationThread) -> Any:
    """What the other side says, also while it says nothing yet."""
    other = Side.SENDER if thread.given.side is Side.RECIPIENT else Side.RECIPIENT
    made = pb.RevocationResponseDocflowV5(Participant=people[other], IsFinished=thread.finished)
    if thread.answer is not None:
        of = stored(given, thread.answer)
        if of.kind is EntityKind.REFUSAL:
            made.Rejection.CopyFrom(rejection(V5, given, of))
        else:
            made.Signature.CopyFrom(signature(given, of))
    return made
