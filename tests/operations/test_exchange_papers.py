"""Who a paper says it is of, who signs it, and who may have it made."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from exchange_partners import Partner, answer, deliver_now, document_of, paper, refused
from exchange_samples import transfer
from exchange_worlds import employ, new_box
from inkpost.engines.papers import Company, Fio, Individual, Paper, PositionSource, SignerWanted, paper_of
from inkpost.errors import Reason
from inkpost.model.boxes import Access
from inkpost.model.docflow import EntityKind
from inkpost.model.exchange import MessageView
from inkpost.operations import exchange_papers, signing_certificates
from inkpost.operations.exchange_papers import Made, PaperWanted
from papers import check_schema
from worlds import Person, World

NOBODY = SignerWanted(fio=Fio("A", "B"))


def delivered(us: Partner, them: Partner, **more: object) -> MessageView:
    posted = us.post(them, transfer(), **more)  # type: ignore[arg-type]
    deliver_now(us, them)
    return them.has(posted)


def made(
    side: Partner,
    view: MessageView,
    act: EntityKind = EntityKind.RECEIPT,
    signer: SignerWanted = NOBODY,
    *,
    entity: UUID | None = None,
    person: Person | None = None,
    text: str = "",
) -> Made:
    wanted = PaperWanted(act, view.message.guid, entity or document_of(view), signer, text)
    with side.work(person) as work:
        found = exchange_papers.make(work, side.guid, wanted)
    check_schema(found.content)
    return found


def read(found: Made) -> Paper:
    return paper_of(found.content)


def certificate(**names: str) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    oids = {"last": NameOID.SURNAME, "first": NameOID.GIVEN_NAME, "title": NameOID.TITLE, "name": NameOID.COMMON_NAME}
    name = x509.Name([x509.NameAttribute(oids[each], text) for each, text in names.items()])
    number = uuid4().int >> 8
    built = x509.CertificateBuilder(name, name, key.public_key(), number, datetime(2026, 1, 1), datetime(2046, 1, 1))
    return built.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def test_a_signer_is_named_by_a_registered_certificate(us: Partner, them: Partner) -> None:
    received = delivered(us, them)
    der = certificate(last="Сидорова", first="Ольга Юрьевна", title="Директор")
    with them.work() as work:
        signing_certificates.register_own(work, der)
    thumbprint = x509.load_der_x509_certificate(der).fingerprint(hashes.SHA1()).hex()
    signer = read(made(them, received, signer=SignerWanted(thumbprint=thumbprint))).signer
    assert signer is not None
    assert (signer.fio, signer.position) == (Fio("Сидорова", "Ольга", "Юрьевна"), "Директор")
    for source, position in ((PositionSource.EMPLOYEE, ""), (PositionSource.MANUAL, "Вахтёр")):
        wanted = SignerWanted(thumbprint=thumbprint, position_source=source, position="Вахтёр")
        signer = read(made(them, received, signer=wanted)).signer
        assert signer is not None
        assert signer.position == position
    with them.work() as work:
        signing_certificates.forget(work, signing_certificates.own(work)[0].id)
    with refused(Reason.PARAMETER_INVALID, "no certificate with the thumbprint"):
        made(them, received, signer=SignerWanted(thumbprint=thumbprint))


def test_a_signer_of_whom_nothing_is_said_is_the_caller(us: Partner, them: Partner) -> None:
    received = delivered(us, them)
    for wanted in (SignerWanted(), SignerWanted(certificate=certificate(name="A machine"))):
        signer = read(made(them, received, signer=wanted)).signer
        assert signer is not None
        with them.work() as work:
            user = work.caller.user
        assert signer.fio.last == (user.last_name or user.full_name)


def test_an_entrepreneur_is_a_person_in_papers(world: World, them: Partner) -> None:
    us = Partner(world)
    us.box = new_box(world, inn="500100732259", kpp="", full_name="ИП Петров Пётр Ильич")
    employ(world, us.box, us.person)
    found = read(made(them, delivered(us, them)))
    assert found.sender.who == Individual(Fio("Петров", "Пётр", "Ильич"), "500100732259")
    assert isinstance(found.author.who, Company)


def test_a_receipt_tells_when_the_document_came(us: Partner, them: Partner) -> None:
    received = delivered(us, them)
    delivery = received.documents[document_of(received)].held.delivered_at
    assert delivery is not None
    told = read(made(them, received)).at
    assert told is not None
    assert abs(told - delivery) <= timedelta(seconds=1)
    assert told.utcoffset() == timedelta(hours=3)


def test_papers_go_within_a_box_too(us: Partner) -> None:
    view = us.post(None, paper(wants_signature=True), internal=True)
    found = made(us, view, EntityKind.REFUSAL, text="Нет")
    assert (read(found).author.id, read(found).sender.id) == (us.box.participant_id,) * 2
    us.add(view, answer(EntityKind.REFUSAL, document_of(view), found.content, formal=True))
    assert us.see(view).documents[document_of(view)].held.view["response"] == "refused"


def test_a_formal_answer_keeps_the_name_that_its_content_says(us: Partner, them: Partner) -> None:
    received = delivered(us, them)
    found = made(them, received)
    after = them.add(received, answer(EntityKind.RECEIPT, document_of(received), found.content, formal=True))
    assert after.entities[0].file_name == found.name
    with refused(Reason.CONFLICT, "Legal now"):
        made(them, received)


def test_a_formal_answer_must_be_one(us: Partner, them: Partner) -> None:
    received = delivered(us, them)
    with refused(Reason.PARAMETER_INVALID, r"receipts\[0\].signed_content.content: the receipt cannot be read"):
        them.add(received, answer(EntityKind.RECEIPT, document_of(received), b"<xml/>", formal=True))
    notice = made(them, received, EntityKind.REFUSAL).content
    with refused(Reason.PARAMETER_INVALID, "none of DP_PRANNUL"):
        them.add(received, answer(EntityKind.REVOCATION_REQUEST, document_of(received), notice, formal=True))


def test_a_paper_is_for_who_sees_the_department(us: Partner, them: Partner) -> None:
    received = delivered(us, them)
    blind = them.colleague(Access.NONE)
    for act in (EntityKind.RECEIPT, EntityKind.REFUSAL, EntityKind.REVOCATION_REQUEST):
        with refused(Reason.FORBIDDEN, "no access to the department"):
            made(them, received, act, person=blind)
    with refused(Reason.NOT_FOUND, "there is no message"):
        made(Partner(us.world), received)


def test_a_stranger_to_the_box_is_refused(us: Partner, them: Partner) -> None:
    received = delivered(us, them)
    wanted = PaperWanted(EntityKind.RECEIPT, received.message.guid, document_of(received), NOBODY)
    with us.work() as work, refused(Reason.FORBIDDEN, "none of those that you work in"):
        exchange_papers.make(work, them.guid, wanted)
