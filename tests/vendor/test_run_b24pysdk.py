"""The comparison of the vendor's own tests with what is expected of them: it misses nothing in either direction."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vendor import run_b24pysdk

LISTED = {
    "of": "b24pysdk 0",
    "failed": {"a.py::test_one": "a reason", "a.py::test_two[webhook]": "a reason"},
    "skipped": {"a.py::test_three": "a reason"},
    "either": {"a.py::test_four": "a reason"},
}
AS_LISTED = {
    "a.py::test_one[webhook]": "failed",
    "a.py::test_one[oauth]": "failed",
    "a.py::test_two[webhook]": "failed",
    "a.py::test_two[oauth]": "passed",
    "a.py::test_three": "skipped",
    "a.py::test_four": "passed",
    "a.py::test_five": "passed",
}


def compared(outcomes: dict[str, str]) -> int:
    return run_b24pysdk.compared({test: {"outcome": found} for test, found in outcomes.items()}, LISTED)


def test_what_is_listed_is_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    assert compared(AS_LISTED) == 0
    assert compared({**AS_LISTED, "a.py::test_four": "failed"}) == 0
    assert "7 of the vendor's tests (b24pysdk 0): 3 passed, 3 diverged, 1 skipped; 0 not" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("test", "outcome"),
    [
        ("a.py::test_five", "failed"),
        ("a.py::test_five", "skipped"),
        ("a.py::test_one[oauth]", "passed"),
        ("a.py::test_two[oauth]", "failed"),
        ("a.py::test_three", "passed"),
        ("a.py", "failed"),
    ],
)
def test_each_other_outcome_is_one(test: str, outcome: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert compared({**AS_LISTED, test: outcome}) == 1
    assert f"DIFFERENCE {test}: {outcome}, expected" in capsys.readouterr().out


def test_a_listed_test_that_did_not_run_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    without = {test: found for test, found in AS_LISTED.items() if test != "a.py::test_three"}
    assert compared(without) == 1
    assert "DIFFERENCE a.py::test_three: expected and not run" in capsys.readouterr().out


def test_every_expected_divergence_has_its_reason() -> None:
    expected = json.loads(run_b24pysdk.EXPECTED.read_text())
    listed = [(test, reason) for kind in run_b24pysdk.KINDS for test, reason in expected[kind].items()]
    assert len(listed) == len({test for test, _ in listed}) > 0
    for test, reason in listed:
        assert test.startswith("tests/integration/")
        assert len(reason) > 15


def test_without_a_working_copy_it_says_how_to_get_one(tmp_path: Path) -> None:
    assert "git clone" in run_b24pysdk.unusable(tmp_path)
