"""Files that every page shares, each under a name that carries its hash, so browsers keep it for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "static"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#26415e" d="M7 3h12l6 6v20H7z"/>'
    '<path fill="#fff" d="M11 14h10v2H11zm0 5h10v2H11zm0 5h6v2h-6z" opacity=".9"/></svg>'
)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file: its address, contents and media type."""

    url: str
    content: bytes
    media_type: str


class Static:
    """The files, by their plain name (for templates) and by the name in the address (for requests)."""

    def __init__(self) -> None:
        found = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in _TYPES}
        found["icon.svg"] = _ICON.encode()
        self._by_name = {name: _file(name, content) for name, content in found.items()}
        self._by_url = {file.url.rpartition("/")[2]: file for file in self._by_name.values()}

    def url(self, name: str) -> str:
        """Where a file lies."""
        return self._by_name[name].url

    def find(self, hashed: str) -> StaticFile | None:
        """The file of an address; an old hash finds nothing."""
        return self._by_url.get(hashed)


def _file(name: str, content: bytes) -> StaticFile:
    path = Path(name)
    digest = hashlib.sha256(content).hexdigest()[:16]
    return StaticFile(f"/static/{path.stem}-{digest}{path.suffix}", content, _TYPES[path.suffix])
