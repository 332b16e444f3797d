"""How the tests are shared out: what needs the same things stays together."""

from __future__ import annotations

import re

import pytest

from parallel import OWN_SERVERS, TOGETHER, UNITS, leaves_servers, rank_of, unit_of
from support import ROOT

NEEDS = re.compile(r"^from servers import .*\b(wide|limited|external|calling)\b|\bcalling_world\b", re.MULTILINE)
BY_OTHERS = {"tests/contracts/test_errors.py": "tests/contracts/provoke/access.py"}
"""Files of tests whose helpers need a server."""


def test_every_file_that_needs_a_server_of_its_own_is_told_of() -> None:
    found = {str(path.relative_to(ROOT)) for path in ROOT.glob("tests/**/test_*.py") if NEEDS.search(path.read_text())}
    found -= {"tests/test_parallel.py"}
    assert all(NEEDS.search((ROOT / helper).read_text()) for helper in BY_OTHERS.values())
    assert found | set(BY_OTHERS) == set(UNITS)


def test_what_stays_together_is_there() -> None:
    assert all((ROOT / path).exists() for path in (*UNITS, *TOGETHER))
    assert unit_of("tests/bitrix/test_edge.py::test_a[b::c]") == unit_of("tests/contracts/test_errors.py::test_d")
    assert unit_of("tests/bitrix/test_edge.py::test_a") != unit_of("tests/bitrix/test_outgoing.py::test_a")
    assert unit_of("tests/store/test_database.py::test_a") == "tests/store/"
    assert unit_of("tests/cli/test_org.py::test_a") == "tests/cli/test_org.py"
    assert rank_of("tests/contracts/test_errors.py::test_a") < rank_of("tests/stories/test_demo.py::test_a")


class Item:
    """As much of a test as tells where it belongs."""

    def __init__(self, nodeid: str, config: object) -> None:
        self.nodeid, self.config = nodeid, config


class Shared:
    """The configuration of one of several processes."""

    workerinput = None


@pytest.mark.parametrize(
    ("after", "config", "leaves"),
    [
        (OWN_SERVERS["calling"][1], Shared(), False),
        (OWN_SERVERS["guarded"][0], Shared(), True),
        ("tests/cli/test_org.py", Shared(), True),
        (None, Shared(), True),
        (None, object(), False),
    ],
)
def test_servers_are_left_when_the_next_test_needs_others(after: str | None, config: object, leaves: bool) -> None:
    following = Item(f"{after}::test", config) if after else None
    last = Item(f"{OWN_SERVERS['calling'][0]}::test", config)
    assert leaves_servers(last, following) is leaves  # type: ignore[arg-type]
    other = Item("tests/cli/test_org.py::test", config)
    assert not leaves_servers(other, following)  # type: ignore[arg-type]
