"""``documentgenerator.role.*`` over the wire, and what a role lets its bearer do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import text

from inkpost.operations import administration
from inkpost.store import people
from rights import bind, make
from shapes import assert_shape
from worlds import World

R = "documentgenerator.role"
D = "documentgenerator.document"
NO_SETTINGS = (400, "0", "You do not have permissions to modify settings")
NO_DOCUMENTS = (400, "0", "You do not have permissions to view documents")
UNKNOWN = (400, "100", "Could not construct parameter {role}")
NO_PLAN = (403, "DOCGEN_ACCESS_ERROR", "Your plan does not support this operation")
NONE = {"settings": {"modify": ""}, "templates": {"modify": ""}, "documents": {"modify": "", "view": ""}}
PERMISSIONS = {"SETTINGS": {"MODIFY": ""}, "TEMPLATES": {"MODIFY": "D"}, "DOCUMENTS": {"MODIFY": "X", "VIEW": "X"}}
FIELDS = {"name": "Template Editors", "code": "DOCGEN_TEMPLATE_EDITORS", "permissions": PERMISSIONS}


# --- the answers -----------------------------------------------------------------------------------------------------


def test_every_answer_has_the_documented_keys_and_types(world: World) -> None:
    added = world.rest(f"{R}.add", fields=FIELDS)
    assert_shape(f"{R}.add", added)
    number = added["role"]["id"]
    shown = {
        "id": number,
        "name": "Template Editors",
        "code": "DOCGEN_TEMPLATE_EDITORS",
        "permissions": {
            "settings": {"modify": ""},
            "templates": {"modify": "D"},
            "documents": {"modify": "X", "view": "X"},
        },
    }
    assert added == {"role": shown}
    got = world.rest(f"{R}.get", id=str(number))
    assert_shape(f"{R}.get", got)
    assert got == added
    updated = world.rest(f"{R}.update", id=number, fields={"name": "Editors"})
    assert_shape(f"{R}.update", updated)
    assert updated == {"role": {**shown, "name": "Editors"}}
    listed = world.rest(f"{R}.list")
    assert_shape(f"{R}.list", listed)
    assert listed["roles"][-1] == {"id": number, "name": "Editors", "code": "DOCGEN_TEMPLATE_EDITORS"}
    deleted = world.rest(f"{R}.delete", id=number)
    assert_shape(f"{R}.delete", deleted)
    assert world.rest.error(f"{R}.get", id=number) == UNKNOWN


def test_every_organisation_begins_with_two_roles(world: World) -> None:
    assert [(each["name"], each["code"]) for each in world.rest(f"{R}.list")["roles"]] == [
        ("Administrator", "ADMIN"),
        ("Manager", "MANAGER"),
    ]


def test_a_list_has_pages_of_fifty(world: World) -> None:
    for _ in range(49):
        make(world.rest)
    first = world.rest.raw(f"{R}.list").json()
    assert (first["total"], first["next"], len(first["result"]["roles"])) == (51, 50, 50)
    second = world.rest.raw(f"{R}.list", {"start": 50}).json()
    assert (second["total"], "next" in second, len(second["result"]["roles"])) == (51, False, 1)


def test_permissions_count_in_upper_case_only(world: World) -> None:
    lower = {"settings": {"modify": "X"}, "TEMPLATES": {"modify": "X"}, "documents": {"MODIFY": "X"}, "Documents": "X"}
    added = world.rest(f"{R}.add", fields={"NAME": "Lower", "permissions": lower})["role"]
    assert (added["name"], added["code"], added["permissions"]) == ("Lower", "", NONE)
    number = make(world.rest, templates="X", view="X")
    assert world.rest(f"{R}.update", id=number, fields={"permissions": lower})["role"]["permissions"] == NONE


def test_an_update_replaces_the_permissions_as_a_whole_or_not_at_all(world: World) -> None:
    number = make(world.rest, templates="X", view="X")
    kept = world.rest(f"{R}.update", id=number, fields={"code": "NEW"})["role"]
    assert kept["permissions"] == {**NONE, "templates": {"modify": "X"}, "documents": {"modify": "", "view": "X"}}
    fields = {"permissions": {"TEMPLATES": {"MODIFY": "A"}}}
    assert world.rest(f"{R}.update", id=number, fields=fields)["role"]["permissions"] == {
        **NONE,
        "templates": {"modify": "A"},
    }


# --- the refusals ----------------------------------------------------------------------------------------------------


def test_what_is_missing(world: World) -> None:
    rest, number = world.rest, make(world.rest)
    no_fields = (400, "100", "Could not find value for parameter {fields}")
    no_name = (400, "BX_EMPTY_REQUIRED", 'Required field "NAME" is not filled')
    for fields in ({}, [], ""):
        assert rest.error(f"{R}.add", fields=fields) == no_fields
        assert rest.error(f"{R}.update", id=number, fields=fields) == no_fields
    assert rest.error(f"{R}.add") == no_fields
    assert rest.error(f"{R}.update", id=number) == no_fields
    assert rest.error(f"{R}.add", fields={"code": "X"}) == no_name
    assert rest.error(f"{R}.update", id=number, fields={"name": ""}) == no_name
    no_id = "Bitrix\\DocumentGenerator\\Model\\Role All parameters in the constructor must have real class type"
    for method in ("get", "update", "delete"):
        assert rest.error(f"{R}.{method}", fields=FIELDS) == (400, "100", no_id)


def test_what_is_not_there(world: World, other_world: World) -> None:
    foreign = make(other_world.rest)
    for number in (foreign, 2**40, 0, -1, "abc", 2**70, ""):
        assert world.rest.error(f"{R}.get", id=number) == UNKNOWN
        assert world.rest.error(f"{R}.update", id=number, fields={"name": "x"}) == UNKNOWN
        assert world.rest.error(f"{R}.delete", id=number) == UNKNOWN
    assert other_world.rest(f"{R}.get", id=foreign)["role"]["name"] == "Role"


def _calls(world: World) -> list[tuple[str, dict[str, Any]]]:
    number = make(world.rest)
    return [
        (f"{R}.add", {"fields": FIELDS}),
        (f"{R}.get", {"id": number}),
        (f"{R}.update", {"id": number, "fields": FIELDS}),
        (f"{R}.list", {}),
        (f"{R}.delete", {"id": number}),
        (f"{R}.fillaccesses", {"accesses": [{"roleId": number, "accessCode": "UA"}]}),  # takes the caller's own away
    ]


def test_without_the_right_and_without_the_plan(world: World) -> None:
    person, calls = world.person(), _calls(world)
    world.role(person, documents_view="X", documents_modify="X", templates_modify="X")
    for method, params in calls:
        assert person.rest.error(method, **params) == NO_SETTINGS
    administration.set_organization(world.services, world.organization_id, roles_in_plan=False)
    for method, params in calls:
        assert world.rest.error(method, **params) == NO_PLAN
        assert person.rest.error(method, **params) == NO_SETTINGS, "the right comes before the plan"
    assert world.rest.error(f"{R}.add")[1] == "100", "the parameters come before the plan"
    administration.set_organization(world.services, world.organization_id, roles_in_plan=True)
    world.role(person, settings_modify="X")
    for method, params in calls:
        assert person.rest.raw(method, params).status_code == 200


@pytest.mark.parametrize(
    ("permissions", "told"),
    [
        ({"TEMPLATES": {"MODIFY": "Z"}}, "permissions.templates.modify is 'Z': it takes one of nothing, A (own), D "),
        ({"TEMPLATES": {"MODIFY": ["X"]}}, "fields.permissions.TEMPLATES.MODIFY: expected a text, got a list of 1"),
        ({"SETTINGS": {"MODIFY": "A"}}, "permissions.settings.modify is 'A': it takes one of nothing, X (all)"),
        ({"DOCUMENTS": {"VIEW": "D"}}, "permissions.documents.view is 'D'"),
        ("text", "fields.permissions: expected a map, got 'text'"),
    ],
)
def test_a_wrong_level_is_named_with_those_there_are(world: World, permissions: Any, told: str) -> None:
    number = make(world.rest, view="X")
    status, code, said = world.rest.error(f"{R}.update", id=number, fields={"permissions": permissions})
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert told in said
    assert world.rest(f"{R}.get", id=number)["role"]["permissions"]["documents"]["view"] == "X"


def test_what_a_binding_lacks(world: World) -> None:
    number, person = make(world.rest, view="X"), world.person()
    bind(world.rest, (number, f"U{person.id}"))
    full = {"roleId": number, "accessCode": "UA"}
    no_role = (400, "BX_EMPTY_REQUIRED", 'Required field "ROLE_ID" is not filled')
    no_code = (400, "BX_EMPTY_REQUIRED", 'Required field "ACCESS_CODE" is not filled')
    assert world.rest.error(f"{R}.fillaccesses", accesses=[full, {"accessCode": "UA"}]) == no_role
    assert world.rest.error(f"{R}.fillaccesses", accesses=[full, {"roleId": "", "accessCode": "UA"}]) == no_role
    assert world.rest.error(f"{R}.fillaccesses", accesses=[full, {"roleId": number}]) == no_code
    assert world.rest.error(f"{R}.fillaccesses", accesses=[full, {"roleId": number, "accessCode": ""}]) == no_code
    assert world.rest.error(f"{R}.fillaccesses", accesses=[full, "text"])[:2] == (400, "ERROR_ARGUMENT")
    many = [full] * 10_001
    assert "at most 10000" in world.rest.error(f"{R}.fillaccesses", accesses=many)[2]
    assert _bindings(world) == {(number, f"U{person.id}")}, "what is refused changes nothing"


# --- who carries a role ----------------------------------------------------------------------------------------------


def _bindings(world: World) -> set[tuple[int, str]]:
    query = text(
        "select a.role_id, a.access_code from role_accesses a join roles r on r.id = a.role_id "
        "where r.organization_id = :organization"
    )
    with world.services.engine.connect() as db:
        return {(row.role_id, row.access_code) for row in db.execute(query, {"organization": world.organization_id})}


def test_bindings_are_replaced_all_at_once(world: World, other_world: World) -> None:
    person, first, second = world.person(), make(world.rest, view="X"), make(world.rest, modify="X")
    theirs = make(other_world.rest, view="X")
    bind(other_world.rest, (theirs, "UA"))
    bind(world.rest, (first, f"U{person.id}"), (second, "UA"), (second, "AU"), (second, "AU"))
    assert _bindings(world) == {(first, f"U{person.id}"), (second, "UA"), (second, "AU")}
    bind(world.rest, (second, f"U{person.id}"))
    assert _bindings(world) == {(second, f"U{person.id}")}
    assert world.rest(f"{R}.fillaccesses") is None
    assert _bindings(world) == {(second, f"U{person.id}")}, "not given: nothing changes"
    bind(world.rest)
    assert _bindings(world) == set()
    assert _bindings(other_world) == {(theirs, "UA")}


def test_unknown_roles_and_codes_are_passed_over(world: World, other_world: World) -> None:
    number, person = make(world.rest), world.person()
    foreign_role, stranger = make(other_world.rest), other_world.person()
    department = administration.add_department(other_world.services, other_world.organization_id, "Theirs")
    bind(
        world.rest,
        (number, f"U{person.id}"),
        (foreign_role, f"U{stranger.id}"),
        (2**40, "UA"),
        (2**62, "UA"),
        (-1, "UA"),
        (number, f"U{stranger.id}"),
        (number, f"U{2**40}"),
        (number, f"D{department}"),
        (number, f"DR{department}"),
        (number, "G1"),
        (number, "SG1_X"),
        (number, "nobody"),
        (number, "u1"),
    )
    assert _bindings(world) == {(number, f"U{person.id}")}
    assert _bindings(other_world) == set()


def test_a_group_is_no_workgroup(world: World) -> None:
    number = make(world.rest)
    with world.services.engine.begin() as db:
        group = people.add_group(db, organization_id=world.organization_id, name="Group")
        work = people.add_group(db, organization_id=world.organization_id, name="Work", workgroup=True)
    bind(world.rest, *((number, code) for code in (f"G{group}", f"SG{group}", f"G{work}", f"SG{work}_K")))
    assert _bindings(world) == {(number, f"G{group}"), (number, f"SG{work}_K")}


def test_two_at_once_leave_the_bindings_of_one(world: World) -> None:
    numbers = [make(world.rest) for _ in range(4)]
    people_ = [world.person() for _ in range(6)]
    sets = [{(number, f"U{person.id}") for number in numbers} for person in people_]
    with ThreadPoolExecutor(len(sets)) as pool:
        list(pool.map(lambda pairs: bind(world.rest, *pairs), sets * 3))
    assert _bindings(world) in sets


def test_a_deleted_role_is_carried_no_more(world: World) -> None:
    number, person = make(world.rest, view="X"), world.person()
    bind(world.rest, (number, f"U{person.id}"))
    assert person.rest(f"{D}.list") == {"documents": []}
    world.rest(f"{R}.delete", id=number)
    assert person.rest.error(f"{D}.list") == NO_DOCUMENTS
