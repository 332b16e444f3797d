"""What a converter may use: places, numbers and limits, and how it says that a file cannot be converted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
Heard = Callable[[str, int, str], None]
"""Takes what a process said on its standard error: the process's name, its number, the text."""


def unheard(name: str, pid: int, text: str) -> None:
    """Let it be."""


class ConversionFailed(Exception):
    """A file was not converted.

    ``code`` is one of ``timeout``, ``crashed``, ``unreadable``, ``too_large``, ``memory``, ``no_office`` and
    ``closed``; ``message`` is one plain sentence.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class ConverterSettings:
    """How many LibreOffice processes, and what each of them may use (seconds, bytes)."""

    slots: int = 1
    soffice: Path | None = None
    """soffice, soffice.bin or the folder they lie in; looked for in the usual places when None."""
    time_limit_s: float = 60.0
    """For one document, from the moment a slot takes it."""
    start_limit_s: float = 60.0
    memory_limit_bytes: int = 2048 * MIB
    """Memory that one LibreOffice may hold; an idle one holds about 150 MiB."""
    output_limit_bytes: int = 256 * MIB
    package_limit_bytes: int = 300 * MIB
    """Unpacked size of a DOCX that is still accepted."""
    documents_per_process: int = 200
    idle_renewal_s: float = 5.0
    """A process past half of its documents is renewed when it had nothing to do for so long."""
    work_dir: Path | None = None
    """Folder for profiles and the files in hand; a new one under the system's temporary folder when None."""
