"""Alembic's entry: run the revisions on the database that the caller gives, in one transaction."""

from __future__ import annotations

from alembic import context

from inkpost.store.database import engine_for
from inkpost.store.tables import metadata


def ours(name: str | None, kind: str, parents: object) -> bool:
    """The tables of the job queue belong to its library: leave them out when comparing."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


engine = engine_for(context.config.attributes["url"], pool=1)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, include_name=ours)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
