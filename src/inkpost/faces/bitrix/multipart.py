"""Bodies of calls by their content type: multipart with files in nested places, forms and JSON."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError

from inkpost.faces.bitrix.parse import DEFAULT_LIMITS, Limits, WireError, json_body, nest, php_query, utf8
from inkpost.faces.bitrix.uploads import Upload, bare_name
from inkpost.faces.kit.multipart import Part, boundary_of, read_parts

_EXTENDED_NAME = re.compile(rb";\s*filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", re.IGNORECASE)


def read_body(raw: bytes, content_type: str, limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
    """The parameters in a body: by its content type, or, where that says nothing, its first character."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return multipart(raw, content_type, limits)
    if kind == "application/json" or kind.endswith("+json"):
        return json_body(raw, limits)
    if kind != "application/x-www-form-urlencoded" and raw[:64].lstrip()[:1] == b"{":
        return json_body(raw, limits)
    return php_query(raw.strip(), limits)


def multipart(raw: bytes, content_type: str, limits: Limits = DEFAULT_LIMITS) -> dict[str, Any]:
    """The parameters of a multipart body, nested as in a form; a part with a file name is an ``Upload``.

    Raises ``WireError`` when the body is cut off, malformed, too large or has too many parts.
    """
    if len(raw) > limits.size:
        raise WireError(f"The body is larger than {limits.size} bytes")
    reader = _Reader(limits.variables)
    try:
        complete = read_parts(raw, _boundary(content_type), begin=reader.begin, take=reader.take)
    except FormParserError as fault:
        raise WireError("The body is not valid multipart/form-data", detail=str(fault)[:200]) from None
    if not complete:
        raise WireError("The multipart body ends before its last boundary")
    return nest(reader.pairs, limits)


def _boundary(content_type: str) -> bytes:
    boundary = boundary_of(content_type)
    if not boundary:
        raise WireError("The multipart body comes without a boundary", subject="Content-Type")
    return boundary


class _Reader:
    """Collects the named parts of a body, in order."""

    def __init__(self, most: int) -> None:
        self.pairs: list[tuple[str, Any]] = []
        self._most = most

    def begin(self) -> None:
        if len(self.pairs) >= self._most:
            raise WireError(f"The body has more than {self._most} parts")

    def take(self, part: Part) -> None:
        name, filename = utf8(part.name), _filename(part)
        if filename is None:
            self.pairs.append((name, utf8(part.content)))
        elif filename or part.content:  # a browser sends an empty part for a file field that nobody filled
            self.pairs.append((name, Upload(bare_name(filename), part.content)))


def _filename(part: Part) -> str | None:
    """The file name of a part, also in the notation of old clients; ``None`` for a plain value."""
    extended = _EXTENDED_NAME.search(part.disposition)
    raw = unquote_to_bytes(extended[1]) if extended else part.options.get(b"filename")
    return None if raw is None else raw.decode("utf-8", "replace")
