"""The pages of certificates and seals, over HTTP: one's own, and those of the administrators."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from authorities import Authority
from console.signing_desks import Lobby
from inkpost.engines.sign.certificates import Naming
from inkpost.faces.console.words import CATALOGUE
from inkpost.model.trust import Purpose
from inkpost.operations import signing_certificates, trust
from signing_worlds import Office
from worlds import Person, World

OWN, SETTINGS = "/sign/certificates", "/trust-settings"
PIN = "pin-417"
OTHER_SITE = {"origin": "https://evil.example.test", "sec-fetch-site": "cross-site"}


def alert(answer: httpx.Response) -> str:
    """What a page says is wrong."""
    found = re.search(r'role="alert"[^>]*>([^<]+)<', answer.text)
    return found[1] if found else ""


def made(client: httpx.Client, **fields: str) -> httpx.Response:
    """A certificate made on the page."""
    return client.post(f"{OWN}/make", data={"pin": PIN, "again": PIN, **fields})


def numbers(office: Office, person: Person) -> list[int]:
    """The certificates of somebody, newest first."""
    return [each.id for each in office.act(person, trust.own)]


@pytest.fixture
def desk(lobby: Lobby) -> Any:
    """The browser of an employee."""
    return lobby.browser(lobby.office.world.person())


@pytest.fixture
def admin(lobby: Lobby) -> Any:
    """The browser of the administrator."""
    return lobby.browser(lobby.office.world.admin)


def test_ones_own_certificate_from_its_making_to_its_end(lobby: Lobby) -> None:
    office = lobby.office
    person = office.world.person()
    client = lobby.browser(person)
    assert "You have no certificate yet." in client.get(OWN).text
    assert "differ" in alert(made(client, again="another-pin"))
    assert "Choose another PIN" in alert(made(client, pin="111111", again="111111"))
    assert made(client).status_code == 303
    page = client.get(OWN).text
    [record] = office.act(person, trust.own)
    assert record.serial in page
    assert "Valid, in use" in page
    wrong = client.post(f"{OWN}/pin", data={"old": "wrong-1", "pin": "new-pin-9", "again": "new-pin-9"})
    assert alert(wrong).startswith("The PIN is wrong.")
    weak = client.post(f"{OWN}/pin", data={"old": PIN, "pin": "111111", "again": "111111"})
    assert alert(weak).startswith("Choose another PIN")
    changed = {"old": PIN, "pin": "new-pin-9", "again": "new-pin-9"}
    assert client.post(f"{OWN}/pin", data=changed).status_code == 303
    assert client.post(f"{OWN}/renew", data={"pin": PIN}).status_code == 400
    assert client.post(f"{OWN}/renew", data={"pin": "new-pin-9"}).status_code == 303
    assert len(numbers(office, person)) == 2
    newest = str(numbers(office, person)[0])
    assert "Choose a reason" in alert(client.post(f"{OWN}/revoke", data={"id": newest, "reason": "boredom"}))
    assert client.post(f"{OWN}/revoke", data={"id": newest, "reason": "keyCompromise"}).status_code == 303
    page = client.get(OWN, headers={"accept-language": "ru"}).text
    assert "Отозван" in page
    assert "ключ мог попасть к другому" in page
    again = client.post(f"{OWN}/revoke", data={"id": newest, "reason": "keyCompromise"})
    assert "done already" in alert(again)


def test_a_certificate_of_another_authority_is_registered_and_removed(lobby: Lobby, desk: Any) -> None:
    content = Authority().issue(Purpose.PERSON, Naming("Token <7>")).certificate.public_bytes(Encoding.PEM)
    answer = desk.post(f"{OWN}/register", files={"certificate": ("a.pem", content)})
    assert answer.status_code == 303
    page = desk.get(OWN).text
    assert "&lt;7" in page
    assert "done already" in alert(desk.post(f"{OWN}/register", files={"certificate": ("a.pem", content)}))
    assert "no certificate" in alert(desk.post(f"{OWN}/register", files={"certificate": ("a.pem", b"nothing")}))
    number = re.search(r'forget"><input type="hidden" name="id" value="(\d+)"', page)
    assert number is not None
    stranger = lobby.browser(lobby.office.world.person())
    assert "no such certificate" in alert(stranger.post(f"{OWN}/forget", data={"id": number[1]}))
    assert desk.post(f"{OWN}/forget", data={"id": number[1]}).status_code == 303
    assert "None are registered." in desk.get(OWN).text


def test_an_administrator_revokes_and_chooses_seals(lobby: Lobby, admin: Any) -> None:
    office = lobby.office
    company, person = office.company, office.world.person(name="Berta", last_name="Klein")
    assert made(lobby.browser(person)).status_code == 303
    page = admin.get(SETTINGS).text
    assert "Berta Klein" in page
    assert "Acme" in page
    [number] = numbers(office, person)
    assert admin.post(f"{SETTINGS}/revoke", data={"id": number, "reason": "affiliationChanged"}).status_code == 303
    assert office.act(person, trust.own)[0].revocation_reason == "affiliationChanged"
    first = office.act(office.world.admin, trust.make_seal, company).id
    assert admin.post(f"{SETTINGS}/make-seal", data={"company": company}).status_code == 303
    assert office.act(office.world.admin, trust.seals, company)[0].id > first
    assert admin.post(f"{SETTINGS}/choose-seal", data={"id": first}).status_code == 303
    assert office.act(office.world.admin, trust.seals, company)[0].id == first
    assert admin.post(f"{SETTINGS}/revoke", data={"id": first, "reason": "superseded"}).status_code == 303
    assert "can no longer be used" in alert(admin.post(f"{SETTINGS}/choose-seal", data={"id": first}))


def test_a_seal_is_imported(lobby: Lobby, admin: Any) -> None:
    office, key = lobby.office, Authority().issue(Purpose.COMPANY, Naming("Acme GmbH"))
    chain = list(key.chain)
    file = pkcs12.serialize_key_and_certificates(
        b"seal", key.key, key.certificate, chain, BestAvailableEncryption(b"pw")
    )
    form = {"company": str(office.company), "password": "wrong"}
    refused = admin.post(f"{SETTINGS}/import-seal", data=form, files={"file": ("s.p12", file)})
    assert "password of the file is wrong" in alert(refused)
    broken = admin.post(f"{SETTINGS}/import-seal", data=form, files={"file": ("s.p12", b"nothing")})
    assert alert(broken)
    form["password"] = "pw"
    assert admin.post(f"{SETTINGS}/import-seal", data=form, files={"file": ("s.p12", file)}).status_code == 303
    assert office.act(office.world.admin, trust.seals, office.company)[0].imported
    assert "CN=Acme GmbH" in admin.get(SETTINGS).text
    office.act(office.world.admin, trust.make_seal, office.company)  # what others seal is trusted again


def test_timestamp_authorities_are_added_ordered_and_removed(lobby: Lobby, admin: Any) -> None:
    office = lobby.office

    def known() -> list[str]:
        return [each.url for each in office.act(office.world.admin, trust.stampers)]

    for url in ("https://one.example.test/tsa", "own"):
        assert admin.post(f"{SETTINGS}/add-stamper", data={"url": url}).status_code == 303
    assert admin.post(f"{SETTINGS}/earlier", data={"place": "2"}).status_code == 303
    assert known() == ["own", "https://one.example.test/tsa"]
    assert "no address" in alert(admin.post(f"{SETTINGS}/add-stamper", data={"url": "ftp://x"}))
    bad = admin.post(f"{SETTINGS}/add-stamper", data={"url": "own"}, files={"anchors": ("a.pem", b"nothing")})
    assert "cannot be read" in alert(bad)
    for place in ("0", "3", "x", "9" * 30):
        assert admin.post(f"{SETTINGS}/remove-stamper", data={"place": place}).status_code == 404
    assert admin.post(f"{SETTINGS}/remove-stamper", data={"place": "1"}).status_code == 303
    assert known() == ["https://one.example.test/tsa"]
    assert admin.post(f"{SETTINGS}/remove-stamper", data={"place": "1"}).status_code == 303


def test_the_rule_for_signatures_of_others(lobby: Lobby, admin: Any) -> None:
    office = lobby.office
    given = {"company": office.company, "unrecognised": "mark"}
    assert admin.post(f"{SETTINGS}/rule", data=given).status_code == 303
    assert office.act(office.world.admin, signing_certificates.rule, office.company) == "mark"
    assert "Choose what" in alert(admin.post(f"{SETTINGS}/rule", data={**given, "unrecognised": "x"}))
    assert admin.post(f"{SETTINGS}/rule", data={**given, "unrecognised": "refuse"}).status_code == 303


ACTS = ("revoke", "make-seal", "import-seal", "choose-seal", "rule", "register", "forget", "add-stamper", "earlier")


def test_who_may_not_change_settings_sees_and_does_nothing(lobby: Lobby, other_world: World) -> None:
    office = lobby.office
    person, settler = office.world.person(), office.world.person()
    office.world.role(settler, settings_modify="X")
    assert made(lobby.browser(person)).status_code == 303
    [number] = numbers(office, person)
    for act in ACTS:
        form = {"id": number, "company": office.company, "reason": "superseded", "url": "own", "place": "1"}
        assert lobby.browser(office.boss).post(f"{SETTINGS}/{act}", data=form).status_code == 403
    assert lobby.browser(office.boss).get(SETTINGS).status_code == 403
    assert SETTINGS not in lobby.browser(office.boss).get(OWN).text
    elsewhere = lobby.browser(other_world.admin)
    assert elsewhere.get(SETTINGS).status_code == 200
    gone = elsewhere.post(f"{SETTINGS}/revoke", data={"id": number, "reason": "superseded"})
    assert (gone.status_code, alert(gone)) == (404, CATALOGUE["en"]["fault_certificate_gone"])
    absent = elsewhere.post(f"{SETTINGS}/revoke", data={"id": 2**60, "reason": "superseded"})
    assert alert(absent) == alert(gone)
    assert elsewhere.post(f"{SETTINGS}/make-seal", data={"company": office.company}).status_code == 404
    colleague = lobby.browser(office.worker)
    assert colleague.post(f"{OWN}/revoke", data={"id": number, "reason": "superseded"}).status_code == 404
    assert office.act(person, trust.own)[0].revoked_at is None
    client = lobby.browser(settler)  # no administrator, but may change settings
    assert client.get(SETTINGS).status_code == 200
    assert client.post(f"{SETTINGS}/revoke", data={"id": number, "reason": "superseded"}).status_code == 303


def test_strangers_sign_in_first_and_other_sites_send_no_forms(lobby: Lobby, admin: Any) -> None:
    stranger = lobby.browser()
    for path in (OWN, SETTINGS):
        assert stranger.get(path).headers["location"].startswith("/sign-in?next=")
        assert stranger.post(f"{path}/revoke", data={"id": "1"}).headers["location"].startswith("/sign-in")
        assert admin.post(f"{path}/revoke", data={"id": "1"}, headers=OTHER_SITE).status_code == 403
        assert admin.post(f"{path}/nothing").status_code == 404
        assert "<script" not in admin.get(path).text


def test_every_word_is_there_in_both_languages() -> None:
    assert CATALOGUE["en"].keys() == CATALOGUE["ru"].keys()
