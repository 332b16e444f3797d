"""People at the pages of signing: each with a browser without a screen, and with the letters of the outbox."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field
from email.message import Message
from email.policy import default
from typing import Any
from urllib.parse import urlsplit

import httpx
from sqlalchemy import select, update

from inkpost.store.tables import sign_documents, sign_letters, sign_members
from signing_worlds import Office
from support import wait_for
from worlds import Person, World


def letters(world: World, person: Person) -> list[Message]:
    """The letters to somebody, oldest first."""
    found = [
        email.message_from_bytes(path.read_bytes(), policy=default)
        for path in sorted((world.served.data / "outbox").glob("*.eml"))
    ]
    return [each for each in found if each["To"] == person.login]


def links(world: World, person: Person, uid: str) -> list[str]:
    """The links to a part in the letters to somebody, oldest first."""
    found = re.compile(rf"http\S+/sign/{uid}/link/\S+")
    texts = [each.get_content() for each in letters(world, person)]  # type: ignore[attr-defined]
    return [match[0] for text in texts if (match := found.search(text))]


@dataclass
class Seat:
    """A member at the page of a part."""

    office: Office
    sent: dict[str, Any]
    person: Person
    client: httpx.Client

    @property
    def uid(self) -> str:
        """The GUID of the part."""
        return self.office.uid(self.sent, self.person)

    @property
    def path(self) -> str:
        """The page of the part."""
        return f"/sign/{self.uid}"

    @property
    def link(self) -> str:
        """The path of the newest link to the part that came by letter."""
        found = wait_for(lambda: links(self.office.world, self.person, self.uid), what="a letter with a link")
        return urlsplit(found[-1]).path

    def follow(self) -> httpx.Response:
        """Go in by the link of the letter."""
        return self.client.get(self.link, follow_redirects=True)

    def get(self, tail: str = "", **more: Any) -> httpx.Response:
        """Look at the page, or at something of it."""
        return self.client.get(f"{self.path}{tail}", **more)

    def act(self, name: str, **fields: str) -> httpx.Response:
        """Send one of the page's forms."""
        return self.client.post(f"{self.path}/{name}", data=fields)

    def read(self) -> None:
        """Open and read."""
        for name in ("open", "read"):
            assert self.act(name).status_code == 303

    def code(self) -> str:
        """Have a code sent and take it out of the letter."""
        assert self.act("code").status_code == 303
        return self.office.code(self.person)

    def sign(self) -> None:
        """Everything that it takes to sign with a code."""
        self.read()
        answer = self.act("sign", code=self.code())
        assert answer.status_code == 303, answer.text


def change_document(office: Office, sent: dict[str, Any], **facts: Any) -> None:
    """Change what is on record of a document, past every rule."""
    with office.world.services.engine.begin() as db:
        db.execute(update(sign_documents).where(sign_documents.c.guid == sent["uid"]).values(**facts))


def change_member(office: Office, uid: str, **facts: Any) -> None:
    """Change what is on record of a member, past every rule."""
    with office.world.services.engine.begin() as db:
        db.execute(update(sign_members).where(sign_members.c.guid == uid).values(**facts))


def change_letters(office: Office, uid: str, **facts: Any) -> None:
    """Change what is on record of the letters to a member."""
    member = select(sign_members.c.id).where(sign_members.c.guid == uid).scalar_subquery()
    with office.world.services.engine.begin() as db:
        db.execute(update(sign_letters).where(sign_letters.c.member_id == member).values(**facts))


@dataclass
class Lobby:
    """A company, and the browsers of whoever comes to its pages."""

    office: Office
    clients: list[httpx.Client] = field(default_factory=list)

    def browser(self, person: Person | None = None, **headers: str) -> httpx.Client:
        """A browser that has never been here, or that somebody has signed in with."""
        client = httpx.Client(base_url=self.office.world.served.base_url, timeout=60, headers=headers)
        self.clients.append(client)
        if person is not None:
            answer = client.post("/sign-in", data={"login": person.login, "password": person.password})
            assert answer.status_code == 303
        return client

    def seat(self, sent: dict[str, Any], person: Person, *, session: bool = False, **headers: str) -> Seat:
        """Somebody's part in a document, by the link of the letter or with a session."""
        return Seat(self.office, sent, person, self.browser(person if session else None, **headers))

    def fresh(self, name: str = "boss", *, session: bool = False, **fields: Any) -> Seat:
        """The part of the representative in a document that was sent just now; by the link, it is followed."""
        sent = self.office.send(**fields)
        self.office.wait(sent, **{name: "ready"})
        seat = self.seat(sent, getattr(self.office, name), session=session)
        if not session:
            assert seat.follow().status_code == 200
        return seat

    def close(self) -> None:
        """Close every browser."""
        for each in self.clients:
            each.close()
