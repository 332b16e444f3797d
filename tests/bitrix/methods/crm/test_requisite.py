"""``crm.requisite.*`` and ``crm.requisite.bankdetail.*`` over the wire."""

from __future__ import annotations

from typing import Any

import pytest

from crm_things import COMPANY, CONTACT, DEAL, bank_detail, item, requisite
from inkpost.store import crm_requisites
from support import CLIENT
from worlds import World

R, B = "crm.requisite", "crm.requisite.bankdetail"


def test_requisites_come_back_as_texts(world: World) -> None:
    company = item(world)
    made = requisite(world, company, RQ_INN="1717586110", RQ_VAT_ID=7, rq_company_name="Acme", SORT="100", ACTIVE="N")
    shown = world.rest(f"{R}.get", id=made)
    assert (shown["ID"], shown["ENTITY_TYPE_ID"], shown["ENTITY_ID"]) == (str(made), "4", str(company))
    assert (shown["RQ_INN"], shown["RQ_VAT_ID"], shown["RQ_COMPANY_NAME"]) == ("1717586110", "7", "Acme")
    assert (shown["SORT"], shown["ACTIVE"], shown["ADDRESS_ONLY"], shown["RQ_VAT_PAYER"]) == ("100", "N", "N", "N")
    assert (shown["DATE_MODIFY"], shown["MODIFY_BY_ID"], shown["CODE"], shown["RQ_KPP"]) == ("", None, None, None)
    assert shown["CREATED_BY_ID"] == str(world.admin.id)


def test_requisites_without_a_name_are_called_as_their_preset(world: World) -> None:
    assert world.rest(f"{R}.get", id=requisite(world, NAME=""))["NAME"] == "Company"


def test_a_change_leaves_what_it_does_not_name(world: World) -> None:
    made = requisite(world, RQ_INN="1", RQ_KPP="2", CODE="C")
    given = {"RQ_KPP": "", "RQ_OGRN": 5, "NAME": "Other", "ENTITY_ID": 2**40, "ID": 7, "DATE_CREATE": "2020-01-01"}
    assert world.rest(f"{R}.update", id=str(made), fields=given) is True
    shown = world.rest(f"{R}.get", id=made)
    assert (shown["RQ_INN"], shown["RQ_KPP"], shown["RQ_OGRN"]) == ("1", None, "5")
    assert (shown["NAME"], shown["CODE"], shown["ID"]) == ("Other", "C", str(made))
    assert shown["DATE_MODIFY"] >= shown["DATE_CREATE"]
    assert shown["MODIFY_BY_ID"] == str(world.admin.id)
    assert shown["ENTITY_ID"] != str(2**40)


def test_conditions_orders_and_columns(world: World) -> None:
    company, contact = item(world), item(world, CONTACT)
    one = requisite(world, company, RQ_INN="100", SORT=30)
    two = requisite(world, company, RQ_INN="200", SORT=20, XML_ID="x")
    three = requisite(world, contact, CONTACT, RQ_INN="300", SORT=10)

    def ids(**given: Any) -> list[int]:
        return [int(each["ID"]) for each in world.rest(f"{R}.list", **given)]

    assert ids(order={"ID": "ASC"}) == ids() == [one, two, three]
    assert ids(order={"SORT": "ASC"}) == [three, two, one]
    assert ids(filter={"ENTITY_TYPE_ID": COMPANY, "ENTITY_ID": company}) == [one, two]
    assert ids(filter={"RQ_INN": "200"}) == ids(filter={"%RQ_INN": "20"}) == ids(filter={"XML_ID": "x"}) == [two]
    assert ids(filter={"!RQ_INN": "200"}) == [one, three]
    assert ids(filter={"@RQ_INN": ["100", "300"]}) == [one, three]
    assert ids(filter={">ID": one}, order={"ID": "DESC"}) == [three, two]
    assert ids(filter={"=%RQ_INN": "%00"}, order={"RQ_INN": "desc"}) == [three, two, one]
    assert ids(filter={"RQ_KPP": ""}) == [one, two, three]
    assert ids(filter={"!XML_ID": ""}) == [two]
    assert (
        ids(filter={"SORT": 2**40})
        == ids(filter={">ENTITY_TYPE_ID": 2**62})
        == ids(filter={"ENTITY_ID": -(2**62)})
        == []
    )
    assert ids(filter={"NO_SUCH": 1}) == [one, two, three]
    row = world.rest(f"{R}.list", select=["ID", "RQ_INN"], filter={"ID": two})
    assert row == [{"ID": str(two), "RQ_INN": "200"}]
    whole = world.rest(f"{R}.list", select=["*"], filter={"ID": two})
    assert whole == [world.rest(f"{R}.get", id=two)]
    asked = f"{world.rest.webhook_url}{R}.list?filter[RQ_INN]=300&select[]=ID&order[ID]=desc"
    assert CLIENT.get(asked).json()["result"] == [{"ID": str(three)}]


def test_pages_of_fifty(world: World) -> None:
    company = item(world)
    with world.services.engine.begin() as db:
        for number in range(60):
            crm_requisites.add(
                db,
                organization_id=world.organization_id,
                entity_type_id=COMPANY,
                entity_id=company,
                preset_id=1,
                name=str(number),
            )
    first = world.rest.raw(f"{R}.list").json()
    assert (len(first["result"]), first["total"], first["next"]) == (50, 60, 50)
    second = world.rest.raw(f"{R}.list", {"start": 50}).json()
    assert (len(second["result"]), second["total"], "next" in second) == (10, 60, False)
    fast = world.rest.raw(f"{R}.list", {"start": -1, "filter": {">ID": first["result"][-1]["ID"]}}).json()
    assert (len(fast["result"]), fast["total"], "next" in fast) == (10, 0, False)


def test_requisites_go_with_what_belongs_to_them(world: World) -> None:
    company = item(world)
    deal = item(world, DEAL, companyId=company)
    made = requisite(world, company)
    account = bank_detail(world, made)
    world.rest("crm.address.add", fields={"TYPE_ID": 1, "ENTITY_TYPE_ID": 8, "ENTITY_ID": made, "CITY": "Bonn"})
    link = {"REQUISITE_ID": made, "BANK_DETAIL_ID": account, "MC_REQUISITE_ID": 0, "MC_BANK_DETAIL_ID": 0}
    world.rest(f"{R}.link.register", fields={"ENTITY_TYPE_ID": DEAL, "ENTITY_ID": deal, **link})
    assert world.rest(f"{R}.delete", id=made) is True
    assert world.rest(f"{B}.list") == world.rest("crm.address.list") == []
    assert world.rest(f"{R}.link.list")[0]["REQUISITE_ID"] == "0"
    assert world.rest(f"{R}.link.list")[0]["BANK_DETAIL_ID"] == "0"


def test_whoever_sees_the_owner_sees_the_requisites_and_nobody_else(world: World) -> None:
    own, none = world.person(), world.person()
    world.role(own, crm_view="A", crm_add="A", crm_modify="A", crm_delete="A")
    mine, others = item(world, owner=own), item(world)
    seen, hidden = requisite(world, mine), requisite(world, others)
    account, hidden_account = bank_detail(world, seen), bank_detail(world, hidden)
    answer = own.rest.raw(f"{R}.list").json()
    assert ([each["ID"] for each in answer["result"]], answer["total"]) == ([str(seen)], 1)
    answer = own.rest.raw(f"{B}.list").json()
    assert ([each["ID"] for each in answer["result"]], answer["total"]) == ([str(account)], 1)
    assert own.rest(f"{R}.list", filter={"ID": hidden}) == []
    denied = (400, "", "Access denied.")
    for method, number in ((R, hidden), (B, hidden_account)):
        assert own.rest.error(f"{method}.get", id=number) == denied
        assert own.rest.error(f"{method}.update", id=number, fields={"NAME": "Mine"}) == denied
        assert own.rest.error(f"{method}.delete", id=number) == denied
        assert none.rest.error(f"{method}.get", id=number) == denied
        assert world.rest(f"{method}.get", id=number)["NAME"] in {"Main", "Bank"}
    assert own.rest(f"{R}.update", id=seen, fields={"RQ_INN": "1"}) is True
    assert own.rest(f"{B}.delete", id=account) is True
    assert world.person(scopes=["user"]).rest.error(f"{R}.list")[:2] == (403, "insufficient_scope")


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"RQ_INN": "1" * 2001}, "INN"),
        ({"SORT": "first"}, "SORT"),
        ({"SORT": 2**40}, "SORT"),
        ({"ACTIVE": "perhaps"}, "ACTIVE"),
        ({"RQ_INN": ["1"]}, "RQ_INN"),
        ({"RQ_INN": {"a": {"b": 1}}}, "RQ_INN"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(world: World, fields: dict[str, Any], named: str) -> None:
    given = {"ENTITY_TYPE_ID": COMPANY, "ENTITY_ID": item(world), "PRESET_ID": 1, **fields}
    for method, sent in ((f"{R}.add", {"fields": given}), (f"{R}.update", {"id": requisite(world), "fields": fields})):
        status, code, text = world.rest.error(method, **sent)
        assert (status, code, named in text) == (400, "ERROR_ARGUMENT", True), text
    assert len(world.rest(f"{R}.list")) == 1
    assert world.rest.error(f"{R}.add", fields="name")[1] == "ERROR_ARGUMENT"


def test_bank_details_come_back_as_texts_and_take_their_country_from_the_preset(world: World) -> None:
    made = requisite(world)
    account = bank_detail(world, made, RQ_IBAN="DE89", RQ_ACC_CURRENCY="EUR", COMMENTS="main", XML_ID="x")
    shown = world.rest(f"{B}.get", id=account)
    assert (shown["ID"], shown["ENTITY_ID"], shown["COUNTRY_ID"]) == (str(account), str(made), "46")
    assert (shown["RQ_IBAN"], shown["RQ_ACC_CURRENCY"], shown["COMMENTS"]) == ("DE89", "EUR", "main")
    assert (shown["SORT"], shown["ACTIVE"], shown["DATE_MODIFY"], shown["RQ_BIK"]) == ("500", "Y", "", None)
    given = {"RQ_IBAN": None, "RQ_BIC": "X", "COUNTRY_ID": 1, "ENTITY_ID": 2**40}
    assert world.rest(f"{B}.update", id=account, fields=given) is True
    shown = world.rest(f"{B}.get", id=account)
    assert (shown["RQ_IBAN"], shown["RQ_BIC"], shown["COUNTRY_ID"], shown["ENTITY_ID"]) == (None, "X", "1", str(made))
    assert world.rest(f"{B}.list", filter={"RQ_BIC": "X"}, select=["ID"]) == [{"ID": str(account)}]
    assert world.rest.error(f"{B}.update", id=account, fields={"COUNTRY_ID": 2})[1] == "ERROR_ARGUMENT"
    assert world.rest(f"{B}.delete", id=account) is True
    assert world.rest.error(f"{B}.get", id=account)[2] == f"The RequisiteBankDetail with ID '{account}' is not found"


def test_nothing_of_another_organisation(world: World, other_world: World) -> None:
    made = requisite(world)
    account = bank_detail(world, made)
    stranger = other_world.rest
    assert stranger(f"{R}.list") == stranger(f"{B}.list") == []
    assert stranger.error(f"{R}.get", id=made)[2] == f"The Requisite with ID '{made}' is not found"
    assert stranger.error(f"{B}.get", id=account)[2] == f"The RequisiteBankDetail with ID '{account}' is not found"
    assert stranger.error(f"{B}.add", fields={"ENTITY_ID": made})[2] == "ENTITY_ID is not defined or invalid."
