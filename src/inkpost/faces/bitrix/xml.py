"""The envelope of an answer as XML, for methods that are called with the suffix ``.xml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from inkpost.faces.bitrix.values import text

HEADER: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

# Whatever XML 1.0 cannot hold: control characters, halves of surrogate pairs, the two noncharacters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*\Z")
_DIGITS = re.compile(r"[0-9]+\Z")


def dumps_xml(envelope: Mapping[str, Any]) -> bytes:
    """The envelope as an XML document in UTF-8, with the root ``response``.

    Elements of lists, and values under a number, are called ``item``; a key that is no XML name becomes an
    ``item`` with the attribute ``key``. True is ``1``; false, null and empty containers are empty elements.
    Characters that XML cannot hold are dropped. Raises ``TypeError`` for a value that JSON would not have.
    """
    return (HEADER + "".join(_element("response", envelope))).encode()


def _element(key: object, value: Any) -> Iterator[str]:
    start, end = _tags(str(key))
    yield start
    if isinstance(value, Mapping):
        yield from _elements(value.items())
    elif isinstance(value, (list, tuple)):
        yield from _elements(enumerate(value))
    else:
        yield _text(value)
    yield end


def _elements(pairs: Iterable[tuple[object, Any]]) -> Iterator[str]:
    for key, value in pairs:
        yield from _element(key, value)


def _tags(key: str) -> tuple[str, str]:
    if _DIGITS.match(key):
        return "<item>", "</item>"
    if _NAME.match(key):
        return f"<{key}>", f"</{key}>"
    return f"<item key={quoteattr(_FORBIDDEN.sub('', key))}>", "</item>"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, (str, int, float)):
        raise TypeError(f"no answer can hold a {type(value).__name__}")
    # A bare carriage return would come back as a line feed.
    return escape(_FORBIDDEN.sub("", text(value)), {"\r": "&#13;"})
