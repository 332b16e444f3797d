"""Text placeholders: where they are found, and how values are written."""

from __future__ import annotations

import pytest

from engines.docx.making import W, package, paragraph, run, text, tree, unzipped, zipped
from inkpost.engines.docx import FillOptions, compile_template
from inkpost.model.fields import Value


def filled(body: str, values: dict[str, Value] | None = None, **parts: str) -> bytes:
    return compile_template(package(body, parts)).fill(values or {})


def test_a_placeholder_shows_its_value() -> None:
    assert text(filled(paragraph("Dear {Name}, hello."), {"Name": "Anna"})) == "Dear Anna, hello."


def test_a_placeholder_split_over_runs_takes_the_first_runs_formatting() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    body = paragraph(run("To {Cli", bold), '<w:proofErr w:type="spellStart"/>', run("ent"), run("Name} now"))
    root = tree(filled(body, {"ClientName": "Ada"}))
    shown = [(r.findtext(f"{{{W}}}t"), r.find(f"{{{W}}}rPr/{{{W}}}b") is not None) for r in root.iter(f"{{{W}}}r")]
    assert shown == [("To Ada", True), ("", False), (" now", False)]


def test_several_placeholders_in_one_text() -> None:
    assert text(filled(paragraph("{A}{B} {", "A} {C}"), {"A": "1", "B": "2"})) == "12 1 "


@pytest.mark.parametrize(
    "written",
    [
        "{IF has_pilot}",
        "{END-IF}",
        "{ Name }",
        "{}",
        "{...}",
        "{___}",
        "{Name",
        "Name}",
        "{“x”}",
        "{a{b}",
        "{~d.m.Y}",
    ],
)
def test_other_braces_stay(written: str) -> None:
    expected = written.replace("{b}", "")
    assert text(filled(paragraph(f"x {written} y"), {"Name": "N"})) == f"x {expected} y"


@pytest.mark.parametrize("name", ["Имя", "company_name", "名前", "A.b.C", "x1", "नाम", "Ä"])
def test_names_of_any_script(name: str) -> None:
    assert text(filled(paragraph(f"<{name}>".replace("<", "{").replace(">", "}")), {name: "ok"})) == "ok"


def test_unknown_placeholders_come_out_empty() -> None:
    assert text(filled(paragraph("a {Nothing} b {Nothing~d.m.Y}"))) == "a  b "


def test_values_are_text_never_markup() -> None:
    value = "<b>bold</b> & 'more' \"yet\" </w:t>"
    assert text(filled(paragraph("{V}"), {"V": value})) == value


def test_lines_and_tabs_become_elements() -> None:
    assert text(filled(paragraph("[{V}]"), {"V": "one\ntwo\r\nthree\rfour\tfive"})) == "[one/two/three/four>five]"


def test_characters_xml_forbids_are_dropped() -> None:
    value = "a\x00b\x0bc\ud800d\uffffe\x1ff\U0001f600"
    assert text(filled(paragraph("{V}"), {"V": value})) == "abcdef\U0001f600"


def test_spaces_at_the_ends_are_kept() -> None:
    root = tree(filled("<w:p><w:r><w:t>{V}</w:t></w:r></w:p>", {"V": "  x  "}))
    found = next(root.iter(f"{{{W}}}t"))
    assert (found.text, found.get("{http://www.w3.org/XML/1998/namespace}space")) == ("  x  ", "preserve")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (5, "5"), (5.0, "5"), (2.5, "2.5"), (1e20, "1e+20"), (0.1, "0.1"), (1e-7, "0.0000001"), (True, "1"),
        (False, ""), (None, ""), (["a", "b", 3], "a, b, 3"), ([], ""), ({"x": "a", "y": "b"}, "a, b"),
        (float("nan"), ""),
    ],
)  # fmt: skip
def test_other_values_are_written_sensibly(value: Value, shown: str) -> None:
    assert text(filled(paragraph("{V}"), {"V": value})) == shown


def test_a_character_reference_may_hide_the_brace() -> None:
    assert text(filled(paragraph("&#123;V&#125;"), {"V": "ok"})) == "ok"


def test_headers_footers_and_notes_are_filled() -> None:
    note = f'<w:footnote w:id="2">{paragraph("{V} in note")}</w:footnote>'
    end = note.replace("footnote", "endnote")
    parts = {"header1": paragraph("{V}"), "footer1": paragraph("{V}"), "footnotes": note, "endnotes": end}
    made = filled(paragraph("x"), {"V": "ok"}, **parts)
    assert [text(made, f"word/{name}.xml") for name in parts] == ["ok", "ok", "ok in note", "ok in note"]


PLACES = {
    "hyperlink": f'<w:p><w:hyperlink w:anchor="x">{run("{V}")}</w:hyperlink></w:p>',
    "smart tag": f'<w:p><w:smartTag w:element="x">{run("{V}")}</w:smartTag></w:p>',
    "insertion": f'<w:p><w:ins w:id="1" w:author="a">{run("{V}")}</w:ins></w:p>',
    "simple field": f'<w:p><w:fldSimple w:instr="AUTHOR">{run("{V}")}</w:fldSimple></w:p>',
    "inline control": f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('{V}')}</w:sdtContent></w:sdt></w:p>",
    "block control": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('{V}')}</w:sdtContent></w:sdt>",
    "cell": f"<w:tbl><w:tr><w:tc>{paragraph('{V}')}</w:tc></w:tr></w:tbl>",
    "custom XML": f"<w:customXml w:element='x'>{paragraph('{V}')}</w:customXml>",
    "VML box": f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('{V}')}</w:txbxContent></w:pict></w:r></w:p>",
    "alternate runs": (
        f"<w:p><mc:AlternateContent><mc:Choice>{run('{V}')}</mc:Choice></mc:AlternateContent></w:p>"
    ),
    "field result": (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("{V}")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    ),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_text_is_found_wherever_word_keeps_it(place: str) -> None:
    assert "ok" in text(filled(PLACES[place], {"V": "ok"})).split("\n")


def test_both_representations_of_a_text_box_are_filled() -> None:
    box = f"<w:txbxContent>{paragraph('{V}')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData>"
        "</a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert text(filled(body, {"V": "ok"})).split("\n") == ["", "ok", "ok"]


def test_deleted_text_is_no_placeholder_and_does_not_part_one() -> None:
    deleted = '<w:del w:id="1" w:author="a"><w:r><w:delText>{V}</w:delText></w:r></w:del>'
    made = filled(paragraph("{", deleted, "V}"), {"V": "ok"})
    assert text(made) == "ok"
    assert b"<w:delText>{V}</w:delText>" in unzipped(made)["word/document.xml"]


def test_a_placeholder_does_not_reach_over_a_tab_or_break() -> None:
    assert text(filled(paragraph("{V", "<w:r><w:tab/></w:r>", "}"), {"V": "no"})) == "{V>}"


def test_a_filled_control_lets_go_of_its_prompt_and_its_bound_data() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dataBinding w:xpath='/x' w:storeItemID='y'/><w:text/></w:sdtPr>"
        f"<w:sdtContent>{paragraph('{V}')}</w:sdtContent></w:sdt>"
    )
    root = tree(filled(control, {"V": "a\nb"}))
    assert [str(e.tag).rpartition("}")[2] for e in next(root.iter(f"{{{W}}}sdtPr"))] == ["text"]


def test_a_default_namespace_without_prefix_works() -> None:
    data = package("x")
    content = unzipped(data)
    content["word/document.xml"] = f'<document xmlns="{W}"><body><p><r><t>{{V}}</t></r></p></body></document>'.encode()
    assert text(compile_template(zipped(content)).fill({"V": "a\nb"})) == "a/b"


def test_placeholders_are_listed_once_in_document_order() -> None:
    body = paragraph("{B} {A~d.m.Y} {B~Case=1} {A}")
    program = compile_template(package(body, {"header1": paragraph("{C}")}))
    assert [(p.name, p.modifiers, p.part) for p in program.placeholders] == [
        ("B", ("Case=1",), "word/document.xml"),
        ("A", ("d.m.Y",), "word/document.xml"),
        ("C", (), "word/header1.xml"),
    ]


def test_filling_twice_gives_the_same_bytes() -> None:
    program = compile_template(package(paragraph("{A} {B}")))
    assert program.fill({"A": "1"}) == program.fill({"A": "1"})


def test_the_title_property_is_set_when_asked() -> None:
    content = unzipped(package(paragraph("{A}")))
    content["docProps/core.xml"] = (
        b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/"'
        b' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Old</dc:title></cp:coreProperties>'
    )
    content["_rels/.rels"] = content["_rels/.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
        b'core-properties" Target="docProps/core.xml"/></Relationships>',
    )
    program = compile_template(zipped(content))
    assert unzipped(program.fill({}))["docProps/core.xml"] == content["docProps/core.xml"]
    made = program.fill({}, {}, FillOptions(title="A & B"))
    assert b"<dc:title>A &amp; B</dc:title>" in unzipped(made)["docProps/core.xml"]
