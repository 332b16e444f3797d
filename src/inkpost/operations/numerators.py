"""What can be done with numerators."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.listing import ListQuery
from inkpost.model.numbering import Generator, Numerator, Period, Sequence
from inkpost.model.people import Right
from inkpost.model.timezones import is_timezone
from inkpost.operations.kit import Work, operation
from inkpost.store import events
from inkpost.store import numbering as stored

LONGEST: Final = 255
MOST_START: Final = 10**15
MOST_STEP: Final = 10**9
MOST_LENGTH: Final = 64
LONGEST_PAD: Final = 16
MOST_RANDOM: Final = 64
_SHOWN: Final = 5
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class NumeratorChange:
    """What is to be set; None leaves it as it is, an empty ``timezone`` means the organisation's, an empty ``pad`` "0".

    ``described`` are the generators whose settings are given.
    """

    name: str | None = None
    template: str | None = None
    start: int | None = None
    step: int | None = None
    length: int | None = None
    pad: str | None = None
    period: Period | None = None
    timezone: str | None = None
    direct: bool | None = None
    random_length: int | None = None
    prefix: str | None = None
    described: frozenset[Generator] = frozenset()


@operation(right=Right.TEMPLATES_MODIFY)
def add(work: Work, given: NumeratorChange, *, module: str) -> Numerator:
    """Record a numerator of the caller's organisation.

    Raises PARAMETER_MISSING (the message lists every missing field), PARAMETER_INVALID.
    """
    _require(given)
    blank = Numerator(0, work.organization_id, "", "", None, Sequence(), module=module)
    numerator = stored.add(work.db, _changed(blank, given))
    _record(work, "numerator.added", numerator.id)
    return numerator


@operation(right=Right.TEMPLATES_MODIFY)
def update(work: Work, numerator_id: int, given: NumeratorChange, *, module: str) -> Numerator:
    """Change what is named of a numerator. Another ``start`` lets its counters begin there; all else keeps them.

    Two changes at once follow one another. Raises NOT_FOUND, FORBIDDEN (made by another part), PARAMETER_INVALID.
    """
    before = _own(work, numerator_id, module)
    after = _changed(before, given)
    stored.change(work.db, after)
    if after.sequence.start != before.sequence.start:
        stored.restart(work.db, numerator_id)
    _record(work, "numerator.updated", numerator_id)
    return after


@operation(right=Right.TEMPLATES_MODIFY)
def get(work: Work, numerator_id: int) -> Numerator:
    """One numerator of the caller's organisation, whoever made it. Raises NOT_FOUND."""
    return _found(work, numerator_id)


@operation(right=Right.TEMPLATES_MODIFY)
def page(work: Work, query: ListQuery) -> tuple[list[Numerator], int | None]:
    """A page of the organisation's numerators, whoever made them, and how many there are in all."""
    return stored.page(work.db, work.organization_id, query)


@operation(right=Right.TEMPLATES_MODIFY)
def delete(work: Work, numerator_id: int, *, module: str) -> None:
    """Delete a numerator with its counters. Templates that are marked as deleted do not keep it.

    Raises NOT_FOUND, FORBIDDEN (made by another part), CONFLICT (templates use it; the message names them).
    """
    _own(work, numerator_id, module)
    users = stored.users(work.db, numerator_id)
    if users:
        raise InkpostError(Reason.CONFLICT, _in_use(numerator_id, users), subject="numerator", action="delete")
    stored.remove(work.db, numerator_id)
    _record(work, "numerator.deleted", numerator_id)


def _in_use(numerator_id: int, users: list[int]) -> str:
    named = ", ".join(str(each) for each in users[:_SHOWN]) + (", …" if len(users) > _SHOWN else "")
    return (
        f"The numerator {numerator_id} numbers the documents of {len(users)} template(s) ({named}): "
        "give them another numerator, or delete them, first"
    )


def _found(work: Work, numerator_id: int, *, lock: bool = False) -> Numerator:
    numerator = stored.find(work.db, work.organization_id, numerator_id, lock=lock)
    if numerator is None:
        raise InkpostError(Reason.NOT_FOUND, "Numerator not found", subject="numerator")
    return numerator


def _own(work: Work, numerator_id: int, module: str) -> Numerator:
    """A numerator, locked, that this part of the system made and so may change."""
    numerator = _found(work, numerator_id, lock=True)
    if numerator.module != module:
        raise InkpostError(Reason.FORBIDDEN, "Access denied", subject="numerator", action="modify")
    return numerator


def _require(given: NumeratorChange) -> None:
    wanted = {"name": given.name, "template": given.template}
    missing = [name for name, item in wanted.items() if item is None or not item.strip()]
    if missing:
        names = ", ".join(missing)
        raise InkpostError(
            Reason.PARAMETER_MISSING, f"Empty required fields: {names}", subject="numerator", action="fields"
        )


def _changed(before: Numerator, given: NumeratorChange) -> Numerator:
    _check(given)
    sequence = {name: item for name in _SEQUENCE if (item := getattr(given, name)) is not None}
    if given.timezone is not None:
        sequence["timezone"] = given.timezone or None
    if given.pad is not None:
        sequence["pad"] = given.pad or Sequence().pad
    own: dict[str, Any] = {name: item for name in _OWN if (item := getattr(given, name)) is not None}
    described = before.described | given.described
    return replace(before, **own, described=described, sequence=replace(before.sequence, **sequence))


_SEQUENCE = ("start", "step", "length", "period", "direct")
_OWN = ("name", "template", "random_length", "prefix")


def _between(least: int, most: int) -> tuple[Callable[[Any], bool], str]:
    return lambda item: least <= item <= most, f"a whole number from {least} to {most}"


def _written(most: int, *, empty: bool = False) -> tuple[Callable[[Any], bool], str]:
    def fits(item: Any) -> bool:
        return len(item) <= most and not _CONTROL.search(item) and (empty or bool(item.strip()))

    return fits, f"{'at most' if empty else '1 to'} {most} characters, none of them a control character"


_RULES: dict[str, tuple[str, Callable[[Any], bool], str]] = {
    "name": ("name", *_written(LONGEST)),
    "template": ("template", *_written(LONGEST)),
    "start": ("start", *_between(0, MOST_START)),
    "step": ("step", *_between(1, MOST_STEP)),
    "length": ("length", *_between(0, MOST_LENGTH)),
    "pad": ("padString", *_written(LONGEST_PAD, empty=True)),
    "timezone": (
        "timezone",
        lambda item: not item or is_timezone(item),
        "an IANA name such as Europe/Berlin, or nothing",
    ),
    "random_length": ("length (of the random part)", *_between(1, MOST_RANDOM)),
    "prefix": ("prefix", *_written(LONGEST, empty=True)),
}


def _check(given: NumeratorChange) -> None:
    for name, (said, fits, valid) in _RULES.items():
        item = getattr(given, name)
        if item is not None and not fits(item):
            shown = item if isinstance(item, int) else repr(item[:40])
            raise InkpostError(Reason.PARAMETER_INVALID, f"{said} is {shown}: it takes {valid}", subject=said)


def _record(work: Work, kind: str, numerator_id: int) -> None:
    events.append(work.db, work.organization_id, kind, "numerator", numerator_id, user_id=work.user_id)
