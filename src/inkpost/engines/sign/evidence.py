"""The evidence package: one ZIP by which a stranger finds out, without a network, who signed what and when.

``docs/evidence.md`` describes it so that it can be checked by hand. Everything that is claimed in it follows from the
chain of records, whose hash is timestamped, and from the signatures; nothing is to be believed because it lies in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_report import report_of
from inkpost.engines.sign.evidence_zip import PackageFault, PackageRefused, write_archive
from inkpost.engines.sign.files import CHUNK, Source, opened
from inkpost.model.evidence import Record, canonical, check, digest, read

FORMAT: Final = "inkpost-evidence"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
SUMS: Final = "SHA256SUMS"
CHAIN: Final = "chain.jsonl"
REPORT: Final = "report.txt"
ORIGINAL: Final = "original.pdf"
SIGNED: Final = "signed.pdf"
SIGNATURES: Final = "signatures/"
CERTIFICATES: Final = "certificates/"
REVOCATION: Final = "revocation/"
TIMESTAMPS: Final = "timestamps/"
SEALS: Final = "seals/"
REQUIRED: Final = (MANIFEST, CHAIN, REPORT, ORIGINAL, SUMS)
ENDINGS: Final[Mapping[str, tuple[str, ...]]] = {
    SIGNATURES: (".p7s",),
    CERTIFICATES: (".pem",),
    REVOCATION: (".crl", ".ocsp"),
    TIMESTAMPS: (".tst",),
    SEALS: (".p7s",),
}
PREPARED: Final = "prepared"
SEALED: Final = frozenset({"sealed", "renewed"})
"""The acts whose records name, in ``file``, the SHA-256 of the original and of the signed file."""
VOUCHED: Final = "vouched"
"""In a record of a renewal: the SHA-256 of the timestamps and seals over the chain that were there by then."""


@dataclass(frozen=True)
class Package:
    """What goes into a package.

    ``signed`` is the sealed file, if it came to that. ``signatures`` are detached ones (DER) as the records name them
    by their SHA-256. ``stamps`` are timestamp tokens over the hashes of records, ``seals`` the company's detached
    signatures (DER) over the same lines, both by the record's number.
    """

    original: Source
    records: Sequence[Record]
    signed: Source | None = None
    signatures: Sequence[bytes] = ()
    evidence: Evidence = field(default_factory=Evidence)
    stamps: Mapping[int, bytes] = field(default_factory=dict)
    seals: Mapping[int, bytes] = field(default_factory=dict)


def write_package(target: Path | IO[bytes], package: Package, *, made_at: datetime) -> None:
    """Write a package. Raises PackageRefused, also for a chain that does not hold (PART_WRONG)."""
    broken = check(package.records)
    if broken or not package.records:
        told = f"record {broken.number}: {broken.fault}" if broken else "it has no records"
        raise PackageRefused(PackageFault.PART_WRONG, f"The chain of records does not hold: {told}.")
    parts = _parts(package, made_at)
    write_archive(target, {**parts, SUMS: sums_of({name: digest_of(part) for name, part in parts.items()})})


def _parts(package: Package, made_at: datetime) -> dict[str, Source]:
    records = package.records
    found: dict[str, Source] = {
        MANIFEST: manifest_of(records, made_at),
        REPORT: report_of(records).encode(),
        CHAIN: lines_of(records),
        ORIGINAL: package.original,
    }
    if package.signed is not None:
        found[SIGNED] = package.signed
    found |= _named(SIGNATURES, ".p7s", package.signatures)
    found |= _named(CERTIFICATES, ".pem", map(_pem, package.evidence.certificates))
    found |= _named(REVOCATION, ".crl", package.evidence.lists)
    found |= _named(REVOCATION, ".ocsp", package.evidence.responses)
    found |= {f"{TIMESTAMPS}chain-{number}.tst": token for number, token in sorted(package.stamps.items())}
    found |= {f"{SEALS}chain-{number}.p7s": seal for number, seal in sorted(package.seals.items())}
    return found


def _named(folder: str, ending: str, parts: Iterable[bytes]) -> dict[str, Source]:
    """Each under its hash, so that the same one comes once and has the same name in every package."""
    named: dict[str, Source] = {f"{folder}{sha256(part).hexdigest()}{ending}": part for part in parts}
    return dict(sorted(named.items()))


def _pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)


def manifest_of(records: Sequence[Record], made_at: datetime) -> bytes:
    """What kind of file this is, of which document, with how many records, and the hash of the last one."""
    told = {
        "format": FORMAT,
        "version": VERSION,
        "document": str(records[0].details.get("document", "")),
        "records": len(records),
        "head": digest(records[-1]).hex(),
        "made_at": made_at.astimezone(UTC).isoformat(timespec="seconds"),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def read_manifest(written: bytes) -> Mapping[str, Any]:
    """The manifest. Raises PackageRefused (PART_WRONG, VERSION_UNKNOWN)."""
    try:
        told = json.loads(written.decode())
        known = isinstance(told, dict) and told.get("format") == FORMAT
    except (ValueError, RecursionError):
        known = False
    if not known:
        raise PackageRefused(PackageFault.PART_WRONG, f"{MANIFEST} does not say that this is an evidence package.")
    if told.get("version") != VERSION:
        given = str(told.get("version"))[:20]
        raise PackageRefused(
            PackageFault.VERSION_UNKNOWN, f"The package is of version {given}: this program knows {VERSION}."
        )
    return dict(told)


def lines_of(records: Iterable[Record]) -> bytes:
    """The chain as it lies in a package: each record in its one spelling on a line of its own."""
    return b"".join(canonical(record) + b"\n" for record in records)


def read_lines(written: bytes) -> list[Record]:
    """The records of a chain. Raises PackageRefused (PART_WRONG), which names the line."""
    lines = written.split(b"\n")
    if lines.pop():
        raise PackageRefused(PackageFault.PART_WRONG, f"{CHAIN} does not end with a whole line.")
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(read(line))
        except ValueError as fault:
            raise PackageRefused(PackageFault.PART_WRONG, f"{CHAIN}, line {number}: {fault}.") from None
    return found


def sums_of(digests: Mapping[str, str]) -> bytes:
    """The hashes as ``sha256sum -c`` takes them."""
    return "".join(f"{each}  {name}\n" for name, each in digests.items()).encode()


def digest_of(source: Source) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    found = sha256()
    with opened(source) as stream:
        while piece := stream.read(CHUNK):
            found.update(piece)
    return found.hexdigest()
