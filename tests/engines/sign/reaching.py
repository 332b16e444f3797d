"""Processes that are started as those that read strangers' files are, and say what they can reach."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from inkpost.engines.sign import walls
from inkpost.engines.walls import launch, seccomp

NO_SECCOMP, NO_LANDLOCK, NO_NAMESPACE = "seccomp", "landlock", "namespace"


def outcome(act: Callable[[], Any]) -> str:
    """How an attempt ended."""
    try:
        act()
    except OSError as fault:
        return type(fault).__name__
    return "done"


def tried(place: Path, port: int) -> dict[str, str]:
    """What of a folder, of a port that is listened on and of this machine can be reached."""
    own = Path(os.environ["TMPDIR"])
    return {
        "etc": outcome(lambda: open("/etc/passwd").close()),
        "ours": outcome(lambda: (place / "file").read_bytes()),
        "listed": outcome(lambda: os.listdir(place)),
        "new": outcome(lambda: (place / "new").touch()),
        "remove": outcome(lambda: (place / "file").unlink()),
        "memory of the parent": outcome(lambda: open(f"/proc/{os.getppid()}/mem").close()),
        "words of the parent": outcome(lambda: open(f"/proc/{os.getppid()}/environ").close()),
        "rename": outcome(lambda: (place / "file").rename(place / "other")),
        "udp": outcome(lambda: socket.socket(type=socket.SOCK_DGRAM).connect(("127.0.0.1", 9))),
        "tcp": outcome(lambda: socket.create_connection(("127.0.0.1", port))),
        "unix": outcome(lambda: socket.socket(socket.AF_UNIX).connect(str(place / "socket"))),
        "pair": outcome(socket.socketpair),
        "program": outcome(lambda: subprocess.run(["/bin/true"], check=True)),
        "python": outcome(lambda: subprocess.run([sys.executable, "-c", ""], check=True)),
        "parent": outcome(lambda: os.kill(os.getppid(), 0)),
        "fonts": outcome(lambda: os.listdir("/usr/share/fonts")),
        "code": outcome(lambda: Path(walls.__file__).read_bytes()),
        "own": outcome(lambda: (own / "new").write_bytes(b"x")),
        "own removed": outcome(lambda: (own / "new").unlink()),
    }


def main(memory: int, seconds: int) -> None:
    """Behind walls that lack what the question says."""
    asked = json.loads(sys.stdin.buffer.read())
    if NO_SECCOMP in asked["without"]:
        seccomp.give_up = lambda names=(): False  # type: ignore[assignment]
    if NO_LANDLOCK in asked["without"]:
        launch._new_rules = lambda: (-1, 0, False)
    if NO_NAMESPACE in asked["without"]:
        launch.leave = lambda spaces: False  # type: ignore[assignment]
    given_up = walls.behind_walls(memory, seconds, keep=frozenset(asked["keep"]))
    found = tried(Path(asked["place"]), asked["port"])
    said = {"sockets": given_up.sockets, "network": given_up.network, "files": given_up.files}
    print(json.dumps({"walls": said, "sentence": given_up.sentence("Read", "fonts", "bounded"), "found": found}))


def told(content: bytes) -> str:
    """What can be reached of what a file names."""
    asked = json.loads(content)
    return json.dumps(tried(Path(asked["place"]), asked["port"]))
