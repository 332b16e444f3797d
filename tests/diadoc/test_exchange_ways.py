"""The ways a document takes over the wire: sent later, out of a draft, past a proxy, between departments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from diadoc.client import Client, Refused
from exchange_partners import Partner, deliver_now
from inkpost.faces.diadoc import proto as pb
from inkpost.model.boxes import Access
from inkpost.operations import administration
from inkpost.store import boxes
from worlds import World


def letter(*, signed: bool = True) -> pb.DocumentAttachment:
    return pb.DocumentAttachment(
        TypeNamedId="Nonformalized",
        SignedContent=pb.SignedContent(Content=b"Dear colleagues", SignWithTestSignature=signed),
        Metadata=[pb.MetadataItem(Key="FileName", Value="letter.txt")],
        NeedRecipientSignature=True,
    )


def post(client: Client, us: Partner, *, signed: bool = True, **more: Any) -> pb.Message:
    given = pb.MessageToPost(FromBoxId=us.guid.hex, DocumentAttachments=[letter(signed=signed)], **more)
    return client.ask(pb.Message, "POST", "/V3/PostMessage", given)


def sign(client: Client, partner: Partner, message: pb.Message) -> pb.MessagePatch:
    signature = pb.DocumentSignature(ParentEntityId=message.Entities[0].EntityId, SignWithTestSignature=True)
    given = pb.MessagePatchToPost(BoxId=partner.guid.hex, MessageId=message.MessageId, Signatures=[signature])
    return client.ask(pb.MessagePatch, "POST", "/V3/PostMessagePatch", given)


def read(client: Client, partner: Partner, message: pb.Message) -> pb.Message:
    return client.ask(pb.Message, "GET", "/V6/GetMessage", boxId=partner.guid.hex, messageId=message.MessageId)


def status_of(message: pb.Message, field: str) -> str:
    document = message.Entities[0].DocumentInfo
    kind = pb.Document.DESCRIPTOR.fields_by_name[field].enum_type
    return str(kind.values_by_number[getattr(document, field)].name)


def test_a_delayed_message_waits_for_its_signature(
    us: Partner, them: Partner, signed_in: Callable[..., Client]
) -> None:
    ours, theirs = signed_in(us.person), signed_in(them.person)
    posted = post(ours, us, ToBoxId=them.guid.hex, DelaySend=True, signed=False)
    assert status_of(posted, "SenderSignatureStatus") == "WaitingForSenderSignature"
    found = ours.json(
        "GET", "/V3/GetDocuments", boxId=us.guid.hex, filterCategory="Any.OutboundWaitingForSenderSignature"
    )
    assert [each["MessageId"] for each in found["Documents"]] == [posted.MessageId]
    deliver_now(us, them)
    with pytest.raises(Refused, match="404"):
        read(theirs, them, posted)
    sign(ours, us, posted)
    deliver_now(us, them)
    assert status_of(read(theirs, them, posted), "SenderSignatureStatus") == "SenderSignatureCheckedAndValid"


def test_a_draft_is_sent_through_a_proxy_who_signs_first(
    us: Partner, them: Partner, make_world: Callable[..., World], signed_in: Callable[..., Client]
) -> None:
    middle = Partner(make_world())
    ours, theirs, proxys = (signed_in(each.person) for each in (us, them, middle))
    draft = post(ours, us, IsDraft=True, signed=False)
    given = pb.DraftToSend(
        BoxId=us.guid.hex,
        DraftId=draft.MessageId,
        ToBoxId=them.guid.hex,
        ProxyBoxId=middle.guid.hex,
        DocumentSignatures=[
            pb.DocumentSenderSignature(ParentEntityId=draft.Entities[0].EntityId, SignWithTestSignature=True)
        ],
    )
    sent = ours.ask(pb.Message, "POST", "/SendDraft", given, operationId="send")
    assert ours.ask(pb.Message, "POST", "/SendDraft", given, operationId="SEND").MessageId == sent.MessageId
    with pytest.raises(Refused, match=r"409 DraftId: .*sent or deleted before"):
        ours.ask(pb.Message, "POST", "/SendDraft", given, operationId="send again")
    assert list(read(ours, us, draft).DraftIsTransformedToMessageIdList) == [sent.MessageId]
    deliver_now(us, middle)
    with pytest.raises(Refused, match="404"):
        read(theirs, them, sent)
    asked = read(proxys, middle, sent)
    assert (asked.IsProxified, status_of(asked, "ProxySignatureStatus")) == (True, "WaitingForProxySignature")
    sign(proxys, middle, sent)
    for sides in ((us, middle), (us, them), (middle, them)):
        deliver_now(*sides)
    sign(theirs, them, sent)
    for sides in ((us, them), (middle, them)):
        deliver_now(*sides)
    for client, partner in ((ours, us), (theirs, them), (proxys, middle)):
        told = read(client, partner, sent)
        assert status_of(told, "ProxySignatureStatus") == "WithProxySignature"
        assert status_of(told, "RecipientResponseStatus") == "WithRecipientSignature"


def department(partner: Partner, name: str) -> tuple[int, UUID]:
    number = administration.add_department(
        partner.world.services, partner.world.organization_id, name, parent=partner.box.head_department_id
    )
    with partner.world.services.engine.begin() as db:
        return number, UUID(boxes.department_guids(db, [number])[number])


def test_an_internal_document_is_for_both_departments_and_for_no_third(
    us: Partner, signed_in: Callable[..., Client]
) -> None:
    (sales, sales_guid), (law, law_guid), (store, store_guid) = (department(us, each) for each in ("S", "L", "W"))
    seller, lawyer, keeper = (
        signed_in(us.colleague(Access.OWN, department_id=number)) for number in (sales, law, store)
    )
    ends = {"FromDepartmentId": str(sales_guid), "ToDepartmentId": str(law_guid)}
    posted = post(seller, us, IsInternal=True, **ends)
    told = posted.Entities[0].DocumentInfo
    assert (told.FromDepartmentId, told.ToDepartmentId) == (str(sales_guid), str(law_guid))
    with pytest.raises(Refused, match="403"):
        read(keeper, us, posted)
    with pytest.raises(Refused, match="403"):
        sign(keeper, us, posted)
    with pytest.raises(Refused, match=r"403 .*department"):
        post(keeper, us, IsInternal=True, **ends)
    sign(lawyer, us, posted)
    assert status_of(read(seller, us, posted), "RecipientResponseStatus") == "WithRecipientSignature"
    move = {
        "BoxId": us.guid.hex,
        "ToDepartmentId": str(store_guid),
        "DocumentIds": [{"MessageId": posted.MessageId, "EntityId": posted.Entities[0].EntityId}],
    }
    with pytest.raises(Refused, match="403"):
        keeper.json("POST", "/MoveDocuments", move)
    lawyer.json("POST", "/MoveDocuments", move)
    assert read(keeper, us, posted).Entities[0].DocumentInfo.DepartmentId == str(store_guid)


def test_what_is_not_served_says_so_and_what_to_do_instead(
    us: Partner, them: Partner, signed_in: Callable[..., Client]
) -> None:
    ours = signed_in(us.person)
    old = pb.MessageToPost(FromBoxId=us.guid.hex, ToBoxId=them.guid.hex)
    old.PriceLists.add(
        SignedContent=pb.SignedContent(Content=b"x", SignWithTestSignature=True),
        FileName="x",
        DocumentDate="01.01.2026",
        DocumentNumber="1",
        PriceListEffectiveDate="01.01.2026",
        ContractDocumentDate="01.01.2026",
        ContractDocumentNumber="1",
    )
    with pytest.raises(
        Refused, match=r"501 PriceLists is not served here yet: use DocumentAttachments .*Nonformalized"
    ):
        ours.ask(pb.Message, "POST", "/V3/PostMessage", old)
    shelf = pb.MessageToPost(FromBoxId=us.guid.hex, ToBoxId=them.guid.hex, DocumentAttachments=[letter()])
    shelf.DocumentAttachments[0].SignedContent.NameOnShelf = "x"
    with pytest.raises(Refused, match=r"501 DocumentAttachments\[0\].SignedContent.NameOnShelf: the shelf"):
        ours.ask(pb.Message, "POST", "/V3/PostMessage", shelf)
    posted = post(ours, us, ToBoxId=them.guid.hex)
    patch = pb.MessagePatchToPost(BoxId=us.guid.hex, MessageId=posted.MessageId)
    patch.EditDocumentPacketCommands.add(DocumentId=posted.Entities[0].EntityId)
    with pytest.raises(Refused, match=r"501 EditDocumentPacketCommands .*the other lists of the patch: .*Signatures"):
        ours.ask(pb.MessagePatch, "POST", "/V3/PostMessagePatch", patch)
