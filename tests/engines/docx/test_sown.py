"""Placeholders at random legal places of the world's documents are filled, and nothing else changes.

``INKPOST_SOWN_EXAMPLES`` says how many plantings each document gets.
"""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines.docx.making import corpus, corpus_params, unzipped
from engines.docx.sowing import KINDS, Place, Seed, canonical, parsed, parts_of, places, sow
from inkpost.engines.docx import compile_template

EXAMPLES = int(os.environ.get("INKPOST_SOWN_EXAMPLES", "10"))
steady = settings(
    deadline=None,
    derandomize=True,
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
latin = st.text(st.characters(max_codepoint=0x52F, exclude_categories=("Cc", "Cs")), max_size=12)
seeds = st.builds(
    Seed,
    name=st.just(""),
    value=latin,
    cuts=st.lists(st.integers(0, 60), max_size=5).map(tuple),
    looks=st.lists(st.integers(0, 4), min_size=1, max_size=4).map(tuple),
    noise=st.lists(st.integers(0, 3), min_size=1, max_size=4).map(tuple),
    before=latin.map(lambda text: text.replace("{", "").replace("}", "")),
    after=latin.map(lambda text: text.replace("{", "").replace("}", "")),
)
plantings = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2**20), seeds), min_size=1, max_size=6)


@cache
def ground(path: Path) -> tuple[dict[str, bytes], dict[str, list[Place]]]:
    content = parts_of(path)
    found = places(content)
    return content, {kind: [place for place in found if place.kind == kind] for kind in KINDS}


@pytest.mark.parametrize("path", corpus_params("word"))
def test_what_is_sown_is_filled_and_the_rest_stays(path: Path) -> None:
    content, by_kind = ground(path)

    @steady
    @given(planting=plantings)
    def check(planting: list[tuple[str, int, Seed]]) -> None:
        plan: dict[Place, Seed] = {}
        for number, (kind, pick, seed) in enumerate(planting):
            spots = by_kind[kind] or by_kind["body"]
            boxed = kind == "box" and not by_kind[kind]
            plan[spots[pick % len(spots)]] = replace(seed, name=f"Sown.{number}", boxed=boxed)
        template, expected = sow(content, list(plan.items()))
        program = compile_template(template)
        assert {placeholder.name for placeholder in program.placeholders} == {seed.name for seed in plan.values()}
        made = unzipped(program.fill({seed.name: seed.value for seed in plan.values()}))
        assert list(made) == list(content)
        for name in content:
            if name in expected:
                assert canonical(parsed(made[name])) == expected[name], name
            else:
                assert made[name] == content[name], name

    check()


def test_the_documents_have_places_of_every_kind() -> None:
    files = corpus("word")
    if not files:
        pytest.skip("the shared documents are absent")
    kinds = {kind for path in files for kind, found in ground(path)[1].items() if found}
    assert kinds >= set(KINDS) - {"box"}  # text boxes are sown with what is in them
