"""The log: one line of JSON an event, with the request's id; secrets never reach it."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Any

import structlog

QUIET = ("alembic", "asyncio", "httpcore", "httpx", "procrastinate", "_granian")
_COMMON: list[structlog.types.Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configure(level: str = "INFO") -> None:
    """Log to standard error, one JSON object a line; libraries speak up when something is wrong only."""
    handler = logging.StreamHandler(sys.stderr)
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
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def log_crashes() -> None:
    """Let what nobody caught end in the log too: for processes that run in the background."""

    def crashed(kind: type[BaseException], fault: BaseException | None, trace: TracebackType | None) -> None:
        logger().critical("process.crashed", exc_info=(kind, fault, trace))

    sys.excepthook = crashed
    threading.excepthook = lambda given: crashed(given.exc_type, given.exc_value, given.exc_traceback)


def logger() -> Any:
    """The program's log."""
    return structlog.get_logger()
