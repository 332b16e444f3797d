"""Whether the signatures of a package of evidence hold, in the sealed file and beside the original."""

from __future__ import annotations

from collections.abc import Iterator

from inkpost.engines.sign.evidence import ORIGINAL, SEALED, SIGNATURES, SIGNED
from inkpost.engines.sign.evidence_case import MOST_PART, Case
from inkpost.engines.sign.evidence_outcome import Brought, Fault, Found
from inkpost.engines.sign.evidence_versions import versions_of
from inkpost.model.evidence import Record


def signed(case: Case) -> Iterator[Found]:
    """The sealed file: whether the records name it or a version of it, and its signatures."""
    named = [str(each.details.get("file", "")) for each in case.records if each.act in SEALED]
    if SIGNED not in case.digests:
        if named:
            yield Found(Fault.SIGNED_MISSING, SIGNED, "The records name a sealed file that is not here.")
        return
    pdf = case.archive.extract(SIGNED, case.folder / SIGNED)
    if not named or not versions_of(pdf).issuperset(named):
        yield Found(Fault.SIGNED_WRONG, SIGNED, "It is not the file that was sealed, nor a later version of it.")
    yield from case.judged(SIGNED, lambda: case.judge.pdf(pdf, case.evidence))


def detached(case: Case) -> Iterator[Found]:
    """The signatures that were made elsewhere."""
    named = {str(each.details["signature"]): each for each in case.records if "signature" in each.details}
    here = {case.digests[name]: name for name in case.of(SIGNATURES)}
    for missing in sorted(named.keys() - here.keys()):
        yield Found(Fault.SIGNATURE_MISSING, SIGNATURES, f"The records name a signature {missing} that is not here.")
    content = case.archive.extract(ORIGINAL, case.folder / ORIGINAL) if here else None
    for hashed, name in here.items():
        if hashed not in named:
            yield Found(Fault.SIGNATURE_UNKNOWN, name, "No record names this signature.")
        elif content is not None:
            signature = case.archive.read(name, MOST_PART)
            yield from case.judged(name, lambda: case.judge.detached(signature, content, case.evidence))  # noqa: B023
            yield from _bringing(case, name, named[hashed])


def _bringing(case: Case, part: str, record: Record) -> Iterator[Found]:
    """How the server knew the signer; a record that does not say so is of another server."""
    if "recognised" not in record.details:
        return
    brought = _brought(record)
    case.brought[part] = brought
    if not brought.recognised:
        told = f"{record.name} brought it, and the server did not recognise its signer: its certificate names"
        yield Found(Fault.SIGNER_UNRECOGNISED, part, f"{told} somebody else.")


def _brought(record: Record) -> Brought:
    listed = record.details.get("registrations")
    registrations = tuple(map(str, listed)) if isinstance(listed, list) else ()
    return Brought(record.name, str(record.details["recognised"]), registrations)
