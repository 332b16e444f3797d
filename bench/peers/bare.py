"""The peer of ``bench/serve.py``: a bare handler on the same web server, one prepared statement, one JSON answer.

No authentication, no rights, no envelope, no links: what is left is what the web server and the database cost.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import AsyncIterator

import msgspec
from granian import Granian
from granian.constants import Interfaces
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

QUERY = (
    "select id, guid::text, title, number, reference, field_values, stamps_enabled, file_id, pdf_id, image_id, "
    "template_id, created_by, updated_by, created_at, updated_at, public_code, public from documents where id = %s"
)


def application() -> Starlette:
    """The peer's web application."""
    pool = AsyncConnectionPool(os.environ["BENCH_DATABASE"], min_size=16, max_size=16, open=False)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.open(wait=True)
        yield
        await pool.close()

    async def get(request: Request) -> Response:
        given = msgspec.json.decode(await request.body())
        async with pool.connection() as db:
            await db.set_autocommit(True)
            found = await db.execute(QUERY, (given["id"],), prepare=True)
            row = await found.fetchone()
        names = [column.name for column in found.description or ()]
        return Response(msgspec.json.encode(dict(zip(names, row or (), strict=True))), media_type="application/json")

    return Starlette(routes=[Route("/get", get, methods=["POST"])], lifespan=lifespan)


if __name__ == "__main__":
    Granian(
        "bench.peers.bare:application", port=int(sys.argv[1]), interface=Interfaces.ASGI, factory=True, websockets=False
    ).serve()
