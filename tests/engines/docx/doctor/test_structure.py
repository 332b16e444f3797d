"""Faults of lists, pictures, tracked changes, fonts and links: the code, the place and the text around."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from engines.convert import leaks
from engines.docx.doctor.looking import FIELDS, brief, errors, examined
from engines.docx.making import W, block, cell, package, paragraph, row, run, table, unzipped, zipped
from inkpost.engines.convert import find_office
from inkpost.engines.docx.doctor import Known, Request, Severity, SystemFonts, examine

P1 = "body, paragraph 1"
ROW = row("{Products.INDEX}", "{Products.Item.Name}")
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

OUTSIDE = ' TargetMode="External"'


def c1(table_number: int, row_number: int, cell_number: int = 1) -> str:
    return f"body, table {table_number}, row {row_number}, cell {cell_number}, paragraph 1"


def related(body: str, *relations: tuple[str, str, str, bool], **files: bytes) -> bytes:
    """A package whose body has these relationships: id, kind, target, external."""
    content = unzipped(package(body))
    lines = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"{OUTSIDE if external else ""}/>'
        for name, kind, target, external in relations
    )
    links = content["word/_rels/document.xml.rels"].replace(b"</Relationships>", lines.encode() + b"</Relationships>")
    return zipped({**content, "word/_rels/document.xml.rels": links, **files})


# lists


def test_a_list_in_rows_has_no_fault() -> None:
    body = table(row("Nr", "Name"), ROW, row("", "{Products.Item.Price}"), row("Total", "{Client}"))
    assert brief(examined(package(body), FIELDS)) == []


def test_a_field_of_a_list_outside_a_row() -> None:
    report = examined(package(paragraph("First {Products.Item.Name}!") + table(ROW)), FIELDS)
    assert brief(report) == [("array_outside_row", P1, "First {Products.Item.Name}!")]
    assert "the first item is shown" in report.faults[0].message
    assert "{Products.BLOCK_START}" in report.faults[0].advice
    assert "{Products.Item.Name~index=0}" in report.faults[0].advice


def test_a_list_in_its_block_has_no_fault() -> None:
    inner = paragraph("{Products.Item.Name}") + table(row("{Products.Item.Price}", cell("{Products.INDEX}")))
    assert brief(examined(package(block("Products", inner)), FIELDS)) == []
    marked = paragraph("{ProductsBlockStart}{Products.Item.Name}{ProductsBlockEnd}")
    assert brief(examined(package(marked + table(row(cell(marked), "{Taxes.Tax.Rate}"))), FIELDS)) == []
    report = examined(package(block("Taxes", paragraph("{Products.Item.Name}"))), FIELDS)
    assert [code for code, *_ in brief(report)] == ["array_outside_row"]


def test_the_paragraph_of_a_mark_belongs_to_its_block_as_a_whole() -> None:
    name = "{Products.Item.Name}"
    body = paragraph(f"{name}{{Products.BLOCK_START}}") + paragraph(name) + paragraph(f"{{Products.BLOCK_END}}{name}")
    report = examined(package(body + paragraph(f"after: {name}")), FIELDS)
    assert brief(report) == [("array_outside_row", "body, paragraph 4", f"after: {name}")]


def test_a_mark_without_its_like() -> None:
    report = examined(package(paragraph("{Products.BLOCK_END}") + table(row("{ProductsBlockStart}"))), FIELDS)
    assert brief(report) == [
        ("block_unpaired", P1, "{Products.BLOCK_END}"),
        ("block_unpaired", c1(1, 1), "{ProductsBlockStart}"),
    ]
    assert "closes a block of Products that is not opened" in report.faults[0].message


def test_marks_are_no_fields_that_stay_empty() -> None:
    values = {"Products": [{"Name": "Tea"}], "From": "Products.BLOCK_START"}
    body = paragraph("{From}") + paragraph("x") + paragraph("{ProductsBlockEnd}")
    report = examined(package(body), FIELDS, values)
    assert (brief(report), report.empty, report.unused) == ([], (), ())


def test_a_field_that_values_point_into_a_list_is_one_of_a_list() -> None:
    values = {"Name": "Products.Item.Name", "Products": [{"Name": "Tea"}]}
    assert brief(examined(package(paragraph("{Name}")), FIELDS, values)) == [("array_outside_row", P1, "{Name}")]


def test_lists_of_different_sources_in_one_row() -> None:
    body = table(row("{Products.Item.Name}", "{Taxes.Tax.Rate} {Taxes.Tax.Rate~index=1}"))
    report = examined(package(body), FIELDS)
    assert brief(report) == [("arrays_in_one_row", c1(1, 1, 2), "{Taxes.Tax.Rate} {Taxes.Tax.Rate~index=1}")]
    assert "of Taxes it shows the first item" in report.faults[0].message


def test_a_list_in_the_items_of_another_is_no_other_source() -> None:
    values = {"Products": [{"Name": "Tea", "Lots": [{"Nr": "1"}]}]}
    inner = cell("{Products.Item.Name}", table(row("{Products.Item.Lots.Lot.Nr}")))
    assert brief(examined(package(table(row(inner))), FIELDS, values)) == []


def test_a_list_in_rows_that_others_part() -> None:
    body = table(ROW, row("between", ""), row("{Products.Item.Price}", ""))
    assert brief(examined(package(body), FIELDS)) == [("array_split_over_rows", c1(1, 3), "{Products.Item.Price}")]
    two_tables = table(ROW) + paragraph("x") + table(ROW)
    assert brief(examined(package(two_tables), FIELDS)) == []


def test_rows_that_a_merge_ties_together_are_not_parted() -> None:
    tall, rest = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    first = f"<w:tr>{cell('{Products.INDEX}', properties=tall)}{cell('{Products.Item.Name}')}</w:tr>"
    second = f"<w:tr>{cell('', properties=rest)}{cell('kept')}</w:tr>"
    third = f"<w:tr>{cell('', properties=rest)}{cell('{Products.Item.Price}')}</w:tr>"
    assert brief(examined(package(table(first, second, third)), FIELDS)) == []


# pictures


def drawing(description: str, blips: int = 1) -> str:
    inner = '<a:blip r:embed="rId9"/>' * blips
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="p" descr="{description}"/>'
        f"<a:graphic><a:graphicData>{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def test_a_picture_for_a_field_that_is_none() -> None:
    body = paragraph("x") + paragraph(drawing("{Client}")) + paragraph(drawing("{Logo}")) + paragraph("{Logo}")
    assert errors(examined(package(body), FIELDS)) == [("picture_of_other_type", "body, paragraph 2", "{Client}")]


def test_a_described_drawing_that_is_not_replaced() -> None:
    old = '<w:r><w:pict><v:shape alt="{Logo}"/></w:pict></w:r>'
    body = paragraph(drawing("{Logo}", blips=0)) + paragraph(old)
    assert brief(examined(package(body), FIELDS)) == [
        ("picture_not_replaced", P1, "{Logo}"),
        ("picture_not_replaced", "body, paragraph 2", "{Logo}"),
    ]


# where nothing is filled, and tracked changes


def gone(text: str) -> str:
    return f'<w:del w:id="1"><w:r><w:delText>{text}</w:delText></w:r></w:del>'


def new(*runs: str) -> str:
    return f'<w:ins w:id="2">{"".join(runs)}</w:ins>'


CHANGES = [
    (gone("old {Client}"), "deleted_text", "old {Client}"),
    (run("{Cli") + gone("x") + run("ent}"), "change_inside", "{Client}"),
    (run("{Cli") + new(run("ent}")), "change_inside", "{Client}"),
    (new(run("{Client}")), "tracked_insertion", "{Client}"),
    (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF {Client} = 1</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "not_filled_here",
        "IF {Client} = 1",
    ),
    ('<w:fldSimple w:instr="QUOTE {Client}"/>', "not_filled_here", "QUOTE {Client}"),
    ("<w:r><a:p><a:t>see {Client}</a:t></a:p></w:r>", "not_filled_here", "see {Client}"),
]


@pytest.mark.parametrize(("inner", "code", "excerpt"), CHANGES, ids=[code for _, code, _ in CHANGES])
def test_placeholders_where_nothing_is_filled_or_with_changes(inner: str, code: str, excerpt: str) -> None:
    assert brief(examined(package(paragraph("x") + f"<w:p>{inner}</w:p>"), FIELDS)) == [
        (code, "body, paragraph 2", excerpt)
    ]


def test_placeholders_in_comments_and_charts() -> None:
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="3">{paragraph("ask {Client}")}</w:comment></w:comments>'
    said = b"<a:p><a:r><a:t>of {Cli</a:t></a:r><a:r><a:t>ent}</a:t></a:r></a:p>"
    chart = b'<c:chart xmlns:c="urn:c" xmlns:a="urn:a">' + said + b"</c:chart>"
    data = related(
        paragraph("x"),
        **{"word/comments.xml": comments.encode(), "word/charts/chart1.xml": chart},
    )
    types = unzipped(data)
    types["[Content_Types].xml"] = types["[Content_Types].xml"].replace(
        b'ContentType="application/xml"', b'ContentType="application/x+xml"'
    )
    assert sorted(brief(examined(zipped(types), FIELDS))) == [
        ("not_filled_here", "chart", "of {Client}"),
        ("not_filled_here", "comments, comment 3, paragraph 1", "ask {Client}"),
    ]


def test_a_placeholder_in_the_address_of_a_hyperlink_is_one_like_others() -> None:
    body = paragraph("x") + paragraph('<w:hyperlink r:id="rId3">' + run("here") + "</w:hyperlink>")
    data = related(body, ("rId3", "hyperlink", "https://example.test/%7BCleint%7D?d=%7BDate~Case=1%7D", True))
    assert brief(examined(data, FIELDS)) == [
        ("unknown_field", "body, paragraph 2", "{Cleint}"),
        ("modifier_not_for_type", "body, paragraph 2", "{Date~Case=1}"),
    ]


# fonts


def styled(body: str, styles: str, theme: str = "", fonts: str = "") -> bytes:
    files = {"word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'.encode()}
    if theme:
        files["word/theme/theme1.xml"] = theme.encode()
    if fonts:
        files["word/fontTable.xml"] = f'<w:fonts xmlns:w="{W}" xmlns:r="{RELATIONS}">{fonts}</w:fonts>'.encode()
    made = unzipped(
        related(body, ("rId1", "styles", "styles.xml", False), ("rId2", "theme", "theme/theme1.xml", False), **files)
    )
    made["[Content_Types].xml"] = made["[Content_Types].xml"].replace(
        b'ContentType="application/xml"', b'ContentType="application/x+xml"'
    )
    return zipped(made)


def own(font: str, text: str, slot: str = "ascii") -> str:
    return run(text, f'<w:rPr><w:rFonts w:{slot}="{font}"/></w:rPr>')


def test_a_font_of_a_run_that_is_not_there_once() -> None:
    body = paragraph("plain") + paragraph(own("Foo", "one")) + paragraph(own("Foo", "two"), own("Carlito", "x"))
    report = examined(package(body))
    assert brief(report) == [("font_missing", "body, paragraph 2", "one")]
    assert "DejaVu Sans takes its place" in report.faults[0].message


def test_a_substitute_with_the_same_widths_is_only_a_note() -> None:
    report = examined(package(paragraph(own("Calibri", "one"))))
    assert brief(report) == [("font_substituted", P1, "one")]
    assert (report.faults[0].severity, report.sound) == (Severity.NOTE, True)


def test_fonts_of_styles_defaults_and_themes_are_those_of_the_text() -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/></w:rPr></w:rPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:rFonts w:ascii="Based"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Head"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Unused"><w:rPr><w:rFonts w:ascii="Never"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:rFonts w:ascii="Bold One"/></w:rPr></w:style>'
    )
    theme = '<a:theme xmlns:a="urn:a"><a:minorFont><a:latin typeface="Themed"/></a:minorFont></a:theme>'
    body = f'<w:p><w:pPr><w:pStyle w:val="Head"/></w:pPr>{run("one")}</w:p>{paragraph("two")}' + paragraph(
        run("three", '<w:rPr><w:rStyle w:val="Strong"/></w:rPr>')
    )
    told = [fault.message.split(" is not")[0] for fault in examined(styled(body, styles, theme)).faults]
    assert told == ["The font Based", "The font Themed", "The font Bold One"]


def test_letters_of_other_scripts_have_fonts_of_their_own_and_spaces_have_none() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Latin" w:cs="Arabic" w:eastAsia="Chinese"/></w:rPr>'
    body = paragraph(run("中", fonts)) + paragraph(run("مر", fonts)) + paragraph(run(" ", fonts))
    told = [fault.message.split()[2] for fault in examined(package(body)).faults]
    assert told == ["Chinese", "Arabic"]


def test_an_embedded_font_is_there() -> None:
    table_of_fonts = '<w:font w:name="Foo"><w:embedRegular r:id="rId1"/></w:font><w:font w:name="Bar"/>'
    body = paragraph(own("Foo", "one")) + paragraph(own("Bar", "two"))
    assert brief(examined(styled(body, "", fonts=table_of_fonts))) == [("font_missing", "body, paragraph 2", "two")]


def test_the_fonts_of_this_machine_are_asked_for() -> None:
    there = SystemFonts().installed()
    assert there
    name = "-No: such, font=\\ 7f3a"
    report = examine(package(paragraph(own(name, "one")) + paragraph(own(min(there), "two"))), Request(Known()))
    assert [fault.code for fault in report.faults] == ["font_missing"]
    assert SystemFonts().substitute(name).lower() in there


def test_the_font_that_is_named_is_the_one_that_libreoffice_takes(tmp_path: Path) -> None:
    office = find_office()
    if office is None:
        pytest.skip("LibreOffice is not installed")
    body = paragraph(run("Hamburgefonts", '<w:rPr><w:rFonts w:ascii="Quux 7f3a" w:hAnsi="Quux 7f3a"/></w:rPr>'))
    (tmp_path / "made.docx").write_bytes(package(body))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office.with_name("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "made.docx"], check=True, capture_output=True, timeout=120)
    with pikepdf.open(tmp_path / "made.pdf") as pdf:
        fonts = [
            str(each.BaseFont) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        ]
    (fault,) = examine(package(body), Request(Known())).faults
    taken = re.search(r"; (.+) takes its place", fault.message)
    assert taken is not None
    assert fonts
    assert all(name.rpartition("+")[2].startswith(taken[1].replace(" ", "")) for name in fonts)


# what leads outside


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("image", "external_link"),
        ("oleObject", "external_link"),
        ("attachedTemplate", "unseen_link"),
        ("subDocument", "external_link"),
        ("frame", "external_link"),
        ("font", "external_link"),
        ("control", "macro"),
    ],
)
def test_an_external_relationship_is_told_where_it_is_used(kind: str, code: str) -> None:
    body = paragraph("x") + paragraph('<w:r><w:drawing><a:blip r:link="rId3"/></w:drawing></w:r>')
    report = examined(related(body, ("rId3", kind, "http://example.test/a", True)))
    assert brief(report) == [(code, "body, paragraph 2", "http://example.test/a")]


def test_a_hyperlink_is_no_fault() -> None:
    body = paragraph('<w:hyperlink r:id="rId3">' + run("here") + "</w:hyperlink>")
    assert brief(examined(related(body, ("rId3", "hyperlink", "http://example.test/a", True)))) == []


@pytest.mark.parametrize(
    ("instruction", "code"),
    [
        ("INCLUDEPICTURE http://example.test/a.png", "external_link"),
        ('INCLUDETEXT "C:/a.docx"', "external_link"),
        ("DDEAUTO excel a", "external_link"),
        ("FILENAME", "kept_field"),
        ("MACROBUTTON Run here", "macro"),
    ],
)
def test_a_field_that_fetches_or_runs(instruction: str, code: str) -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    body = paragraph(f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{end}")
    assert brief(examined(package(body))) == [(code, P1, instruction)]
    page = paragraph(f"{begin}<w:r><w:instrText>PAGE</w:instrText></w:r>{end}")
    assert brief(examined(package(page))) == []


def test_an_address_in_an_old_drawing() -> None:
    body = paragraph('<w:r><w:pict><v:shape><v:imagedata src="http://example.test/a.png"/></v:shape></w:pict></w:r>')
    assert brief(examined(package(body))) == [("external_link", P1, "http://example.test/a.png")]


def test_whatever_would_be_fetched_on_converting_is_told() -> None:
    """The documents with which the converter's walls are tested."""
    told = {"external_link", "unseen_link"}
    for name, data in leaks.leaking("http://web.test", "file:///etc/secret.txt").items():
        codes = {fault.code for fault in examined(data).faults}
        assert told & codes or (name == "chunk-inner" and "not_filled_here" in codes), name
