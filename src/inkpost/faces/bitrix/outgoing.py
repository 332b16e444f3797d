"""Events on their way out: how handlers of applications and outgoing webhooks hear of them, form-encoded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote_plus, urlsplit

from sqlalchemy import Connection

from inkpost.errors import InkpostError
from inkpost.faces.bitrix.oauth import LOCAL, member_id
from inkpost.faces.bitrix.told import data_of, names_of, scope_of
from inkpost.model.deliveries import Outgoing
from inkpost.model.events import Event, EventHandler
from inkpost.model.people import Organization
from inkpost.operations import oauth
from inkpost.operations.kit import Services
from inkpost.operations.wires import Message
from inkpost.store import credentials, people
from inkpost.store.credentials import Application

FORM: Final = "application/x-www-form-urlencoded"


class BitrixWire:
    """Names and messages of this face."""

    offline_notice = "ONOFFLINEEVENT"

    def names(self, event: Event) -> tuple[str, ...]:
        """The event's names; none where the vendor knows no such event."""
        return names_of(event)

    def scope(self, event: Event) -> str:
        """The scope without which an application is not told."""
        return scope_of(event)

    def data(self, event: Event) -> dict[str, Any]:
        """What is said of the event."""
        return data_of(event)

    def for_handler(
        self, services: Services, db: Connection, handler: EventHandler, name: str, event: Event
    ) -> Message | None:
        """The message for an application: with tokens of the user it acts for, where there is one who may.

        None for an application that was removed, or that lost the scope of the event since.
        """
        application = credentials.application(db, application_id=handler.application_id)
        organization = people.organization(db, event.organization_id)
        if application is None or organization is None or scope_of(event) not in application.scopes:
            return None
        auth = {
            **_tokens(services, db, application, handler.user_id or event.user_id),
            "scope": ",".join(application.scopes),
            "status": LOCAL,
            **_portal(services, organization),
            "application_token": application.application_token or "",
        }
        return self._message(services, handler.url, handler.id, name, event, auth)

    def for_outgoing(self, services: Services, db: Connection, webhook: Outgoing, name: str, event: Event) -> Message:
        """The message for an outgoing webhook: no tokens but its own."""
        organization = people.organization(db, event.organization_id)
        if organization is None:
            raise LookupError("the organisation is gone")
        auth = {**_portal(services, organization), "application_token": webhook.application_token}
        return self._message(services, webhook.url, webhook.id, name, event, auth)

    def _message(
        self, services: Services, url: str, handler_id: int, name: str, event: Event, auth: Mapping[str, Any]
    ) -> Message:
        told = {
            "event": name,
            "event_handler_id": handler_id,
            "data": "" if name == self.offline_notice else self.data(event),
            "ts": int(services.clock().timestamp()),
            "auth": auth,
        }
        return Message(url, form(told), {"Content-Type": FORM})


def form(told: Mapping[str, Any]) -> bytes:
    """A nested map as a form: ``auth[domain]=…``, encoded as PHP does it."""
    return "&".join(f"{quote_plus(name)}={quote_plus(item)}" for name, item in _flat(told)).encode()


def _flat(told: Mapping[str, Any], under: str = "") -> Iterator[tuple[str, str]]:
    for key, item in told.items():
        name = f"{under}[{key}]" if under else key
        if isinstance(item, list):
            yield from _flat({str(place): each for place, each in enumerate(item)}, name)
        elif isinstance(item, Mapping):
            yield from _flat(item, name)
        else:
            yield name, str(item)


def _portal(services: Services, organization: Organization) -> dict[str, str]:
    base = services.settings.base_url
    return {
        "domain": urlsplit(base).netloc,
        "client_endpoint": f"{base}/rest/",
        "server_endpoint": f"{base}/rest/",
        "member_id": member_id(organization),
    }


def _tokens(services: Services, db: Connection, application: Application, user_id: int | None) -> dict[str, Any]:
    """A pair of tokens for a user who may use the application; nothing for an event that nobody caused."""
    if user_id is None:
        return {}
    try:
        issued = oauth.issue(db, application, user_id, services.clock())
    except InkpostError:
        return {}
    return {
        "access_token": issued.access_token,
        "expires": int(issued.expires_at.timestamp()),
        "expires_in": oauth.ACCESS_SECONDS,
        "refresh_token": issued.refresh_token,
        "user_id": user_id,
    }
