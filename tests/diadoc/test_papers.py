"""Papers over the wire: made, signed, posted, and what comes of it; read again; refused if they belong to nothing."""

from __future__ import annotations

import random
from datetime import datetime
from email.message import Message as Headers
from typing import Any

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings

from diadoc.client import JSON, Client, Refused
from exchange_partners import Partner, deliver_now
from inkpost.engines.papers import Company, Fio, Operator, PaperKind, paper_of, xml_of
from inkpost.faces.diadoc import proto as pb
from papers import UPD_503, check_schema, encoded, papers

SIGNER = b"""<?xml version="1.0" encoding="UTF-8"?>
<Signer SignerStatus="1" SignatureType="1"><Fio LastName="Petrov" FirstName="Petr"/>
<Position PositionSource="Manual">Clerk</Position></Signer>"""
DETAILS = pb.SignerDetails(Surname="Иванова", FirstName="Анна", JobTitle="Бухгалтер", Inn="7707083893")
BY_HAND = pb.Signer(SignerDetails=DETAILS)


def checked(answer: httpx.Response) -> httpx.Response:
    """An answer with a paper that fits its form."""
    check_schema(answer.content)
    return answer


class Side:
    """One side of an exchange of one document."""

    def __init__(self, client: Client, partner: Partner, other: Partner, message: str, document: str) -> None:
        self.client, self.partner, self.other, self.message, self.document = client, partner, other, message, document

    @property
    def of(self) -> str:
        return f"boxId={self.partner.guid}&messageId={self.message}"

    def about(self, entity: str = "") -> dict[str, str]:
        """What the newer requests name the entity by."""
        return {"MessageId": self.message, "AttachmentId": entity or self.document}

    def newer(self, name: str, body: Any) -> httpx.Response:
        path = f"/V2/Generate{name}Xml?boxId={self.partner.guid}"
        return checked(self.client.raw("POST", path, body.SerializeToString()))

    def older(self, name: str, body: Any, entity: str = "", version: str = "", **more: str) -> httpx.Response:
        query = "".join(f"&{key}={value}" for key, value in more.items())
        path = f"{version}/Generate{name}Xml?{self.of}&attachmentId={entity or self.document}{query}"
        return checked(self.client.raw("POST", path, body.SerializeToString()))

    def post(self, field: str, content: bytes, entity: str = "") -> pb.MessagePatch:
        """Sign a paper and post it as one of the patch's list; deliver it."""
        kinds = {
            "Receipts": pb.ReceiptAttachment,
            "CorrectionRequests": pb.CorrectionRequestAttachment,
            "RevocationRequests": pb.RevocationRequestAttachment,
            "XmlSignatureRejections": pb.XmlSignatureRejectionAttachment,
        }
        signed = pb.SignedContent(Content=content, SignWithTestSignature=True)
        one = kinds[field](ParentEntityId=entity or self.document, SignedContent=signed)
        patch = pb.MessagePatchToPost(BoxId=str(self.partner.guid), MessageId=self.message, **{field: [one]})
        made = self.client.ask(pb.MessagePatch, "POST", "/V3/PostMessagePatch", patch)
        deliver_now(self.partner, self.other)
        return made

    def sign(self) -> None:
        """Sign the document."""
        one = pb.DocumentSignature(ParentEntityId=self.document, SignWithTestSignature=True)
        patch = pb.MessagePatchToPost(BoxId=str(self.partner.guid), MessageId=self.message, Signatures=[one])
        self.client.ask(pb.MessagePatch, "POST", "/V3/PostMessagePatch", patch)
        deliver_now(self.partner, self.other)

    def see(self) -> dict[str, Any]:
        """The document as the side has it."""
        found: dict[str, Any] = self.client.json("GET", f"/V3/GetDocument?{self.of}&entityId={self.document}")
        return found

    def entities(self, kind: str) -> list[dict[str, Any]]:
        found = self.client.json("GET", f"/V6/GetMessage?{self.of}")["Entities"]
        return [each for each in found if each.get("AttachmentType") == kind]

    def content(self, entity: str) -> bytes:
        return self.client.raw("GET", f"/V4/GetEntityContent?{self.of}&entityId={entity}").content


def exchanged(
    us: Partner, them: Partner, ours: Client, theirs: Client, *, upd: bool = False, text: str = "Dear colleagues"
) -> tuple[Side, Side]:
    """A document that went there: a transfer document, or a letter that wants a signature."""
    content = encoded(UPD_503) if upd else text.encode()
    attachment = pb.DocumentAttachment(
        TypeNamedId="UniversalTransferDocument" if upd else "Nonformalized",
        SignedContent=pb.SignedContent(Content=content, SignWithTestSignature=True),
        Metadata=[] if upd else [pb.MetadataItem(Key="FileName", Value="письмо.pdf")],
        NeedRecipientSignature=not upd,
    )
    given = pb.MessageToPost(FromBoxId=str(us.guid), ToBoxId=str(them.guid), DocumentAttachments=[attachment])
    posted = ours.ask(pb.Message, "POST", "/V3/PostMessage", given)
    deliver_now(us, them)
    names = (posted.MessageId, posted.Entities[0].EntityId)
    return Side(ours, us, them, *names), Side(theirs, them, us, *names)


@pytest.fixture
def letter(us: Partner, them: Partner, ours: Client, theirs: Client) -> tuple[Side, Side]:
    return exchanged(us, them, ours, theirs)


@pytest.fixture
def transfer(us: Partner, them: Partner, ours: Client, theirs: Client) -> tuple[Side, Side]:
    return exchanged(us, them, ours, theirs, upd=True)


def certificate() -> bytes:
    """A certificate that names a person in full, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    told = {NameOID.SURNAME: "Сидорова", NameOID.GIVEN_NAME: "Ольга Юрьевна", NameOID.TITLE: "Директор"}
    name = x509.Name([x509.NameAttribute(oid, text) for oid, text in told.items()])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, datetime(2026, 1, 1), datetime(2036, 1, 1))
    return made.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def file_name(answer: httpx.Response) -> str:
    headers = Headers()
    headers["content-disposition"] = answer.headers["content-disposition"]
    return headers.get_filename() or ""


def test_a_transfer_document_carries_what_its_content_says(transfer: tuple[Side, Side]) -> None:
    for side in transfer:
        seen = side.see()
        told = {each["Key"]: each["Value"] for each in seen["Metadata"]}
        assert told == {
            "FileName": "ON_NSCHFDOPPR_B_S_20260304_11111111-2222-3333-4444-555555555555_0_0_0_0_0_00.xml",
            "DocumentNumber": "А-17/3",
            "DocumentDate": "04.03.2026",
            "TotalSum": "1316.55",
            "TotalVat": "211.05",
            "CurrencyCode": "643",
            "TotalVat10": "10.05",
            "TotalVat18": "0",
            "TotalVat20": "201.00",
            "SellerInn": "7707083893",
            "Grounds": "Договор №5 от 01.02.2026; Заявка №9",
        }
        assert (seen["Function"], seen["Version"], seen["WorkflowId"]) == ("СЧФДОП", "utd970_05_03_01", 18)
        metadata = seen["UniversalTransferDocumentMetadata"]
        assert (metadata["Total"], metadata["Vat"], metadata["Currency"]) == ("1316.55", "211.05", 643)
        assert metadata["Grounds"] == told["Grounds"]


def test_a_receipt_is_made_signed_and_posted(transfer: tuple[Side, Side]) -> None:
    sender, recipient = transfer
    assert recipient.see()["RecipientReceiptMetadata"]["ReceiptStatus"] == "HaveToCreateReceipt"
    answer = recipient.newer("Receipt", pb.ReceiptGenerationRequestV2(**recipient.about(), SignerContent=SIGNER))
    paper = paper_of(answer.content, PaperKind.RECEIPT)
    assert file_name(answer) == f"{paper.file_id}.xml"
    assert answer.content.startswith(b"<?xml version='1.0' encoding='windows-1251'?>")
    ends = [sender.partner.box, recipient.partner.box]
    assert paper.file_id.startswith(f"DP_IZVPOL_{ends[0].participant_id}_{ends[1].participant_id}_")
    assert (paper.sender.id, paper.author.id) == (ends[0].participant_id, ends[1].participant_id)
    assert paper.about.startswith("ON_NSCHFDOPPR_")
    assert not paper.about.endswith(".xml")
    assert paper.signer is not None
    assert (paper.signer.fio.last, paper.signer.position, paper.signer.status) == ("Petrov", "Clerk", "1")
    patch = recipient.post("Receipts", answer.content)
    assert patch.Entities[0].FileName == file_name(answer)
    assert [each.see()["RecipientReceiptMetadata"]["ReceiptStatus"] for each in transfer] == ["Finished"] * 2
    with pytest.raises(Refused, match="Legal now") as refused:
        recipient.newer("Receipt", pb.ReceiptGenerationRequestV2(**recipient.about(), SignerContent=SIGNER))
    assert refused.value.status == 409


def test_the_operator_confirms_in_its_form(transfer: tuple[Side, Side]) -> None:
    sender, recipient = transfer
    found = [paper_of(sender.content(each["EntityId"])) for each in sender.entities("InvoiceConfirmation")]
    assert {each.kind for each in found} == {PaperKind.TAKEN, PaperKind.PASSED}
    for each in sender.entities("InvoiceConfirmation"):
        check_schema(sender.content(each["EntityId"]))
    for paper, entity in zip(found, sender.entities("InvoiceConfirmation"), strict=True):
        assert entity["FileName"] == f"{paper.file_id}.xml"
        assert isinstance(paper.author.who, Operator)
        assert paper.sender.id == sender.partner.box.participant_id
        assert paper.receiver is not None
        assert paper.receiver.id == recipient.partner.box.participant_id
        assert paper.about.startswith("ON_NSCHFDOPPR_")
    taken = next(each for each in found if each.kind is PaperKind.TAKEN)
    assert taken.file_id.startswith(f"DP_PDPOL_{sender.partner.box.participant_id}_2IP_")


def test_a_correction_is_asked_for_and_its_receipt_comes_back(letter: tuple[Side, Side]) -> None:
    sender, recipient = letter
    text = "Сумма строки 2 неверна: 漢\nсм. договор"
    body = pb.InvoiceCorrectionRequestGenerationRequestV2(ErrorMessage=text, **recipient.about(), SignerContent=SIGNER)
    content = recipient.newer("InvoiceCorrectionRequest", body).content
    request = recipient.post("CorrectionRequests", content).Entities[0].EntityId
    assert sender.see()["AmendmentRequestMetadata"]["AmendmentFlags"] == 1
    for side in letter:
        told = side.client.json("GET", f"/GetInvoiceCorrectionRequestInfo?{side.of}&entityId={request}")
        assert told["ErrorMessage"] == text
        assert told["Signer"]["SignerDetails"]["Inn"] == recipient.partner.box.inn
    with pytest.raises(Refused) as refused:
        sender.client.json("GET", f"/GetInvoiceCorrectionRequestInfo?{sender.of}&entityId={sender.document}")
    assert refused.value.status == 404
    wanted = pb.ReceiptGenerationRequestV2(**sender.about(request), SignerContent=SIGNER)
    receipt = sender.newer("Receipt", wanted).content
    assert paper_of(receipt).about == paper_of(content).file_id
    sender.post("Receipts", receipt, request)
    assert len(sender.entities("Receipt")) == 1


def test_a_refusal_is_made_and_posted(letter: tuple[Side, Side]) -> None:
    sender, recipient = letter
    body = pb.SignatureRejectionGenerationRequestV2(ErrorMessage="Не то", **recipient.about(), SignerContent=SIGNER)
    content = recipient.newer("SignatureRejection", body).content
    assert paper_of(content).about == "письмо.pdf"
    recipient.post("XmlSignatureRejections", content)
    assert sender.see()["RecipientResponseStatus"] == "RecipientSignatureRequestRejected"
    told = pb.SignatureRejectionInfo.FromString(
        Client(sender.client.base_url).raw("POST", "/ParseSignatureRejectionXml", content).content
    )
    assert (told.ErrorMessage, told.Signer.SignerDetails.Surname) == ("Не то", "Petrov")


@pytest.mark.parametrize("version", ["revocation_request_01", "revocation_request_02", ""])
def test_a_revocation_is_proposed_and_refused(
    us: Partner, them: Partner, ours: Client, theirs: Client, version: str
) -> None:
    sender, recipient = exchanged(us, them, ours, theirs)
    recipient.sign()
    body = pb.GenerationRevocationRequestInfo(Comment="Ошибка", Signer=BY_HAND)
    answer = sender.older("RevocationRequest", body, version="/V2", contentTypeId=version)
    paper = paper_of(answer.content, PaperKind.REVOCATION)
    assert paper.version == {"revocation_request_01": "1.01"}.get(version, "1.02")
    assert (paper.author.id, paper.sender.id) == (us.box.participant_id, them.box.participant_id)
    request = sender.post("RevocationRequests", answer.content).Entities[0].EntityId
    assert recipient.see()["RevocationStatus"] == "RequestsMyRevocation"
    refusal = pb.SignatureRejectionGenerationRequestV2(**recipient.about(request), SignerContent=SIGNER)
    recipient.post("XmlSignatureRejections", recipient.newer("SignatureRejection", refusal).content, request)
    assert [each.see()["RevocationStatus"] for each in (sender, recipient)] == ["RevocationRejected"] * 2
    again = recipient.older("RevocationRequest", pb.GenerationRevocationRequestInfo())
    paper = paper_of(again.content)
    assert (paper.version, paper.signer, paper.text) == ("1.01", None, "")
    assert (paper.author.id, paper.sender.id) == (them.box.participant_id, us.box.participant_id)
    recipient.post("RevocationRequests", again.content)


def test_the_older_methods_make_the_older_forms(transfer: tuple[Side, Side]) -> None:
    _, recipient = transfer
    names = ("Receipt", "DocumentReceipt", "InvoiceDocumentReceipt")
    made = [recipient.older(each, BY_HAND).content for each in names]
    assert [(paper_of(each).kind, paper_of(each).version) for each in made] == [(PaperKind.RECEIPT, "1.02")] * 3
    correction = pb.InvoiceCorrectionRequestInfo(ErrorMessage="x", Signer=BY_HAND)
    notice = recipient.older("InvoiceCorrectionRequest", correction).content
    refusal = recipient.older("SignatureRejection", pb.SignatureRejectionInfo(Signer=BY_HAND)).content
    assert [paper_of(each).version for each in (notice, refusal)] == ["1.02"] * 2
    recipient.post("Receipts", made[0])
    recipient.post("CorrectionRequests", notice)
    recipient.post("XmlSignatureRejections", refusal)
    assert recipient.see()["RecipientResponseStatus"] == "RecipientSignatureRequestRejected"


def test_a_signer_comes_out_of_a_certificate(transfer: tuple[Side, Side]) -> None:
    _, recipient = transfer
    signed = pb.Signer(SignerCertificate=certificate())
    found = paper_of(recipient.older("Receipt", signed).content).signer
    assert found is not None
    assert (found.fio, found.position) == (Fio("Сидорова", "Ольга", "Юрьевна"), "Директор")
    signed.SignerDetails.CopyFrom(DETAILS)
    found = paper_of(recipient.older("Receipt", signed).content).signer
    assert found is not None
    assert (found.fio.last, found.position) == ("Иванова", "Бухгалтер")
    for signer, words in (
        (pb.Signer(), "give SignerCertificate"),
        (pb.Signer(SignerDetails=pb.SignerDetails(Surname="A", FirstName="B", Inn="1")), "JobTitle is missing"),
        (pb.Signer(SignerCertificateThumbprint="AB"), "no certificate with the thumbprint 'AB'"),
        (pb.Signer(SignerCertificate=b"x"), "no X.509 certificate"),
    ):
        with pytest.raises(Refused, match=words) as refused:
            recipient.older("Receipt", signer)
        assert refused.value.status == 400


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({"SignerContent": b"<x/>"}, 400, "SignerContent cannot be read: its root is 'x'"),
        ({"SignerContent": b'<!DOCTYPE a [<!ENTITY b "c">]><Signer/>'}, 400, "declares a document type"),
        ({"AttachmentId": "11111111-2222-3333-4444-555555555555"}, 404, "AttachmentId: no paper can be made"),
        ({"MessageId": "11111111-2222-3333-4444-555555555555"}, 404, "there is no message"),
        ({"MessageId": "x"}, 400, "MessageId"),
        ({"ErrorMessage": ""}, 400, "ErrorMessage: it says what is to be corrected"),
        ({"ErrorMessage": "x" * 20_001}, 400, "20001 characters, at most 20000"),
        ({"ErrorMessage": "\x01"}, 400, "ErrorMessage: .*XML"),
    ],
)
def test_what_cannot_be_made_is_refused(
    transfer: tuple[Side, Side], body: dict[str, Any], status: int, words: str
) -> None:
    _, recipient = transfer
    given = {"ErrorMessage": "x", **recipient.about(), "SignerContent": SIGNER, **body}
    with pytest.raises(Refused, match=words) as refused:
        recipient.newer("InvoiceCorrectionRequest", pb.InvoiceCorrectionRequestGenerationRequestV2(**given))
    assert refused.value.status == status


def test_no_paper_is_made_about_an_entity_of_another_kind(transfer: tuple[Side, Side]) -> None:
    sender, recipient = transfer
    signature = next(
        each["EntityId"]
        for each in recipient.client.json("GET", f"/V6/GetMessage?{recipient.of}")["Entities"]
        if each["EntityType"] == "Signature"
    )
    refusal = pb.SignatureRejectionGenerationRequestV2(**recipient.about(signature), SignerContent=SIGNER)
    receipt = pb.ReceiptGenerationRequestV2(**recipient.about(signature), SignerContent=SIGNER)
    for name, body, status in (("SignatureRejection", refusal, 404), ("Receipt", receipt, 409)):
        with pytest.raises(Refused, match="it is a signature") as refused:
            recipient.newer(name, body)
        assert refused.value.status == status
    with pytest.raises(Refused, match="sender cannot add a receipt") as refused:
        sender.newer("Receipt", pb.ReceiptGenerationRequestV2(**sender.about(), SignerContent=SIGNER))
    assert refused.value.status == 409


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("<СвИзвПолуч ", "<Другое ", "the receipt cannot be read"),
        ("ON_NSCHFDOPPR_B_S", "ON_NSCHFDOPPR_X", "the file that it is about is 'ON_NSCHFDOPPR_X"),
        ("<ЭППолФайл>", "<ЭППолФайл>AAAA", "none of the signatures in it"),
        ('КНД="1115110"', 'КНД="1115113"', "КНД is '1115113'"),
        ("{author}", "2IP-someone-else", "its author .* is '2IP-someone-else'"),
        ("{sender}", "2IP-someone-else", "whom it is for is '2IP-someone-else'"),
    ],
)
def test_a_paper_that_belongs_to_nothing_is_refused(
    transfer: tuple[Side, Side], old: str, new: str, words: str
) -> None:
    sender, recipient = transfer
    wanted = pb.ReceiptGenerationRequestV2(**recipient.about(), SignerContent=SIGNER)
    text = recipient.newer("Receipt", wanted).content.decode("windows-1251")
    ends = {"author": recipient.partner.box.participant_id, "sender": sender.partner.box.participant_id}
    old = f'ИдУчастЭДО="{old.format(**ends)}"' if old.startswith("{") else old
    new = f'ИдУчастЭДО="{new}"' if old.startswith("ИдУчаст") else new
    assert old in text
    with pytest.raises(Refused, match=words) as refused:
        recipient.post("Receipts", text.replace(old, new).encode("windows-1251"))
    assert refused.value.status == 400
    assert "Receipts[0].SignedContent.Content" in refused.value.text
    assert recipient.see()["RecipientReceiptMetadata"]["ReceiptStatus"] == "HaveToCreateReceipt"


def test_papers_of_other_documents_are_refused(
    us: Partner, them: Partner, ours: Client, theirs: Client, letter: tuple[Side, Side]
) -> None:
    _, other = exchanged(us, them, ours, theirs, text="Another letter")
    _, recipient = letter
    body = pb.SignatureRejectionGenerationRequestV2(**other.about(), SignerContent=SIGNER)
    content = other.newer("SignatureRejection", body).content
    with pytest.raises(Refused, match="none of the signatures in it is one under that file"):
        recipient.post("XmlSignatureRejections", content)
    with pytest.raises(Refused, match="the revocation request cannot be read"):
        recipient.post("RevocationRequests", content)
    other.post("XmlSignatureRejections", content)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(papers().filter(lambda paper: paper.kind in (PaperKind.NOTICE, PaperKind.REVOCATION)))
def test_parsing_needs_no_token_and_tells_what_was_written(client: Client, paper: Any) -> None:
    name = "SignatureRejection" if paper.kind is PaperKind.NOTICE else "RevocationRequest"
    stranger = Client(client.base_url)
    answer = stranger.raw("POST", f"/Parse{name}Xml", xml_of(paper), accept=JSON).json()
    assert answer.get("ErrorMessage", answer.get("Comment", "")) == paper.text
    assert ("Signer" in answer) == (paper.signer is not None)
    if paper.signer is not None:
        details = answer["Signer"]["SignerDetails"]
        assert (details["Surname"], details["FirstName"]) == (paper.signer.fio.last, paper.signer.fio.first)
        assert details.get("JobTitle", "") == paper.signer.position
        if isinstance(paper.author.who, Company):
            assert details["Inn"] == paper.author.who.inn


def test_parsing_garbage_never_fails(client: Client, letter: tuple[Side, Side]) -> None:
    _, recipient = letter
    body = pb.SignatureRejectionGenerationRequestV2(**recipient.about(), SignerContent=SIGNER)
    good = recipient.newer("SignatureRejection", body).content
    chance = random.Random(7)
    statuses = set()
    for _ in range(60):
        content = bytearray(good)
        for _ in range(chance.randint(0, 3)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 30)] = chance.choice([b"", b"<", b"\xff", b"&x;", b"<a>", b'"'])
        for name in ("SignatureRejection", "RevocationRequest"):
            statuses.add(client.send("POST", f"/Parse{name}Xml", bytes(content)).status_code)
    assert statuses == {200, 400}
    with pytest.raises(Refused, match="declares a document type"):
        client.raw("POST", "/ParseSignatureRejectionXml", b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>')


@pytest.mark.parametrize(
    ("more", "old", "new", "words"),
    [
        ({}, 'НомерДок="А-17/3"', "", "Файл/Документ/СвСчФакт has no attribute НомерДок"),
        ({}, "1316.55", "x", "СтТовУчНалВсего is 'x', a sum is written as 1234.56"),
        ({}, "<Файл", '<!DOCTYPE a [<!ENTITY b "c">]><Файл', "declares a document type"),
        ({"TypeNamedId": "UniversalCorrectionDocument"}, "", "", "the content is no correction"),
        ({"Function": "СЧФ"}, "", "", "Function: it is СЧФ, and the content says СЧФДОП"),
    ],
)
def test_a_title_that_cannot_be_read_is_refused(
    us: Partner, them: Partner, ours: Client, more: dict[str, str], old: str, new: str, words: str
) -> None:
    content = UPD_503.replace(old, new, 1) if old else UPD_503
    given: dict[str, Any] = {"TypeNamedId": "UniversalTransferDocument", **more}
    signed = pb.SignedContent(Content=encoded(content), SignWithTestSignature=True)
    message = pb.MessageToPost(
        FromBoxId=str(us.guid),
        ToBoxId=str(them.guid),
        DocumentAttachments=[pb.DocumentAttachment(SignedContent=signed, **given)],
    )
    with pytest.raises(Refused, match=words) as refused:
        ours.ask(pb.Message, "POST", "/V3/PostMessage", message)
    assert refused.value.status == 400
