"""The sealing job dies at every step: no document is lost, none is sealed twice, none stays pending."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from inkpost.engines.sign.keys import SigningFailed, TimestampFailed
from inkpost.model.signatures import Role
from inkpost.operations import sealing, signing_jobs, signing_kit, signing_safe, trust_keys
from inkpost.operations.signing import Standing
from inkpost.store import files
from inkpost.store import signatures as stored
from inkpost.store.blobs import Blobs
from signings import House


class Died(BaseException):
    """Stands for the death of the process: nothing in the house catches it."""


@pytest.fixture
def signed(house: House) -> Standing:
    """A document that everyone has signed, and that is not sealed."""
    boss, worker = house.person("boss"), house.person("worker")
    sent = house.send((worker, Role.SIGNER), (boss, Role.ASSIGNEE))
    house.sign(sent, boss)
    house.sign(sent, worker)
    return sent


def dying(fault: BaseException, act: Callable[..., Any] | None = None) -> Callable[..., Any]:
    """Something that dies, before or after it has done its work."""

    def die(*args: Any, **more: Any) -> Any:
        if act is not None:
            act(*args, **more)
        raise fault

    return die


STEPS: dict[str, tuple[Any, str]] = {
    "reading": (signing_jobs, "_read"),
    "looking for the key": (trust_keys, "company_seal"),
    "signing": (sealing, "sign_bounded"),
    "keeping the file": (Blobs, "put"),
    "recording the file": (files, "add"),
    "recording the seal": (stored, "record_sealed"),
    "putting it into the safe": (stored, "file_away"),
    "writing the evidence": (stored, "append"),
    "announcing": (signing_kit, "announce"),
}


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_death_at_a_step_costs_nothing(
    step: str, after: bool, house: House, signed: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, name = STEPS[step]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, dying(Died(), getattr(owner, name) if after else None))
        with pytest.raises(Died):
            house.seal(signed)
    assert house.standing(signed).state.why == "sealing"
    assert house.act(house.admin, signing_safe.page, limit=20, offset=0) == []
    assert "sealed" not in house.acts(signed)
    house.seal(signed)
    house.seal(signed)
    assert house.states(signed)[0] == "done"
    assert house.acts(signed).count("sealed") == 1
    assert house.events().count(("sign.document.changed", "done")) == 1
    rows = house.act(house.admin, signing_safe.page, limit=20, offset=0)
    assert len(rows) == 2
    content = house.act(house.admin, signing_safe.content, rows[0].id)[1]
    assert content.count(b"/ByteRange") == 1


def test_two_sealings_at_once_make_one(house: House, signed: Standing, monkeypatch: pytest.MonkeyPatch) -> None:
    real = sealing.seal

    def meanwhile(*args: Any) -> Any:
        made = real(*args)
        monkeypatch.setattr(sealing, "seal", real)
        house.seal(signed)
        return made

    monkeypatch.setattr(sealing, "seal", meanwhile)
    house.seal(signed)
    assert house.acts(signed).count("sealed") == 1
    assert house.events().count(("sign.document.changed", "done")) == 1


@pytest.mark.parametrize("fault", [SigningFailed("the token is away"), ValueError("odd")], ids=["device", "bug"])
def test_what_fails_is_tried_again_and_said(
    fault: Exception, house: House, signed: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sealing, "sign_bounded", dying(fault))
        for attempt in range(1, 13):
            house.seal(signed)
            found = house.standing(signed)
            assert found.document.sealing_attempts == attempt
            due = found.document.sealing_due_at
            assert due is not None
            house.ahead += due - house.now
            assert signing_jobs.queue_due(house.services) == 1
        said = found.state.comment
        assert "the token is away" in said if isinstance(fault, SigningFailed) else "log" in said
    house.seal(signed)
    assert house.states(signed)[0] == "done"
    assert house.standing(signed).state.comment == ""


def test_a_database_that_goes_away_is_for_the_queue_to_wait_for(
    house: House, signed: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(stored, "record_sealed", dying(OperationalError("", {}, Exception())))
        with pytest.raises(OperationalError):
            house.seal(signed)
    assert house.standing(signed).document.sealing_attempts == 0
    house.seal(signed)
    assert house.states(signed)[0] == "done"


def test_a_timestamp_outage_costs_a_level_and_no_signature(
    house: House, signed: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away:
        def stamp(self, digest: bytes) -> bytes:
            raise TimestampFailed("nobody answers")

    monkeypatch.setattr(trust_keys, "stamper", lambda *args: Away())
    house.seal(signed)
    assert house.standing(signed).document.sealing_level == "B-B"
    with house.services.engine.begin() as db:
        last = stored.records(db, signed.document.id)[-1]
    assert last.details["timestamp_fault"] == "nobody answers"


def test_the_usual_level_has_a_timestamp(house: House, signed: Standing) -> None:
    with house.services.engine.begin() as db:  # other tests' clocks were ahead, and stamps never run backwards
        db.execute(text("delete from stamp_counters"))
    house.seal(signed)
    assert house.standing(signed).document.sealing_level == "B-T"


def test_a_lost_job_is_found_by_the_clock(house: House, signed: Standing) -> None:
    house.done("seal_document")
    assert signing_jobs.queue_due(house.services) == 0
    house.ahead = signing_kit.TAKEN_FOR
    assert signing_jobs.queue_due(house.services) == 1
    assert house.jobs("seal_document") == [{"document_id": signed.document.id}]


def test_a_sender_who_left_keeps_nothing_from_being_sealed(house: House, signed: Standing) -> None:
    house.deactivate(house.admin)
    house.seal(signed)
    with house.services.engine.begin() as db:
        assert db.execute(
            text("select sealed_at from sign_documents where id = :d"), {"d": signed.document.id}
        ).scalar_one()
