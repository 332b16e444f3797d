"""A stranger's PDF is made ready in a process of its own, which may fail without harm to the one that asks."""

from __future__ import annotations

import msgspec
import pytest

from bombs import bomb_pdf, grown
from engines.sign.authorities import pdf_of
from inkpost.engines.sign import bounded_preparing, pades
from inkpost.engines.sign.bounded_preparing import Order, PreparingFailed, answered, prepare_bounded
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.preparing import Place, Protocol, prepare
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from signings import encrypted_pdf

GIB = 1 << 30
PLACES = [Place("Boss", ("Boss",), "assignee"), Place("Other", ("Other",), "signer")]
PROTOCOL = Protocol("Protocol", ("No. 17",), Place("Seal", ("to come",)))


def refusal(pdf: bytes, **more: float) -> SignatureRefused:
    with pytest.raises(SignatureRefused) as refused:
        prepare_bounded(pdf, PLACES, PROTOCOL, **more)  # type: ignore[arg-type]
    return refused.value


def test_an_honest_file_is_made_as_it_always_was() -> None:
    pdf = pdf_of("one", "{Signature:Assignee}")
    made = prepare_bounded(pdf, PLACES, PROTOCOL)
    assert made.places == prepare(pdf, PLACES, PROTOCOL).places
    assert [(one.field, one.at_mark) for one in made.places] == [("Boss", True), ("Other", False), ("Seal", False)]
    assert made.pdf is not None
    assert b"/Sig" in made.pdf


def test_a_bomb_bursts_elsewhere() -> None:
    bomb = bomb_pdf(3 * GIB)
    assert len(bomb) < 8192
    codes: list[Refusal] = []
    assert grown(lambda: codes.append(refusal(bomb).code)) < GIB // 32
    assert codes == [Refusal.LIMITS]
    assert prepare_bounded(bomb_pdf(GIB // 64), PLACES, PROTOCOL).pdf  # it is the size alone that is refused


def test_what_takes_too_long_is_ended() -> None:
    assert refusal(pdf_of("one"), time_limit_s=0.05).code is Refusal.LIMITS
    assert refusal(pdf_of("one") + bytes(64 << 20), memory=96 << 20).code is Refusal.LIMITS


def test_refusals_come_through(ann: LoadedKey) -> None:
    assert refusal(encrypted_pdf()).code is Refusal.ENCRYPTED
    assert refusal(b"%PDF-1.7 nothing of the kind").code is Refusal.BROKEN
    signed = refusal(pades.sign(pdf_of("one"), ann).pdf or b"")
    assert (signed.code, signed.message) == (Refusal.ALREADY_SIGNED, "The PDF carries a signature already.")


def test_a_fault_of_ones_own_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = [Place("A", ("a",)), Place("A", ("a",))]
    with monkeypatch.context() as patched:
        patched.setattr(bounded_preparing.walls, "give_up", lambda calls: None)  # this process goes on
        patched.setattr(bounded_preparing, "prepare", lambda *args, **more: {}["odd"])
        told = answered(Order(pdf_of("one"), tuple(twice), PROTOCOL), GIB)
    assert told.refused is None
    assert "KeyError: 'odd'" in told.fault
    monkeypatch.setattr(bounded_preparing.walls, "ask", lambda *args, **more: msgspec.msgpack.encode(told))
    with pytest.raises(PreparingFailed, match="odd"):
        prepare_bounded(pdf_of("one"), twice, PROTOCOL)
