"""Every sealed file is checked every night: what does not hold any more is told once, and where its sender looks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from inkpost.engines.sign import bounded_lasting
from inkpost.model.trust import RevocationReason
from inkpost.operations import signing_lists, signing_recheck, signing_upkeep, trust_issuing
from inkpost.operations.kit import Work
from inkpost.operations.signing import Standing
from inkpost.operations.signing_recheck import next_night, recheck
from inkpost.operations.trust_keys import bench_of
from inkpost.store import files, trust
from inkpost.store import signing_upkeep as rows
from operations.test_evidence import sealed
from operations.test_signing_sealing import Died, dying
from operations.upkeep import kept, without_time
from signings import House

DAY = timedelta(days=1)


def blob(house: House, sent: Standing) -> Any:
    """Where the sealed file lies."""
    number = house.standing(sent).document.sealed_id
    assert number is not None
    with house.services.engine.begin() as db:
        file = files.find(db, house.organization_id, number)
    assert file is not None
    return house.services.blobs.path(file.sha256)


def night(house: House) -> dict[str, int]:
    """A night goes by; how many files came out how."""
    house.ahead += DAY
    return {verdict.value: count for verdict, count in recheck(house.services).items() if count}


def listed(house: House) -> list[bool]:
    """Which rows of the sender's list say that the file does not hold."""
    return [each.doubted for each in house.act(house.admin, signing_lists.sent, limit=9, offset=0)]


def test_a_night_is_two_o_clock_of_the_organisation() -> None:
    assert next_night(datetime(2026, 3, 1, 12, tzinfo=UTC), "UTC") == datetime(2026, 3, 2, 2, tzinfo=UTC)
    assert next_night(datetime(2026, 3, 1, 0, 30, tzinfo=UTC), "UTC") == datetime(2026, 3, 1, 2, tzinfo=UTC)
    assert next_night(datetime(2026, 3, 1, 12, tzinfo=UTC), "Asia/Tokyo") == datetime(2026, 3, 1, 17, tzinfo=UTC)


def test_what_holds_is_noted_every_night_and_said_nowhere_else(house: House) -> None:
    sent = sealed(house)
    assert recheck(house.services) == dict.fromkeys(recheck(house.services), 0), "not before the night"
    acts = house.acts(sent)
    for _ in range(2):
        assert night(house) == {"valid": 1}
        row = kept(house, sent)
        assert (row.verdict, row.doubted_at) == ("valid", None)
        assert row.checked_at is not None
        assert row.check_due_at > house.now
    assert night(house) == {"valid": 1}
    assert house.acts(sent) == acts
    assert listed(house) == [False]


def test_a_lost_file_is_told_once_and_until_it_is_back(house: House) -> None:
    sent = sealed(house)
    place = blob(house, sent)
    content = place.read_bytes()
    place.unlink()
    for _ in range(2):
        assert night(house) == {"invalid": 1}
    row = kept(house, sent)
    assert row.reasons == "file_lost"
    assert row.doubted_at is not None
    assert row.checked_at is not None
    assert row.doubted_at < row.checked_at
    assert house.acts(sent).count("doubted") == 1
    assert [kind for kind, _ in house.events("sign.document.doubted")] == ["sign.document.doubted"]
    assert listed(house) == [True]
    assert house.act(house.admin, signing_lists.overview, sent.document.guid).upkeep.reasons == "file_lost"
    house.services.blobs.put(content)
    assert night(house) == {"valid": 1}
    assert kept(house, sent).doubted_at is None
    assert listed(house) == [False]


def lose(house: House, sent: Standing) -> bytes:
    """Take the sealed file away; what it was."""
    content: bytes = blob(house, sent).read_bytes()
    blob(house, sent).unlink()
    return content


@pytest.mark.parametrize(
    ("language", "said"), [("en", "does not hold any more"), ("ru", "больше её не проходит"), ("de", "nightly")]
)
def test_the_sender_gets_one_letter_for_each_finding(house: House, language: str, said: str) -> None:
    with house.services.engine.begin() as db:
        db.execute(text("update organizations set language = :l"), {"l": language})
    sent = sealed(house)
    house.post()
    for _ in range(2):
        content = lose(house, sent)
        night(house)
        (letter,) = house.post()
        assert letter["To"] == f"admin-{house.organization_id}@example.test"
        assert sent.document.title in letter["Subject"]
        words = letter.get_content()  # type: ignore[attr-defined]
        assert said in words
        assert f"{house.services.settings.base_url}/sent/{sent.document.guid}" in words.split()
        night(house)
        assert house.post() == [], "once for a finding"
        house.services.blobs.put(content)
        night(house)
        assert house.post() == []


def test_a_letter_of_a_doubt_that_is_over_is_not_sent(house: House) -> None:
    sent = sealed(house)
    house.post()
    content = lose(house, sent)
    night(house)
    house.services.blobs.put(content)
    night(house)
    assert house.post() == []


def revoke(work: Work, company: int) -> None:
    """End the company's seal."""
    (seal,) = trust.of_company(work.db, work.organization_id, company)
    trust_issuing.revoke(bench_of(work), seal, RevocationReason.KEY_COMPROMISE, None)


def test_a_certificate_that_is_revoked_costs_what_no_timestamp_proves(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    proven = sealed(house)
    with monkeypatch.context() as patched:
        without_time(patched)
        other = House(house.services)
        unproven = sealed(other)
    for each in (house, other):
        each.act(each.admin, revoke, each.company)
    assert night(house) == {"valid": 1, "invalid": 1}
    assert kept(house, proven).verdict == "valid"
    assert "certificate_revoked" in kept(other, unproven).reasons.split()
    assert other.acts(unproven)[-1] == "doubted"


def test_many_files_take_many_runs_and_each_goes_on_where_the_one_before_ended(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = sealed(house)
    second, third = sealed(House(house.services)), sealed(House(house.services))
    noon = house.now.replace(hour=12, minute=0) + 2 * DAY  # no night begins while the test goes on
    house.ahead += noon - house.now
    with house.services.engine.begin() as db:
        for at, each in enumerate((first, second, third)):
            rows.change(db, each.document.id, check_due_at=house.now - timedelta(minutes=3 - at))
    assert sum(recheck(house.services, most=1).values()) == 1
    assert kept(house, first).checked_at is not None
    assert kept(house, second).checked_at is None
    with monkeypatch.context() as patched:
        patched.setattr(signing_recheck, "_record", dying(Died()))
        with pytest.raises(Died):
            recheck(house.services, most=1)
    assert sum(recheck(house.services).values()) == 1, "the one that the run took that died waits for a while"
    assert kept(house, third).checked_at is not None
    house.ahead += signing_recheck.TAKEN_FOR
    assert sum(recheck(house.services).values()) == 1
    assert kept(house, second).checked_at is not None
    assert recheck(house.services, go_on=lambda: False) == dict.fromkeys(recheck(house.services), 0)


def test_a_file_that_ends_its_process_is_undecided_and_costs_the_others_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent, other = sealed(house), sealed(House(house.services))
    real = bounded_lasting.walls.ask
    heavy = blob(house, sent).read_bytes()

    def ask(module: str, question: bytes, **more: Any) -> bytes | None:
        return None if heavy in question else real(module, question, **more)

    monkeypatch.setattr(bounded_lasting.walls, "ask", ask)
    assert night(house) == {"valid": 1, "undecided": 1}
    assert (kept(house, sent).reasons, kept(house, other).verdict) == ("limits", "valid")
    assert kept(house, sent).doubted_at is None, "nothing is known against it"


def test_an_extension_meanwhile_is_not_overwritten(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sealed(house)
    real = signing_recheck.looked_at

    def meanwhile(question: Any) -> Any:
        signing_upkeep.extend(house.services, document_id=sent.document.id)
        return real(question)

    monkeypatch.setattr(signing_recheck, "looked_at", meanwhile)
    night(house)
    assert kept(house, sent).checked_at is None
    assert house.standing(sent).document.sealing_level == "B-LTA"
