"""Where a bench leaves its numbers for programs: one file for all of them, each under its name."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any


def json_option(parser: argparse.ArgumentParser) -> None:
    """Add ``--json FILE``, which every bench takes."""
    parser.add_argument("--json", type=Path, metavar="FILE", help="where to write the numbers, under the bench's name")


def keep(name: str, result: object, path: Path | None) -> None:
    """Write a bench's numbers into the object in that file, if one is named; those of other benches stay."""
    if path is None:
        return
    told: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**told, name: result}, indent=1) + "\n")


def tell(name: str, result: object, path: Path | None) -> None:
    """Print the numbers, and write them where a file is named."""
    print(json.dumps(result, indent=1))
    keep(name, result, path)


def say(told: str) -> None:
    """Say how far it has come, where that takes long: on standard error, beside the numbers."""
    print(told, file=sys.stderr, flush=True)
