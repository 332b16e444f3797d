"""What the page for template authors claims names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "templates.md"
_SHOWN_BY = re.compile(r"`(\w+/test_\w+\.py)::(test_\w+)`")


def test_every_claim_names_a_test_that_is_there() -> None:
    named = _SHOWN_BY.findall(PAGE.read_text())
    missing = [name for path, name in named if f"def {name}(" not in (HERE / path).read_text()]
    assert (len(named) > 40, missing) == (True, [])


def test_every_line_of_the_lists_and_tables_has_its_test() -> None:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith(("- ", "| ")) and "---" not in line]
    assert [line for line in lines if not (_SHOWN_BY.search(line) or line == "| place | what happens |")] == []
