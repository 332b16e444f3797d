"""Times docxtpl: ``peer_docxtpl.py JOBS.json`` prints one JSON line of milliseconds for each job."""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from pathlib import Path

from docxtpl import DocxTemplate


def work(content: bytes, data: dict[str, object]) -> bytes:
    template = DocxTemplate(io.BytesIO(content))
    template.render(data, autoescape=True)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def timed(content: bytes, data: dict[str, object], seconds: float) -> dict[str, float]:
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds / 2:
        work(content, data)
    times = []
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds or len(times) < 5:
        start = time.perf_counter()
        work(content, data)
        times.append((time.perf_counter() - start) * 1000)
    return {"median": statistics.median(times), "rounds": len(times)}


results = []
for job in json.loads(Path(sys.argv[1]).read_text()):
    content = Path(job["template"]).read_bytes()
    Path(job["output"]).write_bytes(work(content, job["data"]))
    results.append({"engine": "docxtpl", "rows": job["rows"], **timed(content, job["data"], job["seconds"])})
print(json.dumps(results))
