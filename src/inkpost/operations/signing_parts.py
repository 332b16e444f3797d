"""A member's part in a document, and which parts have come to whom: what every act of a member begins with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from inkpost.model.signatures import Member, SentDocument, State, Why, document_state, member_state
from inkpost.operations.kit import Work
from inkpost.operations.signing_kit import no_document
from inkpost.store import signatures as stored

MOST_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class Part:
    """A member's part in a document, as the member sees it."""

    document: SentDocument
    member: Member
    document_state: State
    state: State


def shown_part(work: Work, uid: str) -> Part:
    """The caller's part in a document that has come to the caller. Raises NOT_FOUND."""
    part = part_of(work, own_member(work, uid))
    if part is None or part.state.why in {Why.PREPARING, Why.OTHERS_FIRST} or _never_came(part):
        raise no_document()
    return part


def own_member(work: Work, uid: str) -> Member:
    """The member of a GUID where that is the caller, whether it is the caller's turn or not. Raises NOT_FOUND."""
    member = stored.member(work.db, work.organization_id, uid)
    if member is None or member.user_id != work.user_id:
        raise no_document()
    return member


def part_of(work: Work, member: Member) -> Part | None:
    """A member's part, whether it has come to the member or not."""
    document = stored.by_id(work.db, member.document_id)
    return part_among(document, stored.members(work.db, document.id), member.id) if document else None


def part_among(document: SentDocument, members: list[Member], member_id: int) -> Part:
    """The part of one of a document's members."""
    member = next(each for each in members if each.id == member_id)
    return Part(document, member, document_state(document, members), member_state(document, members, member))


def _never_came(part: Part) -> bool:
    """Whether the document ended before it was this member's turn: it was never shown then, and is not now."""
    return part.state.why in {Why.ENDED, Why.TIME_OVER} and part.member.opened_at is None
