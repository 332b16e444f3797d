"""Each attack on a signed PDF is seen, and each has a reason of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from asn1crypto import cms

from engines.sign import tampering
from engines.sign.authorities import DAY, NOW, YEAR, Authority, Clock, pdf_of, token
from engines.sign.weak import sha1_signature
from inkpost.engines.sign import ltv, pades
from inkpost.engines.sign.evidence_checks import Evidence
from inkpost.engines.sign.keys import LoadedKey
from inkpost.engines.sign.levels import Level
from inkpost.engines.sign.report import Finding, Kind, Modifications, Reason, Report, Revocation, TimeSource, Verdict
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf

PLAIN = pdf_of("EUR 100", "page two")
QUIET = {Reason.REVOCATION_UNKNOWN, Reason.TIME_UNPROVEN}


@pytest.fixture(scope="module")
def signed(ann: LoadedKey) -> bytes:
    """A PDF with Ann's signature, B-B."""
    return made(PLAIN, ann)


def made(pdf: bytes, signer: LoadedKey, clock: Clock | None = None, field: str | None = None) -> bytes:
    done = pades.sign(pdf, signer, stamper=clock, at=NOW, field=field)
    assert done.pdf is not None
    return done.pdf


def loud(report: Report, number: int = 0) -> set[Reason]:
    """The reasons that say more than what every bare signature lacks."""
    return set(report.signatures[number].reasons) - QUIET


def test_what_is_good_is_valid(authority: Authority, signed: bytes) -> None:
    report = check_pdf(signed, authority.trust, at=NOW + DAY)
    one = report.signatures[0]
    assert report.verdict is Verdict.VALID
    assert (one.intact, one.trusted, one.level, one.modifications) == (True, True, Level.B, Modifications.NONE)
    assert one.signer is not None
    assert (one.signer.name, one.time, one.time_source) == ("Ann Example", NOW, TimeSource.SIGNER)
    assert set(one.reasons) == QUIET


def test_a_changed_byte(authority: Authority, signed: bytes) -> None:
    report = check_pdf(tampering.replaced(signed, b"EUR 100", b"EUR 900"), authority.trust, at=NOW)
    assert loud(report) == {Reason.CONTENT_CHANGED}
    assert report.verdict is Verdict.INVALID
    assert not report.signatures[0].intact


def test_a_signature_from_another_place_of_the_file(authority: Authority, signed: bytes, bob: LoadedKey) -> None:
    twice = made(signed, bob)
    first = tampering.signature_in(twice, 0)
    report = check_pdf(tampering.with_signature(twice, first, 1), authority.trust, at=NOW)
    assert loud(report, 1) == {Reason.SIGNATURE_SWAPPED}
    assert report.verdict is Verdict.INVALID


def test_a_signature_of_somebody_else_from_another_file(authority: Authority, signed: bytes, bob: LoadedKey) -> None:
    other = tampering.signature_in(made(pdf_of("another"), bob))
    report = check_pdf(tampering.with_signature(signed, other), authority.trust, at=NOW)
    assert loud(report) == {Reason.SIGNATURE_SWAPPED}


def test_a_signature_of_the_same_person_from_another_file(
    authority: Authority, ann: LoadedKey, stamping: LoadedKey
) -> None:
    here = made(PLAIN, ann, Clock(stamping))
    there = pades.sign(pdf_of("old"), ann, stamper=Clock(stamping, NOW - 9 * DAY), at=NOW - 9 * DAY)
    assert there.pdf is not None
    swapped = tampering.with_signature(here, tampering.signature_in(there.pdf))
    assert loud(check_pdf(swapped, authority.trust, at=NOW)) == {Reason.SIGNATURE_SWAPPED}


UPDATES = {
    "page added": (tampering.add_page, Reason.PAGES_ADDED),
    "page removed": (tampering.remove_page, Reason.PAGES_REMOVED),
    "content replaced": (tampering.change_text, Reason.CHANGED_AFTERWARDS),
    "covered by a note": (tampering.cover_with_note, Reason.CHANGED_AFTERWARDS),
    "field drawn anew": (tampering.redraw_field, Reason.CHANGED_AFTERWARDS),
}


@pytest.mark.parametrize("name", UPDATES)
def test_an_update_that_changes_what_is_seen(authority: Authority, signed: bytes, name: str) -> None:
    change, reason = UPDATES[name]
    report = check_pdf(tampering.updated(signed, change), authority.trust, at=NOW)
    assert loud(report) == {reason}
    assert report.signatures[0].intact  # what was signed is there, but is not what is seen
    assert report.signatures[0].modifications is Modifications.FORBIDDEN
    assert report.verdict is Verdict.INVALID


@pytest.mark.parametrize("name", UPDATES)
def test_a_later_signature_does_not_heal_it(authority: Authority, signed: bytes, bob: LoadedKey, name: str) -> None:
    change, reason = UPDATES[name]
    report = check_pdf(made(tampering.updated(signed, change), bob), authority.trust, at=NOW)
    assert reason in loud(report, 0)
    assert loud(report, 1) == set()
    assert report.verdict is Verdict.INVALID


def test_a_form_filled_afterwards_is_told(authority: Authority, ann: LoadedKey) -> None:
    signed = made(pdf_of("EUR 100", form=True), ann)
    report = check_pdf(tampering.updated(signed, tampering.change_town), authority.trust, at=NOW)
    assert loud(report) == {Reason.FORM_FILLED}
    assert report.signatures[0].modifications is Modifications.FORM


@pytest.mark.parametrize(
    "change",
    [
        lambda r: [r[0], r[1], r[2], r[3] - 40],
        lambda r: [r[0] + 1, r[1], r[2], r[3]],
        lambda r: [r[0], r[1] - 4, r[2], r[3]],
        lambda r: [r[0], r[1], r[2] + 4, r[3] - 4],
        lambda r: [r[0], r[1], r[2], 999999],
        lambda r: [r[0], r[1]],
    ],
)
def test_a_wrong_range(authority: Authority, signed: bytes, change: Callable[[list[int]], list[int]]) -> None:
    report = check_pdf(tampering.with_range(signed, change), authority.trust, at=NOW)
    assert loud(report) == {Reason.RANGE_WRONG}
    assert report.verdict is Verdict.INVALID


def test_a_revoked_certificate() -> None:
    house = Authority("Revoking")
    who = house.person("Rita")
    house.revoked[who.certificate.serial_number] = NOW - DAY
    report = check_pdf(made(PLAIN, who), house.trust, at=NOW, evidence=house.evidence())
    assert Reason.CERTIFICATE_REVOKED in loud(report)
    assert report.signatures[0].revocation is Revocation.REVOKED
    assert (report.verdict, report.signatures[0].trusted) == (Verdict.INVALID, False)


def test_a_revocation_told_by_a_responder_of_the_issuer() -> None:
    house = Authority("Responding")
    who = house.person("Rob")
    good = Evidence(responses=(house.response(who.certificate, by=house.responder()),))
    signed = made(PLAIN, who)
    lists = Evidence(lists=(house.revocations(by=house.root),))
    fine = check_pdf(signed, house.trust, at=NOW, evidence=good + lists)
    assert fine.signatures[0].revocation is Revocation.GOOD
    house.revoked[who.certificate.serial_number] = NOW - DAY
    told = Evidence(responses=(house.response(who.certificate, by=house.responder()),))
    assert Reason.CERTIFICATE_REVOKED in loud(check_pdf(signed, house.trust, at=NOW, evidence=told))


def test_evidence_of_strangers_says_nothing() -> None:
    house, stranger = Authority("Own"), Authority("Own")
    stranger.issuer = LoadedKey(Authority("Stranger").issuer.key, house.issuer.certificate, ())
    who = house.person("Olga")
    stranger.revoked[who.certificate.serial_number] = NOW - DAY
    forged = Evidence(
        lists=(stranger.revocations(),),
        responses=(stranger.response(who.certificate, by=Authority("Stranger").responder()),),
    )
    report = check_pdf(made(PLAIN, who), house.trust, at=NOW, evidence=forged)
    assert report.signatures[0].revocation is Revocation.UNKNOWN
    assert loud(report) == set()


def test_revoked_after_the_proven_time() -> None:
    house = Authority("Later")
    who = house.person("Lea")
    signed = made(PLAIN, who, Clock(house.stamping()))
    house.revoked[who.certificate.serial_number] = NOW + DAY
    later = NOW + 2 * DAY
    report = check_pdf(signed, house.trust, at=later, evidence=house.evidence(later))
    assert report.signatures[0].revocation is Revocation.REVOKED_LATER
    assert report.verdict is Verdict.VALID
    bare = check_pdf(made(PLAIN, who), house.trust, at=later, evidence=house.evidence(later))
    assert Reason.CERTIFICATE_REVOKED in loud(bare)


def test_outside_the_validity(authority: Authority, stamping: LoadedKey) -> None:
    old = authority.person("Otto", begins=NOW - YEAR, ends=NOW - DAY)
    young = authority.person("Yara", begins=NOW + DAY)
    expired = check_pdf(made(PLAIN, old), authority.trust, at=NOW)
    assert (loud(expired), expired.verdict) == ({Reason.CERTIFICATE_EXPIRED}, Verdict.UNDECIDED)
    proven = check_pdf(made(PLAIN, old, Clock(stamping)), authority.trust, at=NOW)
    assert (loud(proven), proven.verdict) == ({Reason.CERTIFICATE_EXPIRED}, Verdict.INVALID)
    early = check_pdf(made(PLAIN, young), authority.trust, at=NOW)
    assert (loud(early), early.verdict) == ({Reason.CERTIFICATE_NOT_YET_VALID}, Verdict.INVALID)


def test_a_timestamp_keeps_a_signature_beyond_its_certificate(authority: Authority, stamping: LoadedKey) -> None:
    short = authority.person("Sam", ends=NOW + DAY)
    stamped, bare = made(PLAIN, short, Clock(stamping)), made(PLAIN, short)
    assert check_pdf(stamped, authority.trust, at=NOW + YEAR).verdict is Verdict.VALID
    assert check_pdf(bare, authority.trust, at=NOW + YEAR).verdict is Verdict.UNDECIDED


def with_token(pdf: bytes, encoded: bytes | None) -> bytes:
    def change(info: cms.SignerInfo) -> None:
        values = [cms.ContentInfo.load(encoded)] if encoded else []
        stamp = [cms.CMSAttribute({"type": "signature_time_stamp_token", "values": values})] if values else []
        info["unsigned_attrs"] = cms.CMSAttributes(stamp) if stamp else None

    return tampering.changed_signature(pdf, change)


def digest_of_signature(pdf: bytes) -> bytes:
    info = cms.ContentInfo.load(tampering.signature_in(pdf))["content"]["signer_infos"][0]
    return hashlib.sha256(info["signature"].native).digest()


def test_a_forged_timestamp(authority: Authority, ann: LoadedKey, stamping: LoadedKey, clock: Clock) -> None:
    signed = made(PLAIN, ann, clock)
    forged = token(stamping, digest_of_signature(signed), NOW - YEAR, signed_by=ann)
    report = check_pdf(with_token(signed, forged), authority.trust, at=NOW)
    assert loud(report) == {Reason.TIMESTAMP_FORGED}
    assert (report.verdict, report.signatures[0].level) == (Verdict.INVALID, Level.B)


def test_a_timestamp_of_something_else(authority: Authority, ann: LoadedKey, stamping: LoadedKey, clock: Clock) -> None:
    other = token(stamping, bytes(32), NOW - DAY)
    report = check_pdf(with_token(made(PLAIN, ann, clock), other), authority.trust, at=NOW)
    assert loud(report) == {Reason.TIMESTAMP_OF_OTHER}
    assert report.verdict is Verdict.INVALID


def test_a_timestamp_by_nobody_trusted(authority: Authority, ann: LoadedKey) -> None:
    report = check_pdf(made(PLAIN, ann, Clock(Authority("Foreign").stamping())), authority.trust, at=NOW)
    assert loud(report) == {Reason.TIMESTAMP_UNTRUSTED}
    assert report.signatures[0].time_source is TimeSource.SIGNER


def test_a_timestamp_by_a_certificate_for_something_else(authority: Authority, ann: LoadedKey, bob: LoadedKey) -> None:
    report = check_pdf(made(PLAIN, ann, Clock(bob)), authority.trust, at=NOW)
    assert loud(report) == {Reason.TIMESTAMP_UNTRUSTED}


def test_a_timestamp_from_the_future(authority: Authority, ann: LoadedKey, stamping: LoadedKey) -> None:
    report = check_pdf(made(PLAIN, ann, Clock(stamping, NOW + DAY)), authority.trust, at=NOW)
    assert loud(report) == {Reason.TIMESTAMP_UNTRUSTED}


def test_a_stripped_timestamp(authority: Authority, ann: LoadedKey, clock: Clock) -> None:
    stripped = with_token(made(PLAIN, ann, clock), None)
    report = check_pdf(stripped, authority.trust, at=NOW, least=Level.T)
    assert loud(report) == {Reason.LEVEL_LOW}
    assert Reason.TIME_UNPROVEN in report.signatures[0].reasons
    assert report.signatures[0].level is Level.B
    assert report.verdict is Verdict.UNDECIDED


def test_an_unknown_root_and_one_with_the_same_name(signed: bytes) -> None:
    unknown = check_pdf(signed, Authority("Other").trust, at=NOW)
    assert (loud(unknown), unknown.verdict) == ({Reason.ISSUER_UNKNOWN}, Verdict.UNDECIDED)
    twin = Authority("Test", kind="RSA")  # the same names, other keys
    impostor = check_pdf(signed, twin.trust, at=NOW)
    assert (loud(impostor), impostor.verdict) == ({Reason.ISSUER_IMPOSTOR}, Verdict.INVALID)


def test_nobody_is_trusted(signed: bytes) -> None:
    assert loud(check_pdf(signed, Trust(()), at=NOW)) == {Reason.ISSUER_UNKNOWN}


def test_a_sha1_signature(authority: Authority, ann: LoadedKey, signed: bytes) -> None:
    weak = tampering.with_signature(signed, sha1_signature(signed, ann))
    report = check_pdf(weak, authority.trust, at=NOW)
    assert loud(report) == {Reason.ALGORITHM_WEAK}
    assert report.verdict is Verdict.INVALID


def test_a_wrong_key(authority: Authority, signed: bytes, bob: LoadedKey) -> None:
    def change(info: cms.SignerInfo) -> None:
        info["signature"] = bob.sign(b"anything")

    report = check_pdf(tampering.changed_signature(signed, change), authority.trust, at=NOW)
    assert loud(report) == {Reason.SIGNATURE_WRONG}


def test_garbage_for_a_signature(authority: Authority, signed: bytes) -> None:
    report = check_pdf(tampering.with_signature(signed, b"\x30\x03abc"), authority.trust, at=NOW)
    assert loud(report) == {Reason.SIGNATURE_UNREADABLE}
    assert report.verdict is Verdict.INVALID


def test_a_certificate_for_something_else(authority: Authority) -> None:
    unfit = authority.person("Uma", uses=("key_agreement",))
    assert loud(check_pdf(made(PLAIN, unfit), authority.trust, at=NOW)) == {Reason.CERTIFICATE_UNFIT}


def test_a_document_timestamp_that_was_tampered_with(authority: Authority, ann: LoadedKey, clock: Clock) -> None:
    stamped = ltv.add_timestamp(made(PLAIN, ann), clock)
    assert stamped is not None
    good = check_pdf(stamped, authority.trust, at=NOW + timedelta(hours=1))
    assert good.signatures[0].time_source is TimeSource.DOCUMENT_TIMESTAMP
    report = check_pdf(tampering.replaced(stamped, b"EUR 100", b"EUR 900"), authority.trust, at=NOW)
    assert report.signatures[1].kind is Kind.DOCUMENT_TIMESTAMP
    assert loud(report, 1) == {Reason.TIMESTAMP_OF_OTHER}
    assert loud(report, 0) == {Reason.CONTENT_CHANGED}


def test_every_reason_says_what_it_means() -> None:
    for reason in Reason:
        english, russian = (Finding(reason).sentence(language) for language in ("en", "ru"))
        assert english.endswith(".")
        assert russian.endswith(".")
        assert english.isascii()
        assert not russian.isascii()
