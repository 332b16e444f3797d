"""What applications keep about themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.postgresql import JSONB

from inkpost.store.tables import applications


def options(db: Connection, application_id: int) -> dict[str, Any]:
    """Everything an application has kept."""
    row = db.execute(select(applications.c.options).where(applications.c.id == application_id)).scalar_one()
    return cast("dict[str, Any]", row)


def keep_options(db: Connection, application_id: int, more: Mapping[str, Any]) -> dict[str, Any]:
    """Keep more, over what has the same names, and answer everything; two at once do not lose one another's."""
    merged = applications.c.options.op("||", return_type=JSONB)(dict(more))
    row = db.execute(
        update(applications)
        .where(applications.c.id == application_id)
        .values(options=merged)
        .returning(applications.c.options)
    ).scalar_one()
    return cast("dict[str, Any]", row)
