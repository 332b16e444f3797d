"""Timestamps (RFC 3161): what time an authority says something existed, and whether it is believed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import cms, tsp
from cryptography import x509

from inkpost.engines.sign.cms_checks import DigestOf, check_signer, digest_of_bytes, signed_data_of, signers_of
from inkpost.engines.sign.evidence_checks import Judged, Known, revocation_of
from inkpost.engines.sign.files import guarded
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Finding, Party, Reason
from inkpost.engines.sign.trust import CLOCKS_DIFFER, Purpose, Trust, chain_to_root, party_of


@dataclass(frozen=True)
class Token:
    """A timestamp. ``time`` counts where ``finding`` is none. ``chain`` is the authority's."""

    time: datetime | None
    finding: Finding | None
    authority: Party | None = None
    chain: tuple[x509.Certificate, ...] = ()
    revocation: Judged | None = None

    @property
    def believed(self) -> bool:
        """Whether its time is proven."""
        return self.finding is None and self.time is not None


@dataclass(frozen=True)
class Judge:
    """What timestamps and certificates are judged by: whom to trust, at what time, with what evidence."""

    trust: Trust
    known: Known
    at: datetime

    def then(self, at: datetime) -> Judge:
        """The same at an earlier time, which is proven."""
        return Judge(self.trust, self.known, at)


def check_token(encoded: bytes, digest_of: DigestOf, judge: Judge) -> Token:
    """Checks a timestamp over what ``digest_of`` digests, as of ``judge.at``."""
    try:
        return guarded(lambda: _checked(signed_data_of(encoded), digest_of, judge))
    except SignatureRefused as refused:
        return Token(None, Finding(Reason.TIMESTAMP_FORGED, str(refused.__cause__ or refused)[:200]))


def _checked(data: cms.SignedData, digest_of: DigestOf, judge: Judge) -> Token:
    info = _info(data)
    content = data["encap_content_info"]["content"].contents
    check = check_signer(data, signers_of(data)[0], digest_of_bytes(content or b""), judge.known.certificates)
    moment = info["gen_time"].native
    authority = party_of(check.certificate) if check.certificate is not None else None
    if check.findings or check.certificate is None:
        return Token(moment, Finding(Reason.TIMESTAMP_FORGED, _texts(check.findings)), authority)
    if not _is_over(info, digest_of):
        return Token(moment, Finding(Reason.TIMESTAMP_OF_OTHER), authority)
    return _trusted(moment, check.certificate, check.others, judge)


def _info(data: cms.SignedData) -> tsp.TSTInfo:
    content = data["encap_content_info"]
    if content["content_type"].native != "tst_info":
        raise ValueError("no timestamp token")
    info: tsp.TSTInfo = content["content"].parsed
    if info["gen_time"].native.tzinfo is None:
        raise ValueError("a time without its zone")
    return info


def _is_over(info: tsp.TSTInfo, digest_of: DigestOf) -> bool:
    imprint = info["message_imprint"]
    algorithm = imprint["hash_algorithm"]["algorithm"].native
    if algorithm not in ("sha256", "sha384", "sha512"):
        return False
    return bool(imprint["hashed_message"].native == digest_of(algorithm))


def _trusted(
    moment: datetime, certificate: x509.Certificate, others: Iterable[x509.Certificate], judge: Judge
) -> Token:
    party = party_of(certificate)
    if moment > judge.at + CLOCKS_DIFFER:
        return Token(moment, Finding(Reason.TIMESTAMP_UNTRUSTED, "its time is still to come"), party)
    helpers = (*others, *judge.known.certificates)
    for at in (judge.at, moment):  # a certificate that was not valid when it stamped is worth nothing now
        chain = chain_to_root(certificate, helpers, judge.trust, at, Purpose.TIMESTAMP)
        if chain.finding is not None:
            return Token(moment, Finding(Reason.TIMESTAMP_UNTRUSTED, _text(chain.finding)), party, chain.certificates)
    judged = revocation_of(chain.certificates, judge.known, judge.at, judge.at)
    if judged.finding is not None and judged.finding.reason is Reason.CERTIFICATE_REVOKED:
        return Token(moment, Finding(Reason.TIMESTAMP_UNTRUSTED, _text(judged.finding)), party, chain.certificates)
    return Token(moment, None, party, chain.certificates, judged)


def _text(finding: Finding) -> str:
    return f"{finding.reason}: {finding.detail}"


def _texts(findings: Iterable[Finding]) -> str:
    return "; ".join(map(_text, findings))
