"""Who exchanges documents: boxes, the people who work in them, and what two boxes are to one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from inkpost.model.people import User


class Access(StrEnum):
    """Which documents of a box an employee sees."""

    ALL = "all"
    OWN = "own"
    OWN_AND_BELOW = "own_and_below"
    SELECTED = "selected"
    NONE = "none"


class Permission(StrEnum):
    """What an employee may do, beside administering the box."""

    CREATE = "create"
    DELETE = "delete"
    SIGN = "sign"
    RESOLVE = "resolve"
    REQUEST_RESOLUTIONS = "request_resolutions"
    COUNTERPARTIES = "counterparties"


@dataclass(frozen=True, slots=True)
class Box:
    """Where a legal person sends documents from and receives them.

    ``guid`` is the box's, ``person_guid`` the legal person's. ``head_department_id`` stands above its departments.
    ``partners_only``: it takes documents from its counterparties alone. ``kpp`` is empty of an individual.
    """

    id: int
    guid: str
    person_guid: str
    organization_id: int
    head_department_id: int
    inn: str
    kpp: str
    ogrn: str
    full_name: str
    short_name: str
    participant_id: str
    tax_office: str
    address: Mapping[str, object]
    partners_only: bool
    test: bool
    created_at: datetime

    @property
    def title(self) -> str:
        """What it is called where there is little room."""
        return self.short_name or self.full_name

    @property
    def individual(self) -> bool:
        """Whether it is a person's own business, not a company's."""
        return len(self.inn) == INDIVIDUAL_INN

    @property
    def branch(self) -> bool:
        """Whether it is a branch of a company: its KPP says so."""
        return self.kpp[4:6] in BRANCHES


@dataclass(frozen=True, slots=True)
class Employee:
    """A user's place in a box. ``selected_departments`` counts where ``access`` is ``selected``."""

    id: int
    box_id: int
    user_id: int
    department_id: int
    position: str
    access: Access
    selected_departments: tuple[int, ...]
    administrator: bool
    permissions: frozenset[Permission]
    in_chats: bool
    blocked_at: datetime | None
    blocked_comment: str
    created_at: datetime

    def may(self, permission: Permission) -> bool:
        """Whether the employee was given this."""
        return permission in self.permissions


@dataclass(frozen=True, slots=True)
class Seat:
    """A box that the caller works in, and as what."""

    box: Box
    employee: Employee


@dataclass(frozen=True, slots=True)
class Worker:
    """An employee and the user; ``registered``: has a password to sign in with."""

    employee: Employee
    user: User
    registered: bool


class Standing(StrEnum):
    """What another box is to this one."""

    STRANGER = "stranger"
    PARTNER = "partner"
    INVITED_BY_ME = "invited_by_me"
    INVITES_ME = "invites_me"
    REJECTED_BY_ME = "rejected_by_me"
    REJECTS_ME = "rejects_me"


class CounterpartyEventKind(StrEnum):
    """What happened between two boxes, as one of them sees it."""

    I_INVITED = "i_invited"
    THEY_INVITED = "they_invited"
    I_ACCEPTED = "i_accepted"
    THEY_ACCEPTED = "they_accepted"
    I_WITHDREW = "i_withdrew"
    THEY_WITHDREW = "they_withdrew"
    I_REFUSED = "i_refused"
    THEY_REFUSED = "they_refused"
    I_BROKE = "i_broke"
    THEY_BROKE = "they_broke"


@dataclass(frozen=True, slots=True)
class Counterparty:
    """What another box is to this one: a row for each side.

    ``inviting``: whose invitation waits (``me``, ``them``); ``settled``: what holds apart from it (``partners``,
    ``rejected_by_me``, ``rejected_by_them``), so an invitation that is withdrawn leaves what was before.
    """

    id: int
    box_id: int
    other_box_id: int
    inviting: str | None
    settled: str | None
    comment_from: str
    comment_to: str
    last_comment: str
    blocked_at: datetime | None
    last_event_at: datetime

    @property
    def standing(self) -> Standing:
        """What the other box is to this one now."""
        return standing(self.inviting, self.settled)


@dataclass(frozen=True, slots=True)
class CounterpartyEvent:
    """One event between two boxes on one side; ``standing`` and comments are as they were right after it."""

    id: int
    guid: str
    box_id: int
    other_box_id: int
    happened: CounterpartyEventKind
    standing: Standing
    comment: str
    comment_from: str
    comment_to: str
    at: datetime


INDIVIDUAL_INN: Final = 12
BRANCHES: Final = frozenset({"02", "03", "04", "05", "31", "32", "43", "44", "45"})
"""What the fifth and sixth characters of a KPP are where it is a branch's or another separate unit's."""
_SETTLED: Final[Mapping[str | None, Standing]] = {
    None: Standing.STRANGER,
    "partners": Standing.PARTNER,
    "rejected_by_me": Standing.REJECTED_BY_ME,
    "rejected_by_them": Standing.REJECTS_ME,
}
_INVITING: Final[Mapping[str | None, Standing]] = {"me": Standing.INVITED_BY_ME, "them": Standing.INVITES_ME}


def standing(inviting: str | None, settled: str | None) -> Standing:
    """What another box is, out of the invitation that waits and what holds otherwise."""
    return _INVITING.get(inviting) or _SETTLED[settled]
