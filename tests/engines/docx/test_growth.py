"""What filling holds in memory grows with the rows, and stays a small multiple of the finished XML."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[3] / "bench" / "rows.py"


def measured(rows: int) -> dict[str, float]:
    command = [sys.executable, str(BENCH), "--rows", str(rows), "--seconds", "0"]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def test_peak_memory_follows_the_finished_xml() -> None:
    small, large = measured(250), measured(1_000)
    assert large["placeholders"] == 200
    assert all(each["peak_bytes"] < 12 * each["xml_bytes"] for each in (small, large))
    assert large["peak_bytes"] < small["peak_bytes"] * 4 * 1.25
