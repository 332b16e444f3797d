"""One request from its bytes to its answer: find the endpoint, the caller and the query, work, write."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from google.protobuf.message import Message
from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import auth, codec, errors
from inkpost.faces.diadoc.known import known
from inkpost.faces.diadoc.once import key_of, once_only
from inkpost.faces.diadoc.opened import ADDRESSES
from inkpost.faces.diadoc.pieces import Pieces, joined
from inkpost.faces.diadoc.queries import Given, parsed, read
from inkpost.faces.diadoc.routes import Endpoint, NotServed, NotYet, Raw, table
from inkpost.faces.diadoc.waiting import Held, NothingYet, hold
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.files import file_headers
from inkpost.faces.kit.logs import logger
from inkpost.faces.kit.requests import WireRequest, read_request
from inkpost.operations.kit import Work
from inkpost.operations.passwords import Braked

log = logger()
_VERSIONED = re.compile(r"/v\d+/", re.ASCII)
LONGEST_SHOWN = 200
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
        folded = _folded(path)
        return any(folded in each for each in (self._endpoints, self._known, ADDRESSES)) or bool(
            _VERSIONED.match(folded)
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            wire = await read_request(Request(scope, receive), self._edge.settings)
        except InkpostError as fault:
            response = _refused(*errors.told(fault), {"x-request-id": secrets.token_hex(8)})
        else:
            response = await self._edge.hop.run(self.answer, wire)
            if isinstance(response, Held):
                response = await hold(self._edge, response, partial(self.answer, wire))
            response.headers["x-request-id"] = wire.id
        response.headers.setdefault("cache-control", "no-store")
        response.headers["x-content-type-options"] = "nosniff"
        await response(scope, receive, send)

    def answer(self, wire: WireRequest) -> Response:
        """The answer to a request, whatever happens."""
        path = _folded(wire.path)
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
        open_to_all = ADDRESSES.get(path)
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
        shown = wire.path[:LONGEST_SHOWN].encode(errors="replace").decode()
        if wire.method in verbs:
            return _refused(501, f"{wire.method} {shown} is not served here yet: see COVERAGE.md for what is")
        allowed = ", ".join(sorted({*served, *verbs}))
        if allowed:
            return _refused(405, f"{shown} takes {allowed}, not {wire.method}", {"allow": allowed})
        return _refused(404, f"There is no {shown} in this interface: check the version and the name of the method")

    def _served(self, endpoint: Endpoint, wire: WireRequest, given: Given) -> Response:
        services = self._edge.services
        with services.engine.begin() as db:
            if endpoint.snapshot:
                db.execute(_SNAPSHOT)
            caller = auth.authenticate(db, wire.headers, services.clock())
            caller = replace(caller, address=wire.address, agent=wire.headers.get("user-agent", ""))
            try:
                answer = _called(endpoint, Work(services, caller, db), wire, given)
            except NothingYet as none:
                return _held(none, wire)
            return _written(answer, wire)  # before the work is committed: what cannot be said did not happen

    def _note(self, wire: WireRequest, path: str, status: int, fault: Exception) -> None:
        """Log what the client does not hear; an address that is none of ours may hold a secret."""
        told = {"method": wire.method, "path": path if path in self._known else "?", "status": status}
        if isinstance(fault, SQLAlchemyError) or (status >= 500 and status != 501):
            log.error("diadoc.failed", **told, exc_info=fault)
            return
        if isinstance(fault, InkpostError):
            told |= {"reason": fault.reason.value, "subject": fault.subject, "detail": fault.detail}
        log.info("diadoc.refused", **told)


def _called(endpoint: Endpoint, work: Work, wire: WireRequest, given: Given) -> Any:
    query, body, answer = read(endpoint.query, given), endpoint.body, endpoint.answer
    if body is None:
        return endpoint.serve(work, query)
    if not issubclass(body, Message):
        return endpoint.serve(work, query, wire.body)
    message = codec.body(body, wire.body, wire.content_type)
    if not endpoint.once or answer is None or not issubclass(answer, Message):
        return endpoint.serve(work, query, message)
    key = key_of(endpoint, given, message, wire.body)
    return once_only(work, key, answer, lambda: endpoint.serve(work, query, message))


def _written(answer: Any, wire: WireRequest) -> Response:
    if isinstance(answer, Raw):
        return _raw(answer)
    if answer is None:
        return Response(status_code=200)
    encoding = codec.wanted_encoding(wire.headers.get("accept", ""))
    content = joined(answer, encoding) if isinstance(answer, Pieces) else codec.write(answer, encoding)
    return Response(content, media_type=encoding.value)


def _held(none: NothingYet, wire: WireRequest) -> Held:
    encoding = codec.wanted_encoding(wire.headers.get("accept", ""))
    held = Held(codec.write(none.answer, encoding), media_type=encoding.value)
    held.topic, held.seconds = none.topic, none.seconds
    return held


def _raw(answer: Raw) -> Response:
    headers = file_headers(answer.name) if answer.name else None
    return Response(answer.content, media_type=answer.media_type, headers=headers)


def _said(fault: Exception) -> tuple[int, str]:
    if isinstance(fault, codec.UnknownType):
        return 415, f"Content-Type {fault} is not read here: send application/json, or Protocol Buffers without one"
    if isinstance(fault, NotServed):
        return 501, str(fault)
    if isinstance(fault, OperationalError | InterfaceError):
        return 503, errors.BUSY
    return errors.told(fault)


def _more_headers(status: int, fault: Exception) -> dict[str, str]:
    if status == 401:
        return {"www-authenticate": ", ".join(auth.CHALLENGES)}
    return {"retry-after": str(fault.seconds)} if isinstance(fault, Braked) else {}


def _folded(path: str) -> str:
    """A path as the tables have it: without letter case and without the slashes that clients put in twice."""
    return "/" + path.strip("/").lower()


def _refused(status: int, told: str, headers: Mapping[str, str] | None = None) -> Response:
    return Response(told, status, dict(headers or {}), _PLAIN)
