"""The embedded PostgreSQL: started, shared, stopped with its last user, reached by nobody else."""

from __future__ import annotations

import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from inkpost.errors import InkpostError, Reason
from inkpost.store.embedded import Embedded
from support import clean_environment, wait_for

ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="needs the superuser, to become somebody else")
USING = """
import sys
from pathlib import Path
from inkpost.store.embedded import Embedded
used = Embedded(Path(sys.argv[1]))
print(used.start(), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "postgres"


@pytest.fixture
def own(folder: Path) -> Iterator[Embedded]:
    made = Embedded(folder)
    yield made
    made.release()


def main_process(folder: Path) -> psutil.Process:
    return psutil.Process(int((folder / "postmaster.pid").read_text().split()[0]))


def ended(process: psutil.Process) -> bool:
    """Whether it is gone; whether its parent has taken note is not ours."""
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def asked(url: str, query: str = "select 1") -> object:
    with psycopg.connect(url) as db:
        row = db.execute(query).fetchone()
    assert row is not None
    return row[0]


def user_of(folder: Path) -> subprocess.Popen[str]:
    """Another process that uses the cluster; it has started it when this returns."""
    process = subprocess.Popen(
        [sys.executable, "-c", USING, str(folder)],
        env=clean_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("postgresql://")
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.communicate("\n", timeout=60)
    assert process.returncode == 0


def test_it_is_version_18_and_knows_the_case_of_every_alphabet(own: Embedded) -> None:
    url = own.start()
    assert str(asked(url, "select version()")).startswith("PostgreSQL 18.")
    assert asked(url, "select lower('ДОГОВОР') || upper('größe')") == "договорGRÖßE"
    assert asked(url, "show data_checksums") == "on"
    assert asked(url, "show listen_addresses") == ""
    assert own.start() == url, "starting again changes nothing"


def test_nobody_else_reaches_it(own: Embedded, folder: Path) -> None:
    own.start()
    process = main_process(folder)
    assert [each for each in process.net_connections() if each.family.name != "AF_UNIX"] == []
    socket_file = folder / ".s.PGSQL.5432"
    assert stat.S_IMODE(socket_file.stat().st_mode) == 0o700
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert process.uids().real != 0


def test_the_last_user_stops_it(folder: Path) -> None:
    first, second = Embedded(folder), user_of(folder)
    url = first.start()
    process = main_process(folder)
    end(second)
    assert asked(url) == 1
    first.release()
    wait_for(lambda: ended(process), what="its end")
    assert not first.running
    first.release()  # again: nothing happens


def test_a_user_that_was_killed_does_not_keep_it(folder: Path) -> None:
    killed = user_of(folder)
    process = main_process(folder)
    os.kill(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=30)
    assert process.is_running(), "it goes on without its user"
    later = Embedded(folder)
    later.start()
    assert main_process(folder).pid == process.pid, "it is found and used again"
    later.release()
    wait_for(lambda: ended(process), what="its end")


def test_it_recovers_from_a_kill(own: Embedded, folder: Path) -> None:
    url = own.start()
    with psycopg.connect(url) as db:
        db.execute("create table kept (value text)")
        db.execute("insert into kept values ('there')")
    process = main_process(folder)
    process.kill()
    process.wait(30)
    assert not own.running
    assert asked(own.start(), "select value from kept") == "there"


def test_a_number_that_another_process_has_now_is_not_taken_for_it(own: Embedded, folder: Path) -> None:
    """After a crash of the machine the file of the old one remains, and its number may be anybody's."""
    own.start()
    found = (folder / "postmaster.pid").read_text().splitlines()
    process = main_process(folder)
    process.kill()
    process.wait(30)
    (folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *found[1:]]) + "\n")
    assert not own.running
    assert asked(own.start()) == 1


@pytest.mark.parametrize("name", ["Договоры и счета", 'it\'s $HOME `x` "q"', "x" * 120])
def test_any_folder_will_do(tmp_path: Path, name: str) -> None:
    own = Embedded(tmp_path / name / "postgres")
    try:
        assert asked(own.start(), "show data_directory") == str(tmp_path / name / "postgres")
        assert len(own._line(5)) < 100
    finally:
        place = Path(own._line(5))
        own.release()
    assert place == own.folder or not place.exists()


def test_many_start_it_at_once(folder: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", USING, str(folder)],
            env=clean_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    urls = {process.stdout.readline().strip() for process in processes if process.stdout}
    assert len(urls) == 1
    process = main_process(folder)
    for each in processes:
        end(each)
    wait_for(lambda: ended(process), what="its end")


def test_a_cluster_of_another_version_is_refused_and_left_alone(own: Embedded, folder: Path) -> None:
    folder.mkdir()
    (folder / "PG_VERSION").write_text("16\n")
    with pytest.raises(InkpostError, match=r"belongs to PostgreSQL 16, this is 18") as caught:
        own.start()
    assert caught.value.reason is Reason.UNAVAILABLE
    assert [each.name for each in folder.iterdir()] == ["PG_VERSION"]


def test_what_postgresql_says_is_passed_on(own: Embedded, folder: Path) -> None:
    own.start()
    own.release()
    (folder / "postgresql.conf").write_text("no_such_setting = 1\n")
    with pytest.raises(InkpostError, match="unrecognized configuration parameter"):
        own.start()


def as_nobody(act: Callable[[], None]) -> int:
    """Do something as an ordinary user in a child of this process, which may read what he may not; its status."""
    nobody = pwd.getpwnam("nobody")
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setgroups([])
            os.setgid(nobody.pw_gid)
            os.setuid(nobody.pw_uid)
            os.environ["HOME"] = "/"
            act()
            status = 0
        except BaseException as fault:
            os.write(2, f"{fault!r}\n".encode())
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@ROOT_ONLY
def test_an_ordinary_user_starts_it_and_the_superuser_after_him() -> None:
    nobody = pwd.getpwnam("nobody")
    with tempfile.TemporaryDirectory() as made:
        home = Path(made) / "home"
        home.mkdir(mode=0o700)
        os.chown(made, nobody.pw_uid, nobody.pw_gid)
        os.chown(home, nobody.pw_uid, nobody.pw_gid)

        def use() -> None:
            used = Embedded(home / "postgres")
            assert asked(used.start()) == 1
            assert main_process(home / "postgres").uids().real == nobody.pw_uid
            used.release()

        assert as_nobody(use) == 0
        mine = Embedded(home / "postgres")
        try:
            assert asked(mine.start()) == 1
            assert main_process(home / "postgres").uids().real == nobody.pw_uid, "its owner goes on owning it"
        finally:
            mine.release()
        assert as_nobody(use) == 0, "what the superuser did there does not shut him out"


@ROOT_ONLY
def test_the_superuser_opens_folders_no_further_than_needed(tmp_path: Path) -> None:
    top = tmp_path / "top"
    top.mkdir(mode=0o700)
    own = Embedded(top / "data" / "postgres")
    own.start()
    own.release()
    assert stat.S_IMODE(top.stat().st_mode) == 0o701, "passed through, not read"


def test_a_new_cluster_that_was_cut_off_is_no_cluster(own: Embedded, folder: Path) -> None:
    """One that died in the middle of making it leaves a folder aside, not half a cluster."""
    (folder.parent / "postgres.dead.tmp").mkdir()
    assert asked(own.start()) == 1


def test_the_main_process_is_not_stopped_by_a_terminals_interrupt(own: Embedded, folder: Path) -> None:
    own.start()
    assert os.getsid(main_process(folder).pid) != os.getsid(0)
    wait_for(lambda: own.running, what="the database")
