"""Lists over the wire: who sees what, and that what pages show is never older than its document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from diadoc.client import Client, Refused
from exchange_partners import Partner, deliver_now, document_of, paper
from inkpost.model.boxes import Access
from inkpost.model.docflow import EntityKind, ResolutionKind
from inkpost.model.exchange_posting import CustomDataChange, Linked, NewEntity
from inkpost.operations import administration, exchange_moves
from inkpost.store import boxes, people
from worlds import Person

LIST = "/V3/GetDocuments"


@pytest.fixture
def read(us: Partner, signed_in: Callable[..., Client]) -> Callable[..., Any]:
    """A list of our box as somebody reads it."""

    def page(person: Person, category: str = "Any.Outbound", **query: Any) -> Any:
        return signed_in(person).json("GET", LIST, boxId=us.guid.hex, filterCategory=category, **query)

    return page


def below(side: Partner, name: str, parent: int | None = None) -> tuple[int, UUID]:
    """A new department of a box."""
    above = parent or side.box.head_department_id
    number = administration.add_department(side.world.services, side.world.organization_id, name, parent=above)
    with side.world.services.engine.connect() as db:
        return number, UUID(boxes.department_guids(db, [number])[number])


def test_everybody_sees_what_their_departments_have(us: Partner, them: Partner, read: Callable[..., Any]) -> None:
    first, first_guid = below(us, "First")
    under, under_guid = below(us, "Under", first)
    sent = [us.post(them, paper(), from_department=place) for place in (None, first_guid, under_guid)]
    alone = us.colleague(Access.OWN, department_id=first)
    both = us.colleague(Access.OWN_AND_BELOW, department_id=first)
    some = us.colleague(Access.SELECTED, selected=(under,))
    nobody = us.colleague(Access.NONE)

    def found(person: Person, **query: Any) -> list[int]:
        page = read(person, **query)
        assert page["TotalCount"] == len(page["Documents"])
        return [[str(each.message.guid) for each in sent].index(one["MessageId"]) for one in page["Documents"]]

    assert [found(person) for person in (us.person, alone, both, some, nobody)] == [[0, 1, 2], [1], [1, 2], [2], []]
    assert found(us.person, departmentId=str(first_guid)) == [1, 2]
    assert found(us.person, departmentId=str(first_guid), excludeSubdepartments="") == [1, 2]
    assert found(us.person, departmentId=str(first_guid), excludeSubdepartments="true") == [1]
    assert found(us.person, excludeSubdepartments="true") == [0]
    assert found(us.person, departmentId="0" * 32) == [0, 1, 2]
    assert found(alone, departmentId=str(under_guid)) == []
    assert found(both, departmentId=str(under_guid)) == [2]


def test_an_internal_document_is_seen_from_either_end(us: Partner, read: Callable[..., Any]) -> None:
    first, first_guid = below(us, "First")
    other, other_guid = below(us, "Other")
    us.post(None, paper(), internal=True, from_department=first_guid, to_department=other_guid)
    people_of = [us.colleague(Access.OWN, department_id=number) for number in (first, other)]
    for person in (us.person, *people_of):
        page = read(person, "Any.Internal")
        assert (page["TotalCount"], len(page["Documents"])) == (1, 1)
    narrow = {"fromDepartmentId": str(first_guid), "toDepartmentId": str(other_guid)}
    assert read(people_of[0], "Any.Internal", **narrow)["TotalCount"] == 1
    assert read(us.person, "Any.Internal", fromDepartmentId=str(other_guid))["TotalCount"] == 0


def test_a_box_of_others_is_forbidden(
    us: Partner, them: Partner, read: Callable[..., Any], signed_in: Callable[..., Client]
) -> None:
    us.post(them, paper())
    for verb, path, body in (("GET", LIST, None), ("POST", "/V4/GetDocuments", {"DocumentCategory": "Outbound"})):
        with pytest.raises(Refused) as refused:
            signed_in(them.person).json(verb, path, body, boxId=us.guid.hex, filterCategory="Any.Outbound")
        assert refused.value.status == 403
        nobody = signed_in(them.person)
        nobody.token = ""
        with pytest.raises(Refused) as refused:
            nobody.json(verb, path, body, boxId=us.guid.hex, filterCategory="Any.Outbound")
        assert refused.value.status == 401


def test_what_a_page_shows_is_what_the_document_is(
    us: Partner, them: Partner, read: Callable[..., Any], signed_in: Callable[..., Client]
) -> None:
    posted = us.post(them, paper(custom_id="first"))
    guid, department = document_of(posted), below(us, "Moved")
    client = signed_in(us.person)

    def shown() -> Any:
        (found,) = read(us.person)["Documents"][:1]
        ids = {"messageId": str(posted.message.guid), "entityId": str(guid)}
        assert found == client.json("GET", "/V3/GetDocument", boxId=us.guid.hex, **ids)
        return found

    assert "DeliveryTimestampTicks" not in shown() or shown()["DeliveryTimestampTicks"]
    deliver_now(us, them)
    assert shown()["DeliveryTimestampTicks"]
    with us.work() as work:
        exchange_moves.move(work, us.guid, [(posted.message.guid, guid)], department[1])
    assert shown()["DepartmentId"] == str(department[1])
    us.add(posted, custom_data=[CustomDataChange("custom_data[0]", guid, "key", "value")])
    assert shown()["CustomData"] == [{"Key": "key", "Value": "value"}]
    later = us.post(them, paper(initial=[Linked(posted.message.guid, str(guid))]))
    assert [each["MessageId"] for each in shown()["SubordinateDocumentIds"]] == [str(later.message.guid)]
    approved = NewEntity("resolutions[0]", EntityKind.RESOLUTION, guid, "resolution", resolution=ResolutionKind.APPROVE)
    us.add(posted, approved)
    assert shown()["ResolutionStatus"]["AuthorFIO"]
    with us.world.services.engine.begin() as db:
        people.set_user(db, us.person.id, name="Boris", last_name="Renamed")
    assert "Renamed" in shown()["ResolutionStatus"]["AuthorFIO"]
