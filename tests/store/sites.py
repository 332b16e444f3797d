"""A real HTTP server for the tests that fetch: each path answers in its own way, as raw as it likes."""

from __future__ import annotations

import contextlib
import io
import socket
import threading
from collections.abc import Callable, Iterator

from PIL import Image

Answer = Callable[[socket.socket], None]


def picture(width: int = 20, height: int = 10) -> bytes:
    """A small PNG."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), (200, 30, 30)).save(made, "PNG")
    return made.getvalue()


class Site:
    """Answers on a port of 127.0.0.1 that the system gives; keeps what was asked."""

    def __init__(self) -> None:
        self.asked: list[bytes] = []
        self.answers: dict[str, Answer] = {}
        self.closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._spawn(self._accept)

    def url(self, path: str = "/a.png", host: str = "127.0.0.1") -> str:
        """The address of a path here."""
        return f"http://{host}:{self.port}{path}"

    def answer(self, path: str, act: Answer) -> str:
        """Let a path answer so; its address."""
        self.answers[path] = act
        return self.url(path)

    def plain(
        self, path: str, body: bytes, *, kind: str = "image/png", status: str = "200 OK", more: tuple[str, ...] = ()
    ) -> str:
        """Let a path answer with a body as a decent server would."""
        lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more]
        head = "\r\n".join(lines).encode() + b"\r\nConnection: close\r\n\r\n"
        return self.answer(path, lambda stream: stream.sendall(head + body))

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Let a path send elsewhere."""
        return self.plain(path, b"", status=f"{status} Elsewhere", more=(f"Location: {to}",))

    def close(self) -> None:
        """End every conversation."""
        self.closing.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in list(self._threads):
            thread.join(10)

    def _spawn(self, act: Callable[..., None], *given: object) -> None:
        thread = threading.Thread(target=act, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                stream, _ = self._listener.accept()
                self._spawn(self._serve, stream)

    def _serve(self, stream: socket.socket) -> None:
        with stream, contextlib.suppress(OSError):
            stream.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head:
                part = stream.recv(65536)
                if not part:
                    return
                head += part
            self.asked.append(head)
            path = head.split(b" ", 2)[1].decode().partition("?")[0]
            self.answers[path](stream)


@contextlib.contextmanager
def site() -> Iterator[Site]:
    """A site for a while."""
    made = Site()
    try:
        yield made
    finally:
        made.close()
