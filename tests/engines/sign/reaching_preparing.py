"""The process that makes files ready, which reaches out instead: the file says where."""

from __future__ import annotations

from engines.sign.reaching import told
from inkpost.engines.sign import bounded_preparing


def main(memory: int, seconds: int) -> None:
    """Its own ``main`` around another work."""
    bounded_preparing.answered = lambda order, memory: bounded_preparing.Answer(fault=told(order.pdf))
    bounded_preparing.main(memory, seconds)
