"""A handler elsewhere: a real HTTP server that keeps what it is sent and answers as a test wants."""

from __future__ import annotations

import base64
import contextlib
import hmac
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import pytest

from servers import calling, world_on
from support import wait_for
from worlds import World


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """The message's id."""
        return self.headers["webhook-id"]

    @property
    def form(self) -> dict[str, str]:
        """A form's fields in their order; none may come twice."""
        pairs = parse_qsl(self.body.decode(), keep_blank_values=True, strict_parsing=True)
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    def signed_by(self, secret: str) -> bool:
        """Whether one of the signatures is this secret's, by the words of the specification."""
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = f"{self.id}.{self.headers['webhook-timestamp']}.".encode() + self.body
        wanted = "v1," + base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
        return wanted in self.headers["webhook-signature"].split(" ")


class Receiver:
    """Listens on a port of 127.0.0.1; ``status`` is what it answers, ``hold`` keeps its answers back while cleared."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.status = 200
        self.answer = b"thanks"
        self.headers: dict[str, str] = {}
        self.hold = threading.Event()
        self.hold.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def url(self, path: str = "/handler") -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def at(self, path: str) -> list[Received]:
        """What came to a path."""
        return [each for each in self.received if each.path == path]

    def awaited(self, path: str, count: int) -> list[Received]:
        """What came to a path, once there are so many."""

        def enough() -> list[Received]:
            found = self.at(path)
            return found if len(found) >= count else []

        return wait_for(enough, what=f"{count} messages at {path}")

    def close(self) -> None:
        """Listen no more."""
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(10)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", "0")))
                headers = {name.lower(): item for name, item in self.headers.items()}
                receiver.received.append(Received("POST", self.path, headers, body))
                receiver.hold.wait(60)
                with contextlib.suppress(OSError):  # the other side may have died meanwhile
                    self._say(receiver.status, receiver.answer)

            do_GET = do_POST

            def _say(self, status: int, answer: bytes) -> None:
                self.send_response(status)
                for name, item in receiver.headers.items():
                    self.send_header(name, item)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                pass

        return Handler


@contextlib.contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver for a while."""
    made = Receiver()
    try:
        yield made
    finally:
        made.close()


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    """A receiver for the tests of a file that imports it."""
    with receiving() as made:
        yield made


@pytest.fixture(name="world")
def calling_world() -> World:
    """An organisation on a server that may call this machine, for the tests of a file that imports it."""
    return world_on(calling())
