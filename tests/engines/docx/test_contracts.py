"""Real contracts: every placeholder is filled, and nothing but the parts with placeholders changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engines.docx.making import corpus_params, left_over, text, unzipped
from inkpost.engines.docx import compile_template


@pytest.mark.parametrize("path", corpus_params("contracts"))
def test_every_placeholder_of_a_contract_is_filled(path: Path) -> None:
    data = path.read_bytes()
    program = compile_template(data)
    values = {placeholder.name: f"Value‹{n}›" for n, placeholder in enumerate(program.placeholders)}
    made = program.fill(values)
    shown = text(made)
    assert len(values) >= 5
    assert [value for value in values.values() if value not in shown] == []
    assert left_over(made) == []


@pytest.mark.parametrize("path", corpus_params("contracts"))
def test_the_rest_of_a_contract_stays(path: Path) -> None:
    data = path.read_bytes()
    program = compile_template(data)
    before, after = unzipped(data), unzipped(program.fill({}))
    touched = {placeholder.part for placeholder in program.placeholders}
    assert {name for name in after if before[name] != after[name]} == touched
    assert set(after) == {name for name in before if not name.endswith("/")}
    others = r"\{(?:IF [^{}]*|END-IF)\}"
    assert re.findall(r"\{[^{}]*\}", text(program.fill({}))) == re.findall(others, text(data))


@pytest.mark.parametrize("path", corpus_params("contracts"))
def test_text_beside_placeholders_is_the_same(path: Path) -> None:
    data = path.read_bytes()
    program = compile_template(data)
    names = {placeholder.name: f"{{{placeholder.name}}}" for placeholder in program.placeholders}
    assert text(program.fill(names)) == text(data)
