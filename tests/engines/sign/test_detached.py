"""Detached signatures: made, and checked against the file they belong to."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from asn1crypto import cms

from engines.sign.authorities import DAY, NOW, Authority, Clock, Silent, pem, private_pem
from engines.sign.gost import as_gost
from inkpost.engines.sign.detached import check_detached, sign_detached
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.refusals import Refusal, SignatureRefused
from inkpost.engines.sign.report import Reason, TimeSource, Verdict

CONTENT = b"A contract of 100 euros.\n" * 50


@pytest.fixture(scope="module")
def signature(ann: LoadedKey) -> bytes:
    return sign_detached(CONTENT, ann, at=NOW).der


def armoured(der: bytes, name: str = "CMS") -> bytes:
    text = base64.encodebytes(der).decode()
    return f"-----BEGIN {name}-----\n{text}-----END {name}-----\n".encode()


def test_made_and_checked(authority: Authority, signature: bytes) -> None:
    report = check_detached(signature, CONTENT, authority.trust, at=NOW + DAY)
    one = report.signatures[0]
    assert (report.verdict, one.intact, one.trusted, one.level) == (Verdict.VALID, True, True, Level.B)
    assert (one.time, one.time_source) == (NOW, TimeSource.SIGNER)


def test_in_every_dress(authority: Authority, signature: bytes) -> None:
    dresses = (
        armoured(signature),
        armoured(signature, "PKCS7"),
        base64.b64encode(signature),
        base64.encodebytes(signature),
        b"\r\n" + base64.b64encode(signature),
    )
    for dress in dresses:
        assert check_detached(dress, CONTENT, authority.trust, at=NOW).verdict is Verdict.VALID


def test_against_a_file_on_the_disk(authority: Authority, signature: bytes, ann: LoadedKey, tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_bytes(CONTENT)
    assert check_detached(signature, path, authority.trust, at=NOW).verdict is Verdict.VALID
    again = sign_detached(path, ann, at=NOW).der
    assert check_detached(again, CONTENT, authority.trust, at=NOW).verdict is Verdict.VALID


def test_a_timestamp(authority: Authority, ann: LoadedKey, clock: Clock) -> None:
    made = sign_detached(CONTENT, ann, stamper=clock, at=NOW - DAY)
    one = check_detached(made.der, CONTENT, authority.trust, at=NOW).signatures[0]
    assert (one.level, one.time, one.time_source) == (Level.T, NOW, TimeSource.TIMESTAMP)
    failed = sign_detached(CONTENT, ann, stamper=Silent(), at=NOW)
    assert "no answer" in failed.timestamp_failure
    assert check_detached(failed.der, CONTENT, authority.trust, at=NOW).signatures[0].level is Level.B


def test_another_file(authority: Authority, signature: bytes) -> None:
    report = check_detached(signature, CONTENT + b"!", authority.trust, at=NOW)
    assert Reason.CONTENT_CHANGED in report.signatures[0].reasons
    assert report.verdict is Verdict.INVALID


def test_another_signer_than_expected(authority: Authority, signature: bytes, ann: LoadedKey, bob: LoadedKey) -> None:
    wrong = check_detached(signature, CONTENT, authority.trust, at=NOW, expected=[bob.certificate])
    assert Reason.SIGNER_UNEXPECTED in wrong.signatures[0].reasons
    assert wrong.verdict is Verdict.INVALID
    right = check_detached(signature, CONTENT, authority.trust, at=NOW, expected=[bob.certificate, ann.certificate])
    assert right.verdict is Verdict.VALID


def test_a_certificate_put_in_exchange(authority: Authority, signature: bytes) -> None:
    """The same key in another certificate: the signature is bound to the first one."""
    from asn1crypto import x509 as asn1

    from engines.sign.authorities import der

    twin = authority.person("Ann Example")  # the same name and key, another number
    content = cms.ContentInfo.load(signature)
    own = asn1.Certificate.load(der(twin.certificate))
    data = content["content"]
    data["certificates"] = [cms.CertificateChoices(name="certificate", value=own)]
    data["signer_infos"][0]["sid"] = cms.SignerIdentifier(
        {"issuer_and_serial_number": {"issuer": own.issuer, "serial_number": own.serial_number}}
    )
    report = check_detached(content.dump(), CONTENT, authority.trust, at=NOW)
    assert Reason.SIGNER_NOT_BOUND in report.signatures[0].reasons


def test_without_the_certificate(authority: Authority, signature: bytes, ann: LoadedKey) -> None:
    from engines.sign.authorities import der
    from inkpost.engines.sign.evidence_checks import Evidence

    content = cms.ContentInfo.load(signature)
    content["content"]["certificates"] = None
    bare = content.dump()
    report = check_detached(bare, CONTENT, authority.trust, at=NOW)
    assert Reason.SIGNER_MISSING in report.signatures[0].reasons
    assert report.verdict is Verdict.UNDECIDED
    given = Evidence((der(ann.certificate), der(authority.issuer.certificate)))
    assert check_detached(bare, CONTENT, authority.trust, at=NOW, evidence=given).verdict is Verdict.VALID


def openssl_signed(folder: Path, signers: list[LoadedKey], *more: str) -> bytes:
    (folder / "content").write_bytes(CONTENT)
    command = ["openssl", "cms", "-sign", "-binary", "-in", "content", "-outform", "DER", "-out", "made", *more]
    for number, signer in enumerate(signers):
        (folder / f"{number}.pem").write_bytes(pem(signer.certificate) + private_pem(signer))
        command += ["-signer", f"{number}.pem"]
    (folder / "chain.pem").write_bytes(b"".join(map(pem, signers[0].chain)))
    subprocess.run([*command, "-certfile", "chain.pem"], cwd=folder, check=True, capture_output=True)
    return (folder / "made").read_bytes()


def test_several_signers_of_another_program(
    authority: Authority, ann: LoadedKey, bob: LoadedKey, tmp_path: Path
) -> None:
    report = check_detached(openssl_signed(tmp_path, [ann, bob]), CONTENT, authority.trust, at=NOW)
    assert {one.signer.name for one in report.signatures if one.signer} == {"Ann Example", "Bob Example"}
    assert [one.intact for one in report.signatures] == [True, True]
    assert [one.trusted for one in report.signatures] == [True, True]
    changed = check_detached(openssl_signed(tmp_path, [ann, bob]), b"other", authority.trust, at=NOW)
    assert all(Reason.CONTENT_CHANGED in one.reasons for one in changed.signatures)


def test_sha1_of_another_program(authority: Authority, ann: LoadedKey, tmp_path: Path) -> None:
    report = check_detached(openssl_signed(tmp_path, [ann], "-md", "sha1"), CONTENT, authority.trust, at=NOW)
    assert Reason.ALGORITHM_WEAK in report.signatures[0].reasons
    assert report.verdict is Verdict.INVALID


def test_one_that_carries_its_content_is_not_detached(authority: Authority, ann: LoadedKey, tmp_path: Path) -> None:
    attached = openssl_signed(tmp_path, [ann], "-nodetach")
    with pytest.raises(SignatureRefused) as refused:
        check_detached(attached, CONTENT, authority.trust, at=NOW)
    assert refused.value.code is Refusal.NOT_A_SIGNATURE


def test_what_is_no_signature_is_refused(authority: Authority) -> None:
    for given in (b"", b"hello", b"\x30\x80", b"\x30\x03\x02\x01\x01", armoured(b"nothing"), b"\x00" * 100):
        with pytest.raises(SignatureRefused) as refused:
            check_detached(given, CONTENT, authority.trust, at=NOW)
        assert refused.value.code is Refusal.NOT_A_SIGNATURE


def test_gost_is_kept_and_said_to_be_not_verifiable(authority: Authority, signature: bytes, ann: LoadedKey) -> None:
    report = check_detached(as_gost(signature), CONTENT, authority.trust, at=NOW)
    one = report.signatures[0]
    assert one.reasons == (Reason.NOT_VERIFIABLE_HERE, Reason.TIME_UNPROVEN)
    assert one.signer is not None
    assert (one.signer.name, one.signer.serial) == ("Ann Example", f"{ann.certificate.serial_number:X}")
    assert (one.time, one.time_source) == (NOW, TimeSource.SIGNER)
    assert (report.verdict, one.intact) == (Verdict.UNDECIDED, False)
    assert "34.10-2012" in one.algorithm
    assert "34.11-2012" in one.algorithm
