"""The face's routes."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from inkpost.errors import InkpostError
from inkpost.faces.bitrix import errors
from inkpost.faces.bitrix.answers import Answer
from inkpost.faces.bitrix.auth import read_path
from inkpost.faces.bitrix.downloads import DOWNLOADS, for_person
from inkpost.faces.bitrix.envelope import dumps, failure
from inkpost.faces.bitrix.family import row_for
from inkpost.faces.bitrix.oauth import AuthorizationServer, oauth_routes
from inkpost.faces.bitrix.portal import Portal
from inkpost.faces.bitrix.pull import Pull, is_pull, pull_routes
from inkpost.faces.bitrix.waiting import hold
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.requests import WireRequest, read_request
from inkpost.faces.kit.sessions import sign_in_url, signed_in

CORS = {
    "access-control-allow-origin": "*",
    "access-control-allow-methods": "GET, POST, OPTIONS",
    "access-control-allow-headers": "Authorization, Content-Type, X-Request-ID",
    "access-control-expose-headers": "X-Request-ID",
    "access-control-max-age": "86400",
}
LONGEST_NUMBER = 18
"""Digits of a number of a file; the database takes no more."""
NO_STORE = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


class Rest:
    """``/rest/…`` as an application of its own: calls are many and short, so nothing stands before them."""

    def __init__(self, edge: Edge, oauth: AuthorizationServer) -> None:
        self._edge = edge
        self._portal = Portal(edge)
        self._oauth = oauth
        self._pull = Pull(edge, self._portal.meter)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answered(Request(scope, receive))
        await response(scope, receive, send)

    async def _answered(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=CORS)
        if request.method not in {"GET", "POST"} and not (request.method == "HEAD" and is_download(request)):
            # HEAD too: a call may change things whatever it is asked with, and HEAD must not.
            return Response(status_code=405, headers={**CORS, "allow": "GET, POST, OPTIONS"})
        try:
            wire = await read_request(request, self._edge.settings)
        except InkpostError as error:
            return _refusal(error)
        if request.method == "GET" and is_pull(wire.path):
            return await self._pull.answer(wire, read_path(wire.path), "")
        return _sent(await self._called(wire), {"x-request-id": wire.id, **NO_STORE, **CORS})

    async def _called(self, wire: WireRequest) -> Answer:
        if self._oauth.is_asked(wire):
            return await self._edge.hop.run(self._oauth.described, wire)
        answer = await self._edge.hop.run(self._portal.answer, wire)
        return answer if answer.held is None else await hold(self._edge, self._portal.answer, wire, answer, answer.held)


def routes(edge: Edge, oauth: AuthorizationServer) -> list[BaseRoute]:
    """The links of a signed-in person, and the authorisation server's pages."""

    async def ajax(request: Request) -> Response:
        return await edge.hop.run(_ajax, edge, request)

    return [
        Route("/bitrix/services/main/ajax.php", ajax, methods=["GET"]),
        *oauth_routes(oauth),
        *pull_routes(edge),
    ]


def is_download(request: Request) -> bool:
    """Whether a request asks for a file by a machine link."""
    return read_path(request.scope["path"]).method in DOWNLOADS and "token" in request.query_params


def _ajax(edge: Edge, request: Request) -> Response:
    caller = signed_in(edge.services, request)
    if caller is None:
        return RedirectResponse(sign_in_url(request), 303)
    told = request.query_params.get("id", "")
    number = int(told) if told.isascii() and told.isdigit() and len(told) <= LONGEST_NUMBER else 0
    try:
        action = request.query_params.get("action", "")
        return _sent(for_person(edge.services, caller, action, number), {})
    except InkpostError as error:
        return _refusal(error, status=404)


def _refusal(error: InkpostError, status: int | None = None) -> Response:
    row = row_for(error, errors.TABLE)
    told = dumps(failure(row.code, row.text))
    return Response(told, status or row.status, {**NO_STORE, **CORS}, "application/json; charset=utf-8")


def _sent(answer: Answer, headers: dict[str, str]) -> Response:
    return Response(answer.body, answer.status, {**headers, **answer.headers}, answer.media_type)
