"""How a file leaves: under its name, as what it is, and as nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

# Controls, what file systems refuse, and the marks that turn the direction of text and so hide an ending.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"\\/:*?<>|\ud800-\udfff]+')
_MOST_BYTES = 180  # names of files end at 255 bytes; a header with one in three spellings stays small


def file_headers(name: str, *, inline: bool = False) -> dict[str, str]:
    """The headers of a file's answer; the name in both of its spellings."""
    clean = file_name(name)
    plain = clean.encode("ascii", "replace").decode().replace("?", "_")
    kind = "inline" if inline else "attachment"
    return {
        "content-disposition": f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(clean, safe='')}",
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy": "default-src 'none'; sandbox",
    }


def file_name(name: str) -> str:
    """A name that every file system takes: no controls, not too long, its ending kept."""
    clean = _UNSAFE.sub("_", name).strip().lstrip(".") or "file"
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:
        return _cut(clean, _MOST_BYTES)
    return f"{_cut(stem, _MOST_BYTES)}.{ending}"


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore").rstrip() or "file"
