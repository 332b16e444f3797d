"""A small load generator: keep-alive connections over plain sockets, so that it costs little beside the server."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Load:
    """What a round of requests came to; latencies in seconds, ascending."""

    seconds: float
    latencies: list[float]

    @property
    def per_second(self) -> float:
        """Requests a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        """A latency that this share of the requests stays under."""
        return self.latencies[min(len(self.latencies) - 1, int(share * len(self.latencies)))]


def post(path: str, host: str, body: bytes) -> bytes:
    """The bytes of a POST with JSON."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def _one(host: str, port: int, request: bytes, until: float, latencies: list[float]) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    while time.perf_counter() < until:
        began = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        lowered = head.lower()
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(head.decode(errors="replace"))
        at = lowered.index(b"content-length:") + 15
        await reader.readexactly(int(lowered[at : lowered.index(b"\r", at)]))
        latencies.append(time.perf_counter() - began)
    writer.close()


def run(host: str, port: int, request: bytes, *, connections: int, seconds: float) -> Load:
    """Send the same request over so many connections for so long."""

    async def main() -> Load:
        latencies: list[float] = []
        began = time.perf_counter()
        await asyncio.gather(*(_one(host, port, request, began + seconds, latencies) for _ in range(connections)))
        return Load(time.perf_counter() - began, sorted(latencies))

    return asyncio.run(main())
