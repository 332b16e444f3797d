"""A signature made elsewhere is bound to its member: by the names of its certificate, or by one that is registered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from asn1crypto import cms, pem
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from authorities import BEGIN, Authority
from engines.sign.gost import as_gost
from houses import workless
from inkpost.engines.sign import detached
from inkpost.engines.sign.certificates import Naming, new_key
from inkpost.engines.sign.evidence_report import report_of
from inkpost.engines.sign.identities import identity_of
from inkpost.engines.sign.keys import LoadedKey
from inkpost.errors import InkpostError, Reason
from inkpost.model.evidence import Record
from inkpost.model.identities import names_person
from inkpost.model.people import User
from inkpost.model.signatures import ProviderKind, Role
from inkpost.model.trust import Purpose
from inkpost.operations import signing, signing_certificates, signing_members
from inkpost.operations.kit import Services
from inkpost.operations.passwords import count
from inkpost.operations.signing import Proof, Standing
from inkpost.operations.signing_providers import BROUGHT
from inkpost.store import hcmlink, hcmlink_people
from inkpost.store import signatures as stored
from signings import House

INN, SNILS = x509.ObjectIdentifier("1.2.643.3.131.1.1"), x509.ObjectIdentifier("1.2.643.100.3")


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services on a database that no background worker looks at."""
    with workless(tmp_path_factory.mktemp("signers")) as made:
        yield made


@pytest.fixture
def house(services: Services) -> House:
    """A fresh company."""
    return House(services)


@pytest.fixture
def boss(house: House) -> int:
    """Boss Test, the company's representative."""
    return house.person("boss")


@pytest.fixture
def worker(house: House) -> int:
    """Worker Test, an employee."""
    return house.person("worker")


@pytest.fixture
def sent(house: House, boss: int, worker: int) -> Standing:
    """A document for both, signed elsewhere."""
    return house.send((worker, Role.SIGNER), (boss, Role.ASSIGNEE), kind=ProviderKind.EXTERNAL)


def own_key(*names: tuple[x509.ObjectIdentifier, str], address: str = "") -> LoadedKey:
    """A key with a certificate that it signed itself, which names somebody."""
    key = new_key()
    name = x509.Name([x509.NameAttribute(oid, text) for oid, text in names])
    builder = (
        x509.CertificateBuilder(name, name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGIN)
        .not_valid_after(BEGIN.replace(year=BEGIN.year + 1))
    )
    if address:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.RFC822Name(address)]), critical=False)
    return LoadedKey(key, builder.sign(key, hashes.SHA256()), ())


def signature(house: House, sent: Standing, user: int, key: LoadedKey) -> tuple[str, bytes]:
    """The part of a member who has read the document, and a signature over it."""
    uid = house.read(sent, user)
    return uid, detached.sign_detached(house.act(user, signing_members.original, uid)[1], key).der


def sign(house: House, sent: Standing, user: int, key: LoadedKey) -> None:
    """Sign with a key from elsewhere."""
    uid, made = signature(house, sent, user, key)
    house.act(user, signing_members.sign, uid, Proof(signature=made))


def refusal(house: House, user: int, operation: Any, *args: Any) -> InkpostError:
    """The refusal of an act."""
    with pytest.raises(InkpostError) as raised:
        house.act(user, operation, *args)
    return raised.value


def fault_of(house: House, sent: Standing, user: int) -> str:
    """What is amiss with a member's signature."""
    return next(each.signature_fault for each, _ in house.standing(sent).members if each.user_id == user)


def test_somebody_elses_certificate_signs_for_nobody(house: House, sent: Standing, boss: int) -> None:
    uid, made = signature(house, sent, boss, Authority().issue(Purpose.PERSON, Naming("Worker Test")))
    refused = refusal(house, boss, signing_members.sign, uid, Proof(signature=made))
    assert (refused.reason, refused.subject) == (Reason.PARAMETER_INVALID, "signer")
    assert "names Worker Test" in refused.message
    assert "the member is Boss Test" in refused.message
    assert house.states(sent)[1][boss] == "ready"
    assert "signed" not in house.acts(sent)


@pytest.mark.parametrize(
    "names",
    [
        [(NameOID.COMMON_NAME, "TEST  boss")],
        [(NameOID.SURNAME, "Test"), (NameOID.GIVEN_NAME, "Boss Middle"), (NameOID.COMMON_NAME, "Acme GmbH")],
    ],
    ids=["common name", "surname and given name"],
)
def test_a_certificate_that_names_the_member_signs(house: House, sent: Standing, boss: int, names: Any) -> None:
    sign(house, sent, boss, own_key(*names))
    assert house.states(sent)[1][boss] == "signed"
    assert "recognised" not in fault_of(house, sent, boss)


def test_an_address_names_a_member_too(house: House, sent: Standing, boss: int) -> None:
    address = f"BOSS-{house.organization_id}@example.test"
    sign(house, sent, boss, own_key((NameOID.COMMON_NAME, "Key 7"), address=address))
    assert house.states(sent)[1][boss] == "signed"


def test_what_cannot_be_verified_is_kept_for_who_is_named_and_refused_for_others(
    house: House, sent: Standing, boss: int
) -> None:
    uid, other = signature(house, sent, boss, Authority().issue(Purpose.PERSON, Naming("Worker Test")))
    assert refusal(house, boss, signing_members.sign, uid, Proof(signature=as_gost(other))).subject == "signer"
    _, made = signature(house, sent, boss, Authority().issue(Purpose.PERSON, Naming("Boss Test")))
    house.act(boss, signing_members.sign, uid, Proof(signature=as_gost(made)))
    assert house.states(sent)[1][boss] == "signed"
    assert "cannot be checked here" in fault_of(house, sent, boss)


def test_a_registered_certificate_signs_whatever_it_says(house: House, sent: Standing, boss: int) -> None:
    key = own_key((NameOID.COMMON_NAME, "Token 12345"))
    uid, made = signature(house, sent, boss, key)
    assert refusal(house, boss, signing_members.sign, uid, Proof(signature=made)).subject == "signer"
    held = pem.armor("CERTIFICATE", key.certificate.public_bytes(Encoding.DER))
    known = house.act(boss, signing_certificates.register_own, held)
    assert refusal(house, boss, signing_certificates.register_own, held).reason is Reason.CONFLICT
    house.act(boss, signing_members.sign, uid, Proof(signature=made))
    assert "recognised" not in fault_of(house, sent, boss)
    assert '"recognised":"registered"' in house.act(house.admin, signing.evidence, sent.document.guid)[-1].decode()
    assert [each.id for each in house.act(house.admin, signing_certificates.every)] == [known.id]


def test_one_that_is_registered_for_another_is_not_ones_own_by_its_name(
    house: House, sent: Standing, boss: int, worker: int
) -> None:
    key = own_key((NameOID.COMMON_NAME, "Boss Test"))
    content = key.certificate.public_bytes(Encoding.DER)
    house.act(house.admin, signing_certificates.register, worker, content)
    assert refusal(house, boss, signing_certificates.register_own, content).reason is Reason.CONFLICT
    uid, made = signature(house, sent, boss, key)
    assert refusal(house, boss, signing_members.sign, uid, Proof(signature=made)).subject == "signer"


def test_one_certificate_signs_for_two_only_where_it_is_registered_for_both(house: House) -> None:
    boss, twin = house.person("boss"), house.person("boss", login="twin")
    sent = house.send((twin, Role.SIGNER), (boss, Role.ASSIGNEE), kind=ProviderKind.EXTERNAL)
    key = own_key((NameOID.COMMON_NAME, "Boss Test"))
    content = key.certificate.public_bytes(Encoding.DER)
    sign(house, sent, boss, key)
    uid, made = signature(house, sent, twin, key)
    shared = refusal(house, twin, signing_members.sign, uid, Proof(signature=made))
    assert (shared.subject, shared.action) == ("signer", "shared")
    house.act(house.admin, signing_certificates.register, twin, content)
    assert refusal(house, twin, signing_members.sign, uid, Proof(signature=made)).action == "shared"
    house.act(house.admin, signing_certificates.register, boss, content)
    house.act(twin, signing_members.sign, uid, Proof(signature=made))
    assert house.states(sent)[1][twin] == "signed"


def together(first: bytes, second: bytes) -> bytes:
    """One signature of the signers of two."""
    made, other = cms.ContentInfo.load(first), cms.ContentInfo.load(second)
    for name in ("signer_infos", "certificates"):
        both = [*made["content"][name], *other["content"][name]]
        made["content"][name] = type(made["content"][name])(both)
    return bytes(made.dump(force=True))


@pytest.mark.parametrize("order", [1, -1], ids=["first", "second"])
def test_every_certificate_of_a_signature_counts_and_not_the_first_alone(house: House, order: int) -> None:
    boss, twin = house.person("boss"), house.person("boss", login="twin")
    sent = house.send((twin, Role.SIGNER), (boss, Role.ASSIGNEE), kind=ProviderKind.EXTERNAL)
    shared, own, other = (own_key((NameOID.COMMON_NAME, "Boss Test")) for _ in range(3))
    uid, one = signature(house, sent, boss, own)
    made = together(*[one, signature(house, sent, boss, shared)[1]][::order])
    house.act(boss, signing_members.sign, uid, Proof(signature=made))
    uid, alone = signature(house, sent, twin, shared)
    assert refusal(house, twin, signing_members.sign, uid, Proof(signature=alone)).action == "shared"
    both = together(*[signature(house, sent, twin, other)[1], alone][::order])
    assert refusal(house, twin, signing_members.sign, uid, Proof(signature=both)).action == "shared"
    sign(house, sent, twin, other)
    assert house.states(sent)[1][twin] == "signed"


def last(house: House, sent: Standing) -> Record:
    """The newest record of a document."""
    with house.services.engine.begin() as db:
        return stored.records(db, sent.document.id)[-1]


def test_a_signature_that_is_not_taken_is_written_down_with_its_names_and_why(
    house: House, sent: Standing, boss: int
) -> None:
    uid, made = signature(house, sent, boss, Authority().issue(Purpose.PERSON, Naming("Worker Test")))
    refused = refusal(house, boss, signing_members.sign, uid, Proof(signature=made))
    record = last(house, sent)
    assert (record.act, record.user_id, record.details["member"]) == ("signature_refused", boss, uid)
    assert record.details["refused"] == hashlib.sha256(made).hexdigest()
    assert (record.details["signer"], record.details["why"]) == ("Worker Test", refused.message)
    assert record.details["expected"].startswith("Boss Test")
    other = detached.sign_detached(b"another file", own_key((NameOID.COMMON_NAME, "Boss Test"))).der
    refusal(house, boss, signing_members.sign, uid, Proof(signature=other))
    record = last(house, sent)
    assert (record.act, record.details["signer"]) == ("signature_refused", "Boss Test")
    assert "The signed content was changed" in record.details["why"]
    refusal(house, boss, signing_members.sign, uid, Proof(signature=b"none"))
    assert house.acts(sent)[-3:] == ["signature_refused"] * 3
    sign(house, sent, boss, own_key((NameOID.COMMON_NAME, "Boss Test")))
    assert house.states(sent)[1][boss] == "signed"
    text = report_of([last(house, sent), record])
    assert "brought a signature that was not taken" in text


def test_so_many_signatures_are_looked_at_and_written_down(house: House, sent: Standing, boss: int) -> None:
    uid = house.read(sent, boss)
    house.services = replace(house.services, clock=lambda at=house.now: at)
    for _ in range(BROUGHT.size):
        count(house.services, (BROUGHT, uid))
    refused = refusal(house, boss, signing_members.sign, uid, Proof(signature=b"none"))
    assert refused.reason is Reason.TOO_MANY_REQUESTS
    assert "signature_refused" not in house.acts(sent)


def test_a_company_may_keep_it_with_a_mark(house: House, sent: Standing, boss: int, worker: int) -> None:
    assert house.act(house.admin, signing_certificates.rule, house.company) == "refuse"
    assert refusal(house, boss, signing_certificates.set_rule, house.company, "mark").reason is Reason.FORBIDDEN
    assert refusal(house, house.admin, signing_certificates.set_rule, house.company, "any").subject == "unrecognised"
    assert refusal(house, house.admin, signing_certificates.set_rule, house.company + 1, "mark").subject == "company"
    house.act(house.admin, signing_certificates.set_rule, house.company, "mark")
    key = Authority().issue(Purpose.PERSON, Naming("Somebody Else"))
    sign(house, sent, boss, key)
    assert "The signer was not recognised: the certificate names Somebody Else" in fault_of(house, sent, boss)
    uid, made = signature(house, sent, worker, key)
    assert refusal(house, worker, signing_members.sign, uid, Proof(signature=made)).action == "shared"


def test_who_may_register_and_forget(house: House, boss: int, worker: int) -> None:
    content = own_key((NameOID.COMMON_NAME, "x")).certificate.public_bytes(Encoding.DER)
    known = house.act(boss, signing_certificates.register_own, content)
    for act, args in (
        (signing_certificates.every, ()),
        (signing_certificates.register, (worker, content)),
        (signing_certificates.rule, (house.company,)),
    ):
        assert refusal(house, worker, act, *args).reason is Reason.FORBIDDEN
    assert refusal(house, worker, signing_certificates.forget, known.id).reason is Reason.NOT_FOUND
    stranger = House(house.services)
    assert refusal(stranger, stranger.admin, signing_certificates.forget, known.id).reason is Reason.NOT_FOUND
    assert refusal(stranger, stranger.admin, signing_certificates.register, boss, content).subject == "user"
    assert stranger.act(stranger.admin, signing_certificates.every) == []
    house.act(house.admin, signing_certificates.forget, known.id)
    assert house.act(boss, signing_certificates.own) == []


NO_PEM = b"-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----"


@pytest.mark.parametrize("content", [b"", b"\x30\x80", NO_PEM, b"x" * 70_000])
def test_what_is_no_certificate_is_not_registered(house: House, boss: int, content: bytes) -> None:
    refused = refusal(house, boss, signing_certificates.register_own, content)
    assert (refused.reason, refused.subject) == (Reason.UNUSABLE_FILE, "certificate")


def test_numbers_of_a_person_are_read_and_hostile_names_are_not_minded() -> None:
    key = own_key((INN, "770123456789"), (SNILS, "123-456-789 01"), (NameOID.COMMON_NAME, "Иванов Иван"))
    found = identity_of(key.certificate.public_bytes(Encoding.DER))
    assert dict(found.numbers) == {"inn": "770123456789", "snils": "12345678901"}
    assert "INN 770123456789" in found.told
    assert identity_of(b"\x30\x03\x02\x01").told == "nobody"


def test_names_are_compared_in_one_spelling(house: House) -> None:
    def fits(common: str = "", surname: str = "", given: str = "", **user: str) -> bool:
        names = {"name": "Пётр", "last_name": "Иванов", "second_name": "Сергеевич", **user}
        person = User(1, 1, "l", email="", position="", active=True, admin=False, created_at=house.now, **names)
        return names_person(person, common, surname, given)

    assert fits("Иванов Петр Сергеевич")
    assert fits("ПЁТР СЕРГЕЕВИЧ ИВАНОВ")
    assert fits("Пётр Иванов")
    assert fits("ООО Ромашка", "Иванов", "Пётр Сергеевич")
    assert not fits("Пётр Иванов", "Петров", "Пётр Сергеевич")
    assert not fits("Иванов Пётр Петрович")
    assert not fits("ООО Ромашка", "Иванов", "Пётр Петрович")
    assert not fits("Иванов")
    assert not fits("", name="", last_name="")
    assert not fits("Иванов", name="")


def test_a_number_of_the_person_binds_and_another_speaks_against(house: House, boss: int, worker: int) -> None:
    with house.services.engine.begin() as db:
        company = hcmlink.add(
            db,
            fields=(),
            organization_id=house.organization_id,
            code="hr",
            crm_number=house.company,
            title="Acme",
            data={},
            created_at=house.now,
        )
        assert company is not None
        hcmlink_people.set_persons(db, company, {"p": "Boss"}, house.now)
        person = hcmlink_people.persons(db, company)["p"].id
        hcmlink_people.set_employees(db, company, {"e": (person, {"INN": "7701 23456789"})}, house.now)
        hcmlink_people.link(db, company, {"p": boss}, house.now)
    sent = house.send((worker, Role.SIGNER), (boss, Role.ASSIGNEE), kind=ProviderKind.EXTERNAL)
    uid, made = signature(house, sent, boss, own_key((INN, "770123456780"), (NameOID.COMMON_NAME, "Boss Test")))
    refused = refusal(house, boss, signing_members.sign, uid, Proof(signature=made))
    assert "INN 770123456780" in refused.message
    assert "INN 770123456789" in refused.message
    sign(house, sent, boss, own_key((INN, "770123456789"), (NameOID.COMMON_NAME, "Key 7")))
    assert house.states(sent)[1][boss] == "signed"
