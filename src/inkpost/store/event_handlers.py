"""The handlers that applications register for events."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, any_, delete, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from inkpost.model.events import EventHandler
from inkpost.store.rows import value
from inkpost.store.tables import applications, event_handlers


def add(db: Connection, **values: Any) -> EventHandler | None:
    """Record a handler; nothing if the application has the very same already, also when both come at once."""
    row = db.execute(insert(event_handlers).values(**values).on_conflict_do_nothing().returning(event_handlers)).first()
    return value(EventHandler, row) if row else None


def count(db: Connection, application_id: int) -> int:
    """How many handlers an application has."""
    own = event_handlers.c.application_id == application_id
    return int(db.execute(select(func.count()).select_from(event_handlers).where(own)).scalar_one())


def of_application(db: Connection, application_id: int, *, user_id: int | None = None) -> list[EventHandler]:
    """An application's handlers, oldest first; with ``user_id`` those alone that act for this user."""
    where: list[ColumnElement[bool]] = [event_handlers.c.application_id == application_id]
    if user_id is not None:
        where.append(event_handlers.c.user_id == user_id)
    rows = db.execute(select(event_handlers).where(*where).order_by(event_handlers.c.id))
    return [value(EventHandler, row) for row in rows]


def find(db: Connection, handler_id: int) -> EventHandler | None:
    """A handler by its number."""
    row = db.execute(select(event_handlers).where(event_handlers.c.id == handler_id)).first()
    return value(EventHandler, row) if row else None


def listening(db: Connection, organization_id: int, event: str, *, scope: str = "") -> list[EventHandler]:
    """Who hears of an event in an organisation, oldest first: the handlers of applications that have its scope now.

    Those of removed applications hear nothing.
    """
    found = event_handlers.c
    query = (
        select(event_handlers)
        .join(applications, applications.c.id == found.application_id)
        .where(found.organization_id == organization_id, found.event == event, applications.c.removed_at.is_(None))
        .order_by(found.id)
    )
    rows = db.execute(query.where(literal(scope) == any_(applications.c.scopes)) if scope else query)
    return [value(EventHandler, row) for row in rows]


def remove_of_application(db: Connection, application_id: int) -> None:
    """Forget every handler of an application, with what was to be told to them."""
    db.execute(delete(event_handlers).where(event_handlers.c.application_id == application_id))


def remove(
    db: Connection, application_id: int, event: str, *, offline: bool, url: str, users: tuple[int | None, ...] | None
) -> int:
    """Forget handlers of an event and count them; no ``url``: at whatever address, ``users``: who they act for."""
    found = event_handlers.c
    where = [found.application_id == application_id, found.event == event, found.offline.is_(offline)]
    if url:
        where.append(found.url == url)
    if users is not None:
        named = found.user_id.in_([user for user in users if user is not None])
        where.append(named | found.user_id.is_(None) if None in users else named)
    return db.execute(delete(event_handlers).where(*where)).rowcount
