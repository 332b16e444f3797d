"""Documents with their docflows, in the third and the fourth version: the same fields, in classes of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from inkpost.engines.docflow import AmendmentThread, AnswerThread, RevocationThread, Roaming
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.docflow_approvals import resolution, resolution_entities
from inkpost.faces.diadoc.translate.docflow_parts import (
    Shapes,
    attachment,
    confirmation,
    delivered_at,
    document_id,
    entity,
    last_event,
    plain_text,
    receipt,
    rejection,
    sent_at,
    signature,
    stored,
)
from inkpost.faces.diadoc.translate.document import RESPONSES, SENDERS, docflow_status, revocation_status
from inkpost.faces.diadoc.translate.document_info import info_v3
from inkpost.faces.diadoc.translate.names import box_of
from inkpost.model.docflow import EntityKind
from inkpost.operations.exchange_docflow_views import DocflowView

AMENDED: Final = 1
"""The flag of a document that a correction was asked of."""


@dataclass(frozen=True, slots=True)
class WholeShapes(Shapes):
    """The classes of a version that tells a docflow by its sender and its recipient."""

    document: Any
    docflow: Any
    answer: Any
    amendment: Any
    revocation: Any
    revocation_answer: Any


V3: Final = WholeShapes(
    pb.ReceiptDocflowV3,
    pb.ConfirmationDocflow,
    pb.SignatureRejectionDocflow,
    pb.DocumentWithDocflowV3,
    pb.DocflowV3,
    pb.ParticipantResponseDocflow,
    pb.AmendmentRequestDocflow,
    pb.RevocationDocflowV3,
    pb.RevocationResponseDocflow,
)
V4: Final = WholeShapes(
    pb.ReceiptDocflowV4,
    pb.ConfirmationDocflowV4,
    pb.SignatureRejectionDocflowV4,
    pb.DocumentWithDocflowV4,
    pb.DocflowV4,
    pb.ParticipantResponseDocflowV4,
    pb.AmendmentRequestDocflowV4,
    pb.RevocationDocflowV4,
    pb.RevocationResponseDocflowV4,
)


def document_v3(given: DocflowView, language: str) -> pb.DocumentWithDocflowV3:
    """A document in the third version."""
    made: pb.DocumentWithDocflowV3 = _document(V3, given, language)
    return made


def document_v4(given: DocflowView, language: str) -> pb.DocumentWithDocflowV4:
    """A document in the fourth version."""
    made: pb.DocumentWithDocflowV4 = _document(V4, given, language)
    return made


def roaming_notification(given: DocflowView) -> pb.DocflowRoamingNotification | None:
    """What another operator reported last."""
    kinds = (EntityKind.ROAMING_ERROR, EntityKind.ROAMING_SUCCESS)
    told = [each for each in given.document.entities if each.kind in kinds]
    if given.said.roaming is Roaming.NONE or not told:
        return None
    return pb.DocflowRoamingNotification(
        Notification=entity(given, told[-1]), IsSuccess=given.said.roaming is Roaming.SUCCESS
    )


def revocation_request(shape: Any, given: DocflowView, thread: RevocationThread) -> Any:
    """A request to revoke, in the class of any version."""
    of = stored(given, thread.given)
    return shape(
        RevocationRequest=attachment(given, of),
        SentAt=sent_at(given, of),
        DeliveredAt=delivered_at(given, of),
        PlainText=plain_text(given, of),
    )


def _document(shapes: WholeShapes, given: DocflowView, language: str) -> Any:
    return shapes.document(
        DocumentId=document_id(given),
        LastEvent=last_event(given),
        DocumentInfo=info_v3(given),
        Docflow=_docflow(shapes, given, language),
    )


def _docflow(shapes: WholeShapes, given: DocflowView, language: str) -> Any:
    threads = given.threads
    return shapes.docflow(
        SenderTitle=_sender_title(given),
        Confirmation=confirmation(shapes, given, threads.confirmation),
        RecipientReceipt=receipt(shapes, given, threads.receipt),
        RecipientResponse=_answer(shapes, given, threads.answer),
        AmendmentRequest=_amendment(shapes, given, threads.amendments[-1]) if threads.amendments else None,
        Revocation=_revocation(shapes, given, threads.revocation) if threads.revocation else None,
        SenderReceipt=receipt(shapes, given, threads.answer_receipt),
        Resolution=resolution(given),
        ResolutionEntities=resolution_entities(given, threads.document.id),
        ProxyResponse=_answer(shapes, given, threads.proxy_answer),
        DocflowStatus=docflow_status(given.said, language),
    )


def _sender_title(given: DocflowView) -> pb.SenderTitleDocflow:
    of = stored(given, given.threads.document)
    return pb.SenderTitleDocflow(
        IsFinished=given.threads.signed and given.document.held.delivered_at is not None,
        Attachment=attachment(given, of),
        SentAt=sent_at(given, of),
        DeliveredAt=delivered_at(given, of),
        RoamingNotification=roaming_notification(given),
        SenderSignatureStatus=SENDERS[given.said.sender_check],
    )


def _answer(shapes: WholeShapes, given: DocflowView, thread: AnswerThread | None) -> Any:
    if thread is None:
        return None
    made = shapes.answer(
        IsFinished=thread.finished,
        ResponseStatus=RESPONSES[thread.standing],
        Confirmation=confirmation(shapes, given, thread.confirmation),
    )
    if thread.given is not None:
        of = stored(given, thread.given)
        field, shown = {
            EntityKind.RECIPIENT_TITLE: ("Title", attachment),
            EntityKind.REFUSAL: ("Rejection", lambda view, refusal: rejection(shapes, view, refusal)),
        }.get(of.kind, ("Signature", signature))
        getattr(made, field).CopyFrom(shown(given, of))
        made.SentAt.CopyFrom(sent_at(given, of))
        arrived = delivered_at(given, of)
        if arrived is not None:
            made.DeliveredAt.CopyFrom(arrived)
    return made


def _amendment(shapes: WholeShapes, given: DocflowView, thread: AmendmentThread) -> Any:
    of = stored(given, thread.given)
    return shapes.amendment(
        IsFinished=thread.finished,
        AmendmentRequest=attachment(given, of),
        SentAt=sent_at(given, of),
        DeliveredAt=delivered_at(given, of),
        Receipt=receipt(shapes, given, thread.receipt),
        AmendmentFlags=AMENDED,
        PlainText=plain_text(given, of),
        ConfirmationDocflow=confirmation(shapes, given, thread.confirmation),
    )


def _revocation(shapes: WholeShapes, given: DocflowView, thread: RevocationThread) -> Any:
    return shapes.revocation(
        IsFinished=thread.finished,
        RevocationRequest=revocation_request(pb.RevocationRequestDocflow, given, thread),
        RevocationResponse=_revocation_answer(shapes, given, thread),
        InitiatorBoxId=box_of(given.names, thread.given.author_box),
        RevocationStatus=revocation_status(given.said),
        ResolutionEntities=resolution_entities(given, thread.given.id),
    )


def _revocation_answer(shapes: WholeShapes, given: DocflowView, thread: RevocationThread) -> Any:
    if thread.answer is None:
        return None
    of = stored(given, thread.answer)
    if of.kind is EntityKind.REFUSAL:
        return shapes.revocation_answer(SignatureRejection=rejection(shapes, given, of))
    return shapes.revocation_answer(RecipientSignature=signature(given, of))
