"""Signatures that outlast their certificates: evidence in the file, a timestamp over it, renewed before it decays.

Evidence is got by the caller; nothing here knows a network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from asn1crypto import crl, ocsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore

from inkpost.engines.sign import cms, pades
from inkpost.engines.sign.chains import issued_by
from inkpost.engines.sign.cms_checks import attribute, certificates_of, signed_data_of, signers_of
from inkpost.engines.sign.evidence_checks import Evidence, Known, refuse_unreadable, statements_on
from inkpost.engines.sign.files import Extended, Source, entry, extend, guarded, opened, reader_of
from inkpost.engines.sign.keys import Stamper
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.security_store import evidence_in


@dataclass(frozen=True)
class Needed:
    """A certificate whose revocation state the file does not carry, and who can tell it."""

    certificate: x509.Certificate
    issuer: x509.Certificate


def needed_evidence(pdf: Source, known: tuple[x509.Certificate, ...] = ()) -> list[Needed]:
    """What the file lacks for the level B-LT; ``known`` are issuers it does not carry. Raises SignatureRefused."""
    with opened(pdf) as stream:
        reader = reader_of(stream)
        return guarded(lambda: _lacking(reader, known))


def _lacking(reader: PdfFileReader, known: tuple[x509.Certificate, ...]) -> list[Needed]:
    kept = Known(evidence_in(reader))
    used = _certificates_used(reader)
    issuers = (*used, *kept.certificates, *known)
    lacking: dict[bytes, Needed] = {}
    for certificate in (*used, *(one for one in known if one.issuer != one.subject)):
        issuer = next(
            (one for one in issuers if one.subject == certificate.issuer and issued_by(certificate, one)), None
        )
        if issuer is None or issuer == certificate or next(statements_on(certificate, issuer, kept), None) is not None:
            continue
        lacking[certificate.public_bytes(Encoding.DER)] = Needed(certificate, issuer)
    return list(lacking.values())


def _certificates_used(reader: PdfFileReader) -> list[x509.Certificate]:
    """The certificates of all signatures and timestamps of a file."""
    found: dict[bytes, x509.Certificate] = {}
    for encoded in _signatures(reader):
        data = signed_data_of(encoded)
        tokens = [one.dump() for one in attribute(signers_of(data)[0], "unsigned_attrs", "signature_time_stamp_token")]
        for part in (data, *map(signed_data_of, tokens)):
            for certificate in certificates_of(part):
                found.setdefault(certificate.public_bytes(Encoding.DER), certificate)
    return list(found.values())


def _signatures(reader: PdfFileReader) -> list[bytes]:
    fields = [
        value.get_object() for _, value, _ in enumerate_sig_fields(reader, filled_status=True) if value is not None
    ]
    return [bytes(field.raw_get("/Contents").original_bytes) for field in fields]


def add_evidence(pdf: Source, evidence: Evidence, *, output: Path | None = None) -> bytes | None:
    """The file with certificates, lists and responses for its signatures: B-LT. Raises SignatureRefused.

    What the file carries already is not added again.
    """
    refuse_unreadable(evidence)

    def work(extended: Extended) -> None:
        guarded(lambda: _store(extended, evidence))

    return extend(pdf, output, work)[0]


def _store(extended: Extended, evidence: Evidence) -> None:
    store = DocumentSecurityStore.supply_dss_in_writer(
        extended.writer,
        None,
        certs=[asn1.Certificate.load(one) for one in evidence.certificates],
        crls=[crl.CertificateList.load(one) for one in evidence.lists],
        ocsps=[ocsp.OCSPResponse.load(one) for one in evidence.responses],
    )
    if store.modified:
        extended.writer.write_in_place()


def add_timestamp(pdf: Source, stamper: Stamper, *, output: Path | None = None) -> bytes | None:
    """The file with a timestamp over all of it: B-LTA, or its renewal. Raises SignatureRefused and TimestampFailed."""

    def work(extended: Extended) -> None:
        name = guarded(lambda: pades.free_name(extended.writer, "Timestamp"))
        run = pades.embed(extended, name, DocumentTimestamp(bytes_reserved=2 * cms.TOKEN_ROOM))
        run.fill(cms.fitting_token(stamper, run.digest))

    return extend(pdf, output, work)[0]


def decays_at(pdf: Source) -> datetime | None:
    """Until when a new timestamp must have been added: the certificates of the newest one end then.

    None where the file has no timestamp of the document. Raises SignatureRefused.
    """
    with opened(pdf) as stream:
        reader = reader_of(stream)
        return guarded(lambda: _end_of_newest(reader))


def _end_of_newest(reader: PdfFileReader) -> datetime | None:
    newest: tuple[int, datetime] | None = None
    for _, value, _ in enumerate_sig_fields(reader, filled_status=True):
        dictionary = value.get_object()
        if entry(dictionary, "/SubFilter") != "/ETSI.RFC3161":
            continue
        revision = reader.xrefs.get_last_change(value.reference)
        ends = _end_of(bytes(dictionary.raw_get("/Contents").original_bytes))
        if ends is not None and (newest is None or revision > newest[0]):
            newest = revision, ends
    return newest[1] if newest is not None else None


def _end_of(token: bytes) -> datetime | None:
    try:
        found = certificates_of(signed_data_of(token))
    except SignatureRefused:
        return None
    return min((one.not_valid_after_utc for one in found), default=None)
