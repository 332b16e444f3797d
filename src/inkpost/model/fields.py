"""What a template's field is, where its value comes from, and how a region writes dates and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"] | None


class Verbatim(str):
    """A text that stands for itself: one that looks like a placeholder or like a chain is not followed."""

    __slots__ = ()


def verbatim(value: Value) -> Value:
    """A value whose texts all stand for themselves, also those in lists and records."""
    if isinstance(value, str):
        return Verbatim(value)
    if isinstance(value, Mapping):
        return {key: verbatim(each) for key, each in value.items()}
    return [verbatim(each) for each in value] if isinstance(value, Sequence) else value


class FieldKind(StrEnum):
    """How a value is written into the document, and what a value of the kind looks like."""

    TEXT = "TEXT"
    """Text or a number, written as it is."""
    DATE = "DATE"
    """Text in ISO 8601 with date, date and time, or date, time and offset: ``2026-03-18T00:00:00+03:00``."""
    NAME = "NAME"
    """A record of ``TITLE``, ``NAME``, ``SECOND_NAME``, ``LAST_NAME`` and ``GENDER`` (``M``, ``F``), each optional."""
    MONEY = "MONEY"
    """A record of ``AMOUNT`` (a number, or digits with a decimal point as text, which stays exact) and ``CURRENCY``
    (ISO 4217); or the amount alone, when the description's format has ``currency`` or the region's is meant; or both
    as one text: ``1234.50|RUB``."""
    PHONE = "PHONE"
    """A number as text (``+7 495 123-45-67``), or a record of ``VALUE`` and ``COUNTRY`` (ISO 3166: how to read a
    number without a leading plus; the region's country unless given)."""
    ADDRESS = "ADDRESS"
    """A record of ``ADDRESS_1`` (street and house), ``ADDRESS_2`` (suite, flat), ``CITY``, ``REGION`` (county,
    district), ``PROVINCE`` (state), ``POSTAL_CODE``, ``COUNTRY`` (its name), each optional."""
    IMAGE = "IMAGE"
    STAMP = "STAMP"

    @property
    def is_picture(self) -> bool:
        return self in (FieldKind.IMAGE, FieldKind.STAMP)


class Source(StrEnum):
    """What shape a field's value has when other fields reach into it by a chain."""

    LIST = "LIST"
    """A list of items: ``Table.Item.Name`` reads ``Name`` of the item at hand, ``Table.INDEX`` its number."""
    RECORD = "RECORD"
    """One record: ``Company.Title`` reads ``Title``."""


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """How one field is to be understood; plain text needs none.

    ``format`` holds the kind's own options, those that the kind's modifiers know under the same names
    (``format`` for dates and names, ``case`` for names, ``currency``, ``w``, ``wz``, ``ns`` for money), for
    placeholders that do not say otherwise.
    ``item_name`` is the name chains use for one item of a LIST; ``item_source`` its shape.
    """

    kind: FieldKind = FieldKind.TEXT
    format: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None
    item_name: str | None = None
    item_source: Source | None = None
    title: str | None = None
    default: Value = None
    required: bool = False
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RegionFormat:
    """How a region writes dates (letters of PHP's ``date``) and names (``#NAME#`` and its kin).

    ``locale`` is a CLDR identifier; when empty, ``language`` decides.
    """

    language: str = "en"
    locale: str = ""
    date_format: str = "d.m.Y"
    datetime_format: str = "d.m.Y H:i:s"
    name_format: str = "#NAME# #LAST_NAME#"
