"""The compiled templates of a process. The engine is loaded with the first of them: most commands need none."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inkpost.engines.docx import Program, ProgramCache


class Programs:
    """Compiled templates by the digest of their file, with the bounds that the engine's own cache takes."""

    def __init__(self, **bounds: Any) -> None:
        self._bounds = bounds

    def get(self, sha256: str) -> Program | None:
        """The program of the template with this digest (hexadecimal), if it is kept."""
        return self._cache.get(sha256)

    def compile(self, data: bytes) -> Program:
        """The template's program, compiled unless it is kept. Raises DocxRefused."""
        return self._cache.compile(data)

    @cached_property
    def _cache(self) -> ProgramCache:
        from inkpost.engines.docx import ProgramCache

        return ProgramCache(**self._bounds)
