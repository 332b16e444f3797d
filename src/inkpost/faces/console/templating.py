"""Templates: compiled once, every value escaped, a name that is not given is a fault and not a gap."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from inkpost.faces.console.assets import Static

FOLDER = Path(__file__).parent / "templates"
# Controls, and the marks that turn the direction of the text around them.
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u061c\u2028-\u202e\u2066-\u2069\ufeff]+")


class Templates:
    """Every page's template."""

    def __init__(self, static: Static) -> None:
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["plain"] = plain
        self._environment.globals["static"] = static.url
        self._templates = {
            name: self._environment.get_template(name) for name in self._environment.list_templates(["html"])
        }

    def render(self, name: str, **context: Any) -> str:
        """A page."""
        return self._templates[name].render(**context)


def plain(text: str, most: int) -> str:
    """Text for a reader: one line, no invisible marks, at most so many characters."""
    clean = " ".join(_INVISIBLE.sub(" ", text).split())
    return clean if len(clean) <= most else clean[: most - 1].rstrip() + "…"
