"""Detached signatures (CMS, CAdES) beside a file: made, and checked against it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from asn1crypto import cms as asn1
from asn1crypto import core
from cryptography import x509

from inkpost.engines.sign import cms
from inkpost.engines.sign.cms_checks import (
    DigestOf,
    SignerCheck,
    attribute,
    check_signer,
    digest_of_bytes,
    signed_data_of,
    signers_of,
)
from inkpost.engines.sign.evidence_checks import Evidence, Known
from inkpost.engines.sign.files import CHUNK, Source, guarded
from inkpost.engines.sign.judging import judged_signature
from inkpost.engines.sign.keys import Signer, Stamper
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Finding, Kind, Reason, Report, SignatureReport
from inkpost.engines.sign.tokens import Judge
from inkpost.engines.sign.trust import Trust

NO_EVIDENCE = Evidence()


def digest_of_file(content: Source) -> DigestOf:
    """Digests a file, each algorithm once, without reading it into the memory."""
    if isinstance(content, bytes):
        return lru_cache(maxsize=16)(digest_of_bytes(content))
    path: Path = content

    def digest(algorithm: str) -> bytes:
        found = hashlib.new(algorithm, usedforsecurity=False)
        with path.open("rb") as stream:
            while block := stream.read(CHUNK):
                found.update(block)
        return found.digest()

    return lru_cache(maxsize=16)(digest)


def sign_detached(
    content: Source, signer: Signer, *, stamper: Stamper | None = None, at: datetime | None = None
) -> cms.Made:
    """A signature beside a file: CAdES B-T with a ``stamper``, else, or when no timestamp comes, B-B.

    Raises SigningFailed when the key does not sign.
    """
    digest = digest_of_file(content)("sha256")
    return cms.sign_digest(digest, signer, stamper=stamper, signed_at=at or datetime.now(UTC))


def check_detached(
    signature: bytes,
    content: Source | DigestOf,
    trust: Trust,
    *,
    at: datetime,
    evidence: Evidence = NO_EVIDENCE,
    expected: Sequence[x509.Certificate] = (),
    least: Level = Level.B,
) -> Report:
    """Checks a detached signature (DER, PEM or base64) of one or several signers against a file, or its digests.

    With ``expected`` certificates, a signature by anybody else is marked. What uses algorithms that are not known
    here (GOST) is reported as such, with its signer and the time it claims. Raises SignatureRefused for what is no
    CMS signature.
    """
    digest_of = content if callable(content) else digest_of_file(content)
    judge = Judge(trust, Known(evidence), at)

    def check() -> tuple[SignatureReport, ...]:
        data = signed_data_of(signature)
        _refuse_other_content(data)
        checks = [check_signer(data, info, digest_of, judge.known.certificates) for info in signers_of(data)]
        return tuple(_report(one, judge, str(number), expected, least) for number, one in enumerate(checks, 1))

    return Report(guarded(check, Refusal.NOT_A_SIGNATURE, "The signature is damaged."), at)


def _report(
    check: SignerCheck, judge: Judge, number: str, expected: Sequence[x509.Certificate], least: Level
) -> SignatureReport:
    return _unexpected(judged_signature(check, judge, number, _tokens(check), least=least), check, expected)


def _refuse_other_content(data: asn1.SignedData) -> None:
    inside = data["encap_content_info"]["content"]
    if inside is not core.VOID and inside.native is not None:
        raise SignatureRefused(Refusal.NOT_A_SIGNATURE, "The signature carries its own content: it is not detached.")


def _tokens(check: SignerCheck) -> list[bytes]:
    return [bytes(one.dump()) for one in attribute(check.info, "unsigned_attrs", "signature_time_stamp_token")]


def _unexpected(report: SignatureReport, check: SignerCheck, expected: Sequence[x509.Certificate]) -> SignatureReport:
    if not expected or check.certificate in expected:
        return report
    return replace(report, findings=(*report.findings, Finding(Reason.SIGNER_UNEXPECTED)), kind=Kind.SIGNATURE)
