"""Every list of a message and of a patch over the wire: what each brings, and what becomes of the document by it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from diadoc.client import Client, Refused
from exchange_partners import Partner, deliver_now, document_of, paper
from papers import UPD_503
from worlds import Person

JSON = dict[str, Any]


def signed(content: bytes = b"Dear colleagues") -> JSON:
    return {"Content": base64.b64encode(content).decode(), "SignWithTestSignature": True}


class Reader:
    """One side of a message with one document."""

    def __init__(self, client: Client, partner: Partner, message: str, document: str) -> None:
        self.client, self.partner, self.message, self.document = client, partner, message, document

    def add(self, **lists: list[JSON]) -> list[str]:
        """Post a patch; the ids of what it brought."""
        body = {"BoxId": self.partner.guid.hex, "MessageId": self.message, **lists}
        found = self.client.json("POST", "/V3/PostMessagePatch", body)
        return [each["EntityId"] for each in found["Entities"]]

    def see(self) -> JSON:
        query = {"boxId": self.partner.guid.hex, "messageId": self.message, "entityId": self.document}
        found: JSON = self.client.json("GET", "/V3/GetDocument", **query)
        return found

    def entities(self) -> list[JSON]:
        found = self.client.json("GET", "/V6/GetMessage", boxId=self.partner.guid.hex, messageId=self.message)
        entities: list[JSON] = found["Entities"]
        return entities

    def within(self, *statuses: str) -> list[bool]:
        """Whether the document is under each of these statuses of what came in."""
        asked = {"boxId": self.partner.guid.hex}
        pages = [
            self.client.json("GET", "/V3/GetDocuments", **asked, filterCategory=f"Any.Inbound{each}")
            for each in statuses
        ]
        return [self.document in [each["EntityId"] for each in page["Documents"]] for page in pages]


@pytest.fixture
def sides(us: Partner, them: Partner, ours: Client, theirs: Client) -> tuple[Reader, Reader]:
    """A letter that wants a signature, as both sides have it."""
    posted = us.post(them, paper(wants_signature=True))
    deliver_now(us, them)
    names = (str(posted.message.guid), str(document_of(posted)))
    return Reader(ours, us, *names), Reader(theirs, them, *names)


def test_a_box_asks_denies_takes_back_and_decides_within_itself(sides: tuple[Reader, Reader]) -> None:
    sender, reader = sides
    chief = reader.partner.colleague()
    with reader.partner.work(chief) as work:
        user = str(work.caller.user.guid)
    before = sender.entities()
    of = {"InitialDocumentId": reader.document}
    lists = ("WaitingForResolution", "SignatureRequestRejected", "Approved", "Disapproved")
    (asked,) = reader.add(
        ResolutionRequests=[{**of, "Type": "SignatureRequest", "TargetUserId": user, "Comment": "Sign"}]
    )
    assert reader.see()["ResolutionStatus"]["Type"] == "SignatureRequested"
    assert reader.see()["ResolutionStatus"]["Target"]["UserId"] == user
    assert reader.within(*lists) == [True, False, False, False]
    (denied,) = reader.add(ResolutionRequestDenials=[{"InitialResolutionRequestId": asked, "Comment": "Not mine"}])
    assert reader.see()["ResolutionStatus"]["Type"] == "SignatureDenied"
    assert reader.within(*lists) == [False, True, False, False]
    reader.add(ResolutionRequestDenialCancellations=[{"InitialResolutionRequestDenialId": denied}])
    assert reader.within(*lists) == [True, False, False, False]
    reader.add(ResolutionRequestCancellations=[{"InitialResolutionRequestId": asked}])
    assert reader.within(*lists) == [False] * 4
    reader.add(Resolutions=[{**of, "ResolutionType": "Disapprove", "Comment": "No"}])
    assert reader.within(*lists) == [False, False, False, True]
    reader.add(Resolutions=[{**of, "ResolutionType": "Approve"}])
    assert reader.within(*lists) == [False, False, True, False]
    reader.add(
        Signatures=[{"ParentEntityId": reader.document, "SignWithTestSignature": True, "IsApprovementSignature": True}]
    )
    assert reader.see()["RecipientResponseStatus"] == "WaitingForRecipientSignature"
    deliver_now(sender.partner, reader.partner)
    assert sender.entities() == before
    assert "ResolutionStatus" not in sender.see() or sender.see()["ResolutionStatus"]["Type"] == "None"
    kinds = [each["AttachmentType"] for each in reader.entities() if each["EntityType"] != "Signature"][1:]
    assert kinds == [
        "ResolutionRequest",
        "ResolutionRequestDenial",
        "Cancellation",
        "Cancellation",
        "Resolution",
        "Resolution",
    ]
    assert [each["IsApprovementSignature"] for each in reader.entities() if each["EntityType"] == "Signature"] == [
        False,
        True,
    ]
    with pytest.raises(Refused, match=r"400 Resolutions\[0\].ResolutionType is UndefinedResolutionType: valid are"):
        reader.add(Resolutions=[{**of, "ResolutionType": "UndefinedResolutionType"}])
    with pytest.raises(Refused, match=r"400 ResolutionRequests\[0\].TargetUserId: nobody is asked"):
        reader.add(ResolutionRequests=[{**of, "Type": "ApprovementRequest"}])
    with pytest.raises(Refused, match=r"409 ResolutionRequestCancellations.*Legal now"):
        reader.add(ResolutionRequestCancellations=[{"InitialResolutionRequestId": asked}])


def test_a_refusal_in_plain_words_is_one_too(sides: tuple[Reader, Reader]) -> None:
    sender, reader = sides
    text = "Не то, что мы заказывали"
    reader.add(
        RequestedSignatureRejections=[{"ParentEntityId": reader.document, "SignedContent": signed(text.encode())}]
    )
    deliver_now(sender.partner, reader.partner)
    for each in sides:
        assert each.see()["RecipientResponseStatus"] == "RecipientSignatureRequestRejected"
    (refusal,) = [each for each in sender.entities() if each.get("AttachmentType") == "SignatureRequestRejection"]
    query = f"boxId={sender.partner.guid.hex}&messageId={sender.message}&entityId={refusal['EntityId']}"
    assert sender.client.raw("GET", f"/V4/GetEntityContent?{query}").content.decode() == text


def test_documents_of_a_message_belong_to_one_another_and_carry_data(
    us: Partner, them: Partner, ours: Client, theirs: Client
) -> None:
    def letter(name: str, **more: Any) -> JSON:
        metadata = [{"Key": "FileName", "Value": name}]
        return {"TypeNamedId": "Nonformalized", "SignedContent": signed(), "Metadata": metadata, **more}

    data = {
        "Content": base64.b64encode(b'{"rows": 1}').decode(),
        "FileName": "rows.json",
        "ParentCustomDocumentId": "a",
    }
    body = {
        "FromBoxId": us.guid.hex,
        "ToBoxId": them.guid.hex,
        "DocumentAttachments": [
            letter("a.txt", CustomDocumentId="a", Comment="Have a look", CustomData=[{"Key": "k", "Value": "v"}]),
            letter("b.txt", InitialDocumentIds=[{"MessageId": "", "EntityId": "a"}], EditingSettingId=str(uuid4())),
        ],
        "StructuredDataAttachments": [data],
    }
    posted = ours.json("POST", "/V3/PostMessage", body)
    first, second = (each["EntityId"] for each in posted["Entities"] if "DocumentInfo" in each)
    later = letter("c.txt", SubordinateDocumentIds=[{"MessageId": posted["MessageId"], "EntityId": second}])
    above = ours.json(
        "POST", "/V3/PostMessage", {**body, "DocumentAttachments": [later], "StructuredDataAttachments": []}
    )
    deliver_now(us, them)
    for client, partner in ((ours, us), (theirs, them)):
        found = client.json("GET", "/V6/GetMessage", boxId=partner.guid.hex, messageId=posted["MessageId"])
        told = {each["EntityId"]: each["DocumentInfo"] for each in found["Entities"] if "DocumentInfo" in each}
        assert [each["EntityId"] for each in told[first]["SubordinateDocumentIds"]] == [second]
        assert {each["EntityId"] for each in told[second]["InitialDocumentIds"]} == {
            first,
            above["Entities"][0]["EntityId"],
        }
        rows, comment = (
            next(each for each in found["Entities"] if each.get("AttachmentType") == kind)
            for kind in ("StructuredData", "AttachmentComment")
        )
        assert (rows["FileName"], rows["ParentEntityId"], comment["ParentEntityId"]) == ("rows.json", first, first)
        query = f"boxId={partner.guid.hex}&messageId={posted['MessageId']}&entityId="
        assert client.raw("GET", f"/V4/GetEntityContent?{query}{rows['EntityId']}").content == b'{"rows": 1}'
        assert client.raw("GET", f"/V4/GetEntityContent?{query}{comment['EntityId']}").content == b"Have a look"
        assert told[first]["CustomData"] == ([{"Key": "k", "Value": "v"}] if partner is us else [])


_NUMBERED = {"FileName": "a.pdf", "DocumentNumber": "7", "DocumentDate": "01.02.2026"}


@pytest.mark.parametrize(
    ("name", "fields", "kind", "answer"),
    [
        ("NonformalizedDocuments", {"FileName": "a.txt"}, "Nonformalized", False),
        ("NonformalizedDocuments", {"FileName": "a.txt", "NeedRecipientSignature": True}, "Nonformalized", True),
        ("Contracts", {**_NUMBERED, "ContractPrice": "10", "ContractType": "lease"}, "Contract", True),
        ("ProformaInvoices", {**_NUMBERED, "Total": "10.50", "Grounds": "Contract 5"}, "ProformaInvoice", False),
        ("AcceptanceCertificates", {**_NUMBERED, "Total": "10.50", "Vat": "1"}, "AcceptanceCertificate", True),
        (
            "AcceptanceCertificates",
            {**_NUMBERED, "Total": "10.50", "NeedRecipientSignature": False},
            "AcceptanceCertificate",
            False,
        ),
        ("Invoices", {}, "Invoice", False),
        ("UniversalTransferDocumentSellerTitles", {}, "UniversalTransferDocument", True),
    ],
)
def test_older_lists_of_a_message_bring_the_same_documents(
    us: Partner, them: Partner, ours: Client, name: str, fields: JSON, kind: str, answer: bool
) -> None:
    content = UPD_503.encode("cp1251") if not fields else b"content"
    if name == "Invoices":
        content = UPD_503.replace("СЧФДОП", "СЧФ").encode("cp1251")
    body = {"FromBoxId": us.guid.hex, "ToBoxId": them.guid.hex, name: [{**fields, "SignedContent": signed(content)}]}
    told = ours.json("POST", "/V3/PostMessage", body)["Entities"][0]["DocumentInfo"]
    assert told["TypeNamedId"] == kind
    awaited = "WaitingForRecipientSignature" if answer else "RecipientResponseStatusNotAcceptable"
    assert told["RecipientResponseStatus"] == awaited
    if "DocumentNumber" in fields:
        assert (told["DocumentNumber"], told["DocumentDate"]) == ("7", "01.02.2026")
    given = {"Total": "TotalSum", "Vat": "TotalVat", "ContractPrice": "ContractPrice", "Grounds": "Grounds"}
    metadata = {each["Key"]: each["Value"] for each in told["Metadata"]}
    assert {key: metadata.get(key) for mine, key in given.items() if mine in fields} == {
        key: fields[mine] for mine, key in given.items() if mine in fields
    }


def test_a_draft_may_lack_what_it_will_have_when_it_is_sent(us: Partner, them: Partner, ours: Client) -> None:
    document = {"TypeNamedId": "Contract", "SignedContent": {"Content": "eA=="}}
    body = {"FromBoxId": us.guid.hex, "ToBoxId": them.guid.hex, "IsDraft": True, "DocumentAttachments": [document]}
    with pytest.raises(Refused, match=r"400 .*Metadata: FileName, DocumentNumber, DocumentDate missing"):
        ours.json("POST", "/V3/PostMessage", body)
    draft = ours.json("POST", "/V3/PostMessage", {**body, "StrictDraftValidation": False})
    signature = {"ParentEntityId": draft["Entities"][0]["EntityId"], "SignWithTestSignature": True}
    send = {"BoxId": us.guid.hex, "DraftId": draft["MessageId"], "DocumentSignatures": [signature]}
    with pytest.raises(Refused, match=r"400 .*missing"):
        ours.json("POST", "/SendDraft", send)
    ours.json("POST", "/RecycleDraft", boxId=us.guid.hex, draftId=draft["MessageId"])
    with pytest.raises(Refused, match="409"):
        ours.json("POST", "/SendDraft", send)


def test_the_feed_is_narrowed_by_what_the_query_says(
    us: Partner, them: Partner, ours: Client, signed_in: Callable[[Person], Client]
) -> None:
    sent = us.post(them, paper())
    within = us.post(None, paper(type_name="Contract", metadata=list(_NUMBERED.items())), internal=True)
    deliver_now(us, them)

    def feed(**query: Any) -> list[JSON]:
        found: list[JSON] = ours.json("GET", "/V8/GetNewEvents", boxId=us.guid.hex, **query)["Events"]
        return found

    def ids(**query: Any) -> list[str]:
        return [each["EventId"] for each in feed(**query)]

    everything, messages = ids(), {each.get("Message", {}).get("MessageId"): each["EventId"] for each in feed()}
    came, inner = messages[str(sent.message.guid)], messages[str(within.message.guid)]
    (delivered,) = set(everything) - {came, inner}
    assert ids(documentDirection="Internal") == ids(typeNamedId="Contract") == [inner]
    assert ids(documentDirection="Outbound,Internal") == everything
    assert ids(counteragentBoxId=them.guid.hex) == [came, delivered]
    assert ids(messageType="Draft") == ids(counteragentBoxId=uuid4().hex) == ids(typeNamedId="Invoice") == []
    assert ids(messageType="letter") == everything
    assert ids(afterEventId=came) == ids(afterIndexKey=feed()[0]["IndexKey"]) == everything[1:]
    assert ids(orderBy="Descending", limit=2) == everything[:0:-1]
    ticks = [each.get("Message", each.get("Patch"))["TimestampTicks"] for each in feed()]
    bounded = ids(timestampFromTicks=ticks[1], timestampToTicks=ticks[1])
    assert everything[1] in bounded
    assert set(bounded) == {name for name, tick in zip(everything, ticks, strict=True) if tick == ticks[1]}
    for query, words in (
        (
            {"afterEventId": came, "afterIndexKey": feed()[0]["IndexKey"]},
            "afterIndexKey: it goes without afterEventId",
        ),
        ({"afterEventId": str(uuid4())}, "AfterEventId: the box has no event"),
        ({"limit": 0}, "limit: 0 is given, 1 to 100 are valid"),
        ({"limit": 101}, "limit: 101 is given"),
        ({"wait": -1}, "wait: -1 is given"),
        ({"messageType": "Telegram"}, "messageType is 'Telegram': it takes one of Letter, Draft, Template"),
        ({"afterIndexKey": "x"}, "afterIndexKey: it is no key of an event"),
    ):
        with pytest.raises(Refused, match=f"400 .*{words}"):
            feed(**query)
