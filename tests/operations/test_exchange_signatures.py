"""Signatures that are posted: what they are made with, what is wrong with them, and what both sides are told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from asn1crypto import cms

from engines.sign.authorities import DAY, YEAR, Authority, pem
from engines.sign.gost import as_gost
from exchange_partners import Partner, answer, deliver_now, document_of, kinds, paper, refused, signature
from inkpost.engines.sign.detached import sign_detached
from inkpost.errors import Reason
from inkpost.model.docflow import Check, EntityKind
from inkpost.model.exchange import MessageView
from inkpost.model.exchange_posting import Signed
from inkpost.model.trust import Purpose, RevocationReason
from inkpost.operations import exchange_reading
from inkpost.operations.exchange_reading import SignatureFacts
from inkpost.store import trust
from worlds import World

NOW = datetime.now(UTC)
"""No time before the shared server's first start: its own authority would have to be made again for it."""
CONTENT = b"To whom it may concern"
TRUSTED, STRANGER = Authority("Trusted"), Authority("Stranger")


@dataclass
class Clock:
    """The time as these tests want it."""

    now: datetime = field(default=NOW)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def partners(world: World, other_world: World, clock: Clock) -> tuple[Partner, Partner]:
    """Two boxes of a server that trusts one authority beside its own."""
    found = []
    for each in (world, other_world):
        partner = Partner(each)
        settings = replace(each.services.settings, exchange_roots=pem(TRUSTED.root.certificate).decode())
        each.services = replace(each.services, settings=settings, clock=clock)
        found.append(partner)
    return found[0], found[1]


def signed(kind: str = "P-256", by: Authority = TRUSTED, over: bytes = CONTENT, **person: Any) -> bytes:
    """A detached signature by somebody of an authority."""
    lasts = {"begins": NOW - YEAR, "ends": NOW + YEAR} | person
    return sign_detached(over, by.person(f"Ann {kind} {by.name} {sorted(person)}", kind=kind, **lasts), at=NOW).der


def attached(der: bytes, content: bytes) -> bytes:
    """The same signature with a content within it."""
    made = cms.ContentInfo.load(der)
    made["content"]["encap_content_info"]["content"] = content
    found: bytes = made.dump(force=True)
    return found


def facts(partner: Partner, message: MessageView, at: int = 1) -> SignatureFacts:
    with partner.work() as work:
        return exchange_reading.signature(work, partner.guid, message.message.guid, message.entities[at].guid)


@pytest.mark.parametrize("kind", ["RSA", "P-256", "P-384"])
def test_what_can_be_checked_is_checked_on_both_sides(partners: tuple[Partner, Partner], kind: str) -> None:
    us, them = partners
    posted = us.post(them, paper(signed=Signed(CONTENT, signed(kind)), wants_signature=True))
    deliver_now(us, them)
    them.add(posted, signature(document_of(posted), signed=Signed(b"", signed(kind))))
    deliver_now(us, them)
    for partner in partners:
        view = partner.see(posted)
        told = view.documents[document_of(view)].held.view
        assert (told["sender_check"], told["response"]) == ("valid", "signed")
        found = facts(partner, view)
        assert found.check is Check.VALID
        assert found.report is not None
        assert [each.trusted for each in found.report.signatures] == [True]


@pytest.mark.parametrize(
    "wrong",
    [
        signed(ends=NOW - DAY),
        signed(begins=NOW + DAY),
        signed(by=STRANGER),
        signed(over=b"another content"),
    ],
    ids=["expired", "not yet valid", "untrusted root", "another content"],
)
def test_what_does_not_hold_keeps_the_message_back(partners: tuple[Partner, Partner], wrong: bytes) -> None:
    us, them = partners
    posted = us.post(them, paper(signed=Signed(CONTENT, wrong), wants_signature=True))
    assert posted.message.sent_at is None
    assert posted.documents[document_of(posted)].held.view["sender_check"] == "invalid"
    assert facts(us, posted).check is Check.INVALID
    deliver_now(us, them)
    with refused(Reason.NOT_FOUND, "no message"):
        them.see(posted)


@pytest.mark.parametrize(
    "junk",
    [b"no signature", b"0\x80", b"0\x82\xff\xff" + b"0" * 64, signed()[:-20], attached(signed(), CONTENT)],
    ids=["a text", "cut", "longer than it is", "cut at its end", "one that has the content in it"],
)
def test_what_is_no_signature_is_not_taken(partners: tuple[Partner, Partner], junk: bytes) -> None:
    us, them = partners
    with refused(Reason.PARAMETER_INVALID, r"signed_content\.signature cannot be taken"):
        us.post(them, paper(signed=Signed(CONTENT, junk)))


def test_a_chain_that_was_seen_a_moment_before_does_not_help_who_is_revoked(
    partners: tuple[Partner, Partner],
) -> None:
    us, them = partners
    both = [us.post(them, paper(CONTENT)) for _ in range(2)]
    with us.work() as work:
        (record,) = trust.tests_of(work.db, work.organization_id, work.user_id)
        given = [exchange_reading.signature(work, us.guid, each.message.guid, each.entities[1].guid) for each in both]
        assert [each.check for each in given] == [Check.VALID, Check.VALID]
    by_hand = [Signed(CONTENT, each.signature) for each in given]
    assert us.post(them, paper(signed=by_hand[0])).message.sent_at is not None
    with us.work() as work:
        trust.revoke(work.db, record.id, RevocationReason.KEY_COMPROMISE, work.now, None)
    refused_now = us.post(them, paper(signed=by_hand[0]), paper(path="b", signed=Signed(CONTENT, signed())))
    assert [each.check for each in refused_now.entities if each.kind is EntityKind.SIGNATURE] == [
        Check.INVALID,
        Check.VALID,
    ], "only he is, whoever else signs beside him"


def test_a_root_that_is_trusted_no_more_is_not_trusted_for_what_was_seen(partners: tuple[Partner, Partner]) -> None:
    us, them = partners
    given = paper(signed=Signed(CONTENT, signed()))
    assert us.post(them, given).message.sent_at is not None
    settings = replace(us.world.services.settings, exchange_roots=pem(STRANGER.root.certificate).decode())
    us.world.services = replace(us.world.services, settings=settings)
    assert us.post(them, given).message.sent_at is None


def test_a_certificate_that_has_ended_since_it_was_seen_signs_no_more(
    partners: tuple[Partner, Partner], clock: Clock
) -> None:
    us, them = partners
    given = paper(signed=Signed(CONTENT, signed(ends=NOW + DAY)))
    assert us.post(them, given).message.sent_at is not None
    clock.now = NOW + 2 * DAY
    assert us.post(them, given).message.sent_at is None


def test_a_revoked_certificate_signs_no_more(partners: tuple[Partner, Partner]) -> None:
    us, them = partners
    first = us.post(them, paper(wants_signature=True))
    with us.work() as work:
        (record,) = trust.tests_of(work.db, work.organization_id, work.user_id)
        assert record.purpose is Purpose.TEST
        with_revoked = exchange_reading.signature(work, us.guid, first.message.guid, first.entities[1].guid).signature
        trust.revoke(work.db, record.id, RevocationReason.KEY_COMPROMISE, work.now, None)
    again = us.post(them, paper(signed=Signed(CONTENT, with_revoked)))
    assert (again.entities[1].check, again.message.sent_at) == (Check.INVALID, None)
    by_a_new_one = us.post(them)
    assert by_a_new_one.entities[1].check is Check.VALID


def test_what_uses_other_means_is_kept_and_not_judged(partners: tuple[Partner, Partner]) -> None:
    us, them = partners
    gost = as_gost(signed())
    posted = us.post(them, paper(signed=Signed(CONTENT, gost), wants_signature=True))
    deliver_now(us, them)
    them.add(posted, signature(document_of(posted), signed=Signed(b"", gost)))
    deliver_now(us, them)
    for partner in partners:
        view = partner.see(posted)
        told = view.documents[document_of(view)].held.view
        assert (told["sender_check"], told["response"]) == ("unverifiable", "signed")
        found = facts(partner, view)
        assert (found.check, found.signature) == (Check.UNVERIFIABLE, gost)


def test_three_invalid_ones_a_day_and_a_fourth_the_next(partners: tuple[Partner, Partner], clock: Clock) -> None:
    us, them = partners
    posted = us.post(them, paper(signed=Signed(CONTENT, signed()), wants_signature=True))
    deliver_now(us, them)
    guid: UUID = document_of(posted)
    bad = Signed(b"", signed(over=b"another content"))
    for hours in (0, 1, 2):
        clock.now = NOW + timedelta(hours=hours)
        them.add(posted, signature(guid, signed=bad))
    with refused(Reason.CONFLICT, "3 invalid signatures were given to .* in 24 hours"):
        them.add(posted, signature(guid, signed=Signed(b"", signed())))
    clock.now = NOW + timedelta(hours=24, minutes=1)
    them.add(posted, signature(guid, signed=Signed(b"", signed())))
    deliver_now(us, them)
    ours = us.see(posted)
    assert ours.documents[guid].held.view["response"] == "signed"
    assert kinds(ours.entities).count(EntityKind.SIGNATURE) == 2


@pytest.mark.parametrize("under", ["a paper of one's own", "a request to revoke"])
def test_what_is_refused_for_its_signature_is_counted_too(
    partners: tuple[Partner, Partner], clock: Clock, under: str
) -> None:
    us, them = partners
    posted = us.post(them, paper(signed=Signed(CONTENT, signed()), wants_receipt=True, wants_signature=True))
    deliver_now(us, them)
    guid = document_of(posted)
    wrong, right = (Signed(b"<xml/>", signed(over=over)) for over in (b"another content", b"<xml/>"))
    given = answer(EntityKind.RECEIPT, guid)
    if under == "a request to revoke":
        asked = us.add(posted, answer(EntityKind.REVOCATION_REQUEST, guid))
        deliver_now(us, them)
        request = next(each for each in asked.entities if each.kind is EntityKind.REVOCATION_REQUEST)
        given = signature(request.guid)
    before = len(them.see(posted).entities)
    for hours in (0, 1, 2):
        clock.now = NOW + timedelta(hours=hours)
        with refused(Reason.PARAMETER_INVALID, "the signature does not hold"):
            them.add(posted, replace(given, signed=wrong))
    with refused(Reason.CONFLICT, "3 invalid signatures were given to .* in 24 hours"):
        them.add(posted, replace(given, signed=right))
    assert len(them.see(posted).entities) == before
    clock.now = NOW + timedelta(hours=24, minutes=1)
    them.add(posted, replace(given, signed=right))
    assert len(them.see(posted).entities) > before
