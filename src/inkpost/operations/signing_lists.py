"""What the pages of signing show beside the acts: lists, names, the pictures of the pages, files for the sender."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inkpost.errors import InkpostError, Reason
from inkpost.model.evidence import Record
from inkpost.model.files import StoredFile
from inkpost.model.people import Level, Right
from inkpost.model.signatures import SentDocument, State, document_state, has_ended
from inkpost.operations.kit import Work, operation
from inkpost.operations.public_links import Picture, picture_of
from inkpost.operations.signing_kit import seen
from inkpost.operations.signing_parts import MOST_LISTED, Part, part_of, shown_part
from inkpost.operations.signing_questions import questions_of
from inkpost.operations.signing_start import Standing, standing
from inkpost.operations.trust_keys import has_key
from inkpost.store import people, signing_letters, signing_lists, signing_upkeep
from inkpost.store import signatures as stored
from inkpost.store.signatures import Filed
from inkpost.store.signing_letters import SentLetter
from inkpost.store.signing_upkeep import Upkeep


@dataclass(frozen=True, slots=True)
class Desk:
    """One member's view of a document: the pages, who sent it, where codes go, and whether a key of one's own is there.

    ``others``: how many more have not acted; ``asked``: what the member asked the sender.
    """

    part: Part
    pictures: tuple[Picture, ...]
    sender: str
    address: str
    others: int
    has_key: bool
    asked: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Row:
    """A document in the sender's list."""

    guid: str
    title: str
    created_at: datetime
    state: State
    done: int
    count: int
    unreached: int
    doubted: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """A document for its sender, with the names of the people by their numbers.

    ``letters``: the newest letter to each member, by the member's number; ``questions``: what the members asked, by
    their GUIDs.
    """

    standing: Standing
    names: Mapping[int, str]
    ended: bool
    letters: Mapping[int, SentLetter]
    upkeep: Upkeep | None
    questions: Mapping[str, list[Record]]


@operation(right=Right.SIGNED_IN)
def desk(work: Work, uid: str) -> Desk:
    """All that the member's page shows. Raises NOT_FOUND."""
    part = shown_part(work, uid)
    members = stored.members(work.db, part.document.id)
    sender = people.user(work.db, work.organization_id, part.document.created_by)
    pictures = enumerate(stored.pages(work.db, part.document.id), 1)
    return Desk(
        part,
        tuple(picture_of(work.services, number, page) for number, page in pictures),
        sender.full_name if sender else "",
        work.caller.user.email,
        sum(1 for each in members if not each.acted and each.id != part.member.id),
        has_key(work, work.user_id),
        questions_of(work.db, part.document.id).get(part.member.guid, ()),
    )


@operation(right=Right.SIGNED_IN)
def in_hand(work: Work) -> list[Part]:
    """What the caller has signed or approved while others have not, newest first."""
    found = (part_of(work, each) for each in stored.acted_for(work.db, work.user_id, MOST_LISTED))
    return [part for part in found if part is not None]


@operation(right=Right.SIGNED_IN)
def filed(work: Work, *, limit: int) -> list[tuple[Filed, str]]:
    """What the caller has signed and everyone else too, newest first, each with the GUID of the part."""
    found = stored.personal(work.db, work.user_id, limit=limit, offset=0)
    guids = {each.id: each.guid for one in found if (each := stored.member_by_id(work.db, one.id)) is not None}
    return [(each, guids.get(each.id, "")) for each in found]


@operation(right=Right.SIGNED_IN)
def colleague(work: Work, login: str) -> int:
    """The number of an active user of the organisation by the login; 0 where there is none."""
    known = people.user_for_sign_in(work.db, login.strip()) if "\0" not in login else None
    user = known[0] if known else None
    ours = user is not None and user.active and user.organization_id == work.organization_id
    return user.id if user is not None and ours else 0


@operation(right=Right.SETTINGS_MODIFY)
def names_of(work: Work, numbers: Sequence[int]) -> dict[int, str]:
    """The names of users by their numbers; the number of one who is not the organisation's."""
    return _names(work, sorted({0, *numbers}))


@operation(right=Right.SIGNING_VIEW)
def sent(work: Work, *, limit: int, offset: int) -> list[Row]:
    """A page of the documents that the caller sees as their sender, newest first. Raises FORBIDDEN."""
    found = signing_lists.sent(work.db, work.organization_id, _whose(work), limit=limit, offset=offset)
    numbers = [each.id for each in found]
    newest = signing_letters.newest(work.db, numbers)
    doubted = signing_upkeep.doubted(work.db, numbers)
    return [_row(work, each, newest, doubted=each.id in doubted) for each in found]


@operation(right=Right.SIGNING_VIEW)
def overview(work: Work, uid: str) -> Overview:
    """Where a document stands, for a page. Raises FORBIDDEN, NOT_FOUND."""
    document = seen(work, stored.find(work.db, work.organization_id, uid))
    members = stored.members(work.db, document.id)
    numbers = {each.user_id for each in members} | {document.created_by, document.responsible_id}
    names, newest = _names(work, sorted(numbers)), signing_letters.newest(work.db, [document.id])
    upkeep = signing_upkeep.find(work.db, document.id)
    asked = questions_of(work.db, document.id)
    return Overview(standing(document, members), names, has_ended(document, members), newest, upkeep, asked)


@operation(right=Right.SIGNING_VIEW)
def signed_file(work: Work, uid: str) -> tuple[StoredFile, bytes]:
    """The sealed file, for who sent it. Raises FORBIDDEN, NOT_FOUND (also before it is sealed), FILE_LOST."""
    document = seen(work, stored.find(work.db, work.organization_id, uid))
    if document.sealed_id is None:
        raise InkpostError(Reason.NOT_FOUND, "The document is not sealed", subject="file")
    return work.file(document.sealed_id)


def _row(work: Work, document: SentDocument, letters: Mapping[int, SentLetter], *, doubted: bool) -> Row:
    members = stored.members(work.db, document.id)
    done = sum(1 for each in members if each.signed_at is not None)
    state = document_state(document, members)
    lost = sum(1 for each in members if not each.acted and is_lost(letters.get(each.id)))
    return Row(document.guid, document.title, document.created_at, state, done, len(members), lost, doubted)


def is_lost(letter: SentLetter | None) -> bool:
    """Whether a letter was given up because nobody is reached by it."""
    return letter is not None and letter.failed_at is not None and bool(letter.fault)


def _names(work: Work, numbers: Sequence[int]) -> dict[int, str]:
    found = ((number, people.user(work.db, work.organization_id, number)) for number in numbers)
    return {number: user.full_name if user else str(number) for number, user in found}


def _whose(work: Work) -> set[int] | None:
    """Whose documents the caller sees; everybody's where nothing is said."""
    level = work.level(Right.SIGNING_VIEW)
    if level is Level.ALL:
        return None
    return {work.user_id} if level is Level.OWN else {work.user_id, *people.colleagues(work.db, work.user_id)}
