"""The offline checker of evidence packages. It needs no database and no network, and believes nothing but its roots."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, Final, Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.evidence import (
    CERTIFICATES,
    CHAIN,
    ENDINGS,
    MANIFEST,
    ORIGINAL,
    PREPARED,
    REPORT,
    REQUIRED,
    REVOCATION,
    SEALED,
    SEALS,
    SIGNATURES,
    SIGNED,
    SUMS,
    TIMESTAMPS,
    VOUCHED,
    read_lines,
    read_manifest,
    sums_of,
)
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_report import report_of
from inkpost.engines.sign.evidence_zip import Archive, PackageFault, PackageRefused, opened_archive
from inkpost.engines.sign.files import CHUNK, Source
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Report, Verdict
from inkpost.model.evidence import Record, check, digest

MOST_TEXT: Final = 64 * 1024**2
"""Bytes of the chain, of the report."""
MOST_PART: Final = 8 * 1024**2
"""Bytes of a certificate, a list, a signature, a timestamp."""
MOST_VERSIONS: Final = 1000
_END: Final = b"%%EOF"


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


def verify(package: Source, judge: Judge) -> Outcome:
    """Check a package. Raises PackageRefused for what is none."""
    with opened_archive(package) as archive, tempfile.TemporaryDirectory(prefix="inkpost-evidence-") as folder:
        _check_names(archive.names)
        return _Check(archive, judge, Path(folder)).outcome()


def _check_names(names: Sequence[str]) -> None:
    for name in REQUIRED:
        if name not in names:
            raise PackageRefused(PackageFault.PART_MISSING, f"The package has no {name}.")
    for name in names:
        if name not in {*REQUIRED, SIGNED} and not _is_kept(name):
            raise PackageRefused(PackageFault.PART_UNKNOWN, f"A package has no part {name}.")


def _is_kept(name: str) -> bool:
    folder, slash, rest = name.partition("/")
    return bool(slash) and rest.endswith(ENDINGS.get(folder + slash, ()))


class _Check:
    """One package being checked."""

    def __init__(self, archive: Archive, judge: Judge, folder: Path) -> None:
        self._archive = archive
        self._judge = judge
        self._folder = folder
        self._manifest = read_manifest(archive.read(MANIFEST, MOST_PART))
        self._records = read_lines(archive.read(CHAIN, MOST_TEXT))
        self._digests = {name: archive.digest(name) for name in archive.names}
        self._evidence = self._kept()
        self._reports: dict[str, Report] = {}
        self._brought: dict[str, Brought] = {}
        self._stamps: list[Stamp] = []

    def outcome(self) -> Outcome:
        """Everything that is wrong, the plainest first."""
        steps = (self._sums, self._chain, self._original, self._signed, self._detached, self._timestamps, self._seals)
        found = [each for step in steps for each in step()]
        stamps = tuple(reversed(self._stamps))
        return Outcome(tuple(self._records), tuple(found), self._reports, stamps, self._brought)

    def _of(self, folder: str) -> list[str]:
        return [name for name in self._archive.names if name.startswith(folder)]

    def _kept(self) -> Evidence:
        kept = {name: self._archive.read(name, MOST_PART) for name in self._of(REVOCATION)}
        lists = tuple(part for name, part in kept.items() if name.endswith(".crl"))
        responses = tuple(part for name, part in kept.items() if name.endswith(".ocsp"))
        pems = [(name, self._archive.read(name, MOST_PART)) for name in self._of(CERTIFICATES)]
        return Evidence(tuple(_der(*each) for each in pems), lists, responses)

    def _sums(self) -> Iterator[Found]:
        others = {name: each for name, each in self._digests.items() if name != SUMS}
        written = self._archive.read(SUMS, MOST_PART)
        if sorted(written.split(b"\n")) == sorted(sums_of(others).split(b"\n")):
            return
        lines = set(written.decode(errors="replace").split("\n"))
        for name, each in others.items():
            if f"{each}  {name}" not in lines:
                yield Found(Fault.HASH_WRONG, name, f"{name} is not the file whose hash {SUMS} has.")
        expected = {f"{each}  {name}" for name, each in others.items()}
        if lines - expected - {""}:
            yield Found(Fault.HASH_WRONG, SUMS, f"{SUMS} has lines that fit none of the files.")

    def _chain(self) -> Iterator[Found]:
        broken = check(self._records)
        if broken is not None:
            yield Found(Fault.CHAIN_BROKEN, CHAIN, f"Record {broken.number} does not hold: {broken.fault}.")
        if not self._records or self._records[0].act != "sent":
            yield Found(Fault.CHAIN_BROKEN, CHAIN, "The chain does not begin with the sending of the document.")
            return
        if broken is None and self._archive.read(REPORT, MOST_TEXT) != report_of(self._records).encode():
            yield Found(Fault.REPORT_WRONG, REPORT, "The report says something else than the records.")
        if broken is None and not self._manifest_fits():
            yield Found(Fault.MANIFEST_WRONG, MANIFEST, "The manifest is that of another chain.")

    def _manifest_fits(self) -> bool:
        told: Mapping[str, Any] = self._manifest
        expected = (
            self._records[0].details.get("document"),
            len(self._records),
            digest(self._records[-1]).hex(),
        )
        return (told.get("document"), told.get("records"), told.get("head")) == expected

    def _named(self, acts: frozenset[str]) -> str:
        """The hash in the newest record of one of these acts."""
        found = [str(each.details.get("file", "")) for each in self._records if each.act in acts]
        return found[-1] if found else ""

    def _original(self) -> Iterator[Found]:
        if self._named(frozenset({PREPARED})) != self._digests[ORIGINAL]:
            yield Found(Fault.ORIGINAL_WRONG, ORIGINAL, "It is not the file that people were shown.")

    def _signed(self) -> Iterator[Found]:
        named = [str(each.details.get("file", "")) for each in self._records if each.act in SEALED]
        if SIGNED not in self._digests:
            if named:
                yield Found(Fault.SIGNED_MISSING, SIGNED, "The records name a sealed file that is not here.")
            return
        pdf = self._archive.extract(SIGNED, self._folder / SIGNED)
        if not named or not versions_of(pdf).issuperset(named):
            yield Found(Fault.SIGNED_WRONG, SIGNED, "It is not the file that was sealed, nor a later version of it.")
        yield from self._judged(SIGNED, lambda: self._judge.pdf(pdf, self._evidence))

    def _detached(self) -> Iterator[Found]:
        named = {str(each.details["signature"]): each for each in self._records if "signature" in each.details}
        here = {self._digests[name]: name for name in self._of(SIGNATURES)}
        for missing in sorted(named.keys() - here.keys()):
            yield Found(
                Fault.SIGNATURE_MISSING, SIGNATURES, f"The records name a signature {missing} that is not here."
            )
        content = self._archive.extract(ORIGINAL, self._folder / ORIGINAL) if here else None
        for hashed, name in here.items():
            if hashed not in named:
                yield Found(Fault.SIGNATURE_UNKNOWN, name, "No record names this signature.")
            elif content is not None:
                signature = self._archive.read(name, MOST_PART)
                yield from self._judged(name, lambda: self._judge.detached(signature, content, self._evidence))  # noqa: B023
                yield from self._bringing(name, named[hashed])

    def _bringing(self, part: str, record: Record) -> Iterator[Found]:
        """How the server knew the signer; a record that does not say so is of another server."""
        if "recognised" not in record.details:
            return
        brought = _brought(record)
        self._brought[part] = brought
        if not brought.recognised:
            told = f"{record.name} brought it, and the server did not recognise its signer: its certificate names"
            yield Found(Fault.SIGNER_UNRECOGNISED, part, f"{told} somebody else.")

    def _judged(self, part: str, judge: Any) -> Iterator[Found]:
        try:
            report: Report = judge()
        except SignatureRefused as refused:
            yield Found(Fault.SIGNATURE_INVALID, part, refused.message)
            return
        self._reports[part] = report
        for each in report.signatures:
            if each.verdict is Verdict.VALID:
                continue
            fault = Fault.SIGNATURE_INVALID if each.verdict is Verdict.INVALID else Fault.SIGNATURE_UNDECIDED
            who = each.signer.name if each.signer else each.field
            told = " ".join(finding.sentence() for finding in each.findings)
            yield Found(fault, part, f"{who}: {told}")
        if not report.signatures:
            yield Found(Fault.UNSIGNED, part, "It carries no signature.")

    def _proven(self, name: str) -> datetime | None:
        """When a timestamp or a seal is proven to have been there: a later record names it, and is stamped itself."""
        hashed = self._digests[name]
        naming = min((each.number for each in self._records if hashed in _vouched(each)), default=None)
        believed = [each for each in self._stamps if each.time is not None and not each.fault]
        times = [each.time for each in believed if each.time and naming is not None and each.record >= naming]
        return min(times, default=None)

    def _timestamps(self) -> Iterator[Found]:
        """The newest first: it proves when the older ones were there."""
        believed = 0
        for name in sorted(self._of(TIMESTAMPS), key=_number, reverse=True):
            number = _number(name)
            if not 1 <= number <= len(self._records):
                yield Found(Fault.TIMESTAMP_WRONG, name, "It is over a record that there is not.")
                continue
            token = self._archive.read(name, MOST_PART)
            hashed = digest(self._records[number - 1])
            stamp = self._judge.stamp(token, hashed, number, self._evidence, self._proven(name))
            self._stamps.append(stamp)
            if stamp.fault:
                fault = Fault.TIMESTAMP_UNTRUSTED if stamp.untrusted else Fault.TIMESTAMP_WRONG
                yield Found(fault, name, stamp.fault)
            else:
                believed = max(believed, number)
        if believed < len(self._records):
            told = f"No timestamp covers the records from {believed + 1} on: their times are the server's own word."
            yield Found(Fault.TIMESTAMP_MISSING, TIMESTAMPS, told)

    def _seals(self) -> Iterator[Found]:
        """Whose records they are: anybody can have anything timestamped."""
        covered = 0
        for name in self._of(SEALS):
            number = _number(name)
            if not 1 <= number <= len(self._records):
                yield Found(Fault.SEAL_WRONG, name, "It is over a record that there is not.")
                continue
            found = list(self._judged(name, self._sealing(name, number)))
            yield from found
            if found:
                continue
            if not self._is_of_the_file(name):
                yield Found(Fault.SEAL_FOREIGN, name, f"Somebody else sealed the records than {SIGNED}.")
            covered = max(covered, number)
        if covered < len(self._records):
            told = f"No seal covers the records from {covered + 1} on: nobody vouches for them."
            yield Found(Fault.SEAL_MISSING, SEALS, told)

    def _sealing(self, name: str, number: int) -> Callable[[], Report]:
        signature, hashed = self._archive.read(name, MOST_PART), digest(self._records[number - 1])
        return lambda: self._judge.seal(signature, hashed, self._evidence, self._proven(name))

    def _is_of_the_file(self, name: str) -> bool:
        """Whether who sealed the records signed the file too; where there is none, nothing can be compared."""
        if SIGNED not in self._reports:
            return True
        return bool(_signers(self._reports[name]) & _signers(self._reports[SIGNED]))


def _brought(record: Record) -> Brought:
    listed = record.details.get("registrations")
    registrations = tuple(map(str, listed)) if isinstance(listed, list) else ()
    return Brought(record.name, str(record.details["recognised"]), registrations)


def _vouched(record: Record) -> Sequence[str]:
    """The hashes of the timestamps and seals over the chain that were there when a record was written."""
    found = record.details.get(VOUCHED) if record.act in SEALED else None
    return found if isinstance(found, list) else ()


def _signers(report: Report) -> set[tuple[str, str, str]]:
    """Whom the certificates name and who issued them: a seal is renewed under the same name."""
    parties = (each.signer for each in report.signatures)
    return {(party.name, party.organisation, party.issuer) for party in parties if party is not None}


def _der(name: str, pem: bytes) -> bytes:
    try:
        return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    except ValueError:
        raise PackageRefused(PackageFault.PART_WRONG, f"{name} is no certificate.") from None


def _number(name: str) -> int:
    digits = name.partition("/chain-")[2].rpartition(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0


def versions_of(pdf: Path) -> set[str]:
    """The SHA-256 of a PDF and of every earlier version of it: each update is written after the end of the last."""
    whole, found, tail, ends = sha256(), set(), b"", count()
    with pdf.open("rb") as stream:
        while piece := stream.read(CHUNK):
            text = tail + piece
            reached, done, at = whole.copy(), 0, 0
            while (end := text.find(_END, at)) >= 0 and next(ends) < MOST_VERSIONS:
                at = end + len(_END)
                for stop in (at, *_line_ends(text, at)):
                    reached.update(text[done:stop])
                    found.add(reached.hexdigest())
                    done = stop
            keep = min(len(text), len(_END) + 2)  # an end that goes on in the next piece
            whole.update(text[:-keep])
            tail = text[-keep:]
    whole.update(tail)
    return {*found, whole.hexdigest()}


def _line_ends(text: bytes, at: int) -> tuple[int, ...]:
    if text[at : at + 2] == b"\r\n":
        return (at + 1, at + 2)
    return (at + 1,) if text[at : at + 1] in {b"\n", b"\r"} else ()
