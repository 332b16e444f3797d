"""``documentgenerator.numerator.*``"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.methods.documentgenerator.common import (
    DENIED_400,
    MODULE,
    RIGHTS,
    SCOPE,
    Id,
    Start,
    begun,
    constructor,
    counted,
    missing,
    not_a_map,
    unknown,
)
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.model.numbering import Generator, Numerator, Period
from inkpost.operations import numerators
from inkpost.operations.kit import Work
from inkpost.operations.numerators import NumeratorChange

_PREFIX = "Bitrix_Main_Numerator_Generator_"
GENERATORS = {
    Generator.SEQUENCE: f"{_PREFIX}SequentNumberGenerator",
    Generator.DATE: f"{_PREFIX}DateNumberGenerator",
    Generator.RANDOM: f"{_PREFIX}RandomNumberGenerator",
    Generator.PREFIX: f"{_PREFIX}PrefixNumberGenerator",
}

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_MISSING, "id"): constructor("Main\\Numerator\\Numerator"),
    (Reason.PARAMETER_INVALID, "id"): unknown("numerator"),
    (Reason.NOT_FOUND, "numerator"): unknown("numerator"),
    (Reason.PARAMETER_MISSING, "fields"): missing("fields"),
    (Reason.PARAMETER_INVALID, "fields"): not_a_map("fields"),
    (Reason.PARAMETER_MISSING, "numerator"): Row(400, "0", "{message}"),
    (Reason.FORBIDDEN, "numerator"): DENIED_400,
}

family = Family("documentgenerator.numerator", scope=SCOPE, rows=ROWS)


class Sequent(Params):
    """How the counter counts."""

    start: int | None = None
    step: int | None = None
    length: int | None = None
    pad_string: str | None = None
    periodic_by: Literal["day", "month", "year"] | UnsetType | None = UNSET
    timezone: str | UnsetType | None = UNSET
    is_direct_numeration: Flag | None = None


class Random(Params):
    """How many characters ``{RANDOM}`` has."""

    length: int | None = None


class Prefix(Params):
    """What ``{PREFIX}`` stands for."""

    prefix: str | None = None


class Date(Params):
    """``{YEAR}``, ``{MONTH}`` and ``{DAY}`` have nothing to set."""


class Settings(Params):
    """The settings of each generator."""

    sequence: Sequent | None = msgspec.field(name=GENERATORS[Generator.SEQUENCE], default=None)
    date: Date | None = msgspec.field(name=GENERATORS[Generator.DATE], default=None)
    random: Random | None = msgspec.field(name=GENERATORS[Generator.RANDOM], default=None)
    prefix: Prefix | None = msgspec.field(name=GENERATORS[Generator.PREFIX], default=None)


class Fields(Params):
    """What a numerator can be given."""

    name: str | None = None
    template: str | None = None
    settings: Settings | None = None


class Add(Params):
    """``documentgenerator.numerator.add``"""

    fields: Fields


class Update(Params):
    """``documentgenerator.numerator.update``"""

    id: int
    fields: Fields


def _change(given: Fields) -> NumeratorChange:
    settings = given.settings or Settings()
    sequence = settings.sequence or Sequent()
    described = {kind for kind in Generator if getattr(settings, kind.value) is not None}
    return NumeratorChange(
        name=given.name,
        template=given.template,
        start=sequence.start,
        step=sequence.step,
        length=sequence.length,
        pad=sequence.pad_string,
        period=None if isinstance(sequence.periodic_by, UnsetType) else Period(sequence.periodic_by or ""),
        timezone=None if isinstance(sequence.timezone, UnsetType) else sequence.timezone or "",
        direct=sequence.is_direct_numeration,
        random_length=settings.random.length if settings.random else None,
        prefix=settings.prefix.prefix if settings.prefix else None,
        described=frozenset(described),
    )


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add a numerator. Here alone its id is a number."""
    numerator = numerators.add(work, _change(given.fields), module=MODULE)
    return Reply({"numerator": {**_shown(numerator), "id": numerator.id}})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a numerator. Here alone nothing is wrapped around it."""
    return Reply(_shown(numerators.update(work, given.id, _change(given.fields), module=MODULE)))


@family.method("get")
def get(work: Work, given: Id) -> Reply:
    """One numerator."""
    return Reply({"numerator": _shown(numerators.get(work, given.id))})


@family.method("list")
def list_(work: Work, given: Start) -> Reply:
    """A page of numerators, those of other parts of the system too."""
    query = begun(given)
    found, total = numerators.page(work, query)
    return Reply({"numerators": [_shown(each) for each in found]}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a numerator that no template uses."""
    numerators.delete(work, given.id, module=MODULE)
    return Reply(None)


def _shown(numerator: Numerator) -> dict[str, Any]:
    return {
        "name": numerator.name,
        "template": numerator.template,
        "id": str(numerator.id),
        "code": numerator.code,
        "settings": _settings(numerator),
    }


def _settings(numerator: Numerator) -> dict[str, Any]:
    sequence = numerator.sequence
    shown: dict[Generator, dict[str, Any]] = {
        Generator.SEQUENCE: {
            "start": sequence.start,
            "step": sequence.step,
            "length": sequence.length,
            "padString": sequence.pad,
            "periodicBy": sequence.period.value or None,
            "timezone": sequence.timezone,
            "isDirectNumeration": sequence.direct,
        },
        Generator.DATE: {},
        Generator.RANDOM: {"length": numerator.random_length},
        Generator.PREFIX: {"prefix": numerator.prefix},
    }
    return {GENERATORS[kind]: item for kind, item in shown.items() if kind in numerator.generators}
