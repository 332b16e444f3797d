"""Peer of the conversion benchmark: unoserver and its own client, the client kept running.

``convert_unoserver.py FOLDER`` speaks as ``convert_uno.py`` does.
"""

from __future__ import annotations

import contextlib
import io
import logging
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from unoserver.client import UnoClient

logging.disable(logging.CRITICAL)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def main() -> None:
    """Start, convert once, then once for every line."""
    folder = Path(sys.argv[1])
    port, uno_port = free_port(), free_port()
    command = [sys.executable, "-m", "unoserver.server", "--interface", "127.0.0.1", "--port", str(port)]
    command += ["--uno-interface", "127.0.0.1", "--uno-port", str(uno_port)]
    command += ["--user-installation", str(folder / "profile")]
    begin = time.perf_counter()
    server = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=os.environ
    )
    client = UnoClient("127.0.0.1", str(port))

    def convert() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            client.convert(inpath=str(folder / "in.docx"), outpath=str(folder / "out.pdf"), convert_to="pdf")

    while True:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            break
        time.sleep(0.01)
    convert()
    print((time.perf_counter() - begin) * 1000, flush=True)
    for _ in sys.stdin:
        begin = time.perf_counter()
        convert()
        print((time.perf_counter() - begin) * 1000, flush=True)
    os.killpg(server.pid, 9)
    server.wait()


if __name__ == "__main__":
    main()
