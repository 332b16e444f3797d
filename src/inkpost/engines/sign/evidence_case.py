"""A package of evidence that is being checked: what it says of itself, and what was found in it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.evidence import (
    CERTIFICATES,
    CHAIN,
    MANIFEST,
    REVOCATION,
    SEALED,
    VOUCHED,
    read_lines,
    read_manifest,
)
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_outcome import Brought, Fault, Found, Judge, Stamp
from inkpost.engines.sign.evidence_zip import Archive, PackageFault, PackageRefused
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Report, Verdict
from inkpost.model.evidence import Record

MOST_TEXT: Final = 64 * 1024**2
"""Bytes of the chain, of the report."""
MOST_PART: Final = 8 * 1024**2
"""Bytes of a certificate, a list, a signature, a timestamp."""


class Case:
    """One package being checked. Raises PackageRefused for what is none."""

    def __init__(self, archive: Archive, judge: Judge, folder: Path) -> None:
        self.archive = archive
        self.judge = judge
        self.folder = folder
        self.manifest = read_manifest(archive.read(MANIFEST, MOST_PART))
        self.records = read_lines(archive.read(CHAIN, MOST_TEXT))
        self.digests = {name: archive.digest(name) for name in archive.names}
        self.evidence = _kept(self)
        self.reports: dict[str, Report] = {}
        self.brought: dict[str, Brought] = {}
        self.stamps: list[Stamp] = []

    def of(self, folder: str) -> list[str]:
        """The parts in a folder."""
        return [name for name in self.archive.names if name.startswith(folder)]

    def judged(self, part: str, judge: Callable[[], Report]) -> Iterator[Found]:
        """What is wrong with the signatures of a part; what came of judging them is kept."""
        try:
            report = judge()
        except SignatureRefused as refused:
            yield Found(Fault.SIGNATURE_INVALID, part, refused.message)
            return
        self.reports[part] = report
        for each in report.signatures:
            if each.verdict is Verdict.VALID:
                continue
            fault = Fault.SIGNATURE_INVALID if each.verdict is Verdict.INVALID else Fault.SIGNATURE_UNDECIDED
            who = each.signer.name if each.signer else each.field
            told = " ".join(finding.sentence() for finding in each.findings)
            yield Found(fault, part, f"{who}: {told}")
        if not report.signatures:
            yield Found(Fault.UNSIGNED, part, "It carries no signature.")

    def proven(self, name: str) -> datetime | None:
        """When a timestamp or a seal is proven to have been there: a later record names it, and is stamped itself."""
        hashed = self.digests[name]
        naming = min((each.number for each in self.records if hashed in _vouched(each)), default=None)
        believed = [each for each in self.stamps if each.time is not None and not each.fault]
        times = [each.time for each in believed if each.time and naming is not None and each.record >= naming]
        return min(times, default=None)


def _kept(case: Case) -> Evidence:
    kept = {name: case.archive.read(name, MOST_PART) for name in case.of(REVOCATION)}
    lists = tuple(part for name, part in kept.items() if name.endswith(".crl"))
    responses = tuple(part for name, part in kept.items() if name.endswith(".ocsp"))
    pems = [(name, case.archive.read(name, MOST_PART)) for name in case.of(CERTIFICATES)]
    return Evidence(tuple(_der(*each) for each in pems), lists, responses)


def _vouched(record: Record) -> Sequence[str]:
    """The hashes of the timestamps and seals over the chain that were there when a record was written."""
    found = record.details.get(VOUCHED) if record.act in SEALED else None
    return found if isinstance(found, list) else ()


def _der(name: str, pem: bytes) -> bytes:
    try:
        return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
    except ValueError:
        raise PackageRefused(PackageFault.PART_WRONG, f"{name} is no certificate.") from None
