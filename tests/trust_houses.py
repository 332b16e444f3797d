"""An organisation with people and companies of its own, on a database without a worker, under a clock of the test's."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from houses import Clock
from inkpost.model.crm import system_type
from inkpost.model.crm_fields import COMPANY
from inkpost.model.people import Authentication, Caller
from inkpost.operations import administration
from inkpost.operations.kit import Services, Work, working
from inkpost.operations.trust_authority import Bench
from inkpost.operations.trust_keyring import Keyring
from inkpost.store import crm_items, people, roles

PIN = "pin-417"


@dataclass
class TrustHouse:
    """One organisation; every act of ``working`` is a transaction of its own."""

    services: Services
    clock: Clock
    organization_id: int

    def user(self, *, admin: bool = False, **permissions: str) -> int:
        """A new user; ``settings_modify="X"`` gives a right."""
        login = f"user-{secrets.token_hex(6)}@example.test"
        number = administration.add_user(
            self.services, self.organization_id, login, admin=admin, name="Anna", last_name="Schmidt"
        )
        found: dict[str, dict[str, str]] = {}
        for name, level in permissions.items():
            area, action = name.split("_")
            found.setdefault(area, {})[action] = level
        if found:
            with self.services.engine.begin() as db:
                roles.grant(db, self.organization_id, f"U{number}", found)
        return number

    def company(self, *, own: bool = True, title: str = "Acme GmbH") -> int:
        """A company of the CRM; its number there."""
        with self.services.engine.begin() as db:
            number = crm_items.take_number(db, self.organization_id, COMPANY)
            fields = {"id": number, "title": title, "isMyCompany": own}
            crm_items.add(db, system_type(self.organization_id, COMPANY), fields, {})
        return number

    def caller(self, user_id: int) -> Caller:
        """That user, signed in."""
        with self.services.engine.begin() as db:
            organization = people.organization(db, self.organization_id)
            user = people.user(db, self.organization_id, user_id)
        assert organization is not None
        assert user is not None
        return Caller(organization, user, Authentication.SESSION, f"session:{user_id}", frozenset())

    @contextmanager
    def working(self, user_id: int) -> Iterator[Work]:
        """An act of that user."""
        with working(self.services, self.caller(user_id)) as work:
            yield work

    @contextmanager
    def bench(self) -> Iterator[Bench]:
        """What the authority works with."""
        with self.services.engine.begin() as db:
            yield Bench(self.services.settings, self.services.keyring, db, self.services.clock())

    def pass_days(self, days: float) -> None:
        """Let time go by."""
        self.clock.now += timedelta(days=days)


def new_trust_house(base: Services, **changes: Any) -> TrustHouse:
    """A fresh organisation; its clock stands at this moment."""
    clock = Clock(datetime.now(UTC))
    services = replace(base, clock=clock, keyring=Keyring(), **changes)
    return TrustHouse(services, clock, administration.add_organization(services, "Acme Group"))
