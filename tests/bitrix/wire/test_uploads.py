"""Files in each of their three ways, and hostile or damaged ones."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.faces.bitrix.uploads import Upload, bare_name, file_value
from inkpost.faces.bitrix.values import ValueFault

BODY = b"PK\x03\x04 a document \xff\xfe\xfb"
CODED = base64.b64encode(BODY).decode()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (CODED, None),
        (CODED[:8] + "\r\n " + CODED[8:] + "\n", None),
        (["act.docx", CODED], "act.docx"),
        ({"0": "act.docx", "1": CODED}, "act.docx"),
        ({"1": CODED, "0": "act.docx"}, "act.docx"),
        ({"fileData": ["act.docx", CODED]}, "act.docx"),
        ({"FILEDATA": {"0": "act.docx", "1": CODED}}, "act.docx"),
        (Upload("act.docx", BODY), "act.docx"),
    ],
)
def test_ways_to_pass_a_file(value: Any, name: str | None) -> None:
    assert file_value(value) == Upload(name, BODY)


@given(st.binary(min_size=1))
def test_base64_survives(content: bytes) -> None:
    assert file_value(base64.b64encode(content).decode()).content == content
    assert file_value(["x", base64.encodebytes(content).decode()]).content == content


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("", "not empty"),
        (["a.docx", ""], "not empty"),
        ("a", "base64"),
        (CODED + "=", "base64"),
        ("Договор", "base64"),
        (base64.urlsafe_b64encode(b"\xff\xfe\xfb\xff").decode(), '"\\+" and "/"'),
        ("data:image/png;base64," + CODED, "without the prefix"),
        ("ab d", "%2B"),
        ([], "a file"),
        (["a.docx"], "a file"),
        (["a.docx", CODED, "x"], "a file"),
        ([["a.docx", CODED]], "a file"),
        ({"name": "a.docx"}, "a file"),
        ({"fileData": {"fileData": {"fileData": 1}}}, "a file"),
        ({}, "a file"),
        (5, "a file"),
        (None, "a file"),
        (True, "a file"),
    ],
)
def test_what_is_no_file_is_refused_with_the_reason(value: Any, reason: str) -> None:
    with pytest.raises(ValueFault, match=reason):
        file_value(value)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\act.docx", "act.docx"),
        ("a\x00b\nc.docx", "abc.docx"),
        ("..", None),
        ("", None),
        ("folder/", None),
        ("x" * 300 + ".docx", "x" * 250 + ".docx"),
        ("Договор №5.docx", "Договор №5.docx"),
    ],
)
def test_names_are_bare(given_name: str, kept: str | None) -> None:
    assert bare_name(given_name) == kept
