"""Papers made for a program to sign and post: receipts, refusals, requests to correct and to revoke."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from inkpost.engines.papers import SignerWanted
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Query
from inkpost.faces.diadoc.routes import Raw, endpoint
from inkpost.faces.diadoc.translate.errors import as_on_the_wire
from inkpost.faces.diadoc.translate.names import given_guid
from inkpost.faces.diadoc.translate.papers import correction_info, signer_by_hand, signer_in_xml
from inkpost.model.docflow import EntityKind
from inkpost.operations import exchange_papers
from inkpost.operations.exchange_papers import PaperWanted
from inkpost.operations.kit import Work

OLDER = "1.02"
"""The version of the forms that the first version of these methods makes."""


class OfBox(Query, frozen=True):
    """A box."""

    box_id: BoxId


class OfEntity(Query, frozen=True, rename="camel"):
    """An entity of a message of a box."""

    box_id: BoxId
    message_id: UUID
    attachment_id: UUID


class Revocation(OfEntity, frozen=True, rename="camel"):
    """The same, and the version of the paper."""

    content_type_id: Literal["revocation_request_01", "revocation_request_02"] = "revocation_request_02"


class Request(Query, frozen=True, rename="camel"):
    """A request for a correction."""

    box_id: BoxId
    message_id: UUID
    entity_id: UUID


@endpoint("POST", "/V2/GenerateReceiptXml", query=OfBox, body=pb.ReceiptGenerationRequestV2, answer=bytes)
def generate_receipt_xml_v2(work: Work, query: OfBox, given: pb.ReceiptGenerationRequestV2) -> Raw:
    """A receipt."""
    return _newer(work, query, EntityKind.RECEIPT, given, "")


@endpoint("POST", "/GenerateReceiptXml", query=OfEntity, body=pb.Signer, answer=bytes)
@endpoint("POST", "/GenerateDocumentReceiptXml", query=OfEntity, body=pb.Signer, answer=bytes)
@endpoint("POST", "/GenerateInvoiceDocumentReceiptXml", query=OfEntity, body=pb.Signer, answer=bytes)
def generate_receipt_xml(work: Work, query: OfEntity, given: pb.Signer) -> Raw:
    """A receipt of the older form."""
    return _older(work, query, EntityKind.RECEIPT, "", signer_by_hand(given, "Signer"))


@endpoint(
    "POST",
    "/V2/GenerateSignatureRejectionXml",
    query=OfBox,
    body=pb.SignatureRejectionGenerationRequestV2,
    answer=bytes,
)
def generate_signature_rejection_xml_v2(
    work: Work, query: OfBox, given: pb.SignatureRejectionGenerationRequestV2
) -> Raw:
    """A refusal to sign, or to revoke."""
    return _newer(work, query, EntityKind.REFUSAL, given, given.ErrorMessage)


@endpoint("POST", "/GenerateSignatureRejectionXml", query=OfEntity, body=pb.SignatureRejectionInfo, answer=bytes)
def generate_signature_rejection_xml(work: Work, query: OfEntity, given: pb.SignatureRejectionInfo) -> Raw:
    """The same in the older form."""
    return _older(work, query, EntityKind.REFUSAL, given.ErrorMessage, signer_by_hand(given.Signer, "Signer"))


@endpoint(
    "POST",
    "/V2/GenerateInvoiceCorrectionRequestXml",
    query=OfBox,
    body=pb.InvoiceCorrectionRequestGenerationRequestV2,
    answer=bytes,
)
def generate_invoice_correction_request_xml_v2(
    work: Work, query: OfBox, given: pb.InvoiceCorrectionRequestGenerationRequestV2
) -> Raw:
    """A request to correct a document."""
    return _newer(work, query, EntityKind.AMENDMENT_REQUEST, given, given.ErrorMessage)


@endpoint(
    "POST",
    "/GenerateInvoiceCorrectionRequestXml",
    query=OfEntity,
    body=pb.InvoiceCorrectionRequestInfo,
    answer=bytes,
)
def generate_invoice_correction_request_xml(work: Work, query: OfEntity, given: pb.InvoiceCorrectionRequestInfo) -> Raw:
    """The same in the older form."""
    signer = signer_by_hand(given.Signer, "Signer")
    return _older(work, query, EntityKind.AMENDMENT_REQUEST, given.ErrorMessage, signer)


@endpoint(
    "POST",
    "/V2/GenerateRevocationRequestXml",
    query=Revocation,
    body=pb.GenerationRevocationRequestInfo,
    answer=bytes,
)
def generate_revocation_request_xml_v2(work: Work, query: Revocation, given: pb.GenerationRevocationRequestInfo) -> Raw:
    """A proposal to revoke a document."""
    version = {"revocation_request_01": "1.01", "revocation_request_02": "1.02"}[query.content_type_id]
    return _revocation(work, query, given, version)


@endpoint(
    "POST",
    "/GenerateRevocationRequestXml",
    query=OfEntity,
    body=pb.GenerationRevocationRequestInfo,
    answer=bytes,
)
def generate_revocation_request_xml(work: Work, query: OfEntity, given: pb.GenerationRevocationRequestInfo) -> Raw:
    """The same in the older form."""
    return _revocation(work, query, given, "1.01")


@endpoint("GET", "/GetInvoiceCorrectionRequestInfo", query=Request, answer=pb.InvoiceCorrectionRequestInfo)
def get_invoice_correction_request_info(work: Work, query: Request) -> pb.InvoiceCorrectionRequestInfo:
    """What a request to correct a document says."""
    with as_on_the_wire():
        return correction_info(
            exchange_papers.correction_request(work, query.box_id, query.message_id, query.entity_id)
        )


def _newer(
    work: Work,
    query: OfBox,
    act: EntityKind,
    given: pb.ReceiptGenerationRequestV2
    | pb.SignatureRejectionGenerationRequestV2
    | pb.InvoiceCorrectionRequestGenerationRequestV2,
    text: str,
) -> Raw:
    wanted = PaperWanted(
        act,
        given_guid(given.MessageId, "MessageId"),
        given_guid(given.AttachmentId, "AttachmentId"),
        signer_in_xml(given.SignerContent),
        text,
        "error_message",
    )
    return _made(work, query.box_id, wanted)


def _older(work: Work, query: OfEntity, act: EntityKind, text: str, signer: SignerWanted) -> Raw:
    wanted = PaperWanted(act, query.message_id, query.attachment_id, signer, text, "error_message", OLDER)
    return _made(work, query.box_id, wanted)


def _revocation(work: Work, query: OfEntity, given: pb.GenerationRevocationRequestInfo, version: str) -> Raw:
    signer = signer_by_hand(given.Signer, "Signer") if given.HasField("Signer") else None
    act = EntityKind.REVOCATION_REQUEST
    wanted = PaperWanted(act, query.message_id, query.attachment_id, signer, given.Comment, "comment", version)
    return _made(work, query.box_id, wanted)


def _made(work: Work, box: UUID, wanted: PaperWanted) -> Raw:
    with as_on_the_wire():
        made = exchange_papers.make(work, box, wanted)
    return Raw(made.content, made.name, "application/xml")
