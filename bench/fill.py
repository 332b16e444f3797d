"""Fills the two-page contract with Inkpost and with its peers, in one run, and compares.

``python bench/fill.py [--seconds S] [--json FILE]`` installs the peers (npm, and a virtual environment under
``build/``) unless they are there. Each engine works in its own process, after a warm-up, on the same content;
what each made is read back before any time counts. Inkpost keeps its compiled template, as carbone does; the
time with compiling each time is shown beside it.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

from contract_template import CARBONE, COLUMNS, DOCXTPL, EASY, FIELDS, INKPOST, contract, items
from machine import machine
from results import json_option, keep

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT / "src")  # instead of this folder, whose files may be named like the standard library's

from inkpost.engines.docx import compile_template  # noqa: E402
from inkpost.model.fields import FieldDescription, Source  # noqa: E402

PEERS = ROOT / "bench" / "peers"
PYTHON_PEERS = ROOT / "build" / "peers"
GOALS = {("easy-template-x", 10): 6.0, ("docxtpl", 10): 20.0, ("carbone", 1000): 3.0}
LIST = FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)


def install_peers() -> None:
    """Installs the peers that are missing."""
    if not (PEERS / "node_modules").is_dir():
        command = ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund"]
        subprocess.run(command, cwd=PEERS, check=True, stdout=subprocess.DEVNULL)
    if not (PYTHON_PEERS / "bin" / "python").exists():
        venv.create(PYTHON_PEERS, with_pip=True)
        pip = [str(PYTHON_PEERS / "bin" / "pip"), "install", "-q", "-r", str(PEERS / "requirements.txt")]
        subprocess.run(pip, check=True)


def timed(work: Callable[[], object], seconds: float) -> dict[str, float]:
    """The median milliseconds of a piece of work, after warming up for half as long."""
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds / 2:
        work()
    times: list[float] = []
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds or len(times) < 5:
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return {"median": statistics.median(times), "rounds": len(times)}


def own_values(rows: int) -> dict[str, object]:
    chains = {f"Items{name}": f"Items.Item.{name}" for name in COLUMNS}
    return {**FIELDS, **chains, "Items": items(rows)}


def run_own(rows: int, seconds: float, folder: Path) -> list[dict[str, object]]:
    template = contract(INKPOST)
    program, values, fields = compile_template(template), own_values(rows), {"Items": LIST}
    output = folder / f"inkpost-{rows}.docx"
    output.write_bytes(program.fill(values, fields))
    check(output, rows)
    warm = timed(lambda: program.fill(values, fields), seconds)
    cold = timed(lambda: compile_template(template).fill(values, fields), seconds / 2)
    return [
        {"engine": "inkpost", "rows": rows, **warm},
        {"engine": "inkpost, compiling each time", "rows": rows, **cold},
    ]


def job(engine: str, rows: int, seconds: float, folder: Path) -> dict[str, object]:
    dialect = {"easy-template-x": EASY, "carbone": CARBONE, "docxtpl": DOCXTPL}[engine]
    template = folder / f"{engine}.docx"
    template.write_bytes(contract(dialect))
    return {
        "engine": engine,
        "rows": rows,
        "template": str(template),
        "output": str(folder / f"{engine}-{rows}.out.docx"),
        "data": {**FIELDS, "Items": items(rows)},
        "seconds": seconds,
    }


def run_peers(jobs: list[dict[str, object]], command: list[str], folder: Path) -> list[dict[str, object]]:
    listing = folder / "jobs.json"
    listing.write_text(json.dumps(jobs))
    done = subprocess.run([*command, str(listing)], check=True, capture_output=True, text=True, cwd=PEERS)
    for one in jobs:
        check(Path(str(one["output"])), int(str(one["rows"])))
    return list(json.loads(done.stdout.splitlines()[-1]))


def check(output: Path, rows: int) -> None:
    """What an engine made holds every value and no placeholder."""
    with zipfile.ZipFile(output) as archive:
        document = archive.read("word/document.xml").decode()
    text = re.sub(r"<[^>]+>", "", document)
    for item in items(rows):
        if item["Name"] not in text:
            raise SystemExit(f"{output.name} lacks {item['Name']}")
    if len(re.findall("<w:tr[ >]", document)) != rows + 4 or "{" in text or FIELDS["Comment"] not in text:
        raise SystemExit(f"{output.name} is not what was asked for")


def compare(results: list[dict[str, object]]) -> list[dict[str, object]]:
    """Adds to each peer's result how many times as fast Inkpost was, and whether that meets the goal."""
    own = {r["rows"]: float(str(r["median"])) for r in results if r["engine"] == "inkpost"}
    for result in results:
        result["times"] = round(float(str(result["median"])) / own[result["rows"]], 1)
        goal = GOALS.get((str(result["engine"]), int(str(result["rows"]))))
        if goal is not None:
            result["goal"], result["met"] = goal, float(str(result["times"])) >= goal
    return results


def show(results: list[dict[str, object]]) -> None:
    print(machine())
    print(f"{'engine':32}{'rows':>6}{'median ms':>12}{'times inkpost':>15}{'goal':>8}")
    for result in sorted(results, key=lambda r: (int(str(r["rows"])), float(str(r["median"])))):
        goal = f"{result['goal']:g} {'met' if result['met'] else 'NOT MET'}" if "goal" in result else ""
        line = f"{result['engine']:32}{result['rows']:>6}{result['median']:>12.3f}{result['times']:>15}"
        print(f"{line}  {goal}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each engine is timed")
    json_option(parser)
    given = parser.parse_args()
    install_peers()
    results: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        node = shutil.which("node") or "node"
        for rows in (10, 1000):
            results += run_own(rows, given.seconds, folder)
            peers = [job(engine, rows, given.seconds, folder) for engine in ("easy-template-x", "carbone")]
            results += run_peers(peers, [node, "peers.js"], folder)
            python = [str(PYTHON_PEERS / "bin" / "python"), "peer_docxtpl.py"]
            results += run_peers([job("docxtpl", rows, given.seconds, folder)], python, folder)
    show(compare(results))
    keep("fill", {"machine": machine(), "results": results}, given.json)
    if not all(result.get("met", True) for result in results):
        raise SystemExit("A goal was not met.")


if __name__ == "__main__":
    main()
