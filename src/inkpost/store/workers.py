"""The background workers: which there are, and the jobs of those that are no more."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

_REPORT = text(
    "insert into workers (id, ready, note, seen_at) values (:id, :ready, :note, now()) "
    "on conflict (id) do update set ready = :ready, note = :note, seen_at = now()"
)
_OLD = text("delete from workers where seen_at < now() - interval '1 minute'")
_FORGET = text("delete from workers where id = :id")
_FREE = text(
    "delete from procrastinate_workers "
    "where id::text = any(string_to_array((select note from workers where id = :id), ' '))"
)
_STALLED = text(
    "select jobs.id, jobs.task_name as task, jobs.args, jobs.attempts from procrastinate_jobs jobs "
    "left join procrastinate_workers workers on workers.id = jobs.worker_id "
    "where jobs.status = 'doing' "
    "and (workers.id is null or workers.last_heartbeat < now() - make_interval(secs => :seconds)) "
    "for update of jobs skip locked"
)
_HELD = text(
    "select id, task_name as task, args, attempts from procrastinate_jobs "
    "where status = 'doing' and worker_id = any(:numbers) for update skip locked"
)
_GIVE_BACK = text(
    "update procrastinate_jobs set status = 'todo', attempts = attempts + 1, worker_id = null, scheduled_at = now() "
    "where id = :id"
)
_END = text("update procrastinate_jobs set status = 'failed', attempts = attempts + 1 where id = :id")
_WAKE = text("select pg_notify('procrastinate_queue_v1#' || queue_name, :note) from procrastinate_jobs where id = :id")


@dataclass(frozen=True, slots=True)
class StalledJob:
    """A job whose worker is no more; ``attempts`` is how often it was taken in vain before."""

    id: int
    task: str
    args: Mapping[str, Any]
    attempts: int


def report(db: Connection, worker: UUID, *, ready: bool, queue_numbers: Sequence[int]) -> None:
    """Say that a worker lives, whether it can convert, and the numbers that the queue knows it by."""
    db.execute(_REPORT, {"id": worker, "ready": ready, "note": " ".join(map(str, queue_numbers))})
    db.execute(_OLD)


def forget(db: Connection, worker: UUID) -> None:
    """A worker ended. What it had in hand, if anything, is free for the others at once."""
    db.execute(_FREE, {"id": worker})
    db.execute(_FORGET, {"id": worker})


def stalled(db: Connection, seconds: float) -> list[StalledJob]:
    """Jobs in the hands of workers that ended or were silent for so long; locked, so that one sweep has each."""
    rows = db.execute(_STALLED, {"seconds": seconds})
    return [StalledJob(row.id, row.task, row.args, row.attempts) for row in rows]


def held(db: Connection, queue_numbers: Sequence[int]) -> list[StalledJob]:
    """Jobs that the queue believes in the hands of these workers of its; locked, as those of ``stalled``."""
    rows = db.execute(_HELD, {"numbers": list(queue_numbers)})
    return [StalledJob(row.id, row.task, row.args, row.attempts) for row in rows]


def give_back(db: Connection, job: StalledJob) -> None:
    """Let another worker take a job."""
    db.execute(_GIVE_BACK, {"id": job.id})
    db.execute(_WAKE, {"id": job.id, "note": json.dumps({"type": "job_inserted", "job_id": job.id})})


def end(db: Connection, job: StalledJob) -> None:
    """Let nobody take a job again."""
    db.execute(_END, {"id": job.id})
