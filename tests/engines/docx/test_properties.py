"""Properties that hold for any text, any splitting over runs, any values and any damage."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from engines.docx.making import grid, package, paragraph, row, run, table, text, unzipped, zipped
from inkpost.engines.docx import DocxRefused, Limits, compile_template
from inkpost.engines.docx.grammar import find_placeholders
from inkpost.engines.wording.modifiers import parse_modifier
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value

LIST = FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)
NOISE = (
    "",
    '<w:proofErr w:type="spellStart"/>',
    '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>',
)
texts = st.text(max_size=60)
steady = settings(deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


def xml_escaped(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_shown(value: str) -> str:
    """What a reader of the filled document sees of a value."""
    kept = "".join(c for c in value if c in "\t\n\r" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF))
    kept = kept.replace("\ufffe", "").replace("\uffff", "")
    return kept.replace("\r\n", "/").replace("\r", "/").replace("\n", "/").replace("\t", ">")


@steady
@given(cuts=st.lists(st.integers(0, 40), max_size=8), noise=st.integers(0, 2), values=st.tuples(texts, texts))
def test_splitting_over_runs_changes_nothing(cuts: list[int], noise: int, values: tuple[str, str]) -> None:
    written = "Dear {Client.Name}, {IF x} and {Total~d.m.Y}!"
    places = sorted({cut for cut in cuts if cut < len(written)} | {0, len(written)})
    pieces = [written[a:b] for a, b in pairwise(places)]
    body = "<w:p>" + NOISE[noise].join(run(piece) for piece in pieces) + "</w:p>"
    made = compile_template(package(body)).fill({"Client.Name": values[0], "Total": values[1]})
    assert text(made) == f"Dear {as_shown(values[0])}, {{IF x}} and {as_shown(values[1])}!"


@steady
@given(value=texts)
def test_any_text_comes_back(value: str) -> None:
    assert text(compile_template(package(paragraph("[{V}]"))).fill({"V": value})) == f"[{as_shown(value)}]"


@steady
@given(items=st.lists(st.fixed_dictionaries({"A": texts, "B": texts}), max_size=6))
def test_any_rows_come_back(items: list[dict[str, Value]]) -> None:
    assume("RowOf" not in str(items))  # what an item says may be a placeholder itself
    program = compile_template(package(table(row("h"), row("{RowOfA}", "{RowOfB}"))))
    made = program.fill({"T": items, "RowOfA": "T.Item.A", "RowOfB": "T.Item.B"}, {"T": LIST})
    assert grid(made)[1:] == [[as_shown(str(i["A"])), as_shown(str(i["B"]))] for i in items]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ABIN"), inner, max_size=3),
    max_leaves=8,
)
records = json_values | st.lists(st.fixed_dictionaries({"A": json_values, "B": json_values}), max_size=3)
chains = st.sampled_from(
    ["L.Item.A", "L.Item.B.I.A", "L.INDEX", "R.A", "L.Item", "M.Item.A", "{a}", "{b}", "{c~all=y}"]
)
fields = st.fixed_dictionaries(
    {
        "L": st.just(LIST),
        "M": st.just(LIST),
        "R": st.just(FieldDescription(source=Source.RECORD)),
        "a": st.builds(FieldDescription, kind=st.sampled_from(FieldKind)),
        "b": st.builds(FieldDescription, kind=st.sampled_from(FieldKind)),
    }
)
WRAPPERS = (
    "<mc:AlternateContent><mc:Choice>*</mc:Choice><mc:Fallback>*</mc:Fallback></mc:AlternateContent>",
    "<w:ins w:id='1'>*</w:ins>",
    "<x:odd xmlns:x='urn:x'>*</x:odd>",
    "<w:txbxContent>*</w:txbxContent>",
    "<w:p><w:r>*</w:r></w:p>",
    "<w:tc>*</w:tc>",
    "<w:tr>*</w:tr>",
    "<w:body>*</w:body>",
    "<w:hdr>*</w:hdr>",
    "<w:footnote w:id='1'>*</w:footnote>",
    "<w:customXml>*</w:customXml>",
    "<w:tbl><w:p>*</w:p></w:tbl>",
    "<w:tbl><w:sdt><w:sdtContent><w:tr>*</w:tr></w:sdtContent></w:sdt></w:tbl>",
    "<w:moveFrom>*</w:moveFrom>",
    "<w:sdt><w:sdtContent>*</w:sdtContent></w:sdt>",
    "<w:p><w:r><w:pict><w:txbxContent>*</w:txbxContent></w:pict></w:r></w:p>",
)


def table_of(cells: list[str]) -> str:
    return table(*(f"<w:tr><w:tc>{inner}<w:p/></w:tc></w:tr>" for inner in cells))


bodies = st.recursive(
    st.sampled_from(["{a}", "{b}", "{c}", "x", "{a} {b}", "{a~index=1}", "{c~all=y}", "{d}"]).map(paragraph),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(table_of),
        st.tuples(st.sampled_from(WRAPPERS), inner).map(lambda two: two[0].replace("*", two[1])),
    ),
    max_leaves=6,
)


@steady
@given(
    body=bodies,
    values=st.fixed_dictionaries({}, optional=dict.fromkeys("abcdLMR", json_values | chains)),
    described=fields,
)
def test_any_values_in_any_structure_give_a_whole_package(
    body: str, values: dict[str, Value], described: dict[str, FieldDescription]
) -> None:
    program = compile_template(package(body), Limits(max_output_bytes=5_000_000))
    unzipped(program.fill(values, described))
    for source in program.picture_sources(values, described):
        assert source.lower().startswith("http")


@steady
@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    try:
        compile_template(data)
    except DocxRefused:
        return
    raise AssertionError("nothing this short is a document")


TEMPLATE = package(paragraph("{A} and ", "{B}") + table(row("{C}")), {"header1": paragraph("{A}")})


@steady
@given(seed=st.integers(0, 2**32), flips=st.integers(1, 12))
def test_a_damaged_template_is_refused_or_whole(seed: int, flips: int) -> None:
    chance = random.Random(seed)
    data = bytearray(TEMPLATE)
    for _ in range(flips):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if chance.random() < 0.2:
        del data[chance.randrange(len(data)) :]
    try:
        made = compile_template(bytes(data)).fill({"A": "x", "B": "y", "C": "z"})
    except DocxRefused:
        return
    unzipped(made)


PARTS = unzipped(TEMPLATE)


@steady
@given(seed=st.integers(0, 2**32))
def test_a_template_with_damaged_xml_is_refused_or_whole(seed: int) -> None:
    """The damage is inside the parts, so that checksums do not hide it."""
    chance = random.Random(seed)
    content = dict(PARTS)
    name = chance.choice(sorted(content))
    part = bytearray(content[name])
    for _ in range(chance.randrange(1, 5)):
        begin = chance.randrange(len(part))
        part[begin : begin + chance.randrange(4)] = bytes(chance.choice(b"<>/{}w:\"'= &;x\x00\xff") for _ in range(2))
    content[name] = bytes(part)
    try:
        made = compile_template(zipped(content)).fill({"A": "x", "B": "y", "C": "z"})
    except DocxRefused:
        return
    unzipped(made)


@steady
@given(raw=st.text(max_size=200))
def test_the_grammar_takes_any_text(raw: str) -> None:
    for found in find_placeholders(raw):
        assert raw[found.start] == "{"
        assert raw[found.end - 1] == "}"
    assert parse_modifier(raw[:100]).raw == raw[:100]
