"""Sows placeholders at legal places of a document, and says what the document must be once they are filled."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lxml import etree

from engines.docx.making import NAMESPACES, W, unzipped, zipped

NOISE = (
    "",
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="{n}" w:name="sown{n}"/><w:bookmarkEnd w:id="{n}"/>',
    '<w:proofErr w:type="gramEnd"/><w:bookmarkStart w:id="{n}" w:name="sown{n}"/><w:bookmarkEnd w:id="{n}"/>',
)
LOOKS = (
    "",
    "<w:rPr><w:b/><w:bCs/></w:rPr>",
    '<w:rPr><w:i/><w:color w:val="FF0000"/></w:rPr>',
    '<w:rPr><w:sz w:val="28"/><w:u w:val="single"/></w:rPr>',
    '<w:rPr><w:noProof/><w:lang w:val="ru-RU"/></w:rPr>',
)
BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
    '<wp:extent cx="2400000" cy="700000"/><wp:docPr id="{id}" name="Box"/><wp:cNvGraphicFramePr/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="700000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx><w:txbxContent><w:p>{content}</w:p>'
    "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    '<mc:Fallback><w:pict><v:shape style="width:190pt;height:55pt"><v:textbox><w:txbxContent><w:p>{content}</w:p>'
    "</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
"""A text box in both of its representations."""
KINDS = ("body", "cell", "box", "note", "header", "footer")
_PARTS = {"document": "body", "header": "header", "footer": "footer", "footnotes": "note", "endnotes": "note"}
_GONE = ("del", "moveFrom", "rubyBase", "rt")
_HELD = ("showingPlcHdr", "dataBinding", "temporary", "text", "date", "dropDownList", "comboBox")


@dataclass(frozen=True)
class Place:
    """Before the child at ``position`` of a paragraph of its part; ``in_field`` within a field's result."""

    kind: str
    part: str
    paragraph: int
    position: int
    in_field: bool
    in_fallback: bool


@dataclass(frozen=True)
class Seed:
    """A placeholder to sow: where its text is cut into runs, how these look and what stands between them."""

    name: str
    value: str
    cuts: tuple[int, ...] = ()
    looks: tuple[int, ...] = (0,)
    noise: tuple[int, ...] = (0,)
    before: str = ""
    after: str = ""
    boxed: bool = False


def tag(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def parsed(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False))


def text_parts(content: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The parts with text, with the kind of place each is."""
    for name in content:
        kind = _PARTS.get(Path(name).stem.rstrip("0123456789"))
        if kind and name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1:
            yield name, kind


def places(content: Mapping[str, bytes]) -> list[Place]:
    """Every place where a run may stand and its text is neither gone nor a field's instruction."""
    found: list[Place] = []
    for part, kind in text_parts(content):
        root = parsed(content[part])
        numbers = {p: n for n, p in enumerate(root.iter(f"{{{W}}}p"))}
        depth: list[str] = []
        for element in root.iter():
            parent = element.getparent()
            if parent in numbers and tag(element) != "pPr" and "begin" not in depth and legal(parent):
                where = kind_of(parent, kind)
                position = parent.index(element)
                fallback = any(tag(up) == "Fallback" for up in parent.iterancestors())
                found.append(Place(where, part, numbers[parent], position, bool(depth), fallback))
            if element in numbers and "begin" not in depth and legal(element) and all(tag(c) == "pPr" for c in element):
                fallback = any(tag(up) == "Fallback" for up in element.iterancestors())
                found.append(Place(kind_of(element, kind), part, numbers[element], len(element), bool(depth), fallback))
            if tag(element) == "fldChar":
                follow(depth, element.get(f"{{{W}}}fldCharType"))
    return found


def follow(depth: list[str], kind: str | None) -> None:
    if kind == "begin":
        depth.append("begin")
    elif depth and kind == "separate":
        depth[-1] = "separate"
    elif depth and kind == "end":
        depth.pop()


def legal(paragraph: etree._Element) -> bool:
    ups = list(paragraph.iterancestors())
    controls = (each for up in ups if tag(up) == "sdt" for properties in up[:1] for each in properties)
    typed = any(tag(up) in ("footnote", "endnote") and up.get(f"{{{W}}}type") for up in ups)
    return not typed and not any(tag(up) in _GONE for up in ups) and not any(tag(each) in _HELD for each in controls)


def kind_of(paragraph: etree._Element, kind: str) -> str:
    for up in paragraph.iterancestors():
        if tag(up) == "txbxContent":
            return "box"
        if tag(up) == "tc":
            return "cell"
    return kind


def sow(content: Mapping[str, bytes], plan: list[tuple[Place, Seed]]) -> tuple[bytes, dict[str, bytes]]:
    """The template with the seeds in it, and what its parts must be when it is filled (as canonical XML)."""
    sown, expected = dict(content), {}
    for part in {place.part for place, _ in plan}:
        root = parsed(content[part])
        twin = copy.deepcopy(root)
        mine = [(place, seed) for place, seed in plan if place.part == part]
        for tree, filled in ((root, False), (twin, True)):
            anchors = [anchor(tree, place) for place, _ in mine]
            for number, (spot, (_, seed)) in enumerate(zip(anchors, mine, strict=True)):
                paragraph, before = spot
                for element in runs(seed, 90_000 + 100 * number, filled=filled):
                    paragraph.append(element) if before is None else before.addprevious(element)
        sown[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        expected[part] = canonical(twin)
    return zipped(sown), expected


def anchor(root: etree._Element, place: Place) -> tuple[etree._Element, etree._Element | None]:
    """The paragraph, and the child before which to sow; none at the end."""
    paragraph = list(root.iter(f"{{{W}}}p"))[place.paragraph]
    return paragraph, paragraph[place.position] if place.position < len(paragraph) else None


def runs(seed: Seed, first_id: int, *, filled: bool) -> list[etree._Element]:
    """The seed's text in runs, or the same runs as they must be when it is filled."""
    written = f"{seed.before}{{{seed.name}}}{seed.after}"
    begin, end = len(seed.before), len(written) - len(seed.after)
    edges = sorted({0, len(written), *(cut % len(written) for cut in seed.cuts)})
    pieces = []
    for number, (start, stop) in enumerate(pairwise(edges)):
        text = written[start:stop]
        if filled:
            text = written[start : min(stop, begin)] if start < begin else ""
            text += seed.value if start <= begin < stop else ""
            text += written[max(start, end) : stop] if stop > end else ""
        look = LOOKS[seed.looks[number % len(seed.looks)] % len(LOOKS)]
        noise = NOISE[seed.noise[number % len(seed.noise)] % len(NOISE)] if stop < len(written) else ""
        pieces.append(f'<w:r>{look}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>')
        pieces.append(noise.replace("{n}", str(first_id + number)))
    content = "".join(pieces)
    if seed.boxed:
        content = BOX.replace("{id}", str(first_id + 50)).replace("{content}", content)
    return list(etree.fromstring(f"<w:p {NAMESPACES}>{content}</w:p>"))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def canonical(root: etree._Element) -> bytes:
    return etree.tostring(root, method="c14n2")


def parts_of(path: Path) -> dict[str, bytes]:
    return unzipped(path.read_bytes())
