"""What one box adds to a message: signatures, answers, requests, resolutions; all of it or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid4

from inkpost.engines.docflow import check_step, step
from inkpost.errors import InkpostError
from inkpost.model.docflow import Check, EntityKind
from inkpost.model.exchange import (
    Message,
    MessageView,
    Patch,
    PatchKind,
    StoredEntity,
)
from inkpost.model.exchange_posting import NewEntity, NewPatch
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_additions import (
    RESOLUTIONS,
    Adding,
    adding_to,
    check_lock,
    checked_addition,
    custom_data,
)
from inkpost.operations.exchange_faults import wrong
from inkpost.operations.exchange_files import kept
from inkpost.operations.exchange_people import box_of
from inkpost.operations.exchange_showing import of_patch, shown_message
from inkpost.operations.kit import Work, operation
from inkpost.store import (
    exchange_entities,
    exchange_messages,
    exchange_patches,
)

MOST_ENTITIES: Final = 200


@dataclass(frozen=True, slots=True)
class Added:
    """A patch as its author sees it."""

    view: MessageView
    patch: Patch


@operation(right=Right.SIGNED_IN)
def add(work: Work, given: NewPatch) -> Added:
    """Add to a message of the caller's box, and let it go to the other one.

    Raises FORBIDDEN (box, permission, department), NOT_FOUND (message), PARAMETER_MISSING and PARAMETER_INVALID (the
    field by its path), CONFLICT (a step that is not legal now: the text says which are; too many invalid signatures).
    """
    if not given.entities and not given.custom_data:
        raise wrong("message_patch", "nothing is added: give signatures, receipts, or another list of the patch")
    if len(given.entities) > MOST_ENTITIES:
        raise wrong("message_patch", f"{len(given.entities)} things are added, at most {MOST_ENTITIES} go at once")
    # The message is held before anything is written: see exchange_messages.hold.
    exchange_messages.hold(work.db, given.message)
    seat = box_of(work, given.box)
    adding = adding_to(work, seat, kit.find_message(work, seat, given.message))
    tags = custom_data(work, adding, given.custom_data)
    entities = [checked_addition(work, adding, each) for each in given.entities]
    return _record(work, adding, entities, tags)


def _record(
    work: Work, adding: Adding, entities: Sequence[dict[str, Any]], tags: dict[UUID, Mapping[str, Any]]
) -> Added:
    private = all(each["given"].kind in RESOLUTIONS or each["given"].approvement for each in entities)
    failed = any(each.get("check") is Check.INVALID for each in entities)
    if not private and any(each["given"].kind in RESOLUTIONS or each["given"].approvement for each in entities):
        raise wrong("message_patch", "what is for your own box alone (resolutions, approving signatures) goes alone")
    box = adding.seat.box
    adding.patch = exchange_patches.add(
        work.db,
        message_id=adding.message.id,
        box_id=box.id,
        user_id=work.user_id,
        kind=PatchKind.ADDITION,
        private=private or failed,
        created_at=work.now,
    )
    before = dict(adding.states)
    for each in entities:
        _put(work, adding, each)
    check_lock(adding, before)
    exchange_entities.add_all(work.db, adding.rows)
    message = _changed(work, adding)
    for guid in adding.touched:
        tags[guid] = {**tags.get(guid, {}), **_read(work, adding, guid)}
    kit.come(work.services, work.db, message, adding.patch, box.id, work.now, tags)
    _go_on(work, message)
    view = of_patch(shown_message(work.db, adding.seat.box, message), adding.patch.id)
    return Added(view, adding.patch)


def _put(work: Work, adding: Adding, columns: dict[str, Any]) -> None:
    """Check the step of an addition and add its rows: itself and, where it has one, the signature under it."""
    given: NewEntity = columns.pop("given")
    signature, check = columns.pop("signature", b""), columns.pop("check", Check.UNCHECKED)
    name = columns.pop("paper", "")
    guid = uuid4()
    own = given.kind is not EntityKind.SIGNATURE
    row = {
        "guid": guid,
        "parent": given.parent,
        "attachment": given.attachment,
        "wants_receipt": given.wants_receipt,
        "approvement": given.approvement,
        "resolution": given.resolution,
        "details": {"labels": list(given.labels), "comment": given.comment},
        **columns,
    }
    if own and given.signed.content:
        row |= kept(work, given.signed.content, name or _file_name(given, guid))
    elif own and given.comment:
        row |= kept(work, given.comment.encode(), "")
    elif not own:
        row |= {"check": check} | kept(work, signature, "")
    _step(adding, given.kind, row, given.path)
    if own and signature:
        under = {"parent": guid, "document": columns["document"], "department_id": columns["department_id"]}
        _step(
            adding,
            EntityKind.SIGNATURE,
            {"guid": uuid4(), "side": columns["side"], "check": check} | under | kept(work, signature, ""),
            given.path,
        )


def _step(adding: Adding, kind: EntityKind, row: dict[str, Any], path: str) -> None:
    assert adding.patch is not None  # noqa: S101 - made before
    side = row.pop("side")
    place = adding.message.entity_count + len(adding.rows)
    full = kit.entity_row(adding.message, adding.patch, place, kind, side, **row)
    entity = StoredEntity(id=0, **full).fact()
    state = adding.states[row["document"]]
    try:
        check_step(state, entity)
    except InkpostError as fault:
        raise InkpostError(fault.reason, f"{path}: {fault.message}", subject=path, given=fault.given) from None
    adding.states[row["document"]] = step(state, entity)
    adding.rows.append(full)


def _changed(work: Work, adding: Adding) -> Message:
    """The message after the addition; one that waited for its sender's signatures goes when it has them all."""
    values: dict[str, Any] = {
        "entity_count": adding.message.entity_count + len(adding.rows),
        "changed_at": work.now,
    }
    if adding.message.sent_at is None and all(each.sent for each in adding.states.values()):
        values["sent_at"] = work.now
        if adding.message.internal:
            values["delivered_at"] = work.now
    return exchange_messages.change(work.db, adding.message.id, **values)


def _read(work: Work, adding: Adding, guid: UUID) -> dict[str, Any]:
    """Who answers a document has read it."""
    return {} if adding.held[guid].read_at else {"read_at": work.now}


def _go_on(work: Work, message: Message) -> None:
    entities = exchange_entities.of_message(work.db, message.id)
    targets = kit.opened_to(message, entities)
    if targets:
        shared = exchange_patches.shared(work.db, message.id)
        kit.send_out(work.services.jobs, work.db, shared, [*targets, message.from_box_id], work.now)


def _file_name(given: NewEntity, guid: UUID) -> str:
    return f"{given.attachment or given.kind}_{guid}.xml"
