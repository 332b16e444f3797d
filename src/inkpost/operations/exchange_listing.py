"""How documents come into the lists of boxes, and what pages show of them is made. No rights are demanded here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from inkpost.model.exchange import BoxDocument, DocumentView, Message, Names, StoredEntity
from inkpost.model.exchange_lists import Body
from inkpost.operations.exchange_showing import names_of, shown_documents
from inkpost.operations.kit import Services
from inkpost.store import exchange_postings
from inkpost.store.exchange_postings import Change


def keep(
    services: Services, db: Connection, message: Message, changes: Sequence[Change], seen: Sequence[StoredEntity]
) -> None:
    """Bring the lists of a box to what it has of a message's documents now, and draw those that are in any."""
    exchange_postings.post(db, changes)
    draw(services, db, message, [each.now for each in changes], seen)


def draw(
    services: Services, db: Connection, message: Message, held: Sequence[BoxDocument], seen: Sequence[StoredEntity]
) -> None:
    """Make what pages show of a message's documents in a box."""
    exchange_postings.keep_bodies(db, bodies_of(services, db, message, held, seen))


def bodies_of(
    services: Services, db: Connection, message: Message, held: Sequence[BoxDocument], seen: Sequence[StoredEntity]
) -> dict[int, Body]:
    """What pages are to show, by the documents' numbers in the box; no page shows one that is in no list."""
    listed = [each for each in held if each.categories]
    if not listed or services.drawn is None:
        return {}
    names = names_of(db, [message], listed, ())
    return drawn(services, shown_documents(db, {message.id: message}, listed, seen), names)


def drawn(services: Services, views: Iterable[DocumentView], names: Names) -> dict[int, Body]:
    """The same of what is shown already. What people are called is none of it: that may change."""
    if services.drawn is None:
        return {}
    nameless = replace(names, people={})
    return {view.held.id: services.drawn(view, nameless) for view in views if view.held.categories}
