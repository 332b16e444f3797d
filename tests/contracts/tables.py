"""Reads the contract: ``errors/`` and ``shapes/``, a file for each family."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def error_rows() -> list[dict[str, Any]]:
    """Every refusal that a client may meet."""
    return [row for path in sorted((HERE / "errors").glob("*.json")) for row in json.loads(path.read_text())]


def shapes(family: str = "*") -> dict[str, Any]:
    """``methods`` by their names, and what every envelope has (``$error``, ``$time``) and OAuth answers (``oauth``).

    A ``family`` names one file: ``documentgenerator.role``.
    """
    found: dict[str, Any] = {"methods": {}}
    for path in sorted((HERE / "shapes").glob(f"{family}.json")):
        part = json.loads(path.read_text())
        found["methods"] |= part.pop("methods", {})
        found |= part
    return found
