"""Writes a copy of a template with a comment of Word's at each fault."""

from __future__ import annotations

import copy
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from inkpost.engines.docx.doctor.faults import Fault
from inkpost.engines.docx.doctor.paper import Paper, Story
from inkpost.engines.docx.marking import XML_SPACE, is_word, iter_word
from inkpost.engines.docx.opc import CONTENT_TYPES, relations_name
from inkpost.engines.docx.package import pack, write_package
from inkpost.engines.docx.xml import local, namespace, parse

AUTHOR, INITIALS = "Inkpost", "IP"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference", "comment")
_LEVEL = 1
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Remark:
    """A comment to be written: its text, and where in its paragraph it belongs (an ``end`` of 0: all of it)."""

    text: str
    start: int = 0
    end: int = 0


def annotated(paper: Paper, faults: Sequence[Fault]) -> bytes:
    """The template with a comment for each fault; those outside the body hang where the body leads to them.

    The tree of the body is changed: nothing else is to be read from the paper afterwards.
    """
    main = paper.main
    placed: dict[etree._Element, list[_Remark]] = defaultdict(list)
    for fault in faults:
        owner, remark = _placed(paper, main, fault)
        placed[owner].append(remark)
    comments = _Comments(paper)
    for owner, remarks in placed.items():
        _mark(main, owner, remarks, comments)
    changed = {main.part: _serialised(main.root), **comments.changed()}
    entries = [
        pack(entry.name, changed.pop(entry.name), _LEVEL) if entry.name in changed else entry for entry in paper.entries
    ]
    return write_package([*entries, *(pack(name, content, _LEVEL) for name, content in changed.items())])


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


# where a comment goes


def _placed(paper: Paper, main: Story, fault: Fault) -> tuple[etree._Element, _Remark]:
    text = f"{fault.severity.upper()}: {fault.message}. {fault.advice}."
    if fault.place is None or fault.spot is None:
        return _first(main), _Remark(f"{text} ({fault.place})" if fault.place else text)
    story = next((each for each in paper.stories if each.part == fault.place.part), main)
    paragraph = story.paragraphs[fault.spot.paragraph]
    if story is not main:
        referring = _referring(main, paragraph)
        return _first(main) if referring is None else referring, _Remark(f"{text} ({_told(fault)})")
    outer = _outermost(paragraph)
    if outer is not paragraph:
        return outer, _Remark(f"{text} ({_told(fault)})")
    return paragraph, _Remark(text, fault.spot.start, fault.spot.end)


def _told(fault: Fault) -> str:
    return f"{fault.place}: {fault.excerpt}" if fault.excerpt else str(fault.place)


def _outermost(paragraph: etree._Element) -> etree._Element:
    """The paragraph that a text box hangs on: comments do not go into text boxes."""
    found = paragraph
    for up in paragraph.iterancestors():
        if is_word(up, "p"):
            found = up
    return found


def _first(main: Story) -> etree._Element:
    """The first paragraph of the body; one is made where there is none."""
    for paragraph in iter_word(main.root, "p"):
        return _outermost(paragraph)
    body = next(iter_word(main.root, "body"), main.root)
    made = etree.Element(f"{{{namespace(body)}}}p", None, None)
    body.insert(0, made)
    return made


def _referring(main: Story, paragraph: etree._Element) -> etree._Element | None:
    """The paragraph of the body that refers to the note a paragraph lies in."""
    note = next((up for up in paragraph.iterancestors() if is_word(up, "footnote", "endnote")), None)
    if note is None:
        return None
    wanted = note.get(f"{{{namespace(note)}}}id")
    for reference in iter_word(main.root, f"{local(note)}Reference"):
        if reference.get(f"{{{namespace(reference)}}}id") == wanted:
            owner = next((up for up in reference.iterancestors() if is_word(up, "p")), None)
            return None if owner is None else _outermost(owner)
    return None


# marks in the text


def _mark(main: Story, paragraph: etree._Element, remarks: Sequence[_Remark], comments: _Comments) -> None:
    _split(main, paragraph, {offset for each in remarks if each.end for offset in (each.start, each.end)})
    stretch = main.stretch(paragraph)
    for remark in remarks:
        texts = stretch.touched(remark.start, remark.end) if remark.end else []
        touched = [_child(paragraph, element) for element, _ in (*texts[:1], *texts[-1:])]
        _surround(paragraph, touched, comments.add(remark.text))


def _split(main: Story, paragraph: etree._Element, offsets: Iterable[int]) -> None:
    """Parts the runs in whose texts the offsets lie, those that are the paragraph's own; the last offset first."""
    stretch = main.stretch(paragraph)
    for offset in sorted(offsets, reverse=True):
        for text, start in stretch.touched(offset, offset + 1):
            run = text.getparent()
            own = run is not None and is_word(run, "r") and run.getparent() is paragraph
            if own and run is not None and offset > start:
                _split_run(run, text, offset - start)


def _split_run(run: etree._Element, text: etree._Element, at: int) -> None:
    second = etree.Element(run.tag, dict(run.attrib), run.nsmap)
    properties = [each for each in run if is_word(each, "rPr")]
    second.extend(copy.deepcopy(properties))
    rest = etree.SubElement(second, text.tag)
    whole = text.text or ""
    text.text, rest.text = whole[:at], whole[at:]
    text.set(XML_SPACE, "preserve")
    rest.set(XML_SPACE, "preserve")
    second.extend(list(text.itersiblings()))
    second.tail, run.tail = run.tail, None
    run.addnext(second)


def _child(paragraph: etree._Element, element: etree._Element) -> etree._Element:
    return next(up for up in (element, *element.iterancestors()) if up.getparent() is paragraph)


def _surround(paragraph: etree._Element, touched: Sequence[etree._Element], number: int) -> None:
    """Puts the marks around the first and the last of the children that are touched, else around all of them."""
    start, end, reference = _range(paragraph, number)
    if touched:
        touched[0].addprevious(start)
        touched[-1].addnext(end)
        end.addnext(reference)
        return
    paragraph.insert(1 if len(paragraph) and is_word(paragraph[0], "pPr") else 0, start)
    paragraph.extend((end, reference))


def _range(paragraph: etree._Element, number: int) -> tuple[etree._Element, etree._Element, etree._Element]:
    space = f"{{{namespace(paragraph)}}}"
    given = {f"{space}id": str(number)}
    start, end = etree.Element(f"{space}commentRangeStart", given), etree.Element(f"{space}commentRangeEnd", given)
    run = etree.Element(f"{space}r")
    etree.SubElement(run, f"{space}commentReference", given)
    return start, end, run


# the parts of the package


class _Comments:
    """The part that holds the comments: the one that is there, or a new one."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._main = paper.layout.main
        relation = next((each for each in paper.relations(self._main) if each.kind == "comments"), None)
        known = paper.parsed.get(relation.target) if relation is not None and not relation.external else None
        self._is_new = known is None or local(known) != "comments"
        self._name = self._new_name() if self._is_new or relation is None else relation.target
        self._space = namespace(paper.main.root)
        self._root = etree.Element(f"{{{self._space}}}comments", None, {"w": self._space})
        if not self._is_new and known is not None:
            self._root = known
        self._next = 1 + max(_numbers([paper.main.root, self._root]), default=-1)

    def _new_name(self) -> str:
        folder = posixpath.dirname(self._main)
        taken = {name.lower() for name in self._paper.contents}
        names = ("comments", *(f"comments{number}" for number in range(1, 100_000)))
        paths = (f"{folder}/{name}.xml".lstrip("/") for name in names)
        return next(path for path in paths if path.lower() not in taken)

    def add(self, text: str) -> int:
        """Writes a comment and answers its number."""
        number, self._next = self._next, self._next + 1
        space = f"{{{namespace(self._root)}}}"
        about = {f"{space}id": str(number), f"{space}author": AUTHOR, f"{space}initials": INITIALS}
        comment = etree.SubElement(self._root, f"{space}comment", about)
        run = etree.SubElement(etree.SubElement(comment, f"{space}p"), f"{space}r")
        written = etree.SubElement(run, f"{space}t")
        written.set(XML_SPACE, "preserve")
        written.text = _UNWRITABLE.sub("", text)
        return number

    def changed(self) -> Mapping[str, bytes]:
        """The parts that have changed, by name."""
        found = {self._name: _serialised(self._root)}
        if self._is_new:
            found[CONTENT_TYPES] = self._types()
            found[relations_name(self._main)] = self._relations()
        return found

    def _types(self) -> bytes:
        root = parse(self._paper.contents[CONTENT_TYPES], CONTENT_TYPES)
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": f"/{self._name}", "ContentType": _TYPE})
        return _serialised(root)

    def _relations(self) -> bytes:
        name = relations_name(self._main)
        content = self._paper.contents.get(name)
        root = (
            parse(content, name)
            if content
            else etree.Element(f"{{{_RELATIONS}}}Relationships", None, {None: _RELATIONS})
        )
        for relation in list(root):
            if relation.get("Type", "").endswith("/comments"):
                root.remove(relation)
        kind = _STRICT_KIND if "purl.oclc.org" in self._space else _KIND
        taken = {relation.get("Id") for relation in root}
        identity = next(each for each in (f"rIdComments{n or ''}" for n in range(len(taken) + 1)) if each not in taken)
        given = {"Id": identity, "Type": kind, "Target": f"/{self._name}"}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", given)
        return _serialised(root)


def _numbers(roots: Iterable[etree._Element]) -> Iterable[int]:
    for root in roots:
        for name in _MARKS:
            for element in iter_word(root, name):
                text = element.get(f"{{{namespace(element)}}}id", "")
                if text.isdecimal() and len(text) < 10:
                    yield int(text)
