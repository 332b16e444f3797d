"""Events of the CRM as handlers, outgoing webhooks and queues hear of them, from a running server with its worker."""

from __future__ import annotations

import json
from typing import Any

import pytest

import crm_things
import crm_worlds
from applications import AppRest, application, same_application
from crm_things import COMPANY, CONTACT, DEAL, INVOICE, LEAD
from inkpost.model.crm_fields import QUOTE
from inkpost.operations import subscriptions
from inkpost.store.tables import applications
from receivers import Receiver
from receivers import calling_world as calling_world
from receivers import receiver as receiver
from servers import calling, world_on
from support import wait_for
from worlds import SCOPES, World

Told = tuple[str, dict[str, str]]
ITEMS = {LEAD: "LEAD", DEAL: "DEAL", CONTACT: "CONTACT", COMPANY: "COMPANY", QUOTE: "QUOTE"}


def listener(world: World, receiver: Receiver, names: list[str]) -> tuple[AppRest, str]:
    """An application that hears of these events at one path."""
    app = application(world)
    path = f"/crm/{world.organization_id}/{app.token[:8]}"
    for name in names:
        app("event.bind", event=name, handler=receiver.url(path))
    return app, path


def told(receiver: Receiver, path: str, count: int) -> list[Told]:
    """The names and the fields of so many messages, once they are there; handlers of one path keep no order."""
    forms = [each.form for each in receiver.awaited(path, count)]
    return sorted(((form["event"], fields(form)) for form in forms), key=str)


def fields(form: dict[str, str]) -> dict[str, str]:
    """What stands below ``data[FIELDS]``."""
    return {name[13:-1]: item for name, item in form.items() if name.startswith("data[FIELDS][")}


@pytest.mark.parametrize(("type_id", "name"), ITEMS.items())
def test_an_item_of_the_crm_is_told_of_by_its_number(world: World, receiver: Receiver, type_id: int, name: str) -> None:
    names = [f"onCrm{name.title()}{act}" for act in ("Add", "Update", "Delete")]
    _, path = listener(world, receiver, names)
    number = crm_worlds.item(world.rest, type_id, title="Roof", name="Anna")
    world.rest("crm.item.update", entityTypeId=type_id, id=number, fields={"comments": "Tiles"})
    world.rest("crm.item.delete", entityTypeId=type_id, id=number)
    wanted = [(f"ONCRM{name}{act}", {"ID": str(number)}) for act in ("ADD", "DELETE", "UPDATE")]
    assert told(receiver, path, 3) == wanted
    first = next(each.form for each in receiver.at(path) if each.form["event"].endswith("ADD"))
    assert list(first)[:4] == ["event", "event_handler_id", "data[FIELDS][ID]", "ts"]
    assert first["auth[user_id]"] == str(world.admin.id)
    assert first["auth[application_token]"]


def test_the_older_families_and_goods_are_told_of_once(world: World, receiver: Receiver) -> None:
    """An act is one event, whichever of the families it comes by; goods move the amount of their item."""
    names = ["onCrmDealAdd", "onCrmDealUpdate", "onCrmDealMoveToCategory", "onCrmDealDelete"]
    _, path = listener(world, receiver, names)
    deal = world.rest("crm.deal.add", fields={"TITLE": "Roof", "CATEGORY_ID": 3})
    own = {"ID": str(deal)}
    assert told(receiver, path, 1) == [("ONCRMDEALADD", own)]
    world.rest("crm.deal.update", id=deal, fields={"TITLE": "Gable", "CATEGORY_ID": 5})
    assert world.rest("crm.deal.get", id=deal)["CATEGORY_ID"] == "3", "this method keeps a deal in its pipeline"
    assert told(receiver, path, 2)[1:] == [("ONCRMDEALUPDATE", own)]
    world.rest("crm.deal.productrows.set", id=deal, rows=[{"PRODUCT_NAME": "Tile", "PRICE": 5, "QUANTITY": 2}])
    assert told(receiver, path, 3)[1:] == [("ONCRMDEALUPDATE", own)] * 2
    world.rest("crm.deal.productrows.set", id=deal, rows=[{"PRODUCT_NAME": "Slate", "PRICE": 5, "QUANTITY": 2}])
    world.rest("crm.item.update", entityTypeId=DEAL, id=deal, fields={"categoryId": 5, "title": "Moved"})
    moved = ("ONCRMDEALMOVETOCATEGORY", {**own, "CATEGORY_ID": "5", "STAGE_ID": "C5:NEW"})
    assert told(receiver, path, 4)[1:] == [moved, *[("ONCRMDEALUPDATE", own)] * 2], "a move is no update"
    contact = crm_worlds.item(world.rest, CONTACT, name="Anna")
    world.rest("crm.deal.contact.add", id=deal, fields={"CONTACT_ID": contact})
    world.rest("crm.deal.delete", id=deal)
    found = told(receiver, path, 6)
    assert found == [("ONCRMDEALADD", own), ("ONCRMDEALDELETE", own), moved, *[("ONCRMDEALUPDATE", own)] * 3]


def test_items_of_own_types_are_told_of_for_all_and_for_their_type(world: World, receiver: Receiver) -> None:
    app = application(world)
    one, other = (world.rest("crm.type.add", fields={"title": f"T{n}"})["type"]["entityTypeId"] for n in range(2))
    path = f"/types/{world.organization_id}"
    assert f"ONCRMDYNAMICITEMADD_{one}" in app("events")
    for act in ("Add", "Update", "Delete"):
        app("event.bind", event=f"onCrmDynamicItem{act}_{one}", handler=receiver.url(path))
        app("event.bind", event=f"onCrmDynamicItem{act}", handler=receiver.url(path))
    number = crm_worlds.item(world.rest, one, title="A")
    world.rest("crm.item.update", entityTypeId=one, id=number, fields={"title": "B"})
    world.rest("crm.item.delete", entityTypeId=one, id=number)
    beside, invoice = crm_worlds.item(world.rest, other, title="A"), crm_worlds.item(world.rest, INVOICE, title="A")
    crm_worlds.item(world.rest, DEAL, title="A")
    found = told(receiver, path, 8)
    own = {"ID": str(number), "ENTITY_TYPE_ID": str(one)}
    wanted: list[Told] = [
        *((f"ONCRMDYNAMICITEM{act}{suffix}", own) for act in ("ADD", "UPDATE", "DELETE") for suffix in ("", f"_{one}")),
        ("ONCRMDYNAMICITEMADD", {"ID": str(beside), "ENTITY_TYPE_ID": str(other)}),
        ("ONCRMDYNAMICITEMADD", {"ID": str(invoice), "ENTITY_TYPE_ID": str(INVOICE)}),
    ]
    assert found == sorted(wanted, key=str), "deals have events of their own"


def test_types_are_told_of_by_their_own_number(world: World, receiver: Receiver) -> None:
    _, path = listener(world, receiver, ["onCrmTypeAdd", "onCrmTypeUpdate", "onCrmTypeDelete"])
    made = world.rest("crm.type.add", fields={"title": "Boat"})["type"]
    world.rest("crm.type.update", id=made["id"], fields={"title": "Ship"})
    world.rest("crm.type.delete", id=made["id"])
    own = {"ID": str(made["id"])}
    assert told(receiver, path, 3) == [(f"ONCRMTYPE{act}", own) for act in ("ADD", "DELETE", "UPDATE")]


REQUISITES = [
    *(f"onCrm{thing}{act}" for thing in ("Requisite", "BankDetail") for act in ("Add", "Update", "Delete")),
    *("onCrmAddressRegister", "onCrmAddressUnregister"),
]


def test_requisites_accounts_and_addresses_are_told_of(world: World, receiver: Receiver) -> None:
    _, path = listener(world, receiver, REQUISITES)
    company = crm_worlds.item(world.rest, COMPANY, title="Acme")
    requisite = crm_things.requisite(world, company)
    account = crm_things.bank_detail(world, requisite)
    world.rest("crm.requisite.update", id=requisite, fields={"NAME": "Other"})
    world.rest("crm.requisite.bankdetail.update", id=account, fields={"NAME": "Other"})
    place = {"TYPE_ID": 1, "ENTITY_TYPE_ID": 8, "ENTITY_ID": requisite}
    world.rest("crm.address.add", fields={**place, "CITY": "Kiel"})
    world.rest("crm.address.update", fields={**place, "CITY": "Bonn"})
    found = told(receiver, path, 5)
    of_place = {**{name: str(item) for name, item in place.items()}, "ANCHOR_ID": str(company), "ANCHOR_TYPE_ID": "4"}
    begun: list[Told] = [
        ("ONCRMADDRESSREGISTER", of_place),
        *((f"ONCRMBANKDETAIL{act}", {"ID": str(account)}) for act in ("ADD", "UPDATE")),
        *((f"ONCRMREQUISITE{act}", {"ID": str(requisite)}) for act in ("ADD", "UPDATE")),
    ]
    assert found == begun
    world.rest("crm.company.delete", id=company)
    ended: list[Told] = [
        ("ONCRMADDRESSUNREGISTER", of_place),
        ("ONCRMBANKDETAILDELETE", {"ID": str(account)}),
        ("ONCRMREQUISITEDELETE", {"ID": str(requisite)}),
    ]
    assert told(receiver, path, 8) == sorted([*begun, *ended], key=str), "what goes with it is told of"


def test_an_address_that_comes_as_a_field_of_its_owner_is_told_of(world: World, receiver: Receiver) -> None:
    _, path = listener(world, receiver, [*REQUISITES, "onCrmCompanyAdd", "onCrmCompanyUpdate"])
    company = world.rest("crm.company.add", fields={"TITLE": "Acme", "ADDRESS_CITY": "Kiel"})
    found = dict(told(receiver, path, 3))
    assert found.keys() == {"ONCRMCOMPANYADD", "ONCRMREQUISITEADD", "ONCRMADDRESSREGISTER"}
    assert found["ONCRMADDRESSREGISTER"]["ANCHOR_ID"] == str(company)


def test_what_is_refused_is_not_told_of(world: World, receiver: Receiver) -> None:
    _, path = listener(world, receiver, ["onCrmDealAdd", "onCrmDealUpdate"])
    world.rest.error("crm.deal.add", fields={"TITLE": "x" * 300})
    world.rest.error("crm.deal.add", fields={"TITLE": "Roof", "CURRENCY_ID": "money"})
    deal = crm_worlds.item(world.rest, DEAL, title="Roof")
    world.rest.error("crm.item.update", entityTypeId=DEAL, id=deal, fields={"title": "B", "companyId": 999})
    world.rest("crm.item.update", entityTypeId=DEAL, id=deal, fields={"title": "B"})
    assert told(receiver, path, 2) == [(f"ONCRMDEAL{act}", {"ID": str(deal)}) for act in ("ADD", "UPDATE")]


def test_an_outgoing_webhook_hears_of_both_names_of_an_event(world: World, receiver: Receiver) -> None:
    path, portal = f"/outgoing/{world.organization_id}", str(world.organization_id)
    type_id = world.rest("crm.type.add", fields={"title": "Boat"})["type"]["entityTypeId"]
    names = f"onCrmDynamicItemAdd,onCrmDynamicItemAdd_{type_id},onCrmDealAdd"
    world.served.inkpost("outgoing", "add", portal, receiver.url(path), "--event", names)
    crm_worlds.item(world.rest, DEAL, title="Roof")
    crm_worlds.item(world.rest, type_id, title="Boat")
    found = [name for name, _ in told(receiver, path, 3)]
    assert found == ["ONCRMDEALADD", "ONCRMDYNAMICITEMADD", f"ONCRMDYNAMICITEMADD_{type_id}"]
    for wrong in (f"onCrmDynamicItemAdd_{type_id + 2}", "onCrmDealMoveToCategory", "onOfflineEvent"):
        with pytest.raises(AssertionError, match="ended with 2"):
            world.served.inkpost("outgoing", "add", portal, receiver.url(path), "--event", wrong)


def test_an_endpoint_gets_the_crms_messages_in_order(world: World, receiver: Receiver) -> None:
    path = f"/endpoint/{world.organization_id}"
    kinds = ["crm.item.added", "crm.item.goods_changed", "crm.item.deleted", "requisite.added"]
    subscriptions.add_endpoint(world.services, world.organization_id, receiver.url(path), kinds=kinds)
    company = crm_worlds.item(world.rest, COMPANY, title="Acme")
    requisite = crm_things.requisite(world, company)
    deal = crm_worlds.item(world.rest, DEAL, title="Roof")
    world.rest("crm.deal.productrows.set", id=deal, rows=[{"PRODUCT_NAME": "Tile", "PRICE": 5}])
    world.rest("crm.deal.delete", id=deal)
    wait_for(lambda: len(receiver.at(path)) >= 5, what="five messages")
    bodies = [json.loads(each.body) for each in receiver.at(path)]
    user = {"user_id": world.admin.id}
    of_deal = {"id": deal, **user, "entity_type_id": DEAL}
    assert [(body["type"], body["data"]) for body in bodies] == [
        ("crm.item.added", {"id": company, **user, "entity_type_id": COMPANY}),
        ("requisite.added", {"id": requisite, **user, "entity_type_id": COMPANY, "entity_id": company}),
        ("crm.item.added", of_deal),
        ("crm.item.goods_changed", {**of_deal, "amount_changed": True}),
        ("crm.item.deleted", of_deal),
    ]


def test_the_queue_of_offline_events_has_the_crms(world: World) -> None:
    calls = application(world)
    for name in ("onCrmDealAdd", "onCrmDealUpdate", "onCrmLeadAdd"):
        calls("event.bind", event=name, event_type="offline", auth_connector="link")
    deal = crm_worlds.item(world.rest, DEAL, title="Roof")
    lead = crm_worlds.item(world.rest, LEAD, title="Gutter")
    assert lead == deal, "each type counts for itself, and nothing is taken for something else"
    for title in ("A", "B", "C"):
        world.rest("crm.deal.update", id=deal, fields={"TITLE": title})
    calls("crm.deal.update", id=deal, fields={"TITLE": "Own"}, auth_connector="link")
    calls("crm.deal.update", id=deal, fields={"TITLE": "Own, by another source"}, auth_connector="other")

    def rows() -> list[Any]:
        found = calls("event.offline.list", auth_connector="link")
        updates = [row for row in found if row["EVENT_NAME"] == "ONCRMDEALUPDATE"]
        done = updates and updates[0]["EVENT_ADDITIONAL"]["user_id"] == str(world.admin.id)
        return found if len(found) == 3 and done else []

    found = wait_for(rows, what="the queue")
    assert [row["EVENT_NAME"] for row in found] == ["ONCRMDEALADD", "ONCRMLEADADD", "ONCRMDEALUPDATE"]
    assert {row["EVENT_DATA"]["FIELDS"]["ID"] for row in found} == {str(deal)}


def test_an_application_that_lost_the_scope_is_not_told(world: World, receiver: Receiver) -> None:
    made = world.application()
    app = same_application(world, made)
    lost, kept = f"/lost/{made.id}", f"/kept/{made.id}"
    app("event.bind", event="onCrmDealAdd", handler=receiver.url(lost))
    listening = application(world)
    listening("event.bind", event="onCrmDealAdd", handler=receiver.url(kept))
    with world.services.engine.begin() as db:
        without = [scope for scope in SCOPES if scope != "crm"]
        db.execute(applications.update().where(applications.c.id == made.id).values(scopes=without))
    crm_worlds.item(world.rest, DEAL, title="Roof")
    told(receiver, kept, 1)
    assert receiver.at(lost) == []


def test_events_of_types_are_known_to_who_may_know_of_the_types(world: World) -> None:
    type_id = world.rest("crm.type.add", fields={"title": "Boat"})["type"]["entityTypeId"]
    name = f"ONCRMDYNAMICITEMUPDATE_{type_id}"
    calls, without = application(world), application(world, scopes=["user"])
    assert name in calls("events", scope="crm")
    assert name in calls("events", full=True)
    assert {f"ONCRMDYNAMICITEM{act}_{INVOICE}" for act in ("ADD", "UPDATE", "DELETE")} <= set(calls("events"))
    assert name not in without("events", full=True)
    address = "https://example.com/"
    refused = (400, "ERROR_EVENT_NOT_FOUND", "Event not found")
    assert without.error("event.bind", event=name, handler=address) == refused
    unknown = [
        f"ONCRMDYNAMICITEMADD_{type_id + 2}",
        f"ONCRMDYNAMICITEMADD_0{type_id}",
        "ONCRMDYNAMICITEMADD_2",
        "ONCRMDYNAMICITEMADD_",
        "ONCRMDEALPRODUCTROWSSET",
        "CRM.ITEM.ADDED",
    ]
    for wrong in unknown:
        assert calls.error("event.bind", event=wrong, handler=address) == refused
    assert calls("event.bind", event=name.lower(), handler=address) is True
    assert [each["event"] for each in calls("event.get")] == [name]
    assert world_on(calling()).organization_id != world.organization_id
    foreign = application(world_on(calling()))
    assert foreign.error("event.bind", event=name, handler=address) == refused
