"""A signed file is made to last in a process of its own, whose answers are not believed."""

from __future__ import annotations

import msgspec
import pytest

from engines.sign.authorities import NOW, Authority, Clock, der, pdf_of
from inkpost.engines.sign import bounded_extending, files, ltv, pades
from inkpost.engines.sign.bounded_extending import Answer, Begin, Extending, ExtendingFailed, Work, extending
from inkpost.engines.sign.lasting import UNREADABLE, Look
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Verdict
from inkpost.engines.sign.rooms import ReservingFailed
from inkpost.engines.sign.validation import check_pdf

HOUSE = Authority("Lasting")
CLOCK = Clock(HOUSE.stamping())


@pytest.fixture(scope="module")
def signed() -> bytes:
    """A file with a timestamp and without evidence."""
    return pades.sign(pdf_of("one"), HOUSE.person("Bo"), stamper=CLOCK, at=NOW).pdf or b""


def extended(pdf: bytes) -> bytes:
    with extending(pdf) as file:
        before = file.begin(HOUSE.trust, NOW, {})
        assert (before.verdict, before.level, before.proven) == (Verdict.VALID, Level.T, True)
        needed = file.lacking(newest=True)
        assert needed
        assert all(each.anchored and ltv.is_line(each.certificate, each.line) for each in needed)
        file.add_evidence(HOUSE.evidence())
        file.add_timestamp(CLOCK)
        after = file.judge()
        assert (after.verdict, after.level, after.archived) == (Verdict.VALID, Level.LTA, True)
        return file.content


def test_what_is_extended_holds_and_nothing_of_it_is_read_here(signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PdfFileReader", lambda *args, **more: pytest.fail("read in this process"))
    longer = extended(signed)
    monkeypatch.undo()
    assert longer.startswith(signed)
    report = check_pdf(longer, HOUSE.trust, at=NOW)
    assert (report.verdict, report.signatures[0].level) == (Verdict.VALID, Level.LTA)


def test_refusals_come_through(signed: bytes) -> None:
    with extending(b"%PDF-1.7 nothing") as file:
        assert file.begin(HOUSE.trust, NOW, {}).reasons == (UNREADABLE,)
        with pytest.raises(SignatureRefused) as refused:
            file.lacking(newest=True)
        assert refused.value.code is Refusal.BROKEN
    with extending(signed, time_limit_s=0.05) as file:
        with pytest.raises(SignatureRefused) as refused:
            file.begin(HOUSE.trust, NOW, {})
        assert refused.value.code is Refusal.LIMITS


class Liar:
    """Stands for a process that the file has taken over."""

    def __init__(self, *answers: Answer | bytes) -> None:
        self.answers = list(answers)

    def ask(self, question: bytes) -> bytes:
        answer = self.answers.pop(0)
        return answer if isinstance(answer, bytes) else msgspec.msgpack.encode(answer)


def lied_to(pdf: bytes, *answers: Answer | bytes) -> Extending:
    """A file that is extended by a liar, after the first question."""
    file = Extending(Liar(Answer(look=Look(Verdict.VALID, Level.T)), *answers), pdf)  # type: ignore[arg-type]
    file.begin(HOUSE.trust, NOW, {})
    return file


def test_a_process_that_lies_about_the_room_gets_no_timestamp(signed: bytes) -> None:
    whole, start, end = ltv.reserve_timestamp(signed)
    added = whole[len(signed) :]
    lies = (
        Answer(added=added, place=(start + 1, end + 1)),
        Answer(added=added, place=(0, end - start)),
        Answer(added=added.replace(b"0" * 64, b"1" * 64, 1), place=(start, end)),
        Answer(added=added.replace(str(start).encode(), str(start - 1).encode(), 1), place=(start, end)),
        Answer(),
    )
    for lie in lies:
        file = lied_to(signed, lie)
        with pytest.raises(ReservingFailed):
            file.add_timestamp(Unused())
        assert file.content == signed


class Unused:
    """An authority that must not be asked."""

    def stamp(self, digest: bytes) -> bytes:
        pytest.fail("a timestamp was made")


def test_a_process_that_lies_about_issuers_sends_nobody_anywhere(signed: bytes) -> None:
    who = der(HOUSE.person("Bo").certificate)
    stranger = Authority("Stranger")
    other = [der(each) for each in stranger.chain]
    own = [der(each) for each in HOUSE.chain]
    of_stranger = der(stranger.person("Eve").certificate)
    lines = ((who, *other), (who, own[-1]), (who,), (), (b"no certificate", *own), (of_stranger, *other), (who, *own))
    eve, bo = lied_to(signed, Answer(lines=lines)).lacking(newest=True)
    assert (der(eve.certificate), eve.anchored) == (of_stranger, False)
    assert (der(bo.certificate), bo.anchored) == (who, True)


def test_what_cannot_be_an_answer_is_none(signed: bytes) -> None:
    with pytest.raises(SignatureRefused) as refused:
        lied_to(signed, b"\xc1").judge()
    assert refused.value.code is Refusal.LIMITS
    for odd in (Answer(), Answer(fault="it failed")):
        with pytest.raises(ExtendingFailed):
            lied_to(signed, odd).judge()


def test_a_fault_of_ones_own_is_no_fault_of_the_file(signed: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_extending, "look", lambda *args, **more: {}["odd"])
    asked = msgspec.msgpack.encode(Begin(signed, (), (), NOW, {}))
    told = msgspec.msgpack.decode(Work().answered(asked), type=Answer)
    assert told.refused is None
    assert "KeyError: 'odd'" in told.fault
