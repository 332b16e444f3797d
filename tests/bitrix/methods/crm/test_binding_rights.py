"""Nobody binds what they do not see: it is refused as what does not exist is, and documents show nothing of it."""

from __future__ import annotations

from typing import Any

import pytest

from crm_worlds import COMPANY, CONTACT, DEAL, D, document, item, template
from support import CLIENT, Rest
from worlds import Person, World, docx, docx_text

NOWHERE = 4711
QUOTE = 7


@pytest.fixture
def seller(world: World) -> Person:
    """Somebody who sees, adds and changes own items alone."""
    person = world.person()
    rights = dict.fromkeys(("crm_view", "crm_add", "crm_modify"), "A")
    world.role(person, **rights, documents_view="X", documents_modify="X")
    return person


def same_refusal(rest: Rest, method: str, unseen: int, params: Any) -> tuple[int, str, str]:
    """How an unseen number is refused, which is how one that is nowhere is."""
    status, code, text = rest.error(method, **params(unseen))
    assert (status, code, text.replace(str(unseen), str(NOWHERE))) == rest.error(method, **params(NOWHERE))
    return status, code, text


@pytest.mark.parametrize(
    ("type_id", "field", "of"),
    [
        (DEAL, "contactId", CONTACT),
        (DEAL, "companyId", COMPANY),
        (DEAL, "contactIds", CONTACT),
        (CONTACT, "companyId", COMPANY),
        (CONTACT, "companyIds", COMPANY),
        (QUOTE, "mycompanyId", COMPANY),
        (QUOTE, "dealId", DEAL),
        (QUOTE, "parentId2", DEAL),
    ],
)
def test_an_unseen_item_is_no_item_to_refer_to(world: World, seller: Person, type_id: int, field: str, of: int) -> None:
    unseen = item(world.rest, of, title="Secret", name="Secret")
    many = field.endswith("Ids")

    def given(number: int) -> dict[str, Any]:
        return {"entityTypeId": type_id, "fields": {field: [number] if many else number}}

    same_refusal(seller.rest, "crm.item.add", unseen, given)
    mine = item(seller.rest, type_id, title="Mine", name="Mine")
    same_refusal(seller.rest, "crm.item.update", unseen, lambda number: {"id": mine, **given(number)})
    seen = item(seller.rest, of, title="Seen", name="Seen")
    told = seller.rest("crm.item.update", id=mine, **given(seen))["item"]
    assert told[field] == ([seen] if many else seen)


def test_a_reference_that_is_there_already_may_be_sent_back(world: World, seller: Person) -> None:
    unseen = item(world.rest, CONTACT, name="Secret")
    deal = item(world.rest, DEAL, assignedById=seller.id, contactId=unseen)
    fields = {"contactId": unseen, "title": "Changed"}
    told = seller.rest("crm.item.update", entityTypeId=DEAL, id=deal, fields=fields)["item"]
    assert (told["title"], told["contactId"]) == ("Changed", unseen)


@pytest.mark.parametrize(("family", "of"), [("deal", "contact"), ("contact", "company"), ("company", "contact")])
def test_an_unseen_item_is_nothing_to_bind(world: World, seller: Person, family: str, of: str) -> None:
    add = {"TITLE": "x", "NAME": "x"}
    unseen, seen = world.rest(f"crm.{of}.add", fields=add), seller.rest(f"crm.{of}.add", fields=add)
    mine, key = seller.rest(f"crm.{family}.add", fields=add), f"{of.upper()}_ID"
    name = f"crm.{family}.{of}"
    same_refusal(seller.rest, f"{name}.add", unseen, lambda number: {"id": mine, "fields": {key: number}})
    same_refusal(seller.rest, f"{name}.items.set", unseen, lambda number: {"id": mine, "items": [{key: number}]})
    same_refusal(seller.rest, f"crm.{family}.update", unseen, lambda number: {"id": mine, "fields": {key: number}})
    world.rest(f"{name}.add", id=mine, fields={key: unseen})
    assert seller.rest(f"{name}.add", id=mine, fields={key: seen}) is True, "what is bound already stays so"
    assert {each[key] for each in seller.rest(f"{name}.items.get", id=mine)} == {unseen, seen}


def test_unseen_requisites_are_not_there_to_be_used(world: World, seller: Person) -> None:
    own = item(world.rest, COMPANY, title="Secret", isMyCompany="Y")
    fields = {"ENTITY_TYPE_ID": COMPANY, "ENTITY_ID": own, "PRESET_ID": 1, "NAME": "x"}
    unseen = int(world.rest("crm.requisite.add", fields=fields))
    deal = item(seller.rest, DEAL)
    nothing = dict.fromkeys(("REQUISITE_ID", "BANK_DETAIL_ID", "MC_REQUISITE_ID", "MC_BANK_DETAIL_ID"), 0)
    named = {"ENTITY_TYPE_ID": DEAL, "ENTITY_ID": deal}
    for name in ("REQUISITE_ID", "MC_REQUISITE_ID"):
        same_refusal(
            seller.rest,
            "crm.requisite.link.register",
            unseen,
            lambda number, name=name: {"fields": {**nothing, **named, name: number}},
        )


def test_a_document_shows_nothing_of_what_its_maker_does_not_see(world: World, seller: Person) -> None:
    company = item(world.rest, COMPANY, title="Secret", isMyCompany="Y")
    contact = item(world.rest, CONTACT, name="Secret")
    deal = item(world.rest, DEAL, assignedById=seller.id, title="Open", companyId=company, contactId=contact)
    fields = {"ENTITY_TYPE_ID": COMPANY, "ENTITY_ID": company, "PRESET_ID": 1, "NAME": "x", "RQ_INN": "Secret"}
    world.rest("crm.requisite.add", fields=fields)
    names = "{CompanyTitle}{ContactName}{ClientTitle}{MyCompanyTitle}{RequisiteRqInn}{MyCompanyRequisiteRqInn}"
    used = template(world, docx("{Title}:" + names))
    made = document(world, used, deal, rest=seller.rest, values={"MY_COMPANY": company})
    shown = seller.rest(f"{D}.get", id=made["id"])["document"]
    assert docx_text(CLIENT.get(shown["downloadUrlMachine"]).content) == "Open:"
    assert "Secret" not in str(seller.rest(f"{D}.getfields", id=made["id"]))
