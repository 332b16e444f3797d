"""Processes that answer as no honest one does."""

from __future__ import annotations

import os
import signal
import sys

from inkpost.engines.sign.talks import serve


def answered(question: bytes) -> bytes:
    """What the question orders."""
    if question == b"die":
        os._exit(0)
    if question == b"hang":
        signal.pause()
    if question == b"lie about the length":
        sys.stdout.buffer.write((1 << 40).to_bytes(8, "big"))
        sys.stdout.buffer.flush()
    return question


def main(memory: int, seconds: int) -> None:
    """Answer what is asked."""
    serve(answered)
