"""What is forged is judged twice, with a reason each: by a known tool, and by ``inkpost evidence verify``."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from engines.sign import tampering
from engines.sign.authorities import DAY, NOW, YEAR, Authority, Clock, pdf_of, pem, token
from engines.sign.evidence_packages import packaged
from engines.sign.test_evidence_verify import LATER, ORIGINAL, Signing, forged
from inkpost.cli.evidence import evidence
from inkpost.engines.sign import pades
from inkpost.engines.sign.evidence import Package
from inkpost.engines.sign.evidence_zip import opened_archive
from inkpost.engines.sign.keys import LoadedKey
from inkpost.model.evidence import digest


@dataclass
class Desk:
    """A stranger's folder: the root, and a package that somebody brought."""

    folder: Path
    made: Signing

    def __post_init__(self) -> None:
        (self.folder / "root.pem").write_bytes(pem(self.made.authority.root.certificate))
        (self.folder / "issuers.pem").write_bytes(b"".join(pem(one) for one in self.made.authority.chain))
        self.run("certutil", "-N", "-d", "sql:.", "--empty-password")
        self.run("certutil", "-A", "-d", "sql:.", "-n", "Inkpost", "-t", ",C,", "-i", "root.pem")

    def run(self, *command: str) -> tuple[bool, str]:
        """How a tool ends and what it prints."""
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, timeout=120)
        return done.returncode == 0, done.stdout + done.stderr

    def verified(self, package: bytes, *more: str, at: datetime = LATER) -> tuple[int, dict[str, Any]]:
        """How the command ends and what it finds."""
        place = self.folder / "evidence.zip"
        place.write_bytes(package)
        self._unpack(package)
        asked = ["verify", str(place), "--root", str(self.folder / "root.pem"), "--at", at.isoformat(), "--json", *more]
        ended = CliRunner().invoke(evidence, asked)
        return ended.exit_code, json.loads(ended.stdout)

    def _unpack(self, package: bytes) -> None:
        """In the place of what was unpacked before."""
        with opened_archive(package) as archive:
            for name in archive.names:
                (self.folder / name).parent.mkdir(exist_ok=True)
                (self.folder / name).write_bytes(archive.read(name, 2**26))

    def pdfsig(self) -> str:
        """What pdfsig says of the signed file; its exit code says nothing."""
        return self.run("pdfsig", "-nssdir", "sql:.", "signed.pdf")[1]


@pytest.fixture(scope="module")
def made(authority: Authority, ann: LoadedKey, stamping: LoadedKey) -> Signing:
    return Signing(authority, ann, Clock(stamping))


@pytest.fixture(scope="module")
def package(made: Signing) -> Package:
    return made.package()


@pytest.fixture
def desk(tmp_path: Path, made: Signing) -> Desk:
    return Desk(tmp_path, made)


def reasons(told: dict[str, Any]) -> set[str]:
    """Every reason that a signature was given."""
    return {reason for each in told["signatures"] for reason in each["reasons"]}


def changed(pdf: bytes, bob: LoadedKey) -> bytes:
    return tampering.replaced(pdf, b"EUR 100", b"EUR 900")


def swapped(pdf: bytes, bob: LoadedKey) -> bytes:
    other = pades.sign(pdf_of("another"), bob, at=NOW).pdf
    assert other is not None
    return tampering.with_signature(pdf, tampering.signature_in(other))


def extended(pdf: bytes, bob: LoadedKey) -> bytes:
    return tampering.updated(pdf, tampering.add_page)


@pytest.mark.parametrize(
    ("forge", "reason", "said"),
    [
        (changed, "content_changed", "Digest Mismatch"),
        (swapped, "signature_swapped", "Digest Mismatch"),
        (extended, "pages_added", "Not total document signed"),
    ],
)
def test_a_forged_file(
    desk: Desk, package: Package, bob: LoadedKey, forge: Callable[[bytes, LoadedKey], bytes], reason: str, said: str
) -> None:
    assert isinstance(package.signed, bytes)
    status, told = desk.verified(packaged(package))
    assert (status, reasons(told)) == (0, set())
    genuine = desk.pdfsig()
    assert "Signature is Valid." in genuine
    assert "Total document signed" in genuine
    status, told = desk.verified(forged(packaged(package), signed_pdf=forge(package.signed, bob)))
    assert (status, told["verdict"]) == (1, "invalid")
    assert reason in reasons(told)
    assert said in desk.pdfsig()


def openssl_verify(desk: Desk, at: datetime, *more: str) -> tuple[bool, str]:
    """What openssl says of the signer's certificate at a time."""
    command = ["openssl", "verify", "-CAfile", "root.pem", "-untrusted", "issuers.pem"]
    return desk.run(*command, "-attime", str(int(at.timestamp())), *more, "who.pem")


def test_a_revoked_certificate(desk: Desk, package: Package, ann: LoadedKey) -> None:
    (desk.folder / "who.pem").write_bytes(pem(ann.certificate))
    authority, serial = desk.made.authority, ann.certificate.serial_number
    authority.revoked[serial] = NOW - DAY
    try:
        lists = {"newer.crl": authority.revocations(LATER)}
    finally:
        del authority.revoked[serial]
    lists["older.crl"] = authority.revocations(LATER)
    for name, listed in lists.items():
        (desk.folder / name).write_bytes(listed)
    checked = ("-crl_check", "-CRLfile")
    assert openssl_verify(desk, LATER, *checked, "older.crl")[0]
    ended, said = openssl_verify(desk, LATER, *checked, "newer.crl")
    assert (ended, "certificate revoked" in said) == (False, True)
    assert desk.verified(packaged(package), "--crl", str(desk.folder / "older.crl"))[0] == 0
    status, told = desk.verified(packaged(package), "--crl", str(desk.folder / "newer.crl"))
    assert (status, "certificate_revoked" in reasons(told)) == (1, True)


def test_a_time_outside_the_certificates(desk: Desk, authority: Authority, clock: Clock) -> None:
    late = authority.person("Late Example", begins=NOW - YEAR, ends=NOW - DAY)
    (desk.folder / "who.pem").write_bytes(pem(late.certificate))
    assert openssl_verify(desk, NOW - 2 * DAY)[0]
    ended, said = openssl_verify(desk, NOW)
    assert (ended, "certificate has expired" in said) == (False, True)
    status, told = desk.verified(packaged(Signing(authority, late, clock).package()))
    assert (status, "certificate_expired" in reasons(told)) == (1, True)


def openssl_ts(desk: Desk, record: int) -> tuple[bool, str]:
    """What openssl says of the timestamp over a record."""
    line = (desk.folder / "chain.jsonl").read_bytes().splitlines()[record - 1]
    (desk.folder / "last").write_bytes(line)
    stamp = f"timestamps/chain-{record}.tst"
    command = ["openssl", "ts", "-verify", "-token_in", "-in", stamp, "-data", "last", "-CAfile", "root.pem"]
    return desk.run(*command, "-untrusted", "issuers.pem", "-attime", str(int(LATER.timestamp())))


@pytest.mark.parametrize("of", ["another key", "another chain"])
def test_a_forged_timestamp(desk: Desk, package: Package, stamping: LoadedKey, ann: LoadedKey, of: str) -> None:
    number = len(package.records)
    assert desk.verified(packaged(package))[0] == 0
    assert openssl_ts(desk, number)[0]
    head = digest(package.records[-1])
    stamps = {
        "another key": token(stamping, head, NOW, signed_by=ann),
        "another chain": token(stamping, bytes(32), NOW),
    }
    status, told = desk.verified(packaged(replace(package, stamps={number: stamps[of]})))
    said = {"another key": "was not made by the key", "another chain": "belongs to something else"}
    [wrong] = [each for each in told["wrong"] if each["fault"] == "timestamp_wrong"]
    assert (status, said[of] in wrong["told"]) == (1, True)
    ended, printed = openssl_ts(desk, number)
    assert not ended
    assert {"another key": "ailure", "another chain": "message imprint mismatch"}[of] in printed


def test_a_detached_signature_of_another_file(desk: Desk, package: Package) -> None:
    def openssl_cms() -> tuple[bool, str]:
        (signature,) = (desk.folder / "signatures").iterdir()
        command = ["openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", str(signature), "-out", "out"]
        command += ["-content", "original.pdf", "-CAfile", "root.pem", "-purpose", "any"]
        return desk.run(*command, "-attime", str(int(LATER.timestamp())))

    assert desk.verified(packaged(package))[0] == 0
    assert openssl_cms()[0]
    status, told = desk.verified(forged(packaged(package), original_pdf=ORIGINAL.replace(b"EUR", b"USD")))
    assert (status, "content_changed" in reasons(told)) == (1, True)
    ended, said = openssl_cms()
    assert (ended, "verification failure" in said.lower()) == (False, True)
