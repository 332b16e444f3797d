"""The operations of signing that no wire serves, only the command line, and who may do them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.hcmlink import Asked
from inkpost.operations import hcmlink_jobs, hcmlink_people, signing
from inkpost.operations.kit import Work
from inkpost.store import credentials
from signing_premises import ACTORS, ADMIN, ASSIGNEE, COLLEAGUE, OTHER, RIGHTLESS, SEERS, SIGNER, Premises

Told = tuple[Reason, str, str] | None
"""A refusal: reason, subject and message; nothing where there is none."""


@dataclass(frozen=True)
class Act:
    """One operation: who may do it, and what all the others get."""

    operation: Callable[..., Any]
    may: tuple[str, ...]
    hides: str
    more: tuple[Any, ...] = ()
    refused: Reason = Reason.FORBIDDEN
    other: Mapping[str, Reason] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.operation.__module__.rpartition('.')[2]}.{self.operation.__name__}"

    def expected(self, kind: str) -> Reason | None:
        """Why somebody is refused."""
        return None if kind in self.may else {OTHER: Reason.NOT_FOUND, **self.other}.get(kind, self.refused)

    def tried(self, place: Premises, kind: str, identity: str) -> Told:
        """How somebody is refused; whatever it leads to is undone."""
        world = place.other if kind == OTHER else place.office.world
        given = [each(place) if callable(each) else each for each in self.more]
        with place.services.engine.connect() as db:
            caller = credentials.caller_as_user(db, world.organization_id, place.people[kind].id)
            assert caller is not None
            try:
                named = int(identity) if identity.isdigit() else identity
                self.operation(Work(place.services, caller, db), named, *given)
            except InkpostError as fault:
                return fault.reason, fault.subject, fault.message.replace(identity, "@")
            finally:
                db.rollback()
        return None


def _part(place: Premises) -> str:
    return place.names[ASSIGNEE]


def _deputy(place: Premises) -> int:
    return place.people["deputy"].id


_COLLEAGUE: Final = {COLLEAGUE: Reason.NOT_FOUND}
_NOBODYS: Final = dict.fromkeys((*ACTORS, *RIGHTLESS, *SEERS, COLLEAGUE), Reason.NOT_FOUND)
ACTS: Final = (
    Act(signing.evidence, SEERS, "document", other=_COLLEAGUE),
    Act(signing.check_evidence, SEERS, "document", other=_COLLEAGUE),
    Act(
        signing.reassign,
        ACTORS,
        "document",
        (lambda place: place.names[ASSIGNEE], lambda place: place.people["deputy"].id),
        other=_COLLEAGUE,
    ),
    Act(hcmlink_jobs.ask_employees, (ADMIN,), "linked"),
    Act(hcmlink_jobs.ask_values, (ADMIN,), "linked", (["e-1"], ["pin"])),
    Act(hcmlink_people.map_person, (ADMIN,), "linked", ("p-1", None)),
    Act(hcmlink_jobs.ask_own, (SIGNER,), "linked", (Asked.PIN, ["pin"]), other=_NOBODYS),
    Act(hcmlink_jobs.answers, (ADMIN,), "job", other=_NOBODYS),
)
