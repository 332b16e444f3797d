"""Refusals of ``humanresources.hcmlink.*``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from applications import AppRest
from contracts.provoke import Refusal, Stage, provokes
from hcmlink_worlds import FIELDS, SCOPE, H, Link, told
from inkpost.model.hcmlink import Asked

UNKNOWN = 2**40
CALLS: dict[str, Callable[[Link], dict[str, Any]]] = {
    "company.add": lambda link: {"fields": link.company(company="hr-2")},
    "company.update": lambda link: {"id": link.id, "fields": link.company()},
    "company.delete": lambda link: {"id": link.id},
    "company.list": lambda link: {},
    "company.user.list": lambda link: {},
    "employee.list": lambda link: {"company": "hr-1"},
    "employee.set": lambda link: {"company": "hr-1", "data": [{"employee": "e", "person": "p", "data": {"a": 1}}]},
    "field.value.set": lambda link: {"company": "hr-1", "data": [{"employee": "e", "field": "pin", "value": "1"}]},
    "job.status.get": lambda link: {"id": link.ask_people()},
    "job.update": lambda link: {"id": link.ask_people(), "fields": {"status": "DONE"}},
}


def _link(stage: Stage) -> Link:
    link = Link(stage.world)
    assert link.id
    return link


def _inside(answer: Any) -> Refusal:
    """The first thing that is wrong in an answer of a list."""
    assert answer["status"] == "error"
    return Refusal(200, "-", answer["errors"][0])


def _kept(link: Link) -> Any:
    return link.app(f"{H}.company.list"), link.people()


def _no_administrator(method: str) -> None:
    @provokes(f"{H}.{method}", "not_administrator")
    def no_administrator(stage: Stage) -> Refusal:
        link = _link(stage)
        before, params = _kept(link), CALLS[method](link)
        refused = stage.refused(f"{H}.{method}", link.app_of(stage.person(settings_modify="X")), **params)
        assert stage.refused(f"{H}.{method}", link.app_of(stage.person())) == refused, "before anything is missed"
        assert _kept(link) == before
        return refused


def _application_required(method: str) -> None:
    @provokes(f"{H}.{method}", "application_required")
    def by_webhook(stage: Stage) -> Refusal:
        link = _link(stage)
        before, params = _kept(link), CALLS[method](link)
        refused = stage.refused(f"{H}.{method}", stage.world.person(admin=True, scopes=SCOPE).rest, **params)
        assert stage.refused(f"{H}.{method}", stage.rest, **params) == refused, "before the scope"
        assert _kept(link) == before
        return refused


def _company_faults(method: str, **more: Any) -> None:
    @provokes(f"{H}.{method}", "required_fields_empty")
    def required_fields_empty(stage: Stage) -> Refusal:
        link = _link(stage)
        before, given = _kept(link), {"id": link.id} if more else {}
        whole = link.company(company="hr-2")
        calls = [{name: item for name, item in whole.items() if name != without} for without in whole]
        calls += [{**whole, name: ""} for name in ("company", "title")]
        calls += [{**whole, "fields": [{**FIELDS[0], name: ""}]} for name in ("field", "title")]
        refusals = {stage.refused(f"{H}.{method}", link.app, **given, fields=fields) for fields in (*calls, {})}
        refusals.add(stage.refused(f"{H}.{method}", link.app, **given))
        assert _kept(link) == before
        (refused,) = refusals
        return refused

    @provokes(f"{H}.{method}", "crm_company_not_found")
    def crm_company_not_found(stage: Stage) -> Refusal:
        link = _link(stage)
        before, given = _kept(link), {"id": link.id} if more else {}
        foreign = Link(stage.other)
        assert stage.other.rest("crm.item.get", entityTypeId=4, id=foreign.crm_company)
        stage.rest("crm.item.delete", entityTypeId=4, id=link.crm_company)
        refusals = {
            stage.refused(f"{H}.{method}", link.app, **given, fields=link.company(company="hr-2", crmCompanyId=number))
            for number in (UNKNOWN, -1, 0, foreign.crm_company)
        }
        assert _kept(link) == before
        (refused,) = refusals
        return refused

    @provokes(f"{H}.{method}", "company_exists")
    def company_exists(stage: Stage) -> Refusal:
        link = _link(stage)
        link.app(f"{H}.company.add", fields=link.company(company="hr-2"))
        before, given = _kept(link), {"id": link.id} if more else {}
        refused = stage.refused(f"{H}.{method}", link.app, **given, fields=link.company(company="hr-2"))
        assert _kept(link) == before
        return refused


def _not_found(method: str) -> None:
    @provokes(f"{H}.{method}", "not_found")
    def not_found(stage: Stage) -> Refusal:
        link, foreign = _link(stage), Link(stage.other)
        more = {"fields": link.company()} if method == "company.update" else {}
        assert foreign.id
        before = _kept(foreign)
        refusals = {stage.refused(f"{H}.{method}", link.app, id=number, **more) for number in (UNKNOWN, foreign.id)}
        refusals.add(stage.refused(f"{H}.{method}", link.app, **more))
        assert _kept(foreign) == before
        (refused,) = refusals
        return refused


@provokes(f"{H}.employee.list", "company_missing")
def company_missing(stage: Stage) -> Refusal:
    return stage.refused(f"{H}.employee.list", _link(stage).app)


@provokes(f"{H}.employee.list", "not_found")
def company_not_found(stage: Stage) -> Refusal:
    link, foreign = Link(stage.world), Link(stage.other)
    assert foreign.employees({"userId": stage.other.admin.id})["errors"] == []
    refused = stage.refused(f"{H}.employee.list", link.app, company="hr-1")
    assert stage.refused(f"{H}.employee.list", link.app, company="x") == refused
    return refused


def _data_missing(method: str) -> None:
    @provokes(f"{H}.{method}", "data_missing")
    def data_missing(stage: Stage) -> Refusal:
        link = _link(stage)
        job = link.ask_people()
        answers = [link.app(f"{H}.{method}", company="hr-1", data=data, **told(job)) for data in ([], "", "x", 5, {})]
        answers.append(link.app(f"{H}.{method}", company="hr-1"))
        assert all(answer == answers[0] for answer in answers)
        assert link.alive(job)
        return _inside(answers[0])


@provokes(f"{H}.employee.set", "item_incomplete")
def item_incomplete(stage: Stage) -> Refusal:
    link = _link(stage)
    empty = [{"employee": ""}, {"person": " "}, {"data": {}}, {"data": {"a": "", "b": None}}, {"data": "x"}]
    for each in empty:
        assert link.employees({}, {"employee": "e-2", "person": "p-2", **each})["errors"] == [
            "Item #1 should have not empty 'employee', 'person', 'data'"
        ]
    answer = link.app(f"{H}.employee.set", company="hr-1", data=[5, None, "x"])
    assert [each.partition(" should")[0] for each in answer["errors"]] == ["Item #0", "Item #1", "Item #2"]
    return _written(_inside(answer), place="#0")


@provokes(f"{H}.field.value.set", "field_not_found")
def field_not_found(stage: Stage) -> Refusal:
    link = _link(stage)
    link.employees()
    answer = link.values(("e-1", "salary", "1"))
    return _written(_inside(answer), place="#0", field="'salary'", company="'hr-1'")


@provokes(f"{H}.field.value.set", "employee_not_found")
def employee_not_found(stage: Stage) -> Refusal:
    link, foreign = _link(stage), Link(stage.other)
    foreign.employees({"employee": "e-9"})
    answer = link.values(("e-9", "pin", "1"))
    return _written(_inside(answer), place="#0", employee="'e-9'", company="'hr-1'")


def _of_another_job(cause: str, asked: Asked) -> None:
    @provokes(f"{H}.field.value.set", cause)
    def of_another_job(stage: Stage) -> Refusal:
        link, person = _link(stage), stage.person()
        link.employees({"userId": person.id}, {"employee": "e-2", "person": "p-2"})
        job = link.ask_own(person, asked).id
        refusals = {
            _inside(link.values(given, **told(job))) for given in (("e-2", "pin", "1"), ("e-1", "personal_number", "1"))
        }
        assert link.alive(job)
        (refused,) = refusals
        return _written(refused, place="#0", job=f"'{job}'")


@provokes(f"{H}.field.value.set", "job_incomplete")
def job_incomplete(stage: Stage) -> Refusal:
    link = _link(stage)
    link.employees({}, {"employee": "e-2", "person": "p-2"})
    job = link.ask_values("e-1", "e-2")
    refused = _inside(link.values(("e-1", "personal_number", "1"), **told(job)))
    assert link.alive(job)
    assert link.values(("e-2", "personal_number", "2"), **told(job)) == {"status": "ok", "errors": []}
    assert not link.alive(job), "what came before counts"
    return _written(refused, job=f"'{job}'")


def _job_not_updated(method: str, ask: Callable[[Link], int], other: Callable[[Link], int]) -> None:
    @provokes(f"{H}.{method}", "job_not_updated")
    def job_not_updated(stage: Stage) -> Refusal:
        link, foreign = _link(stage), Link(stage.other)
        link.employees()
        foreign.employees()
        before = _kept(link)
        job, params = ask(link), CALLS[method](link)
        calls = [told(UNKNOWN), told(ask(foreign)), told(other(link)), told(job, "PAUSED"), told(job, "")]
        refusals = {stage.refused(f"{H}.{method}", link.app, **params, **each) for each in calls}
        assert link.alive(job)
        link.app(f"{H}.job.update", id=job, fields={"status": "CANCELED"})
        refusals.add(stage.refused(f"{H}.{method}", link.app, **params, **told(job)))
        assert _kept(link) == before, "nothing of a refused call is kept"
        (refused,) = refusals
        return refused


@provokes(f"{H}.job.status.get", "job_not_found")
def job_not_found(stage: Stage) -> Refusal:
    link, foreign = _link(stage), Link(stage.other)
    refusals = {
        stage.refused(f"{H}.job.status.get", link.app, id=number) for number in (UNKNOWN, 0, foreign.ask_people())
    }
    refusals.add(stage.refused(f"{H}.job.status.get", link.app))
    (refused,) = refusals
    return refused


def _in_result(app: AppRest, **params: Any) -> Refusal:
    """A refusal that lies in the result."""
    answer = app(f"{H}.job.update", **params)
    assert answer.keys() == {"error", "error_description"}
    return Refusal(200, answer["error"], answer["error_description"])


@provokes(f"{H}.job.update", "job_not_found")
def job_to_update_not_found(stage: Stage) -> Refusal:
    link, foreign = _link(stage), Link(stage.other)
    job = foreign.ask_people()
    refusals = {_in_result(link.app, id=number, fields={"status": "DONE"}) for number in (UNKNOWN, 0, job)}
    assert foreign.alive(job)
    (refused,) = refusals
    return refused


@provokes(f"{H}.job.update", "status_outdated")
def status_outdated(stage: Stage) -> Refusal:
    link = _link(stage)
    job = link.ask_people()
    refusals = {_in_result(link.app, id=job, fields=each) for each in ({"status": "STARTED"}, {"status": ""}, {})}
    refusals.add(_in_result(link.app, id=job))
    assert link.alive(job)
    assert link.app(f"{H}.job.update", id=job, fields={"status": "DONE"}) is True
    refusals |= {_in_result(link.app, id=job, fields={"status": each}) for each in ("IN_PROGRESS", "DONE", "CANCELED")}
    (refused,) = refusals
    return refused


def _written(refused: Refusal, **parts: str) -> Refusal:
    """With the numbers and codes that the text names in braces."""
    text = refused.text
    for name, told_as in parts.items():
        assert told_as in text
        text = text.replace(told_as, f"#{{{name}}}" if told_as[0] == "#" else f"'{{{name}}}'")
    return refused._replace(text=text)


for name in CALLS:
    _application_required(name)
    if name != "company.user.list":
        _no_administrator(name)
_company_faults("company.add")
_company_faults("company.update", id=True)
_not_found("company.update")
_not_found("company.delete")
_data_missing("employee.set")
_data_missing("field.value.set")
_of_another_job("not_of_pin_job", Asked.PIN)
_of_another_job("not_of_salary_job", Asked.SALARY)
_job_not_updated("employee.set", Link.ask_people, Link.ask_values)
_job_not_updated("field.value.set", Link.ask_values, Link.ask_people)
