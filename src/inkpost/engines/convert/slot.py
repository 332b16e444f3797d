"""A slot: a thread that owns one LibreOffice process, feeds it, renews it and replaces it when it fails."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from inkpost.engines.convert import urp, warm
from inkpost.engines.convert.process import Crashed, OfficeProcess
from inkpost.engines.convert.settings import ConversionFailed, ConverterSettings, Heard, unheard

ATTEMPTS = 2


@dataclass(slots=True)
class Job:
    """A clean DOCX that waits for its PDF."""

    docx: bytes
    result: Future[bytes] = field(default_factory=Future)


Jobs = queue.SimpleQueue[Job | None]


class Slot(threading.Thread):
    """Takes jobs until it takes None. The process dies with this thread, so it lives as long as the slot."""

    def __init__(
        self,
        jobs: Jobs,
        office: Path,
        settings: ConverterSettings,
        workplace: Path,
        number: int,
        heard: Heard = unheard,
    ) -> None:
        super().__init__(name=f"convert-{number}", daemon=True)
        self._jobs = jobs
        self._office = office
        self._settings = settings
        self._heard = heard
        self._folder = workplace / str(number)
        self._pristine = workplace / "pristine"
        self._process: OfficeProcess | None = None
        self.warm = threading.Event()

    @property
    def pid(self) -> int | None:
        process = self._process
        return process.pid if process else None

    def run(self) -> None:
        self._try_warm()
        try:
            while (job := self._next()) is not None:
                self._serve(job)
                if not self.warm.is_set() or self._used_up(self._settings.documents_per_process):
                    self._renew()
        finally:
            self._drop()

    def _next(self) -> Job | None:
        while True:
            half_used = self._used_up(self._settings.documents_per_process // 2)
            try:
                return self._jobs.get(timeout=self._settings.idle_renewal_s if half_used else None)
            except queue.Empty:
                self._renew()

    def _used_up(self, documents: int) -> bool:
        return self._process is not None and self._process.documents >= max(documents, 1)

    def _serve(self, job: Job) -> None:
        if not job.result.set_running_or_notify_cancel():
            return
        try:
            job.result.set_result(self._convert(job.docx))
        except BaseException as error:
            job.result.set_exception(error)

    def _convert(self, docx: bytes) -> bytes:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._ready_process().convert(docx)
            except urp.PeerSilent:
                self._drop()
                limit = f"{self._settings.time_limit_s:g}"
                raise ConversionFailed("timeout", f"The conversion took more than {limit} seconds.") from None
            except Crashed as error:
                self._drop()
                if attempt == ATTEMPTS:
                    raise _given_up(error) from error
        raise AssertionError

    def _ready_process(self) -> OfficeProcess:
        if self._process is None:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._process = OfficeProcess(self._office, self._settings, self._folder, self._pristine, self._heard)
        return self._process

    def _try_warm(self) -> None:
        """Start a process and let it load what documents need; a failure shows with the next document."""
        try:
            self._ready_process().convert(warm.document())
            self.warm.set()
        except (Crashed, ConversionFailed, urp.PeerSilent, OSError):
            self._drop()

    def _renew(self) -> None:
        self._drop()
        self._try_warm()

    def _drop(self) -> None:
        self.warm.clear()
        process, self._process = self._process, None
        if process is not None:
            process.kill()


def _given_up(error: Crashed) -> ConversionFailed:
    if error.memory:
        return ConversionFailed("memory", "The document needs more memory than a conversion may use.")
    return ConversionFailed("crashed", "LibreOffice crashed on this document.")
