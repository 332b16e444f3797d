"""Who is signed in: a cookie that carries a random token, kept hashed."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from inkpost.config import Settings
from inkpost.model.people import Caller
from inkpost.operations import sessions
from inkpost.operations.kit import Services

COOKIE = "inkpost_session"
SIGN_IN = "/sign-in"


def signed_in(services: Services, request: Request) -> Caller | None:
    """The signed-in person, while the session holds and the person is active."""
    return sessions.caller_of(services, request.cookies.get(COOKIE, ""))


def sign_in_url(request: Request) -> str:
    """Where to sign in, and come back from."""
    query = request.scope.get("query_string", b"").decode("latin-1")
    here = quote(request.scope["path"], safe="/~") + (f"?{query}" if query else "")
    return f"{SIGN_IN}?next={quote(here, safe='')}"


def set_session(response: Response, token: str, settings: Settings, *, seconds: int) -> None:
    """Give the browser its session: not for scripts, not for other sites, over HTTPS alone where there is HTTPS."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=seconds,
        httponly=True,
        samesite="lax",
        secure=settings.base_url.startswith("https://"),
        path="/",
    )


def end_session(response: Response) -> None:
    """Take the session from the browser."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")


def from_here(request: Request, settings: Settings) -> bool:
    """Whether a form was sent from a page of ours: browsers say where from, and other sites cannot change that."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True  # no browser: it has no session that a stranger could ride on
    ours = {urlsplit(settings.base_url).netloc, request.headers.get("host", "")}
    return urlsplit(origin).netloc in ours - {""}
