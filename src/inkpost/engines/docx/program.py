"""A compiled template, and how it is filled."""

from __future__ import annotations

from dataclasses import dataclass

from inkpost.engines.docx.compiled import Compiled, FillOptions
from inkpost.engines.docx.fill import fill
from inkpost.engines.docx.limits import DocxRefused
from inkpost.engines.docx.values import Fields, Values

DEFAULT_OPTIONS = FillOptions()


@dataclass(frozen=True, slots=True, eq=False)
class Program(Compiled):
    """A compiled template. Immutable to its users and safe to share between threads."""

    def fill(self, values: Values, fields: Fields | None = None, options: FillOptions = DEFAULT_OPTIONS) -> bytes:
        """The package with the values in place. Raises DocxRefused when it would grow beyond the limits."""
        try:
            return fill(self, values, fields or {}, options)
        except RecursionError as error:
            raise DocxRefused("too_large", "The values are nested too deeply for this template.") from error
