"""``crm.documentgenerator.document.*``: documents of deals, as far as a caller may see the deals."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from crm_worlds import COMPANY, CONTACT, DEAL, D, T, document, item, manager, template
from inkpost.store import tables
from support import CLIENT, Rest
from worlds import Person, World, b64, docx, docx_text


def _deal(world: World, person: Person | None = None, **fields: Any) -> int:
    owner = {"assignedById": person.id} if person else {}
    return item(world.rest, DEAL, **{"title": "Implementation", **owner, **fields})


def _text(world: World, number: int | str, rest: Rest | None = None) -> str:
    shown = (rest or world.rest)(f"{D}.get", id=number)["document"]
    return docx_text(CLIENT.get(shown["downloadUrlMachine"]).content)


def _ids(answer: dict[str, Any]) -> list[int]:
    return [int(each["id"]) for each in answer["documents"]]


def test_a_document_has_the_data_of_its_deal(world: World) -> None:
    company = item(world.rest, COMPANY, title="Acme & Co")
    deal = _deal(world, companyId=company)
    text = "{Title} for {CompanyTitle}, {DEAL.COMPANY.TITLE}, no {DocumentNumber}"
    made = document(world, template(world, docx(text)), deal)
    assert _text(world, made["id"]) == "Implementation for Acme & Co, Acme & Co, no 1"
    assert (made["entityTypeId"], made["entityId"]) == ("2", str(deal))


def test_what_the_call_gives_goes_before_what_the_deal_has(world: World) -> None:
    used = template(world, docx("{Title}|{TotalSum}|{Own}|{DocumentNumber}"))
    values = {"Title": "Mine", "TotalSum": "12.50|EUR", "Own": "x", "DocumentNumber": "A-1"}
    made = document(world, used, _deal(world), values=values)
    assert _text(world, made["id"]) == "Mine|12,50\u00a0€|x|A-1"
    assert made["number"] == "A-1"
    assert made["values"].items() >= values.items()


def test_one_s_own_company_may_be_chosen(world: World) -> None:
    first, second = (item(world.rest, COMPANY, title=name, isMyCompany="Y") for name in ("First", "Second"))
    used, deal = template(world, docx("{MyCompanyTitle}")), _deal(world)
    assert _text(world, document(world, used, deal)["id"]) == "First"
    made = document(world, used, deal, values={"MY_COMPANY": str(second)})
    assert _text(world, made["id"]) == "Second"
    choice = world.rest(f"{D}.getfields", id=made["id"])["documentFields"]["MY_COMPANY"]["value"]
    assert choice == [
        {"value": str(first), "title": "First", "selected": False},
        {"value": str(second), "title": "Second", "selected": True},
    ]
    theirs = item(world.rest, COMPANY, title="Theirs")
    assert _text(world, document(world, used, deal, values={"MY_COMPANY": theirs})["id"]) == ""


def test_an_object_that_is_not_there_leaves_its_fields_empty(world: World) -> None:
    made = document(world, template(world, docx("[{Title}] {DocumentNumber}")), 2**40)
    assert _text(world, made["id"]) == "[] 1"
    person = manager(world)
    own = document(world, template(world, docx("x")), 2**40, rest=person.rest)
    assert person.rest(f"{D}.get", id=own["id"])["document"]["entityId"] == str(2**40)
    assert person.rest.error(f"{D}.get", id=made["id"])[1] == "DOCGEN_ACCESS_ERROR"


def test_an_update_takes_the_deal_as_it_is_now(world: World) -> None:
    deal = _deal(world)
    made = document(world, template(world, docx("{Title} {Own}")), deal, values={"Own": "a"})
    world.rest("crm.item.update", entityTypeId=DEAL, id=deal, fields={"title": "Changed"})
    changed = world.rest(f"{D}.update", id=made["id"], values={"DocumentNumber": "2026-002"})["document"]
    assert (changed["number"], changed["updatedBy"]) == ("2026-002", world.admin.id)
    assert _text(world, made["id"]) == "Changed a"


def test_a_deleted_document_is_gone_with_its_link(world: World) -> None:
    made = document(world, template(world, docx("x")), _deal(world))
    url = world.rest(f"{D}.enablepublicurl", id=made["id"])["publicUrl"]
    assert world.rest(f"{D}.delete", id=made["id"]) is None
    assert CLIENT.get(url).status_code == 404
    assert world.rest(f"{D}.list") == {"documents": []}


def test_a_number_names_the_client(world: World) -> None:
    fields = {"name": "By client", "template": "{CLIENT_ID}/{NUMBER}{SELF}"}
    numerator = world.rest("crm.documentgenerator.numerator.add", fields=fields)["numerator"]["id"]
    used = template(world, docx("{DocumentNumber}"), numeratorId=numerator)
    item(world.rest, COMPANY, title="Another")
    company, person = item(world.rest, COMPANY, title="Acme"), item(world.rest, CONTACT, name="Anna")
    owned = [_deal(world, companyId=company, contactId=person), _deal(world, contactId=person), _deal(world)]
    ahead = world.rest(f"{T}.getfields", id=used, entityTypeId=DEAL, entityId=owned[0])["templateFields"]
    assert ahead["DocumentNumber"]["value"] == f"{company}/1{{SELF}}"
    numbers = [document(world, used, each)["number"] for each in owned]
    assert company != person
    assert numbers == [f"{company}/1{{SELF}}", f"{person}/2{{SELF}}", "/3{SELF}"]


def test_a_document_made_elsewhere_is_brought_in(world: World) -> None:
    deal = _deal(world)
    fields = {
        "entityTypeId": DEAL,
        "entityId": deal,
        "fileContent": b64(docx("Ready {Title}")),
        "pdfContent": b64(b"%PDF-1.4\n%%EOF"),
        "imageContent": b64(b"\xff\xd8\xff\xe0 a JPEG"),
        "region": "de",
        "title": "Product demonstration",
        "number": "2026-001",
    }
    made = world.rest(f"{D}.upload", fields=fields)["document"]
    assert (made["title"], made["number"], made["stampsEnabled"]) == ("Product demonstration", "2026-001", False)
    assert CLIENT.get(made["downloadUrlMachine"]).content == docx("Ready {Title}")
    assert CLIENT.get(made["pdfUrlMachine"]).content == b"%PDF-1.4\n%%EOF"
    assert CLIENT.get(made["imageUrlMachine"]).headers["content-type"] == "image/jpeg"
    assert made["templateId"] not in world.rest(f"{T}.list")["templates"]
    world.rest(f"{D}.update", id=made["id"], values={"Any": "thing"})
    assert _text(world, made["id"]) == "Ready Implementation"
    for name in ("pdfContent", "imageContent"):
        status, code, text = world.rest.error(f"{D}.upload", fields={**fields, name: b64(b"<html>")})
        assert (status, code, name in text) == (400, "ERROR_ARGUMENT", True)


# --- lists ---------------------------------------------------------------------------------------------------------


def test_a_list_is_filtered_ordered_and_paged(world: World) -> None:
    used, deals = template(world, docx("x")), [_deal(world), _deal(world)]
    made = [int(document(world, used, deal)["id"]) for deal in (*deals, deals[0])]
    whole = world.rest(f"{D}.list", order={"id": "DESC"})
    assert _ids(whole) == made[::-1]
    of_one = world.rest(f"{D}.list", filter={"entityTypeId": 2, "entityId": deals[0]})
    assert _ids(of_one) == [made[0], made[2]]
    assert _ids(world.rest(f"{D}.list", filter={"@entityId": deals, ">id": made[0]}, start=-1)) == made[1:]
    row = world.rest(f"{D}.list", select=["id", "entityId"], filter={"id": made[0]})["documents"][0]
    assert (row["id"], row["entityId"], row["values"]) == (str(made[0]), str(deals[0]), None)
    assert "title" not in row
    assert CLIENT.get(row["downloadUrlMachine"]).status_code == 200
    assert world.rest(f"{D}.list", filter={"entityTypeId": 1}) == {"documents": []}
    assert "values" in world.rest(f"{D}.list", filter={"id": made[0]})["documents"][0]


@pytest.mark.parametrize("count", [0, -1])
def test_a_list_and_its_count_hold_what_the_caller_may_see(count: int, world: World) -> None:
    own, mate, stranger = manager(world), manager(world), manager(world, crm="")
    used = template(world, docx("x"))
    mine = [int(document(world, used, _deal(world, own))["id"]) for _ in range(3)]
    theirs = int(document(world, used, _deal(world, mate))["id"])
    answer = own.rest.raw(f"{D}.list", {"start": count}).json()
    assert _ids(answer["result"]) == mine
    assert answer["total"] == (3 if count == 0 else 0)
    assert stranger.rest.raw(f"{D}.list", {"start": count}).json()["result"] == {"documents": []}
    assert _ids(world.rest(f"{D}.list", start=count)) == [*mine, theirs]
    assert _ids(own.rest(f"{D}.list", filter={"@id": [theirs, mine[1]]}, start=count)) == [mine[1]]


def test_the_documents_of_several_people_are_one_list(world: World) -> None:
    from inkpost.operations import administration

    department = administration.add_department(world.services, world.organization_id, "Sales")
    mate = world.person(departments=[department])
    chief = world.person(departments=[department])
    world.role(chief, documents_view="X", documents_modify="X", crm_view="D")
    outsider = manager(world)
    used = template(world, docx("x"))
    owners = [mate, chief, outsider, mate, chief]
    made = [int(document(world, used, _deal(world, owner))["id"]) for owner in owners]
    seen = [made[0], made[1], made[3], made[4]]
    assert _ids(chief.rest(f"{D}.list", start=-1)) == seen
    assert _ids(chief.rest(f"{D}.list", start=-1, order={"id": "desc"}, filter={">id": made[0]})) == seen[:0:-1]
    assert _ids(chief.rest(f"{D}.list", order={"title": "asc"})) == seen


def test_documents_follow_their_deal_to_another_responsible_person(world: World) -> None:
    first, second = manager(world), manager(world)
    deal = _deal(world, first)
    made = int(document(world, template(world, docx("x")), deal)["id"])
    world.rest("crm.item.update", entityTypeId=DEAL, id=deal, fields={"assignedById": second.id})
    assert _ids(first.rest(f"{D}.list")) == []
    assert _ids(second.rest(f"{D}.list")) == [made]


def test_what_happened_is_recorded_for_the_module(world: World) -> None:
    made = int(document(world, template(world, docx("x")), _deal(world))["id"])
    world.rest(f"{D}.update", id=made)
    world.rest(f"{D}.delete", id=made)
    events = tables.events
    of_it = (events.c.organization_id == world.organization_id, events.c.subject_id == made)
    query = select(events.c.kind, events.c.payload).where(*of_it, events.c.subject == "document").order_by(events.c.id)
    with world.services.engine.begin() as db:
        told = [(row.kind, row.payload["module"]) for row in db.execute(query) if "converted" not in row.kind]
    assert told == [("document.added", "crm"), ("document.updated", "crm"), ("document.deleted", "crm")]


def test_the_two_families_do_not_see_one_another_s(world: World) -> None:
    ours = document(world, template(world, docx("x")), _deal(world))["id"]
    theirs = world.document(world.template(docx("x")))["id"]
    assert _ids(world.rest(f"{D}.list")) == [ours]
    assert _ids(world.rest("documentgenerator.document.list")) == [theirs]
    assert world.rest.error("documentgenerator.document.get", id=ours)[2] == "Document not found"
    assert world.rest.error(f"{D}.get", id=theirs) == (400, "", "Document not found")


@pytest.mark.parametrize("type_id", [5, 14])
def test_old_invoices_and_orders_have_no_provider(type_id: int, world: World) -> None:
    number = item(world.rest, 2, title="Deal")
    used = template(world, docx("{Title}"), entityTypeId=["2", str(type_id)])
    refused = (400, "0", "No provider for entityTypeId")
    asked = {"templateId": used, "entityTypeId": type_id, "entityId": number}
    assert world.rest.error(f"{D}.add", **asked) == refused
    fields = {"title": "x", "number": "1", "region": "de", "fileContent": b64(docx("x")), "entityId": number}
    assert world.rest.error(f"{D}.upload", fields={**fields, "entityTypeId": type_id}) == refused
    assert world.rest.error("crm.item.fields", entityTypeId=type_id) == (400, "NOT_FOUND", "SPA not found")
    assert world.rest(f"{D}.add", **{**asked, "entityTypeId": 2})["document"]["id"]
