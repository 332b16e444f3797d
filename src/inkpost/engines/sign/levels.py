"""How long a signature can be verified."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """The levels of ETSI EN 319 142 (PAdES) and EN 319 122 (CAdES)."""

    B = "B-B"
    """As long as its certificate is valid."""
    T = "B-T"
    """Its time is proven by a timestamp."""
    LT = "B-LT"
    """The file carries what it takes to check the certificates."""
    LTA = "B-LTA"
    """And a timestamp over all of that."""

    @property
    def rank(self) -> int:
        """The higher, the longer."""
        return list(Level).index(self)
