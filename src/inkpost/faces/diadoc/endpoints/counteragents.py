"""Counterparties of a box; at the older addresses organisations stand for their boxes."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Query, Ticks
from inkpost.faces.diadoc.routes import NotServed, endpoint
from inkpost.faces.diadoc.translate import counteragents as translate
from inkpost.faces.diadoc.translate.common import read_department, read_index_key, wire_box
from inkpost.model.exchange import moment
from inkpost.operations import exchange_counterparties as operations
from inkpost.operations import exchange_organizations as organizations
from inkpost.operations.exchange_counterparties import Whom
from inkpost.operations.kit import Work
from inkpost.store.counterparties import Period

Status = Literal["IsMyCounteragent", "InvitesMe", "IsInvitedByMe", "Rejected", "RejectsMe", "IsRejectedByMe"]


class GetCounteragent(Query, frozen=True):
    """One's own box and another one."""

    my_box_id: BoxId
    counteragent_box_id: BoxId


class GetCounteragentOld(Query, frozen=True):
    """One's own organisation and another one."""

    my_org_id: UUID
    counteragent_org_id: UUID


class GetCounteragents(Query, frozen=True):
    """Which ones, and behind which."""

    my_box_id: BoxId
    counteragent_status: Status | None = None
    after_index_key: str | None = None
    query: str = ""


class GetCounteragentsOld(Query, frozen=True):
    """The same of one's own organisation."""

    my_org_id: UUID
    counteragent_status: Status | None = None
    after_index_key: str | None = None
    query: str = ""


class Acquire(Query, frozen=True):
    """Who invites, in the name of which department."""

    my_box_id: BoxId
    my_department_id: str = ""


class AcquireV2(Query, frozen=True):
    """The same of one's own organisation."""

    my_org_id: UUID
    my_department_id: str = ""


class AcquireV1(Query, frozen=True):
    """The same, with whom and why in the query."""

    my_org_id: UUID
    counteragent_org_id: UUID
    comment: str = ""
    my_department_id: str = ""


class OfTask(Query, frozen=True):
    """A task."""

    task_id: UUID


class Break(Query, frozen=True):
    """Who leaves whom, and why."""

    my_box_id: BoxId
    counteragent_box_id: BoxId
    comment: str = ""


class BreakV1(Query, frozen=True):
    """The same of organisations."""

    my_org_id: UUID
    counteragent_org_id: UUID
    comment: str = ""


class GetCounteragentEvents(Query, frozen=True):
    """Which events, and how many at once."""

    box_id: BoxId
    after_index_key: str | None = None
    timestamp_from_ticks: Ticks | None = None
    timestamp_to_ticks: Ticks | None = None
    limit: int = operations.PAGE


@endpoint("GET", "/V3/GetCounteragent", query=GetCounteragent, answer=pb.Counteragent)
def get_counteragent(work: Work, query: GetCounteragent) -> pb.Counteragent:
    """One counterparty with its organisation."""
    return translate.counteragent(operations.get(work, query.my_box_id, query.counteragent_box_id))


@endpoint("GET", "/V2/GetCounteragent", query=GetCounteragentOld, answer=pb.Counteragent)
@endpoint("GET", "/GetCounteragent", query=GetCounteragentOld, answer=pb.Counteragent)
def get_counteragent_old(work: Work, query: GetCounteragentOld) -> pb.Counteragent:
    """The same by organisations."""
    mine, other = _mine(work, query.my_org_id), _theirs(work, query.counteragent_org_id)
    return translate.counteragent(operations.get(work, mine, other))


@endpoint("GET", "/V3/GetCounteragents", query=GetCounteragents, answer=pb.CounteragentList)
def get_counteragents(work: Work, query: GetCounteragents) -> pb.CounteragentList:
    """Up to a hundred counterparties."""
    return _listed(work, query.my_box_id, query)


@endpoint("GET", "/V2/GetCounteragents", query=GetCounteragentsOld, answer=pb.CounteragentList)
@endpoint("GET", "/GetCounteragents", query=GetCounteragentsOld, answer=pb.CounteragentList)
def get_counteragents_old(work: Work, query: GetCounteragentsOld) -> pb.CounteragentList:
    """The same of one's own organisation."""
    return _listed(work, _mine(work, query.my_org_id), query)


@endpoint(
    "POST", "/V3/AcquireCounteragent", query=Acquire, body=pb.AcquireCounteragentRequest, answer=pb.AsyncMethodResult
)
def acquire(work: Work, query: Acquire, given: pb.AcquireCounteragentRequest) -> pb.AsyncMethodResult:
    """Invite an organisation, or accept its invitation."""
    return _acquired(work, query.my_box_id, given, query.my_department_id)


@endpoint(
    "POST", "/V2/AcquireCounteragent", query=AcquireV2, body=pb.AcquireCounteragentRequest, answer=pb.AsyncMethodResult
)
def acquire_v2(work: Work, query: AcquireV2, given: pb.AcquireCounteragentRequest) -> pb.AsyncMethodResult:
    """The same of one's own organisation."""
    return _acquired(work, _mine(work, query.my_org_id), given, query.my_department_id)


@endpoint("POST", "/AcquireCounteragent", query=AcquireV1)
def acquire_v1(work: Work, query: AcquireV1) -> None:
    """The same without a task to ask after."""
    whom = Whom(person=query.counteragent_org_id)
    department = read_department("myDepartmentId", query.my_department_id) if query.my_department_id else None
    operations.acquire(work, _mine(work, query.my_org_id), whom, query.comment, department=department)


@endpoint("GET", "/V2/AcquireCounteragentResult", query=OfTask, answer=pb.AcquireCounteragentResultV2)
def acquire_result(work: Work, query: OfTask) -> pb.AcquireCounteragentResultV2:
    """Whom a task invited, or why nobody."""
    return pb.AcquireCounteragentResultV2(BoxId=wire_box(operations.acquired(work, query.task_id).guid))


@endpoint("GET", "/AcquireCounteragentResult", query=OfTask, answer=pb.AcquireCounteragentResult)
def acquire_result_v1(work: Work, query: OfTask) -> pb.AcquireCounteragentResult:
    """The same by the organisation."""
    return pb.AcquireCounteragentResult(OrgId=operations.acquired(work, query.task_id).person_guid)


@endpoint("POST", "/V2/BreakWithCounteragent", query=Break)
def break_with(work: Work, query: Break) -> None:
    """Break up with a counterparty, refuse its invitation or withdraw one's own."""
    operations.leave(work, query.my_box_id, query.counteragent_box_id, query.comment)


@endpoint("POST", "/BreakWithCounteragent", query=BreakV1)
def break_with_v1(work: Work, query: BreakV1) -> None:
    """The same of organisations."""
    mine = _mine(work, query.my_org_id)
    operations.leave(work, mine, _theirs(work, query.counteragent_org_id), query.comment)


@endpoint("GET", "/V1/GetCounteragentEvents", query=GetCounteragentEvents, answer=pb.BoxCounteragentEventList)
def get_events(work: Work, query: GetCounteragentEvents) -> pb.BoxCounteragentEventList:
    """What happened between a box and others."""
    start, end = query.timestamp_from_ticks, query.timestamp_to_ticks
    period = Period(moment(start) if start is not None else None, moment(end) if end is not None else None)
    after = read_index_key(query.after_index_key)
    found, total = operations.happened(work, query.box_id, after=after, period=period, limit=query.limit)
    return translate.event_list(found, total)


def _listed(work: Work, box: UUID, query: GetCounteragents | GetCounteragentsOld) -> pb.CounteragentList:
    status = query.counteragent_status
    standings = translate.FILTERS[status] if status else operations.LISTED
    after = read_index_key(query.after_index_key)
    found, total = operations.page(work, box, standings=standings, words=query.query, after=after)
    return translate.counteragent_list(found, total)


def _acquired(work: Work, box: UUID, given: pb.AcquireCounteragentRequest, department: str) -> pb.AsyncMethodResult:
    if given.HasField("InvitationDocument"):
        raise NotServed("Invitations with a document are not served here yet: leave InvitationDocument out")
    named = read_department("myDepartmentId", department) if department else None
    task = operations.acquire(work, box, translate.whom(given), given.MessageToCounteragent, department=named)
    return pb.AsyncMethodResult(TaskId=task)


def _mine(work: Work, person: UUID) -> UUID:
    return UUID(operations.seat(work, person=person).box.guid)


def _theirs(work: Work, person: UUID) -> UUID:
    return UUID(organizations.by_person(work, person).box.guid)
