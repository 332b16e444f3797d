"""What must hold of every reason, every right, every operation and every import."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from inkpost import operations
from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix import errors, registry
from inkpost.faces.bitrix.family import Row, row_for
from inkpost.model.people import LEVELS, Right
from support import ROOT

# What operations share and the operator's own acts: they take services, not a caller's work, or run below an operation.
SHARED = {
    *("kit", "making", "template_reach"),
    *("sealing", "sealing_places", "signing_kit", "signing_parts", "signing_providers", "signing_start"),
    *("signing_signers", "signing_values"),
    *("crm_naming", "crm_owners", "crm_rights", "crm_showing", "crm_supply", "crm_totals", "crm_values"),
    *("announcing", "hcmlink_common", "trust_keys", "trust_revocation"),
    *("exchange_additions", "exchange_checks", "exchange_files", "exchange_kit", "exchange_parties", "exchange_people"),
    *("exchange_narrowing", "exchange_recording", "exchange_signatures", "exchange_titles"),
}
MODULES = [name for _, name, _ in pkgutil.iter_modules(operations.__path__) if name not in SHARED]


def _acts() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of the operations whose first parameter is a caller's work."""
    for module in MODULES:
        found = importlib.import_module(f"inkpost.operations.{module}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters)
            if function.__module__ == found.__name__ and not name.startswith("_") and parameters[:1] == ["work"]:
                yield f"{module}.{name}", function


ACTS = dict(_acts())


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_row_of_the_face(reason: Reason) -> None:
    row = errors.TABLE.get(reason)
    assert row is not None
    assert 400 <= row.status < 600
    assert row.code
    assert row.text


@pytest.mark.parametrize("method", registry.methods().values(), ids=lambda method: method.name)
def test_every_method_says_every_reason(method: Any) -> None:
    for reason in Reason:
        row = row_for(InkpostError(reason, "Something", subject="thing"), method.rows, errors.TABLE)
        assert isinstance(row, Row)
        assert "{message}" not in row.text
        assert "{subject}" not in row.text


def test_every_override_is_for_a_reason_there_is() -> None:
    for method in registry.methods().values():
        for key in method.rows:
            assert (key[0] if isinstance(key, tuple) else key) in set(Reason)


@pytest.mark.parametrize("name", ACTS)
def test_every_operation_declares_its_right(name: str) -> None:
    assert isinstance(getattr(ACTS[name], "right", None), Right)


def test_every_right_is_used_and_has_levels() -> None:
    demanded = {act.right for act in ACTS.values() if hasattr(act, "right")}
    written = "".join(inspect.getsource(importlib.import_module(f"inkpost.operations.{name}")) for name in MODULES)
    for right in Right:
        assert right in demanded or f"Right.{right.name}" in written, right
        assert right is Right.SIGNED_IN or right in LEVELS


def test_imports_keep_to_the_rows_of_the_house() -> None:
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "default"}
    done = subprocess.run([*lint, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("layer", ["operations", "store", "engines", "model", "errors.py", "config.py"])
def test_nothing_below_the_faces_names_a_vendor(layer: str) -> None:
    place = ROOT / "src" / "inkpost" / layer
    for path in [place] if place.is_file() else place.rglob("*.py"):
        named = re.findall(r"(?i)bitrix|diadoc|kontur", path.read_text())
        assert not named, f"{path.relative_to(ROOT)} names {named[0]}"


@pytest.mark.parametrize("module", sorted(SHARED))
def test_faces_do_not_reach_past_the_operations(module: str) -> None:
    """What operations share demands no right of its own: faces may name its types, and call none of its functions."""
    shared = importlib.import_module(f"inkpost.operations.{module}")
    functions = {
        name
        for name, function in inspect.getmembers(shared, inspect.isfunction)
        if list(inspect.signature(function).parameters)[:1] == ["work"]
    }
    for path in (ROOT / "src" / "inkpost" / "faces").rglob("*.py"):
        text = path.read_text()
        imported = re.findall(rf"from inkpost\.operations\.{module} import \(?([\w\s,]+)", text)
        named = {name.strip() for each in imported for name in each.split(",")}
        called = set(re.findall(rf"\b{module}\.(\w+)\(", text))
        assert not functions & (named | called), path
