"""Queries, forms and JSON: nesting as in PHP, round trips, and limits that hold."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.faces.bitrix.parse import (
    Limits,
    WireError,
    as_list,
    json_body,
    merge,
    nest,
    php_query,
    unquote_long,
)

SMALL = Limits(size=200, variables=5, depth=4)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        ("", {}),
        ("&&", {}),
        ("id=57", {"id": "57"}),
        ("id", {"id": ""}),
        ("id=1&id=2", {"id": "2"}),
        ("a=b=c", {"a": "b=c"}),
        ("=x", {}),
        ("fields[users][0]=U1", {"fields": {"users": ["U1"]}}),
        ("fields%5Busers%5D%5B0%5D=U1&fields[name]=N", {"fields": {"users": ["U1"], "name": "N"}}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[]=", {"a": [""]}),
        ("a[5]=x&a[]=y", {"a": {"5": "x", "6": "y"}}),
        ("a[1]=x&a[0]=y", {"a": {"1": "x", "0": "y"}}),
        ("a[01]=x&a[]=y", {"a": {"01": "x", "0": "y"}}),
        ("a[x]=1&a[]=2", {"a": {"x": "1", "0": "2"}}),
        ("a[][b]=1&a[][b]=2", {"a": [{"b": "1"}, {"b": "2"}]}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
        ("a[b]=1&a=2", {"a": "2"}),
        ("a[b]=1&a[b][c]=2", {"a": {"b": {"c": "2"}}}),
        ("a[b=1", {"a[b": "1"}),
        ("a]b=1", {"a]b": "1"}),
        ("a[b]c=1", {"a": {"b": "1"}}),
        ("a[b][c=1", {"a": {"b": "1"}}),
        ("[a]=1", {"[a]": "1"}),
        ("a.b=1&c d=2", {"a.b": "1", "c d": "2"}),
        ("filter[>=createTime]=x", {"filter": {">=createTime": "x"}}),
        ("filter[=id][0]=x&filter[>=n]=a]=b", {"filter": {"=id": ["x"], ">=n": "a]=b"}}),
        ("a[b=1&c[d=]=1", {"a[b": "1", "c": {"d=": "1"}}),
        ("filter[%3E%3DcreateTime]=x", {"filter": {">=createTime": "x"}}),
        ("filter[!@id][]=1&filter[!@id][]=2", {"filter": {"!@id": ["1", "2"]}}),
        ("order[id]=desc", {"order": {"id": "desc"}}),
        ("t=a+b%2Bc", {"t": "a b+c"}),
        ("t=%D0%90", {"t": "А"}),
        ("t=%zz%", {"t": "%zz%"}),
        ("t=a%00b&x%00[y]=1", {"t": "ab", "x": {"y": "1"}}),
    ],
)
def test_nesting_as_in_php(raw: str, found: dict[str, Any]) -> None:
    assert php_query(raw) == found
    assert php_query(raw.encode()) == found


KEYS = st.text(
    st.characters(blacklist_characters="[]\x00", blacklist_categories=["Cs"]), min_size=1, max_size=6
).filter(lambda key: not key.startswith(" "))
TEXTS = st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"]), max_size=8)
TREES: st.SearchStrategy[Any] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=10,
)


def flattened(value: Any, name: str) -> list[tuple[str, str]]:
    if isinstance(value, list):
        value = {str(index): inner for index, inner in enumerate(value)}
    if not isinstance(value, dict):
        return [(name, value)]
    return [pair for key, inner in value.items() for pair in flattened(inner, f"{name}[{key}]")]


def settled(value: Any) -> Any:
    if isinstance(value, list):
        return [settled(inner) for inner in value]
    if isinstance(value, dict):
        return as_list({key: settled(inner) for key, inner in value.items()})
    return value


@given(st.dictionaries(KEYS, TREES, max_size=3))
def test_what_was_nested_comes_back(tree: dict[str, Any]) -> None:
    pairs = [pair for key, inner in tree.items() for pair in flattened(inner, key)]
    wanted = {key: settled(inner) for key, inner in tree.items()}
    assert nest(pairs) == wanted
    assert php_query("&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)) == wanted


def outcome(read: Callable[[bytes], object], raw: bytes) -> object:
    try:
        return read(raw)
    except WireError as fault:
        return fault


@given(st.binary(max_size=200))
def test_any_bytes_give_parameters_or_a_wire_error(raw: bytes) -> None:
    for read in (php_query, json_body):
        found = outcome(read, raw)
        assert isinstance(found, dict) or (isinstance(found, WireError) and found.message)


@given(st.text(alphabet="ab[]0=&", max_size=60))
def test_any_brackets_give_parameters(raw: str) -> None:
    assert isinstance(php_query(raw), dict)


@pytest.mark.parametrize(
    "raw",
    ["a=" + "x" * 200, "&".join(f"v{n}=1" for n in range(6)), "a[b][c][d][e]=1", "t=%ff", "t\ud800=1"],
)
def test_limits_of_a_form(raw: str) -> None:
    with pytest.raises(WireError):
        php_query(raw, SMALL)


def test_limits_are_reached_but_not_passed() -> None:
    assert len(php_query("&".join(f"v{n}=1" for n in range(5)), SMALL)) == 5
    assert php_query("a[b][c][d]=1", SMALL) == {"a": {"b": {"c": {"d": "1"}}}}


def test_too_deep_and_too_many_by_default() -> None:
    with pytest.raises(WireError, match="deeper than 32"):
        php_query("a" + "[b]" * 100_000 + "=1")
    with pytest.raises(WireError, match="more than 10000"):
        php_query("&".join(["a[]=1"] * 10_001))
    with pytest.raises(WireError, match="more than 10000"):
        php_query("&" * 10_000)


@given(st.binary(max_size=100), st.binary(max_size=5))
def test_long_values_are_decoded_alike(content: bytes, inserted: bytes) -> None:
    quoted = quote_plus(content).replace("+", "%20").encode() + inserted.replace(b"%", b"") + b"%3d%3D="
    assert unquote_long(quoted) == unquote_to_bytes(quoted)


def test_a_long_value_is_read_whole() -> None:
    content = "+/=%& й\n" * 20_000
    assert php_query(f"a=1&fields[file]={quote_plus(content)}") == {"a": "1", "fields": {"file": content}}
    with pytest.raises(WireError, match="percent sign"):
        php_query("a=" + "%4" * 40_000)


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b"", {}),
        (b"  ", {}),
        (b"[]", {}),
        (b"{}", {}),
        (b'\xef\xbb\xbf{"a":1}', {"a": 1}),
        (b'{"a":1,"a":2}', {"a": 2}),
        (b'{"a":123456789012345678901234567890}', {"a": 123456789012345678901234567890}),
        (b'{"a":1.5,"b":[true,null]}', {"a": 1.5, "b": [True, None]}),
        (b'{"a\\u0000b":["x\\u0000"]}', {"ab": ["x"]}),
    ],
)
def test_json(raw: bytes, found: dict[str, Any]) -> None:
    assert json_body(raw) == found


@pytest.mark.parametrize(
    "raw",
    [
        b"[1]",
        b'"text"',
        b"5",
        b"null",
        b"{",
        b'{"a":NaN}',
        b'{"a":"\xff"}',
        b'{"a":"\\ud800"}',
        b'{"a":1e400}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":' + b"[" * 100_000,
        b'{"a":' + b"[" * 40 + b"]" * 40 + b"}",
        b'{"a":"' + b"x" * 300 + b'"}',
    ],
)
def test_json_refused(raw: bytes) -> None:
    with pytest.raises(WireError):
        json_body(raw, Limits(size=len(raw) - 1 if b"xxx" in raw else 1_000_000))


def test_json_depth_counts_levels_not_brackets() -> None:
    wide = {"a": [[] for _ in range(1000)]}
    assert json_body(json.dumps(wide).encode()) == wide
    nested: Any = "x"
    for _ in range(31):
        nested = [nested]
    assert json_body(json.dumps({"a": nested}).encode()) == {"a": nested}
    with pytest.raises(WireError, match="deeper"):
        json_body(json.dumps({"a": [nested]}).encode())


@given(st.dictionaries(KEYS, TREES, max_size=3))
def test_json_survives(tree: dict[str, Any]) -> None:
    assert json_body(json.dumps(tree).encode()) == tree
    assert json_body(json.dumps(tree, ensure_ascii=False).encode()) == tree


def test_the_body_overrules_the_query() -> None:
    assert merge({"a": "1", "b": "2"}, {"b": 3, "c": 4}) == {"a": "1", "b": 3, "c": 4}
    assert list(merge({"b": "2", "a": "1"}, {"b": 3})) == ["a", "b"]
