"""A large file is signed without being read into the memory, and checked with little more than its size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf

MEGABYTES = 24
_MEASURED = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from engines.sign.authorities import NOW, Authority, Clock
from inkpost.engines.sign import ltv, pades
from inkpost.engines.sign.validation import check_pdf

def most():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024

folder = Path(sys.argv[1])
house = Authority("Large")
who, clock = house.person("Lars"), Clock(house.stamping())

def life(name):
    signed = folder / f"{name}.signed.pdf"
    pades.sign(folder / name, who, stamper=clock, at=NOW, output=signed)
    ltv.add_evidence(signed, house.evidence(), output=signed)
    ltv.add_timestamp(signed, clock, output=signed)
    made = most()
    assert check_pdf(signed, house.trust, at=NOW).verdict == "valid"
    assert signed.stat().st_size > (folder / name).stat().st_size
    return made

life("small.pdf")
before = most()
made = life("large.pdf")
print(made - before, most() - before)
"""


def with_noise(path: Path, megabytes: int) -> None:
    with pikepdf.new() as document:
        for number in range(megabytes):
            page = document.add_blank_page(page_size=(595, 842))
            page.Noise = document.make_stream(bytes([number % 256, 1]) * (1 << 19))
        document.save(path, compress_streams=False)


def test_a_large_file_takes_hardly_more_memory_than_a_small_one(tmp_path: Path) -> None:
    with_noise(tmp_path / "small.pdf", 1)
    with_noise(tmp_path / "large.pdf", MEGABYTES)
    assert (tmp_path / "large.pdf").stat().st_size > MEGABYTES << 20
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path), "LANG": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    signing, checking = map(float, done.stdout.split())  # megabytes more than for the small one
    assert signing < MEGABYTES / 3
    assert checking < MEGABYTES * 2  # what came after a signature is compared with the whole file
