"""A pytest plugin for the vendor's own tests: sends their traffic to the server under test, and notes the outcomes.

Redirected is the address only: what is meant for port 443 of the names in ``INKPOST_REDIRECT`` goes to 127.0.0.1 and
the port of the server, much as a hosts entry would do it. Neither the tests nor the SDK are changed, and the server's
certificate has to name those hosts.
"""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

OUTCOMES: dict[str, dict[str, str]] = {}
_RANK = {"passed": 0, "skipped": 1, "failed": 2}


def pytest_configure() -> None:
    """Put the redirection in place before anything connects."""
    ports = {host: int(port) for host, port in (each.split("=") for each in os.environ["INKPOST_REDIRECT"].split(","))}
    real = socket.getaddrinfo

    def found(host: Any, port: Any, *more: Any, **named: Any) -> Any:
        if host not in ports:
            raise OSError(f"the vendor's tests may reach the server under test only, not {host}")
        if port != 443:
            raise OSError(f"unexpected port {port} of {host}")
        return real("127.0.0.1", ports[host], *more, **named)

    socket.getaddrinfo = found


def pytest_runtest_logreport(report: Any) -> None:
    """Keep the worst outcome of a test's phases, and what was said."""
    before = OUTCOMES.get(report.nodeid, {"outcome": "passed"})
    if report.when != "call" and report.outcome == "passed":
        OUTCOMES.setdefault(report.nodeid, before)
        return
    if _RANK[report.outcome] >= _RANK[before["outcome"]]:
        OUTCOMES[report.nodeid] = {"outcome": report.outcome, "said": _said(report)}


def pytest_collectreport(report: Any) -> None:
    """A file that cannot be read is an outcome too."""
    if report.failed:
        OUTCOMES[report.nodeid] = {"outcome": "failed", "said": str(report.longrepr)}


def pytest_sessionfinish() -> None:
    """Leave the outcomes to whoever started the run."""
    Path(os.environ["INKPOST_OUTCOMES"]).write_text(json.dumps(OUTCOMES))


def _said(report: Any) -> str:
    if report.outcome == "passed":
        return ""
    crash = getattr(report.longrepr, "reprcrash", None)
    return str(crash.message if crash else report.longrepr)
