"""Every endpoint that the interface is known to have, served here or not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def known() -> Mapping[str, frozenset[str]]:
    """The verbs of each path in lower case."""
    found: dict[str, set[str]] = {}
    for each in listed():
        verb, path = each.split(" ")
        found.setdefault(path.lower(), set()).add(verb)
    return {path: frozenset(verbs) for path, verbs in found.items()}


def listed() -> list[str]:
    """The endpoints as ``GET /V3/GetDocuments``, sorted by their name."""
    found: list[str] = json.loads(files(__package__).joinpath("known.json").read_text())
    return found
