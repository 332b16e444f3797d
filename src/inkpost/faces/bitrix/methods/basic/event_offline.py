"""``event.offline.*``"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.common import counted, written, zone_of
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.model.listing import ListQuery
from inkpost.operations import offline_events
from inkpost.operations.kit import Work
from inkpost.store.offline_events import OfflineEvent

ROWS: ErrorTable = {
    (Reason.FORBIDDEN, "offline"): Row(403, "ACCESS_DENIED", "Access denied!"),
    (Reason.PARAMETER_MISSING, "process_id"): Row(400, "ERROR_ARGUMENT", "Argument 'PROCESS_ID' is null or empty"),
}
_GET = (
    Column("ID", int, field="id"),
    Column("TIMESTAMP_X", datetime, field="happened_at"),
    Column("EVENT_NAME", field="event"),
    Column("MESSAGE_ID", field="message_id"),
)
TO_GET = Columns(*_GET)
TO_LIST = Columns(*_GET, Column("PROCESS_ID", field="process_id"), Column("ERROR", bool, field="failed"))

family = Family("event.offline", rows=ROWS)


class Get(Params):
    """``event.offline.get``"""

    filter: Any = None
    order: Any = None
    limit: int = 50
    clear: Flag = True
    process_id: str = ""
    auth_connector: str = ""
    error: Flag = False


class List(Params):
    """``event.offline.list``"""

    filter: Any = None
    order: Any = None
    start: Any = None
    auth_connector: str = ""


class Clear(Params):
    """``event.offline.clear``"""

    process_id: str = ""
    id: list[int] | None = None
    message_id: list[str] | None = None


class Error(Params):
    """``event.offline.error``"""

    process_id: str = ""
    message_id: list[str] | None = None


@family.method("get", application_only=True)
def get(work: Work, given: Get) -> Reply:
    """The first events of the queue, forgotten at once or taken by a process."""
    process, found = offline_events.take(
        work,
        _query(TO_GET, work, filter=given.filter, order=given.order or {"TIMESTAMP_X": "ASC"}),
        limit=given.limit,
        clear=given.clear,
        process_id=given.process_id,
        connector=given.auth_connector,
        failed=given.error,
    )
    return Reply({"process_id": process, "events": [_shown(work, each) for each in found]})


@family.method("list", application_only=True)
def list_(work: Work, given: List) -> Reply:
    """The queue as it is."""
    query = _query(TO_LIST, work, filter=given.filter, order=given.order, start=given.start)
    found, total = offline_events.page(work, query, connector=given.auth_connector)
    rows = [{**_shown(work, each), "PROCESS_ID": each.process_id, "ERROR": str(int(each.failed))} for each in found]
    return Reply(rows, *counted(query, total))


@family.method("clear", application_only=True)
def clear(work: Work, given: Clear) -> Reply:
    """Forget what a process has done."""
    offline_events.clear(work, given.process_id, ids=given.id, message_ids=given.message_id)
    return Reply(True)


@family.method("error", application_only=True)
def error(work: Work, given: Error) -> Reply:
    """Mark what a process could not do."""
    offline_events.fail(work, given.process_id, message_ids=given.message_id)
    return Reply(True)


def _query(columns: Columns, work: Work, **given: Any) -> ListQuery:
    return columns.read({name: item for name, item in given.items() if item is not None}, zone_of(work))


def _shown(work: Work, event: OfflineEvent) -> dict[str, Any]:
    return {
        "ID": str(event.id),
        "TIMESTAMP_X": written(event.happened_at, work),
        "EVENT_NAME": event.event,
        "EVENT_DATA": event.data or False,
        "EVENT_ADDITIONAL": {"user_id": str(event.user_id)} if event.user_id else False,
        "MESSAGE_ID": event.message_id,
    }
