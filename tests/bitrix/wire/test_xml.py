"""Answers as XML: the vendor's shape, names and characters that XML does not know, hostile values."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from inkpost.faces.bitrix.xml import HEADER, dumps_xml


def body(envelope: dict[str, Any]) -> str:
    written = dumps_xml(envelope).decode()
    assert written.startswith(HEADER + "<response>")
    assert written.endswith("</response>")
    return written[len(HEADER) + len("<response>") : -len("</response>")]


@pytest.mark.parametrize(
    ("envelope", "written"),
    [
        (
            {"result": {"ID": "1", "ACTIVE": True, "DEPARTMENT": [1, 2], "BIRTHDAY": ""}},
            "<result><ID>1</ID><ACTIVE>1</ACTIVE><DEPARTMENT><item>1</item><item>2</item></DEPARTMENT>"
            "<BIRTHDAY></BIRTHDAY></result>",
        ),
        ({"result": [], "a": {}, "b": None, "c": False}, "<result></result><a></a><b></b><c></c>"),
        ({"result": {"57": {"id": "57"}, 58: 1}}, "<result><item><id>57</id></item><item>1</item></result>"),
        (
            {"time": {"start": 1724918983.9771, "n": 5.0}},
            "<time><start>1724918983.9771</start><n>5</n></time>",
        ),
        (
            {"error": "0", "error_description": "a < b & c"},
            "<error>0</error><error_description>a &lt; b &amp; c</error_description>",
        ),
        ({"Поле 1": 1}, '<item key="Поле 1">1</item>'),
        ({"a b": 1, "1a": 2, "": 3}, '<item key="a b">1</item><item key="1a">2</item><item key="">3</item>'),
        ({'<x y="z">&': 1}, "<item key='&lt;x y=\"z\"&gt;&amp;'>1</item>"),
        ({"a:b": 1}, '<item key="a:b">1</item>'),
        ({"t": "a\x00\x0b\x1f\ufffe\ud800b\tc\r\n"}, "<t>ab\tc&#13;\n</t>"),
    ],
)
def test_shapes(envelope: dict[str, Any], written: str) -> None:
    assert body(envelope) == written
    etree.fromstring(dumps_xml(envelope))


@pytest.mark.parametrize("value", [b"x", object(), {1, 2}])
def test_what_json_would_not_have_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        dumps_xml({"result": value})


VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters(), max_size=5), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(VALUES)
def test_every_answer_is_well_formed(value: Any) -> None:
    root = etree.fromstring(dumps_xml({"result": value}))
    (result,) = root
    assert root.tag == "response"
    if isinstance(value, (list, dict)):
        assert len(result) == len(value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=30))
def test_texts_survive(value: str) -> None:
    (result,) = etree.fromstring(dumps_xml({"result": value + "\r\n\t"}))
    assert result.text == value + "\r\n\t"
