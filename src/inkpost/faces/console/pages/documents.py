"""The start page of a signed-in person: documents, the newest first, and their files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.responses import Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.moments import moment
from inkpost.faces.console.visit import Visit
from inkpost.faces.console.words import Words
from inkpost.faces.kit.files import file_headers
from inkpost.model.documents import Document
from inkpost.model.people import Caller
from inkpost.operations import crm_documents, documents
from inkpost.operations.crm_showing import MODULE
from inkpost.operations.kit import working

PAGE = 30
KINDS = ("docx", "pdf")
_MOST = 2**63 - 1


def home(visit: Visit) -> Response:
    """``GET /``: the newest documents that the person may view; with ``before`` those older than that one."""
    caller = visit.caller()
    if caller is None:
        return visit.to_sign_in()
    before = _before(visit)
    try:
        with working(visit.services, caller) as work:
            found, now = documents.recent(work, limit=PAGE + 1, before=before), work.now
    except InkpostError as fault:
        if fault.reason is not Reason.FORBIDDEN:
            raise
        return _home(visit, caller, 403, rows=[], notice=visit.words["no_right"])
    rows = [_row(document, caller, visit.words, now) for document in found[:PAGE]]
    older = f"/?before={found[PAGE - 1].id}" if len(found) > PAGE else ""
    notice = "" if rows else visit.words["no_documents" if before is None else "no_older"]
    return _home(visit, caller, 200, rows=rows, notice=notice, older=older, newest="/" if before is not None else "")


def _before(visit: Visit) -> int | None:
    """The document that the page comes after; what is no number of one is the first page's."""
    given = visit.request.query_params.get("before", "")
    return int(given) if re.fullmatch("[1-9][0-9]{0,17}", given, re.ASCII) else None


def download(visit: Visit) -> Response:
    """``GET /documents/{module}/{id}/{kind}``: a file of a document."""
    caller = visit.caller()
    if caller is None:
        return visit.to_sign_in()
    number, kind, module = visit.path["id"], visit.path["kind"], visit.path["module"]
    if kind not in KINDS or number > _MOST:
        raise InkpostError(Reason.NOT_FOUND, "The document has no such file", subject="file")
    with working(visit.services, caller) as work:
        if module == MODULE:
            file, content = crm_documents.content(work, number, kind)
        else:
            file, content = documents.content(work, number, kind, module=module)
    return Response(content, 200, file_headers(file.name), file.media_type)


def _home(
    visit: Visit,
    caller: Caller,
    status: int,
    *,
    rows: list[Mapping[str, Any]],
    notice: str,
    older: str = "",
    newest: str = "",
) -> Response:
    return visit.with_form(
        "home.html",
        status,
        person=caller.user.full_name,
        organization=caller.organization.name,
        rows=rows,
        notice=notice,
        older=older,
        newest=newest,
    )


def _row(document: Document, caller: Caller, words: Words, now: datetime) -> Mapping[str, Any]:
    made = moment(document.created_at, caller.organization.timezone, words["language"])
    base = f"/documents/{document.module}/{document.id}"
    state = _state(document)
    return {
        "title": document.title,
        "number": document.number,
        "made": made.iso,
        "made_shown": made.text,
        "state": state,
        "state_shown": words[f"state_{state}"],
        "docx": f"{base}/docx",
        "pdf": f"{base}/pdf" if document.pdf_id is not None else "",
        "public": f"/~{document.public_code}" if document.is_open(now) else "",
    }


def _state(document: Document) -> str:
    if document.conversion_failed_at is not None:
        return "failed"
    return "ready" if document.converted_at is not None else "converting"
