"""Placeholders in hyperlinks: in the text, and in the address."""

from __future__ import annotations

import pytest

from engines.docx.making import W, package, paragraph, row, run, table, text, tree, unzipped, zipped
from inkpost.engines.docx import compile_template
from inkpost.model.fields import FieldDescription, Source, Value

R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIELDS = {"T": FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)}


def linked(body: str, *targets: str) -> bytes:
    """A template whose main part has these addresses as ``rId1``, ``rId2`` and so on."""
    content = unzipped(package(body))
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{R}/hyperlink" Target="{t}" TargetMode="External"/>'
        for n, t in enumerate(targets, 1)
    )
    rels = "word/_rels/document.xml.rels"
    content[rels] = content[rels].replace(b"</Relationships>", f"{lines}</Relationships>".encode())
    return zipped(content)


def link(inner: str, id_: str = "rId1") -> str:
    return f'<w:hyperlink r:id="{id_}">{run(inner)}</w:hyperlink>'


def addresses(made: bytes) -> list[str]:
    """Where each hyperlink of the main part leads."""
    links = {e.get("Id"): e.get("Target", "") for e in tree(made, "word/_rels/document.xml.rels")}
    return [links[e.get(f"{{{R}}}id")] for e in tree(made).iter(f"{{{W}}}hyperlink")]


def filled(target: str, value: Value) -> str:
    (found,) = addresses(compile_template(linked(paragraph(link("x")), target)).fill({"V": value}))
    return found


@pytest.mark.parametrize("target", ["https://a.example/?id={V}&amp;b=1", "https://a.example/?id=%7BV%7d&amp;b=1"])
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("5", "5"),
        ("a b&c=d", "a%20b%26c%3Dd"),
        ("\u0418\"<>'", "%D0%98%22%3C%3E%27"),
        ("../x?y#z", "..%2Fx%3Fy%23z"),
        ("", ""),
    ],
)
def test_a_value_within_an_address_is_encoded(target: str, value: str, shown: str) -> None:
    assert filled(target, value) == f"https://a.example/?id={shown}&b=1"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("https://b.example/a?x=1&y=2#z", "https://b.example/a?x=1&y=2#z"),
        (' HTTP://b.example/"<\u0418> ', "HTTP://b.example/%22%3C%D0%98%3E"),
        ("mailto:anna@b.example", "mailto:anna@b.example"),
        ("tel:+35121", "tel:+35121"),
        ("javascript:alert(1)", "#"),
        ("file:///etc/passwd", "#"),
        ("\\\\server\\share", "#"),
        ("b.example", "#"),
        ("", "#"),
    ],
)
def test_a_value_that_is_the_address_leads_to_the_web_or_nowhere(value: str, shown: str) -> None:
    assert filled("%7BV%7D", value) == shown


def test_every_row_has_an_address_of_its_own() -> None:
    body = table(row(f"<w:tc>{paragraph(link('{A}'))}</w:tc>"))
    template = linked(body, "https://a.example/%7BB%7D")
    values: dict[str, Value] = {
        "A": "T.Item.A",
        "B": "T.Item.B",
        "T": [{"A": "one", "B": "1/2"}, {"A": "two", "B": 2}, {"A": "three", "B": "1/2"}],
    }
    program = compile_template(template)
    made = program.fill(values, FIELDS)
    assert [placeholder.name for placeholder in program.placeholders] == ["A", "B"]
    assert text(made) == "one\ntwo\nthree"
    assert addresses(made) == [f"https://a.example/{end}" for end in ("1%2F2", "2", "1%2F2")]


def test_addresses_without_placeholders_stay() -> None:
    body = paragraph(link("{V}"), link("x", "rId2"))
    made = compile_template(linked(body, "https://a.example/%7B%7D", "https://b.example/{IF x}")).fill({"V": "ok"})
    assert addresses(made) == ["https://a.example/%7B%7D", "https://b.example/{IF x}"]
    assert text(made) == "okx"


def test_a_part_whose_only_placeholder_is_in_an_address() -> None:
    made = compile_template(linked(paragraph(link("click")), "https://a.example/{V}")).fill({"V": "ok"})
    assert (addresses(made), text(made)) == (["https://a.example/ok"], "click")


def test_a_placeholder_half_in_a_link_keeps_the_link() -> None:
    made = compile_template(linked(paragraph("{", link("V} rest")), "https://a.example/")).fill({"V": "ok"})
    assert (addresses(made), text(made)) == (["https://a.example/"], "ok rest")


def test_an_address_alone_makes_nothing_repeat() -> None:
    template = linked(paragraph(link("x")), "https://a.example/{B}")
    made = compile_template(template).fill({"B": "T.Item.B", "T": [{"B": "1"}, {"B": "2"}]}, FIELDS)
    assert addresses(made) == ["https://a.example/1"]
