"""The web application in this process, so that a test sees which operations its calls reach."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Receive, Scope, Send

from inkpost import operations
from inkpost.config import Rate
from inkpost.faces.bitrix.app import Rest
from inkpost.faces.bitrix.app import routes as bitrix_routes
from inkpost.faces.bitrix.oauth import AuthorizationServer
from inkpost.faces.console.app import routes as console_routes
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.hop import Hop
from inkpost.faces.trust.app import routes as trust_routes
from inkpost.model.people import Right
from inkpost.operations.kit import Services, Work
from inkpost.store.signals import Signals

SAME_ID = {"x-request-id": "the-same-for-all"}
_SIGNING = ("signing", "evidence", "trust", "hcmlink")
_UNLIMITED = Rate(0, 0)


class Doors:
    """Whatever answers over HTTP, put together as ``inkpost.app`` does it; strangers may ask as often as they like."""

    def __init__(self, services: Services) -> None:
        rates = dict.fromkeys(("stamp_rate", "status_rate", "list_rate", "check_rate", "code_rate"), _UNLIMITED)
        self._edge = Edge(replace(services, settings=replace(services.settings, **rates)), Hop(2), Signals(""))
        oauth = AuthorizationServer(self._edge)
        self.trust, self.console = trust_routes(self._edge), console_routes(self._edge)
        self._pages = Starlette(routes=[*self.trust, *bitrix_routes(self._edge, oauth), *self.console])
        self._rest = Rest(self._edge, oauth)
        self._runner = asyncio.Runner()
        self._listening = False
        self.granted: set[str] = set()
        """The operations that calls reached and whose right the caller had."""

    def ask(self, verb: str, path: str, *, address: str = "198.51.100.1", **more: Any) -> httpx.Response:
        """The answer to a request; nothing is kept of it, no cookie either."""
        self._listening = True
        try:
            return self._runner.run(self._asked(verb, path, address, more))
        finally:
            self._listening = False

    async def _asked(self, verb: str, path: str, address: str, more: dict[str, Any]) -> httpx.Response:
        request = httpx.Request(verb, f"{self._edge.settings.base_url}{path}", **more)
        answer = await httpx.ASGITransport(self._front, client=(address, 1)).handle_async_request(request)
        await answer.aread()
        return answer

    async def _front(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._rest if scope["path"].startswith("/rest/") else self._pages
        await app(scope, receive, send)

    @contextmanager
    def watched(self) -> Iterator[Doors]:
        """Take down which operations are reached, until the block ends; then close."""
        demand = Work.demand

        def noted(work: Work, right: Right) -> None:
            act = sys._getframe(1).f_locals.get("act")
            name = f"{act.__module__.rpartition('.')[2]}.{act.__name__}" if act and self._listening else ""
            demand(work, right)
            self.granted.add(name)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Work, "demand", noted)
            yield self
        self._runner.close()
        self._edge.hop.close()


def signing_operations() -> dict[str, Any]:
    """Every operation of signing, of its certificates and of the link to personnel records."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(operations.__path__):
        if not module.name.startswith(_SIGNING):
            continue
        loaded = importlib.import_module(f"{operations.__name__}.{module.name}")
        for name, each in vars(loaded).items():
            if hasattr(each, "right") and each.__module__ == loaded.__name__:
                found[f"{module.name}.{name}"] = each
    return found


BY_METHODS: Final = frozenset(
    {
        "signing.send",
        "signing.get",
        "signing.providers",
        "signing_safe.personal",
        "signing_safe.page",
        "signing_safe.of_employee",
        "hcmlink.add",
        "hcmlink.change",
        "hcmlink.remove",
        "hcmlink.page",
        "hcmlink.own",
        "hcmlink_people.page",
        "hcmlink_people.set_employees",
        "hcmlink_jobs.get",
        "hcmlink_jobs.set_values",
        "hcmlink_jobs.update",
    }
)
"""The operations that programs reach; people reach the others by pages."""
BY_NO_WIRE: Final = frozenset(
    {
        "signing.reassign",
        "signing.evidence",
        "signing.check_evidence",
        "hcmlink_jobs.answers",
        "hcmlink_jobs.ask_employees",
        "hcmlink_jobs.ask_own",
        "hcmlink_jobs.ask_values",
        "hcmlink_people.map_person",
    }
)
"""What only the command line reaches, or nothing yet."""
