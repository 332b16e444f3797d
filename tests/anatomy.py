"""The processes of a running server, and how to kill them."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil

from support import Served


def tree(served: Served) -> list[psutil.Process]:
    """Every process below the server."""
    return psutil.Process(served.process.pid).children(recursive=True)


def worker(served: Served) -> list[psutil.Process]:
    """The background worker."""
    return [each for each in tree(served) if _runs(each, "inkpost.worker")]


def web(served: Served) -> list[psutil.Process]:
    """The web processes."""
    return [each for each in psutil.Process(served.process.pid).children() if _runs(each, "spawn_main")]


def office(served: Served) -> list[psutil.Process]:
    """The office processes."""
    return [each for each in tree(served) if "soffice" in name(each) or "oosplash" in name(each)]


def postgres(data: Path) -> psutil.Process:
    """The main process of the embedded database."""
    return psutil.Process(int((data / "postgres" / "postmaster.pid").read_text().split()[0]))


def ended(process: psutil.Process) -> bool:
    """Whether it is gone; whether its parent has taken note does not matter."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def name(process: psutil.Process) -> str:
    """Its name, or nothing once it is gone."""
    try:
        return process.name()
    except psutil.NoSuchProcess:
        return ""


def _runs(process: psutil.Process, module: str) -> bool:
    try:
        return any(module in part for part in process.cmdline())
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False


def kill(processes: list[psutil.Process]) -> int:
    """``kill -9``; how many were hit."""
    hit = 0
    for process in processes:
        try:
            process.send_signal(signal.SIGKILL)
            hit += 1
        except psutil.NoSuchProcess:
            pass
    return hit
