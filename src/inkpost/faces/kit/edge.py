"""What every face is given: the services, the hop to a thread, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from inkpost.config import Settings
from inkpost.faces.kit.hop import Hop
from inkpost.operations.kit import Services


@dataclass(frozen=True, slots=True)
class Edge:
    """One process's edge."""

    services: Services
    hop: Hop

    @property
    def settings(self) -> Settings:
        """The process's settings."""
        return self.services.settings
