"""Health: whether the process lives, and whether it can do all of its work."""

from __future__ import annotations

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from inkpost.faces.kit.edge import Edge
from inkpost.operations import health


def routes(edge: Edge) -> list[Route]:
    """``/health/live`` and ``/health/ready``; the latter is 200 only when database and conversion work."""

    async def live(_: Request) -> JSONResponse:
        return JSONResponse({"live": True})

    async def ready(_: Request) -> JSONResponse:
        try:
            found = await edge.hop.run(health.check, edge.services)
        except SQLAlchemyError:
            found = {"database": False}
        return JSONResponse({"ready": all(found.values()), **found}, 200 if all(found.values()) else 503)

    return [Route("/health/live", live), Route("/health/ready", ready)]
