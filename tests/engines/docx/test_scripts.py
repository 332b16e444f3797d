"""Values in right-to-left, other complex and East Asian scripts carry the formatting of their run."""

from __future__ import annotations

import pytest
from lxml import etree

from engines.docx.making import W, grid, package, paragraph, row, run, table, text, tree
from inkpost.engines.docx import compile_template
from inkpost.model.fields import FieldDescription, Source, Value

LATIN = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:b/><w:sz w:val="40"/><w:lang w:val="en-US"/></w:rPr>'


def runs(body: str, values: dict[str, Value]) -> list[tuple[str, str]]:
    """The text of each run that has any, with its properties, in short."""
    root = tree(compile_template(package(body)).fill(values))
    found = ((each.findtext(f"{{{W}}}t"), each.find(f"{{{W}}}rPr")) for each in root.iter(f"{{{W}}}r"))
    return [(shown or "", short(properties)) for shown, properties in found if shown]


def short(properties: etree._Element | None) -> str:
    if properties is None:
        return ""
    return " ".join("=".join((str(e.tag).rpartition("}")[2], *map(str, e.attrib.values()))) for e in properties)


PLAIN = "rFonts=Arial=Arial b sz=40 lang=en-US"
TWINS = "rFonts=Arial=Arial=Arial b bCs sz=40 szCs=40"


@pytest.mark.parametrize(
    ("value", "properties"),
    [
        ("\u05e9\u05dc\u05d5\u05dd", f"{TWINS} rtl lang=en-US"),
        ("\u0645\u0631\u062d\u0628\u0627 (12)", f"{TWINS} rtl lang=en-US"),
        ("\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35", f"{TWINS} cs lang=en-US"),
        ("\u0928\u092e\u0938\u094d\u0924\u0947", f"{TWINS} cs lang=en-US"),
        ("\u201c\u6f22\u5b57\u201d", "rFonts=Arial=Arial=eastAsia b sz=40 lang=en-US"),
    ],
    ids=["Hebrew", "Arabic", "Thai", "Devanagari", "Chinese"],
)
def test_a_value_in_another_script_is_formatted_as_its_run_is(value: str, properties: str) -> None:
    shown = runs(paragraph(run("to {V}!", LATIN)), {"V": value})
    assert shown == [("to ", PLAIN), (value, properties), ("!", PLAIN)]


def test_only_the_letters_of_the_other_script_stand_apart() -> None:
    shown = runs(paragraph("{V}"), {"V": "Ltd \u05d0\u05d1, \u05d2 <b> & \u6f22 end"})
    assert shown == [
        ("Ltd ", ""),
        ("\u05d0\u05d1, \u05d2", "rtl"),
        (" <b> & ", ""),
        ("\u6f22", "rFonts=eastAsia"),
        (" end", ""),
    ]


def test_latin_and_cyrillic_values_leave_the_run_whole() -> None:
    assert runs(paragraph(run("a {V} b", LATIN)), {"V": "Müller, Иванов € 5"}) == [("a Müller, Иванов € 5 b", PLAIN)]


def test_what_the_author_says_for_complex_scripts_stays() -> None:
    own = '<w:rPr><w:rFonts w:ascii="Arial" w:cs="David"/><w:b/><w:bCs w:val="0"/></w:rPr>'
    assert runs(paragraph(run("{V}", own)), {"V": "\u05d0"}) == [("\u05d0", "rFonts=Arial=David b bCs=0 rtl")]
    own = "<w:rPr><w:b/><w:rtl/></w:rPr>"
    assert runs(paragraph(run("{V} x", own)), {"V": "\u05d0 A"}) == [("\u05d0 A x", "b rtl")]


def test_one_name_in_two_formats_keeps_both() -> None:
    shown = runs(paragraph(run("{V}", "<w:rPr><w:b/></w:rPr>"), run("{V}")), {"V": "\u05d0"})
    assert shown == [("\u05d0", "b bCs rtl"), ("\u05d0", "rtl")]


def test_lines_and_rows_of_other_scripts() -> None:
    fields = {"T": FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)}
    values: dict[str, Value] = {"A": "T.Item.A", "T": [{"A": "\u05d0\n\u05d1"}, {"A": "b"}, {"A": "\u6f22\tc"}]}
    made = compile_template(package(table(row("{A}")))).fill(values, fields)
    assert grid(made) == [["\u05d0/\u05d1"], ["b"], ["\u6f22>c"]]


def test_a_text_that_lies_in_a_branch_of_its_run_is_left_in_it() -> None:
    branch = "<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:t>{V}</w:t></mc:Choice></mc:AlternateContent></w:r>"
    assert text(compile_template(package(f"<w:p>{branch}</w:p>")).fill({"V": "\u05d0"})) == "\u05d0"


def test_a_tracked_change_of_the_format_is_not_repeated() -> None:
    own = '<w:rPr><w:b/><w:rPrChange w:id="1" w:author="a"><w:rPr/></w:rPrChange></w:rPr>'
    root = tree(compile_template(package(paragraph(run("{V}", own)))).fill({"V": "\u05d0"}))
    assert len(list(root.iter(f"{{{W}}}rPrChange"))) == 1
