"""Values that need no format: text as it is, numbers without needless digits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from inkpost.model.fields import Value


def plain_text(value: Value) -> str:
    """Text as it is; numbers without needless digits; true as 1, false and nothing as empty."""
    if isinstance(value, str):
        return value
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, Mapping):
        return ", ".join(text for text in map(plain_text, value.values()) if text)
    if isinstance(value, Sequence):
        return ", ".join(text for text in map(plain_text, value) if text)
    return str(value)


def _number_text(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return ""
    if value.is_integer() and abs(value) < 1e16:
        return str(int(value))
    return f"{value:.15f}".rstrip("0") if 1e-5 > abs(value) > 0 else repr(value)


def part(record: Mapping[str, Value], *names: str) -> str:
    """The first of a record's parts that has text, without the spaces around it; letter case does not matter."""
    for name in names:
        for key, value in record.items():
            if key.upper() == name and (text := plain_text(value).strip()):
                return text
    return ""


def letters(text: str, wanted: str) -> str:
    """A text in upper or lower case, or with a capital first letter; as it is when nothing of these is wanted."""
    match wanted.strip().lower():
        case "upper":
            return text.upper()
        case "lower":
            return text.lower()
        case "first":
            return text[:1].upper() + text[1:]
    return text
