"""Counterparties on the wire, where they are called counteragents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate.common import index_key, read_box, read_guid, wire_box
from inkpost.faces.diadoc.translate.organizations import organization
from inkpost.model.boxes import CounterpartyEventKind, Standing
from inkpost.model.exchange import ticks
from inkpost.operations.exchange_counterparties import Happened, Related, Whom
from inkpost.operations.exchange_organizations import RelatedParty

STATUSES: Final[Mapping[Standing, pb.CounteragentStatus]] = {
    Standing.STRANGER: pb.CounteragentStatus.NotInCounteragentList,
    Standing.PARTNER: pb.CounteragentStatus.IsMyCounteragent,
    Standing.INVITES_ME: pb.CounteragentStatus.InvitesMe,
    Standing.INVITED_BY_ME: pb.CounteragentStatus.IsInvitedByMe,
    Standing.REJECTS_ME: pb.CounteragentStatus.RejectsMe,
    Standing.REJECTED_BY_ME: pb.CounteragentStatus.IsRejectedByMe,
}
FILTERS: Final[Mapping[str, frozenset[Standing]]] = {
    "IsMyCounteragent": frozenset({Standing.PARTNER}),
    "InvitesMe": frozenset({Standing.INVITES_ME}),
    "IsInvitedByMe": frozenset({Standing.INVITED_BY_ME}),
    "Rejected": frozenset({Standing.REJECTS_ME, Standing.REJECTED_BY_ME}),
    "RejectsMe": frozenset({Standing.REJECTS_ME}),
    "IsRejectedByMe": frozenset({Standing.REJECTED_BY_ME}),
}
_EVENTS: Final[Mapping[CounterpartyEventKind, pb.CounteragentEventType]] = {
    CounterpartyEventKind.I_INVITED: pb.CounteragentEventType.IInvitedCounteragent,
    CounterpartyEventKind.THEY_INVITED: pb.CounteragentEventType.CounteragentInvitedMe,
    CounterpartyEventKind.I_ACCEPTED: pb.CounteragentEventType.IAcceptedInvitation,
    CounterpartyEventKind.THEY_ACCEPTED: pb.CounteragentEventType.CounteragentAcceptedInvitation,
    CounterpartyEventKind.I_WITHDREW: pb.CounteragentEventType.IWithdrewInvitation,
    CounterpartyEventKind.THEY_WITHDREW: pb.CounteragentEventType.CounteragentWithdrewInvitation,
    CounterpartyEventKind.I_REFUSED: pb.CounteragentEventType.IRejectedInvitation,
    CounterpartyEventKind.THEY_REFUSED: pb.CounteragentEventType.CounteragentRejectedInvitation,
    CounterpartyEventKind.I_BROKE: pb.CounteragentEventType.IBrokeUpWithCounteragent,
    CounterpartyEventKind.THEY_BROKE: pb.CounteragentEventType.CounteragentBrokeUpWithMe,
}


def counteragent(found: Related) -> pb.Counteragent:
    """A counterparty with its organisation."""
    relation = found.relation
    return pb.Counteragent(
        IndexKey=index_key(relation.id),
        Organization=organization(found.party),
        CurrentStatus=STATUSES[relation.standing],
        LastEventTimestampTicks=ticks(relation.last_event_at),
        MessageFromCounteragent=relation.comment_from or None,
        MessageToCounteragent=relation.comment_to or None,
    )


def counteragent_list(found: Iterable[Related], total: int) -> pb.CounteragentList:
    """A page of them."""
    return pb.CounteragentList(
        TotalCount=total,
        Counteragents=[counteragent(each) for each in found],
        TotalCountType=pb.TotalCountType.Equal,
    )


def with_status(found: RelatedParty) -> pb.OrganizationWithCounteragentStatus:
    """An organisation and what it is to the one that asked."""
    relation = found.relation
    if relation is None:
        return pb.OrganizationWithCounteragentStatus(
            Organization=organization(found.party), CounteragentStatus=STATUSES[Standing.STRANGER]
        )
    return pb.OrganizationWithCounteragentStatus(
        Organization=organization(found.party),
        CounteragentStatus=STATUSES[relation.standing],
        LastEventTimestampTicks=ticks(relation.last_event_at),
        MessageFromCounteragent=relation.comment_from or None,
        MessageToCounteragent=relation.comment_to or None,
    )


def event_list(found: Iterable[Happened], total: int) -> pb.BoxCounteragentEventList:
    """A page of events."""
    return pb.BoxCounteragentEventList(
        Events=[_event(each) for each in found], TotalCount=total, TotalCountType=pb.TotalCountType.Equal
    )


def whom(given: pb.AcquireCounteragentRequest) -> Whom:
    """Whom a request names."""
    return Whom(
        box=read_box("BoxId", given.BoxId) if given.BoxId else None,
        person=read_guid("OrgId", given.OrgId) if given.OrgId else None,
        inn=given.Inn,
    )


def _event(found: Happened) -> pb.BoxCounteragentEvent:
    event = found.event
    partner = event.standing is Standing.PARTNER
    return pb.BoxCounteragentEvent(
        EventId=event.guid,
        IndexKey=index_key(event.id),
        EventTypes=[_EVENTS[event.happened]],
        Counteragent=pb.CounteragentInfo(
            CounteragentBoxId=wire_box(found.other.guid),
            Status=STATUSES[event.standing],
            EventTimestampTicks=ticks(event.at),
            LastEventComment=None if partner else event.comment or None,
            MessageFromCounteragent=event.comment_from or None,
            MessageToCounteragent=event.comment_to or None,
        ),
    )
