"""``inkpost outgoing``, ``endpoint``, ``delivery``: who hears of events, and how that went."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import click

from inkpost.cli.common import administers, portal_argument, split
from inkpost.faces.bitrix.events import ALL, ONLY_BOUND, of_types
from inkpost.model.deliveries import KINDS, Delivery, Endpoint
from inkpost.operations import subscriptions
from inkpost.operations.kit import Services
from inkpost.operations.subscriptions import Told

url_argument = click.argument("url")
title_option = click.option("--title", default="", help="What it is for.")
endpoint_argument = click.argument("endpoint_id", metavar="ENDPOINT", type=click.IntRange(min=1))
delivery_argument = click.argument("delivery_id", metavar="DELIVERY", type=click.IntRange(min=1))


class Moment(click.ParamType[datetime]):
    """A moment as ISO 8601; without an offset in UTC."""

    name = "MOMENT"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment, aware."""
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment: it takes one such as 2026-03-18T17:00:00+01:00", param, ctx)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


@click.group()
def outgoing() -> None:
    """Outgoing webhooks: addresses that are told of events, once, with a token that shows who tells."""


@outgoing.command("add")
@portal_argument
@url_argument
@click.option("--event", "events", multiple=True, required=True, metavar="EVENT", help="Repeatable, or with commas.")
@title_option
@administers
def add_outgoing(services: Services, portal_id: int, url: str, events: tuple[str, ...], title: str) -> dict[str, Any]:
    """Add an outgoing webhook and print its application token."""
    names = [name.upper() for name in split(events)]
    known = {*ALL, *of_types(subscriptions.types_of(services, portal_id))}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise click.UsageError(f"There is no event {unknown[0]}; `events` with full=1 lists them")
    only_bound = [name for name in names if name in ONLY_BOUND]
    if only_bound:
        raise click.UsageError(f"{only_bound[0]} is for applications alone, by `event.bind`")
    made = subscriptions.add_outgoing(services, portal_id, url, names, title=title)
    return {"id": made.id, "url": made.url, "events": made.events, "application_token": made.application_token}


@outgoing.command("list")
@portal_argument
@administers
def list_outgoing(services: Services, portal_id: int) -> dict[str, Any]:
    """List the outgoing webhooks of a portal."""
    return {
        "outgoing": [
            {"id": each.id, "url": each.url, "events": each.events, "title": each.title}
            for each in subscriptions.outgoing_webhooks(services, portal_id)
        ]
    }


@outgoing.command("remove")
@portal_argument
@click.argument("outgoing_id", metavar="OUTGOING", type=click.IntRange(min=1))
@administers
def remove_outgoing(services: Services, portal_id: int, outgoing_id: int) -> dict[str, Any]:
    """Take an outgoing webhook away."""
    subscriptions.remove_outgoing(services, portal_id, outgoing_id)
    return {"id": outgoing_id, "removed": True}


@click.group()
def endpoint() -> None:
    """Endpoints: addresses that get signed messages (Standard Webhooks), again and again until they take them."""


@endpoint.command("add")
@portal_argument
@url_argument
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help=f"Of {', '.join(KINDS)}; default: all.")
@title_option
@administers
def add_endpoint(services: Services, portal_id: int, url: str, kinds: tuple[str, ...], title: str) -> dict[str, Any]:
    """Add an endpoint and print its secret."""
    made = subscriptions.add_endpoint(services, portal_id, url, kinds=split(kinds), title=title)
    return {**_shown(made), "secret": made.secret}


@endpoint.command("list")
@portal_argument
@administers
def list_endpoints(services: Services, portal_id: int) -> dict[str, Any]:
    """List the endpoints of a portal."""
    return {"endpoints": [_shown(each) for each in subscriptions.endpoints_of(services, portal_id)]}


@endpoint.command("rotate")
@portal_argument
@endpoint_argument
@click.option("--overlap", type=click.IntRange(0, 720), default=24, show_default=True, help="Hours of both secrets.")
@administers
def rotate_secret(services: Services, portal_id: int, endpoint_id: int, overlap: int) -> dict[str, Any]:
    """Give an endpoint a new secret and print it; meanwhile messages are signed with both."""
    made = subscriptions.rotate_secret(services, portal_id, endpoint_id, overlap=timedelta(hours=overlap))
    until = made.previous_until.isoformat(timespec="seconds") if made.previous_until else None
    return {"id": made.id, "secret": made.secret, "old_secret_until": until}


@endpoint.command("enable")
@portal_argument
@endpoint_argument
@administers
def enable_endpoint(services: Services, portal_id: int, endpoint_id: int) -> dict[str, Any]:
    """Let an endpoint that failed for too long hear again; what waited for it is sent."""
    return _shown(subscriptions.enable_endpoint(services, portal_id, endpoint_id))


@endpoint.command("remove")
@portal_argument
@endpoint_argument
@administers
def remove_endpoint(services: Services, portal_id: int, endpoint_id: int) -> dict[str, Any]:
    """Take an endpoint away, with its deliveries."""
    subscriptions.remove_endpoint(services, portal_id, endpoint_id)
    return {"id": endpoint_id, "removed": True}


@click.group()
def delivery() -> None:
    """Deliveries: what was sent, how that went, and sending it again."""


@delivery.command("list")
@portal_argument
@click.option("--endpoint", "endpoint_id", type=click.IntRange(min=1), help="Only those to this endpoint.")
@click.option("--waiting", is_flag=True, help="Only those that are still to be delivered.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@administers
def list_deliveries(
    services: Services, portal_id: int, endpoint_id: int | None, waiting: bool, limit: int
) -> dict[str, Any]:
    """List the newest deliveries of a portal, newest first."""
    found = subscriptions.newest(services, portal_id, endpoint_id=endpoint_id, waiting=waiting, limit=limit)
    return {"deliveries": [_line(each) for each in found]}


@delivery.command("show")
@portal_argument
@delivery_argument
@administers
def show_delivery(services: Services, portal_id: int, delivery_id: int) -> dict[str, Any]:
    """Show a delivery and every attempt."""
    told = subscriptions.delivery(services, portal_id, delivery_id)
    return {
        **_line(told),
        "tried": [
            {
                "started_at": each.started_at.isoformat(timespec="seconds"),
                "seconds": round(each.seconds, 3),
                "status": each.status,
                "fault": each.fault,
                "answer": each.answer,
            }
            for each in told.attempts
        ],
    }


@delivery.command("replay")
@portal_argument
@click.argument("delivery_id", metavar="[DELIVERY]", type=click.IntRange(min=1), required=False)
@click.option("--endpoint", "endpoint_id", type=click.IntRange(min=1), help="All of a span to this endpoint.")
@click.option("--since", type=Moment(), help="Where the span begins.")
@click.option("--until", type=Moment(), help="Where it ends (default: now).")
@administers
def replay(
    services: Services,
    portal_id: int,
    delivery_id: int | None,
    endpoint_id: int | None,
    since: datetime | None,
    until: datetime | None,
) -> dict[str, Any]:
    """Send one delivery again, or every event of a span to an endpoint; each keeps its id."""
    if delivery_id is not None and endpoint_id is None:
        subscriptions.replay(services, portal_id, delivery_id)
        return {"replayed": 1}
    if delivery_id is not None or endpoint_id is None or since is None:
        raise click.UsageError("It takes either DELIVERY or --endpoint with --since")
    end = until or services.clock()
    return {"replayed": subscriptions.replay_span(services, portal_id, endpoint_id, since=since, until=end)}


def _shown(found: Endpoint) -> dict[str, Any]:
    return {
        "id": found.id,
        "url": found.url,
        "kinds": found.kinds or ["all"],
        "title": found.title,
        "failing_since": found.failing_since.isoformat(timespec="seconds") if found.failing_since else None,
        "disabled": found.disabled_at is not None,
    }


def _line(told: Told) -> dict[str, Any]:
    found = told.delivery
    last = told.attempts[-1] if told.attempts else None
    return {
        "id": found.id,
        "message_id": found.message_id,
        "to": found.lane,
        "event": found.event,
        "state": _state(found),
        "attempts": len(told.attempts),
        "last_status": last.status if last else None,
        "last_fault": last.fault if last else "",
        "created_at": found.created_at.isoformat(timespec="seconds"),
        "due_at": found.due_at.isoformat(timespec="seconds") if found.due_at else None,
    }


def _state(found: Delivery) -> str:
    if found.due_at is not None:
        return "waiting"
    return "given up" if found.given_up_at is not None else "delivered"
