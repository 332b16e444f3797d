"""An organisation and its deliveries under a clock of the test's own, where the test itself is the worker."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from sqlalchemy import text

import databases
from inkpost import config
from inkpost.composition import make_services, prepare
from inkpost.faces.bitrix.outgoing import BitrixWire
from inkpost.model.deliveries import Endpoint
from inkpost.operations import administration, announcing, deliveries, dispatching, subscriptions
from inkpost.operations.kit import Services
from inkpost.store.posting import Poster

BEGIN = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    now: datetime = BEGIN

    def __call__(self) -> datetime:
        return self.now


@dataclass
class House:
    """An organisation on a database that no worker looks at; the test is the worker."""

    services: Services
    clock: Clock
    organization_id: int
    wire: BitrixWire

    def happen(self, number: int, kind: str = "document.added", **payload: Any) -> None:
        """An event of a document."""
        given = {"module": "rest", "revision": 1, **payload}
        with self.services.engine.begin() as db:
            announcing.announce(self.services, db, self.organization_id, kind, "document", number, **given)

    def work(self) -> None:
        """Do every job that waits, as the worker does."""
        while job := self.job():
            if job.task_name == announcing.DISPATCH:
                dispatching.dispatch(self.services, self.wire, **job.args)
            else:
                deliveries.send(self.services, self.wire, **job.args)

    def pass_time(self, seconds: float, *, step: float = 30) -> None:
        """Let time go by; whatever falls due meanwhile is done."""
        end = self.clock.now + timedelta(seconds=seconds)
        while self.clock.now < end:
            self.clock.now = min(self.clock.now + timedelta(seconds=step), end)
            dispatching.queue_waiting(self.services)
            deliveries.queue_due(self.services)
            self.work()

    def endpoint(self, url: str, **more: Any) -> Endpoint:
        """A new endpoint."""
        return subscriptions.add_endpoint(self.services, self.organization_id, url, **more)

    def told(self, **more: Any) -> list[subscriptions.Told]:
        """The deliveries, oldest first."""
        return subscriptions.newest(self.services, self.organization_id, **more)[::-1]

    def found(self, endpoint: Endpoint) -> Endpoint:
        """The endpoint as it is now."""
        every = subscriptions.endpoints_of(self.services, self.organization_id)
        return next(each for each in every if each.id == endpoint.id)

    def job(self) -> Any:
        """The next job that waits, taken out of the queue."""
        taken = text(
            "delete from procrastinate_jobs where id = (select min(id) from procrastinate_jobs "
            "where status = 'todo' and task_name <> 'convert_document') returning task_name, args"
        )
        with self.services.engine.begin() as db:
            return db.execute(taken).first()


@contextmanager
def workless(data: Path) -> Iterator[Services]:
    """Services on a database that no worker looks at."""
    with databases.fresh() as address:
        made = make_services(prepare(config.from_environment(data, environ={"INKPOST_DATABASE_URL": address})))
        yield made
        made.close()


def new_house(base: Services) -> House:
    """A fresh organisation at the beginning of time; this machine may be called."""
    clock = Clock()
    services = replace(base, clock=clock, poster=Poster((ip_network("127.0.0.0/8"),), seconds=5))
    return House(services, clock, administration.add_organization(services, "Acme"), BitrixWire())
