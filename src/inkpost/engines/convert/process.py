"""One LibreOffice process: started behind its walls, talked to over its pipe, killed with its group."""

from __future__ import annotations

import contextlib
import os
import resource
import secrets
import select
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from inkpost.engines.convert import urp, warm
from inkpost.engines.convert.desktop import Desktop
from inkpost.engines.convert.isolation import heard, spawn
from inkpost.engines.convert.profile import write_profile
from inkpost.engines.convert.settings import ConversionFailed, ConverterSettings, Heard, unheard
from inkpost.engines.convert.workplace import SOURCE, TARGET, Tray
from inkpost.engines.walls import launch

RESTART_WANTED = 81
STARTS = 3
SPARE_ADDRESSES = 4 << 30  # mapped but never touched: threads, libraries, fonts
MOST_WORDS = 16 * 1024  # bytes of what a process said that are told when it has ended
OUT_OF_MEMORY = ("bad_alloc", "Thread::create failed")


class Crashed(Exception):
    """LibreOffice ended, or could not be started; ``memory`` when it had filled what it may use."""

    def __init__(self, message: str, *, memory: bool = False) -> None:
        super().__init__(message)
        self.memory = memory


class OfficeProcess:
    """A LibreOffice that is up. It belongs to the thread that made it, and dies with that thread."""

    _desktop: Desktop
    _process: subprocess.Popen[bytes]

    def __init__(
        self, office: Path, settings: ConverterSettings, slot: Path, pristine: Path, heard: Heard = unheard
    ) -> None:
        self._office = office
        self._heard = heard
        self._settings = settings
        self._slot = slot
        self._pristine = pristine
        self.documents = 0
        deadline = time.monotonic() + settings.start_limit_s
        self._tray = Tray(slot / "tray")
        try:
            self._start(deadline)
        except BaseException:
            self._tray.close()
            raise

    @property
    def _private(self) -> bool:
        return str(self._root) == launch.PRIVATE

    @property
    def pid(self) -> int:
        return self._process.pid

    def convert(self, docx: bytes) -> bytes:
        """The PDF of a DOCX; raises Crashed, urp.PeerSilent (too slow), ConversionFailed (its own fault)."""
        self.documents += 1
        deadline = time.monotonic() + self._settings.time_limit_s
        try:
            pdf = self._exchange(docx, deadline)
        except urp.RemoteError as error:
            raise self._refused() from error
        except OSError as error:
            raise ConversionFailed("too_large", "The PDF would be larger than allowed.") from error
        except urp.PeerGone as error:
            raise self._ended(str(error)) from error

        if self._starved():
            raise Crashed("LibreOffice ran out of memory.", memory=True)
        return pdf

    def _exchange(self, docx: bytes, deadline: float) -> bytes:
        place = f"{launch.file_url(self._root)}/tray/"
        self._tray.put(docx)
        try:
            self._desktop.convert(place + SOURCE, place + TARGET, deadline)
            return self._tray.take(self._settings.output_limit_bytes)
        finally:
            self._tray.clear()

    def kill(self) -> None:
        """End the process and all of its group, and wait until it is gone."""
        self._reap()
        with contextlib.suppress(AttributeError):
            self._desktop.close()
        self._tray.close()

    def _refused(self) -> Crashed | ConversionFailed:
        """Whose fault a refusal is: the file's, if a document that is known to be good still converts."""
        if self._starved():
            return Crashed("LibreOffice ran out of memory.", memory=True)
        try:
            self._prove()
        except (urp.PeerGone, urp.PeerSilent, urp.RemoteError, Crashed, OSError):
            return Crashed("LibreOffice refuses every document.")
        return ConversionFailed("unreadable", "LibreOffice cannot read this document.")

    def _prove(self) -> None:
        """Convert a good document, in a new conversation: after an error the peer's caches are unknown."""
        deadline = time.monotonic() + self._settings.time_limit_s
        self._desktop.close()
        self._desktop = self._meet(deadline)
        self._exchange(warm.document(), deadline)

    def _ended(self, message: str) -> Crashed:
        self._reap()
        return Crashed(message, memory=any(sign in self._log_tail() for sign in OUT_OF_MEMORY))

    def _watch(self) -> None:
        """Memory is bounded by ending the process: if it only got no more, it would leave parts of the document out."""
        with contextlib.suppress(OSError), open(f"/proc/{self.pid}/statm") as sizes:
            resident = int(sizes.read().split()[1]) * resource.getpagesize()
            if resident > self._settings.memory_limit_bytes:
                raise Crashed("LibreOffice took more memory than allowed.", memory=True)

    def _starved(self) -> bool:
        """Whether it came so near to its address limit that what it made cannot be trusted."""
        with contextlib.suppress(OSError), open(f"/proc/{self.pid}/status") as status:
            limit, _ = resource.prlimit(self.pid, resource.RLIMIT_AS)
            sizes = [int(line.split()[1]) * 1024 for line in status if line.startswith("VmPeak:")]
            return limit != resource.RLIM_INFINITY and sizes[0] > 0.95 * limit
        return False

    def _start(self, deadline: float) -> None:
        for _ in range(STARTS):
            self._launch()
            try:
                self._desktop = self._meet(deadline)
                return
            except (Crashed, urp.PeerGone, urp.RemoteError) as error:
                failure = str(error)
                self._reap()
                if self._process.returncode == RESTART_WANTED:
                    self._keep_profile()
            except urp.PeerSilent:
                self._reap()
                raise Crashed("LibreOffice did not start in time.") from None
        raise Crashed(f"LibreOffice does not start: {failure} {self._log_tail()}".strip())

    def _launch(self) -> None:
        self._pipe = secrets.token_hex(8)
        self._lay_out()
        given = {
            "slot": str(self._slot),
            "program": str(self._office),
            "pipe": self._pipe,
            "memory": self._settings.memory_limit_bytes + SPARE_ADDRESSES,
            "cpu": int(self._settings.time_limit_s * (self._settings.documents_per_process + 1)) + 60,
            "output": self._settings.output_limit_bytes,
        }
        with open(self._slot / "log", "wb") as log:
            self._process = spawn(given, stderr=log.fileno())
        self._root = heard(self._process).get("root", "")

    def _lay_out(self) -> None:
        for name in ("home/cache", "scratch"):
            shutil.rmtree(self._slot / name, ignore_errors=True)
            (self._slot / name).mkdir(parents=True)
        profile = self._slot / "profile"
        shutil.rmtree(profile, ignore_errors=True)
        if self._pristine.exists():
            shutil.copytree(self._pristine, profile)
        else:
            write_profile(profile)

    def _keep_profile(self) -> None:
        """LibreOffice has completed a new profile and wants to start again: the one to copy from now on."""
        if not self._pristine.exists():
            aside = self._pristine.with_name(f"pristine-{self._pipe}")
            shutil.copytree(self._slot / "profile", aside)
            with contextlib.suppress(OSError):
                aside.rename(self._pristine)

    def _meet(self, deadline: float) -> Desktop:
        stream = self._connect(deadline)
        try:
            return Desktop(stream, deadline, self._watch)
        except BaseException:
            stream.close()
            raise

    def _connect(self, deadline: float) -> socket.socket:
        ended = select.poll()
        handle = os.pidfd_open(self._process.pid)
        try:
            ended.register(handle, select.POLLIN)
            while time.monotonic() < deadline:
                stream = self._reach()
                if stream:
                    return stream
                if ended.poll(3):
                    raise Crashed("It ended at once.")
            raise Crashed("It did not start in time.")
        finally:
            os.close(handle)

    def _reach(self) -> socket.socket | None:
        """Connect by the folder's number: its path may be longer than the address of a socket can be."""
        folder = os.open(self._slot if self._private else launch.PRIVATE, os.O_PATH | os.O_CLOEXEC)
        try:
            for owner in ("", f"{os.getuid()}_"):
                stream = socket.socket(socket.AF_UNIX)
                with contextlib.suppress(OSError):
                    stream.connect(f"/proc/self/fd/{folder}/OSL_PIPE_{owner}{self._pipe}")
                    return stream
                stream.close()
            return None
        finally:
            os.close(folder)

    def _reap(self) -> None:
        """Kill, wait, tidy up."""
        if self._process.returncode is not None:
            return
        sockets = [] if self._private else _socket_paths(self._process.pid)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for path in sockets:
            with contextlib.suppress(OSError):
                os.unlink(path)
        if said := self._log_tail(MOST_WORDS).strip():
            self._heard("soffice", self._process.pid, said)

    def _log_tail(self, size: int = 4000) -> str:
        """The end of what it said; its log may be as long as a file of its may be."""
        with contextlib.suppress(OSError), open(self._slot / "log", "rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - size))
            return log.read(size).decode("utf-8", "replace")
        return ""


def _socket_paths(pid: int) -> list[str]:
    """The files of the sockets a process listens on."""
    inodes = set()
    with contextlib.suppress(OSError):
        for handle in os.scandir(f"/proc/{pid}/fd"):
            with contextlib.suppress(OSError):
                inodes.add(os.readlink(handle.path).removeprefix("socket:[").rstrip("]"))
    with contextlib.suppress(OSError), open("/proc/net/unix") as table:
        rows = (line.split() for line in table)
        return sorted({row[7] for row in rows if len(row) > 7 and row[6] in inodes and "/OSL_PIPE_" in row[7]})
    return []
