"""``crm.documentgenerator.template.check``: templates held against the fields of items."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from crm_worlds import document, item, template
from engines.docx.making import package, paragraph, row, table
from worlds import World, b64

CHECK = "crm.documentgenerator.template.check"
SOUND = package(
    paragraph("{DocumentNumber} {Title} {CompanyTitle} {DEAL.COMPANY.TITLE} {ContactName} {Opportunity~W=Y} {UF_CRM_1}")
    + table(row("{ProductsIndex}", "{ProductsProductName}", "{PRODUCTS.PRODUCT.PRICE}"))
)


def checked(world: World, content: bytes, **params: Any) -> dict[str, Any]:
    found: dict[str, Any] = world.rest(CHECK, file=b64(content), **params)["check"]
    return found


def codes(found: dict[str, Any]) -> list[tuple[str, str]]:
    """Codes and advice apart from fonts, which are the machine's."""
    return [(each["code"], each["advice"]) for each in found["faults"] if not each["code"].startswith("font_")]


def test_what_an_item_supplies_is_known_by_name_and_by_path(world: World) -> None:
    assert codes(checked(world, SOUND, entityTypeId=2)) == []
    made = template(world, SOUND)
    assert codes(world.rest(CHECK, templateId=made, entityTypeId=2)["check"]) == []
    assert document(world, made, item(world.rest, 2, title="Deal"))["id"], "and a document of it can be made"


def test_what_it_does_not_is_told_with_the_nearest_name(world: World) -> None:
    found = checked(world, package(paragraph("{CompanyTitel} {Weather}")), entityTypeId=2)
    assert codes(found) == [
        ("unknown_field", "Write {CompanyTitle}"),
        ("unknown_field", "Describe the field, or write a name that is known"),
    ]
    assert codes(checked(world, package(paragraph("{Weather}")), entityTypeId=2, fields={"Weather": {}})) == []
    assert codes(checked(world, package(paragraph("{Weather}")))) == [], "without a type nothing is known of it"


def test_products_outside_of_a_row_and_modifiers_of_other_types(world: World) -> None:
    body = package(paragraph("{ProductsProductName} {CompanyTitle~d.m.Y}"))
    assert [code for code, _ in codes(checked(world, body, entityTypeId=2))] == [
        "array_outside_row",
        "modifier_not_for_type",
    ]


def test_values_are_only_asked_for_where_the_item_supplies_none(world: World) -> None:
    content = package(paragraph("{CompanyTitle} {Weather}"))
    found = checked(world, content, entityTypeId=2, fields={"Weather": {}}, values={"More": 1})
    assert (found["empty"], found["unused"]) == (["Weather"], ["More"])


@pytest.mark.parametrize("commented", ["Y", "N"])
def test_the_answer_has_the_documented_shape(world: World, commented: str) -> None:
    found = world.rest(CHECK, file=b64(SOUND), entityTypeId=2, values={}, commented=commented)
    assert differences(shapes()["methods"][CHECK]["result"], found) == []
    assert ("commented" in found["check"]) is (commented == "Y")
