"""What every face is given: the services, the hop to a thread, and the ear for signals."""

from __future__ import annotations

from dataclasses import dataclass

from inkpost.config import Settings
from inkpost.faces.kit.hop import Hop
from inkpost.operations.kit import Services
from inkpost.store.signals import Signals


@dataclass(frozen=True, slots=True)
class Edge:
    """One process's edge."""

    services: Services
    hop: Hop
    signals: Signals

    @property
    def settings(self) -> Settings:
        """The process's settings."""
        return self.services.settings
