"""Every page of signing, and what each kind of person finds there: the rows of ``test_sign_who_may.py``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final
from urllib.parse import unquote

import httpx

from signing_doors import SAME_ID, Doors
from signing_premises import (
    ABSENT,
    ABSENT_NUMBER,
    ACTORS,
    ADMIN,
    ASSIGNEE,
    CLERK,
    CLERK_WITH_LINK,
    CODE,
    COLLEAGUE,
    DISMISSED,
    EXPIRED_LINK,
    LINK,
    MANAGER,
    MEMBERS,
    NOBODY,
    OTHER,
    OTHERS_LINK,
    READER,
    RIGHTLESS,
    SEERS,
    SENDER,
    SIGNER,
    STAFF,
    Premises,
)

SIGN_IN: Final = "sign in"
"""What who is not signed in is told: go there first."""
SESSIONS: Final = (*STAFF, OTHER)
LINKS: Final = (LINK, OTHERS_LINK, EXPIRED_LINK, CLERK_WITH_LINK)
STRANGERS: Final = (NOBODY, DISMISSED, LINK, OTHERS_LINK, EXPIRED_LINK)
KINDS: Final = (*SESSIONS, *STRANGERS, CLERK_WITH_LINK)
Outcome = int | str
Made = Callable[[Premises], Mapping[str, str] | None]


@dataclass(frozen=True)
class Page:
    """One address with one thing done there: who gets ``status``, who of the signed-in others ``refused``.

    ``fill``: what stands in the address, ``form`` what is sent; both may name what the premises have: ``{document}``.
    ``hides``: the name of the thing that they are about, which must be, for who may not see it, as if it did not exist.
    ``part``: the role of the part that the links of those with a link are to. ``made`` comes before who is refused,
    and again before everyone who is not. ``shows``: what stands on the page, and for whom.
    """

    verb: str
    route: str
    may: tuple[str, ...]
    status: int = 200
    fill: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    files: Mapping[str, bytes] | None = None
    hides: str = ""
    part: str = ASSIGNEE
    refused: int = 404
    strangers: Outcome = SIGN_IN
    other: Mapping[str, Outcome] = field(default_factory=dict)
    made: Made | None = None
    shows: tuple[str, tuple[str, ...]] | None = None

    @property
    def name(self) -> str:
        """What the row is called in reports."""
        return f"{self.verb} {self.path(self.fill)}"

    def path(self, given: Mapping[str, str]) -> str:
        """The address, with what stands for its parameters."""
        return re.sub(r"{(\w+)(?::\w+)?}", lambda found: given.get(found[1], found[0]), self.route)

    @property
    def expected(self) -> dict[str, Outcome]:
        """What each kind of person gets."""
        rest = dict.fromkeys(SESSIONS, self.refused) | dict.fromkeys(STRANGERS, self.strangers)
        found = {**rest, **dict.fromkeys(self.may, self.status), **self.other}
        return {**found, CLERK_WITH_LINK: found[LINK if self.of_part else CLERK]}

    def refuses(self, kind: str) -> bool:
        """Whether somebody is none of those who may."""
        return kind not in self.may and not (kind == CLERK_WITH_LINK and self.of_part and LINK in self.may)

    @property
    def of_part(self) -> bool:
        """Whether it is about a member's part, which a link opens to whoever is signed in as somebody else, too."""
        return self.route.startswith("/sign/{uid}") and "{token}" not in self.route

    def hidden_from(self, kind: str) -> bool:
        """Whether somebody may not know that the thing is there; whoever has a link that holds knows it."""
        return bool(self.hides) and kind not in self.may and not (self.of_part and kind == CLERK_WITH_LINK)


@dataclass
class Found:
    """What was answered: to whom what (who is refused is asked for the head as well), and who saw what is shown.

    ``apart``: who is told of a thing that is there something else than of one that is not.
    """

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    heads: dict[str, Outcome] = field(default_factory=dict)
    apart: dict[str, Any] = field(default_factory=dict)
    shown: tuple[str, ...] = ()


@dataclass
class Visits:
    """Visits of every kind of person to the pages; each row's are made once."""

    place: Premises
    doors: Doors
    known: dict[int, Found] = field(default_factory=dict)

    def of(self, row: Page) -> Found:
        """What came of a row."""
        if id(row) not in self.known:
            self.known[id(row)] = self._visited(row)
        return self.known[id(row)]

    def _visited(self, row: Page) -> Found:
        found, shown = Found(), []
        names = self._made(row)
        refused = [kind for kind in KINDS if row.refuses(kind)]
        acting = [kind for kind in KINDS if kind not in refused]
        for kind in (*refused, *acting):  # who is refused goes first: nothing has changed yet
            names = self._made(row) if kind in acting and row.made else names
            answer = self.ask(row, kind, names)
            found.outcomes[kind] = outcome(answer)
            shown += [kind] if row.shows and row.shows[0].format(**names) in answer.text else []
            if row.verb == "GET" and kind in refused:
                found.heads[kind] = outcome(self.ask(replace(row, verb="HEAD"), kind, names))
            if row.hidden_from(kind):
                there, none = told(answer, names[row.hides]), self._told_of_none(row, kind, names)
                found.apart |= {kind: (there, none)} if there != none else {}
        found.shown = tuple(kind for kind in KINDS if kind in shown)
        return found

    def ask(self, row: Page, kind: str, names: Mapping[str, str]) -> httpx.Response:
        """One visit."""
        path = row.path({name: text.format(**names) for name, text in row.fill.items()})
        more: dict[str, Any] = {"address": f"198.51.100.{KINDS.index(kind)}"}
        if row.form is not None:
            more["data"] = {name: text.format(**names) for name, text in row.form.items()}
        if row.files is not None:
            more["files"] = {name: ("file", content) for name, content in row.files.items()}
        return self.doors.ask(row.verb, path, headers={**SAME_ID, **self._cookie(row, kind)}, **more)

    def _told_of_none(self, row: Page, kind: str, names: Mapping[str, str]) -> Any:
        absent = absent_for(names[row.hides])
        return told(self.ask(row, kind, {**names, row.hides: absent}), absent)

    def _made(self, row: Page) -> Mapping[str, str]:
        return {**self.place.names, **((row.made(self.place) if row.made else None) or {})}

    def _cookie(self, row: Page, kind: str) -> dict[str, str]:
        session = self.place.sessions.get(CLERK if kind == CLERK_WITH_LINK else kind)
        given = [f"inkpost_session={session}"] if session else []
        if kind in LINKS:
            anothers = SIGNER if row.part != SIGNER else ASSIGNEE
            token = self.place.token(anothers if kind == OTHERS_LINK else row.part, expired=kind == EXPIRED_LINK)
            given.append(f"inkpost_signing={token}")
        return {"cookie": "; ".join(given)} if given else {}


def outcome(answer: httpx.Response) -> Outcome:
    """What somebody got: the status, unless it is the way to the sign-in page."""
    sent_off = answer.headers.get("location", "").startswith("/sign-in")
    return SIGN_IN if answer.status_code == 303 and sent_off else answer.status_code


def absent_for(identity: str) -> str:
    """An identity of the same kind that nothing has."""
    return ABSENT_NUMBER if identity.isdigit() else ABSENT if len(identity) == 36 else identity[::-1]


def told(answer: httpx.Response, identity: str) -> tuple[int, str, str, str]:
    """All that an answer says, whatever the thing that was asked for is called; a number stands in addresses alone."""
    location, cookie = answer.headers.get("location", ""), answer.headers.get("set-cookie", "")
    text = answer.text if identity.isdigit() else answer.text.replace(identity, "@")
    return answer.status_code, re.sub(rf"\b{re.escape(identity)}\b", "@", unquote(location)), cookie, text


def turn_of(role: str, *, opened: bool = True) -> Made:
    """It is the turn of a role."""
    return lambda place: place.stage(role, opened=opened)


def _link(place: Premises) -> Mapping[str, str]:
    place.stage(ASSIGNEE)
    return {"token": place.token(ASSIGNEE), "others": place.token(SIGNER), "old": place.token(ASSIGNEE, expired=True)}


_USED_UP: Final = {OTHERS_LINK: 410, EXPIRED_LINK: 410}
_PART, _ACT = "/sign/{uid}", "/sign/{uid}/{act}"


def _of_part(role: str) -> tuple[Page, ...]:
    """What is the same for every role: to look, to open, to read, to sign or approve, to refuse."""
    may: Any = {"may": (role, LINK), "hides": role, "part": role}
    read, unread = turn_of(role), turn_of(role, opened=False)

    def act(name: str, made: Made, **form: str) -> Page:
        return Page("POST", _ACT, status=303, fill={"uid": f"{{{role}}}", "act": name}, form=form, made=made, **may)

    return (
        Page("GET", _PART, fill={"uid": f"{{{role}}}"}, other=_USED_UP, made=read, **may),
        act("open", unread),
        act("read", read),
        act("sign", read, code=CODE),
        act("refuse", read, comment="No"),
    )


def _of_assignee(verb: str, route: str, **more: Any) -> Page:
    given = {"may": (ASSIGNEE, LINK), "made": turn_of(ASSIGNEE), "hides": ASSIGNEE, **more}
    return Page(verb, route, fill={"uid": "{assignee}", **given.pop("fill")}, **given)


PARTS: Final = (
    Page("GET", "/sign", SESSIONS, made=turn_of(ASSIGNEE), shows=("{assignee}", (ASSIGNEE,))),
    Page("GET", "/sign", SESSIONS, shows=("{sealed_part}", (SIGNER,))),
    *(row for role in MEMBERS for row in _of_part(role)),
    # Not before it is one's turn, and not once it has gone to somebody else; what was never given to a link is used up.
    Page(
        "GET",
        _PART,
        (),
        fill={"uid": "{signer}"},
        hides=SIGNER,
        part=SIGNER,
        other={**_USED_UP, LINK: 410},
        made=turn_of(ASSIGNEE),
    ),
    _of_assignee("GET", "/sign/{uid}/page/{number:int}.png", fill={"number": "1"}),
    _of_assignee("GET", "/sign/{uid}/file/{kind}", fill={"kind": "pdf"}),
    _of_assignee("GET", "/sign/{uid}/file/{kind}", fill={"kind": "original"}),
    _of_assignee("GET", "/sign/{uid}/file/{kind}", fill={"kind": "hash"}),
    _of_assignee("POST", _ACT, fill={"act": "code"}, form={}, status=303),
    _of_assignee("POST", _ACT, fill={"act": "ask"}, form={"comment": "Which salary?"}, status=303),
    _of_assignee("POST", _ACT, fill={"act": "delegate"}, form={"login": "{deputy}"}, may=(ASSIGNEE,), status=303),
    _of_assignee(
        "POST", _ACT, fill={"act": "key"}, form={"pin": "pin-1", "again": "pin-2"}, may=(ASSIGNEE,), status=303
    ),
    # Of people elsewhere nobody learns by naming them whether they are there.
    _of_assignee(
        "POST",
        _ACT,
        fill={"act": "delegate"},
        form={"login": "{other_login}"},
        may=(),
        hides="other_login",
        other={ASSIGNEE: 400},
    ),
    # Whoever has the link is who it is for; to others it says no more than one that was never given.
    Page("GET", "/sign/{uid}/link/{token}", KINDS, 303, {"uid": "{assignee}", "token": "{token}"}, made=_link),
    Page(
        "GET",
        "/sign/{uid}/link/{token}",
        (),
        fill={"uid": "{assignee}", "token": "{others}"},
        strangers=404,
        hides=ASSIGNEE,
        made=_link,
    ),
    Page("GET", "/sign/{uid}/link/{token}", KINDS, 410, {"uid": "{assignee}", "token": "{old}"}, made=_link),
)
"""The pages of who is to sign."""

_NO_RIGHT: Final = dict.fromkeys(RIGHTLESS, 403)
_SEES_ONLY: Final = {**_NO_RIGHT, READER: 403}
_SENT: Final = "/sent/{uid}"
_UNDER_WAY: Final = turn_of(ASSIGNEE)


def _acts(name: str, may: tuple[str, ...] = ACTORS, made: Made = _UNDER_WAY, **form: str) -> Page:
    by_admin = {SENDER: 403, MANAGER: 403, COLLEAGUE: 403} if may == (ADMIN,) else {}
    given: Any = {"fill": {"uid": "{document}", "act": name}, "form": form, "hides": "document", "made": made}
    return Page("POST", f"{_SENT}/{{act}}", may, 303, other={**_SEES_ONLY, **by_admin}, **given)


def _of_sealed(route: str, may: tuple[str, ...] = SEERS, **fill: str) -> Page:
    return Page("GET", route, may, fill={"uid": "{sealed}", **fill}, hides="sealed", other=_NO_RIGHT)


SENT: Final = (
    Page(
        "GET",
        "/sent",
        (*SEERS, COLLEAGUE, OTHER),
        refused=403,
        shows=("{document}", SEERS),
    ),
    Page("GET", _SENT, SEERS, fill={"uid": "{document}"}, hides="document", other=_NO_RIGHT),
    _of_sealed(_SENT),
    _of_sealed(f"{_SENT}/file/{{kind}}", kind="pdf"),
    _of_sealed(f"{_SENT}/file/{{kind}}", kind="evidence"),
    _acts("remind"),
    _acts("cancel", comment="A mistake"),
    _acts("resend", made=lambda place: place.cancelled()),
    _acts("address", (ADMIN,), member="{assignee}", address="{assignee_login}"),
    replace(
        _acts("address", (ADMIN,), member="{sealed_part}", address="{assignee_login}"),
        may=(),
        hides="sealed_part",  # of another document
    ),
)
"""The sender's pages."""

_OF_SAFE: Final = (SIGNER, ADMIN, SENDER, MANAGER, READER)
ANYBODY: Final = (
    Page("GET", "/verify", KINDS),
    Page("POST", "/verify", KINDS, 400, files={"none": b""}),
    Page("GET", "/verify/{code}", KINDS, fill={"code": "{code}"}),
    Page("GET", "/verify/{code}", (), fill={"code": "{early_code}"}, strangers=404, hides="early_code"),
    Page(
        "GET",
        "/bitrix/services/main/ajax.php?action=download&id={id}",
        _OF_SAFE,
        fill={"id": "{filed}"},
        hides="filed",
    ),
    Page(
        "GET",
        "/bitrix/services/main/ajax.php?action=download&id={id}",
        (),
        fill={"id": "{unfiled}"},
        hides="unfiled",
    ),
)
"""What anybody may ask, and the links to what lies in the safe."""
