"""``humanresources.hcmlink.field.value.*`` and ``job.*`` over the wire, and what handlers hear of jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from hcmlink_worlds import H, Link, told
from inkpost.errors import InkpostError
from inkpost.faces.bitrix.outgoing import form
from inkpost.model.hcmlink import PATIENCE, Asked, JobState, state
from inkpost.operations import hcmlink, hcmlink_jobs, hcmlink_people
from inkpost.operations.kit import Services
from inkpost.store.tables import hcmlink_jobs as jobs_table
from inkpost.store.tables import hcmlink_values
from support import wait_for
from worlds import World

OK = {"status": "ok", "errors": []}
SET = f"{H}.field.value.set"
NUMBER = "personal_number"


@pytest.fixture
def link(world: World) -> Link:
    """A linked company with one employee."""
    made = Link(world)
    made.employees()
    return made


def state_of(link: Link, job: int) -> JobState:
    """Where a job stands."""
    return state(link.act(hcmlink_jobs.get, job), link.world.services.clock())


def test_values_answer_a_job(link: Link) -> None:
    job = link.ask_values("e-1", fields=(NUMBER, "pin"))
    assert state_of(link, job) is JobState.WAITING
    assert link.values(("e-1", NUMBER, "TN-1"), **told(job, "IN_PROGRESS", total=2, sent=1)) == OK
    assert state_of(link, job) is JobState.IN_PROGRESS
    assert link.values(("e-1", "pin", 7), **told(job, total=2, sent=2, data={"batch": "b"})) == OK
    assert state_of(link, job) is JobState.DONE
    assert link.act(hcmlink_jobs.answers, job) == {("e-1", NUMBER): "TN-1", ("e-1", "pin"): "7"}
    found = link.act(hcmlink_jobs.get, job)
    assert (found.total, found.sent, found.data) == (2, 2, {"batch": "b"})


@pytest.mark.parametrize("status", ["DONE", "CANCELED", "canceled"])
def test_a_job_ends_once(link: Link, status: str) -> None:
    job = link.ask_people()
    assert link.app(f"{H}.job.status.get", id=str(job)) == {"alive": True}
    assert link.app(f"{H}.job.update", id=job, fields={"status": "IN_PROGRESS"}) is True
    assert link.alive(job)
    assert link.app(f"{H}.job.update", id=job, fields={"status": status}) is True
    assert link.app(f"{H}.job.status.get", id=job) == {"alive": False}
    assert link.app(f"{H}.job.update", id=job, fields={"status": "DONE"})["error"] == 0


@pytest.mark.parametrize("fields", [{"total": -1}, {"sent": 2**40}, {"total": "some"}, {"data": {"a": "x" * 20_000}}])
def test_what_a_job_cannot_have_is_named(link: Link, fields: dict[str, object]) -> None:
    job = link.ask_people()
    status, code, _ = link.app.error(f"{H}.job.update", id=job, fields={"status": "DONE", **fields})
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert link.alive(job)


def test_a_job_that_is_silent_for_a_day_is_waited_for_no_more(link: Link) -> None:
    job, heard = link.ask_people(), link.ask_people()
    link.app(f"{H}.job.update", id=heard, fields={"status": "IN_PROGRESS"})
    with link.world.services.engine.begin() as db:
        aged = jobs_table.c.created_at - PATIENCE - timedelta(seconds=1)
        db.execute(update(jobs_table).where(jobs_table.c.id.in_([job, heard])).values(created_at=aged))
    assert not link.alive(job)
    assert state_of(link, job) is JobState.EXPIRED
    assert link.alive(heard), "it was heard of since"
    assert link.app(f"{H}.job.update", id=job, fields={"status": "DONE"})["error"] == 0


def test_the_company_may_be_named_by_code_by_its_number_in_the_crm_or_by_the_job(link: Link) -> None:
    job = link.ask_values()
    assert link.values(("e-1", NUMBER, "1"), company=link.crm_company) == OK
    assert link.values(("e-1", NUMBER, "2"), company="") == {"status": "error", "errors": ["Company '' not found"]}
    assert link.values(("e-1", NUMBER, "3"), company="9" * 30)["status"] == "error"
    assert link.values(("e-1", NUMBER, "4"), company="", **told(job)) == OK
    assert link.act(hcmlink_jobs.answers, job) == {("e-1", NUMBER): "4"}


def test_a_code_that_looks_like_a_number_comes_before_the_crm(link: Link) -> None:
    twin = link.company(company=str(link.crm_company), fields=[{"field": "other", "title": "Other"}])
    link.app(f"{H}.company.add", fields=twin)
    text = f"Item #0 field '{NUMBER}' not found for company '{link.crm_company}'"
    assert link.values(("e-1", NUMBER, "1"), company=link.crm_company)["errors"] == [text]


def test_what_is_wrong_is_named_and_the_others_are_kept(link: Link) -> None:
    job = link.ask_values("e-1", fields=(NUMBER,))
    answer = link.values(
        ("e-1", NUMBER, "TN-1"),
        ("e-1", "pin", None),
        ("e-1", "pin", ["a"]),
        ("e-1", "pin", "x" * 10_001),
        ("e-1", "pin", {"a": 1}),
        ("e-1", "f" * 3000, "1"),
        ("", "pin", "1"),
    )
    assert [each.split()[1] for each in answer["errors"]] == [f"#{n}" for n in range(1, 7)]
    assert max(map(len, answer["errors"])) < 250
    assert link.act(hcmlink_jobs.answers, job) == {("e-1", NUMBER): "TN-1"}
    assert link.alive(job)


def test_values_are_kept_as_long_as_their_field_says(link: Link, services: Services) -> None:
    job = link.ask_values("e-1", fields=(NUMBER, "pin"))
    link.values(("e-1", NUMBER, "TN-1"), ("e-1", "pin", "0000"))  # ten minutes, a day
    later = replace(services, clock=lambda: services.clock() + timedelta(minutes=11))
    hcmlink.forget_expired(later)
    assert link.act(hcmlink_jobs.answers, job) == {("e-1", "pin"): "0000"}
    with services.engine.begin() as db:
        kept = select(func.count()).select_from(hcmlink_values.join(jobs_table, jobs_table.c.id == job))
        assert db.execute(kept.where(hcmlink_values.c.value == "TN-1")).scalar_one() == 0


def test_a_value_that_is_not_to_be_kept_still_answers_its_job(link: Link) -> None:
    fields = [{"field": NUMBER, "title": "Number", "ttl": 0}]
    link.app(f"{H}.company.update", id=link.id, fields=link.company(fields=fields))
    job = link.ask_values("e-1")
    assert link.values(("e-1", NUMBER, "TN-1"), **told(job)) == OK
    assert link.act(hcmlink_jobs.answers, job) == {}


def test_what_one_asks_for_oneself_nobody_else_reads(link: Link) -> None:
    person = link.world.person()
    link.employees({"userId": person.id}, {"employee": "e-2", "person": "p-2"})
    job = link.ask_own(person)
    assert (list(job.employees), list(job.fields)) == (["e-1"], ["pin"])
    assert link.values(("e-1", "pin", "4711"), **told(job.id)) == OK
    assert link.act(hcmlink_jobs.answers, job.id, by=person) == {("e-1", "pin"): "4711"}
    for other in (link.world.admin, link.world.person()):
        with pytest.raises(InkpostError, match="no such job"):
            link.act(hcmlink_jobs.answers, job.id, by=other)


def test_who_is_nobody_there_asks_for_nothing(link: Link, other_world: World) -> None:
    nobody = link.world.person()
    with pytest.raises(InkpostError, match="not linked"):
        link.ask_own(nobody)
    with pytest.raises(InkpostError, match="administrators"):
        link.act(hcmlink_jobs.ask_employees, link.id, by=nobody)
    with pytest.raises(InkpostError, match="administrators"):
        link.act(hcmlink_jobs.ask_values, link.id, ["e-1"], [NUMBER], by=nobody)
    with pytest.raises(InkpostError, match="not linked"):
        Link(other_world).act(hcmlink_jobs.ask_employees, link.id)


@pytest.mark.parametrize(
    ("employees", "fields", "subject"),
    [(["e-9"], [NUMBER], "employee"), (["e-1"], ["x"], "field"), ([], [NUMBER], "employees"), (["e-1"], [], "fields")],
)
def test_only_what_there_is_can_be_asked_for(link: Link, employees: list[str], fields: list[str], subject: str) -> None:
    with pytest.raises(InkpostError) as refused:
        link.act(hcmlink_jobs.ask_values, link.id, employees, fields)
    assert refused.value.subject == subject


def test_one_asks_for_oneself_only_what_one_may(link: Link) -> None:
    link.employees({"userId": link.world.admin.id})
    with pytest.raises(InkpostError, match="pin, salary"):
        link.act(hcmlink_jobs.ask_own, link.id, Asked.VALUES, ["pin"])


def _hearing(link: Link, event: str) -> Callable[[], dict[str, str]]:
    """Listen for an event; what is said of the first."""
    link.app("event.bind", event=event, event_type="offline")

    def heard() -> dict[str, str]:
        def look() -> list[dict[str, object]]:
            found: list[dict[str, object]] = link.app("event.offline.get", filter={"EVENT_NAME": event.upper()})[
                "events"
            ]
            return found

        (first,) = wait_for(look, what=event)
        data = first["EVENT_DATA"]
        assert isinstance(data, dict)
        return data

    return heard


def test_handlers_hear_what_is_asked(link: Link) -> None:
    person = link.world.person()
    link.employees({"userId": person.id})
    prefix = "onHumanResourcesHcmLink"
    names = ("EmployeeListRequested", "FieldValueRequested", "PinRequested", "SalaryVacationRequested")
    heard = {name: _hearing(link, prefix + name) for name in (*names, "EmployeeListMapped")}
    jobs = {
        "EmployeeListRequested": link.ask_people(),
        "FieldValueRequested": link.ask_values("e-1"),
        "PinRequested": link.ask_own(person).id,
        "SalaryVacationRequested": link.ask_own(person, Asked.SALARY).id,
        "EmployeeListMapped": link.act(hcmlink_people.map_person, link.id, "p-1", None).id,
    }
    for name, look in heard.items():
        data = look()
        assert (data["jobId"], data["company"]) == (jobs[name], "hr-1")
        asked = {key: data[key] for key in ("employees", "fields") if key in data}
        field = NUMBER if name == "FieldValueRequested" else "pin"
        assert asked == ({} if name.startswith("EmployeeList") else {"employees": ["e-1"], "fields": [field]})


def test_lists_are_told_as_forms_spell_them() -> None:
    assert (
        form({"data": {"fields": ["a", "b&"], "none": []}}) == b"data%5Bfields%5D%5B0%5D=a&data%5Bfields%5D%5B1%5D=b%26"
    )


def test_a_job_whose_asking_is_undone_is_never_told(link: Link) -> None:
    """The job, its event and the delivery are one transaction: who dies in the middle has asked for nothing."""
    _hearing(link, "onHumanResourcesHcmLinkEmployeeListRequested")

    def dies(work: object) -> None:
        hcmlink_jobs.ask_employees(work, link.id)  # type: ignore[arg-type]
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError):
        link.act(dies)
    with link.world.services.engine.begin() as db:
        count = select(func.count()).select_from(jobs_table).where(jobs_table.c.company_id == link.id)
        assert db.execute(count).scalar_one() == 0
