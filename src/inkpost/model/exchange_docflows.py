"""What is asked of documents with their docflows, and the events of single documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from inkpost.model.exchange import BoxEvent

MOST_DOCFLOWS: Final = 100
"""Of one answer."""


class Scope(StrEnum):
    """Where documents are searched. Only ``ANY`` and ``DELETED`` find those that are deleted."""

    ANY = "any"
    INCOMING = "incoming"
    OUTGOING = "outgoing"
    DELETED = "deleted"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class AskedDocflow:
    """One document, as it was after an event (``until``, by its GUID) or as it is now. ``path`` is what asks."""

    path: str
    message: UUID
    document: UUID
    until: UUID | None = None
    inject: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """What documents are searched for: any of ``tokens`` in their facts, or ``pair`` in what the box noted of them."""

    tokens: Sequence[str] = ()
    pair: tuple[str, str] | None = None
    scope: Scope = Scope.ANY
    first: int = 0
    count: int = MOST_DOCFLOWS


@dataclass(frozen=True, slots=True)
class DocumentEvent:
    """An event of a box's feed, for one of the documents that it concerns."""

    event: BoxEvent
    document_id: int

    @property
    def place(self) -> tuple[int, int, int]:
        """Where it stands in the feed of documents."""
        return self.event.xact, self.event.id, self.document_id
