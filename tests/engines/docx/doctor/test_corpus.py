"""Real documents, hostile ones, and large ones made for the purpose."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engines.docx.doctor.looking import FIELDS, errors, examined
from engines.docx.making import cell, corpus_params, package, paragraph, row, run, table, text
from inkpost.engines.docx import DocxRefused, compile_template
from inkpost.engines.docx.doctor import MOST_FAULTS, Severity
from inkpost.model.fields import FieldDescription

FOREIGN = re.compile(r"\{(?:IF [^{}]*|END-IF)\}")
"""Conditions of another program's templates, which stand in the text of one contract."""


@pytest.mark.parametrize("path", corpus_params("contracts"))
def test_a_contract_has_no_errors_but_another_program_s_conditions(path: Path) -> None:
    data = path.read_bytes()
    found = errors(examined(data))
    assert len(found) == len(FOREIGN.findall(text(data)))
    assert all(code == "malformed_placeholder" and FOREIGN.search(excerpt) for code, _, excerpt in found)


@pytest.mark.parametrize("path", corpus_params("contracts"))
def test_a_contract_held_against_its_own_fields_has_no_unknown_ones(path: Path) -> None:
    data = path.read_bytes()
    names = [placeholder.name for placeholder in compile_template(data).placeholders]
    fields = {name: FieldDescription() for name in names}
    assert not [code for code, _, _ in errors(examined(data, fields)) if code == "unknown_field"]
    gone = names.pop()
    fields = {name: FieldDescription() for name in names}
    faults = [fault for fault in examined(data, fields).faults if fault.code == "unknown_field"]
    assert faults
    assert all(gone in fault.message for fault in faults)


@pytest.mark.parametrize("path", corpus_params("word"))
def test_a_document_of_word_has_no_errors(path: Path) -> None:
    report = examined(path.read_bytes())
    assert (report.refused, errors(report), report.left_out) == (False, [], 0)
    known = {"font_missing", "font_substituted", "external_link", "unseen_link", "kept_field"}
    assert {fault.code for fault in report.faults} <= known
    assert all(fault.place is not None for fault in report.faults)


def refusal(data: bytes) -> DocxRefused | None:
    """What an upload of the file is told."""
    try:
        compile_template(data)
    except DocxRefused as refused:
        return refused
    return None


@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", corpus_params("hostile"))
def test_a_hostile_file_is_refused_as_on_upload_or_reported(path: Path) -> None:
    data = path.read_bytes()
    report, refused = examined(data, commented=True), refusal(data)
    assert report.refused is (refused is not None)
    if refused is None:
        assert report.commented is not None
        compile_template(report.commented)
        return
    (fault,) = report.faults
    assert (report.sound, report.commented) == (False, None)
    assert (fault.code, fault.severity, fault.message) == (refused.code, Severity.ERROR, refused.message)
    assert fault.advice


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"x" * 10_000])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    report = examined(data)
    assert (report.refused, report.faults[0].code) == (True, "not_docx")


LARGE = {
    "one paragraph of placeholders": paragraph(*["{Cleint} "] * 5_000),
    "one run of braces": paragraph("{" * 50_000 + "}" * 50_000),
    "lookalikes": paragraph("｛" * 100_000),
    "paragraphs": paragraph("{Client") * 20_000,
    "runs with changes": "<w:p>"
    + (run("{Cli") + "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>" + run("ent}")) * 3_000
    + "</w:p>",
    "fields in fields": "<w:p>"
    + '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText></w:r>' * 20_000
    + "</w:p>",
    "fonts": "".join(paragraph(run("x", f'<w:rPr><w:rFonts w:ascii="F{n}"/></w:rPr>')) for n in range(2_000)),
    "names": paragraph(*(f"{{Field{n}}}" for n in range(3_000))),
    "rows": table(*[row("{Products.Item.A}", "{Taxes.Tax.B}")] * 2_000),
    "tables in tables": "".join("<w:tbl><w:tr><w:tc>" for _ in range(30)) + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 30,
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", LARGE)
def test_what_is_made_to_take_long_does_not(name: str) -> None:
    fields = {**FIELDS, **{f"Known{n}": FieldDescription() for n in range(2_000)}}
    report = examined(package(LARGE[name]), fields, {}, commented=True)
    assert report.refused or len(report.faults) <= MOST_FAULTS
    assert report.refused or report.commented


def test_faults_beyond_the_most_are_counted() -> None:
    report = examined(package(paragraph("{") * (MOST_FAULTS + 7)))
    assert (len(report.faults), report.left_out) == (MOST_FAULTS, 7)


def test_no_cell_is_too_deep() -> None:
    inner = paragraph("{Client")
    for _ in range(6):
        inner = table(row(cell(inner)))
    (found,) = errors(examined(package(inner)))
    assert found[1].count("table 1") == 6
