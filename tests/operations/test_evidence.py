"""The package of evidence of documents that people signed: whole, judged by a stranger, for those who may have it."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from sqlalchemy import text

from authorities import Authority
from inkpost.cli.common import shown
from inkpost.cli.evidence import told_of
from inkpost.engines.sign.certificates import Naming
from inkpost.engines.sign.detached import sign_detached
from inkpost.engines.sign.evidence_judging import OfflineJudge
from inkpost.engines.sign.evidence_outcome import Fault, Outcome
from inkpost.engines.sign.evidence_verify import verify
from inkpost.engines.sign.keys import TimestampFailed
from inkpost.engines.sign.report import Kind, Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import ProviderKind, Role
from inkpost.model.trust import Purpose
from inkpost.operations import evidence, signing, signing_certificates, signing_members, trust_keys
from inkpost.operations.kit import Services, Work
from inkpost.operations.signing import Proof, Standing
from inkpost.operations.signing_kit import STAMP
from inkpost.store import credentials
from signings import House


def sealed(house: House) -> Standing:
    """A document that two people have signed and that is sealed."""
    boss, worker = house.person("boss"), house.person("worker")
    sent = house.send((boss, Role.ASSIGNEE), (worker, Role.SIGNER))
    house.sign(sent, boss)
    house.sign(sent, worker)
    house.seal(sent)
    assert house.states(sent)[0] == "done"
    return sent


def exported(house: House, sent: Standing, by: int | None = None) -> bytes:
    """The package."""
    target = io.BytesIO()
    house.act(by or house.admin, evidence.export, sent.document.guid, target)
    return target.getvalue()


def judged(house: House, package: bytes) -> Outcome:
    """What a stranger finds who was given the root."""
    with house.services.engine.begin() as db:
        caller = credentials.caller_as_system(db, house.organization_id, house.admin)
        assert caller is not None
        roots = trust_keys.roots(Work(house.services, caller, db))
    return verify(package, OfflineJudge(Trust(roots), house.now + timedelta(minutes=1)))


def tokens(house: House, sent: Standing) -> list[int]:
    """Which records of a document have a timestamp."""
    query = "select number from sign_stamps where document_id = :d order by number"
    with house.services.engine.begin() as db:
        return list(db.execute(text(query), {"d": sent.document.id}).scalars())


def test_the_evidence_of_a_signed_document_convinces_a_stranger(house: House) -> None:
    sent = sealed(house)
    for job in house.jobs(STAMP):
        evidence.stamp(house.services, **job)
    outcome = judged(house, exported(house, sent))
    assert outcome.found == ()
    assert outcome.verdict is Verdict.VALID
    acts = [each.act for each in outcome.records]
    assert acts == house.acts(sent)
    assert (acts[0], acts[-1]) == ("sent", "sealed")
    report = outcome.reports["signed.pdf"]
    (seal,) = (each for each in report.signatures if each.kind is Kind.SIGNATURE)
    assert seal.signer is not None
    assert (seal.signer.name, seal.time_proven) == ("Acme", True)
    (over_records,) = outcome.reports[f"seals/chain-{len(acts)}.p7s"].signatures
    assert over_records.signer == seal.signer
    (stamp,) = outcome.stamps
    assert stamp.record == len(acts)
    assert stamp.time is not None
    assert abs(stamp.time - house.now) < timedelta(minutes=5)


def test_the_end_of_each_chain_is_stamped_once_by_a_job(house: House) -> None:
    sent = sealed(house)
    jobs = [job for job in house.jobs(STAMP) if job["document_id"] == sent.document.id]
    assert len(jobs) == 1
    count = len(house.acts(sent))
    for _ in range(2):  # a job that dies after its work is run again
        evidence.stamp(house.services, **jobs[0])
        assert tokens(house, sent) == [count]
    before = exported(house, sent)
    house.ahead += timedelta(days=2)
    assert judged(house, exported(house, sent)).stamps == judged(house, before).stamps


@pytest.mark.parametrize("how", ["refused", "cancelled"])
def test_what_ended_without_signatures_has_its_evidence_too(house: House, how: str) -> None:
    worker = house.person("worker")
    sent = house.send((house.person("boss"), Role.REVIEWER), (house.admin, Role.ASSIGNEE), (worker, Role.SIGNER))
    if how == "cancelled":
        house.act(house.admin, signing.cancel, sent.document.guid, "a mistake")
    else:
        boss = next(each.user_id for each, _ in sent.members if each.role is Role.REVIEWER)
        uid = house.uid(sent, boss)
        house.act(boss, signing_members.open_, uid)
        house.act(boss, signing_members.refuse, uid, "No.")
    evidence.stamp(house.services, document_id=sent.document.id)
    outcome = judged(house, exported(house, sent))
    assert (outcome.verdict, outcome.found) == (Verdict.VALID, ())
    assert set(outcome.reports) == {f"seals/chain-{len(outcome.records)}.p7s"}
    assert outcome.records[-1].act == how


def test_a_document_that_is_under_way_has_evidence_so_far(house: House) -> None:
    sent = house.send((house.person("boss"), Role.ASSIGNEE), (house.person("worker"), Role.SIGNER))
    house.done(STAMP)
    bare = judged(house, exported(house, sent))
    assert {each.fault for each in bare.found} == {Fault.TIMESTAMP_MISSING, Fault.SEAL_MISSING}
    for job in house.jobs(STAMP):
        evidence.stamp(house.services, **job)
    outcome = judged(house, exported(house, sent))
    assert outcome.found == ()
    assert outcome.stamps[0].record == 2


def test_an_export_asks_nobody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sealed(house)

    def asked(*args: object) -> None:
        raise AssertionError("an authority or a key was asked")

    monkeypatch.setattr(trust_keys, "stamper", asked)
    monkeypatch.setattr(trust_keys, "company_seal", asked)
    assert judged(house, exported(house, sent)).verdict is Verdict.UNDECIDED
    assert tokens(house, sent) == []


def test_without_an_authority_of_the_time_the_package_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def stamp(self, digest: bytes) -> bytes:
            raise TimestampFailed("time.example: no answer")

    sent = sealed(house)
    monkeypatch.setattr(trust_keys, "stamper", lambda services, organization_id=None: Away())
    with pytest.raises(TimestampFailed):
        evidence.stamp(house.services, document_id=sent.document.id)
    outcome = judged(house, exported(house, sent))
    assert {each.fault for each in outcome.found} == {Fault.TIMESTAMP_MISSING, Fault.SEAL_MISSING}
    assert outcome.verdict is Verdict.UNDECIDED
    monkeypatch.undo()
    evidence.stamp(house.services, document_id=sent.document.id)
    assert judged(house, exported(house, sent)).verdict is Verdict.VALID


def test_without_the_key_of_the_seal_the_chain_is_timestamped_and_sealed_later(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(work: Work, company_id: int) -> None:
        raise InkpostError(Reason.UNAVAILABLE, "The device is away", subject="device")

    sent = sealed(house)
    monkeypatch.setattr(trust_keys, "company_seal", away)
    evidence.stamp(house.services, document_id=sent.document.id)
    outcome = judged(house, exported(house, sent))
    assert {each.fault for each in outcome.found} == {Fault.SEAL_MISSING}
    monkeypatch.undo()
    evidence.stamp(house.services, document_id=sent.document.id)
    assert judged(house, exported(house, sent)).verdict is Verdict.VALID
    assert len(tokens(house, sent)) == 1


def test_records_that_were_changed_in_the_database_are_not_exported_as_good(house: House) -> None:
    sent = sealed(house)
    change = "update sign_records set line = convert_to(replace(convert_from(line, 'UTF8'), 'Boss', 'Mallory'), 'UTF8')"
    with house.services.engine.begin() as db:
        db.execute(text(f"{change} where document_id = :d"), {"d": sent.document.id})
    with pytest.raises(InkpostError) as refused:
        exported(house, sent)
    assert (refused.value.reason, refused.value.subject) == (Reason.CONFLICT, "evidence")


def refusal(house: House, by: int, uid: str) -> tuple[Reason, str]:
    """Why somebody gets no package."""
    with pytest.raises(InkpostError) as refused:
        house.act(by, evidence.export, uid, io.BytesIO())
    return refused.value.reason, refused.value.subject


def test_only_who_sees_a_document_gets_its_evidence(house: House, unattended: Services) -> None:
    sent = sealed(house)
    stranger = House(unattended)
    worker = next(each.user_id for each, _ in sent.members if each.role is Role.SIGNER)
    missing = refusal(house, house.admin, "00000000-0000-4000-8000-000000000000")
    assert missing == (Reason.NOT_FOUND, "document")
    assert refusal(stranger, stranger.admin, sent.document.guid) == missing
    assert refusal(house, house.admin, "no guid") == missing
    assert refusal(house, worker, sent.document.guid)[0] in {Reason.FORBIDDEN, Reason.NOT_FOUND}


def test_a_file_that_is_lost_is_named(house: House) -> None:
    sent = sealed(house)
    with house.services.engine.begin() as db:
        query = "select f.sha256 from sign_documents d join files f on f.id = d.sealed_id where d.id = :d"
        digest = bytes(db.execute(text(query), {"d": sent.document.id}).scalar_one())
    house.services.blobs.path(digest).unlink()
    assert refusal(house, house.admin, sent.document.guid) == (Reason.FILE_LOST, "file")


def test_a_package_appears_whole_or_not_at_all(house: House, tmp_path: Path) -> None:
    sent = sealed(house)
    evidence.stamp(house.services, document_id=sent.document.id)
    house.act(house.admin, evidence.export, sent.document.guid, tmp_path / "evidence.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["evidence.zip"]
    assert judged(house, (tmp_path / "evidence.zip").read_bytes()).verdict is Verdict.VALID
    folder: Any = tmp_path / "missing" / "evidence.zip"
    with pytest.raises(FileNotFoundError):
        house.act(house.admin, evidence.export, sent.document.guid, folder)


def test_a_later_timestamp_covers_what_came_later(house: House) -> None:
    """A document that is sent anew gets one more record after its end."""
    sent = house.send((house.person("boss"), Role.ASSIGNEE), (house.person("worker"), Role.SIGNER))
    house.act(house.admin, signing.cancel, sent.document.guid, "")
    evidence.stamp(house.services, document_id=sent.document.id)
    first = tokens(house, sent)
    house.act(house.admin, signing.resend, sent.document.guid)
    evidence.stamp(house.services, document_id=sent.document.id)
    outcome = judged(house, exported(house, sent))
    assert outcome.found == ()
    assert tokens(house, sent) == [*first, first[0] + 1]
    assert [each.record for each in outcome.stamps] == [first[0], first[0] + 1]


@pytest.mark.parametrize("known", ["registered", "named", ""])
def test_of_a_signature_made_elsewhere_the_package_says_how_its_signer_was_known(house: House, known: str) -> None:
    boss, worker = house.person("boss"), house.person("worker")
    key = Authority().issue(Purpose.PERSON, Naming("Boss Test" if known == "named" else "Token 7"))
    sha256 = key.certificate.fingerprint(SHA256()).hex()
    if known == "registered":
        house.act(house.admin, signing_certificates.register, boss, key.certificate.public_bytes(Encoding.DER))
    else:
        house.act(house.admin, signing_certificates.set_rule, house.company, "mark")
    sent = house.send((worker, Role.SIGNER), (boss, Role.ASSIGNEE), kind=ProviderKind.EXTERNAL)
    uid = house.read(sent, boss)
    made = sign_detached(house.act(boss, signing_members.original, uid)[1], key).der
    house.act(boss, signing_members.sign, uid, Proof(signature=made))
    outcome = judged(house, exported(house, sent))
    (brought,) = outcome.brought.values()
    assert (brought.name, brought.recognised) == ("Boss Test", known)
    assert [each.split()[::2] for each in brought.registrations] == (
        [[sha256, str(house.admin)]] if known == "registered" else []
    )
    told = told_of(outcome)["signatures"][0]
    assert (told["brought_by"], told["recognised"]) == ("Boss Test", known or "not recognised")
    assert told["registrations"] == list(brought.registrations)
    assert (Fault.SIGNER_UNRECOGNISED in {each.fault for each in outcome.found}) == (not known)
    assert shown(told_of(outcome), as_json=False).count(known or "not recognised")
