"""What clients post, read into the project's own values. Paths name fields as the wire does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.routes import NotServed
from inkpost.faces.diadoc.translate.names import given_box, given_guid, maybe_box, maybe_guid
from inkpost.model.docflow import EntityKind, ResolutionKind
from inkpost.model.document_types import DocumentKind
from inkpost.model.exchange import LockMode
from inkpost.model.exchange_posting import (
    CustomDataChange,
    DraftSignature,
    DraftToSend,
    Linked,
    NewData,
    NewDocument,
    NewEntity,
    NewMessage,
    NewPatch,
    Signed,
)

LOCKS: Final = {"None": LockMode.NONE, "Send": LockMode.SEND, "Full": LockMode.FULL}
_OLD_LISTS: Final = {
    "Invoices": "Invoice",
    "NonformalizedDocuments": "Nonformalized",
    "AcceptanceCertificates": "AcceptanceCertificate",
    "ProformaInvoices": "ProformaInvoice",
    "Contracts": "Contract",
    "UniversalTransferDocumentSellerTitles": "UniversalTransferDocument",
}
"""The lists that came before ``DocumentAttachments``, and the type of what is in them."""
OPTIONAL_SIGNATURE: Final = 1
"""The docflow in which the recipient signs where the sender asks for it."""
_NOT_SERVED: Final = (
    "Torg12Documents",
    "XmlTorg12SellerTitles",
    "XmlAcceptanceCertificateSellerTitles",
    "PriceLists",
    "PriceListAgreements",
    "CertificateRegistries",
    "ReconciliationActs",
    "Torg13Documents",
    "ServiceDetailsDocuments",
    "EncryptedInvoices",
    "EncryptedXmlTorg12SellerTitles",
    "EncryptedXmlAcceptanceCertificateSellerTitles",
    "SupplementaryAgreements",
)
_PATCHES_NOT_SERVED: Final = (
    "ResolutionRouteAssignments",
    "ResolutionRouteRemovals",
    "SignatureVerifications",
    "EditDocumentPacketCommands",
    "EditingPatches",
    "UniversalMessages",
    "TtGisFixationCancellationRequests",
)
_METADATA: Final = {
    "FileName": "FileName",
    "DocumentDate": "DocumentDate",
    "DocumentNumber": "DocumentNumber",
    "Total": "TotalSum",
    "Vat": "TotalVat",
    "Grounds": "Grounds",
    "ContractPrice": "ContractPrice",
    "ContractType": "ContractType",
}
RESOLUTIONS: Final = {"Approve": ResolutionKind.APPROVE, "Disapprove": ResolutionKind.DISAPPROVE}
REQUESTS: Final = {
    "ApprovementRequest": ResolutionKind.APPROVE,
    "SignatureRequest": ResolutionKind.PRIMARY_SIGN,
    "ApprovementSignatureRequest": ResolutionKind.APPROVEMENT_SIGN,
    "Custom": ResolutionKind.CUSTOM,
}


def message(given: pb.MessageToPost) -> NewMessage:
    """A message to be posted. Raises PARAMETER_INVALID with the path of what cannot be read."""
    served = ", ".join(DocumentKind)
    _refuse(given, _NOT_SERVED, f"DocumentAttachments with a TypeNamedId that is served: {served}")
    return NewMessage(
        from_box=given_box(given.FromBoxId, "FromBoxId"),
        to_box=maybe_box(given.ToBoxId, "ToBoxId"),
        documents=[*_documents(given)],
        data=[
            NewData(f"StructuredDataAttachments[{at}]", each.Content, each.FileName, each.ParentCustomDocumentId)
            for at, each in enumerate(given.StructuredDataAttachments)
        ],
        proxy_box=maybe_box(given.ProxyBoxId, "ProxyBoxId"),
        from_department=maybe_guid(given.FromDepartmentId, "FromDepartmentId"),
        to_department=maybe_guid(given.ToDepartmentId, "ToDepartmentId"),
        proxy_department=maybe_guid(given.ProxyDepartmentId, "ProxyDepartmentId"),
        internal=given.IsInternal,
        draft=given.IsDraft,
        lock_draft=given.LockDraft,
        strict=given.StrictDraftValidation,
        delayed=given.DelaySend,
        lock_mode=LockMode.FULL if given.LockPacket else _lock(given),
    )


def draft(given: pb.DraftToSend) -> DraftToSend:
    """A draft to be sent. Raises PARAMETER_INVALID."""
    signatures = []
    for at, each in enumerate(given.DocumentSignatures):
        path = f"DocumentSignatures[{at}]"
        parent = given_guid(each.ParentEntityId, f"{path}.ParentEntityId")
        signatures.append(DraftSignature(path, parent, each.Signature, each.SignWithTestSignature))
    return DraftToSend(
        box=given_box(given.BoxId, "BoxId"),
        draft=given_guid(given.DraftId, "DraftId"),
        to_box=maybe_box(given.ToBoxId, "ToBoxId"),
        to_department=maybe_guid(given.ToDepartmentId, "ToDepartmentId"),
        proxy_box=maybe_box(given.ProxyBoxId, "ProxyBoxId"),
        proxy_department=maybe_guid(given.ProxyDepartmentId, "ProxyDepartmentId"),
        signatures=signatures,
    )


def patch(given: pb.MessagePatchToPost | pb.MessagePatchToPostV2) -> NewPatch:
    """A patch to be posted, of either version. Raises PARAMETER_INVALID."""
    _refuse(given, _PATCHES_NOT_SERVED, f"the other lists of the patch: {', '.join(_ANSWERS)}, CustomDataPatches")
    found = [make(path, each) for name, make in _ANSWERS.items() for path, each in _listed(given, name)]
    changes = [
        CustomDataChange(
            path,
            given_guid(each.ParentEntityId, f"{path}.ParentEntityId"),
            each.Key,
            each.Value if each.Operation == pb.CustomDataPatchOperation.Value("Set") else None,
        )
        for path, each in _listed(given, "CustomDataPatches")
    ]
    return NewPatch(given_box(given.BoxId, "BoxId"), given_guid(given.MessageId, "MessageId"), found, changes)


def _listed(given: Any, name: str) -> Iterator[tuple[str, Any]]:
    """What stands in a list, with its path; nothing where this version of the message has no such list."""
    if name in given.DESCRIPTOR.fields_by_name:
        for at, each in enumerate(getattr(given, name)):
            yield f"{name}[{at}]", each


def _refuse(given: Any, names: Sequence[str], instead: str) -> None:
    for name in names:
        if name in given.DESCRIPTOR.fields_by_name and len(getattr(given, name)):
            raise NotServed(f"{name} is not served here yet: use {instead}")


def _lock(given: pb.MessageToPost) -> LockMode:
    name = pb.LockMode.Name(given.LockMode)
    if name not in LOCKS:
        raise InkpostError(
            Reason.PARAMETER_INVALID, f"LockMode is {name}: valid are {', '.join(LOCKS)}", subject="LockMode"
        )
    return LOCKS[name]


def _documents(given: pb.MessageToPost) -> Iterator[NewDocument]:
    for at, each in enumerate(given.DocumentAttachments):
        yield _document(f"DocumentAttachments[{at}]", each, each.TypeNamedId)
    for name, type_name in _OLD_LISTS.items():
        for path, each in _listed(given, name):
            yield _document(path, each, type_name)


def _document(path: str, given: Any, type_name: str) -> NewDocument:
    known = given.DESCRIPTOR.fields_by_name

    def of(name: str, otherwise: Any) -> Any:
        return getattr(given, name) if name in known else otherwise

    pairs = [(each.Key, each.Value) for each in of("Metadata", ())]
    pairs += [(key, getattr(given, name)) for name, key in _METADATA.items() if name in known and given.HasField(name)]
    return NewDocument(
        path=path,
        type_name=type_name,
        signed=signed(given.SignedContent, f"{path}.SignedContent"),
        function=of("Function", ""),
        version=of("Version", ""),
        workflow_id=given.WorkflowId if "WorkflowId" in known and given.HasField("WorkflowId") else _workflow(given),
        comment=given.Comment,
        wants_signature=of("NeedRecipientSignature", False),
        wants_receipt=of("NeedReceipt", False),
        initial=_links(given.InitialDocumentIds, f"{path}.InitialDocumentIds"),
        subordinate=_links(given.SubordinateDocumentIds, f"{path}.SubordinateDocumentIds"),
        custom_id=given.CustomDocumentId,
        editing_id=of("EditingSettingId", ""),
        custom_data=[(each.Key, each.Value) for each in given.CustomData],
        metadata=pairs,
        encrypted=of("IsEncrypted", False),
    )


def _workflow(given: Any) -> int | None:
    """The docflow that an attachment without a number of one means: a certificate may do without an answer."""
    unanswered = isinstance(given, pb.AcceptanceCertificateAttachment) and not given.NeedRecipientSignature
    return OPTIONAL_SIGNATURE if unanswered else None


def signed(given: pb.SignedContent, path: str) -> Signed:
    """A content with its signature. What lies on the shelf is not served yet."""
    for name in ("NameOnShelf", "SignatureNameOnShelf"):
        if getattr(given, name):
            raise NotServed(f"{path}.{name}: the shelf is not served here yet: send the bytes in the message")
    return Signed(given.Content, given.Signature, given.SignWithTestSignature)


def _links(given: Any, path: str) -> list[Linked]:
    return [
        Linked(maybe_guid(each.MessageId, f"{path}[{at}].MessageId"), each.EntityId) for at, each in enumerate(given)
    ]


def _answer(kind: EntityKind, attachment: str, *, formal: bool = False) -> Callable[[str, Any], NewEntity]:
    """What reads an answer that has a content of its own."""

    def make(path: str, each: Any) -> NewEntity:
        return NewEntity(
            path,
            kind,
            given_guid(each.ParentEntityId, f"{path}.ParentEntityId"),
            attachment,
            signed(each.SignedContent, f"{path}.SignedContent"),
            list(each.Labels),
            wants_receipt=each.NeedReceipt if "NeedReceipt" in each.DESCRIPTOR.fields_by_name else False,
            formal=formal,
        )

    return make


def _signature(path: str, each: pb.DocumentSignature) -> NewEntity:
    if each.SignatureNameOnShelf or each.PatchedContentId:
        name = "SignatureNameOnShelf" if each.SignatureNameOnShelf else "PatchedContentId"
        raise NotServed(f"{path}.{name}: it is not served here yet: give Signature or SignWithTestSignature")
    return NewEntity(
        path,
        EntityKind.SIGNATURE,
        given_guid(each.ParentEntityId, f"{path}.ParentEntityId"),
        signed=Signed(b"", each.Signature, each.SignWithTestSignature),
        labels=list(each.Labels),
        approvement=each.IsApprovementSignature,
    )


def _resolution(path: str, each: pb.ResolutionAttachment) -> NewEntity:
    return NewEntity(
        path,
        EntityKind.RESOLUTION,
        given_guid(each.InitialDocumentId, f"{path}.InitialDocumentId"),
        "Resolution",
        labels=list(each.Labels),
        comment=each.Comment,
        resolution=_one_of(RESOLUTIONS, pb.ResolutionType.Name(each.ResolutionType), f"{path}.ResolutionType"),
    )


def _request(path: str, each: pb.ResolutionRequestAttachment) -> NewEntity:
    return NewEntity(
        path,
        EntityKind.RESOLUTION_REQUEST,
        given_guid(each.InitialDocumentId, f"{path}.InitialDocumentId"),
        "ResolutionRequest",
        labels=list(each.Labels),
        comment=each.Comment,
        resolution=_one_of(REQUESTS, pb.ResolutionRequestType.Name(each.Type), f"{path}.Type"),
        target_user=maybe_guid(each.TargetUserId, f"{path}.TargetUserId"),
        target_department=maybe_guid(each.TargetDepartmentId, f"{path}.TargetDepartmentId"),
    )


def _of_request(kind: EntityKind, attachment: str, field: str) -> Callable[[str, Any], NewEntity]:
    def make(path: str, each: Any) -> NewEntity:
        known = each.DESCRIPTOR.fields_by_name
        parent: UUID = given_guid(getattr(each, field), f"{path}.{field}")
        labels = list(each.Labels) if "Labels" in known else []
        return NewEntity(
            path, kind, parent, attachment, labels=labels, comment=each.Comment if "Comment" in known else ""
        )

    return make


def _one_of(values: Mapping[str, ResolutionKind], name: str, path: str) -> ResolutionKind:
    if name not in values:
        told = f"{path} is {name}: valid are {', '.join(values)}"
        raise InkpostError(Reason.PARAMETER_INVALID, told, subject=path)
    return values[name]


_TITLE: Final = EntityKind.RECIPIENT_TITLE
_REFUSAL: Final = EntityKind.REFUSAL
_ANSWERS: Final[Mapping[str, Callable[[str, Any], NewEntity]]] = {
    "RecipientTitles": _answer(_TITLE, "Title", formal=True),
    "XmlTorg12BuyerTitles": _answer(_TITLE, "XmlTorg12BuyerTitle", formal=True),
    "XmlAcceptanceCertificateBuyerTitles": _answer(_TITLE, "XmlAcceptanceCertificateBuyerTitle", formal=True),
    "UniversalTransferDocumentBuyerTitles": _answer(_TITLE, "UniversalTransferDocumentBuyerTitle", formal=True),
    "Signatures": _signature,
    "RequestedSignatureRejections": _answer(_REFUSAL, "SignatureRequestRejection"),
    "XmlSignatureRejections": _answer(_REFUSAL, "XmlSignatureRejection", formal=True),
    "Receipts": _answer(EntityKind.RECEIPT, "Receipt", formal=True),
    "CorrectionRequests": _answer(EntityKind.AMENDMENT_REQUEST, "InvoiceCorrectionRequest", formal=True),
    "RevocationRequests": _answer(EntityKind.REVOCATION_REQUEST, "RevocationRequest", formal=True),
    "Resolutions": _resolution,
    "ResolutionRequests": _request,
    "ResolutionRequestDenials": _of_request(
        EntityKind.RESOLUTION_REQUEST_DENIAL, "ResolutionRequestDenial", "InitialResolutionRequestId"
    ),
    "ResolutionRequestCancellations": _of_request(
        EntityKind.CANCELLATION, "Cancellation", "InitialResolutionRequestId"
    ),
    "ResolutionRequestDenialCancellations": _of_request(
        EntityKind.CANCELLATION, "Cancellation", "InitialResolutionRequestDenialId"
    ),
}
"""What reads each list of a patch; answers to the document before receipts, as their steps follow one another."""
