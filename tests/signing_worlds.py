"""A company on a running server whose documents people sign: sent over the wire, sealed by the server's worker."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field, replace
from email.policy import default
from functools import cached_property
from pathlib import Path
from typing import Any

import httpx

from applications import AppRest, same_application
from crm_worlds import COMPANY, item
from hcmlink_worlds import H, Link
from inkpost.model.people import Authentication
from inkpost.operations import hcmlink_people, signing_members
from inkpost.operations.kit import Work
from inkpost.operations.signing import Proof
from inkpost.store import credentials
from signings import pdf
from support import wait_for
from worlds import SCOPES, Person, World, b64

SEND, GET = "sign.b2e.document.send", "sign.b2e.document.get"
PERSONAL, SAFE = "sign.b2e.personal.tail", "sign.b2e.mysafe.tail"
OF_EMPLOYEE = "sign.b2e.hcmlink.document.get"
PROVIDERS = "sign.b2e.company.provider.list"


@dataclass
class Office:
    """An application of a world, its company, and people to sign."""

    world: World
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    used: set[Path] = field(default_factory=set)

    @cached_property
    def made(self) -> Any:
        """The application."""
        return self.world.application(scopes=self.scopes)

    @cached_property
    def app(self) -> AppRest:
        """Its calls for the administrator."""
        return self.of(None)

    def of(self, person: Person | None) -> AppRest:
        """Its calls for somebody."""
        app = same_application(self.world, self.made, person)
        app.client = self.world.rest.client
        return app

    @cached_property
    def company(self) -> int:
        """A company of one's own."""
        return item(self.world.rest, COMPANY, title="Acme", isMyCompany="Y")

    @cached_property
    def provider(self) -> str:
        """The provider that sends codes."""
        found = self.app(PROVIDERS, companyCrmId=self.company)
        return next(str(each["uid"]) for each in found if each["code"] == "ses")

    @cached_property
    def boss(self) -> Person:
        """The company's representative."""
        return self.world.person()

    @cached_property
    def worker(self) -> Person:
        """An employee."""
        return self.world.person()

    def fields(self, **more: Any) -> dict[str, Any]:
        """What is sent: a PDF to the employee and the representative."""
        given = {
            "company": {"crmId": self.company},
            "members": [
                {"userId": self.worker.id, "role": "signer"},
                {"userId": self.boss.id, "role": "assignee"},
            ],
            "responsible": {"userId": self.world.admin.id},
            "companyProviderUid": self.provider,
            "files": [{"fileName": "test-pdf e.pdf", "fileType": "application/pdf", "fileContent": b64(pdf())}],
            "regionDocumentType": "12.999",
            "externalSettings": {"externalId": "EXT-123", "externalDateCreate": "2025-02-18T09:19:34+01:00"},
            **more,
        }
        return {name: item for name, item in given.items() if item is not None}

    def send(self, **more: Any) -> dict[str, Any]:
        """Send a document."""
        sent: dict[str, Any] = self.app(SEND, fields=self.fields(**more))
        return sent

    def state(self, sent: dict[str, Any]) -> tuple[str, dict[int, str]]:
        """The state of a document, and those of its members by their users."""
        found = self.app(GET, uid=sent["uid"])
        return found["state"]["code"], {each["user"]["userId"]: each["state"]["code"] for each in found["members"]}

    def wait(self, sent: dict[str, Any], *, document: str = "", seconds: float = 60, **members: str) -> None:
        """Wait for the state of a document, or of one of its people (``boss="ready"``)."""

        def there() -> bool:
            code, states = self.state(sent)
            wanted = {getattr(self, name).id: state for name, state in members.items()}
            return document in {"", code} and all(states[user] == state for user, state in wanted.items())

        wait_for(there, seconds=seconds, what=f"{document} {members} of {sent['uid']}")

    def act(self, person: Person, operation: Any, *args: Any) -> Any:
        """An operation of somebody who is signed in."""
        services = self.world.services
        with services.engine.begin() as db:
            caller = credentials.caller_as_user(db, self.world.organization_id, person.id)
            assert caller is not None
            caller = replace(caller, authentication=Authentication.SESSION, address="192.0.2.7", agent="Browser")
            return operation(Work(services, caller, db), *args)

    def uid(self, sent: dict[str, Any], person: Person) -> str:
        """The GUID of somebody's part."""
        return next(str(each["uid"]) for each in sent["members"] if each["user"]["userId"] == person.id)

    def code(self, person: Person) -> str:
        """The code in the newest letter to somebody."""

        def look() -> str:
            for path in sorted((self.world.served.data / "outbox").glob("*.eml"), reverse=True):
                letter = email.message_from_bytes(path.read_bytes(), policy=default)
                told = re.match(r"(\d{6}) is the code", letter["Subject"])
                if told and letter["To"] == person.login and path not in self.used:
                    self.used.add(path)
                    return told[1]
            return ""

        return wait_for(look, what="a letter with a code")

    def sign(self, sent: dict[str, Any], person: Person) -> None:
        """Read and sign."""
        uid = self.uid(sent, person)
        for step in (signing_members.open_, signing_members.read, signing_members.ask_code):
            self.act(person, step, uid)
        self.act(person, signing_members.sign, uid, Proof(code=self.code(person)))

    def signed(self, **more: Any) -> dict[str, Any]:
        """A document that both have signed and that is sealed."""
        sent = self.send(**more)
        self.wait(sent, boss="ready")
        self.sign(sent, self.boss)
        self.wait(sent, worker="ready")
        self.sign(sent, self.worker)
        self.wait(sent, document="done")
        return sent


def linked_office(world: World) -> Office:
    """The same, its company linked to a system of personnel records in which the employee is ``e-1``."""
    office = Office(world, scopes=[*SCOPES, H])
    link = Link(world, {"crmCompanyId": office.company})
    link.employees()
    link.act(hcmlink_people.map_person, link.id, "p-1", office.worker.id)
    return office


def fetched(url: str) -> httpx.Response:
    """What lies behind a link, asked for without any credentials."""
    return httpx.get(url, timeout=60)
