"""``documentgenerator.numerator.*`` over the wire."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from inkpost.model.numbering import Sequence
from shapes import assert_shape
from support import Rest
from worlds import World, docx

N = "documentgenerator.numerator"
T = "documentgenerator.template"
SEQUENT = "Bitrix_Main_Numerator_Generator_SequentNumberGenerator"
DATE = "Bitrix_Main_Numerator_Generator_DateNumberGenerator"
RANDOM = "Bitrix_Main_Numerator_Generator_RandomNumberGenerator"
PREFIX = "Bitrix_Main_Numerator_Generator_PrefixNumberGenerator"
DEFAULTS = {
    "start": 1,
    "step": 1,
    "length": 0,
    "padString": "0",
    "periodicBy": None,
    "timezone": None,
    "isDirectNumeration": False,
}
NO_RIGHT = (400, "0", "You do not have permissions to modify templates")
DENIED = (400, "DOCGEN_ACCESS_ERROR", "Access denied")
UNKNOWN = (400, "100", "Could not construct parameter {numerator}")


def make(rest: Rest, template: str = "{NUMBER}", /, **sequent: Any) -> int:
    """A numerator made over the wire."""
    fields = {"name": "Invoices", "template": template, "settings": {SEQUENT: sequent}}
    return int(rest(f"{N}.add", fields=fields)["numerator"]["id"])


def numbers(world: World, numerator: int, count: int) -> list[str]:
    """The numbers of as many documents of one template of this numerator."""
    template = world.template(docx("x"), numeratorId=numerator)
    return [world.document(template)["number"] for _ in range(count)]


# --- the answers -----------------------------------------------------------------------------------------------------


def test_every_answer_has_the_documented_keys_and_types(world: World) -> None:
    given = {
        "start": 1000,
        "step": 5,
        "length": 8,
        "padString": "0",
        "periodicBy": "year",
        "timezone": "Europe/Berlin",
        "isDirectNumeration": 0,
    }
    fields = {"name": "REST Invoice Numerator", "template": "INV-{NUMBER}", "settings": {SEQUENT: given}}
    added = world.rest(f"{N}.add", fields=fields)
    assert_shape(f"{N}.add", added)
    number = added["numerator"]["id"]
    shown = {**fields, "code": None, "settings": {SEQUENT: {**given, "isDirectNumeration": False}}}
    assert added == {"numerator": {**shown, "id": number}}
    got = world.rest(f"{N}.get", id=number)
    assert_shape(f"{N}.get", got)
    assert got == {"numerator": {**shown, "id": str(number)}}
    updated = world.rest(f"{N}.update", id=str(number), fields={"name": "Renamed"})
    assert_shape(f"{N}.update", updated)
    assert updated == {**shown, "id": str(number), "name": "Renamed"}
    listed = world.rest(f"{N}.list")
    assert_shape(f"{N}.list", listed)
    assert listed["numerators"] == [updated]
    deleted = world.rest(f"{N}.delete", id=number)
    assert_shape(f"{N}.delete", deleted)
    assert world.rest(f"{N}.list")["numerators"] == []


def test_without_settings_the_counter_has_its_defaults(world: World) -> None:
    added = world.rest(f"{N}.add", fields={"name": "Plain", "template": "{NUMBER}"})["numerator"]
    assert added["settings"] == {SEQUENT: DEFAULTS}


def test_texts_stand_for_numbers_and_flags(world: World) -> None:
    given = {"start": "0", "step": "2", "length": "3", "isDirectNumeration": "1", "periodicBy": "", "timezone": ""}
    fields = {"NAME": "Forms", "TEMPLATE": "{NUMBER}", "SETTINGS": {SEQUENT: given}}
    added = world.rest(f"{N}.add", fields=fields)["numerator"]
    shown = {**DEFAULTS, "start": 0, "step": 2, "length": 3, "isDirectNumeration": True}
    assert added["settings"] == {SEQUENT: shown}
    assert numbers(world, added["id"], 2) == ["000", "002"]


def test_settings_arrive_from_a_form_too(world: World) -> None:
    form = {"fields[name]": "Form", "fields[template]": "{NUMBER}", f"fields[settings][{SEQUENT}][start]": "30"}
    answer = httpx.post(f"{world.rest.webhook_url}{N}.add", data=form).json()["result"]["numerator"]
    assert answer["settings"][SEQUENT]["start"] == 30


def test_the_settings_of_the_other_generators_come_back(world: World) -> None:
    settings = {PREFIX: {"prefix": "DOC"}, RANDOM: {"length": "6"}, DATE: [], SEQUENT: {"length": 3}}
    fields = {"name": "All", "template": "{PREFIX}__{YEAR}/{NUMBER}--{RANDOM}", "settings": settings}
    added = world.rest(f"{N}.add", fields=fields)["numerator"]
    shown = {SEQUENT: {**DEFAULTS, "length": 3}, DATE: [], RANDOM: {"length": 6}, PREFIX: {"prefix": "DOC"}}
    assert added["settings"] == shown
    (number,) = numbers(world, added["id"], 1)
    assert re.fullmatch(r"DOC__20\d\d/001--[A-Z0-9]{6}", number)


def test_settings_given_for_a_word_that_the_template_lacks_come_back_as_well(world: World) -> None:
    settings = {PREFIX: {"prefix": "DOC"}}
    added = world.rest(f"{N}.add", fields={"name": "a", "template": "{NUMBER}", "settings": settings})["numerator"]
    assert world.rest(f"{N}.get", id=added["id"])["numerator"]["settings"] == {SEQUENT: DEFAULTS, **settings}


def test_a_list_has_pages_of_fifty_in_the_order_of_the_ids(world: World) -> None:
    made = [world.numerator() for _ in range(50)] + [make(world.rest)]
    first = world.rest.raw(f"{N}.list").json()
    assert (first["total"], first["next"]) == (51, 50)
    second = world.rest.raw(f"{N}.list", {"start": first["next"]}).json()
    assert (second["total"], "next" in second) == (51, False)
    found = first["result"]["numerators"] + second["result"]["numerators"]
    assert [int(each["id"]) for each in found] == made
    assert world.rest.raw(f"{N}.list", {"start": -1}).json()["total"] == 0


# --- the refusals ----------------------------------------------------------------------------------------------------


def test_what_is_missing(world: World) -> None:
    rest = world.rest
    no_id = (400, "100", "Bitrix\\Main\\Numerator\\Numerator constructor must be public")
    for method in ("get", "update", "delete"):
        assert rest.error(f"{N}.{method}") == no_id
    no_fields = (400, "100", "Could not find value for parameter {fields}")
    assert rest.error(f"{N}.add") == no_fields
    assert rest.error(f"{N}.update", id=make(rest)) == no_fields
    assert rest.error(f"{N}.add", fields={}) == (400, "0", "Empty required fields: name, template")
    assert rest.error(f"{N}.add", fields={"template": "x", "name": " "}) == (400, "0", "Empty required fields: name")
    assert rest.error(f"{N}.add", fields="text")[:2] == (400, "100")


def test_what_is_not_there(world: World, other_world: World) -> None:
    foreign = make(other_world.rest)
    for number in (foreign, 2**40, 0, -1, "abc", 2**70, ""):
        assert world.rest.error(f"{N}.get", id=number) == UNKNOWN
        assert world.rest.error(f"{N}.update", id=number, fields={"name": "x"}) == UNKNOWN
        assert world.rest.error(f"{N}.delete", id=number) == UNKNOWN
    assert other_world.rest(f"{N}.get", id=foreign)["numerator"]["name"] == "Invoices"


def test_without_the_right(world: World) -> None:
    person = world.person()
    world.role(person, documents_view="X", documents_modify="X", settings_modify="X")
    number = make(world.rest)
    assert person.rest.error(f"{N}.add", fields={"name": "a", "template": "b"}) == NO_RIGHT
    assert person.rest.error(f"{N}.update", id=number, fields={"name": "a"}) == NO_RIGHT
    for method in ("get", "delete"):
        assert person.rest.error(f"{N}.{method}", id=number) == NO_RIGHT
    assert person.rest.error(f"{N}.list") == NO_RIGHT
    world.role(person, templates_modify="A")
    assert make(person.rest)


def test_only_what_was_made_here_can_be_changed_here(world: World) -> None:
    elsewhere = world.numerator()
    assert world.rest.error(f"{N}.update", id=elsewhere, fields={"name": "x"}) == DENIED
    assert world.rest.error(f"{N}.delete", id=elsewhere) == DENIED
    assert world.rest(f"{N}.get", id=elsewhere)["numerator"]["name"] == "Numbers"


@pytest.mark.parametrize(
    ("sequent", "told"),
    [
        ({"step": 0}, "step is 0: it takes a whole number from 1 to 1000000000"),
        ({"step": -1}, "step is -1"),
        ({"start": -5}, "start is -5: it takes a whole number from 0 to"),
        ({"start": "many"}, "start: expected a whole number, got 'many'"),
        ({"start": 10**18}, "start is 1000000000000000000"),
        ({"length": 65}, "length is 65: it takes a whole number from 0 to 64"),
        ({"padString": "x" * 17}, "padString is 'xxxxxxxxxxxxxxxxx': it takes at most 16 characters"),
        ({"padString": "\n"}, "padString is '\\n'"),
        ({"periodicBy": "week"}, "periodicBy: expected one of day, month, year, got 'week'"),
        ({"timezone": "Europe/Bonn"}, "timezone is 'Europe/Bonn': it takes an IANA name such as Europe/Berlin"),
        ({"timezone": "Europe"}, "timezone is 'Europe'"),
        ({"timezone": "../../../etc/passwd"}, "timezone is '../../../etc/passwd'"),
        ({"isDirectNumeration": "perhaps"}, "isDirectNumeration: expected one of Y, N, 1, 0"),
    ],
)
def test_a_wrong_setting_is_named_with_what_would_be_right(world: World, sequent: dict[str, Any], told: str) -> None:
    fields = {"name": "a", "template": "{NUMBER}", "settings": {SEQUENT: sequent}}
    status, code, text = world.rest.error(f"{N}.add", fields=fields)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert told in text
    number = make(world.rest)
    assert told in world.rest.error(f"{N}.update", id=number, fields={"settings": {SEQUENT: sequent}})[2]
    assert world.rest(f"{N}.get", id=number)["numerator"]["settings"] == {SEQUENT: DEFAULTS}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "x" * 256}, "name is 'xxx"),
        ({"name": ""}, "name is '': it takes 1 to 255 characters"),
        ({"template": "a\x01b"}, "template is 'a\\x01b'"),
        (
            {"settings": {RANDOM: {"length": 0}}},
            "length (of the random part) is 0: it takes a whole number from 1 to 64",
        ),
        ({"settings": {RANDOM: {"length": 10**6}}}, "length (of the random part) is 1000000"),
        ({"settings": {PREFIX: {"prefix": "x" * 256}}}, "prefix is"),
        ({"settings": "text"}, "settings: expected a map, got 'text'"),
    ],
)
def test_a_wrong_field_is_named_with_what_would_be_right(world: World, fields: dict[str, Any], told: str) -> None:
    number = make(world.rest)
    status, code, text = world.rest.error(f"{N}.update", id=number, fields=fields)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert told in text


# --- counting --------------------------------------------------------------------------------------------------------


def test_start_step_length_and_a_pad_of_several_characters(world: World) -> None:
    numerator = make(world.rest, "N-{NUMBER}", start=95, step=5, length=6, padString="ab")
    assert numbers(world, numerator, 3) == ["N-abab95", "N-aba100", "N-aba105"]


def test_a_new_start_restarts_the_counter_and_nothing_else_does(world: World) -> None:
    numerator = make(world.rest, start=10)
    assert numbers(world, numerator, 2) == ["10", "11"]
    world.rest(f"{N}.update", id=numerator, fields={"template": "A{NUMBER}", "settings": {SEQUENT: {"start": 10}}})
    assert numbers(world, numerator, 1) == ["A12"]
    world.rest(f"{N}.update", id=numerator, fields={"settings": {SEQUENT: {"step": 5}}})
    assert numbers(world, numerator, 2) == ["A13", "A18"]
    world.rest(f"{N}.update", id=numerator, fields={"settings": {SEQUENT: {"start": 100}}})
    assert numbers(world, numerator, 2) == ["A100", "A105"]


def test_what_is_cleared_is_cleared_and_what_is_not_named_stays(world: World) -> None:
    numerator = make(world.rest, periodicBy="day", timezone="Asia/Tokyo", start=7, padString="x")
    fields = {"settings": {SEQUENT: {"periodicBy": None, "timezone": "", "padString": ""}}}
    shown = world.rest(f"{N}.update", id=numerator, fields=fields)["settings"][SEQUENT]
    assert shown == {**DEFAULTS, "start": 7}


def test_a_preview_takes_nothing(world: World) -> None:
    template = world.template(docx("{DocumentNumber}"), numeratorId=make(world.rest, "P{NUMBER}"))
    for _ in range(2):
        assert world.rest(f"{T}.getfields", id=template)["templateFields"]["DocumentNumber"]["value"] == "P1"
    assert world.document(template)["number"] == "P1"
    assert world.rest(f"{T}.getfields", id=template)["templateFields"]["DocumentNumber"]["value"] == "P2"


def test_a_number_that_is_given_takes_none(world: World) -> None:
    template = world.template(docx("x"), numeratorId=make(world.rest))
    assert world.document(template, values={"DocumentNumber": "SC-2026-001"})["number"] == "SC-2026-001"
    assert world.document(template)["number"] == "1"


def test_two_requests_at_once_never_get_one_number_and_none_is_left_out(world: World) -> None:
    numerator = make(world.rest, "{NUMBER}", start=3, step=2)
    templates = [world.template(docx("{DocumentNumber}"), numeratorId=numerator) for _ in range(2)]
    with ThreadPoolExecutor(20) as pool:
        made = list(pool.map(lambda index: world.document(templates[index % 2])["number"], range(60)))
    assert sorted(map(int, made)) == list(range(3, 3 + 60 * 2, 2))


# --- deleting --------------------------------------------------------------------------------------------------------


def test_a_numerator_in_use_is_not_deleted(world: World) -> None:
    numerator = make(world.rest)
    template = world.template(docx("x"), numeratorId=numerator)
    status, code, text = world.rest.error(f"{N}.delete", id=numerator)
    assert (status, code) == (400, "0")
    assert text.startswith(f"The numerator {numerator} numbers the documents of 1 template(s) ({template}): give them")
    other = make(world.rest)
    world.rest(f"{T}.update", id=template, fields={"numeratorId": other})
    assert world.rest(f"{N}.delete", id=numerator) is None
    assert world.rest.error(f"{N}.get", id=numerator) == UNKNOWN


def test_a_deleted_template_does_not_keep_its_numerator(world: World) -> None:
    numerator = make(world.rest)
    template = world.template(docx("x"), numeratorId=numerator)
    document = world.document(template)
    world.rest(f"{T}.delete", id=template)
    assert world.rest(f"{N}.delete", id=numerator) is None
    assert world.rest("documentgenerator.document.get", id=document["id"])["document"]["number"] == "1"
    assert world.rest(f"{T}.get", id=template)["template"]["numeratorId"] is None


def test_many_at_once_change_and_use_one_numerator_and_no_change_is_lost(world: World) -> None:
    numerator = make(world.rest, "{NUMBER}")
    changes: list[dict[str, Any]] = [
        {"name": "Renamed"},
        {"template": "Z{NUMBER}"},
        {"settings": {SEQUENT: {"length": 4}}},
        {"settings": {SEQUENT: {"padString": "-"}}},
        {"settings": {PREFIX: {"prefix": "P"}}},
        {"settings": {SEQUENT: {"timezone": "Asia/Tokyo"}}},
    ]
    template = world.template(docx("x"), numeratorId=numerator)

    def act(change: dict[str, Any]) -> None:
        world.rest(f"{N}.update", id=numerator, fields=change)
        world.document(template)

    with ThreadPoolExecutor(len(changes)) as pool:
        list(pool.map(act, changes))
    shown = world.rest(f"{N}.get", id=numerator)["numerator"]
    assert (shown["name"], shown["template"]) == ("Renamed", "Z{NUMBER}")
    wanted = {**DEFAULTS, "length": 4, "padString": "-", "timezone": "Asia/Tokyo"}
    assert shown["settings"] == {SEQUENT: wanted, PREFIX: {"prefix": "P"}}
    assert world.document(template)["number"] == "Z---7"


def test_one_numerator_may_number_the_documents_of_several_templates(world: World) -> None:
    numerator = world.numerator("{NUMBER}", Sequence(start=5))
    assert numbers(world, numerator, 1) + numbers(world, numerator, 1) == ["5", "6"]
