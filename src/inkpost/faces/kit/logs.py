"""The log: one line of JSON an event, with the request's id; secrets never reach it."""

from __future__ import annotations

import faulthandler
import logging
import os
import select
import sys
import threading
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO, cast

import structlog

from inkpost.logkeeper import NAMED

OWN = "INKPOST_LOG_FD"
"""The variable that tells a process of the server where its own lines go, when a keeper reads its standard error."""
QUIET = ("alembic", "asyncio", "httpcore", "httpx", "procrastinate", "_granian")
_COMMON: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


class Log:
    """Where lines go: to standard error, or past it when its words are taken in. It can change while it is used."""

    def __init__(self) -> None:
        self.fd: int | None = None

    def write(self, text: str) -> None:
        """Write a line, whole and at once. A log that nobody reads any more stops nobody."""
        if self.fd is None:
            sys.stderr.write(text)
            return
        left = memoryview(text.encode())
        with suppress(OSError):
            while left:
                try:
                    left = left[os.write(self.fd, left) :]
                except BlockingIOError:
                    select.select([], [self.fd], [])

    def flush(self) -> None:
        """Nothing is held back here."""
        if self.fd is None:
            sys.stderr.flush()


LOG = Log()


def introduce(name: str) -> None:
    """Say what this process is called, and log past the keeper that reads its standard error, where there is one."""
    given = os.environ.get(OWN, "")
    with suppress(OSError):
        if given.isdigit() and os.fstat(int(given)):
            LOG.fd = int(given)
            os.write(2, NAMED.format(name).encode())


def configure(level: str = "INFO") -> None:
    """Log to standard error, one JSON object a line; libraries speak up when something is wrong only."""
    handler = logging.StreamHandler(LOG)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_COMMON],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    logging.captureWarnings(True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*_COMMON, structlog.processors.JSONRenderer()],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        # A line and its end in one write: several processes share the log, and must not write into each other's lines.
        logger_factory=structlog.WriteLoggerFactory(cast(TextIO, LOG)),
        cache_logger_on_first_use=True,
    )


def log_crashes() -> None:
    """Let what nobody caught end in the log too: for processes that run in the background.

    Where a library aborts one, standard error says at which line of ours that was.
    """

    def crashed(kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None) -> None:
        logger().critical("process.crashed", exc_info=(kind, fault, trace))

    faulthandler.enable(all_threads=False)  # of the others it could only read what is changing meanwhile
    sys.excepthook = crashed
    threading.excepthook = lambda given: crashed(given.exc_type, given.exc_value, given.exc_traceback)


def logger() -> Any:
    """The program's log."""
    return structlog.get_logger()
