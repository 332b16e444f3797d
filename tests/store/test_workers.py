"""The queue when workers die: each job comes back, to one worker, and not for ever."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, text

from inkpost.store import workers
from inkpost.store.database import migrate
from inkpost.store.health import worker_ready
from inkpost.store.jobs import Jobs


@pytest.fixture
def queue(database: str, engine: Engine) -> Engine:
    """A database with an empty queue."""
    migrate(database)
    return engine


def taken(engine: Engine, *, silent: float = 0, number: int = 1) -> tuple[int, list[int]]:
    """A worker that has not been heard of for so many seconds, with jobs in hand: its number and theirs."""
    with engine.begin() as db:
        worker = int(db.execute(text("select * from procrastinate_register_worker_v1()")).scalar_one())
        jobs = [Jobs().queue(db, "convert_document", document_id=each) for each in range(number)]
    with engine.begin() as db:
        for _ in jobs:
            db.execute(text("select procrastinate_fetch_job_v2(null, :worker)"), {"worker": worker})
        db.execute(
            text(
                "update procrastinate_workers set last_heartbeat = now() - make_interval(secs => :s) where id = :worker"
            ),
            {"s": silent, "worker": worker},
        )
    return worker, jobs


def statuses(engine: Engine) -> list[tuple[str, int]]:
    with engine.begin() as db:
        rows = db.execute(text("select status::text, attempts from procrastinate_jobs order by id"))
        return [(row[0], row[1]) for row in rows]


def sweep(engine: Engine, seconds: float = 10) -> list[int]:
    with engine.begin() as db:
        found = workers.stalled(db, seconds)
        for job in found:
            workers.give_back(db, job)
    return [job.id for job in found]


def test_a_job_is_queued_in_the_callers_transaction(queue: Engine) -> None:
    with queue.connect() as db:
        Jobs().queue(db, "convert_document", document_id=1)
        db.rollback()
    assert statuses(queue) == []
    with queue.begin() as db:
        Jobs().queue(db, "convert_document", document_id=1)
    assert statuses(queue) == [("todo", 0)]


def test_the_jobs_of_a_silent_worker_come_back(queue: Engine) -> None:
    _, jobs = taken(queue, silent=60, number=2)
    assert sweep(queue) == jobs
    assert statuses(queue) == [("todo", 1), ("todo", 1)]
    assert sweep(queue) == []


def test_the_jobs_of_a_living_worker_stay(queue: Engine) -> None:
    taken(queue, silent=5)
    assert sweep(queue) == []
    assert statuses(queue) == [("doing", 0)]


def test_a_worker_that_is_forgotten_gives_back_at_once(queue: Engine) -> None:
    number, jobs = taken(queue)
    _, others = taken(queue)
    mine = uuid4()
    with queue.begin() as db:
        workers.report(db, mine, ready=True, queue_numbers=[number])
        assert worker_ready(db, 10)
    with queue.begin() as db:
        workers.forget(db, mine)
        assert not worker_ready(db, 10)
    assert sweep(queue) == jobs
    assert statuses(queue) == [("todo", 1), ("doing", 0)], others


def test_forgetting_a_worker_that_never_reported_harms_none(queue: Engine) -> None:
    taken(queue)
    with queue.begin() as db:
        workers.report(db, uuid4(), ready=False, queue_numbers=[])
        workers.forget(db, uuid4())
    assert sweep(queue) == []


def test_only_a_ready_worker_counts(queue: Engine) -> None:
    mine = uuid4()
    with queue.begin() as db:
        workers.report(db, mine, ready=False, queue_numbers=[])
        assert not worker_ready(db, 10)
        workers.report(db, mine, ready=True, queue_numbers=[7])
        assert worker_ready(db, 10)
        db.execute(text("update workers set seen_at = now() - interval '11 seconds'"))
        assert not worker_ready(db, 10)
        db.execute(text("update workers set seen_at = now() - interval '2 minutes'"))
        workers.report(db, uuid4(), ready=True, queue_numbers=[8])
        assert db.execute(text("select count(*) from workers")).scalar_one() == 1


def test_of_two_sweeps_at_once_one_has_each_job(queue: Engine) -> None:
    taken(queue, silent=60, number=3)
    with queue.connect() as first, queue.connect() as second:
        mine = workers.stalled(first, 10)
        assert len(mine) == 3
        assert workers.stalled(second, 10) == [], "locked by the other"
        for job in mine:
            workers.give_back(first, job)
        first.commit()
        second.rollback()
        assert workers.stalled(second, 10) == []
        second.rollback()
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: sweep(queue), range(4))) == [[]] * 4


def test_a_job_that_is_ended_is_taken_by_nobody(queue: Engine) -> None:
    taken(queue, silent=60)
    with queue.begin() as db:
        for job in workers.stalled(db, 10):
            assert (job.task, dict(job.args), job.attempts) == ("convert_document", {"document_id": 0}, 0)
            workers.end(db, job)
    assert statuses(queue) == [("failed", 1)]
    assert sweep(queue) == []


def test_a_waiting_worker_is_woken(database: str, queue: Engine) -> None:
    """The others do not wait for their next look at the queue."""
    _, jobs = taken(queue, silent=60)
    with psycopg.connect(database, autocommit=True) as db:
        db.execute('listen "procrastinate_queue_v1#convert"')
        sweep(queue)
        note = next(db.notifies(timeout=10))
    assert json.loads(note.payload) == {"type": "job_inserted", "job_id": jobs[0]}


def sweeper(queue: Engine, *hands: Any) -> Any:
    """A worker that does nothing but sweep; ``hands`` are its loops over the queue."""
    from inkpost import worker as module

    swept = object.__new__(module.Worker)
    swept._services = type("Services", (), {"engine": queue})()
    swept._settings = type("Settings", (), {"heartbeat": 2.0})()
    swept._queues, swept._idle, swept._given_up = list(hands), set(), {}
    return swept


class Hands:
    """What a loop over the queue has in hand, by its own account."""

    def __init__(self, number: int, jobs: list[int]) -> None:
        self.worker_id = number
        self._running_jobs = {job: SimpleNamespace(job=SimpleNamespace(id=job)) for job in jobs}


def test_a_job_that_the_worker_lost_comes_back_at_the_second_look(queue: Engine) -> None:
    """Its end could not be recorded: the worker lives, the queue believes it busy, and nobody works."""
    number, jobs = taken(queue, number=3)
    hands = Hands(number, jobs[:1])
    swept = sweeper(queue, hands)
    asyncio.run(swept._sweep())
    assert statuses(queue) == [("doing", 0)] * 3, "the first look may have come before it was in hand"
    hands._running_jobs[jobs[1]] = SimpleNamespace(job=SimpleNamespace(id=jobs[1]))
    asyncio.run(swept._sweep())
    assert statuses(queue) == [("doing", 0), ("doing", 0), ("todo", 1)]
    asyncio.run(swept._sweep())
    assert statuses(queue) == [("doing", 0), ("doing", 0), ("todo", 1)]


def test_the_sweep_gives_up_a_job_that_kills_its_workers(queue: Engine) -> None:
    from inkpost import worker as module

    given: list[dict[str, Any]] = []
    swept = sweeper(queue)
    swept._given_up = {module.conversion.TASK: lambda services, db, **args: given.append(args)}
    taken(queue, silent=60, number=2)
    with queue.begin() as db:
        db.execute(
            text("update procrastinate_jobs set attempts = :most where (args->>'document_id')::int = 1"),
            {"most": module.MOST_ATTEMPTS},
        )
    asyncio.run(swept._sweep())
    assert given == [{"document_id": 1}]
    assert statuses(queue) == [("todo", 1), ("failed", module.MOST_ATTEMPTS + 1)]
