"""The feed under fire: many write and read while ``kill -9`` hits the server and the worker.

What was acknowledged is in both boxes; every reader sees every event once and in order; no operation is done twice.
``INKPOST_FEED_SECONDS`` makes it go on for so long, ``make soak`` for ten minutes.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias, TypeVar
from uuid import uuid4

import httpx
import psutil
import pytest
from google.protobuf.message import DecodeError
from sqlalchemy import text

from anatomy import kill, web, worker
from diadoc.client import Client, Refused
from exchange_partners import Partner, paper
from inkpost.faces.diadoc import proto as pb
from inkpost.model.exchange_posting import NewMessage
from inkpost.operations import exchange_posting
from support import Served, start_server, wait_for
from worlds import new_world, services_of

T = TypeVar("T")
Event: TypeAlias = tuple[str, str, str]
"""Its key, its number and its message."""
Feed: TypeAlias = list[Event]
SECONDS = float(os.environ.get("INKPOST_FEED_SECONDS", "0"))
WRITERS, MESSAGES, READERS = 20, 3, 5
PAGE = 7
KILL_EVERY = 20.0
"""Seconds, where it goes on for long."""
PATIENCE = 120.0


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Served]:
    """A server of the test's own."""
    server = start_server(tmp_path)
    yield server
    server.stop()


@pytest.fixture
def sides(own: Served) -> Iterator[tuple[Partner, Partner]]:
    services = services_of(own)
    yield Partner(new_world(own, services)), Partner(new_world(own, services))
    services.close()


def patient(act: Callable[[], T]) -> T:
    """The answer to a call, asked for again while the server is away or busy with the same."""

    def ask() -> tuple[T] | None:
        try:
            return (act(),)
        except (httpx.TransportError, DecodeError):
            return None
        except Refused as fault:
            if fault.status < 500 and fault.status != 429:
                raise
            return None

    found = wait_for(ask, seconds=PATIENCE, what="an answer")
    assert found is not None
    return found[0]


@dataclass
class Battle:
    """What writers got acknowledged, by operation, and what they wait for."""

    us: Partner
    them: Partner
    clients: tuple[Client, Client]
    acknowledged: dict[str, str] = field(default_factory=dict)
    faults: list[BaseException] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def share(self) -> float:
        """How much of it is over."""
        if SECONDS:
            return (time.monotonic() - self.began) / SECONDS
        return len(self.acknowledged) / (WRITERS * MESSAGES)

    def write(self, number: int) -> None:
        """Post one message after the other, each under an operation of its own, until it is over."""
        way = number % 2
        done = 0
        while self.share < 1 and (SECONDS or done < MESSAGES):
            name = f"{number}-{done}-{uuid4().hex}"
            self.acknowledged[name] = self.post(way, name)
            done += 1

    def post(self, way: int, name: str) -> str:
        """The GUID of the message that was posted under this operation."""
        ends = (self.us, self.them) if way == 0 else (self.them, self.us)
        given = letter(*ends, name)
        client = self.clients[way]
        return patient(lambda: client.ask(pb.Message, "POST", "/V3/PostMessage", given, operationId=name)).MessageId

    @contextmanager
    def going_on(self, acts: Sequence[Callable[[], None]]) -> Iterator[list[threading.Thread]]:
        """Threads that do this; what they raise is raised at the end."""

        def quietly(act: Callable[[], None]) -> None:
            try:
                act()
            except BaseException as fault:
                self.faults.append(fault)

        threads = [threading.Thread(target=quietly, args=(act,)) for act in acts]
        for each in threads:
            each.start()
        try:
            yield threads
        finally:
            for each in threads:
                each.join()
        assert not self.faults, self.faults


class Reader:
    """Pages through a feed by the key of the last event; an empty page is waited for where ``wait`` says so."""

    def __init__(self, client: Client, partner: Partner, wait: int) -> None:
        self.client, self.box, self.wait = client, partner.guid.hex, wait
        self.seen: list[tuple[str, str]] = []

    def page(self) -> bool:
        """Read on; whether something came."""
        after = self.seen[-1][0] if self.seen else ""
        query = {"boxId": self.box, "afterIndexKey": after, "limit": PAGE, "wait": self.wait}
        got = patient(lambda: self.client.ask(pb.BoxEventList, "GET", "/V8/GetNewEvents", **query))
        self.seen += [(each.IndexKey, each.EventId) for each in got.Events]
        return bool(got.Events)

    def read(self, over: threading.Event) -> None:
        """Read until it is over and nothing more comes."""
        while self.page() or not over.is_set():
            pass


class Held:
    """A message whose transaction has its place in the feed, and is not committed before ``release``."""

    def __init__(self, battle: Battle) -> None:
        self.battle = battle
        self.guid = ""
        self.begin, self.release = threading.Event(), threading.Event()

    def write(self) -> None:
        us, them = self.battle.us, self.battle.them
        while not self.begin.wait(1):
            if self.battle.faults:
                return
        with us.work() as work:
            made = exchange_posting.post(work, NewMessage(us.guid, them.guid, (paper(b"held"),)))
            self.guid = str(made.message.guid)
            assert self.release.wait(PATIENCE)

    def check(self) -> None:
        """What is committed later is shown to nobody before this one is."""
        client, box = self.battle.clients[0], self.battle.us
        past = feed(client, box)[-1:]  # read before, since no transaction may stay open for long
        self.begin.set()
        wait_for(lambda: self.guid or self.battle.faults, seconds=PATIENCE, what="the open transaction")
        before = feed(client, box, past)
        later = [self.battle.post(0, f"later-{uuid4().hex}") for _ in range(2)]
        self.battle.acknowledged |= {f"later {each}": each for each in later}
        shown = feed(client, box, past)
        assert shown[: len(before)] == before
        assert not {message for _, _, message in [*before, *shown]}.intersection([*later, self.guid])
        self.release.set()


@pytest.mark.timeout(300 + 4 * SECONDS)
def test_every_reader_sees_every_event_once_and_in_order(own: Served, sides: tuple[Partner, Partner]) -> None:
    us, them = sides
    program = us.world.application().client_id
    ours, theirs = (
        Client(own.base_url, program).sign_in(each.person.login, each.person.password) for each in (us, them)
    )
    battle = Battle(us, them, (ours, theirs))
    both = ((ours, us), (theirs, them))
    readers = [Reader(*both[number % 2], wait=number % 3) for number in range(READERS)]
    held = Held(battle)
    with battle.going_on([lambda each=each: each.read(battle.over) for each in readers]):  # type: ignore[misc]
        try:
            writers = [lambda number=number: battle.write(number) for number in range(WRITERS)]
            with battle.going_on([*writers, held.write, lambda: attack(own, battle, held)]):  # type: ignore[list-item]
                pass
            found: tuple[Feed, Feed] = ([], [])
            everything_comes(battle, held, found)
        finally:
            held.begin.set()
            held.release.set()
            battle.over.set()
    check_once(battle)
    for reader in readers:
        client, partner = both[0] if reader.box == us.guid.hex else both[1]
        found = [(key, event) for key, event, _ in feed(client, partner)]
        assert reader.seen == found
        assert sorted(set(found)) == found, "each once, and the keys grow"
        assert len({event for _, event in found}) == len(found)


def attack(own: Served, battle: Battle, held: Held) -> None:
    """Kill the worker and the web processes in turn, one of them while a transaction is held open."""
    times = max(5, int(SECONDS / KILL_EVERY))
    victims: tuple[Callable[[Served], list[psutil.Process]], ...] = (worker, web)
    for number in range(times):
        at = 0.9 * (number + 0.5) / times
        wait_for(lambda at=at: battle.share >= at, seconds=PATIENCE + SECONDS, what="messages")  # type: ignore[misc]
        kill(victims[number % 2](own))
        if number == times // 2:
            held.check()


def everything_comes(battle: Battle, held: Held, found: tuple[Feed, Feed]) -> None:
    """Wait until all is there, for as long as something comes: what was written in a storm takes its time."""
    while told := lacking(battle, held, found):
        known = [len(each) for each in found]

        def more(known: list[int] = known) -> bool:
            return not lacking(battle, held, found) or [len(each) for each in found] != known

        wait_for(more, seconds=PATIENCE, what=f"anything more ({'; '.join(told)})")


def lacking(battle: Battle, held: Held, found: tuple[Feed, Feed]) -> list[str]:
    """What has not come yet, or of which no sender was told; ``found`` grows with each look."""
    wanted = {*battle.acknowledged.values(), held.guid}
    told = []
    for way, (each, client, partner) in enumerate(zip(found, battle.clients, (battle.us, battle.them), strict=True)):
        each += feed(client, partner, each)
        there = {message for _, _, message in each}
        if there != wanted or len(each) != count(battle, held, way):
            told.append(
                f"box {way}: {len(each)} events of {count(battle, held, way)}, {len(wanted - there)} messages of "
                f"{len(wanted)} are not there, {len(there - wanted)} are unknown"
            )
    return told


def count(battle: Battle, held: Held, way: int) -> int:
    """The events of a box: each message, and the delivery of each of its own."""
    own = sum(1 for name in battle.acknowledged if sender(name) == way) + (way == 0)
    return len(battle.acknowledged) + 1 + own


def sender(name: str) -> int:
    """Which of the two sides posted under an operation."""
    return 0 if name.startswith("later") else int(name.split("-")[0]) % 2


def check_once(battle: Battle) -> None:
    """No operation made two messages; asked for again, each is answered as it was."""
    assert len(set(battle.acknowledged.values())) == len(battle.acknowledged)
    boxes = [battle.us.box.id, battle.them.box.id]
    with battle.us.world.services.engine.begin() as db:
        query = text("select count(*) from exchange_messages where from_box_id = any(:boxes)")
        made = db.execute(query, {"boxes": boxes}).scalar_one()
    assert made == len(battle.acknowledged) + 1, "and the one that was held"
    for name, guid in [each for each in battle.acknowledged.items() if not each[0].startswith("later")][::7]:
        assert battle.post(sender(name), name) == guid


def feed(client: Client, partner: Partner, known: Sequence[Event] = ()) -> Feed:
    """What comes in a feed behind what is known, page by page."""
    found: Feed = []
    while True:
        query = {"boxId": partner.guid.hex, "afterIndexKey": ([*known[-1:], *found][-1:] or [("",)])[0][0]}
        got = patient(lambda query=query: client.ask(pb.BoxEventList, "GET", "/V8/GetNewEvents", **query))  # type: ignore[misc]
        if not got.Events:
            return found
        found += [(each.IndexKey, each.EventId, each.Message.MessageId or each.Patch.MessageId) for each in got.Events]


def letter(us: Partner, them: Partner, name: str) -> pb.MessageToPost:
    attachment = pb.DocumentAttachment(
        TypeNamedId="Nonformalized",
        SignedContent=pb.SignedContent(Content=name.encode(), SignWithTestSignature=True),
        Metadata=[pb.MetadataItem(Key="FileName", Value="letter.txt")],
    )
    return pb.MessageToPost(FromBoxId=us.guid.hex, ToBoxId=them.guid.hex, DocumentAttachments=[attachment])
