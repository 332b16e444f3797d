"""How long a signed file will go on to hold: its level, whether its time is proven, and when that proof decays."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec

from inkpost.engines.sign import ltv
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.files import Source
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.engines.sign.report import Kind, Report, Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf

NO_EVIDENCE: Final = Evidence()
UNREADABLE: Final = "unreadable"


class Look(msgspec.Struct, frozen=True):
    """What a file is worth at a moment.

    ``level`` is the lowest of its signatures, ``proven``: an authority says when each of them was made, ``archived``: a
    timestamp is over all of it, ``ends``: when the certificates behind that timestamp, or else behind those of the
    signatures, end. ``reasons`` are words of ``report.Reason``, or ``unreadable``.
    """

    verdict: Verdict
    level: Level
    proven: bool = False
    archived: bool = False
    ends: datetime | None = None
    reasons: tuple[str, ...] = ()


def look(
    pdf: Source,
    trust: Trust,
    at: datetime,
    *,
    evidence: Evidence = NO_EVIDENCE,
    algorithms: Mapping[str, datetime] = ltv.NO_ENDS,
) -> Look:
    """What a file is worth at a moment. ``algorithms``: see ``ltv.decays_at``."""
    try:
        report = check_pdf(pdf, trust, at=at, evidence=evidence)
        ends = ltv.decays_at(pdf, algorithms)
    except SignatureRefused:
        return Look(Verdict.INVALID, Level.B, reasons=(UNREADABLE,))
    return _of(report, ends)


def _of(report: Report, archived_until: datetime | None) -> Look:
    signed = [each for each in report.signatures if each.kind is Kind.SIGNATURE]
    proofs = [each.timestamp_authority.not_after for each in signed if each.timestamp_authority is not None]
    reasons = dict.fromkeys(reason.value for each in report.signatures for reason in each.reasons)
    return Look(
        verdict=report.verdict,
        level=min((each.level or Level.B for each in signed), key=lambda each: each.rank, default=Level.B),
        proven=bool(signed) and all(each.time_proven for each in signed),
        archived=archived_until is not None,
        ends=archived_until or min(proofs, default=None),
        reasons=tuple(reasons),
    )
