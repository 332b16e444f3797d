"""Calls with an application's token instead of a webhook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import httpx

from support import Rest
from worlds import SCOPES, Person, World


class AppRest(Rest):
    """Calls methods with an access token: ``app("event.bind", event="ONAPPTEST", handler="https://…")``."""

    def __init__(self, base_url: str, token: str) -> None:
        super().__init__(f"{base_url}/rest/")
        self.token = token

    def raw(self, method: str, params: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """The answer as it came."""
        return super().raw(method, {**(params or {}), "auth": self.token}, **more)


def application(world: World, person: Person | None = None, *, scopes: Sequence[str] = SCOPES) -> AppRest:
    """The calls of a new application for a person (default: the administrator)."""
    return same_application(world, world.application(scopes=scopes), person)


def same_application(world: World, made: Any, person: Person | None = None) -> AppRest:
    """The calls of this application for a person (default: the administrator)."""
    return AppRest(world.served.base_url, world.token(made, person.id if person else None).access_token)
