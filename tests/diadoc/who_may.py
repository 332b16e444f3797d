"""Kinds of people and what each may call: the rows of ``test_who_may.py``; every part of the face adds its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

from diadoc.client import Client
from exchange_worlds import employ, new_box
from inkpost.model.boxes import Access, Box
from inkpost.operations import administration, exchange_administration
from inkpost.operations.kit import Services
from inkpost.store import boxes
from support import Served
from worlds import Person, World, new_world

DIRECTOR, DEPARTMENT, BELOW, NO_ACCESS, OTHER, NOBODY = KINDS = (
    "director",  # administers the box, sees all of its documents and may do everything
    "department",  # sees the documents of one department
    "below",  # of the department and those under it
    "no_access",  # works in the box, sees nothing and may do nothing
    "other",  # director of another organisation
    "nobody",  # without a token
)
STAFF: Final = (DIRECTOR, DEPARTMENT, BELOW, NO_ACCESS)
SIGNED_IN: Final = (*STAFF, OTHER)


@dataclass
class Place:
    """A box with one person of each kind, another box that is its counterparty, and what rows name in their paths."""

    box: Box
    other_box: Box
    people: dict[str, Person]
    clients: dict[str, Client]
    world: World
    names: dict[str, str] = field(default_factory=dict)
    kept: dict[str, dict[str, str]] = field(default_factory=dict)  # what rows made once and share


@dataclass(frozen=True)
class Row:
    """One endpoint: who gets ``status``; of the others who has no token gets 401, the rest ``refused``.

    ``other`` has what a kind of person gets instead of that. ``path`` and ``body`` name what the place has: ``{box}``,
    ``{department}``. ``made`` adds names for this call alone.
    """

    verb: str
    path: str
    may: tuple[str, ...]
    body: Any = None
    status: int = 200
    refused: int = 403
    made: Callable[[Place], Mapping[str, str]] | None = None
    other: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the row is called in reports."""
        return f"{self.verb} {self.path.partition('?')[0]}"


def new_place(served: Served, services: Services) -> Place:
    """A box and its people."""
    world, theirs = new_world(served, services), new_world(served, services)
    box, other_box = new_box(world), new_box(theirs)
    sales = administration.add_department(services, world.organization_id, "Sales", parent=box.head_department_id)
    people = {
        DIRECTOR: world.admin,
        **{kind: world.person() for kind in (DEPARTMENT, BELOW, NO_ACCESS)},
        OTHER: theirs.admin,
    }
    north = administration.add_department(services, world.organization_id, "North", parent=sales)
    employ(world, box, world.admin, administrator=True)
    employ(world, box, people[DEPARTMENT], Access.OWN, frozenset(), department_id=sales)
    employ(world, box, people[BELOW], Access.OWN_AND_BELOW, frozenset(), department_id=sales)
    employ(world, box, people[NO_ACCESS], Access.NONE, frozenset())
    employ(theirs, other_box, theirs.admin, administrator=True)
    exchange_administration.make_partners(services, UUID(box.guid), UUID(other_box.guid))
    program = Client(served.base_url, world.application().client_id)
    clients = {
        kind: Client(served.base_url, program.client_id).sign_in(person.login, person.password)
        for kind, person in people.items()
    }
    place = Place(box, other_box, people, {**clients, NOBODY: program}, world)
    place.names |= _names(place, sales, north)
    return place


def _names(place: Place, sales: int, north: int) -> dict[str, str]:
    with place.world.services.engine.connect() as db:
        guids = boxes.department_guids(db, [sales, north])
    return {
        "box": place.box.guid,
        "person": place.box.person_guid,
        "inn": place.box.inn,
        "other_box": place.other_box.guid,
        "other_person": place.other_box.person_guid,
        "department": guids[sales],
        "north": guids[north],
        "user": place.clients[NO_ACCESS].json("GET", "/V2/GetMyUser")["UserId"],
        "me": place.clients[DIRECTOR].json("GET", "/V2/GetMyUser")["UserId"],
    }


def _new_login(place: Place) -> Mapping[str, str]:
    return {"login": f"new-{uuid4().hex}@example.test"}


def _new_department(place: Place) -> Mapping[str, str]:
    number = administration.add_department(
        place.world.services, place.world.organization_id, "New", parent=place.box.head_department_id
    )
    with place.world.services.engine.connect() as db:
        return {"department": boxes.department_guids(db, [number])[number]}


def _new_task(place: Place) -> Mapping[str, str]:
    path = f"/V3/AcquireCounteragent?myBoxId={place.box.guid}"
    return {"task": place.clients[DIRECTOR].json("POST", path, {"BoxId": place.other_box.guid})["TaskId"]}


_DEPARTMENT: Final = {"Name": "North", "Abbreviation": "N", "Routing": {"Kpp": False, "Address": False}}
_EMPLOYEE: Final = {
    "Credentials": {"Login": {"Login": "{login}", "FullName": {"LastName": "A", "FirstName": "B"}}},
    "Position": "Clerk",
    "CanBeInvitedForChat": False,
    "Permissions": {
        "UserDepartmentId": "{department}",
        "IsAdministrator": False,
        "DocumentAccessLevel": "AllDocuments",
        "Actions": [{"Name": "SignDocuments", "IsAllowed": True}],
    },
}
WHO: Final = (
    Row("GET", "/GetMyOrganizations", SIGNED_IN),
    Row("GET", "/V2/GetMyUser", SIGNED_IN),
    Row("GET", "/GetMyUser", SIGNED_IN),
    Row("GET", "/GetMyCertificates?boxId={box}", STAFF),
    Row("GET", "/GetBox?boxId={box}", SIGNED_IN),
    Row("GET", "/GetMyCertificates?boxId={box}", STAFF),
    Row("GET", "/GetOrganization?orgId={person}", SIGNED_IN),
    Row("GET", "/GetOrganizationsByInnKpp?inn={inn}", SIGNED_IN),
    Row("POST", "/GetOrganizationsByInnList", SIGNED_IN, {"InnList": ["{inn}"]}),
    Row("POST", "/GetOrganizationsByInnList?myOrgId={person}", STAFF, {"InnList": ["{inn}"]}),
    Row("POST", "/V2/GetOrganizationsByInnList?myBoxId={box}", STAFF, {"InnList": ["{inn}"]}),
    Row("GET", "/GetDepartment?orgId={person}&departmentId={department}", SIGNED_IN),
    Row("GET", "/GetOrganizationFeatures?boxId={box}", STAFF),
    Row("GET", "/admin/GetDepartments?boxId={box}", (DIRECTOR,)),
    Row("GET", "/admin/GetDepartment?boxId={box}&departmentId={department}", (DIRECTOR,)),
    Row("POST", "/admin/CreateDepartment?boxId={box}", (DIRECTOR,), _DEPARTMENT),
    Row("POST", "/admin/UpdateDepartment?boxId={box}&departmentId={department}", (DIRECTOR,), {"Kpp": {"Kpp": ""}}),
    Row("POST", "/admin/DeleteDepartment?boxId={box}&departmentId={department}", (DIRECTOR,), made=_new_department),
    Row("GET", "/GetMyEmployee?boxId={box}", STAFF),
    Row("GET", "/GetEmployee?boxId={box}&userId={user}", (DIRECTOR,)),
    Row("GET", "/GetEmployees?boxId={box}", (DIRECTOR,)),
    Row("POST", "/CreateEmployee?boxId={box}", (DIRECTOR,), _EMPLOYEE, made=_new_login),
    Row("POST", "/UpdateEmployee?boxId={box}&userId={user}", (DIRECTOR,), {"Position": {"Position": "Clerk"}}),
    Row("POST", "/DeleteEmployee?boxId={box}&userId={me}", (DIRECTOR,), status=400),  # the last administrator
    Row("GET", "/V2/GetOrganizationUsers?boxId={box}", STAFF),
    Row("GET", "/GetOrganizationUsers?orgId={person}", STAFF),
    Row("GET", "/V3/GetCounteragent?myBoxId={box}&counteragentBoxId={other_box}", STAFF),
    Row("GET", "/V2/GetCounteragent?myOrgId={person}&counteragentOrgId={other_person}", STAFF),
    Row("GET", "/GetCounteragent?myOrgId={person}&counteragentOrgId={other_person}", STAFF),
    Row("GET", "/V3/GetCounteragents?myBoxId={box}", STAFF),
    Row("GET", "/V2/GetCounteragents?myOrgId={person}", STAFF),
    Row("GET", "/GetCounteragents?myOrgId={person}", STAFF),
    Row("POST", "/V3/AcquireCounteragent?myBoxId={box}", (DIRECTOR,), {"BoxId": "{other_box}"}),
    Row("POST", "/V2/AcquireCounteragent?myOrgId={person}", (DIRECTOR,), {"OrgId": "{other_person}"}),
    Row("POST", "/AcquireCounteragent?myOrgId={person}&counteragentOrgId={other_person}", (DIRECTOR,)),
    Row("GET", "/V2/AcquireCounteragentResult?taskId={task}", (DIRECTOR,), made=_new_task),
    Row("GET", "/AcquireCounteragentResult?taskId={task}", (DIRECTOR,), made=_new_task),
    Row("POST", "/V2/BreakWithCounteragent?myBoxId={box}&counteragentBoxId={other_box}", (DIRECTOR,)),
    Row("POST", "/BreakWithCounteragent?myOrgId={person}&counteragentOrgId={other_person}", (DIRECTOR,)),
    Row("GET", "/V1/GetCounteragentEvents?boxId={box}", (DIRECTOR,)),
    Row("GET", "/V2/GetDocumentTypes?boxId={box}", STAFF),
    Row("GET", "/V3/GetDocumentTypes?boxId={box}", STAFF),
    Row("GET", "/V2/GetWorkflowsSettings?boxId={box}", STAFF),
    Row("GET", "/GetWorkflowsSettings?boxId={box}", STAFF),
)
"""Of organisations, people and kinds of documents."""
