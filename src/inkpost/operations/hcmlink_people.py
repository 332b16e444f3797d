"""The people of the link to personnel records: told by the other system, linked to users here, listed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inkpost.errors import InkpostError, Reason
from inkpost.model.hcmlink import Asked, Company, Job, JobState, Person, title_of
from inkpost.model.people import Right
from inkpost.operations.hcmlink_common import (
    LARGEST_NUMBER,
    LONGEST_CODE,
    LONGEST_TITLE,
    MOST_ITEMS,
    Fault,
    JobChange,
    Wrong,
    ask,
    checked_page,
    company_by_code,
    company_by_id,
    demand_administrator,
    flaw,
    flaw_of_map,
    invalid,
    job_to_change,
    progress,
)
from inkpost.operations.kit import Work, operation
from inkpost.store import events, people
from inkpost.store import hcmlink as companies
from inkpost.store import hcmlink_people as stored


@dataclass(frozen=True, slots=True)
class GivenEmployee:
    """What the other system says of one post; empty where it says nothing."""

    code: str
    person: str
    data: Mapping[str, Any]
    user_id: int | None = None


@operation(right=Right.SIGNED_IN)
def page(
    work: Work,
    company: str,
    *,
    limit: int | None = None,
    offset: int | None = None,
    after: datetime | None = None,
) -> list[Person]:
    """The persons of a company who are users here, with their posts; with ``after`` those changed since.

    Raises FORBIDDEN, NOT_FOUND (``company``), PARAMETER_INVALID (``limit``, ``offset``).
    """
    demand_administrator(work)
    found = company_by_code(work, company)
    many, start = checked_page(limit, offset)
    return stored.page(work.db, found.id, limit=many, offset=start, after=after)


@operation(right=Right.SIGNED_IN)
def set_employees(
    work: Work, company: str, given: Sequence[GivenEmployee], job: JobChange | None = None
) -> list[Fault]:
    """Record people; what is wrong with which item is answered, and the others are recorded.

    A person who is linked to a user stays so unless another one is named. The job goes on only where nothing is
    wrong. Raises FORBIDDEN, and of a job what ``job_to_change`` does.
    """
    demand_administrator(work)
    if not given:
        return [Fault(Wrong.NOTHING_GIVEN)]
    if len(given) > MOST_ITEMS:
        raise invalid("data", f"data has {len(given)} items: it takes at most {MOST_ITEMS}")
    found = companies.by_code(work.db, work.organization_id, company, hold=True)
    if found is None:
        return [Fault(Wrong.COMPANY_UNKNOWN, told=company)]
    running = _job(work, found, job)
    faults = _record_people(work, found, given)
    if running and job and not faults:
        progress(work, running, job)
    return faults


@operation(right=Right.SIGNED_IN)
def map_person(work: Work, company_id: int, person: str, user_id: int | None) -> Job:
    """Say which user a person is (``None``: nobody) and tell the other system that this changed.

    Raises FORBIDDEN, NOT_FOUND (``company``, ``person``, ``user``), CONFLICT (``user``: is another person there).
    """
    demand_administrator(work)
    company = company_by_id(work, company_id, hold=True)
    present = stored.persons(work.db, company.id)
    if person not in present:
        raise InkpostError(Reason.NOT_FOUND, "There is no such person", subject="person")
    if user_id is not None:
        _demand_free(work, present, person, user_id)
    stored.link(work.db, company.id, {person: user_id}, work.now)
    _note(work, company)
    job = ask(work, company, Asked.MAPPED)
    return progress(work, job, JobChange(job.id, JobState.DONE))  # nothing is awaited


def _demand_free(work: Work, present: Mapping[str, Person], person: str, user_id: int) -> None:
    if people.user(work.db, work.organization_id, user_id) is None:
        raise InkpostError(Reason.NOT_FOUND, "User not found", subject="user")
    if any(each.user_id == user_id and each.code != person for each in present.values()):
        raise InkpostError(Reason.CONFLICT, "The user is another person there", subject="user")


def _job(work: Work, company: Company, change: JobChange | None) -> Job | None:
    if change is None:
        return None
    job = job_to_change(work, change, frozenset({Asked.EMPLOYEES}))
    if job.company_id != company.id:
        raise InkpostError(Reason.NOT_FOUND, "The job is of another company", subject="job")
    return job


def _record_people(work: Work, company: Company, given: Sequence[GivenEmployee]) -> list[Fault]:
    present = stored.persons(work.db, company.id)
    users = stored.known_users(work.db, work.organization_id, _possible_users(given))
    faults = {place: fault for place, each in enumerate(given) if (fault := _fault(users, place, each))}
    links, taken = _links(present, given, faults)
    faults |= taken
    good = [each for place, each in enumerate(given) if place not in faults]
    stored.set_persons(work.db, company.id, {each.person: title_of(each.data, each.person) for each in good}, work.now)
    stored.link(work.db, company.id, links, work.now)
    numbers = {code: each.id for code, each in stored.persons(work.db, company.id).items()}
    posts = {each.code: (numbers[each.person], each.data) for each in good}
    stored.set_employees(work.db, company.id, posts, work.now)
    if good:
        _note(work, company)
    return [faults[place] for place in sorted(faults)]


def _fault(users: Collection[int], place: int, given: GivenEmployee) -> Fault | None:
    """What is wrong with an item by itself."""
    if not (
        given.code.strip() and given.person.strip() and any(item not in (None, "") for item in given.data.values())
    ):
        return Fault(Wrong.INCOMPLETE, place)
    for name, text in (("employee", given.code), ("person", given.person)):
        wrong = flaw(text, LONGEST_CODE)
        if wrong:
            return Fault(Wrong.UNREADABLE, place, f"'{name}' {wrong}")
    wrong = flaw_of_map(given.data) or flaw(title_of(given.data, given.person), LONGEST_TITLE)
    if wrong:
        return Fault(Wrong.UNREADABLE, place, f"'data' {wrong}")
    if given.user_id is not None and given.user_id not in users:
        return Fault(Wrong.USER_UNKNOWN, place, str(given.user_id))
    return None


def _possible_users(given: Sequence[GivenEmployee]) -> set[int]:
    return {each.user_id for each in given if each.user_id is not None and 0 < each.user_id <= LARGEST_NUMBER}


def _links(
    present: Mapping[str, Person], given: Sequence[GivenEmployee], faults: Mapping[int, Fault]
) -> tuple[dict[str, int], dict[int, Fault]]:
    """The links that change, and the items whose user is, or is to be, somebody else there."""
    before = {code: each.user_id for code, each in present.items() if each.user_id is not None}
    good = [(place, each) for place, each in enumerate(given) if place not in faults and each.user_id is not None]
    wanted = {each.person: each.user_id for _, each in good if each.user_id is not None}
    while True:  # who does not get a user keeps the one there was, who may thereby be refused to another
        owner = {user: code for code, user in before.items() if code not in wanted}
        for code, user in wanted.items():
            owner.setdefault(user, code)
        refused = [code for code, user in wanted.items() if owner[user] != code]
        if not refused:
            break
        for code in refused:
            wanted.pop(code)
    taken = {
        place: Fault(Wrong.USER_TAKEN, place, str(each.user_id)) for place, each in good if each.person not in wanted
    }
    return {code: user for code, user in wanted.items() if before.get(code) != user}, taken


def _note(work: Work, company: Company) -> None:
    events.append(
        work.db, work.organization_id, "hcmlink.people_changed", "hcmlink_company", company.id, user_id=work.user_id
    )
