"""Whatever is composed of sound pieces has no fault; one fault put anywhere is reported at its place, alone."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines.docx.doctor.looking import FIELDS, brief, examined
from engines.docx.doctor.test_comments import ranges
from engines.docx.making import cell, package, paragraph, row, run, table
from inkpost.engines.docx import compile_template

steady = settings(deadline=None, derandomize=True, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
SOUND = (
    "plain text, 100 % [of] (it) ~ |",
    "{Client}",
    "Dear {Client}, by {Date~d.m.Y} to {ClientEmail}",
    "{Manager~Format=#LAST_NAME# #NAME_SHORT#,Case=1}{Date~Format=j F Y}",
    "{Company.Title}, {Company.Address.City} and {DocumentNumber}",
    "{Products.Item.Name~all=Y,mseparator=2} or {Products.Item.Name~index=0}",
    "{Logo}",
    "",
)
ROWS = (
    ("{Products.INDEX}", "{Products.Item.Name}"),
    ("{Products.Item.Price}", "{Client} {Products.Item.Name}"),
    ("{Taxes.Tax.Name}", "{Taxes.Tax.Rate} %"),
    ("Total", "{Client}"),
)
FAULTS = (
    ("unclosed_brace", "Dear {Client ", "{"),
    ("stray_closing_brace", "Dear Client} ", "}"),
    ("empty_placeholder", "a {} b", "{}"),
    ("malformed_placeholder", "a {Client Name} b", "{Client Name}"),
    ("doubled_braces", "a {{Client}} b", "{{Client}}"),
    ("wrong_braces", "a ｛Client｝ b", "｛Client｝"),
    ("unknown_field", "a {Cleint} b", "{Cleint}"),
    ("unknown_field", "{Client} {Products.Itm.Name}", "{Products.Itm.Name}"),
    ("unknown_modifier", "a {Client~Colour=red} b", "{Client~Colour=red}"),
    ("modifier_not_for_type", "{Date} {Client~d.m.Y}", "{Client~d.m.Y}"),
    ("modifier_value", "{Products.Item.Name~index=one,all=Y}", "{Products.Item.Name~index=one,all=Y}"),
)
paragraphs = st.sampled_from(SOUND)
rows = st.lists(st.sampled_from(ROWS), min_size=1, max_size=1)
blocks = st.lists(st.one_of(paragraphs, rows), max_size=8)
seeds = st.integers(0, 2**32)


@dataclass
class Writing:
    """Writes blocks with every text parted at random over runs, and remembers nothing."""

    chance: random.Random

    def paragraph(self, text: str) -> str:
        count = self.chance.randrange(4)
        cuts = sorted({0, len(text), *(self.chance.randrange(len(text) + 1) for _ in range(count))})
        noise = self.chance.choice(("", '<w:proofErr w:type="spellStart"/>', "<w:bookmarkEnd w:id='9'/>"))
        pieces = noise.join(run(text[a:b]) for a, b in pairwise(cuts))
        wrapped = f"<w:smartTag>{pieces}</w:smartTag>" if self.chance.random() < 0.2 else pieces
        return f"<w:p>{wrapped}</w:p>"

    def block(self, block: str | list[tuple[str, str]]) -> str:
        if isinstance(block, str):
            return self.paragraph(block)
        return table(row("Head", ""), *(row(*(cell(self.paragraph(text)) for text in texts)) for texts in block))

    def story(self, story: list[str | list[tuple[str, str]]]) -> str:
        return "".join(map(self.block, story))


@steady
@given(
    body=blocks, head=blocks, note=st.lists(paragraphs, max_size=2), box=st.lists(paragraphs, max_size=2), seed=seeds
)
def test_what_is_made_of_sound_pieces_has_no_fault(
    body: list[str | list[tuple[str, str]]],
    head: list[str | list[tuple[str, str]]],
    note: list[str],
    box: list[str],
    seed: int,
) -> None:
    writing = Writing(random.Random(seed))
    boxed = f"<w:r><w:pict><w:txbxContent>{writing.story([*box])}</w:txbxContent></w:pict></w:r>"
    notes = f'<w:footnote w:id="2">{writing.story([*note])}</w:footnote>'
    data = package(writing.story(body) + paragraph(boxed), {"header1": writing.story(head), "footnotes": notes})
    report = examined(data, FIELDS, commented=True)
    assert brief(report) == []
    assert set(report.names) == {placeholder.name for placeholder in compile_template(data).placeholders}
    assert report.sound


@steady
@given(before=blocks, after=blocks, flaw=st.sampled_from(FAULTS), in_cell=st.booleans(), seed=seeds)
def test_one_fault_anywhere_is_reported_at_its_place(
    before: list[str | list[tuple[str, str]]],
    after: list[str | list[tuple[str, str]]],
    flaw: tuple[str, str, str],
    in_cell: bool,
    seed: int,
) -> None:
    code, written, wrong = flaw
    chance = random.Random(seed)
    writing = Writing(chance)
    number = 1 + sum(isinstance(block, list) is in_cell for block in before)
    line, column = chance.randrange(3), chance.randrange(2)
    if in_cell:
        cells = [[cell(writing.paragraph("{Client}")) for _ in range(2)] for _ in range(3)]
        cells[line][column] = cell(paragraph("above"), writing.paragraph(written))
        inserted = table(*(row(*each) for each in cells))
        place = f"body, table {number}, row {line + 1}, cell {column + 1}, paragraph 2"
    else:
        inserted, place = writing.paragraph(written), f"body, paragraph {number}"
    data = package(writing.story(before) + inserted + writing.story(after))
    report = examined(data, FIELDS, commented=True)
    assert [(found, where) for found, where, _ in brief(report)] == [(code, place)]
    assert report.faults[0].excerpt == " ".join(written.split())
    assert report.commented is not None
    (surrounded,) = ranges(report.commented).values()
    assert surrounded in (wrong, written), "a smart tag is surrounded as a whole"
