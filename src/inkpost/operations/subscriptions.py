"""What the operator sets up from the command line for those who hear of events: outgoing webhooks, endpoints, replays.

No caller, so no right; each act is one transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar

from sqlalchemy import Connection

from inkpost.engines import signing
from inkpost.errors import InkpostError, Reason
from inkpost.model.deliveries import KINDS, Attempt, Delivery, Endpoint, Outgoing
from inkpost.model.events import checked_address
from inkpost.model.secrets import new_secret
from inkpost.operations.kit import Services
from inkpost.store import crm_types, deliveries, endpoints, outgoing, people

MOST_OF_A_KIND: Final = 100
"""Outgoing webhooks, and endpoints, of one organisation."""
TOKEN_LENGTH: Final = 32
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """A delivery with its attempts."""

    delivery: Delivery
    attempts: list[Attempt]


def add_outgoing(
    services: Services, organization_id: int, url: str, events: Sequence[str], *, title: str = ""
) -> Outgoing:
    """A new outgoing webhook with a token of its own. Raises NOT_FOUND, PARAMETER_INVALID, LIMIT_REACHED."""
    checked_address(url)
    if not events:
        raise _invalid("event", "At least one event is needed")
    with services.engine.begin() as db:
        _portal(db, organization_id)
        _demand_room(len(outgoing.of_organization(db, organization_id)), "outgoing webhooks")
        return outgoing.add(
            db,
            organization_id=organization_id,
            url=url,
            events=list(dict.fromkeys(events)),
            application_token=new_secret(TOKEN_LENGTH),
            title=title,
            created_at=services.clock(),
        )


def types_of(services: Services, organization_id: int) -> list[int]:
    """What the items of an organisation's own types carry, by which their events are named. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _portal(db, organization_id)
        return crm_types.numbers(db, organization_id)


def outgoing_webhooks(services: Services, organization_id: int) -> list[Outgoing]:
    """The outgoing webhooks of an organisation. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _portal(db, organization_id)
        return outgoing.of_organization(db, organization_id)


def remove_outgoing(services: Services, organization_id: int, outgoing_id: int) -> None:
    """Take an outgoing webhook away, with what is not sent yet. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _found(outgoing.remove(db, organization_id, outgoing_id) or None, "outgoing webhook", outgoing_id)


def add_endpoint(
    services: Services, organization_id: int, url: str, *, kinds: Sequence[str] = (), title: str = ""
) -> Endpoint:
    """A new endpoint with a secret; no ``kinds``: of every kind. Raises NOT_FOUND, PARAMETER_INVALID, LIMIT_REACHED."""
    checked_address(url)
    wrong = [kind for kind in kinds if kind not in KINDS]
    if wrong:
        raise _invalid("kind", f"{wrong[0]!r} is no kind of event: valid are {', '.join(KINDS)}")
    with services.engine.begin() as db:
        _portal(db, organization_id)
        _demand_room(len(endpoints.of_organization(db, organization_id)), "endpoints")
        return endpoints.add(
            db,
            organization_id=organization_id,
            url=url,
            kinds=list(dict.fromkeys(kinds)),
            secret=signing.new_secret(),
            title=title,
            created_at=services.clock(),
        )


def endpoints_of(services: Services, organization_id: int) -> list[Endpoint]:
    """The endpoints of an organisation. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _portal(db, organization_id)
        return endpoints.of_organization(db, organization_id)


def rotate_secret(services: Services, organization_id: int, endpoint_id: int, *, overlap: timedelta) -> Endpoint:
    """A new secret for an endpoint; for a while messages carry signatures by both. Raises NOT_FOUND."""
    now = services.clock()
    with services.engine.begin() as db:
        old = _endpoint(db, organization_id, endpoint_id)
        changed = endpoints.change(
            db,
            organization_id,
            endpoint_id,
            secret=signing.new_secret(),
            previous_secret=old.secret,
            previous_until=now + overlap,
        )
        return _found(changed, "endpoint", endpoint_id)


def enable_endpoint(services: Services, organization_id: int, endpoint_id: int) -> Endpoint:
    """Let an endpoint that was disabled hear again; what waited for it goes on at once. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        changed = endpoints.change(db, organization_id, endpoint_id, disabled_at=None, failing_since=None)
        head = deliveries.head(db, f"endpoint:{endpoint_id}") if changed else None
        if head is not None:
            deliveries.repeat(db, head.id, services.clock())
        return _found(changed, "endpoint", endpoint_id)


def remove_endpoint(services: Services, organization_id: int, endpoint_id: int) -> None:
    """Take an endpoint away, with its deliveries. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _found(endpoints.remove(db, organization_id, endpoint_id) or None, "endpoint", endpoint_id)


def newest(
    services: Services, organization_id: int, *, endpoint_id: int | None = None, waiting: bool = False, limit: int = 50
) -> list[Told]:
    """The newest deliveries of an organisation with their attempts, newest first. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        _portal(db, organization_id)
        found = deliveries.newest(db, organization_id, endpoint_id=endpoint_id, waiting=waiting, limit=limit)
        tried = deliveries.attempts(db, [each.id for each in found])
        return [Told(each, tried[each.id]) for each in found]


def delivery(services: Services, organization_id: int, delivery_id: int) -> Told:
    """One delivery with its attempts. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        found = _found(deliveries.find(db, organization_id, delivery_id), "delivery", delivery_id)
        return Told(found, deliveries.attempts(db, [found.id])[found.id])


def replay(services: Services, organization_id: int, delivery_id: int) -> None:
    """Send a delivery again, under its old id. Raises NOT_FOUND."""
    with services.engine.begin() as db:
        found = _found(deliveries.find(db, organization_id, delivery_id), "delivery", delivery_id)
        deliveries.repeat(db, found.id, services.clock())


def replay_span(services: Services, organization_id: int, endpoint_id: int, *, since: datetime, until: datetime) -> int:
    """Send the events of a span to an endpoint again, in order, each under its id; those it never got come too.

    Answers how many they are. Raises NOT_FOUND, PARAMETER_INVALID.
    """
    if since >= until:
        raise _invalid("since", f"since ({since.isoformat()}) has to be before until ({until.isoformat()})")
    with services.engine.begin() as db:
        endpoint = _endpoint(db, organization_id, endpoint_id)
        kinds = endpoint.kinds or KINDS
        now = services.clock()
        return deliveries.repeat_span(db, organization_id, endpoint_id, kinds, since=since, until=until, now=now)


def _portal(db: Connection, organization_id: int) -> None:
    _found(people.organization(db, organization_id), "portal", organization_id)


def _endpoint(db: Connection, organization_id: int, endpoint_id: int) -> Endpoint:
    return _found(endpoints.find(db, endpoint_id, organization_id=organization_id), "endpoint", endpoint_id)


def _demand_room(count: int, things: str) -> None:
    if count >= MOST_OF_A_KIND:
        raise InkpostError(Reason.LIMIT_REACHED, f"A portal has at most {MOST_OF_A_KIND} {things}", subject=things)


def _found(thing: T | None, kind: str, key: int) -> T:
    if thing is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no {kind} {key}", subject=kind.partition(" ")[0])
    return thing


def _invalid(field: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=field)
