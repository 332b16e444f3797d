"""What the checker of evidence packages thinks of signatures: by the roots it was given, and without a network."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from inkpost.engines.sign.cms_checks import DigestOf
from inkpost.engines.sign.detached import check_detached
from inkpost.engines.sign.evidence_checks import Evidence, Known
from inkpost.engines.sign.evidence_outcome import Stamp
from inkpost.engines.sign.report import Reason, Report
from inkpost.engines.sign.tokens import Judge, check_token
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf

NOTHING_MORE = Evidence()


class OfflineJudge:
    """Judges as of a time, trusting these roots; ``more`` is what is known besides the package: newer lists."""

    def __init__(self, trust: Trust, at: datetime, more: Evidence = NOTHING_MORE) -> None:
        self._trust = trust
        self._at = at
        self._more = more

    def pdf(self, pdf: Path, evidence: Evidence) -> Report:
        """The signatures of a PDF. Raises SignatureRefused."""
        return check_pdf(pdf, self._trust, at=self._at, evidence=evidence + self._more)

    def detached(self, signature: bytes, content: Path, evidence: Evidence) -> Report:
        """A detached signature beside a file. Raises SignatureRefused."""
        return check_detached(signature, content, self._trust, at=self._at, evidence=evidence + self._more)

    def seal(self, signature: bytes, hashed: bytes, evidence: Evidence, at: datetime | None = None) -> Report:
        """A detached signature over what has this SHA-256, proven to be there ``at``. Raises SignatureRefused."""
        digest_of = _only(hashed)
        return check_detached(signature, digest_of, self._trust, at=at or self._at, evidence=evidence + self._more)

    def stamp(self, token: bytes, hashed: bytes, record: int, evidence: Evidence, at: datetime | None = None) -> Stamp:
        """A timestamp over a SHA-256, proven to be there ``at``."""
        judge = Judge(self._trust, Known(evidence + self._more), at or self._at)
        found = check_token(token, _only(hashed), judge)
        authority = found.authority.name if found.authority else ""
        if found.finding is None:
            return Stamp(record, found.time, authority)
        untrusted = found.finding.reason is Reason.TIMESTAMP_UNTRUSTED
        return Stamp(record, found.time, authority, found.finding.sentence(), untrusted)


def _only(hashed: bytes) -> DigestOf:
    """Digests what is known by its SHA-256 alone: no other digest of it fits anything."""
    return lambda algorithm: hashed if algorithm == "sha256" else b""
