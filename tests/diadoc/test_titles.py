"""Recipients' titles over the wire: what they say is what both sides are told, and what is none is refused."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest

from authorities import Authority
from buyer_titles import buyers, correction_buyers, older_buyers
from diadoc.client import Client, Refused
from diadoc.test_papers import Side, exchanged
from exchange_partners import Partner, deliver_now
from inkpost.engines.sign.detached import sign_detached
from inkpost.faces.diadoc import proto as pb
from inkpost.model.trust import Purpose
from papers import UKD, encoded

FILE = "ON_NSCHFDOPPR_B_S_20260304_11111111-2222-3333-4444-555555555555_0_0_0_0_0_00"


@pytest.fixture
def transfer(us: Partner, them: Partner, ours: Client, theirs: Client) -> tuple[Side, Side]:
    """A transfer document that was delivered."""
    return exchanged(us, them, ours, theirs, upd=True)


def senders_signature(side: Side) -> str:
    """The signature under the sender's title, as the recipient puts it into its own."""
    found = side.client.json("GET", f"/V6/GetMessage?{side.of}")["Entities"]
    (one,) = [each for each in found if each["EntityType"] == "Signature" and each["ParentEntityId"] == side.document]
    return base64.b64encode(side.content(one["EntityId"])).decode()


def answer(
    side: Side, content: bytes, field: str = "RecipientTitles", *, wants_receipt: bool = False, **signed: Any
) -> pb.MessagePatch:
    """Post a title, and deliver it."""
    given = pb.SignedContent(Content=content, **(signed or {"SignWithTestSignature": True}))
    patch = pb.MessagePatchToPost(BoxId=str(side.partner.guid), MessageId=side.message)
    one = getattr(patch, field).add(ParentEntityId=side.document, SignedContent=given)
    one.NeedReceipt = wants_receipt
    made = side.client.ask(pb.MessagePatch, "POST", "/V3/PostMessagePatch", patch)
    deliver_now(side.partner, side.other)
    return made


def listed(side: Side, category: str) -> bool:
    found = side.client.json("GET", "/V3/GetDocuments", boxId=side.partner.guid.hex, filterCategory=category)
    return side.document in [each["EntityId"] for each in found["Documents"]]


def result(side: Side) -> str:
    """The outcome of the recipient's title in the fifth version of docflows."""
    asked = pb.GetDocflowRequest(DocumentId=pb.DocumentId(MessageId=side.message, EntityId=side.document))
    query = {"boxId": side.partner.guid.hex}
    body = pb.GetDocflowBatchRequest(Requests=[asked])
    found = side.client.ask(pb.GetDocflowBatchResponseV5, "POST", "/V5/GetDocflows", body, **query)
    title = found.Documents[0].Docflow.Titles[1].AuthorSigning
    assert title.Status == pb.TitleAuthorStatusV5.Value("TitleAuthorStatusSigned")
    return pb.WellKnownTitleOperationResult.Name(title.OperationResult.WellKnown)


@pytest.mark.parametrize(
    ("code", "status", "category", "text", "outcome"),
    [
        ("1", "WithRecipientSignature", "WithRecipientSignature", "Подписан", "Signed"),
        (
            "2",
            "WithRecipientPartiallySignature",
            "WithRecipientPartiallySignature",
            "Подписан с разногласиями",
            "PartiallySigned",
        ),
        (
            "3",
            "RecipientSignatureRequestRejected",
            "RecipientSignatureRequestRejected",
            "Отказано в подписи",
            "Rejected",
        ),
    ],
)
def test_what_the_title_says_is_what_both_sides_are_told(
    transfer: tuple[Side, Side], code: str, status: str, category: str, text: str, outcome: str
) -> None:
    sender, recipient = transfer
    patch = answer(recipient, buyers(FILE, senders_signature(recipient), code, file_id="ON_NSCHFDOPPOK_7"))
    assert patch.Entities[0].FileName == "ON_NSCHFDOPPOK_7.xml"
    assert [each.see()["RecipientResponseStatus"] for each in transfer] == [status] * 2
    assert listed(sender, f"Any.Outbound{category}")
    assert listed(recipient, f"UniversalTransferDocument.Inbound{category}")
    assert not listed(sender, "Any.OutboundWaitingForRecipientSignature")
    assert recipient.see()["DocflowStatus"]["PrimaryStatus"]["StatusText"].startswith(text)
    assert [result(each) for each in transfer] == [f"WellKnownTitleOperationResult{outcome}"] * 2
    with pytest.raises(Refused, match="Legal now") as refused:
        answer(recipient, buyers(FILE, senders_signature(recipient)))
    assert refused.value.status == 409


@pytest.mark.parametrize(
    ("make", "field"), [(older_buyers, "RecipientTitles"), (buyers, "UniversalTransferDocumentBuyerTitles")]
)
def test_older_lists_and_forms_take_titles_too(
    transfer: tuple[Side, Side], make: Callable[..., bytes], field: str
) -> None:
    sender, recipient = transfer
    answer(recipient, make(FILE, senders_signature(recipient), "2", "СЧФДОП"), field)
    assert sender.see()["RecipientResponseStatus"] == "WithRecipientPartiallySignature"


def test_a_correction_is_agreed_to(us: Partner, them: Partner, ours: Client, theirs: Client) -> None:
    document = pb.DocumentAttachment(
        TypeNamedId="UniversalCorrectionDocument",
        SignedContent=pb.SignedContent(Content=encoded(UKD), SignWithTestSignature=True),
    )
    given = pb.MessageToPost(FromBoxId=str(us.guid), ToBoxId=str(them.guid), DocumentAttachments=[document])
    posted = ours.ask(pb.Message, "POST", "/V3/PostMessage", given)
    deliver_now(us, them)
    recipient = Side(theirs, them, us, posted.MessageId, posted.Entities[0].EntityId)
    said = recipient.see()
    about, signature = said["FileName"].removesuffix(".xml"), senders_signature(recipient)
    with pytest.raises(Refused, match="it answers no correction"):
        answer(recipient, buyers(about, signature, function=said["Function"]))
    answer(recipient, correction_buyers(about, signature, said["Function"]))
    assert recipient.see()["RecipientResponseStatus"] == "WithRecipientSignature"


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda signed: b"<xml/>", "cannot be read: its root is 'xml', of such titles it is 'Файл'"),
        (lambda signed: b"garbage", "cannot be read: it is no XML"),
        (lambda signed: b'<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>', "cannot be read: it declares a document type"),
        (lambda signed: b"<a>" * 40 + b"</a>" * 40, "cannot be read: .*levels"),
        (lambda signed: buyers(FILE, signed, function="ДОП"), "its function is 'ДОП', and the document's is 'СЧФДОП'"),
        (lambda signed: buyers("ON_OTHER", signed), "ИдФайлИнфПр. is 'ON_OTHER', and it is 'ON_NSCHFDOPPR_"),
        (lambda signed: buyers(FILE, "AAAA"), "none of the signatures in it"),
        (lambda signed: correction_buyers(FILE, signed), "it answers a correction, and UniversalTransferDocument"),
        (lambda signed: buyers(FILE, signed, code="5"), "КодИтога is '5', valid are 1, 2, 3"),
    ],
    ids=range(9),
)
def test_what_is_no_title_of_the_document_is_refused(
    transfer: tuple[Side, Side], make: Callable[[str], bytes], words: str
) -> None:
    _, recipient = transfer
    path = r"^400 RecipientTitles\[0\].SignedContent.Content: the recipient's title "
    with pytest.raises(Refused, match=path + f".*{words}"):
        answer(recipient, make(senders_signature(recipient)))
    assert recipient.see()["RecipientResponseStatus"] == "WaitingForRecipientSignature"


def test_titles_with_invalid_signatures_are_counted_and_the_fourth_a_day_is_not_taken(
    transfer: tuple[Side, Side],
) -> None:
    recipient = transfer[1]
    content = buyers(FILE, senders_signature(recipient))
    bad = sign_detached(b"something else", Authority().issue(Purpose.PERSON)).der
    for _ in range(3):
        answer(recipient, content, Signature=bad)
        told = [each.see()["RecipientResponseStatus"] for each in transfer]
        assert told == ["WaitingForRecipientSignature", "InvalidRecipientSignature"]
    with pytest.raises(Refused, match=r"409 .*3 invalid signatures .* in 24 hours"):
        answer(recipient, content)
