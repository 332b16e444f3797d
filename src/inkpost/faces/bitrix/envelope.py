"""The envelope of an answer: result or error, paging, and the measured time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

import msgspec

WINDOW: Final = 600
"""Seconds that a minute of work counts towards a method's operating time."""


class Measured(msgspec.Struct, frozen=True):
    """What a request took: Unix times of its start and finish and the seconds spent in the method itself."""

    start: float
    finish: float
    processing: float


class Stopwatch:
    """Measures one request: the start by the wall clock, everything after it by a clock that never jumps."""

    def __init__(self, wall: Callable[[], float] = time.time, tick: Callable[[], float] = time.perf_counter) -> None:
        self._tick = tick
        self._start = wall()
        self._began = tick()
        self._processing = 0.0

    @contextmanager
    def processing(self) -> Iterator[None]:
        """Count the time spent inside as the method's own, also when it raises."""
        began = self._tick()
        try:
            yield
        finally:
            self._processing += self._tick() - began

    @property
    def processed(self) -> float:
        """Seconds spent in the method so far."""
        return self._processing

    def measured(self) -> Measured:
        """The figures up to now."""
        return Measured(self._start, self._start + self._tick() - self._began, self._processing)


def time_object(
    measured: Measured,
    zone: tzinfo = UTC,
    *,
    operating: float | None = None,
    operating_reset_at: int | None = None,
) -> dict[str, Any]:
    """The ``time`` of an answer: floats in seconds, dates with the portal's offset.

    The two operating keys appear together, when ``operating`` (seconds) is known; the moment of the reset is
    by default that of a basket which this call would begin.
    """
    answer: dict[str, Any] = {
        "start": measured.start,
        "finish": measured.finish,
        "duration": measured.finish - measured.start,
        "processing": measured.processing,
        "date_start": _iso(measured.start, zone),
        "date_finish": _iso(measured.finish, zone),
    }
    if operating is not None:
        reset = int(measured.start) + WINDOW if operating_reset_at is None else operating_reset_at
        answer |= {"operating_reset_at": reset, "operating": operating}
    return answer


def _iso(moment: float, zone: tzinfo) -> str:
    return datetime.fromtimestamp(int(moment), zone).isoformat()


def success(
    result: Any, times: Mapping[str, Any], *, total: int | None = None, following: int | None = None
) -> dict[str, Any]:
    """The envelope of an answer; ``next`` and ``total`` are there for lists only."""
    envelope = {"result": result, "next": following, "total": total, "time": times}
    return {key: value for key, value in envelope.items() if value is not None or key == "result"}


def failure(code: str | int, description: str) -> dict[str, Any]:
    """The envelope of a refusal."""
    return {"error": code, "error_description": description}


def dumps(envelope: Mapping[str, Any]) -> bytes:
    """The envelope as JSON, in UTF-8; every empty map in it is ``[]``, as PHP writes it."""
    written = msgspec.json.encode(envelope)
    if b"{}" not in written:
        return written
    return msgspec.json.encode(_without_empty_maps(envelope))


def _without_empty_maps(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_empty_maps(inner) for key, inner in value.items()} or []
    if isinstance(value, (list, tuple)):
        return [_without_empty_maps(inner) for inner in value]
    return value
