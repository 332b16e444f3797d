"""What is stored of documents beside their facts, made or compared anew: for new rules, and for the suspicious.

No caller, so no right: the operator of the machine does this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from inkpost.model.exchange import BoxDocument, Message
from inkpost.operations import exchange_kit as kit
from inkpost.operations.exchange_listing import bodies_of
from inkpost.operations.exchange_settling import settled_columns
from inkpost.operations.kit import Services
from inkpost.store import box_documents, exchange_documents, exchange_entities, exchange_messages, exchange_postings
from inkpost.store.database import locked

AT_ONCE: Final = 200
"""Messages of one batch; each is folded in a transaction of its own."""
_SNAPSHOT: Final = "REPEATABLE READ"
_KEPT: Final = {"class": "folder"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it has come: messages done of all, the number of the last one, documents of boxes that were wrong."""

    done: int
    messages: int
    last: int
    wrong: int


Act = Callable[[Services, Connection, Message, int], int]


def refold(services: Services, *, after: int = 0) -> Iterator[Progress]:
    """Fold every document again, and bring views, postings and bodies to what comes out; then count the tallies.

    In batches, the oldest message first; who was interrupted goes on ``after`` the last one. Others go on working.
    """
    yield from _through(services, after, _mend)
    tally_anew(services)


def check(services: Services) -> Iterator[Progress]:
    """Compare the same and change nothing."""
    return _through(services, 0, lambda services, db, message, box_id: len(_wrong(services, db, message, box_id)))


def tally_anew(services: Services) -> None:
    """Count the tallies again out of the postings, while documents change."""
    snapshots = services.engine.execution_options(isolation_level=_SNAPSHOT)
    with services.engine.connect() as guard, locked(guard, exchange_postings.FOLD_LOCK), snapshots.begin() as db:
        exchange_postings.tally_anew(db)


def wrong_tallies(services: Services) -> int:
    """How many tallies are not what the postings are."""
    with services.engine.execution_options(isolation_level=_SNAPSHOT).begin() as db:
        return exchange_postings.wrong_tallies(db)


def _through(services: Services, after: int, act: Act) -> Iterator[Progress]:
    with services.engine.connect() as db:
        messages = exchange_messages.count(db, after)
    done = wrong = 0
    while True:
        with services.engine.connect() as db:
            guids = exchange_messages.following(db, after, AT_ONCE)
        for after, guid in guids:
            with services.engine.begin() as db:
                exchange_messages.hold(db, guid)
                message = exchange_messages.by_id(db, after)
                wrong += sum(act(services, db, message, box_id) for box_id in kit.boxes_of(message))
        done += len(guids)
        yield Progress(done, max(messages, done), after, wrong)
        if len(guids) < AT_ONCE:
            return


def _mend(services: Services, db: Connection, message: Message, box_id: int) -> int:
    found = _wrong(services, db, message, box_id)
    if found:
        for columns in found.values():
            box_documents.write_box_document(db, box_id=box_id, **columns)
        exchange_postings.repost(db, list(found))
        held = [each for each in box_documents.of_messages(db, box_id, [message.id]) if each.id in found]
        seen = exchange_entities.seen(db, box_id, [message.id])
        exchange_postings.keep_bodies(db, bodies_of(services, db, message, held, seen))
    return len(found)


def _wrong(services: Services, db: Connection, message: Message, box_id: int) -> dict[int, dict[str, Any]]:
    """The documents of which a box has something wrong, with the columns that are right."""
    seen = exchange_entities.seen(db, box_id, [message.id])
    documents = {each.id: each for each in exchange_documents.of_message(db, message.id)}
    held = box_documents.of_messages(db, box_id, [message.id])
    bodies = bodies_of(services, db, message, held, seen)
    below = exchange_documents.amending(db, box_id, list(documents))
    found = {}
    for each in held:
        document = documents[each.document_id]
        columns = settled_columns(
            message, box_id, document, seen, each, each.changed_at, {}, amending=below.get(document.id, ())
        )
        body = bodies.get(each.id)
        stale = body is not None and body != exchange_postings.body(db, each.id)
        if stale or _differs(each, columns) or exchange_postings.astray(db, [each.id]):
            found[each.id] = {"document_id": each.document_id, **columns}
    return found


def _differs(held: BoxDocument, columns: dict[str, Any]) -> bool:
    told = {_KEPT.get(name, name): value for name, value in columns.items()}
    told["custom_data"] = [tuple(pair) for pair in told["custom_data"]]
    told["view"] = msgspec.json.decode(msgspec.json.encode(told["view"]))
    return any(getattr(held, name) != value for name, value in told.items())
