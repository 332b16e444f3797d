"""``batch``: up to fifty calls in one request, each in a transaction of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from sqlalchemy import Connection

from inkpost.errors import InkpostError
from inkpost.faces.bitrix import errors
from inkpost.faces.bitrix.answers import Done, Refused
from inkpost.faces.bitrix.batch_refs import Command, CommandFault, commands, resolve
from inkpost.faces.bitrix.downloads import DOWNLOADS
from inkpost.faces.bitrix.envelope import Stopwatch
from inkpost.faces.bitrix.family import Reply, Row, row_for
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.faces.bitrix.parse import as_list
from inkpost.model.people import Caller

_FAULTS = {
    CommandFault.TOO_MANY: errors.BATCH_TOO_LONG,
    CommandFault.TOO_LONG: errors.BATCH_TOO_LONG,
    CommandFault.NESTED_BATCH: errors.BATCH_IN_BATCH,
}


class Calls(Protocol):
    """What answers one call, and says its time and its failure."""

    def call(self, db: Connection, caller: Caller, name: str, params: Mapping[str, Any], watch: Stopwatch) -> Done:
        """One method in a transaction of its own."""

    def time(self, caller: Caller, watch: Stopwatch) -> dict[str, Any]:
        """The ``time`` of an answer."""

    def row(self, fault: Exception) -> Row:
        """The row that says a failure."""

    def note(self, name: str, row: Row, fault: BaseException) -> None:
        """Log what the client does not hear."""


class Batch(Params):
    """``cmd`` is read apart, for it may be a list or a map."""

    cmd: Any
    halt: Flag = False


class _Answers:
    """What the commands answered, in the five maps of the answer."""

    def __init__(self) -> None:
        self.results: dict[str, Any] = {}
        self.errors: dict[str, Any] = {}
        self.totals: dict[str, int] = {}
        self.next: dict[str, int] = {}
        self.times: dict[str, Any] = {}

    def keep(self, key: str, done: Done) -> None:
        """A command that ended well."""
        self.results[key] = done.reply.result
        self.times[key] = done.time
        if done.reply.total is not None:
            self.totals[key] = done.reply.total
        if done.reply.next is not None:
            self.next[key] = done.reply.next

    def refuse(self, key: str, row: Row) -> None:
        """A command that did not."""
        self.errors[key] = {"error": row.code, "error_description": row.text}

    def shown(self) -> dict[str, Any]:
        """The answer; maps whose keys are 0, 1, 2 … are lists, as PHP writes them."""
        return {
            "result": as_list(self.results),
            "result_error": as_list(self.errors),
            "result_total": as_list(self.totals),
            "result_next": as_list(self.next),
            "result_time": as_list(self.times),
        }


def run(portal: Calls, db: Connection, caller: Caller, params: Mapping[str, Any], watch: Stopwatch) -> Done:
    """Run the commands in order; with ``halt`` up to the first that fails."""
    try:
        given = Batch.read(params)
        asked = commands(given.cmd)
    except InkpostError as error:
        raise Refused(row_for(error, errors.TABLE)) from error
    _refuse_hopeless(asked)
    answers = _Answers()
    with watch.processing():
        for command in asked:
            failed = _one(portal, db, caller, command, answers)
            if failed and given.halt:
                break
    return Done(Reply(answers.shown()), portal.time(caller, watch))


def _refuse_hopeless(asked: list[Command]) -> None:
    """A request in which nothing may run at all, for one and the same reason, is refused as a whole."""
    rows = {_fault(command) for command in asked}
    row = rows.pop() if len(rows) == 1 else None
    if row is not None and row in _FAULTS.values():
        raise Refused(row)


def _one(portal: Calls, db: Connection, caller: Caller, command: Command, answers: _Answers) -> bool:
    row = _fault(command)
    if row is None:
        try:
            params = resolve(command.params, answers.results)
            answers.keep(command.key, portal.call(db, caller, command.method, params, Stopwatch()))
            return False
        except Exception as fault:
            row = portal.row(fault)
            portal.note(command.method, row, fault)
    answers.refuse(command.key, row)
    return True


def _fault(command: Command) -> Row | None:
    if command.fault is None:
        return errors.BATCH_IN_BATCH if command.method in DOWNLOADS else None
    if command.fault is CommandFault.UNREADABLE:
        return Row(400, "ERROR_ARGUMENT", command.message)
    return _FAULTS[command.fault]
