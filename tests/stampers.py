"""Timestamp authorities for tests: one that stamps, and others that each fail in a way of their own."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import tsp

from authorities import Authority
from inkpost.engines.sign import stamping
from inkpost.engines.sign.keys import LoadedKey
from inkpost.model.trust import Purpose

REPLY = "application/timestamp-reply"
_count = itertools.count(1)


class StampSite:
    """What was asked, and where to ask: ``/good`` stamps; see ``_answer`` for the others."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.asked: list[str] = []

    def url(self, path: str) -> str:
        """The address of one of them."""
        return f"http://127.0.0.1:{self.port}{path}"


def stamped(query: bytes, key: LoadedKey) -> bytes:
    """An honest answer."""
    return stamping.answer(query, key, lambda: (next(_count), datetime.now(UTC)))


@contextmanager
def stamp_site(authority: Authority) -> Iterator[StampSite]:
    """Such a site, on a port that the system gives."""
    own, stranger = authority.issue(Purpose.TIMESTAMP), Authority().issue(Purpose.TIMESTAMP)
    closing = threading.Event()

    def answer(path: str, query: bytes) -> tuple[int, str, bytes]:
        digest = tsp.TimeStampReq.load(query)["message_imprint"]["hashed_message"].native
        good = stamped(query, own)
        if path == "/hangs":
            closing.wait(20)
        answers = {
            "/status": (500, REPLY, b""),
            "/html": (200, "text/html", b"<p>welcome"),
            "/large": (200, REPLY, b"\0" * 70_000),
            "/garbage": (200, REPLY, b"garbage"),
            "/refuses": (200, REPLY, stamped(tsp.TimeStampReq.load(query).copy().dump().replace(*_SHA1), own)),
            "/forged": (200, REPLY, good[:-1] + bytes([good[-1] ^ 1])),
            "/stranger": (200, REPLY, stamped(query, stranger)),
            "/replay": (200, REPLY, stamped(stamping.request(digest)[0], own)),
            "/redirect": (302, REPLY, b""),
        }
        return answers.get(path, (200, REPLY, good))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["content-length"]))
            site.asked.append(self.path)
            status, kind, body = answer(self.path, query)
            self.send_response(status)
            self.send_header("content-type", kind)
            self.send_header("content-length", str(len(body)))
            self.send_header("location", "/good")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = StampSite(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        closing.set()
        server.shutdown()
        server.server_close()
        thread.join(10)


_SHA256 = bytes.fromhex("0609608648016503040201")
_SHA1 = (_SHA256, bytes.fromhex("06096086480165030402ff"))
"""The name of SHA-256 in a request, and one of no hash in its place."""
