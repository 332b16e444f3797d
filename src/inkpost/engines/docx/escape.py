"""Makes text safe to stand in a run of Word's XML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
needs_care = re.compile("[&<>{\x00-\x1f\ud800-\udfff\ufffe\uffff]").search
"""Finds a character that cannot simply be copied, or that may begin a placeholder."""


def plain_escape(text: str) -> str:
    """Text for an element without structure of its own, such as a title."""
    text = _FORBIDDEN.sub("", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run_text(text: str, prefix: str) -> str:
    """Text for a ``w:t``: line breaks and tabs become elements beside it."""
    text = plain_escape(text)
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = text.replace("\n", between(prefix, "br")).replace("\t", between(prefix, "tab"))
    return text


def between(prefix: str, tag: str) -> str:
    """Closes the ``w:t``, puts an empty element, and opens another."""
    return f'</{prefix}t><{prefix}{tag}/><{prefix}t xml:space="preserve">'
