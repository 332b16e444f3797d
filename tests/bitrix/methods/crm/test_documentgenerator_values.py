"""What the CRM holds is text in a document, whatever it looks like; what a call gives may name other fields."""

from __future__ import annotations

from typing import Any

import pytest

from crm_worlds import COMPANY, DEAL, D, document, item, template
from support import CLIENT
from worlds import World, docx, docx_text

LIST = {"PROVIDER": "ArrayDataProvider", "OPTIONS": {"ITEM_NAME": "Item", "ITEM_PROVIDER": "HashDataProvider"}}
LOOKING = ("{DocumentNumber}", "{CompanyTitle}", "PRODUCTS.PRODUCT.NAME", "{ProductsProductName}", "Table.INDEX")


def _text(world: World, made: dict[str, Any]) -> str:
    shown = world.rest(f"{D}.get", id=made["id"])["document"]
    return docx_text(CLIENT.get(shown["downloadUrlMachine"]).content)


def _deal(world: World, title: str, *products: str, **fields: Any) -> int:
    deal = item(world.rest, DEAL, title=title, **fields)
    rows = [{"productName": name, "price": 10, "quantity": 1, "measureName": title} for name in products]
    owner = {"ownerType": "D", "ownerId": deal}
    world.rest("crm.item.productrow.set", **owner, productRows=rows)
    return deal


@pytest.mark.parametrize("looking", LOOKING)
def test_what_the_crm_holds_is_never_taken_for_a_placeholder(world: World, looking: str) -> None:
    company = item(world.rest, COMPANY, title=looking)
    deal = _deal(world, looking, looking, "Plain", companyId=company, ufCrmNote=looking)
    body = "{Title}|{CompanyTitle}|{DEAL.COMPANY.TITLE}|{UfCrmNote}|{Other}"
    rows = ("{ProductsBlockStart}", "{ProductsProductName} {ProductsIndex}", "{ProductsBlockEnd}")
    made = document(world, template(world, docx(body, *rows)), deal, values={"Other": "x"}, fields={"Table": LIST})
    shown = "|".join([looking, looking, looking, looking, "x"])
    assert _text(world, made).splitlines()[0] == shown
    assert _text(world, made).splitlines()[1:] == [f"{looking} 1", "Plain 2"]
    world.rest(f"{D}.update", id=made["id"], values={"Other": "x"})
    assert _text(world, made).splitlines()[0] == shown


def test_what_a_call_gives_may_still_name_what_the_crm_holds(world: World) -> None:
    deal = _deal(world, "{DocumentNumber}", "Tea")
    values = {"Table": [{"Name": "{Title}"}, {"Name": "{Own}"}], "TableItemName": "Table.Item.Name", "Own": "mine"}
    rows = ("{Table.BLOCK_START}", "{TableItemName}", "{Table.BLOCK_END}")
    used = template(world, docx(*rows, "{Own} {Title}"))
    made = document(world, used, deal, values=values, fields={"Table": LIST})
    assert _text(world, made).splitlines() == ["{DocumentNumber}", "mine", "mine {DocumentNumber}"]


@pytest.mark.parametrize("mark", ["ProductsBlock{}", "PRODUCTS.BLOCK_{}", "DEAL.PRODUCTS.BLOCK_{}"])
def test_goods_repeat_between_the_marks_of_their_block(world: World, mark: str) -> None:
    ends = ("Start", "End") if mark[-3] != "_" else ("START", "END")
    opening, closing = (f"{{{mark.format(end)}}}" for end in ends)
    used = template(world, docx("{ProductsProductName}", opening, "{ProductsIndex} {ProductsProductName}", closing))
    made = document(world, used, _deal(world, "pcs", "Tea", "Ink"))
    assert _text(world, made).splitlines() == ["Tea", "1 Tea", "2 Ink"]
    static = template(world, docx(opening, "a line for each", closing, "end"))
    made = document(world, static, _deal(world, "pcs", "Tea", "Ink"))
    assert _text(world, made).splitlines() == ["a line for each", "a line for each", "end"]
