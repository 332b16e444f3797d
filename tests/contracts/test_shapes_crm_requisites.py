"""The shapes of the answers of requisites and of the older families: each is called, keys and JSON types compared."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contracts.matching import differences
from contracts.tables import shapes
from crm_things import COMPANY, DEAL, bank_detail, item, requisite
from worlds import World

OLDER = ("lead", "deal", "contact", "company")
PARTS = ("requisite", "requisite.bankdetail", "requisite.link", "requisite.preset", "address", *OLDER)
METHODS: dict[str, Any] = {}
for part in PARTS:
    METHODS |= shapes(f"crm.{part}")["methods"]
Call = Callable[[World], dict[str, Any]]
R, B, L, P, A = "crm.requisite", "crm.requisite.bankdetail", "crm.requisite.link", "crm.requisite.preset", "crm.address"
EMAIL = [{"VALUE": "ann@example.test", "VALUE_TYPE": "WORK"}]
FIELDS = {"TITLE": "Acme", "NAME": "Ann", "PHONE": [{"VALUE": "+1555"}], "EMAIL": EMAIL, "UF_CRM_1": "x"}
ROWS = [{"PRODUCT_NAME": "Paint", "PRICE": 10.5, "TAX_RATE": 19}, {"PRODUCT_NAME": "Brush", "PRICE": 7}]


def _requisite(world: World) -> int:
    made = requisite(world, RQ_INN="1", XML_ID="x")
    world.rest(f"{R}.update", id=made, fields={"CODE": "c"})
    return made


def _account(world: World) -> int:
    return bank_detail(world, _requisite(world), RQ_IBAN="DE1")


def _place(world: World, *, there: bool = True) -> dict[str, Any]:
    place = {"TYPE_ID": 1, "ENTITY_TYPE_ID": 8, "ENTITY_ID": _requisite(world), "CITY": "Bonn"}
    if there:
        world.rest(f"{A}.add", fields=place)
    return place


def _link(world: World, *, there: bool = True) -> dict[str, Any]:
    company = item(world)
    chosen = {"REQUISITE_ID": requisite(world, company), "BANK_DETAIL_ID": 0}
    deal = item(world, DEAL, companyId=company)
    link = {"ENTITY_TYPE_ID": DEAL, "ENTITY_ID": deal, **chosen, "MC_REQUISITE_ID": 0, "MC_BANK_DETAIL_ID": 0}
    if there:
        world.rest(f"{L}.register", fields=link)
    return link


def _linked(world: World) -> dict[str, Any]:
    return {"entityTypeId": DEAL, "entityId": _link(world)["ENTITY_ID"]}


def _listed(make: Callable[[World], Any]) -> Call:
    def call(world: World) -> dict[str, Any]:
        make(world)
        return {"select": ["*", "UF_*", "PHONE", "EMAIL"]}

    return call


def _one(make: Callable[[World], int], **more: Any) -> Call:
    return lambda world: {"id": make(world), **more}


def _nothing(world: World) -> dict[str, Any]:
    return {}


FIELD = {"preset": {"ID": 12}}
CALLS: dict[str, Call] = {
    f"{R}.add": lambda world: {"fields": {"ENTITY_TYPE_ID": COMPANY, "ENTITY_ID": item(world), "PRESET_ID": 1}},
    f"{R}.get": _one(_requisite),
    f"{R}.list": _listed(_requisite),
    f"{R}.update": _one(_requisite, fields={"NAME": "x"}),
    f"{R}.delete": _one(_requisite),
    f"{B}.add": lambda world: {"fields": {"ENTITY_ID": _requisite(world), "NAME": "x"}},
    f"{B}.get": _one(_account),
    f"{B}.list": _listed(_account),
    f"{B}.update": _one(_account, fields={"NAME": "x"}),
    f"{B}.delete": _one(_account),
    f"{A}.add": lambda world: {"fields": _place(world, there=False)},
    f"{A}.update": lambda world: {"fields": _place(world)},
    f"{A}.delete": lambda world: {"fields": _place(world)},
    f"{A}.list": _listed(_place),
    f"{L}.register": lambda world: {"fields": _link(world, there=False)},
    f"{L}.get": _linked,
    f"{L}.unregister": _linked,
    f"{L}.list": _listed(_link),
    f"{P}.add": lambda world: {"fields": {"ENTITY_TYPE_ID": 8, "COUNTRY_ID": 46, "NAME": "x"}},
    f"{P}.get": lambda world: {"id": 12},
    f"{P}.list": lambda world: {},
    f"{P}.update": lambda world: {"id": 12, "fields": {"NAME": "x"}},
    f"{P}.delete": lambda world: {"id": 12},
    f"{P}.countries": _nothing,
    f"{P}.field.add": lambda world: {**FIELD, "fields": {"FIELD_NAME": "RQ_PHONE"}},
    f"{P}.field.get": lambda world: {**FIELD, "id": 1},
    f"{P}.field.list": lambda world: FIELD,
    f"{P}.field.update": lambda world: {**FIELD, "id": 1, "fields": {"SORT": 7}},
    f"{P}.field.delete": lambda world: {**FIELD, "id": 1},
    f"{P}.field.availabletoadd": lambda world: FIELD,
    **{f"{family}.fields": _nothing for family in (R, B, A, L, P, f"{P}.field")},
}


def _item(family: str, **more: Any) -> Callable[[World], int]:
    def make(world: World) -> int:
        made: int = world.rest(f"crm.{family}.add", fields={**FIELDS, **more})
        return made

    return make


def _sold(family: str) -> Callable[[World], int]:
    def make(world: World) -> int:
        made = _item(family)(world)
        world.rest(f"crm.{family}.productrows.set", id=made, rows=ROWS)
        return made

    return make


def _older(family: str) -> dict[str, Call]:
    name, made = f"crm.{family}", _item(family)
    calls: dict[str, Call] = {
        f"{name}.add": lambda world: {"fields": FIELDS},
        f"{name}.get": _one(made),
        f"{name}.list": _listed(made),
        f"{name}.update": _one(made, fields={"COMMENTS": "x"}),
        f"{name}.delete": _one(made),
        f"{name}.fields": _nothing,
    }
    if family in {"deal", "lead"}:
        calls |= {
            f"{name}.productrows.get": _one(_sold(family)),
            f"{name}.productrows.set": _one(made, rows=ROWS),
        }
    return calls


def _bound(family: str, other: str, **more: Any) -> Call:
    """An item with one more bound to it, and that one once more in the call."""
    key = f"{other.upper()}_ID"

    def call(world: World) -> dict[str, Any]:
        made, others = _item(family)(world), _item(other)(world)
        world.rest(f"crm.{family}.{other}.add", id=made, fields={key: others})
        return {"id": made, "fields": {key: others}, "items": [{key: others}], **more}

    return call


BINDINGS = {"lead": "contact", "deal": "contact", "company": "contact", "contact": "company"}
for older in OLDER:
    CALLS |= _older(older)
for older, other in BINDINGS.items():
    METHODS |= shapes(f"crm.{older}.{other}")["methods"]
    verbs = ("add", "delete", "items.get", "items.set", "items.delete")
    CALLS |= {f"crm.{older}.{other}.{verb}": _bound(older, other) for verb in verbs}
    CALLS[f"crm.{older}.{other}.fields"] = _nothing


@pytest.mark.parametrize("method", METHODS)
def test_an_answer_has_the_documented_keys_and_types(method: str, world: World) -> None:
    body = world.rest.raw(method, CALLS[method](world)).json()
    assert differences(METHODS[method]["result"], body["result"]) == []
    assert body["result"] not in ([], {}, None)
    assert body.keys() == {"result", "time"} | ({"total"} if METHODS[method]["total"] else set())


def test_every_method_is_called() -> None:
    assert CALLS.keys() == METHODS.keys()
