"""The queue of jobs lies in the same database: a job is queued in the transaction that needs it, so none is lost.

The queue's library is loaded with the first job: most commands queue none.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

if TYPE_CHECKING:
    from procrastinate import App

CONVERT = "convert"
EVENTS = "events"
DELIVER = "deliver"
SIGN = "sign"
MAIL = "mail"
EXCHANGE = "exchange"


class Jobs:
    """Queues jobs by the name of their task; the worker knows the tasks."""

    def queue(self, db: Connection, task: str, *, lock: str | None = None, queue: str = CONVERT, **args: Any) -> int:
        """Queue a job in the caller's transaction; of jobs with the same ``lock`` one runs at a time."""
        deferrer = self._app.configure_task(
            task, queue=queue, lock=lock, connection=db.connection.driver_connection, allow_unknown=True
        )
        return int(deferrer.defer(**args))

    def load(self) -> None:
        """Load the library now, where a first job is not to wait for it."""
        _ = self._app

    @cached_property
    def _app(self) -> App:
        """Its own pool is never opened: every job goes in over the connection of the work that needs it."""
        from procrastinate import App, SyncPsycopgConnector

        return App(connector=SyncPsycopgConnector())
