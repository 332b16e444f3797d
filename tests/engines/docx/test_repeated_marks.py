"""What stands once in a document stays unique and paired when its row or block repeats; what must repeat does."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from engines.docx.making import W, block, cell, grid, package, paragraph, row, run, table, text, tree, unzipped
from inkpost.engines.docx import compile_template
from inkpost.model.fields import FieldDescription, Source, Value

FIELDS = {"T": FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)}
ITEMS: list[Value] = [{"A": "one"}, {"A": "two"}, {"A": "three"}]


def filled(body: str, items: list[Value] | None = None, **parts: str) -> bytes:
    values: dict[str, Value] = {"A": "T.Item.A", "I": "T.INDEX", "T": ITEMS if items is None else items}
    return compile_template(package(body, parts)).fill(values, FIELDS)


def xml(made: bytes) -> str:
    return unzipped(made)["word/document.xml"].decode()


COMMENT = (
    '<w:commentRangeStart w:id="5"/>'
    + run("{A}")
    + '<w:commentRangeEnd w:id="5"/><w:r><w:commentReference w:id="5"/></w:r>'
)
BOOKMARK = '<w:bookmarkStart w:id="6" w:name="here"/>' + run("{A}") + '<w:bookmarkEnd w:id="6"/>'
PERMISSION = '<w:permStart w:id="8" w:edGrp="everyone"/>' + run("{A}") + '<w:permEnd w:id="8"/>'


@pytest.mark.parametrize("marked", [COMMENT, BOOKMARK, PERMISSION], ids=["comment", "bookmark", "permission"])
@pytest.mark.parametrize("place", ["row", "block", "nested"])
def test_a_marked_range_stays_with_the_first_copy(marked: str, place: str) -> None:
    inner = f"<w:p>{marked}</w:p>"
    body = {
        "row": table(row(cell(inner))),
        "block": block("T", inner),
        "nested": table(row("{A}", cell(table(row(cell(inner)))))),
    }
    made = xml(filled(body[place] + paragraph("end")))
    kinds = Counter(re.findall(r"<w:(\w+(?:Start|End|Reference))\b", made))
    assert set(kinds.values()) == {1}
    assert made.count("one") >= 1


def test_a_bookmark_around_a_repeated_row_stays_paired() -> None:
    start, end = '<w:bookmarkStart w:id="6" w:name="all"/>', '<w:bookmarkEnd w:id="6"/>'
    made = xml(filled(table(row("h") + start, row("{A}"), end + row("t"))))
    assert (made.count("bookmarkStart"), made.count("bookmarkEnd"), made.count("<w:tr>")) == (1, 1, 5)


def test_ids_of_tracked_changes_drawings_and_shapes_are_unique_in_rows() -> None:
    inner = (
        f'<w:ins w:id="3" w:author="a">{run("{A}")}</w:ins>'
        '<w:r><w:drawing><wp:inline><wp:docPr id="4" name="p"/><a:graphic/></wp:inline></w:drawing></w:r>'
        '<w:r><w:pict><v:shape id="_x0000_s1" style="width:1pt"/></w:pict></w:r>'
    )
    made = xml(filled(table(row(cell(f"<w:p>{inner}</w:p>")))))
    for pattern in (r'<w:ins w:id="(\w+)"', r'docPr id="(\w+)"', r'v:shape id="(\w+)"'):
        found = re.findall(pattern, made)
        assert len(found) == len(set(found)) == 3, pattern


def note(kind: str) -> str:
    return f'<w:{kind} w:id="2">{paragraph("on {A}")}</w:{kind}>'


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_every_copy_of_a_row_has_a_note_of_its_own(kind: str) -> None:
    reference = f'<w:r><w:{kind}Reference w:id="2"/></w:r>'
    made = filled(table(row(cell(paragraph("{A}", reference)))), **{f"{kind}s": note(kind)})
    ids = [e.get(f"{{{W}}}id") for e in tree(made).iter(f"{{{W}}}{kind}Reference")]
    notes = {e.get(f"{{{W}}}id"): "".join(e.itertext()) for e in tree(made, f"word/{kind}s.xml")}
    assert [notes[id_] for id_ in ids] == ["on one", "on two", "on three"]
    assert len(notes) == 3


def test_without_items_nothing_refers_to_the_note() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    made = filled(table(row("h"), row(cell(paragraph("{A}", reference)))), [], footnotes=note("footnote"))
    assert "footnoteReference" not in xml(made)
    assert text(made, "word/footnotes.xml") == "on "


def vertical(inner: str, kind: str) -> str:
    value = f' w:val="{kind}"' if kind == "restart" else ""
    return cell(inner, properties=f"<w:vMerge{value}/>")


def test_merges_of_repeated_rows_begin_anew_in_every_copy() -> None:
    body = table(
        row(vertical("{A}", "restart"), "a"),
        row(vertical("", "continue"), cell(table(row("{A}"), row("-")), "b")),
        row("t", "t"),
    )
    made = filled(body)
    rows = list(next(tree(made).iter(f"{{{W}}}tbl")).iterchildren(f"{{{W}}}tr"))
    merges = [[e.get(f"{{{W}}}val", "continue") for e in each[0].iter(f"{{{W}}}vMerge")] for each in rows]
    assert merges == [["restart"], ["continue"]] * 3 + [[]]
    assert [grid(made, number=n)[0] for n in (1, 2, 3)] == [["one"], ["two"], ["three"]]


def test_merges_over_several_columns_are_followed_by_their_column() -> None:
    wide = cell("{A}", properties='<w:gridSpan w:val="2"/>')
    body = table(
        row(wide, vertical("x", "restart")),
        row("p", "q", vertical("", "continue")),
        row("t", "t", "t"),
    )
    assert [line[0] for line in grid(filled(body))] == ["one", "p", "two", "p", "three", "p", "t"]


def test_numbering_runs_on_through_the_copies() -> None:
    numbered = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'
    made = filled(block("T", f"<w:p>{numbered}{run('{A}')}</w:p>") + f"<w:p>{numbered}{run('after')}</w:p>")
    lists = [e.get(f"{{{W}}}val") for e in tree(made).iter(f"{{{W}}}numId")]
    assert (text(made), lists) == ("one\ntwo\nthree\nafter", ["7"] * 4)


def test_page_and_section_breaks_repeat_with_their_block() -> None:
    section = '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/></w:sectPr></w:pPr></w:p>'
    body = paragraph("{A}") + paragraph('<w:r><w:br w:type="page"/></w:r>') + section + paragraph("{I}")
    made = xml(filled(block("T", body) + paragraph("end")))
    assert (made.count('w:type="page"'), made.count("<w:sectPr>")) == (3, 3)
