"""A document that two boxes exchange, with what each reads of its docflow, in every version and both encodings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from google.protobuf.message import Message

from diadoc.client import JSON, Client
from diadoc.messages import same
from exchange_partners import Partner, deliver_now, document_of
from inkpost.faces.diadoc import codec
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.codec import Encoding
from inkpost.model.docflow import EntityKind
from inkpost.model.exchange import MessageView
from inkpost.model.exchange_posting import NewDocument, NewEntity

BATCHES: Final = {
    "V3": pb.GetDocflowBatchResponseV3,
    "V4": pb.GetDocflowBatchResponseV4,
    "V5": pb.GetDocflowBatchResponseV5,
}
EVENTS: Final = {
    "V3": pb.GetDocflowEventsResponseV3,
    "V4": pb.GetDocflowEventsResponseV4,
    "V5": pb.GetDocflowEventsResponseV5,
}


class Reader:
    """One side of the exchange over the wire."""

    def __init__(self, partner: Partner, client: Client) -> None:
        self.partner = partner
        self.client = client
        self.box = partner.guid.hex + "@diadoc.ru"

    def both(self, kind: type[Any], path: str, body: Message | None = None, **query: Any) -> Any:
        """A call in both encodings, which tell the same."""
        verb = "GET" if body is None else "POST"
        given = {"boxId": self.box, **query}
        one = self.client.ask(kind, verb, path, body, **given)
        content = body.SerializeToString() if body is not None else None
        told = "&".join(f"{key}={value}" for key, value in given.items())
        answer = self.client.raw(verb, f"{path}?{told}", content, accept=JSON)
        assert same(one, codec.read(kind, answer.content, Encoding.JSON))
        return one

    def docflow(self, story: Story, version: str = "V3", last: str = "", *, inject: bool = False) -> Any:
        """The document with its docflow, as it is now or was after an event."""
        given = pb.GetDocflowRequest(DocumentId=story.id, InjectEntityContent=inject)
        if last:
            given.LastEventId = last
        body = pb.GetDocflowBatchRequest(Requests=[given])
        found = self.both(BATCHES[version], f"/{version}/GetDocflows", body)
        assert len(found.Documents) == 1
        return found.Documents[0]

    def document(self, story: Story) -> pb.Document:
        """The same document as the older methods tell it."""
        query = {"messageId": story.id.MessageId, "entityId": story.id.EntityId}
        return self.client.ask(pb.Document, "GET", "/V3/GetDocument", boxId=self.box, **query)

    def message(self, story: Story) -> pb.Message:
        """Its message."""
        return self.client.ask(pb.Message, "GET", "/V6/GetMessage", boxId=self.box, messageId=story.id.MessageId)

    def events(self, version: str = "V3", **more: Any) -> Any:
        """Events of single documents, with the documents before and after each."""
        wants = {"Filter": pb.TimeBasedFilter(), "PopulateDocuments": True, "PopulatePreviousDocumentStates": True}
        body = pb.GetDocflowEventsRequest(**{**wants, **more})
        return self.both(EVENTS[version], f"/{version}/GetDocflowEvents", body)


class Story:
    """A document on its way; every step is delivered, and looked at from both sides."""

    def __init__(self, ours: Reader, theirs: Reader, document: NewDocument) -> None:
        self.sides = (ours, theirs)
        self.view: MessageView = ours.partner.post(theirs.partner, document)
        self.guid: UUID = document_of(self.view)
        self.id = pb.DocumentId(MessageId=str(self.view.message.guid), EntityId=str(self.guid))
        self.seen: dict[tuple[str, str, str], Any] = {}  # by box, version and last event
        self.look()

    def by(self, at: int, *entities: NewEntity) -> tuple[Any, Any]:
        """One side adds; both documents then, in the third version."""
        self.sides[at].partner.add(self.view, *entities)
        return self.look()

    def look(self) -> tuple[Any, Any]:
        """Deliver, then compare what both sides read with what the older methods tell."""
        deliver_now(*(each.partner for each in self.sides))
        found = [self._check(each) for each in self.sides]
        return found[0], found[1]

    def last(self, kind: EntityKind) -> UUID:
        """The last entity of a kind that the sender sees."""
        view = self.sides[0].partner.see(self.view)
        return [each for each in view.entities if each.kind is kind][-1].guid

    def _check(self, reader: Reader) -> Any:
        known, entities = reader.document(self), reader.message(self).Entities
        told = {version: reader.docflow(self, version) for version in BATCHES}
        for version, each in told.items():
            self.seen[reader.box, version, each.LastEvent.EventId] = each
            assert each.Docflow.DocflowStatus == known.DocflowStatus
            assert ids(each) <= {one.EntityId for one in entities}
            assert times(each).items() <= {one.EntityId: one.RawCreationDate for one in entities}.items()
            _compare_info(each.DocumentInfo, known)
        assert ids(told["V3"]) == ids(told["V4"]) == ids(told["V5"])
        _compare(told["V3"].Docflow, known)
        _compare(told["V4"].Docflow, known)
        _compare_v5(told["V5"].Docflow, known)
        return told["V3"]


def parts(message: Message, kind: type[Message]) -> Iterator[Any]:
    """Every part of a message that is of a kind."""
    if isinstance(message, kind):
        yield message
    for field, value in message.ListFields():
        if field.message_type is not None:
            for each in value if field.is_repeated else (value,):
                yield from parts(each, kind)


def ids(document: Message) -> set[str]:
    """The entities that a docflow names."""
    return {each.EntityId for each in parts(document, pb.DocflowEntity)}


def times(document: Message) -> dict[str, int]:
    """When each of them was made."""
    return {each.EntityId: each.CreationTimestamp.Ticks for each in parts(document, pb.DocflowEntity)}


def _compare_info(info: Any, known: pb.Document) -> None:
    assert info.FullVersion.TypeNamedId == known.TypeNamedId
    assert (info.FullVersion.Function, info.FullVersion.Version) == (known.Function, known.Version)
    assert (info.WorkflowId, info.DepartmentId) == (known.WorkflowId, known.DepartmentId)
    assert (info.IsRead, info.IsDeleted) == (known.IsRead, known.IsDeleted)
    assert (info.DocumentDirection, info.PacketInfo.PacketId) == (known.DocumentDirection, known.PacketId)
    assert list(info.Metadata) == list(known.Metadata)
    assert list(info.CustomData) == list(known.CustomData)


def _compare(docflow: Any, known: pb.Document) -> None:
    receipts = pb.GeneralReceiptStatus.Value("GeneralReceiptStatusNotAcceptable")
    title = docflow.SenderTitle
    assert title.SenderSignatureStatus == known.SenderSignatureStatus
    assert title.SentAt.Ticks == known.SendTimestampTicks
    assert title.DeliveredAt.Ticks == known.DeliveryTimestampTicks
    assert _or(docflow, "RecipientResponse", "ResponseStatus", 1) == known.RecipientResponseStatus
    assert _or(docflow, "RecipientReceipt", "Status", receipts) == known.RecipientReceiptMetadata.ReceiptStatus
    assert _or(docflow, "SenderReceipt", "Status", receipts) == known.SenderReceiptMetadata.ReceiptStatus
    assert _or(docflow, "AmendmentRequest", "AmendmentFlags", 0) == known.AmendmentRequestMetadata.AmendmentFlags
    amendment = docflow.AmendmentRequest.Receipt
    assert _or(docflow.AmendmentRequest, "Receipt", "Status", receipts) == known.AmendmentRequestMetadata.ReceiptStatus
    assert amendment.IsFinished == amendment.HasField("ReceiptAttachment")
    none = pb.RevocationStatus.Value("RevocationStatusNone")
    assert _or(docflow, "Revocation", "RevocationStatus", none) == known.RevocationStatus


def _compare_v5(docflow: pb.DocflowV5, known: pb.Document) -> None:
    title = docflow.Titles[0]
    assert title.AuthorSigning.Title.Attachment.Entity.EntityId == known.EntityId
    (about,) = title.ParticipantDocflows
    assert about.TitleDelivery.Delivery.DeliveredAt.Ticks == known.DeliveryTimestampTicks
    assert bool(docflow.AmendmentRequests) == bool(known.AmendmentRequestMetadata.AmendmentFlags)
    none = pb.RevocationStatus.Value("RevocationStatusNone")
    assert _or(docflow, "Revocation", "RevocationStatus", none) == known.RevocationStatus


def _or(message: Any, part: str, field: str, default: int) -> Any:
    return getattr(getattr(message, part), field) if message.HasField(part) else default
