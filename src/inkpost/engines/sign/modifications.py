"""What was done to a PDF after a signature, and whether it may be anything else than further signatures."""

from __future__ import annotations

from typing import Any, Final

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffResult,
    DocInfoRule,
    DSSCompareRule,
    FormUpdatingRule,
    MetadataUpdateRule,
    ModificationLevel,
    ObjectStreamRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    XrefStreamRule,
)
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from inkpost.engines.sign.report import Finding, Modifications, Reason

_SIGNATURES_ONLY: Final = StandardDiffPolicy(
    global_rules=[
        CatalogModificationRule(),
        DocInfoRule().as_qualified(ModificationLevel.LTA_UPDATES),
        ObjectStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        XrefStreamRule().as_qualified(ModificationLevel.LTA_UPDATES),
        DSSCompareRule().as_qualified(ModificationLevel.LTA_UPDATES),
        MetadataUpdateRule().as_qualified(ModificationLevel.LTA_UPDATES),
    ],
    form_rule=FormUpdatingRule([SigFieldCreationRule(), SigFieldModificationRule()]),
)
"""What may follow a signature without changing what was signed: signatures, evidence, timestamps."""
_NAMES: Final = {
    ModificationLevel.NONE: Modifications.NONE,
    ModificationLevel.LTA_UPDATES: Modifications.EVIDENCE,
    ModificationLevel.FORM_FILLING: Modifications.SIGNATURES,
}


def changes_after(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> tuple[Modifications, list[Finding]]:
    """What the updates after a signature did, and what is wrong with that."""
    if not range_is_whole(reader, signature):
        return Modifications.FORBIDDEN, [Finding(Reason.RANGE_WRONG)]
    result = signature.evaluate_modifications(_SIGNATURES_ONLY)
    if isinstance(result, DiffResult) and _allowed(result, signature):
        return _NAMES.get(result.modification_level, Modifications.FORBIDDEN), []
    if isinstance(result, DiffResult):
        return Modifications.FORBIDDEN, [Finding(Reason.CHANGED_AFTERWARDS, "the signature forbids this")]
    lenient = signature.evaluate_modifications(DEFAULT_DIFF_POLICY)
    if isinstance(lenient, DiffResult) and _allowed(lenient, signature):
        return Modifications.FORM, [Finding(Reason.FORM_FILLED)]
    return Modifications.FORBIDDEN, [_seen(reader, signature, str(result))]


def _allowed(result: DiffResult, signature: EmbeddedPdfSignature) -> bool:
    permitted = signature.docmdp_level
    return result.modification_level is not ModificationLevel.OTHER and (
        permitted is None or result.modification_level.value <= permitted.value
    )


def _seen(reader: PdfFileReader, signature: EmbeddedPdfSignature, detail: str) -> Finding:
    """What a reader would notice of a forbidden change."""
    before = _pages(reader.get_historical_resolver(signature.signed_revision).root)
    now = _pages(reader.root)
    if now > before:
        return Finding(Reason.PAGES_ADDED, f"{now - before}")
    if now < before:
        return Finding(Reason.PAGES_REMOVED, f"{before - now}")
    return Finding(Reason.CHANGED_AFTERWARDS, detail[:300])


def _pages(root: Any) -> int:
    return int(root["/Pages"]["/Count"])


def range_is_whole(reader: PdfFileReader, signature: EmbeddedPdfSignature) -> bool:
    """Whether a signature covers its version of the file, from the first byte to the last, but for itself."""
    numbers = [int(number) for number in signature.byte_range]
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return False
    _, first, second, _ = numbers
    if second - first != 2 * len(signature.pkcs7_content) + 2 or not _is_hexadecimal(reader, first, second):
        return False
    coverage = signature.evaluate_signature_coverage()
    vars(signature)["coverage"] = coverage  # what the comparison of versions reads
    return bool(coverage >= SignatureCoverageLevel.ENTIRE_REVISION)


def _is_hexadecimal(reader: PdfFileReader, first: int, second: int) -> bool:
    """Whether the gap holds one string in hexadecimal and nothing else."""
    reader.stream.seek(first)
    gap = reader.stream.read(second - first)
    if gap[:1] != b"<" or gap[-1:] != b">":
        return False
    try:
        return len(bytes.fromhex(gap[1:-1].decode("ascii"))) * 2 == len(gap) - 2
    except ValueError:
        return False
