"""What given values make of a template: fields that stay empty, values nobody shows, values of the wrong type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from inkpost.engines.docx.compiled import FillOptions
from inkpost.engines.docx.doctor.faults import Fault, fault, shortened
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence, Paper
from inkpost.engines.docx.doctor.reading import excerpt_of, place_of
from inkpost.engines.docx.grammar import QR_CODE, whole_placeholder
from inkpost.engines.docx.limits import DocxRefused, Limits
from inkpost.engines.docx.pictures import picture_bytes, read_picture, url_of
from inkpost.engines.docx.values import Chain, Resolver, Turn, listed
from inkpost.engines.wording import NO_MODIFIER, Modifier, text_of
from inkpost.engines.wording.money import read_money
from inkpost.model.fields import FieldDescription, FieldKind, RegionFormat, Source, Value

_SMALLER = "Give fewer or smaller values"
_MOST_ITEMS = 10_000
"""Items of a list that are looked at."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """``faults``, and by name the fields that stay empty and the values that nobody shows."""

    faults: tuple[Fault, ...]
    empty: tuple[str, ...]
    unused: tuple[str, ...]


def check(paper: Paper, occurrences: Sequence[Occurrence], known: Known, region: RegionFormat) -> Outcome:
    """Fills the template, and looks at each of its fields and each of the values."""
    try:
        return _checked(paper, occurrences, known, region)
    except RecursionError:
        refused = fault("cannot_fill", "No document can be made: the values are nested too deeply", _SMALLER)
        return Outcome((refused,), (), ())


def _checked(paper: Paper, occurrences: Sequence[Occurrence], known: Known, region: RegionFormat) -> Outcome:
    looking = _Looking(known, region, paper.program.limits)
    first: dict[str, Occurrence] = {}
    for each in occurrences:
        if each.drawn or each.name not in first:
            first[each.name] = each
    fields = {name: each for name, each in first.items() if known.resolver.mark(name) is None}
    empty = [name for name, each in fields.items() if not known.fills_itself(name) and looking.is_empty(each)]
    unused = _unused(known, first)
    # Of a name that is unknown that is all there is to say; a value is not for it either.
    right = dict.fromkeys(name for name in first if known.has(name) or not known.complete)
    faults = [*_cannot_fill(paper, known, region), *_empty([name for name in empty if name in right], first, known)]
    named = Known(described=dict.fromkeys(right, FieldDescription()))
    faults += [_unused_fault(name, named) for name in unused]
    faults += _types(known, first, looking)
    return Outcome(tuple(faults), tuple(empty), tuple(unused))


def _cannot_fill(paper: Paper, known: Known, region: RegionFormat) -> Iterator[Fault]:
    """Pictures by address are not fetched: that is for the making of a document."""
    try:
        paper.program.fill(known.filling, known.fields, FillOptions(region=region))
    except DocxRefused as refused:
        yield fault("cannot_fill", f"No document can be made: {refused.message}", _SMALLER)


def _empty(empty: Sequence[str], first: Mapping[str, Occurrence], known: Known) -> Iterator[Fault]:
    for name in empty:
        each = first[name]
        said = "is given an empty value" if name in known.values else "is given no value"
        message = f"The field {shortened(name)} {said}: nothing will stand here"
        advice = f"Give values.{shortened(name)}, or a default"
        yield fault("empty_field", message, advice, place_of(each), excerpt_of(each), each.spot)


def _unused_fault(name: str, named: Known) -> Fault:
    near = named.nearest(name)
    advice = f"Name it {near}, if that is meant, or leave it out" if near else "Leave it out, or write a placeholder"
    return fault("unused_value", f"values.{shortened(name)} is given, and no placeholder shows it", advice)


def _unused(known: Known, first: Mapping[str, Occurrence]) -> list[str]:
    """Values that no placeholder shows, directly, by a chain, or by an item that names a placeholder."""
    used = {*first, *known.own}
    waiting = list(first)
    while waiting:
        name = waiting.pop()
        found = _named_by(name, known)
        waiting += found - used
        used |= found
    return [name for name in known.values if name not in used]


def _named_by(name: str, known: Known) -> set[str]:
    value = known.values.get(name)
    chain = value if isinstance(value, str) and name in known.values else name
    head = chain.partition(".")[0]
    found = {head} if "." in chain and head in known.fields else set()
    mark = known.resolver.mark(name)
    found |= set(mark.path[:1]) if mark is not None else set()
    for item in listed(value)[:_MOST_ITEMS]:
        texts = item.values() if isinstance(item, Mapping) else (item,)
        pointed = (whole_placeholder(text) for text in texts if isinstance(text, str) and "{" in text)
        found |= {each.name for each in pointed if each is not None and each.name in known.values}
    return found


@dataclass(slots=True)
class _Looking:
    known: Known
    region: RegionFormat
    limits: Limits

    @property
    def resolver(self) -> Resolver:
        return self.known.resolver

    def shown(self, name: str, modifier: Modifier) -> Iterator[Value]:
        """Every value that a placeholder shows, one for each item of its list."""
        binding = self.resolver.binding(name)
        if isinstance(binding, Chain):
            for item in islice(self.resolver.all_items(binding.path), _MOST_ITEMS):
                yield self.resolver.value(binding, NO_MODIFIER, {binding.path: Turn(item, 0)})
        else:
            yield self.resolver.value(binding, modifier, {})

    def is_empty(self, each: Occurrence) -> bool:
        if each.name == QR_CODE:
            return False
        picture = each.drawn or self.resolver.field(each.name).kind.is_picture
        return not any(
            self.is_picture(value) if picture else self.has_text(value, each)
            for value in self.shown(each.name, each.found.modifier)
        )

    def has_text(self, value: Value, each: Occurrence) -> bool:
        if isinstance(value, str) and "{" in value:
            return True
        return bool(text_of(value, self.resolver.field(each.name), each.found.modifier, self.region).strip())

    def is_picture(self, value: Value) -> bool:
        if url_of(value) is not None or (isinstance(value, str) and whole_placeholder(value) is not None):
            return True
        return read_picture(picture_bytes(value, {}, self.limits), self.limits) is not None


def _types(known: Known, first: Mapping[str, Occurrence], looking: _Looking) -> Iterator[Fault]:
    for name, description in known.fields.items():
        if name in known.values and description.source is not None:
            yield from _shape(name, description, known.values[name])
    for name, each in first.items():
        said = known.kind(name)
        kind = FieldKind.IMAGE if each.drawn and (said is None or not said.is_picture) else said
        if kind is None:
            continue
        wrong = next(
            (value for value in looking.shown(name, each.found.modifier) if not _fits(value, kind, looking)), None
        )
        if wrong is not None and name != QR_CODE:
            yield _misfit(each, kind, wrong)


def _shape(name: str, description: FieldDescription, value: Value) -> Iterator[Fault]:
    is_text = value is not None and (isinstance(value, str) or not isinstance(value, Mapping | Sequence))
    wanted = "a list of items" if description.source is Source.LIST else "a map"
    if is_text or (description.source is Source.RECORD and not isinstance(value, Mapping)):
        message = f"values.{shortened(name)} is {_said(value)}; the field is described as {wanted}"
        yield fault("value_type", message, f"Give {wanted}, or describe the field as text")


def _fits(value: Value, kind: FieldKind, looking: _Looking) -> bool:
    if value is None or value == "" or (isinstance(value, str) and whole_placeholder(value) is not None):
        return True
    if kind.is_picture:
        return looking.is_picture(value)
    if kind is FieldKind.MONEY:
        return read_money(value, "", looking.region) is not None
    if kind is FieldKind.DATE:
        return all(map(_is_date, listed(value))) if listed(value) else _is_date(value)
    return True


def _is_date(value: Value) -> bool:
    if not isinstance(value, str):
        return False
    try:
        datetime.fromisoformat(value.strip())
    except ValueError:
        return not value.strip()
    return True


def _misfit(each: Occurrence, kind: FieldKind, value: Value) -> Fault:
    if kind.is_picture:
        wanted = "a picture: an address, base64, or a name with base64 of a PNG, JPEG, GIF or BMP"
    elif kind is FieldKind.MONEY:
        wanted = "a sum: a number, 1234.50|EUR, or a map of AMOUNT and CURRENCY"
    else:
        wanted = "a date such as 2026-03-18 or 2026-03-18T17:27:48+01:00"
    message = f"The value of {shortened(each.name)} is {_said(value)}; its type {kind} wants {wanted.partition(':')[0]}"
    return fault("value_type", message, f"Give {wanted}", place_of(each), excerpt_of(each), each.spot)


def _said(value: Value) -> str:
    if isinstance(value, str):
        return f"the text {shortened(value, 40)!r}"
    if isinstance(value, Mapping):
        return "a map"
    return "a list" if isinstance(value, Sequence) else f"{value!r}"
