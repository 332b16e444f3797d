"""The job that sends the letters of the signing, and gives those up that nobody can be reached by."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

import structlog
from sqlalchemy import Connection

from inkpost.model.people import User
from inkpost.model.secrets import hash_password
from inkpost.model.signatures import CODE_LASTS, Member, MemberState, SentDocument, member_state
from inkpost.operations.kit import Services
from inkpost.operations.signing_kit import CODE
from inkpost.operations.signing_letters import DOUBT, QUESTION, Question, letter_of, letter_to_sender
from inkpost.operations.signing_links import link_path
from inkpost.operations.signing_questions import questions_of
from inkpost.store import people, signing_upkeep
from inkpost.store import signatures as stored
from inkpost.store import signing_letters as letters
from inkpost.store.mail import Letter, MailFailed, MailRefused
from inkpost.store.signing_letters import SentLetter

PATIENCE: Final = timedelta(days=1)
"""How long a letter is tried that the mail server does not take just now; one with a code as long as the code holds."""
LONGEST_FAULT: Final = 500
NO_ADDRESS: Final = "there is no e-mail address"
log = structlog.get_logger()


def letter(services: Services, *, letter_id: int) -> None:
    """Send a letter to a member or to the sender. Raises MailFailed: it is to be tried again.

    What the mail server refuses for good, and what could not be sent for too long, is given up; the letter says why. A
    code is made here, so that it stands nowhere but in the letter; tried again, the letter has another one.
    """
    with services.engine.begin() as db:
        queued = letters.find(db, letter_id)
    if queued is None or queued.sent_at or queued.failed_at:
        return
    made = _written(services, queued) if queued.member_id is not None else _to_sender(services, queued)
    if made is None:
        return
    try:
        services.mailer.send(made)
    except MailFailed as fault:
        _not_sent(services, queued, made.to, fault)
        return
    _settled(services, queued, address=made.to, sent_at=services.clock(), fault="")


def _written(services: Services, queued: SentLetter) -> Letter | None:
    """The letter with its link or code; none, and it is given up, where nobody waits for it or it has no address."""
    kind, code = queued.kind, f"{secrets.randbelow(10**6):06}" if queued.kind == CODE else ""
    hashed = hash_password(code) if code else None  # takes long: before anything is held
    with services.engine.begin() as db:
        found = _addressee(db, queued.member_id or 0, queued.user_id)
        if found is None or not found[2].email:
            _give_up(services, db, queued, NO_ADDRESS if found else "")
            return None
        document, member, user = found
        organization = people.organization(db, document.organization_id)
        sender = people.user(db, document.organization_id, document.created_by)
        if code:
            expires_at = services.clock() + CODE_LASTS
            stored.change_member(db, member.id, code_hash=hashed, code_expires_at=expires_at)
    address = f"{services.settings.base_url}{link_path(services, member, services.clock())}"
    return letter_of(kind, document, member, user, sender, organization, address=address, code=code)


def _to_sender(services: Services, queued: SentLetter) -> Letter | None:
    """The letter to who sent a document; none where it is not needed any more, or nobody can be reached."""
    with services.engine.begin() as db:
        document = stored.by_id(db, queued.document_id)
        sender = people.user(db, document.organization_id, queued.user_id) if document else None
        if document is None or sender is None or not sender.active or not _is_needed(db, queued):
            _give_up(services, db, queued, "")
            return None
        if not sender.email:
            _give_up(services, db, queued, NO_ADDRESS)
            return None
        organization = people.organization(db, document.organization_id)
        question = _question(db, document, queued) if queued.kind == QUESTION else None
    address = f"{services.settings.base_url}/sent/{document.guid}"
    return letter_to_sender(queued.kind, document, sender, organization, address=address, question=question)


def _is_needed(db: Connection, queued: SentLetter) -> bool:
    """A doubt that is over is none; a question stays one."""
    if queued.kind != DOUBT:
        return True
    row = signing_upkeep.find(db, queued.document_id)
    return row is not None and row.doubted_at is not None


def _question(db: Connection, document: SentDocument, queued: SentLetter) -> Question | None:
    """The question that the letter was queued with."""
    asked = (each for every in questions_of(db, document.id).values() for each in every)
    for each in asked:
        if each.at == queued.queued_at:
            asker = people.user(db, document.organization_id, each.user_id or 0)
            return Question(each.name, str(each.details.get("comment", "")), asker.email if asker else "")
    return None


def _give_up(services: Services, db: Connection, queued: SentLetter, fault: str) -> None:
    letters.change(db, queued.id, failed_at=services.clock(), fault=fault)


def _not_sent(services: Services, queued: SentLetter, address: str, fault: MailFailed) -> None:
    """Give a letter up, or note why it waits and raise ``fault``, so that it is tried again."""
    now, why = services.clock(), str(fault)[:LONGEST_FAULT]
    patience = CODE_LASTS if queued.kind == CODE else PATIENCE
    if isinstance(fault, MailRefused) or now >= queued.queued_at + patience:
        log.warning("signing.letter_given_up", letter=queued.id, says=why)
        _settled(services, queued, address=address, failed_at=now, fault=why)
        return
    log.warning("signing.letter_waits", letter=queued.id, says=why)
    _settled(services, queued, address=address, fault=why)
    raise fault


def _settled(services: Services, queued: SentLetter, **facts: Any) -> None:
    with services.engine.begin() as db:
        letters.change(db, queued.id, attempts=queued.attempts + 1, **facts)


def _addressee(db: Connection, member_id: int, user_id: int) -> tuple[SentDocument, Member, User] | None:
    """The member of a letter, if the document still waits for this very person."""
    member = stored.member_by_id(db, member_id)
    if member is None or member.user_id != user_id:
        return None
    document = stored.by_id(db, member.document_id, lock=True)
    if document is None:
        return None
    members = stored.members(db, document.id)
    now = next(each for each in members if each.id == member_id)
    user = people.user(db, document.organization_id, user_id)
    waits = member_state(document, members, now).code == MemberState.READY and now.user_id == user_id
    return (document, now, user) if waits and user is not None and user.active else None
