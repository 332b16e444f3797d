"""Packages with real signatures, judged offline: whoever changes, forges or revokes is named, each with a reason."""

from __future__ import annotations

import hashlib
import json
import re
import resource
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest

import commands
from engines.sign import tampering
from engines.sign.authorities import DAY, NOW, YEAR, Authority, Clock, pdf_of, pem, token
from engines.sign.evidence_packages import chain, hashed, packaged, rewritten, signing
from inkpost.engines.sign import cms, ltv, pades
from inkpost.engines.sign.detached import sign_detached
from inkpost.engines.sign.evidence import SUMS, Package, lines_of, sums_of, write_package
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_judging import OfflineJudge
from inkpost.engines.sign.evidence_outcome import Fault, Outcome
from inkpost.engines.sign.evidence_verify import verify
from inkpost.engines.sign.evidence_zip import archived, opened_archive
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.report import Reason, Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.model.evidence import Record, digest
from support import ROOT, clean_environment

LATER = NOW + DAY
ORIGINAL = pdf_of("EUR 100", "page two")


@dataclass
class Signing:
    """A signing with everybody's keys."""

    authority: Authority
    ann: LoadedKey
    clock: Clock

    def package(self, original: bytes = ORIGINAL) -> Package:
        """A package with Ann's signature in the PDF, and another one beside it."""
        made = pades.sign(original, self.ann, stamper=self.clock, at=NOW).pdf
        assert made is not None
        beside = sign_detached(original, self.ann, stamper=self.clock, at=NOW).der
        records = signing(original, made, beside)
        return Package(
            original,
            records,
            signed=made,
            signatures=[beside],
            evidence=self.authority.evidence(NOW),
            stamps={len(records): self.clock.stamp(digest(records[-1]))},
            seals={len(records): self.seal(records)},
        )

    def seal(self, records: Sequence[Record], by: LoadedKey | None = None) -> bytes:
        """A signature over the end of a chain (default: Ann's)."""
        return cms.sign_digest(digest(records[-1]), by or self.ann, stamper=self.clock, signed_at=NOW).der

    def verified(
        self, package: bytes, *, at: datetime = LATER, trust: Trust | None = None, more: Evidence | None = None
    ) -> Outcome:
        """What the judge says who trusts the authority's root."""
        known = self.authority.trust if trust is None else trust
        return verify(package, OfflineJudge(known, at, more or Evidence()))


@pytest.fixture(scope="module")
def made(authority: Authority, ann: LoadedKey, stamping: LoadedKey) -> Signing:
    return Signing(authority, ann, Clock(stamping))


@pytest.fixture(scope="module")
def package(made: Signing) -> Package:
    return made.package()


@pytest.fixture(scope="module")
def whole(package: Package) -> bytes:
    return packaged(package)


def reasons(outcome: Outcome, part: str = "signed.pdf") -> set[Reason]:
    """What is found of the signatures in a part."""
    return {reason for each in outcome.reports[part].signatures for reason in each.reasons}


def faults(outcome: Outcome) -> set[Fault]:
    return {each.fault for each in outcome.found}


def forged(package: bytes, **changed: bytes | None) -> bytes:
    """A package in which somebody changed files and made the hashes fit."""
    with opened_archive(rewritten(package, **changed)) as archive:
        parts = {name: archive.read(name, 2**26) for name in archive.names if name != SUMS}
    return archived({**parts, SUMS: sums_of({name: hashed(each) for name, each in parts.items()})})


def test_a_stranger_learns_who_signed_what_and_when(made: Signing, whole: bytes) -> None:
    outcome = made.verified(whole)
    assert outcome.found == ()
    assert outcome.verdict is Verdict.VALID
    for report in outcome.reports.values():
        (one,) = report.signatures
        assert one.signer is not None
        assert (one.signer.name, one.time, one.time_proven) == ("Ann Example", NOW, True)
    (stamp,) = outcome.stamps
    assert (stamp.record, stamp.time, stamp.authority, stamp.fault) == (7, NOW, "Test Time", "")


def test_without_its_root_nothing_is_wrong_and_nothing_proven(made: Signing, whole: bytes) -> None:
    outcome = made.verified(whole, trust=Trust((Authority("Other").root.certificate,)))
    assert Reason.ISSUER_UNKNOWN in reasons(outcome)
    assert faults(outcome) == {
        *(Fault.SIGNATURE_UNDECIDED, Fault.SEAL_MISSING),
        *(Fault.TIMESTAMP_UNTRUSTED, Fault.TIMESTAMP_MISSING),
    }
    assert outcome.verdict is Verdict.UNDECIDED


def test_a_root_of_the_same_name_is_an_impostor(made: Signing, whole: bytes) -> None:
    impostor = Authority("Test", kind="RSA")
    outcome = made.verified(whole, trust=impostor.trust)
    assert outcome.verdict is Verdict.INVALID
    assert Reason.ISSUER_IMPOSTOR in reasons(outcome)


def test_a_changed_byte_in_the_signed_range(made: Signing, whole: bytes, package: Package) -> None:
    assert isinstance(package.signed, bytes)
    outcome = made.verified(forged(whole, signed_pdf=tampering.replaced(package.signed, b"EUR 100", b"EUR 900")))
    assert faults(outcome) == {Fault.SIGNED_WRONG, Fault.SIGNATURE_INVALID}
    assert Reason.CONTENT_CHANGED in reasons(outcome)


def test_a_swapped_signature(made: Signing, bob: LoadedKey, whole: bytes, package: Package) -> None:
    assert isinstance(package.signed, bytes)
    other = pades.sign(pdf_of("another"), bob, at=NOW).pdf
    assert other is not None
    swapped = tampering.with_signature(package.signed, tampering.signature_in(other))
    outcome = made.verified(forged(whole, signed_pdf=swapped))
    assert Reason.SIGNATURE_SWAPPED in reasons(outcome)
    assert outcome.verdict is Verdict.INVALID


def test_an_added_page(made: Signing, whole: bytes, package: Package) -> None:
    """The sealed version is still there, and what came after it is not allowed."""
    assert isinstance(package.signed, bytes)
    outcome = made.verified(forged(whole, signed_pdf=tampering.updated(package.signed, tampering.add_page)))
    assert faults(outcome) == {Fault.SIGNATURE_INVALID}
    assert Reason.PAGES_ADDED in reasons(outcome)


def test_evidence_that_was_added_to_the_file_later_is_no_fault(made: Signing, whole: bytes, package: Package) -> None:
    assert isinstance(package.signed, bytes)
    renewed = ltv.add_evidence(package.signed, made.authority.evidence(NOW))
    assert isinstance(renewed, bytes)
    assert made.verified(forged(whole, signed_pdf=renewed)).found == ()


def test_a_certificate_that_was_revoked_before(made: Signing, whole: bytes, ann: LoadedKey) -> None:
    serial = ann.certificate.serial_number
    made.authority.revoked[serial] = NOW - DAY
    try:
        newer = Evidence(lists=(made.authority.revocations(LATER),))
    finally:
        del made.authority.revoked[serial]
    outcome = made.verified(whole, more=newer)
    assert outcome.verdict is Verdict.INVALID
    assert Reason.CERTIFICATE_REVOKED in reasons(outcome)
    assert Reason.CERTIFICATE_REVOKED in reasons(
        outcome, next(each for each in outcome.reports if each != "signed.pdf")
    )


def test_a_time_outside_the_certificates(made: Signing, authority: Authority, clock: Clock) -> None:
    late = authority.person("Late Example", begins=NOW - YEAR, ends=NOW - DAY)
    outcome = made.verified(packaged(Signing(authority, late, clock).package()))
    assert outcome.verdict is Verdict.INVALID
    assert Reason.CERTIFICATE_EXPIRED in reasons(outcome)


def test_a_forged_timestamp(made: Signing, package: Package, stamping: LoadedKey, ann: LoadedKey) -> None:
    head = digest(package.records[-1])
    by_another = token(stamping, head, NOW, signed_by=ann)
    of_another = token(stamping, hashed(b"x").encode()[:32], NOW)
    told = []
    for stamp in (by_another, of_another, b"no token", package.stamps[7][:-1]):
        outcome = made.verified(packaged(replace(package, stamps={7: stamp})))
        assert faults(outcome) == {Fault.TIMESTAMP_WRONG, Fault.TIMESTAMP_MISSING}
        assert outcome.verdict is Verdict.INVALID
        told.append(outcome.stamps[0].fault)
    assert told[0].startswith("The timestamp was not made by the key")
    assert told[1] == "The timestamp belongs to something else."


def test_a_chain_that_was_made_anew_has_no_timestamp(made: Signing, package: Package) -> None:
    records = chain(*((each.act, {**each.details, "by": "Mallory"}) for each in package.records))
    outcome = made.verified(packaged(replace(package, records=records)))
    assert faults(outcome) == {
        *(Fault.TIMESTAMP_WRONG, Fault.TIMESTAMP_MISSING),
        *(Fault.SIGNATURE_INVALID, Fault.SEAL_MISSING),
    }


def test_records_that_somebody_else_made_and_had_timestamped(made: Signing, package: Package, bob: LoadedKey) -> None:
    """Bob has a certificate of the same authority, and its clock stamps for everybody: the seal alone is not his."""
    records = chain(*((each.act, {**each.details, "by": "Mallory"}) for each in package.records))
    forged_whole = replace(package, records=records, stamps={7: made.clock.stamp(digest(records[-1]))})
    for seals, expected in (
        ({7: made.seal(records, bob)}, {Fault.SEAL_FOREIGN}),
        (package.seals, {Fault.SIGNATURE_INVALID, Fault.SEAL_MISSING}),
        ({7: b"no signature"}, {Fault.SIGNATURE_INVALID, Fault.SEAL_MISSING}),
    ):
        outcome = made.verified(packaged(replace(forged_whole, seals=seals)))
        assert faults(outcome) == expected
        assert outcome.verdict is Verdict.INVALID


def test_a_detached_signature_of_another_file(made: Signing, ann: LoadedKey, package: Package) -> None:
    beside = sign_detached(b"another file", ann, at=NOW).der
    assert isinstance(package.signed, bytes)
    records = signing(ORIGINAL, package.signed, beside)
    stamps = {7: made.clock.stamp(digest(records[-1]))}
    changed = replace(package, records=records, signatures=[beside], stamps=stamps, seals={7: made.seal(records)})
    outcome = made.verified(packaged(changed))
    assert faults(outcome) == {Fault.SIGNATURE_INVALID}
    assert Reason.CONTENT_CHANGED in reasons(outcome, f"signatures/{hashed(beside)}.p7s")


@pytest.mark.parametrize("content", [b"no PDF", b"%PDF-1.7\n%%EOF", ORIGINAL])
def test_a_signed_file_that_is_none(made: Signing, package: Package, content: bytes) -> None:
    records = signing(ORIGINAL, content)
    stamps = {6: made.clock.stamp(digest(records[-1]))}
    seals = {6: made.seal(records)}
    bad = Package(ORIGINAL, records, signed=content, stamps=stamps, seals=seals, evidence=package.evidence)
    outcome = made.verified(packaged(bad))
    assert outcome.verdict is not Verdict.VALID
    assert faults(outcome) <= {Fault.SIGNATURE_INVALID, Fault.UNSIGNED, Fault.SEAL_FOREIGN}


def ran(*arguments: str | Path) -> tuple[int, str]:
    """How the command ends and what it prints, without any environment of a server."""
    environment = clean_environment({"INKPOST_DATABASE_URL": "postgresql://nowhere.invalid/none"})
    done = commands.run(["evidence", "verify", *map(str, arguments)], environment)
    return done.returncode, done.stdout + done.stderr


def test_the_command_says_it_without_a_database(made: Signing, whole: bytes, tmp_path: Path) -> None:
    place, root = tmp_path / "evidence.zip", tmp_path / "root.pem"
    place.write_bytes(whole)
    root.write_bytes(pem(made.authority.root.certificate))
    at = ("--at", LATER.isoformat())
    status, said = ran(place, "--root", root, *at, "--json")
    told = json.loads(said)
    assert (status, told["verdict"], told["wrong"]) == (0, "valid", [])
    assert {each["signer"] for each in told["signatures"]} == {"Ann Example"}
    assert told["records"][0]["act"] == "sent"
    status, said = ran(place, *at)
    assert (status, "Ann Example" in said) == (3, True)
    place.write_bytes(forged(whole, original_pdf=b"another"))
    status, said = ran(place, "--root", root, *at)
    assert (status, "original_wrong" in said) == (1, True)
    place.write_bytes(whole[:-1])
    status, said = ran(place, "--root", root, *at, "--json")
    assert (status, json.loads(said)["verdict"]) == (2, "refused")


def openssl(folder: Path, *arguments: str, status: int = 0) -> str:
    """What openssl says in a folder with a package's files."""
    done = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True)
    assert (done.returncode == 0) == (status == 0), done.stdout + done.stderr
    return done.stdout + done.stderr


def _unpacked(folder: Path, package: bytes, parts: Sequence[str] = ()) -> Mapping[str, Path]:
    with opened_archive(package) as archive:
        for name in archive.names:
            (folder / name).parent.mkdir(exist_ok=True)
            archive.extract(name, folder / name)
        return {name: folder / name for name in archive.names}


def test_openssl_alone_checks_the_timestamp_and_the_detached_signature(
    made: Signing, whole: bytes, package: Package, tmp_path: Path
) -> None:
    files = _unpacked(tmp_path, whole)
    (tmp_path / "root.pem").write_bytes(pem(made.authority.root.certificate))
    (tmp_path / "issuers.pem").write_bytes(b"".join(pem(one) for one in made.authority.chain))
    (tmp_path / "last").write_bytes((tmp_path / "chain.jsonl").read_bytes().splitlines()[-1])
    stamp = ("ts", "-verify", "-token_in", "-in", "timestamps/chain-7.tst", "-CAfile", "root.pem")
    stamp += ("-untrusted", "issuers.pem", "-attime", str(int(LATER.timestamp())))
    assert "Verification: OK" in openssl(tmp_path, *stamp, "-data", "last")
    (tmp_path / "last").write_bytes((tmp_path / "chain.jsonl").read_bytes().splitlines()[-2])
    openssl(tmp_path, *stamp, "-data", "last", status=1)
    (name,) = (each for each in files if each.startswith("signatures/"))
    beside = ("cms", "-verify", "-binary", "-inform", "DER", "-in", name, "-CAfile", "root.pem", "-purpose", "any")
    beside += ("-attime", str(int(LATER.timestamp())), "-out", "out")
    assert "successful" in openssl(tmp_path, *beside, "-content", "original.pdf")
    (tmp_path / "other.pdf").write_bytes(ORIGINAL.replace(b"EUR", b"USD"))
    openssl(tmp_path, *beside, "-content", "other.pdf", status=1)


def test_a_hundred_megabytes_are_checked_without_being_read_into_the_memory(made: Signing, tmp_path: Path) -> None:
    large = tmp_path / "large.pdf"
    with large.open("wb") as stream:
        stream.write(ORIGINAL)
        stream.truncate(120 * 2**20)
    with large.open("rb") as stream:
        told = hashlib.file_digest(stream, "sha256").hexdigest()
    first = {"document": "1", "title": "T", "file": told}
    records = chain(("sent", first), ("prepared", {"file": told}), ("refused", {"comment": ""}))
    stamps = {3: made.clock.stamp(digest(records[-1]))}
    place = tmp_path / "evidence.zip"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    evidence = made.authority.evidence()
    package = Package(large, records, stamps=stamps, seals={3: made.seal(records)}, evidence=evidence)
    write_package(place, package, made_at=NOW)
    outcome = verify(place, OfflineJudge(made.authority.trust, LATER))
    assert outcome.found == ()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 60 * 1024  # kilobytes


def test_the_page_that_strangers_check_by_works_as_it_stands(
    made: Signing, whole: bytes, package: Package, tmp_path: Path
) -> None:
    """Its commands hold for a good package, and name what is wrong with a bad one."""
    page = (ROOT / "docs" / "evidence.md").read_text()
    script = re.findall(r"^```bash\n(unzip.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
    script = script.replace("openssl ts -verify", f"openssl ts -verify -attime {int(LATER.timestamp())}")
    script = script.replace("openssl cms -verify", f"openssl cms -verify -attime {int(LATER.timestamp())}")
    (tmp_path / "root.pem").write_bytes(pem(made.authority.root.certificate))
    broken = chain(*((each.act, each.details) for each in package.records))
    broken[2] = replace(broken[2], name="Mallory")
    told = []
    for name, content in (("good", whole), ("bad", forged(whole, chain_jsonl=lines_of(broken)))):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "evidence.zip").write_bytes(content)
        (folder / "root.pem").write_bytes(pem(made.authority.root.certificate))
        done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True)
        told.append(done.stdout + done.stderr)
    good, bad = told
    assert digest(package.records[-1]).hex() in good
    assert "Verification: OK" in good
    assert good.count("CMS Verification successful") == 2  # beside the file, and over the records
    assert good.count("verify OK") == 2  # the two lists of the revoked
    assert "Jun  1 12:00:00 2026 GMT" in good
    assert "broken" not in good
    assert 'broken: {"act":"read"' in bad
    assert "Verification: OK" in bad, "the last record itself was left alone"
