"""Lists of documents by category."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.codec import Encoding
from inkpost.faces.diadoc.pieces import Piece, Pieces
from inkpost.faces.diadoc.queries import BoxId, Locale, Query, Ticks
from inkpost.faces.diadoc.routes import endpoint
from inkpost.faces.diadoc.translate import lists
from inkpost.faces.diadoc.translate.index_keys import read_index_key
from inkpost.faces.diadoc.translate.list_requests import read_request, together
from inkpost.model.exchange_lists import BodyForm, DepartmentTree, ListAsked, ListPage, Order
from inkpost.operations import exchange_lists
from inkpost.operations.kit import Work

READY: Final = "ru"
"""The language that documents are kept ready in."""
MANY = 1000
"""More than so many matching documents are many, whatever the page."""


class Direction(StrEnum):
    """Which end a list begins at."""

    ASCENDING = "Ascending"
    DESCENDING = "Descending"


class GetDocuments(Query, frozen=True, rename="camel"):
    """Which documents of a box."""

    box_id: BoxId
    filter_category: str
    counteragent_box_id: BoxId | None = None
    from_department_id: UUID | None = None
    to_department_id: UUID | None = None
    document_number: str | None = None
    timestamp_from_ticks: Ticks | None = None
    timestamp_to_ticks: Ticks | None = None
    from_document_date: date | None = None
    to_document_date: date | None = None
    department_id: UUID | None = None
    exclude_subdepartments: bool = False
    after_index_key: str = ""
    sort_direction: Direction = Direction.ASCENDING
    count: int = exchange_lists.MOST
    locale: Locale = READY


class OneBox(Query, frozen=True, rename="camel"):
    """A box."""

    box_id: BoxId
    locale: Locale = READY


@endpoint("GET", "/V3/GetDocuments", query=GetDocuments, answer=pb.DocumentList, snapshot=True, ready=True)
def get_documents(work: Work, query: GetDocuments) -> Pieces:
    """A page of the documents of a category."""
    return listed(work, query.box_id, _asked(query), query.locale)


@endpoint(
    "POST",
    "/V4/GetDocuments",
    query=OneBox,
    body=pb.GetDocumentsV4Request,
    answer=pb.DocumentList,
    snapshot=True,
    ready=True,
)
def get_documents_v4(work: Work, query: OneBox, given: pb.GetDocumentsV4Request) -> Pieces:
    """The same by lists of what is wanted."""
    return listed(work, query.box_id, read_request(given), query.locale)


def listed(work: Work, box: UUID, asked: ListAsked, language: Locale = READY) -> Pieces:
    """A page, its documents in the encoding and the language that are asked for."""
    page = exchange_lists.page(work, box, asked)
    rest = pb.DocumentList(TotalCount=page.total, HasMoreResults=page.total > MANY)
    if language != READY:
        return Pieces(rest, "Documents", lists.in_language(exchange_lists.views(work, page), language))
    return Pieces(rest, "Documents", lambda encoding: _pieces(work, page, encoding))


def _pieces(work: Work, page: ListPage, encoding: Encoding) -> Sequence[Piece]:
    if not page.places:
        return ()
    form = BodyForm.JSON if encoding is Encoding.JSON else BodyForm.PROTOBUF
    return lists.pieces(exchange_lists.shown(work, page, form), form)


def _asked(query: GetDocuments) -> ListAsked:
    asked = lists.read_category(query.filter_category, "filterCategory")
    _check_together(query)
    bounds = (query.from_document_date, query.to_document_date)
    order = Order.TIME if bounds == (None, None) else Order.DATE
    return ListAsked(
        document_class=asked.document_class,
        statuses=(asked.status,),
        types=() if asked.type_name is None else (asked.type_name,),
        departments=(DepartmentTree(query.department_id, query.exclude_subdepartments),),
        counterparties=() if query.counteragent_box_id is None else (query.counteragent_box_id,),
        from_departments=() if query.from_department_id is None else (query.from_department_id,),
        to_departments=() if query.to_department_id is None else (query.to_department_id,),
        numbers=() if query.document_number is None else (query.document_number,),
        ticks_from=query.timestamp_from_ticks,
        ticks_to=query.timestamp_to_ticks,
        date_from=query.from_document_date,
        date_to=query.to_document_date,
        after=read_index_key(query.after_index_key, order, "afterIndexKey"),
        descending=query.sort_direction is Direction.DESCENDING,
        count=query.count,
    )


def _check_together(query: GetDocuments) -> None:
    """Refuse what cannot be asked for at once."""
    timed = query.timestamp_from_ticks is not None or query.timestamp_to_ticks is not None
    dated = query.from_document_date is not None or query.to_document_date is not None
    if timed and query.document_number is not None:
        raise together("documentNumber", "timestampFromTicks and timestampToTicks")
    if timed and dated:
        raise together("timestampFromTicks and timestampToTicks", "fromDocumentDate and toDocumentDate")
