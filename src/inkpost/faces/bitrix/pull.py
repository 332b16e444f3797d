"""``/pull/{tag}``: server-sent events behind a document's ``pullTag``, while somebody listens."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Connection
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix import errors
from inkpost.faces.bitrix.auth import Path, authenticate
from inkpost.faces.bitrix.envelope import dumps, failure
from inkpost.faces.bitrix.family import row_for
from inkpost.faces.bitrix.generator.documents import email_file, pull_tag
from inkpost.faces.bitrix.generator.documents import failure as failed
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.meter import Meter
from inkpost.faces.bitrix.methods.crm import documentgenerator_document as crm_document
from inkpost.faces.bitrix.methods.crm import generator as crm
from inkpost.faces.bitrix.methods.documentgenerator import common as generator
from inkpost.faces.bitrix.methods.documentgenerator import document
from inkpost.faces.bitrix.parse import php_query
from inkpost.faces.bitrix.waiting import MOST_WAITING
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.requests import WireRequest, read_request
from inkpost.faces.kit.sessions import COOKIE
from inkpost.model.documents import Document
from inkpost.model.people import Authentication, Caller
from inkpost.operations import sessions
from inkpost.operations.kit import Work

HEARTBEAT: Final = 15.0
"""Seconds of silence after which a comment is sent, and the caller's right is looked at again."""
COMMAND: Final = "showImage"
_TAG: Final = re.compile(r"transformdocument([1-9][0-9]{0,17})")
_PATH: Final = re.compile(r"/rest/[0-9]+/[^/]+/pull/[^/]+/?")
_HEADERS: Final = {
    "cache-control": "no-store",
    "x-accel-buffering": "no",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where a module's documents are: the scope and the act that read them, and the links to what is ready."""

    scope: str
    find: Callable[[Work, int], Document]
    links: Callable[[Links, Document], dict[str, str]]


SOURCES: Final[Mapping[str, Source]] = {
    generator.MODULE: Source(generator.SCOPE, document.find, document.ready_links),
    crm.MODULE: Source(crm.SCOPE, crm_document.find, crm_document.ready_links),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A document as a listener may see it: which revision, and its message once it is converted or has failed."""

    revision: int
    message: bytes | None


def is_pull(path: str) -> bool:
    """Whether a path below ``/rest/`` asks for a stream with a webhook."""
    return _PATH.fullmatch(path) is not None


class Pull:
    """Opens the streams of this process."""

    def __init__(self, edge: Edge, meter: Meter) -> None:
        self._edge = edge
        self._meter = meter

    async def answer(self, wire: WireRequest, path: Path, session: str) -> Response:
        """The stream, or why there is none: 404 for a tag that is nothing to the caller."""
        try:
            number = _number(path.method.rpartition("/")[2])
            if self._edge.signals.waiting >= MOST_WAITING:
                raise InkpostError(Reason.UNAVAILABLE, "Too many listen already", subject="pull")
            await self._edge.hop.run(self._seen, wire, path, session, number, True)
        except InkpostError as error:
            row = row_for(error, errors.TABLE)
            status = 404 if error.reason is Reason.NOT_FOUND else row.status
            told = dumps(failure(row.code, row.text))
            return Response(told, status, _HEADERS, "application/json; charset=utf-8")
        return StreamingResponse(
            self._stream(wire, path, session, number), headers=_HEADERS, media_type="text/event-stream"
        )

    async def _stream(self, wire: WireRequest, path: Path, session: str, number: int) -> AsyncIterator[bytes]:
        """Messages as they come, and comments in between; ends with the caller's right or the server."""
        yield b": listening\n\n"
        told = None
        async with self._edge.signals.hearing(f"document:{number}") as woken:
            while not self._edge.signals.closed:
                woken.clear()
                try:
                    seen = await self._edge.hop.run(self._seen, wire, path, session, number)
                except InkpostError:
                    return
                if seen.message is not None and seen.revision != told:
                    told = seen.revision
                    yield b"event: %s\nid: %d\ndata: %s\n\n" % (COMMAND.encode(), told, seen.message)
                try:
                    await asyncio.wait_for(woken.wait(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"

    def _seen(self, wire: WireRequest, path: Path, session: str, number: int, first: bool = False) -> Seen:
        if not wire.secure:
            raise InkpostError(Reason.HTTPS_REQUIRED, "This address answers over HTTPS only", subject="scheme")
        person = sessions.caller_of(self._edge.services, session)
        with self._edge.services.engine.begin() as db:
            caller = person or self._by_secret(db, wire, path)
            if first:
                self._meter.admit(db, caller, wire.address)
            work = Work(self._edge.services, caller, db)
            found, source = _found(work, number)
            done = found.converted_at is not None or found.conversion_failed_at is not None
            return Seen(found.revision, _message(work, found, source) if done else None)

    def _by_secret(self, db: Connection, wire: WireRequest, path: Path) -> Caller:
        return authenticate(db, path, php_query(wire.query), wire.headers, self._edge.services.clock())


def pull_routes(edge: Edge) -> list[Route]:
    """``/pull/{tag}`` for a signed-in person, or with a token."""
    pull = Pull(edge, Meter(edge.settings))

    async def listen(request: Request) -> Response:
        wire = await read_request(request, edge.settings)
        return await pull.answer(wire, Path(request.path_params["tag"].lower()), request.cookies.get(COOKIE, ""))

    return [Route("/pull/{tag}", listen, methods=["GET"])]


def _number(tag: str) -> int:
    found = _TAG.fullmatch(tag.lower())
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such tag", subject="tag")
    return int(found.group(1))


def _found(work: Work, number: int) -> tuple[Document, Source]:
    """The document of whichever module, where the caller has the module's scope."""
    for source in SOURCES.values():
        if work.caller.authentication is not Authentication.SESSION and source.scope not in work.caller.scopes:
            continue
        try:
            return source.find(work, number), source
        except InkpostError as error:
            if error.reason is not Reason.NOT_FOUND:
                raise
    raise InkpostError(Reason.NOT_FOUND, "There is no such tag", subject="tag")


def _message(work: Work, found: Document, source: Source) -> bytes:
    """What the vendor's push and pull says when the pictures are there, on one line."""
    told: dict[str, Any] = {
        "id": found.id,
        "pullTag": pull_tag(found),
        "isTransformationError": found.conversion_failed_at is not None,
        **failed(found),
        **source.links(Links(work), found),
        "emailDiskFile": email_file(found),
    }
    return msgspec.json.encode({"module_id": "documentgenerator", "command": COMMAND, "params": told})
