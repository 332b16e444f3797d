"""A company whose documents people sign: its seal, its people, and the steps of each, one call a step."""

from __future__ import annotations

import email
import io
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import Message
from email.policy import default
from typing import Any

import pikepdf
from sqlalchemy import text

from inkpost.model.crm_fields import COMPANY
from inkpost.model.people import Authentication
from inkpost.model.signatures import ProviderKind, Role
from inkpost.operations import administration, crm_items, signing, signing_jobs, signing_mailing, signing_members
from inkpost.operations.crm_values import ItemChange
from inkpost.operations.kit import Services, Work
from inkpost.operations.signing import CompanyNamed, Participant, Proof, Sending, Standing
from inkpost.operations.signing_parts import Part
from inkpost.store import credentials, people
from inkpost.store import signatures as stored


def pdf(title: str = "Contract", pages: int = 1) -> bytes:
    """A PDF with empty pages; two with different titles are different files."""
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page(page_size=(300, 400))
    made.docinfo["/Title"] = title
    held = io.BytesIO()
    made.save(held, deterministic_id=True)
    return held.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF that opens without a password, and whose content is encrypted all the same."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(300, 400))
    held = io.BytesIO()
    made.save(held, encryption=pikepdf.Encryption(owner="owner", user=""))
    return held.getvalue()


def make_company(services: Services, organization_id: int, user_id: int, *, own: bool = True) -> int:
    """A company of the CRM, one's own unless said otherwise; its number there."""
    with services.engine.begin() as db:
        caller = credentials.caller_as_system(db, organization_id, user_id)
        assert caller is not None
        change = ItemChange({"title": "Acme", "isMyCompany": own})
        return int(crm_items.add(Work(services, caller, db), COMPANY, change)["id"])


def drawn(content: bytes) -> list[bytes]:
    """What stands for the pictures of the pages where nobody looks at them."""
    return [b"a picture of %d bytes" % len(content)]


def as_pdf(content: bytes) -> bytes:
    """What stands for the conversion where no office is at hand."""
    return pdf("converted")


@dataclass
class House:
    """An organisation with a company and an administrator; the clock is the test's."""

    services: Services
    organization_id: int = 0
    admin: int = 0
    company: int = 0
    ahead: timedelta = timedelta(0)
    letters: list[Message] = field(default_factory=list)

    def __post_init__(self) -> None:
        real = self.services.clock
        self.services = replace(self.services, clock=lambda: real() + self.ahead)
        self.organization_id = administration.add_organization(self.services, "Acme", timezone="UTC")
        self.admin = self.person("admin", admin=True)
        self.company = make_company(self.services, self.organization_id, self.admin)

    @property
    def now(self) -> datetime:
        """The time of the house."""
        return self.services.clock()

    def person(self, name: str, *, address: bool = True, login: str = "", **more: Any) -> int:
        """A user of the organisation."""
        login = f"{login or name}-{self.organization_id}@example.test"
        given = {"name": name.title(), "last_name": "Test", "email": login if address else "", **more}
        return administration.add_user(self.services, self.organization_id, login, **given)

    def act(self, user_id: int, operation: Callable[..., Any], *args: Any, **more: Any) -> Any:
        """An operation of a user, committed."""
        with self.services.engine.begin() as db:
            caller = credentials.caller_as_user(db, self.organization_id, user_id)
            assert caller is not None
            caller = replace(caller, authentication=Authentication.APPLICATION, address="192.0.2.7", agent="Test/1.0")
            return operation(Work(self.services, caller, db), *args, **more)

    def provider(self, kind: ProviderKind = ProviderKind.SIMPLE) -> str:
        """The GUID of a provider of the company."""
        found = self.act(self.admin, signing.providers, CompanyNamed(self.company), limit=10, offset=0)
        return next(each.guid for each in found if each.kind is kind)

    def send(
        self,
        *members: tuple[int, Role],
        kind: ProviderKind = ProviderKind.SIMPLE,
        by: int | None = None,
        content: bytes | None = None,
        **more: Any,
    ) -> Standing:
        """Send a document; it is made ready as well unless its file is of no use."""
        given = {
            "company": CompanyNamed(self.company),
            "provider_uid": self.provider(kind),
            "responsible": Participant(self.admin, Role.ASSIGNEE),
            "members": tuple(Participant(user, role) for user, role in members),
            "file_name": "contract.pdf",
            "content": pdf() if content is None else content,
            **more,
        }
        sent: Standing = self.act(by or self.admin, signing.send, Sending(**given))
        self.prepare(sent)
        return self.standing(sent)

    def prepare(self, sent: Standing) -> None:
        """Run the job that makes a file ready."""
        signing_jobs.prepare(self.services, as_pdf, drawn, document_id=sent.document.id)

    def standing(self, sent: Standing) -> Standing:
        """Where a document stands now."""
        found: Standing = self.act(self.admin, signing.get, sent.document.guid)
        return found

    def uid(self, sent: Standing, user: int) -> str:
        """The GUID of somebody's part."""
        return next(each.guid for each, _ in sent.members if each.user_id == user)

    def states(self, sent: Standing) -> tuple[str, dict[int, str]]:
        """The state of a document, and those of its members by their users."""
        found = self.standing(sent)
        return str(found.state.code), {each.user_id: str(state.code) for each, state in found.members}

    def read(self, sent: Standing, user: int) -> str:
        """Open and read; the GUID of the part."""
        uid = self.uid(self.standing(sent), user)
        self.act(user, signing_members.open_, uid)
        self.act(user, signing_members.read, uid)
        return uid

    def code(self, uid: str, user: int) -> str:
        """Ask for a code and take it out of the letter."""
        self.act(user, signing_members.ask_code, uid)
        self.post()
        found = re.search(r"\b(\d{6})\b", self.letters[-1].get_content())  # type: ignore[attr-defined]
        assert found, self.letters[-1]
        return found[1]

    def sign(self, sent: Standing, user: int) -> Part:
        """Everything that it takes to sign with the simple provider, or to approve."""
        uid = self.read(sent, user)
        member = next(each for each, _ in self.standing(sent).members if each.guid == uid)
        signs = member.role in {Role.ASSIGNEE, Role.SIGNER}
        proof = Proof(code=self.code(uid, user)) if signs else Proof()
        done: Part = self.act(user, signing_members.sign, uid, proof)
        return done

    def seal(self, sent: Standing) -> None:
        """Run the job that seals."""
        signing_jobs.seal(self.services, document_id=sent.document.id)

    def post(self) -> list[Message]:
        """Send the letters that are queued; those of this house that went out, oldest first."""
        for job in self.jobs("send_letter"):
            signing_mailing.letter(self.services, **job)
        self.done("send_letter")
        folder = self.services.settings.data / "outbox"
        new = [email.message_from_bytes(each.read_bytes(), policy=default) for each in sorted(folder.glob("*.eml"))]
        for each in folder.glob("*.eml"):
            each.unlink()
        ours = [each for each in new if each["To"].endswith(f"-{self.organization_id}@example.test")]
        self.letters += ours
        return ours

    def jobs(self, task: str) -> list[dict[str, Any]]:
        """What waits in the queue for a task, oldest first."""
        query = "select args from procrastinate_jobs where task_name = :task and status = 'todo' order by id"
        with self.services.engine.begin() as db:
            return [dict(row.args) for row in db.execute(text(query), {"task": task})]

    def done(self, task: str) -> None:
        """Take the jobs of a task out of the queue."""
        with self.services.engine.begin() as db:
            db.execute(text("delete from procrastinate_jobs where task_name = :task"), {"task": task})

    def events(self, like: str = "sign.%") -> list[tuple[str, str]]:
        """Kinds and states of what was announced, in order."""
        query = (
            "select kind, payload->>'state' as state from events "
            "where organization_id = :o and kind like :like order by id"
        )
        with self.services.engine.begin() as db:
            return [(row.kind, row.state) for row in db.execute(text(query), {"o": self.organization_id, "like": like})]

    def acts(self, sent: Standing) -> list[str]:
        """The acts in the chain of a document."""
        with self.services.engine.begin() as db:
            return [each.act for each in stored.records(db, sent.document.id)]

    def deactivate(self, user: int) -> None:
        """Let a user be active no more."""
        with self.services.engine.begin() as db:
            people.set_user(db, user, active=False)
