"""One call, from its bytes to its answer: find the caller and the method, check, read, work, envelope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from structlog.contextvars import bound_contextvars

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix import batch, errors, registry
from inkpost.faces.bitrix.answers import Answer, Done, Held, Refused
from inkpost.faces.bitrix.auth import Path, authenticate, read_path
from inkpost.faces.bitrix.downloads import DOWNLOADS, by_token
from inkpost.faces.bitrix.envelope import Stopwatch, dumps, failure, success, time_object
from inkpost.faces.bitrix.family import Method, Row, row_for
from inkpost.faces.bitrix.limits import Usage
from inkpost.faces.bitrix.meter import Meter
from inkpost.faces.bitrix.multipart import read_body
from inkpost.faces.bitrix.parse import Limits, merge, php_query
from inkpost.faces.bitrix.waiting import held_for, seconds_of
from inkpost.faces.bitrix.xml import dumps_xml
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.logs import logger
from inkpost.faces.kit.requests import WireRequest
from inkpost.model.people import Authentication, Caller
from inkpost.operations.kit import Work

log = logger()
_MEDIA = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}


class Portal:
    """Answers the calls of this process."""

    def __init__(self, edge: Edge) -> None:
        self.services = edge.services
        self.methods = registry.methods()
        self.meter = Meter(edge.settings)
        self._limits = Limits(size=edge.settings.max_body)

    def answer(self, wire: WireRequest, again: bool = False) -> Answer:
        """The answer to a call, whatever happens; a call that is answered ``again`` was counted before."""
        path = read_path(wire.path)
        with bound_contextvars(request=wire.id):
            try:
                return self._answered(wire, path, again)
            except Exception as fault:
                row = self.row(fault)
                self.note(path.method, row, fault)
                return _written(row.status, path.format, failure(row.code, row.text))

    def _answered(self, wire: WireRequest, path: Path, again: bool) -> Answer:
        if not wire.secure:
            raise InkpostError(Reason.HTTPS_REQUIRED, "This address answers over HTTPS only", subject="scheme")
        watch = Stopwatch()
        params, unreadable = _params(wire, self._limits)
        if path.method in DOWNLOADS and "token" in params:
            return by_token(self.services, path.method, params)
        done = self._looked(wire, path, params, watch) if unreadable is None else None
        if done is None:
            done = self._done(wire, path, params, unreadable, watch, again)
        envelope = success(done.reply.result, done.time, total=done.reply.total, following=done.reply.next)
        return _written(200, path.format, envelope, done.held)

    def _looked(self, wire: WireRequest, path: Path, params: Mapping[str, Any], watch: Stopwatch) -> Done | None:
        """A method that only reads, over a connection that cannot write; nothing where the call has to be counted."""
        method = self.methods.get(path.method)
        if method is None or not method.reads:
            return None
        with self.services.reader.connect() as db:
            caller = _known(authenticate(db, path, params, wire.headers, self.services.clock()), wire)
            return (
                None if self.meter.limited(caller) else self.call(db, caller, path.method, params, watch, waiting=True)
            )

    def _done(
        self,
        wire: WireRequest,
        path: Path,
        params: Mapping[str, Any],
        unreadable: InkpostError | None,
        watch: Stopwatch,
        again: bool,
    ) -> Done:
        with self.services.engine.connect() as db:
            caller = _known(authenticate(db, path, params, wire.headers, self.services.clock()), wire)
            if not again:
                self.meter.admit(db, caller, wire.address)
            if unreadable is not None:
                raise unreadable
            if path.method == "batch":
                db.rollback()
                return batch.run(self, db, caller, params, watch)
            return self.call(db, caller, path.method, params, watch, waiting=True)

    def call(
        self,
        db: Connection,
        caller: Caller,
        name: str,
        params: Mapping[str, Any],
        watch: Stopwatch,
        *,
        waiting: bool = False,
    ) -> Done:
        """One method in one transaction: committed when it ends well, rolled back when it raises.

        Only a call of its own may be ``waiting`` for something: a command of a batch is answered at once.
        """
        method = self._method(caller, name)
        self.meter.check(db, caller, method.name)
        try:
            with watch.processing():
                given = method.params.read(params, ZoneInfo(caller.organization.timezone))
                seconds = seconds_of(params) if method.waits and waiting else 0
                work = Work(self.services, caller, db, connector=_connector(params))
                held = held_for(method.waits, work, given, seconds)  # first: an answer is never older than this look
                reply = method.handler(work, given)
                db.commit()
        except InkpostError as error:
            db.rollback()
            raise Refused(self._said(error, method)) from error
        except BaseException:
            db.rollback()
            raise
        finally:
            usage = self.meter.add(db, caller, method.name, watch.processed)
        return Done(reply, self.time(caller, watch, usage), held)

    def time(self, caller: Caller, watch: Stopwatch, usage: Usage | None = None) -> dict[str, Any]:
        """The ``time`` of an answer in the portal's zone."""
        zone = ZoneInfo(caller.organization.timezone)
        if usage is None:
            return time_object(watch.measured(), zone)
        return time_object(watch.measured(), zone, operating=usage.operating, operating_reset_at=usage.reset_at)

    def row(self, fault: Exception) -> Row:
        """The row that says a failure; what is not ours to tell is an internal error."""
        if isinstance(fault, Refused):
            return fault.row
        if isinstance(fault, InkpostError):
            return row_for(fault, errors.TABLE)
        if isinstance(fault, OperationalError | InterfaceError):
            return errors.UNEXPECTED_ANSWER
        return errors.INTERNAL

    def _method(self, caller: Caller, name: str) -> Method:
        method = self.methods.get(name.lower())
        if method is None:
            raise InkpostError(Reason.METHOD_UNKNOWN, f"There is no method {name}", subject=name)
        if method.application_only and caller.authentication is not Authentication.APPLICATION:
            error = InkpostError(
                Reason.WRONG_AUTHENTICATION, "The method works for an application only", subject=method.name
            )
            raise Refused(method.wrong_type or row_for(error, method.rows, errors.TABLE))
        if not method.open_to(caller.scopes):
            raise InkpostError(Reason.SCOPE_MISSING, f"The scope {method.scope} is missing", subject=method.scope)
        return method

    def _said(self, error: InkpostError, method: Method) -> Row:
        return row_for(error, method.rows, errors.TABLE)

    def note(self, name: str, row: Row, fault: BaseException) -> None:
        """Log what the client does not hear. A name that is no method of ours may be a misplaced secret: not that."""
        cause = fault.__cause__ if isinstance(fault, Refused) and fault.__cause__ else fault
        known = name.lower() in self.methods or name in {"batch", *DOWNLOADS}
        told = {"method": name if known else "?", "status": row.status, "code": row.code}
        if isinstance(cause, InkpostError):
            told |= {"reason": cause.reason.value, "detail": cause.detail}
            told |= {"subject": cause.subject, "says": str(cause)} if known else {}
            log.info("call.refused", **told)
        elif isinstance(cause, SQLAlchemyError) or row.status >= 500:
            log.error("call.failed", **told, exc_info=cause)


def _params(wire: WireRequest, limits: Limits) -> tuple[dict[str, Any], InkpostError | None]:
    """The parameters, or what can be read of them and why not more: who asks is settled before how."""
    query: dict[str, Any] = {}
    try:
        query = php_query(wire.query)
        return merge(query, read_body(wire.body, wire.content_type, limits)), None
    except InkpostError as fault:
        return query, fault


def _known(caller: Caller, wire: WireRequest) -> Caller:
    """The caller with what the evidence of an act has to say of where it came from."""
    return replace(caller, address=wire.address, agent=wire.headers.get("user-agent", ""))


def _connector(params: Mapping[str, Any]) -> str:
    """The source that a caller names for its changes, so that it does not hear of them itself."""
    given = params.get("auth_connector")
    return given[:255] if isinstance(given, str) else ""


def _written(status: int, form: str, envelope: dict[str, Any], held: Held | None = None) -> Answer:
    body = dumps_xml(envelope) if form == "xml" else dumps(envelope)
    return Answer(status, _MEDIA[form], body, held=held)
