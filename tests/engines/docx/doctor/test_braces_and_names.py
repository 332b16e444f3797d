"""Faulty placeholders, one by one: the code, the place and the text around, to the letter."""

from __future__ import annotations

import pytest

from engines.docx.doctor.looking import FIELDS, brief, examined
from engines.docx.making import cell, package, paragraph, row, run, table

P1 = "body, paragraph 1"
TAB = "<w:r><w:tab/></w:r>"
BRACES = [
    (paragraph("Dear {Client, hello"), "unclosed_brace", "Dear {Client, hello"),
    (paragraph("Dear Client}, hello"), "stray_closing_brace", "Dear Client}, hello"),
    (paragraph("Dear {}, hello"), "empty_placeholder", "Dear {}, hello"),
    (paragraph("Dear {  }, hello"), "empty_placeholder", "Dear { }, hello"),
    (paragraph("Dear {Client Name}!"), "malformed_placeholder", "Dear {Client Name}!"),
    (paragraph("Dear { Client }!"), "malformed_placeholder", "Dear { Client }!"),
    (paragraph("Dear {Client-Name}!"), "malformed_placeholder", "Dear {Client-Name}!"),
    (paragraph("Dear {~d.m.Y}!"), "malformed_placeholder", "Dear {~d.m.Y}!"),
    (paragraph("Dear {Date~a~b}!"), "malformed_placeholder", "Dear {Date~a~b}!"),
    (paragraph("{IF paid}"), "malformed_placeholder", "{IF paid}"),
    (paragraph("{/Client}"), "malformed_placeholder", "{/Client}"),
    (paragraph("{..}"), "malformed_placeholder", "{..}"),
    (paragraph("{" + "x" * 201 + "}"), "malformed_placeholder", "{" + "x" * 59 + "…" + "x" * 59 + "}"),
    (paragraph("{Cli", TAB, "ent}"), "broken_placeholder", "{Cli ent}"),
    (paragraph("Dear {{Client}}!"), "doubled_braces", "Dear {{Client}}!"),
    (paragraph("Dear ｛Client｝!"), "wrong_braces", "Dear ｛Client｝!"),
    (paragraph("{Client {Client}"), "unclosed_brace", "{Client {Client}"),
    (paragraph("a {", "Cli", "ent Na", "me} b"), "malformed_placeholder", "a {Client Name} b"),
]


@pytest.mark.parametrize(("body", "code", "excerpt"), BRACES, ids=lambda item: str(item)[:30])
def test_a_brace_that_is_no_placeholder(body: str, code: str, excerpt: str) -> None:
    assert brief(examined(package(body), FIELDS)) == [(code, P1, excerpt)]


def test_what_to_do_is_said_with_the_name_in_it() -> None:
    said = {
        fault.excerpt: fault.advice
        for text in ("{ Client }", "{Client-Name}", "{{Client}}", "{IF x}")
        for fault in examined(package(paragraph(text))).faults
    }
    assert said["{ Client }"] == "Write {Client}"
    assert "{Client_Name}" in said["{Client-Name}"]
    assert said["{{Client}}"] == "Write {Client}"
    assert "row" in said["{IF x}"]


def test_sound_placeholders_and_plain_text_have_no_fault() -> None:
    body = paragraph("{Client} {Date~d.m.Y} {Manager~Format=#NAME#,Case=1}, 5 &lt; 6 [x] (y) ~ |")
    assert brief(examined(package(body), FIELDS)) == []


def test_a_placeholder_over_two_paragraphs_is_one_fault() -> None:
    report = examined(package(paragraph("Dear {Cli") + paragraph("ent}, hello") + paragraph("{Client}")), FIELDS)
    assert brief(report) == [("split_placeholder", P1, "Dear {Cli")]
    assert "body, paragraph 2" in report.faults[0].message
    assert "{Client}" in report.faults[0].advice


def test_a_repeated_field_over_two_rows_is_one_fault() -> None:
    body = table(row("{Products.Item", "{Products.Item.Price}"), row(".Name}", "x"))
    found = brief(examined(package(body), FIELDS))
    assert [code for code, _, _ in found] == ["unclosed_brace", "stray_closing_brace"]
    body = table(row("a", "{Products.Item"), row(".Name}", "x"))
    report = examined(package(body), FIELDS)
    assert brief(report) == [("split_placeholder", "body, table 1, row 1, cell 2, paragraph 1", "{Products.Item")]
    assert "table 1, row 2, cell 1" in report.faults[0].message


def test_every_place_is_named_as_an_author_counts() -> None:
    box = (
        "<w:r><w:pict><v:textbox><w:txbxContent><w:p/>"
        + paragraph("{box")
        + "</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    inner = cell("x", table(row("a", "b"), row("c", "{inner")), "y")
    body = paragraph("x") + table(row("a")) + paragraph("{second") + table(row("a"), row("b", inner)) + paragraph(box)
    note = f'<w:footnote w:id="7">{paragraph("x")}{paragraph("{note")}</w:footnote>'
    parts = {"header1": paragraph("{head"), "footer1": table(row("{foot")), "footnotes": note}
    assert [(place, excerpt) for _, place, excerpt in brief(examined(package(body, parts)))] == [
        ("body, paragraph 2", "{second"),
        ("body, table 2, row 2, cell 2, table 1, row 2, cell 2, paragraph 1", "{inner"),
        ("body, text box 1, paragraph 2", "{box"),
        ("header, paragraph 1", "{head"),
        ("footer, table 1, row 1, cell 1, paragraph 1", "{foot"),
        ("footnotes, footnote 7, paragraph 2", "{note"),
    ]


def test_both_representations_of_a_text_box_are_one_fault() -> None:
    box = f"<w:txbxContent>{paragraph('{open')}</w:txbxContent>"
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert brief(examined(package(paragraph(twice)))) == [("unclosed_brace", "body, text box 1, paragraph 1", "{open")]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Cleint", "Client"),
        ("client", "Client"),
        ("ClientEMail", "ClientEmail"),
        ("DocumentNumbr", "DocumentNumber"),
        ("Products.Itm.Name", "Products.Item.Name"),
        ("Weather", None),
    ],
)
def test_an_unknown_field_is_told_with_the_nearest(name: str, nearest: str | None) -> None:
    report = examined(package(table(row("x", f"a {{{name}}} b"))), FIELDS)
    assert brief(report) == [("unknown_field", "body, table 1, row 1, cell 2, paragraph 1", f"a {{{name}}} b")]
    assert (f"Write {{{nearest}}}" == report.faults[0].advice) is (nearest is not None)


def test_chains_into_what_is_described_are_known() -> None:
    body = paragraph("{Company.Title} {Company.Address.City} {Products.INDEX~all=Y} {Products.Item.Name~index=0}")
    assert brief(examined(package(body), FIELDS)) == []


def test_the_keys_of_given_values_are_known_and_no_others() -> None:
    values = {"Company": {"Title": "Acme"}, "Products": [{"Name": "A"}]}
    body = paragraph("{Company.Titel} {Products.Item.Nme~index=0} {Company.Title} {Products.Item.Name~index=0}")
    found = [fault for fault in examined(package(body), FIELDS, values).faults if fault.code == "unknown_field"]
    assert [fault.advice for fault in found] == ["Write {Company.Title}", "Write {Products.Item.Name}"]


def test_without_descriptions_only_what_looks_like_a_slip_is_told() -> None:
    report = examined(package(paragraph("{DocumentNumbr} {Weather}")))
    assert [(fault.code, fault.spot and fault.spot.start) for fault in report.faults] == [("similar_field", 0)]
    assert not report.sound


@pytest.mark.parametrize(
    ("written", "code", "valid"),
    [
        ("{Client~Colour=red}", "unknown_modifier", "Format"),
        ("{Client~Case=1}", "modifier_not_for_type", "index"),
        ("{Client~d.m.Y}", "modifier_not_for_type", "index"),
        ("{Date~Case=1}", "modifier_not_for_type", "Format"),
        ("{Manager~Format=#FIRST#}", "modifier_value", "#LAST_NAME#"),
        ("{Client~index=first}", "modifier_value", "from 0"),
        ("{Client~all=maybe}", "modifier_value", "Y or N"),
        ("{Logo~d.m.Y}", "modifier_not_for_type", "index"),
    ],
)
def test_a_modifier_that_the_type_does_not_know(written: str, code: str, valid: str) -> None:
    report = examined(package(paragraph(f"x {written}")), FIELDS)
    assert brief(report) == [(code, P1, f"x {written}")]
    assert valid in report.faults[0].advice


def test_of_an_undescribed_field_a_modifier_may_be_any_that_is_known() -> None:
    body = paragraph("{Any~Case=1} {Any~d.m.Y} {Any~index=2} {Any~Colour=red} {Any~index=x}")
    assert [code for code, _, _ in brief(examined(package(body)))] == ["unknown_modifier", "modifier_value"]


def test_a_modifier_is_told_in_the_authors_letters() -> None:
    body = paragraph("{Client~COLOUR=red} {Client~Letters=upper,Colour=red} {Client~cAse=1}")
    told = [each.message for each in examined(package(body), FIELDS).faults]
    assert told == [
        "There is no modifier COLOUR",
        "There is no modifier Colour",
        "A field of the type TEXT does not know the modifier cAse",
    ]


def test_runs_do_not_hide_anything() -> None:
    body = "<w:p>" + "".join(run(letter) for letter in "{Cleint}") + "</w:p>"
    assert brief(examined(package(body), FIELDS)) == [("unknown_field", P1, "{Cleint}")]
