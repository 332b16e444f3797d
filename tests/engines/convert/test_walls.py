"""What a process that draws pages can reach: input, output and fonts, as far as the system has the means."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import psutil
import pytest

from inkpost.engines.convert import ConversionFailed, Drawer
from inkpost.engines.walls import seccomp
from support import clean_environment, wait_for

FOUND_OUT = """
import json, os, socket, subprocess, sys
from pathlib import Path
from inkpost.engines.convert import drawing
from inkpost.engines.walls import launch, seccomp

def outcome(act):
    try:
        act()
        return "done"
    except OSError as fault:
        return type(fault).__name__

exec(sys.argv[2])
walls = drawing.behind_walls(60, drawing.MEMORY)
gone = walls.given_up
place = Path(sys.argv[1])
found = {
    "etc": outcome(lambda: open("/etc/passwd").close()),
    "ours": outcome(lambda: (place / "file").read_bytes()),
    "new": outcome(lambda: (place / "new").touch()),
    "remove": outcome(lambda: (place / "file").unlink()),
    "mode": outcome(lambda: place.chmod(0o777)),
    "memory of the parent": outcome(lambda: open(f"/proc/{os.getppid()}/mem").close()),
    "fonts": outcome(lambda: os.listdir("/usr/share/fonts")),
    "udp": outcome(lambda: socket.socket(type=socket.SOCK_DGRAM).connect(("127.0.0.1", 9))),
    "tcp": outcome(lambda: socket.create_connection(("127.0.0.1", int(sys.argv[3])))),
    "unix": outcome(lambda: socket.socket(socket.AF_UNIX).connect(str(place / "socket"))),
    "pair": outcome(socket.socketpair),
    "program": outcome(lambda: subprocess.run(["/bin/true"], check=True)),
    "parent": outcome(lambda: os.kill(os.getppid(), 0)),
}
drawn = drawing._drawn(sys.stdin.buffer.read())
found["drawn"] = [len(picture) for picture in drawn.pictures]
print(json.dumps([gone.sockets, gone.network, gone.files, walls.sentence, found]))
"""
REFUSED = {"PermissionError"}
FILES = ("etc", "ours", "new", "memory of the parent")
SOCKETS = ("udp", "tcp", "unix", "pair")
TOUCHING = ("remove", "mode", "program", "parent")
NO_SECCOMP = "seccomp.give_up = lambda: False"
NO_LANDLOCK = "launch._new_rules = lambda: (-1, 0, False)"
NO_NAMESPACE = "launch.leave = lambda spaces: False"


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """A folder of the same user's, with a socket that somebody listens on."""
    (tmp_path / "file").write_text("ours")
    with socket.socket(socket.AF_UNIX) as listening:
        before = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket is short
        listening.bind("socket")
        os.chdir(before)
        listening.listen()
        yield tmp_path


def written() -> bytes:
    """A PDF whose text names a font that it does not bring along."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(100, 100))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.TrueType, BaseFont=pikepdf.Name.DejaVuSans)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    page.Contents = pdf.make_stream(b"BT /F 20 Tf 5 40 Td (Daisy) Tj ET")
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


Found = tuple[bool, bool, bool, str, dict[str, Any]]


def found_out(place: Path, without: str = "") -> Found:
    """What a process behind the walls can reach, when the system lacks something."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [sys.executable, "-c", FOUND_OUT, str(place), without, str(server.getsockname()[1])],
            env=clean_environment(),
            input=written(),
            capture_output=True,
        )
    assert done.returncode == 0, done.stderr.decode()
    sockets, network, files, sentence, found = json.loads(done.stdout)
    assert found["fonts"] == "done"
    assert [size > 1500 for size in found["drawn"]] == [True], "with the letters, whose font is the system's"
    return sockets, network, files, sentence, found


def test_what_the_system_has_means_for_is_refused(place: Path) -> None:
    sockets, network, files, sentence, found = found_out(place)
    assert not files or {found[name] for name in FILES} == REFUSED
    assert not sockets or {found[name] for name in (*SOCKETS, *TOUCHING)} == REFUSED
    assert not network or found["tcp"] != "done"
    assert sentence.startswith(
        f"Pages are drawn {'without any' if sockets or network else 'WITH the'} network, "
        f"{'confined to the fonts' if files else 'WITH the files'}"
    )


@pytest.mark.skipif(os.uname().machine not in {"x86_64", "aarch64"}, reason="the filter knows two machines")
def test_without_any_privilege_no_socket_is_left(place: Path) -> None:
    """In a container, for instance, that allows no namespace."""
    sockets, network, _, sentence, found = found_out(place, NO_NAMESPACE)
    assert (sockets, network) == (True, False)
    assert {found[name] for name in (*SOCKETS, *TOUCHING)} == REFUSED
    assert "without any network" in sentence


@pytest.mark.parametrize(
    ("without", "said"),
    [
        ("; ".join([NO_SECCOMP, NO_NAMESPACE]), "WITH the network, since this system allows no seccomp"),
        (NO_LANDLOCK, "WITH the files of this user, since Landlock is absent"),
        ("; ".join([NO_SECCOMP, NO_NAMESPACE, NO_LANDLOCK]), "WITH the network"),
    ],
)
def test_where_the_system_has_no_means_it_says_so_and_draws(place: Path, without: str, said: str) -> None:
    *_, sentence, found = found_out(place, without)
    assert said in sentence
    assert found["etc" if "Landlock" in said else "unix"] == "done"


def test_a_system_that_refuses_every_means_is_believed(place: Path) -> None:
    """Refused by the kernel itself, as a container does it."""
    refuse = """
seccomp.CALLS["landlock_create_ruleset"] = (444, 444)
launch._call("prctl", launch.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
assert seccomp.give_up(("unshare", "landlock_create_ruleset"))
seccomp.give_up = lambda: False
"""
    if not seccomp_works():
        pytest.skip("the system takes no filter")
    sockets, network, files, sentence, found = found_out(place, refuse)
    assert (sockets, network, files) == (False, False, False)
    assert sentence.startswith("Pages are drawn WITH the network, since this system allows no seccomp, WITH the files")
    assert found["etc"] == found["unix"] == "done"


def seccomp_works() -> bool:
    """Whether a process may give up calls here."""
    code = "from inkpost.engines.walls import launch, seccomp; launch.drop_privileges(); print(seccomp.give_up())"
    done = subprocess.run([sys.executable, "-c", code], env=clean_environment(), capture_output=True, text=True)
    return done.stdout.strip() == "True"


def test_the_process_that_draws_is_behind_them() -> None:
    """Seen from outside, and what is said of it is so."""
    drawer = Drawer(time_limit_s=60)
    try:
        sentence = drawer.sentence
        (process,) = [each for each in psutil.Process().children() if "drawing" in str(each.cmdline())]
        status = dict(line.split(":\t", 1) for line in Path(f"/proc/{process.pid}/status").read_text().splitlines())
        assert (status["Seccomp"].strip() == "2") == seccomp_works()
        assert status["NoNewPrivs"].strip() == "1"
        assert int(status["CapEff"], 16) == 0
        assert "without any network" in sentence or not seccomp_works()
        assert sentence.endswith("at most 2048 MiB and 60 s a PDF.")
        assert len(drawer(written())) == 1
    finally:
        drawer.close()


def test_what_it_said_is_told_when_it_has_ended() -> None:
    heard: list[tuple[str, int, str]] = []
    drawer = Drawer(heard=lambda *told: heard.append(told))
    drawer(written())
    (process,) = [each for each in psutil.Process().children() if "drawing" in str(each.cmdline())]
    words = os.open(f"/proc/{process.pid}/fd/2", os.O_WRONLY | os.O_NONBLOCK)
    os.write(words, b"first words\n" + b"x" * 40_000)  # as much as a flood would leave in the pipe
    os.close(words)
    process.send_signal(signal.SIGSEGV)
    wait_for(lambda: process.status() == psutil.STATUS_ZOMBIE, what="its end")
    drawer(written())
    drawer.close()
    ((name, pid, text),) = heard
    assert (name, pid) == ("drawing", process.pid)
    assert text.startswith("first words\nxxx")
    assert len(text) <= 16 * 1024


def test_one_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    drawer = Drawer()
    assert drawer.sentence == "The process that draws pages does not start."
    with pytest.raises(ConversionFailed) as failed:
        drawer(written())
    assert failed.value.code == "crashed"
    drawer.close()


def test_the_numbers_of_the_calls_are_those_of_the_kernel() -> None:
    """Where the kernel's own list is installed."""
    lists = sorted(Path("/usr/include").glob("*/asm/unistd_64.h"))
    if os.uname().machine != "x86_64" or not lists:
        pytest.skip("the kernel's list is not installed")
    known = dict(line.split()[1:3] for line in lists[0].read_text().splitlines() if line.startswith("#define __NR_"))
    named = {name: number for name, (number, _) in seccomp.CALLS.items() if f"__NR_{name}" in known}
    assert len(named) > 30
    assert {name: str(number) for name, number in named.items()} == {name: known[f"__NR_{name}"] for name in named}
