"""Writes COVERAGE.md: which methods of the vendors' interfaces are served here, and which rows are not provoked.

``python tools/coverage_md.py`` writes it, ``--check`` only says whether it is fresh.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "COVERAGE.md"
CONTRACTS = ROOT / "tests" / "contracts"
sys.path.insert(0, str(ROOT / "src"))

from inkpost.faces.bitrix import batch, registry  # noqa: E402 - the path is set above
from inkpost.faces.bitrix.family import Method  # noqa: E402
from inkpost.faces.bitrix.methods.basic.methods import BATCH  # noqa: E402
from inkpost.faces.diadoc.known import listed  # noqa: E402
from inkpost.faces.diadoc.opened import ADDRESSES  # noqa: E402
from inkpost.faces.diadoc.routes import table  # noqa: E402

INTRODUCTION = """# What is covered

Written by `tools/coverage_md.py`; a test fails while it is not fresh. *served*: the method does here what its
documentation says, up to the note beside it. *refused*: it will not be served, for the reason beside it. *missing*: it
is known and not served yet. On Bitrix24 REST, what is missing or refused answers `ERROR_METHOD_NOT_FOUND`, and
`method.get` says so; on Kontur.Diadoc it answers 501.
"""
SYSTEM = frozenset({"app", "event", "user"})
DIADOC = """## Kontur.Diadoc

{total} endpoints: {served} served, {missing} missing.

| endpoint | state | where |
| --- | --- | --- |
{lines}
"""


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` compare it; the exit status."""
    text = coverage()
    if arguments == ["--check"]:
        fresh = TARGET.exists() and TARGET.read_text() == text
        if not fresh:
            print("COVERAGE.md is not fresh: run python tools/coverage_md.py", file=sys.stderr)
        return 0 if fresh else 1
    TARGET.write_text(text)
    return 0


def coverage() -> str:
    """The whole text."""
    known = _data("known_methods.json")
    return "\n".join([INTRODUCTION, _bitrix(known["bitrix"]), _not_provoked(), _diadoc()])


def _bitrix(documented: Iterable[str]) -> str:
    served, notes = _served(), _data("coverage_notes.json")
    names = {name.lower(): name for name in served} | {name.lower(): name for name in documented}
    states = {name: _state(key, served, notes["refused"]) for key, name in names.items()}
    counts = {state: list(states.values()).count(state) for state in ("served", "refused", "missing")}
    lines = ["## Bitrix24 REST", "", f"{len(names)} methods: " + ", ".join(f"{n} {s}" for s, n in counts.items()) + "."]
    for group, members in _groups(names).items():
        lines += ["", f"### {group}", "", "| method | state | where | note |", "| --- | --- | --- | --- |"]
        lines += [_line(names[key], states[names[key]], served.get(key, ""), notes) for key in members]
    return "\n".join(lines) + "\n"


def _served() -> dict[str, str]:
    """The file of every served method."""
    return {name: _file(method) for name, method in registry.methods().items()} | {BATCH: _path(batch.__name__)}


def _file(method: Method) -> str:
    return _path(method.handler.__module__)


def _path(module: str) -> str:
    return f"src/{module.replace('.', '/')}.py"


def _state(name: str, served: Mapping[str, str], refused: Mapping[str, str]) -> str:
    if name in served:
        return "served"
    return "refused" if name in {each.lower() for each in refused} else "missing"


def _groups(names: Iterable[str]) -> dict[str, list[str]]:
    """The methods under headings of a useful size: a scope's part of the interface, the system methods together."""
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        parts = name.split(".")
        system = len(parts) < 3 or parts[0] in SYSTEM
        found.setdefault("system and users" if system else ".".join(parts[:-2]), []).append(name)
    return dict(sorted(found.items()))


def _line(name: str, state: str, file: str, notes: Mapping[str, Mapping[str, str]]) -> str:
    note = notes["refused"].get(name) or notes["notes"].get(name) or ""
    where = f"[{Path(file).relative_to('src/inkpost/faces/bitrix')}]({file})" if file else ""
    return f"| `{name}` | {state} | {where} | {note} |"


def _not_provoked() -> str:
    lines = ["## Error rows not provoked", ""]
    rows = not_provoked()
    if not rows:
        return "\n".join([*lines, "None: every documented refusal is provoked by its real cause in a test.", ""])
    lines += ["Every other documented refusal is provoked by its real cause in a test.", ""]
    lines += ["| method | cause | why not |", "| --- | --- | --- |"]
    lines += [f"| `{method}` | `{cause}` | {why} |" for (method, cause), why in sorted(rows.items())]
    return "\n".join(lines) + "\n"


def not_provoked() -> dict[tuple[str, str], str]:
    """The exceptions that the test of the error contract makes, read without running it."""
    single: dict[tuple[str, str], str] = _literal("NOT_PROVOKED")
    causes: dict[str, str] = _literal("NEVER_HERE")
    rows = [row for path in (CONTRACTS / "errors").glob("*.json") for row in json.loads(path.read_text())]
    return single | {(row["method"], row["cause"]): causes[row["cause"]] for row in rows if row["cause"] in causes}


def _literal(name: str) -> Any:
    for node in ast.parse((CONTRACTS / "test_errors.py").read_text()).body:
        if isinstance(node, ast.Assign) and any(getattr(target, "id", "") == name for target in node.targets):
            return ast.literal_eval(node.value)
    raise SystemExit(f"tests/contracts/test_errors.py has no {name}")


def _diadoc() -> str:
    served = diadoc_served()
    lines = [_diadoc_line(name, served.get(name.lower(), "")) for name in listed()]
    total, missing = len(lines), sum(name.lower() not in served for name in listed())
    return DIADOC.format(total=total, served=total - missing, missing=missing, lines="\n".join(lines))


def diadoc_served() -> dict[str, str]:
    """The file of every endpoint that is served, by verb and path in lower case."""
    handlers = [(f"{verb} {path}", each) for path, verbs in ADDRESSES.items() for verb, each in verbs.items()]
    handlers += [(f"{verb} {path}", each.serve) for path, verbs in table().items() for verb, each in verbs.items()]
    return {name.lower(): _path(handler.__module__) for name, handler in handlers}


def _diadoc_line(name: str, file: str) -> str:
    where = f"[{Path(file).relative_to('src/inkpost/faces/diadoc')}]({file})" if file else ""
    return f"| `{name}` | {'served' if file else 'missing'} | {where} |"


def _data(name: str) -> Any:
    return json.loads((ROOT / "tools" / name).read_text())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
