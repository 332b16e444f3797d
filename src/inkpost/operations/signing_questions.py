"""What members ask who sent a document: it stands in the evidence, and there alone."""

from __future__ import annotations

from sqlalchemy import Connection

from inkpost.model.evidence import Record
from inkpost.model.signatures import MOST_QUESTIONS, Act, LetterLimit, Member, free_at
from inkpost.operations.signing_kit import Process
from inkpost.store import signatures as stored


def demand_question(process: Process, member: Member) -> None:
    """Refuse one more question of a member who asked so many. Raises LIMIT_REACHED (``letter``)."""
    asked = [each.at for each in questions_of(process.db, process.document.id).get(member.guid, ())]
    at = free_at(asked, process.now, MOST_QUESTIONS)
    if at > process.now:
        raise LetterLimit(Act.ASK, at)


def questions_of(db: Connection, document_id: int) -> dict[str, list[Record]]:
    """The records of what members asked the sender, oldest first, by the members' GUIDs."""
    found: dict[str, list[Record]] = {}
    try:
        records = stored.records(db, document_id)
    except ValueError:  # somebody changed the chain: the evidence tells that, and the page goes on
        return found
    for each in records:
        if each.act == Act.ASK:
            found.setdefault(str(each.details.get("member", "")), []).append(each)
    return found
