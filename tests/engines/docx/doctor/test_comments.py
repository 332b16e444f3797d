"""The copy with comments: a valid package, the text untouched, each comment around its fault."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from engines.docx.doctor.looking import FIELDS, examined
from engines.docx.making import (
    W,
    corpus_params,
    lines_of,
    package,
    paragraph,
    row,
    run,
    table,
    text,
    tree,
    unzipped,
    zipped,
)
from inkpost.engines.convert import find_office
from inkpost.engines.docx import compile_template
from inkpost.engines.docx.doctor import Report
from inkpost.faces.bitrix.generator.fields import described

COMMENTS = "word/comments.xml"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def commented(data: bytes) -> tuple[Report, bytes]:
    report = examined(data, FIELDS, commented=True)
    assert report.commented is not None
    return report, report.commented


def w(name: str) -> str:
    return f"{{{W}}}{name}"


def remarks(data: bytes) -> dict[str, str]:
    """The texts of the comments by their numbers."""
    root = tree(data, COMMENTS)
    return {comment.get(w("id"), ""): "/".join(lines_of(comment)) for comment in root}


def ranges(data: bytes) -> dict[str, str]:
    """The text between the two marks of each comment of the body, after checking that they are rightly placed."""
    root = tree(data)
    found: dict[str, str] = {}
    order = list(root.iter())
    for start in root.iter(w("commentRangeStart")):
        number = start.get(w("id"), "")
        (end,) = [each for each in root.iter(w("commentRangeEnd")) if each.get(w("id")) == number]
        (reference,) = [each for each in root.iter(w("commentReference")) if each.get(w("id")) == number]
        assert order.index(start) < order.index(end) < order.index(reference)
        assert start.getparent() is end.getparent() is reference.getparent().getparent()
        inside = order[order.index(start) : order.index(end)]
        assert number not in found
        found[number] = "".join(each.text or "" for each in inside if each.tag == w("t"))
    return found


def rules(data: bytes, before: bytes) -> None:
    """What a reader demands of a package with comments, and that the text of every part is as it was."""
    content, was = unzipped(data), unzipped(before)
    assert content[COMMENTS]
    assert set(remarks(data)) >= set(ranges(data))
    root, main = etree.fromstring(content[COMMENTS]), tree(data)
    numbers = [each.get(w("id")) for each in root]
    assert len(set(numbers)) == len(numbers)
    assert {each.get(w("id")) for each in main.iter(w("commentReference"))} <= set(numbers)
    assert content["[Content_Types].xml"].count(f'PartName="/{COMMENTS}"'.encode()) == 1
    links = etree.fromstring(content["word/_rels/document.xml.rels"])
    assert [each.get("Type", "").rpartition("/")[2] for each in links].count("comments") == 1
    assert len({each.get("Id") for each in links}) == len(links)
    for name in set(was) - {"[Content_Types].xml", COMMENTS, "word/document.xml", "word/_rels/document.xml.rels"}:
        if not name.endswith("/"):
            assert content[name] == was[name], name
    assert text(data) == text(before)


def test_each_fault_has_a_comment_around_its_text() -> None:
    data = package(paragraph("Dear {Cleint}, {Date~Case=1} and {Client}") + table(row("x", "a {open")))
    report, made = commented(data)
    rules(made, data)
    assert [ranges(made)[number] for number in sorted(ranges(made))] == ["{Cleint}", "{Date~Case=1}", "{"]
    told = [remarks(made)[number] for number in sorted(remarks(made))]
    assert told == [f"{each.severity.upper()}: {each.message}. {each.advice}." for each in report.faults]
    assert {each.get(w("author")) for each in tree(made, COMMENTS)} == {"Inkpost"}


def test_the_copy_is_a_template_with_the_same_fields() -> None:
    data = package(paragraph("Dear {Cleint}, ", run("{Cli", "<w:rPr><w:b/></w:rPr>"), "ent} {Date}"))
    _, made = commented(data)
    before, after = compile_template(data), compile_template(made)
    assert [each.name for each in after.placeholders] == [each.name for each in before.placeholders]
    values = {"Cleint": "A", "Client": "B", "Date": "C"}
    assert text(after.fill(values)) == text(before.fill(values)) == "Dear A, B C"


def test_a_split_run_keeps_its_formatting_and_what_else_is_in_it() -> None:
    bold = "<w:rPr><w:b/></w:rPr>"
    one = f"<w:r>{bold}<w:tab/><w:t>a {{Cleint}} b</w:t><w:br/><w:t>c</w:t></w:r>"
    _, made = commented(package(paragraph(one)))
    runs = [each for each in tree(made).iter(w("r")) if each.find(w("t")) is not None]
    assert ["".join(part.text or "" for part in each.iter(w("t"))) for each in runs] == ["a ", "{Cleint}", " bc"]
    assert all(each.find(f"{w('rPr')}/{w('b')}") is not None for each in runs)
    assert text(made) == ">a {Cleint} b/c"


def test_a_placeholder_over_several_runs_is_surrounded_whole() -> None:
    body = paragraph("a {Cl", "ei", "nt} b")
    _, made = commented(package(body))
    assert list(ranges(made).values()) == ["{Cleint}"]
    assert text(made) == "a {Cleint} b"


@pytest.mark.parametrize("wrap", ["hyperlink", "ins", "smartTag", "sdt"])
def test_what_lies_in_something_else_is_surrounded_with_it(wrap: str) -> None:
    inner = run("see {Cleint}")
    inner = f"<w:sdtContent>{inner}</w:sdtContent>" if wrap == "sdt" else inner
    _, made = commented(package(f"<w:p>{run('a ')}<w:{wrap}>{inner}</w:{wrap}>{run(' b')}</w:p>"))
    assert set(ranges(made).values()) == {"see {Cleint}"}


def test_what_lies_outside_of_the_body_is_told_where_the_body_leads_to_it() -> None:
    note = f'<w:footnote w:id="2">{paragraph("{note")}</w:footnote>'
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('{box')}</w:txbxContent></w:pict></w:r>"
    body = (
        paragraph("first") + paragraph("second", '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph("third", box)
    )
    data = package(body, {"header1": paragraph("{head"), "footnotes": note})
    _, made = commented(data)
    rules(made, data)
    told = {remarks(made)[number].rpartition("(")[2]: inside for number, inside in ranges(made).items()}
    assert told == {
        "header, paragraph 1: {head)": "first",
        "footnotes, footnote 2, paragraph 1: {note)": "second",
        "body, text box 1, paragraph 1: {box)": "third{box",
    }


def test_a_body_without_a_paragraph_gets_one() -> None:
    made = commented(package("<w:sectPr/>", {"header1": paragraph("{head")}))[1]
    assert list(ranges(made).values()) == [""]


def test_comments_that_are_there_stay() -> None:
    known = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="4" w:author="Anna">{paragraph("mine")}</w:comment></w:comments>'
    )
    marked = '<w:commentRangeStart w:id="4"/>' + run("{Cleint}") + '<w:commentRangeEnd w:id="4"/>'
    content = unzipped(package(paragraph(marked, '<w:r><w:commentReference w:id="4"/></w:r>')))
    content[COMMENTS] = known.encode()
    content["[Content_Types].xml"] = content["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/{COMMENTS}" ContentType="{TYPE}"/></Types>'.encode()
    )
    link = b'<Relationship Id="rId5" Type="http://x/relationships/comments" Target="comments.xml"/></Relationships>'
    content["word/_rels/document.xml.rels"] = content["word/_rels/document.xml.rels"].replace(b"</Relationships>", link)
    data = zipped(content)
    _, made = commented(data)
    rules(made, data)
    assert remarks(made)["4"] == "mine"
    assert ranges(made) == {"4": "{Cleint}", "5": "{Cleint}"}


def test_a_sound_template_comes_back_with_no_comment() -> None:
    data = package(paragraph("{Client}"))
    assert ranges(commented(data)[1]) == {}


def test_what_xml_cannot_hold_is_left_out_of_a_comment() -> None:
    fields = described({"\x00\x1bClient": {}, "Other": {}})
    report = examined(package(paragraph("{Cliient}")), fields, commented=True)
    assert report.commented is not None
    unzipped(report.commented)


@pytest.mark.parametrize("path", [*corpus_params("contracts"), *corpus_params("word")])
def test_every_real_document_can_be_commented(path: Path) -> None:
    data = path.read_bytes()
    report, made = commented(data)
    assert text(made) == text(data)
    assert len(remarks(made)) >= len(report.faults)
    if zipfile.Path(path, COMMENTS).exists():
        assert remarks(made).items() >= remarks(data).items()


def through_office(data: bytes, folder: Path) -> tuple[list[str], str]:
    """What LibreOffice makes of a document: the texts of its annotations, and the text without them."""
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed")
    (folder / "made.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [office.with_name("soffice"), profile, "--headless", "--convert-to", "odt", "--outdir", folder]
    subprocess.run([*command, folder / "made.docx"], check=True, capture_output=True, timeout=120)
    root = etree.fromstring(zipfile.Path(folder / "made.odt", "content.xml").read_bytes())
    annotations = []
    for element in root.findall(".//{*}annotation"):
        annotations.append("".join("".join(each.itertext()) for each in element.iter("{*}p")))
        for child in list(element):
            element.remove(child)
    return annotations, "\n".join("".join(each.itertext()) for each in root.iter("{*}p"))


def test_libreoffice_shows_the_comments(tmp_path: Path) -> None:
    """Read back from LibreOffice: every comment of ours is there as an annotation, beside its text."""
    note = f'<w:footnote w:id="2">{paragraph("{note")}</w:footnote>'
    data = package(paragraph("Dear {Cleint}, ", "{Date~Ca", "se=1}") + table(row("x", "a {open")), {"footnotes": note})
    report, made = commented(data)
    annotations, shown = through_office(made, tmp_path)
    assert sorted(annotations) == sorted(remarks(made).values())
    assert len(annotations) == len(report.faults) == 4
    assert "Dear {Cleint}, {Date~Case=1}" in shown
