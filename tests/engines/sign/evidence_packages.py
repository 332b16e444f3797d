"""Evidence packages for tests: a chain of records of a signing, and the package that is made of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from inkpost.engines.sign.evidence import Package, write_package
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_outcome import Stamp
from inkpost.engines.sign.evidence_zip import archived, opened_archive
from inkpost.engines.sign.report import Kind, Party, Report, SignatureReport
from inkpost.model.evidence import START, Record, digest

AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
MADE = AT + timedelta(days=1)
ORIGINAL = b"%PDF-1.7 the contract\n%%EOF\n"
SIGNED = ORIGINAL + b"signatures of all\n%%EOF\n"
SIGNATURE = b"a detached signature"


def hashed(content: bytes) -> str:
    """The SHA-256 in hexadecimal."""
    return sha256(content).hexdigest()


def chain(*acts: tuple[str, Mapping[str, Any]]) -> list[Record]:
    """Records of these acts, one a minute."""
    made: list[Record] = []
    for number, (act, details) in enumerate(acts, 1):
        before = digest(made[-1]) if made else START
        at = AT - timedelta(hours=1) + timedelta(minutes=number)
        made.append(Record(number, at, act, number % 3 or None, "Анна", "192.0.2.7", "Firefox", dict(details), before))
    return made


def signing(original: bytes = ORIGINAL, signed: bytes = SIGNED, *detached: bytes) -> list[Record]:
    """The records of a document that was sent, opened, signed and sealed."""
    first = {"document": "5f3a", "title": "Договор № 7", "file": hashed(original)}
    by = [("signed", {"how": "detached", "signature": hashed(each)}) for each in detached]
    return chain(
        ("sent", first),
        ("prepared", {"file": hashed(original), "pages": 1}),
        ("opened", {"member": "m-1", "role": "signer"}),
        ("read", {"member": "m-1"}),
        ("signed", {"member": "m-1", "how": "code"}),
        *by,
        ("sealed", {"file": hashed(signed), "level": "B-T"}),
    )


def packaged(package: Package) -> bytes:
    """A package in memory."""
    target = io.BytesIO()
    write_package(target, package, made_at=MADE)
    return target.getvalue()


def simple(**more: Any) -> Package:
    """A package whose signatures nobody looks at."""
    known = Package(
        ORIGINAL,
        signing(ORIGINAL, SIGNED, SIGNATURE),
        signed=SIGNED,
        signatures=[SIGNATURE],
        evidence=Evidence(lists=(b"a list",), responses=(b"r",)),
        stamps={7: b"a token"},
        seals={7: b"a seal"},
    )
    return replace(known, **more)


def parts_of(package: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with opened_archive(package) as archive:
        return {name: archive.read(name, 2**26) for name in archive.names}


def rewritten(package: bytes, **changed: bytes | None) -> bytes:
    """A package with other files (``None``: without it); ``__`` stands for the slash and ``_`` for the point."""
    parts: dict[str, bytes] = parts_of(package)
    for name, content in changed.items():
        real = name.replace("__", "/").replace("_", ".")
        parts.pop(real, None)
        if content is not None:
            parts[real] = content
    return archived(parts)


class Content:
    """Judges what these tests do not look at: every signature and timestamp is as good as it can be."""

    def pdf(self, pdf: Path, evidence: Evidence) -> Report:
        party = Party("Acme", "", "1", "Root", AT, MADE, b"")
        return Report((SignatureReport(Kind.SIGNATURE, "Seal", party),), MADE)

    def detached(self, signature: bytes, content: Path, evidence: Evidence) -> Report:
        return Report((SignatureReport(Kind.SIGNATURE, "1", None),), MADE)

    def seal(self, signature: bytes, hashed: bytes, evidence: Evidence, at: datetime | None) -> Report:
        party = Party("Acme", "", "1", "Root", AT, MADE, b"")
        return Report((SignatureReport(Kind.SIGNATURE, "1", party),), MADE)

    def stamp(self, token: bytes, hashed: bytes, record: int, evidence: Evidence, at: datetime | None) -> Stamp:
        return Stamp(record, MADE, "Time")
