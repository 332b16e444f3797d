"""Who may call what: every endpoint for every kind of person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import pytest

from diadoc.client import JSON
from diadoc.who_may import KINDS, NOBODY, WHO, Place, Row, new_place
from diadoc.who_may_docflows import DOCFLOWS
from diadoc.who_may_exchange import EXCHANGE
from diadoc.who_may_papers import PAPERS
from inkpost.faces.diadoc import routes
from inkpost.operations import exchange_administration
from inkpost.operations.kit import Services
from support import Served

ROWS = (*WHO, *EXCHANGE, *DOCFLOWS, *PAPERS)
"""All of them; a part that is new brings its own module of them."""


@pytest.fixture(scope="module")
def place(served: Served, services: Services) -> Place:
    """Who calls, and what is called."""
    return new_place(served, services)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_kind_of_person_gets_what_the_row_says(place: Place, row: Row) -> None:
    exchange_administration.make_partners(place.world.services, UUID(place.box.guid), UUID(place.other_box.guid))
    found = {}
    for kind in reversed(KINDS):  # who is refused goes first, so that nothing has changed yet
        names = {**place.names, **(row.made(place) if row.made else {})}
        body = json.dumps(filled(row.body, names)).encode() if row.body is not None else None
        path = row.path.format(**names)
        answer = place.clients[kind].send(row.verb, path, body, content_type=JSON, accept=JSON)
        found[kind] = answer.status_code
        assert answer.status_code < 300 or answer.text, kind
        assert answer.status_code < 500, answer.text
    expected = {kind: row.status if kind in row.may else row.refused for kind in KINDS}
    assert found == expected | {NOBODY: 401} | dict(row.other)


def test_a_box_that_is_none_of_the_callers_is_refused_alike_whether_it_is_there_or_not(place: Place) -> None:
    told = []
    for box in (place.other_box.guid, "11111111-2222-3333-4444-555555555555"):
        answer = place.clients["director"].send("GET", f"/GetMyEmployee?boxId={box}", accept=JSON)
        told.append((answer.status_code, answer.text.replace(box, "")))
    assert told[0] == told[1]
    assert told[0][0] == 403


def test_every_endpoint_has_a_row() -> None:
    covered = {(row.verb, row.path.partition("?")[0].lower()) for row in ROWS}
    served = {(verb, path) for path, verbs in routes.table().items() for verb in verbs}
    assert served - covered == set(), "add rows for these to tests/diadoc/who_may.py"
    assert covered - served == set()


def filled(body: Any, names: Mapping[str, str]) -> Any:
    """A body with the names in it replaced by what they stand for."""
    if isinstance(body, dict):
        return {key: filled(value, names) for key, value in body.items()}
    if isinstance(body, list):
        return [filled(each, names) for each in body]
    return body.format(**names) if isinstance(body, str) else body
