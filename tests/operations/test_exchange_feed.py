"""The feed steps over nothing, delivery happens once, and an operation under one name is done once."""

from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from exchange_partners import Partner, deliver_now, kinds, paper, refused
from inkpost.errors import Reason
from inkpost.model.boxes import Access
from inkpost.model.exchange import EventQuery, EventView
from inkpost.model.exchange_posting import NewMessage, Signed
from inkpost.operations import administration, exchange_delivery, exchange_feed, exchange_posting
from inkpost.operations.exchange_kit import HEAD
from inkpost.operations.exchange_once import once
from inkpost.store import box_events, exchange_once
from support import wait_for


def place(event: EventView) -> tuple[int, int]:
    return event.event.xact, event.event.id


def test_a_writer_held_open_is_not_stepped_over(us: Partner) -> None:
    """The first to write is the last to commit: nothing behind it is shown until then."""
    with us.work() as slow:
        held = exchange_posting.post(slow, NewMessage(us.guid, None, (paper(),), internal=True))
        quick = us.post(None, internal=True)
        assert us.feed() == []
    shown = [each.message.message.guid for each in us.feed()]
    assert shown == [held.message.guid, quick.message.guid]


def test_a_database_out_of_a_backup_goes_on_behind_what_is_there(us: Partner) -> None:
    """Its transactions are counted anew, so those of the backup have greater numbers."""
    us.post(None, internal=True)
    with us.world.services.engine.begin() as db:
        db.execute(text("update box_events set xact = xact + 1000000 where box_id = :box"), {"box": us.box.id})
    assert us.feed() == []
    with us.world.services.engine.begin() as db:
        box_events.rebase(db)
    (first,) = us.feed()
    us.post(None, internal=True)
    assert [place(each) > place(first) for each in us.feed(after=place(first))] == [True]


class Box:
    """Writers that begin and commit in any order, and a reader who goes on from the last event it saw."""

    def __init__(self, partner: Partner) -> None:
        self.partner = partner
        self.read: list[int] = []
        self.after: tuple[int, int] | None = None

    def page(self) -> None:
        for each in self.partner.feed(after=self.after, limit=2):
            self.read.append(each.event.patch_id)
            self.after = place(each)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["write", "commit", "read"])), max_size=14))
def test_whatever_order_writers_commit_in_a_reader_sees_each_event_once_and_in_order(
    us: Partner, acts: list[tuple[int, str]]
) -> None:
    box = Box(us)
    box.page()
    while us.feed(after=box.after):
        box.page()
    begun = len(box.read)
    open_ones: dict[int, object] = {}
    written = 0
    for writer, act in acts:
        if act == "write":
            if writer not in open_ones:
                open_ones[writer] = us.work()
                work = open_ones[writer].__enter__()  # type: ignore[attr-defined]
                exchange_posting.post(work, NewMessage(us.guid, None, (paper(),), internal=True))
                written += 1
        elif act == "commit" and writer in open_ones:
            open_ones.pop(writer).__exit__(None, None, None)  # type: ignore[attr-defined]
        else:
            box.page()
    for each in open_ones.values():
        each.__exit__(None, None, None)  # type: ignore[attr-defined]
    while us.feed(after=box.after):
        box.page()
    assert len(box.read) - begun == written
    assert len(set(box.read)) == len(box.read)
    assert [each.event.patch_id for each in us.feed()][-written or len(box.read) :] == box.read[begun:]


def test_delivery_is_done_once_however_often_it_is_asked_for(us: Partner, them: Partner) -> None:
    posted = us.post(them, paper(wants_signature=True))
    threads = [threading.Thread(target=deliver_now, args=(us, them)) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    deliver_now(us, them)
    assert [each.event.patch.kind for each in us.feed()] == ["message", "delivery"]
    assert [each.event.patch.kind for each in them.feed()] == ["message"]
    assert kinds(them.see(posted).entities) == ["document", "signature"]


def test_what_waits_without_a_job_is_found(us: Partner, them: Partner) -> None:
    posted = us.post(them)
    with us.world.services.engine.begin() as db:
        db.execute(text("delete from procrastinate_jobs where task_name = 'exchange_deliver' and status = 'todo'"))
    exchange_delivery.queue_waiting(us.world.services)
    them.has(posted)


def test_one_name_is_one_act_for_one_person_in_one_box(us: Partner, them: Partner) -> None:
    done: list[int] = []

    def act() -> bytes:
        done.append(1)
        return str(len(done)).encode()

    colleague = us.colleague()
    for person, name, answered in (
        (us.person, "Abc", b"1"),
        (us.person, "aBC", b"1"),
        (us.person, "other", b"2"),
        (colleague, "abc", b"3"),
    ):
        with us.work(person) as work:
            assert once(work, us.guid, "PostMessage", name, act) == answered
    with pytest.raises(ZeroDivisionError), us.work() as work:
        once(work, us.guid, "PostMessage", "failing", lambda: b"%d" % (1 // 0))
    with us.work() as work:
        assert once(work, us.guid, "PostMessage", "failing", act) == b"4"
    with us.work() as work, refused(Reason.FORBIDDEN, "none of those"):
        once(work, them.guid, "PostMessage", "abc", act)


def test_the_second_waits_for_the_first_and_gives_up_in_the_end(us: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_once, "PATIENCE_MS", 50)
    with us.work() as first:
        assert once(first, us.guid, "PostMessage", "x", lambda: b"1") == b"1"
        with us.work() as second:
            assert once(second, us.guid, "PostMessage", "x", lambda: b"2") is None
    with us.work() as third:
        assert once(third, us.guid, "PostMessage", "x", lambda: b"3") == b"1"


def test_who_does_not_see_all_names_a_department(us: Partner, them: Partner) -> None:
    number = administration.add_department(
        them.world.services, them.world.organization_id, "Sales", parent=them.box.head_department_id
    )
    clerk = them.colleague(Access.OWN, department_id=number)
    us.post(them)
    deliver_now(us, them)
    with them.work(clerk) as work:
        with refused(Reason.FORBIDDEN, "name a department"):
            exchange_feed.page(work, them.guid, EventQuery())
        with refused(Reason.FORBIDDEN, "do not see the documents"):
            exchange_feed.page(work, them.guid, EventQuery(), department=HEAD)
        assert exchange_feed.last(work, them.guid) is None


def test_the_feed_is_filtered_by_everything(us: Partner, them: Partner) -> None:
    us.post(them)
    us.post(None, internal=True)
    us.post(them, paper(signed=Signed(b"draft")), draft=True)
    deliver_now(us, them)
    wait_for(lambda: len(us.feed()) == 4, what="four events")

    def kinds_of(**query: object) -> list[str]:
        return [each.event.patch.kind.value for each in us.feed(**query)]

    everything = us.feed()
    assert kinds_of(kinds=["draft"]) == ["message"]
    assert kinds_of(classes=["internal"]) == ["message"]
    assert kinds_of(classes=["outbound"], kinds=["letter"]) == ["message", "delivery"]
    assert kinds_of(types=["Contract"]) == []
    assert kinds_of(counterparty_box_id=them.box.id, kinds=["letter"]) == ["message", "delivery"]
    middle = everything[2].event.happened_at
    assert len(kinds_of(since=middle)) == len([each for each in everything if each.event.happened_at >= middle])
    assert len(kinds_of(until=middle)) == len([each for each in everything if each.event.happened_at <= middle])
    assert [place(each) for each in us.feed(descending=True)] == [place(each) for each in reversed(everything)]
