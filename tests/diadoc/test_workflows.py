"""Transfer documents and invoices of every docflow, over the wire, from sending to the end of both sides."""

from __future__ import annotations

from typing import Any

import pytest

from buyer_titles import buyers
from diadoc.client import Client
from diadoc.test_papers import SIGNER, Side
from diadoc.test_titles import FILE, answer, listed, senders_signature
from exchange_partners import Partner, deliver_now
from inkpost.faces.diadoc import proto as pb
from papers import UPD_503


def sent(us: Partner, them: Partner, ours: Client, theirs: Client, **more: Any) -> tuple[Side, Side]:
    """A document in the tax service's form that was delivered."""
    function = more.pop("Function")
    content = UPD_503.replace("СЧФДОП", function).encode("cp1251")
    document = pb.DocumentAttachment(
        SignedContent=pb.SignedContent(Content=content, SignWithTestSignature=True), NeedReceipt=True, **more
    )
    given = pb.MessageToPost(FromBoxId=str(us.guid), ToBoxId=str(them.guid), DocumentAttachments=[document])
    posted = ours.ask(pb.Message, "POST", "/V3/PostMessage", given)
    deliver_now(us, them)
    names = (posted.MessageId, posted.Entities[0].EntityId)
    return Side(ours, us, them, *names), Side(theirs, them, us, *names)


def receive(side: Side, entity: str = "") -> None:
    """Make a receipt of what came, and post it."""
    wanted = pb.ReceiptGenerationRequestV2(**side.about(entity), SignerContent=SIGNER)
    side.post("Receipts", side.newer("Receipt", wanted).content, entity)


@pytest.mark.parametrize(
    ("kind", "function", "workflow", "titled", "confirmations"),
    [
        ("UniversalTransferDocument", "ДОП", 3, True, 0),
        ("UniversalTransferDocument", "СЧФДОП", 16, True, 4),
        ("UniversalTransferDocument", "СЧФДОП", 18, True, 6),
        ("UniversalTransferDocument", "СЧФ", 17, False, 4),
        ("Invoice", "СЧФ", 17, False, 4),
    ],
)
def test_a_document_comes_to_its_end_on_both_sides(
    us: Partner,
    them: Partner,
    ours: Client,
    theirs: Client,
    kind: str,
    function: str,
    workflow: int,
    titled: bool,
    confirmations: int,
) -> None:
    sides = sender, recipient = sent(us, them, ours, theirs, TypeNamedId=kind, Function=function, WorkflowId=workflow)
    assert [each.see()["WorkflowId"] for each in sides] == [workflow] * 2
    assert listed(sender, f"{kind}.OutboundNotFinished")
    assert listed(recipient, "Any.InboundHaveToCreateReceipt")
    assert listed(sender, "Any.OutboundWaitingForReceipt")
    assert listed(sender, "Any.OutboundWaitingForInvoiceReceipt") is (function != "ДОП")
    receive(recipient)
    assert not listed(sender, "Any.OutboundWaitingForReceipt")
    if titled:
        assert listed(recipient, "Any.InboundRequestsMySignature")
        answer(recipient, buyers(FILE, senders_signature(recipient), function=function), wants_receipt=True)
        (title,) = [each for each in sender.entities(titles_of(sender)) if each["ParentEntityId"] == sender.document]
        assert listed(sender, f"{kind}.OutboundHaveToCreateReceipt")
        assert [listed(each, f"Any.{way}NotFinished") for each, way in ways(sides)] == [True] * 2
        receive(sender, title["EntityId"])
    assert [listed(each, f"Any.{way}Finished") for each, way in ways(sides)] == [True] * 2
    assert [listed(each, f"{kind}.{way}NotFinished") for each, way in ways(sides)] == [False] * 2
    assert [len(each.entities("InvoiceConfirmation")) for each in sides] == [confirmations] * 2
    told = sender.see()["DocflowStatus"]["PrimaryStatus"]
    assert told["Severity"] == ("Success" if titled else "Info")


def ways(sides: tuple[Side, Side]) -> list[tuple[Side, str]]:
    return list(zip(sides, ("Outbound", "Inbound"), strict=True))


def titles_of(side: Side) -> str:
    """What recipients' titles are called in the message."""
    found = side.client.json("GET", f"/V6/GetMessage?{side.of}")["Entities"]
    (name,) = {each["AttachmentType"] for each in found if each.get("FileName", "").startswith("ON_1")}
    return str(name)


def test_reading_marks_nothing_as_read_and_an_answer_does(
    us: Partner, them: Partner, ours: Client, theirs: Client
) -> None:
    _, recipient = sent(us, them, ours, theirs, TypeNamedId="UniversalTransferDocument", Function="СЧФДОП")
    recipient.see()
    recipient.client.json("GET", f"/V6/GetMessage?{recipient.of}&injectEntityContent=true")
    recipient.content(recipient.document)
    recipient.client.json("GET", "/V8/GetNewEvents", boxId=them.guid.hex)
    recipient.newer("Receipt", pb.ReceiptGenerationRequestV2(**recipient.about(), SignerContent=SIGNER))
    assert listed(recipient, "Any.InboundNotRead")
    receive(recipient)
    assert not listed(recipient, "Any.InboundNotRead")
    assert recipient.see()["IsRead"] is True
