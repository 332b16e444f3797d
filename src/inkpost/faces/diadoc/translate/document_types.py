"""Kinds of documents and of docflow on the wire."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import quote

from inkpost.faces.diadoc import proto as pb
from inkpost.model.docflow import Side
from inkpost.model.document_types import DocumentKind, DocumentType, Field, Function, Title, Version
from inkpost.model.workflows import (
    Action,
    AmendmentResponse,
    Confirmation,
    Invitation,
    Participant,
    TitleReceipt,
    Workflow,
)

NO_UNIVERSAL_MESSAGES: Final = "9999-12-31T00:00:00Z"
"""When a type goes over to universal messages: none does here."""
_EXTERNAL, _INTERNAL = 0, 1
_FROM_SENDER = 1
_NO_SIGNER, _UNIVERSAL_SIGNER = 0, 3
_TITLES: Final[Mapping[str, tuple[int, int]]] = {"utd970": (12, 13), "utd820": (0, 8), "ucd736": (2, 11)}
"""Whose signer a title has, by the beginning of the version and the title's index."""
_BUYER_TITLES: Final[Mapping[DocumentKind, pb.AttachmentType]] = {
    DocumentKind.TRANSFER_DOCUMENT: pb.AttachmentType.UniversalTransferDocumentBuyerTitle,
    DocumentKind.TRANSFER_DOCUMENT_REVISION: pb.AttachmentType.UniversalTransferDocumentBuyerTitle,
    DocumentKind.CORRECTION_DOCUMENT: pb.AttachmentType.UniversalCorrectionDocumentBuyerTitle,
    DocumentKind.CORRECTION_DOCUMENT_REVISION: pb.AttachmentType.UniversalCorrectionDocumentBuyerTitle,
}


def attachment_type(kind: DocumentKind) -> int:
    """What a sender's document is called as an attachment."""
    return pb.AttachmentType.Value(kind.value)


def buyer_title_type(kind: DocumentKind) -> int:
    """What the recipient's title of a document is called as an attachment."""
    return _BUYER_TITLES.get(kind, pb.AttachmentType.Title)


def document_type(kind: DocumentKind) -> int:
    """The older name of a kind."""
    return pb.DocumentType.Value(kind.value)


def types(found: Iterable[DocumentType]) -> pb.GetDocumentTypesResponseV2:
    """Every type with its functions."""
    return pb.GetDocumentTypesResponseV2(
        DocumentTypes=[
            pb.DocumentTypeDescriptionV2(
                Name=each.kind.value,
                Title=each.name,
                SupportedDocflows=_docflows(each),
                RequiresFnsRegistration=each.registered,
                Functions=_functions(each),
            )
            for each in found
        ]
    )


def types_v3(found: Iterable[DocumentType]) -> pb.GetDocumentTypesResponseV3:
    """The same as the third version tells it."""
    return pb.GetDocumentTypesResponseV3(
        DocumentTypes=[
            pb.DocumentTypeDescriptionV3(
                Name=each.kind.value,
                Title=each.name,
                SupportedDocflows=_docflows(each),
                RequiresFnsRegistration=each.registered,
                Functions=_functions(each),
                UniversalMessagesStartDate=NO_UNIVERSAL_MESSAGES,
            )
            for each in found
        ]
    )


def workflows(found: Iterable[Workflow]) -> pb.DocumentWorkflowSettingsListV2:
    """Every kind of docflow."""
    return pb.DocumentWorkflowSettingsListV2(DocumentWorkflowSettings=[_workflow(each) for each in found])


def old_workflows(found: Iterable[Workflow]) -> pb.DocumentWorkflowSettingsList:
    """The same as the first version tells it."""
    answer = pb.DocumentWorkflowSettingsList()
    answer.DocumentWorkflowSettings.extend(_old_workflow(each) for each in found)
    return answer


def _docflows(found: DocumentType) -> list[int]:
    return [_EXTERNAL, _INTERNAL] if found.internal else [_EXTERNAL]


def _functions(found: DocumentType) -> list[pb.DocumentFunctionV2]:
    return [
        pb.DocumentFunctionV2(Name=each.name, Versions=[_version(found, each, one) for one in each.versions])
        for each in found.functions
    ]


def _version(kind: DocumentType, function: Function, found: Version) -> pb.DocumentVersionV2:
    return pb.DocumentVersionV2(
        Version=found.name,
        SupportsContentPatching=False,
        SupportsEncrypting=False,
        SupportsPredefinedRecipientTitle=False,
        SupportsAmendmentRequest=found.amendable,
        Titles=[_title(kind, function, found, each) for each in found.titles],
        IsActual=found.actual,
        Workflows=[pb.DocumentWorkflowV2(Id=each, IsDefault=each == found.workflow) for each in found.workflows],
        RejectionType=pb.SupportedRejectionType.TypeSpecificRejection,
    )


def _title(kind: DocumentType, function: Function, version: Version, found: Title) -> pb.DocumentTitleV2:
    signer = pb.SignerInfoV2(SignerType=_NO_SIGNER, ExtendedDocumentTitleType=-1)
    if found.formal:
        signer = pb.SignerInfoV2(
            SignerType=_UNIVERSAL_SIGNER, ExtendedDocumentTitleType=_signer_of(version.name, found.index)
        )
    return pb.DocumentTitleV2(
        Index=found.index,
        IsFormal=found.formal,
        XsdUrl=_schema(kind, function, version, found) if found.formal else None,
        SignerInfo=signer,
        MetadataItems=[_item(each) for each in found.fields],
    )


def _signer_of(version: str, index: int) -> int:
    for beginning, titles in _TITLES.items():
        if version.startswith(beginning):
            return titles[index]
    return -1


def _schema(kind: DocumentType, function: Function, version: Version, title: Title) -> str:
    query = f"typeNamedId={kind.kind.value}&function={quote(function.name)}&version={version.name}"
    return f"/GetContent?{query}&titleIndex={title.index}&contentType=TitleXsd"


def _item(field: Field) -> pb.DocumentMetadataItemV2:
    return pb.DocumentMetadataItemV2(
        Id=field.name.value, Type=field.kind.value, IsRequired=field.required, Source=_FROM_SENDER
    )


_SIDES = {
    Side.SENDER: pb.ParticipantType.Sender,
    Side.PROXY: pb.ParticipantType.Proxy,
    Side.RECIPIENT: pb.ParticipantType.Recipient,
}
_ACTIONS = {
    Action.TITLE: pb.ParticipantAction.Title,
    Action.SIGNATURE: pb.ParticipantAction.Signature,
    Action.OPTIONAL_SIGNATURE: pb.ParticipantAction.OptionalSignature,
}
_RECEIPTS = {
    TitleReceipt.NEVER: pb.TitleReceiptBehavior.Never,
    TitleReceipt.DEFINE_BY_USER: pb.TitleReceiptBehavior.DefineByUser,
    TitleReceipt.ALWAYS: pb.TitleReceiptBehavior.Always,
}
_CONFIRMATIONS = {
    Confirmation.NEVER: pb.OperatorConfirmationBehavior.Never,
    Confirmation.INITIATOR: pb.OperatorConfirmationBehavior.Initiator,
    Confirmation.INITIATOR_COUNTERPART: pb.OperatorConfirmationBehavior.InitiatorCounterpart,
}
_AMENDMENTS = {
    AmendmentResponse.NONE: "None",
    AmendmentResponse.RECEIPT: "Receipt",
    AmendmentResponse.OPERATOR_CONFIRMATION: "OperatorConfirmation",
    AmendmentResponse.OPERATOR_CONFIRMATION_OR_RECEIPT: "OperatorConfirmationOrReceipt",
}
_INVITATIONS = {
    Invitation.NEVER: pb.InvitationBehavior.Never,
    Invitation.DEFINE_BY_USER: pb.InvitationBehavior.DefineByUser,
    Invitation.ALWAYS: pb.InvitationBehavior.Always,
}
_CONFIRMATION_RECEIPTS = {
    False: pb.OperatorConfirmationReceiptBehavior.Never,
    True: pb.OperatorConfirmationReceiptBehavior.Always,
}
_RECEIPT_CONFIRMATION_RECEIPTS = {
    False: pb.ReceiptOperatorConfirmationReceiptBehavior.Never,
    True: pb.ReceiptOperatorConfirmationReceiptBehavior.Always,
}
_ROAMING = {False: pb.RoamingConfirmationBehavior.Never, True: pb.RoamingConfirmationBehavior.Always}


def _workflow(found: Workflow) -> pb.DocumentWorkflowSettingsV2:
    return pb.DocumentWorkflowSettingsV2(
        Id=found.id,
        Participants=[
            pb.ParticipantSettingV2(
                Participant=_SIDES[each.side],
                ParticipantAction=_ACTIONS[each.action],
                TitleReceiptBehavior=_RECEIPTS[each.title_receipt],
            )
            for each in found.participants
        ],
        OperatorConfirmationReceiptBehavior=_CONFIRMATION_RECEIPTS[found.operator_confirmation_receipt],
        ReceiptOperatorConfirmationReceiptBehavior=_RECEIPT_CONFIRMATION_RECEIPTS[found.receipt_confirmation_receipt],
        ReceiptOperatorConfirmationBehavior=_CONFIRMATIONS[found.receipt_confirmation],
        AmendmentRequestResponseBehavior=_AMENDMENTS[found.amendment_response],
        ReceiptRoamingConfirmationBehavior=_ROAMING[found.receipt_roaming_confirmation],
        InvitationBehavior=_INVITATIONS[found.invitation],
    )


def _old_workflow(found: Workflow) -> pb.DocumentWorkflowSettings:
    confirmed = found.receipt_confirmation if _answers_by_operator(found) else Confirmation.NEVER
    return pb.DocumentWorkflowSettings(
        Id=found.id,
        Participants=[_old_participant(each, found) for each in found.participants],
        OperatorConfirmationReceiptBehavior=_CONFIRMATION_RECEIPTS[found.operator_confirmation_receipt],
        ReceiptOperatorConfirmationReceiptBehavior=_RECEIPT_CONFIRMATION_RECEIPTS[found.receipt_confirmation_receipt],
        ReceiptOperatorConfirmationBehavior=_CONFIRMATIONS[found.receipt_confirmation],
        AmendmentRequestResponseBehavior=_AMENDMENTS[found.amendment_response],
        AmendmentRequestOperatorConfirmationBehavior=_CONFIRMATIONS[confirmed],
        ReceiptRoamingConfirmationBehavior=_ROAMING[found.receipt_roaming_confirmation],
        AmendmentRequestRoamingConfirmationBehavior=_ROAMING[found.receipt_roaming_confirmation],
        InvitationBehavior=_INVITATIONS[found.invitation],
    )


def _answers_by_operator(found: Workflow) -> bool:
    return found.amendment_response is AmendmentResponse.OPERATOR_CONFIRMATION


def _old_participant(found: Participant, workflow: Workflow) -> pb.ParticipantSetting:
    return pb.ParticipantSetting(
        Participant=_SIDES[found.side],
        ParticipantAction=_ACTIONS[found.action],
        TitleReceiptBehavior=_RECEIPTS[found.title_receipt],
        OperatorConfirmationBehavior=_CONFIRMATIONS[found.confirmation],
        RoamingConfirmationBehavior=_ROAMING[workflow.receipt_roaming_confirmation],
    )
