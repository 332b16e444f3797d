"""Compiles a template: checks the package, finds the placeholders, and prepares the parts that have any."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice

from lxml import etree

from inkpost.engines.docx.compiled import Part, Placeholder, Splice
from inkpost.engines.docx.controls import prompt_styles, release_controls
from inkpost.engines.docx.drawn import Drawn, open_drawings
from inkpost.engines.docx.grammar import Found
from inkpost.engines.docx.ids import highest
from inkpost.engines.docx.limits import DEFAULT_LIMITS, MEBIBYTE, DocxRefused, Limits
from inkpost.engines.docx.links import Target, open_links, targets_of
from inkpost.engines.docx.marking import TARGET, Marks, Placed, is_word, mark_text
from inkpost.engines.docx.nodes import Kind, Node, Slot
from inkpost.engines.docx.opc import CONTENT_TYPES, Layout, read_layout, relations, relations_name
from inkpost.engines.docx.package import Entry, damaged, read_package, unpack
from inkpost.engines.docx.program import Program
from inkpost.engines.docx.scripts import Look, look_of
from inkpost.engines.docx.sizes import Room, room_for, text_room
from inkpost.engines.docx.structure import carriers, is_note, mark_structure, prefix_of, read_marked, surround
from inkpost.engines.docx.xml import local, namespace, parse

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
)
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"


def compile_template(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Program:
    """The program of a template. Raises DocxRefused for a file that is no plain, whole, harmless .docx."""
    try:
        return _compile(data, limits)
    except RecursionError as error:
        raise damaged("its XML is nested too deeply") from error


def _compile(data: bytes, limits: Limits) -> Program:
    _refuse_ole(data)
    entries = read_package(data, limits)
    contents = _contents(entries, limits)
    layout = read_layout(contents)
    _refuse_broken_xml(contents, layout)
    work = _Work(contents, layout, limits)
    parts = [part for name in layout.text_parts if (part := work.part(name)) is not None]
    return Program(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        limits=limits,
        entries=entries,
        parts=tuple(parts),
        placeholders=work.placeholders(),
        keys=len(work.keys),
        types=layout.types,
        types_splice=_splice(parse(contents[CONTENT_TYPES], CONTENT_TYPES)),
        title_splice=_title_splice(contents, layout),
        highest_id=work.highest,
        media_folder=f"{layout.main.rpartition('/')[0]}/media".lstrip("/"),
    )


def _refuse_ole(data: bytes) -> None:
    if not data.startswith(_OLE):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise DocxRefused("encrypted", "The file is protected with a password.")
    raise DocxRefused("not_docx", "The file is in Word's old format (.doc), not .docx.")


def _contents(entries: Iterable[Entry], limits: Limits) -> dict[str, bytes]:
    """Every part by name; of large parts that are no XML only the name, once their checksum is right."""
    contents: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        content = unpack(entry, limits)
        total += len(content)
        if total > limits.max_total_bytes:
            raise DocxRefused("zip_bomb", "The file unpacks to far more than its size allows.")
        is_xml = entry.name.lower().endswith((".xml", ".rels"))
        if is_xml and len(content) > limits.max_xml_bytes:
            raise DocxRefused("too_large", f"{entry.name} in the file is larger than a template's text may be.")
        contents[entry.name] = content if is_xml or len(content) <= MEBIBYTE else b""
    return contents


def _refuse_broken_xml(contents: Mapping[str, bytes], layout: Layout) -> None:
    for name, content in contents.items():
        if name.endswith(".rels") or layout.types.of(name).endswith(("+xml", "/xml")):
            parse(content, name)


def _splice(root: etree._Element) -> Splice:
    """Where new elements go at the end of a small XML part."""
    mark = etree.PI(TARGET, "here")
    root.append(mark)
    return _split(root)


def _split(root: etree._Element) -> Splice:
    text = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    head, _, tail = text.partition(f"<?{TARGET} here?>".encode())
    return Splice(head, tail, prefix_of(root))


def _title_splice(contents: Mapping[str, bytes], layout: Layout) -> tuple[str, Splice] | None:
    if layout.properties is None:
        return None
    root = parse(contents[layout.properties], layout.properties)
    title = root.find(f"{{{_DUBLIN_CORE}}}title")
    if title is None:
        title = etree.SubElement(root, f"{{{_DUBLIN_CORE}}}title", nsmap={"dc": _DUBLIN_CORE})
    title.text = None
    for child in list(title):
        title.remove(child)
    title.append(etree.PI(TARGET, "here"))
    return layout.properties, _split(root)


@dataclass
class _Work:
    """What compiling gathers over all parts."""

    contents: Mapping[str, bytes]
    layout: Layout
    limits: Limits
    keys: dict[tuple[int, str, str, str, Look | None], int] = field(default_factory=dict)
    seen: dict[str, Placeholder] = field(default_factory=dict)
    looks: dict[bytes, Look] = field(default_factory=dict)
    count: int = 0
    highest: int = 0
    parts: int = 0

    @cached_property
    def prompts(self) -> frozenset[str]:
        """The styles of prompts in content controls."""
        found = (r.target for r in relations(self.contents, self.layout.main) if r.kind == "styles" and not r.external)
        content = next((self.contents[name] for name in found if name in self.contents), None)
        return prompt_styles(parse(content, "styles") if content is not None else None)

    def part(self, name: str) -> Part | None:
        """The compiled part; none when nothing in it is ever to change."""
        content = self.contents[name]
        targets = targets_of(relations(self.contents, name))
        if not (_may_have_braces(content) or targets or self.layout.types.of(name).endswith("notes+xml")):
            self.highest = max(self.highest, highest(content.decode("utf-8", "replace")))
            return None
        root = parse(content, name)
        nonce = secrets.token_hex(8)
        marks = Marks()
        mark_text(root, marks)
        drawn = open_drawings(root, nonce)
        links = open_links(root, targets, nonce)
        self.count += len(marks.placed) + len(drawn) + len(links)
        if self.count > self.limits.max_placeholders:
            raise DocxRefused("too_large", "The template has more placeholders than a template may have.")
        return self.compiled(name, root, marks, drawn, links, nonce)

    def compiled(
        self,
        name: str,
        root: etree._Element,
        marks: Marks,
        drawn: list[Drawn],
        links: list[tuple[etree._Element, Target]],
        nonce: str,
    ) -> Part | None:
        notes = _notes(root)
        if not (marks.placed or drawn or links or notes):
            self.highest = max(self.highest, highest(self.contents[name].decode("utf-8", "replace")))
            return None
        index = self.parts
        self.parts += 1
        self.looks = {}
        room = text_room(root)
        slots = {n: self.slot(placed, index, name, room) for n, placed in enumerate(marks.placed)}
        elements = [*(p.element for p in marks.placed), *(d.element for d in drawn), *(e for e, _ in links)]
        self.refuse_depth(elements)
        release_controls([placed.element for placed in marks.placed], self.prompts)
        inside = carriers(elements)
        nodes = mark_structure(root, dict.fromkeys([*inside, *notes]))
        for element, target in links:
            for found in target:
                if not isinstance(found, str):
                    self.note_placeholder(found, name, element, drawn=False)
        for picture in drawn:
            self.surround_picture(picture, index, name, nodes)
        text = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True).decode()
        self.highest = max(self.highest, highest(text))
        return Part(
            index=index,
            name=name,
            tree=read_marked(text, slots, nodes, nonce),
            has_slots=bool(slots or drawn or links),
            strict="purl.oclc.org" in namespace(root),
            note_reference=f"{local(root)[:-1]}Reference" if notes else "",
            relations_name=relations_name(name),
            relations_splice=_splice(parse(self.contents.get(relations_name(name), _NO_RELATIONS), name)),
            relation_ids=frozenset(relation.id for relation in relations(self.contents, name)),
            links=tuple(target for _, target in links),
        )

    def refuse_depth(self, elements: list[etree._Element]) -> None:
        limit = self.limits.max_depth
        if any(next(islice(element.iterancestors(), limit, None), None) is not None for element in elements):
            raise damaged("its XML is nested too deeply")

    def slot(self, placed: Placed, index: int, name: str, room: Room) -> Slot:
        space = room_for(placed.element, room)
        prefix = prefix_of(placed.element)
        look = look_of(placed.element, prefix, self.looks)
        slot = self.new_slot(placed.found, index, name, prefix, space, look=look)
        self.note_placeholder(placed.found, name, placed.element, drawn=False)
        return slot

    def surround_picture(self, picture: Drawn, index: int, name: str, nodes: list[Node]) -> None:
        prefix = prefix_of(picture.element)
        slot = self.new_slot(picture.found, index, name, prefix, Room(*picture.box), drawn=True)
        self.note_placeholder(picture.found, name, picture.element, drawn=True)
        node = Node(Kind.PICTURE, "drawing", prefix, slot=slot, box=picture.box)
        surround(picture.element, node, nodes)

    def new_slot(
        self,
        found: Found,
        index: int,
        part: str,
        prefix: str,
        room: Room,
        *,
        drawn: bool = False,
        look: Look | None = None,
    ) -> Slot:
        identity = (index, found.name, found.modifier.raw, prefix, look)
        key = self.keys.setdefault(identity, len(self.keys))
        return Slot(key, found.name, found.modifier, index, prefix, room.width, room.height, drawn, look)

    def note_placeholder(self, found: Found, part: str, element: etree._Element, *, drawn: bool) -> None:
        before = self.seen.get(found.name, Placeholder(found.name, part=part))
        raw = (found.modifier.raw,) if found.modifier.raw else ()
        self.seen[found.name] = replace(
            before,
            modifiers=tuple(dict.fromkeys((*before.modifiers, *raw))),
            drawn=before.drawn or drawn,
            in_row=before.in_row or any(is_word(up, "tr") for up in element.iterancestors()),
        )

    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(self.seen.values())


def _may_have_braces(content: bytes) -> bool:
    return b"{" in content or b"&#" in content or b"\x00" in content


def _notes(root: etree._Element) -> list[etree._Element]:
    return [note for note in root if is_note(note)] if is_word(root, "footnotes", "endnotes") else []
