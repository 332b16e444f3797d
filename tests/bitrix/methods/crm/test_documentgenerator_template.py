"""``crm.documentgenerator.template.*``: for which types of objects a template is."""

from __future__ import annotations

from typing import Any

import pytest

from crm_worlds import DEAL, T, document, item, manager, template
from support import CLIENT
from worlds import World, b64, docx


def test_the_types_of_objects_are_kept_as_text_in_their_order(world: World) -> None:
    made = template(world, docx("x"), entityTypeId=[31, "2_category_0", "2", "177_1", "2"])
    shown = world.rest(f"{T}.get", id=made)["template"]
    assert shown["entityTypeId"] == ["31", "2_category_0", "2", "177_1"]
    assert (shown["moduleId"], shown["code"], shown["users"]) == ("crm", None, {"UA": "UA"})
    assert "providers" not in shown
    changed = world.rest(f"{T}.update", id=made, fields={"entityTypeId": "4"})["template"]
    assert changed["entityTypeId"] == ["4"]
    assert world.rest(f"{T}.update", id=made, fields={"name": "Other"})["template"]["entityTypeId"] == ["4"]


@pytest.mark.parametrize("wrong", [["deal"], ["2_"], ["2; drop table"], ["-2"], [[2]], [{"a": 1}], ["2" * 40]])
def test_what_is_no_type_is_refused(wrong: Any, world: World) -> None:
    given = {"name": "A", "numeratorId": world.numerator(), "region": "de", "file": b64(docx("x"))}
    status, code, text = world.rest.error(f"{T}.add", fields={**given, "entityTypeId": wrong})
    assert (status, code, "entityTypeId" in text) == (400, "ERROR_ARGUMENT", True)


def test_the_list_is_filtered_by_types_and_keeps_to_its_module(world: World) -> None:
    deals = template(world, docx("x"), entityTypeId=["2", "2_category_37"])
    pipeline = template(world, docx("x"), entityTypeId=["2_category_37"])
    leads = template(world, docx("x"), entityTypeId=["1"])
    world.template(docx("x"))

    def found(**given: Any) -> list[str]:
        return list(world.rest(f"{T}.list", filter=given)["templates"])

    assert found() == [str(deals), str(pipeline), str(leads)]
    assert found(entityTypeId=["2", "2_category_37"]) == [str(deals), str(pipeline)]
    assert found(entityTypeId=2) == [str(deals)]
    assert found(**{"!entityTypeId": "2_category_37"}) == [str(leads)]
    assert found(entityTypeId="2", moduleId="rest") == [str(deals)]
    row = world.rest(f"{T}.list", select=["id", "entityTypeId"], filter={"id": deals})["templates"][str(deals)]
    assert row["entityTypeId"] == ["2", "2_category_37"]
    assert "name" not in row
    assert "entityTypeId" not in world.rest(f"{T}.list", filter={"id": deals})["templates"][str(deals)]


def test_the_file_comes_back_by_the_machine_link(world: World) -> None:
    content = docx("Kept {Title}")
    shown = world.rest(f"{T}.get", id=template(world, content))["template"]
    assert CLIENT.get(shown["downloadMachine"]).content == content


def test_a_pipeline_makes_no_difference_and_a_used_template_is_marked(world: World) -> None:
    made = template(world, docx("x"), entityTypeId=["2_category_9"])
    document(world, made, item(world.rest, DEAL, title="Any"))
    assert world.rest(f"{T}.delete", id=made) is None
    assert list(world.rest(f"{T}.list")["templates"]) == []
    assert list(world.rest(f"{T}.list", filter={"isDeleted": "Y"})["templates"]) == [str(made)]


def test_fields_without_an_object_are_known_and_empty(world: World) -> None:
    made = template(world, docx("{Title} {CompanyTitle} {Own}"))
    found = world.rest(f"{T}.getfields", id=made, entityTypeId=DEAL, values={"Own": "x"})["templateFields"]
    assert list(found) == ["DocumentNumber", "Title", "CompanyTitle", "Own", "DocumentTitle"]
    assert (found["DocumentNumber"]["value"], found["DocumentTitle"]["value"]) == ("1", "Offer 1")
    assert (found["Title"]["value"], found["Title"]["chain"]) == (None, "this.SOURCE.TITLE")
    assert found["Own"] == {"value": "x", "default": None}


CODES = (
    *("UA", "U5", "G2", "D1", "DR1", "IU7", "SG3", "SG3_A", "SG3_E", "SG3_K", "SU7", "SU7_M", "CHAT9"),
    *("AD", "AE", "AT", "ATD", "ATE", "ATT", "AD4", "ATT4", "SND1", "SNDR1", "SNT1", "SNTR1"),
)


def test_every_documented_access_code_is_taken(world: World) -> None:
    made = template(world, docx("x"), users=list(CODES))
    assert list(world.rest(f"{T}.get", id=made)["template"]["users"]) == list(CODES)
    changed = world.rest(f"{T}.update", id=made, fields={"users": ["CHAT1", "SND2"]})["template"]
    assert changed["users"] == {"CHAT1": "CHAT1", "SND2": "SND2"}


def test_without_access_codes_a_template_is_its_makers(world: World) -> None:
    own = f"U{world.admin.id}"
    for given in ({"users": []}, {"users": None}):
        made = template(world, docx("x"), **given)
        assert world.rest(f"{T}.get", id=made)["template"]["users"] == {own: own}


def test_the_codes_of_an_intranet_user_open_a_template_to_it_alone(world: World) -> None:
    allowed, other = manager(world, crm="X"), manager(world, crm="X")
    deal = item(world.rest, DEAL, title="Any")
    given = {"entityTypeId": DEAL, "entityId": deal}
    for letters in ("IU", "SU"):
        made = template(world, docx("x"), users=[f"{letters}{allowed.id}", "CHAT1", "AD"])
        assert allowed.rest("crm.documentgenerator.document.add", templateId=made, **given)
        assert other.rest.raw("crm.documentgenerator.document.add", {"templateId": made, **given}).status_code == 400
