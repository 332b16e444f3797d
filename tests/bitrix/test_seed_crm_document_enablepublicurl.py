"""``crm.documentgenerator.document.enablepublicurl``, all of it: the link, its states, every refusal."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bitrix import seeds
from contracts.tables import error_rows
from crm_worlds import DEAL, D, document, item, manager, template
from support import CLIENT
from worlds import World, docx

PAGE = "001_3c8702bc0fd8e4e8.txt"
ENABLE = f"{D}.enablepublicurl"


def _made(world: World) -> int:
    deal = item(world.rest, DEAL, title="Implementation")
    return int(document(world, template(world, docx("{DocumentNumber}")), deal)["id"])


def _url(world: World, made: int, **params: Any) -> str | None:
    found: str | None = world.rest(ENABLE, id=made, **params)["publicUrl"]
    return found


def test_the_answer_is_that_of_the_example(world: World) -> None:
    example = seeds.examples(seeds.page(PAGE))[0]
    body = json.loads(world.rest.raw(ENABLE, {"id": _made(world), "status": 1}).text)
    assert body.keys() == example.keys()
    assert body["result"].keys() == example["result"].keys()
    assert list(seeds.walked(example["result"], body["result"])) == []
    assert body["time"].keys() == example["time"].keys()
    assert body["result"]["publicUrl"].startswith(f"{world.served.base_url}/~")


def test_the_link_opens_the_document_to_everybody_until_it_is_switched_off(world: World) -> None:
    made = _made(world)
    url = _url(world, made)
    assert url is not None
    page = CLIENT.get(url)
    assert page.status_code == 200
    assert "Offer 1" in page.text
    assert world.rest(f"{D}.get", id=made)["document"]["publicUrl"] == url
    assert _url(world, made, status=0) is None
    assert CLIENT.get(url).status_code == 404
    assert world.rest(f"{D}.get", id=made)["document"]["publicUrl"] is None
    assert _url(world, made) == url  # on again it is the same


@pytest.mark.parametrize("on", [1, "1", "Y", True, "true"])
@pytest.mark.parametrize("off", [0, "0", "N", False, "false"])
def test_the_status_is_taken_in_every_spelling(on: Any, off: Any, world: World) -> None:
    made = _made(world)
    assert _url(world, made, status=on) is not None
    assert _url(world, made, status=off) is None
    assert world.rest(ENABLE, ID=made, STATUS=on)["publicUrl"] is not None


def test_a_status_that_is_none_is_refused_and_changes_nothing(world: World) -> None:
    made = _made(world)
    status, code, text = world.rest.error(ENABLE, id=made, status="maybe")
    assert (status, code) == (400, "ERROR_ARGUMENT")
    assert "status" in text
    assert world.rest(f"{D}.get", id=made)["document"]["publicUrl"] is None


def test_a_link_may_expire_and_have_a_password(world: World) -> None:
    made = _made(world)
    soon = (datetime.now(UTC) + timedelta(hours=1)).isoformat(timespec="seconds")
    url = _url(world, made, expires=soon, password="secret word")
    assert url is not None
    assert "Offer" not in CLIENT.get(url).text
    past = (datetime.now(UTC) - timedelta(hours=1)).isoformat(timespec="seconds")
    status, _, text = world.rest.error(ENABLE, id=made, expires=past)
    assert (status, "past" in text) == (400, True)


def test_it_reaches_as_far_as_the_caller_sees_the_deal(world: World) -> None:
    made = _made(world)
    own, whole = manager(world), manager(world, crm="X")
    assert own.rest.error(ENABLE, id=made) == (400, "DOCGEN_ACCESS_ERROR", "Access denied")
    assert world.rest(f"{D}.get", id=made)["document"]["publicUrl"] is None
    assert whole.rest(ENABLE, id=made)["publicUrl"] is not None


def test_every_error_row_of_the_page_is_one_of_the_contract() -> None:
    """``test_errors.py`` brings each of them about over HTTP."""
    text = seeds.page(PAGE)
    rows = [row for row in error_rows() if row["method"] == ENABLE]
    table = text.partition("Possible Error Codes")[2].partition("Statuses")[0]
    said = [line.strip(" |") for line in table.splitlines()]
    for row in rows:
        assert row["text"] in said, row
    descriptions = [line for line in said if line in {row["text"] for row in rows}]
    assert sorted(descriptions) == sorted(row["text"] for row in rows)
    example = seeds.examples(text)[1]
    assert (example["error"], example["error_description"]) in {(row["code"], row["text"]) for row in rows}
    assert {row["status"] for row in rows} == {400}
