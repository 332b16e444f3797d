"""Placeholders in the deep places of a document: controls, fields, tracked changes, branches, links."""

from __future__ import annotations

import pytest

from engines.docx.making import W, block, cell, grid, package, paragraph, row, run, table, text, tree, unzipped, zipped
from inkpost.engines.docx import compile_template
from inkpost.model.fields import FieldDescription, Source, Value

FIELDS = {"T": FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)}
VALUES: dict[str, Value] = {"V": "ok", "A": "T.Item.A", "T": [{"A": "one"}, {"A": "two"}]}
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PROMPT = "<w:rPr><w:rStyle w:val='a3'/></w:rPr>"
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="character" w:styleId="a3"><w:name w:val="Placeholder Text"/>'
    "</w:style></w:styles>"
)


def filled(body: str, values: dict[str, Value] | None = None, **parts: str) -> bytes:
    return compile_template(package(body, parts)).fill(VALUES if values is None else values, FIELDS)


def body_of(made: bytes) -> str:
    return unzipped(made)["word/document.xml"].decode()


def control(content: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def char(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def field(instruction: str, result: str) -> str:
    return char("begin") + instruction + char("separate") + result + char("end")


# content controls


@pytest.mark.parametrize(
    "body",
    [
        control(paragraph("{V}")),
        paragraph(control(run("{V}"))),
        table(control(row("{V}"))),
        table(f"<w:tr>{control(cell('{V}'))}</w:tr>"),
        paragraph(control(control(run("{V}")))),
    ],
    ids=["block", "run", "row", "cell", "nested"],
)
def test_a_control_at_any_level(body: str) -> None:
    assert "ok" in text(filled(body)).split("\n")


@pytest.mark.parametrize("level", ["row", "cell", "block"])
def test_a_control_within_what_repeats(level: str) -> None:
    number = '<w:id w:val="4"/>'
    bodies = {
        "row": table(control(row("{A}"), number) + row("end")),
        "cell": table(f"<w:tr>{control(cell('{A}'), number)}</w:tr>" + row("end")),
        "block": table(row(cell(control(paragraph("{A}"), number))) + row("end")),
    }
    made = filled(bodies[level])
    assert text(made).split("\n") == ["one", "two", "end"]
    assert body_of(made).count('<w:id w:val="4"/>') == 1


def test_a_filled_prompt_is_no_longer_grey() -> None:
    prompt = run("{", PROMPT) + run("V} or so", PROMPT)
    content = unzipped(package(paragraph(control(prompt, "<w:rPr><w:b/></w:rPr><w:showingPlcHdr/>"))))
    content["word/styles.xml"] = STYLES.encode()
    content["word/_rels/document.xml.rels"] = content["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId7" Target="styles.xml" Type="http://schemas.openxmlformats.org/officeDocument/2006'
        b'/relationships/styles"/></Relationships>',
    )
    shown = tree(compile_template(zipped(content)).fill(VALUES)).iter(f"{{{W}}}r")
    assert [[str(e.tag).rpartition("}")[2] for e in each[0]] for each in shown] == [["b"], ["b"]]


def test_a_style_that_is_no_prompt_stays_in_a_filled_control() -> None:
    own = control(run("{V}", "<w:rPr><w:rStyle w:val='Strong'/></w:rPr>"), "<w:showingPlcHdr/>")
    assert 'w:rStyle w:val="Strong"' in body_of(filled(paragraph(own)))


def test_a_temporary_control_goes_when_it_is_filled() -> None:
    made = filled(paragraph("a ", control(run("{V}"), "<w:temporary/>"), " b"))
    assert (text(made), "w:sdt" in body_of(made)) == ("a ok b", False)
    kept = filled(paragraph("{V}", control(run("x"), "<w:temporary/>")))
    assert "w:sdt" in body_of(kept)


def test_a_bound_control_without_a_placeholder_stays_bound() -> None:
    bound = "<w:dataBinding w:xpath='/x' w:storeItemID='y'/>"
    xml = body_of(filled(paragraph(control(run("{V}"), bound), control(run("x"), bound))))
    assert xml.count("dataBinding") == 1


def test_a_filled_control_forgets_the_date_or_choice_it_held() -> None:
    date = control(run("{V}"), '<w:date w:fullDate="2020-01-01T00:00:00Z"><w:dateFormat w:val="d"/></w:date>')
    choice = control(run("{V}"), '<w:dropDownList w:lastValue="1"><w:listItem w:value="1"/></w:dropDownList>')
    xml = body_of(filled(paragraph(date, choice)))
    assert ("fullDate" in xml, "lastValue" in xml, "dateFormat" in xml, xml.count("ok")) == (False, False, True, 2)


# fields


def test_the_result_of_a_field_is_filled_and_its_instruction_stays() -> None:
    instruction = "<w:r><w:instrText>REF {V}</w:instrText></w:r>"
    made = filled(paragraph(field(instruction, run("{V}"))))
    assert (text(made), "<w:instrText>REF {V}<" in body_of(made)) == ("ok", True)


def test_text_within_a_fields_instruction_stays() -> None:
    inner = field("<w:r><w:instrText>REF x</w:instrText></w:r>", run("{V}"))
    made = filled(paragraph(field(run("{V}") + inner + run("{V}"), run("{V}")), "{V}"))
    assert text(made) == "{V}{V}{V}okok"


def test_a_field_without_an_end_takes_no_text_along() -> None:
    assert text(filled(paragraph(char("begin"), "{V}") + paragraph("{V}"))) == "ok\nok"


def test_a_field_over_several_paragraphs() -> None:
    body = f"<w:p>{char('begin')}{run('{V}')}</w:p><w:p>{run('{V}')}{char('separate')}{run('{V}')}</w:p>"
    assert text(filled(body + f"<w:p>{run('{V}')}{char('end')}</w:p>")) == "{V}\n{V}ok\nok"


def test_a_simple_field_keeps_its_instruction() -> None:
    body = f'<w:p><w:fldSimple w:instr="DOCPROPERTY {{V}}">{run("{V}")}</w:fldSimple></w:p>'
    made = filled(body)
    assert (text(made), 'w:instr="DOCPROPERTY {V}"' in body_of(made)) == ("ok", True)


# tracked changes


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_what_is_tracked_as_gone_stays(change: str) -> None:
    gone = f'<w:{change} w:id="1" w:author="a">{run("{V}")}</w:{change}>'
    assert text(filled(paragraph(gone, "{V}"))) == "{V}ok"


@pytest.mark.parametrize("change", ["ins", "moveTo"])
def test_what_is_tracked_as_new_is_filled(change: str) -> None:
    assert text(filled(paragraph(f'<w:{change} w:id="1" w:author="a">{run("{V}")}</w:{change}>'))) == "ok"


def test_a_text_box_in_a_deletion_stays() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('{V}')}</w:txbxContent></v:textbox></w:pict></w:r>"
    assert text(filled(paragraph(f'<w:del w:id="1" w:author="a">{box}</w:del>'))) == "\n{V}"


def test_a_deleted_row_is_neither_filled_nor_repeated() -> None:
    gone = row("{A}").replace("<w:tr>", '<w:tr><w:trPr><w:del w:id="1" w:author="a"/></w:trPr>')
    assert grid(filled(table(row("h"), gone, row("{A}")))) == [["h"], ["{A}"], ["one"], ["two"]]


# branches


def branches(content: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{content}</mc:Choice>'
        f"<mc:Fallback>{content}</mc:Fallback></mc:AlternateContent>"
    )


def kinds(made: bytes) -> list[list[str]]:
    return [[str(branch.tag)[len(MC) :] for branch in each] for each in tree(made).iter(f"{MC}AlternateContent")]


def test_a_list_in_every_branch_repeats_within_its_branch() -> None:
    made = filled(branches(block("T", paragraph("{A}"))) + paragraph("end"))
    assert (kinds(made), text(made)) == ([["Choice", "Fallback"]], "one\ntwo\none\ntwo\nend")


def test_branches_within_a_repeated_block_are_copied_whole() -> None:
    made = filled(block("T", paragraph("{A}"), branches(paragraph("-")), paragraph("{A}")) + paragraph("end"))
    assert kinds(made) == [["Choice", "Fallback"]] * 2


def test_branches_of_rows() -> None:
    made = filled(table(branches(row("{A}")), row("end")))
    assert kinds(made) == [["Choice", "Fallback"]]
    assert text(made) == "one\ntwo\none\ntwo\nend"


def test_both_representations_of_a_text_box_repeat_a_list_alike() -> None:
    box = f"<w:txbxContent>{block('T', paragraph('{A}'))}</w:txbxContent>"
    body = paragraph(
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData>"
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text(filled(body)).split("\n") == ["", "one", "two", "one", "two"]


# where nothing is looked for


@pytest.mark.parametrize(
    "inner",
    [
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{V}</m:t></m:r></m:oMath>',
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="about {V}"/></wp:inline></w:drawing></w:r>',
        '<w:r><w:pict><v:shape><v:textpath string="{V}"/></v:shape></w:pict></w:r>',
        '<w:r><w:instrText xml:space="preserve"> IF {V} = 1 </w:instrText></w:r>',
        '<w:bookmarkStart w:id="1" w:name="{V}"/>',
    ],
    ids=["formula", "description", "word art", "instruction", "name"],
)
def test_places_that_are_not_text_stay(inner: str) -> None:
    assert inner in body_of(filled(paragraph("{V}", inner)))


@pytest.mark.parametrize(
    "name", ["word/comments.xml", "word/charts/chart1.xml", "customXml/item1.xml", "docProps/app.xml"]
)
def test_parts_that_are_no_text_of_the_document_stay(name: str) -> None:
    content = f'<w:x xmlns:w="{W}">{paragraph("{V}")}</w:x>'.encode()
    made = compile_template(package(paragraph("{V}"), {}, {name: content})).fill(VALUES)
    assert (unzipped(made)[name], text(made)) == (content, "ok")
