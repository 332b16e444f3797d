"""Lists: rows, blocks and tables within blocks that repeat."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from engines.docx.making import W, block, cell, grid, package, paragraph, row, run, table, text, tree, unzipped
from inkpost.engines.docx import DocxRefused, Limits, compile_template
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value

TABLE = FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)
FIELDS = {"Table": TABLE}
CHAINS: dict[str, Value] = {
    "TableItemName": "Table.Item.Name",
    "TableItemPrice": "Table.Item.Price",
    "TableIndex": "Table.INDEX",
}
ITEMS: list[Value] = [{"Name": "Pen", "Price": "$1"}, {"Name": "Ink & co", "Price": 2}, {"Name": "Mug"}]


def values(items: Value = None, **more: Value) -> dict[str, Value]:
    return {"Table": ITEMS if items is None else items, **CHAINS, **more}


def filled(
    body: str, given: dict[str, Value], fields: dict[str, FieldDescription] | None = None, **parts: str
) -> bytes:
    return compile_template(package(body, parts)).fill(given, FIELDS if fields is None else fields)


PRODUCTS = table(
    row("No", "Name", "Price"),
    row("{TableIndex}", "{TableItemName}", "{TableItemPrice}"),
    row("", "Total", "{Sum}"),
)


def test_a_row_repeats_for_each_item() -> None:
    assert grid(filled(PRODUCTS, values(Sum="$3"))) == [
        ["No", "Name", "Price"],
        ["1", "Pen", "$1"],
        ["2", "Ink & co", "2"],
        ["3", "Mug", ""],
        ["", "Total", "$3"],
    ]


def test_an_empty_list_leaves_no_row() -> None:
    assert grid(filled(PRODUCTS, values([]))) == [["No", "Name", "Price"], ["", "Total", ""]]


def test_a_table_without_rows_left_is_removed() -> None:
    body = paragraph("a") + table(row("{TableItemName}")) + paragraph("b")
    made = filled(body, values([]))
    assert (text(made), list(tree(made).iter(f"{{{W}}}tbl"))) == ("a\nb", [])


def test_a_plain_value_stands_in_every_row() -> None:
    assert grid(filled(table(row("{TableItemName}", "{Unit}")), values(Unit="pcs"))) == [
        ["Pen", "pcs"],
        ["Ink & co", "pcs"],
        ["Mug", "pcs"],
    ]


def test_consecutive_rows_of_a_list_repeat_together() -> None:
    made = filled(table(row("{TableItemName}"), row("{TableItemPrice}"), row("end")), values())
    assert [line[0] for line in grid(made)] == ["Pen", "$1", "Ink & co", "2", "Mug", "", "end"]


def test_form_encoded_lists_arrive_as_maps() -> None:
    made = filled(table(row("{TableItemName}")), values({"0": {"Name": "a"}, "1": {"Name": "b"}}))
    assert grid(made) == [["a"], ["b"]]


def test_a_list_of_plain_items() -> None:
    made = filled(table(row("{It}")), {"Table": ["a", "b"], "It": "Table.Item"})
    assert grid(made) == [["a"], ["b"]]


@pytest.mark.parametrize("chain", ["Other.Item.Name", "Table.Thing.Name", "Table", "Table..Name", "Table."])
def test_a_chain_that_does_not_fit_is_shown_as_it_is(chain: str) -> None:
    assert grid(filled(table(row("{X}")), values(X=chain))) == [[chain]]


def test_a_list_that_is_not_described_is_a_plain_value() -> None:
    assert grid(filled(table(row("{TableItemName}")), values(), {})) == [["Table.Item.Name"]]


def test_a_chain_may_stand_in_the_template_itself() -> None:
    assert grid(filled(table(row("{Table.INDEX}", "{Table.Item.Name}")), {"Table": ITEMS})) == [
        ["1", "Pen"],
        ["2", "Ink & co"],
        ["3", "Mug"],
    ]


def test_a_record_is_read_by_its_key() -> None:
    fields = {"Company": FieldDescription(source=Source.RECORD)}
    given: dict[str, Value] = {"Company": {"Title": "Acme", "Head": {"Name": "Ann"}}, "T": "Company.Title"}
    assert text(filled(paragraph("{T} {Company.Head.Name}"), given, fields)) == "Acme Ann"


def test_a_dotted_text_is_no_chain() -> None:
    assert text(filled(paragraph("{X}"), values(X="Costs 1.5 per m. and more."))) == "Costs 1.5 per m. and more."


def test_outside_of_tables_and_blocks_the_first_item_is_shown() -> None:
    body = paragraph("{TableIndex}. {TableItemName}") + paragraph("---") + paragraph("{TableItemPrice}")
    assert text(filled(body, values())) == "1. Pen\n---\n$1"
    assert text(filled(body, values([]))) == ". \n---\n"


def test_a_cell_keeps_a_paragraph() -> None:
    body = table(row("head", cell(table(row("{TableItemName}")), "{TableIndex}")), row("x", "y"))
    made = filled(table(row("a")) + body, values([]), FIELDS)
    cells = list(tree(made).iter(f"{{{W}}}tc"))
    assert all(str(c[-1].tag) == f"{{{W}}}p" for c in cells)


def test_a_block_inside_one_cell_of_a_row_repeats_the_row() -> None:
    made = filled(table(row("k", cell("{TableItemName}", "{TableItemPrice}"))), values())
    assert grid(made) == [["k", "Pen/$1"], ["k", "Ink & co/2"], ["k", "Mug/"]]


def test_the_innermost_row_repeats_in_nested_tables() -> None:
    inner = table(row("h"), row("{TableItemName}"))
    made = filled(table(row("left", cell(inner, "after"))), values())
    assert [len(grid(made, number=0)), grid(made, number=1)] == [1, [["h"], ["Pen"], ["Ink & co"], ["Mug"]]]


def test_two_tables_of_one_list_repeat_each_for_itself() -> None:
    made = filled(table(row("{TableItemName}")) + paragraph("-") + table(row("{TableItemPrice}")), values())
    assert [grid(made, number=0), grid(made, number=1)] == [
        [["Pen"], ["Ink & co"], ["Mug"]],
        [["$1"], ["2"], [""]],
    ]


def test_a_list_in_a_header_repeats_there() -> None:
    made = filled(paragraph("x"), values(), header1=table(row("{TableItemName}")))
    assert grid(made, "word/header1.xml") == [["Pen"], ["Ink & co"], ["Mug"]]


def test_index_and_all_reach_into_a_list_from_outside() -> None:
    body = paragraph(
        "{TableItemName~index=1}|{TableItemName~index=9}|{TableItemName~all=y}|{TableItemName~all=y,mseparator=2}"
    )
    assert text(filled(body, values())) == "Ink & co||Pen, Ink & co, Mug|Pen/Ink & co/Mug"


def test_only_the_first_of_several_values() -> None:
    assert text(filled(paragraph("{V}|{V~mfirst=y}"), {"V": ["a", "b"]})) == "a, b|a"


def test_dates_in_rows_are_formatted() -> None:
    fields = FIELDS | {"When": FieldDescription(FieldKind.DATE, {"format": "d.m.y"})}
    given: dict[str, Value] = {
        "Table": [{"On": "2026-03-18T00:00:00+03:00"}, {"On": "soon"}],
        "When": "Table.Item.On",
    }
    assert grid(filled(table(row("{When}", "{When~Y}")), given, fields)) == [
        ["18.03.26", "2026"],
        ["soon", "soon"],
    ]


def vertical(text_: str, kind: str) -> str:
    return cell(text_, properties=f'<w:vMerge w:val="{kind}"/>' if kind == "restart" else "<w:vMerge/>")


def test_rows_tied_by_a_vertical_merge_repeat_together() -> None:
    body = table(
        row("h", "h"),
        row(vertical("{TableItemName}", "restart"), "a"),
        row(vertical("", "go on"), "b"),
        row("t", "t"),
    )
    made = grid(filled(body, values()))
    assert [line[1] for line in made] == ["h", "a", "b", "a", "b", "a", "b", "t"]


def test_a_merge_that_begins_in_the_head_does_not_pull_rows_in() -> None:
    body = table(
        row(vertical("g", "restart"), "h"),
        row(vertical("", ""), "{TableItemName}"),
        row(vertical("", ""), "t"),
    )
    assert [line[1] for line in grid(filled(body, values()))] == ["h", "Pen", "Ink & co", "Mug", "t"]


def test_of_a_second_list_in_a_row_the_first_item_is_shown() -> None:
    fields = FIELDS | {"Other": TABLE}
    given = values(Other=[{"Name": "o1"}, {"Name": "o2"}], OtherItemName="Other.Item.Name")
    made = filled(table(row("{TableItemName}", "{OtherItemName}")), given, fields)
    assert grid(made) == [["Pen", "o1"], ["Ink & co", "o1"], ["Mug", "o1"]]
    marked = filled(table(row("{TableItemName}", cell(block("Other", paragraph("{OtherItemName}"))))), given, fields)
    assert grid(marked) == [["Pen", "o1/o2"], ["Ink & co", "o1/o2"], ["Mug", "o1/o2"]]


# blocks with tables of their own

EVENT = FieldDescription(source=Source.LIST, item_name="Event", item_source=Source.RECORD)
SPEAKER = FieldDescription(source=Source.LIST, item_name="Speaker", item_source=Source.RECORD)
EVENT_BODY = (
    paragraph("{Title}")
    + block(
        "Events",
        paragraph("{EventsEventTitle}"),
        paragraph("{EventsEventDescription}"),
        table(row("Name", "Company"), row("{EventsEventSpeakerName}", "{EventsEventSpeakerCompany}")),
    )
    + paragraph("end")
)


def event_values() -> dict[str, Value]:
    given: dict[str, Value] = {
        "Title": "Welcome",
        "EventsEventTitle": "Events.Event.Title",
        "EventsEventDescription": "Events.Event.Description",
        "EventsEventSpeakerName": "Events.Event.SpeakerName",
        "EventsEventSpeakerCompany": "Events.Event.SpeakerCompany",
        "Event1Speakers": [{"Name": "John", "Company": "Cool"}, {"Name": "Mike", "Company": "Cool <b>"}],
        "Event2Speakers": [{"Name": "David", "Company": "Devils"}],
        "Event3Speakers": [],
    }
    events: list[Value] = []
    for number in (1, 2, 3):
        given[f"Event{number}SpeakersSpeakerName"] = f"Event{number}Speakers.Speaker.Name"
        given[f"Event{number}SpeakersSpeakerCompany"] = f"Event{number}Speakers.Speaker.Company"
        events.append(
            {
                "Title": f"Event {number}",
                "Description": "<b>x</b>",
                "SpeakerName": f"{{Event{number}SpeakersSpeakerName}}",
                "SpeakerCompany": f"{{Event{number}SpeakersSpeakerCompany}}",
            }
        )
    given["Events"] = events
    return given


EVENT_FIELDS = {
    "Events": EVENT,
    "Event1Speakers": SPEAKER,
    "Event2Speakers": SPEAKER,
    "Event3Speakers": SPEAKER,
}


@pytest.mark.parametrize(
    "fields", [EVENT_FIELDS, dict(reversed(EVENT_FIELDS.items()))], ids=["outer first", "outer last"]
)
def test_a_table_inside_a_repeated_block_has_rows_of_its_own(fields: dict[str, FieldDescription]) -> None:
    made = filled(EVENT_BODY, event_values(), fields)
    assert [grid(made, number=number) for number in range(3)] == [
        [["Name", "Company"], ["John", "Cool"], ["Mike", "Cool <b>"]],
        [["Name", "Company"], ["David", "Devils"]],
        [["Name", "Company"]],
    ]
    shown = [line for line in text(made).split("\n") if line.startswith(("Event", "Welcome", "end", "<b>"))]
    assert shown == ["Welcome", "Event 1", "<b>x</b>", "Event 2", "<b>x</b>", "Event 3", "<b>x</b>", "end"]


def test_items_that_point_to_different_lists_share_a_plan() -> None:
    program = compile_template(package(EVENT_BODY))
    program.fill(event_values(), EVENT_FIELDS)
    (plan,) = program._plans.values()
    assert len(plan.inner) == 2  # for the first event, and for all further ones


def test_an_item_may_point_to_a_plain_value_but_not_to_an_unknown_one() -> None:
    given = values([{"Name": "{Known}"}, {"Name": "{Unknown}"}, {"Name": "a {Known}"}], Known="yes")
    assert grid(filled(table(row("{TableItemName}")), given)) == [["yes"], ["{Unknown}"], ["a {Known}"]]


def test_values_that_point_in_a_circle_come_out_empty() -> None:
    given = values([{"Name": "{TableItemName}"}])
    assert grid(filled(table(row("{TableItemName}")), given)) == [[""]]


def test_a_plain_value_is_never_taken_for_a_placeholder() -> None:
    assert text(filled(paragraph("{A}"), {"A": "{B}", "B": "secret"})) == "{B}"


def test_lists_that_lie_in_items() -> None:
    body = block("Events", paragraph("{ETitle}"), table(row("{No}", "{SName}")))
    given: dict[str, Value] = {
        "Events": [
            {"Title": "E1", "Speakers": [{"Name": "a"}, {"Name": "b"}]},
            {"Title": "E2", "Speakers": []},
            {"Title": "E3", "Speakers": [{"Name": "c"}]},
        ],
        "ETitle": "Events.Event.Title",
        "SName": "Events.Event.Speakers.Speaker.Name",
        "No": "Events.Event.Speakers.INDEX",
    }
    made = text(filled(body, given, {"Events": EVENT}))
    assert made.split("\n") == ["E1", "1", "a", "2", "b", "E2", "E3", "1", "c"]


def test_a_row_repeats_over_both_an_outer_and_an_inner_list() -> None:
    given: dict[str, Value] = {
        "Events": [{"T": "1", "S": [{"N": "a"}, {"N": "b"}]}, {"T": "2", "S": [{"N": "c"}]}],
        "ET": "Events.Event.T",
        "SN": "Events.Event.S.Speaker.N",
    }
    assert grid(filled(table(row("{ET}", "{SN}")), given, {"Events": EVENT})) == [
        ["1", "a"],
        ["1", "b"],
        ["2", "c"],
    ]


# ids


def test_ids_stay_unique_in_what_repeats() -> None:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="7" name="x"/><a:graphic/></wp:inline></w:drawing></w:r>'
        '<w:bookmarkStart w:id="3" w:name="here"/><w:bookmarkEnd w:id="3"/>'
        '<w:ins w:id="4" w:author="a"><w:r><w:t>i</w:t></w:r></w:ins>'
        '<w:sdt><w:sdtPr><w:id w:val="99"/></w:sdtPr><w:sdtContent><w:r/></w:sdtContent></w:sdt>'
    )
    body = paragraph("{TableItemName}", drawing).replace("<w:p>", '<w:p w14:paraId="00000001" w:rsidR="00AA">')
    outside = '<w:p w14:paraId="00000002"/>'
    xml = unzipped(filled(block("Table", body) + outside, values()))["word/document.xml"].decode()
    for pattern in (
        r'docPr id="(\d+)"',
        r'bookmarkStart w:id="(\d+)"',
        r'ins w:id="(\d+)"',
        r'<w:id w:val="(\d+)"',
        r'paraId="(\w+)"',
    ):
        found = re.findall(pattern, xml)
        assert len(found) == len(set(found)) >= 1, pattern
    assert len(re.findall("docPr", xml)) == 3
    assert xml.count("bookmarkStart") == xml.count("bookmarkEnd") == 1


def test_notes_in_repeated_rows_are_copied_with_the_row() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("about {TableItemName}")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("other")}</w:footnote>'
    )
    body = table(row(cell(paragraph("{TableItemName}", reference))))
    body += paragraph('<w:r><w:footnoteReference w:id="3"/></w:r>')
    made = filled(body, values(), footnotes=notes)
    references = [e.get(f"{{{W}}}id") for e in tree(made).iter(f"{{{W}}}footnoteReference")]
    notes_made = {e.get(f"{{{W}}}id"): "".join(e.itertext()) for e in tree(made, "word/footnotes.xml")}
    assert len(set(references)) == len(references) == 4
    assert [notes_made[str(reference)] for reference in references] == [
        "about Pen",
        "about Ink & co",
        "about Mug",
        "other",
    ]
    assert len(notes_made) == 5


def test_notes_without_placeholders_are_copied_too() -> None:
    body = table(row(cell(paragraph("{TableItemName}", '<w:r><w:footnoteReference w:id="2"/></w:r>'))))
    notes = f'<w:footnote w:id="2">{paragraph("fixed")}</w:footnote>'
    made = filled(body, values(), footnotes=notes)
    assert text(made, "word/footnotes.xml") == "fixed\nfixed\nfixed"
    same = filled(paragraph("{Sum}"), values(), footnotes=notes)
    assert unzipped(same)["word/footnotes.xml"] == unzipped(package("", {"footnotes": notes}))["word/footnotes.xml"]


def test_a_note_that_refers_to_itself_ends() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = table(row(cell(paragraph("{TableItemName}", reference))))
    made = filled(body, values(), footnotes=f'<w:footnote w:id="2">{paragraph("n", reference)}</w:footnote>')
    assert text(made, "word/footnotes.xml") == "n\nn\nn"


def test_tables_that_begin_and_end_a_block_do_not_run_together() -> None:
    tables = table(row("{TableItemName}")), paragraph("{TableIndex}"), table(row("{TableItemPrice}"))
    root = tree(filled(table(row("x")) + block("Table", *tables) + table(row("y")), values()))
    kinds = [str(e.tag).rpartition("}")[2] for e in root[0]]
    assert not any(a == b == "tbl" for a, b in pairwise(kinds))


def test_page_breaks_and_lists_repeat_with_their_block() -> None:
    numbered = "<w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    body = f"<w:p>{numbered}{run('{TableItemName}')}</w:p>" + paragraph(
        '<w:r><w:br w:type="page"/></w:r>', "{TableIndex}"
    )
    xml = unzipped(filled(block("Table", body), values()))["word/document.xml"]
    assert (xml.count(b"numId"), xml.count(b'w:type="page"')) == (3, 3)


# bounds


def test_output_is_bounded() -> None:
    program = compile_template(package(table(row("{TableItemName}"))), Limits(max_output_bytes=100_000))
    with pytest.raises(DocxRefused) as caught:
        program.fill(values([{"Name": "x" * 100}] * 5_000), FIELDS)
    assert caught.value.code == "too_large"


def test_lists_within_lists_do_not_multiply_beyond_bounds() -> None:
    inner: list[Value] = [{"N": "n"}] * 3_000
    given: dict[str, Value] = {"Events": [{"S": inner}] * 3_000, "SN": "Events.Event.S.Speaker.N"}
    program = compile_template(package(table(row("{SN}"))), Limits(max_output_bytes=5_000_000))
    with pytest.raises(DocxRefused) as caught:
        program.fill(given, {"Events": EVENT})
    assert caught.value.code == "too_large"


def test_values_nested_without_end_are_refused() -> None:
    deep: Value = "x"
    for _ in range(5_000):
        deep = [deep]
    with pytest.raises(DocxRefused) as caught:
        filled(paragraph("{V}"), {"V": deep})
    assert caught.value.code == "too_large"


def test_many_lists_crossing_one_another_end_in_time() -> None:
    names = [f"L{n}" for n in range(40)]
    body = "".join(paragraph(f"{{{name}s.BLOCK_START}}{{{name}}}") for name in names)
    body += "".join(paragraph(f"{{{name}}}{{{name}s.BLOCK_END}}") for name in names)
    given: dict[str, Value] = {name: f"{name}s.Item" for name in names} | {f"{name}s": ["a"] for name in names}
    made = filled(body, given, {f"{name}s": TABLE for name in names})
    assert text(made).count("a") == 80


def test_a_program_is_shared_between_threads() -> None:
    program = compile_template(package(table(row("{TableItemName}")) + EVENT_BODY))
    expected = [program.fill(values(ITEMS[: n % 4]), FIELDS) for n in range(8)]
    expected.append(program.fill(event_values(), EVENT_FIELDS))

    def work(number: int) -> bytes:
        if number % 9 == 8:
            return program.fill(event_values(), EVENT_FIELDS)
        return program.fill(values(ITEMS[: number % 9 % 4]), FIELDS)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(work, range(90))) == expected * 10


def test_one_element_of_a_plain_list_by_its_number() -> None:
    assert text(filled(paragraph("{V~index=1}|{V~index=9}|{V}"), {"V": ["a", "b"]})) == "b||a, b"
    assert text(filled(paragraph("{V~index=0}"), {"V": "word"})) == "word"
