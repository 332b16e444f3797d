"""Modifiers that are not known, or not to the kind of field they stand at, or whose value cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from inkpost.engines.docx.doctor.faults import Fault, fault, shortened
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of
from inkpost.engines.docx.grammar import Modifier
from inkpost.model.fields import FieldKind

COMMON = frozenset({"index", "all", "mfirst", "mseparator"})
"""What every kind of field knows: which of several values, and how they are parted."""
OPTIONS: dict[FieldKind, frozenset[str]] = {
    FieldKind.TEXT: frozenset(),
    FieldKind.DATE: frozenset({"format"}),
    FieldKind.NAME: frozenset({"format", "case"}),
    FieldKind.IMAGE: frozenset(),
    FieldKind.STAMP: frozenset(),
}
PATTERNS = frozenset({FieldKind.DATE})
"""The kinds that take a bare pattern: ``{Date~d.m.Y}``."""
_NAME_PART = re.compile(r"#([^#]*)#")
_NAME_PARTS = re.compile(r"(TITLE|NAME|LAST_NAME|SECOND_NAME)(_SHORT)?")

_Finding = tuple[str, str, str]


def check(occurrences: Sequence[Occurrence], known: Known) -> Iterator[Fault]:
    """Every modifier that will not do what its author wants."""
    for each in occurrences:
        if each.found.modifier.raw or each.written != f"{{{each.name}}}":
            for code, message, advice in _findings(each.found.modifier, known.kind(each.name)):
                yield fault(code, message, advice, place_of(each), excerpt_of(each), each.spot)


def _findings(modifier: Modifier, kind: FieldKind | None) -> Iterator[_Finding]:
    for name, value in modifier.options.items():
        finding = _option(name, kind) or _common_value(name, value) or _format(name, value, kind)
        if finding is not None:
            yield finding
    if modifier.pattern.strip():
        finding = _pattern(modifier.pattern.strip(), kind)
        if finding is not None:
            yield finding


def _option(name: str, kind: FieldKind | None) -> _Finding | None:
    known = COMMON.union(*(OPTIONS[each] for each in OPTIONS))
    if name not in known:
        return "unknown_modifier", f"There is no modifier {shortened(name)}", f"Known are {_list(known)}"
    if kind is None or name in COMMON | OPTIONS[kind]:
        return None
    return "modifier_not_for_type", f"A field of type {kind} does not know the modifier {name}", _advice(kind)


def _advice(kind: FieldKind) -> str:
    return f"Take it out, or describe the field with another type; {kind} knows {_list(COMMON | OPTIONS[kind])}"


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _common_value(name: str, value: str) -> _Finding | None:
    valid = {
        "index": (r"\d{1,8}", "a number from 0"),
        "all": (r"[yn]", "Y or N"),
        "mfirst": (r"[yn]", "Y or N"),
        "mseparator": (r"[12]", "1 (commas) or 2 (line breaks)"),
    }
    if name not in valid or re.fullmatch(valid[name][0], value.strip().lower()):
        return None
    return "modifier_value", f"{name} is {shortened(value)!r}", f"{name} takes {valid[name][1]}"


def _format(name: str, value: str, kind: FieldKind | None) -> _Finding | None:
    if name != "format" or kind is not FieldKind.NAME:
        return None
    wrong = next((part for part in _NAME_PART.findall(value) if not _NAME_PARTS.fullmatch(part)), None)
    if wrong is None:
        return None
    parts = "#TITLE#, #NAME#, #LAST_NAME#, #SECOND_NAME#, each also as #…_SHORT#"
    return "modifier_value", f"A name has no part #{shortened(wrong)}#", f"Its parts are {parts}"


def _pattern(pattern: str, kind: FieldKind | None) -> _Finding | None:
    if kind is not None and kind not in PATTERNS:
        message = f"A field of type {kind} does not know the pattern {shortened(pattern)!r}"
        return "modifier_not_for_type", message, _advice(kind)
    return None
