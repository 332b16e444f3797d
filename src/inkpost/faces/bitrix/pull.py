"""``/pull/{tag}``: server-sent events behind a document's ``pullTag``, while somebody listens."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
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
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.meter import Meter
from inkpost.faces.bitrix.parse import php_query
from inkpost.faces.bitrix.waiting import MOST_WAITING
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.requests import WireRequest, read_request
from inkpost.faces.kit.sessions import COOKIE
from inkpost.model.documents import Document
from inkpost.model.people import Authentication, Caller
from inkpost.operations import documents, sessions
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
    """Where a module's documents are: the scope that reads them, and the beginning of their links' names."""

    scope: str
    links: str


SOURCES: Final[Mapping[str, Source]] = {
    "rest": Source("documentgenerator", "documentgenerator.api.document"),
    "crm": Source("crm", "crm.documentgenerator.document"),
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
            document = _found(work, number)
            done = document.converted_at is not None or document.conversion_failed_at is not None
            return Seen(document.revision, _message(work, document) if done else None)

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


def _found(work: Work, number: int) -> Document:
    """The document of whichever module, where the caller has the module's scope."""
    for module, source in SOURCES.items():
        if work.caller.authentication is not Authentication.SESSION and source.scope not in work.caller.scopes:
            continue
        try:
            return documents.get(work, number, module=module)
        except InkpostError as error:
            if error.reason is not Reason.NOT_FOUND:
                raise
    raise InkpostError(Reason.NOT_FOUND, "There is no such tag", subject="tag")


def _message(work: Work, document: Document) -> bytes:
    """What the vendor's push and pull says when the pictures are there, on one line."""
    links, source = Links(work), SOURCES[document.module]
    told: dict[str, Any] = {
        "id": document.id,
        "pullTag": f"TRANSFORMDOCUMENT{document.id}",
        "isTransformationError": document.conversion_failed_at is not None,
    }
    if document.conversion_failed_at is not None:
        told |= {
            "transformationErrorCode": document.conversion_error_code,
            "transformationErrorMessage": document.conversion_error,
        }
    ready = [("imageUrl", "getimage", document.image_id), ("pdfUrl", "getpdf", document.pdf_id)]
    for name, act, there in [*ready, ("printUrl", "showpdf", document.pdf_id)]:
        if there is not None:
            action = f"{source.links}.{act}"
            told[name] = links.path(action, document.id, printed=act == "showpdf")
            told[f"{name}Machine"] = links.machine(source.scope, action, document.id)
    told["emailDiskFile"] = document.pdf_id or document.file_id
    return msgspec.json.encode({"module_id": "documentgenerator", "command": COMMAND, "params": told})
