"""Finds the text that belongs to the instruction of a field, not to its result."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from inkpost.engines.docx.xml import local, namespace


@dataclass(slots=True)
class _Field:
    """A field that has begun: the texts before its result, and whose texts those that stand now are.

    ``owner`` is the innermost field that has begun and shows no result yet: this one, or one around it. When it does
    not end, those around it do not either.
    """

    texts: list[etree._Element] = field(default_factory=list)
    owner: _Field | None = None


def instruction_texts(root: etree._Element, word: frozenset[str]) -> frozenset[etree._Element]:
    """Every ``w:t`` between the beginning of a field and its result; a field that does not end has none."""
    if next(root.iter(*(f"{{{space}}}fldChar" for space in word)), None) is None:
        return frozenset()
    found: set[etree._Element] = set()
    begun: list[_Field] = []
    names = [f"{{{space}}}{name}" for space in word for name in ("fldChar", "t")]
    for element in root.iter(*names):
        if local(element) == "t":
            owner = begun[-1].owner if begun else None
            if owner is not None:
                owner.texts.append(element)
            continue
        kind = element.get(f"{{{namespace(element)}}}fldCharType", "")
        if kind == "begin":
            begun.append(_Field())
            begun[-1].owner = begun[-1]
        elif kind == "separate" and begun:
            begun[-1].owner = begun[-2].owner if len(begun) > 1 else None
        elif kind == "end" and begun:
            found.update(begun.pop().texts)
    return frozenset(found)
