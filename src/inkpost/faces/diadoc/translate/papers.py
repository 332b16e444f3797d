"""Papers and their signers, in the vendor's words."""

from __future__ import annotations

from inkpost.engines.papers import Fio, Individual, NotReadable, Paper, Party, PositionSource, SignerWanted, signer_of
from inkpost.engines.papers.forms import Company
from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import proto as pb


def signer_by_hand(given: pb.Signer, path: str, *, position_wanted: bool = True) -> SignerWanted:
    """A signer of the older requests. Details win over the certificate. Raises PARAMETER_MISSING."""
    details = given.SignerDetails
    by_hand = given.HasField("SignerDetails")
    if not (by_hand or given.SignerCertificate or given.SignerCertificateThumbprint):
        told = f"{path}: give SignerCertificate, SignerCertificateThumbprint or SignerDetails"
        raise InkpostError(Reason.PARAMETER_MISSING, told, subject=path)
    if by_hand and position_wanted and not details.JobTitle:
        told = f"{path}.SignerDetails.JobTitle is missing: the paper's form wants it"
        raise InkpostError(Reason.PARAMETER_MISSING, told, subject=f"{path}.SignerDetails.JobTitle")
    for name in ("Surname", "FirstName", "Patronymic"):
        if len(getattr(details, name)) > 60 or (by_hand and name != "Patronymic" and not getattr(details, name)):
            told = f"{path}.SignerDetails.{name} has {len(getattr(details, name))} characters: 1 to 60 are valid"
            raise InkpostError(Reason.PARAMETER_INVALID, told, subject=f"{path}.SignerDetails.{name}")
    return SignerWanted(
        Fio(details.Surname, details.FirstName, details.Patronymic) if by_hand else None,
        given.SignerCertificate,
        given.SignerCertificateThumbprint,
        PositionSource.MANUAL if by_hand else PositionSource.CERTIFICATE,
        details.JobTitle,
    )


def signer_in_xml(content: bytes) -> SignerWanted:
    """A signer of the newer requests. Raises PARAMETER_INVALID."""
    try:
        return signer_of(content)
    except NotReadable as fault:
        told = f"SignerContent cannot be read: {fault}"
        raise InkpostError(Reason.PARAMETER_INVALID, told, subject="SignerContent") from None


def revocation_info(paper: Paper) -> pb.GenerationRevocationRequestInfo:
    """What a proposal to revoke says."""
    made = pb.GenerationRevocationRequestInfo(Comment=paper.text)
    if paper.signer is not None:
        made.Signer.CopyFrom(_signer(paper))
    return made


def rejection_info(paper: Paper) -> pb.SignatureRejectionInfo:
    """What a refusal says."""
    return pb.SignatureRejectionInfo(ErrorMessage=paper.text, Signer=_signer(paper))


def correction_info(paper: Paper) -> pb.InvoiceCorrectionRequestInfo:
    """What a request for a correction says."""
    return pb.InvoiceCorrectionRequestInfo(ErrorMessage=paper.text, Signer=_signer(paper))


def _signer(paper: Paper) -> pb.Signer:
    """Who signed a paper, with the INN of the paper's author."""
    made = pb.Signer()
    if paper.signer is not None:
        fio = paper.signer.fio
        details = pb.SignerDetails(Surname=fio.last, FirstName=fio.first, Inn=_inn(paper.author))
        if fio.middle:
            details.Patronymic = fio.middle
        if paper.signer.position:
            details.JobTitle = paper.signer.position
        made.SignerDetails.CopyFrom(details)
    return made


def _inn(party: Party) -> str:
    return party.who.inn if isinstance(party.who, Company | Individual) else ""
