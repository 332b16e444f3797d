"""The queue of jobs lies in the same database: a job is queued in the transaction that needs it, so none is lost."""

from __future__ import annotations

from typing import Any

import procrastinate
from procrastinate import SyncPsycopgConnector
from sqlalchemy import Connection

CONVERT = "convert"
EVENTS = "events"
DELIVER = "deliver"
SIGN = "sign"
MAIL = "mail"
EXCHANGE = "exchange"


class Jobs:
    """Queues jobs by the name of their task; the worker knows the tasks."""

    def __init__(self) -> None:
        # Its own pool is never opened: every job goes in over the connection of the work that needs it.
        self._app = procrastinate.App(connector=SyncPsycopgConnector())

    def queue(self, db: Connection, task: str, *, lock: str | None = None, queue: str = CONVERT, **args: Any) -> int:
        """Queue a job in the caller's transaction; of jobs with the same ``lock`` one runs at a time."""
        deferrer = self._app.configure_task(
            task, queue=queue, lock=lock, connection=db.connection.driver_connection, allow_unknown=True
        )
        return int(deferrer.defer(**args))
