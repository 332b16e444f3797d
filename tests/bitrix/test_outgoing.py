"""Events as handlers of applications and outgoing webhooks hear of them, from a running server with its worker."""

from __future__ import annotations

import json
from typing import Any

import crm_worlds
from applications import AppRest, same_application
from inkpost.operations import subscriptions
from receivers import Receiver, receiving
from receivers import calling_world as calling_world
from receivers import receiver as receiver
from support import CLIENT, wait_for
from worlds import SCOPES, World, docx

ACTS = ("Add", "Update", "Converted", "Delete")
PORTAL_KEYS = {"domain", "client_endpoint", "server_endpoint", "member_id", "application_token"}
TOKEN_KEYS = {"access_token", "expires", "expires_in", "refresh_token", "user_id"}


def came(receiver: Receiver, path: str, count: int) -> list[dict[str, str]]:
    """So many forms, once they are there."""
    found = receiver.awaited(path, count)
    assert {each.headers["content-type"] for each in found} == {"application/x-www-form-urlencoded"}
    return [each.form for each in found]


def auth(form: dict[str, str]) -> dict[str, str]:
    """The keys below auth."""
    return {name[5:-1]: item for name, item in form.items() if name.startswith("auth[")}


def test_an_application_hears_of_a_documents_whole_life(world: World, receiver: Receiver) -> None:
    made = world.application()
    app = same_application(world, made)
    path = f"/life/{made.id}"
    for name in ACTS:
        app("event.bind", event=f"onDocumentGeneratorDocument{name}", handler=receiver.url(path))
    handlers = {each["event"] for each in app("event.get")}
    assert handlers == {f"ONDOCUMENTGENERATORDOCUMENT{name.upper()}" for name in ACTS}
    number = world.document(world.template(docx("Contract {DocumentNumber}")))["id"]
    world.converted(number)
    world.rest("documentgenerator.document.update", id=number, values={"A": "b"})
    world.converted(number)
    world.rest("documentgenerator.document.delete", id=number)
    forms = came(receiver, path, 5)
    told = [form["event"].removeprefix("ONDOCUMENTGENERATORDOCUMENT") for form in forms]
    assert sorted(told) == ["ADD", "CONVERTED", "CONVERTED", "DELETE", "UPDATE"]
    assert {form["data[FIELDS][ID]"] for form in forms} == {str(number)}
    assert not any("ENTITY" in name for form in forms for name in form)
    first = next(form for form in forms if form["event"].endswith("ADD"))
    assert list(first)[:4] == ["event", "event_handler_id", "data[FIELDS][ID]", "ts"]
    assert first["event_handler_id"].isdigit()
    assert first["ts"].isdigit()
    check_auth(world, made, auth(first))
    converted = auth(next(form for form in forms if form["event"].endswith("CONVERTED")))
    assert converted.keys() == PORTAL_KEYS | {"scope", "status"}, "nobody caused it, so there are no tokens"


def check_auth(world: World, application: Any, given: dict[str, str]) -> None:
    """What stands below auth, and that its tokens work."""
    assert given.keys() == PORTAL_KEYS | TOKEN_KEYS | {"scope", "status"}
    base = world.served.base_url
    assert given["domain"] == base.rpartition("//")[2]
    assert given["client_endpoint"] == given["server_endpoint"] == f"{base}/rest/"
    assert len(given["member_id"]) == 32
    assert given["application_token"] == application.application_token
    assert (given["status"], given["user_id"], given["expires_in"]) == ("L", str(world.admin.id), "3600")
    assert given["scope"].split(",") == SCOPES
    assert AppRest(base, given["access_token"])("profile")["ID"] == str(world.admin.id)
    refreshed = CLIENT.get(
        f"{base}/oauth/token/",
        params={
            "grant_type": "refresh_token",
            "client_id": application.client_id,
            "client_secret": application.client_secret,
            "refresh_token": given["refresh_token"],
        },
    )
    assert refreshed.status_code == 200, refreshed.text


def test_a_handler_acts_for_the_user_it_was_bound_for(world: World, receiver: Receiver) -> None:
    made, person = world.application(), world.person()
    app = same_application(world, made)
    path = f"/for/{made.id}"
    app("event.bind", event="OnDocumentGeneratorDocumentAdd", handler=receiver.url(path), auth_type=person.id)
    world.document(world.template(docx("Contract")))
    (form,) = came(receiver, path, 1)
    assert form["auth[user_id]"] == str(person.id)
    assert AppRest(world.served.base_url, form["auth[access_token]"])("profile")["ID"] == str(person.id)


def test_tokens_are_not_given_for_who_may_not_use_the_application(world: World, receiver: Receiver) -> None:
    other = world.person()
    made = world.application(open_to=[f"U{world.admin.id}"])
    path = f"/closed/{made.id}"
    same_application(world, made)(
        "event.bind", event="onDocumentGeneratorDocumentAdd", handler=receiver.url(path), auth_type=other.id
    )
    world.document(world.template(docx("Contract")))
    (form,) = came(receiver, path, 1)
    assert "auth[access_token]" not in form
    assert form["auth[application_token]"] == made.application_token


def test_an_outgoing_webhook_hears_of_crm_documents_with_its_own_token(world: World, receiver: Receiver) -> None:
    path = f"/outgoing/{world.organization_id}"
    made = json.loads(
        world.served.inkpost(
            *("outgoing", "add", str(world.organization_id), receiver.url(path), "--json"),
            *("--event", "onCrmDocumentGeneratorDocumentAdd,OnCrmDocumentGeneratorDocumentDelete"),
            *("--event", "ONCRMDOCUMENTGENERATORDOCUMENTCONVERTED"),
        )
    )
    deal = crm_worlds.item(world.rest, crm_worlds.DEAL, title="Implementation")
    template = crm_worlds.template(world, docx("Offer {DocumentNumber}"))
    number = crm_worlds.document(world, template, deal)["id"]
    came(receiver, path, 2)
    world.rest(f"{crm_worlds.D}.delete", id=number)
    forms = came(receiver, path, 3)
    prefix = "ONCRMDOCUMENTGENERATORDOCUMENT"
    assert sorted(form["event"] for form in forms) == [f"{prefix}ADD", f"{prefix}CONVERTED", f"{prefix}DELETE"]
    for form in forms:
        data = {name: item for name, item in form.items() if name.startswith("data")}
        assert data == {
            "data[FIELDS][ID]": str(number),
            "data[FIELDS][ENTITY_TYPE_ID]": "2",
            "data[FIELDS][ENTITY_ID]": str(deal),
        }
        assert form["event_handler_id"] == str(made["id"])
        assert auth(form).keys() == PORTAL_KEYS
        assert form["auth[application_token]"] == made["application_token"]
    listed = world.served.inkpost("outgoing", "list", str(world.organization_id))
    assert receiver.url(path) in listed
    assert made["application_token"] not in listed
    world.served.inkpost("outgoing", "remove", str(world.organization_id), str(made["id"]))
    assert receiver.url(path) not in world.served.inkpost("outgoing", "list", str(world.organization_id))


def test_a_message_that_is_refused_is_not_sent_again(world: World) -> None:
    with receiving() as broken:
        broken.status = 500
        same_application(world, world.application())(
            "event.bind", event="onDocumentGeneratorDocumentAdd", handler=broken.url()
        )
        world.document(world.template(docx("Contract")))

        def given_up() -> bool:
            told = subscriptions.newest(world.services, world.organization_id)
            return bool(told and told[0].delivery.given_up_at)

        wait_for(given_up, what="the end of the delivery")
        (told,) = subscriptions.newest(world.services, world.organization_id)
        assert told.delivery.due_at is None
        assert [(each.status, each.answer) for each in told.attempts] == [(500, "thanks")]
        assert len(broken.received) == 1


def test_a_server_that_may_not_call_inner_networks_does_not(world: World, receiver: Receiver, make_world: Any) -> None:
    strict: World = make_world()
    path = f"/strict/{strict.organization_id}"
    same_application(strict, strict.application())(
        "event.bind", event="onDocumentGeneratorDocumentAdd", handler=receiver.url(path)
    )
    strict.document(strict.template(docx("Contract")))

    def tried() -> Any:
        told = subscriptions.newest(strict.services, strict.organization_id)
        return told[0].attempts if told else []

    (attempt,) = wait_for(tried, what="an attempt")
    assert attempt.fault == "it is not a public address"
    assert receiver.at(path) == []


def test_a_handler_that_is_unbound_hears_no_more(world: World, receiver: Receiver) -> None:
    made = world.application()
    app = same_application(world, made)
    event, path, last = "onDocumentGeneratorDocumentAdd", f"/unbound/{made.id}", f"/bound/{made.id}"
    app("event.bind", event=event, handler=receiver.url(path))
    app("event.bind", event=event, handler=receiver.url(last))
    template = world.template(docx("Contract"))
    world.document(template)
    came(receiver, path, 1)
    app("event.unbind", event=event, handler=receiver.url(path))
    world.document(template)
    came(receiver, last, 2)
    assert len(receiver.at(path)) == 1
