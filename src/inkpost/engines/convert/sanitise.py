"""A DOCX without anything outside of it: what LibreOffice would fetch is taken out beforehand."""

from __future__ import annotations

import gzip
import io
import posixpath
import re
import zlib

from lxml import etree

from inkpost.engines.convert import fields
from inkpost.engines.convert.package import ZIP_MAGIC, Budget, pack, unpack, unreadable
from inkpost.engines.convert.settings import MIB, ConversionFailed

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE_RELATIONS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_VML = "urn:schemas-microsoft-com:vml"
_OFFICE = "urn:schemas-microsoft-com:office:office"
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_NAMES = {
    **fields.NAMESPACES,
    "r": _OFFICE_RELATIONS[0],
    "q": _OFFICE_RELATIONS[1],
    "v": _VML,
    "o": _OFFICE,
    "x": _XLINK,
}

_LINKS = etree.XPath("//*[@r:link or @q:link]", namespaces=_NAMES)
_DRAWN = etree.XPath("//v:*", namespaces=_NAMES)
_OUTSIDE = etree.XPath(
    "//o:OLEObject[@Type='Link'] | //w:attachedTemplate | //s:attachedTemplate"
    " | //w:mailMerge | //s:mailMerge | //w:subDoc | //s:subDoc"
    # No printed page shows a comment, and an office without a GUI crashes on drawing its window.
    " | //w:commentReference | //s:commentReference",
    namespaces=_NAMES,
)
_REFERRING = etree.XPath("//*[@r:* or @q:*]", namespaces=_NAMES)
_LINK_ATTRIBUTES = tuple(f"{{{uri}}}link" for uri in _OFFICE_RELATIONS)
_VML_ATTRIBUTES = (
    "src",
    f"{{{_OFFICE}}}href",
    f"{{{_OFFICE}}}althref",
    *(f"{{{uri}}}href" for uri in _OFFICE_RELATIONS),
)
_VML_PICTURES = frozenset(f"{{{_VML}}}{name}" for name in ("imagedata", "fill", "stroke", "image"))

_MAY_LEAD_OUT = frozenset(("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver"))
_NEVER = frozenset(
    ("vbaProject", "wordVbaData", "attachedTemplate", "mailMergeSource", "mailMergeHeaderSource", "frame")
)
_PACKAGES = (".docx", ".docm", ".dotx", ".dotm")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")
_SAFE_PICTURE = re.compile(r"\s*(#|data:image/(png|jpeg|gif);)", re.IGNORECASE)
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_XML_SUFFIXES = (".xml", ".rels", ".vml")
_MAX_DEPTH = 2

# Names of elements and attributes cannot be disguised in these encodings: a part without them is not parsed.
_OPEN_ENCODINGS = (b"utf-8", b"us-ascii", b"iso-8859-", b"windows-125")
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_FIELDS, _LINK, _VML_SOURCE, _ELEMENTS = range(4)
_SIGNS = (
    (_FIELDS, re.compile(rb"fldChar")),
    (_FIELDS, re.compile(rb"fldSimple")),
    (_LINK, re.compile(rb"link\s*=")),
    (_VML_SOURCE, re.compile(rb"href\s*=")),
    (_VML_SOURCE, re.compile(rb"src\s*=")),
    (_ELEMENTS, re.compile(rb"OLEObject")),
    (_ELEMENTS, re.compile(rb"attachedTemplate")),
    (_ELEMENTS, re.compile(rb"mailMerge")),
    (_ELEMENTS, re.compile(rb"subDoc")),
    (_ELEMENTS, re.compile(rb"commentReference")),
)
_ALL = frozenset(kind for kind, _ in _SIGNS)
_ALWAYS_PARSED = (b"<!DOCTYPE", b"Relationships", b"svg")


def strip_external(docx: bytes, *, limit_bytes: int = 300 * MIB) -> bytes:
    """The same document, repacked, without linked pictures, templates, objects, fetching fields and macros.

    Hyperlinks stay: nobody follows them. Marks of comments go: no page shows them.
    Raises ConversionFailed ``unreadable`` or ``too_large``.
    """
    return _strip(docx, Budget(limit_bytes), 0)


def _strip(docx: bytes, budget: Budget, depth: int) -> bytes:
    parts = unpack(docx, budget)
    leading: dict[str, frozenset[str]] = {}
    for name, data in parts.items():
        if b"Relationships" in data or name.lower().endswith(".rels"):
            parts[name], ids = _clean_relations(name, data)
            leading[_owner(name)] = ids
    return pack({name: _clean(name, data, leading.get(name), budget, depth) for name, data in parts.items()})


def _clean(name: str, data: bytes, leading: frozenset[str] | None, budget: Budget, depth: int) -> bytes:
    if not _is_xml(name, data):
        return _clean_binary(data, budget, depth)
    signs = _signs(data)
    if signs or leading or any(mark in data for mark in _ALWAYS_PARSED):
        return _clean_xml(name, data, signs, leading or frozenset())
    return data


def _signs(data: bytes) -> frozenset[int]:
    """What may have to be taken out of a part; everything, when its bytes cannot be searched as they are."""
    encoding = _ENCODING.search(data[:200])
    searchable = data[:4].count(0) == 0 and data[:2] not in (b"\xff\xfe", b"\xfe\xff")
    if not searchable or (encoding and not encoding[1].lower().startswith(_OPEN_ENCODINGS)):
        return _ALL
    return frozenset(kind for kind, sign in _SIGNS if sign.search(data))


def _is_xml(name: str, data: bytes) -> bool:
    return name.lower().endswith(_XML_SUFFIXES) or data[:64].lstrip().startswith(_XML_STARTS)


def _tree(name: str, data: bytes) -> etree._Element | None:
    """The parsed part; None for something that only looks like XML (it is emptied)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if name.lower().endswith(_XML_SUFFIXES):
            raise unreadable("A part of the document is not well-formed XML.") from error
        return None
    if root.getroottree().docinfo.doctype and root.tag != f"{{{_SVG}}}svg":
        raise unreadable("The document contains a document type declaration.")
    return root


def _owner(relations: str) -> str:
    """The part that ``folder/_rels/part.rels`` speaks for."""
    folder, name = posixpath.split(relations)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))


def _cut_relations(root: etree._Element) -> frozenset[str]:
    """Take out what leads outside, but not hyperlinks; answers the ids of these."""
    kept = set()
    for relation in list(root):
        if not _allowed(relation):
            root.remove(relation)
        elif relation.get("TargetMode") == "External":
            kept.add(relation.get("Id", ""))
    return frozenset(kept)


def _allowed(relation: etree._Element) -> bool:
    kind = relation.get("Type", "").rsplit("/", 1)[-1]
    if relation.get("TargetMode", "Internal") != "Internal":
        return kind == "hyperlink"
    target = relation.get("Target", "")
    if kind in _NEVER or _SCHEME.match(target):
        return False
    return kind != "aFChunk" or target.lower().endswith(_PACKAGES)


def _clean_relations(name: str, data: bytes) -> tuple[bytes, frozenset[str]]:
    """A list of relationships without those that lead outside, and the ids of its hyperlinks."""
    root = _tree(name, data)
    if root is None or root.tag != f"{{{_RELATIONS}}}Relationships":
        return data, frozenset()
    ids = _cut_relations(root)
    return _serialised(root), ids


def _clean_xml(name: str, data: bytes, signs: frozenset[int], leading: frozenset[str]) -> bytes:
    root = _tree(name, data)
    if root is None:
        return b""
    if root.tag == f"{{{_SVG}}}svg":
        _cut_svg(root)
        return etree.tostring(root, encoding="UTF-8")
    changed = [cut(root) for kind, cut in _CUTS if kind in signs]
    if leading:
        changed.append(_cut_misused(root, leading))
    return _serialised(root) if any(changed) or signs == _ALL else data


def _serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _cut_links(root: etree._Element) -> bool:
    found = fields.elements(_LINKS(root))
    for element in found:
        _drop(element, _LINK_ATTRIBUTES)
    return bool(found)


def _cut_vml(root: etree._Element) -> bool:
    found = fields.elements(_DRAWN(root))
    for element in found:
        _drop(element, _VML_ATTRIBUTES)
        if element.tag in _VML_PICTURES:
            _drop(element, ("href",))
    return bool(found)


def _cut_elements(root: etree._Element) -> bool:
    found = fields.elements(_OUTSIDE(root))
    for element in found:
        fields.remove(element)
    return bool(found)


_CUTS = ((_FIELDS, fields.disarm), (_LINK, _cut_links), (_VML_SOURCE, _cut_vml), (_ELEMENTS, _cut_elements))


def _cut_misused(root: etree._Element, leading: frozenset[str]) -> bool:
    """A hyperlink's relationship may serve hyperlinks alone: as a picture it would be fetched."""
    changed = False
    for element in fields.elements(_REFERRING(root)):
        if etree.QName(element).localname in _MAY_LEAD_OUT:
            continue
        keys = [key for key, value in element.attrib.items() if value in leading and _refers(str(key))]
        _drop(element, keys)
        changed = changed or bool(keys)
    return changed


def _refers(key: str) -> bool:
    return key.startswith(tuple(f"{{{uri}}}" for uri in _OFFICE_RELATIONS))


def _cut_svg(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        for key in ("href", f"{{{_XLINK}}}href"):
            if not _SAFE_PICTURE.match(element.get(key, "#")):
                del element.attrib[key]


def _drop(element: etree._Element, keys: tuple[str, ...] | list[str]) -> None:
    for key in keys:
        element.attrib.pop(key, None)


def _clean_binary(data: bytes, budget: Budget, depth: int) -> bytes:
    if data.startswith(ZIP_MAGIC):
        return _clean_inner(data, budget, depth)
    if data.startswith(b"\x1f\x8b") and _holds_xml(data):
        return b""
    return data


def _clean_inner(data: bytes, budget: Budget, depth: int) -> bytes:
    """A package inside the package; one that cannot be cleaned is emptied."""
    if depth >= _MAX_DEPTH:
        return b""
    try:
        return _strip(data, budget, depth + 1)
    except ConversionFailed as error:
        if error.code == "too_large":
            raise
        return b""


def _holds_xml(data: bytes) -> bool:
    """Whether a gzipped part is a compressed SVG rather than a compressed metafile."""
    try:
        with gzip.open(io.BytesIO(data)) as unpacked:
            return unpacked.read(64).lstrip().startswith(_XML_STARTS)
    except (OSError, EOFError, zlib.error):
        return True
