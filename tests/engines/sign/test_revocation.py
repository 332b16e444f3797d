"""Lists of the revoked and the OCSP responder, with openssl as the other side; hostile bytes."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import ocsp
from asn1crypto import x509 as asn_x509
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko_certvalidator import CertificateValidator, ValidationContext

from authorities import Authority, openssl, told, write_pem
from inkpost.engines.sign import revocation
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.revocation import MOST_ASKED, Answer, Responder, Revoked, Status, question
from inkpost.model.trust import Purpose, RevocationReason

AUTHORITY = Authority()
NOW = datetime.now(UTC)
REVOKED_AT = NOW.replace(microsecond=0) - timedelta(minutes=20)
GOOD, BAD = AUTHORITY.issue(Purpose.PERSON), AUTHORITY.issue(Purpose.COMPANY)
STRANGER = Authority()
RESPONDER = Responder(AUTHORITY.issue(Purpose.RESPONDER), AUTHORITY.issuing.certificate)
KNOWN: dict[int, Status] = {
    GOOD.certificate.serial_number: True,
    BAD.certificate.serial_number: Revoked(BAD.certificate.serial_number, REVOKED_AT, RevocationReason.KEY_COMPROMISE),
}


def answered(asked: bytes, responder: Responder = RESPONDER) -> Answer:
    return revocation.answer(asked, NOW, lambda: responder, lambda serial: KNOWN.get(serial, False))


def ask(tmp_path: Path, key: LoadedKey, *options: str, responder: Responder = RESPONDER) -> str:
    """What openssl makes of the answer to its own question about a certificate."""
    root, issuing = AUTHORITY.pem(tmp_path)
    leaf = write_pem(tmp_path / "leaf.pem", key.certificate)
    asked, answer = tmp_path / "question.der", tmp_path / "answer.der"
    made = openssl("ocsp", *options, "-issuer", issuing, "-cert", leaf, "-reqout", asked, "-no_nonce")
    assert made.returncode == 0, told(made)
    answer.write_bytes(answered(asked.read_bytes(), responder).content)
    about = ("-issuer", issuing, "-cert", leaf, "-no_nonce")
    return told(openssl("ocsp", *options, "-respin", answer, "-CAfile", root, "-verify_other", issuing, *about))


def test_openssl_believes_good_and_revoked(tmp_path: Path) -> None:
    good = ask(tmp_path, GOOD)
    assert "Response verify OK" in good
    assert "leaf.pem: good" in good
    bad = ask(tmp_path, BAD)
    assert "Response verify OK" in bad
    assert "leaf.pem: revoked" in bad
    assert "Reason: keyCompromise" in bad
    assert f"Revocation Time: {REVOKED_AT:%b} {REVOKED_AT.day:2} {REVOKED_AT:%H:%M:%S %Y} GMT" in bad


@pytest.mark.parametrize("digest", ["-sha1", "-sha256", "-sha384", "-sha512"])
def test_questions_may_name_the_issuer_by_any_usual_hash(digest: str, tmp_path: Path) -> None:
    assert "leaf.pem: good" in ask(tmp_path, GOOD, digest)


def test_what_was_never_issued_is_unknown(tmp_path: Path) -> None:
    assert "leaf.pem: unknown" in ask(tmp_path, AUTHORITY.issue(Purpose.PERSON))


def test_openssl_refuses_an_answer_of_who_is_no_responder(tmp_path: Path) -> None:
    said = ask(tmp_path, GOOD, responder=Responder(AUTHORITY.issue(Purpose.PERSON), AUTHORITY.issuing.certificate))
    assert "Response Verify Failure" in said
    forged = Responder(STRANGER.issue(Purpose.RESPONDER), AUTHORITY.issuing.certificate)
    assert "Response Verify Failure" in ask(tmp_path, GOOD, responder=forged)


def test_the_nonce_comes_back_and_such_an_answer_is_not_kept(tmp_path: Path) -> None:
    _, issuing = AUTHORITY.pem(tmp_path)
    leaf = write_pem(tmp_path / "leaf.pem", GOOD.certificate)
    asked = tmp_path / "question.der"
    openssl("ocsp", "-issuer", issuing, "-cert", leaf, "-reqout", asked, "-nonce")
    with_nonce = answered(asked.read_bytes())
    assert not with_nonce.lasting
    wanted = ocsp.OCSPRequest.load(asked.read_bytes()).nonce_value.native
    assert ocsp.OCSPResponse.load(with_nonce.content).nonce_value.native == wanted
    assert answered(question(GOOD.certificate, AUTHORITY.issuing.certificate)).lasting


def status_of(answer: Answer) -> str:
    return str(ocsp.OCSPResponse.load(answer.content, strict=True)["response_status"].native)


def test_another_issuer_s_certificates_are_not_ours_to_judge() -> None:
    asked = question(STRANGER.issue(Purpose.PERSON).certificate, STRANGER.issuing.certificate)
    answer = answered(asked)
    assert (status_of(answer), answer.unauthorized) == ("unauthorized", True)


def several(count: int) -> bytes:
    one = ocsp.OCSPRequest.load(question(GOOD.certificate, AUTHORITY.issuing.certificate))
    names = [one["tbs_request"]["request_list"][0]["req_cert"].copy() for _ in range(count)]
    for number, name in enumerate(names[1:], 1):
        name["serial_number"] = number
    return bytes(ocsp.OCSPRequest({"tbs_request": {"request_list": [{"req_cert": each} for each in names]}}).dump())


def test_one_question_may_be_about_several() -> None:
    found = ocsp.OCSPResponse.load(answered(several(3)).content).response_data["responses"]
    assert [each["cert_status"].name for each in found] == ["good", "unknown", "unknown"]


@pytest.mark.parametrize("content", [b"", b"\x30", b"\x30\x03\x02\x01\x01", several(0), several(MOST_ASKED + 1)])
def test_what_is_no_question_is_malformed(content: bytes) -> None:
    assert status_of(answered(content)) == "malformed_request"


@pytest.mark.parametrize("length", [0, 129])
def test_a_nonce_has_a_length(length: int) -> None:
    asked = ocsp.OCSPRequest.load(question(GOOD.certificate, AUTHORITY.issuing.certificate))
    asked["tbs_request"]["request_extensions"] = [{"extn_id": "nonce", "extn_value": b"n" * length}]
    assert status_of(answered(asked.dump(force=True))) == "malformed_request"


def test_an_unknown_critical_extension_is_refused_and_another_passed_over() -> None:
    asked = ocsp.OCSPRequest.load(question(GOOD.certificate, AUTHORITY.issuing.certificate))
    for critical, wanted in ((True, "malformed_request"), (False, "successful")):
        extension = {"extn_id": "1.2.3.4", "critical": critical, "extn_value": b"\x05\x00"}
        asked["tbs_request"]["request_extensions"] = [extension]
        assert status_of(answered(asked.dump(force=True))) == wanted


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_get_an_answer(content: bytes) -> None:
    assert status_of(answered(content)) == "malformed_request"


PLAIN = question(GOOD.certificate, AUTHORITY.issuing.certificate)


@given(st.integers(0, len(PLAIN) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_a_damaged_question_gets_an_answer(at: int, bytes_: bytes) -> None:
    damaged = PLAIN[:at] + bytes_ + PLAIN[at + len(bytes_) :]
    assert status_of(answered(damaged)) in {"successful", "malformed_request", "unauthorized"}


def the_list(number: int = 7, *revoked: Revoked, now: datetime = NOW) -> bytes:
    return revocation.revocation_list(AUTHORITY.issuing, number, revoked, now)


def test_openssl_reads_the_list_and_refuses_who_is_on_it(tmp_path: Path) -> None:
    root, issuing = AUTHORITY.pem(tmp_path)
    entry = KNOWN[BAD.certificate.serial_number]
    assert isinstance(entry, Revoked)
    path = tmp_path / "list.crl"
    path.write_bytes(the_list(7, entry))
    text = told(openssl("crl", "-inform", "DER", "-in", path, "-noout", "-text", "-CAfile", issuing))
    assert "verify OK" in text
    assert "X509v3 CRL Number: \n                7\n" in text
    assert "Key Compromise" in text
    pem = tmp_path / "list.pem"
    pem.write_bytes(openssl("crl", "-inform", "DER", "-in", path).stdout)
    check = ("verify", "-crl_check", "-CAfile", root, "-untrusted", issuing, "-CRLfile", pem)
    good = write_pem(tmp_path / "good.pem", GOOD.certificate)
    bad = write_pem(tmp_path / "bad.pem", BAD.certificate)
    assert openssl(*check, good).returncode == 0
    assert "certificate revoked" in told(openssl(*check, bad))


def test_a_list_ends_and_openssl_minds_it(tmp_path: Path) -> None:
    root, issuing = AUTHORITY.pem(tmp_path)
    good = write_pem(tmp_path / "good.pem", GOOD.certificate)
    path, pem = tmp_path / "list.crl", tmp_path / "list.pem"
    path.write_bytes(the_list())
    pem.write_bytes(openssl("crl", "-inform", "DER", "-in", path).stdout)
    late = str(int((NOW + revocation.LIST_LASTS + timedelta(minutes=1)).timestamp()))
    check = ("verify", "-crl_check", "-attime", late, "-CAfile", root, "-untrusted", issuing, "-CRLfile", pem)
    assert "CRL has expired" in told(openssl(*check, good))


def test_a_list_keeps_serials_times_and_reasons() -> None:
    entries = [
        Revoked(number + 1, REVOKED_AT - timedelta(days=number), reason)
        for number, reason in enumerate(RevocationReason)
    ]
    read = x509.load_der_x509_crl(the_list(1, *entries))
    assert read.is_signature_valid(AUTHORITY.issuing.certificate.public_key())  # type: ignore[arg-type]
    assert [(each.serial_number, each.revocation_date_utc) for each in read] == [
        (each.serial, each.at) for each in entries
    ]
    said = [next((e.value.reason.value for e in each.extensions), "unspecified") for each in read]  # type: ignore[attr-defined]
    assert said == [reason.value for reason in RevocationReason]


@pytest.mark.parametrize("purpose", [Purpose.PERSON, Purpose.COMPANY, Purpose.TIMESTAMP])
@pytest.mark.parametrize("by", ["list", "answer"])
def test_a_validator_that_insists_on_revocation_data_is_content(purpose: Purpose, by: str) -> None:
    """As for the long-term levels of a signature: all that is needed is given, nothing is fetched."""
    key = AUTHORITY.issue(purpose)
    KNOWN[key.certificate.serial_number] = True
    of_root = revocation.revocation_list(AUTHORITY.root, 1, [], NOW)
    given = {"crls": [of_root, the_list()]}
    if by == "answer":
        asked = question(key.certificate, AUTHORITY.issuing.certificate)
        given = {"crls": [of_root], "ocsps": [answered(asked).content]}
    context = ValidationContext(
        trust_roots=[as_asn1(AUTHORITY.root)],
        other_certs=[as_asn1(AUTHORITY.issuing), as_asn1(RESPONDER.key)],
        revocation_mode="require",
        moment=NOW,
        **given,  # type: ignore[arg-type]
    )
    validator = CertificateValidator(as_asn1(key), validation_context=context)
    assert asyncio.run(validator.async_validate_path())


def as_asn1(key: LoadedKey) -> asn_x509.Certificate:
    return asn_x509.Certificate.load(key.certificate.public_bytes(Encoding.DER))
