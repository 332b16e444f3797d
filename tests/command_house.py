"""The process that commands of the tests begin in: see ``commands``. Its only argument is the handle of its socket.

It has loaded what every command loads, the libraries and ``inkpost.cli``, and nothing of a single command's own.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
from importlib import import_module
from typing import Any

LONGEST = 1 << 20


LOADED = ("inkpost.cli", "inkpost.composition")
LIBRARIES = ("babel.dates", "lxml.etree", "pikepdf", "psycopg", "sqlalchemy.dialects.postgresql.psycopg")


def load() -> None:
    """What every command loads, and libraries that take long."""
    for name in (*LOADED, *LIBRARIES):
        import_module(name)
    gc.freeze()


def main(house: socket.socket) -> None:
    """Begin a command for each message, until nobody can send one."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that watch over commands are buried by the system
    while True:
        told, handles, _, _ = socket.recv_fds(house, LONGEST, 4)
        if not told:
            return None
        if os.fork() == 0:
            house.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            return watch(json.loads(told), handles)
        for handle in handles:
            os.close(handle)


def watch(order: dict[str, Any], handles: list[int]) -> None:
    """Begin one command, say its number, and then how it ended."""
    answer, *streams = handles
    command = os.fork()
    if command == 0:
        os.close(answer)
        become(order, streams)
        return
    for handle in streams:
        os.close(handle)
    os.write(answer, f"{command}\n".encode())
    _, status = os.waitpid(command, 0)
    os.write(answer, f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def become(order: dict[str, Any], streams: list[int]) -> None:
    """Be the command, to the interpreter's orderly end."""
    for number, handle in enumerate(streams):
        os.dup2(handle, number)
        os.close(handle)
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    sys.argv = ["inkpost", *order["arguments"]]
    from inkpost.cli import main as command

    command(prog_name="python -m inkpost")


if __name__ == "__main__":
    load()
    main(socket.socket(fileno=int(sys.argv[1])))
