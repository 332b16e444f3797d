"""Documents with their docflows: by name, by packet, by search, and as events; in three versions of one answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Locale, Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.faces.diadoc.translate import docflow_asking as asking
from inkpost.faces.diadoc.translate.docflow import document_v3, document_v4
from inkpost.faces.diadoc.translate.docflow_parts import at
from inkpost.faces.diadoc.translate.docflow_v5 import document_v5
from inkpost.faces.diadoc.translate.errors import as_on_the_wire
from inkpost.faces.diadoc.translate.names import maybe_box, maybe_guid
from inkpost.operations import exchange_docflows
from inkpost.operations.exchange_docflow_views import DocflowView
from inkpost.operations.exchange_docflows import DocflowEvent, Found, Populate
from inkpost.operations.kit import Work


class OneBox(Query, frozen=True, rename="camel"):
    """A box."""

    box_id: BoxId
    locale: Locale = "ru"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one version tells documents with, and in."""

    document: Callable[[DocflowView, str], Any]
    batch: Any
    packet: Any
    fetched: Any
    found: Any
    events: Any
    event: Any


V3: Final = Answers(
    document_v3,
    pb.GetDocflowBatchResponseV3,
    pb.GetDocflowsByPacketIdResponseV3,
    pb.FetchedDocumentV3,
    pb.SearchDocflowsResponseV3,
    pb.GetDocflowEventsResponseV3,
    pb.DocflowEventV3,
)
V4: Final = Answers(
    document_v4,
    pb.GetDocflowBatchResponseV4,
    pb.GetDocflowsByPacketIdResponseV4,
    pb.FetchedDocumentV4,
    pb.SearchDocflowsResponseV4,
    pb.GetDocflowEventsResponseV4,
    pb.DocflowEventV4,
)
V5: Final = Answers(
    document_v5,
    pb.GetDocflowBatchResponseV5,
    pb.GetDocflowsByPacketIdResponseV5,
    pb.FetchedDocumentV5,
    pb.SearchDocflowsResponseV5,
    pb.GetDocflowEventsResponseV5,
    pb.DocflowEventV5,
)


def _declare(name: str, body: Any, answer: Any, version: str, serve: Callable[..., Any], answers: Answers) -> None:
    """One endpoint of one version over a function that takes its answers' classes first."""

    def served(work: Work, query: OneBox, given: Any) -> Any:
        with as_on_the_wire():
            return serve(answers, work, query, given)

    declared = endpoint("POST", f"/{version}/{name}", query=OneBox, body=body, answer=answer, snapshot=True)
    declared(served)


def _get(answers: Answers, work: Work, query: OneBox, given: pb.GetDocflowBatchRequest) -> Any:
    found = exchange_docflows.get(work, query.box_id, asking.documents(given))
    return answers.batch(Documents=[answers.document(each, query.locale) for each in found])


def _of_packet(answers: Answers, work: Work, query: OneBox, given: pb.GetDocflowsByPacketIdRequest) -> Any:
    packet, after = asking.packet(given)
    found = exchange_docflows.of_packet(
        work, query.box_id, packet, after=after, count=given.Count, inject=given.InjectEntityContent
    )
    documents = [
        answers.fetched(Document=answers.document(each, query.locale), IndexKey=_key(each)) for each in found.docflows
    ]
    return answers.packet(Documents=documents, NextPageIndexKey=documents[-1].IndexKey if found.more else None)


def _search(answers: Answers, work: Work, query: OneBox, given: pb.SearchDocflowsRequest) -> Any:
    found: Found = exchange_docflows.search(work, query.box_id, asking.search(given), inject=given.InjectEntityContent)
    documents = [answers.document(each, query.locale) for each in found.docflows]
    return answers.found(Documents=documents, HaveMoreDocuments=found.more)


def _events(answers: Answers, work: Work, query: OneBox, given: pb.GetDocflowEventsRequest) -> Any:
    found = exchange_docflows.events(
        work,
        query.box_id,
        asking.events(given),
        Populate(given.PopulateDocuments, given.PopulatePreviousDocumentStates, given.InjectEntityContent),
        after=asking.events_after(given),
        department=maybe_guid(given.DepartmentId, "DepartmentId"),
        counterparty=maybe_box(given.CounteragentBoxId, "CounteragentBoxId"),
    )
    return answers.events(
        TotalCount=found.total,
        Events=[_event(answers, each, query.locale) for each in found.events],
        TotalCountType="Equal" if found.exact else "GreaterThanOrEqual",
    )


def _event(answers: Answers, given: DocflowEvent, language: str) -> Any:
    return answers.event(
        EventId=str(given.event.event.patch.guid),
        Timestamp=at(given.event.event.happened_at),
        DocumentId=pb.DocumentId(MessageId=str(given.message), EntityId=str(given.document)),
        IndexKey=asking.index_key(*given.event.place),
        Document=answers.document(given.after, language) if given.after else None,
        PreviousEventId=str(given.previous.patch.guid) if given.previous else None,
        PreviousDocumentState=answers.document(given.before, language) if given.before else None,
    )


def _key(given: DocflowView) -> bytes:
    return asking.index_key(given.document.held.document_id)


for _version, _answers in (("V3", V3), ("V4", V4), ("V5", V5)):
    _declare("GetDocflows", pb.GetDocflowBatchRequest, _answers.batch, _version, _get, _answers)
    _declare("GetDocflowsByPacketId", pb.GetDocflowsByPacketIdRequest, _answers.packet, _version, _of_packet, _answers)
    _declare("SearchDocflows", pb.SearchDocflowsRequest, _answers.found, _version, _search, _answers)
    _declare("GetDocflowEvents", pb.GetDocflowEventsRequest, _answers.events, _version, _events, _answers)
