"""Whatever bytes come: a declared error or a report, soon, and never anything else."""

from __future__ import annotations

import base64
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines.sign.authorities import NOW, Authority, Clock, pdf_of
from engines.sign.gost import as_ber
from inkpost.engines.sign import ltv, pades
from inkpost.engines.sign.cms_checks import LARGEST_CMS
from inkpost.engines.sign.detached import check_detached, sign_detached
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.preparing import Place, Protocol, prepare
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Reason, Report, Verdict
from inkpost.engines.sign.validation import check_pdf

CONTENT = b"content"
HOUSE = Authority("Hostile")
CALM = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@lru_cache
def good_pdf() -> bytes:
    """A small file with all there is: a signature, a timestamp, evidence and a timestamp of the document."""
    who, clock = HOUSE.person("Hal"), Clock(HOUSE.stamping())
    pdf = pades.sign(pdf_of("x", form=True), who, stamper=clock, at=NOW).pdf or b""
    return ltv.add_timestamp(ltv.add_evidence(pdf, HOUSE.evidence()) or b"", clock) or b""


@lru_cache
def good_cms() -> bytes:
    return sign_detached(CONTENT, HOUSE.person("Hal"), stamper=Clock(HOUSE.stamping()), at=NOW).der


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """The bytes with a few places changed, taken out or doubled."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(data) - 1)))
        how = draw(st.sampled_from(("change", "insert", "remove", "double", "cut")))
        if how == "change" and data:
            data[at] = draw(st.integers(0, 255))
        elif how == "insert":
            data[at:at] = draw(st.binary(min_size=1, max_size=20))
        elif how == "remove":
            del data[at : at + draw(st.integers(1, 200))]
        elif how == "double":
            data[at:at] = data[at : at + draw(st.integers(1, 400))]
        elif draw(st.booleans()):
            del data[at:]
    return bytes(data)


def judged_pdf(pdf: bytes) -> Report | None:
    try:
        return check_pdf(pdf, HOUSE.trust, at=NOW)
    except SignatureRefused:
        return None


def judged_cms(encoded: bytes) -> Report | None:
    try:
        return check_detached(encoded, CONTENT, HOUSE.trust, at=NOW)
    except SignatureRefused:
        return None


@CALM
@given(st.deferred(lambda: damaged(good_pdf())))
def test_damaged_pdfs(pdf: bytes) -> None:
    report = judged_pdf(pdf)
    assert report is None or isinstance(report.verdict, Verdict)


@CALM
@given(st.binary(max_size=400))
def test_bytes_that_only_begin_like_a_pdf(data: bytes) -> None:
    assert judged_pdf(b"%PDF-1.7\n" + data + b"\nstartxref\n0\n%%EOF") is None


@CALM
@given(st.deferred(lambda: damaged(good_pdf())))
def test_signing_damaged_pdfs(pdf: bytes) -> None:
    try:
        signed = pades.sign(pdf, HOUSE.person("Hal"), at=NOW).pdf or b""
    except SignatureRefused:
        return
    assert signed.startswith(pdf)


@CALM
@given(st.deferred(lambda: damaged(good_cms())))
def test_damaged_signatures(encoded: bytes) -> None:
    for dress in (encoded, base64.b64encode(encoded)):
        report = judged_cms(dress)
        assert report is None or isinstance(report.verdict, Verdict)


@CALM
@given(st.deferred(lambda: damaged(good_cms())))
def test_no_damage_to_what_is_signed_is_overlooked(encoded: bytes) -> None:
    """A report that says valid is one on the very signature that was made."""
    report = judged_cms(encoded)
    if report is not None and report.verdict is Verdict.VALID:
        names = [one.signer.name for one in report.signatures if one.signer]
        assert set(names) == {"Hal"}


@CALM
@given(st.binary(max_size=300))
def test_any_bytes_for_a_signature(encoded: bytes) -> None:
    assert judged_cms(encoded) is None


@CALM
@given(st.lists(st.binary(max_size=60), max_size=3))
def test_any_bytes_for_evidence(items: list[bytes]) -> None:
    evidence = Evidence(tuple(items), tuple(items), tuple(items))
    report = check_detached(good_cms(), CONTENT, HOUSE.trust, at=NOW, evidence=evidence)
    assert report.verdict is Verdict.VALID


def test_indefinite_lengths_take_no_longer() -> None:
    report = judged_cms(as_ber(good_cms()))
    assert report is None or isinstance(report.verdict, Verdict)


def test_deep_nesting_ends() -> None:
    for opened in (b"\x30\x80", b"\xa0\x80", b"\x31\x80", b"\x24\x80"):
        with pytest.raises(SignatureRefused):
            check_detached(opened * 20_000, CONTENT, HOUSE.trust, at=NOW)


def test_a_huge_signature_is_not_read() -> None:
    with pytest.raises(SignatureRefused) as refused:
        check_detached(b"\x30" + bytes(LARGEST_CMS), CONTENT, HOUSE.trust, at=NOW)
    assert refused.value.code is Refusal.NOT_A_SIGNATURE


def loops() -> dict[str, bytes]:
    """Files whose parts lead round in a circle."""
    field = b"4 0 obj\n<</FT/Sig/T(a)/Kids[4 0 R]/Parent 4 0 R>>\nendobj\n"
    pages = b"2 0 obj\n<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>\nendobj\n"
    root = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>\nendobj\n"
    itself = b"1 0 obj\n1 0 R\nendobj\n"
    return {"fields": written(root, pages, field), "objects": written(itself, pages, field)}


def hybrid() -> bytes:
    """A file whose table of objects is shadowed by a second one for newer readers."""
    pages = b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    page = b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>\nendobj\n"
    second = b"4 0 obj\n<</Type/XRef/Size 5/W[1 1 1]/Index[4 0]/Length 0>>\nstream\n\nendstream\nendobj\n"
    pdf = written(b"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n", pages, page, second)
    return pdf.replace(b"<</Size 5/Root", b"<</XRefStm %d/Size 5/Root" % pdf.index(second))


def test_a_file_with_two_tables_is_told_and_not_signed_as_it_is() -> None:
    who = HOUSE.person("Hal")
    with pytest.raises(SignatureRefused) as refused:
        pades.sign(hybrid(), who)
    assert refused.value.code is Refusal.AMBIGUOUS
    prepared = prepare(hybrid(), [Place("A", ("a",))], Protocol("P"))
    done = pades.sign(prepared.pdf or b"", who, field="A", at=NOW)
    assert check_pdf(done.pdf or b"", HOUSE.trust, at=NOW).verdict is Verdict.VALID


def test_a_signed_file_with_two_tables_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inkpost.engines.sign.files.is_ambiguous", lambda reader: False)  # as a careless program signs
    done = pades.sign(hybrid(), HOUSE.person("Hal"), at=NOW)
    report = check_pdf(done.pdf or b"", HOUSE.trust, at=NOW)
    assert Reason.FILE_AMBIGUOUS in report.signatures[0].reasons
    assert report.verdict is Verdict.UNDECIDED


def written(*objects: bytes) -> bytes:
    body, offsets = b"%PDF-1.7\n", {}
    for one in objects:
        offsets[int(one.split()[0])] = len(body)
        body += one
    lines = [b"%010d 00000 n \n" % offsets[n] if n in offsets else b"0000000000 65535 f \n" for n in range(5)]
    table = b"xref\n0 5\n" + b"".join(lines)
    return body + table + b"trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.parametrize("name", loops())
def test_circles_end(name: str) -> None:
    pdf = loops()[name]
    report = judged_pdf(pdf)
    assert report is None or report.verdict is not Verdict.VALID
    with pytest.raises(SignatureRefused):
        pades.sign(pdf, HOUSE.person("Hal"))
