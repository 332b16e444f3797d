"""How processes begin: what they load, and what they do not look through for garbage."""

from __future__ import annotations

import gc

import pytest

from inkpost.processes import loading
from loading import loaded


@pytest.mark.parametrize("module", ["inkpost.serving", "inkpost.cli"])
def test_who_answers_no_request_does_not_load_the_faces(module: str) -> None:
    modules = loaded(module)
    assert module in modules
    assert {"inkpost.app", "inkpost.faces.bitrix", "inkpost.worker", "alembic", "pyhanko"}.isdisjoint(modules)


def test_what_is_loaded_is_never_looked_through_for_garbage() -> None:
    before = gc.get_freeze_count()
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > before


def test_who_collects_no_garbage_at_all_does_not_begin_to() -> None:
    gc.disable()
    try:
        with loading():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_module_that_cannot_be_loaded_leaves_the_collector_on() -> None:
    with pytest.raises(ModuleNotFoundError), loading():
        __import__("inkpost.nowhere")
    assert gc.isenabled()
