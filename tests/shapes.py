"""Compares answers with ``contracts/shapes/``: every key and the JSON type of each."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

from contracts.tables import shapes

_LEAVES: dict[str, Any] = {
    "any": lambda item: True,
    "string": lambda item: isinstance(item, str),
    "boolean": lambda item: isinstance(item, bool),
    "null": lambda item: item is None,
    "object": lambda item: isinstance(item, dict),
    "array": lambda item: isinstance(item, list),
    "integer": lambda item: type(item) is int,
    "number": lambda item: type(item) in (int, float),
    "integer string": lambda item: isinstance(item, str) and re.fullmatch(r"[0-9]+", item) is not None,
    "Y": lambda item: item == "Y",
    "N": lambda item: item == "N",
    "datetime": lambda item: isinstance(item, str) and datetime.fromisoformat(item).tzinfo is not None,
    "url": lambda item: isinstance(item, str) and item.startswith("http"),
    "path": lambda item: isinstance(item, str) and item.startswith("/"),
}


@cache
def _methods() -> dict[str, Any]:
    found: dict[str, Any] = shapes()["methods"]
    return found


def assert_shape(method: str, result: Any) -> None:
    """Fail unless a method's result has the documented keys and types, and no others."""
    _compare(_methods()[method]["result"], result, "result")


def _compare(shape: Any, found: Any, path: str) -> None:
    if isinstance(shape, list):
        assert isinstance(found, list), f"{path} is no list: {found!r}"
        for index, each in enumerate(found):
            _compare(shape[0], each, f"{path}[{index}]")
    elif isinstance(shape, dict):
        _compare_map(shape, found, path)
    else:
        kinds = shape.split("|")
        assert any(_LEAVES[kind](found) for kind in kinds), f"{path} is {found!r}, not {shape}"


def _compare_map(shape: dict[str, Any], found: Any, path: str) -> None:
    free = next((key for key in shape if key.startswith("{")), None)
    if free is not None and len(shape) == 1 and found == []:
        return  # an empty map
    assert isinstance(found, dict), f"{path} is no object: {found!r}"
    named = {key.rstrip("?"): key for key in shape if key != free}
    missing = {name for name, key in named.items() if not key.endswith("?")} - found.keys()
    assert not missing, f"{path} lacks {sorted(missing)}"
    for name, item in found.items():
        key = named.get(name, free)
        assert key is not None, f"{path} has {name}, which is not documented"
        _compare(shape[key], item, f"{path}.{name}")
