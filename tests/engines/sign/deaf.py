"""A process that never reads what it is asked."""

from __future__ import annotations

import signal


def main(memory: int, seconds: int) -> None:
    """Wait for its end."""
    signal.pause()
