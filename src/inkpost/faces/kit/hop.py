"""The one hop from the asynchronous edge to a thread: everything below it is synchronous."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Hop:
    """A pool of threads, as many as there are database connections."""

    def __init__(self, threads: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="work")

    async def run(self, act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run ``act`` in a thread and wait for its answer without holding the loop."""
        loop = asyncio.get_running_loop()
        if kwargs:
            return await loop.run_in_executor(self._pool, lambda: act(*args, **kwargs))
        return await loop.run_in_executor(self._pool, act, *args)

    def close(self) -> None:
        """Let the work in hand end."""
        self._pool.shutdown(wait=True)
