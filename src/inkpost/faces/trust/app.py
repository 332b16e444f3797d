"""The public wires of the authority, which answer anybody: certificates, revocation lists, OCSP, timestamps."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from sqlalchemy.exc import InterfaceError, OperationalError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from inkpost.errors import InkpostError, Reason
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.logs import logger
from inkpost.faces.kit.requests import WireRequest, read_request
from inkpost.operations import trust_revocation, trust_stamping
from inkpost.operations.kit import Services
from inkpost.operations.passwords import Braked
from inkpost.operations.rates import Wire, count_call

MAX_BODY = 64 * 1024
CERTIFICATE = "application/pkix-cert"
LIST = "application/pkix-crl"
PEM = "application/x-pem-file"
QUESTION, ANSWER = "application/ocsp-request", "application/ocsp-response"
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"
DAY = 86400
_OCSP = "/trust/ocsp"
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*={0,2}")
log = logger()

Handler = Callable[[Services, Request, WireRequest], Response]


def routes(edge: Edge) -> list[BaseRoute]:
    """``/trust/…``: over plain HTTP too, since validators ask without knowing whom to trust yet."""
    return [
        _route(edge, "/trust/root.pem", Wire.LIST, {"GET": _roots}),
        _route(edge, "/trust/{key:str}.crt", Wire.LIST, {"GET": _certificate}),
        _route(edge, "/trust/{key:str}.crl", Wire.LIST, {"GET": _list}),
        _route(edge, _OCSP, Wire.STATUS, {"POST": _ocsp_posted}),
        _route(edge, f"{_OCSP}/{{question:path}}", Wire.STATUS, {"GET": _ocsp_got}),
        _route(edge, "/trust/tsa", Wire.STAMP, {"POST": _stamp}),
    ]


class _Address:
    """One address: whatever comes, it answers."""

    def __init__(self, edge: Edge, kind: Wire, handlers: dict[str, Handler]) -> None:
        self._edge = edge
        self._kind = kind
        self._handlers = handlers | ({"HEAD": handlers["GET"]} if "GET" in handlers else {})
        self._reading = replace(edge.settings, max_body=MAX_BODY)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._respond(Request(scope, receive))
        response.headers.setdefault("cache-control", "no-store")
        response.headers["x-content-type-options"] = "nosniff"
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        try:
            wire = await read_request(request, self._reading)
        except InkpostError:
            return _plain(413, f"At most {MAX_BODY} bytes are taken")
        handler = self._handlers.get(request.method)
        if handler is None:
            allowed = ", ".join(self._handlers)
            return _plain(405, f"Valid methods are {allowed}", {"allow": allowed})
        return await self._edge.hop.run(_answered, handler, self._kind, self._edge.services, request, wire)


def _route(edge: Edge, path: str, kind: Wire, handlers: dict[str, Handler]) -> Route:
    return Route(path, _Address(edge, kind, handlers))


def _answered(handler: Handler, kind: Wire, services: Services, request: Request, wire: WireRequest) -> Response:
    try:
        count_call(services, kind, wire.address)
        return handler(services, request, wire)
    except Braked as fault:
        return _braked(handler, fault.seconds)
    except InkpostError as fault:
        if fault.reason is Reason.NOT_FOUND:
            return _plain(404, fault.message)
        log.error("trust.refused", request=wire.id, reason=fault.reason, detail=fault.detail or fault.message)
    except (OperationalError, InterfaceError):
        log.warning("trust.no_database", request=wire.id)
    except Exception:
        log.exception("trust.failed", request=wire.id, act=handler.__name__)
        return _failed(handler, 500)
    return _failed(handler, 503)


def _braked(handler: Handler, seconds: int) -> Response:
    """That it was asked too often: OCSP has a word for it (tryLater), the others have HTTP's."""
    later = {"retry-after": str(seconds)}
    if handler in (_ocsp_got, _ocsp_posted):
        return Response(trust_revocation.no_answer(later=True), media_type=ANSWER, headers=later)
    return _plain(429, f"Too many requests; try again in {seconds} seconds", later)


def _failed(handler: Handler, status: int) -> Response:
    """That it is our fault, in the words of the wire where it has some."""
    if handler in (_ocsp_got, _ocsp_posted):
        return Response(trust_revocation.no_answer(later=status == 503), media_type=ANSWER)
    return _plain(status, "The authority cannot answer now")


def _roots(services: Services, request: Request, wire: WireRequest) -> Response:
    return Response(trust_revocation.roots_pem(services), media_type=PEM, headers=_for(3600))


def _certificate(services: Services, request: Request, wire: WireRequest) -> Response:
    content = trust_revocation.certificate_of(services, request.path_params["key"])
    return Response(content, media_type=CERTIFICATE, headers=_for(DAY))


def _list(services: Services, request: Request, wire: WireRequest) -> Response:
    # A list is asked anew each time, since a revocation makes a new one at once; the ETag saves sending it.
    found = trust_revocation.list_of(services, request.path_params["key"])
    tag = f'"{found.issuer_id}-{found.number}"'
    headers = {"cache-control": "public, no-cache", "etag": tag}
    if wire.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(found.content, media_type=LIST, headers=headers)


def _ocsp_posted(services: Services, request: Request, wire: WireRequest) -> Response:
    if _type(wire) != QUESTION:
        return _plain(415, f"The valid type is {QUESTION}")
    return _ocsp(services, wire.body)


def _ocsp_got(services: Services, request: Request, wire: WireRequest) -> Response:
    """The question is the rest of the path in base64, which some clients quote and some do not."""
    raw = request.scope.get("raw_path") or wire.path.encode("latin-1", "replace")
    text = unquote_to_bytes(raw.partition(b"?")[0].partition(f"{_OCSP}/".encode())[2])
    try:
        question = base64.b64decode(text, validate=True) if _BASE64.fullmatch(text) else b""
    except binascii.Error:
        question = b""
    return _ocsp(services, question)


def _ocsp(services: Services, question: bytes) -> Response:
    answer = trust_revocation.answer(services, question)
    headers = _for(trust_revocation.KEPT_SECONDS) if answer.lasting else None
    return Response(answer.content, media_type=ANSWER, headers=headers)


def _stamp(services: Services, request: Request, wire: WireRequest) -> Response:
    if _type(wire) != QUERY:
        return _plain(415, f"The valid type is {QUERY}")
    return Response(trust_stamping.own_answer(services, wire.body), media_type=REPLY)


def _type(wire: WireRequest) -> str:
    return wire.content_type.partition(";")[0].strip().lower()


def _for(seconds: int) -> dict[str, str]:
    return {"cache-control": f"public, max-age={seconds}"}


def _plain(status: int, text: str, headers: dict[str, str] | None = None) -> Response:
    return Response(f"{text}\n", status, headers, "text/plain")
