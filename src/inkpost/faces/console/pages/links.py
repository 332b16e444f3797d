"""The page that anybody with a document's public link may open, and the files behind it."""

from __future__ import annotations

import re
from datetime import timedelta

from starlette.responses import Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.visit import Visit, to
from inkpost.faces.kit.files import file_headers
from inkpost.operations import public_links
from inkpost.operations.passwords import Braked
from inkpost.operations.public_links import Proof

COOKIE = "inkpost_link"
KINDS = ("docx", "pdf")
_ETAG = re.compile(r'"([0-9a-f]{64})"')


def show(visit: Visit) -> Response:
    """``GET /~CODE``: the document's pages and its downloads, or the form for its password."""
    code = visit.path["code"]
    try:
        shown = visit.request.method == "GET"  # HEAD shows nothing
        found = public_links.look(visit.services, code, proof=_proof(visit), record=shown)
    except InkpostError as fault:
        return _password(visit, _locked(fault))
    waiting = not found.converted and not found.failed
    age = visit.services.clock() - found.since
    return visit.page("link.html", code=code, document=found, refresh=_pause(age) if waiting else 0)


def unlock(visit: Visit) -> Response:
    """``POST /~CODE``: give the password."""
    code, given = visit.path["code"], visit.form()
    try:
        proof = public_links.unlock(visit.services, code, given.get("password", ""), address=visit.wire.address)
    except Braked as fault:
        response = _password(visit, 429, visit.words["too_many"].format(seconds=fault.seconds))
        response.headers["retry-after"] = str(fault.seconds)
        return response
    except InkpostError as fault:
        return _password(visit, _locked(fault), visit.words["wrong_password"])
    response = to(f"/~{code}")
    if proof is not None:
        _keep(visit, response, code, proof)
    return response


def download(visit: Visit) -> Response:
    """``GET /~CODE/pdf`` and ``/~CODE/docx``."""
    kind = visit.path["kind"]
    if kind not in KINDS:
        raise InkpostError(Reason.NOT_FOUND, "The document has no such file", subject="file")
    return _file(visit, kind)


def picture(visit: Visit) -> Response:
    """``GET /~CODE/page/N.png``."""
    return _file(visit, visit.path["number"])


def _file(visit: Visit, part: str | int) -> Response:
    """The file; the browser may keep it, but asks at every use whether it still may show it."""
    code, held = visit.path["code"], _held(visit)
    try:
        file, content = public_links.content(visit.services, code, part, proof=_proof(visit), held=held)
    except InkpostError as fault:
        _locked(fault)
        return to(f"/~{code}")
    headers = {
        **file_headers(file.name, inline=isinstance(part, int)),
        "cache-control": "private, no-cache",
        "vary": "cookie",
        "etag": f'"{file.sha256.hex()}"',
    }
    if content is None:
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, file.media_type)


def _held(visit: Visit) -> bytes:
    found = _ETAG.search(visit.wire.headers.get("if-none-match", ""))
    return bytes.fromhex(found[1]) if found else b""


def _proof(visit: Visit) -> str:
    return visit.request.cookies.get(COOKIE, "")


def _locked(fault: InkpostError) -> int:
    """The status of a page that wants a password; any other fault goes on."""
    if fault.reason is not Reason.NOT_AUTHENTICATED:
        raise fault
    return 403


def _password(visit: Visit, status: int, error: str = "") -> Response:
    return visit.with_form("password.html", status, code=visit.path["code"], error=error)


def _keep(visit: Visit, response: Response, code: str, proof: Proof) -> None:
    response.set_cookie(
        COOKIE,
        proof.value,
        max_age=proof.seconds,
        path=f"/~{code}",
        httponly=True,
        samesite="lax",
        secure=visit.services.settings.base_url.startswith("https://"),
    )


def _pause(age: timedelta) -> int:
    """Seconds until the page looks again: soon at first, seldom for what takes long."""
    seconds = age.total_seconds()
    return 1 if seconds < 10 else 3 if seconds < 60 else 15
