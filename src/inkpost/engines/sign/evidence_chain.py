"""Whether a package of evidence is whole, and its records are those of one signing of the file beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from inkpost.engines.sign.evidence import CHAIN, MANIFEST, ORIGINAL, PREPARED, REPORT, SUMS, sums_of
from inkpost.engines.sign.evidence_case import MOST_PART, MOST_TEXT, Case
from inkpost.engines.sign.evidence_outcome import Fault, Found
from inkpost.engines.sign.evidence_report import report_of
from inkpost.model.evidence import check, digest


def sums(case: Case) -> Iterator[Found]:
    """Files that are not those of the list of hashes."""
    others = {name: each for name, each in case.digests.items() if name != SUMS}
    written = case.archive.read(SUMS, MOST_PART)
    if sorted(written.split(b"\n")) == sorted(sums_of(others).split(b"\n")):
        return
    lines = set(written.decode(errors="replace").split("\n"))
    for name, each in others.items():
        if f"{each}  {name}" not in lines:
            yield Found(Fault.HASH_WRONG, name, f"{name} is not the file whose hash {SUMS} has.")
    expected = {f"{each}  {name}" for name, each in others.items()}
    if lines - expected - {""}:
        yield Found(Fault.HASH_WRONG, SUMS, f"{SUMS} has lines that fit none of the files.")


def chain(case: Case) -> Iterator[Found]:
    """Records that do not follow one another, and what is said of them elsewhere in the package."""
    broken = check(case.records)
    if broken is not None:
        yield Found(Fault.CHAIN_BROKEN, CHAIN, f"Record {broken.number} does not hold: {broken.fault}.")
    if not case.records or case.records[0].act != "sent":
        yield Found(Fault.CHAIN_BROKEN, CHAIN, "The chain does not begin with the sending of the document.")
        return
    if broken is None and case.archive.read(REPORT, MOST_TEXT) != report_of(case.records).encode():
        yield Found(Fault.REPORT_WRONG, REPORT, "The report says something else than the records.")
    if broken is None and not _manifest_fits(case):
        yield Found(Fault.MANIFEST_WRONG, MANIFEST, "The manifest is that of another chain.")


def original(case: Case) -> Iterator[Found]:
    """Whether the file is the one that people were shown, by the newest record of that."""
    named = [str(each.details.get("file", "")) for each in case.records if each.act == PREPARED]
    if not named or named[-1] != case.digests[ORIGINAL]:
        yield Found(Fault.ORIGINAL_WRONG, ORIGINAL, "It is not the file that people were shown.")


def _manifest_fits(case: Case) -> bool:
    told: Mapping[str, Any] = case.manifest
    expected = (
        case.records[0].details.get("document"),
        len(case.records),
        digest(case.records[-1]).hex(),
    )
    return (told.get("document"), told.get("records"), told.get("head")) == expected
