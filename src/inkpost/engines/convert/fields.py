"""Fields of a Word part that would fetch something: taken out, while what they last showed stays."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "s": "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
FETCHING = frozenset(
    (
        "INCLUDEPICTURE",
        "INCLUDETEXT",
        "INCLUDE",
        "LINK",
        "DDE",
        "DDEAUTO",
        "IMPORT",
        "RD",
        "DATABASE",
        "AUTOTEXT",
    )
) | {"FILENAME"}  # its result would be the name of our temporary file
_WORD = re.compile(r"[^A-Za-z]*([A-Za-z]+)")
_TEXTS = ("instrText", "delInstrText", "t", "delText")


def _either(*names: str) -> str:
    return " | ".join(f"//{prefix}:{name}" for name in names for prefix in NAMESPACES)


def _tags(*names: str) -> tuple[str, ...]:
    return tuple(f"{{{uri}}}{name}" for name in names for uri in NAMESPACES.values())


_MARKS = etree.XPath(_either("fldChar"), namespaces=NAMESPACES)
_PIECES = etree.XPath(_either("fldChar", *_TEXTS), namespaces=NAMESPACES)
_SIMPLE = etree.XPath(_either("fldSimple"), namespaces=NAMESPACES)
_BOXES = etree.XPath(_either("txbxContent", "footnote", "endnote", "comment"), namespaces=NAMESPACES)
_STORIES = _tags("txbxContent", "footnote", "endnote", "comment")
_MARK_TAGS = frozenset(_tags("fldChar"))
_SHOWN_TAGS = frozenset(_tags("t", "delText"))


@dataclass(slots=True)
class _Field:
    """A field that is being read: its marks, and what lies between its begin and its separator."""

    marks: list[etree._Element]
    own: list[str] = field(default_factory=list)
    all: list[str] = field(default_factory=list)
    inside: list[etree._Element] = field(default_factory=list)
    shows: bool = False


def disarm(root: etree._Element) -> bool:
    """Take the fetching fields out of a part; answers whether there were any."""
    simple = [element for element in elements(_SIMPLE(root)) if fetches(_instruction(element))]
    for element in simple:
        _unwrap(element)
    complex_ = _fetching(root) if _MARKS(root) else []
    for found in complex_:
        for element in (*found.marks, *found.inside):
            remove(element)
    return bool(simple or complex_)


def _fetching(root: etree._Element) -> list[_Field]:
    """The complex fields of all stories of a part that would fetch something, closed or not."""
    apart = bool(_BOXES(root))
    stacks: dict[etree._Element, list[_Field]] = {}
    done: list[_Field] = []
    for element in elements(_PIECES(root)):
        story = next(element.iterancestors(*_STORIES), root) if apart else root
        closed = _step(stacks.setdefault(story, []), element)
        done += [closed] if closed else []
    done += [_unclosed(left) for stack in stacks.values() for left in stack]
    return [found for found in done if fetches("".join(found.own)) or fetches("".join(found.all))]


def _step(stack: list[_Field], element: etree._Element) -> _Field | None:
    """Read one mark or text; answers the field that it closes."""
    kind = _attribute(element, "fldCharType") if element.tag in _MARK_TAGS else ""
    for outer in stack:
        if not outer.shows and not (outer is stack[-1] and kind in ("separate", "end")):
            outer.inside.append(element)
    if kind == "begin":
        stack.append(_Field([element]))
    elif kind and stack:
        stack[-1].marks.append(element)
        stack[-1].shows = True
        return stack.pop() if kind == "end" else None
    elif not kind:
        _read(stack, element.text or "")
    return None


def _unclosed(found: _Field) -> _Field:
    """A field without an end may have swallowed the rest of its story: only its instruction goes."""
    found.inside = [element for element in found.inside if element.tag not in _SHOWN_TAGS]
    return found


def _read(stack: list[_Field], text: str) -> None:
    for outer in stack:
        if not outer.shows:
            outer.all.append(text)
    if stack and not stack[-1].shows:
        stack[-1].own.append(text)


def fetches(instruction: str) -> bool:
    """Whether a field with this instruction would fetch something, or show what is not of the document."""
    word = _WORD.match(instruction)
    return word is not None and word[1].upper() in FETCHING


def _instruction(element: etree._Element) -> str:
    return _attribute(element, "instr")


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute of WordprocessingML, in whichever of its namespaces it is written, or in none."""
    keys = (name, *(f"{{{uri}}}{name}" for uri in NAMESPACES.values()))
    return next((value for key in keys if (value := element.get(key)) is not None), "")


def elements(found: object) -> list[etree._Element]:
    """What an XPath found, as elements."""
    return [item for item in found if isinstance(item, etree._Element)] if isinstance(found, list) else []


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def remove(element: etree._Element) -> None:
    """Take an element out of its tree, if it still is in one."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
