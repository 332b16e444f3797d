"""Which font a run of text is set in: its own, its styles', the document's default, or the theme's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from inkpost.engines.docx.doctor.paper import Paper
from inkpost.engines.docx.marking import is_word, iter_word
from inkpost.engines.docx.xml import local, namespace

SLOTS = ("ascii", "eastAsia", "cs")
_THEME_SLOTS = {"ascii": "asciiTheme", "eastAsia": "eastAsiaTheme", "cs": "cstheme"}
_THEME_FACES = {"ascii": "latin", "eastAsia": "ea", "cs": "cs"}
_MOST_STYLES = 32
_COMPLEX = ((0x0590, 0x08FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0x0900, 0x0DFF), (0x0E00, 0x0EFF))
_EAST_ASIAN = ((0x1100, 0x11FF), (0x2E80, 0xA4CF), (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF))


@dataclass(slots=True)
class Typefaces:
    """What the styles and the theme of a template say of fonts."""

    styles: dict[str, etree._Element] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    document: etree._Element | None = None
    theme: dict[str, str] = field(default_factory=dict)
    known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def of(self, run: etree._Element) -> Iterator[str]:
        """The fonts of a run with text, one for each kind of letters in it."""
        text = "".join(element.text or "" for element in run if is_word(element, "t"))
        for slot in dict.fromkeys(slot_of(letter) for letter in text if not letter.isspace()):
            name = self._resolved(run, slot)
            if name:
                yield name

    def _resolved(self, run: etree._Element, slot: str) -> str:
        own = child(run, "rPr")
        paragraph = next((up for up in run.iterancestors() if is_word(up, "p")), None)
        # Properties come first, and a paragraph may have very many runs.
        first = paragraph[0] if paragraph is not None and len(paragraph) else None
        properties = first if first is not None and is_word(first, "pPr") else None
        fonts = child(own, "rFonts")
        direct = "" if fonts is None else self._named(fonts, slot)
        if direct:
            return direct
        styles = (value(child(own, "rStyle")), value(child(properties, "pStyle")) or self.defaults.get("paragraph", ""))
        key = (*styles, slot)
        if key not in self.known:
            self.known[key] = self._by_styles(styles, slot)
        return self.known[key]

    def _by_styles(self, styles: tuple[str, ...], slot: str) -> str:
        found = (self._named(fonts, slot) for style in styles for fonts in self._chain(style))
        default = "" if self.document is None else self._named(self.document, slot)
        return next((name for name in found if name), default)

    def _chain(self, style: str) -> Iterator[etree._Element]:
        """The fonts of a style and of those it is based on."""
        for _ in range(_MOST_STYLES):
            element = self.styles.get(style)
            if element is None:
                return
            fonts = child(child(element, "rPr"), "rFonts")
            if fonts is not None:
                yield fonts
            style = value(child(element, "basedOn"))

    def _named(self, fonts: etree._Element, slot: str) -> str:
        space = f"{{{namespace(fonts)}}}"
        theme = fonts.get(f"{space}{_THEME_SLOTS[slot]}", "")
        if theme:
            major = "major" if theme.startswith("major") else "minor"
            return self.theme.get(f"{major}.{_THEME_FACES[slot]}", "")
        return fonts.get(f"{space}{slot}", "").strip()


def typefaces(paper: Paper) -> Typefaces:
    """Reads the styles and the theme of a template."""
    made = Typefaces()
    for relation in paper.relations(paper.layout.main):
        root = paper.parsed.get(relation.target)
        if root is None or relation.external:
            continue
        if relation.kind == "styles":
            _read_styles(root, made)
        elif relation.kind == "theme":
            made.theme = _theme(root)
    return made


def _read_styles(root: etree._Element, made: Typefaces) -> None:
    for style in iter_word(root, "style"):
        space = f"{{{namespace(style)}}}"
        name = style.get(f"{space}styleId", "")
        made.styles[name] = style
        if style.get(f"{space}default") in ("1", "true", "on"):
            made.defaults[style.get(f"{space}type", "")] = name
    default = child(child(child(root, "docDefaults"), "rPrDefault"), "rPr")
    made.document = child(default, "rFonts")


def _theme(root: etree._Element) -> dict[str, str]:
    found = {}
    for fonts in root.iter("{*}majorFont", "{*}minorFont"):
        kind = local(fonts).removesuffix("Font")
        found.update({f"{kind}.{local(face)}": face.get("typeface", "").strip() for face in fonts})
    return found


def embedded(paper: Paper) -> frozenset[str]:
    """The fonts that the file brings along, in lower case."""
    found = set()
    tables = (root for name, root in paper.parsed.items() if is_word(root, "fonts"))
    for each in (font for root in tables for font in iter_word(root, "font")):
        if any(local(inner).startswith("embed") for inner in each):
            found.add(each.get(f"{{{namespace(each)}}}name", "").lower())
    return frozenset(found)


def slot_of(letter: str) -> str:
    """Which of a run's fonts a letter is set in."""
    code = ord(letter)
    if code < 0x590:
        return "ascii"
    if any(first <= code <= last for first, last in _COMPLEX):
        return "cs"
    return "eastAsia" if any(first <= code <= last for first, last in _EAST_ASIAN) else "ascii"


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else next((each for each in element if is_word(each, name)), None)


def value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(f"{{{namespace(element)}}}val", "")
