"""What is wrong with an addition to a message, before its steps are checked. No rights of acts are demanded here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from inkpost.engines.docflow import State
from inkpost.engines.docflow.packets import check_packet
from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Permission, Seat
from inkpost.model.docflow import Check, Entity, EntityKind, Side
from inkpost.model.exchange import (
    LONGEST_COMMENT,
    MOST_CUSTOM_DATA,
    MOST_INVALID_SIGNATURES,
    BoxDocument,
    ExchangeDocument,
    LockMode,
    Message,
    MessageKind,
    Patch,
    StoredEntity,
)
from inkpost.model.exchange_posting import CustomDataChange, NewEntity
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_faults import wrong
from inkpost.operations.exchange_files import content_of
from inkpost.operations.exchange_paper_parts import addressee_of, check_paper, party_of, signatures_of
from inkpost.operations.exchange_people import demand
from inkpost.operations.exchange_settling import state_of
from inkpost.operations.exchange_signatures import Given, checked, test_signature
from inkpost.operations.exchange_titles import title_columns
from inkpost.operations.kit import Work
from inkpost.store import (
    box_documents,
    employees,
    exchange_documents,
    exchange_entities,
)

LONGEST_LABEL, MOST_LABELS = 255, 20
A_DAY: Final = timedelta(days=1)
RESOLUTIONS: Final = frozenset(
    {
        EntityKind.RESOLUTION,
        EntityKind.RESOLUTION_REQUEST,
        EntityKind.RESOLUTION_REQUEST_DENIAL,
        EntityKind.CANCELLATION,
    }
)
"""For the eyes of one's own box."""
PARENTS: Final[Mapping[EntityKind, frozenset[EntityKind]]] = {
    EntityKind.SIGNATURE: frozenset(
        {
            EntityKind.DOCUMENT,
            EntityKind.REVOCATION_REQUEST,
            EntityKind.RECIPIENT_TITLE,
            EntityKind.RECEIPT,
            EntityKind.AMENDMENT_REQUEST,
            EntityKind.REFUSAL,
        }
    ),
    EntityKind.RECIPIENT_TITLE: frozenset({EntityKind.DOCUMENT}),
    EntityKind.RECEIPT: frozenset(
        {
            EntityKind.DOCUMENT,
            EntityKind.RECIPIENT_TITLE,
            EntityKind.CONFIRMATION,
            EntityKind.AMENDMENT_REQUEST,
        }
    ),
    EntityKind.REFUSAL: frozenset({EntityKind.DOCUMENT, EntityKind.REVOCATION_REQUEST}),
    EntityKind.AMENDMENT_REQUEST: frozenset({EntityKind.DOCUMENT}),
    EntityKind.REVOCATION_REQUEST: frozenset({EntityKind.DOCUMENT}),
    EntityKind.RESOLUTION: frozenset({EntityKind.DOCUMENT, EntityKind.REVOCATION_REQUEST}),
    EntityKind.RESOLUTION_REQUEST: frozenset({EntityKind.DOCUMENT, EntityKind.REVOCATION_REQUEST}),
    EntityKind.RESOLUTION_REQUEST_DENIAL: frozenset({EntityKind.RESOLUTION_REQUEST}),
    EntityKind.CANCELLATION: frozenset({EntityKind.RESOLUTION_REQUEST, EntityKind.RESOLUTION_REQUEST_DENIAL}),
}
"""What each kind may answer."""
_PARENT_FIELDS: Final = {
    EntityKind.RESOLUTION: "initial_document_id",
    EntityKind.RESOLUTION_REQUEST: "initial_document_id",
    EntityKind.RESOLUTION_REQUEST_DENIAL: "initial_resolution_request_id",
    EntityKind.CANCELLATION: "initial_resolution_request_id",
}
_NEEDED: Final = {
    EntityKind.RESOLUTION: Permission.RESOLVE,
    EntityKind.RESOLUTION_REQUEST: Permission.REQUEST_RESOLUTIONS,
}


@dataclass(slots=True)
class Adding:
    """A message while something is added to it."""

    seat: Seat
    message: Message
    known: dict[UUID, StoredEntity]  # every entity, whoever sees it
    seen: frozenset[UUID]  # those that this box sees
    documents: dict[UUID, ExchangeDocument]
    held: dict[UUID, BoxDocument]
    states: dict[UUID, State]
    patch: Patch | None = None
    rows: list[dict[str, Any]] = field(default_factory=list)
    touched: set[UUID] = field(default_factory=set)


def adding_to(work: Work, seat: Seat, message: Message) -> Adding:
    """A message of the caller's box as it is before something is added. Raises PARAMETER_INVALID for a draft."""
    if message.kind is MessageKind.DRAFT:
        raise wrong("message_id", "it is a draft: it is signed when it is sent")
    entities = exchange_entities.of_message(work.db, message.id)
    seen = exchange_entities.seen(work.db, seat.box.id, [message.id])
    documents = {each.guid: each for each in exchange_documents.of_message(work.db, message.id)}
    by_id = {each.document_id: each for each in box_documents.of_messages(work.db, seat.box.id, [message.id])}
    return Adding(
        seat,
        message,
        {each.guid: each for each in entities},
        frozenset(each.guid for each in seen),
        documents,
        {guid: by_id[each.id] for guid, each in documents.items() if each.id in by_id},
        {guid: state_of(each, entities) for guid, each in documents.items()},
    )


def checked_addition(work: Work, adding: Adding, given: NewEntity) -> dict[str, Any]:
    """What is wrong with one addition, as far as it can be told before its step is checked; its columns."""
    parent = _parent(adding, given)
    document = parent.document
    if document is None or document not in adding.held:
        raise wrong(_parent_path(given), f"{given.parent} belongs to no document of this box")
    held = adding.held[document]
    kit.demand_sight(work, adding.seat, [held])
    if held.deleted_at is not None:
        raise InkpostError(Reason.CONFLICT, f"{given.path}: the document is deleted: restore it", subject=given.path)
    _check_words(given)
    adding.touched.add(document)
    columns = {
        "given": given,
        **_said(work, adding, given, parent),
        "document": document,
        "side": side_of(adding, given, parent),
        "department_id": held.department_id,
        **_target(work, adding, given),
    }
    if given.kind in _NEEDED:
        demand(adding.seat, _NEEDED[given.kind])
    return columns | _signed(work, adding, given, parent)


def _parent(adding: Adding, given: NewEntity) -> StoredEntity:
    path = _parent_path(given)
    parent = adding.known.get(given.parent) if given.parent in adding.seen else None
    if parent is None:
        raise wrong(path, f"the message {adding.message.guid} has no entity {given.parent}")
    valid = PARENTS[given.kind]
    if parent.kind not in valid:
        told = ", ".join(sorted(each.replace("_", " ") for each in valid))
        kind = given.kind.replace("_", " ")
        raise wrong(path, f"{given.parent} is a {parent.kind.replace('_', ' ')}: a {kind} is of a {told}")
    return parent


def _said(work: Work, adding: Adding, given: NewEntity, parent: StoredEntity) -> dict[str, Any]:
    """What the content of a formal answer says of itself; it must belong to what it answers."""
    if not given.formal or not given.signed.content:
        return {}
    if given.kind is not EntityKind.RECIPIENT_TITLE:
        return {"paper": _paper(work, adding, given, parent)}
    document = adding.documents[parent.guid]
    path = f"{given.path}.signed_content.content"
    return title_columns(work, document, adding.known.values(), parent, given.signed.content, path)


def _paper(work: Work, adding: Adding, given: NewEntity, parent: StoredEntity) -> str:
    """The name of the file of a formal paper, which must belong to what it answers."""
    db, services = work.db, work.services
    paper = check_paper(
        given.signed.content,
        given.kind,
        party_of(adding.seat.box),
        addressee_of(db, services.settings, adding.message, parent, given.kind, adding.seat.box),
        parent,
        signatures_of(db, services.blobs, adding.known.values(), parent),
        f"{given.path}.signed_content.content",
    )
    return f"{paper.file_id}.xml"


def _parent_path(given: NewEntity) -> str:
    return f"{given.path}.{_PARENT_FIELDS.get(given.kind, 'parent_entity_id')}"


def side_of(adding: Adding, given: NewEntity, parent: StoredEntity) -> Side:
    """Whose act it is. Within one box, what answers the document is the recipient's, and what asks is the sender's."""
    if not adding.message.internal:
        side = adding.message.side_of(adding.seat.box.id)
        assert side is not None  # noqa: S101 - the message is in this box
        return side
    if given.kind is EntityKind.REVOCATION_REQUEST or adding.message.sent_at is None:
        return Side.SENDER
    if given.kind is EntityKind.RECEIPT and parent.side is Side.RECIPIENT:
        return Side.SENDER
    return Side.RECIPIENT


def _check_words(given: NewEntity) -> None:
    if len(given.comment) > LONGEST_COMMENT:
        told = f"it has {len(given.comment)} characters, at most {LONGEST_COMMENT} are valid"
        raise wrong(f"{given.path}.comment", told)
    if len(given.labels) > MOST_LABELS or any(len(each) > LONGEST_LABEL for each in given.labels):
        raise wrong(f"{given.path}.labels", f"at most {MOST_LABELS} labels of {LONGEST_LABEL} characters are valid")


def _target(work: Work, adding: Adding, given: NewEntity) -> dict[str, Any]:
    if given.kind is not EntityKind.RESOLUTION_REQUEST:
        return {}
    if given.target_user is None and given.target_department is None:
        told = "nobody is asked: give target_user_id or target_department_id"
        raise InkpostError(
            Reason.PARAMETER_MISSING, f"{given.path}.target_user_id: {told}", subject=f"{given.path}.target_user_id"
        )
    found: dict[str, Any] = {}
    if given.target_user is not None:
        employee = employees.by_user_guid(work.db, adding.seat.box.id, given.target_user)
        if employee is None:
            raise wrong(f"{given.path}.target_user_id", f"the box has no employee {given.target_user}")
        found["target_user_id"] = employee.user.id
    if given.target_department is not None:
        path = f"{given.path}.target_department_id"
        found["target_department_id"] = kit.department_of(work.db, adding.seat.box, given.target_department, path)
    return found


def _signed(work: Work, adding: Adding, given: NewEntity, parent: StoredEntity) -> dict[str, Any]:
    """The signature of an addition, checked: over its parent's content, or over its own."""
    if given.kind in RESOLUTIONS:
        return {}
    demand(adding.seat, Permission.SIGN)
    own = given.kind is not EntityKind.SIGNATURE
    if own and not given.signed.content:
        path = f"{given.path}.signed_content.content"
        raise InkpostError(Reason.PARAMETER_MISSING, f"{path}: there is no content", subject=path)
    path = f"{given.path}.signed_content.signature" if own else f"{given.path}.signature"
    if not given.signed.signed:
        told = "it is not signed: give signature or sign_with_test_signature"
        raise InkpostError(Reason.PARAMETER_MISSING, f"{path}: {told}", subject=path)
    content = given.signed.content if own else content_of(work, parent)
    _check_tries(work, adding, parent)
    signature = given.signed.signature or test_signature(work, adding.seat, content)
    (check,) = checked(work, [Given(signature, content, path)])
    answers = given.kind in (EntityKind.SIGNATURE, EntityKind.RECIPIENT_TITLE) and not given.approvement
    if check is Check.INVALID and not (answers and parent.kind is EntityKind.DOCUMENT):
        with work.services.engine.begin() as beside:  # what is refused is rolled back, the count of it is not
            exchange_entities.refuse_signature(beside, adding.message.id, parent.guid, work.now, work.now - A_DAY)
        raise wrong(
            path, "the signature does not hold: it is over another content, or no trusted root stands behind it"
        )
    return {"signature": signature, "check": check}


def _check_tries(work: Work, adding: Adding, parent: StoredEntity) -> None:
    tries = exchange_entities.invalid_signatures(work.db, adding.message.id, parent.guid, work.now - A_DAY)
    if tries >= MOST_INVALID_SIGNATURES:
        raise InkpostError(
            Reason.CONFLICT,
            f"{tries} invalid signatures were given to {parent.guid} in 24 hours: no more are taken until then",
            subject="signature",
            given=str(parent.guid),
        )


def check_lock(adding: Adding, before: Mapping[UUID, State]) -> None:
    """In a packet that is locked, an act is one for all documents that it is legal for. Raises CONFLICT.

    ``before`` are the documents' states before the addition.
    """
    lock = adding.message.lock_mode
    if lock is LockMode.NONE:
        return
    added: dict[UUID, list[Entity]] = {}
    for row in adding.rows:
        added.setdefault(row["document"], []).append(StoredEntity(id=0, **row).fact())
    check_packet(before, added, sending_only=lock is LockMode.SEND)


def custom_data(work: Work, adding: Adding, given: Sequence[CustomDataChange]) -> dict[UUID, Mapping[str, Any]]:
    """What the documents' own data will be."""
    if len(given) > MOST_CUSTOM_DATA:
        raise wrong("custom_data_patches", f"{len(given)} are given, at most {MOST_CUSTOM_DATA} go at once")
    found: dict[UUID, dict[str, str]] = {}
    for each in given:
        held = adding.held.get(each.document)
        if held is None:
            raise wrong(f"{each.path}.parent_entity_id", f"the message has no document {each.document}")
        kit.demand_sight(work, adding.seat, [held])
        if not 1 <= len(each.key) <= 255 or len(each.value or "") > 1000:
            raise wrong(f"{each.path}.key", "a key has 1 to 255 characters, a value at most 1000")
        pairs = found.setdefault(each.document, dict(held.custom_data))
        if each.value is None:
            pairs.pop(each.key, None)
        else:
            pairs[each.key] = each.value
        if len(pairs) > MOST_CUSTOM_DATA:
            raise wrong(each.path, f"a document has at most {MOST_CUSTOM_DATA} items of custom data")
    return {guid: {"custom_data": [list(pair) for pair in pairs.items()]} for guid, pairs in found.items()}
