"""Multipart bodies: files in nested places, old notations, cut and hostile bodies."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inkpost.faces.bitrix.multipart import multipart, read_body
from inkpost.faces.bitrix.parse import Limits, WireError
from inkpost.faces.bitrix.uploads import Upload

TYPE = "multipart/form-data; boundary=B"


def part(disposition: str, content: bytes = b"", more: str = "") -> bytes:
    return f"--B\r\nContent-Disposition: form-data; {disposition}\r\n{more}\r\n".encode() + content + b"\r\n"


def test_values_and_a_file_in_its_place() -> None:
    body = part('name="id"', b"57")
    body += part('name="fields[file]"; filename="act.docx"', b"PK\r\n--x\x00\xff", "Content-Type: a/b\r\n")
    body += part('name="fields[users][]"', "У1".encode()) + b"--B--\r\n"
    assert multipart(body, TYPE) == {
        "id": "57",
        "fields": {"file": Upload("act.docx", b"PK\r\n--x\x00\xff"), "users": ["У1"]},
    }


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('name="f"; filename="Договор.docx"', "Договор.docx"),
        ("name=f; filename*=UTF-8''%D0%90%20b.docx", "А b.docx"),
        ('name="f"; filename="a;b\\"c.docx"', 'a;b"c.docx'),
        ('name="f"; filename="C:\\\\dir\\\\x.docx"', "x.docx"),
        ('name="f"; filename="../x.docx"', "x.docx"),
        ('filename="x.docx"; name="f"', "x.docx"),
        ('name="f"; filename=""', None),
    ],
)
def test_file_names(disposition: str, name: str | None) -> None:
    assert multipart(part(disposition, b"PK") + b"--B--", TYPE) == {"f": Upload(name, b"PK")}


def test_a_file_field_that_nobody_filled_is_absent() -> None:
    assert multipart(part('name="f"; filename=""') + part('name="a"', b"1") + b"--B--", TYPE) == {"a": "1"}


@given(st.binary(max_size=300), st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=20))
def test_what_a_client_sends_arrives(content: bytes, value: str) -> None:
    sent = httpx.Request("POST", "http://x/", data={"fields[name]": value}, files={"fields[file]": ("a.docx", content)})
    found = read_body(sent.read(), sent.headers["content-type"])
    assert found == {"fields": {"name": value, "file": Upload("a.docx", content)}}


WHOLE = part('name="a"', b"1") + part('name="f"; filename="x"', b"PK") + b"--B--\r\n"


@pytest.mark.parametrize("length", range(len(WHOLE) - 4))
def test_a_body_cut_anywhere_is_refused(length: int) -> None:
    with pytest.raises(WireError):
        multipart(WHOLE[:length], TYPE)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (WHOLE, "multipart/form-data"),
        (WHOLE, "multipart/form-data; boundary=other"),
        (WHOLE, "multipart/form-data; boundary=" + "x" * 5000),
        (part('name="a"', b"\xff") + b"--B--", TYPE),
        (part('name="a"') * 6 + b"--B--", TYPE),
        (part('name="a"', b"x" * 1000) + b"--B--", TYPE),
        (part('name="' + "a" + "[b]" * 30 + '"', b"1") + b"--B--", TYPE),
        (part('name="a"', b"1", "X: y\r\n" * 50) + b"--B--", TYPE),
        (part('name="' + "a" * 10_000 + '"', b"1") + b"--B--", TYPE),
        (b"", TYPE),
    ],
)
def test_hostile_bodies_are_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(WireError):
        multipart(body, content_type, Limits(size=1000, variables=5, depth=4))


def outcome(body: bytes) -> object:
    try:
        return multipart(body, TYPE)
    except WireError as fault:
        return fault


@given(st.binary(max_size=200), st.sampled_from([b"--B\r\n", b"--B\r\nContent-Disposition: ", WHOLE[:30]]))
def test_any_bytes_give_parameters_or_a_wire_error(noise: bytes, start: bytes) -> None:
    for body in (start + noise, start + noise + b"\r\n--B--\r\n"):
        assert isinstance(outcome(body), (dict, WireError))


@pytest.mark.parametrize(
    ("raw", "content_type", "found"),
    [
        (b'{"a":1}', "application/json; charset=utf-8", {"a": 1}),
        (b'{"a":1}', "application/vnd.x+json", {"a": 1}),
        (b'{"a":1}', "", {"a": 1}),
        (b' {"a":1}', "text/plain", {"a": 1}),
        (b"a=1", "", {"a": "1"}),
        (b"a[b]=1\r\n", "application/x-www-form-urlencoded", {"a": {"b": "1"}}),
        (b"", "application/json", {}),
        (b"", "", {}),
    ],
)
def test_the_content_type_decides(raw: bytes, content_type: str, found: dict[str, Any]) -> None:
    assert read_body(raw, content_type) == found
