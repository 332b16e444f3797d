"""The titles of fields are in the language of the portal, in every family of the CRM that describes its fields."""

from __future__ import annotations

import re

import pytest

from inkpost.operations.kit import Services
from support import Served
from worlds import World, new_world

CLASSIC = ["crm.lead", "crm.deal", "crm.contact", "crm.company"]
TABLES = [
    *("crm.requisite", "crm.requisite.bankdetail", "crm.requisite.link", "crm.requisite.preset", "crm.address"),
    *("crm.requisite.preset.field", "crm.deal.contact", "crm.contact.company", "crm.status", "crm.enum"),
]
# What is written with the same letters in Russian.
SAME = {"ID", "E-mail", "UTM source", "SWIFT", "IBAN", "BIC", "REGON", "KRS", "PESEL", "SIRET", "SIREN", "RCS"}
SAME |= {"CNPJ", "CPF"}


@pytest.fixture(scope="module")
def russian(served: Served, services: Services) -> World:
    """A portal that speaks Russian."""
    return new_world(served, services, language="ru")


def _foreign(titles: dict[str, str]) -> dict[str, str]:
    return {name: title for name, title in titles.items() if title not in SAME and not re.search("[а-яА-Я]", title)}


@pytest.mark.parametrize("family", CLASSIC + TABLES)
def test_every_title_is_russian_on_a_russian_portal(family: str, russian: World, world: World) -> None:
    english = world.rest(f"{family}.fields")
    found = russian.rest(f"{family}.fields")
    assert _foreign({name: each["title"] for name, each in found.items()}) == {}
    assert not [name for name, each in english.items() if re.search("[а-яА-Я]", each["title"])]
    assert [{**each, "title": ""} for each in found.values()] == [{**each, "title": ""} for each in english.values()]


def test_what_is_within_fields_is_russian_too(russian: World) -> None:
    calls = {"crm.type.fields": {}, "crm.item.productrow.fields": {}, "crm.category.fields": {"entityTypeId": 2}}
    calls |= {"crm.item.fields": {"entityTypeId": 31}}
    for method, params in calls.items():
        found = russian.rest(method, **params)["fields"]
        assert _foreign({name: each["title"] for name, each in found.items()}) == {}, method
