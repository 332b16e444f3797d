"""A numerator between the wire and the model."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from inkpost.faces.bitrix.params import Flag, Params
from inkpost.model.numbering import Generator, Numerator, Period
from inkpost.operations.numerators import NumeratorChange

_PREFIX = "Bitrix_Main_Numerator_Generator_"
GENERATORS = {
    Generator.SEQUENCE: f"{_PREFIX}SequentNumberGenerator",
    Generator.DATE: f"{_PREFIX}DateNumberGenerator",
    Generator.RANDOM: f"{_PREFIX}RandomNumberGenerator",
    Generator.PREFIX: f"{_PREFIX}PrefixNumberGenerator",
}


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


def change(given: Fields) -> NumeratorChange:
    """What of a numerator a call names."""
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


def shown(numerator: Numerator) -> dict[str, Any]:
    """A numerator on the wire."""
    return {
        "name": numerator.name,
        "template": numerator.template,
        "id": str(numerator.id),
        "code": numerator.code,
        "settings": _settings(numerator),
    }


def _settings(numerator: Numerator) -> dict[str, Any]:
    sequence = numerator.sequence
    told: dict[Generator, dict[str, Any]] = {
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
    return {GENERATORS[kind]: item for kind, item in told.items() if kind in numerator.generators}
