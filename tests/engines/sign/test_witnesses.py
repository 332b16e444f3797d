"""Programs of others agree: they accept what was made here and refuse what was tampered with."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import datetime
from pathlib import Path

import pytest
from asn1crypto import cms

from engines.sign import tampering
from engines.sign.authorities import DAY, NOW, YEAR, Authority, Clock, der, pdf_of, pem, token
from inkpost.engines.sign import ltv, pades
from inkpost.engines.sign.detached import sign_detached
from inkpost.engines.sign.keys import LoadedKey

CONTENT = b"A contract of 100 euros."


def run(folder: Path, *command: str) -> tuple[bool, str]:
    """Whether a program is content, and what it says."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def house() -> Authority:
    return Authority("Witnessed")


@pytest.fixture(scope="module")
def who(house: Authority) -> LoadedKey:
    return house.person("Wanda Witness", begins=NOW - YEAR, ends=NOW + 20 * YEAR)


@pytest.fixture(scope="module")
def folder(house: Authority, who: LoadedKey, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificates, lists and an NSS store with the root, as the programs want them."""
    made = tmp_path_factory.mktemp("witnesses")
    (made / "root.pem").write_bytes(pem(house.root.certificate))
    (made / "issuer.pem").write_bytes(pem(house.issuer.certificate))
    (made / "who.pem").write_bytes(pem(who.certificate))
    (made / "root.der").write_bytes(der(house.root.certificate))
    (made / "nss").mkdir()
    assert run(made, "certutil", "-N", "-d", "sql:nss", "--empty-password")[0]
    assert run(made, "certutil", "-A", "-d", "sql:nss", "-n", "root", "-t", "CT,C,C", "-i", "root.der")[0]
    return made


def pdfsig(folder: Path, pdf: bytes) -> str:
    """What pdfsig says; its exit code says nothing."""
    (folder / "signed.pdf").write_bytes(pdf)
    return run(folder, "pdfsig", "-nssdir", str(folder / "nss"), "signed.pdf")[1]


def signed(signer: LoadedKey, pdf: bytes | None = None, clock: Clock | None = None) -> bytes:
    return pades.sign(pdf or pdf_of("EUR 100", "two"), signer, stamper=clock).pdf or b""


@pytest.mark.parametrize("kind", ["P-256", "RSA"])
def test_pdfsig_accepts(house: Authority, folder: Path, kind: str) -> None:
    signer = house.person(
        f"Wim {kind}", kind=kind, begins=NOW - YEAR, ends=NOW + 20 * YEAR
    )  # pdfsig has the real clock
    said = pdfsig(folder, signed(signer))
    assert "Signature Validation: Signature is Valid." in said
    assert "Certificate Validation: Certificate is Trusted." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert f"Wim {kind}" in said


def test_pdfsig_accepts_all_levels_and_many_signatures(house: Authority, who: LoadedKey, folder: Path) -> None:
    stamping = house.stamping()
    other = house.person("Otto Other", begins=NOW - YEAR, ends=NOW + 20 * YEAR)
    pdf = signed(other, signed(who, clock=Clock(stamping)), Clock(stamping))
    pdf = ltv.add_timestamp(ltv.add_evidence(pdf, house.evidence()) or b"", Clock(stamping)) or b""
    said = pdfsig(folder, pdf)
    assert said.count("Signature Validation: Signature is Valid.") >= 2
    assert said.count("Certificate Validation: Certificate is Trusted.") >= 2
    assert "Digest Mismatch" not in said


def test_pdfsig_refuses(who: LoadedKey, folder: Path) -> None:
    pdf = signed(who)
    assert "Digest Mismatch" in pdfsig(folder, tampering.replaced(pdf, b"EUR 100", b"EUR 900"))
    other = tampering.signature_in(signed(who, pdf_of("another")))
    said = pdfsig(folder, tampering.with_signature(pdf, other))
    assert "Digest Mismatch" in said
    assert "Signature is Valid" not in said
    stranger = Authority("Unheard").person("Nobody", begins=NOW - YEAR)
    assert "Certificate is Trusted" not in pdfsig(folder, signed(stranger))


def openssl_cms(folder: Path, signature: bytes, content: bytes) -> tuple[bool, str]:
    (folder / "made.der").write_bytes(signature)
    (folder / "content").write_bytes(content)
    command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", "made.der", "-content", "content"]
    trust = ["-CAfile", "root.pem", "-attime", str(int(NOW.timestamp())), "-out", "/dev/null"]
    return run(folder, *command, *trust)


def test_openssl_accepts_and_refuses_a_detached_signature(house: Authority, who: LoadedKey, folder: Path) -> None:
    clock = Clock(house.stamping())
    for stamper in (None, clock):
        made = sign_detached(CONTENT, who, stamper=stamper, at=NOW).der
        assert openssl_cms(folder, made, CONTENT)[0], openssl_cms(folder, made, CONTENT)[1]
        assert not openssl_cms(folder, made, CONTENT + b"!")[0]
    foreign = sign_detached(CONTENT, Authority("Unheard").person("Nobody"), at=NOW).der
    refused = openssl_cms(folder, foreign, CONTENT)
    assert not refused[0]
    assert "certificate" in refused[1]
    swapped = sign_detached(b"something else", who, at=NOW).der
    assert not openssl_cms(folder, swapped, CONTENT)[0]


def test_openssl_agrees_on_what_a_pdf_covers(who: LoadedKey, folder: Path) -> None:
    pdf = signed(who)
    first, second = (int(one) for one in tampering.covered(pdf))
    covered = pdf[:first] + pdf[second:]
    signature = tampering.signature_in(pdf)
    assert openssl_cms(folder, signature, covered)[0]
    assert not openssl_cms(folder, signature, covered.replace(b"EUR 100", b"EUR 900"))[0]


def openssl_verify(folder: Path, at: datetime, *more: str, name: str = "who.pem") -> tuple[bool, str]:
    command = ["openssl", "verify", "-CAfile", "root.pem", "-untrusted", "issuer.pem"]
    return run(folder, *command, "-attime", str(int(at.timestamp())), *more, name)


def test_openssl_agrees_on_validity_and_revocation(house: Authority, who: LoadedKey, folder: Path) -> None:
    assert openssl_verify(folder, NOW)[0]
    expired = openssl_verify(folder, who.certificate.not_valid_after_utc + DAY)
    assert (expired[0], "has expired" in expired[1]) == (False, True)
    early = openssl_verify(folder, who.certificate.not_valid_before_utc - DAY)
    assert (early[0], "not yet valid" in early[1]) == (False, True)
    gone = house.person("Greta Gone")
    (folder / "gone.pem").write_bytes(pem(gone.certificate))
    house.revoked[gone.certificate.serial_number] = NOW - DAY
    lists = house.evidence().lists
    for number, listed in enumerate(lists):
        (folder / f"{number}.crl").write_bytes(listed)
        run(folder, "openssl", "crl", "-inform", "DER", "-in", f"{number}.crl", "-out", f"{number}.crl.pem")
    (folder / "crls.pem").write_bytes((folder / "0.crl.pem").read_bytes() + (folder / "1.crl.pem").read_bytes())
    checked = ("-crl_check", "-CRLfile", "crls.pem")
    assert openssl_verify(folder, NOW, *checked)[0]
    revoked = openssl_verify(folder, NOW, *checked, name="gone.pem")
    assert (revoked[0], "revoked" in revoked[1]) == (False, True)


def openssl_ts(folder: Path, encoded: bytes, content: bytes) -> tuple[bool, str]:
    (folder / "token.der").write_bytes(encoded)
    (folder / "stamped").write_bytes(content)
    command = ["openssl", "ts", "-verify", "-token_in", "-in", "token.der", "-data", "stamped", "-CAfile", "root.pem"]
    return run(folder, *command, "-untrusted", "issuer.pem", "-attime", str(int(NOW.timestamp())))


def test_openssl_agrees_on_the_timestamp_in_a_pdf(house: Authority, who: LoadedKey, folder: Path) -> None:
    stamping = house.stamping()
    pdf = signed(who, clock=Clock(stamping))
    info = cms.ContentInfo.load(tampering.signature_in(pdf))["content"]["signer_infos"][0]
    inside = info["unsigned_attrs"][0]["values"][0].dump()
    value = info["signature"].native
    assert openssl_ts(folder, inside, value)[0], openssl_ts(folder, inside, value)[1]
    assert not openssl_ts(folder, inside, value + b"x")[0]
    forged = token(stamping, hashlib.sha256(value).digest(), NOW - YEAR, signed_by=who)
    assert not openssl_ts(folder, forged, value)[0]
