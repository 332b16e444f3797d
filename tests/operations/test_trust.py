"""Certificates of people and companies: who may make, see and revoke them, and what a PIN guards."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509 import ocsp
from sqlalchemy import text

from authorities import Authority
from houses import workless
from inkpost.engines.sign.pkcs11 import verify
from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Right
from inkpost.model.trust import MOST_WRONG_PINS, CertificateRecord, Purpose, RevocationList, StampAuthority
from inkpost.operations import trust, trust_revocation
from inkpost.operations.kit import Services
from inkpost.operations.trust_keys import company_seal, has_key, has_seal, person_key, roots
from inkpost.store import trust as stored
from trust_houses import PIN, TrustHouse, new_trust_house

DATA = b"what is signed"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with workless(tmp_path_factory.mktemp("trust")) as made:
        yield made


@pytest.fixture
def house(base: Services) -> TrustHouse:
    return new_trust_house(base)


def refused(act: object, *given: object) -> InkpostError:
    with pytest.raises(InkpostError) as caught:
        act(*given)  # type: ignore[operator]
    return caught.value


def own(house: TrustHouse, user: int, pin: str = PIN) -> CertificateRecord:
    with house.working(user) as work:
        return trust.make_own(work, pin)


def key_refused(house: TrustHouse, user: int, pin: str) -> InkpostError:
    with house.working(user) as work:
        return refused(person_key, work, user, pin)


def test_a_person_makes_a_certificate_and_signs_with_the_pin(house: TrustHouse) -> None:
    user = house.user()
    made = own(house, user)
    with house.working(user) as work:
        key = person_key(work, user, PIN)
        anchors = roots(work)
    verify(key.certificate, key.sign(DATA), DATA)
    issuing, root = key.chain
    key.certificate.verify_directly_issued_by(issuing)
    issuing.verify_directly_issued_by(root)
    assert root in anchors
    assert "CN=Anna Schmidt" in made.subject
    assert made.serial == format(key.certificate.serial_number, "x")


def test_wrong_pins_are_counted_whatever_becomes_of_the_act_and_lock_the_key(house: TrustHouse) -> None:
    user = house.user()
    own(house, user)
    for left in range(MOST_WRONG_PINS - 1, -1, -1):
        fault = key_refused(house, user, "wrong-1")
        assert (fault.reason, fault.subject) == (Reason.PARAMETER_INVALID, "pin")
        wanted = f"{left} attempts are left" if left > 1 else "1 attempt is left" if left else "the key is locked now"
        assert wanted in fault.message
    locked = key_refused(house, user, PIN)
    assert (locked.reason, locked.subject) == (Reason.FORBIDDEN, "pin")
    with house.working(user) as work:
        assert not has_key(work, user)
    own(house, user, "another-8")
    with house.working(user) as work:
        assert has_key(work, user)
        assert person_key(work, user, "another-8")


def test_a_right_pin_forgets_the_wrong_ones(house: TrustHouse) -> None:
    user = house.user()
    own(house, user)
    for _ in range(3):
        key_refused(house, user, "wrong-1")
        with house.working(user) as work:
            assert person_key(work, user, PIN)
    assert "9 attempts are left" in key_refused(house, user, "wrong-1").message


def test_many_guesses_at_once_get_no_more_attempts_than_there_are(house: TrustHouse) -> None:
    user = house.user()
    own(house, user)
    with ThreadPoolExecutor(4) as pool:
        faults = list(pool.map(lambda guess: key_refused(house, user, f"guess-{guess}"), range(MOST_WRONG_PINS + 6)))
    assert sum(fault.reason is Reason.PARAMETER_INVALID for fault in faults) == MOST_WRONG_PINS
    assert sum(fault.reason is Reason.FORBIDDEN for fault in faults) == 6


@pytest.mark.parametrize(
    ("pin", "words"), [("", "0 characters"), ("12345", "5 characters"), ("x" * 65, "65 characters")]
)
def test_a_pin_has_a_length(house: TrustHouse, pin: str, words: str) -> None:
    with house.working(house.user()) as work:
        assert words in refused(trust.make_own, work, pin).message
        assert "too simple" in refused(trust.make_own, work, "111222111").message


def test_the_pin_is_changed_with_the_pin(house: TrustHouse) -> None:
    user = house.user()
    made = own(house, user)
    with house.working(user) as work:
        assert refused(trust.change_pin, work, "wrong-1", "another-8").subject == "pin"
    with house.working(user) as work:
        trust.change_pin(work, PIN, "another-8")
    assert key_refused(house, user, PIN).subject == "pin"
    with house.working(user) as work:
        assert person_key(work, user, "another-8").certificate.serial_number == int(made.serial, 16)


def test_a_new_certificate_supersedes_and_a_renewed_one_does_not(house: TrustHouse) -> None:
    user = house.user()
    first = own(house, user)
    with house.working(user) as work:
        second = trust.renew_own(work, PIN)
        assert [each.revoked_at for each in trust.own(work)] == [None, None]
        assert person_key(work, user, PIN).certificate.serial_number == int(second.serial, 16)
    third = own(house, user, "another-8")
    with house.working(user) as work:
        found = {each.id: each.revocation_reason for each in trust.own(work)}
    assert found == {first.id: "superseded", second.id: "superseded", third.id: ""}


def test_a_certificate_that_has_ended_signs_no_more(house: TrustHouse) -> None:
    user = house.user()
    own(house, user)
    house.pass_days(366)
    fault = key_refused(house, user, PIN)
    assert (fault.reason, fault.subject) == (Reason.NOT_FOUND, "certificate")


def test_others_do_not_see_or_revoke_a_certificate(house: TrustHouse, base: Services) -> None:
    user, colleague = house.user(), house.user()
    keeper = house.user(settings_modify="X")
    made = own(house, user)
    elsewhere = new_trust_house(base)
    for where, who in ((house, colleague), (elsewhere, elsewhere.user(admin=True))):
        with where.working(who) as work:
            assert refused(trust.revoke, work, made.id, "keyCompromise").reason is Reason.NOT_FOUND
            assert made.id not in [each.id for each in trust.own(work)]
    with house.working(colleague) as work:
        assert refused(trust.every, work).reason is Reason.FORBIDDEN
    with elsewhere.working(elsewhere.user(admin=True)) as work:
        assert trust.every(work) == []
    with house.working(keeper) as work:
        assert [each.id for each in trust.every(work)] == [made.id]
        assert trust.revoke(work, made.id, "keyCompromise").revocation_reason == "keyCompromise"
    assert key_refused(house, user, PIN).reason is Reason.NOT_FOUND


def test_the_authority_s_own_certificates_are_nobody_s_to_revoke(house: TrustHouse) -> None:
    with house.bench() as bench:
        issuing = stored.own(bench.db, Purpose.ISSUING)[0]
    with house.working(house.user(admin=True)) as work:
        assert refused(trust.revoke, work, issuing.id, "keyCompromise").reason is Reason.NOT_FOUND


def test_each_operation_demands_its_right() -> None:
    settings = (trust.every, trust.make_seal, trust.import_seal, trust.seals, trust.stampers, trust.set_stampers)
    assert {act.right for act in settings} == {Right.SETTINGS_MODIFY}  # type: ignore[attr-defined]
    everybody = (trust.make_own, trust.renew_own, trust.change_pin, trust.own, trust.revoke)
    assert {act.right for act in everybody} == {Right.SIGNED_IN}  # type: ignore[attr-defined]


def test_seals_are_for_who_may_change_settings(house: TrustHouse) -> None:
    company = house.company()
    with house.working(house.user()) as work:
        assert refused(trust.make_seal, work, company).reason is Reason.FORBIDDEN
        assert refused(trust.import_seal, work, company, b"", "").reason is Reason.FORBIDDEN
        assert refused(trust.seals, work, company).reason is Reason.FORBIDDEN
        assert refused(trust.set_stampers, work, []).reason is Reason.FORBIDDEN


def test_only_one_s_own_companies_have_seals(house: TrustHouse, base: Services) -> None:
    elsewhere = new_trust_house(base)
    foreign = [elsewhere.company() for _ in range(3)][-1]
    with house.working(house.user(settings_modify="X")) as work:
        for company in (house.company(own=False), foreign, 10**12):
            fault = refused(trust.make_seal, work, company)
            assert (fault.reason, fault.subject) == (Reason.NOT_FOUND, "company")


def test_the_newest_usable_seal_signs(house: TrustHouse) -> None:
    keeper, company = house.user(settings_modify="X"), house.company(title="ООО «Ромашка»")
    with house.working(keeper) as work:
        fault = refused(company_seal, work, company)
        assert (fault.reason, fault.subject) == (Reason.NOT_FOUND, "seal")
        assert not has_seal(work, company)
        first, second = trust.make_seal(work, company), trust.make_seal(work, company)
    with house.working(house.user()) as work:  # the right is of the act that seals
        signer = company_seal(work, company)
        assert has_seal(work, company)
    verify(signer.certificate, signer.sign(DATA), DATA)
    assert signer.certificate.serial_number == int(second.serial, 16)
    assert "CN=ООО «Ромашка»" in second.subject
    with house.working(keeper) as work:
        trust.revoke(work, second.id, "superseded")
        assert company_seal(work, company).certificate.serial_number == int(first.serial, 16)


def seal_file(authority: Authority, password: str = "secret-p12") -> bytes:
    made = authority.issue(Purpose.COMPANY)
    chain = [authority.issuing.certificate, authority.root.certificate]
    return pkcs12.serialize_key_and_certificates(
        b"seal", made.key, made.certificate, chain, BestAvailableEncryption(password.encode())
    )


def test_an_imported_seal_signs_and_leads_to_its_own_root(house: TrustHouse) -> None:
    authority, company = Authority(), house.company()
    with house.working(house.user(settings_modify="X")) as work:
        made = trust.import_seal(work, company, seal_file(authority), "secret-p12")
        signer = company_seal(work, company)
        assert made.imported
        assert signer.chain == (authority.issuing.certificate, authority.root.certificate)
        assert trust_revocation.proof(work, signer.certificate) == trust_revocation.Proof((), ())
        verify(signer.certificate, signer.sign(DATA), DATA)
        trust.revoke(work, made.id, "cessationOfOperation")
        assert not has_seal(work, company)


def test_a_seal_that_will_not_do_is_refused_and_named(house: TrustHouse) -> None:
    company, content = house.company(), seal_file(Authority())
    with house.working(house.user(settings_modify="X")) as work:
        wrong = refused(trust.import_seal, work, company, content, "wrong-p12")
        assert (wrong.reason, wrong.subject) == (Reason.PARAMETER_INVALID, "password")
        assert "wrong-p12" not in wrong.message + wrong.detail
        for odd in (b"", b"no file at all", b"\x30" * (1024 * 1024 + 1)):
            fault = refused(trust.import_seal, work, company, odd, "")
            assert (fault.reason, fault.subject) == (Reason.UNUSABLE_FILE, "file")
        chain = refused(trust.import_seal, work, company, content, "secret-p12", b"no certificates")
        assert (chain.reason, chain.subject) == (Reason.UNUSABLE_FILE, "chain")
        assert trust.seals(work, company) == []


def test_a_revocation_is_on_the_list_when_it_is_committed_and_not_when_it_is_undone(house: TrustHouse) -> None:
    user = house.user()
    made = own(house, user)

    def listed() -> tuple[int, bool]:
        with house.bench() as bench:
            found = trust_revocation.fresh_list(bench, stored.own(bench.db, Purpose.ISSUING)[0])
        read = x509.load_der_x509_crl(found.content)
        return found.number, read.get_revoked_certificate_by_serial_number(int(made.serial, 16)) is not None

    number, there = listed()
    assert not there
    with house.working(user) as work:
        trust.revoke(work, made.id, "keyCompromise")
        work.db.rollback()
    assert listed() == (number, False)
    with house.working(user) as work:
        trust.revoke(work, made.id, "keyCompromise")
    assert listed() == (number + 1, True)
    with house.working(user) as work:
        assert refused(trust.revoke, work, made.id, "keyCompromise").reason is Reason.CONFLICT
        odd = refused(trust.revoke, work, made.id, "because")
        assert (odd.reason, odd.subject) == (Reason.PARAMETER_INVALID, "reason")
        assert "keyCompromise" in odd.message


def test_revocations_at_once_are_all_on_the_list(house: TrustHouse) -> None:
    keeper, company = house.user(settings_modify="X"), house.company()
    with house.working(keeper) as work:
        made = [trust.make_seal(work, company) for _ in range(6)]

    def revoke(record: CertificateRecord) -> None:
        with house.working(keeper) as work:
            trust.revoke(work, record.id, "superseded")

    def newest() -> RevocationList:
        with house.bench() as bench:
            return trust_revocation.fresh_list(bench, stored.own(bench.db, Purpose.ISSUING)[0])

    before = newest().number
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(revoke, made))
    after = newest()
    assert after.number == before + 6
    serials = {each.serial_number for each in x509.load_der_x509_crl(after.content)}
    assert serials >= {int(each.serial, 16) for each in made}


def test_serials_are_unique_for_an_issuer_in_the_database(house: TrustHouse) -> None:
    made = own(house, house.user())
    twice = text(
        "insert into certificates (purpose, issuer_id, serial, subject, key_name, content, key_kind) "
        "select purpose, issuer_id, serial, subject, key_name, content, key_kind from certificates where id = :id"
    )
    with pytest.raises(Exception, match="uq_certificates_issuer_id_serial"), house.services.engine.begin() as db:
        db.execute(twice, {"id": made.id})


def test_what_is_kept_of_a_person_s_key_does_not_open_for_another_row(house: TrustHouse) -> None:
    """Whoever can write to the database cannot put a key with a PIN of their own under another's certificate."""
    victim, attacker = house.user(), house.user()
    theirs, mine = own(house, victim), own(house, attacker, "attack-9")
    swap = text(
        "update certificates set sealed_key = (select sealed_key from certificates where id = :mine) where id = :theirs"
    )
    with house.services.engine.begin() as db:
        db.execute(swap, {"mine": mine.id, "theirs": theirs.id})
    assert key_refused(house, victim, "attack-9").subject == "pin"


def test_proof_of_a_certificate_holds_an_answer_and_the_lists_up_to_the_root(house: TrustHouse) -> None:
    user = house.user()
    own(house, user)
    with house.working(user) as work:
        key = person_key(work, user, PIN)
        found = trust_revocation.proof(work, key.certificate)
    issuing, root = key.chain
    lists = [x509.load_der_x509_crl(each) for each in found.lists]
    assert [each.issuer for each in lists] == [issuing.subject, root.subject]
    assert all(
        crl.is_signature_valid(issuer.public_key())  # type: ignore[arg-type]
        for crl, issuer in zip(lists, (issuing, root), strict=True)
    )
    answer, above = (ocsp.load_der_ocsp_response(each) for each in found.answers)
    assert {each.certificate_status for each in (answer, above)} == {ocsp.OCSPCertStatus.GOOD}
    assert [each.serial_number for each in (answer, above)] == [key.certificate.serial_number, issuing.serial_number]
    assert answer.next_update_utc is not None
    assert answer.next_update_utc - answer.this_update_utc == timedelta(days=1)


def test_pins_passwords_and_keys_are_in_no_log_error_or_repr(
    house: TrustHouse, caplog: pytest.LogCaptureFixture
) -> None:
    user, company = house.user(settings_modify="X"), house.company()
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said), caplog.at_level(logging.DEBUG):
        made = own(house, user)
        with house.working(user) as work:
            seal = trust.import_seal(work, company, seal_file(Authority()), "secret-p12")
            signer, key = company_seal(work, company), person_key(work, user, PIN)
            vault = work.services.keyring.vault(work.services.settings, work.db)
            things = (made, seal, signer, key, vault, work.services.keyring, work.services, work.services.settings)
            shown = " ".join(map(repr, things))
        faults = [key_refused(house, user, "wrong-pin-7")]
        with house.working(user) as work:
            faults.append(refused(trust.import_seal, work, company, seal_file(Authority()), "wrong-p12"))
    shown += said.getvalue() + caplog.text + "".join(fault.message + fault.detail + repr(fault) for fault in faults)
    numbers = [each.key.private_numbers() for each in (signer, key)]  # type: ignore[attr-defined]
    secrets = [PIN, "secret-p12", "wrong-pin-7", "wrong-p12", vault.key.hex(), repr(vault.key)]
    secrets += [str(each.private_value) for each in numbers] + [repr(made.sealed_key), repr(seal.sealed_key)]
    assert [secret for secret in secrets if secret in shown] == []


def test_stampers_are_set_by_who_may_and_checked(house: TrustHouse, base: Services) -> None:
    keeper = house.user(settings_modify="X")
    given = [StampAuthority("https://tsa.example.com/a"), StampAuthority("own")]
    with house.working(keeper) as work:
        trust.set_stampers(work, given)
        assert trust.stampers(work) == given
        for odd in ("ftp://tsa.example.com", "tsa", "https://user:word@tsa.example.com", ""):
            assert refused(trust.set_stampers, work, [StampAuthority(odd)]).subject == "url"
        assert refused(trust.set_stampers, work, [StampAuthority("own", "no certificate")]).subject == "anchors"
        assert refused(trust.set_stampers, work, given * 6).subject == "url"
        assert trust.stampers(work) == given
    elsewhere = new_trust_house(base)
    with elsewhere.working(elsewhere.user(admin=True)) as work:
        assert trust.stampers(work) == []
