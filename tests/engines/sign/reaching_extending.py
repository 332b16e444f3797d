"""The process that makes files last, which reaches out instead: the file says where."""

from __future__ import annotations

from typing import Any

from engines.sign.reaching import told
from inkpost.engines.sign import bounded_extending


def answer(self: bounded_extending.Work, question: Any) -> bounded_extending.Answer:
    """What can be reached, in place of any answer."""
    return bounded_extending.Answer(fault=told(question.pdf))


def main(memory: int, seconds: int) -> None:
    """Its own ``main`` around another work."""
    bounded_extending.Work._answer = answer  # type: ignore[method-assign]
    bounded_extending.main(memory, seconds)
