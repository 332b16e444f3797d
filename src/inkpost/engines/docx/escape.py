"""Makes text safe to stand in a run of Word's XML."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# the letters of scripts that Word formats otherwise than Latin ones, as they stand in a regular expression's set
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
COMPLEX = "\u0900-\u0dff\u0e00-\u109f\u1780-\u17ff"
EASTERN = "\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
is_scripted = re.compile(f"[{RIGHT_TO_LEFT}{COMPLEX}{EASTERN}]").search
"""Finds a letter of such a script; no ASCII text has one."""
may_be_scripted = re.compile("[^\x00-\u058f]").search
"""Finds, faster, a character beyond Latin, Greek, Cyrillic and Armenian: without one there is no such letter."""
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
