"""One request from its bytes to its answer: find the endpoint, the caller and the query, work, write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from google.protobuf.message import Message
from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import auth, codec, errors, signing_in
from inkpost.faces.diadoc.known import known
from inkpost.faces.diadoc.queries import Given, parsed, read
from inkpost.faces.diadoc.routes import Endpoint, NotYet, Raw, table
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.files import file_headers
from inkpost.faces.kit.logs import logger
from inkpost.faces.kit.requests import WireRequest, read_request
from inkpost.operations.kit import Work
from inkpost.operations.passwords import Braked

log = logger()
_VERSIONED = re.compile(r"/v\d+/", re.ASCII | re.IGNORECASE)
_PLAIN = "text/plain; charset=utf-8"
_SNAPSHOT = text("set transaction isolation level repeatable read, read only")


class Diadoc:
    """Answers the calls of this process; ``front`` asks ``takes`` which ones those are."""

    def __init__(self, edge: Edge) -> None:
        self._edge = edge
        self._endpoints = table()
        self._known = known()

    def takes(self, path: str) -> bool:
        """Whether an address is this face's: one that the interface has, or anything under a version."""
        folded = path.rstrip("/").lower()
        return folded in self._endpoints or folded in self._known or bool(_VERSIONED.match(path))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            wire = await read_request(request, self._edge.settings)
        except InkpostError as fault:
            status, told = errors.told(fault)
            response = _refused(status, told)
        else:
            response = await self._edge.hop.run(self.answer, wire)
            response.headers["x-request-id"] = wire.id
        response.headers.setdefault("cache-control", "no-store")
        response.headers["x-content-type-options"] = "nosniff"
        await response(scope, receive, send)

    def answer(self, wire: WireRequest) -> Response:
        """The answer to a request, whatever happens."""
        path = wire.path.rstrip("/").lower()
        with bound_contextvars(request=wire.id):
            try:
                return self._answered(wire, path)
            except NotYet as wait:
                return Response(status_code=204, headers={"retry-after": str(wait.seconds)})
            except Exception as fault:
                status, told = _said(fault)
                self._note(wire, path, status, fault)
                return _refused(status, told, _more_headers(status, fault))

    def _answered(self, wire: WireRequest, path: str) -> Response:
        if not wire.secure:
            raise InkpostError(Reason.HTTPS_REQUIRED, "This address answers over HTTPS only", subject="scheme")
        open_to_all = signing_in.ADDRESSES.get(path)
        served: Mapping[str, Any] = open_to_all or self._endpoints.get(path, {})
        found = served.get(wire.method)
        if found is None:
            return self._not_served(wire, path, served)
        given = parsed(wire.query)
        if open_to_all:
            return _raw(found(self._edge.services, wire, given))
        return self._served(found, wire, given)

    def _not_served(self, wire: WireRequest, path: str, served: Mapping[str, Any]) -> Response:
        """Why nothing serves a request: another verb, not yet, or never."""
        verbs = self._known.get(path, frozenset())
        if wire.method in verbs:
            return _refused(501, f"{wire.method} {wire.path} is not served here yet: see COVERAGE.md for what is")
        allowed = ", ".join(sorted({*served, *verbs}))
        if allowed:
            told = f"{wire.path} takes {allowed}, not {wire.method}"
            return _refused(405, told, {"allow": allowed})
        return _refused(404, f"There is no {wire.path} in this interface: check the version and the name of the method")

    def _served(self, endpoint: Endpoint, wire: WireRequest, given: Given) -> Response:
        services = self._edge.services
        with services.engine.begin() as db:
            if endpoint.snapshot:
                db.execute(_SNAPSHOT)
            caller = auth.authenticate(db, wire.headers, services.clock())
            caller = replace(caller, address=wire.address, agent=wire.headers.get("user-agent", ""))
            answer = _called(endpoint, Work(services, caller, db), wire, given)
        return _written(endpoint, answer, wire)

    def _note(self, wire: WireRequest, path: str, status: int, fault: Exception) -> None:
        """Log what the client does not hear; an address that is none of ours may hold a secret."""
        told = {"method": wire.method, "path": path if path in self._known else "?", "status": status}
        if isinstance(fault, SQLAlchemyError) or status >= 500:
            log.error("diadoc.failed", **told, exc_info=fault)
        elif isinstance(fault, InkpostError):
            log.info("diadoc.refused", **told, reason=fault.reason.value, subject=fault.subject, detail=fault.detail)


def _called(endpoint: Endpoint, work: Work, wire: WireRequest, given: Given) -> Any:
    query = read(endpoint.query, given)
    if endpoint.body is None:
        return endpoint.serve(work, query)
    return endpoint.serve(work, query, _body(endpoint.body, wire))


def _body(kind: type[Message] | type[bytes], wire: WireRequest) -> Message | bytes:
    if not issubclass(kind, Message):
        return wire.body
    encoding = codec.given_encoding(wire.content_type)
    if encoding is None:
        raise UnknownType(codec.media_type(wire.content_type))
    return codec.read(kind, wire.body, encoding)


def _written(endpoint: Endpoint, answer: Any, wire: WireRequest) -> Response:
    if isinstance(answer, Raw):
        return _raw(answer)
    if answer is None:
        return Response(status_code=200)
    encoding = codec.wanted_encoding(wire.headers.get("accept", ""))
    return Response(codec.write(answer, encoding), media_type=encoding.value)


def _raw(answer: Raw) -> Response:
    headers = file_headers(answer.name) if answer.name else None
    return Response(answer.content, media_type=answer.media_type, headers=headers)


class UnknownType(Exception):
    """A body of a type that is not read here."""


def _said(fault: Exception) -> tuple[int, str]:
    if isinstance(fault, UnknownType):
        return 415, f"Content-Type {fault} is not read here: send application/json, or Protocol Buffers without one"
    if isinstance(fault, OperationalError | InterfaceError):
        return 503, errors.BUSY
    return errors.told(fault)


def _more_headers(status: int, fault: Exception) -> dict[str, str]:
    if status == 401:
        return {"www-authenticate": ", ".join(auth.CHALLENGES)}
    return {"retry-after": str(fault.seconds)} if isinstance(fault, Braked) else {}


def _refused(status: int, told: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(told, status, dict(headers or {}), _PLAIN)
