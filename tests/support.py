"""What the tests share: where the shared data lies, a server as a process, a small world to call it with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

import commands

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
T = TypeVar("T")
LONGEST_PAUSE = 0.15


def shared(*parts: str) -> Path:
    """A file or folder of the shared data; skips the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the shared data ({'/'.join(parts)}) lies beside the project and is absent here")
    return path


def wait_for(condition: Callable[[], T], *, seconds: float = 30, what: str = "the condition") -> T:
    """Ask until the answer is true; fail with what was waited for."""
    deadline = time.monotonic() + seconds
    pause = 0.02
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come within {seconds} seconds; last answer {answer!r}")
        time.sleep(pause)  # between two looks; nothing depends on its length
        pause = min(pause * 1.3, LONGEST_PAUSE)  # who looks all the time takes from those that are waited for


@dataclass
class Served:
    """A running server of its own data folder."""

    data: Path
    base_url: str
    process: subprocess.Popen[str]
    environment: dict[str, str] = field(default_factory=dict)

    def inkpost(self, *arguments: str) -> str:
        """Run the command line on the same data folder and answer what it prints."""
        return run_inkpost(*arguments, "--data", str(self.data), environment=self.environment)

    def stop(self) -> int:
        """Ask it to stop and answer its status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def clean_environment(more: dict[str, str] | None = None) -> dict[str, str]:
    """The environment without settings of whoever runs the tests.

    Compiled modules are kept: each of hundreds of processes would compile all of the program again.
    """
    kept = {name: item for name, item in os.environ.items() if not name.startswith("INKPOST_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1", **(more or {})}


def run_inkpost(*arguments: str, environment: dict[str, str] | None = None, check: bool = True) -> str:
    """Run ``inkpost`` as a process and answer its output."""
    done = commands.run(arguments, clean_environment(environment))
    if check and done.returncode:
        raise AssertionError(f"inkpost {' '.join(arguments)} ended with {done.returncode}: {done.stderr[-3000:]}")
    return done.stdout


def start_server(
    data: Path,
    *arguments: str,
    environment: dict[str, str] | None = None,
    listen: str = "127.0.0.1:0",
    ready: bool = True,
    start_new_session: bool = False,
) -> Served:
    """Start ``inkpost serve`` on a port that the system gives, and wait until it is ready for all of its work."""
    more = environment or {}
    data.mkdir(parents=True, exist_ok=True)
    log = (data / "server.log").open("a")
    process = subprocess.Popen(
        [sys.executable, "-m", "inkpost", "serve", "--data", str(data), "--listen", listen, *arguments],
        env=clean_environment(more),
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        start_new_session=start_new_session,
    )
    log.close()
    assert process.stdout is not None
    with process.stdout as output:
        line = output.readline()
    if "listens on" not in line:
        process.wait(timeout=30)
        raise AssertionError(f"the server did not start: {line}{(data / 'server.log').read_text()[-3000:]}")
    served = Served(data, line.split("listens on ")[1].strip(), process, more)
    try:
        if ready:
            wait_ready(served)
    except BaseException:
        served.stop()
        raise
    return served


def wait_ready(served: Served) -> None:
    """Wait until the server can do all of its work."""

    def ready() -> bool:
        if served.process.poll() is not None:
            raise AssertionError(f"the server ended: {(served.data / 'server.log').read_text()[-3000:]}")
        try:
            return asked.get(f"{served.base_url}/health/ready").status_code == 200
        except httpx.TransportError:
            return False

    with httpx.Client(timeout=5, verify=False) as asked:  # one: to make its TLS takes longer than to ask
        wait_for(ready, seconds=180, what="a ready server")


CLIENT = httpx.Client(timeout=60)


class Rest:
    """Calls methods over the wire with a webhook: ``rest("documentgenerator.document.get", id=1)``."""

    def __init__(self, webhook_url: str, client: httpx.Client | None = None) -> None:
        self.webhook_url = webhook_url
        self.client = client or CLIENT

    def raw(self, method: str, params: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """The answer as it came."""
        return self.client.post(f"{self.webhook_url}{method}", json=params or {}, **more)

    def __call__(self, method: str, /, **params: Any) -> Any:
        """The ``result`` of a call that must succeed."""
        answer = self.raw(method, params)
        assert answer.status_code == 200, f"{method}: {answer.status_code} {answer.text[:500]}"
        return answer.json()["result"]

    def error(self, method: str, /, **params: Any) -> tuple[int, str, str]:
        """Status, code and text of a call that must be refused."""
        answer = self.raw(method, params)
        body = json.loads(answer.text)
        assert "error" in body, f"{method} was not refused: {answer.text[:300]}"
        return answer.status_code, body["error"], body["error_description"]
