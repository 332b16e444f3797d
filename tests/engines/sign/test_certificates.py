"""The authority's certificates, as openssl reads and judges them."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from authorities import BEGIN, Authority, openssl, told, write_pem
from inkpost.engines.sign.certificates import PROFILES, Naming, name_of, new_serial
from inkpost.model.trust import Purpose

AUTHORITY = Authority()


@pytest.mark.parametrize("purpose", [Purpose.PERSON, Purpose.COMPANY, Purpose.TIMESTAMP, Purpose.RESPONDER])
def test_openssl_verifies_each_kind_up_to_the_root(purpose: Purpose, tmp_path: Path) -> None:
    root, issuing = AUTHORITY.pem(tmp_path)
    leaf = write_pem(tmp_path / "leaf.pem", AUTHORITY.issue(purpose).certificate)
    assert openssl("verify", "-x509_strict", "-CAfile", root, "-untrusted", issuing, leaf).returncode == 0
    lonely = openssl("verify", "-CAfile", root, leaf)
    assert "unable to get local issuer certificate" in told(lonely)


@pytest.mark.parametrize(
    ("purpose", "usage"),
    [(Purpose.TIMESTAMP, "timestampsign"), (Purpose.RESPONDER, "ocsphelper"), (Purpose.PERSON, "smimesign")],
)
def test_each_is_for_its_own_purpose(purpose: Purpose, usage: str, tmp_path: Path) -> None:
    root, issuing = AUTHORITY.pem(tmp_path)
    leaf = write_pem(tmp_path / "leaf.pem", AUTHORITY.issue(purpose).certificate)
    checked = ("verify", "-CAfile", root, "-untrusted", issuing, "-purpose")
    assert openssl(*checked, usage, leaf).returncode == 0
    assert "unsuitable certificate purpose" in told(openssl(*checked, "sslserver", leaf))


def test_nobody_but_the_authority_issues(tmp_path: Path) -> None:
    root, _ = AUTHORITY.pem(tmp_path)
    person = AUTHORITY.issue(Purpose.PERSON)
    forged = Authority()
    forged.issuing = person
    leaf = write_pem(tmp_path / "forged.pem", forged.issue(Purpose.PERSON).certificate)
    middle = write_pem(tmp_path / "middle.pem", person.certificate, AUTHORITY.issuing.certificate)
    said = openssl("verify", "-CAfile", root, "-untrusted", middle, leaf)
    assert said.returncode != 0
    assert "invalid CA certificate" in told(said)


def test_the_issuing_certificate_makes_no_further_authority(tmp_path: Path) -> None:
    root, _ = AUTHORITY.pem(tmp_path)
    deeper = Authority()
    deeper.issuing = AUTHORITY.issue(Purpose.ISSUING)
    chain = write_pem(tmp_path / "chain.pem", deeper.issuing.certificate, AUTHORITY.issuing.certificate)
    leaf = write_pem(tmp_path / "leaf.pem", deeper.issue(Purpose.PERSON).certificate)
    assert "path length constraint exceeded" in told(openssl("verify", "-CAfile", root, "-untrusted", chain, leaf))


def test_a_person_s_certificate_says_what_it_should(tmp_path: Path) -> None:
    naming = Naming("Анна Шмидт", "ООО «Ромашка»", "Анна", "Шмидт", "1-7")
    leaf = write_pem(tmp_path / "leaf.pem", AUTHORITY.issue(Purpose.PERSON, naming).certificate)
    said = told(openssl("x509", "-in", leaf, "-noout", "-text", "-nameopt", "utf8,sep_comma_plus"))
    assert "CN=Анна Шмидт" in said
    assert "SN=Шмидт" in said
    assert "serialNumber=1-7" in said
    assert re.search(r"X509v3 Basic Constraints: critical\s+CA:FALSE", said)
    assert re.search(r"X509v3 Key Usage: critical\s+Digital Signature, Non Repudiation\n", said)
    assert re.search(r"X509v3 Extended Key Usage: \s+1\.3\.6\.1\.5\.5\.7\.3\.36, E-mail Protection", said)
    assert "OCSP - URI:http://ca.example.test/ocsp" in said
    assert "CA Issuers - URI:http://ca.example.test/issuer.crt" in said
    assert "URI:http://ca.example.test/list.crl" in said
    assert "prime256v1" in said


def test_the_authority_s_own_say_what_they_should(tmp_path: Path) -> None:
    root, issuing = AUTHORITY.pem(tmp_path)
    for path, length in ((root, 1), (issuing, 0)):
        said = told(openssl("x509", "-in", path, "-noout", "-text"))
        assert re.search(rf"X509v3 Basic Constraints: critical\s+CA:TRUE, pathlen:{length}", said)
        assert re.search(r"X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign\n", said)
        assert "X509v3 Subject Key Identifier" in said
    responder = write_pem(tmp_path / "ocsp.pem", AUTHORITY.issue(Purpose.RESPONDER).certificate)
    assert "OCSP No Check" in told(openssl("x509", "-in", responder, "-noout", "-text"))
    stamping = write_pem(tmp_path / "tsa.pem", AUTHORITY.issue(Purpose.TIMESTAMP).certificate)
    assert re.search(r"Extended Key Usage: critical\s+Time Stamping\n", told(openssl("x509", "-in", stamping, "-text")))


def test_a_certificate_does_not_outlive_its_issuer() -> None:
    late = AUTHORITY.issuing.certificate.not_valid_after_utc - timedelta(days=3)
    made = AUTHORITY.issue(Purpose.PERSON, now=late).certificate
    assert made.not_valid_after_utc == AUTHORITY.issuing.certificate.not_valid_after_utc
    usual = AUTHORITY.issue(Purpose.PERSON).certificate
    assert usual.not_valid_after_utc == BEGIN + PROFILES[Purpose.PERSON].lasts


def test_serials_are_of_128_random_bits() -> None:
    serials = {new_serial() for _ in range(500)}
    assert len(serials) == 500
    assert max(serials) < 1 << 128
    assert max(serials) > 1 << 120
    certificate = AUTHORITY.issue(Purpose.PERSON).certificate
    assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)
    assert 0 < certificate.serial_number < 1 << 128


@given(st.text(), st.text(), st.text())
@settings(max_examples=150, deadline=None)
def test_any_name_becomes_one_that_a_certificate_may_have(common: str, organization: str, number: str) -> None:
    name = name_of(Naming("x" + common, organization, number=number))
    for part in name:
        assert 0 < len(part.value) <= 64
        assert part.value == part.value.strip()
        assert part.value.isprintable() or any(each.isspace() for each in part.value)
    assert name.public_bytes()


def test_a_long_cyrillic_name_is_cut_by_characters() -> None:
    (common,) = name_of(Naming("Общество с ограниченной ответственностью «Производственное объединение»"))
    assert common.value == "Общество с ограниченной ответственностью «Производственное объед"
