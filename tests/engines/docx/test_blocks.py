"""Blocks: what stands between the marks of a list repeats, outside of tables and in their cells."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engines.docx.making import W, block, cell, grid, package, paragraph, row, table, text, tree
from inkpost.engines.docx import compile_template
from inkpost.model.fields import FieldDescription, Source, Value, verbatim

LIST = FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)
FIELDS = {"Pens": LIST}
ITEMS: list[Value] = [{"Name": "red"}, {"Name": "blue"}]
NAME = "{Pens.Item.Name}"


def filled(body: str, items: Value = None, *, parts: dict[str, str] | None = None, **more: Value) -> bytes:
    values: dict[str, Value] = {"Pens": ITEMS if items is None else items, **more}
    return compile_template(package(body, parts or {})).fill(values, FIELDS)


def shown(body: str, items: Value = None, **more: Value) -> str:
    return text(filled(body, items, **more))


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("Pens.BLOCK_START", "Pens.BLOCK_END"),
        ("PensBlockStart", "PensBlockEnd"),
        ("PENS_BLOCK_START", "PENS_BLOCK_END"),
        ("DEAL.PENS.BLOCK_START", "DEAL.PENS.BLOCK_END"),
        ("Opening", "Closing"),
    ],
)
def test_what_stands_between_the_marks_of_a_list_repeats(opening: str, closing: str) -> None:
    body = paragraph("a") + paragraph(f"{{{opening}}}") + paragraph("{Pens.INDEX}", f" {NAME}") + paragraph("-")
    chains: dict[str, Value] = {"Opening": "Pens.BLOCK_START", "Closing": "Pens.BLOCK_END"}
    made = shown(body + paragraph(f"{{{closing}}}") + paragraph("z"), **chains)
    assert made == "a\n1 red\n-\n2 blue\n-\nz"


def test_an_empty_list_leaves_nothing_of_its_block() -> None:
    assert shown(paragraph("a") + block("Pens", paragraph(NAME), table(row("x"))) + paragraph("z"), []) == "a\nz"


def test_marks_in_one_paragraph_repeat_the_paragraph() -> None:
    assert shown(paragraph("{Pens.BLOCK_START}", f"{NAME};", "{Pens.BLOCK_END}") + paragraph("z")) == "red;\nblue;\nz"


def test_marks_beside_text_belong_to_the_block() -> None:
    body = paragraph(f"{{Pens.BLOCK_START}}Pen {NAME}") + paragraph("is sold{Pens.BLOCK_END}")
    assert shown(body) == "Pen red\nis sold\nPen blue\nis sold"


def test_a_block_without_any_field_repeats_too() -> None:
    assert shown(block("Pens", paragraph("x")) + paragraph("z")) == "x\nx\nz"
    assert shown(block("Pens") + paragraph("z")) == "z"


def test_each_block_of_a_list_repeats_for_itself() -> None:
    body = block("Pens", paragraph(NAME)) + paragraph("-") + block("Pens", paragraph("{Pens.INDEX}"))
    assert shown(body + paragraph("z")) == "red\nblue\n-\n1\n2\nz"


@pytest.mark.parametrize("mark", ["Pens.BLOCK_START", "Pens.BLOCK_END", "PensBlockEnd"])
def test_a_mark_without_its_like_makes_nothing_repeat(mark: str) -> None:
    assert shown(paragraph(f"[{{{mark}}}]") + paragraph(NAME)) == "[]\nred"


def test_marks_do_not_reach_over_a_cell() -> None:
    made = filled(table(row("{Pens.BLOCK_START}x", "y{Pens.BLOCK_END}")))
    assert grid(made) == [["x", "y"]]


def test_a_value_of_that_name_is_no_mark() -> None:
    assert shown(paragraph("{PensBlockStart}"), PensBlockStart="tall") == "tall"
    assert shown(paragraph("{Pen}"), Pen=verbatim("Pens.BLOCK_START")) == "Pens.BLOCK_START"


def test_a_mark_of_a_list_that_is_not_there_is_an_unknown_field() -> None:
    assert shown(paragraph("{InksBlockStart}x") + paragraph("{InksBlockEnd}y")) == "x\ny"


def test_a_row_of_the_blocks_own_list_shows_the_item_at_hand() -> None:
    made = filled(block("Pens", paragraph("{Pens.INDEX}"), table(row(NAME))))
    assert [grid(made, number=number) for number in (0, 1)] == [[["red"]], [["blue"]]]


def test_a_block_in_a_cell_repeats_there_and_not_its_row() -> None:
    made = filled(table(row("k", cell(block("Pens", paragraph(NAME)))), row("end", "")))
    assert grid(made) == [["k", "red/blue"], ["end", ""]]
    assert grid(filled(table(row("k", cell(block("Pens", paragraph(NAME))))), [])) == [["k", ""]]
    made = filled(table(row("k", cell(block("Pens", table(row(NAME)))))))
    assert all(str(each[-1].tag) == f"{{{W}}}p" for each in tree(made).iter(f"{{{W}}}tc"))


def test_blocks_of_lists_that_lie_in_items() -> None:
    inner = paragraph("{Pens.Item.Name}:") + block("Pens.Item.Inks", paragraph("{Pens.Item.Inks.Ink.Hue}"))
    items: list[Value] = [{"Name": "p", "Inks": [{"Hue": "1"}, {"Hue": "2"}]}, {"Name": "q", "Inks": [{"Hue": "3"}]}]
    assert shown(block("Pens", inner) + paragraph("z"), items) == "p:\n1\n2\nq:\n3\nz"


def test_a_content_control_around_a_block_stays_one() -> None:
    control = f"<w:sdt><w:sdtContent>{block('Pens', paragraph(NAME))}</w:sdtContent></w:sdt>"
    made = filled(control + paragraph("z"))
    assert (text(made), len(list(tree(made).iter(f"{{{W}}}sdt")))) == ("red\nblue\nz", 1)


def test_a_content_control_around_a_mark_is_part_of_its_block() -> None:
    control = f"<w:sdt><w:sdtContent>{paragraph('{Pens.BLOCK_START}=')}</w:sdtContent></w:sdt>"
    assert shown(control + paragraph(NAME) + paragraph("{Pens.BLOCK_END}") + paragraph("z")) == "=\nred\n=\nblue\nz"


@pytest.mark.parametrize(
    "properties",
    [
        "<w:pPr><w:sectPr/></w:pPr>",
        "<w:pPr><w:pageBreakBefore/></w:pPr>",
        '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>',
        '<w:r><w:br w:type="page"/></w:r>',
    ],
)
def test_a_paragraph_that_holds_more_than_its_mark_repeats_with_the_block(properties: str) -> None:
    opening = paragraph("{Pens.BLOCK_START}").replace("<w:p>", f"<w:p>{properties}")
    made = filled(opening + paragraph(NAME) + paragraph("{Pens.BLOCK_END}") + paragraph("z"))
    assert len(list(tree(made).iter(f"{{{W}}}p"))) == 5


def test_properties_do_not_keep_the_paragraph_of_a_mark() -> None:
    opening = '<w:p><w:pPr><w:jc w:val="left"/><w:rPr><w:b/></w:rPr></w:pPr><w:r><w:rPr><w:b/></w:rPr>'
    opening += "<w:t>{Pens.BLOCK_</w:t></w:r><w:proofErr/><w:r><w:t>START}</w:t></w:r></w:p>"
    assert shown(opening + paragraph(NAME) + paragraph("{Pens.BLOCK_END}") + paragraph("z")) == "red\nblue\nz"


@pytest.mark.parametrize("items", [[], ITEMS[:1], ITEMS], ids=len)
@pytest.mark.parametrize("inner", [table(row(NAME)), table(row("static")), paragraph("p") + table(row("static"))])
def test_tables_beside_and_in_a_block_do_not_run_together(items: list[Value], inner: str) -> None:
    root = tree(filled(table(row("x")) + block("Pens", inner) + table(row("y")) + paragraph("z"), items))
    kinds = [str(each.tag).rpartition("}")[2] for each in root[0]]
    assert not any(a == b == "tbl" for a, b in pairwise(kinds))
    assert kinds.count("tbl") == 2 + len(items)


def test_a_header_and_a_text_box_keep_a_paragraph() -> None:
    parts = {"header1": block("Pens", paragraph(NAME))}
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    body = paragraph(box.format(block("Pens", paragraph(NAME))))
    made, empty = filled(body, parts=parts), filled(body, [], parts=parts)
    assert [text(made, "word/header1.xml"), text(empty, "word/header1.xml")] == ["red\nblue", ""]
    assert len(tree(empty, "word/header1.xml")) == 1
    (content,) = tree(empty).iter(f"{{{W}}}txbxContent")
    assert [str(each.tag) for each in content] == [f"{{{W}}}p"]


def test_a_footnote_has_blocks_of_its_own() -> None:
    notes = f'<w:footnote w:id="2">{block("Pens", paragraph(NAME))}{paragraph("z")}</w:footnote>'
    made = filled(paragraph('<w:r><w:footnoteReference w:id="2"/></w:r>'), parts={"footnotes": notes})
    assert text(made, "word/footnotes.xml") == "red\nblue\nz"


def test_marks_without_number_and_without_order_end() -> None:
    opened = paragraph("{Pens.BLOCK_START}") * 1_000
    closed = paragraph("{Pens.BLOCK_END}") * 1_000
    assert shown(opened + paragraph(NAME)).endswith("red")
    assert shown(closed + opened + paragraph(NAME) + closed) != ""


MARKS = ("{Pens.BLOCK_START}", "{Pens.BLOCK_END}", "{Inks.BLOCK_START}", "{Inks.BLOCK_END}")
PIECES = (*MARKS, *(f"{mark}x" for mark in MARKS), NAME, "{Inks.Item}", "static", "")


@st.composite
def bodies(draw: st.DrawFn, depth: int = 2) -> str:
    """Paragraphs with marks in any order, and tables that no other table touches."""
    written = ""
    for _ in range(draw(st.integers(0, 7))):
        if depth and not written.endswith("</w:tbl>") and draw(st.booleans()):
            cells = [cell(draw(bodies(depth=depth - 1)) + paragraph(draw(st.sampled_from(PIECES)))) for _ in "ab"]
            written += table(row(*cells), row(draw(st.sampled_from(PIECES)), "end"))
        else:
            written += paragraph(*draw(st.lists(st.sampled_from(PIECES), max_size=3)))
    return written


@settings(deadline=None, derandomize=True, max_examples=60)
@given(body=bodies(), pens=st.integers(0, 3), inks=st.integers(0, 2))
def test_any_marks_leave_a_document_that_word_opens(body: str, pens: int, inks: int) -> None:
    values: dict[str, Value] = {"Pens": [{"Name": str(number)} for number in range(pens)], "Inks": ["i"] * inks}
    root = tree(compile_template(package(body + paragraph("z"))).fill(values, {"Pens": LIST, "Inks": LIST}))
    held = [[str(each.tag).rpartition("}")[2] for each in holder] for holder in root.iter(f"{{{W}}}tc", f"{{{W}}}body")]
    assert not any(one == other == "tbl" for kinds in held for one, other in pairwise(kinds))
    assert all(kinds[-1] in ("p", "sectPr") for kinds in held)
    assert "BLOCK" not in "".join(root.itertext())
