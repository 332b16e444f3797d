"""What is left of a body when the answer is ready: read on within bounds, and beyond them the connection ends."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from inkpost.faces.kit import leftovers
from inkpost.faces.kit.leftovers import Leftovers

MOST = 100


def answered(pieces: list[bytes], *, read: int = 0, version: str = "1.1", **headers: str) -> tuple[bytes | None, int]:
    """The ``connection`` header of the answer to a body of these pieces, and how many were taken off the wire."""
    waiting = list(pieces)
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not waiting:
            await asyncio.Event().wait()  # a client that says no more
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting) or b"..." in pieces[-1]}

    async def send(message: Any) -> None:
        said.append(message)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        for _ in range(read):
            await receive()
        await send({"type": "http.response.start", "status": 413, "headers": [(b"a", b"b")]})
        await send({"type": "http.response.body", "body": b""})

    named = [(name.replace("_", "-").encode(), item.encode()) for name, item in headers.items()]
    scope = {"type": "http", "http_version": version, "headers": named}
    asyncio.run(Leftovers(app, MOST)(scope, receive, send))
    assert [message["type"] for message in said] == ["http.response.start", "http.response.body"]
    assert (b"a", b"b") in said[0]["headers"]
    return dict(said[0]["headers"]).get(b"connection"), len(pieces) - len(waiting)


def test_a_rest_within_bounds_is_dropped() -> None:
    assert answered([b"x" * 40, b"y" * 40, b"z"], read=1, content_length="81") == (None, 3)
    assert answered([b"x" * 40, b""], transfer_encoding="chunked") == (None, 2)


def test_beyond_them_the_connection_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered([b"x" * 60] * 9, content_length="540") == (b"close", 2)
    assert answered([b"x" * 60] * 9, version="2", content_length="540") == (None, 2), "HTTP/2 ends a stream by itself"
    monkeypatch.setattr(leftovers, "SECONDS", 0.01)
    assert answered([b"x", b"..."], content_length="999") == (b"close", 2), "nothing more comes"


def test_a_body_that_was_read_or_is_not_there_costs_nothing() -> None:
    assert answered([b"x", b"y"], read=2, content_length="2") == (None, 2)
    assert answered([b""], content_length="0") == (None, 0)
    assert answered([b""], user_agent="x") == (None, 0)


def test_a_body_that_waits_to_be_asked_for_is_not_asked_for() -> None:
    assert answered([b"x"], content_length="1", expect="100-Continue") == (b"close", 0)
