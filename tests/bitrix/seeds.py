"""Reads the pages that a contract is given as: their example answers, their tables of keys and of errors."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from support import shared


def page(name: str) -> str:
    """The text of a page."""
    return shared(f"seeds/{name}").read_text()


def examples(text: str) -> list[Any]:
    """The JSON bodies printed on a page, in their order: those of answers have ``result`` or ``error``."""
    found = []
    decoder = json.JSONDecoder()
    for match in re.finditer(r"^\s*\{\s*\n?\s*\"(?:result|error)\"", text, re.MULTILINE):
        found.append(decoder.raw_decode(text[match.start() :].lstrip())[0])
    return found


def keys(text: str, heading: str, until: str) -> dict[str, str]:
    """The keys of a type's table with the type of each: ``{"id": "integer | string"}``."""
    lines = _between(text, heading, until)[3:]
    return dict(zip(lines[::3], lines[1::3], strict=False))


def error_rows(text: str) -> list[tuple[str, str]]:
    """The code and the text of each row of a page's own errors; an empty code is written in words."""
    lines = _between(text, "Possible Error Codes", "Statuses and System Error Codes")[3:]
    rows = zip(lines[::3], lines[1::3], strict=False)
    return [("" if code == "Empty value" else code, said) for code, said in rows]


def _between(text: str, heading: str, until: str) -> list[str]:
    part = text.partition(f"\n{heading}\n")[2].partition(f"\n{until}")[0]
    return [line.strip() for line in part.splitlines() if line.strip()]


def json_types(kind: str) -> set[type]:
    """The Python types of the values of a documented type."""
    return {each for word in kind.split(" | ") for each in _KINDS[word]}


_KINDS: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "string": (str,),
    "datetime": (str,),
    "boolean": (bool,),
    "object": (dict,),
    "null": (type(None),),
}


def walked(shape: Any, value: Any, at: str = "") -> Iterator[str]:
    """Where a value has other keys or other JSON types than an example; a null of either stands for anything."""
    if shape is None or value is None:
        return
    if type(shape) is not type(value):
        yield f"{at}: {type(value).__name__}, not {type(shape).__name__}"
    elif isinstance(shape, dict):
        yield from (f"{at}.{name}: not there" for name in shape.keys() - value.keys())
        for name in shape.keys() & value.keys():
            yield from walked(shape[name], value[name], f"{at}.{name}")
