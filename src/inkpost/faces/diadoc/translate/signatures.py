"""A signature in the vendor's words: whose it is, by the certificate in it, and whether it holds."""

from __future__ import annotations

import hashlib
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from inkpost.faces.diadoc import proto as pb
from inkpost.model.docflow import Check
from inkpost.model.exchange import ticks
from inkpost.operations.exchange_reading import SignatureFacts


def signature_info(given: SignatureFacts) -> pb.SignatureInfo:
    """What is known of a signature; of one that cannot be read, when it came."""
    report = given.report
    one = report.signatures[0] if report and report.signatures else None
    at = (one.time or one.claimed_time if one else None) or given.entity.created_at
    made = pb.SignatureInfo(SigningTime=_moment(at), Thumbprint="", SerialNumber="")
    made.SignatureVerificationTime.CopyFrom(_moment(report.checked_at if report else given.entity.created_at))
    made.SignatureVerificationResult.IsValid = given.check is Check.VALID
    if one is not None and one.signer is not None:
        _add_signer(made, x509.load_der_x509_certificate(one.signer.certificate), one.signer.certificate)
        made.SignatureVerificationResult.CertificateStatus.IsValid = one.trusted
        made.SignatureVerificationResult.CertificateStatus.VerificationTime.CopyFrom(made.SignatureVerificationTime)
    return made


def _add_signer(made: pb.SignatureInfo, certificate: x509.Certificate, der: bytes) -> None:
    made.Thumbprint = hashlib.sha1(der, usedforsecurity=False).hexdigest().upper()
    made.SerialNumber = format(certificate.serial_number, "X")
    made.Issuer = certificate.issuer.rfc4514_string()
    made.StartDate = certificate.not_valid_before_utc.strftime("%d.%m.%Y")
    made.EndDate = certificate.not_valid_after_utc.strftime("%d.%m.%Y")
    for name, oid in (
        ("OrgName", NameOID.ORGANIZATION_NAME),
        ("OrgInn", NameOID.SERIAL_NUMBER),
        ("JobTitle", NameOID.TITLE),
        ("FirstName", NameOID.GIVEN_NAME),
        ("Surname", NameOID.SURNAME),
        ("Email", NameOID.EMAIL_ADDRESS),
    ):
        found = certificate.subject.get_attributes_for_oid(oid)
        if found:
            setattr(made, name, str(found[0].value))


def _moment(at: datetime) -> pb.Timestamp:
    return pb.Timestamp(Ticks=ticks(at))
