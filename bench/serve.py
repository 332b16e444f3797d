"""``documentgenerator.document.get`` over HTTP beside a bare handler, and from request to PDF at a steady rate.

Run: ``make bench`` or ``python bench/serve.py [--seconds 5] [--rounds 3] [--steady 60] [--json FILE]``.
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)

from bench.load import Load, post, run  # noqa: E402
from bench.machine import machine  # noqa: E402
from bench.results import json_option, tell  # noqa: E402
from inkpost.demo.values import CONTRACT_FIELDS, contract_values  # noqa: E402

CONNECTIONS = 16


def free_port() -> int:
    """A port that the system gives."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """The environment of both servers."""
    kept = {name: item for name, item in os.environ.items() if not name.startswith("INKPOST_")}
    return {**kept, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **more}


@contextmanager
def inkpost(data: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """A running server with the seeded world."""
    port = free_port()
    command = [sys.executable, "-m", "inkpost"]
    with (data / "log").open("w") as log:
        serve = [*command, "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}"]
        process = subprocess.Popen(serve, env=environment(), stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/health/ready", process)
        seeding = [*command, "seed", "--json", "--data", str(data)]
        told = subprocess.run(seeding, env=environment(), capture_output=True, text=True, check=True)
        yield port, json.loads(told.stdout)["bitrix"]
    finally:
        process.terminate()
        process.wait(60)


@contextmanager
def bare(database: str) -> Iterator[int]:
    """The peer."""
    port = free_port()
    command = [sys.executable, "-m", "bench.peers.bare", str(port)]
    process = subprocess.Popen(
        command,
        env=environment(BENCH_DATABASE=database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/nothing", process)
        yield port
    finally:
        process.terminate()
        process.wait(60)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 180
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server of {url} ended")
        try:
            if httpx.get(url).status_code in {200, 404}:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"{url} does not answer")


def make_document(webhook: str, template_id: int) -> int:
    """One contract."""
    given = {"templateId": template_id, "value": "D", "values": contract_values(), "fields": CONTRACT_FIELDS}
    answer = httpx.post(f"{webhook}documentgenerator.document.add", json=given, timeout=60).json()
    return int(answer["result"]["document"]["id"])


def awaited(webhook: str, number: int) -> None:
    """Wait for the PDF link."""
    while True:
        answer = httpx.post(f"{webhook}documentgenerator.document.get", json={"id": number}, timeout=60).json()
        if "pdfUrlMachine" in answer["result"]["document"]:
            return
        time.sleep(0.05)


def throughput(data: Path, port: int, world: dict[str, Any], *, rounds: int, seconds: float) -> dict[str, Any]:
    """Requests a second of both, in turn."""
    number = make_document(world["webhook_url"], world["template_id"])
    awaited(world["webhook_url"], number)
    body = json.dumps({"id": number}).encode()
    path = "/" + world["webhook_url"].split("/", 3)[3] + "documentgenerator.document.get"
    database = f"postgresql://postgres:@/postgres?host={data / 'postgres'}"
    loads: dict[str, list[Load]] = {"inkpost": [], "bare": []}
    with bare(database) as peer:
        targets = {"inkpost": (port, post(path, "127.0.0.1", body)), "bare": (peer, post("/get", "127.0.0.1", body))}
        for at, request in targets.values():
            run("127.0.0.1", at, request, connections=CONNECTIONS, seconds=1)
        for _ in range(rounds):
            for name, (at, request) in targets.items():
                loads[name].append(run("127.0.0.1", at, request, connections=CONNECTIONS, seconds=seconds))
    ratios = [ours.per_second / peers.per_second for ours, peers in zip(loads["inkpost"], loads["bare"], strict=True)]
    return {
        "inkpost_per_second": statistics.median(load.per_second for load in loads["inkpost"]),
        "bare_per_second": statistics.median(load.per_second for load in loads["bare"]),
        "inkpost_p50_ms": statistics.median(load.quantile(0.5) for load in loads["inkpost"]) * 1000,
        "inkpost_p99_ms": statistics.median(load.quantile(0.99) for load in loads["inkpost"]) * 1000,
        "ratio": statistics.median(ratios),
        "target": "at least 0.333",
    }


def steady(world: dict[str, Any], *, seconds: float, rate: float = 5.0) -> dict[str, Any]:
    """From request to PDF link at a steady rate: each document is asked for until its link is there."""
    waits: list[float] = []

    def one() -> None:
        began = time.perf_counter()
        awaited(world["webhook_url"], make_document(world["webhook_url"], world["template_id"]))
        waits.append(time.perf_counter() - began)

    threads = []
    began = time.perf_counter()
    for at in range(int(seconds * rate)):
        time.sleep(max(0.0, began + at / rate - time.perf_counter()))
        threads.append(threading.Thread(target=one))
        threads[-1].start()
    for thread in threads:
        thread.join()
    waits.sort()
    return {
        "documents": len(waits),
        "per_second": rate,
        "median_s": statistics.median(waits),
        "p95_s": waits[int(len(waits) * 0.95)],
        "worst_s": waits[-1],
        "target": "median under 1 s",
    }


def main() -> None:
    """Run both and print one JSON object."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=5)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--steady", type=float, default=30, help="seconds of steady documents; 0 leaves it out")
    json_option(options)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        data.chmod(0o755)
        with inkpost(data) as (port, world):
            found: dict[str, Any] = {"machine": machine()}
            found["get"] = throughput(data, port, world, rounds=given.rounds, seconds=given.seconds)
            if given.steady:
                found["steady"] = steady(world, seconds=given.steady)
    tell("serve", found, given.json)


if __name__ == "__main__":
    main()
