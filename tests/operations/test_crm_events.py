"""What the CRM tells, by the log: exactly what was done and committed, in order, and nothing of what was not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from houses import House, new_house, workless
from inkpost.errors import InkpostError
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE
from inkpost.model.deliveries import KINDS
from inkpost.model.people import Caller
from inkpost.model.secrets import digest
from inkpost.operations import (
    administration,
    announcing,
    crm_addresses,
    crm_bindings,
    crm_items,
    crm_products,
    crm_requisites,
    crm_types,
)
from inkpost.operations.crm_types import TypeChange
from inkpost.operations.crm_values import ItemChange
from inkpost.operations.kit import Services, Work
from inkpost.store import credentials

GERMAN_COMPANY = 12
SYSTEM = st.sampled_from((LEAD, DEAL, CONTACT, COMPANY, QUOTE, INVOICE))
NUMBERS = st.integers(0, 59)
"""Which of what there is, or what there is not, so that some acts are refused."""
ENDS = st.sampled_from(("committed", "committed", "committed", "rolled back"))
CHANGES = st.sampled_from(({}, {"comments": "a"}, {"companyId": 888}, {"opened": False}))
Happened = tuple[str, int]
T = TypeVar("T")


class Undone(Exception):
    """Something later in the same transaction fails."""


class Acts(RuleBasedStateMachine):
    """Acts as callers do them, each in a transaction; beside the log a list of what has to stand in it."""

    base: Services

    def __init__(self) -> None:
        super().__init__()
        self.house = new_house(self.base)
        self.house.endpoint("http://127.0.0.1:9/")  # somebody listens, so that everything is queued
        self.caller = caller(self.house)
        self.expected: list[Happened] = []
        self.items: list[tuple[int, int, int]] = []  # type, number, id
        self.types: list[tuple[int, int]] = []  # number, what its items carry
        self.requisites: list[tuple[int, int]] = []  # id, company
        self.accounts: list[tuple[int, int]] = []  # id, requisites
        self.places: list[tuple[int, int, int]] = []  # id, requisites, type of address
        for type_id in (COMPANY, DEAL):
            self.add(type_id, "committed", "Acme")
        self.define("committed")
        self.add_requisite(0, "committed")
        self.add_account(0, "committed")
        self.add_address(0, "committed", 1, "Kiel")

    def act(self, end: str, operation: Any, *args: Any, **more: Any) -> Any:
        """What an operation answers once it is committed; nothing where it was refused or undone."""
        with suppress(InkpostError, Undone), self.house.services.engine.begin() as db:
            answer = operation(Work(self.house.services, self.caller, db), *args, **more)
            if end != "committed":
                raise Undone
            return answer if answer is not None else True
        return None

    def note(self, kind: str, number: int) -> None:
        self.expected.append((kind, number))

    def one_of(self, there: list[T], number: int, absent: T) -> T:
        return [*there, absent][number % (len(there) + 1)]

    def pick(self, number: int) -> tuple[int, int, int]:
        """An item, or one that is not there."""
        return self.one_of(self.items, number, (DEAL, 999_999, 0))

    @rule(type_id=SYSTEM, end=ENDS, title=st.sampled_from(("Roof", "x" * 300)))
    def add(self, type_id: int, end: str, title: str) -> None:
        fields = {"title": title} if type_id != CONTACT else {"name": title}
        made = self.act(end, crm_items.add, type_id, ItemChange(fields))
        if made is not None:
            self.items.append((type_id, made.number, made.id))
            self.note("crm.item.added", made.id)

    @rule(number=NUMBERS, end=ENDS)
    def add_of_own_type(self, number: int, end: str) -> None:
        type_id = self.one_of(self.types, number, (0, 4000))[1]
        made = self.act(end, crm_items.add, type_id, ItemChange({"title": "Boat"}))
        if made is not None:
            self.items.append((type_id, made.number, made.id))
            self.note("crm.item.added", made.id)

    @rule(
        number=NUMBERS, end=ENDS, fields=st.sampled_from(({}, {"comments": "a"}, {"companyId": 888}, {"opened": False}))
    )
    def change(self, number: int, end: str, fields: dict[str, Any]) -> None:
        type_id, wire, item = self.pick(number)
        if self.act(end, crm_items.change, type_id, wire, ItemChange(fields)) is not None:
            self.note("crm.item.updated", item)

    @rule(number=NUMBERS, end=ENDS, category=st.integers(0, 2))
    def move(self, number: int, end: str, category: int) -> None:
        type_id, wire, item = self.pick(number)
        before = self.act("committed", crm_items.get, type_id, wire)
        if self.act(end, crm_items.change, type_id, wire, ItemChange({"categoryId": category})) is not None:
            moved = "categoryId" in before.fields and before["categoryId"] != category
            self.note("crm.item.moved" if moved else "crm.item.updated", item)

    @rule(number=NUMBERS, end=ENDS, price=st.sampled_from((5, 7, "a lot")))
    def set_goods(self, number: int, end: str, price: Any) -> None:
        type_id, wire, item = self.pick(number)
        rows = [{"product_name": "Tile", "price": price}] if price != "a lot" else [{"product_name": "x" * 999}]
        if self.act(end, crm_products.replace, type_id, wire, rows) is not None:
            self.note("crm.item.goods_changed", item)

    @rule(number=NUMBERS, other=NUMBERS, end=ENDS)
    def bind(self, number: int, other: int, end: str) -> None:
        type_id, wire, item = self.pick(number)
        bound = self.pick(other)[1]
        if type_id in (DEAL, COMPANY) and self.act(end, crm_bindings.rebind, type_id, wire, lambda _: [bound]) is True:
            present = self.act("committed", crm_bindings.bound, type_id, wire)
            assert present == [bound]
            self.note("crm.item.updated", item)

    @rule(number=NUMBERS, end=ENDS)
    def remove(self, number: int, end: str) -> None:
        type_id, wire, item = self.pick(number)
        if self.act(end, crm_items.remove, type_id, wire) is None:
            return
        self.items.remove((type_id, wire, item))
        owned = [each for each in self.requisites if type_id == COMPANY and each[1] == wire]
        self.gone([each[0] for each in owned])
        self.note("crm.item.deleted", item)

    def gone(self, requisites: list[int]) -> None:
        """With requisites go their addresses and accounts, which are told of first."""
        for place in sorted(place for place in self.places if place[1] in requisites):
            self.note("address.deleted", place[0])
        for account in sorted(account for account in self.accounts if account[1] in requisites):
            self.note("bank_detail.deleted", account[0])
        for requisite in sorted(requisites):
            self.note("requisite.deleted", requisite)
        self.places = [each for each in self.places if each[1] not in requisites]
        self.accounts = [each for each in self.accounts if each[1] not in requisites]
        self.requisites = [each for each in self.requisites if each[0] not in requisites]

    @rule(end=ENDS)
    def define(self, end: str) -> None:
        made = self.act(end, crm_types.add, TypeChange(title="Boat"))
        if made is not None:
            self.types.append((made.id, made.type_id))
            self.note("crm.type.added", made.id)

    @rule(number=NUMBERS, end=ENDS, title=st.sampled_from(("Ship", "")))
    def change_type(self, number: int, end: str, title: str) -> None:
        of = self.one_of(self.types, number, (999_999, 0))[0]
        if self.act(end, crm_types.change, of, TypeChange(title=title)) is not None:
            self.note("crm.type.updated", of)

    @rule(number=NUMBERS, end=ENDS)
    def remove_type(self, number: int, end: str) -> None:
        of = self.one_of(self.types, number, (999_999, 0))
        if self.act(end, crm_types.remove, of[0]) is not None:  # refused while there are items
            self.types.remove(of)
            self.note("crm.type.deleted", of[0])

    @rule(number=NUMBERS, end=ENDS)
    def add_requisite(self, number: int, end: str) -> None:
        companies = [each for each in self.items if each[0] == COMPANY]
        type_id, wire, _ = self.one_of(companies, number, (COMPANY, 999_999, 0))
        given = {"entity_type_id": type_id, "entity_id": wire, "preset_id": GERMAN_COMPANY, "name": "Main"}
        if (made := self.act(end, crm_requisites.add, given)) is not None:
            self.requisites.append((made.id, wire))
            self.note("requisite.added", made.id)

    def requisite(self, number: int) -> int:
        return self.one_of(self.requisites, number, (999_999, 0))[0]

    @rule(number=NUMBERS, end=ENDS, given=st.sampled_from(({}, {"name": "Other"}, {"name": "x" * 3000})))
    def change_requisite(self, number: int, end: str, given: dict[str, Any]) -> None:
        of = self.requisite(number)
        if self.act(end, crm_requisites.update, of, given) is not None and given:
            self.note("requisite.updated", of)

    @rule(number=NUMBERS, end=ENDS)
    def remove_requisite(self, number: int, end: str) -> None:
        of = self.requisite(number)
        if self.act(end, crm_requisites.delete, of) is not None:
            self.gone([of])

    @rule(number=NUMBERS, end=ENDS)
    def add_account(self, number: int, end: str) -> None:
        of = self.requisite(number)
        if (made := self.act(end, crm_requisites.add_bank_detail, {"requisite_id": of, "name": "Bank"})) is not None:
            self.accounts.append((made.id, of))
            self.note("bank_detail.added", made.id)

    @rule(number=NUMBERS, end=ENDS)
    def remove_account(self, number: int, end: str) -> None:
        of = self.one_of(self.accounts, number, (999_999, 0))
        if self.act(end, crm_requisites.delete_bank_detail, of[0]) is not None:
            self.accounts.remove(of)
            self.note("bank_detail.deleted", of[0])

    @rule(number=NUMBERS, end=ENDS, kind=st.sampled_from((1, 6, 77)), city=st.sampled_from(("Kiel", "x" * 3000)))
    def add_address(self, number: int, end: str, kind: int, city: str) -> None:
        """Refused where there is one of this type, and for a type that there is not."""
        of = self.requisite(number)
        given = {"type_id": kind, "entity_type_id": 8, "entity_id": of, "city": city}
        if (made := self.act(end, crm_addresses.add, given)) is not None:
            self.places.append((made.id, of, kind))
            self.note("address.added", made.id)

    @rule(number=NUMBERS, end=ENDS)
    def remove_address(self, number: int, end: str) -> None:
        of = self.one_of(self.places, number, (0, 999_999, 1))
        given = {"type_id": of[2], "entity_type_id": 8, "entity_id": of[1]}
        if self.act(end, crm_addresses.delete, given) is not None:
            self.places.remove(of)
            self.note("address.deleted", of[0])

    @invariant()
    def the_log_has_what_was_done(self) -> None:
        assert told(self.house) == self.expected
        assert len(queued(self.house)) == len(self.expected), "each is to be dispatched once"


def caller(house: House) -> Caller:
    """An administrator of the organisation."""
    services, number = house.services, house.organization_id
    user = administration.add_user(services, number, f"admin-{number}@example.test", admin=True)
    secret = administration.add_webhook(services, number, user, scopes=["crm"])
    with services.engine.begin() as db:
        found = credentials.caller_by_webhook(db, user, digest(secret))
    assert found is not None
    return found


def told(house: House) -> list[Happened]:
    """The log's events that are told, in order."""
    query = text("select kind, subject_id from events where organization_id = :o and kind = any(:kinds) order by id")
    with house.services.engine.begin() as db:
        return [tuple(row) for row in db.execute(query, {"o": house.organization_id, "kinds": list(KINDS)})]


def queued(house: House) -> list[int]:
    """The events that wait to be dispatched, in the order of their jobs."""
    query = text(
        "select (args->>'event_id')::bigint as number from procrastinate_jobs "
        "where task_name = :task and lock = :lock order by id"
    )
    with house.services.engine.begin() as db:
        given = {"task": announcing.DISPATCH, "lock": f"events:{house.organization_id}"}
        return list(db.execute(query, given).scalars())


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with workless(tmp_path_factory.mktemp("acts")) as made:
        yield made


def test_what_is_told_is_what_was_done_and_committed(base: Services) -> None:
    machine = type("Machine", (Acts,), {"base": base})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=12, stateful_step_count=40, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
