"""Methods that only read: over a connection that cannot write, and counted like all others where there are limits."""

from __future__ import annotations

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from inkpost.faces.bitrix.registry import methods
from inkpost.operations import administration
from inkpost.store.tables import files, organizations
from worlds import World, docx

READING = {
    "documentgenerator.document.get",
    "documentgenerator.document.list",
    "documentgenerator.template.get",
    "documentgenerator.template.list",
}


VERBS = {"get", "list", "fields", "check", "getavailableforpayment", "availabletoadd", "getbyentitytypeid"}
NOUNS = {"gettypes", "items", "tail", "types"}  # of userfieldconfig, crm.status.entity.*, sign.b2e.*


def test_which_methods_only_read() -> None:
    """The busiest ones do, and none whose name speaks of a change."""
    found = {name for name, method in methods().items() if method.reads}
    assert found >= READING
    told = {name for name in found if not name.startswith("crm.enum.")}  # tables that nobody changes
    assert {name.rpartition(".")[2] for name in told} <= VERBS | NOUNS


def test_the_database_itself_refuses_a_write_of_a_reader(world: World) -> None:
    with world.services.reader.connect() as db, pytest.raises(DBAPIError, match="read-only transaction"):
        db.execute(insert(organizations).values(name="never"))
    with world.services.reader.connect() as db, pytest.raises(DBAPIError, match="read-only transaction"):
        db.execute(insert(files).values(organization_id=world.organization_id))


def test_reading_methods_answer_alone_and_in_a_batch(world: World) -> None:
    template = world.template(docx("x"))
    document = world.document(template)
    alone = world.rest("documentgenerator.document.get", id=document["id"])["document"]
    batch = world.rest("batch", cmd={"a": f"documentgenerator.document.get?id={document['id']}"})
    assert batch["result"]["a"]["document"]["title"] == alone["title"]
    assert world.rest("documentgenerator.template.get", id=template)["template"]["id"] == str(template)


def test_reading_methods_are_counted_where_a_portal_is_limited(world: World) -> None:
    administration.set_organization(world.services, world.organization_id, limits="standard")
    statuses = [world.rest.raw("documentgenerator.document.list").status_code for _ in range(60)]
    assert statuses[:50] == [200] * 50
    assert 503 in statuses[50:]
