"""Bodies of calls by their content type: multipart with files in nested places, forms and JSON."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from inkpost.faces.bitrix.parse import DEFAULT_LIMITS, Limits, WireError, json_body, nest, php_query, utf8
from inkpost.faces.bitrix.uploads import Upload, bare_name

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
        parser = MultipartParser(_boundary(content_type), reader.callbacks())  # type: ignore[arg-type]
        parser.write(raw)
        parser.finalize()
    except FormParserError as fault:
        raise WireError("The body is not valid multipart/form-data", detail=str(fault)[:200]) from None
    if not reader.complete:
        raise WireError("The multipart body ends before its last boundary")
    return nest(reader.pairs, limits)


def _boundary(content_type: str) -> bytes:
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if not boundary:
        raise WireError("The multipart body comes without a boundary", subject="Content-Type")
    return boundary


class _Reader:
    """Collects the named parts of a body, in order."""

    def __init__(self, most: int) -> None:
        self.pairs: list[tuple[str, Any]] = []
        self.complete = False
        self._most = most
        self._data: list[bytes] = []
        self._name = bytearray()
        self._value = bytearray()
        self._disposition = b""

    def callbacks(self) -> dict[str, Callable[..., None]]:
        return {
            "on_part_begin": self._begin,
            "on_part_data": self._more,
            "on_part_end": self._end,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_end": self._finish,
        }

    def _begin(self) -> None:
        self._data, self._disposition = [], b""
        if len(self.pairs) >= self._most:
            raise WireError(f"The body has more than {self._most} parts")

    def _more(self, data: bytes, start: int, end: int) -> None:
        self._data.append(data[start:end])

    def _header(self) -> None:
        if self._name.lower() == b"content-disposition":
            self._disposition = bytes(self._value)
        self._name.clear()
        self._value.clear()

    def _end(self) -> None:
        _, options = parse_options_header(self._disposition)
        name = utf8(options.get(b"name", b""))
        content, filename = b"".join(self._data), _filename(self._disposition, options)
        self._data = []
        if filename is None:
            self.pairs.append((name, utf8(content)))
        elif filename or content:  # a browser sends an empty part for a file field that nobody filled
            self.pairs.append((name, Upload(bare_name(filename), content)))

    def _finish(self) -> None:
        self.complete = True


def _filename(disposition: bytes, options: dict[bytes, bytes]) -> str | None:
    """The file name of a part, also in the notation of old clients; ``None`` for a plain value."""
    extended = _EXTENDED_NAME.search(disposition)
    raw = unquote_to_bytes(extended[1]) if extended else options.get(b"filename")
    return None if raw is None else raw.decode("utf-8", "replace")
