"""The evidence package by its parts: what is written is found whole, and whatever is changed is found."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.sign.evidence_packages import (
    MADE,
    ORIGINAL,
    SIGNATURE,
    SIGNED,
    Content,
    chain,
    hashed,
    packaged,
    parts_of,
    rewritten,
    signing,
    simple,
)
from inkpost.engines.sign.evidence import SUMS, Package, lines_of, manifest_of, sums_of, write_package
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.evidence_outcome import Fault, Outcome, Stamp
from inkpost.engines.sign.evidence_report import report_of
from inkpost.engines.sign.evidence_verify import verify
from inkpost.engines.sign.evidence_versions import versions_of
from inkpost.engines.sign.evidence_zip import PackageFault, PackageRefused, archived
from inkpost.engines.sign.report import Verdict
from inkpost.model.evidence import digest

WHOLE = packaged(simple())
PARTS = parts_of(WHOLE)
PLACES = [(name, place) for name, content in PARTS.items() for place in range(len(content))]


def faults(package: bytes) -> set[Fault]:
    """What is wrong with it."""
    return {each.fault for each in verify(package, Content()).found}


def resummed(**changed: bytes | None) -> bytes:
    """A package whose forger made the hashes fit again."""
    parts = {name: each for name, each in parts_of(rewritten(WHOLE, **changed)).items() if name != SUMS}
    return archived({**parts, SUMS: sums_of({name: hashed(each) for name, each in parts.items()})})


def test_a_package_holds(tmp_path: Path) -> None:
    outcome: Outcome = verify(WHOLE, Content())
    assert outcome.found == ()
    assert outcome.verdict is Verdict.VALID
    assert [each.act for each in outcome.records] == [
        "sent",
        "prepared",
        "opened",
        "read",
        "signed",
        "signed",
        "sealed",
    ]
    assert set(outcome.reports) == {"signed.pdf", f"signatures/{hashed(SIGNATURE)}.p7s", "seals/chain-7.p7s"}
    place = tmp_path / "evidence.zip"
    write_package(place, simple(), made_at=MADE.astimezone(UTC))
    assert place.read_bytes() == WHOLE, "the same content makes the same package"
    assert [each.name for each in tmp_path.iterdir()] == ["evidence.zip"]
    assert verify(place, Content()) == outcome


def test_a_package_is_an_ordinary_zip_that_sha256sum_checks(tmp_path: Path) -> None:
    place = tmp_path / "evidence.zip"
    place.write_bytes(WHOLE)
    with zipfile.ZipFile(place) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(tmp_path)
    done = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count(": OK") == len(PARTS) - 1
    lines = (tmp_path / "chain.jsonl").read_bytes().splitlines()
    for line, following in pairwise(lines):
        assert f'"previous":"{hashlib.sha256(line).hexdigest()}"'.encode() in following


@given(st.sampled_from(PLACES), st.integers(1, 255))
def test_any_changed_byte_in_any_part_is_found(place: tuple[str, int], change: int) -> None:
    name, at = place
    content = bytearray(PARTS[name])
    content[at] ^= change
    changed = archived({**PARTS, name: bytes(content)})
    try:
        outcome = verify(changed, Content())
    except PackageRefused:
        return
    assert outcome.verdict is Verdict.INVALID
    assert Fault.HASH_WRONG in {each.fault for each in outcome.found}
    assert name in {each.part for each in outcome.found} or name == SUMS


@given(st.sampled_from(PLACES), st.integers(1, 255))
def test_nothing_that_the_records_bind_can_be_changed_with_its_hash(place: tuple[str, int], change: int) -> None:
    """Whoever changes a file can make SHA256SUMS fit: then the chain, or what hangs on it, does not."""
    name, at = place
    content = bytearray(PARTS[name])
    content[at] ^= change
    parts = {each: PARTS[each] for each in PARTS if each != SUMS} | ({name: bytes(content)} if name != SUMS else {})
    forged = archived({**parts, SUMS: sums_of({each: hashed(part) for each, part in parts.items()})})
    try:
        outcome = verify(forged, Content())
    except PackageRefused:
        return
    judged_elsewhere = ("revocation/", "timestamps/", "seals/", SUMS)  # by their own signatures
    if not name.startswith(judged_elsewhere) and b"made_at" not in PARTS[name]:
        assert outcome.verdict is Verdict.INVALID, name


@pytest.mark.parametrize("length", [0, 1, 100, len(WHOLE) - 1])
def test_a_package_that_was_cut_is_refused(length: int) -> None:
    with pytest.raises(PackageRefused):
        verify(WHOLE[:length], Content())


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_refused_found_or_without_meaning(at: int, change: int) -> None:
    content = bytearray(WHOLE)
    content[at] ^= change
    try:
        outcome = verify(bytes(content), Content())
    except PackageRefused:
        return
    assert outcome.verdict is Verdict.INVALID or outcome == verify(WHOLE, Content())


@pytest.mark.parametrize("name", ["manifest_json", "chain_jsonl", "report_txt", "original_pdf", "SHA256SUMS"])
def test_a_missing_part_is_named(name: str) -> None:
    with pytest.raises(PackageRefused) as refused:
        verify(rewritten(WHOLE, **{name: None}), Content())
    assert refused.value.code is PackageFault.PART_MISSING
    assert name.replace("_", ".") in refused.value.message


def test_a_signed_file_or_a_signature_that_the_records_name_may_not_be_missing() -> None:
    assert faults(resummed(signed_pdf=None)) == {Fault.SIGNED_MISSING}
    assert faults(resummed(**{f"signatures__{hashed(SIGNATURE)}_p7s": None})) == {Fault.SIGNATURE_MISSING}


def test_a_document_that_was_refused_has_no_signed_file() -> None:
    first = {"document": "5f3a", "title": "T", "file": hashed(ORIGINAL)}
    records = chain(("sent", first), ("prepared", {"file": hashed(ORIGINAL)}), ("refused", {"comment": "No"}))
    ended = Package(ORIGINAL, records, stamps={3: b"t"}, seals={3: b"s"})
    assert verify(packaged(ended), Content()).found == ()


def test_other_files_in_the_place_of_the_real_ones_are_found() -> None:
    assert faults(resummed(original_pdf=b"%PDF another")) == {Fault.ORIGINAL_WRONG}
    assert faults(resummed(signed_pdf=SIGNED[:-3])) == {Fault.SIGNED_WRONG}
    assert faults(resummed(signed_pdf=ORIGINAL)) == {Fault.SIGNED_WRONG}
    assert faults(resummed(signatures__other_p7s=b"other")) == {Fault.SIGNATURE_UNKNOWN}
    assert faults(resummed(report_txt=b"Nobody signed.")) == {Fault.REPORT_WRONG}


@pytest.mark.parametrize("number", range(7))
def test_a_forged_chain_is_found_at_the_record_after(number: int) -> None:
    records = signing(ORIGINAL, SIGNED, SIGNATURE)
    records[number] = replace(records[number], name="Mallory")
    forged = resummed(chain_jsonl=lines_of(records))
    found = verify(forged, Content()).found
    if number < 6:
        assert (found[0].fault, found[0].part) == (Fault.CHAIN_BROKEN, "chain.jsonl")
        assert f"Record {number + 2} does not hold" in found[0].told
    else:
        assert {each.fault for each in found} == {Fault.REPORT_WRONG, Fault.MANIFEST_WRONG}


def test_a_chain_that_was_made_anew_with_everything_needs_another_timestamp() -> None:
    """Whoever makes a whole new chain, report and manifest has still no timestamp over its hash."""
    asked: list[bytes] = []

    class Noting(Content):
        def stamp(self, token: bytes, hashed: bytes, record: int, evidence: Evidence, at: datetime | None) -> Stamp:
            asked.append(hashed)
            return super().stamp(token, hashed, record, evidence, at)

    real = signing(ORIGINAL, SIGNED, SIGNATURE)
    forged = chain(*((each.act, {**each.details, "agent": "forged"}) for each in real))
    verify(WHOLE, Noting())
    assert verify(packaged(simple(records=forged)), Noting()).found == ()
    assert asked == [digest(real[-1]), digest(forged[-1])]


def test_a_timestamp_has_to_cover_the_last_record() -> None:
    for stamps, expected in (({}, {Fault.TIMESTAMP_MISSING}), ({3: b"t"}, {Fault.TIMESTAMP_MISSING})):
        outcome = verify(packaged(simple(stamps=stamps)), Content())
        assert {each.fault for each in outcome.found} == expected
        assert outcome.verdict is Verdict.UNDECIDED
    assert faults(packaged(simple(stamps={99: b"t"}))) == {Fault.TIMESTAMP_WRONG, Fault.TIMESTAMP_MISSING}
    assert faults(packaged(simple(stamps={3: b"t", 7: b"t"}))) == set()


def test_a_seal_has_to_cover_the_last_record_too() -> None:
    for seals in ({}, {3: b"s"}):
        assert faults(packaged(simple(seals=seals))) == {Fault.SEAL_MISSING}
    assert faults(packaged(simple(seals={99: b"s"}))) == {Fault.SEAL_WRONG, Fault.SEAL_MISSING}
    assert faults(packaged(simple(seals={3: b"s", 7: b"s"}))) == set()


def test_a_manifest_of_another_chain_is_found() -> None:
    other = manifest_of(signing()[:3], MADE)
    assert faults(resummed(manifest_json=other)) == {Fault.MANIFEST_WRONG}


@pytest.mark.parametrize(
    ("manifest", "code"),
    [
        (b"", PackageFault.PART_WRONG),
        (b"[]", PackageFault.PART_WRONG),
        (b'{"format":"other"}', PackageFault.PART_WRONG),
        (b"[" * 100_000, PackageFault.PART_WRONG),
        (b'{"format":"inkpost-evidence","version":2}', PackageFault.VERSION_UNKNOWN),
        (b'{"format":"inkpost-evidence"}', PackageFault.VERSION_UNKNOWN),
    ],
)
def test_a_manifest_that_is_none_is_refused(manifest: bytes, code: PackageFault) -> None:
    with pytest.raises(PackageRefused) as refused:
        verify(resummed(manifest_json=manifest), Content())
    assert refused.value.code is code


@pytest.mark.parametrize("lines", [b"{}\n", b"x", PARTS["chain.jsonl"][:-1], PARTS["chain.jsonl"] + b"\n", b"\xff\n"])
def test_a_chain_that_cannot_be_read_is_refused_by_line(lines: bytes) -> None:
    with pytest.raises(PackageRefused, match=r"chain\.jsonl") as refused:
        verify(resummed(chain_jsonl=lines), Content())
    assert refused.value.code is PackageFault.PART_WRONG


def test_an_empty_chain_is_none() -> None:
    assert Fault.CHAIN_BROKEN in faults(resummed(chain_jsonl=b""))
    for records in ([], signing()[1:]):
        with pytest.raises(PackageRefused, match="chain of records"):
            packaged(Package(ORIGINAL, records))


def test_a_report_says_what_the_records_say_and_nothing_that_turns_the_writing() -> None:
    records = chain(("sent", {"title": "A\n2. forged line\u202e", "document": "1"}))
    text = report_of(records)
    assert "A·2. forged line·" in text
    assert "Анна (user 1): sent the document to be signed" in text
    assert digest(records[-1]).hex() in text


@given(st.lists(st.binary(max_size=30), min_size=1, max_size=5), st.sampled_from([b"", b"\n", b"\r\n", b"\r"]))
def test_every_earlier_version_of_a_file_is_known(updates: list[bytes], ending: bytes) -> None:
    versions = [
        b"".join(each + b"%%EOF" + ending for each in updates[:number]) for number in range(1, len(updates) + 1)
    ]
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "file.pdf"
        place.write_bytes(versions[-1])
        assert {hashed(each) for each in versions} <= versions_of(place)


def test_an_end_that_two_pieces_share_is_an_end(tmp_path: Path) -> None:
    place = tmp_path / "file.pdf"
    for over in range(9):
        first = b"x" * (2**20 - over) + b"%%EOF\r\n"
        place.write_bytes(first + b"more%%EOF")
        assert {hashed(first), hashed(first[:-2]), hashed(place.read_bytes())} <= versions_of(place)
