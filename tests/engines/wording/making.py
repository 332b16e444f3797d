"""Fields, regions and rendered placeholders for the tests of wording."""

from __future__ import annotations

from collections.abc import Mapping

from inkpost.engines.wording import parse_modifier, text_of
from inkpost.model.fields import FieldDescription, FieldKind, RegionFormat, Value
from inkpost.model.regions import PREDEFINED


def said(
    value: Value,
    kind: FieldKind,
    modifier: str = "",
    region: str = "ru",
    format: Mapping[str, str] | None = None,
) -> str:
    """What a value of this kind is written as in a predefined region."""
    return text_of(value, FieldDescription(kind, format or {}), parse_modifier(modifier), region_format(region))


def region_format(code: str) -> RegionFormat:
    return PREDEFINED[code].format
