"""What fuzzing found is replayed: every input is refused in the engine's words or becomes a whole package."""

from __future__ import annotations

import base64

import pytest

from engines.docx.fuzzing import CORPUS, TARGETS, kept, seeds


@pytest.mark.parametrize("target", TARGETS)
def test_what_the_fuzzer_begins_with_and_what_it_found_hold(target: str) -> None:
    found = kept(target)
    assert len(found) > 20
    for each in (*seeds()[target], *found):
        try:
            TARGETS[target](each)
        except Exception as error:
            error.add_note(f"the input is {base64.b64encode(each).decode()}")
            raise


def test_the_corpus_is_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.iterdir()) < 500_000
