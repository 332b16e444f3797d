"""Compares an answer with a shape of ``shapes/`` (its notation stands in README.md beside it)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


LEAVES: Mapping[str, Callable[[Any], bool]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "any": lambda value: True,
    "integer": _whole,
    "number": lambda value: _whole(value) or isinstance(value, float),
    "integer string": lambda value: isinstance(value, str) and re.fullmatch(r"-?\d+", value) is not None,
    "Y": lambda value: value == "Y",
    "N": lambda value: value == "N",
    "datetime": lambda value: isinstance(value, str) and _DATETIME.fullmatch(value) is not None,
    "url": lambda value: isinstance(value, str) and re.match(r"https?://[^/]+/", value) is not None,
    "path": lambda value: isinstance(value, str) and value.startswith("/") and not value.startswith("//"),
}


def differences(shape: Any, value: Any, at: str = "result") -> list[str]:
    """Where a value is not of a shape, in words; nothing when it is."""
    return list(_differences(shape, value, at))


def _differences(shape: Any, value: Any, at: str) -> Iterator[str]:
    if isinstance(shape, str):
        if not any(LEAVES[leaf](value) for leaf in shape.split("|")):
            yield f"{at} is {value!r}, not {shape}"
    elif isinstance(shape, list):
        yield from _list(shape, value, at)
    else:
        yield from _object(shape, value, at)


def _list(shape: list[Any], value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{at} is {type(value).__name__}, not an array"
        return
    for index, each in enumerate(value):
        yield from _differences(shape[0], each, f"{at}[{index}]")


def _object(shape: dict[str, Any], value: Any, at: str) -> Iterator[str]:
    named = {key.rstrip("?"): inner for key, inner in shape.items() if not key.startswith("{")}
    free = [inner for key, inner in shape.items() if key.startswith("{")]
    if value == [] and free and not named:
        return
    if not isinstance(value, dict):
        yield f"{at} is {type(value).__name__}, not an object"
        return
    for key in shape:
        if not key.endswith("?") and not key.startswith("{") and key not in value:
            yield f"{at} lacks {key}"
    for key, each in value.items():
        inner = named.get(key, free[0] if free else None)
        if inner is None:
            yield f"{at} has {key}, which is not documented"
        else:
            yield from _differences(inner, each, f"{at}.{key}")
