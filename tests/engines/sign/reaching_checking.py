"""The process that checks files, which reaches out instead: the file says where."""

from __future__ import annotations

from engines.sign.reaching import told
from inkpost.engines.sign import bounded


def main(memory: int, seconds: int) -> None:
    """Its own ``main`` around another work."""
    bounded.answered = lambda question: bounded.Answer(message=told(question.content))
    bounded.main(memory, seconds)
