"""``inkpost hcmlink``: what the other system of the link to personnel records is asked, and who is who there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from inkpost.cli.common import acting, administers, portal_argument, split
from inkpost.model.hcmlink import Asked, Job, state
from inkpost.operations import hcmlink as companies
from inkpost.operations import hcmlink_jobs, hcmlink_people
from inkpost.operations.kit import Services, Work

company_argument = click.argument("company_id", metavar="COMPANY", type=click.IntRange(min=1))
by_option = click.option("--by", "user_id", type=click.IntRange(min=1), required=True, help="Whose act it is: a user.")


@click.group()
def hcmlink() -> None:
    """The link to a system of personnel records: companies, people, jobs."""


@hcmlink.command("companies")
@portal_argument
@by_option
@administers
def list_companies(services: Services, portal_id: int, user_id: int) -> dict[str, Any]:
    """List the linked companies."""
    found = acting(services, portal_id, user_id, lambda work: companies.page(work, limit=1000))
    shown = [{"id": each.id, "code": each.code, "title": each.title, "crm_number": each.crm_number} for each in found]
    return {"companies": shown}


@hcmlink.command("sync")
@portal_argument
@company_argument
@by_option
@administers
def sync(services: Services, portal_id: int, company_id: int, user_id: int) -> dict[str, Any]:
    """Ask the other system for the people of a company."""
    return _shown(services, acting(services, portal_id, user_id, _asking_employees(company_id)))


@hcmlink.command("ask")
@portal_argument
@company_argument
@by_option
@click.option("--employee", "employees", multiple=True, required=True, help="Repeatable, or with commas.")
@click.option("--field", "fields", multiple=True, required=True, help="Repeatable, or with commas.")
@administers
def ask(
    services: Services,
    portal_id: int,
    company_id: int,
    user_id: int,
    employees: tuple[str, ...],
    fields: tuple[str, ...],
) -> dict[str, Any]:
    """Ask the other system for fields of employees, by their codes."""

    def act(work: Work) -> Job:
        return hcmlink_jobs.ask_values(work, company_id, split(employees), split(fields))

    return _shown(services, acting(services, portal_id, user_id, act))


@hcmlink.command("ask-own")
@portal_argument
@company_argument
@by_option
@click.option("--what", type=click.Choice([Asked.PIN.value, Asked.SALARY.value]), required=True)
@click.option("--field", "fields", multiple=True, required=True, help="Repeatable, or with commas.")
@administers
def ask_own(
    services: Services, portal_id: int, company_id: int, user_id: int, what: str, fields: tuple[str, ...]
) -> dict[str, Any]:
    """Ask the other system, for a user, for fields of the user's own posts: a PIN, or salary and vacation."""

    def act(work: Work) -> Job:
        return hcmlink_jobs.ask_own(work, company_id, Asked(what), split(fields))

    return _shown(services, acting(services, portal_id, user_id, act))


@hcmlink.command("map")
@portal_argument
@company_argument
@click.argument("person")
@by_option
@click.option("--user", "mapped", type=click.IntRange(min=1), help="Which user the person is; without it: nobody.")
@administers
def map_person(
    services: Services, portal_id: int, company_id: int, person: str, user_id: int, mapped: int | None
) -> dict[str, Any]:
    """Say which user a person of a company is, by the person's code."""

    def act(work: Work) -> Job:
        return hcmlink_people.map_person(work, company_id, person, mapped)

    return {**_shown(services, acting(services, portal_id, user_id, act)), "person": person, "user_id": mapped}


@hcmlink.command("job")
@portal_argument
@click.argument("job_id", metavar="JOB", type=click.IntRange(min=1))
@by_option
@administers
def show_job(services: Services, portal_id: int, job_id: int, user_id: int) -> dict[str, Any]:
    """Show how far a job is."""
    return _shown(services, acting(services, portal_id, user_id, lambda work: hcmlink_jobs.get(work, job_id)))


def _asking_employees(company_id: int) -> Callable[[Work], Job]:
    return lambda work: hcmlink_jobs.ask_employees(work, company_id)


def _shown(services: Services, job: Job) -> dict[str, Any]:
    told = {"job": job.id, "asked": job.asked.value, "state": state(job, services.clock()).value}
    return {**told, "total": job.total, "sent": job.sent}
