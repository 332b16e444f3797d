"""What fuzzing found is replayed: every input is refused in the engine's words or becomes a whole package."""

from __future__ import annotations

from pathlib import Path

import pytest

from engines.docx.fuzzing import TARGETS, seeds

CORPUS = Path(__file__).parent / "corpus"


@pytest.mark.parametrize("target", TARGETS)
def test_seeds_of_the_fuzzer_hold(target: str) -> None:
    for seed in seeds()[target]:
        TARGETS[target](seed)


@pytest.mark.parametrize("target", TARGETS)
def test_what_the_fuzzer_found_holds(target: str) -> None:
    found = sorted((CORPUS / target).iterdir())
    assert len(found) > 20
    for path in found:
        try:
            TARGETS[target](path.read_bytes())
        except Exception as error:
            error.add_note(f"the input is {path.name}")
            raise


def test_the_corpus_is_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < 500_000
