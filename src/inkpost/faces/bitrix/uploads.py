"""A file that arrives with a call: as base64, as a name with base64, or as a part of a multipart body."""

from __future__ import annotations

import binascii
import re
from typing import Final

import msgspec

from inkpost.faces.bitrix.values import ValueFault

LONGEST_NAME: Final = 255
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Upload(msgspec.Struct, frozen=True):
    """The contents of a file and its bare name, where the caller gave one."""

    name: str | None
    content: bytes


def file_value(value: object) -> Upload:
    """The file in any of the three ways to pass one; raises ``ValueFault`` that says what is wrong with it.

    ``"base64"``, ``["name.docx", "base64"]``, ``{"0": "name.docx", "1": "base64"}``,
    ``{"fileData": ["name.docx", "base64"]}``, or an ``Upload`` that a multipart body put there.
    """
    if isinstance(value, Upload):
        return value
    if isinstance(value, str):
        return Upload(None, decoded(value))
    name, content = _pair(value)
    return Upload(bare_name(name), decoded(content))


def _pair(value: object) -> tuple[str, str]:
    if isinstance(value, dict):
        inner = next((held for key, held in value.items() if key.lower() == "filedata"), None)
        if inner is not None and len(value) == 1:
            return _pair(inner)
        value = [value["0"], value["1"]] if value.keys() == {"0", "1"} else None
    match value:
        case [str() as name, str() as content]:
            return name, content
    raise ValueFault('a file: base64, ["name.docx", "base64"] or a part of a multipart body', value)


def decoded(written: str) -> bytes:
    """The bytes behind base64; whitespace is allowed, anything else outside the alphabet is not."""
    try:
        content = _decode(written)
    except ValueError:
        raise ValueFault(f"a file in base64{_hint(written)}", written) from None
    if not content:
        raise ValueFault("a file in base64 that is not empty", written)
    return content


def _decode(written: str) -> bytes:
    try:
        return binascii.a2b_base64(written, strict_mode=True)
    except binascii.Error:
        return binascii.a2b_base64("".join(written.split()), strict_mode=True)


def _hint(written: str) -> str:
    head = written[:64]
    if head.startswith("data:"):
        return " without the prefix up to the comma"
    if " " in written.strip() and "+" not in written:
        return ' (a "+" in a form has to be sent as %2B)'
    if "-" in written or "_" in written:
        return ' with the characters "+" and "/"'
    return ""


def bare_name(given: str) -> str | None:
    """The last part of a path, without control characters, at most 255 long; ``None`` if nothing is left."""
    last = _CONTROL.sub("", re.split(r"[/\\]", given[-4096:])[-1]).strip()
    if last in {"", ".", ".."}:
        return None
    return last[-LONGEST_NAME:]
