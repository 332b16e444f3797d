"""Messages: posted, added to, kept as drafts, read, deleted, restored and moved."""

from __future__ import annotations

from uuid import UUID

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import BoxId, Locale, Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.faces.diadoc.translate import message as shown
from inkpost.faces.diadoc.translate import posting
from inkpost.faces.diadoc.translate.errors import as_on_the_wire
from inkpost.faces.diadoc.translate.names import given_box, given_guid, maybe_guid
from inkpost.operations import exchange_drafts, exchange_moves, exchange_patching, exchange_posting, exchange_reading
from inkpost.operations.kit import Work


class Operation(Query, frozen=True, rename="camel"):
    """What is done once."""

    operation_id: str = ""
    locale: Locale = "ru"


class OneMessage(Query, frozen=True, rename="camel"):
    """A message, or one document of it."""

    box_id: BoxId
    message_id: UUID
    entity_id: UUID | None = None
    original_signature: bool = False
    inject_entity_content: bool = False
    locale: Locale = "ru"


class OneMessageWithContent(OneMessage, frozen=True, rename="camel"):
    """The same; contents are in it unless they are declined."""

    inject_entity_content: bool = True


class MessageOrDocument(Query, frozen=True, rename="camel"):
    """A message, or a document of it alone."""

    box_id: BoxId
    message_id: UUID
    document_id: UUID | None = None


class Draft(Query, frozen=True, rename="camel"):
    """A draft of a box."""

    box_id: BoxId
    draft_id: UUID


@endpoint("POST", "/V3/PostMessage", query=Operation, body=pb.MessageToPost, answer=pb.Message, once=True)
def post_message(work: Work, query: Operation, given: pb.MessageToPost) -> pb.Message:
    """Post a message; without an operation id the same body is posted once."""
    with as_on_the_wire():
        return shown.message(exchange_posting.post(work, posting.message(given)), language=query.locale)


@endpoint(
    "POST", "/V3/PostMessagePatch", query=Operation, body=pb.MessagePatchToPost, answer=pb.MessagePatch, once=True
)
def post_message_patch(work: Work, query: Operation, given: pb.MessagePatchToPost) -> pb.MessagePatch:
    """Add to a message."""
    return _patched(work, query, given)


@endpoint(
    "POST", "/V4/PostMessagePatch", query=Operation, body=pb.MessagePatchToPostV2, answer=pb.MessagePatch, once=True
)
def post_message_patch_v4(work: Work, query: Operation, given: pb.MessagePatchToPostV2) -> pb.MessagePatch:
    """Add to a message; a newer form of what is given."""
    return _patched(work, query, given)


@endpoint("POST", "/SendDraft", query=Operation, body=pb.DraftToSend, answer=pb.Message, once=True)
def send_draft(work: Work, query: Operation, given: pb.DraftToSend) -> pb.Message:
    """Send a draft, which is then used up."""
    with as_on_the_wire():
        return shown.message(exchange_drafts.send_draft(work, posting.draft(given)), language=query.locale)


@endpoint("POST", "/RecycleDraft", query=Draft)
def recycle_draft(work: Work, query: Draft) -> None:
    """Throw a draft away."""
    with as_on_the_wire():
        exchange_drafts.recycle_draft(work, query.box_id, query.draft_id)


@endpoint("GET", "/V6/GetMessage", query=OneMessage, answer=pb.Message)
@endpoint("GET", "/V5/GetMessage", query=OneMessage, answer=pb.Message)
@endpoint("GET", "/V4/GetMessage", query=OneMessage, answer=pb.Message)
def get_message(work: Work, query: OneMessage) -> pb.Message:
    """A message, or what belongs to one document of it."""
    with as_on_the_wire():
        found = exchange_reading.message(
            work, query.box_id, query.message_id, document=query.entity_id, inject=query.inject_entity_content
        )
    return shown.message(found, language=query.locale)


@endpoint("GET", "/V3/GetMessage", query=OneMessageWithContent, answer=pb.Message)
def get_message_v3(work: Work, query: OneMessageWithContent) -> pb.Message:
    """The same, with contents unless they are declined."""
    return get_message(work, query)


@endpoint("POST", "/Delete", query=MessageOrDocument)
def delete(work: Work, query: MessageOrDocument) -> None:
    """Mark a message or a document as deleted."""
    with as_on_the_wire():
        exchange_moves.delete(work, query.box_id, query.message_id, query.document_id)


@endpoint("POST", "/Restore", query=MessageOrDocument)
def restore(work: Work, query: MessageOrDocument) -> None:
    """Undo that."""
    with as_on_the_wire():
        exchange_moves.restore(work, query.box_id, query.message_id, query.document_id)


@endpoint("POST", "/MoveDocuments", body=pb.DocumentsMoveOperation)
def move_documents(work: Work, query: Query, given: pb.DocumentsMoveOperation) -> None:
    """Move documents to a department."""
    documents = [
        (
            given_guid(each.MessageId, f"DocumentIds[{at}].MessageId"),
            given_guid(each.EntityId, f"DocumentIds[{at}].EntityId"),
        )
        for at, each in enumerate(given.DocumentIds)
    ]
    box, department = given_box(given.BoxId, "BoxId"), maybe_guid(given.ToDepartmentId, "ToDepartmentId")
    with as_on_the_wire():
        exchange_moves.move(work, box, documents, department)


def _patched(work: Work, query: Operation, given: pb.MessagePatchToPost | pb.MessagePatchToPostV2) -> pb.MessagePatch:
    with as_on_the_wire():
        added = exchange_patching.add(work, posting.patch(given))
    return shown.patch(added.view, added.patch, language=query.locale)
