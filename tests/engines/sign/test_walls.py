"""What a process that reads strangers' files can reach: programs, fonts, and a folder of its own."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from engines.sign.reaching import NO_LANDLOCK, NO_NAMESPACE, NO_SECCOMP
from inkpost.engines.sign import bounded, bounded_extending, bounded_preparing, walls
from inkpost.engines.sign.preparing import Protocol
from inkpost.engines.sign.talks import talk

REFUSED = {"PermissionError"}
FILES = ("etc", "ours", "listed", "new", "memory of the parent", "words of the parent")
SOCKETS = ("udp", "tcp", "unix", "pair")
TOUCHING = ("remove", "rename", "program", "python", "parent")
KEPT = ("fonts", "code", "own", "own removed")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """A folder of the same user's with a socket that somebody listens on, and a port."""
    (tmp_path / "file").write_text("ours")
    with socket.socket(socket.AF_UNIX) as listening, socket.create_server(("127.0.0.1", 0)) as server:
        before = Path.cwd()
        os.chdir(tmp_path)  # the path of a socket is short
        listening.bind("socket")
        os.chdir(before)
        listening.listen()
        yield {"place": str(tmp_path), "port": server.getsockname()[1]}


def found_out(place: dict[str, Any], *without: str, keep: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a process behind the walls can reach, where the system lacks something."""
    asked = json.dumps({**place, "without": without, "keep": keep}).encode()
    told = walls.ask("engines.sign.reaching", asked, time_limit_s=120, memory=walls.MEMORY)
    assert told is not None
    said: dict[str, Any] = json.loads(told)
    assert {name: said["found"][name] for name in KEPT} == dict.fromkeys(KEPT, "done")
    return said


def refused(said: dict[str, Any], names: tuple[str, ...]) -> bool:
    """Whether all of it was refused."""
    return {said["found"][name] for name in names} == REFUSED


def test_what_the_system_has_means_for_is_refused(place: dict[str, Any]) -> None:
    said = found_out(place)
    gone = said["walls"]
    assert refused(said, FILES) == gone["files"]
    assert refused(said, (*SOCKETS, *TOUCHING)) == gone["sockets"]
    assert not gone["network"] or said["found"]["tcp"] != "done"
    network = "without any" if gone["sockets"] or gone["network"] else "WITH the"
    files = "confined to" if gone["files"] else "WITH the files"
    assert said["sentence"].startswith(f"Read {network} network, {files}")


def test_what_starts_a_program_starts_this_one_alone(place: dict[str, Any]) -> None:
    said = found_out(place, keep=("execve",))
    assert said["found"]["python"] == "done"
    assert (said["found"]["program"] == "PermissionError") == said["walls"]["files"]
    assert refused(said, SOCKETS) == said["walls"]["sockets"]


@pytest.mark.parametrize(
    ("without", "told", "reached"),
    [
        ((NO_SECCOMP, NO_NAMESPACE), "WITH the network, since this system allows no seccomp", "udp"),
        ((NO_LANDLOCK,), "WITH the files of this user, since Landlock is absent", "etc"),
    ],
)
def test_where_the_system_has_no_means_it_says_so(
    place: dict[str, Any], without: tuple[str, ...], told: str, reached: str
) -> None:
    said = found_out(place, *without)
    assert told in said["sentence"]
    assert said["found"][reached] == "done"


def test_the_process_that_checks_is_behind_them(place: dict[str, Any]) -> None:
    question = bounded.Question(json.dumps(place).encode(), b"", (), (), datetime.now(UTC))
    asked = msgspec.msgpack.encode(question)
    told = walls.ask("engines.sign.reaching_checking", asked, time_limit_s=120, memory=walls.MEMORY)
    found = json.loads(msgspec.msgpack.decode(told or b"", type=bounded.Answer).message)
    assert found == found_out(place)["found"]


def test_the_process_that_makes_files_ready_is_behind_them(place: dict[str, Any]) -> None:
    order = bounded_preparing.Order(json.dumps(place).encode(), (), Protocol(""))
    asked = msgspec.msgpack.encode(order)
    told = walls.ask("engines.sign.reaching_preparing", asked, time_limit_s=120, memory=walls.MEMORY)
    found = json.loads(msgspec.msgpack.decode(told or b"", type=bounded_preparing.Answer).fault)
    assert found == found_out(place, keep=("execve",))["found"]


def test_the_process_that_extends_files_is_behind_them(place: dict[str, Any]) -> None:
    begin = bounded_extending.Begin(json.dumps(place).encode(), (), (), datetime.now(UTC), {})
    with talk("engines.sign.reaching_extending", time_limit_s=120, memory=walls.MEMORY) as opened:
        told = opened.ask(msgspec.msgpack.encode(begin))
    found = json.loads(msgspec.msgpack.decode(told, type=bounded_extending.Answer).fault)
    assert found == found_out(place)["found"]


def test_the_worker_says_what_the_system_takes(place: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    gone = found_out(place)["walls"]
    network = "without any network" if gone["sockets"] or gone["network"] else "WITH the network"
    files = "confined to programs and fonts" if gone["files"] else "WITH the files of this user"
    said = walls.sentence()
    assert said.startswith(f"Files to sign and to check are read {network}, {files}")
    assert said.endswith("at most 1024 MiB.")
    monkeypatch.setattr(walls.sys, "executable", "/bin/false")  # type: ignore[attr-defined]
    assert walls.sentence() == "The process that reads files to sign and to check does not start."
