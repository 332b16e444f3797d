"""What a process behind walls loads: each check waits for it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from inkpost.engines.sign import no_client
from loading import loaded

WALLED = sorted(path.stem for path in Path(no_client.__file__).parent.glob("bounded*.py"))


def test_no_client_of_http_and_no_cutter_of_fonts() -> None:
    assert len(WALLED) > 4
    modules = loaded(*(f"inkpost.engines.sign.{name}" for name in WALLED))
    assert "pyhanko.sign.signers" in modules
    assert {"aiohttp.client", "fontTools", "httpx"}.isdisjoint(modules)


def test_what_stands_for_the_client_calls_nobody() -> None:
    client = no_client.NoClient(no_client.NAME)
    with pytest.raises(RuntimeError, match="calls nobody"):
        client.ClientSession(headers={})
    assert client.ClientSession is client.ClientSession
    with pytest.raises(AttributeError):
        assert client.__path__


def test_a_client_that_somebody_loaded_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = ModuleType(no_client.NAME)
    monkeypatch.setitem(sys.modules, no_client.NAME, theirs)
    no_client.stand_in()
    assert sys.modules[no_client.NAME] is theirs
