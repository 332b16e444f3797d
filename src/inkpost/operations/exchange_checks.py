"""What is wrong with a message that is posted, before anything of it is recorded. No rights are demanded here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Access, Box, Counterparty, Permission, Seat, Standing
from inkpost.model.docflow import Check
from inkpost.model.exchange import (
    LONGEST_COMMENT,
    MOST_CUSTOM_DATA,
    MOST_DOCUMENTS,
    ExchangeDocument,
)
from inkpost.model.exchange_posting import (
    Linked,
    NewDocument,
    NewMessage,
)
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_faults import conflict, missing, wrong
from inkpost.operations.exchange_people import demand
from inkpost.operations.exchange_signatures import Given, checked, test_signature
from inkpost.operations.exchange_types import Described, described
from inkpost.operations.kit import Work
from inkpost.store import counterparties

LONGEST_KEY, LONGEST_VALUE = 255, 1000


@dataclass(slots=True)
class Ready:
    """A document that was looked at: what it is, and its signature with what is known of it."""

    given: NewDocument
    is_a: Described
    guid: UUID = field(default_factory=uuid4)
    signature: bytes = b""
    check: Check = Check.UNCHECKED
    stored: ExchangeDocument | None = None

    @property
    def path(self) -> str:
        """The field of its signature."""
        return f"{self.given.path}.signed_content.signature"


@dataclass(frozen=True, slots=True)
class Ends:
    """From where to where a message goes."""

    seat: Seat
    to: Box | None
    proxy: Box | None
    from_department: int
    to_department: int | None
    proxy_department: int | None


def check_shape(given: NewMessage) -> None:
    """What is wrong with a message whatever the boxes are."""
    if not given.documents:
        raise missing("document_attachments", f"a message has 1 to {MOST_DOCUMENTS} documents, and none is given")
    if len(given.documents) > MOST_DOCUMENTS:
        told = f"a message has 1 to {MOST_DOCUMENTS} documents, and {len(given.documents)} are given"
        raise wrong("document_attachments", told)
    if given.internal and given.to_box is not None and given.to_box != given.from_box:
        raise wrong("to_box_id", "an internal message stays in its box: leave it out")
    if given.internal and given.proxy_box is not None:
        raise wrong("proxy_box_id", "an internal message goes through nobody: leave it out")
    if given.draft and given.delayed:
        raise wrong("delay_send", "a draft is not sent at all: give is_draft or delay_send, not both")
    if given.lock_draft and not given.draft:
        raise wrong("lock_draft", "it is for a draft alone: give is_draft too")
    if not given.internal and not given.draft and given.to_box is None:
        raise missing("to_box_id", "the recipient's box is not given; without one a message is internal or a draft")
    if given.to_box is not None and given.to_box == given.from_box and not given.internal:
        raise wrong("to_box_id", "it is the sender's own box: give another one, or is_internal")


def ends_of(work: Work, seat: Seat, given: NewMessage) -> Ends:
    to = None if given.internal else _box(work, seat, given.to_box, "to_box_id")
    proxy = _box(work, seat, given.proxy_box, "proxy_box_id")
    if proxy is not None and proxy.id in {seat.box.id, to.id if to else None}:
        raise wrong("proxy_box_id", "the proxy is a third box, neither the sender's nor the recipient's")
    start = kit.department_of(work.db, seat.box, given.from_department, "from_department_id")
    reach = kit.sight(work, seat)
    if reach is not None and start not in reach:
        if given.from_department is not None or seat.employee.access is Access.NONE:
            raise InkpostError(
                Reason.FORBIDDEN,
                "You have no access to the department that the message is from",
                subject="from_department_id",
                action="view",
            )
        start = seat.employee.department_id
    target = seat.box if given.internal else to
    end = kit.department_of(work.db, target, given.to_department, "to_department_id") if target else None
    middle = kit.department_of(work.db, proxy, given.proxy_department, "proxy_department_id") if proxy else None
    if proxy is None and given.proxy_department is not None:
        raise wrong("proxy_department_id", "there is no proxy: give proxy_box_id too")
    return Ends(seat, to, proxy, start, end, middle)


def _box(work: Work, seat: Seat, guid: UUID | None, path: str) -> Box | None:
    """The box of another one that takes documents from this one."""
    if guid is None:
        return None
    found = counterparties.other(work.db, guid, seat.box.id)
    if found is None:
        raise wrong(path, f"there is no box {guid}")
    box, theirs = found
    if box.id != seat.box.id:
        _check_standing(box, theirs, path)
    return box


def _check_standing(other: Box, theirs: Counterparty | None, path: str) -> None:
    """Whether another box takes documents from this one, by what this one is to it."""
    standing = theirs.standing if theirs else Standing.STRANGER
    if (theirs and theirs.blocked_at) or standing is Standing.REJECTED_BY_ME:
        raise conflict(path, f"{other.title} takes no documents from this box: it broke off the exchange")
    if other.partners_only and standing is not Standing.PARTNER:
        raise conflict(path, f"{other.title} takes documents from its counterparties alone: invite it first")


def looked_at(work: Work, seat: Seat, message: NewMessage) -> list[Ready]:
    """The documents of a message, looked at; their signatures checked. Raises PARAMETER_MISSING, PARAMETER_INVALID."""
    ready = [_looked_at(work, seat, each, message) for each in message.documents]
    signed = [each for each in ready if each.signature]
    checks = checked(work, [Given(each.signature, each.given.signed.content, each.path) for each in signed])
    for each, check in zip(signed, checks, strict=True):
        each.check = check
    return ready


def _looked_at(work: Work, seat: Seat, given: NewDocument, message: NewMessage) -> Ready:
    path = f"{given.path}.signed_content"
    if not given.signed.content:
        raise missing(f"{path}.content", "the document has no content: it takes at least one byte")
    if len(given.comment) > LONGEST_COMMENT:
        raise wrong(f"{given.path}.comment", f"it has {len(given.comment)} characters, at most {LONGEST_COMMENT}")
    _check_pairs(given.custom_data, f"{given.path}.custom_data")
    ready = Ready(given, described(given, internal=message.internal, strict=message.strict or not message.draft))
    if given.signed.signed:
        demand(seat, Permission.SIGN)
        if message.draft:
            raise wrong(f"{path}.signature", "a draft is signed when it is sent: leave it out")
        ready.signature = given.signed.signature or test_signature(work, seat, given.signed.content)
    elif not message.draft and not message.delayed:
        told = "the document is not signed: give signature or sign_with_test_signature, or delay_send to sign it later"
        raise missing(f"{path}.signature", told)
    return ready


def _check_pairs(pairs: Sequence[tuple[str, str]], path: str) -> None:
    if len(pairs) > MOST_CUSTOM_DATA:
        raise wrong(path, f"{len(pairs)} items are given, a document has at most {MOST_CUSTOM_DATA}")
    for at, (key, text) in enumerate(pairs):
        if not 1 <= len(key) <= LONGEST_KEY:
            raise wrong(f"{path}[{at}].key", f"it has {len(key)} characters: 1 to {LONGEST_KEY} are valid")
        if len(text) > LONGEST_VALUE:
            raise wrong(f"{path}[{at}].value", f"it has {len(text)} characters: at most {LONGEST_VALUE} are valid")
    keys = [key for key, _ in pairs]
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice is not None:
        raise wrong(path, f"the key {twice[:50]!r} is given twice")


def check_identifiers(given: NewMessage) -> None:
    """The clients' own identifiers: each once, and no document belongs to itself, around any corner."""
    known: dict[str, NewDocument] = {}
    for each in given.documents:
        if each.custom_id and known.setdefault(each.custom_id, each) is not each:
            told = f"{each.custom_id[:50]!r} is the identifier of {known[each.custom_id].path} too: each has its own"
            raise wrong(f"{each.path}.custom_document_id", told)
    for data in given.data:
        if data.parent not in known:
            told = f"no document of the message has the identifier {data.parent[:50]!r}"
            raise wrong(f"{data.path}.parent_custom_document_id", told)
    _check_loops(given, known)


def _check_loops(given: NewMessage, known: Mapping[str, NewDocument]) -> None:
    above: dict[str, set[str]] = {each.path: set() for each in given.documents}
    for each in given.documents:
        for at, link in enumerate(each.initial):
            if link.message is None:
                above[each.path].add(_inside(known, link, f"{each.path}.initial_document_ids[{at}]").path)
        for at, link in enumerate(each.subordinate):
            if link.message is None:
                above[_inside(known, link, f"{each.path}.subordinate_document_ids[{at}]").path].add(each.path)
    done: set[str] = set()
    while rest := [path for path in above if path not in done]:
        free = [path for path in rest if above[path] <= done]
        if not free:
            raise wrong(f"{rest[0]}.initial_document_ids", "the documents belong to one another in a circle")
        done.update(free)


def _inside(known: Mapping[str, NewDocument], link: Linked, path: str) -> NewDocument:
    found = known.get(link.document)
    if found is None:
        told = f"no document of the message has the custom_document_id {link.document[:50]!r}"
        raise wrong(f"{path}.entity_id", told)
    return found
