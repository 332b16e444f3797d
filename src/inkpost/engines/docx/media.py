"""The pictures and links of one document: relationships, and for pictures parts and content types."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from xml.sax.saxutils import quoteattr

from inkpost.engines.docx.compiled import Compiled, FillOptions, Part
from inkpost.engines.docx.limits import too_large
from inkpost.engines.docx.pictures import PictureFile, picture_bytes, qr_picture, read_picture
from inkpost.model.fields import Value

_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Media:
    """What one document adds to its package for pictures."""

    def __init__(self, program: Compiled, options: FillOptions) -> None:
        self._program = program
        self._options = options
        self._read: dict[str, PictureFile | None] = {}
        self._files: dict[str, tuple[str, PictureFile]] = {}
        self._relations: dict[int, dict[str, str]] = {}
        self._links: dict[int, dict[str, str]] = {}
        self._total = 0

    def read(self, value: Value) -> PictureFile | None:
        """The picture a value stands for; none when there is none that can be shown."""
        key = value if isinstance(value, str) else repr(value) if value is not None else ""
        if key and key not in self._read:
            content = picture_bytes(value, self._options.pictures, self._program.limits)
            self._read[key] = read_picture(content, self._program.limits)
        return self._read.get(key)

    def qr(self) -> PictureFile | None:
        return self._qr

    @cached_property
    def _qr(self) -> PictureFile | None:
        return qr_picture(self._options.qr_text) if self._options.qr_text else None

    def relation(self, part: Part, picture: PictureFile) -> str:
        """The id under which a part shows a picture."""
        known = self._relations.setdefault(part.index, {})
        if picture.digest not in known:
            known[picture.digest] = self._new_id(part, len(known))
            self._file(picture)
        return known[picture.digest]

    def link(self, part: Part, target: str) -> str:
        """The id under which a part links to an address."""
        known = self._links.setdefault(part.index, {})
        if target not in known:
            known[target] = self._new_id(part, len(known), "Link")
        return known[target]

    def _new_id(self, part: Part, number: int, kind: str = "") -> str:
        name = f"rIdInk{kind}{number + 1}"
        while name in part.relation_ids:
            name += "x"
        return name

    def _file(self, picture: PictureFile) -> None:
        if picture.digest in self._files:
            return
        self._total += len(picture.content)
        if self._total > self._program.limits.max_output_bytes:
            raise too_large()
        name = f"{self._program.media_folder}/ink-{picture.digest[:32]}.{picture.extension}"
        self._files[picture.digest] = (name, picture)

    def files(self) -> Iterator[tuple[str, PictureFile]]:
        """The new parts, by name."""
        taken = {entry.name for entry in self._program.entries}
        return ((name, picture) for name, picture in self._files.values() if name not in taken)

    def changed_parts(self) -> Iterator[tuple[str, bytes]]:
        """The relationship parts and content types that must name the new pictures."""
        for index in sorted({*self._relations, *self._links}):
            yield self._relationships(self._program.parts[index])
        missing = {p.extension: p.content_type for _, p in self._files.values()}
        missing = {e: kind for e, kind in missing.items() if self._program.types.defaults.get(e) != kind}
        if missing:
            yield "[Content_Types].xml", self._types(missing)

    def _relationships(self, part: Part) -> tuple[str, bytes]:
        splice = part.relations_splice
        base = _STRICT if part.strict else _TRANSITIONAL
        pictures = (
            f'<{splice.prefix}Relationship Id="{id_}" Type="{base}/image" Target="/{self._files[digest][0]}"/>'
            for digest, id_ in self._relations.get(part.index, {}).items()
        )
        links = (
            f'<{splice.prefix}Relationship Id="{id_}" Type="{base}/hyperlink" Target={quoteattr(target)}'
            ' TargetMode="External"/>'
            for target, id_ in self._links.get(part.index, {}).items()
        )
        return part.relations_name, splice.with_("".join((*pictures, *links)))

    def _types(self, missing: dict[str, str]) -> bytes:
        """Content types by part, since another default may stand for the extension."""
        splice = self._program.types_splice
        lines = (
            f'<{splice.prefix}Override PartName="/{name}" ContentType="{picture.content_type}"/>'
            if picture.extension in self._program.types.defaults
            else ""
            for name, picture in self._files.values()
            if picture.extension in missing
        )
        defaults = (
            f'<{splice.prefix}Default Extension="{extension}" ContentType="{kind}"/>'
            for extension, kind in missing.items()
            if extension not in self._program.types.defaults
        )
        return splice.with_("".join((*defaults, *lines)))
