"""What is proven of the records of a package of evidence: since when they are there, and whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from inkpost.engines.sign.evidence import SEALS, SIGNED, TIMESTAMPS
from inkpost.engines.sign.evidence_case import MOST_PART, Case
from inkpost.engines.sign.evidence_outcome import Fault, Found
from inkpost.engines.sign.report import Report
from inkpost.model.evidence import digest


def timestamps(case: Case) -> Iterator[Found]:
    """The newest first: it proves when the older ones were there."""
    believed = 0
    for name in sorted(case.of(TIMESTAMPS), key=_number, reverse=True):
        number = _number(name)
        if not 1 <= number <= len(case.records):
            yield Found(Fault.TIMESTAMP_WRONG, name, "It is over a record that there is not.")
            continue
        token = case.archive.read(name, MOST_PART)
        hashed = digest(case.records[number - 1])
        stamp = case.judge.stamp(token, hashed, number, case.evidence, case.proven(name))
        case.stamps.append(stamp)
        if stamp.fault:
            fault = Fault.TIMESTAMP_UNTRUSTED if stamp.untrusted else Fault.TIMESTAMP_WRONG
            yield Found(fault, name, stamp.fault)
        else:
            believed = max(believed, number)
    if believed < len(case.records):
        told = f"No timestamp covers the records from {believed + 1} on: their times are the server's own word."
        yield Found(Fault.TIMESTAMP_MISSING, TIMESTAMPS, told)


def seals(case: Case) -> Iterator[Found]:
    """Whose records they are: anybody can have anything timestamped."""
    covered = 0
    for name in case.of(SEALS):
        number = _number(name)
        if not 1 <= number <= len(case.records):
            yield Found(Fault.SEAL_WRONG, name, "It is over a record that there is not.")
            continue
        found = list(case.judged(name, _sealing(case, name, number)))
        yield from found
        if found:
            continue
        if not _is_of_the_file(case, name):
            yield Found(Fault.SEAL_FOREIGN, name, f"Somebody else sealed the records than {SIGNED}.")
        covered = max(covered, number)
    if covered < len(case.records):
        told = f"No seal covers the records from {covered + 1} on: nobody vouches for them."
        yield Found(Fault.SEAL_MISSING, SEALS, told)


def _sealing(case: Case, name: str, number: int) -> Callable[[], Report]:
    signature, hashed = case.archive.read(name, MOST_PART), digest(case.records[number - 1])
    return lambda: case.judge.seal(signature, hashed, case.evidence, case.proven(name))


def _is_of_the_file(case: Case, name: str) -> bool:
    """Whether who sealed the records signed the file too; where there is none, nothing can be compared."""
    if SIGNED not in case.reports:
        return True
    return bool(_signers(case.reports[name]) & _signers(case.reports[SIGNED]))


def _signers(report: Report) -> set[tuple[str, str, str]]:
    """Whom the certificates name and who issued them: a seal is renewed under the same name."""
    parties = (each.signer for each in report.signatures)
    return {(party.name, party.organisation, party.issuer) for party in parties if party is not None}


def _number(name: str) -> int:
    digits = name.partition("/chain-")[2].rpartition(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 9 else 0
