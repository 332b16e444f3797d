"""What lists of documents are asked for, and what a page of one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from inkpost.model.boxes import Box
from inkpost.model.docflow import DocumentClass
from inkpost.model.docflow_categories import Category, Status


class Order(StrEnum):
    """What documents of a list stand by."""

    TIME = "time"  # of sending or coming
    DATE = "date"  # of the document, then that time; documents without a date are left out


class BodyForm(StrEnum):
    """The forms in which a document of a page is ready-made."""

    PROTOBUF = "protobuf"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Body:
    """A document ready to be shown, in both forms. What ``people`` are called is added when it is shown."""

    protobuf: bytes
    json: bytes
    people: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands: ``(date, ticks, number)`` in an order by date, else ``(ticks, number)``."""

    order: Order
    ticks: int
    number: int
    date: date | None = None


@dataclass(frozen=True, slots=True)
class DepartmentTree:
    """A department, with what lies under it or without; None is the head."""

    guid: UUID | None = None
    alone: bool = False


@dataclass(frozen=True, slots=True)
class ListAsked:
    """A page of a list as it is asked for; empty sequences ask for everything. Bounds belong to what they bound.

    A document matches with any of the ``statuses``, of any of the ``types``, in any of the ``departments``. ``sums``
    are of the whole document; ``custom_data`` must all be there, with any value where none is given.
    """

    document_class: DocumentClass
    statuses: Sequence[Status] = (Status.ANY,)
    types: Sequence[str] = ()
    departments: Sequence[DepartmentTree] = (DepartmentTree(),)
    counterparties: Sequence[UUID] = ()
    from_departments: Sequence[UUID | None] = ()
    to_departments: Sequence[UUID | None] = ()
    numbers: Sequence[str] = ()
    file_names: Sequence[str] = ()
    sums: Sequence[Decimal] = ()
    sum_from: Decimal | None = None
    sum_to: Decimal | None = None
    custom_data: Sequence[tuple[str, str | None]] = ()
    ticks_from: int | None = None
    ticks_to: int | None = None
    date_from: date | None = None
    date_to: date | None = None
    after: Place | None = None
    descending: bool = False
    count: int = 100

    @property
    def order(self) -> Order:
        """What its documents stand by."""
        return Order.TIME if self.date_from is None and self.date_to is None else Order.DATE


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The same with everything found: what the store reads. None of departments: of all.

    ``departments`` hold the document; of internal documents, somebody with the departments ``seen`` sees those that
    are, come from or go to one of them.
    """

    box_id: int
    categories: Sequence[Category]
    types: Sequence[str] = ()
    departments: Sequence[int] | None = None
    seen: Sequence[int] | None = None
    counterparties: Sequence[int] = ()
    from_departments: Sequence[int] = ()
    to_departments: Sequence[int] = ()
    asked: ListAsked = field(default_factory=lambda: ListAsked(DocumentClass.INBOUND))


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page: where its documents stand, in order, and how many match in all."""

    box: Box
    places: Sequence[Place]
    total: int
