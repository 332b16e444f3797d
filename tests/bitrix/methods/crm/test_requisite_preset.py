"""``crm.requisite.preset.*`` and ``crm.requisite.preset.field.*`` over the wire."""

from __future__ import annotations

from typing import Any

import pytest

from crm_things import requisite
from inkpost.model.requisite_presets import COUNTRIES, DEFAULTS, known_texts
from worlds import World

P, F = "crm.requisite.preset", "crm.requisite.preset.field"


def add(world: World, **fields: Any) -> int:
    """A new preset."""
    given = {"ENTITY_TYPE_ID": 8, "COUNTRY_ID": 46, "NAME": "Verein", **fields}
    made: int = world.rest(f"{P}.add", fields=given)
    return made


def names(world: World, preset: int) -> list[str]:
    """What a preset shows."""
    return [each["FIELD_NAME"] for each in world.rest(f"{F}.list", preset={"ID": preset})]


def test_every_organisation_begins_with_the_same_presets(world: World, other_world: World) -> None:
    told = world.rest(f"{P}.list", filter={"COUNTRY_ID": 1}, select=["ID", "NAME"])
    assert told == [
        {"ID": "1", "NAME": "Organization"},
        {"ID": "2", "NAME": "Sole Proprietorship"},
        {"ID": "3", "NAME": "Individual"},
    ]
    whole = world.rest(f"{P}.list")
    assert [(each["ID"], each["XML_ID"]) for each in whole] == [
        (each["ID"], each["XML_ID"]) for each in other_world.rest(f"{P}.list")
    ]
    assert {int(each["COUNTRY_ID"]) for each in whole} == set(COUNTRIES)
    german = world.rest(f"{P}.get", id=12)
    assert (german["NAME"], german["ENTITY_TYPE_ID"], german["CREATED_BY_ID"]) == ("Company", "8", None)
    assert names(world, 12)[:2] == ["RQ_VAT_ID", "RQ_COMPANY_NAME"]


def test_what_a_default_preset_shows_its_country_knows() -> None:
    for each in DEFAULTS:
        assert {field.name for field in each.fields} <= set(known_texts(each.country_id)), each


def test_the_countries(world: World) -> None:
    told = world.rest(f"{P}.countries")
    assert {"ID": 46, "CODE": "DE", "TITLE": "Germany"} in told
    assert len(told) == 10


def test_a_preset_of_ones_own(world: World, other_world: World) -> None:
    made = add(world, XML_ID="club", SORT=520)
    assert made > 1000
    shown = world.rest(f"{P}.get", id=made)
    assert (shown["NAME"], shown["XML_ID"], shown["SORT"], shown["ACTIVE"]) == ("Verein", "club", "520", "Y")
    assert (shown["CREATED_BY_ID"], shown["DATE_MODIFY"]) == (str(world.admin.id), "")
    assert world.rest(f"{P}.update", id=made, fields={"NAME": "Club", "ACTIVE": "N", "COUNTRY_ID": 1}) is True
    shown = world.rest(f"{P}.get", id=made)
    assert (shown["NAME"], shown["ACTIVE"], shown["COUNTRY_ID"]) == ("Club", "N", "46")
    assert shown["DATE_MODIFY"] != ""
    assert world.rest(f"{P}.list", filter={"NAME": "Club"}, select=["ID"]) == [{"ID": str(made)}]
    assert other_world.rest.error(f"{P}.get", id=made)[2] == f"The Preset with ID '{made}' is not found"
    assert world.rest(f"{P}.delete", id=made) is True
    assert add(world) > made


def test_what_an_organisation_does_to_a_default_preset_is_its_own_matter(world: World, other_world: World) -> None:
    assert world.rest(f"{P}.update", id=12, fields={"NAME": "GmbH"}) is True
    assert world.rest(f"{P}.delete", id=13) is True
    assert other_world.rest(f"{P}.get", id=12)["NAME"] == "Company"
    assert other_world.rest(f"{P}.get", id=13)["NAME"] == "Person"


def test_what_a_preset_shows_is_added_changed_and_taken_away(world: World) -> None:
    made = add(world)
    assert "RQ_USRLE" in world.rest(f"{F}.availabletoadd", preset={"ID": made})
    first = world.rest(f"{F}.add", preset={"ID": made}, fields={"FIELD_NAME": "RQ_USRLE", "SORT": 20})
    second = world.rest(f"{F}.add", preset={"id": str(made)}, fields={"FIELD_NAME": "rq_vat_id", "SORT": 10})
    assert (first, second, names(world, made)) == (1, 2, ["RQ_VAT_ID", "RQ_USRLE"])
    assert "RQ_USRLE" not in world.rest(f"{F}.availabletoadd", preset={"ID": made})
    given = {"FIELD_NAME": "RQ_USRLE", "FIELD_TITLE": "HRB", "SORT": 5, "IN_SHORT_LIST": "Y"}
    assert world.rest(f"{F}.update", id=first, preset={"ID": made}, fields=given) is True
    shown = world.rest(f"{F}.get", id=first, preset={"ID": made})
    assert shown == {"ID": 1, **given}
    assert world.rest(f"{F}.delete", id=second, preset={"ID": made}) is True
    assert names(world, made) == ["RQ_USRLE"]
    assert world.rest(f"{F}.add", preset={"ID": made}, fields={"FIELD_NAME": "RQ_INN"}) == 3


@pytest.mark.parametrize("name", ["RQ_KPP", "RQ_USRLE", "INN", "", "UF_CRM_1", "x" * 5000, "RQ_'; drop"])
def test_what_the_country_does_not_know_cannot_be_shown(world: World, name: str) -> None:
    made = add(world)
    world.rest(f"{F}.add", preset={"ID": made}, fields={"FIELD_NAME": "RQ_USRLE"})
    status, _, text = world.rest.error(f"{F}.add", preset={"ID": made}, fields={"FIELD_NAME": name})
    assert status == 400
    assert len(text) < 200
    assert names(world, made) == ["RQ_USRLE"]


def test_presets_are_kept_by_who_keeps_companies(world: World) -> None:
    reader, none = world.person(), world.person()
    world.role(reader, crm_view="A")
    assert len(reader.rest(f"{P}.list")) == len(DEFAULTS)
    denied = (400, "", "Access denied.")
    assert reader.rest.error(f"{P}.add", fields={"ENTITY_TYPE_ID": 8, "COUNTRY_ID": 1, "NAME": "x"}) == denied
    for method in ("update", "delete"):
        assert reader.rest.error(f"{P}.{method}", id=12, fields={"NAME": "x"}) == denied
        assert reader.rest.error(f"{F}.{method}", id=1, preset={"ID": 12}, fields={"FIELD_NAME": "RQ_INN"}) == denied
    assert none.rest.error(f"{P}.get", id=12) == denied
    assert none.rest.error(f"{P}.list") == (400, "0", "Access denied.")


def test_a_preset_stays_while_there_are_requisites_of_it(world: World) -> None:
    made = add(world)
    used = requisite(world, PRESET_ID=made)
    assert world.rest.error(f"{P}.delete", id=made)[0] == 400
    world.rest("crm.requisite.delete", id=used)
    assert world.rest(f"{P}.delete", id=made) is True
