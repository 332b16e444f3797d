"""The pages of somebody who is to sign: by the link of a letter or after sign-in, the same for both."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response

from inkpost.errors import InkpostError, Reason
from inkpost.faces.console.errors import status_of
from inkpost.faces.console.moments import moment
from inkpost.faces.console.pages import signing_words
from inkpost.faces.console.uploads import Form
from inkpost.faces.console.visit import Visit, to
from inkpost.faces.kit.files import file_headers
from inkpost.faces.kit.sessions import SIGN_IN
from inkpost.model.people import Caller
from inkpost.model.signatures import SIGNING, MemberState, ProviderKind
from inkpost.operations import signing_links, signing_lists, signing_members, trust
from inkpost.operations.kit import Work, working
from inkpost.operations.signing_codes import code_of
from inkpost.operations.signing_lists import Desk
from inkpost.operations.signing_parts import Part
from inkpost.operations.signing_providers import LONGEST_SIGNATURE, Proof

COOKIE = "inkpost_signing"
COOKIE_SECONDS = 12 * 3600
MOST_BODY = 2 * LONGEST_SIGNATURE  # a detached signature, perhaps in PEM, and the form around it
MOST_SIGNED = 100
A_PAGE = 50
PAUSE = 3  # seconds until the page of a document that is being sealed looks again


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who visits a member's page, and whether the link of a letter is all there is to show for it."""

    caller: Caller
    by_link: bool


def desk(visit: Visit) -> Response:
    """``GET /sign``: what waits for the person, and what the person has signed."""
    caller = visit.caller()
    if caller is None:
        return visit.to_sign_in()
    with working(visit.services, caller) as work:
        before = _before(visit)
        waiting = signing_members.mine(work, limit=A_PAGE + 1, before=before)
        signed = signing_lists.in_hand(work)
        filed = signing_lists.filed(work, limit=MOST_SIGNED)
    zone, language = caller.organization.timezone, visit.words["language"]
    done = [
        *((each.member.guid, each.document.title, signing_words.status_of_part(each), "") for each in signed),
        *((guid, each.title, "done", moment(each.filed_at, zone, language)) for each, guid in filed),
    ]
    return visit.with_form(
        "signing_desk.html",
        person=caller.user.full_name,
        waiting=waiting[:A_PAGE],
        older=waiting[A_PAGE - 1].member.id if len(waiting) > A_PAGE else 0,
        later=before is not None,
        done=done,
    )


def _before(visit: Visit) -> int | None:
    """The part that the page comes after; what is no number of one is the first page's."""
    given = visit.request.query_params.get("before", "")
    return int(given) if re.fullmatch("[1-9][0-9]{0,17}", given, re.ASCII) else None


def follow(visit: Visit) -> Response:
    """``GET /sign/{uid}/link/{token}``: the link of a letter. It gives the browser what opens this one page."""
    uid, token = visit.path["uid"], visit.path["token"]
    followed = signing_links.follow(visit.services, uid, token)
    if followed.caller is None:
        return _used_up(visit)
    response = to(f"/sign/{uid}")
    response.set_cookie(
        COOKIE,
        token,
        max_age=min(followed.seconds, COOKIE_SECONDS),
        path=f"/sign/{uid}",
        httponly=True,
        samesite="lax",
        secure=visit.services.settings.base_url.startswith("https://"),
    )
    return response


def show(visit: Visit) -> Response:
    """``GET /sign/{uid}``: the document as it stands for the member."""
    visitor = _visitor(visit)
    if visitor is None:
        return _used_up(visit) if COOKIE in visit.request.cookies else visit.to_sign_in()
    try:
        return _page(visit, visitor)
    except InkpostError as fault:
        # Whoever has the link was invited once: the document ended before it was opened.
        if visitor.by_link and fault.reason is Reason.NOT_FOUND:
            return _used_up(visit)
        raise


def act(visit: Visit) -> Response:
    """``POST /sign/{uid}/{act}``: one act of the member."""
    form, uid, name = _form(visit), visit.path["uid"], visit.path["act"]
    if name not in _ACTS:
        raise InkpostError(Reason.NOT_FOUND, "There is no such act", subject="act")
    visitor = _visitor(visit)
    if visitor is None or (visitor.by_link and name in _WITH_SESSION):
        return _to_sign_in(uid)
    try:
        with working(visit.services, visitor.caller) as work:
            _ACTS[name](work, uid, form, visitor)
    except InkpostError as fault:
        if fault.reason is Reason.NOT_AUTHENTICATED:
            return _to_sign_in(uid)
        told = signing_words.fault(fault, visit.words, name, visitor.caller.organization.timezone)
        if not told:
            raise
        return _page(visit, visitor, status_of(fault), error=told, failed=name)
    return to("/sign" if name == "delegate" else f"/sign/{uid}#act")


def picture(visit: Visit) -> Response:
    """``GET /sign/{uid}/page/N.png``: the picture of a page."""
    number = visit.path["number"]
    return _file(visit, lambda work, uid: signing_members.picture(work, uid, number), inline=True)


def download(visit: Visit) -> Response:
    """``GET /sign/{uid}/file/{kind}``: the document with the signatures so far, as it was sent, or the hash of that."""
    kind = visit.path["kind"]
    if kind == "hash":
        return _hash(visit)
    reads = {"pdf": signing_members.content, "original": signing_members.original}
    if kind not in reads:
        raise InkpostError(Reason.NOT_FOUND, "The document has no such file", subject="file")
    return _file(visit, reads[kind])


def _file(visit: Visit, read: Callable[..., tuple[object, bytes]], *, inline: bool = False) -> Response:
    visitor = _visitor(visit)
    if visitor is None:
        return visit.to_sign_in()
    uid = visit.path["uid"]
    with working(visit.services, visitor.caller) as work:
        _demand_opened(signing_members.get(work, uid))
        file, content = read(work, uid)
    return Response(content, 200, file_headers(file.name, inline=inline), file.media_type)  # type: ignore[attr-defined]


def _hash(visit: Visit) -> Response:
    """The hash in the notation of ``sha256sum``."""
    visitor = _visitor(visit)
    if visitor is None:
        return visit.to_sign_in()
    with working(visit.services, visitor.caller) as work:
        _demand_opened(signing_members.get(work, visit.path["uid"]))
        file, _ = signing_members.original(work, visit.path["uid"])
    headers = file_headers(f"{file.name}.sha256")
    return Response(f"{file.sha256.hex()}  {file.name}\n", 200, headers, "text/plain; charset=utf-8")


def _demand_opened(part: Part) -> None:
    """Nobody reads a document without a record of the opening. Raises NOT_FOUND."""
    if part.member.opened_at is None:
        raise InkpostError(Reason.NOT_FOUND, "The document has not been opened", subject="document")


def _visitor(visit: Visit) -> Visitor | None:
    """The signed-in person; else, or if that is somebody else than the link was sent to, whom the link stands for."""
    session = visit.caller()
    linked = _linked(visit)
    if linked is None or (session is not None and session.user.id == linked.user.id):
        return Visitor(session, by_link=False) if session else None
    return Visitor(visit.from_here(linked), by_link=True)


def _linked(visit: Visit) -> Caller | None:
    try:
        return signing_links.follow(visit.services, visit.path["uid"], visit.request.cookies.get(COOKIE, "")).caller
    except InkpostError:
        return None


def _form(visit: Visit) -> Form:
    multipart = visit.wire.content_type.startswith("multipart/form-data")
    return visit.upload() if multipart else Form(visit.form())


def _page(visit: Visit, visitor: Visitor, status: int = 200, *, error: str = "", failed: str = "") -> Response:
    with working(visit.services, visitor.caller) as work:
        found = signing_lists.desk(work, visit.path["uid"])
    part, step = found.part, step_of(found, visitor)
    state = signing_words.status_of_part(part)
    if failed and failed not in {step, "sign", "refuse", "ask", "delegate"}:
        error = visit.words["fault_not_now"]  # the document went on meanwhile
    zone, language = visitor.caller.organization.timezone, visit.words["language"]
    asked = part.member.code_asked_at
    return visit.with_form(
        "signing.html",
        status,
        uid=part.member.guid,
        title=part.document.title,
        sender=found.sender,
        step=step,
        state=f"ready_{step}" if step else state,
        why=signing_words.comment_of(part),
        others=found.others,
        pictures=found.pictures if part.member.opened_at else (),
        opened=part.member.opened_at is not None,
        signs=part.member.role in SIGNING,
        expires=moment(part.document.expires_at, zone, language) if part.document.expires_at and step else None,
        code_asked=moment(asked, zone, language) if asked else None,
        address=signing_words.masked(found.address),
        by_link=visitor.by_link,
        questions=signing_words.questions(found.asked, zone, language),
        unproven=part.member.signature_fault,
        error=error,
        failed=failed,
        refresh=PAUSE if state == "sealing" else 0,
        here=_here(part.member.guid),
        code=code_of(visit.services.settings, part.document.guid) if part.document.sealed_id else "",
    )


def step_of(found: Desk, visitor: Visitor) -> str:
    """What the member is to do next; nothing where there is nothing to do."""
    part = found.part
    if part.state.code != MemberState.READY:
        return ""
    if part.member.opened_at is None:
        return "open"
    if part.member.read_at is None:
        return "read"
    if part.member.role not in SIGNING:
        return "approve"
    if part.document.provider is ProviderKind.CERTIFICATE:
        return "sign_in" if visitor.by_link else "pin" if found.has_key else "key"
    return "code" if part.document.provider is ProviderKind.SIMPLE else "detached"


def _used_up(visit: Visit) -> Response:
    return visit.page("signing_used_up.html", 410, here=_here(visit.path["uid"]))


def _to_sign_in(uid: str) -> Response:
    return to(f"{SIGN_IN}?next={_here(uid)}")


def _here(uid: str) -> str:
    """The page of a part as ``next`` takes it, whatever the address said."""
    page = f"/sign/{quote(uid, safe='')}"
    return quote(page, safe="")


def _open(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    signing_members.open_(work, uid)


def _read(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    signing_members.read(work, uid)


def _code(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    signing_members.ask_code(work, uid)


def _sign(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    part = signing_members.get(work, uid)
    if visitor.by_link and part.document.provider is ProviderKind.CERTIFICATE and part.member.role in SIGNING:
        raise InkpostError(Reason.NOT_AUTHENTICATED, "A key of one's own takes a session", subject="session")
    given = Proof(form.fields.get("code", ""), form.fields.get("pin", ""), form.files.get("signature", b""))
    signing_members.sign(work, uid, given)


def _refuse(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    signing_members.refuse(work, uid, form.fields.get("comment", ""))


def _ask(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    signing_members.ask(work, uid, form.fields.get("comment", ""))


def _delegate(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    other = signing_lists.colleague(work, form.fields.get("login", ""))
    signing_members.delegate(work, uid, other, form.fields.get("comment", ""))


def _key(work: Work, uid: str, form: Form, visitor: Visitor) -> None:
    """Make the certificate that the member lacks, and only then: one that is there stays."""
    if signing_lists.desk(work, uid).has_key:
        return
    pin = form.fields.get("pin", "")
    if pin != form.fields.get("again", ""):
        raise InkpostError(
            Reason.PARAMETER_INVALID, "The PIN and its repetition differ", subject="pin", action="repeat"
        )
    trust.make_own(work, pin)


_ACTS: Mapping[str, Callable[[Work, str, Form, Visitor], None]] = {
    "open": _open,
    "read": _read,
    "code": _code,
    "sign": _sign,
    "refuse": _refuse,
    "ask": _ask,
    "delegate": _delegate,
    "key": _key,
}
_WITH_SESSION = frozenset({"delegate", "key"})
