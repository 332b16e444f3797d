"""The offline checker of evidence packages. It needs no database and no network, and believes nothing but its roots."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from inkpost.engines.sign import evidence_chain, evidence_proofs, evidence_signatures
from inkpost.engines.sign.evidence import ENDINGS, REQUIRED, SIGNED
from inkpost.engines.sign.evidence_case import Case
from inkpost.engines.sign.evidence_outcome import Judge, Outcome
from inkpost.engines.sign.evidence_zip import PackageFault, PackageRefused, opened_archive
from inkpost.engines.sign.files import Source

_STEPS: Final = (
    evidence_chain.sums,
    evidence_chain.chain,
    evidence_chain.original,
    evidence_signatures.signed,
    evidence_signatures.detached,
    evidence_proofs.timestamps,
    evidence_proofs.seals,
)
"""What is looked at, the plainest first."""


def verify(package: Source, judge: Judge) -> Outcome:
    """Check a package. Raises PackageRefused for what is none."""
    with opened_archive(package) as archive, tempfile.TemporaryDirectory(prefix="inkpost-evidence-") as folder:
        _check_names(archive.names)
        return _outcome(Case(archive, judge, Path(folder)))


def _outcome(case: Case) -> Outcome:
    found = tuple(each for step in _STEPS for each in step(case))
    return Outcome(tuple(case.records), found, case.reports, tuple(reversed(case.stamps)), case.brought)


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
