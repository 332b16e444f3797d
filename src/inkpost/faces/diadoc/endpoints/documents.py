"""Single documents and their contents."""

from __future__ import annotations

from uuid import UUID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Locale, Query
from inkpost.faces.diadoc.routes import Raw, endpoint
from inkpost.faces.diadoc.translate.document import document
from inkpost.faces.diadoc.translate.errors import as_on_the_wire
from inkpost.faces.diadoc.translate.signatures import signature_info
from inkpost.operations import exchange_reading
from inkpost.operations.kit import Work


class OneDocument(Query, frozen=True, rename="camel"):
    """A document of a box."""

    box_id: BoxId
    message_id: UUID
    entity_id: UUID
    inject_entity_content: bool = False
    locale: Locale = "ru"


class OneMessage(Query, frozen=True, rename="camel"):
    """A message of a box."""

    box_id: BoxId
    message_id: UUID
    locale: Locale = "ru"


@endpoint("GET", "/V3/GetDocument", query=OneDocument, answer=pb.Document)
def get_document(work: Work, query: OneDocument) -> pb.Document:
    """A document, with its content where asked."""
    with as_on_the_wire():
        view = exchange_reading.document(
            work, query.box_id, query.message_id, query.entity_id, inject=query.inject_entity_content
        )
    content = view.contents.get(query.entity_id)
    return document(view.documents[query.entity_id], view.names, language=query.locale, content=content)


@endpoint("GET", "/GetDocumentsByMessageId", query=OneMessage, answer=pb.DocumentList)
def get_documents_by_message_id(work: Work, query: OneMessage) -> pb.DocumentList:
    """The documents of a message."""
    with as_on_the_wire():
        view = exchange_reading.message(work, query.box_id, query.message_id)
    found = [document(each, view.names, language=query.locale) for each in view.documents.values()]
    return pb.DocumentList(TotalCount=len(found), Documents=found, HasMoreResults=False)


@endpoint("GET", "/V4/GetEntityContent", query=OneDocument, answer=bytes)
def get_entity_content(work: Work, query: OneDocument) -> Raw:
    """What an entity holds, as it was sent."""
    with as_on_the_wire():
        entity, content = exchange_reading.content(work, query.box_id, query.message_id, query.entity_id)
    return Raw(content, entity.file_name or f"{entity.guid}.bin")


@endpoint("GET", "/GetSignatureInfo", query=OneDocument, answer=pb.SignatureInfo)
def get_signature_info(work: Work, query: OneDocument) -> pb.SignatureInfo:
    """Who signed, by which certificate, and whether it holds."""
    with as_on_the_wire():
        found = exchange_reading.signature(work, query.box_id, query.message_id, query.entity_id)
    return signature_info(found)
