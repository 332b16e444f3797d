"""Placeholders whose names are not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inkpost.engines.docx.doctor.faults import Fault, fault, shortened
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of


def check(occurrences: Sequence[Occurrence], known: Known) -> Iterator[Fault]:
    """Every occurrence of an unknown name, with the name that may have been meant."""
    nearest: dict[str, str | None] = {}
    for each in occurrences:
        if known.has(each.name):
            continue
        head = known.undescribed(each.name)
        if head is not None:
            yield _undescribed(each, head)
            continue
        if each.name not in nearest:
            nearest[each.name] = known.nearest(each.name)
        meant = nearest[each.name]
        if known.complete or meant is not None:
            yield _fault(each, meant, complete=known.complete)


def _fault(each: Occurrence, meant: str | None, *, complete: bool) -> Fault:
    name = shortened(each.name)
    advice = f"Write {{{meant}}}" if meant else "Describe the field, or write a name that is known"
    if complete:
        said = f"; {meant} is the nearest name" if meant else ""
        message = f"There is no field {name}{said}"
        return fault("unknown_field", message, advice, place_of(each), excerpt_of(each), each.spot)
    message = f"{name} is no field that is known, and looks like {meant}"
    return fault("similar_field", message, f"{advice} if that is meant", place_of(each), excerpt_of(each), each.spot)


def _undescribed(each: Occurrence, head: str) -> Fault:
    message = f"{shortened(each.name)} reaches into {head}, which is given and not described: it stays empty"
    advice = f"Describe fields.{head} as a list or a record"
    return fault("undescribed_source", message, advice, place_of(each), excerpt_of(each), each.spot)
