"""Modifiers that are not known, or not to the kind of field they stand at, or whose value cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from inkpost.engines.docx.doctor.faults import Fault, fault, shortened
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of
from inkpost.engines.docx.grammar import QR_CODE
from inkpost.engines.wording.modifiers import KnownModifier, Modifier, ModifierFault, known_modifiers, modifier_faults
from inkpost.model.fields import FieldKind


class _Finding(NamedTuple):
    code: str
    message: str
    advice: str


def check(occurrences: Sequence[Occurrence], known: Known) -> Iterator[Fault]:
    """Every modifier that will not do what its author wants."""
    for each in occurrences:
        if each.found.modifier.raw and each.name != QR_CODE:
            kind = _kind(each, known)
            for code, message, advice in _any(each.found.modifier) if kind is None else _of(kind, each.found.modifier):
                yield fault(code, message, advice, place_of(each), excerpt_of(each), each.spot)


def _kind(each: Occurrence, known: Known) -> FieldKind | None:
    return known.kind(each.name) or (FieldKind.IMAGE if each.drawn else None)


def _of(kind: FieldKind, modifier: Modifier) -> Iterator[_Finding]:
    """What a field of this kind ignores in a modifier."""
    for found in modifier_faults(kind, modifier):
        if found.trouble == "value":
            yield _value(found.name, found.value, found.valid[0])
        elif found.trouble == "unknown" and not _kinds(found.name):
            yield _unknown(_written(found.name, modifier))
        else:
            yield _not_its(kind, found, modifier)


def _any(modifier: Modifier) -> Iterator[_Finding]:
    """What every kind of field ignores in a modifier: nothing is known of this field."""
    for name, value in modifier.options.items():
        kinds = _kinds(name)
        if not kinds:
            yield _unknown(_written(name, modifier))
        elif not any(each.accepts.fullmatch(value.strip()) for each in kinds):
            yield _value(kinds[0].name, value, " or ".join(dict.fromkeys(each.values for each in kinds)))


def _kinds(name: str) -> list[KnownModifier]:
    """What a modifier of this name is to each kind that knows it."""
    return [known_modifiers(kind)[name] for kind in FieldKind if name in known_modifiers(kind)]


def _written(name: str, modifier: Modifier) -> str:
    """An option's name in the letters that the author wrote; it is kept in small ones."""
    at = modifier.raw.lower().find(name)
    return modifier.raw[at : at + len(name)] if at >= 0 else name


def _unknown(name: str) -> _Finding:
    names = dict.fromkeys(each.name for kind in FieldKind for each in known_modifiers(kind).values())
    return _Finding("unknown_modifier", f"There is no modifier {shortened(name)}", f"Known are {', '.join(names)}")


def _value(name: str, value: str, valid: str) -> _Finding:
    return _Finding("modifier_value", f"The modifier {name} is {shortened(value)!r}", f"{name} takes {valid}")


def _not_its(kind: FieldKind, found: ModifierFault, modifier: Modifier) -> _Finding:
    what = (
        f"the modifier {_written(found.name, modifier)}"
        if found.trouble == "unknown"
        else f"the pattern {shortened(found.value)!r}"
    )
    advice = f"Take it out, or describe the field with another type; {kind} knows {', '.join(found.valid)}"
    return _Finding("modifier_not_for_type", f"A field of the type {kind} does not know {what}", advice)
