"""Batches: every way to write a command, references of every kind, chains that try to grow without end."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.faces.bitrix.batch_refs import Command, CommandFault, commands, resolve
from inkpost.faces.bitrix.parse import Limits, WireError, php_query

RESULTS: dict[str, Any] = {
    "user": {
        "ID": "5",
        "DEPARTMENT": [1, 2],
        "ACTIVE": True,
        "OFF": False,
        "NOTE": None,
        "RATE": 5.0,
        "MAP": {},
    },
    "0": [{"id": 7}, {"id": 8}],
    "templates": {"templates": {57: {"id": "57"}}, "tricky": "$result[user][ID]"},
    "number": 12,
}


@pytest.mark.parametrize(
    "written",
    [
        "crm.item.get?id=5&filter[>=n][]=1",
        "crm.item.get?id=5&filter%5B%3E%3Dn%5D%5B0%5D=1",
        {"method": "crm.item.get", "params": {"id": "5", "filter": {">=n": ["1"]}}},
        {"method": "crm.item.get", "params": "id=5&filter[>=n][]=1", "as": "x", "parallel": True},
        ["crm.item.get", {"id": "5", "filter": {">=n": ["1"]}}],
        " crm.item.get?id=5&filter[>=n][]=1",
    ],
)
def test_ways_to_write_a_command(written: Any) -> None:
    wanted = {"id": "5", "filter": {">=n": ["1"]}}
    assert commands({"get": written}) == [Command("get", "crm.item.get", wanted)]
    assert commands([written]) == [Command("0", "crm.item.get", wanted)]


@pytest.mark.parametrize("written", ["profile", "profile?", ["profile"], {"method": "profile"}, ["profile", []]])
def test_commands_without_parameters(written: Any) -> None:
    assert commands([written]) == [Command("0", "profile", {})]


def test_commands_keep_their_order_and_keys() -> None:
    cmd = {"z": "a", "10": "b", "a": "c"}
    assert [(found.key, found.method) for found in commands(cmd)] == [("z", "a"), ("10", "b"), ("a", "c")]


def test_commands_out_of_a_doubly_encoded_query() -> None:
    outer = php_query("halt=0&cmd[0]=crm.lead.add%3Ffields%5BTITLE%5D%3DJohn%2526Martin")
    assert commands(outer["cmd"]) == [Command("0", "crm.lead.add", {"fields": {"TITLE": "John&Martin"}})]


def test_a_value_with_a_question_mark_stays_whole() -> None:
    assert commands(["m?a=b?c"]) == [Command("0", "m", {"a": "b?c"})]


@pytest.mark.parametrize(
    "written",
    ["", "?a=1", 5, None, [], {}, {"method": 5}, {"method": ""}, ["m", 5], ["m", {}, {}], "m?a=%ff", [["m"]]],
)
def test_unreadable_commands_do_not_spoil_the_others(written: Any) -> None:
    broken, fine = commands([written, "profile"])
    assert broken.fault is CommandFault.UNREADABLE
    assert broken.message
    assert fine == Command("1", "profile", {})


@pytest.mark.parametrize("written", ["batch", "BATCH.json?cmd[]=profile", {"method": "Batch.xml"}])
def test_a_batch_in_a_batch(written: Any) -> None:
    assert commands([written])[0].fault is CommandFault.NESTED_BATCH


def test_more_than_fifty() -> None:
    found = commands([f"m{n}?a=1" for n in range(53)])
    assert [command.fault for command in found] == [None] * 50 + [CommandFault.TOO_MANY] * 3
    assert found[52].method == "m52"


@pytest.mark.parametrize("cmd", [None, "", "profile", 5])
def test_cmd_is_a_list_or_a_map(cmd: Any) -> None:
    with pytest.raises(WireError) as refused:
        commands(cmd)
    assert refused.value.subject == "cmd"


def test_far_too_many_commands_are_refused_at_once() -> None:
    with pytest.raises(WireError, match="more than 60"):
        commands(["m"] * 61, Limits(variables=60))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("$result[user][ID]", "5"),
        ("$result[user][DEPARTMENT]", [1, 2]),
        ("$result[user][DEPARTMENT][1]", 2),
        ("$result[user][ACTIVE]", True),
        ("$result[user][NOTE]", None),
        ("$result['user'][\"ID\"]", "5"),
        ("$result[number]", 12),
        ("$result[0][1][id]", 8),
        ("$result[templates][templates][57][id]", "57"),
        ("$result[user]", RESULTS["user"]),
        ("$result[nobody]", None),
        ("$result[user][nothing][more]", None),
        ("$result[user][DEPARTMENT][2]", None),
        ("$result[user][DEPARTMENT][-1]", None),
        ("$result[user][DEPARTMENT][99999999999999999999]", None),
        ("$result[user][ID][0]", None),
        ("$result[]", None),
        ("id $result[user][ID], $result[0][0][id]!", "id 5, 7!"),
        ("<$result[user][ACTIVE]|$result[user][OFF]|$result[user][NOTE]|$result[user][RATE]>", "<1|||5>"),
        ("<$result[user][DEPARTMENT]|$result[user]|$result[nobody]>", "<||>"),
        ("$result[templates][tricky]", "$result[user][ID]"),
        ("x$result[templates][tricky]", "x$result[user][ID]"),
        ("$result", "$result"),
        ("$results[user]", "$results[user]"),
        ("$result[user", "$result[user"),
        (5, 5),
    ],
)
def test_references(value: Any, found: Any) -> None:
    assert resolve({"a": value}, RESULTS) == {"a": found}
    assert resolve({"a": [{"b": value}]}, RESULTS) == {"a": [{"b": found}]}


def test_references_in_keys() -> None:
    assert resolve({"$result[user][ID]": 1, "n$result[number]": {"x": 2}}, RESULTS) == {
        "5": 1,
        "n12": {"x": 2},
    }


@pytest.mark.parametrize("written", ["$result[user][DEPARTMENT][0]", quote_plus("$result[user][DEPARTMENT][0]")])
def test_references_in_a_query(written: str) -> None:
    (command,) = commands([f"department.get?ID={written}&filter[>=id]={written}"])
    assert resolve(command.params, RESULTS) == {"ID": 1, "filter": {">=id": 1}}


def test_what_was_sent_stays_as_it_was() -> None:
    params = {"a": ["$result[user][ID]"]}
    resolve(params, RESULTS)
    assert params == {"a": ["$result[user][ID]"]}


def test_a_reference_in_a_value_cannot_add_parameters() -> None:
    (command,) = commands(["m?a=x$result[evil]"])
    assert resolve(command.params, {"evil": "&b=1[c]=2"}) == {"a": "x&b=1[c]=2"}


def chained(first: Any, copies: int) -> None:
    """Fifty commands that answer their parameters, each referring to the one before."""
    results: dict[str, Any] = {"c0": first}
    for number in range(50):
        results[f"c{number + 1}"] = resolve({"v": [f"$result[c{number}]"] * copies}, results)


def test_doubling_chains_stop() -> None:
    with pytest.raises(WireError, match="too much"):
        chained({"v": "x" * 1000}, copies=10)


def test_deepening_chains_stop() -> None:
    with pytest.raises(WireError, match="too deeply"):
        chained([], copies=1)


def test_repeated_texts_stop() -> None:
    with pytest.raises(WireError, match="too much"):
        resolve({"a": "$result[t] " * 10_000}, {"t": "x" * 1_000_000})


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.just("$result[a][0]"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=3), VALUES), st.dictionaries(st.sampled_from("ab"), VALUES))
def test_parameters_without_references_stay(params: dict[str, Any], results: dict[str, Any]) -> None:
    resolved = resolve(params, results)
    assert isinstance(resolved, dict)
    if "$result[" not in repr(params):
        assert resolved == params


@given(VALUES)
def test_a_whole_reference_is_the_value_itself(value: Any) -> None:
    assert resolve({"x": "$result[a]"}, {"a": value}) == {"x": value}


@given(st.recursive(VALUES, lambda inner: st.lists(inner), max_leaves=60))
def test_any_cmd_gives_commands_or_a_wire_error(cmd: Any) -> None:
    if isinstance(cmd, (list, dict)):
        assert [command.key for command in commands(cmd)] == (
            list(cmd) if isinstance(cmd, dict) else [str(n) for n in range(len(cmd))]
        )
    else:
        with pytest.raises(WireError):
            commands(cmd)
