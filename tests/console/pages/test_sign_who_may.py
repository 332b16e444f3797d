"""Who finds what at the pages of signing: every address and every act for every kind of person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from starlette.routing import Route

from console.pages.sign_pages import ANYBODY, KINDS, PARTS, SENT, Page, Visits, told
from console.pages.sign_pages_trust import OWN, SETTINGS, WIRES
from inkpost.faces.console.pages import certificates, signing, signing_sent, trust_settings
from inkpost.operations.kit import Services
from signing_doors import BY_METHODS, BY_NO_WIRE, Doors, signing_operations
from signing_premises import ABSENT, dismiss, new_premises
from support import Served

ROWS = (*PARTS, *SENT, *ANYBODY, *OWN, *SETTINGS, *WIRES)
ELSEWHERE = {
    "/": "documents",
    "/documents/{module}/{id:int}/{kind}": "documents",
    "/sign-in": "everybody",
    "/sign-out": "everybody",
    "/~{code}": "public links",
    "/~{code}/page/{number:int}.png": "public links",
    "/~{code}/{kind}": "public links",
    "/static/{name}": "everybody",
    "/{rest:path}": "what is nowhere",
}
"""The console's addresses that are no part of signing."""
ACTS: Mapping[str, Mapping[str, Any]] = {
    "/sign/{uid}/{act}": signing._ACTS,
    "/sent/{uid}/{act}": signing_sent._ACTS,
    "/sign/certificates/{act}": certificates._ACTS,
    "/trust-settings/{act}": trust_settings._ACTS,
}


@pytest.fixture(scope="module")
def visits(served: Served, services: Services) -> Iterator[Visits]:
    """The people and the documents, and the doors that they come in by."""
    with Doors(services).watched() as doors:
        place = new_premises(served, services)
        dismiss(place)
        yield Visits(place, doors)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_kind_of_person_finds_what_the_row_says(visits: Visits, row: Page) -> None:
    found = visits.of(row)
    assert found.outcomes == row.expected
    assert found.heads == {kind: row.expected[kind] for kind in found.heads}
    assert found.apart == {}, "what one may not see answers otherwise than what is not there"
    if row.shows:
        assert found.shown == tuple(kind for kind in KINDS if kind in row.shows[1])


def test_every_address_has_rows(visits: Visits) -> None:
    covered = {(row.verb, row.route) for row in ROWS}
    routes = [*visits.doors.console[0].routes, *visits.doors.trust]  # type: ignore[attr-defined]
    served = {(verb, route.path) for route in routes if route.path not in ELSEWHERE for verb in verbs(visits, route)}
    assert served - covered == set(), "add rows for these to sign_pages.py"
    assert {route for _, route in covered - served} == {"/bitrix/services/main/ajax.php?action=download&id={id}"}
    assert {route.path for route in routes} >= ELSEWHERE.keys()


def verbs(visits: Visits, route: Route) -> set[str]:
    """What an address can be asked with, as it says itself."""
    path = re.sub(r"{\w+:int}", "1", re.sub(r"{\w+(?::path|:str)?}", "x", route.path))
    answer = visits.doors.ask("OPTIONS", path)
    assert answer.status_code == 405, route.path
    return set(answer.headers["allow"].split(", ")) - {"HEAD"}


@pytest.mark.parametrize("route", ACTS)
def test_every_act_has_a_row(route: str) -> None:
    assert {row.fill["act"] for row in ROWS if row.route == route} == ACTS[route].keys()


@pytest.mark.parametrize("row", [row for row in ROWS if row.hides and "?" not in row.route], ids=lambda row: row.name)
def test_asked_otherwise_a_thing_that_is_there_answers_as_none(visits: Visits, row: Page) -> None:
    """An act is not looked at, a page is not posted to, whatever is named and whoever asks."""
    if any(row.route == other.route and row.verb != other.verb for other in ROWS):
        return
    verb = "GET" if row.verb == "POST" else "POST"
    names = visits.place.names
    for kind in ("admin", "assignee", "other", "nobody"):
        asked = Page(verb, row.route, (), fill=row.fill)
        given = {**names, "token": "x", "others": "x", "old": "x"}
        answers = [visits.ask(asked, kind, {**given, row.hides: each}) for each in (names[row.hides], ABSENT)]
        assert [each.status_code for each in answers] == [405, 405]
        assert told(answers[0], names[row.hides]) == told(answers[1], ABSENT)


def test_every_operation_below_is_reached(visits: Visits) -> None:
    for row in ROWS:
        visits.of(row)
    assert signing_operations().keys() - BY_METHODS - BY_NO_WIRE - visits.doors.granted == set()
