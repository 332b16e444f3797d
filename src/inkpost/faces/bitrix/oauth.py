"""The authorisation server: ``/oauth/authorize/``, ``/oauth/token/`` and its own answer to ``/rest/app.info/``."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix import errors
from inkpost.faces.bitrix.answers import Answer
from inkpost.faces.bitrix.auth import read_path
from inkpost.faces.bitrix.envelope import Stopwatch, dumps, failure, success, time_object
from inkpost.faces.bitrix.family import ErrorTable, Row, row_for
from inkpost.faces.bitrix.multipart import read_body
from inkpost.faces.bitrix.parse import merge, php_query
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.logs import logger
from inkpost.faces.kit.requests import WireRequest, read_request
from inkpost.faces.kit.sessions import sign_in_url, signed_in
from inkpost.model.people import Organization
from inkpost.operations import oauth
from inkpost.operations.oauth import ACCESS_SECONDS, Grant, Issued

log = logger()
JSON = "application/json; charset=utf-8"
LOCAL = "L"
"""The status of an application that was made in the portal itself."""
SERVER_HOSTS = frozenset({"oauth.bitrix24.tech", "oauth.bitrix.info"})
"""Where the vendor's own authorisation server answers; a client that cannot be told otherwise is sent here by name."""

ROWS: ErrorTable = {
    (Reason.NOT_AUTHENTICATED, "client"): Row(200, "wrong_client", "Wrong client"),
    (Reason.NOT_AUTHENTICATED, "secret"): Row(400, "invalid_client", "Invalid client"),
    (Reason.NOT_AUTHENTICATED, "access_token"): Row(400, "invalid_client", "Invalid client"),
    (Reason.NOT_AUTHENTICATED, "code"): Row(400, "invalid_grant", "Invalid grant"),
    (Reason.NOT_AUTHENTICATED, "refresh_token"): Row(400, "invalid_grant", "Invalid grant"),
    (Reason.NOT_FOUND, "client"): Row(401, "NOT_INSTALLED", "Application not installed"),
    (Reason.PARAMETER_INVALID, "grant_type"): Row(400, "unsupported_grant_type", "{message}"),
    Reason.PARAMETER_MISSING: Row(400, "invalid_request", 'No "{subject}" parameter found'),
    Reason.PARAMETER_INVALID: Row(400, "invalid_request", "{message}"),
    Reason.USER_INACTIVE: Row(401, "authorization_error", "Unable to authorize user"),
}
PAGE_STATUS = {
    Reason.NOT_FOUND: 404,
    Reason.APPLICATION_CLOSED: 403,
    Reason.USER_INACTIVE: 403,
    Reason.ORGANIZATION_CLOSED: 403,
    Reason.PLAN_WITHOUT_API: 403,
}
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
NOT_ALLOWED = Response(status_code=405, headers={"allow": "GET, POST"})
PAGE_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:4rem auto;padding:0 1rem}}
code{{overflow-wrap:anywhere}}</style><h1>{title}</h1><p>{text}</p></html>"""


class AuthorizationServer:
    """The acts of the authorisation server, each from a request to its answer."""

    def __init__(self, edge: Edge) -> None:
        self.edge = edge
        self._services = edge.services
        self._base = edge.settings.base_url
        self._host = urlsplit(self._base).netloc

    def authorize(self, request: Request, wire: WireRequest) -> Response:
        """Send a signed-in person back to the application with a code; whatever is wrong is said on a page here.

        Nothing is ever sent to an address that the application has not registered.
        """
        try:
            _demand_secure(wire)
            given = php_query(wire.query)
            client_id = _text(given, "client_id")
            if given.get("response_type", "code") != "code":
                raise _invalid("response_type", "The response_type has to be code")
            caller = signed_in(self._services, request)
            if caller is None:
                return RedirectResponse(sign_in_url(request), 303, {"cache-control": "no-store"})
            wanted = given.get("redirect_uri")
            granted = oauth.grant(
                self._services, caller, client_id, redirect_url=wanted if isinstance(wanted, str) else ""
            )
            return self._sent_back(granted, given.get("state"))
        except InkpostError as error:
            log.info("oauth.refused", request=wire.id, reason=error.reason.value, subject=error.subject)
            return _page("Access was not granted", error.message, PAGE_STATUS.get(error.reason, 400))
        except SQLAlchemyError as fault:
            log.error("oauth.failed", request=wire.id, exc_info=fault)
            return _page("Access was not granted", "The server cannot answer at the moment", 500)

    def _sent_back(self, granted: Grant, state: Any) -> Response:
        if not granted.redirect_url:
            return _page("Access granted", f"The code, good for 30 seconds: <code>{granted.code}</code>", 200)
        told = {
            "code": granted.code,
            **({"state": state} if isinstance(state, str) else {}),
            "domain": self._host,
            "member_id": member_id(granted.organization),
            "scope": ",".join(granted.application.scopes),
            "server_domain": self._host,
        }
        headers = {"cache-control": "no-store", "referrer-policy": "no-referrer"}
        return RedirectResponse(_with_query(granted.redirect_url, told), 302, headers)

    def token(self, wire: WireRequest) -> Answer:
        """A pair of tokens for a code or for a refresh token."""
        try:
            _demand_secure(wire)
            given = merge(php_query(wire.query), read_body(wire.body, wire.content_type))
            return _answer(200, self._issued(given))
        except (InkpostError, SQLAlchemyError) as fault:
            return _refused(wire, fault)

    def _issued(self, given: Mapping[str, Any]) -> dict[str, Any]:
        kind = _text(given, "grant_type")
        if kind not in {"authorization_code", "refresh_token"}:
            raise _invalid("grant_type", "The grant_type has to be authorization_code or refresh_token")
        client = _text(given, "client_id"), _text(given, "client_secret")
        if kind == "refresh_token":
            return self._shown(oauth.refresh(self._services, *client, _text(given, "refresh_token")))
        return self._shown(oauth.exchange(self._services, *client, _text(given, "code")))

    def _shown(self, issued: Issued) -> dict[str, Any]:
        return {
            "access_token": issued.access_token,
            "client_endpoint": f"{self._base}/rest/",
            "domain": self._host,
            "expires": int(issued.expires_at.timestamp()),
            "expires_in": ACCESS_SECONDS,
            "member_id": member_id(issued.organization),
            "refresh_token": issued.refresh_token,
            "scope": ",".join(issued.scopes),
            "server_endpoint": f"{self._base}/rest/",
            "status": LOCAL,
            "user_id": issued.user.id,
        }

    def is_asked(self, wire: WireRequest) -> bool:
        """Whether a call of ``app.info`` is for the authorisation server and not for the portal's method of that name.

        It is when it comes under the vendor's name of that server, or in the one form in which clients ask it:
        GET with the slash at the end, no suffix, and nothing but ``auth``.
        """
        path = read_path(wire.path)
        if path.method != "app.info" or path.user_id is not None:
            return False
        host = wire.headers.get("host", "").partition(":")[0].lower()
        form = wire.method == "GET" and wire.path.endswith("app.info/") and wire.query.startswith(b"auth=")
        return host in SERVER_HOSTS or (form and b"&" not in wire.query)

    def described(self, wire: WireRequest) -> Answer:
        """What the access token stands for."""
        watch = Stopwatch()
        try:
            _demand_secure(wire)
            with watch.processing():
                given = merge(php_query(wire.query), read_body(wire.body, wire.content_type))
                shown = self._described(_text(given, "auth"))
            return _answer(200, success(shown, time_object(watch.measured())))
        except (InkpostError, SQLAlchemyError) as fault:
            return _refused(wire, fault)

    def _described(self, token: str) -> dict[str, Any]:
        found = oauth.describe(self._services, token)
        application, organization = found.application, found.caller.organization
        return {
            "client_id": application.client_id,
            "scope": ",".join(sorted(found.caller.scopes)),
            "expires": found.expires_at.replace(microsecond=0).isoformat(),
            "user_id": found.caller.user.id,
            "install": {
                "installed": True,
                "version": application.version,
                "status": LOCAL,
                "scope": ",".join(application.scopes),
                "domain": self._host,
                "uri": self._base,
                "client_endpoint": f"{self._base}/rest/",
                "member_id": member_id(organization),
                "member_type": "company",
            },
        }


def oauth_routes(server: AuthorizationServer) -> list[BaseRoute]:
    """The two addresses, with and without the slash at the end."""
    edge = server.edge

    async def authorize(request: Request) -> Response:
        if request.method != "GET":
            return NOT_ALLOWED
        wire = await read_request(request, edge.settings)
        return await edge.hop.run(server.authorize, request, wire)

    async def token(request: Request) -> Response:
        if request.method not in {"GET", "POST"}:
            return NOT_ALLOWED
        try:
            answer = await edge.hop.run(server.token, await read_request(request, edge.settings))
        except InkpostError as error:
            row = row_for(error, ROWS, errors.TABLE)
            answer = _answer(row.status, failure(row.code, row.text))
        return Response(answer.body, answer.status, answer.headers, answer.media_type)

    return [
        *(Route(f"/oauth/authorize{end}", authorize, methods=METHODS) for end in ("", "/")),
        *(Route(f"/oauth/token{end}", token, methods=METHODS) for end in ("", "/")),
    ]


def member_id(organization: Organization) -> str:
    """The portal's id towards applications: 32 hexadecimal digits."""
    return organization.guid.replace("-", "")


def _text(given: Mapping[str, Any], name: str) -> str:
    found = given.get(name)
    if not isinstance(found, str) or not found:
        raise InkpostError(Reason.PARAMETER_MISSING, f"The parameter {name} is missing", subject=name)
    return found


def _invalid(subject: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=subject)


def _demand_secure(wire: WireRequest) -> None:
    if not wire.secure:
        raise InkpostError(Reason.HTTPS_REQUIRED, "This address answers over HTTPS only", subject="scheme")


def _with_query(url: str, more: Mapping[str, str]) -> str:
    parts = urlsplit(url)
    query = "&".join(each for each in (parts.query, urlencode(more)) if each)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def _page(title: str, text: str, status: int) -> Response:
    shown = text if status == 200 else html.escape(text)
    return HTMLResponse(PAGE.format(title=html.escape(title), text=shown), status, PAGE_HEADERS)


def _refused(wire: WireRequest, fault: InkpostError | SQLAlchemyError) -> Answer:
    if isinstance(fault, InkpostError):
        row = row_for(fault, ROWS, errors.TABLE)
        log.info("oauth.refused", request=wire.id, reason=fault.reason.value, subject=fault.subject, code=row.code)
    else:
        row = errors.UNEXPECTED_ANSWER
        log.error("oauth.failed", request=wire.id, exc_info=fault)
    return _answer(row.status, failure(row.code, row.text))


def _answer(status: int, body: Mapping[str, Any]) -> Answer:
    headers = {"cache-control": "no-store", "pragma": "no-cache", "access-control-allow-origin": "*"}
    return Answer(status, JSON, dumps(body), headers)
