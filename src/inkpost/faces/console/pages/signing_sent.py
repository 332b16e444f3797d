"""The sender's pages: where each document stands, a nudge, calling back, sending anew, the finished files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from inkpost.engines.sign.report import Finding
from inkpost.engines.sign.report import Reason as Found
from inkpost.errors import InkpostError, Reason
from inkpost.faces.console import acts
from inkpost.faces.console.moments import Moment, moment
from inkpost.faces.console.visit import Visit
from inkpost.faces.console.words import Words
from inkpost.faces.kit.files import file_headers
from inkpost.model.people import Caller
from inkpost.model.signatures import DocumentState, Member, State, Why
from inkpost.operations import evidence, signing, signing_lists
from inkpost.operations.kit import Work, working
from inkpost.operations.signing_codes import code_of
from inkpost.operations.signing_lists import Overview
from inkpost.store.signing_letters import SentLetter

A_PAGE = 30
MOST_PAGES = 10_000
KEPT_IN_MEMORY = 8 * 1024**2
PACKAGE = "application/zip"
_KNOWN = frozenset(each.value for each in Found)
_OF_FILES = frozenset({"file_lost", "limits", "unreadable"})
_SPOKEN = {Why.BY_MEMBER, Why.BY_SENDER}


@dataclass(frozen=True, slots=True)
class Lost:
    """A letter that did not reach a member: for good (``lost``), or so far. ``words`` names the sentence."""

    words: str
    address: str
    why: str
    lost: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A member as the sender's page shows it."""

    uid: str
    letter: Lost | None

    name: str
    role: str
    state: str
    comment: str
    moments: tuple[tuple[str, Moment], ...]
    unproven: str
    questions: tuple[tuple[str, Moment | None], ...]


def index(visit: Visit) -> Response:
    """``GET /sent``: the documents that the person sent or may see, newest first."""
    caller = visit.caller()
    if caller is None:
        return visit.to_sign_in()
    number = _number(visit.request.query_params.get("page", "1"))
    with working(visit.services, caller) as work:
        found = signing_lists.sent(work, limit=A_PAGE + 1, offset=(number - 1) * A_PAGE)
    zone, language = caller.organization.timezone, visit.words["language"]
    rows = [(each, state_of(each.state), moment(each.created_at, zone, language)) for each in found[:A_PAGE]]
    return visit.with_form(
        "signing_sent.html",
        person=caller.user.full_name,
        rows=rows,
        newer=number - 1,
        older=number + 1 if len(found) > A_PAGE else 0,
    )


def show(visit: Visit) -> Response:
    """``GET /sent/{uid}``: where a document stands."""
    return acts.shown(visit, _page)


def act(visit: Visit) -> Response:
    """``POST /sent/{uid}/{act}``: one act of the sender."""
    given, name = visit.form(), visit.path["act"]
    return acts.done(
        visit, lambda work: _ACTS[name](work, visit.path["uid"], given), _page, lambda uid: f"/sent/{uid}", _ACTS
    )


def download(visit: Visit) -> Response:
    """``GET /sent/{uid}/file/{kind}``: the sealed file, or the package of evidence."""
    caller, kind = visit.caller(), visit.path["kind"]
    if caller is None:
        return visit.to_sign_in()
    if kind not in {"pdf", "evidence"}:
        raise InkpostError(Reason.NOT_FOUND, "The document has no such file", subject="file")
    with working(visit.services, caller) as work:
        if kind == "evidence":
            return _package(work, visit.path["uid"])
        file, content = signing_lists.signed_file(work, visit.path["uid"])
    return Response(content, 200, file_headers(file.name), file.media_type)


def _package(work: Work, uid: str) -> Response:
    title = signing.get(work, uid).document.title
    with tempfile.SpooledTemporaryFile(KEPT_IN_MEMORY) as held:
        evidence.export(work, uid, held)
        held.seek(0)
        return Response(held.read(), 200, file_headers(f"{title}-evidence.zip"), PACKAGE)


def _page(visit: Visit, caller: Caller, status: int = 200, *, error: str = "") -> Response:
    with working(visit.services, caller) as work:
        found = signing_lists.overview(work, visit.path["uid"])
    zone, language = caller.organization.timezone, visit.words["language"]
    document, state = found.standing.document, found.standing.state

    def shown(at: Any) -> Moment | None:
        return moment(at, zone, language) if at else None

    return visit.with_form(
        "signing_sent_one.html",
        status,
        uid=document.guid,
        title=document.title,
        state=state_of(state),
        why=state.comment if state.why in _SPOKEN else "",
        waits=state.comment if state.why in {Why.SEALING, Why.UNUSABLE} else "",
        sent=shown(document.created_at),
        by=found.names[document.created_by],
        expires=shown(document.expires_at),
        people=[_person(found, *each, shown=shown) for each in found.standing.members],
        open=not found.ended and state.why is not Why.SEALING,
        again=state.code in {DocumentState.REFUSED, DocumentState.EXPIRED, DocumentState.CANCELLED},
        sealed=document.sealed_id is not None,
        prepared=document.original_id is not None,
        code=code_of(visit.services.settings, document.guid) if document.sealed_id else "",
        corrects=caller.user.admin,
        level=document.sealing_level,
        checked=shown(found.upkeep.checked_at) if found.upkeep else None,
        doubts=_doubts(found, visit.words),
        error=error,
    )


def _lost(letter: SentLetter | None) -> Lost | None:
    if letter is None or not letter.fault:
        return None
    lost = signing_lists.is_lost(letter)
    return Lost("not_reached" if lost else "being_tried", letter.address, letter.fault, lost)


def _doubts(found: Overview, words: Words) -> str:
    """Why the sealed file does not hold any more, in sentences; nothing while it does."""
    if found.upkeep is None or found.upkeep.doubted_at is None:
        return ""
    return " ".join(dict.fromkeys(_doubt(each, words) for each in found.upkeep.reasons.split()))


def _doubt(reason: str, words: Words) -> str:
    if reason in _KNOWN:
        return Finding(Found(reason)).sentence(words["language"])
    return words[f"doubt_{reason}" if reason in _OF_FILES else "doubt_other"]


def _person(found: Overview, member: Member, state: State, *, shown: Callable[[Any], Moment | None]) -> Person:
    facts = {
        "state_moment_opened": member.opened_at,
        "state_moment_read": member.read_at,
        "state_moment_signed": member.signed_at,
        "state_moment_refused": member.refused_at,
        "state_moment_reminded": member.reminded_at,
    }
    moments = tuple((name, told) for name, at in facts.items() if (told := shown(at)) is not None)
    said = state.comment if state.why in _SPOKEN else ""
    asked = ((str(each.details.get("comment", "")), shown(each.at)) for each in found.questions.get(member.guid, ()))
    name = found.names[member.user_id]
    letter = None if member.acted else _lost(found.letters.get(member.id))
    return Person(
        member.guid,
        letter,
        name,
        f"state_role_{member.role}",
        state_of_member(state),
        said,
        moments,
        member.signature_fault,
        tuple(asked),
    )


def state_of(state: State) -> str:
    """The name of the words for where a document stands."""
    special = {Why.PREPARING: "preparing", Why.VALUES: "values", Why.UNUSABLE: "unusable", Why.SEALING: "sealing"}
    return f"state_document_{special.get(state.why, state.code)}"


def state_of_member(state: State) -> str:
    """The name of the words for where a member stands."""
    special = {Why.APPROVED: "approved", Why.OPENED: "opened", Why.ENDED: "ended"}
    return f"state_member_{special.get(state.why, state.code)}"


def _remind(work: Work, uid: str, given: Mapping[str, str]) -> str:
    signing.remind(work, uid)
    return uid


def _address(work: Work, uid: str, given: Mapping[str, str]) -> str:
    signing.correct_address(work, uid, given.get("member", ""), given.get("address", ""))
    return uid


def _cancel(work: Work, uid: str, given: Mapping[str, str]) -> str:
    signing.cancel(work, uid, given.get("comment", ""))
    return uid


def _resend(work: Work, uid: str, given: Mapping[str, str]) -> str:
    return signing.resend(work, uid).document.guid


_ACTS: Mapping[str, Callable[[Work, str, Mapping[str, str]], str]] = {
    "remind": _remind,
    "address": _address,
    "cancel": _cancel,
    "resend": _resend,
}


def _number(text: str) -> int:
    usable = text.isascii() and text.isdecimal() and len(text) < 6
    return min(max(1, int(text)), MOST_PAGES) if usable else 1
