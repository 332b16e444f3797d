"""The bounds of what the engine reads and writes, and the one way it says no."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


class DocxRefused(Exception):
    """A file, or what would come of it, that the engine does not take.

    ``code`` is one of ``CODES``; ``message`` is one plain sentence for a person.
    """

    CODES = frozenset(
        {
            "not_docx",
            "encrypted",
            "macros",
            "zip_bomb",
            "external_entity",
            "damaged",
            "unsafe_name",
            "too_large",
        }
    )

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes. ``max_ratio`` holds for parts larger than ``ratio_floor`` once unpacked."""

    max_package_bytes: int = 64 * MEBIBYTE
    max_part_bytes: int = 96 * MEBIBYTE
    max_xml_bytes: int = 16 * MEBIBYTE
    max_total_bytes: int = 256 * MEBIBYTE
    max_ratio: int = 300
    ratio_floor: int = 2 * MEBIBYTE
    max_parts: int = 4096
    max_placeholders: int = 20_000
    max_depth: int = 128
    max_output_bytes: int = 128 * MEBIBYTE
    max_picture_bytes: int = 24 * MEBIBYTE
    max_picture_pixels: int = 60_000_000


DEFAULT_LIMITS = Limits()


def too_large() -> DocxRefused:
    """What is raised where a filled document would grow beyond the limits."""
    return DocxRefused("too_large", "The filled document would be larger than a document may be.")
