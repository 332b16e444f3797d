"""Parses the XML of untrusted packages: no document types, no entities, no network, no odd encodings."""

from __future__ import annotations

import codecs

from lxml import etree

from inkpost.engines.docx.limits import DocxRefused
from inkpost.engines.docx.package import damaged

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCODINGS = frozenset({"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ASCII"})


def parse(content: bytes, name: str) -> etree._Element:
    """The root element, without comments and instructions. Raises DocxRefused."""
    refuse_document_type(content)
    try:
        root = etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise damaged(f"the XML of {name} is broken") from error
    info = root.getroottree().docinfo
    if info.doctype or (info.encoding or "UTF-8").upper() not in _ENCODINGS:
        raise DocxRefused("external_entity", f"{name} declares a document type or an encoding of its own.")
    return root


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def refuse_document_type(content: bytes) -> None:
    """A document type can only stand before the first element, so the search is short."""
    head = _decoded_prolog(content)
    position = 0
    while (position := head.find("<", position)) >= 0:
        position = _after_misc(head, position)
        if position < 0:
            return


def _decoded_prolog(content: bytes) -> str:
    if content[:2] in _UTF16:
        return content.decode("utf-16", "replace")
    if b"\x00" in content[:4]:
        return content.decode("utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", "replace")
    return content.decode("latin-1")


def _after_misc(head: str, position: int) -> int:
    """Where the search goes on after a comment or instruction; -1 at the first element."""
    if head.startswith("<!DOCTYPE", position) or head.startswith("<!ENTITY", position):
        raise DocxRefused("external_entity", "The file declares entities, which documents have no need of.")
    for opening, closing in (("<?", "?>"), ("<!--", "-->")):
        if head.startswith(opening, position):
            end = head.find(closing, position + len(opening))
            return end + len(closing) if end >= 0 else -1
    return -1


def local(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace(element: etree._Element) -> str:
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag[:1] == "{" else ""
