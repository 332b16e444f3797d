"""Fills a template of 200 placeholders and a table of 1,000, 2,500 and 5,000 rows: time and memory against the rows.

``python bench/rows.py [--seconds S] [--json FILE]``. Each number of rows is measured in a process of its own. Time is
the median of fills after a warm-up, of the processor: filling neither waits nor uses threads, and what else runs
must not count. Memory is the highest that ``tracemalloc`` saw during one fill beyond what was there before: exactly
what filling holds, the finished XML and package among it, alike on every machine; the resident memory of the process,
which depends on what the allocator gives back, is shown beside it. Fails when memory is 12 times the finished XML or
more, or when either grows faster than the rows.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import statistics
import subprocess
import sys
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

from contract_template import COLUMNS, INKPOST, contract, items
from machine import machine
from results import json_option, keep

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT / "src")  # instead of this folder, whose files may be named like the standard library's

from inkpost.engines.docx import compile_template  # noqa: E402
from inkpost.model.fields import FieldDescription, Source, Value  # noqa: E402

ROWS = (1_000, 2_500, 5_000)
PLACEHOLDERS = 200
MOST = 12.0  # peak memory as a multiple of the finished XML
SLACK = 1.25  # how much a row of the largest table may cost beside one of the smallest
LIST = FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)


def template() -> bytes:
    """The contract of the bench with paragraphs before its end, so that it has 200 placeholders of different names."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contract(INKPOST))) as before, zipfile.ZipFile(made, "w") as after:
        known = len(compile_template(contract(INKPOST)).placeholders)
        more = "".join(f"<w:p><w:r><w:t>Clause {n}: {{More{n}}}</w:t></w:r></w:p>" for n in range(PLACEHOLDERS - known))
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:sectPr>", more.encode() + b"<w:sectPr>")
            after.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def values(program_names: list[str], rows: int) -> dict[str, Value]:
    chains: dict[str, Value] = {f"Items{name}": f"Items.Item.{name}" for name in COLUMNS}
    own: dict[str, Value] = {name: f"Value of {name} & more" for name in program_names if name not in chains}
    return {**own, **chains, "Items": [dict(item) for item in items(rows)]}


def xml_size(docx: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.getinfo("word/document.xml").file_size


def measured(rows: int, seconds: float) -> dict[str, float]:
    """Time and memory of one fill with this many rows, in this process."""
    program = compile_template(template())
    given, fields = values([p.name for p in program.placeholders], rows), {"Items": LIST}
    made = program.fill(given, fields)  # warms up
    times: list[float] = []
    begin = time.perf_counter()
    while len(times) < 5 or time.perf_counter() - begin < seconds:
        start = time.process_time()
        program.fill(given, fields)
        times.append((time.process_time() - start) * 1000)
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return {
        "rows": rows,
        "placeholders": len(program.placeholders),
        "median_ms": statistics.median(times),
        "xml_bytes": xml_size(made),
        "peak_bytes": peak(lambda: program.fill(given, fields)),
        "resident_bytes": resident,
    }


def peak(work: Callable[[], object]) -> int:
    """The most that a piece of work allocates at once, in bytes."""
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        tracemalloc.reset_peak()
        work()
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()


def in_process(rows: int, seconds: float) -> dict[str, float]:
    command = [sys.executable, __file__, "--rows", str(rows), "--seconds", str(seconds)]
    return dict(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))


def faults(results: list[dict[str, float]]) -> list[str]:
    """Which promises the figures break."""
    small, large = results[0], results[-1]
    times = large["rows"] / small["rows"] * SLACK
    found = [f"memory at {r['rows']} rows" for r in results if r["peak_bytes"] >= MOST * r["xml_bytes"]]
    for name in ("median_ms", "peak_bytes"):
        if large[name] > small[name] * times:
            found.append(f"{name} grows faster than the rows")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each number of rows is timed")
    json_option(parser)
    parser.add_argument("--rows", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.rows:
        print(json.dumps(measured(given.rows, given.seconds)))
        return
    results = [in_process(rows, given.seconds) for rows in ROWS]
    print(machine())
    print(f"{'rows':>6}{'median ms':>12}{'µs a row':>10}{'XML MB':>9}{'peak MB':>9}{'peak/XML':>10}{'resident MB':>13}")
    for r in results:
        micros, times = r["median_ms"] * 1000 / r["rows"], r["peak_bytes"] / r["xml_bytes"]
        sizes = (
            f"{r['xml_bytes'] / 1e6:>9.2f}{r['peak_bytes'] / 1e6:>9.2f}{times:>10.1f}{r['resident_bytes'] / 1e6:>13.0f}"
        )
        print(f"{r['rows']:>6.0f}{r['median_ms']:>12.2f}{micros:>10.2f}{sizes}")
    keep("rows", {"machine": machine(), "results": results}, given.json)
    if broken := faults(results):
        raise SystemExit(f"A goal was not met: {', '.join(broken)}.")


if __name__ == "__main__":
    main()
