"""A report as plain data, the same for every wire."""

from __future__ import annotations

from typing import Any

from inkpost.engines.docx.doctor.examination import Report
from inkpost.engines.docx.doctor.faults import Fault, Place, Severity


def told(report: Report) -> dict[str, Any]:
    """What JSON can hold of a report; the commented copy is not in it.

    ``empty`` and ``unused`` are null where no values were given, ``place`` is null for what concerns the whole file
    or the values. ``more`` counts faults that are not listed.
    """
    return {
        "usable": not report.refused,
        "sound": report.sound,
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "notes": report.count(Severity.NOTE),
        "more": report.left_out,
        "faults": [_fault(each) for each in report.faults],
        "fields": list(report.names),
        "empty": None if report.empty is None else list(report.empty),
        "unused": None if report.unused is None else list(report.unused),
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "code": fault.code,
        "severity": fault.severity.value,
        "message": fault.message,
        "advice": fault.advice,
        "excerpt": fault.excerpt,
        "place": _place(fault.place) if fault.place else None,
    }


def _place(place: Place) -> dict[str, Any]:
    numbers = {what: place.number(what) for what in ("table", "row", "cell", "paragraph")}
    return {"text": str(place), "part": place.part, "story": place.story, **numbers}
