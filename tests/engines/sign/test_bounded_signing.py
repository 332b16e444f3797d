"""A PDF is read for its signature in a process of its own, which has no key; what it answers is not believed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from engines.sign.authorities import NOW, Authority, Clock, pdf_of
from inkpost.engines.sign import bounded_signing, cms, files
from inkpost.engines.sign.appearance import Stamp
from inkpost.engines.sign.bounded_signing import Answer, Order, ReservingFailed, answered, sign_bounded
from inkpost.engines.sign.codes import Code
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.pades import Signed, Words
from inkpost.engines.sign.preparing import Place, Protocol, prepare
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Verdict
from inkpost.engines.sign.validation import check_pdf

HOUSE = Authority("Bounded")
WHO = HOUSE.person("Bo")
WORDS = Words(name="Bo", reason="sealed")
STAMP = Stamp(("Sealed", "Печать"), code=Code("https://documents.example.test/verify/x", "ask"))


@pytest.fixture(scope="module")
def prepared() -> bytes:
    """A file with a field for Bo."""
    return prepare(pdf_of("one"), [Place("Bo", ("Bo",))], Protocol("Protocol")).pdf or b""


def sign(pdf: bytes, **more: Any) -> Signed:
    given = {"field": "Bo", "words": WORDS, "at": NOW, "stamp": STAMP, **more}
    return sign_bounded(pdf, WHO, **given)


def test_what_is_signed_holds(prepared: bytes) -> None:
    done = sign(prepared, stamper=Clock(HOUSE.stamping()))
    assert done.pdf is not None
    assert done.pdf.startswith(prepared)
    assert (done.level, done.field, done.timestamp_failure) == (Level.T, "Bo", "")
    report = check_pdf(done.pdf, HOUSE.trust, at=NOW)
    assert report.verdict is Verdict.VALID
    assert [one.level for one in report.signatures] == [Level.T]
    again = sign(done.pdf, field="Other", stamp=None)
    assert again.level is Level.B
    assert check_pdf(again.pdf or b"", HOUSE.trust, at=NOW).verdict is Verdict.VALID


def test_the_file_is_not_read_here(prepared: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def burst(*args: Any, **more: Any) -> None:
        raise AssertionError("a stranger's file was read in this process")

    monkeypatch.setattr(files, "PdfFileReader", burst)
    done = sign(prepared)
    monkeypatch.undo()
    assert check_pdf(done.pdf or b"", HOUSE.trust, at=NOW).verdict is Verdict.VALID


def test_refusals_come_through(prepared: bytes) -> None:
    signed = sign(prepared).pdf or b""
    for pdf, code in ((b"%PDF-1.7 nothing", Refusal.BROKEN), (signed, Refusal.FIELD_TAKEN)):
        with pytest.raises(SignatureRefused) as refused:
            sign(pdf)
        assert refused.value.code is code
    with pytest.raises(SignatureRefused) as refused:
        sign(prepared, time_limit_s=0.05)
    assert refused.value.code is Refusal.LIMITS


def test_a_process_that_lies_gets_no_signature(prepared: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have been taken over by the file that it read."""
    room = cms.room_for(WHO, None)
    honest = answered(Order(prepared, "Bo", b"m" * 32, WORDS, NOW, room, None))
    start, end, added = honest.start, honest.end, honest.added
    here = start - len(prepared)
    lies = {
        "elsewhere": Answer(added, start + 1, end + 1),
        "of the file itself": Answer(added, 0, end - start),
        "longer": Answer(added, start, end + 10),
        "not empty": Answer(added[: here + 1] + b"1" + added[here + 2 :], start, end),
        "beyond the end": Answer(added, start + 10**9, end + 10**9),
        "another range": Answer(added.replace(str(start).encode(), str(start - 1).encode(), 1), start, end),
        "two ranges": Answer(added + b"/ByteRange [0 1 2 3]", start, end),
        "nothing": Answer(b"", 0, 0, fault="it failed"),
    }
    monkeypatch.setattr(type(WHO), "sign", lambda self, data: pytest.fail("the key was used"))
    for lie in lies.values():
        monkeypatch.setattr(bounded_signing.walls, "ask", lambda *args, lie=lie, **more: msgspec.msgpack.encode(lie))
        with pytest.raises(ReservingFailed):
            sign(prepared, stamp=None)


def test_a_fault_of_ones_own_is_no_fault_of_the_file(prepared: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_signing.pades, "reserve", lambda *args, **more: {}["odd"])
    told = answered(Order(prepared, "Bo", b"", WORDS, NOW, 100, None))
    assert told.refused is None
    assert "KeyError: 'odd'" in told.fault
