"""What is filled is seen: fields sown into the world's documents are in the PDF, in the formatting of their run."""

from __future__ import annotations

import ctypes
import random
import re
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from engines.convert.making import pdf_text
from engines.docx.making import W, cell, corpus_params, package, paragraph, row, run, table
from engines.docx.sowing import KINDS, Place, Seed, parsed, parts_of, places, sow
from inkpost.engines.convert import Converter
from inkpost.engines.docx import compile_template
from inkpost.model.fields import FieldDescription, Source, Value

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LOOK = '<w:rPr><w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans"/><w:b/><w:sz w:val="40"/></w:rPr>'


def squeezed(text: str) -> str:
    """Text without what breaking lines puts into it."""
    return re.sub(r"[\s\ufffe\u00ad]+", "", text)


def first_page(content: dict[str, bytes]) -> set[str]:
    """The headers and footers that stand on the first page, however many pages there are."""
    section = next(parsed(content["word/document.xml"]).iter(f"{{{W}}}sectPr"))
    kind = "first" if section.find(f"{{{W}}}titlePg") is not None else "default"
    wanted = [e.get(f"{{{R}}}id") for e in section if e.get(f"{{{W}}}type") == kind]
    links = parsed(content["word/_rels/document.xml.rels"])
    return {f"word/{link.get('Target')}" for link in links if link.get("Id") in wanted}


def seen(content: dict[str, bytes]) -> list[Place]:
    """The places that a reader of the PDF sees, where LibreOffice shows no text of its own."""
    edges = first_page(content)
    found = (place for place in places(content) if not (place.in_field or place.in_fallback))
    return [place for place in found if place.kind not in ("header", "footer") or place.part in edges]


def sown(path: Path) -> tuple[bytes, list[str]]:
    """A document with up to two fields at each kind of place, filled, and their values."""
    chance, content = random.Random(path.stem), parts_of(path)
    found = seen(content)
    plan: dict[Place, Seed] = {}
    for kind in KINDS:
        spots = [place for place in found if place.kind == ("body" if kind == "box" else kind)]
        for spot in chance.sample(spots, min(2, len(spots))):
            number = len(plan)
            cuts = tuple(chance.randrange(12) for _ in range(3))
            plan[spot] = Seed(f"Sown.{number}", f"Zq{number}w", cuts, (0, 1, 2), (0, 1, 2), boxed=kind == "box")
    template, _ = sow(content, list(plan.items()))
    values = {seed.name: seed.value for seed in plan.values()}
    return compile_template(template).fill(values), [f"{p.kind} {s.value}" for p, s in plan.items()]


@pytest.mark.parametrize("path", corpus_params("word"))
def test_what_is_sown_is_in_the_pdf(converter: Converter, path: Path) -> None:
    made, values = sown(path)
    shown = squeezed(pdf_text(converter.to_pdf(made)))
    assert [value for value in values if value.split()[1] not in shown] == []
    assert "{Sown" not in shown


def letters(pdf: bytes) -> list[tuple[str, str, int]]:
    """Each letter of the first page, the name of its font and its size in points, as they are drawn."""
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    found = []
    for number in range(text.count_chars()):
        name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        raw.FPDFText_GetFontInfo(text.raw, number, name, 200, ctypes.byref(flags))
        size = round(raw.FPDFText_GetFontSize(text.raw, number))
        found.append((chr(raw.FPDFText_GetUnicode(text.raw, number)), name.value.decode(), size))
    return [letter for letter in found if letter[0].strip()]


@pytest.mark.parametrize(
    "value",
    [
        "\u05e9\u05dc\u05d5\u05dd 12",
        "\u0645\u0631\u062d\u0628\u0627",
        "\u0e2a\u0e27",
        "\u6f22\u5b57",
        "Ltd \u05d0\u05d1 & Co",
    ],
    ids=["Hebrew", "Arabic", "Thai", "Chinese", "mixed"],
)
def test_a_value_is_drawn_in_the_font_and_size_of_its_run(converter: Converter, value: str) -> None:
    """The run says bold, 20 points and a font for Latin letters only."""
    made = compile_template(package(paragraph(run("Ab {V} cd", LOOK)))).fill({"V": value})
    drawn = letters(converter.to_pdf(made))
    assert sorted(letter for letter, _, _ in drawn) == sorted(f"Ab{value}cd".replace(" ", ""))
    assert {size for _, _, size in drawn} == {20}
    assert {font for _, font, _ in drawn if font.startswith("DejaVuSans")} <= {"DejaVuSans-Bold"}


def test_the_notes_of_repeated_rows_stand_at_the_foot_of_the_page(converter: Converter) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("<w:r><w:footnoteRef/></w:r>", " about {A}")}</w:footnote>'
    values: dict[str, Value] = {"A": "T.Item.A", "T": [{"A": "Zqone"}, {"A": "Zqtwo"}, {"A": "Zqthree"}]}
    fields = {"T": FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)}
    template = package(table(row(cell(paragraph("{A}", reference)))) + paragraph(""), {"footnotes": note})
    shown = " ".join(pdf_text(converter.to_pdf(compile_template(template).fill(values, fields))).split())
    assert re.search(r"1 about Zqone.*2 about Zqtwo.*3 about Zqthree", shown)
