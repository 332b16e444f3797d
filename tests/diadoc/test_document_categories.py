"""Every row of the table of lists over the wire: the lives that the engine's tests tell, recorded and asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4
from weakref import WeakKeyDictionary

import pytest
from sqlalchemy import update

from diadoc.client import Client
from docflows import Story
from engines.docflow import test_lists as table
from exchange_partners import Partner
from inkpost.faces.diadoc.translate.lists import CLASSES, STATUSES
from inkpost.model.docflow import DocumentClass, Side
from inkpost.model.docflow_categories import Status, mask
from inkpost.model.exchange import LockMode, MessageKind, PatchKind
from inkpost.operations import exchange_kit as kit
from inkpost.operations.kit import Services
from inkpost.store import (
    box_documents,
    exchange_documents,
    exchange_entities,
    exchange_messages,
    exchange_patches,
    tables,
)
from inkpost.store import exchange_postings as postings
from support import Served
from worlds import new_world

CLASS_WORDS = {each: word for word, each in CLASSES.items()}
STATUS_WORDS = {each: word for word, each in STATUSES.items()}
BOX_OF = {1: Side.SENDER, 2: Side.RECIPIENT, 3: Side.PROXY}


@dataclass
class Telling:
    """One story as it is recorded: in a box of its own, the other sides' being somebody else's."""

    mine: Partner
    others: list[Partner]
    of: DocumentClass
    guid: UUID = field(default_factory=uuid4)
    message_id: int = 0
    told: int = 0

    def box(self, side: int | None) -> int | None:
        """The box that plays a side."""
        if side is None:
            return None
        me = {DocumentClass.INBOUND: 2, DocumentClass.PROXY: 3}.get(self.of, 1)
        return self.mine.box.id if side == me else self.others[side % 2].box.id


@dataclass
class Teller:
    """Records stories, and asks the server where their documents are."""

    services: Services
    others: list[Partner]
    new: Callable[[], tuple[Partner, Client]]
    known: WeakKeyDictionary[Any, tuple[Telling, Client]] = field(default_factory=WeakKeyDictionary)
    status: Status = Status.ANY

    def statuses(self, story: Story, of: DocumentClass, **seen: Any) -> set[Status]:
        """What the engine says of a story now, once it is recorded; and the server has the same to say."""
        if story not in self.known:
            mine, client = self.new()
            self.known[story] = (Telling(mine, self.others, of), client)
        telling, client = self.known[story]
        self.record(story, telling, seen)
        said = STORY_STATUSES(story, of, **seen)
        invoice = "UniversalTransferDocument" if seen.get("is_invoice") else "Nonformalized"
        for kind in ("Any", invoice):
            category = f"{kind}.{CLASS_WORDS[of]}{STATUS_WORDS[self.status]}"
            found = client.json("GET", "/V3/GetDocuments", boxId=telling.mine.guid.hex, filterCategory=category)
            assert found["TotalCount"] == len(found["Documents"]) == int(self.status in said), category
        return said

    def record(self, story: Story, telling: Telling, seen: dict[str, Any]) -> None:
        """Bring the record to what the story is now."""
        with self.services.engine.begin() as db:
            now = self.services.clock()
            if not telling.message_id:
                self.begin(db, story, telling, now)
            message = exchange_messages.change(db, telling.message_id, **self.message(seen, now))
            patch = self.add(db, story, telling, now)
            invoice = bool(seen.get("is_invoice"))
            kind = ("UniversalTransferDocument", "СЧФ") if invoice else ("Nonformalized", "default")
            changed = update(tables.exchange_documents).where(tables.exchange_documents.c.guid == telling.guid)
            db.execute(changed.values(type_name=kind[0], function=kind[1]))
            marks = {
                "read_at": now if seen.get("is_read", True) else None,
                "deleted_at": now if seen.get("is_deleted") else None,
            }
            (held,) = kit.come(self.services, db, message, patch, telling.mine.box.id, now, {telling.guid: marks})
            if "owes_marking_cancellation" in seen:
                self.mark(db, held, seen["owes_marking_cancellation"])

    def mark(self, db: Any, held: Any, owed: bool) -> None:
        """Nothing tells the record of marked goods yet: the bit is set where the engine would."""
        bits = held.categories | mask([Status.HAVE_TO_CANCEL_MARKING]) if owed else held.categories
        values = {"class": held.folder, "categories": bits}
        for name in ("message_id", "type_name", "ticks", "view", "custom_data"):
            values[name] = getattr(held, name)
        now = box_documents.write_box_document(db, box_id=held.box_id, document_id=held.document_id, **values)
        postings.post(db, [postings.Change(held, now)])

    def message(self, seen: dict[str, Any], now: Any) -> dict[str, Any]:
        """What the message says of itself."""
        came = now if seen.get("delivered_at", now) is not None else None
        return {
            "kind": MessageKind.DRAFT if seen.get("is_draft") else MessageKind.LETTER,
            "sent_at": now,
            "delivered_at": came,
            "proxy_delivered_at": came,
        }

    def begin(self, db: Any, story: Story, telling: Telling, now: Any) -> None:
        """The message and its document."""
        internal = telling.of is DocumentClass.INTERNAL
        proxy = telling.of is DocumentClass.PROXY or story.document.through_proxy
        head = telling.mine.box.head_department_id if internal else None
        message = exchange_messages.add(
            db,
            kind=MessageKind.LETTER,
            from_box_id=telling.box(1),
            to_box_id=None if internal else telling.box(2),
            proxy_box_id=telling.box(3) if proxy and not internal else None,
            from_department_id=head,
            to_department_id=head,
            internal=internal,
            lock_mode=LockMode.NONE,
            packet=uuid4(),
            created_at=now,
            changed_at=now,
        )
        exchange_messages.arrive(db, telling.mine.box.id, message.id, now)
        document = {
            "guid": telling.guid,
            "message_id": message.id,
            "type_name": "Nonformalized",
            "function": "default",
            "version": "v1",
            "workflow_id": story.workflow.id,
            "title": "A story",
            "file_name": "story.txt",
            "number": None,
            "date": None,
            "custom_id": "",
            "editing_id": "",
            "packet": message.packet,
            "metadata": [],
            "created_at": now,
        }
        exchange_documents.add_all(db, [document])
        telling.message_id = message.id

    def add(self, db: Any, story: Story, telling: Telling, now: Any) -> Any:
        """A patch of what the story has more."""
        message = exchange_messages.by_id(db, telling.message_id)
        patch = exchange_patches.add(db, message_id=message.id, kind=PatchKind.ADDITION, created_at=now)
        names = {each.id: UUID(int=telling.guid.int ^ each.id.int) for each in story.entities}
        names[story.document.id] = telling.guid
        fresh = story.entities[telling.told :]
        telling.told = len(story.entities)
        rows = [
            kit.entity_row(
                message,
                patch,
                each.order,
                each.kind,
                each.side,
                guid=names[each.id],
                document=telling.guid,
                parent=names[each.parent] if each.parent else None,
                box_id=telling.box(each.author_box),
                check=each.check,
                wants_signature=each.wants_signature,
                wants_receipt=each.wants_receipt,
                approvement=each.approvement,
                partially=each.partially,
                rejected=each.rejected,
                encrypted=each.encrypted,
                through_proxy=each.through_proxy,
                to_side=each.to,
                resolution=each.resolution,
                created_at=each.at,
            )
            for each in fresh
        ]
        exchange_entities.add_all(db, rows)
        return patch


STORY_STATUSES = Story.statuses


@pytest.fixture(scope="module")
def teller(served: Served, services: Services) -> Teller:
    """One organisation tells all stories, each in a box of its own."""
    world = new_world(served, services)
    client = Client(served.base_url, world.application().client_id).sign_in(world.admin.login, world.admin.password)
    return Teller(services, [Partner(world), Partner(world)], lambda: (Partner(world), client))


@pytest.mark.parametrize(
    ("of", "status", "life"),
    [
        pytest.param(of, status, life, id=f"{of}-{status.name.lower()}-{number}")
        for status, lives in table.LIVES.items()
        for number, life in enumerate(lives)
        for of in table.CLASSES[status]
        if of not in table.NOT_FOR.get((life, status), ())
    ],
)
def test_a_document_comes_into_its_list_and_goes_out(
    teller: Teller, monkeypatch: pytest.MonkeyPatch, of: DocumentClass, status: Status, life: table.Life
) -> None:
    teller.status = status
    monkeypatch.setattr(Story, "statuses", lambda story, of, **seen: teller.statuses(story, of, **seen))
    held = [status in moment for moment in life(of)]
    assert any(held), "it comes in"
    assert not held[0], "it was not there before"
    assert not all(held[held.index(True) :]), "it goes out"
