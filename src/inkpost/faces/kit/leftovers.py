"""What is left of a request's body when its answer is ready.

An answer may come before the body was read: it was too large, or nobody wanted it. The server then closes the
connection; a client that was not told would send its next request into it, and one that still sends would be reset
before it has read the answer. So the rest is read and dropped, within bounds, and beyond them the client is told.
"""

from __future__ import annotations

import asyncio
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

SECONDS: Final = 2.0
"""How long the rest of a body is waited for."""


class Leftovers:
    """An application whose answers wait for the rest of the request, as many bytes as ``most`` at most."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        announced = _headers(scope)
        if not announced:
            await self._app(scope, receive, send)
            return
        rest = _Rest(receive)

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and not rest.ended:
                if announced.get(b"expect", b"").lower() != b"100-continue":  # else it is not sent before we ask
                    await rest.drop(self._most)
                if not rest.ended and scope["http_version"].startswith("1"):
                    message = {**message, "headers": [*message.get("headers", ()), (b"connection", b"close")]}
            await send(message)

        await self._app(scope, rest.receive, answer)


class _Rest:
    """A body as far as it came."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.ended = False

    async def receive(self) -> Message:
        """The next piece."""
        message = await self._receive()
        self.ended = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    async def drop(self, most: int) -> None:
        """Read on to the end, to ``most`` bytes, or until the time is over."""
        try:
            async with asyncio.timeout(SECONDS):
                while most > 0 and not self.ended:
                    most -= len((await self.receive()).get("body", b""))
        except TimeoutError:
            return


def _headers(scope: Scope) -> dict[bytes, bytes]:
    """The headers of a request that announces a body; else nothing."""
    if scope["type"] != "http":
        return {}
    for name, item in scope["headers"]:
        if name == b"transfer-encoding" or (name == b"content-length" and item != b"0"):
            return dict(scope["headers"])
    return {}
