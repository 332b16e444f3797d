"""Forms that carry files: their fields and their files, at most so many."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from python_multipart.exceptions import FormParserError

from inkpost.errors import InkpostError, Reason
from inkpost.faces.kit.multipart import Part, boundary_of, read_parts

MOST_PARTS = 20
MOST_FIELD = 16 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form by their names, and its files; a file that nobody chose is absent."""

    fields: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_form(body: bytes, content_type: str) -> Form:
    """The form in a multipart body. Raises PARAMETER_INVALID (``form``) for a body that is none, or is cut off."""
    reader = _Reader()
    try:
        complete = read_parts(body, boundary_of(content_type), begin=reader.begin, take=reader.take)
    except FormParserError:
        raise _invalid("The form cannot be read") from None
    if not complete:
        raise _invalid("The form is cut off")
    return Form(reader.fields, reader.files)


def _invalid(message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject="form")


class _Reader:
    """Collects the parts of a body."""

    def __init__(self) -> None:
        self.fields: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self._parts = 0

    def begin(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS:
            raise _invalid("The form has too many parts")

    def take(self, part: Part) -> None:
        name = part.name.decode("utf-8", "replace")
        if b"filename" not in part.options and b"filename*" not in part.options:
            if len(part.content) > MOST_FIELD:
                raise _invalid("A field of the form is too long")
            self.fields[name] = part.content.decode("utf-8", "replace")
        elif part.content:
            self.files[name] = part.content
