"""The signatures of a PDF, each with a report: offline, by the evidence in the file and what is given beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from asn1crypto import cms
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, parse_pdf_date
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import byte_range_digest
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from inkpost.engines.sign.cms_checks import (
    DigestOf,
    SignerCheck,
    attribute,
    check_signer,
    signed_data_of,
    signers_of,
)
from inkpost.engines.sign.evidence_checks import Evidence, Known
from inkpost.engines.sign.files import CHUNK, Source, entry, guarded, is_ambiguous, opened, reader_of
from inkpost.engines.sign.judging import Kept, judged_signature
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.modifications import changes_after, range_is_whole
from inkpost.engines.sign.pades import SIGNER_MARK
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Finding, Kind, Reason, Report, Revocation, SignatureReport, TimeSource
from inkpost.engines.sign.security_store import evidence_in
from inkpost.engines.sign.tokens import Judge, Token, check_token
from inkpost.engines.sign.trust import Trust

NO_EVIDENCE: Final = Evidence()
MOST_SIGNATURES: Final = 200
_FAR: Final = timedelta(hours=1)


def check_pdf(
    pdf: Source, trust: Trust, *, at: datetime, evidence: Evidence = NO_EVIDENCE, least: Level = Level.B
) -> Report:
    """Checks all signatures and document timestamps of a PDF as of ``at``.

    Each signature is judged at the earliest time it is proven to have existed; without a proof at ``at``. ``least``
    is the level that is required. Raises SignatureRefused for what is broken or encrypted.
    """
    with opened(pdf) as stream:
        reader = reader_of(stream)
        return guarded(lambda: _File(reader, trust, at, evidence).report(least))


class _Signature:
    """A signature as it stands in the file, readable or not."""

    def __init__(self, reader: PdfFileReader, name: str, value: Any, field: Any) -> None:
        self.name = name
        self.dictionary: DictionaryObject = value.get_object()
        self.is_timestamp = entry(self.dictionary, "/SubFilter") == "/ETSI.RFC3161"
        self.revision = reader.xrefs.get_last_change(value.reference) if isinstance(value, IndirectObject) else 0
        self.fault = ""
        try:
            self.embedded = EmbeddedPdfSignature(reader, field, name)
            self.data: cms.SignedData = signed_data_of(self.embedded.pkcs7_content)
        except Exception as fault:  # anybody may have made it: see guarded()
            self.fault = str(fault)[:200] or type(fault).__name__

    def digest_of(self, reader: PdfFileReader) -> DigestOf:
        """The digests of the bytes that it covers."""
        ranges = [int(number) for number in self.embedded.byte_range]
        return lambda algorithm: byte_range_digest(reader.stream, ranges, algorithm, CHUNK)[1]


class _File:
    def __init__(self, reader: PdfFileReader, trust: Trust, at: datetime, evidence: Evidence) -> None:
        self._reader = reader
        self._inside = evidence_in(reader)
        self._judge = Judge(trust, Known(evidence + self._inside), at)
        self._signatures = list(_signatures(reader))

    def report(self, least: Level) -> Report:
        """All of it, in the order in which it was signed."""
        timestamps = self._timestamps()
        reports = []
        for signature in self._signatures:
            if signature.fault:
                reports.append(_unreadable(signature))
            else:
                reports.append(self._one(signature, timestamps, least))
        return Report(tuple(reports), self._judge.at)

    def _one(self, signature: _Signature, timestamps: dict[str, Token], least: Level) -> SignatureReport:
        """The report on one signature: that one cannot be read says nothing of the others."""
        try:
            if signature.is_timestamp:
                return guarded(lambda: self._timestamp_report(signature, timestamps[signature.name]))
            return guarded(lambda: self._signature_report(signature, timestamps, least))
        except SignatureRefused as refused:
            signature.fault = str(refused.__cause__ or refused)[:200]
            return _unreadable(signature)

    def _timestamps(self) -> dict[str, Token]:
        """The document timestamps: each is judged at the time that the next one proves."""
        found: dict[str, Token] = {}
        judge = self._judge
        for signature in reversed([one for one in self._signatures if one.is_timestamp and not one.fault]):
            encoded = signature.embedded.pkcs7_content
            token = check_token(encoded, signature.digest_of(self._reader), judge)
            found[signature.name] = token
            if token.believed and token.time is not None and self._covers(signature):
                judge = judge.then(token.time)
        return found

    def _covers(self, signature: _Signature) -> bool:
        return range_is_whole(self._reader, signature.embedded)

    def _later(self, signature: _Signature, timestamps: dict[str, Token]) -> list[tuple[_Signature, Token]]:
        """The believed document timestamps over a signature, the first one first."""
        return [
            (one, timestamps[one.name])
            for one in self._signatures
            if one.name in timestamps
            and one.revision > signature.revision
            and timestamps[one.name].believed
            and self._covers(one)
        ]

    def _signature_report(self, signature: _Signature, timestamps: dict[str, Token], least: Level) -> SignatureReport:
        later = self._later(signature, timestamps)
        token = later[0][1] if later else None
        judge = self._judge.then(token.time) if token is not None and token.time is not None else self._judge
        infos = signers_of(signature.data)
        check = check_signer(
            signature.data, infos[0], signature.digest_of(self._reader), self._judge.known.certificates
        )
        modifications, changes = changes_after(self._reader, signature.embedded)
        if is_ambiguous(self._reader):
            changes = [*changes, Finding(Reason.FILE_AMBIGUOUS)]
        check = self._placed(signature, check, changes)
        tokens = [bytes(one.dump()) for one in attribute(infos[0], "unsigned_attrs", "signature_time_stamp_token")]
        kept = Kept(Known(self._inside), self._stamped(later))
        claimed = _written_time(signature.dictionary)
        report = judged_signature(
            check, judge, signature.name, tokens, later=token, claimed=claimed, kept=kept, least=least
        )
        return replace(report, modifications=modifications, revision=signature.revision)

    def _stamped(self, later: Sequence[tuple[_Signature, Token]]) -> Known | None:
        """The evidence that the newest timestamp of the document covers."""
        if not later:
            return None
        historical = self._reader.get_historical_resolver(later[-1][0].revision)
        return Known(evidence_in(historical))

    def _timestamp_report(self, signature: _Signature, token: Token) -> SignatureReport:
        modifications, changes = changes_after(self._reader, signature.embedded)
        faults = [token.finding] if token.finding is not None else []
        return SignatureReport(
            kind=Kind.DOCUMENT_TIMESTAMP,
            field=signature.name,
            signer=token.authority,
            findings=(*faults, *changes),
            time=token.time,
            time_source=TimeSource.TIMESTAMP,
            modifications=modifications,
            revocation=token.revocation.state if token.revocation is not None else Revocation.UNKNOWN,
            revision=signature.revision,
            timestamp_authority=token.authority,
        )

    def _placed(self, signature: _Signature, check: SignerCheck, changes: Sequence[Finding]) -> SignerCheck:
        """Tells a signature that was put in another's place from a changed file: both fit no bytes."""
        reasons = {finding.reason for finding in changes}
        if Reason.RANGE_WRONG in reasons:  # then the digest is of something else anyway
            kept = tuple(one for one in check.findings if one.reason is not Reason.CONTENT_CHANGED)
            return replace(check, findings=(*kept, *changes))
        if Reason.CONTENT_CHANGED in check.reasons and self._is_foreign(signature, check):
            others = tuple(one for one in check.findings if one.reason is not Reason.CONTENT_CHANGED)
            check = replace(check, findings=(*others, Finding(Reason.SIGNATURE_SWAPPED)))
        return check.found(*changes)

    def _is_foreign(self, signature: _Signature, check: SignerCheck) -> bool:
        mark = entry(signature.dictionary, SIGNER_MARK)
        marked = getattr(mark, "original_bytes", mark)
        if marked is not None and check.certificate is not None and marked != check.certificate.fingerprint(SHA256()):
            return True
        if marked is not None and _times_differ(signature.dictionary, check):
            return True
        digests = [value.native for value in attribute(check.info, "signed_attrs", "message_digest")]
        algorithm = check.info["digest_algorithm"]["algorithm"].native
        others = [one for one in self._signatures if one is not signature and not one.fault and not one.is_timestamp]
        return any(one.digest_of(self._reader)(algorithm) in digests for one in others)


def _signatures(reader: PdfFileReader) -> Iterator[_Signature]:
    fields = [one for one in enumerate_sig_fields(reader, filled_status=True) if one[1] is not None]
    found = [_Signature(reader, name, value, field) for name, value, field in fields[:MOST_SIGNATURES]]
    yield from sorted(found, key=lambda one: one.revision)


def _unreadable(signature: _Signature) -> SignatureReport:
    return SignatureReport(
        kind=Kind.DOCUMENT_TIMESTAMP if signature.is_timestamp else Kind.SIGNATURE,
        field=signature.name,
        signer=None,
        findings=(Finding(Reason.SIGNATURE_UNREADABLE, signature.fault),),
        revision=signature.revision,
    )


def _written_time(dictionary: DictionaryObject) -> datetime | None:
    """The time that the file gives, which is the signer's word."""
    try:
        moment = parse_pdf_date(dictionary["/M"], strict=False)
    except Exception:  # see guarded()
        return None
    return moment if isinstance(moment, datetime) and moment.tzinfo is not None else None


def _times_differ(dictionary: DictionaryObject, check: SignerCheck) -> bool:
    """Whether the signature was stamped long before or after the time that its place gives."""
    written = _written_time(dictionary)
    for token in attribute(check.info, "unsigned_attrs", "signature_time_stamp_token"):
        try:
            moment = signed_data_of(token.dump())["encap_content_info"]["content"].parsed["gen_time"].native
        except (SignatureRefused, ValueError, TypeError, KeyError, AttributeError):
            continue
        return written is not None and abs(moment - written) > _FAR
    return False
