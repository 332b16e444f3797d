"""What a role made by ``documentgenerator.role.*`` lets its bearer do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import text

from inkpost.operations import administration
from inkpost.store import people
from rights import bind, make
from shapes import assert_shape
from support import Rest
from worlds import Person, World, docx

R = "documentgenerator.role"
T = "documentgenerator.template"
D = "documentgenerator.document"
N = "documentgenerator.numerator"
NO_SETTINGS = (400, "0", "You do not have permissions to modify settings")
NO_TEMPLATES = (400, "0", "You do not have permissions to modify templates")
NOT_THIS = (400, "0", "You do not have permissions to modify this template")
NO_DOCUMENTS = (400, "0", "You do not have permissions to view documents")
NONE = {"settings": {"modify": ""}, "templates": {"modify": ""}, "documents": {"modify": "", "view": ""}}


@dataclass
class Staff:
    """People in every sort of place: ``codes`` maps an access code to those it is about."""

    everybody: dict[str, Person]
    codes: dict[str, set[str]]


@pytest.fixture
def staff(world: World) -> Staff:
    """A head office with a branch below it, a group, a workgroup, and somebody who is in nothing."""
    organization = world.organization_id
    head = administration.add_department(world.services, organization, "Head office")
    branch = administration.add_department(world.services, organization, "Branch", parent=head)
    everybody = {
        "chief": world.person(departments=[head]),
        "clerk": world.person(departments=[branch]),
        **{name: world.person() for name in ("singer", "owner", "moderator", "member", "nobody")},
    }
    with world.services.engine.begin() as db:
        group = people.add_group(db, organization_id=organization, name="Choir")
        people.add_to_group(db, group, everybody["singer"].id)
        work = people.add_group(db, organization_id=organization, name="Project", workgroup=True)
        for role in ("owner", "moderator", "member"):
            people.add_to_group(db, work, everybody[role].id, role)
    codes = {
        f"U{everybody['nobody'].id}": {"nobody"},
        f"D{head}": {"chief"},
        f"DR{head}": {"chief", "clerk"},
        f"D{branch}": {"clerk"},
        f"DR{branch}": {"clerk"},
        f"G{group}": {"singer"},
        f"SG{work}": {"owner", "moderator", "member"},
        f"SG{work}_A": {"owner"},
        f"SG{work}_E": {"owner", "moderator"},
        f"SG{work}_K": {"owner", "moderator", "member"},
        "AU": set(everybody),
        "UA": set(everybody),
    }
    return Staff(everybody, codes)


def test_each_kind_of_code_gives_the_role_to_those_it_is_about(world: World, staff: Staff) -> None:
    number = make(world.rest, view="X")
    assert len(staff.codes) == 12
    for code, named in staff.codes.items():
        bind(world.rest, (number, code))
        may = {name for name, each in staff.everybody.items() if each.rest.raw(f"{D}.list").status_code == 200}
        assert may == named, code


# --- what a role gives -----------------------------------------------------------------------------------------------


@pytest.fixture
def bearer(world: World) -> Callable[..., Person]:
    """People who carry a role, made and bound over the wire."""
    bound: list[tuple[int, str]] = []

    def made(departments: tuple[int, ...] = (), **levels: str) -> Person:
        person = world.person(departments=departments)
        bound.append((make(world.rest, **levels), f"U{person.id}"))
        bind(world.rest, *bound)
        return person

    return made


def test_documents_can_be_seen_or_changed_or_neither(world: World, bearer: Callable[..., Person]) -> None:
    template = world.template(docx("x"))
    number = world.document(template)["id"]
    viewer, editor, neither = bearer(view="X"), bearer(view="X", modify="X"), bearer(settings="X", templates="X")
    assert viewer.rest(f"{D}.get", id=number)["document"]["id"] == str(number)
    assert viewer.rest(f"{D}.list")["documents"][0]["id"] == str(number)
    for method in ("update", "delete", "enablepublicurl"):
        assert viewer.rest.error(f"{D}.{method}", id=number) == NO_DOCUMENTS
    params = {"templateId": template, "value": "x"}
    assert viewer.rest.error(f"{D}.add", **params) == (403, "DOCGEN_ACCESS_ERROR", "Access denied")
    assert neither.rest.error(f"{D}.add", **params) == NO_DOCUMENTS
    assert neither.rest.error(f"{D}.get", id=number) == NO_DOCUMENTS
    assert neither.rest.error(f"{D}.list") == NO_DOCUMENTS
    made = editor.rest(f"{D}.add", **params)["document"]["id"]
    assert editor.rest(f"{D}.update", id=made, values={"a": "b"})["document"]["id"] == str(made)
    assert editor.rest(f"{D}.delete", id=number) is None
    for person in (viewer, editor):
        assert person.rest.error(f"{T}.list") == NO_TEMPLATES
        assert person.rest.error(f"{R}.list") == NO_SETTINGS


def test_the_settings_right_gives_roles_and_nothing_else(bearer: Callable[..., Person]) -> None:
    person = bearer(settings="X")
    assert person.rest(f"{R}.list")["roles"]
    assert person.rest.error(f"{T}.list") == NO_TEMPLATES
    assert person.rest.error(f"{N}.list") == NO_TEMPLATES
    assert person.rest.error(f"{D}.list") == NO_DOCUMENTS


def test_how_far_the_right_to_modify_templates_reaches(world: World, bearer: Callable[..., Person]) -> None:
    office = administration.add_department(world.services, world.organization_id, "Office")
    below = administration.add_department(world.services, world.organization_id, "Below", parent=office)
    makers = {
        "own": bearer((office,), templates="A"),
        "colleague": bearer((office,), templates="D"),
        "subordinate": bearer((below,), templates="A"),
        "stranger": bearer(templates="A"),
        "chief": bearer(templates="X"),
    }
    made = {name: world.template(docx("x"), rest=person.rest, name=name) for name, person in makers.items()}
    reach = {
        "own": {"own"},
        "colleague": {"own", "colleague"},
        "subordinate": {"subordinate"},
        "stranger": {"stranger"},
        "chief": set(made),
    }
    for name, person in makers.items():
        listed = {each["name"] for each in person.rest(f"{T}.list", select=["name"])["templates"].values()}
        assert listed == reach[name]
        assert person.rest.raw(f"{T}.list").json()["total"] == len(reach[name])
        for maker, template in made.items():
            _reaches(person.rest, template, maker in reach[name])
    assert makers["stranger"].rest.error(f"{T}.delete", id=made["chief"]) == NO_TEMPLATES
    assert makers["colleague"].rest(f"{T}.delete", id=made["own"]) is None


def _reaches(rest: Rest, template: int, may: bool) -> None:
    if may:
        assert rest(f"{T}.get", id=template)["template"]["id"] == str(template)
        assert rest(f"{T}.update", id=template, fields={"sort": 7})["template"]["sort"] == "7"
        assert "templateFields" in rest(f"{T}.getfields", id=template)
    else:
        assert rest.error(f"{T}.get", id=template) == NO_TEMPLATES
        assert rest.error(f"{T}.update", id=template, fields={"sort": 8}) == NOT_THIS
        assert rest.error(f"{T}.getfields", id=template) == NO_TEMPLATES


def test_of_several_roles_the_widest_counts_and_a_change_holds_at_once(world: World) -> None:
    person = world.person()
    narrow, wide = make(world.rest, templates="A", view="X"), make(world.rest, templates="X")
    world.template(docx("x"))
    bind(world.rest, (narrow, f"U{person.id}"))
    assert person.rest(f"{T}.list") == {"templates": []}
    bind(world.rest, (narrow, f"U{person.id}"), (wide, "AU"))
    assert len(person.rest(f"{T}.list")["templates"]) == 1
    assert person.rest(f"{D}.list") == {"documents": []}
    world.rest(f"{R}.update", id=wide, fields={"permissions": {"TEMPLATES": {"MODIFY": ""}}})
    assert person.rest(f"{T}.list") == {"templates": []}
    world.rest(f"{R}.update", id=narrow, fields={"permissions": {"DOCUMENTS": {"VIEW": "X"}}})
    assert person.rest.error(f"{T}.list") == NO_TEMPLATES


@pytest.mark.parametrize(
    "stored",
    [
        '{"templates": {"modify": "K"}, "documents": {"view": "X"}}',
        '{"templates": {"modify": "K"}, "documents": {"view": "X", "modify": ["X"]}, "more": 5}',
        '{"templates": "X", "documents": {"view": "X"}}',
    ],
)
def test_odd_permissions_in_the_database_give_what_is_understood(world: World, stored: str) -> None:
    person, number = world.person(), make(world.rest)
    bind(world.rest, (number, f"U{person.id}"))
    with world.services.engine.begin() as db:
        statement = text("update roles set permissions = cast(:stored as jsonb) where id = :id")
        db.execute(statement, {"stored": stored, "id": number})
    assert person.rest(f"{D}.list") == {"documents": []}
    assert person.rest.error(f"{T}.list") == NO_TEMPLATES
    shown = world.rest(f"{R}.get", id=number)
    assert_shape(f"{R}.get", shown)
    assert shown["role"]["permissions"] == {**NONE, "documents": {"modify": "", "view": "X"}}


@pytest.mark.parametrize("stored", ["[]", '"X"', "5", "null"])
def test_permissions_that_are_no_map_give_nothing(world: World, stored: str) -> None:
    person, number = world.person(), make(world.rest)
    bind(world.rest, (number, "UA"))
    with world.services.engine.begin() as db:
        statement = text("update roles set permissions = cast(:stored as jsonb) where id = :id")
        db.execute(statement, {"stored": stored, "id": number})
    assert person.rest.error(f"{D}.list") == NO_DOCUMENTS
    assert world.rest(f"{R}.get", id=number)["role"]["permissions"] == NONE


def test_a_role_of_another_organisation_gives_nothing_here(world: World, other_world: World) -> None:
    person, theirs = world.person(), make(other_world.rest, settings="X", templates="X", modify="X", view="X")
    bind(other_world.rest, (theirs, "UA"), (theirs, "AU"), (theirs, f"U{person.id}"))
    assert person.rest.error(f"{D}.list") == NO_DOCUMENTS
    assert person.rest.error(f"{R}.list") == NO_SETTINGS
