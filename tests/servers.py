"""Servers with settings of their own: each is started when first needed, and stopped when nobody needs it any more.

Which files need one, so that they stay together, stands in ``parallel``.
"""

from __future__ import annotations

import contextlib
import functools
import shutil
import socket
import tempfile
from pathlib import Path

import httpx

from inkpost.operations.kit import Services
from inkpost.store.embedded import Embedded
from support import Served, start_server, wait_ready
from worlds import World, new_world, services_of

PUBLIC_URL = "https://documents.example.test"
PROXY = "127.0.0.2"
"""The wide server trusts this address as a proxy; a client is one by sending from there."""
WIDE_BODY = 256 * 1024
ROOMY_BODY = 80 * 1024**2
OPERATING_SECONDS = 0.5
THREADS = 8
_ENDS = contextlib.ExitStack()


def end() -> None:
    """Stop the servers that were started, and remove their folders; the next who needs one starts it.

    Not the interpreter at its exit: who shares the tests out waits ten seconds for that and then kills.
    """
    _ENDS.close()
    for start in (_folder, wide, limited, external, calling):
        start.cache_clear()


@functools.cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="inkpost-tests-"))
    folder.chmod(0o755)  # the database of the wheel runs as another user where we are root
    _ENDS.callback(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _kept(served: Served) -> tuple[Served, Services]:
    """Stopped when the run ends, before the folder goes."""
    services = services_of(served)

    _ENDS.callback(served.stop)
    _ENDS.callback(services.close)
    return served, services


def free_port(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


@functools.cache
def wide() -> tuple[Served, Services]:
    """Listens beyond loopback, behind a proxy, under a public address; takes small bodies only."""
    environment = {
        "INKPOST_PUBLIC_URL": PUBLIC_URL,
        "INKPOST_TRUSTED_PROXIES": f"{PROXY}/32",
        "INKPOST_MAX_BODY": str(WIDE_BODY),
    }
    port = free_port("0.0.0.0")
    served = start_server(_folder() / "wide", environment=environment, listen=f"0.0.0.0:{port}", ready=False)
    assert served.base_url == PUBLIC_URL
    served.base_url = f"http://127.0.0.1:{port}"
    wait_ready(served)
    return _kept(served)


@functools.cache
def limited() -> tuple[Served, Services]:
    """Lets a method work for half a second in ten minutes, where a portal is limited at all; has few threads."""
    environment = {"INKPOST_OPERATING_LIMIT": str(OPERATING_SECONDS), "INKPOST_THREADS": str(THREADS)}
    return _kept(start_server(_folder() / "limited", "--workers", "2", environment=environment))


@functools.cache
def external() -> tuple[Served, Services, Embedded]:
    """Stands on a database that is not its own, and that a test may stop (``release``) and start."""
    folder = _folder() / "external"
    folder.mkdir()
    folder.chmod(0o755)
    database = Embedded(folder / "postgres")
    environment = {"INKPOST_DATABASE_URL": database.start()}
    _ENDS.callback(database.release)
    return *_kept(start_server(folder / "data", environment=environment)), database


@functools.cache
def calling() -> tuple[Served, Services]:
    """May call handlers on this machine; takes larger bodies than usual."""
    environment = {"INKPOST_ALLOWED_NETWORKS": "127.0.0.0/8", "INKPOST_MAX_BODY": str(ROOMY_BODY)}
    return _kept(start_server(_folder() / "calling", environment=environment))


def world_on(server: tuple[Served, Services]) -> World:
    """A fresh organisation on one of these servers."""
    return new_world(*server)


def proxy_client() -> httpx.Client:
    """A client that sends from the trusted proxy's address."""
    return httpx.Client(transport=httpx.HTTPTransport(local_address=PROXY), timeout=60)
