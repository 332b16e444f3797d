"""``documentgenerator.region.*`` over the wire."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from shapes import assert_shape
from support import Rest
from worlds import World, b64, docx, docx_text

R = "documentgenerator.region"
T = "documentgenerator.template"
NO_RIGHT = (400, "0", "You do not have permissions to modify templates")
NOT_FOUND = (400, "0", "Region not found")
LINKED = (400, "BX_ERROR", "There are templates linked to this region")
FIELDS = {
    "title": "Germany (Custom)",
    "languageId": "de",
    "formatDate": "DD.MM.YYYY",
    "formatDatetime": "DD.MM.YYYY HH:MI:SS",
    "formatName": "#LAST_NAME# #NAME# #SECOND_NAME#",
    "phrases": {"TAX_INCLUDED": "Steuer enthalten", "TAX_NOT_INCLUDED": "Steuer nicht enthalten"},
}


def make(rest: Rest, /, **more: Any) -> str:
    """A region made over the wire."""
    return str(rest(f"{R}.add", fields={**FIELDS, **more})["region"]["id"])


# --- the answers -----------------------------------------------------------------------------------------------------


def test_every_answer_has_the_documented_keys_and_types(world: World) -> None:
    added = world.rest(f"{R}.add", fields=FIELDS)
    assert_shape(f"{R}.add", added)
    name = added["region"]["id"]
    assert added == {"region": {"id": name, **FIELDS}}
    assert list(added["region"]["phrases"]) == list(FIELDS["phrases"])
    got = world.rest(f"{R}.get", id=name)
    assert_shape(f"{R}.get", got)
    assert got == added
    updated = world.rest(f"{R}.update", id=int(name), fields={"formatDate": "YYYY-MM-DD"})
    assert_shape(f"{R}.update", updated)
    assert updated == {"region": {"id": name, **FIELDS, "formatDate": "YYYY-MM-DD"}}
    listed = world.rest.raw(f"{R}.list").json()
    assert_shape(f"{R}.list", listed["result"])
    assert {"total", "next"}.isdisjoint(listed)
    shown = {key: item for key, item in updated["region"].items() if key != "phrases"}
    assert listed["result"]["regions"][name] == {**shown, "code": name}
    deleted = world.rest(f"{R}.delete", id=name)
    assert_shape(f"{R}.delete", deleted)
    assert world.rest.error(f"{R}.get", id=name) == NOT_FOUND
    assert name not in world.rest(f"{R}.list")["regions"]


def test_the_predefined_regions_are_listed_by_code(world: World) -> None:
    regions = world.rest(f"{R}.list")["regions"]
    documented = {
        "de": ("Germany", "de"),
        "uk": ("United Kingdom", "en"),
        "br": ("Brazil", "br"),
        "sp": ("Spain", "la"),
        "mx": ("Mexico", "la"),
        "pl": ("Poland", "pl"),
        "fr": ("France", "fr"),
    }
    for code, (title, language) in documented.items():
        assert regions[code] == {"code": code, "title": title, "languageId": language}
    assert {"ru", "by", "kz", "ua"} <= regions.keys()


def test_a_predefined_region_is_shown_without_an_id(world: World) -> None:
    got = world.rest(f"{R}.get", id="de")
    assert_shape(f"{R}.get", got)
    assert got["region"] == {
        "title": "Germany",
        "languageId": "de",
        "formatDate": "DD.MM.YYYY",
        "formatDatetime": "DD.MM.YYYY HH:MI:SS",
        "formatName": "#NAME# #LAST_NAME#",
        "phrases": [],
    }


def test_a_title_is_enough(world: World) -> None:
    added = world.rest(f"{R}.add", fields={"TITLE": "Nowhere"})["region"]
    blank = dict.fromkeys(("languageId", "formatDate", "formatDatetime", "formatName"), "")
    assert added == {"id": added["id"], "title": "Nowhere", **blank, "phrases": []}


# --- the refusals ----------------------------------------------------------------------------------------------------


def test_what_is_missing(world: World) -> None:
    rest, name = world.rest, make(world.rest)
    no_fields = (400, "100", "Could not find value for parameter {fields}")
    untitled = (400, "BX_EMPTY_REQUIRED", 'Required field "TITLE" is not filled')
    assert rest.error(f"{R}.add") == no_fields
    assert rest.error(f"{R}.add", fields={}) == no_fields
    assert rest.error(f"{R}.add", fields=[]) == no_fields
    assert rest.error(f"{R}.add", fields="") == no_fields
    assert rest.error(f"{R}.update", id=name) == no_fields
    assert rest.error(f"{R}.add", fields={"languageId": "de"}) == untitled
    assert rest.error(f"{R}.add", fields={"title": " "}) == untitled
    assert rest.error(f"{R}.update", id=name, fields={"title": ""}) == untitled
    for method in ("get", "update", "delete"):
        assert rest.error(f"{R}.{method}", fields=FIELDS) == (400, "100", "Could not find value for parameter {id}")


def test_what_is_not_there(world: World, other_world: World) -> None:
    foreign = make(other_world.rest)
    for name in (foreign, 2**40, 2**80, "nowhere", "", "1.0", "-1", "٣", "0"):
        assert world.rest.error(f"{R}.get", id=name) == NOT_FOUND
        assert world.rest.error(f"{R}.update", id=name, fields={"title": "x"}) == NOT_FOUND
        assert world.rest(f"{R}.delete", id=name) is None
    assert foreign not in world.rest(f"{R}.list")["regions"]
    assert other_world.rest(f"{R}.get", id=foreign)["region"]["title"] == FIELDS["title"]


def test_a_predefined_region_is_neither_changed_nor_deleted(world: World) -> None:
    assert world.rest.error(f"{R}.update", id="de", fields={"title": "x"}) == NOT_FOUND
    assert world.rest(f"{R}.delete", id="de") is None
    assert world.rest(f"{R}.get", id="de")["region"]["title"] == "Germany"


def test_without_the_right(world: World) -> None:
    person, name = world.person(), make(world.rest)
    world.role(person, documents_view="X", documents_modify="X", settings_modify="X")
    assert person.rest.error(f"{R}.add", fields=FIELDS) == NO_RIGHT
    assert person.rest.error(f"{R}.update", id=name, fields=FIELDS) == NO_RIGHT
    for method in ("get", "delete", "list"):
        assert person.rest.error(f"{R}.{method}", id=name) == NO_RIGHT
    world.role(person, templates_modify="D")
    assert person.rest(f"{R}.update", id=name, fields={"title": "Theirs"})["region"]["title"] == "Theirs"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": "x" * 256}, "title has 256 characters: it takes at most 255"),
        ({"formatName": "x" * 256}, "formatName has 256 characters"),
        ({"phrases": {"x" * 256: "a"}}, "the name of a phrase has 256 characters"),
        ({"phrases": {"A": "x" * 10_001}}, "phrases.A has 10001 characters"),
        ({"phrases": {str(n): "x" for n in range(1001)}}, "phrases would be 1003: a region takes at most 1000"),
        ({"phrases": {"A": {"b": "c"}}}, "fields.phrases.A: expected a text, got a map of 1"),
        ({"phrases": "text"}, "fields.phrases: expected a map, got 'text'"),
    ],
)
def test_what_is_too_much_is_named(world: World, fields: dict[str, Any], told: str) -> None:
    status, code, text = world.rest.error(f"{R}.update", id=make(world.rest), fields=fields)
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert told in text


def test_texts_that_no_database_holds_are_no_failure(world: World) -> None:
    raw = '{"fields": {"title": "a\\u0000b \\ud83d\\ude00", "phrases": {"A\\u0000": "\\u0000"}}}'
    url = f"{world.rest.webhook_url}{R}.add"
    answer = httpx.post(url, content=raw, headers={"content-type": "application/json"}).json()["result"]["region"]
    assert (answer["title"], answer["phrases"]) == ("ab 😀", {"A": ""})
    half = httpx.post(url, content='{"fields": {"title": "\\ud83d"}}', headers={"content-type": "application/json"})
    assert half.status_code < 500


# --- what it does ----------------------------------------------------------------------------------------------------


def test_phrases_are_laid_over_those_there_are(world: World) -> None:
    name = make(world.rest)
    fields: dict[str, Any] = {"phrases": {"TAX_INCLUDED": "Inklusive", "NEW": "Neu"}}
    expected = {**FIELDS["phrases"], **fields["phrases"]}
    assert world.rest(f"{R}.update", id=name, fields=fields)["region"]["phrases"] == expected
    assert world.rest(f"{R}.update", id=name, fields={"title": "x"})["region"]["phrases"] == expected
    without = world.rest(f"{R}.update", id=name, fields={"phrases": {"NEW": None}})["region"]["phrases"]
    assert without == {**FIELDS["phrases"], "TAX_INCLUDED": "Inklusive"}


def test_two_updates_at_once_do_not_lose_one(world: World) -> None:
    name = make(world.rest, phrases={})
    changes: list[dict[str, Any]] = [{"phrases": {f"P{index}": str(index)}} for index in range(18)]
    changes += [{"title": "Renamed"}, {"formatDate": "YYYY"}]
    with ThreadPoolExecutor(len(changes)) as pool:
        list(pool.map(lambda fields: world.rest(f"{R}.update", id=name, fields=fields), changes))
    region = world.rest(f"{R}.get", id=name)["region"]
    assert region["phrases"] == {f"P{index}": str(index) for index in range(18)}
    assert (region["title"], region["formatDate"]) == ("Renamed", "YYYY")


def _text(world: World, document: dict[str, Any]) -> str:
    return docx_text(httpx.get(document["downloadUrlMachine"]).content)


def test_a_document_writes_dates_and_names_as_its_region_says(world: World) -> None:
    name = make(
        world.rest,
        languageId="fr",
        formatDate="YYYY/DD MMMM",
        formatName="#LAST_NAME#, #NAME_SHORT# #SECOND_NAME_SHORT#",
    )
    template = world.template(docx("{Day}", "{Day~d.m.y}", "{Person}"), region=name)
    given = {
        "values": {
            "Day": "2026-08-05T00:00:00+02:00",
            "Person": {"NAME": "Émile", "LAST_NAME": "Durand", "SECOND_NAME": "Jean"},
        },
        "fields": {"Day": {"TYPE": "DATE"}, "Person": {"TYPE": "NAME"}},
    }
    made = world.document(template, **given)
    assert _text(world, made) == "2026/05 août\n05.08.26\nDurand, É. J."
    world.rest(f"{R}.update", id=name, fields={"formatDate": "DD-MM-YYYY", "formatName": "#NAME# #LAST_NAME#"})
    assert _text(world, world.document(template, **given)) == "05-08-2026\n05.08.26\nÉmile Durand"


def test_a_language_that_nobody_knows_writes_english(world: World) -> None:
    for language in ("xx", "../../etc", "de_XX@y", "", "zz-Zzzz-ZZ", "é" * 32):
        name = make(world.rest, languageId=language, formatDate="MMMM")
        made = world.document(
            world.template(docx("{Day}"), region=name),
            values={"Day": "2026-08-05"},
            fields={"Day": {"TYPE": "DATE"}},
        )
        assert _text(world, made) == "August"


def test_a_region_in_use_is_not_deleted(world: World) -> None:
    name = make(world.rest)
    template = world.template(docx("x"), region=name)
    assert world.rest.error(f"{R}.delete", id=name) == LINKED
    world.rest(f"{T}.update", id=template, fields={"region": "fr"})
    assert world.rest(f"{R}.delete", id=name) is None
    assert world.rest.error(f"{R}.get", id=name) == NOT_FOUND


def test_templates_that_are_inactive_or_deleted_do_not_keep_a_region(world: World) -> None:
    name = make(world.rest, formatDate="YYYY")
    inactive, deleted = world.template(docx("{Day}"), region=name), world.template(docx("x"), region=name)
    world.rest(f"{T}.update", id=inactive, fields={"active": "N"})
    world.document(deleted)
    world.rest(f"{T}.delete", id=deleted)
    assert world.rest(f"{R}.delete", id=name) is None
    assert world.rest(f"{T}.get", id=inactive)["template"]["region"] == name
    world.rest(f"{T}.update", id=inactive, fields={"active": "Y"})
    made = world.document(inactive, values={"Day": "2026-08-05"}, fields={"Day": {"TYPE": "DATE"}})
    assert _text(world, made) == "05.08.2026"


def test_a_template_never_names_a_region_that_is_deleted_meanwhile(world: World) -> None:
    for _ in range(6):
        name = make(world.rest)
        with ThreadPoolExecutor(2) as pool:
            adding = pool.submit(world.rest.raw, f"{T}.add", {"fields": _template(world, name)})
            deleting = pool.submit(world.rest.raw, f"{R}.delete", {"id": name})
        added, deleted = adding.result().status_code == 200, deleting.result().status_code == 200
        assert added != deleted, (adding.result().text, deleting.result().text)


def _template(world: World, region: str) -> dict[str, Any]:
    file = ["a.docx", b64(docx("x"))]
    return {"name": "Race", "numeratorId": world.numerator(), "region": region, "file": file}
