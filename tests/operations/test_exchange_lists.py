"""Lists against a slow and obvious reference over the facts, and while several write and one folds."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from exchange_partners import Partner, answer, deliver_now, paper, signature
from exchange_samples import transfer
from inkpost.engines.docflow import Seen, view
from inkpost.errors import InkpostError
from inkpost.model.boxes import Access
from inkpost.model.docflow import DocumentClass, EntityKind, ResolutionKind
from inkpost.model.docflow_categories import Status
from inkpost.model.exchange import BoxDocument, Message, MessageKind
from inkpost.model.exchange_lists import DepartmentTree, ListAsked, Order, Place
from inkpost.model.exchange_posting import NewEntity, Signed
from inkpost.operations import (
    administration,
    exchange_lists,
    exchange_moves,
    exchange_refolding,
    exchange_settling,
)
from inkpost.operations.exchange_types import is_invoice
from inkpost.operations.kit import Work
from inkpost.store import (
    box_documents,
    boxes,
    credentials,
    exchange_documents,
    exchange_entities,
    exchange_messages,
)
from inkpost.store.tables import box_messages
from worlds import Person, World

SOME = (Status.ANY, Status.NOT_FINISHED)
TYPES = ("Nonformalized", "Contract", "UniversalTransferDocument")


DAY = date(2024, 2, 2)


@contextmanager
def one_moment(side: Partner, people: Sequence[Person]) -> Iterator[list[Work]]:
    """Work of several people that sees one moment, whatever is delivered meanwhile."""
    services = side.world.services
    with services.engine.execution_options(isolation_level="REPEATABLE READ").begin() as db:
        callers = [credentials.caller_as_user(db, side.world.organization_id, each.id) for each in people]
        yield [Work(services, caller, db) for caller in callers if caller is not None]


def everything(work: Work, side: Partner) -> Iterator[tuple[BoxDocument, set[Status]]]:
    """What a box has, each with the statuses that its entities give it."""
    ids = [row.message_id for row in work.db.execute(box_messages.select().where(box_messages.c.box_id == side.box.id))]
    for message in exchange_messages.of_ids(work.db, ids).values():
        entities = exchange_entities.seen(work.db, side.box.id, [message.id])
        held = {each.document_id: each for each in box_documents.of_messages(work.db, side.box.id, [message.id])}
        for document in exchange_documents.of_message(work.db, message.id):
            one = held[document.id]
            yield one, statuses(message, side, one, exchange_settling.state_of(document, entities), document)


def statuses(message: Message, side: Partner, held: BoxDocument, state: Any, document: Any) -> set[Status]:
    """The statuses that hold for a document."""
    said = view(
        state,
        Seen(
            message.class_of(side.box.id),
            side.box.id,
            is_read=held.read_at is not None,
            is_deleted=held.deleted_at is not None,
            is_draft=message.kind is MessageKind.DRAFT,
            sent_at=message.sent_at,
            delivered_at=message.proxy_delivered_at if held.folder is DocumentClass.PROXY else message.delivered_at,
            is_invoice=is_invoice(document.type_name, document.function),
        ),
    )
    return {status for status in Status if said.bits >> status & 1}


def visible(work: Work, house: House, held: BoxDocument) -> bool:
    """Whether somebody sees a document."""
    places = {held.department_id}
    if held.folder is DocumentClass.INTERNAL:
        places |= {held.from_department_id, held.to_department_id}
    numbers = [number for number, _ in house.departments]
    at = [each.id for each in house.people].index(work.user_id)
    mine = [set(numbers), {numbers[1]}, {numbers[1], numbers[2]}, {numbers[2], numbers[3]}, set()][at]
    return bool(places & mine)


def key(held: BoxDocument, order: Order) -> tuple[Any, ...]:
    """Where a document stands."""
    own = (held.ticks, held.id)
    return own if order is Order.TIME else (held.date, *own)


def read_through(work: Work, side: Partner, asked: ListAsked, size: int) -> tuple[list[int], set[int]]:
    """Page by page; the documents and the totals that were told."""
    found: list[int] = []
    totals: set[int] = set()
    after: Place | None = None
    while True:
        page = exchange_lists.page(work, side.guid, replace(asked, after=after, count=size))
        totals.add(page.total)
        found += [each.number for each in page.places]
        if len(page.places) < size:
            return found, totals
        after = page.places[-1]


@dataclass
class House:
    """Two boxes, and one behind us; ours has departments, and people who see different parts of it."""

    ours: Partner
    theirs: Partner
    behind: Partner = field(init=False)
    departments: list[tuple[int, UUID]] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.behind = Partner(self.theirs.world)
        world, box = self.ours.world, self.ours.box
        head = box.head_department_id
        first = administration.add_department(world.services, world.organization_id, "First", parent=head)
        below = administration.add_department(world.services, world.organization_id, "Below", parent=first)
        other = administration.add_department(world.services, world.organization_id, "Other", parent=head)
        with world.services.engine.connect() as db:
            guids = boxes.department_guids(db, [head, first, below, other])
        self.departments = [(number, UUID(guids[number])) for number in (head, first, below, other)]
        self.people = [
            self.ours.person,
            self.ours.colleague(Access.OWN, department_id=first),
            self.ours.colleague(Access.OWN_AND_BELOW, department_id=first),
            self.ours.colleague(Access.SELECTED, selected=(below, other)),
            self.ours.colleague(Access.NONE),
        ]

    def tree(self, at: int) -> set[int]:
        """A department of ours with what lies under it."""
        numbers = [number for number, _ in self.departments]
        return {0: set(numbers), 1: set(numbers[1:3])}.get(at, {numbers[at]})


@dataclass(frozen=True)
class Reading:
    """One list as somebody reads it."""

    of: DocumentClass
    status: Status
    who: int = 0
    place: int = 0
    alone: bool = False
    kind: str | None = None
    dated: bool = False

    def asked(self, house: House, descending: bool) -> ListAsked:
        """How it is asked for."""
        trees = (DepartmentTree(house.departments[self.place][1] if self.place else None, self.alone),)
        types = (self.kind,) if self.kind else ()
        since = DAY if self.dated else None
        return ListAsked(self.of, (self.status,), types, trees, descending=descending, date_from=since)

    def wants(self, work: Work, house: House, held: BoxDocument, holds: set[Status]) -> bool:
        """Whether a document belongs to it."""
        tree = {house.departments[self.place][0]} if self.alone else house.tree(self.place)
        return (
            held.folder is self.of
            and self.status in holds
            and held.department_id in tree
            and visible(work, house, held)
            and (self.kind is None or held.type_name == self.kind)
            and (not self.dated or (held.date is not None and held.date >= DAY))
        )


class Lists(RuleBasedStateMachine):
    """Anything may happen to documents; every list stays what the facts say."""

    def __init__(self, ours: World, theirs: World) -> None:
        super().__init__()
        self.messages: list[UUID] = []
        self.house = House(Partner(ours), Partner(theirs))

    @rule(
        inbound=some.booleans(),
        place=some.integers(0, 3),
        day=some.sampled_from([None, "01.02.2024", "02.02.2024"]),
        way=some.sampled_from(["sent", "sent", "delayed", "draft"]),
        kind=some.integers(0, 2),
    )
    def exchange_one(self, inbound: bool, place: int, day: str | None, way: str, kind: int) -> None:
        house = self.house
        fields = [("FileName", "a.txt"), ("DocumentNumber", "7"), ("DocumentDate", day or "03.02.2024")]
        document = (
            paper(wants_signature=True),
            paper(type_name="Contract", metadata=fields),
            transfer(wants_receipt=True),
        )[kind]
        if way == "draft":  # it is signed when it is sent
            document = replace(document, signed=replace(document.signed, by_test=False))
        more: dict[str, Any] = {} if way == "sent" else {way: True}
        if way != "sent":
            document = replace(document, signed=Signed(document.signed.content))
        guid = house.departments[place][1]
        if inbound:
            posted = house.theirs.post(house.ours, document, to_department=guid, **more)
        else:
            posted = house.ours.post(house.theirs, document, from_department=guid, **more)
        self.messages.append(posted.message.guid)
        deliver_now(house.ours, house.theirs)

    @rule(start=some.integers(0, 3), end=some.integers(0, 3))
    def send_within(self, start: int, end: int) -> None:
        house = self.house
        places = {"from_department": house.departments[start][1], "to_department": house.departments[end][1]}
        posted = house.ours.post(None, paper(wants_signature=True), internal=True, **places)
        self.messages.append(posted.message.guid)

    @initialize(place=some.integers(0, 3))
    def begin(self, place: int) -> None:
        """What passes through us is there in every run."""
        self.pass_through(place)

    @rule(place=some.integers(0, 3))
    def pass_through(self, place: int) -> None:
        house = self.house
        ends = {"proxy_box": house.ours.guid, "proxy_department": house.departments[place][1]}
        posted = house.theirs.post(house.behind, paper(wants_signature=True), **ends)
        self.messages.append(posted.message.guid)
        deliver_now(house.ours, house.theirs)

    @rule(data=some.data(), ours=some.booleans(), what=some.integers(0, 5))
    def add(self, data: Any, ours: bool, what: int) -> None:
        side = self.house.ours if ours else self.house.theirs
        guid = data.draw(some.sampled_from([*self.messages, None]))
        if guid is None:
            return
        try:
            document = next(iter(side.see(guid).documents))
            side.add(guid, _addition(what, document))
        except InkpostError:
            return
        deliver_now(self.house.ours, self.house.theirs)

    @rule(data=some.data(), act=some.sampled_from(["delete", "restore", "move"]), place=some.integers(0, 3))
    def arrange(self, data: Any, act: str, place: int) -> None:
        guid = data.draw(some.sampled_from([*self.messages, None]))
        if guid is None:
            return
        house = self.house
        try:
            with house.ours.work() as work:
                document = next(iter(house.ours.see(guid).documents))
                if act == "move":
                    exchange_moves.move(work, house.ours.guid, [(guid, document)], house.departments[place][1])
                else:
                    getattr(exchange_moves, act)(work, house.ours.guid, guid, document)
        except InkpostError:
            return

    @rule()
    def fold(self) -> None:
        exchange_lists.fold(self.house.ours.world.services)

    @rule(
        of=some.sampled_from(DocumentClass),
        who=some.integers(0, 4),
        place=some.integers(0, 3),
        alone=some.booleans(),
        kind=some.sampled_from([None, *TYPES]),
        dated=some.booleans(),
    )
    def read_narrowly(self, of: Any, who: int, place: int, alone: bool, kind: str | None, dated: bool) -> None:
        self.compare([Reading(of, status, who, place, alone, kind, dated) for status in Status])

    @invariant()
    def every_list_is_right(self) -> None:
        if self.messages:
            every = [Reading(of, status, who) for of in DocumentClass for status in SOME for who in range(5)]
            self.compare(every)

    def compare(self, readings: Sequence[Reading]) -> None:
        house = self.house
        with one_moment(house.ours, house.people) as works:
            there = list(everything(works[0], house.ours))
            for reading in readings:
                wanted = [held for held, holds in there if reading.wants(works[reading.who], house, held, holds)]
                for descending in (False, True):
                    asked = reading.asked(house, descending)
                    found, totals = read_through(works[reading.who], house.ours, asked, 3)
                    wanted.sort(key=lambda held: key(held, asked.order), reverse=descending)
                    assert found == [held.id for held in wanted], reading
                    assert totals == {len(wanted)}, reading


def _addition(what: int, document: UUID) -> NewEntity:
    if what == 5:
        return NewEntity(
            "resolutions[0]", EntityKind.RESOLUTION, document, "resolution", resolution=ResolutionKind.APPROVE
        )
    kinds = (EntityKind.RECEIPT, EntityKind.REFUSAL, EntityKind.REVOCATION_REQUEST, EntityKind.AMENDMENT_REQUEST)
    return signature(document) if what == 4 else answer(kinds[what], document)


def test_lists_are_what_the_facts_say(world: World, other_world: World) -> None:
    run_state_machine_as_test(
        lambda: Lists(world, other_world),
        settings=settings(
            max_examples=4,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate,),  # what fails is short enough, and to shorten it takes minutes
        ),
    )


def test_writers_and_a_folding_job_lose_no_count(world: World, other_world: World) -> None:
    house = House(Partner(world), Partner(other_world))
    sent = [house.ours.post(house.theirs, paper()) for _ in range(4)]
    guids = [(each.message.guid, next(iter(each.documents))) for each in sent]
    going = threading.Event()

    def move(own: Sequence[tuple[UUID, UUID]]) -> None:
        for turn in range(12):
            for guid, document in own:
                with house.ours.work() as work:
                    exchange_moves.move(work, house.ours.guid, [(guid, document)], house.departments[turn % 4][1])
                with house.ours.work() as work:
                    act = exchange_moves.delete if turn % 2 == 0 else exchange_moves.restore
                    act(work, house.ours.guid, guid, document)

    def fold() -> None:
        while not going.is_set():
            exchange_lists.fold(world.services)

    def count() -> int:
        looks = 0
        while not going.is_set() or not looks:
            with one_moment(house.ours, house.people[:2]) as works:
                for work in works:
                    found, totals = read_through(work, house.ours, ListAsked(DocumentClass.OUTBOUND), 100)
                    assert totals == {len(found)}
            looks += 1
        return looks

    with ThreadPoolExecutor(5) as pool:
        others: list[Callable[[], object]] = [fold, count]
        started = [pool.submit(each) for each in others]
        try:
            for each in [pool.submit(move, guids[:2]), pool.submit(move, guids[2:]), pool.submit(move, [])]:
                each.result()
        finally:
            going.set()
        for each in started:
            each.result()
    exchange_lists.fold(world.services)
    assert exchange_refolding.wrong_tallies(world.services) == 0
