"""Refusals of ``crm.requisite.link.*`` and ``crm.requisite.preset.*``."""

from __future__ import annotations

from typing import Any

from contracts.provoke import Refusal, Stage, provokes
from crm_things import COMPANY, DEAL, INVOICE, bank_detail, item, requisite

L, P, F = "crm.requisite.link", "crm.requisite.preset", "crm.requisite.preset.field"
UNKNOWN = 2**40


class Sale:
    """An invoice to a company with its requisites and account, and its seller with the same."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.company, self.seller = item(stage.world), item(stage.world, isMyCompany=True)
        self.invoice = item(stage.world, INVOICE, companyId=self.company, mycompanyId=self.seller)
        self.client, self.own = requisite(stage.world, self.company), requisite(stage.world, self.seller)
        self.client_account = bank_detail(stage.world, self.client)
        self.own_account = bank_detail(stage.world, self.own)

    def fields(self, **fields: Any) -> dict[str, Any]:
        """A link of the invoice that can be registered but for what is given."""
        return {
            "ENTITY_TYPE_ID": INVOICE,
            "ENTITY_ID": self.invoice,
            "REQUISITE_ID": self.client,
            "BANK_DETAIL_ID": self.client_account,
            "MC_REQUISITE_ID": self.own,
            "MC_BANK_DETAIL_ID": self.own_account,
            **fields,
        }

    def refused(self, **fields: Any) -> Refusal:
        """What the registration of such a link answers, which leaves none behind."""
        refused = self.stage.refused(f"{L}.register", fields=self.fields(**fields))
        assert self.stage.rest(f"{L}.list") == []
        return refused


def _undefined(cause: str, name: str, *values: Any) -> None:
    @provokes(f"{L}.register", cause)
    def undefined(stage: Stage) -> Refusal:
        sale = Sale(stage)
        given = sale.fields()
        del given[name]
        refused = stage.refused(f"{L}.register", fields=given)
        for value in values:
            assert sale.refused(**{name: value}) == refused
        return refused


_undefined("entity_type_wrong", "ENTITY_TYPE_ID", COMPANY, 5, "deal", UNKNOWN)
_undefined("entity_wrong", "ENTITY_ID", 0, -1, "x")
for name, cause in (
    ("REQUISITE_ID", "requisite"),
    ("BANK_DETAIL_ID", "bank_detail"),
    ("MC_REQUISITE_ID", "my_requisite"),
    ("MC_BANK_DETAIL_ID", "my_bank_detail"),
):
    _undefined(f"{cause}_wrong", name, -1, "x", None, [1])


def _not_found(cause: str, name: str) -> None:
    @provokes(f"{L}.register", f"{cause}_not_found")
    def not_found(stage: Stage) -> Refusal:
        sale = Sale(stage)
        refused = sale.refused(**{name: UNKNOWN})
        made = requisite(stage.other)
        foreign = made if "requisite" in cause else bank_detail(stage.other, made)
        said = sale.refused(**{name: foreign})
        assert said.text == refused.text.replace(str(UNKNOWN), str(foreign))
        return refused


_not_found("requisite", "REQUISITE_ID")
_not_found("bank_detail", "BANK_DETAIL_ID")
_not_found("my_requisite", "MC_REQUISITE_ID")
_not_found("my_bank_detail", "MC_BANK_DETAIL_ID")


@provokes(f"{L}.register", "entity_not_found")
def entity_not_found(stage: Stage) -> Refusal:
    return Sale(stage).refused(ENTITY_ID=UNKNOWN)


def _named(refused: Refusal, **numbers: int) -> Refusal:
    """A refusal whose numbers are those that were meant, with the names in their places."""
    text = refused.text
    for name, number in numbers.items():
        before, said, after = text.rpartition(f"'{number}'")
        assert said, text
        text = f"{before}'{{{name}}}'{after}"
    return refused._replace(text=text)


@provokes(f"{L}.register", "requisite_foreign")
def requisite_foreign(stage: Stage) -> Refusal:
    sale = Sale(stage)
    other = requisite(stage.world)
    return _named(sale.refused(REQUISITE_ID=other), company=sale.company, requisite=other)


@provokes(f"{L}.register", "bank_detail_foreign")
def bank_detail_foreign(stage: Stage) -> Refusal:
    sale = Sale(stage)
    other = bank_detail(stage.world, requisite(stage.world, sale.company))
    return _named(sale.refused(BANK_DETAIL_ID=other), requisite=sale.client, account=other)


@provokes(f"{L}.register", "my_requisite_foreign")
def my_requisite_foreign(stage: Stage) -> Refusal:
    sale = Sale(stage)
    other = requisite(stage.world, item(stage.world, isMyCompany=True))
    return _named(sale.refused(MC_REQUISITE_ID=other), company=sale.seller, requisite=other)


@provokes(f"{L}.register", "my_bank_detail_foreign")
def my_bank_detail_foreign(stage: Stage) -> Refusal:
    sale = Sale(stage)
    other = bank_detail(stage.world, requisite(stage.world, sale.seller))
    return _named(sale.refused(MC_BANK_DETAIL_ID=other), requisite=sale.own, account=other)


def _one(name: str) -> None:
    method = f"{L}.{name}"

    @provokes(method, "entity_type_wrong")
    def entity_type_wrong(stage: Stage) -> Refusal:
        (refused,) = {stage.refused(method, entityTypeId=kind, entityId=1) for kind in (None, 0, "deal", COMPANY)}
        return refused

    @provokes(method, "entity_wrong")
    def entity_wrong(stage: Stage) -> Refusal:
        (refused,) = {stage.refused(method, entityTypeId=DEAL, entityId=number) for number in (None, 0, "x", -1)}
        return refused

    @provokes(method, "no_right_view" if name == "get" else "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        sale = Sale(stage)
        stage.rest(f"{L}.register", fields=sale.fields())
        person = stage.person(**({"crm_add": "X"} if name == "get" else {"crm_view": "X"}))
        refused = stage.refused(method, person.rest, entityTypeId=INVOICE, entityId=sale.invoice)
        assert len(stage.rest(f"{L}.list")) == 1
        return refused


_one("get")
_one("unregister")


@provokes(f"{L}.get", "not_found")
def link_not_found(stage: Stage) -> Refusal:
    return stage.refused(f"{L}.get", entityTypeId=DEAL, entityId=item(stage.world, DEAL))


@provokes(f"{L}.list", "no_right_view")
def links_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{L}.list", stage.person(documents_view="X").rest)


NEW = {"ENTITY_TYPE_ID": 8, "COUNTRY_ID": 46, "NAME": "Verein"}


@provokes(f"{P}.add", "entity_type_wrong")
def preset_of_something_else(stage: Stage) -> Refusal:
    (refused,) = {stage.refused(f"{P}.add", fields={**NEW, "ENTITY_TYPE_ID": kind}) for kind in (None, 4, "x")}
    return refused


@provokes(f"{P}.add", "no_right_modify")
def add_preset_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{P}.add", stage.person(crm_view="X", crm_modify="X").rest, fields=NEW)


@provokes(f"{P}.list", "no_right_view")
def presets_without_right(stage: Stage) -> Refusal:
    return stage.refused(f"{P}.list", stage.person(documents_view="X").rest)


@provokes(f"{P}.delete", "in_use")
def preset_in_use(stage: Stage) -> Refusal:
    requisite(stage.world, PRESET_ID=12)
    refused = stage.refused(f"{P}.delete", id=12)
    assert stage.rest(f"{P}.get", id=12)["ID"] == "12"
    return refused


def _preset(name: str) -> None:
    method = f"{P}.{name}"

    @provokes(method, "not_found")
    def not_found(stage: Stage) -> Refusal:
        refused = stage.refused(method, id=UNKNOWN, fields={"NAME": "x"})
        foreign = stage.other.rest(f"{P}.add", fields=NEW)
        said = stage.refused(method, id=foreign, fields={"NAME": "x"})
        assert said.text == refused.text.replace(str(UNKNOWN), str(foreign))
        return refused

    @provokes(method, "no_right_view" if name == "get" else "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        person = stage.person(**({"crm_add": "X"} if name == "get" else {"crm_view": "X"}))
        refused = stage.refused(method, person.rest, id=12, fields={"NAME": "Mine"})
        assert stage.rest(f"{P}.get", id=12)["NAME"] == "Company"
        return refused


for verb in ("get", "update", "delete"):
    _preset(verb)


@provokes(f"{F}.add", "field_wrong")
def field_that_is_there(stage: Stage) -> Refusal:
    made = stage.rest(f"{P}.add", fields=NEW)
    given = {"preset": {"ID": made}, "fields": {"FIELD_NAME": "RQ_NAME"}}
    stage.rest(f"{F}.add", **given)
    return stage.refused(f"{F}.add", **given)


@provokes(f"{F}.availabletoadd", "preset_not_found")
def nothing_to_add_to(stage: Stage) -> Refusal:
    (refused,) = {stage.refused(f"{F}.availabletoadd", preset=given) for given in ({}, {"ID": UNKNOWN}, {"ID": "x"})}
    return refused


def _field(name: str) -> None:
    method, given = f"{F}.{name}", {"id": 1, "fields": {"FIELD_NAME": "RQ_NAME"}}

    @provokes(method, "preset_not_found")
    def preset_not_found(stage: Stage) -> Refusal:
        return stage.refused(method, preset={"ID": UNKNOWN}, **given)

    @provokes(method, "no_right_view" if name in {"get", "list"} else "no_right_modify")
    def no_right(stage: Stage) -> Refusal:
        person = stage.person(**({"crm_add": "X"} if name in {"get", "list"} else {"crm_view": "X"}))
        before = stage.rest(f"{F}.list", preset={"ID": 12})
        refused = stage.refused(method, person.rest, preset={"ID": 12}, **given)
        assert stage.rest(f"{F}.list", preset={"ID": 12}) == before
        return refused

    if name in {"get", "update", "delete"}:

        @provokes(method, "not_found")
        def not_found(stage: Stage) -> Refusal:
            return stage.refused(method, preset={"ID": 12}, **{**given, "id": UNKNOWN})

    if name in {"update", "delete"}:

        @provokes(method, "id_missing")
        def id_missing(stage: Stage) -> Refusal:
            (refused,) = {
                stage.refused(method, preset={"ID": 12}, **{**given, "id": number}) for number in (None, 0, "x")
            }
            return refused


for verb in ("add", "get", "list", "update", "delete"):
    _field(verb)
