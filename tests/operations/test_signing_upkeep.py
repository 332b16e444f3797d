"""Sealed files get evidence and timestamps, again before these decay; the job may die at every step."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from bombs import bomb_pdf, grown
from inkpost.engines.sign import files as parser
from inkpost.engines.sign import ltv
from inkpost.engines.sign.bounded_extending import Extending, extending
from inkpost.model.signatures import ProviderKind, Role
from inkpost.operations import (
    evidence,
    signing_kit,
    signing_members,
    signing_safe,
    signing_trust,
    signing_upkeep,
    trust_upkeep,
)
from inkpost.operations.signing import Standing
from inkpost.store import files
from inkpost.store import signatures as stored
from inkpost.store import signing_upkeep as rows
from inkpost.store.blobs import Blobs
from operations.test_evidence import judged, sealed
from operations.test_signing_sealing import Died, dying
from operations.upkeep import content, due, kept, without_time, worth
from signings import House

HOUR = timedelta(hours=1)


def test_from_t_to_lta_by_the_clock_and_everybody_gets_the_newest_file(house: House) -> None:
    sent = sealed(house)
    first = content(house, sent)
    assert house.standing(sent).document.sealing_level == "B-T"
    assert signing_upkeep.keep_up(house.services) == 0, "not before its time"
    due(house, sent)
    assert signing_upkeep.keep_up(house.services) == 1
    longer = content(house, sent)
    assert longer.startswith(first)
    assert len(longer) > len(first)
    found = worth(house, longer, timedelta(days=400))
    assert (found.verdict, found.level) == ("valid", "B-LTA")
    assert house.standing(sent).document.sealing_level == "B-LTA"
    assert house.acts(sent)[-2:] == ["sealed", "renewed"]
    (listed, *_) = house.act(house.admin, signing_safe.page, limit=5, offset=0)
    assert house.act(house.admin, signing_safe.content, listed.id)[1] == longer
    (worker,) = (each for each, _ in sent.members if each.role is Role.SIGNER)
    assert house.act(worker.user_id, signing_members.content, worker.guid)[1] == longer
    row = kept(house, sent)
    assert (row.fault, row.ends_at) == ("", ltv.decays_at(longer))
    assert row.due_at is not None
    assert row.ends_at is not None
    assert row.due_at == row.ends_at - timedelta(days=90)
    signing_upkeep.extend(house.services, document_id=sent.document.id)
    assert content(house, sent) == longer, "what is done is not done again"


def years_pass(house: House, sent: Standing) -> None:
    """Until the file is due, with what the authority does meanwhile."""
    at = kept(house, sent).due_at
    assert at is not None
    while house.now < at:
        house.ahead += min(timedelta(days=50), at - house.now + timedelta(seconds=1))
        trust_upkeep.keep_up(house.services)


def test_a_stranger_is_convinced_by_the_package_after_every_renewal(house: House) -> None:
    sent = sealed(house)
    for count in (1, 2, 3):
        years_pass(house, sent)
        before = content(house, sent)
        assert signing_upkeep.keep_up(house.services) >= 1
        assert content(house, sent).startswith(before)
        assert house.acts(sent).count("renewed") == count
        evidence.stamp(house.services, document_id=sent.document.id)
    target = io.BytesIO()
    house.act(house.admin, evidence.export, sent.document.guid, target)
    outcome = judged(house, target.getvalue())
    assert (outcome.verdict, outcome.found) == ("valid", ())
    with house.services.engine.begin() as db:
        found = rows.versions(db, sent.document.id)
        named = [each for each in stored.records(db, sent.document.id) if each.act in {"sealed", "renewed"}]
    newest = content(house, sent)
    assert [each.level for each in found] == ["B-T", "B-LTA", "B-LTA", "B-LTA"]
    assert [each.details["file"] for each in named] == [each.sha256.hex() for each in found]
    assert [hashlib.sha256(newest[: each.size]).digest() for each in found] == [each.sha256 for each in found]
    years = worth(house, newest, timedelta(days=500))
    assert (years.verdict, years.level) == ("valid", "B-LTA")


STEPS: dict[str, tuple[Any, str]] = {
    "reading": (Blobs, "get"),
    "looking at it": (Extending, "begin"),
    "looking for what is lacking": (Extending, "lacking"),
    "gathering evidence": (signing_trust, "gathered"),
    "adding evidence": (Extending, "add_evidence"),
    "adding the timestamp": (Extending, "add_timestamp"),
    "judging it": (Extending, "judge"),
    "keeping the file": (Blobs, "put"),
    "recording the file": (files, "add"),
    "noting the version": (rows, "add_version"),
    "writing the evidence": (stored, "append"),
    "announcing": (signing_kit, "announce"),
    "noting when it is due": (rows, "change"),
}


DEATHS = [*((step, False) for step in STEPS), ("keeping the file", True), ("noting when it is due", True)]
"""After a step is before the next one, but for the last ones."""


@pytest.mark.parametrize(("step", "after"), DEATHS)
def test_death_at_a_step_costs_nothing(step: str, after: bool, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sealed(house)
    with house.services.engine.begin() as db:
        db.execute(text("update sign_upkeep set due_at = null"))
        rows.change(db, sent.document.id, due_at=house.now)
    before, acts = content(house, sent), house.acts(sent)
    owner, name = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, dying(Died(), getattr(owner, name) if after else None))
        with pytest.raises(Died):
            signing_upkeep.keep_up(house.services)
    assert content(house, sent) == before
    assert house.acts(sent) == acts
    assert signing_upkeep.keep_up(house.services) == 0, "it belongs to the run that died, for a while"
    due(house, sent)
    assert signing_upkeep.keep_up(house.services) == 1
    assert content(house, sent).startswith(before)
    assert house.acts(sent) == [*acts, "renewed"]
    found = worth(house, content(house, sent))
    assert (found.verdict, found.level) == ("valid", "B-LTA")


def test_two_at_once_extend_it_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sealed(house)
    real = Extending.add_timestamp

    def meanwhile(*args: Any) -> Any:
        monkeypatch.setattr(Extending, "add_timestamp", real)
        signing_upkeep.extend(house.services, document_id=sent.document.id)
        return real(*args)

    monkeypatch.setattr(Extending, "add_timestamp", meanwhile)
    signing_upkeep.extend(house.services, document_id=sent.document.id)
    assert house.acts(sent).count("renewed") == 1


def test_an_outage_costs_a_level_and_the_next_attempt_gets_it(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        without_time(patched)
        sent = sealed(house)
        assert house.standing(sent).document.sealing_level == "B-B"
        due(house, sent)
        signing_upkeep.keep_up(house.services)
        row = kept(house, sent)
        assert (row.attempts, row.fault) == (1, "no timestamp: time.example: no answer")
        assert house.acts(sent).count("renewed") == 0
    due(house, sent)
    signing_upkeep.keep_up(house.services)
    assert house.standing(sent).document.sealing_level == "B-LTA"
    assert (kept(house, sent).attempts, kept(house, sent).fault) == (0, "")
    assert worth(house, content(house, sent), timedelta(days=1000)).verdict == "valid"


def test_evidence_is_kept_when_the_timestamp_over_it_has_to_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sealed(house)
    with monkeypatch.context() as patched:
        without_time(patched)
        due(house, sent)
        signing_upkeep.keep_up(house.services)
    assert house.standing(sent).document.sealing_level == "B-LT"
    due(house, sent)
    signing_upkeep.keep_up(house.services)
    assert house.standing(sent).document.sealing_level == "B-LTA"


def test_what_was_never_stamped_in_time_claims_no_level(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        without_time(patched)
        sent = sealed(house)
    house.ahead += timedelta(days=3 * 365)  # the seal has ended
    signing_upkeep.keep_up(house.services)
    assert house.standing(sent).document.sealing_level == "B-B"
    row = kept(house, sent)
    assert row.due_at is None
    assert "had ended before" in row.fault
    assert house.acts(sent).count("renewed") == 0


def test_a_file_that_was_changed_is_not_extended(house: House) -> None:
    sent = sealed(house)
    good = content(house, sent)
    bad = good.replace(b"/MediaBox", b"/MediaFox", 1)
    assert bad != good
    swapped(house, sent, bad)
    due(house, sent)
    signing_upkeep.keep_up(house.services)
    assert content(house, sent) == bad
    assert "the file does not hold: content_changed" in kept(house, sent).fault


def swapped(house: House, sent: Standing, content: bytes) -> None:
    """Put another file into the place of the sealed one."""
    number = house.act(house.admin, lambda work: work.keep(content, name="x.pdf", media_type="application/pdf").id)
    with house.services.engine.begin() as db:
        stored.change(db, sent.document.id, sealed_id=number)


def test_a_file_that_bursts_or_is_broken_costs_its_own_upkeep_only(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    homes = (house, House(house.services), House(house.services))
    heavy, broken, good = map(sealed, homes)
    swapped(homes[0], heavy, bomb_pdf(3 << 30))
    swapped(homes[1], broken, b"%PDF-1.7 nothing")
    due(house, good)
    monkeypatch.setattr(parser, "PdfFileReader", lambda *args, **more: pytest.fail("read in the worker's process"))
    assert grown(lambda: signing_upkeep.keep_up(house.services)) < 256 << 20
    monkeypatch.undo()
    assert {kept(house, each).fault for each in (heavy, broken)} == {"the file does not hold: unreadable"}
    assert (kept(house, heavy).attempts, kept(house, broken).attempts) == (1, 1)
    assert None not in {kept(house, each).due_at for each in (heavy, broken)}, "they are tried again"
    levels = [
        home.standing(each).document.sealing_level for home, each in zip(homes, (heavy, broken, good), strict=True)
    ]
    assert levels == ["B-T", "B-T", "B-LTA"]


def test_a_file_whose_process_ends_is_told_and_tried_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = sealed(house)
    due(house, sent)
    with monkeypatch.context() as patched:
        patched.setattr(signing_upkeep, "extending", partial(extending, time_limit_s=0.01))
        assert signing_upkeep.keep_up(house.services) == 1
    assert kept(house, sent).fault.startswith("To read the PDF takes more memory or more time")
    due(house, sent)
    assert signing_upkeep.keep_up(house.services) == 1
    assert (house.standing(sent).document.sealing_level, kept(house, sent).fault) == ("B-LTA", "")


def test_an_algorithm_that_ends_renews_earlier(house: House) -> None:
    sent = sealed(house)
    end = (house.now + timedelta(days=200)).replace(microsecond=0)
    ending = replace(house.services, settings=replace(house.services.settings, algorithm_ends={"ec-256": end}))
    signing_upkeep.extend(ending, document_id=sent.document.id)
    row = kept(house, sent)
    assert (row.ends_at, row.due_at) == (end, end - timedelta(days=90))


def test_everybody_s_own_signatures_are_kept_up_too(house: House) -> None:
    from inkpost.operations import trust
    from inkpost.operations.signing import Proof

    boss, worker = house.person("boss"), house.person("worker")
    for each in (boss, worker):
        house.act(each, trust.make_own, "pin-417")
    sent = house.send((worker, Role.SIGNER), (boss, Role.ASSIGNEE), kind=ProviderKind.CERTIFICATE)
    for each in (boss, worker):
        house.act(each, signing_members.sign, house.read(sent, each), Proof(pin="pin-417"))
    house.seal(sent)
    due(house, sent)
    signing_upkeep.keep_up(house.services)
    found = worth(house, content(house, sent), timedelta(days=800))
    assert (found.verdict, found.level, found.proven) == ("valid", "B-LTA", True)
