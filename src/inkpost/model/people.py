"""Organisations, the people in them, and what a caller may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum


class Level(StrEnum):
    """How far a right of a role reaches."""

    NONE = ""
    OWN = "A"
    DEPARTMENT = "D"
    ALL = "X"


class Right(Enum):
    """What an operation demands of its caller: the area and the action of a role's permission, or nothing more."""

    SIGNED_IN = ("", "")
    SETTINGS_MODIFY = ("settings", "modify")
    TEMPLATES_MODIFY = ("templates", "modify")
    DOCUMENTS_VIEW = ("documents", "view")
    DOCUMENTS_MODIFY = ("documents", "modify")
    CRM_VIEW = ("crm", "view")
    CRM_ADD = ("crm", "add")
    CRM_MODIFY = ("crm", "modify")
    CRM_DELETE = ("crm", "delete")
    CRM_CONFIGURE = ("crm", "configure")
    SIGNING_VIEW = ("signing", "view")
    SIGNING_SEND = ("signing", "send")
    SIGNING_SAFE = ("signing", "safe")

    @property
    def area(self) -> str:
        """What the right is about: ``templates``."""
        return self.value[0]

    @property
    def action(self) -> str:
        """What it lets one do: ``modify``."""
        return self.value[1]


_WHOSE = (Level.NONE, Level.OWN, Level.DEPARTMENT, Level.ALL)
LEVELS: Mapping[Right, tuple[Level, ...]] = {
    Right.SETTINGS_MODIFY: (Level.NONE, Level.ALL),
    Right.TEMPLATES_MODIFY: (Level.NONE, Level.OWN, Level.DEPARTMENT, Level.ALL),
    Right.DOCUMENTS_VIEW: (Level.NONE, Level.ALL),
    Right.DOCUMENTS_MODIFY: (Level.NONE, Level.ALL),
    Right.CRM_VIEW: _WHOSE,
    Right.CRM_ADD: _WHOSE,
    Right.CRM_MODIFY: _WHOSE,
    Right.CRM_DELETE: _WHOSE,
    Right.CRM_CONFIGURE: (Level.NONE, Level.ALL),
    Right.SIGNING_VIEW: _WHOSE,
    Right.SIGNING_SEND: (Level.NONE, Level.ALL),
    Right.SIGNING_SAFE: _WHOSE,
}
_REACH = (Level.NONE, Level.OWN, Level.DEPARTMENT, Level.ALL)


def widest(levels: list[Level]) -> Level:
    """Of several roles the one that reaches farthest counts."""
    return max(levels, key=_REACH.index, default=Level.NONE)


class Authentication(StrEnum):
    """How a caller proved who it is."""

    WEBHOOK = "webhook"
    APPLICATION = "application"
    SESSION = "session"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Organization:
    """A portal: everything belongs to exactly one. ``timezone`` is an IANA name."""

    id: int
    guid: str
    name: str
    timezone: str
    language: str
    closed: bool
    overloaded: bool
    api_in_plan: bool
    roles_in_plan: bool
    max_documents: int | None
    limits: str


@dataclass(frozen=True, slots=True)
class User:
    """A person of an organisation."""

    id: int
    organization_id: int
    login: str
    name: str
    last_name: str
    second_name: str
    email: str
    position: str
    active: bool
    admin: bool
    created_at: datetime
    personal_phone: str = ""
    personal_mobile: str = ""
    work_phone: str = ""
    guid: str = ""

    @property
    def full_name(self) -> str:
        """First and last name, or the login where neither is known."""
        return " ".join(part for part in (self.name, self.last_name) if part) or self.login


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a user of an organisation, by a webhook, an application's token, a session, or the system itself.

    ``credential`` names the webhook or application for accounting ("webhook:5"); a refreshed token keeps it.
    ``address`` and ``agent``: where the call came from and which program made it, as far as it is known.
    """

    organization: Organization
    user: User
    authentication: Authentication
    credential: str
    scopes: frozenset[str]
    application_id: int | None = None
    token_expires_at: datetime | None = None
    address: str = ""
    agent: str = ""
