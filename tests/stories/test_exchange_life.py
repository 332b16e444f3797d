"""The life of one document: generated, sent, received, signed by the other side, revoked; both boxes tell the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509

from authorities import openssl, told
from diadoc.client import JSON, Client, Refused
from exchange_partners import Partner
from inkpost.demo.contract import template
from inkpost.engines.sign import certificates
from inkpost.engines.sign.certificates import Naming
from inkpost.engines.sign.detached import sign_detached
from inkpost.engines.sign.keys import LoadedKey
from inkpost.model.trust import Purpose
from inkpost.operations import trust_authority
from inkpost.operations.trust_authority import Bench
from support import CLIENT, wait_for
from worlds import World, b64

NUMBER = "2026-17"
FACTS = (
    *("MessageId", "EntityId", "DocumentType", "Title", "DocumentNumber", "DocumentDate", "TypeNamedId", "Function"),
    *("Version", "WorkflowId", "RecipientResponseStatus", "RevocationStatus", "SenderSignatureStatus", "Metadata"),
    *("SendTimestampTicks", "DeliveryTimestampTicks", "PacketId"),
)
"""What both boxes know of a document."""
SIGNER = {"SignerDetails": {"Surname": "Schmidt", "FirstName": "Anna", "JobTitle": "Director", "Inn": "7707083893"}}


@dataclass
class Side:
    """A box, a program that speaks for it, and a key of its director with a certificate of the server's authority."""

    partner: Partner
    client: Client
    key: LoadedKey

    @property
    def box(self) -> str:
        """As the wire names it."""
        return f"{self.partner.guid.hex}@diadoc.ru"

    def signed(self, content: bytes) -> dict[str, str]:
        """A content with a signature beside it."""
        return {"Content": b64(content), "Signature": b64(sign_detached(content, self.key).der)}

    def ask(self, path: str, **query: Any) -> Any:
        return self.client.json("GET", path, boxId=self.box, **query)

    def content(self, message: str, entity: str) -> bytes:
        """The bytes of an entity."""
        path = f"/V4/GetEntityContent?boxId={self.box}&messageId={message}&entityId={entity}"
        return self.client.raw("GET", path).content

    def paper(self, name: str, message: str, entity: str, body: Any) -> bytes:
        """A paper about an entity, made by the server for the program to sign."""
        path = f"/{name}?boxId={self.box}&messageId={message}&attachmentId={entity}"
        answer = self.client.send("POST", path, json.dumps(body).encode(), content_type=JSON)
        assert answer.status_code == 200, answer.text
        return answer.content

    def add(self, message: str, **parts: Any) -> Any:
        """Add to a message; what was added."""
        body = {"BoxId": self.box, "MessageId": message, **{name: [part] for name, part in parts.items()}}
        return self.client.json("POST", "/V3/PostMessagePatch", body)

    def awaited(self, message: str, entities: int) -> Any:
        """The message once it has so many entities here."""

        def look() -> Any:
            try:
                found = self.ask("/V6/GetMessage", messageId=message)
            except Refused as refusal:
                if refusal.status != 404:
                    raise
                return None
            return found if len(found["Entities"]) >= entities else None

        return wait_for(look, what=f"{entities} entities of the message")


def certified(partner: Partner) -> LoadedKey:
    """A key of the person's with a certificate of the server's authority, as a program of theirs would hold it."""
    key, services = certificates.new_key(), partner.world.services
    naming = Naming("Anna Schmidt", partner.box.title, "Anna", "Schmidt", partner.box.inn)
    with services.engine.begin() as db:
        bench = Bench(services.settings, services.keyring, db, services.clock())
        made, issuer = trust_authority.issue(bench, Purpose.PERSON, naming, key.public_key())
        owner = {"organization_id": partner.world.organization_id, "user_id": partner.person.id}
        record = trust_authority.keep(bench, made, Purpose.PERSON, issuer, key, **owner)
        return LoadedKey(key, made, trust_authority.chain(db, record))


@pytest.fixture
def sides(world: World, other_world: World) -> tuple[Side, Side]:
    program = world.application().client_id
    one, two = (side_of(Partner(each), program) for each in (world, other_world))
    return one, two


def side_of(partner: Partner, program: str) -> Side:
    """A box with its director signed in."""
    client = Client(partner.world.served.base_url, program)
    return Side(partner, client.sign_in(partner.person.login, partner.person.password), certified(partner))


def generated(world: World) -> bytes:
    """The PDF of a contract of the small world's template, made over REST."""
    number = world.template(template())
    made = world.document(number, values={"DocumentNumber": NUMBER})
    return CLIENT.get(world.converted(made["id"])["pdfUrlMachine"]).content


def test_a_document_is_generated_sent_signed_and_revoked(
    world: World, sides: tuple[Side, Side], tmp_path: Path
) -> None:
    us, them = sides
    pdf = generated(world)
    assert pdf.startswith(b"%PDF")
    posted = us.client.json(
        "POST",
        "/V3/PostMessage",
        {
            "FromBoxId": us.box,
            "ToBoxId": them.box,
            "DocumentAttachments": [
                {
                    "TypeNamedId": "Nonformalized",
                    "SignedContent": us.signed(pdf),
                    "NeedRecipientSignature": True,
                    "NeedReceipt": True,
                    "Metadata": [
                        {"Key": "FileName", "Value": "contract.pdf"},
                        {"Key": "DocumentNumber", "Value": NUMBER},
                        {"Key": "DocumentDate", "Value": "18.03.2026"},
                    ],
                }
            ],
        },
    )
    message = posted["MessageId"]
    document = posted["Entities"][0]["EntityId"]
    came = them.awaited(message, 2)
    assert them.content(message, document) == pdf
    assert came["Entities"][0]["DocumentInfo"]["RecipientResponseStatus"] == "WaitingForRecipientSignature"
    acknowledge(them, message, document)
    signature = {"ParentEntityId": document, "Signature": b64(sign_detached(pdf, them.key).der)}
    them.add(message, Signatures=signature)
    us.awaited(message, len(came["Entities"]) + 3)
    shown = us.ask("/V3/GetDocument", messageId=message, entityId=document)
    assert shown["RecipientResponseStatus"] == "WithRecipientSignature"
    revoke(us, them, message, document)
    check_agreement(us, them, message, document)
    checked = check_signatures(us, them, message, tmp_path)
    assert checked >= 5, "the document's two, the receipt's, those of the revocation"


def acknowledge(side: Side, message: str, document: str) -> None:
    """Tell the sender that the document came."""
    receipt = side.paper("GenerateReceiptXml", message, document, SIGNER)
    added = side.add(message, Receipts={"ParentEntityId": document, "SignedContent": side.signed(receipt)})
    assert [each["EntityType"] for each in added["Entities"]] == ["Attachment", "Signature"]


def revoke(us: Side, them: Side, message: str, document: str) -> None:
    """Ask for a revocation, and let the other side agree by signing the request."""
    body = {"Comment": "a wrong price", "Signer": SIGNER}
    wish = us.paper("GenerateRevocationRequestXml", message, document, body)
    made = us.add(message, RevocationRequests={"ParentEntityId": document, "SignedContent": us.signed(wish)})
    request = made["Entities"][0]["EntityId"]
    wait_for(
        lambda: (
            them.ask("/V3/GetDocument", messageId=message, entityId=document)["RevocationStatus"]
            == "RequestsMyRevocation"
        ),
        what="the request",
    )
    assert them.content(message, request) == wish
    them.add(message, Signatures={"ParentEntityId": request, "Signature": b64(sign_detached(wish, them.key).der)})
    wait_for(
        lambda: (
            us.ask("/V3/GetDocument", messageId=message, entityId=document)["RevocationStatus"] == "RevocationAccepted"
        ),
        what="the answer",
    )


def check_agreement(us: Side, them: Side, message: str, document: str) -> None:
    """Both boxes know the same of the message, of the document and of every step."""
    ours, theirs = (each.ask("/V6/GetMessage", messageId=message) for each in (us, them))
    assert entities(ours) == entities(theirs)
    mine, other = (each.ask("/V3/GetDocument", messageId=message, entityId=document) for each in (us, them))
    assert {name: mine.get(name) for name in FACTS} == {name: other.get(name) for name in FACTS}
    assert (mine["DocumentDirection"], other["DocumentDirection"]) == ("Outbound", "Inbound")
    assert (mine["DocumentNumber"], mine["RevocationStatus"]) == (NUMBER, "RevocationAccepted")
    wait_for(lambda: steps(us, message) == steps(them, message), what="the same steps in both feeds")
    assert len(steps(us, message)) >= 5


def entities(message: Any) -> list[tuple[Any, ...]]:
    """What is in a message, in order, as both sides can name it."""
    names = ("EntityId", "EntityType", "AttachmentType", "ParentEntityId", "FileName", "SignerBoxId", "RawCreationDate")
    return sorted(tuple(each.get(name) for name in names) for each in message["Entities"])


def steps(side: Side, message: str) -> set[str]:
    """The events of a message that are of both sides: all but what one's own box is told of deliveries."""
    found = side.ask("/V8/GetNewEvents")["Events"]
    return {
        each["EventId"]
        for each in found
        if (each.get("Message") or each["Patch"])["MessageId"] == message
        and not each.get("Patch", {}).get("MessageIsDelivered")
    }


def check_signatures(us: Side, them: Side, message: str, folder: Path) -> int:
    """Let openssl check every signature, as each box gives it out; how many there are."""
    root = folder / "root.pem"
    root.write_bytes(CLIENT.get(f"{us.client.base_url}/trust/root.pem").content)
    assert x509.load_pem_x509_certificates(root.read_bytes())
    found = [
        each for each in us.ask("/V6/GetMessage", messageId=message)["Entities"] if each["EntityType"] == "Signature"
    ]
    for each in found:
        sides = [[side.content(message, each[name]) for name in ("EntityId", "ParentEntityId")] for side in (us, them)]
        assert sides[0] == sides[1]
        signature, content = folder / "signature.der", folder / "content"
        signature.write_bytes(sides[0][0])
        content.write_bytes(sides[0][1])
        arguments = ("-inform", "DER", "-binary", "-in", signature, "-content", content, "-purpose", "any")
        done = openssl("cms", "-verify", *arguments, "-CAfile", root, "-out", folder / "out")
        assert done.returncode == 0, told(done)
        content.write_bytes(sides[0][1] + b" ")
        assert openssl("cms", "-verify", *arguments, "-CAfile", root, "-out", folder / "out").returncode != 0
        told_of = them.ask("/GetSignatureInfo", messageId=message, entityId=each["EntityId"])
        assert told_of["SignatureVerificationResult"]["IsValid"] is True
    return len(found)
