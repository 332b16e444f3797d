"""Signatures that outlast their certificates: evidence in the file, a timestamp over it, renewed before it decays.

Evidence is got by the caller; nothing here knows a network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final

from asn1crypto import cms as asn1_cms
from asn1crypto import crl, ocsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.signers.pdf_byterange import DocumentTimestamp
from pyhanko.sign.validation.dss import DocumentSecurityStore

from inkpost.engines.sign import cms, pades
from inkpost.engines.sign.chains import MOST_ISSUERS, issued_by
from inkpost.engines.sign.cms_checks import attribute, certificates_of, signed_data_of, signers_of
from inkpost.engines.sign.evidence_checks import Evidence, Known, refuse_unreadable, speaks_of, statements_on
from inkpost.engines.sign.files import Extended, Source, extend, guarded, opened, reader_of
from inkpost.engines.sign.keys import Stamper
from inkpost.engines.sign.security_store import evidence_in

NO_ENDS: Final[Mapping[str, datetime]] = {}


@dataclass(frozen=True)
class Needed:
    """A certificate whose revocation state the file does not carry, and who can tell it.

    ``line`` are its issuer, the issuer of that and so on. ``anchored``: a known one stands at its end; whoever else is
    named may be anybody.
    """

    certificate: x509.Certificate
    line: tuple[x509.Certificate, ...]
    anchored: bool

    @property
    def issuer(self) -> x509.Certificate:
        """Who issued it."""
        return self.line[0]


def needed_evidence(pdf: Source, known: tuple[x509.Certificate, ...] = (), *, newest: bool = True) -> list[Needed]:
    """What the file lacks for the level B-LT; ``known`` are issuers it does not carry. Raises SignatureRefused.

    A statement counts where it speaks of the time at which the certificate was used. Without ``newest`` the newest
    timestamp of the document is left out: what says that it holds is added when it is renewed.
    """
    with opened(pdf) as stream:
        reader = reader_of(stream)
        return guarded(lambda: _lacking(reader, known, newest=newest))


def _lacking(reader: PdfFileReader, known: tuple[x509.Certificate, ...], *, newest: bool) -> list[Needed]:
    kept = Known(evidence_in(reader))
    used = _certificates_used(reader, newest=newest)
    issuers = (*used, *kept.certificates, *known)
    lacking: dict[bytes, Needed] = {}
    for certificate, moment in (*used.items(), *((one, None) for one in known if one.issuer != one.subject)):
        line = _line(certificate, issuers, known)
        if not line or line[0] == certificate or _is_told(certificate, line[0], kept, moment):
            continue
        lacking[certificate.public_bytes(Encoding.DER)] = Needed(certificate, line, line[-1] in known)
    return list(lacking.values())


def is_line(certificate: x509.Certificate, line: Sequence[x509.Certificate]) -> bool:
    """Whether each of a line issued the one before it; the first one issued ``certificate``."""
    return bool(line) and all(_issuer(one, (above,)) for one, above in pairwise((certificate, *line)))


def _line(
    certificate: x509.Certificate, issuers: Sequence[x509.Certificate], known: Sequence[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """Who stands above a certificate, up to the first that is known."""
    line: list[x509.Certificate] = []
    below = certificate
    while len(line) < MOST_ISSUERS and (above := _issuer(below, issuers)) is not None:
        line.append(above)
        if above in known or above == below:
            break
        below = above
    return tuple(line)


def _issuer(certificate: x509.Certificate, issuers: Sequence[x509.Certificate]) -> x509.Certificate | None:
    return next((one for one in issuers if one.subject == certificate.issuer and issued_by(certificate, one)), None)


def _is_told(certificate: x509.Certificate, issuer: x509.Certificate, kept: Known, moment: datetime | None) -> bool:
    statements = statements_on(certificate, issuer, kept)
    return any(moment is None or speaks_of(each, moment) for each in statements)


def _certificates_used(reader: PdfFileReader, *, newest: bool) -> dict[x509.Certificate, datetime | None]:
    """The certificates of all signatures and timestamps of a file, each with the last time that proves its use."""
    found: dict[x509.Certificate, datetime | None] = {}
    encoded = _signatures(reader)
    if encoded and not newest and _is_stamp(encoded[-1]):
        encoded.pop()
    for one in encoded:
        data = signed_data_of(one)
        tokens = [one.dump() for one in attribute(signers_of(data)[0], "unsigned_attrs", "signature_time_stamp_token")]
        stamps = [signed_data_of(token) for token in tokens]
        own = _time_of(data) or max((at for each in stamps if (at := _time_of(each)) is not None), default=None)
        for part, moment in ((data, own), *((each, _time_of(each)) for each in stamps)):
            for certificate in certificates_of(part):
                known = found.get(certificate)
                found[certificate] = max(known, moment) if known and moment else moment or known
    return found


def _is_stamp(encoded: bytes) -> bool:
    return _time_of(signed_data_of(encoded)) is not None


def _time_of(data: asn1_cms.SignedData) -> datetime | None:
    """The time that a timestamp says; none where it is no timestamp."""
    content = data["encap_content_info"]
    if content["content_type"].native != "tst_info":
        return None
    moment: datetime = content["content"].parsed["gen_time"].native
    return moment


def _signatures(reader: PdfFileReader) -> list[bytes]:
    """The signatures and timestamps of a file, in the order in which they were made."""
    fields = [value for _, value, _ in enumerate_sig_fields(reader, filled_status=True) if value is not None]
    fields.sort(key=lambda value: reader.xrefs.get_last_change(value.reference))
    return [bytes(value.get_object().raw_get("/Contents").original_bytes) for value in fields]


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
        run = _stamp_room(extended)
        run.fill(cms.fitting_token(stamper, run.digest))

    return extend(pdf, output, work)[0]


def reserve_timestamp(pdf: bytes) -> tuple[bytes, int, int]:
    """The file with an update in which there is room for a timestamp over all of it, and where in the whole that is.

    The room takes ``cms.TOKEN_ROOM`` bytes. Raises SignatureRefused.
    """
    made, (start, end) = extend(pdf, None, lambda extended: _stamp_room(extended).region)
    return made or b"", start, end


def _stamp_room(extended: Extended) -> pades.Embedding:
    name = guarded(lambda: pades.free_name(extended.writer, "Timestamp"))
    return pades.embed(extended, name, DocumentTimestamp(bytes_reserved=2 * cms.TOKEN_ROOM))


def decays_at(pdf: Source, algorithms: Mapping[str, datetime] = NO_ENDS) -> datetime | None:
    """Until when a new timestamp must have been added: the certificates of the newest one end then, or its algorithms.

    ``algorithms``: until when each is trusted, by names as ``sha256`` and ``rsa-2048``. None where the file has no
    timestamp of the document. Raises SignatureRefused.
    """
    with opened(pdf) as stream:
        reader = reader_of(stream)
        return guarded(lambda: _end_of_newest(reader, algorithms))


def _end_of_newest(reader: PdfFileReader, algorithms: Mapping[str, datetime]) -> datetime | None:
    stamps = [encoded for encoded in _signatures(reader) if _is_stamp(encoded)]
    return end_of(stamps[-1], algorithms) if stamps else None


def end_of(token: bytes, algorithms: Mapping[str, datetime] = NO_ENDS) -> datetime | None:
    """When the first of a timestamp's certificates and algorithms ends. Raises SignatureRefused."""
    data = signed_data_of(token)
    found = certificates_of(data)
    imprint = data["encap_content_info"]["content"].parsed["message_imprint"]["hash_algorithm"]["algorithm"].native
    names = {imprint, signers_of(data)[0]["digest_algorithm"]["algorithm"].native, *map(_key_name, found)}
    ends = [one.not_valid_after_utc for one in found] + [algorithms[name] for name in names if name in algorithms]
    return min(ends, default=None)


def _key_name(certificate: x509.Certificate) -> str:
    key = certificate.public_key()
    kind = "rsa" if isinstance(key, rsa.RSAPublicKey) else "ec"
    return f"{kind}-{getattr(key, 'key_size', 0)}"
