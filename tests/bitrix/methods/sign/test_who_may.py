"""Who may call what of signing: every method for every kind of caller."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from bitrix.methods.sign.who_may import FILE, KINDS, LINK, NO_SCOPE, SIGN, USERS, WEBHOOK, Call, Outcome
from bitrix.methods.sign.who_may_act import ACTS, Act
from crm_worlds import DEAL, document, item, template
from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix import registry
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.methods.sign.b2e.personal import DOWNLOAD
from inkpost.model.people import LEVELS, Right
from inkpost.operations.kit import Services, Work
from inkpost.store import credentials
from signing_doors import BY_METHODS, BY_NO_WIRE, Doors, signing_operations
from signing_premises import (
    ABSENT,
    ABSENT_NUMBER,
    ASSIGNEE,
    COLLEAGUE,
    DISMISSED,
    OTHER,
    Premises,
    dismiss,
    new_premises,
)
from support import Served
from worlds import SCOPES, docx

ROWS = (*SIGN, *LINK)
SECTIONS = ("sign.", "humanresources.")
OPERATIONS = signing_operations()


@dataclass
class Calls:
    """Calls of every kind of caller; each row's are made once."""

    place: Premises
    doors: Doors
    tokens: dict[str, str]
    known: dict[int, tuple[dict[str, Outcome], dict[str, Any], tuple[str, ...]]] = field(default_factory=dict)

    def of(self, row: Call) -> tuple[dict[str, Outcome], dict[str, Any], tuple[str, ...]]:
        """What each got, who is told of a thing that is there something else than of none, and who sees."""
        if id(row) not in self.known:
            self.known[id(row)] = self._called(row)
        return self.known[id(row)]

    def _called(self, row: Call) -> tuple[dict[str, Outcome], dict[str, Any], tuple[str, ...]]:
        found, apart, shown, names = {}, {}, set(), self._made(row)
        for kind in (*(kind for kind in KINDS if kind not in row.may), *row.may):  # who is refused goes first
            answer = self.ask(row, kind, names)
            found[kind] = outcome(answer)
            shown |= {kind} if row.shows and row.shows[0].format(**names) in answer.text else set()
            if row.hides and kind not in (*row.may, *row.knows):
                absent = ABSENT_NUMBER if names[row.hides].isdigit() else ABSENT
                none = told(self.ask(row, kind, {**names, row.hides: absent}), absent)
                there = told(answer, names[row.hides])
                apart |= {kind: (there, none)} if there != none else {}
        return found, apart, tuple(kind for kind in KINDS if kind in shown)

    def _made(self, row: Call) -> Mapping[str, str]:
        return {**self.place.names, **(row.made(self.place) if row.made else {})}

    def ask(self, row: Call, kind: str, names: Mapping[str, str]) -> httpx.Response:
        """One call."""
        admin = self.place.office.world.admin
        path = f"{admin.id}/{admin.secret}/" if kind == WEBHOOK else ""
        token = {"auth": self.tokens[kind]} if kind in self.tokens else {}
        return self.doors.ask("POST", f"/rest/{path}{row.method}", json={**filled(row.given, names), **token})


def outcome(answer: httpx.Response) -> Outcome:
    """The status, and the code of a refusal wherever the method says it."""
    body = answer.json()
    result = body.get("result")
    refusal = result if isinstance(result, dict) and "error" in result else body
    if isinstance(result, dict) and result.get("status") == "error":
        return answer.status_code, "error"
    return answer.status_code, refusal.get("error")


def told(answer: httpx.Response, identity: str) -> tuple[int, str]:
    """All that a refusal says, whatever the thing that was asked for is called."""
    body = {name: item for name, item in answer.json().items() if name != "time"}
    return answer.status_code, re.sub(rf"\b{re.escape(identity)}\b", "@", repr(body))


def filled(given: Any, names: Mapping[str, str]) -> Any:
    """What is sent, with what the names in it stand for."""
    if isinstance(given, Mapping):
        return {key: filled(each, names) for key, each in given.items()}
    if isinstance(given, list):
        return [filled(each, names) for each in given]
    return given.format(**names) if isinstance(given, str) else given


def _tokens(place: Premises) -> dict[str, str]:
    office, world = place.office, place.office.world
    found = {kind: office.of(place.people[kind]).token for kind in (*USERS, DISMISSED) if kind != OTHER}
    narrow = world.application(scopes=[each for each in SCOPES if each != "sign.b2e"])
    theirs = place.other.application(scopes=office.scopes)
    return {
        **found,
        OTHER: place.other.token(theirs).access_token,
        NO_SCOPE: world.token(narrow).access_token,
    }


def _generated(place: Premises) -> dict[str, str]:
    """A document that whoever may see documents sees, and one of an item that only the administrator sees."""
    world = place.office.world
    made = world.document(world.template(docx("Secret")))
    of_item = document(world, template(world, docx("Secret")), item(world.rest, DEAL, title="Secret"))
    return {"generated": str(made["id"]), "of_item": str(of_item["id"])}


@pytest.fixture(scope="module")
def calls(served: Served, services: Services) -> Iterator[Calls]:
    """The people, what they call by, and what is called."""
    with Doors(services).watched() as doors:
        place = new_premises(served, services)
        place.office.world.role(place.people[COLLEAGUE], documents_view="X")
        place.names |= {"hr": "hr-1", "job": str(place.link.ask_people()), **_generated(place), **_unlinked(place)}
        tokens = _tokens(place)
        dismiss(place)
        yield Calls(place, doors, tokens)


def _unlinked(place: Premises) -> dict[str, str]:
    """The number of a member who is no employee of the other system."""
    return {"unlinked": str(next(each.id for each in place.members if not each.employee_code))}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_kind_of_caller_gets_what_the_row_says(calls: Calls, row: Call) -> None:
    found, apart, shown = calls.of(row)
    assert found == row.expected
    assert apart == {}, "what one may not see answers otherwise than what is not there"
    if row.shows:
        assert shown == tuple(kind for kind in KINDS if kind in row.shows[1])


def test_every_method_has_a_row() -> None:
    covered = {row.method for row in ROWS}
    served = {name for name in registry.methods() if name.startswith(SECTIONS)}
    assert served - covered == set(), "add rows for these to who_may.py"
    assert covered - served == set()


@pytest.mark.parametrize("kind", [*USERS, DISMISSED])
def test_a_link_to_a_signed_file_is_worth_what_its_user_may_see(calls: Calls, kind: str) -> None:
    names, place = calls.place.names, calls.place
    answers = []
    for number in (names["filed"], names["unfiled"], ABSENT_NUMBER):
        with place.services.engine.begin() as db:
            world = place.other if kind == OTHER else place.office.world
            caller = credentials.caller_as_user(db, world.organization_id, place.people[kind].id)
            assert caller is not None
            parts = urlsplit(Links(Work(place.services, caller, db)).machine("sign.b2e", DOWNLOAD, int(number)))
        answer = calls.doors.ask("GET", f"{parts.path}?{parts.query}")
        answers.append((answer.status_code, answer.content.startswith(b"%PDF") or answer.json()))
    filed, unfiled, absent = answers
    assert absent[0] == (401 if kind == DISMISSED else 400)
    assert unfiled == absent
    assert filed == ((200, True) if kind in FILE else absent)


def test_every_operation_below_is_reached(calls: Calls) -> None:
    for row in ROWS:
        calls.of(row)
    assert BY_METHODS - calls.doors.granted == set()


@pytest.mark.parametrize("right", sorted({each.right for each in OPERATIONS.values() if each.right.area}, key=str))
def test_without_its_right_nobody_does_it_whatever_the_other_rights(calls: Calls, right: Right) -> None:
    """It is refused before anything else is looked at: not even what it is about is missed."""
    world = calls.place.office.world
    person = world.person()
    world.role(person, **{"_".join(each.value): levels[-1].value for each, levels in LEVELS.items() if each != right})
    with calls.place.services.engine.connect() as db:
        caller = credentials.caller_as_user(db, world.organization_id, person.id)
        assert caller is not None
        work = Work(calls.place.services, caller, db)
        for operation in (each for each in OPERATIONS.values() if each.right is right):
            with pytest.raises(InkpostError) as refused:
                operation(work)
            told = (refused.value.reason, refused.value.subject, refused.value.action)
            assert told == (Reason.FORBIDDEN, right.area, right.action)


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.name)
def test_what_no_wire_serves_is_done_for_whom_it_may(calls: Calls, act: Act) -> None:
    place = calls.place
    place.stage(ASSIGNEE)
    identity = place.names[act.hides]
    for kind in USERS:
        answer = act.tried(place, kind, identity)
        assert (answer and answer[0]) == act.expected(kind), kind
        if answer:
            assert answer == act.tried(place, kind, ABSENT_NUMBER if identity.isdigit() else ABSENT), kind


def test_every_operation_that_no_wire_serves_has_a_row() -> None:
    assert {act.name for act in ACTS} == BY_NO_WIRE
    assert OPERATIONS.keys() >= BY_METHODS | BY_NO_WIRE
