"""Lets a value in a right-to-left, another complex or an East Asian script carry its run's formatting.

Word formats such letters by properties of their own (``bCs`` beside ``b``, ``szCs`` beside ``sz``, a font for
each kind of script), and a run that was written for Latin letters has only the others. So these stretches of a
value stand in runs of their own, whose properties say the same for their script.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass

from lxml import etree

from inkpost.engines.docx.escape import COMPLEX, EASTERN, RIGHT_TO_LEFT, run_text
from inkpost.engines.docx.marking import is_word
from inkpost.engines.docx.xml import local, namespace

_QUOTES = "\u2014\u2018-\u201d\u2026"
_STRETCH = re.compile(
    rf"(?P<rtl>[{RIGHT_TO_LEFT}](?:[\W\d_]*[{RIGHT_TO_LEFT}\d])*[)\]%]*)"
    rf"|(?P<cs>[{COMPLEX}](?:[\W\d_]*[{COMPLEX}\d])*[)\]%]*)"
    rf"|(?P<hint>[{_QUOTES}]*[{EASTERN}](?:[\W\d_]*[{EASTERN}])*[{_QUOTES}]*)"
)
"""Digits after such letters belong to them, as both Word and LibreOffice read them; other signs only between them."""
_TWINS = {"b": "bCs", "i": "iCs", "sz": "szCs"}
_AFTER_SCRIPT = ("em", "lang", "eastAsianLayout", "specVanish", "oMath")


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What stands between two texts to go over to a run for a script, and back: ``rtl``, ``cs`` or ``hint``."""

    rtl: str
    cs: str
    hint: str
    back: str


def look_of(element: etree._Element, prefix: str, known: dict[bytes, Look]) -> Look | None:
    """The look of the run in which a ``w:t`` lies; none where its run cannot be parted or is of such a script.

    ``known`` are the looks of this part so far, by the XML of their properties.
    """
    run = element.getparent()
    if run is None or not is_word(run, "r"):
        return None
    own = next((child for child in run if is_word(child, "rPr")), None)
    if own is not None and any(is_word(child, "rtl", "cs") for child in own):
        return None
    identity = prefix.encode() + (b"" if own is None else etree.tostring(own, with_tail=False))
    if identity not in known:
        known[identity] = _look(run, own, prefix)
    return known[identity]


def _look(run: etree._Element, own: etree._Element | None, prefix: str) -> Look:
    def over(script: str) -> str:
        properties = _xml(_properties(own, namespace(run), script), run)
        return f'</{prefix}t></{prefix}r><{prefix}r>{properties}<{prefix}t xml:space="preserve">'

    return Look(over("rtl"), over("cs"), over("hint"), over(""))


def scripted(text: str, prefix: str, look: Look) -> str:
    """Text for a ``w:t``, with the stretches of other scripts in runs of their own."""
    pieces: list[str] = []
    place = 0
    for match in _STRETCH.finditer(text):
        over = look.rtl if match["rtl"] else look.cs if match["cs"] else look.hint
        pieces += (run_text(text[place : match.start()], prefix), over, run_text(match[0], prefix), look.back)
        place = match.end()
    return "".join((*pieces, run_text(text[place:], prefix)))


def _properties(own: etree._Element | None, space: str, script: str) -> etree._Element | None:
    """The properties of a run for a script, as those it has for Latin letters."""
    if own is None and not script:
        return None
    made = copy.deepcopy(own) if own is not None else etree.Element(f"{{{space}}}rPr")
    made.tail = None
    for change in [child for child in made if is_word(child, "rPrChange")]:
        made.remove(change)
    if script == "hint":
        _fonts(made, space).set(f"{{{space}}}hint", "eastAsia")
    elif script:
        _complete(made, space)
        _insert(made, etree.Element(f"{{{space}}}{script}"))
    return made


def _complete(made: etree._Element, space: str) -> None:
    """Says for complex scripts what is said for Latin letters only."""
    for child in list(made):
        twin = _TWINS.get(local(child))
        if twin is not None and is_word(child, *_TWINS) and made.find(f"{{{space}}}{twin}") is None:
            child.addnext(etree.Element(f"{{{space}}}{twin}", dict(child.attrib)))
    fonts = made.find(f"{{{space}}}rFonts")
    if fonts is not None and not any(fonts.get(f"{{{space}}}{name}") for name in ("cs", "cstheme")):
        latin = fonts.get(f"{{{space}}}ascii") or fonts.get(f"{{{space}}}hAnsi")
        if latin:
            fonts.set(f"{{{space}}}cs", latin)


def _fonts(made: etree._Element, space: str) -> etree._Element:
    fonts = made.find(f"{{{space}}}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{{{space}}}rFonts")
        made.insert(1 if len(made) and is_word(made[0], "rStyle") else 0, fonts)
    return fonts


def _insert(made: etree._Element, element: etree._Element) -> None:
    """Puts the mark of a script where the order of Word's schema has it."""
    following = next((child for child in made if local(child) in _AFTER_SCRIPT), None)
    if following is None:
        made.append(element)
    else:
        following.addprevious(element)


def _xml(made: etree._Element | None, run: etree._Element) -> str:
    """The XML of properties, to stand where the run stands: without the namespaces that are declared around it."""
    if made is None:
        return ""
    holder = etree.Element(run.tag, nsmap=run.nsmap)
    holder.append(made)
    text = etree.tostring(holder, encoding="unicode")
    start = text.index(">") + 1
    return text[start : text.rindex("</")]
