"""Finds a Word package's parts by content types and relationships, and refuses what is no plain document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from inkpost.engines.docx.limits import DocxRefused
from inkpost.engines.docx.package import damaged
from inkpost.engines.docx.xml import local, parse

CONTENT_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEXT_RELATIONS = frozenset({"header", "footer", "footnotes", "endnotes"})


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: ``kind`` is the last word of its type, ``target`` a part's name."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """Content types by lower-case extension and by lower-case part name."""

    defaults: Mapping[str, str]
    overrides: Mapping[str, str]

    def of(self, name: str) -> str:
        by_name = self.overrides.get("/" + name.lower())
        return by_name or self.defaults.get(name.rpartition(".")[2].lower(), "")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the text of a document lies: the main part first, then headers, footers and notes."""

    main: str
    text_parts: tuple[str, ...]
    properties: str | None
    types: ContentTypes


def read_layout(contents: Mapping[str, bytes]) -> Layout:
    """The parts of a plain .docx. Raises DocxRefused for anything else."""
    if CONTENT_TYPES not in contents:
        raise DocxRefused("not_docx", "The file is a zip, but not a Word document (.docx).")
    types = _content_types(parse(contents[CONTENT_TYPES], CONTENT_TYPES))
    root = relations(contents, "")
    main = _main_part(root, contents, types)
    _refuse_macros(types)
    parts = [main, *_text_parts(main, contents)]
    properties = next((r.target for r in root if r.kind == "core-properties" and r.target in contents), None)
    return Layout(main, tuple(dict.fromkeys(parts)), properties, types)


def _content_types(root: etree._Element) -> ContentTypes:
    defaults, overrides = {}, {}
    for child in root:
        kind = child.get("ContentType", "")
        if local(child) == "Default":
            defaults[child.get("Extension", "").lower()] = kind
        elif local(child) == "Override":
            overrides[child.get("PartName", "").lower()] = kind
    return ContentTypes(defaults, overrides)


def relations_name(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def relations(contents: Mapping[str, bytes], part: str) -> tuple[Relation, ...]:
    """The relationships of a part; of the package itself for the empty name."""
    name = relations_name(part)
    if name not in contents:
        return ()
    folder = part.rpartition("/")[0]
    return tuple(_relations(parse(contents[name], name), folder))


def _relations(root: etree._Element, folder: str) -> Iterator[Relation]:
    for child in root:
        kind = child.get("Type", "").rpartition("/")[2]
        external = child.get("TargetMode", "") == "External"
        target = child.get("Target", "")
        resolved = target if external else _resolve(folder, target)
        yield Relation(child.get("Id", ""), kind, resolved, external)


def _resolve(folder: str, target: str) -> str:
    path = unquote(target)
    joined = path if path.startswith("/") else posixpath.join("/", folder, path)
    return posixpath.normpath(joined).lstrip("/")


def _main_part(root: tuple[Relation, ...], contents: Mapping[str, bytes], types: ContentTypes) -> str:
    main = next((r.target for r in root if r.kind == "officeDocument" and not r.external), None)
    if main is None or main not in contents:
        raise DocxRefused("not_docx", "The file has no main document part, as a .docx must.")
    kind = types.of(main)
    if "macroEnabled" in kind:
        raise DocxRefused("macros", "The file contains macros.")
    if kind != _MAIN:
        raise DocxRefused("not_docx", "The file is an Office file, but not a Word document (.docx).")
    return main


def _refuse_macros(types: ContentTypes) -> None:
    kinds = [*types.overrides.values(), *types.defaults.values()]
    if any("vbaProject" in kind or "macroEnabled" in kind or "vbaData" in kind for kind in kinds):
        raise DocxRefused("macros", "The file contains macros.")


def _text_parts(main: str, contents: Mapping[str, bytes]) -> Iterator[str]:
    for relation in relations(contents, main):
        if relation.kind in _TEXT_RELATIONS and not relation.external:
            if relation.target not in contents:
                raise damaged(f"its part {relation.target} is missing")
            yield relation.target
