"""What a template's field is, where its value comes from, and how a region writes dates and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Value: TypeAlias = bool | int | float | str | Sequence["Value"] | Mapping[str, "Value"] | None


class FieldKind(StrEnum):
    """How a value is written into the document. Kinds of other families (money, address, phone) join here."""

    TEXT = "TEXT"
    DATE = "DATE"
    NAME = "NAME"
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

    ``format`` holds the kind's own options (``format`` for dates and names, ``case`` for names).
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
