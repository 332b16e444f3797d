"""The console's routes, and what all of them share: one visit, one answer, a friendly page when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router
from starlette.types import Message, Receive, Scope, Send

from inkpost.config import Settings
from inkpost.errors import InkpostError
from inkpost.faces.console.assets import Static
from inkpost.faces.console.errors import status_of
from inkpost.faces.console.headers import secure
from inkpost.faces.console.pages import (
    certificates,
    documents,
    links,
    sign_in,
    signing,
    signing_sent,
    signing_verify,
    trust_settings,
)
from inkpost.faces.console.templating import Templates
from inkpost.faces.console.visit import Visit
from inkpost.faces.console.words import words_for
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.gate import Gate
from inkpost.faces.kit.intake import Intake
from inkpost.faces.kit.logs import logger
from inkpost.faces.kit.requests import WireRequest, head_of, read_request
from inkpost.operations import signing_checks
from inkpost.operations.passwords import Braked, warm_up

MAX_FORM = 16 * 1024
MOST_UPLOADS = 8
"""Files to check that a process reads at once, each in the memory."""
MOST_OF_ONE = 2
UPLOAD_SECONDS = 120
GRACE_SECONDS = 5.0
"""How long an upload of which nothing comes keeps its place while others wait."""
FOR_GOOD = "public, max-age=31536000, immutable"
log = logger()

Handler = Callable[[Visit], Response]


def routes(edge: Edge) -> list[BaseRoute]:
    """Pages for people."""
    warm_up()
    console = _Console(edge)
    pages = [
        console.route("/", documents.home),
        console.route("/documents/{module}/{id:int}/{kind}", documents.download),
        console.route("/sign-in", sign_in.form, sign_in.submit),
        console.route("/sign-out", None, sign_in.leave),
        console.route("/~{code}", links.show, links.unlock),
        console.route("/~{code}/page/{number:int}.png", links.picture),
        console.route("/~{code}/{kind}", links.download),
        console.route("/sign", signing.desk),
        console.route("/sign/certificates", certificates.show),
        console.route("/sign/certificates/{act}", None, certificates.act, most=certificates.MOST_BODY),
        console.route("/trust-settings", trust_settings.show),
        console.route("/trust-settings/{act}", None, trust_settings.act, most=trust_settings.MOST_BODY),
        console.route("/sign/{uid}", signing.show),
        console.route("/sign/{uid}/link/{token}", signing.follow),
        console.route("/sign/{uid}/page/{number:int}.png", signing.picture),
        console.route("/sign/{uid}/file/{kind}", signing.download),
        console.route("/sign/{uid}/{act}", None, signing.act, most=signing.MOST_BODY),
        console.route("/sent", signing_sent.index),
        console.route("/sent/{uid}", signing_sent.show),
        console.route("/sent/{uid}/file/{kind}", signing_sent.download),
        console.route("/sent/{uid}/{act}", None, signing_sent.act),
        console.verifying("/verify"),
        console.route("/verify/{code}", signing_verify.of_code),
        console.route("/static/{name}", console.static),
        console.route("/{rest:path}", _nothing, _nothing),
    ]
    # Without the redirect to an address with or without a slash: it would be built out of the Host header.
    return [Mount("/", Router(pages, redirect_slashes=False))]


class _Console:
    def __init__(self, edge: Edge) -> None:
        self.edge = edge
        self._statics = Static()
        self._templates = Templates(self._statics)

    def route(self, path: str, show: Handler | None, submit: Handler | None = None, *, most: int = MAX_FORM) -> Route:
        """An address with what answers GET and what answers POST, which takes at most so many bytes."""
        return Route(path, _Page(self, show, submit, replace(self.edge.settings, max_body=most)))

    def verifying(self, path: str) -> Route:
        """The address where files are checked: behind a gate."""
        reading = replace(self.edge.settings, max_body=signing_verify.MOST_BODY)
        gate = Gate(signing_checks.AT_ONCE)
        intake = Intake(MOST_UPLOADS, MOST_OF_ONE, UPLOAD_SECONDS, grace_s=GRACE_SECONDS)
        return Route(path, _Gated(self, reading, gate, intake))

    def visit(self, request: Request, wire: WireRequest) -> Visit:
        """A visit in the visitor's language."""
        words = words_for(wire.headers.get("accept-language", ""))
        return Visit(self.edge.services, self._templates, request, wire, words)

    def static(self, visit: Visit) -> Response:
        """A file that pages share."""
        file = self._statics.find(visit.path["name"])
        if file is None:
            return visit.error(404)
        return Response(file.content, 200, {"cache-control": FOR_GOOD}, file.media_type)


class _Page:
    """One address: whatever comes, it answers with a page."""

    def __init__(self, console: _Console, show: Handler | None, submit: Handler | None, reading: Settings) -> None:
        self._console = console
        self._reading = reading
        self._handlers = {"GET": show, "HEAD": show, "POST": submit}
        self._allowed = ", ".join(name for name, handler in self._handlers.items() if handler)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response, wire = await self._respond(request)
        await secure(response, self._console.edge.settings, wire.id)(scope, receive, send)

    async def _respond(self, request: Request) -> tuple[Response, WireRequest]:
        try:
            wire = await read_request(request, self._reading)
        except InkpostError:
            wire = WireRequest(request.method, request.scope["path"], b"", {}, b"", "", secure=False)
            return self._console.visit(request, wire).error(413), wire
        visit = self._console.visit(request, wire)
        handler = self._handlers.get(request.method)
        if handler is None:
            return self._not_allowed(visit), wire
        return await self._act(handler, visit), wire

    async def _act(self, handler: Handler, visit: Visit) -> Response:
        return await self._console.edge.hop.run(_answered, handler, visit)

    def _not_allowed(self, visit: Visit) -> Response:
        response = visit.error(405)
        response.headers["allow"] = self._allowed
        return response


class _Gated(_Page):
    """Where files are checked, which takes long: counted before a byte of one is read, in our hands before it waits."""

    def __init__(self, console: _Console, reading: Settings, gate: Gate, intake: Intake) -> None:
        super().__init__(console, signing_verify.form, signing_verify.check, reading)
        self._gate = gate
        self._intake = intake

    async def _respond(self, request: Request) -> tuple[Response, WireRequest]:
        if request.method != "POST":
            return await super()._respond(request)
        wire = head_of(request, self._reading)
        away = await self._console.edge.hop.run(_not_admitted, self._console.visit(request, wire))
        if away is not None:
            return away, wire
        try:
            whole = await self._intake.run(
                wire.address, lambda came: read_request(_counted(request, came), self._reading)
            )
            visit = self._console.visit(request, replace(whole, id=wire.id))
            return await self._gate.run(wire.address, lambda: self._act(signing_verify.check, visit)), wire
        except InkpostError as fault:
            visit = self._console.visit(request, wire)
            return signing_verify.turned_away(visit, fault) or visit.error(413), wire


def _counted(request: Request, came: Callable[[int], None]) -> Request:
    """The same request, which says how many bytes of its body came."""

    async def receive() -> Message:
        message = await request.receive()
        came(len(message.get("body", b"")))
        return message

    return Request(request.scope, receive)


def _not_admitted(visit: Visit) -> Response | None:
    """The page that says why nothing of a file is read."""
    try:
        signing_checks.admit(visit.services, visit.wire.address)
    except InkpostError as fault:
        return signing_verify.turned_away(visit, fault) or visit.error(status_of(fault))
    except Exception as fault:
        log.exception("console.failed", request=visit.wire.id, page="verify")
        return visit.error(status_of(fault))
    return None


def _nothing(visit: Visit) -> Response:
    return visit.error(404)


def _answered(handler: Handler, visit: Visit) -> Response:
    """The handler's page, or the page that says why there is none."""
    try:
        return handler(visit)
    except InkpostError as fault:
        if fault.detail:
            log.warning("console.refused", request=visit.wire.id, reason=fault.reason, detail=fault.detail)
        response = visit.error(status_of(fault))
        if isinstance(fault, Braked):
            response.headers["retry-after"] = str(fault.seconds)
        return response
    except Exception as fault:
        # Not the path: the code of a public link is in it.
        log.exception("console.failed", request=visit.wire.id, page=handler.__name__)
        return visit.error(status_of(fault))
