"""A DOCX with fields of the linked system of personnel records: it is asked for them when the document is sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from hcmlink_worlds import H, Link, told
from inkpost.model.hcmlink import PATIENCE
from inkpost.operations import hcmlink_jobs, hcmlink_people, signing, signing_members
from inkpost.store.tables import hcmlink_jobs as jobs_table
from inkpost.store.tables import sign_documents
from signing_worlds import Office
from worlds import SCOPES, World, b64, docx, pdf_text

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TEXT = ("Number {Employee.personal_number}, PIN {Employee.pin}.", "{Other} {Employee.unknown} {Signature:signer}")


@dataclass
class Linked:
    """An office whose company is linked; its employee is ``e-1`` there."""

    world: World
    office: Office = field(init=False)
    link: Link = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(self.world, scopes=[*SCOPES, H])
        self.link = Link(self.world, {"crmCompanyId": self.office.company})
        self.link.employees()
        self.link.act(hcmlink_people.map_person, self.link.id, "p-1", self.office.worker.id)

    def send(self, *paragraphs: str) -> dict[str, Any]:
        """Send a DOCX with these paragraphs."""
        file = {"fileName": "a.docx", "fileType": DOCX, "fileContent": b64(docx(*(paragraphs or TEXT)))}
        return self.office.send(files=[file])

    def job(self, sent: dict[str, Any]) -> int | None:
        """The job that brings a document's values."""
        query = select(sign_documents.c.values_job_id).where(sign_documents.c.guid == sent["uid"])
        with self.world.services.engine.begin() as db:
            found: int | None = db.execute(query).scalar()
        return found

    def why(self, sent: dict[str, Any]) -> str:
        """Why a document stands where it does."""
        return str(self.office.act(self.world.admin, signing.get, sent["uid"]).state.why)

    def text(self, sent: dict[str, Any]) -> str:
        """What the representative reads once it is ready."""
        self.office.wait(sent, boss="ready", seconds=120)
        uid = self.office.uid(sent, self.office.boss)
        return pdf_text(self.office.act(self.office.boss, signing_members.original, uid)[1])


@pytest.fixture
def linked(world: World) -> Linked:
    """A fresh one."""
    return Linked(world)


def test_it_is_asked_and_the_document_waits_for_the_answer(linked: Linked) -> None:
    sent = linked.send()
    number = linked.job(sent)
    assert number is not None
    job = linked.link.act(hcmlink_jobs.get, number)
    assert (list(job.employees), sorted(job.fields)) == (["e-1"], ["personal_number", "pin"])
    assert linked.why(sent) == "values"
    assert linked.office.state(sent)[0] == "sent"
    linked.link.values(("e-1", "personal_number", "77-12"), ("e-1", "pin", "4711"), **told(number))
    text = linked.text(sent)
    assert "Number 77-12, PIN 4711." in text
    assert "{Other} {Employee.unknown}" in text


def test_what_is_kept_is_taken_without_asking(linked: Linked) -> None:
    linked.link.values(("e-1", "personal_number", "77-13"))
    sent = linked.send("Number {Employee.personal_number}.")
    assert linked.job(sent) is None
    assert "Number 77-13." in linked.text(sent)


def test_a_job_that_is_cancelled_leaves_what_is_there(linked: Linked) -> None:
    linked.link.values(("e-1", "personal_number", "77-14"))
    sent = linked.send()
    number = linked.job(sent)
    assert number is not None
    assert list(linked.link.act(hcmlink_jobs.get, number).fields) == ["pin"]
    linked.link.app(f"{H}.job.update", **told(number, "CANCELED")["job"])
    assert "Number 77-14, PIN ." in linked.text(sent)


def test_nobody_waits_for_an_answer_that_does_not_come(linked: Linked) -> None:
    sent = linked.send()
    number = linked.job(sent)
    long_ago = linked.world.services.clock() - PATIENCE - timedelta(hours=1)
    with linked.world.services.engine.begin() as db:
        db.execute(update(jobs_table).where(jobs_table.c.id == number).values(created_at=long_ago))
    assert "Number , PIN ." in linked.text(sent)


def test_without_fields_or_link_nothing_is_asked(linked: Linked, other_world: World) -> None:
    assert linked.job(linked.send("Nothing {Other} {Employee.unknown}")) is None
    file = {"fileName": "a.docx", "fileType": DOCX, "fileContent": b64(docx(*TEXT))}
    unlinked = Office(other_world).send(files=[file])
    assert linked.job(unlinked) is None
