"""What comes of checking a package of evidence, and who judges the signatures and timestamps in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.report import Report, Verdict
from inkpost.model.evidence import Record


class Fault(StrEnum):
    """What may be wrong with a package whose files can be read."""

    HASH_WRONG = "hash_wrong"
    CHAIN_BROKEN = "chain_broken"
    MANIFEST_WRONG = "manifest_wrong"
    REPORT_WRONG = "report_wrong"
    ORIGINAL_WRONG = "original_wrong"
    SIGNED_WRONG = "signed_wrong"
    SIGNED_MISSING = "signed_missing"
    SIGNATURE_UNKNOWN = "signature_unknown"
    SIGNATURE_MISSING = "signature_missing"
    SIGNATURE_INVALID = "signature_invalid"
    SIGNATURE_UNDECIDED = "signature_undecided"
    SIGNER_UNRECOGNISED = "signer_unrecognised"
    TIMESTAMP_WRONG = "timestamp_wrong"
    TIMESTAMP_UNTRUSTED = "timestamp_untrusted"
    TIMESTAMP_MISSING = "timestamp_missing"
    SEAL_WRONG = "seal_wrong"
    SEAL_FOREIGN = "seal_foreign"
    SEAL_MISSING = "seal_missing"
    UNSIGNED = "unsigned"


_LEAVES_OPEN: Final = {
    Fault.SIGNATURE_UNDECIDED,
    Fault.SIGNER_UNRECOGNISED,
    Fault.TIMESTAMP_UNTRUSTED,
    Fault.TIMESTAMP_MISSING,
    Fault.SEAL_MISSING,
    Fault.UNSIGNED,
}
"""Something is missing; nothing is wrong."""


@dataclass(frozen=True)
class Found:
    """Something wrong: with which part, and in a sentence what."""

    fault: Fault
    part: str
    told: str


@dataclass(frozen=True)
class Stamp:
    """What a timestamp proves: that the chain up to a record existed at a time.

    ``fault`` says why it is not believed; ``untrusted``: nothing is wrong with it but that its authority is unknown.
    """

    record: int
    time: datetime | None
    authority: str
    fault: str = ""
    untrusted: bool = False


@dataclass(frozen=True)
class Brought:
    """What the records say of a signature that was made elsewhere: who brought it, and how it was known to be theirs.

    ``recognised`` is ``registered`` (its certificate was registered for the member), ``named`` (the certificate names
    the member) or empty: the server did not recognise the signer. ``registrations`` say of each certificate that was
    registered its SHA-256, when, and by which user.
    """

    name: str
    recognised: str
    registrations: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What came of checking a package. ``reports`` are those of the signatures, by the part that they are in.

    ``brought`` are the signatures made elsewhere, by their parts too.
    """

    records: tuple[Record, ...]
    found: tuple[Found, ...]
    reports: Mapping[str, Report]
    stamps: tuple[Stamp, ...]
    brought: Mapping[str, Brought] = field(default_factory=dict)

    @property
    def verdict(self) -> Verdict:
        """All of it in a word."""
        if any(each.fault not in _LEAVES_OPEN for each in self.found):
            return Verdict.INVALID
        return Verdict.UNDECIDED if self.found else Verdict.VALID


class Judge(Protocol):
    """Who judges signatures, with whom it trusts and as of which time."""

    def pdf(self, pdf: Path, evidence: Evidence) -> Report:
        """The signatures of a PDF. Raises SignatureRefused."""

    def detached(self, signature: bytes, content: Path, evidence: Evidence) -> Report:
        """A detached signature beside a file. Raises SignatureRefused."""

    def seal(self, signature: bytes, hashed: bytes, evidence: Evidence, at: datetime | None) -> Report:
        """A detached signature over what has this SHA-256, proven to be there ``at``. Raises SignatureRefused."""

    def stamp(self, token: bytes, hashed: bytes, record: int, evidence: Evidence, at: datetime | None) -> Stamp:
        """A timestamp over a SHA-256, proven to be there ``at``; ``fault`` says why it is not believed."""
