"""Every example of the guide for template authors is rendered, and shows what the guide says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engines.docx.making import package, paragraph, text
from engines.wording.making import region_format
from inkpost.engines.docx import FillOptions, compile_template
from inkpost.engines.wording import modifier_faults, parse_modifier
from inkpost.faces.bitrix.generator.fields import described
from inkpost.model.fields import FieldDescription

GUIDE = (Path(__file__).parents[3] / "docs" / "modifiers.md").read_text(encoding="utf-8")
VALUES, FIELDS = (json.loads(fence) for fence in re.findall(r"```json\n(.*?)```", GUIDE, re.S))


def examples() -> Iterator[tuple[str, str, str]]:
    """Placeholder, region and what is shown, of every cell."""
    regions: list[str] = []
    for line in GUIDE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if cells and cells[0] == "placeholder":
            regions = cells[1:]
        elif cells and cells[0].startswith("`{"):
            assert len(cells) == len(regions) + 1, line
            yield from ((cells[0].strip("`"), region, cell) for region, cell in zip(regions, cells[1:], strict=True))


@pytest.mark.parametrize("region", ["us", "de", "ru"])
def test_the_examples_show_what_the_guide_says(region: str) -> None:
    told = [(placeholder, shown) for placeholder, where, shown in examples() if where == region]
    program = compile_template(package("".join(paragraph(f"{placeholder}§") for placeholder, _ in told)))
    filled = program.fill(VALUES, described(FIELDS), FillOptions(region=region_format(region)))
    lines = text(filled).replace("\u00a0", " ").replace("\u202f", " ").split("§")
    shown = [(placeholder, line.strip()) for (placeholder, _), line in zip(told, lines, strict=False)]
    assert shown == [(placeholder, expected.replace("↵", "/")) for placeholder, expected in told]


def test_the_guide_has_examples_of_every_section() -> None:
    sections = [part.count("`{") for part in re.split(r"^## ", GUIDE, flags=re.M)[1:-2]]
    assert len(sections) == 7
    assert all(sections)


def test_no_example_has_a_fault() -> None:
    fields: dict[str, Any] = {**described(FIELDS), "Note": FieldDescription()}
    for placeholder, _, _ in examples():
        name, _, raw = placeholder.strip("{}").partition("~")
        kind = fields[name].kind if name in fields else FieldDescription().kind
        assert modifier_faults(kind, parse_modifier(raw)) == (), placeholder
