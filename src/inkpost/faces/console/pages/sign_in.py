"""Signing in and out."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.responses import Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.visit import Visit, to
from inkpost.faces.kit.sessions import COOKIE, SIGN_IN, end_session, set_session
from inkpost.operations import sessions
from inkpost.operations.passwords import Braked

HOME = "/"
_LOCAL = re.compile(r"/(?![/\\])[^\\\s\x00-\x20\x7f]{0,4000}")


def form(visit: Visit) -> Response:
    """``GET /sign-in``: the form, or straight on for who is signed in already."""
    following = local(visit.request.query_params.get("next", ""))
    if visit.caller() is not None:
        return to(following)
    return _form(visit, following)


def submit(visit: Visit) -> Response:
    """``POST /sign-in``: begin a session and go on to ``next``."""
    given = visit.form()
    following, login = local(given.get("next", "")), given.get("login", "")
    try:
        session = sessions.sign_in(visit.services, login, given.get("password", ""), address=visit.wire.address)
    except Braked as fault:
        error = visit.words["too_many"].format(seconds=fault.seconds)
        response = _form(visit, following, 429, login=login, error=error)
        response.headers["retry-after"] = str(fault.seconds)
        return response
    except InkpostError as fault:
        if fault.reason is not Reason.NOT_AUTHENTICATED:
            raise
        return _form(visit, following, 403, login=login, error=visit.words["wrong_login"])
    _end(visit)
    response = to(following)
    set_session(response, session.token, visit.services.settings, seconds=sessions.SESSION_SECONDS)
    return response


def leave(visit: Visit) -> Response:
    """``POST /sign-out``: end the session, here and in the browser."""
    visit.form()
    _end(visit)
    response = to(SIGN_IN)
    end_session(response)
    return response


def local(path: str) -> str:
    """The path where it is one of this site's own; else the start page. No address of another site gets through."""
    if not _LOCAL.fullmatch(path):
        return HOME
    parts = urlsplit(path)
    elsewhere = parts.scheme or parts.netloc or parts.path in {SIGN_IN, "/sign-out"}
    return HOME if elsewhere else path


def _form(visit: Visit, following: str, status: int = 200, *, login: str = "", error: str = "") -> Response:
    return visit.with_form("sign_in.html", status, following=following, login=login, error=error)


def _end(visit: Visit) -> None:
    token = visit.request.cookies.get(COOKIE, "")
    if token:
        sessions.sign_out(visit.services, token)
