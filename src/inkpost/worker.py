"""The background worker: it takes jobs out of the queues and gives back those of workers that died."""

from __future__ import annotations

import asyncio
import functools
import os
import signal
import sys
import threading
import uuid
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import procrastinate
from procrastinate import PsycopgConnector, RetryStrategy
from procrastinate.worker import Worker as QueueWorker
from sqlalchemy import Connection

from inkpost import config
from inkpost.composition import make_services
from inkpost.config import Settings
from inkpost.engines.convert import Converter, ConverterSettings, Drawer
from inkpost.engines.sign import walls
from inkpost.faces.bitrix.outgoing import BitrixWire
from inkpost.faces.kit.logs import configure, introduce, log_crashes, logger
from inkpost.logkeeper import EVENT
from inkpost.operations import (
    announcing,
    collecting,
    conversion,
    deliveries,
    dispatching,
    evidence,
    exchange_delivery,
    exchange_kit,
    exchange_lists,
    hcmlink,
    signing_jobs,
    signing_mailing,
    signing_recheck,
    signing_upkeep,
    trust_upkeep,
)
from inkpost.operations.kit import Services
from inkpost.operations.signing_kit import LETTER, SEAL, STAMP
from inkpost.processes import WORKER_ID, die_with_parent, end_at_interrupt
from inkpost.store import workers
from inkpost.store.database import native_url
from inkpost.store.jobs import CONVERT, DELIVER, EVENTS, EXCHANGE, MAIL, SIGN

STALLED_AFTER = 5  # heartbeats
MOST_ATTEMPTS = 8  # a conversion that so many workers died of is not given to another one
SEALS_AT_ONCE = 2
LETTERS_AT_ONCE = 2
EXCHANGES_AT_ONCE = 4
DELIVERIES_AT_ONCE = 16
"""Addresses that are told of events at the same time; each has one message under way."""
HANDS = DELIVERIES_AT_ONCE + SEALS_AT_ONCE + LETTERS_AT_ONCE + EXCHANGES_AT_ONCE
FOLD_SECONDS = 2.0
"""How often what changed in the lists of boxes is folded into their tallies."""
LOOK_SECONDS = 1.0
"""How often the clock is asked which deliveries are due."""
DATABASE_SECONDS = 5.0
"""How long the queue waits for a database that is gone; a worker that is asked to stop waits for it twice."""
FORGET_SECONDS = 3600.0
UPKEEP_SECONDS = 3600.0
COLLECT_SECONDS = 6 * 3600.0
EXTEND_SECONDS = 5.0
"""How often the clock is asked which signed files are due to get evidence and timestamps."""
RECHECK_SECONDS = 60.0
REMIND_SECONDS = 600.0
# What the work itself does not answer for (the database went away, the worker ends) is tried again.
AGAIN = RetryStrategy(max_attempts=1_000_000, wait=2, linear_wait=5)
log = logger()


def _logged(act: Callable[..., None]) -> Callable[..., None]:
    """A task whose failures the log tells: the queue tries it again without a word."""

    @functools.wraps(act)
    def told(**args: Any) -> None:
        try:
            act(**args)
        except Exception as fault:
            log.error("job.failed", task=act.__name__.strip("_"), args=args, exc_info=fault)
            raise

    return told


class Worker:
    """One process's worker: the queues' loops, the converter's slots, and the sweep for stalled jobs."""

    def __init__(self, settings: Settings, services: Services, converter: Converter, drawer: Drawer) -> None:
        self._settings = settings
        self._services = services
        self._converter = converter
        self._drawer = drawer
        self._stopping = threading.Event()
        self._id = uuid.UUID(os.environ.get(WORKER_ID) or str(uuid.uuid4()))
        database = native_url(settings.database_url)
        app = procrastinate.App(connector=PsycopgConnector(conninfo=database, timeout=DATABASE_SECONDS))
        tasks: Mapping[str, tuple[str, Callable[..., None]]] = {
            conversion.TASK: (CONVERT, self._convert),
            announcing.DISPATCH: (EVENTS, self._dispatch),
            deliveries.SEND: (DELIVER, self._send),
            signing_jobs.PREPARE: (CONVERT, self._prepare),
            SEAL: (SIGN, self._seal),
            STAMP: (SIGN, self._stamp),
            LETTER: (MAIL, self._letter),
            exchange_kit.DELIVER: (EXCHANGE, self._exchange),
        }
        for name, (queue, act) in tasks.items():
            app.task(name=name, queue=queue, retry=AGAIN)(_logged(act))
        self._app = app
        self._given_up: Mapping[str, Callable[..., None]] = {
            conversion.TASK: conversion.give_up,
            signing_jobs.PREPARE: signing_jobs.give_up,
        }
        self._wire = BitrixWire()
        self._idle: set[int] = set()
        # Each has its own hands, so that a slow handler keeps neither conversions nor other handlers waiting.
        self._queues = [
            self._queue(CONVERT, settings.convert_slots),
            self._queue(EVENTS, 1),
            self._queue(DELIVER, DELIVERIES_AT_ONCE),
            self._queue(SIGN, SEALS_AT_ONCE),
            self._queue(MAIL, LETTERS_AT_ONCE),
            self._queue(EXCHANGE, EXCHANGES_AT_ONCE),
        ]

    def _queue(self, name: str, hands: int) -> QueueWorker:
        return QueueWorker(
            self._app,
            queues=[name],
            concurrency=hands,
            install_signal_handlers=False,
            fetch_job_polling_interval=2.0,
            update_heartbeat_interval=self._settings.heartbeat,
            stalled_worker_timeout=self._settings.heartbeat * STALLED_AFTER,
            delete_jobs="successful",
        )

    def _convert(self, organization_id: int, document_id: int, revision: int) -> None:
        conversion.convert(
            self._services,
            self._converter.to_pdf,
            self._drawer,
            organization_id=organization_id,
            document_id=document_id,
            revision=revision,
        )

    def _prepare(self, document_id: int) -> None:
        signing_jobs.prepare(self._services, self._converter.to_pdf, self._drawer, document_id=document_id)

    def _stamp(self, document_id: int) -> None:
        evidence.stamp(self._services, document_id=document_id)

    def _seal(self, document_id: int) -> None:
        signing_jobs.seal(self._services, document_id=document_id)

    def _letter(self, letter_id: int) -> None:
        signing_mailing.letter(self._services, letter_id=letter_id)

    def _exchange(self, one: int, other: int) -> None:
        exchange_delivery.deliver(self._services, one=one, other=other)

    def _dispatch(self, organization_id: int) -> None:
        dispatching.dispatch(self._services, self._wire, organization_id=organization_id)

    def _send(self, lane: str) -> None:
        deliveries.send(self._services, self._wire, lane=lane)

    async def run(self) -> bool:
        """Work until SIGTERM or SIGINT, then finish what is in hand. False when the queue ended by itself."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.set_default_executor(ThreadPoolExecutor(self._settings.convert_slots + HANDS + 8))
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, stop.set)
        async with self._app.open_async():
            queues = [asyncio.create_task(each.run()) for each in self._queues]  # type: ignore[no-untyped-call]
            beat = asyncio.create_task(self._every(self._settings.heartbeat, self._beat))
            looks = [
                asyncio.create_task(self._every(self._settings.heartbeat * 2, self._sweep)),
                asyncio.create_task(self._every(LOOK_SECONDS, self._look)),
                asyncio.create_task(self._every(LOOK_SECONDS, self._look_at_signing)),
                asyncio.create_task(self._every(FOLD_SECONDS, self._fold)),
                asyncio.create_task(self._every(FORGET_SECONDS, self._forget)),
                asyncio.create_task(self._every(UPKEEP_SECONDS, self._keep_up)),
                asyncio.create_task(self._every(self._collect_seconds, self._collect)),
                asyncio.create_task(self._every(EXTEND_SECONDS, self._extend)),
                asyncio.create_task(self._every(RECHECK_SECONDS, self._recheck)),
                asyncio.create_task(self._every(REMIND_SECONDS, self._remind)),
            ]
            asked = asyncio.create_task(stop.wait())
            await asyncio.wait({*queues, asked}, return_when=asyncio.FIRST_COMPLETED)
            self._stopping.set()
            for look in looks:
                look.cancel()
            for each in self._queues:
                each.stop()  # type: ignore[no-untyped-call]
            ends = await asyncio.gather(*queues, *looks, return_exceptions=True)
            beat.cancel()
            asked.cancel()
            await asyncio.gather(beat, asked, return_exceptions=True)
            await asyncio.to_thread(self._in_database, lambda db: workers.forget(db, self._id))
        for end in ends[: len(queues)]:
            if isinstance(end, Exception):
                log.error("worker.queue_ended", fault=repr(end))
        return stop.is_set()

    async def _every(self, seconds: float, act: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await act()
            except Exception as fault:
                log.warning("worker.hiccup", act=act.__name__, fault=repr(fault))
            await asyncio.sleep(seconds)

    async def _sweep(self) -> None:
        """Give back the jobs of workers that have not been heard of."""
        await asyncio.to_thread(self._in_database, self._give_back)

    def _give_back(self, db: Connection) -> None:
        for job in [*workers.stalled(db, self._settings.heartbeat * STALLED_AFTER), *self._dropped(db)]:
            if job.attempts < MOST_ATTEMPTS or job.task not in self._given_up:
                log.warning("job.given_back", job=job.id, task=job.task, attempts=job.attempts)
                workers.give_back(db, job)
            else:
                log.error("job.given_up", job=job.id, task=job.task, attempts=job.attempts)
                self._given_up[job.task](self._services, db, **job.args)
                workers.end(db, job)

    def _dropped(self, db: Connection) -> list[workers.StalledJob]:
        """Jobs that the queue believes in our hands and that nobody here works on, now and at the last look.

        The database went away for longer than the queue waits when a job was taken, or when its end was to be recorded.
        """
        held = workers.held(db, self._queue_numbers)
        in_hand = {context.job.id for each in self._queues for context in list(each._running_jobs.values())}
        found = [job for job in held if job.id not in in_hand]
        before, self._idle = self._idle, {job.id for job in found}
        return [job for job in found if job.id in before]

    @property
    def _queue_numbers(self) -> list[int]:
        return [each.worker_id for each in self._queues if each.worker_id is not None]

    async def _look(self) -> None:
        """Queue the deliveries that the clock says are due."""
        await asyncio.to_thread(dispatching.queue_waiting, self._services)
        await asyncio.to_thread(deliveries.queue_due, self._services)

    async def _look_at_signing(self) -> None:
        """End what the clock says is over, and queue the sealing that it says is due."""
        await asyncio.to_thread(signing_jobs.expire_due, self._services)
        await asyncio.to_thread(signing_jobs.queue_due, self._services)
        await asyncio.to_thread(signing_jobs.queue_settled, self._services)

    async def _fold(self) -> None:
        """Fold what changed in the lists of boxes into their tallies."""
        await asyncio.to_thread(exchange_lists.fold, self._services)

    async def _forget(self) -> None:
        """Give up what waits for nobody any more, forget what nobody will ask for, and find what lost its job."""
        await asyncio.to_thread(deliveries.give_up_stale, self._services)
        await asyncio.to_thread(deliveries.forget_old, self._services)
        await asyncio.to_thread(hcmlink.forget_expired, self._services)
        await asyncio.to_thread(exchange_delivery.queue_waiting, self._services)

    async def _keep_up(self) -> None:
        """Renew the authority's own certificates, seals that end soon, and lists of the revoked."""
        await asyncio.to_thread(trust_upkeep.keep_up, self._services)

    @property
    def _collect_seconds(self) -> float:
        """How often files that nothing refers to are looked for: they may stay a quarter longer than they must."""
        return min(COLLECT_SECONDS, self._settings.files_grace / 4)

    async def _collect(self) -> None:
        """Remove files that nothing refers to; it stops between two steps when the worker does."""
        await asyncio.to_thread(collecting.collect, self._services, go_on=lambda: not self._stopping.is_set())

    async def _extend(self) -> None:
        """Add evidence and timestamps to signed files; it stops between two of them when the worker does."""
        await asyncio.to_thread(signing_upkeep.keep_up, self._services, go_on=lambda: not self._stopping.is_set())

    async def _remind(self) -> None:
        """Write again to people who have not signed."""
        await asyncio.to_thread(signing_jobs.remind_due, self._services)

    async def _recheck(self) -> None:
        """Check the signed files whose night has come; it stops between two batches when the worker does."""
        await asyncio.to_thread(signing_recheck.recheck, self._services, go_on=lambda: not self._stopping.is_set())

    async def _beat(self) -> None:
        await asyncio.to_thread(self._in_database, self._report)

    def _report(self, db: Connection) -> None:
        workers.report(db, self._id, ready=self._converter.ready, queue_numbers=self._queue_numbers)

    def _in_database(self, act: Callable[[Connection], Any]) -> None:
        with self._services.engine.begin() as db:
            act(db)


def _heard(name: str, pid: int, text: str) -> None:
    """Log what a process of ours said that has ended; it has a standard error of its own, since it is not trusted."""
    log.warning(EVENT, process=name, pid=pid, text=text)


def main() -> int:
    """Run one worker with the settings of the environment."""
    end_at_interrupt()
    die_with_parent()
    introduce("worker")
    configure()
    log_crashes()
    settings = config.from_environment()
    services = make_services(settings)
    converter = Converter(ConverterSettings(slots=settings.convert_slots), heard=_heard)
    drawer = Drawer(heard=_heard)
    log.info("worker.isolation", note=converter.isolation.sentence)
    try:
        converter.start()
        drawer.start()
        log.info("worker.isolation", note=drawer.sentence)
        log.info("worker.isolation", note=walls.sentence())
        asked = asyncio.run(Worker(settings, services, converter, drawer).run())
    finally:
        drawer.close()
        converter.close()
        services.close()
    return 0 if asked else 1


if __name__ == "__main__":
    from inkpost.worker import main as run  # by its own name: the queue notes where a task lives

    sys.exit(run())
