"""The web application: the faces put together, for the processes that serve them."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
from collections.abc import AsyncIterator, Callable

from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from inkpost import config
from inkpost.composition import make_services
from inkpost.config import Settings
from inkpost.faces.bitrix.app import Rest
from inkpost.faces.bitrix.app import routes as bitrix_routes
from inkpost.faces.bitrix.oauth import AuthorizationServer
from inkpost.faces.console.app import routes as console_routes
from inkpost.faces.diadoc.app import Diadoc
from inkpost.faces.kit.edge import Edge
from inkpost.faces.kit.health import routes as health_routes
from inkpost.faces.kit.hop import Hop
from inkpost.faces.kit.leftovers import Leftovers
from inkpost.faces.trust.app import routes as trust_routes
from inkpost.processes import also_at_stop, keep_to_one_core
from inkpost.store.database import native_url
from inkpost.store.signals import Signals


def make_app(settings: Settings, on_stop: Callable[[Callable[[], object]], None] = lambda act: None) -> ASGIApp:
    """The whole web application over one set of services; ``on_stop`` takes what is to be done when a stop is asked.

    Answers that are held back and streams end then: the server waits for the requests in hand before anything else.
    """
    services = make_services(settings)
    services.jobs.load()
    edge = Edge(services, Hop(settings.threads), Signals(native_url(settings.database_url)))

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        on_stop(functools.partial(loop.call_soon_threadsafe, edge.signals.end))
        yield
        await edge.signals.close()
        edge.hop.close()
        services.close()

    oauth = AuthorizationServer(edge)
    rest = Rest(edge, oauth)
    diadoc = Diadoc(edge)
    wires = [*health_routes(edge), *trust_routes(edge), *bitrix_routes(edge, oauth)]
    routes = [*wires, Mount("/", routes=console_routes(edge))]
    pages = Starlette(routes=routes, lifespan=lifespan)

    async def front(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        app: ASGIApp = rest if path.startswith("/rest/") else diadoc if path and diadoc.takes(path) else pages
        await app(scope, receive, send)

    return Leftovers(front, 2 * settings.max_body)


def web() -> ASGIApp:
    """What each web process runs; its settings are in its environment."""
    settings = config.from_environment(tls="INKPOST_TLS_CERT" in os.environ)
    keep_to_one_core(settings.data / "cores")
    return make_app(settings, also_at_stop)
