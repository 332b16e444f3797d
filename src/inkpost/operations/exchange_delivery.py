"""What was sent comes to the other box, in order, once; the operator confirms what passes through it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy import Connection

from inkpost.engines.docflow import legal
from inkpost.model.docflow import Check, EntityKind, Side
from inkpost.model.exchange import Message, Patch, PatchKind, StoredEntity
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_files import Content, keeping
from inkpost.operations.exchange_paper_parts import confirmation_of
from inkpost.operations.exchange_settling import state_of
from inkpost.operations.exchange_signatures import operator_signature
from inkpost.operations.kit import Services
from inkpost.operations.trust_authority import Bench
from inkpost.store import (
    boxes,
    exchange_deliveries,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_patches,
)
from inkpost.store.exchange_deliveries import Delivery

AT_ONCE: Final = 50


def deliver(services: Services, *, one: int, other: int) -> None:
    """Deliver what waits between two boxes, in the order of sending. Each in a transaction of its own."""
    while True:
        with services.engine.begin() as db:
            found = exchange_deliveries.waiting(db, one, other, AT_ONCE)
        for each in found:
            _deliver_one(services, each)
        if len(found) < AT_ONCE:
            return


def queue_waiting(services: Services) -> int:
    """Queue the delivery of everything that waits, whether a job is about to or not; for how many pairs of boxes."""
    with services.engine.begin() as db:
        found = exchange_deliveries.pairs(db)
        for pair in sorted(found):
            kit.queue_delivery(services.jobs, db, pair)
        return len(found)


def _deliver_one(services: Services, delivery: Delivery) -> None:
    with services.engine.begin() as db:
        patch = exchange_patches.by_id(db, delivery.patch_id)
        exchange_messages.hold(db, exchange_messages.by_id(db, patch.message_id).guid)
        now = services.clock()
        if not exchange_deliveries.deliver(db, delivery.id, now):
            return
        message = _arrived(db, delivery, patch, now)
        kit.come(services, db, message, patch, delivery.to_box_id, now)
        confirm(services, db, message, patch, now)
        _tell_sender(services, db, message, delivery, patch, now)


def _arrived(db: Connection, delivery: Delivery, patch: Patch, now: datetime) -> Message:
    message = exchange_messages.by_id(db, patch.message_id)
    exchange_messages.arrive(db, delivery.to_box_id, message.id, now)
    if patch.kind is not PatchKind.MESSAGE:
        return message
    column = "proxy_delivered_at" if delivery.to_box_id == message.proxy_box_id else "delivered_at"
    return exchange_messages.change(db, message.id, **{column: now}, changed_at=now)


def _tell_sender(
    services: Services, db: Connection, message: Message, delivery: Delivery, patch: Patch, now: datetime
) -> None:
    """Tell the box that a patch of its own has come to the other one."""
    told = exchange_patches.add(
        db,
        message_id=message.id,
        kind=PatchKind.DELIVERY,
        private=True,
        delivered_patch=patch.guid,
        created_at=now,
    )
    kit.come(services, db, message, told, delivery.from_box_id, now)


def confirm(services: Services, db: Connection, message: Message, patch: Patch, now: datetime) -> None:
    """Let the operator confirm what the workflows want confirmed of a patch that came through; once."""
    entities = exchange_entities.of_message(db, message.id)
    brought = {each.guid for each in entities if each.patch_id == patch.id}
    wanted = _wanted(db, message, entities, brought)
    if not wanted:
        return
    made = exchange_patches.add(db, message_id=message.id, kind=PatchKind.ADDITION, created_at=now)
    rows = _confirmations(services, db, message, made, entities, wanted)
    exchange_entities.add_all(db, rows)
    message = exchange_messages.change(db, message.id, entity_count=message.entity_count + len(rows), changed_at=now)
    for box_id in kit.boxes_of(message):
        if exchange_messages.arrived(db, box_id, message.id):
            kit.come(services, db, message, made, box_id, now)


def _wanted(
    db: Connection, message: Message, entities: Sequence[StoredEntity], brought: set[UUID]
) -> list[tuple[StoredEntity, Side]]:
    """Which entities of a patch the operator is to confirm now, and to whom."""
    by_guid = {each.guid: each for each in entities}
    found = []
    for document in exchange_documents.of_message(db, message.id):
        for each in legal(state_of(document, entities), Side.OPERATOR):
            if each.kind is EntityKind.CONFIRMATION and each.due and each.to and each.parent in brought:
                found.append((by_guid[each.parent], each.to))
    return found


def _confirmations(
    services: Services,
    db: Connection,
    message: Message,
    patch: Patch,
    entities: Sequence[StoredEntity],
    wanted: Sequence[tuple[StoredEntity, Side]],
) -> list[dict[str, Any]]:
    """The rows of confirmations of these entities, each with the operator's signature under it."""
    bench = Bench(services.settings, services.keyring, db, patch.created_at)
    papers = [
        confirmation_of(db, services.settings, services.blobs, message, entities, parent, to, patch.created_at)
        for parent, to in wanted
    ]
    given = []
    for name, content in papers:
        given += [Content(content, name, "application/xml"), Content(operator_signature(bench, content), "")]
    with keeping(services, db, boxes.by_id(db, message.from_box_id).organization_id, given) as files:
        rows = [each for one in wanted for each in _rows_of(*one)]
        return [
            kit.entity_row(message, patch, message.entity_count + place, kind, Side.OPERATOR, **columns, **file)
            for place, ((kind, columns), file) in enumerate(zip(rows, files, strict=True))
        ]


def _rows_of(parent: StoredEntity, to: Side) -> list[tuple[EntityKind, dict[str, Any]]]:
    """A confirmation and the signature under it."""
    guid = uuid4()
    about = {"document": parent.document, "box_id": None}
    confirmation = {"guid": guid, "parent": parent.guid, "to_side": to, "attachment": "confirmation", **about}
    return [
        (EntityKind.CONFIRMATION, confirmation),
        (EntityKind.SIGNATURE, {"parent": guid, "check": Check.VALID, **about}),
    ]
