"""Two programs exchange a document over the wire: posted, delivered, followed, read, signed, read again."""

from __future__ import annotations

import base64
import json
import threading
from typing import Any

import pytest

from diadoc.client import JSON, Client, Refused
from exchange_partners import Partner
from inkpost.faces.diadoc import proto as pb
from support import wait_for


def box(partner: Partner) -> str:
    return partner.guid.hex + "@diadoc.ru"


def to_post(us: Partner, them: Partner, **more: Any) -> pb.MessageToPost:
    """A message of one letter that wants a signature."""
    attachment = pb.DocumentAttachment(
        TypeNamedId="Nonformalized",
        SignedContent=pb.SignedContent(Content=b"Dear colleagues", SignWithTestSignature=True),
        Metadata=[pb.MetadataItem(Key="FileName", Value="letter.txt")],
        NeedRecipientSignature=True,
    )
    return pb.MessageToPost(FromBoxId=box(us), ToBoxId=box(them), DocumentAttachments=[attachment], **more)


def came(client: Client, partner: Partner, message_id: str, entities: int) -> pb.Message:
    """A message once it is in a box with so many entities."""

    def look() -> pb.Message | None:
        answer = client.send("GET", f"/V6/GetMessage?boxId={box(partner)}&messageId={message_id}")
        found = pb.Message.FromString(answer.content) if answer.status_code == 200 else None
        return found if found is not None and len(found.Entities) >= entities else None

    found = wait_for(look, what="the message")
    assert found is not None
    return found


def test_a_document_goes_there_and_its_signature_comes_back(
    us: Partner, them: Partner, ours: Client, theirs: Client
) -> None:
    posted = ours.ask(pb.Message, "POST", "/V3/PostMessage", to_post(us, them))
    received = came(theirs, them, posted.MessageId, 2)
    document = received.Entities[0]
    assert document.DocumentInfo.RecipientResponseStatus == pb.RecipientResponseStatus.Value(
        "WaitingForRecipientSignature"
    )
    assert not document.DocumentInfo.IsRead
    given = pb.MessagePatchToPost(
        BoxId=box(them),
        MessageId=posted.MessageId,
        Signatures=[pb.DocumentSignature(ParentEntityId=document.EntityId, SignWithTestSignature=True)],
    )
    patch = theirs.ask(pb.MessagePatch, "POST", "/V3/PostMessagePatch", given)
    assert [each.EntityType for each in patch.Entities] == [pb.EntityType.Value("Signature")]
    both = [came(ours, us, posted.MessageId, 3), came(theirs, them, posted.MessageId, 3)]
    signed = pb.RecipientResponseStatus.Value("WithRecipientSignature")
    assert [each.Entities[0].DocumentInfo.RecipientResponseStatus for each in both] == [signed] * 2
    assert both[1].Entities[0].DocumentInfo.IsRead
    names = ("WithRecipientSignature", "OutboundWithRecipientSignature", "InboundWithRecipientSignature")
    shown = [
        client.json("GET", "/V3/GetDocument", boxId=box(who), messageId=posted.MessageId, entityId=document.EntityId)
        for client, who in ((ours, us), (theirs, them))
    ]
    assert [each["RecipientResponseStatus"] for each in shown] == [names[0]] * 2
    assert [each["NonformalizedDocumentMetadata"]["DocumentStatus"] for each in shown] == [*names[1:]]
    content = theirs.raw(
        "GET", f"/V4/GetEntityContent?boxId={box(them)}&messageId={posted.MessageId}&entityId={document.EntityId}"
    )
    assert content.content == b"Dear colleagues"
    info = theirs.json(
        "GET",
        "/GetSignatureInfo",
        boxId=box(them),
        messageId=posted.MessageId,
        entityId=received.Entities[1].EntityId,
    )
    assert info["SignatureVerificationResult"]["IsValid"] is True
    assert info["OrgInn"] == us.box.inn


def test_both_feeds_tell_every_step_in_both_encodings(us: Partner, them: Partner, ours: Client, theirs: Client) -> None:
    posted = ours.ask(pb.Message, "POST", "/V3/PostMessage", to_post(us, them))
    came(theirs, them, posted.MessageId, 2)

    def feed(client: Client, partner: Partner, **query: Any) -> Any:
        return client.json("GET", "/V8/GetNewEvents", boxId=box(partner), **query)

    wait_for(lambda: feed(ours, us)["TotalCount"] == 2, what="the delivery in the sender's feed")
    sent, delivered = feed(ours, us)["Events"]
    assert sent["Message"]["MessageId"] == posted.MessageId
    assert delivered["Patch"]["MessageIsDelivered"] is True
    assert delivered["Patch"]["DeliveredPatchId"] == sent["EventId"]
    (arrived,) = feed(theirs, them)["Events"]
    assert arrived["EventId"] == sent["EventId"]
    rest = feed(ours, us, afterIndexKey=sent["IndexKey"])
    assert [each["EventId"] for each in rest["Events"]] == [delivered["EventId"]]
    again = ours.ask(pb.BoxEventList, "GET", "/V7/GetNewEvents", boxId=box(us), orderBy="descending", limit=1)
    assert again.Events[0].EventId == delivered["EventId"]
    assert again.TotalCount == 2
    one = ours.json("GET", "/V2/GetEvent", boxId=box(us), eventId=sent["EventId"])
    assert one["Message"]["Entities"][0]["DocumentInfo"]["DeliveryTimestampTicks"] > 0
    last = ours.json("GET", "/V2/GetLastEvent", boxId=box(us))
    assert last["EventId"] == delivered["EventId"]


def test_a_reader_who_waits_is_answered_when_something_comes(
    us: Partner, them: Partner, ours: Client, theirs: Client
) -> None:
    told: list[Any] = []

    def wait() -> None:
        told.append(theirs.json("GET", "/V8/GetNewEvents", boxId=box(them), wait=25))

    reader = threading.Thread(target=wait)
    reader.start()
    posted = ours.ask(pb.Message, "POST", "/V3/PostMessage", to_post(us, them))
    reader.join()
    assert [each["Message"]["MessageId"] for each in told[0]["Events"]] == [posted.MessageId]
    with pytest.raises(Refused, match="wait: 31 is given, 0 to 30 seconds"):
        theirs.json("GET", "/V8/GetNewEvents", boxId=box(them), wait=31)


def test_the_same_body_is_posted_once_and_an_operation_by_its_name(us: Partner, them: Partner, ours: Client) -> None:
    given = to_post(us, them)
    first = ours.ask(pb.Message, "POST", "/V3/PostMessage", given, operationId="")
    again = ours.ask(pb.Message, "POST", "/v3/postmessage", given)
    named = ours.ask(pb.Message, "POST", "/V3/PostMessage", given, operationId="Seven")
    other = ours.ask(pb.Message, "POST", "/V3/PostMessage", to_post(us, them, DelaySend=True), operationid="sEVEN")
    assert first == again
    assert named == other
    assert named.MessageId != first.MessageId


def test_refusals_name_fields_as_the_wire_does(us: Partner, them: Partner, ours: Client) -> None:
    given = to_post(us, them)
    given.DocumentAttachments[0].ClearField("Metadata")
    with pytest.raises(Refused) as caught:
        ours.ask(pb.Message, "POST", "/V3/PostMessage", given)
    assert caught.value.status == 400
    assert caught.value.text.startswith("DocumentAttachments[0].Metadata: FileName missing")
    for field in ("FromBoxId", "FromDepartmentId"):
        wrong = to_post(us, them)
        setattr(wrong, field, "nonsense")
        with pytest.raises(Refused, match=f"400 {field} is 'nonsense': it takes"):
            ours.ask(pb.Message, "POST", "/V3/PostMessage", wrong, operationId=field)
    with pytest.raises(Refused, match="403"):
        ours.ask(pb.Message, "POST", "/V3/PostMessage", to_post(them, us))


def test_the_whole_of_a_story_in_json(us: Partner, them: Partner, ours: Client, theirs: Client) -> None:
    """Drafts, custom data, deleting, restoring and moving, as a program without protobuf does it."""
    document = {
        "TypeNamedId": "Contract",
        "SignedContent": {"Content": "aGVsbG8="},
        "Metadata": [
            {"Key": "FileName", "Value": "contract.pdf"},
            {"Key": "DocumentNumber", "Value": "196"},
            {"Key": "DocumentDate", "Value": "27.10.2017"},
        ],
    }
    draft = ours.json(
        "POST",
        "/V3/PostMessage",
        {"FromBoxId": box(us), "ToBoxId": box(them), "IsDraft": True, "DocumentAttachments": [document]},
    )
    assert (draft["IsDraft"], draft["MessageType"]) == (True, "Draft")
    entity = draft["Entities"][0]["EntityId"]
    signature = {"ParentEntityId": entity, "SignWithTestSignature": True}
    sent = ours.json(
        "POST",
        "/SendDraft",
        {"BoxId": box(us), "DraftId": draft["MessageId"], "DocumentSignatures": [signature]},
        operationId="send it",
    )
    assert sent["CreatedFromDraftId"] == draft["MessageId"]
    came(theirs, them, sent["MessageId"], 2)
    contract = sent["Entities"][0]["EntityId"]
    where = {"boxId": box(them), "messageId": sent["MessageId"]}
    change = {"ParentEntityId": contract, "Operation": "Set", "Key": "shelf", "Value": "B"}
    asked = {"MessageId": sent["MessageId"], "AttachmentId": contract}
    asked["SignerContent"] = base64.b64encode(b'<Signer><Fio LastName="A" FirstName="B"/></Signer>').decode()
    path = f"/V2/GenerateSignatureRejectionXml?boxId={box(them)}"
    paper = theirs.raw("POST", path, json.dumps(asked).encode(), content_type=JSON).content
    content = {"Content": base64.b64encode(paper).decode(), "SignWithTestSignature": True}
    refusal = {"ParentEntityId": contract, "SignedContent": content}
    patch = theirs.json(
        "POST",
        "/V4/PostMessagePatch",
        {
            "BoxId": box(them),
            "MessageId": sent["MessageId"],
            "XmlSignatureRejections": [refusal],
            "CustomDataPatches": [change],
        },
    )
    assert [each["EntityType"] for each in patch["Entities"]] == ["Attachment", "Signature"]
    theirs.json("POST", "/Delete", **where)
    assert theirs.json("GET", "/GetDocumentsByMessageId", **where)["Documents"][0]["IsDeleted"] is True
    with pytest.raises(Refused, match="409"):
        theirs.json("POST", "/Delete", **where)
    theirs.json("POST", "/Restore", **where)
    theirs.json(
        "POST",
        "/MoveDocuments",
        {
            "BoxId": box(them),
            "ToDepartmentId": "00000000-0000-0000-0000-000000000000",
            "DocumentIds": [{"MessageId": sent["MessageId"], "EntityId": contract}],
        },
    )
    found = theirs.json("GET", "/V3/GetDocument", entityId=contract, injectEntityContent="true", **where)
    assert found["CustomData"] == [{"Key": "shelf", "Value": "B"}]
    assert found["Content"]["Data"] == "aGVsbG8="
    assert found["RecipientResponseStatus"] == "RecipientSignatureRequestRejected"
    assert found["ContractMetadata"]["DocumentStatus"] == "InboundRecipientSignatureRequestRejected"
