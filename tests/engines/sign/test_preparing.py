"""Everybody gets a place to sign before the first signature, and it shows who signed, when and by what certificate."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from engines.sign.authorities import NOW, Authority, pdf_of
from inkpost.engines.sign import fonts, pades
from inkpost.engines.sign.appearance import Stamp, stamp_lines, stamp_of
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.marks import MarksUnreadable, find_marks
from inkpost.engines.sign.preparing import Place, Prepared, Protocol, prepare
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Modifications, Verdict
from inkpost.engines.sign.validation import check_pdf

PROTOCOL = Protocol("Протокол подписания", ("Договор № 17",))
MARKED = pdf_of("First page", "Representative: {Signature:Assignee} of us", "{Signature:signer} {Signature:signer}")


def pdf_bytes(prepared: Prepared) -> bytes:
    assert prepared.pdf is not None
    return prepared.pdf


def text_of(pdf: bytes, page: int) -> str:
    """What is written on a page, with what its annotations show."""
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        return str(document[page].get_textpage().get_text_range())


def content_of(pdf: bytes, page: int) -> bytes:
    """The operators that draw a page."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return document.pages[page].Contents.read_bytes()


def shown_by(pdf: bytes, field: str) -> str:
    """The text of a field's appearance, read by the fonts that the file carries."""
    document = pikepdf.open(io.BytesIO(pdf))
    found = next(one for one in document.Root.AcroForm.Fields if str(one.T) == field)
    page = document.add_blank_page(page_size=(600, 800))
    form = found.AP.N
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(S=form))
    page.Contents = document.make_stream(b"/S Do")
    target = io.BytesIO()
    document.save(target)
    with pypdfium2.PdfDocument(target.getvalue()) as opened:
        return str(opened[len(opened) - 1].get_textpage().get_text_range())


def test_a_page_of_its_own_with_a_place_for_everybody(authority: Authority, ann: LoadedKey, bob: LoadedKey) -> None:
    places = [Place(f"Member{number}", (f"Подписант {number}", "ждёт подписи")) for number in range(20)]
    prepared = prepare(pdf_of("one", "two"), places, PROTOCOL)
    pages = [one.page for one in prepared.places]
    assert min(pages) == 2  # behind the document
    assert max(pages) == 3  # twenty do not fit on one page
    assert "Протокол подписания" in text_of(pdf_bytes(prepared), 2)
    assert "Договор № 17" in text_of(pdf_bytes(prepared), 2)
    assert "Подписант 7" in shown_by(pdf_bytes(prepared), "Member7")
    pdf = pdf_bytes(prepared)
    for field, signer in (("Member3", ann), ("Member0", bob)):
        pdf = pades.sign(pdf, signer, field=field, at=NOW, stamp=stamp_of(signer.certificate, NOW)).pdf or b""
    report = check_pdf(pdf, authority.trust, at=NOW)
    assert report.verdict is Verdict.VALID
    assert [one.modifications for one in report.signatures] == [Modifications.SIGNATURES, Modifications.NONE]
    shown = shown_by(pdf, "Member3")
    assert "Ann Example" in shown
    assert f"{ann.certificate.serial_number:X}" in shown
    assert "2026-06-01 12:00:00 UTC" in shown
    assert "ждёт подписи" in shown_by(pdf, "Member7")


def test_the_widget_is_where_the_stamp_is() -> None:
    prepared = prepare(pdf_of("one"), [Place("A", ("a",)), Place("B", ("b",))], PROTOCOL)
    document = pikepdf.open(io.BytesIO(pdf_bytes(prepared)))
    fields = {str(field.T): field for field in document.Root.AcroForm.Fields}
    for placed in prepared.places:
        field = fields[placed.field]
        assert [float(side) for side in field.Rect] == [round(side) for side in placed.box]
        assert int(field.F) & 4  # printed, as PDF/A asks
        box = [float(side) for side in field.AP.N.BBox]
        assert box[2] == pytest.approx(placed.box[2] - placed.box[0], abs=1)
        for font in field.AP.N.Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert "/Group" not in field.AP.N  # no transparency


def test_marks_are_where_their_roles_sign_and_out_of_sight(authority: Authority, ann: LoadedKey) -> None:
    places = [Place("Boss", ("Boss",), "assignee"), Place("S1", ("One",), "signer"), Place("S2", ("Two",), "signer")]
    prepared = prepare(MARKED, [*places, Place("S3", ("Three",), "signer")], PROTOCOL)
    where = {one.field: (one.page, one.at_mark) for one in prepared.places}
    assert where == {"Boss": (1, True), "S1": (2, True), "S2": (2, True), "S3": (3, False)}
    boxes = {one.field: one.box for one in prepared.places}
    assert boxes["S1"][3] <= boxes["S2"][1] or boxes["S2"][3] <= boxes["S1"][1] or boxes["S1"][2] <= boxes["S2"][0]
    assert b"3 Tr" in content_of(pdf_bytes(prepared), 1)
    before, after = seen(MARKED, 1), seen(pdf_bytes(prepared), 1)
    assert before != after
    signed = pades.sign(pdf_bytes(prepared), ann, field="Boss", at=NOW, stamp=stamp_of(ann.certificate, NOW)).pdf
    assert check_pdf(signed or b"", authority.trust, at=NOW).verdict is Verdict.VALID


def seen(pdf: bytes, page: int) -> bytes:
    """The picture of a page without its annotations."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=1, may_draw_forms=False, draw_annots=False).to_pil().tobytes()


def test_the_marks_alone_are_hidden(tmp_path: Path) -> None:
    path = tmp_path / "marked.pdf"
    path.write_bytes(MARKED)
    found = find_marks(path)
    assert [(one.role, one.page) for one in found] == [("assignee", 1), ("signer", 2), ("signer", 2)]
    left, bottom, _, top = found[0].box
    assert 150 < left < 175
    assert 690 < bottom < top < 715
    prepared = prepare(MARKED, [Place("Boss", ("Boss",), "assignee")], PROTOCOL)
    content = content_of(pdf_bytes(prepared), 1)
    assert (
        content.index(b"Representative: ") < content.index(b"3 Tr") < content.index(b"0 Tr") < content.index(b" of us")
    )


def test_a_place_of_its_own_for_the_end() -> None:
    protocol = Protocol("Protocol", (), Place("Certificate", ("to come",)))
    prepared = prepare(pdf_of("one"), [Place("A", ("a",))], protocol)
    assert [(one.field, one.page) for one in prepared.places] == [("A", 1), ("Certificate", 2)]
    box = prepared.places[1].box
    assert box[2] - box[0] > 400
    assert box[3] - box[1] > 600


def test_what_is_signed_gets_no_more_pages(ann: LoadedKey) -> None:
    signed = pades.sign(pdf_of("one"), ann).pdf or b""
    with pytest.raises(SignatureRefused) as refused:
        prepare(signed, [Place("A", ("a",))], PROTOCOL)
    assert refused.value.code is Refusal.ALREADY_SIGNED


def test_what_is_no_pdf_gets_none() -> None:
    for given in (b"", b"not a pdf", pdf_of("one")[:200]):
        with pytest.raises(SignatureRefused):
            prepare(given, [Place("A", ("a",), "signer")], PROTOCOL)


def test_a_search_that_dies_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"no pdf at all")
    with pytest.raises(MarksUnreadable):
        find_marks(tmp_path / "bad.pdf")


def test_a_damaged_file_is_mended(authority: Authority, ann: LoadedKey) -> None:
    damaged = pdf_of("one").replace(b"startxref\n", b"startxref\n9")
    with pytest.raises(SignatureRefused):
        pades.sign(damaged, ann)
    prepared = prepare(damaged, [Place("A", ("a",))], PROTOCOL)
    signed = pades.sign(pdf_bytes(prepared), ann, field="A", at=NOW).pdf or b""
    assert check_pdf(signed, authority.trust, at=NOW).verdict is Verdict.VALID


def test_letters_of_many_scripts(ann: LoadedKey) -> None:
    stamp = Stamp(("Łukasz Ґалаґан", "Ёжиков Юрий", "Ελένη", "王小明", "\U0001f980", "a\x00b"))
    prepared = prepare(pdf_of("one"), [Place("A", stamp.lines)], PROTOCOL)
    shown = shown_by(pdf_bytes(prepared), "A")
    for text in ("Łukasz Ґалаґан", "Ёжиков Юрий", "Ελένη", "王小明"):
        assert text in shown
    assert fonts.MISSING in shown  # of the crab


def test_what_is_too_long_is_made_smaller_and_then_cut() -> None:
    fits = stamp_lines(Stamp(("Head", "Somebody")), 240, 72)
    assert fits[0].size == 9
    smaller = stamp_lines(Stamp(("Head", "A name that is rather long for a stamp of this size, is it not?")), 240, 72)
    assert 4 <= smaller[0].size < 9
    assert smaller[1].text.endswith("?")
    cut = stamp_lines(Stamp(("Head", "endless " * 100)), 240, 72)
    assert cut[1].text.endswith("…")
    assert fonts.width(cut[1].text, cut[1].size) <= 240


def test_no_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_installed", dict)
    fonts.faces.cache_clear()
    try:
        with pytest.raises(fonts.FontsMissing):
            fonts.faces()
    finally:
        monkeypatch.undo()
        fonts.faces.cache_clear()
