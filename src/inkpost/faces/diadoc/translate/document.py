"""A document as one box has it, in the vendor's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from inkpost.engines.docflow import Approval, ReceiptStanding, Response, Revocation, Roaming, Standing, View
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.index_keys import index_key, place_of
from inkpost.faces.diadoc.translate.kinds import amendment_flags, kind_metadata
from inkpost.faces.diadoc.translate.names import box_of, department_of
from inkpost.model.dates import dotted
from inkpost.model.docflow import Check, DocumentClass, Entity, EntityKind
from inkpost.model.exchange import DocumentView, LockMode, Names, ticks

RECEIPTS: Final = {
    ReceiptStanding.NOT_ACCEPTABLE: "GeneralReceiptStatusNotAcceptable",
    ReceiptStanding.HAVE_TO_CREATE: "HaveToCreateReceipt",
    ReceiptStanding.WAITING: "WaitingForReceipt",
    ReceiptStanding.FINISHED: "Finished",
}
RESPONSES: Final = {
    Response.NOT_ASKED: "RecipientResponseStatusNotAcceptable",
    Response.WAITING: "WaitingForRecipientSignature",
    Response.SIGNED: "WithRecipientSignature",
    Response.SIGNED_PARTIALLY: "WithRecipientPartiallySignature",
    Response.REFUSED: "RecipientSignatureRequestRejected",
    Response.INVALID: "InvalidRecipientSignature",
}
PROXIES: Final = {
    Response.NOT_ASKED: "ProxySignatureStatusNone",
    Response.WAITING: "WaitingForProxySignature",
    Response.SIGNED: "WithProxySignature",
    Response.SIGNED_PARTIALLY: "WithProxySignature",
    Response.REFUSED: "ProxySignatureRejected",
    Response.INVALID: "InvalidProxySignature",
}
SENDERS: Final = {
    None: "WaitingForSenderSignature",
    Check.UNCHECKED: "SenderSignatureUnchecked",
    Check.UNVERIFIABLE: "SenderSignatureUnchecked",
    Check.VALID: "SenderSignatureCheckedAndValid",
    Check.INVALID: "SenderSignatureCheckedAndInvalid",
}
ROAMING: Final = {
    Roaming.NONE: "RoamingNotificationStatusNone",
    Roaming.SUCCESS: "RoamingNotificationStatusSuccess",
    Roaming.ERROR: "RoamingNotificationStatusError",
}
MARKING: Final = {
    False: "TtGisFixationCancellationStatusNone",
    True: "HaveToCreateTtGisFixationCancellationRequest",
}
APPROVALS: Final = {
    Approval.APPROVED: "Approved",
    Approval.DISAPPROVED: "Disapproved",
    Approval.APPROVEMENT_REQUESTED: "ApprovementRequested",
    Approval.APPROVING_SIGNATURE_REQUESTED: "SignatureRequested",
    Approval.PRIMARY_SIGNATURE_REQUESTED: "SignatureRequested",
    Approval.ACTIONS_REQUESTED: "ActionsRequested",
    Approval.SIGNATURE_DENIED: "SignatureDenied",
}
DOCUMENT_TYPES: Final = frozenset(pb.DocumentType.keys())
LOCKS: Final = {LockMode.NONE: "None", LockMode.SEND: "Send", LockMode.FULL: "Full"}
DIRECTIONS: Final = {
    DocumentClass.INBOUND: "Inbound",
    DocumentClass.OUTBOUND: "Outbound",
    DocumentClass.INTERNAL: "Internal",
    DocumentClass.PROXY: "Inbound",  # the vendor has no direction of its own for what passes through
}


def document(view: DocumentView, names: Names, *, language: str = "ru", content: bytes | None = None) -> pb.Document:
    """A document with every field that the vendor's answer has."""
    made = lasting(view, names, language=language, content=content)
    made.MergeFrom(passing(said_of(view).approval, names))
    made.IndexKey = index_key(place_of(view.held))
    return made


def lasting(view: DocumentView, names: Names, *, language: str = "ru", content: bytes | None = None) -> pb.Document:
    """What of a document changes only with it: all but its place in a list, and what people are called."""
    held, known, message = view.held, view.document, view.message
    said = said_of(view)
    made = pb.Document(
        MessageId=str(message.guid),
        EntityId=str(known.guid),
        CreationTimestampTicks=ticks(known.created_at),
        DocumentType=_document_type(known.type_name),
        InitialDocumentIds=_ids(view.initial),
        SubordinateDocumentIds=_ids(view.subordinate),
        Content=_content(view, content),
        FileName=known.file_name,
        DocumentDate=dotted(known.date) if known.date else "",
        IsDeleted=held.deleted_at is not None,
        DepartmentId=department_of(names, held.department_id),
        FromDepartmentId=department_of(names, held.from_department_id),
        ToDepartmentId=department_of(names, held.to_department_id),
        IsTest=message.test,
        RevocationStatus=revocation_status(said),
        RoamingNotificationStatus=ROAMING[said.roaming],
        HasCustomPrintForm=False,
        CustomData=[pb.CustomDataItem(Key=key, Value=text) for key, text in held.custom_data],
        PacketId=str(known.packet),
        DocumentDirection=DIRECTIONS[held.folder],
        LastModificationTimestampTicks=ticks(held.changed_at),
        IsEncryptedContent=any(each.encrypted for each in view.entities),
        SenderSignatureStatus=SENDERS[said.sender_check],
        IsRead=held.read_at is not None,
        PacketIsLocked=message.lock_mode is LockMode.FULL,
        ProxySignatureStatus=PROXIES[said.proxy_response],
        TypeNamedId=known.type_name,
        Function=known.function,
        WorkflowId=known.workflow_id,
        Title=known.title,
        Metadata=[pb.MetadataItem(Key=key, Value=text) for key, text in known.metadata],
        RecipientReceiptMetadata=_recipient_receipt(view, said),
        ConfirmationMetadata=pb.ConfirmationMetadata(
            ReceiptStatus=RECEIPTS[said.receipts.title_confirmation],
            DateTimeTicks=ticks(held.delivered_at) if held.delivered_at else 0,
        ),
        RecipientResponseStatus=RESPONSES[said.response],
        AmendmentRequestMetadata=pb.AmendmentRequestMetadata(
            AmendmentFlags=amendment_flags(said), ReceiptStatus=RECEIPTS[said.receipts.amendment]
        ),
        EditingSettingId=known.editing_id,
        LockMode=LOCKS[message.lock_mode],
        SenderReceiptMetadata=pb.SenderReceiptMetadata(ReceiptStatus=RECEIPTS[said.receipts.response]),
        Version=known.version,
        DocflowStatus=docflow_status(said, language),
        TtGisFixationCancellationStatus=MARKING[said.seen.owes_marking_cancellation],
        HasUnreadOutOfWorkflowUniversalMessages=False,
    )
    _add_what_may_be_absent(made, view, said, names)
    for field, more in kind_metadata(view, said).items():
        getattr(made, field).CopyFrom(more)
    return made


def said_of(view: DocumentView) -> View:
    """What the engine said of a document for its box."""
    return msgspec.convert(view.held.view, View, strict=False)


def passing(approval: Standing, names: Names) -> pb.Document:
    """What people are called in what is known of a document within the box; nothing where nobody is named."""
    made = pb.Document()
    if approval.approval in APPROVALS:
        made.ResolutionStatus.CopyFrom(_resolution(approval, names))
    return made


def _add_what_may_be_absent(made: pb.Document, view: DocumentView, said: View, names: Names) -> None:
    held, known, message = view.held, view.document, view.message
    absent: Mapping[str, Callable[[], Any]] = {
        "CounteragentBoxId": lambda: box_of(names, held.counterparty_box_id),
        "DocumentNumber": lambda: known.number,
        "CustomDocumentId": lambda: known.custom_id,
        "SendTimestampTicks": lambda: ticks(held.sent_at) if held.sent_at else None,
        "DeliveryTimestampTicks": lambda: ticks(held.delivered_at) if held.delivered_at else None,
        "RoamingNotificationStatusDescription": lambda: _reported(view),
        "ProxyBoxId": lambda: box_of(names, message.proxy_box_id),
    }
    for name, read in absent.items():
        found = read()
        if found:
            setattr(made, name, found)
    if message.proxy_box_id is not None:
        made.ProxyDepartmentId = department_of(names, message.proxy_department_id)


def _reported(view: DocumentView) -> str:
    """What another operator said last."""
    kinds = (EntityKind.ROAMING_ERROR, EntityKind.ROAMING_SUCCESS)
    reports = [each for each in view.entities if each.kind in kinds]
    return str(reports[-1].details.get("comment", "")) if reports else ""


def _document_type(name: str) -> str:
    return name if name in DOCUMENT_TYPES else "UnknownDocumentType"


def _ids(given: Any) -> list[pb.DocumentId]:
    return [pb.DocumentId(MessageId=str(message), EntityId=str(entity)) for message, entity in given]


def _content(view: DocumentView, content: bytes | None) -> pb.Content:
    size = next((each.size for each in view.entities if each.guid == view.document.guid), 0)
    return pb.Content(Size=size) if content is None else pb.Content(Size=size, Data=content)


def revocation_status(said: View) -> str:
    """Whether a document is revoked, and who asked for it."""
    if said.revocation is Revocation.REQUESTED:
        return "RevocationIsRequestedByMe" if said.revocation_by_me else "RequestsMyRevocation"
    return {
        Revocation.NONE: "RevocationStatusNone",
        Revocation.ACCEPTED: "RevocationAccepted",
        Revocation.REJECTED: "RevocationRejected",
    }[said.revocation]


def _recipient_receipt(view: DocumentView, said: View) -> pb.RecipientReceiptMetadata:
    receipts = {each.guid for each in view.entities if each.kind is EntityKind.RECEIPT}
    confirmed = [each for each in view.entities if each.kind is EntityKind.CONFIRMATION and each.parent in receipts]
    return pb.RecipientReceiptMetadata(
        ReceiptStatus=RECEIPTS[said.receipts.title],
        ConfirmationMetadata=pb.ConfirmationMetadata(
            ReceiptStatus=RECEIPTS[said.receipts.receipt_confirmation],
            DateTimeTicks=ticks(confirmed[0].created_at) if confirmed else 0,
        ),
    )


def _resolution(approval: Standing, names: Names) -> pb.ResolutionStatus:
    by = approval.by
    who = names.people.get(by.author_user or 0, ("", "")) if by else ("", "")
    made = pb.ResolutionStatus(Type=APPROVALS[approval.approval], AuthorUserId=who[0], AuthorFIO=who[1])
    if by is not None and (by.target_user is not None or by.target_department is not None):
        made.Target.CopyFrom(target(by, names))
    return made


def target(by: Entity | Any, names: Names, *, user: str = "target_user", department: str = "target_department") -> Any:
    """Whom a request asks."""
    made = pb.ResolutionTarget()
    person, place = getattr(by, user), getattr(by, department)
    if place is not None:
        made.DepartmentId = department_of(names, place)
    if person is not None:
        made.UserId, made.User = names.people.get(person, ("", ""))
    return made


def docflow_status(said: View, language: str) -> pb.DocflowStatusV3:
    """A document's statuses for people to read."""

    def model(text: Any) -> pb.DocflowStatusModelV3:
        return pb.DocflowStatusModelV3(
            Severity=text.severity.value.capitalize(), StatusText=text.en if language == "en" else text.ru
        )

    made = pb.DocflowStatusV3(PrimaryStatus=model(said.primary))
    if said.secondary is not None:
        made.SecondaryStatus.CopyFrom(model(said.secondary))
    made.PowerOfAttorneyGeneralStatus.CopyFrom(
        pb.PowerOfAttorneyValidationStatus(
            Severity="Warning",
            StatusNamedId="IsNotAttached",
            StatusText="No power of attorney is attached" if language == "en" else "Не приложена доверенность",
        )
    )
    return made
