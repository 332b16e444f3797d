"""What leads outside of the file, or would run: it is taken out before the document is converted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from inkpost.engines.convert.fields import fetches
from inkpost.engines.docx.doctor.faults import Fault, Place, Spot, fault, shortened
from inkpost.engines.docx.doctor.instructions import instructions
from inkpost.engines.docx.doctor.paper import Paper, Story, paragraph_of
from inkpost.engines.docx.opc import CONTENT_TYPES, Relation
from inkpost.engines.docx.xml import local

_KINDS = {
    "image": "a linked picture",
    "attachedTemplate": "an attached template",
    "oleObject": "a linked object (OLE)",
    "package": "a linked object (OLE)",
    "subDocument": "a subdocument",
    "frame": "a frame",
    "mailMergeSource": "a source for mail merge",
    "mailMergeHeaderSource": "a source for mail merge",
    "font": "a font from elsewhere",
    "aFChunk": "a linked piece of another document",
    "video": "a video",
    "audio": "a sound",
    "media": "a video or a sound",
}
_ADVICE = {
    "image": "Put the picture into the document (Insert, not Link)",
    "attachedTemplate": "Attach no template (Developer, Document Template: Normal)",
    "font": "Embed the font in the file, or install it on the server",
}
_UNSEEN = frozenset({"attachedTemplate", "mailMergeSource", "mailMergeHeaderSource"})
"""Links without which the document looks the same."""
_OF_THE_MACHINE = frozenset({"FILENAME", "AUTOTEXT"})
"""Fields that show what is on the author's machine, and lead nowhere."""
_HYPERLINKS = frozenset({"hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"})
_RUNNING = {
    "control": "an ActiveX control",
    "keyMapCustomizations": "own keys that run commands",
    "vbaProject": "macros",
    "wordVbaData": "macros",
}
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")
_RESOLVED = re.compile(r"(^|/)[A-Za-z][A-Za-z0-9+.-]+:")
_DATA = re.compile(r"\s*data:", re.IGNORECASE)
_VML = "urn:schemas-microsoft-com:vml"
_TAKEN_OUT = "it is taken out before the document is converted"


def check(paper: Paper) -> Iterator[Fault]:
    """External relationships, fetching fields, addresses in drawings, macros and controls."""
    for name in sorted(paper.contents):
        if not name.endswith(".rels"):
            yield from _related(paper, name)
    for relation in paper.relations(""):
        yield from _relation(paper, "", relation)
    for story in paper.stories:
        yield from _fields(story)
        yield from _drawn(story)
    yield from _vector(paper)


def _related(paper: Paper, part: str) -> Iterator[Fault]:
    for relation in paper.relations(part):
        yield from _relation(paper, part, relation)


def _relation(paper: Paper, part: str, relation: Relation) -> Iterator[Fault]:
    if relation.kind in _RUNNING:
        place, spot = _where(paper, part, relation.id)
        message = f"The file has {_RUNNING[relation.kind]}, which never run here"
        yield fault("macro", message, "Take it out of the template", place, shortened(relation.target), spot)
    elif relation.kind == "aFChunk" and not relation.external and relation.target in paper.contents:
        place, spot = _where(paper, part, relation.id)
        message = "A piece of another document is put in whole (altChunk): it is neither filled nor examined"
        yield fault("not_filled_here", message, "Copy its text into the template", place, relation.target, spot)
    elif relation.kind == "hyperlink" and relation.external:
        yield from _misused(paper, part, relation)
    elif relation.kind != "hyperlink" and (relation.external or _leads_out(relation.target)):
        place, spot = _where(paper, part, relation.id)
        what = _KINDS.get(relation.kind, f"a link of the kind {shortened(relation.kind)}")
        message = f"There is {what} to {shortened(relation.target)}: {_TAKEN_OUT}"
        advice = _ADVICE.get(relation.kind, "Put what it leads to into the document, or take the link out")
        code = "unseen_link" if relation.kind in _UNSEEN else "external_link"
        yield fault(code, message, advice, place, shortened(relation.target), spot)


def _misused(paper: Paper, part: str, relation: Relation) -> Iterator[Fault]:
    """A hyperlink's relationship that something else than a hyperlink uses: it would be fetched."""
    for story in paper.stories if relation.target else ():
        for element in story.referring.get(relation.id, ()) if story.part == part else ():
            if local(element) not in _HYPERLINKS:
                place, spot = _at(story, element)
                message = f"There is a linked picture to {shortened(relation.target)}: {_TAKEN_OUT}"
                yield fault("external_link", message, _ADVICE["image"], place, shortened(relation.target), spot)


def _leads_out(target: str) -> bool:
    """Also where it is said to lie inside, an address leads out: its slashes are those of a resolved path by now."""
    return _RESOLVED.search(target) is not None


def _where(paper: Paper, part: str, identity: str) -> tuple[Place, Spot | None]:
    """The paragraph of a story in which a relationship is used, or only the part."""
    story = next((story for story in paper.stories if story.part == part), None)
    if story is None:
        return Place(part or CONTENT_TYPES), None
    users = story.referring.get(identity)
    return _at(story, users[0]) if users else (story.places.part, None)


def _at(story: Story, element: etree._Element) -> tuple[Place, Spot | None]:
    owner = paragraph_of(element)
    return (story.places.part, None) if owner is None else (story.places.of(owner), story.whole(owner))


def _fields(story: Story) -> Iterator[Fault]:
    for element, instruction in instructions(story.root):
        word = next(iter(re.findall(r"[A-Za-z]+", instruction)), "").upper()
        place, spot = _at(story, element)
        if fetches(instruction):
            message = f"The field {word} would show what is not in the file: it keeps what it showed last"
            advice = "Put what it shows into the document as text or picture"
            code = "kept_field" if word in _OF_THE_MACHINE else "external_link"
            yield fault(code, message, advice, place, shortened(instruction), spot)
        elif word == "MACROBUTTON":
            message = "The field MACROBUTTON would run a macro: nothing runs here"
            yield fault("macro", message, "Write its text as text", place, shortened(instruction), spot)


def _drawn(story: Story) -> Iterator[Fault]:
    """Addresses that the old notation of drawings holds itself, without a relationship."""
    for element in story.root.iter(f"{{{_VML}}}*"):
        names = ("src", "href") if local(element) in ("imagedata", "fill", "stroke", "image") else ("src",)
        for address in (element.get(name, "") for name in names):
            if _SCHEME.match(address) and not _DATA.match(address):
                place, spot = _at(story, element)
                message = f"There is a linked picture to {shortened(address)}: {_TAKEN_OUT}"
                yield fault("external_link", message, _ADVICE["image"], place, shortened(address), spot)


def _vector(paper: Paper) -> Iterator[Fault]:
    """SVG pictures that would fetch others."""
    for name, root in paper.parsed.items():
        if local(root) != "svg":
            continue
        addresses = (str(value) for element in root.iter() for key, value in element.attrib.items() if _is_href(key))
        for address in dict.fromkeys(each for each in addresses if _SCHEME.match(each) and not _DATA.match(each)):
            message = f"The picture {name} shows another one from {shortened(address)}: {_TAKEN_OUT}"
            yield fault("external_link", message, _ADVICE["image"], Place(name), shortened(address))


def _is_href(key: object) -> bool:
    return str(key).rpartition("}")[2] == "href"
