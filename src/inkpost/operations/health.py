"""Whether the server can do all of its work. Asked by anybody, so it says no more than yes or no for each part."""

from __future__ import annotations

from inkpost.operations.kit import Services
from inkpost.store.health import worker_ready

SILENT_HEARTBEATS = 5


def check(services: Services) -> dict[str, bool]:
    """``database`` and ``conversion``, each true when it works."""
    with services.engine.begin() as db:
        return {
            "database": True,
            "conversion": worker_ready(db, services.settings.heartbeat * SILENT_HEARTBEATS),
        }
