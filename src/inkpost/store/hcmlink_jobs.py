"""What the other system of the link to personnel records is asked, and the values that it answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.hcmlink import Asked, Job
from inkpost.store.rows import value
from inkpost.store.tables import hcmlink_employees as employees
from inkpost.store.tables import hcmlink_fields as fields
from inkpost.store.tables import hcmlink_jobs as jobs
from inkpost.store.tables import hcmlink_values as values_table
from inkpost.store.tables import sign_documents


def add(db: Connection, **values: Any) -> Job:
    """Record a job and answer it."""
    return _job(db.execute(insert(jobs).values(**values).returning(*jobs.c)).one())


def find(db: Connection, organization_id: int, job_id: int, *, hold: bool = False) -> Job | None:
    """A job of this organisation."""
    query = select(jobs).where(jobs.c.id == job_id, jobs.c.organization_id == organization_id)
    row = db.execute(query.with_for_update() if hold else query).first()
    return _job(row) if row else None


def change(db: Connection, job_id: int, **values: Any) -> Job:
    """Set columns of a job and answer it."""
    return _job(db.execute(update(jobs).where(jobs.c.id == job_id).values(**values).returning(*jobs.c)).one())


def set_values(
    db: Connection, company_id: int, given: Mapping[tuple[int, str], str], now: datetime, expiry: Mapping[str, datetime]
) -> None:
    """Record values by the employee's number and the field's code. ``expiry``: how long each field's are kept."""
    known = db.execute(select(fields.c.code, fields.c.id).where(fields.c.company_id == company_id))
    numbers = {row.code: row.id for row in known}
    rows = [
        {
            "employee_id": employee_id,
            "field_id": numbers[code],
            "value": text,
            "set_at": now,
            "expires_at": expiry[code],
        }
        for (employee_id, code), text in given.items()
    ]
    if not rows:
        return
    made = upsert(values_table)
    told = {name: made.excluded[name] for name in ("value", "set_at", "expires_at")}
    db.execute(made.on_conflict_do_update(index_elements=["employee_id", "field_id"], set_=told), rows)


def values_of(
    db: Connection,
    company_id: int,
    codes: Collection[str],
    *,
    since: datetime | None = None,
    now: datetime | None = None,
) -> dict[tuple[str, str], str]:
    """The values of these employees, by the codes of employee and field.

    ``since``: those that were set from that moment on; ``now``: those whose time is not over by then.
    """
    query = (
        select(employees.c.code.label("employee"), fields.c.code.label("field"), values_table.c.value)
        .join(employees, employees.c.id == values_table.c.employee_id)
        .join(fields, fields.c.id == values_table.c.field_id)
        .where(employees.c.company_id == company_id, employees.c.code.in_(list(codes)))
    )
    if since is not None:
        query = query.where(values_table.c.set_at >= since)
    if now is not None:
        query = query.where(values_table.c.expires_at > now)
    return {(row.employee, row.field): row.value for row in db.execute(query)}


def settle(
    db: Connection, now: datetime, *, job_id: int | None = None, silent_since: datetime | None = None, limit: int = 100
) -> list[int]:
    """Let the documents wait no more whose values a job was to bring: those of one that ended, or of all that will not.

    Those are over that ended, were not heard of since ``silent_since``, or went with their company.
    """
    documents = sign_documents
    query = select(documents.c.id).where(
        documents.c.values_job_id.is_not(None), documents.c.values_settled_at.is_(None)
    )
    if job_id is not None:
        query = query.where(documents.c.values_job_id == job_id)
    else:
        ended = jobs.c.done_at.is_not(None) | jobs.c.cancelled_at.is_not(None)
        silent = func.coalesce(jobs.c.heard_at, jobs.c.created_at) < silent_since
        query = query.outerjoin(jobs, jobs.c.id == documents.c.values_job_id)
        query = query.where(jobs.c.id.is_(None) | ended | silent)
    query = query.limit(limit).with_for_update(of=documents, skip_locked=job_id is None)
    numbers = list(db.execute(query).scalars())
    if numbers:
        db.execute(update(documents).where(documents.c.id.in_(numbers)).values(values_settled_at=now))
    return numbers


def forget_expired(db: Connection, now: datetime) -> int:
    """Delete the values whose time is over; how many there were."""
    return db.execute(delete(values_table).where(values_table.c.expires_at <= now)).rowcount


def _job(row: Any) -> Job:
    return value(Job, row, asked=Asked(row.asked))
