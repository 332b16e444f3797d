"""An organisation with one person of each kind around two documents to sign: one under way, one sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import select, update

from authorities import Authority
from hcmlink_worlds import H, Link
from inkpost.engines.sign.certificates import Naming, key_name
from inkpost.model.secrets import digest, hash_password
from inkpost.model.signatures import Member, Role
from inkpost.model.trust import Purpose
from inkpost.operations import (
    administration,
    hcmlink_people,
    signing_certificates,
    signing_codes,
    signing_links,
    signing_members,
    trust,
)
from inkpost.operations.kit import Services
from inkpost.store import credentials, people, signing_lists
from inkpost.store import signatures as stored
from inkpost.store import trust as trust_store
from inkpost.store.tables import sign_documents, sign_letters, sign_members
from signing_worlds import SEND, Office
from support import Served, wait_for
from worlds import SCOPES, Person, World, new_world

ADMIN, SENDER, MANAGER, READER, COLLEAGUE, CLERK, OTHER, DISMISSED = (
    "admin",  # administrator of the organisation, no member of any document
    "sender",  # sent the documents, and sees what is the sender's own
    "manager",  # sees what the sender's department sent
    "reader",  # sees all that was sent and may do nothing with it
    "colleague",  # may send documents, sent none of these, in another department than the sender
    "clerk",  # works there, has no right at all
    "other",  # administrator of another organisation
    "dismissed",  # was an administrator; still has a session and a token
)
EDITOR, REVIEWER, ASSIGNEE, SIGNER = MEMBERS = tuple(role.value for role in (
    Role.EDITOR, Role.REVIEWER, Role.ASSIGNEE, Role.SIGNER
))  # fmt: skip
NOBODY, LINK, OTHERS_LINK, EXPIRED_LINK, CLERK_WITH_LINK = (
    "nobody",  # nobody is signed in
    "link",  # nobody is signed in, but there is the link to the part
    "others_link",  # the link to another part of the same document
    "expired_link",  # the link to the part, whose time is over
    "clerk_with_link",  # the clerk is signed in, and followed the link to the part of somebody else
)
STAFF: Final = (ADMIN, SENDER, MANAGER, READER, COLLEAGUE, CLERK, *MEMBERS)
SEERS: Final = (ADMIN, SENDER, MANAGER, READER)
ACTORS: Final = (ADMIN, SENDER, MANAGER)
SENDERS: Final = (*ACTORS, COLLEAGUE)
RIGHTLESS: Final = (CLERK, *MEMBERS)
RIGHTS: Final = {
    SENDER: {"signing_view": "A", "signing_send": "X", "signing_safe": "A"},
    MANAGER: {"signing_view": "D", "signing_send": "X", "signing_safe": "D"},
    READER: {"signing_view": "X", "signing_safe": "X"},
    COLLEAGUE: {"signing_view": "A", "signing_send": "X", "signing_safe": "A"},
}
PIN, CODE = "pin-417", "417417"
ABSENT, ABSENT_NUMBER = "11111111-1111-4111-8111-111111111111", "1999999999"
_UNTOUCHED: Final = dict.fromkeys(
    ("opened_at", "read_at", "code_asked_at", "code_hash", "code_expires_at", "signed_at", "refused_at", "reminded_at")
)


@dataclass
class Premises:
    """The organisation, and what rows name in paths and forms."""

    office: Office
    other: World
    people: dict[str, Person]
    link: Link
    names: dict[str, str] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    sessions: dict[str, str] = field(default_factory=dict)
    code_hash: str = field(default_factory=lambda: hash_password(CODE))

    @property
    def services(self) -> Services:
        """The services of the test."""
        return self.office.world.services

    def stage(self, turn: str, *, opened: bool = True, **facts: Any) -> None:
        """Let the document be as if it were the turn of a role now, and nothing else had happened."""
        now = self.services.clock()
        step = next(each.step for each in self.members if each.role == turn)
        begun = {"opened_at": now, "read_at": now, "code_hash": self.code_hash, "code_expires_at": now + timedelta(1)}
        with self.services.engine.begin() as db:
            number = self.members[0].document_id
            ended = {"cancelled_at": None, "cancel_comment": "", "signed_at": None, **facts}
            # First the document, as everybody does it: the worker may be at it.
            db.execute(update(sign_documents).where(sign_documents.c.id == number).values(ended))
            for each in self.members:
                state: dict[str, Any] = {**_UNTOUCHED, "user_id": each.user_id, "comment": ""}
                state |= {"signed_at": now} if each.step < step else begun if each.step == step and opened else {}
                db.execute(update(sign_members).where(sign_members.c.id == each.id).values(state))
            again = sign_documents.c.resent_from == number
            db.execute(update(sign_documents).where(again).values(resent_from=None))
            mail = sign_letters.c.document_id == number
            db.execute(update(sign_letters).where(mail).values(queued_at=now - timedelta(days=2)))

    def cancelled(self) -> None:
        """Let the document be one that was called back."""
        self.stage(ASSIGNEE, cancelled_at=self.services.clock())

    def token(self, role: str, *, expired: bool = False) -> str:
        """The token of a link to the part of a role."""
        now = self.services.clock()
        since = now - signing_links.LASTS - timedelta(seconds=1) if expired else now
        member = next(each for each in self.members if each.role == role)
        return signing_links.link_path(self.services, member, since).rpartition("/")[2]


def new_premises(served: Served, services: Services) -> Premises:
    """The organisation and its people, the documents on their way to be prepared and sealed by the worker."""
    world, other = new_world(served, services), new_world(served, services)
    office = Office(world, scopes=[*SCOPES, H])
    people = {ADMIN: world.admin, OTHER: other.admin, **_staff(world)}
    office.boss, office.worker = people[ASSIGNEE], people[SIGNER]
    place = Premises(office, other, people, Link(world, {"crmCompanyId": office.company}))
    place.link.employees()
    place.link.act(hcmlink_people.map_person, place.link.id, "p-1", people[SIGNER].id)
    under_way, sealed = _sent(place, "Under way"), _sent(place, "Sealed")
    place.members = _members(place, under_way)
    _seal(place, sealed)
    place.names |= _names(place, under_way, sealed) | _certificates(place)
    place.sessions = _sessions(place)
    return place


def _staff(world: World) -> dict[str, Person]:
    sales, others = (administration.add_department(world.services, world.organization_id, each) for each in "SO")
    departments = {SENDER: [sales], MANAGER: [sales], COLLEAGUE: [others]}
    kinds = (SENDER, MANAGER, READER, COLLEAGUE, CLERK, *MEMBERS, "second", "deputy")
    found = {kind: world.person(departments=departments.get(kind, ())) for kind in kinds}
    for kind, rights in RIGHTS.items():
        world.role(found[kind], **rights)
    return {**found, DISMISSED: world.person(admin=True)}


def _sent(place: Premises, title: str) -> str:
    """A document with a member of each role; of two signers, so that none is the last one."""
    known = [{"userId": place.people[role].id, "role": role} for role in MEMBERS]
    members = [*known, {"userId": place.people["second"].id, "role": Role.SIGNER.value}]
    fields = place.office.fields(title=title, members=members, company={"uuid": "hr-1"})
    made: dict[str, str] = place.office.of(place.people[SENDER])(SEND, fields=fields)
    return made["uid"]


def _document(place: Premises, uid: str) -> Any:
    with place.services.engine.connect() as db:
        return signing_lists.document_by_guid(db, uid)


def _members(place: Premises, uid: str) -> list[Member]:
    document = wait_for(lambda: (found := _document(place, uid)).prepared_at and found, seconds=90, what="the file")
    with place.services.engine.connect() as db:
        return stored.members(db, document.id)


def _seal(place: Premises, uid: str) -> None:
    """Have it sealed: all but one have signed by the record, and the last one approves."""
    members, now = _members(place, uid), place.services.clock()
    last = next(each for each in members if each.role is Role.EDITOR)
    others = [each.id for each in members if each is not last]
    with place.services.engine.begin() as db:
        done = dict.fromkeys(("opened_at", "read_at", "signed_at"), now)
        db.execute(update(sign_members).where(sign_members.c.id.in_(others)).values(done))
    for act in (signing_members.open_, signing_members.read, signing_members.sign):
        place.office.act(place.people[EDITOR], act, last.guid)
    wait_for(lambda: _document(place, uid).sealed_at, seconds=90, what="the sealed file")


def _names(place: Premises, uid: str, sealed: str) -> dict[str, str]:
    parts = {each.role.value: each.guid for each in reversed(place.members)}
    signer = next(each for each in _members(place, sealed) if each.user_id == place.people[SIGNER].id)
    with place.services.engine.connect() as db:
        own = db.scalar(select(sign_members.c.id).where(sign_members.c.guid == parts[SIGNER]))
    return {
        "document": uid,
        "sealed": sealed,
        **parts,
        "sealed_part": signer.guid,
        "filed": str(signer.id),
        "unfiled": str(own),
        "code": signing_codes.code_of(place.services.settings, sealed),
        "early_code": signing_codes.code_of(place.services.settings, uid),
        "company": str(place.office.company),
        "provider": place.office.provider,
        "linked": str(place.link.id),
        "deputy": place.people["deputy"].login,
        "other_login": place.other.admin.login,
        "other_user": str(place.other.admin.id),
        "assignee_login": place.people[ASSIGNEE].login,
        "assignee_user": str(place.people[ASSIGNEE].id),
        "signer_user": str(place.people[SIGNER].id),
    }


def _certificates(place: Premises) -> dict[str, str]:
    """A key of the assignee's own, one that another authority certified, and the company's seal."""
    whose, admin = place.people[ASSIGNEE], place.people[ADMIN]
    made = place.office.act(whose, trust.make_own, PIN)
    seal = place.office.act(admin, trust.seals, place.office.company)[0]
    with place.services.engine.connect() as db:
        issuer = trust_store.own(db, Purpose.ISSUING)[0]
    known = {"issuer": issuer.content, "personal": made.content}
    keys = {name: key_name(x509.load_der_x509_certificate(content)) for name, content in known.items()}
    return {"certificate": str(made.id), "serial": made.serial, "seal": str(seal.id), **keys, **register(place)}


def register(place: Premises) -> dict[str, str]:
    """A certificate of another authority, registered for the assignee."""
    issued = Authority().issue(Purpose.PERSON, Naming("Anna Schmidt"))
    content = issued.certificate.public_bytes(Encoding.DER)
    made = place.office.act(place.people[ASSIGNEE], signing_certificates.register_own, content)
    return {"registered": str(made.id)}


def certify(place: Premises) -> dict[str, str]:
    """A new key of the assignee's own; the one before is revoked."""
    return {"certificate": str(place.office.act(place.people[ASSIGNEE], trust.make_own, PIN).id)}


def _sessions(place: Premises, kinds: Sequence[str] = (*STAFF, OTHER, DISMISSED)) -> dict[str, str]:
    """A session of each; who is dismissed is so from now on."""
    until = place.services.clock() + timedelta(days=1)
    found = {kind: f"session-{kind}-{place.people[kind].secret}" for kind in kinds}
    with place.services.engine.begin() as db:
        for kind, token in found.items():
            credentials.add_session(db, digest(token), place.people[kind].id, until)
    return found


def dismiss(place: Premises) -> None:
    """Let the dismissed one be it, after there was a token as well."""
    with place.services.engine.begin() as db:
        people.set_user(db, place.people[DISMISSED].id, active=False)
