"""``batch`` over the wire, in the forms in which clients send it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

import pytest

from inkpost.faces.bitrix.batch_refs import LONGEST_COMMAND
from support import CLIENT
from worlds import World, docx

LIST = "documentgenerator.document.list"
GET = "documentgenerator.document.get"
ADD = "documentgenerator.document.add"
DELETE = "documentgenerator.document.delete"
NOT_FOUND = {"error": "0", "error_description": "Document not found"}
TOO_LONG = {"error": "ERROR_BATCH_LENGTH_EXCEEDED", "error_description": "Max batch length exceeded"}
FIVE = ("result", "result_error", "result_total", "result_next", "result_time")

NOTHING: dict[str, list[Any]] = {key: [] for key in FIVE}


@pytest.fixture
def template(world: World) -> int:
    """A template that everybody may use."""
    return world.template(docx("Contract {Client}"))


def ids(world: World) -> list[int]:
    """The documents that are there."""
    found = world.rest(LIST, select=["id"], order={"id": "asc"})["documents"]
    return [int(each["id"]) for each in found]


def test_a_map_of_commands(world: World, template: int) -> None:
    answer = world.rest.raw(
        "batch", {"cmd": {"first": f"{ADD}?templateId={template}&value=1", "all": f"{LIST}?start=0"}}
    )
    body = answer.json()
    assert body.keys() == {"result", "time"}
    found = body["result"]
    assert tuple(found) == FIVE
    assert found["result"]["first"]["document"]["value"] == "1"
    assert len(found["result"]["all"]["documents"]) == 1
    assert (found["result_error"], found["result_total"], found["result_next"]) == ([], {"all": 1}, [])
    assert found["result_time"].keys() == {"first", "all"}
    for time in (body["time"], *found["result_time"].values()):
        assert time["start"] <= time["finish"]
    spent = sum(time["duration"] for time in found["result_time"].values())
    assert spent <= body["time"]["processing"] <= body["time"]["duration"]
    assert all(time["operating"] > 0 for time in found["result_time"].values())


def test_a_list_of_commands(world: World) -> None:
    found = world.rest("batch", cmd=[LIST, f"{LIST}?start=-1"])
    assert found["result"] == [{"documents": []}, {"documents": []}]
    assert found["result_error"] == []
    assert isinstance(found["result_time"], list)


def test_nothing_at_all(world: World) -> None:
    assert world.rest("batch", cmd=[]) == NOTHING
    assert world.rest("batch", cmd={}) == NOTHING
    assert world.rest.error("batch") == (400, "100", "Could not find value for parameter {cmd}")
    assert world.rest.error("batch", cmd="nonsense")[:2] == (400, "ERROR_ARGUMENT")
    assert world.rest.error("batch", cmd=[LIST], halt="perhaps")[:2] == (400, "ERROR_ARGUMENT")


def test_keys_that_count_from_zero_are_a_list_and_others_a_map(world: World) -> None:
    """As PHP writes arrays: with a gap, or another beginning, it is a map."""
    bad = f"{GET}?id=1099511627776"
    found = world.rest("batch", cmd={"0": LIST, "1": LIST})
    assert found["result"] == [{"documents": []}] * 2
    found = world.rest("batch", cmd=[LIST, bad, LIST])
    assert found["result"] == {"0": {"documents": []}, "2": {"documents": []}}
    assert found["result_error"] == {"1": NOT_FOUND}
    assert found["result_time"].keys() == {"0", "2"}
    found = world.rest("batch", cmd=[bad, LIST])
    assert found["result_error"] == [NOT_FOUND]
    assert found["result"] == {"1": {"documents": []}}
    assert world.rest("batch", cmd={"5": LIST})["result"] == {"5": {"documents": []}}


@pytest.mark.parametrize("halt", [1, "1", True, "true", "Y"])
def test_halt_stops_at_the_first_that_fails(world: World, template: int, halt: Any) -> None:
    add = f"{ADD}?templateId={template}&value=1"
    found = world.rest("batch", halt=halt, cmd={"a": add, "b": f"{GET}?id=1099511627776", "c": add})
    assert list(found["result"]) == ["a"]
    assert found["result_error"] == {"b": NOT_FOUND}
    assert len(ids(world)) == 1


@pytest.mark.parametrize("halt", [0, "0", False, "false", "N"])
def test_without_halt_each_is_a_transaction_of_its_own(world: World, template: int, halt: Any) -> None:
    add = f"{ADD}?templateId={template}&value=1"
    broken = f"{ADD}?templateId={template}&value="
    found = world.rest("batch", halt=halt, cmd={"a": add, "b": broken, "c": add, "d": "no.such.method", "e": 5})
    assert list(found["result"]) == ["a", "c"]
    assert found["result_error"]["b"] == {"error": "0", "error_description": 'Empty required parameter "value"'}
    assert found["result_error"]["d"] == {"error": "ERROR_METHOD_NOT_FOUND", "error_description": "Method not found!"}
    assert found["result_error"]["e"]["error"] == "ERROR_ARGUMENT"
    assert len(ids(world)) == 2


def test_a_command_is_refused_in_the_words_of_its_family(world: World) -> None:
    person = world.person(scopes=["documentgenerator"])
    cmd = {"list": LIST, "role": "documentgenerator.role.list", "event": "event.get", "user": "user.current"}
    errors = person.rest("batch", cmd=cmd)["result_error"]
    for key, method in cmd.items():
        _, code, text = person.rest.error(method)
        assert errors[key] == {"error": code, "error_description": text}
    assert len({error["error_description"] for error in errors.values()}) == 4


def test_pages_come_with_total_and_next(world: World, template: int) -> None:
    add = f"{ADD}?templateId={template}&value=1"
    assert len(world.rest("batch", cmd=[add] * 50)["result"]) == 50
    world.document(template)
    cmd = {"first": f"{LIST}?select[]=id", "rest": f"{LIST}?select[]=id&start=50", "uncounted": f"{LIST}?start=-1"}
    found = world.rest("batch", cmd=cmd)
    assert {key: len(item["documents"]) for key, item in found["result"].items()} == {
        "first": 50,
        "rest": 1,
        "uncounted": 50,
    }
    assert found["result_next"] == {"first": 50}
    assert {key: found["result_total"].get(key) for key in ("first", "rest")} == {"first": 51, "rest": 51}


def test_what_is_over_fifty_is_not_done(world: World, template: int) -> None:
    add = f"{ADD}?templateId={template}&value=1"
    found = world.rest("batch", cmd=[add] * 52)
    assert len(found["result"]) == 50
    assert found["result_error"] == {"50": TOO_LONG, "51": TOO_LONG}
    assert len(ids(world)) == 50


def test_a_command_may_be_a_mebibyte_long_and_no_longer(world: World, template: int) -> None:
    head = f"{ADD}?templateId={template}&value=1&values[Client]="
    fits = head + "x" * (LONGEST_COMMAND - len(head))
    found = world.rest("batch", cmd={"fits": fits, "over": fits + "x", "object": {"method": LIST, "params": [fits]}})
    assert list(found["result"]) == ["fits"]
    assert found["result_error"] == {"over": TOO_LONG, "object": TOO_LONG}
    assert len(ids(world)) == 1


# --- references ---------------------------------------------------------------------------------------------------


def test_references_reach_into_results(world: World, template: int) -> None:
    cmd = {
        "made": f"{ADD}?templateId={template}&value=one",
        "again": f"{GET}?id=$result[made][document][id]",
        "copy": f"{ADD}?templateId=$result[again][document][templateId]&value=copy of $result[made][document][value]!",
        "all": f"{LIST}?filter[@id][0]=$result[made][document][id]&filter[@id][1]=$result[copy][document][id]",
        "keyed": f"{LIST}?filter[$result[made][document][value]]=x&select[]=id",
        "gone": f"{DELETE}?id=$result[copy][document][id]",
    }
    found = world.rest("batch", cmd=cmd)
    assert found["result"]["again"]["document"]["id"] == str(found["result"]["made"]["document"]["id"])
    assert found["result"]["copy"]["document"]["value"] == "copy of one!"
    assert len(found["result"]["all"]["documents"]) == 2
    assert found["result"]["gone"] is None
    assert set(found["result_error"]) <= {"keyed"}
    assert len(ids(world)) == 1


def test_a_reference_to_nothing_is_nothing(world: World, template: int) -> None:
    cmd = {
        "bad": f"{GET}?id=1099511627776",
        "after": f"{GET}?id=$result[bad][document][id]",
        "missing": f"{LIST}?filter[>id]=$result[never][49][ID]",
        "later": f"{ADD}?templateId={template}&value=x$result[last][result]y",
        "last": LIST,
    }
    found = world.rest("batch", cmd=cmd)
    assert found["result"]["later"]["document"]["value"] == "xy"
    assert found["result"].get("missing") == {"documents": []}, found["result_error"]
    assert found["result_error"].keys() == {"bad", "after"}


@pytest.mark.parametrize("encode", [lambda text: text, quote, quote_plus, lambda text: quote(text, safe="$[]")])
def test_references_may_be_encoded(world: World, template: int, encode: Any) -> None:
    reference = encode("$result[made][document][id]")
    cmd = {"made": f"{ADD}?templateId={template}&value=1", "got": f"{GET}?id={reference}"}
    for answer in (
        world.rest.raw("batch", {"cmd": cmd}),
        CLIENT.post(f"{world.rest.webhook_url}batch", data={f"cmd[{key}]": item for key, item in cmd.items()}),
        CLIENT.get(f"{world.rest.webhook_url}batch?{urlencode({f'cmd[{key}]': item for key, item in cmd.items()})}"),
    ):
        assert answer.json()["result"]["result_error"] == [], answer.text
        assert answer.json()["result"]["result"]["got"]["document"]["value"] == "1"


def test_references_do_not_grow_without_end(world: World, template: int) -> None:
    text = "x" * 100_000
    cmd = {"a": {"method": ADD, "params": {"templateId": template, "value": "1", "values": {"Client": text}}}}
    before = "a"
    for key in "bcdefgh":
        doubled = f"$result[{before}][document][values][Client]" * 8
        cmd[key] = {"method": ADD, "params": {"templateId": template, "value": "1", "values": {"Client": doubled}}}
        before = key
    found = world.rest("batch", cmd=cmd)
    assert found["result_error"]
    assert len(json.dumps(found)) < 40_000_000


# --- the forms of the clients ---------------------------------------------------------------------------------------


def test_as_b24pysdk_sends_it(world: World, template: int) -> None:
    """A map with numeric keys; values quoted one by one, booleans spelled out, a format on the method's name."""
    params = f"templateId={template}&value={quote_plus('a b&c')}&stampsEnabled=True&values[Client]={quote_plus('Ä=€')}"
    cmd = {"0": f"{ADD}?{params}", "1": f"{GET}?id={quote_plus('$result[0][document][id]')}"}
    answer = CLIENT.post(f"{world.rest.webhook_url}batch.json", json={"cmd": cmd, "halt": False})
    first, second = answer.json()["result"]["result"]
    assert first["document"]["value"] == second["document"]["value"] == "a b&c"
    assert second["document"]["values"]["Client"] == "Ä=€"
    assert second["document"]["stampsEnabled"] is True


def test_as_b24jssdk_sends_it(world: World, template: int) -> None:
    """A list of commands whose nested names are percent-encoded, and a query beside the body."""
    world.document(template, value="DEAL_9")
    row = f"{LIST}?{quote('filter[=value]', safe='')}=DEAL_9&{quote('select[0]', safe='')}=id"
    url = f"{world.rest.webhook_url}batch?bx24_request_id=1&bx24_sdk_ver=2.1.0&bx24_sdk_type=b24-js-sdk"
    answer = CLIENT.post(url, json={"halt": 1, "cmd": [row, row]}).json()["result"]
    assert [len(each["documents"]) for each in answer["result"]] == [1, 1]
    assert answer["result_total"] == [1, 1]


def test_as_fast_bitrix24_sends_it(world: World, template: int) -> None:
    """Keys with leading zeros, a mark of its own among the parameters, entities by id under their ids."""
    made = [world.document(template)["id"] for _ in range(2)]
    cmd = {f"cmd{number:010}": f"{LIST}?start={number * 50}&__order=order{number:010}" for number in range(2)}
    found = world.rest("batch", halt=0, cmd=cmd)
    assert list(found["result"]) == ["cmd0000000000", "cmd0000000001"]
    assert [len(each["documents"]) for each in found["result"].values()] == [2, 0]
    by_id = world.rest("batch", halt=0, cmd={str(number): f"{GET}?ID={number}" for number in made})
    assert [each["document"]["id"] for each in by_id["result"].values()] == [str(number) for number in made]


def test_as_pairs_and_objects(world: World) -> None:
    cmd = {"pair": [LIST, {"start": 0}], "object": {"method": LIST, "params": {"start": 0}}, "bare": {"method": LIST}}
    assert set(world.rest("batch", cmd=cmd)["result"]) == set(cmd)


def test_a_batch_as_xml(world: World) -> None:
    answer = CLIENT.get(f"{world.rest.webhook_url}batch.xml?cmd[a]={LIST}&cmd[b]=no.such")
    assert answer.headers["content-type"].startswith("text/xml")
    assert "<result_error><b><error>ERROR_METHOD_NOT_FOUND</error>" in answer.text.replace("\n", "")
