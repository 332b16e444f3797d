"""Fonts that text of the template is set in and that are not installed."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from inkpost.engines.docx.doctor.faults import Fault, around, fault, shortened
from inkpost.engines.docx.doctor.fontconfig import Fonts
from inkpost.engines.docx.doctor.paper import Paper, Story, paragraph_of
from inkpost.engines.docx.doctor.typefaces import embedded, typefaces
from inkpost.engines.docx.marking import is_word, iter_word

_MOST = 100
"""Fonts that are looked up; each takes a process."""
COMPATIBLE = {
    "arial": ("liberation sans", "arimo"),
    "helvetica": ("liberation sans", "arimo", "nimbus sans"),
    "times new roman": ("liberation serif", "tinos"),
    "times": ("liberation serif", "tinos", "nimbus roman"),
    "courier new": ("liberation mono", "cousine"),
    "courier": ("liberation mono", "cousine", "nimbus mono ps"),
    "arial narrow": ("liberation sans narrow",),
    "calibri": ("carlito",),
    "cambria": ("caladea",),
    "georgia": ("gelasio",),
}
"""The fonts whose letters are as wide as those of another, so that lines and pages break alike."""
_SIGNS = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})
_SIGN_FONT = "opensymbol"


def check(paper: Paper, fonts: Fonts) -> Iterator[Fault]:
    """A fault for each font that is not there, at the first text that is set in it."""
    used = _used(paper)
    installed = fonts.installed() if used else frozenset()
    if installed is None:
        return
    there = installed | embedded(paper)
    missing = [name for name in used if name.lower() not in there]
    for name in missing[:_MOST]:
        yield _fault(name, used[name], installed, fonts)


def _used(paper: Paper) -> dict[str, tuple[Story, etree._Element]]:
    faces = typefaces(paper)
    found: dict[str, tuple[Story, etree._Element]] = {}
    for story in paper.stories:
        for run in iter_word(story.root, "r"):
            for name in faces.of(run):
                found.setdefault(name, (story, run))
    return found


def _fault(name: str, first: tuple[Story, etree._Element], installed: frozenset[str], fonts: Fonts) -> Fault:
    story, run = first
    text = "".join(element.text or "" for element in run if is_word(element, "t"))
    owner = paragraph_of(run)
    place = story.places.part if owner is None else story.places.of(owner)
    excerpt, spot = around(text, 0, min(len(text), 60)), story.whole(run)
    taken = "OpenSymbol" if _is_sign(name, installed) else fonts.substitute(name)
    alike = _is_sign(name, installed) or taken.lower() in COMPATIBLE.get(name.lower(), ())
    said = f"The font {shortened(name)} is not installed; {taken or 'another one'} takes its place"
    if alike:
        message = f"{said}, whose letters are as wide: lines and pages break alike"
        return fault("font_substituted", message, "Nothing has to be done", place, excerpt, spot)
    advice = "Install the font on the server, embed it in the file, or choose one that is there"
    return fault("font_missing", f"{said}: lines and pages may break elsewhere", advice, place, excerpt, spot)


def _is_sign(name: str, installed: frozenset[str]) -> bool:
    """The signs of these fonts are written with those of OpenSymbol."""
    return name.lower() in _SIGNS and _SIGN_FONT in installed
