"""What becomes of a content control whose text is filled: it no longer prompts, nor holds another value."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator

from lxml import etree

from inkpost.engines.docx.marking import is_word, iter_word
from inkpost.engines.docx.xml import local, namespace

_STALE = {"date": "fullDate", "dropDownList": "lastValue", "comboBox": "lastValue"}


def prompt_styles(styles: etree._Element | None) -> frozenset[str]:
    """The ids of the style in which Word shows a prompt; its name, unlike its id, is the same in every language."""
    found = {"PlaceholderText"}
    for style in iter_word(styles, "style") if styles is not None else ():
        name = style.find(f"{{{namespace(style)}}}name")
        if name is not None and _value(name).lower() == "placeholder text":
            found.add(style.get(f"{{{namespace(style)}}}styleId", ""))
    return frozenset(found)


def release_controls(elements: Iterable[etree._Element], prompts: frozenset[str]) -> None:
    """Releases every control around these filled texts, from the inside to the outside.

    A control that shows a prompt has it no more, nor its grey; one that is bound to data elsewhere is let go, since
    Word would write that data over what is filled; a temporary one goes, as it does when somebody types into it.
    """
    controls: dict[etree._Element, None] = {}
    for element in elements:
        controls.update((up, None) for up in element.iterancestors() if is_word(up, "sdt"))
    for control in controls:
        if any(local(each) == "showingPlcHdr" for each in _properties(control)):
            for run in iter_word(control, "r"):
                _show_as_text(run, control, prompts)
        _release(control)


def _value(element: etree._Element) -> str:
    return element.get(f"{{{namespace(element)}}}val", "")


def _properties(control: etree._Element) -> Iterator[etree._Element]:
    for child in control:
        if is_word(child, "sdtPr"):
            yield from child


def _show_as_text(run: etree._Element, control: etree._Element, prompts: frozenset[str]) -> None:
    """Takes the prompt's style from a run; one that has no other formatting gets that of the control's text."""
    look = next((child for child in run if is_word(child, "rPr")), None)
    styles = (
        [child for child in look if is_word(child, "rStyle") and _value(child) in prompts] if look is not None else []
    )
    if look is None or not styles:
        return
    for style in styles:
        look.remove(style)
    own = next((each for each in _properties(control) if is_word(each, "rPr")), None)
    if styles and not len(look) and own is not None:
        look.extend(copy.deepcopy(each) for each in own if not (is_word(each, "rStyle") and _value(each) in prompts))


def _release(control: etree._Element) -> None:
    properties = list(_properties(control))
    if any(is_word(each, "temporary") for each in properties):
        _unwrap(control)
        return
    for child in properties:
        name = local(child)
        if name in ("showingPlcHdr", "dataBinding"):
            parent = child.getparent()
            if parent is not None:
                parent.remove(child)
        elif is_word(child, "text"):
            child.set(f"{{{namespace(child)}}}multiLine", "1")
        elif is_word(child, *_STALE):
            child.attrib.pop(f"{{{namespace(child)}}}{_STALE[name]}", None)


def _unwrap(control: etree._Element) -> None:
    """Puts a control's content in its place."""
    parent = control.getparent()
    if parent is None:
        return
    for child in control:
        if is_word(child, "sdtContent"):
            for each in list(child):
                control.addprevious(each)
    parent.remove(control)
