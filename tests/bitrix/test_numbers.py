"""No number, however large or wrong, in whatever parameter, is answered with an internal error; every method is asked.

The calls are made inside of this process and rolled back, so that each finds the same things as the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args
from zoneinfo import ZoneInfo

import msgspec
import pytest
from sqlalchemy import Connection, select

from crm_worlds import COMPANY, CONTACT, DEAL, document, item, template
from inkpost.errors import InkpostError
from inkpost.faces.bitrix import errors, registry
from inkpost.faces.bitrix.envelope import dumps
from inkpost.faces.bitrix.family import Method, row_for
from inkpost.faces.bitrix.params import Params
from inkpost.model.people import Caller
from inkpost.operations.kit import Work
from inkpost.store import credentials, tables
from rights import make
from worlds import World, docx

LARGE = (2**31, 2**40, 2**63 - 1, 2**63, 2**70, -1, -(2**31) - 1, -(2**63), -(2**70))
WRONG = (*LARGE, str(2**40), 1e300, 0, "", [], {}, [2**40], {"x": 2**40}, None, True)
INNER = (2**31, 2**40, 2**63 - 1, 2**70, -(2**63), [2**40])
HOLDERS = ("fields", "filter", "order", "select", "preset", "params")
LISTS = ("items", "rows", "productRows", "accesses")
ROW = ("PRODUCT_ID", "QUANTITY", "PRICE", "MEASURE_CODE", "SORT", "STORE_ID", "DISCOUNT_TYPE_ID", "TAX_RATE", "TYPE")
ROW += ("CONTACT_ID", "COMPANY_ID", "ROLE_ID", "ID", "productId", "measureCode", "sort", "discountTypeId", "roleId")
GROUPS = sorted({".".join(name.split(".")[:2]) for name in registry.methods()})
FILTERED = ("id", "ID", ">id", "@ID", "!id", "entityTypeId", "entityId", "templateId", "categoryId", "sort", "parent")


@dataclass
class House:
    """An organisation with something of everything, and the administrator as the caller."""

    world: World
    caller: Caller
    there: dict[str, Any] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)
    """By the family of methods the number of a thing of its kind."""

    def attempt(self, db: Connection, method: Method, params: Mapping[str, Any]) -> str:
        """What goes wrong in a call that must be answered or refused; nothing when it is."""
        try:
            given = method.params.read(params, ZoneInfo("Europe/Berlin"))
            dumps({"result": method.handler(Work(self.world.services, self.caller, db), given).result})
        except InkpostError as refused:
            row = row_for(refused, method.rows, errors.TABLE)
            return "" if row.code != errors.INTERNAL.code else repr(refused)
        except Exception as fault:
            return repr(fault)[:300]
        finally:
            db.rollback()
        return ""


@pytest.fixture(scope="module")
def house(request: pytest.FixtureRequest) -> House:
    """One for all groups of methods: nothing of it is changed."""
    from worlds import new_world

    world = new_world(request.getfixturevalue("served"), request.getfixturevalue("services"))
    with world.services.engine.connect() as db:
        caller = credentials.caller_as_user(db, world.organization_id, world.admin.id)
    assert caller is not None
    company, contact = item(world.rest, COMPANY, title="A"), item(world.rest, CONTACT, name="B")
    deal = item(world.rest, DEAL, title="C", companyId=company, contactId=contact)
    row = {"productName": "D", "price": 1, "quantity": 1}
    world.rest("crm.item.productrow.set", ownerType="D", ownerId=deal, productRows=[row])
    used = template(world, docx("{Title}"))
    there = {"id": deal, "entityTypeId": DEAL, "entityId": deal, "ownerId": deal, "ownerType": "D"}
    ids = things(world, company) | {"crm.documentgenerator.template": used}
    ids["crm.documentgenerator.document"] = int(document(world, used, deal)["id"])
    return House(world, caller, {**there, "templateId": used, "fields": {"title": "x"}}, ids)


def things(world: World, company: int) -> dict[str, int]:
    """The number of one thing for each family of methods that has its own."""
    of_company = {"ENTITY_TYPE_ID": COMPANY, "ENTITY_ID": company, "PRESET_ID": 1, "NAME": "x"}
    requisite = int(world.rest("crm.requisite.add", fields=of_company))
    account = {"ENTITY_ID": requisite, "COUNTRY_ID": 1, "NAME": "x"}
    used = world.template(docx("x"))
    with world.services.engine.connect() as db:
        row = db.execute(select(tables.crm_product_rows.c.id).order_by(tables.crm_product_rows.c.id.desc())).first()
    assert row is not None
    return {
        "crm.requisite": requisite,
        "crm.requisite.bankdetail": int(world.rest("crm.requisite.bankdetail.add", fields=account)),
        "crm.item.productrow": row.id,
        "crm.type": int(world.rest("crm.type.add", fields={"title": "Own"})["type"]["id"]),
        "documentgenerator.template": used,
        "documentgenerator.document": int(world.document(used)["id"]),
        "documentgenerator.numerator": world.numerator(),
        "crm.documentgenerator.numerator": world.numerator(),
        "documentgenerator.role": make(world.rest),
        "user": world.admin.id,
    }


def names_of(kind: type[Params]) -> list[str]:
    """The parameters of a model as the wire spells them."""
    return [each.encode_name for each in msgspec.structs.fields(kind)]


def inner_names(db: Connection, house: House, method: Method, holder: str) -> list[str]:
    """What may lie in ``fields`` or ``filter``: as the method's model says, or as its family describes its fields."""
    kind = next((each.type for each in msgspec.structs.fields(method.params) if each.encode_name == holder), None)
    models = [each for each in (kind, *get_args(kind)) if isinstance(each, type) and issubclass(each, Params)]
    if models:
        return names_of(models[0])
    telling = registry.methods().get(f"{method.name.rpartition('.')[0]}.fields")
    found: Any = {}
    if telling is not None:
        given = telling.params.read({"entityTypeId": DEAL, "ENTITY_TYPE_ID": DEAL}, ZoneInfo("UTC"))
        found = telling.handler(Work(house.world.services, house.caller, db), given).result
        db.rollback()
    described = next((each for each in found.values() if isinstance(each, dict) and len(each) > 9), found)
    own = (name for name, told in described.items() if not isinstance(told, dict) or told.get("type") not in TEXTS)
    return [*own, *FILTERED]


TEXTS = {"string", "text", "char", "date", "datetime", "crm_multifield", "file"}


def calls(db: Connection, house: House, method: Method) -> Iterator[dict[str, Any]]:
    """Every parameter in turn with every wrong value, the others as they should be."""
    names = names_of(method.params)
    there = {**house.there, "id": house.ids.get(method.name.rpartition(".")[0], house.there["id"])}
    usual = {name: value for name, value in there.items() if name in names}
    for name in names:
        yield from ({**usual, name: wrong} for wrong in WRONG)
        if name in LISTS:
            yield from ({**usual, name: [{inner: wrong}]} for inner in ROW for wrong in INNER)
        if name in HOLDERS:
            held = usual.get(name, {})
            for inner in inner_names(db, house, method, name):
                tried = (*INNER, "asc") if name == "order" else INNER
                yield from ({**usual, name: {**held, inner: wrong}} for wrong in tried)


@pytest.mark.parametrize("group", GROUPS)
def test_no_number_is_an_internal_error(house: House, group: str) -> None:
    methods = [each for name, each in registry.methods().items() if ".".join(name.split(".")[:2]) == group]
    faults, asked = [], 0
    with house.world.services.engine.connect() as db:
        for method in methods:
            for params in calls(db, house, method):
                asked += 1
                fault = house.attempt(db, method, params)
                if fault:
                    faults.append((method.name, params, fault))
    assert asked or all(not names_of(each.params) for each in methods)
    assert not faults, f"{len(faults)} of {asked}: {faults[:8]}"
