"""What handlers of applications hear of documents that people sign, from a running server with its worker."""

from __future__ import annotations

from typing import Any

from receivers import Receiver
from receivers import calling_world as calling_world
from receivers import receiver as receiver
from signing_worlds import OF_EMPLOYEE, Office, fetched, linked_office
from support import wait_for
from worlds import World

NAMES = ("OnSignB2eDocumentStatusChanged", "OnSignB2eMemberStatusChanged", "OnSignHcmLinkB2eDocumentSigned")


def bound(office: Office, receiver: Receiver) -> str:
    """The path at which the application hears of everything."""
    path = f"/sign/{office.world.organization_id}"
    for name in NAMES:
        office.app("event.bind", event=name, handler=receiver.url(path))
    return path


def told(receiver: Receiver, path: str, event: str) -> list[dict[str, str]]:
    """The data of every message of an event."""
    forms = [each.form for each in receiver.at(path)]
    return [
        {name[5:-1]: item for name, item in form.items() if name.startswith("data[")}
        for form in forms
        if form["event"] == event.upper()
    ]


def test_handlers_hear_of_every_change_with_the_documented_keys(world: World, receiver: Receiver) -> None:
    office = linked_office(world)
    path = bound(office, receiver)
    sent = office.signed()
    wait_for(lambda: told(receiver, path, NAMES[2]), what="the event of the signed document")
    company: dict[str, Any] = {"documentUid": sent["uid"], "companyUid": "hr-1"}
    assert told(receiver, path, NAMES[0]) == [
        {**company, "statusCode": "sent", "statusName": "Sent"},
        {**company, "statusCode": "signing", "statusName": "Signing in progress"},
        {**company, "statusCode": "done", "statusName": "Signed"},
    ]
    boss, worker = office.uid(sent, office.boss), office.uid(sent, office.worker)
    changes = [(each["memberUid"], each["statusCode"], each["statusName"]) for each in told(receiver, path, NAMES[1])]
    assert changes == [
        (boss, "ready", "Ready"),
        (boss, "done", "Signed"),
        (worker, "ready", "Ready"),
        (worker, "done", "Signed"),
    ]
    assert {each["documentUid"] for each in told(receiver, path, NAMES[1])} == {sent["uid"]}
    filed = told(receiver, path, NAMES[2])
    assert [each["company"] for each in filed] == ["hr-1"]
    found = office.app(OF_EMPLOYEE, id=filed[0]["id"])
    assert (found["company"], found["employee"], found["document"]["documentUid"]) == ("hr-1", "e-1", sent["uid"])
    assert fetched(found["document"]["fileUrl"]).content.startswith(b"%PDF-")


def test_a_company_that_is_linked_to_nothing_is_not_named(world: World, receiver: Receiver) -> None:
    office = Office(world)
    path = bound(office, receiver)
    sent = office.send(files=[{"fileName": "a.pdf", "fileType": "application/pdf", "fileContent": "JVBERi0xLjQK"}])
    wait_for(lambda: len(told(receiver, path, NAMES[0])) == 2, what="the end of a document of no use")
    assert told(receiver, path, NAMES[0]) == [
        {"documentUid": sent["uid"], "statusCode": "sent", "statusName": "Sent"},
        {"documentUid": sent["uid"], "statusCode": "cancelled", "statusName": "Cancelled"},
    ]
    assert told(receiver, path, NAMES[1]) == told(receiver, path, NAMES[2]) == []
