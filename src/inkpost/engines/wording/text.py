"""Writes a value as its kind, its field's format, the placeholder's modifier and the region say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from inkpost.engines.wording.addresses import address_text
from inkpost.engines.wording.dates import date_text
from inkpost.engines.wording.modifiers import Modifier
from inkpost.engines.wording.money import money_text
from inkpost.engines.wording.names import name_text
from inkpost.engines.wording.phones import phone_text
from inkpost.engines.wording.plain import letters, plain_text
from inkpost.model.fields import FieldDescription, FieldKind, RegionFormat, Value

_Writer: TypeAlias = Callable[[Value, FieldDescription, Modifier, RegionFormat], str]
_WRITERS: Mapping[FieldKind, _Writer] = {
    FieldKind.DATE: date_text,
    FieldKind.NAME: name_text,
    FieldKind.MONEY: money_text,
    FieldKind.PHONE: phone_text,
    FieldKind.ADDRESS: address_text,
}
_LETTERS = "letters"


def text_of(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    """The text a value of this kind is written as; several values by the modifier's separator."""
    if isinstance(value, str) and description.kind is FieldKind.TEXT and not modifier.raw:
        return value
    several = _several(value)
    if several is not None:
        chosen = several[:1] if modifier.first_only else several
        texts = (_single(one, description, modifier, region) for one in chosen)
        return modifier.separator.join(text for text in texts if text)
    return _single(value, description, modifier, region)


def _several(value: Value) -> Sequence[Value] | None:
    """The values of a list; form-encoded ones may arrive as a map with numbers for keys."""
    if isinstance(value, Mapping):
        return list(value.values()) if value and all(key.isdecimal() for key in value) else None
    return value if isinstance(value, Sequence) and not isinstance(value, str) else None


def _single(value: Value, description: FieldDescription, modifier: Modifier, region: RegionFormat) -> str:
    write = _WRITERS.get(description.kind)
    text = plain_text(value) if write is None else write(value, description, modifier, region)
    return letters(text, modifier.options[_LETTERS]) if _LETTERS in modifier.options else text
