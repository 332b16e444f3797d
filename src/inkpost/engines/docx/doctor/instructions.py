"""The fields of a part (Word's, such as PAGE and INCLUDEPICTURE) with their instructions."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from inkpost.engines.docx.marking import WORD, is_word
from inkpost.engines.docx.xml import local, namespace

_STORIES = ("txbxContent", "footnote", "endnote", "comment")
_READ = tuple(f"{{{space}}}{name}" for space in WORD for name in ("fldChar", "instrText", "fldSimple"))


class _Open:
    """A field whose instruction is being read."""

    __slots__ = ("begin", "texts")

    def __init__(self, begin: etree._Element) -> None:
        self.begin = begin
        self.texts: list[str] = []


def instructions(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Every field of a part: its first mark, or its element, with its instruction; fields may lie in one another."""
    stacks: dict[etree._Element | None, list[_Open]] = {}
    for element in root.iter(*_READ):
        if is_word(element, "fldSimple"):
            yield element, _attribute(element, "instr").strip()
            continue
        story = next((up for up in element.iterancestors() if is_word(up, *_STORIES)), None)
        closed = _step(stacks.setdefault(story, []), element)
        if closed is not None:
            yield closed.begin, "".join(closed.texts).strip()
    for stack in stacks.values():
        yield from ((each.begin, "".join(each.texts).strip()) for each in stack)


def _step(stack: list[_Open], element: etree._Element) -> _Open | None:
    """Reads one mark or one piece of an instruction; answers the field that it closes."""
    kind = _attribute(element, "fldCharType") if local(element) == "fldChar" else ""
    if kind == "begin":
        stack.append(_Open(element))
    elif kind == "end" and stack:
        return stack.pop()
    elif not kind and stack:
        stack[-1].texts.append(element.text or "")
    return None


def _attribute(element: etree._Element, name: str) -> str:
    return element.get(f"{{{namespace(element)}}}{name}", "")
