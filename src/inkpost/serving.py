"""One machine's server: it starts the database, the web processes and the background worker, and keeps them alive.

The web application itself is ``app``, which each web process loads for itself: this one never needs it.
"""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import socket
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from sqlalchemy.exc import OperationalError
from starlette.types import ASGIApp

from inkpost.composition import prepare
from inkpost.config import SettingFault, Settings
from inkpost.errors import InkpostError
from inkpost.faces.kit.logs import log_crashes
from inkpost.presence import announce, withdraw
from inkpost.processes import PARENT, Inherited, loading
from inkpost.store.blobs import Blobs
from inkpost.store.database import engine_for
from inkpost.store.embedded import embedded
from inkpost.store.workers import forget
from inkpost.supervision import STOP_SECONDS, Background, DatabaseKeeper, Web, kept_log, serve_web

# Granian's own words go through the program's log, in its form.
GRANIAN_LOG = {"formatters": {}, "handlers": {}, "loggers": {"_granian": {"propagate": True, "handlers": []}}}


def web() -> ASGIApp:
    """What each web process runs, and it alone loads."""
    with loading():
        from inkpost import app
    return app.web()


def hold_port(settings: Settings) -> tuple[Settings, socket.socket]:
    """Settings with a real port (0 asks the system for a free one), and a socket that keeps others off it.

    The socket is bound, not listening: the web processes, which bind with the same option, get every connection.
    A port that is taken is said before anything starts.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as fault:
            raise SettingFault(
                f"cannot listen on {settings.host}:{settings.port}: {fault.strerror}; choose another with --listen"
            ) from None
        found = replace(settings, port=probe.getsockname()[1])
    held = socket.socket(family, socket.SOCK_STREAM)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind((found.host, found.port))
    return found, held


class Server:
    """One machine's server: web processes, background workers, and the database they share."""

    def __init__(self, settings: Settings, *, workers: int = 1, tls: tuple[Path, Path] | None = None) -> None:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # until the web processes' own handler takes over
        self._tls = tls
        ported, self._port = hold_port(settings)
        self.settings = _prepared(ported)
        Blobs(self.settings.data / "files").sweep()
        self._workers = workers
        self._background = Background(self._forget)
        self._database = DatabaseKeeper(embedded(settings.data)) if not settings.database_url else None
        announce(self.settings.data, self.settings.base_url)

    def serve(self) -> None:
        """Serve until SIGTERM or SIGINT; then finish what is in hand."""
        os.environ.update(self._environment())
        multiprocessing.set_start_method("spawn", force=True)  # a fork would copy our threads' locks
        keeper = kept_log()
        log_crashes()
        self._background.handles = (keeper.fd,) if keeper else ()
        web = self._web()
        try:
            self._background.start()
            if self._database:
                self._database.start()
            web.serve(functools.partial(serve_web, Inherited(keeper.fd) if keeper else None))
        except SystemExit:
            if not web.stop_asked:  # else a child that Ctrl-C reached before us counted as a failure
                raise
        finally:
            withdraw(self.settings.data)
            self._background.stop()
            self._background.join()
            if self._database:
                self._database.stop()
            self._port.close()
            if keeper:
                keeper.drain()

    def _web(self) -> Web:
        return Web(
            "inkpost.serving:web",
            asked=self._background.stop,
            address=self.settings.host,
            port=self.settings.port,
            interface=Interfaces.ASGI,
            factory=True,
            workers=self._workers,
            websockets=False,
            respawn_failed_workers=True,
            respawn_interval=0.2,
            workers_kill_timeout=STOP_SECONDS,
            log_level=LogLevels.warning,
            log_dictconfig=GRANIAN_LOG,
            log_access=False,
            ssl_cert=self._tls[0] if self._tls else None,
            ssl_key=self._tls[1] if self._tls else None,
            ssl_protocol_min=SSLProtocols.tls12,
        )

    def _environment(self) -> dict[str, str]:
        settings = self.settings
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        found = {
            "INKPOST_DATA": str(settings.data),
            "INKPOST_LISTEN": f"{host}:{settings.port}",
            "INKPOST_DATABASE_URL": settings.database_url,
            PARENT: str(os.getpid()),
        }
        if self._tls:
            found["INKPOST_TLS_CERT"] = str(self._tls[0])
        return found

    def _forget(self, worker: UUID) -> None:
        """A worker died: the server is ready no more, and its jobs are free at once."""
        engine = engine_for(self.settings.database_url, pool=1)
        try:
            with engine.begin() as db:
                forget(db, worker)
        finally:
            engine.dispose()


def _prepared(settings: Settings) -> Settings:
    try:
        return prepare(settings)
    except InkpostError as fault:
        raise SettingFault(fault.message) from None
    except OSError as fault:
        raise SettingFault(f"the data folder {settings.data} cannot be used: {fault.strerror}") from None
    except OperationalError as fault:
        raise SettingFault(f"the database cannot be reached: {' '.join(str(fault.orig).split())}") from None
