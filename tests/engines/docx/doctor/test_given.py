"""Values held against a template: what stays empty, what nobody shows, what does not fit its type."""

from __future__ import annotations

import base64
import io
from typing import Any

import pytest
from PIL import Image

from engines.docx.doctor.looking import FIELDS, brief, examined
from engines.docx.making import package, paragraph, row, table
from inkpost.engines.docx import Limits
from inkpost.engines.docx.doctor import Known, Report, Request, examine
from inkpost.model.fields import FieldDescription, FieldKind


def png() -> str:
    target = io.BytesIO()
    Image.new("RGB", (2, 2)).save(target, "PNG")
    return base64.b64encode(target.getvalue()).decode()


def held(body: str, **values: Any) -> Report:
    return examined(package(body), FIELDS, values)


def test_without_values_nothing_is_said_of_them() -> None:
    report = examined(package(paragraph("{Client}")), FIELDS)
    assert (report.empty, report.unused, report.faults) == (None, None, ())


@pytest.mark.parametrize("value", ["", None, [], " "])
def test_a_field_that_stays_empty(value: Any) -> None:
    report = held(paragraph("To {Client}, {Date}") + paragraph("{Client}"), Client=value, Date="2026-01-31")
    assert (report.empty, report.unused) == (("Client",), ())
    assert brief(report) == [("empty_field", "body, paragraph 1", "To {Client}, {Date}")]


def test_what_the_document_says_of_itself_is_not_empty_and_zero_is_a_value() -> None:
    report = held(paragraph("{DocumentNumber} {DocumentQrCode} {Client}"), Client=0)
    assert (report.empty, report.faults) == ((), ())


def test_a_default_is_a_value() -> None:
    fields = {"Client": FieldDescription(default="Anna")}
    assert examined(package(paragraph("{Client}")), fields, {}).empty == ()


def test_a_list_is_empty_when_none_of_its_items_has_the_key() -> None:
    body = table(row("{Products.INDEX}", "{Products.Item.Name}", "{Products.Item.Code}"))
    report = held(body, Products=[{"Name": "", "Code": ""}, {"Name": "Tea", "Code": ""}])
    assert report.empty == ("Products.Item.Code",)
    assert held(body, Products=[]).empty == ("Products.INDEX", "Products.Item.Name", "Products.Item.Code")


def test_a_value_that_nobody_shows_is_told_with_the_nearest_field() -> None:
    report = held(paragraph("{Client}"), Client="A", ClientMail="x", Products=[], Weather="fine")
    assert report.unused == ("ClientMail", "Products", "Weather")
    assert {fault.code for fault in report.faults} == {"unused_value"}
    assert "Client" in report.faults[0].advice


def test_values_are_used_by_chains_and_by_items_that_point_to_them() -> None:
    values = {
        "Name": "Products.Item.Name",
        "Products": [{"Name": "{Special}"}],
        "Special": "x",
        "Company": {"Title": "Acme"},
    }
    report = held(table(row("{Name} {Company.Title}")), **values)
    assert (report.unused, report.empty) == ((), ())


def test_a_chain_into_what_is_given_and_not_described_is_told() -> None:
    body = package(paragraph("{Goods.Item.Name} {Buyer.Title}"))
    report = examined(body, None, {"Goods": [{"Name": "A"}], "Buyer": {"Title": "B"}})
    told = [(fault.code, fault.advice) for fault in report.faults if fault.code == "undescribed_source"]
    assert told == [
        ("undescribed_source", "Describe fields.Goods as a list or a record"),
        ("undescribed_source", "Describe fields.Buyer as a list or a record"),
    ]
    assert "similar_field" not in {fault.code for fault in report.faults}


TYPES = [
    ("Date", "tomorrow", "a date"),
    ("Date", 20260101, "a date"),
    ("Sum", "much", "a sum"),
    ("Sum", {"CURRENCY": "EUR"}, "a sum"),
    ("Logo", "no picture", "a picture"),
    ("Logo", base64.b64encode(b"nothing").decode(), "a picture"),
    ("Logo", {"a": 1}, "a picture"),
]


@pytest.mark.parametrize(("name", "value", "wanted"), TYPES)
def test_a_value_that_does_not_fit_its_type(name: str, value: Any, wanted: str) -> None:
    faults = [fault for fault in held(paragraph(f"a {{{name}}}"), **{name: value}).faults if fault.code == "value_type"]
    assert [(str(fault.place), fault.excerpt) for fault in faults] == [("body, paragraph 1", f"a {{{name}}}")]
    assert wanted in faults[0].message


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Date", "2026-01-31"),
        ("Date", "2026-01-31T10:00:00+03:00"),
        ("Date", ["2026-01-31", "2026-02-01"]),
        ("Sum", 12.5),
        ("Sum", "1234.50|EUR"),
        ("Sum", {"AMOUNT": "12", "CURRENCY": "EUR"}),
        ("Logo", png()),
        ("Logo", ["a.png", png()]),
        ("Logo", "https://example.test/a.png"),
        ("Manager", {"NAME": "Anna"}),
        ("Manager", "Anna"),
    ],
)
def test_a_value_that_fits(name: str, value: Any) -> None:
    report = held(paragraph(f"{{{name}}}"), **{name: value})
    assert (report.faults, report.empty) == ((), ())


@pytest.mark.parametrize(
    ("name", "value"), [("Products", "none"), ("Products", 5), ("Company", ["a"]), ("Company", "A")]
)
def test_a_list_and_a_record_have_their_shapes(name: str, value: Any) -> None:
    chain = "Products.Item.Name~index=0" if name == "Products" else "Company.Title"
    codes = [(fault.code, fault.place) for fault in held(paragraph(f"{{{chain}}}"), **{name: value}).faults]
    assert ("value_type", None) in codes


def test_a_document_that_would_be_too_large_cannot_be_made() -> None:
    known = Known(described=FIELDS, values={"Client": "x" * 5000})
    limits = Limits(max_output_bytes=4000)
    report = examine(package(paragraph("{Client}")), Request(known, values=True), limits=limits)
    assert [fault.code for fault in report.faults] == ["cannot_fill"]
    assert not report.refused


def test_values_nested_without_end_are_told_and_do_no_harm() -> None:
    deep: Any = "x"
    for _ in range(50_000):
        deep = [deep]
    codes = [fault.code for fault in held(paragraph("{Client}"), Client=deep).faults]
    assert codes == ["cannot_fill"]
    while isinstance(deep, list):
        deep = deep.pop()


@pytest.mark.parametrize("kind", FieldKind)
@pytest.mark.parametrize(
    "value", ["x", 5, True, None, [], [[]], {}, {"a": [None]}, float("nan"), "{Client}", ["a", "b"]]
)
def test_no_value_of_any_kind_breaks_the_check(kind: FieldKind, value: Any) -> None:
    fields = {**FIELDS, "Client": FieldDescription(kind=kind)}
    examined(
        package(paragraph("{Client} {Client~index=1}") + table(row("{Products.Item.A}"))),
        fields,
        {
            "Client": value,
            "Products": value,
        },
    )
