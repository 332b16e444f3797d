"""Who is silent is reminded by itself, and who wants to know something asks the sender."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import MOST_QUESTIONS, MOST_REMINDERS, Role
from inkpost.operations import signing, signing_jobs, signing_lists, signing_members
from inkpost.operations.signing import Standing
from inkpost.store import people
from inkpost.store import signatures as stored
from signings import House

ASSIGNEE, SIGNER = Role.ASSIGNEE, Role.SIGNER
PAUSE = timedelta(days=3, minutes=1)


@pytest.fixture
def boss(house: House) -> int:
    return house.person("boss")


@pytest.fixture
def worker(house: House) -> int:
    return house.person("worker")


@pytest.fixture
def sent(house: House, boss: int, worker: int) -> Standing:
    """A document that waits for the representative, who was written to."""
    made = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.post()
    return made


def reminded(house: House) -> list[str]:
    """To whom a reminder went, by the clock alone."""
    signing_jobs.remind_due(house.services)
    letters = house.post()
    assert all(each["Subject"].startswith("Reminder") for each in letters)
    return [each["To"].partition("-")[0] for each in letters]


def test_who_is_silent_is_reminded_by_the_clock(house: House, sent: Standing, boss: int, worker: int) -> None:
    assert reminded(house) == []
    house.ahead += PAUSE
    assert reminded(house) == ["boss"]
    assert reminded(house) == [], "not at once again"
    with house.services.engine.begin() as db:
        newest = stored.records(db, sent.document.id)[-1]
    assert (newest.act, newest.user_id) == ("reminded", None), "by the server itself"
    house.ahead += PAUSE
    house.sign(sent, boss)
    house.post()
    assert reminded(house) == [], "who has signed is left in peace, and who is asked since then has time"
    house.ahead += PAUSE
    assert reminded(house) == ["worker"]


def test_reminders_by_the_clock_end(house: House, sent: Standing) -> None:
    for _ in range(MOST_REMINDERS):
        house.ahead += PAUSE
        assert reminded(house) == ["boss"]
    house.ahead += PAUSE
    assert reminded(house) == []


def test_nobody_is_reminded_of_what_has_ended_or_where_it_is_switched_off(
    house: House, sent: Standing, boss: int, worker: int
) -> None:
    house.act(house.admin, signing.cancel, sent.document.guid)
    refused = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.act(boss, signing_members.refuse, house.read(refused, boss))
    house.post()
    house.ahead += PAUSE
    assert reminded(house) == []
    house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.post()
    house.ahead += PAUSE
    services = house.services
    house.services = replace(services, settings=replace(services.settings, remind_after=0))
    assert reminded(house) == []
    house.services = services
    assert reminded(house) == ["boss"]


def refusal(house: House, user: int, uid: str, question: str) -> InkpostError:
    """Why a question is not taken."""
    with pytest.raises(InkpostError) as raised:
        house.act(user, signing_members.ask, uid, question)
    return raised.value


def test_a_question_goes_to_the_sender_and_into_the_evidence(house: House, sent: Standing, boss: int) -> None:
    uid = house.read(sent, boss)
    house.act(boss, signing_members.ask, uid, "Which date?\nBcc: x@example.test")
    (letter,) = house.post()
    assert (letter["To"], letter["Bcc"]) == (f"admin-{house.organization_id}@example.test", None)
    assert letter["Subject"] == "contract: a question"
    said = letter.get_content()  # type: ignore[attr-defined]
    for words in ("Which date?", "Boss Test asks you", f"boss-{house.organization_id}@example.test"):
        assert words in said
    assert f"{house.services.settings.base_url}/sent/{sent.document.guid}" in said.split()
    assert house.acts(sent)[-1] == "asked"
    overview = house.act(house.admin, signing_lists.overview, sent.document.guid)
    assert [each.details["comment"] for each in overview.questions[uid]] == ["Which date?\nBcc: x@example.test"]
    assert len(house.act(boss, signing_lists.desk, uid).asked) == 1
    assert house.states(sent)[0] == "in_progress", "the document goes on"


def test_the_sender_is_asked_in_the_language_of_the_organisation(house: House, sent: Standing, boss: int) -> None:
    with house.services.engine.begin() as db:
        people.set_organization(db, house.organization_id, language="ru")
    house.act(boss, signing_members.ask, house.read(sent, boss), "Какая дата?")
    (letter,) = house.post()
    assert letter["Subject"] == "contract: вопрос"
    assert "Boss Test спрашивает вас" in letter.get_content()  # type: ignore[attr-defined]


def test_questions_are_few_and_of_those_who_are_asked(house: House, sent: Standing, boss: int, worker: int) -> None:
    uid, waiting = house.read(sent, boss), house.uid(sent, worker)
    for _ in range(MOST_QUESTIONS):
        house.act(boss, signing_members.ask, uid, "And?")
    assert refusal(house, boss, uid, "And?").reason is Reason.LIMIT_REACHED
    assert refusal(house, boss, uid, " ").reason is Reason.PARAMETER_MISSING
    assert refusal(house, boss, uid, "x" * 2001).reason is Reason.PARAMETER_INVALID
    assert refusal(house, worker, waiting, "And?").reason is Reason.NOT_FOUND, "before the turn there is no document"
    assert refusal(house, worker, uid, "And?").reason is Reason.NOT_FOUND
    house.ahead += timedelta(days=1, minutes=1)
    house.act(boss, signing_members.ask, uid, "And?")
    house.act(boss, signing_members.refuse, uid)
    assert refusal(house, boss, uid, "And?").reason is Reason.CONFLICT
