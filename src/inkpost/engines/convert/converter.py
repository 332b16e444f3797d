"""The converter: a supervised pool of LibreOffice processes behind one call."""

from __future__ import annotations

import contextlib
import queue
import threading
import time

from inkpost.engines.convert.isolation import Isolation, probe_isolation
from inkpost.engines.convert.office import find_office
from inkpost.engines.convert.sanitise import strip_external
from inkpost.engines.convert.settings import ConversionFailed, ConverterSettings, Heard, unheard
from inkpost.engines.convert.slot import Job, Jobs, Slot
from inkpost.engines.convert.workplace import Workplace


class Converter:
    """DOCX to PDF on ``settings.slots`` LibreOffice processes; every method may be called from any thread."""

    def __init__(self, settings: ConverterSettings | None = None, heard: Heard = unheard) -> None:
        self._settings = settings or ConverterSettings()
        self._heard = heard
        self._office = find_office(self._settings.soffice)
        self._lock = threading.Lock()
        self._jobs: Jobs = queue.SimpleQueue()
        self._slots: list[Slot] = []
        self._workplace: Workplace | None = None
        self._isolation: Isolation | None = None
        self._closed = False

    def __enter__(self) -> Converter:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Begin to warm the slots and return at once; without LibreOffice, or a second time, do nothing."""
        with self._lock:
            if self._closed or self._slots or self._office is None:
                return
            place = self._place()
            numbers = range(self._settings.slots)
            self._slots = [
                Slot(self._jobs, self._office, self._settings, place.path, number, self._heard) for number in numbers
            ]
            for slot in self._slots:
                slot.start()

    def wait_ready(self, timeout_s: float) -> bool:
        """Wait until every slot is warm; False when that took longer."""
        end = time.monotonic() + timeout_s
        return bool(self._slots) and all(slot.warm.wait(max(0.0, end - time.monotonic())) for slot in self._slots)

    @property
    def ready(self) -> bool:
        """Whether a slot is warm: a document given now does not wait for LibreOffice to start."""
        return any(slot.warm.is_set() for slot in self._slots)

    @property
    def pids(self) -> list[int]:
        """The LibreOffice processes that run now."""
        return [slot.pid for slot in self._slots if slot.pid is not None]

    @property
    def waiting(self) -> int:
        """How many documents wait for a slot."""
        return self._jobs.qsize()

    @property
    def isolation(self) -> Isolation:
        """What LibreOffice cannot reach on this system; its ``sentence`` is what to log at start."""
        with self._lock:
            if self._isolation is None:
                self._isolation = probe_isolation(self._office, self._settings, self._place().path)
            return self._isolation

    def to_pdf(self, docx: bytes) -> bytes:
        """The PDF of a DOCX, made without anything from outside of the file; waits for a free slot.

        Raises ConversionFailed; a file that crashed LibreOffice was tried on two processes.
        """
        if self._office is None:
            raise _no_office()
        job = Job(strip_external(docx, limit_bytes=self._settings.package_limit_bytes))
        self.start()
        with self._lock:
            if self._closed:
                raise _closed()
            self._jobs.put(job)
        return job.result.result()

    def close(self) -> None:
        """Finish the documents in hand, refuse those that wait, end every process, remove every file."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._refuse_waiting()
        for _ in self._slots:
            self._jobs.put(None)
        for slot in self._slots:
            slot.join()
        if self._workplace:
            self._workplace.close()

    def _refuse_waiting(self) -> None:
        with contextlib.suppress(queue.Empty):
            while job := self._jobs.get_nowait():
                job.result.set_exception(_closed())

    def _place(self) -> Workplace:
        if self._workplace is None:
            self._workplace = Workplace(self._settings.work_dir)
        return self._workplace


def _no_office() -> ConversionFailed:
    return ConversionFailed("no_office", "LibreOffice is not installed on this server.")


def _closed() -> ConversionFailed:
    return ConversionFailed("closed", "The converter is shutting down.")
