"""Converts the filled two-page contract to PDF with Inkpost and with its peers, in one run, and compares.

``python bench/convert.py [--rounds N] [--json FILE]``. Everyone is warm and has one slot, a profile and a copy of the
file of its own; in each round everyone converts once, in changing order, so that the machine's moods hit all alike.
Inkpost's time is that of the whole call: the file is stripped of external references first, and the PDF comes back as
bytes. The peers need LibreOffice's UNO bridge for the system's Python (Debian: ``python3-uno``); unoserver is installed
into a virtual environment under ``build/`` unless it is there.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from contract_template import COLUMNS, FIELDS, INKPOST, contract, items
from machine import machine
from results import json_option, keep

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT / "src")  # instead of this folder, whose files may be named like the standard library's

from inkpost.engines.convert import Converter, ConverterSettings, find_office, page_pictures  # noqa: E402
from inkpost.engines.docx import compile_template  # noqa: E402
from inkpost.model.fields import FieldDescription, Source  # noqa: E402

PEERS = ROOT / "bench" / "peers"
UNOSERVER = ROOT / "build" / "unoserver"
SYSTEM_PYTHON = "/usr/bin/python3"
WARM_ROUNDS = 5

Convert = Callable[[], float]


class Peer:
    """A peer in a process of its own, which converts once for every line it gets."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._process = subprocess.Popen(
            [*command[:2], str(folder), *command[2:]],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.cold = self._answer()

    def __call__(self) -> float:
        if self._process.stdin is not None:
            self._process.stdin.write("go\n")
            self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> float:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise SystemExit(f"a peer ended: {self._process.args}")
        return float(line)

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(30)


def filled(rows: int) -> bytes:
    """The contract of the other benchmarks, filled by Inkpost."""
    chains = {f"Items{name}": f"Items.Item.{name}" for name in COLUMNS}
    values = {**FIELDS, **chains, "Items": items(rows)}
    fields = {"Items": FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)}
    return compile_template(contract(INKPOST)).fill(values, fields)


def commands(program: Path) -> dict[str, list[str]]:
    """How each peer is run on this machine; a peer that cannot be is left out with a line."""
    found = {"LibreOfficeKit": [sys.executable, str(PEERS / "convert_lok.py"), str(program.parent)]}
    if subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode:
        print("direct UNO and unoserver are left out: install python3-uno")
        return found
    if not (UNOSERVER / "bin" / "unoserver").exists():
        subprocess.run([SYSTEM_PYTHON, "-m", "venv", "--system-site-packages", str(UNOSERVER)], check=True)
        subprocess.run([str(UNOSERVER / "bin" / "pip"), "install", "-q", "unoserver==3.7"], check=True)
    found["direct UNO"] = [SYSTEM_PYTHON, str(PEERS / "convert_uno.py")]
    found["unoserver"] = [str(UNOSERVER / "bin" / "python"), str(PEERS / "convert_unoserver.py")]
    return found


def timed(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def rounds(converters: dict[str, Convert], count: int) -> dict[str, list[float]]:
    """Milliseconds of each in each round; the order turns from round to round."""
    times: dict[str, list[float]] = {name: [] for name in converters}
    names = list(converters)
    for number in range(-WARM_ROUNDS, count):
        shift = number % len(names)
        for name in names[shift:] + names[:shift]:
            took = converters[name]()
            if number >= 0:
                times[name].append(took)
    return times


def compare(times: dict[str, list[float]]) -> dict[str, object]:
    """Medians, and the medians of the ratios within a round."""
    own = times["inkpost"]
    ratios = {
        name: statistics.median(theirs / ours for theirs, ours in zip(took, own, strict=True))
        for name, took in times.items()
    }
    found: dict[str, object] = {"median_ms": {name: round(statistics.median(took), 2) for name, took in times.items()}}
    found["times_as_fast_as"] = {name: round(ratio, 3) for name, ratio in ratios.items() if name != "inkpost"}
    bare = [1 / ratios[name] for name in ("direct UNO", "LibreOfficeKit") if name in ratios]
    found["of_the_better_bare"] = round(max(bare), 3)
    goals = {"within 1.15 of the better of direct UNO and LibreOfficeKit": max(bare) <= 1.15}
    if "unoserver" in ratios:
        goals["at least 1.5 times as fast as unoserver"] = ratios["unoserver"] >= 1.5
    found["goals"] = goals
    return found


def run(count: int, folder: Path) -> dict[str, object]:
    office = find_office()
    if office is None:
        raise SystemExit("LibreOffice is not installed")
    docx = filled(10)
    with ExitStack() as stack:
        converter = Converter(ConverterSettings(work_dir=folder / "inkpost", documents_per_process=count + 100))
        stack.callback(converter.close)
        cold = {"inkpost": timed(lambda: converter.to_pdf(docx))}
        converters: dict[str, Convert] = {"inkpost": lambda: timed(lambda: converter.to_pdf(docx))}
        for name, command in commands(office).items():
            own = folder / name.replace(" ", "-")
            own.mkdir()
            (own / "in.docx").write_bytes(docx)
            peer = Peer(command, own)
            stack.callback(peer.close)
            converters[name], cold[name] = peer, peer.cold
        times = rounds(converters, count)
        pdf = converter.to_pdf(docx)
        pictures = [timed(lambda: page_pictures(pdf)) for _ in range(20)]
        pages = len(page_pictures(pdf))
    result = {"machine": machine(), "rounds": count, "cold_ms": {name: round(took) for name, took in cold.items()}}
    return {**result, **compare(times), "picture_ms_a_page": round(statistics.median(pictures) / pages, 2)}


def show(result: dict[str, object]) -> None:
    medians, cold, ratios = result["median_ms"], result["cold_ms"], result["times_as_fast_as"]
    assert isinstance(medians, dict)
    assert isinstance(cold, dict)
    assert isinstance(ratios, dict)
    print(result["machine"])
    print(f"{'engine':20}{'median ms':>12}{'times inkpost':>16}{'cold start ms':>16}")
    for name, median in sorted(medians.items(), key=lambda item: float(item[1])):
        print(f"{name:20}{median:>12}{ratios.get(name, ''):>16}{cold[name]:>16}")
    print(f"a picture of a page, 150 dpi: {result['picture_ms_a_page']} ms")
    goals = result["goals"]
    assert isinstance(goals, dict)
    for goal, met in goals.items():
        print(f"{goal}: {'met' if met else 'NOT MET'}")


def main() -> None:
    """Measure, show, and write JSON where it is wanted."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rounds", type=int, default=40)
    json_option(arguments)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = run(given.rounds, Path(folder))
    show(result)
    keep("convert", result, given.json)


if __name__ == "__main__":
    main()
