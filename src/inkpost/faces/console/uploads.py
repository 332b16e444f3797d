"""Forms that carry files: their fields and their files, at most so many."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from inkpost.errors import InkpostError, Reason

MOST_PARTS = 20
MOST_FIELD = 16 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form by their names, and its files; a file that nobody chose is absent."""

    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_form(body: bytes, content_type: str) -> Form:
    """The form in a multipart body. Raises PARAMETER_INVALID (``form``) for a body that is none, or is cut off."""
    _, options = parse_options_header(content_type)
    reader = _Reader()
    try:
        parser = MultipartParser(options.get(b"boundary", b""), reader.callbacks())  # type: ignore[arg-type]
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise _invalid("The form cannot be read") from None
    if not reader.complete:
        raise _invalid("The form is cut off")
    return Form(reader.fields, reader.files)


def _invalid(message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject="form")


class _Reader:
    """Collects the parts of a body."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.complete = False
        self._parts = 0
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
        self._data, self._disposition, self._parts = [], b"", self._parts + 1
        if self._parts > MOST_PARTS:
            raise _invalid("The form has too many parts")

    def _header(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name, content = options.get(b"name", b"").decode("utf-8", "replace"), b"".join(self._data)
        if b"filename" not in options and b"filename*" not in options:
            if len(content) > MOST_FIELD:
                raise _invalid("A field of the form is too long")
            self.fields[name] = content.decode("utf-8", "replace")
        elif content:
            self.files[name] = content

    def _finish(self) -> None:
        self.complete = True
