"""Multipart bodies, part by part: each face says what it makes of one, in its own words and within its own limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from python_multipart.multipart import MultipartParser, parse_options_header


@dataclass(frozen=True, slots=True)
class Part:
    """A part as it came: its ``Content-Disposition``, whole and by its options, and its content."""

    disposition: bytes
    options: Mapping[bytes, bytes]
    content: bytes

    @property
    def name(self) -> bytes:
        """The name of its field."""
        return self.options.get(b"name", b"")


def boundary_of(content_type: str) -> bytes:
    """What parts the body, by its content type; empty where that does not say."""
    _, options = parse_options_header(content_type)
    return options.get(b"boundary", b"")


def read_parts(raw: bytes, boundary: bytes, *, begin: Callable[[], None], take: Callable[[Part], None]) -> bool:
    """Read a body: ``begin()`` before each part, ``take(part)`` after it; either may raise to end the reading.

    Answers whether the body came to its end. Raises ``FormParserError`` where it is malformed.
    """
    reader = _Reader(begin, take)
    parser = MultipartParser(boundary, reader.callbacks())  # type: ignore[arg-type]
    parser.write(raw)
    parser.finalize()
    return reader.complete


class _Reader:
    """Collects the pieces of a part."""

    def __init__(self, begin: Callable[[], None], take: Callable[[Part], None]) -> None:
        self.complete = False
        self._started = begin
        self._take = take
        self._data: list[bytes] = []
        self._name = bytearray()
        self._value = bytearray()
        self._disposition = b""

    def callbacks(self) -> dict[str, Callable[..., None]]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": lambda data, start, end: self._data.append(data[start:end]),
            "on_part_end": self._end,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        self._data, self._disposition = [], b""
        self._started()

    def _header(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _end(self) -> None:
        _, options = parse_options_header(self._disposition)
        content, self._data = b"".join(self._data), []
        self._take(Part(self._disposition, options, content))

    def _finish(self) -> None:
        self.complete = True
