"""A process that is asked several questions: whatever it does, whoever asks is answered or told in time."""

from __future__ import annotations

import os
import time

import pytest

from inkpost.engines.sign import talks, walls
from inkpost.engines.sign.talks import TalkEnded, talk


def test_every_question_is_answered_however_large() -> None:
    with talk("engines.sign.talking", time_limit_s=120, memory=walls.MEMORY) as opened:
        for question in (b"first", b"", os.urandom(3 << 20), b"last"):
            assert opened.ask(question) == question


@pytest.mark.parametrize(
    ("question", "seconds", "why"),
    [
        (b"die", 120, "the process has ended"),
        (b"hang", 2, "the process took too long"),
        (b"lie about the length", 120, "the answer is too long"),
        (b"x" * 2000, 120, "the answer is too long"),
    ],
)
def test_a_process_that_does_not_answer_is_given_up(question: bytes, seconds: float, why: str) -> None:
    with talk("engines.sign.talking", time_limit_s=seconds, memory=walls.MEMORY, most=1000) as opened:
        with pytest.raises(TalkEnded, match=why):
            opened.ask(question)
        process = opened.process
    assert process.returncode is not None, "it goes with the talk"


def test_one_that_reads_nothing_holds_nobody() -> None:
    with talk("engines.sign.deaf", time_limit_s=0.5, memory=walls.MEMORY) as opened, pytest.raises(TalkEnded):
        opened.ask(b"x" * (1 << 20))


def test_the_time_between_two_questions_is_nobody_s(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.monotonic
    with talk("engines.sign.talking", time_limit_s=120, memory=walls.MEMORY) as opened:
        opened.ask(b"begin")
        monkeypatch.setattr(talks.time, "monotonic", lambda: now() + 3600)
        assert opened.ask(b"end") == b"end"
        assert 0 < opened.left < 120
