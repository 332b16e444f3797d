"""From a template with marks to a signed PDF: the DOCX engine and LibreOffice leave the marks where they are."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from engines.docx.making import package, paragraph
from engines.sign.authorities import NOW, Authority
from inkpost.engines.convert import Converter, ConverterSettings
from inkpost.engines.docx import compile_template
from inkpost.engines.sign import pades
from inkpost.engines.sign.appearance import stamp_of
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.preparing import Place, Protocol, prepare
from inkpost.engines.sign.report import Verdict
from inkpost.engines.sign.validation import check_pdf

ROWS = [paragraph(f"line {number}") for number in range(8)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A PDF of a filled template; one mark is cut over runs, as Word does."""
    body = paragraph("Договор {DocumentNumber}") + paragraph("За компанию: {Signature:assignee}, директор")
    body += "".join(ROWS) + paragraph("{Signa", "ture:sig", "ner}") + "".join(ROWS)
    docx = compile_template(package(body)).fill({"DocumentNumber": "17"}, {})
    converter = Converter(ConverterSettings(work_dir=tmp_path_factory.mktemp("convert")))
    try:
        return converter.to_pdf(docx)
    finally:
        converter.close()


def text_of(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def test_the_marks_arrive_and_go_out_of_sight(
    filled: bytes, authority: Authority, ann: LoadedKey, bob: LoadedKey, tmp_path: Path
) -> None:
    before = text_of(filled)
    assert "{Signature:assignee}" in before
    places = [Place("Boss", ("Director",), "assignee"), Place("Worker", ("Worker",), "signer")]
    prepared = prepare(filled, places, Protocol("Protocol"), output=tmp_path / "prepared.pdf")
    assert [(one.field, one.page, one.at_mark) for one in prepared.places] == [("Boss", 0, True), ("Worker", 0, True)]
    assert picture(filled) != picture((tmp_path / "prepared.pdf").read_bytes())
    for field, signer in (("Boss", ann), ("Worker", bob)):
        stamp = stamp_of(signer.certificate, NOW, language="ru")
        path = tmp_path / "prepared.pdf"
        pades.sign(path, signer, field=field, at=NOW, stamp=stamp, output=path)
    assert check_pdf(tmp_path / "prepared.pdf", authority.trust, at=NOW).verdict is Verdict.VALID
    with pypdfium2.PdfDocument(tmp_path / "prepared.pdf") as document:
        assert len(document) == 1  # nobody needs the protocol's page
        assert "Договор 17" in str(document[0].get_textpage().get_text_range())


def picture(pdf: bytes) -> bytes:
    with pypdfium2.PdfDocument(pdf) as document:
        return bytes(document[0].render(scale=1, may_draw_forms=False, draw_annots=False).to_pil().tobytes())
