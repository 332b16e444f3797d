"""Writes the classes of the Diadoc face out of its ``.proto`` files, and the module that names every one of them.

``python tools/protos.py`` writes them, ``--check`` only says whether they are fresh.
"""

from __future__ import annotations

import ast
import sys
import tempfile
from collections import Counter
from pathlib import Path

from grpc_tools import protoc

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src"
FOLDER = SOURCE / "inkpost" / "faces" / "diadoc" / "proto"
PACKAGE = "inkpost.faces.diadoc.proto"
PREFIXES = {"departments": "Admin", "docflow_common": "Docflow", "generation": "Generation"}
"""What goes before a name of these files that another file has too."""
WIDTH = 120
HEAD = '''"""Every message and enumeration of the wire, by its name. Written by ``tools/protos.py``."""

# A name that two files have belongs to the one that clients meet first; the other one's says where it is from.
'''


def main(arguments: list[str]) -> int:
    """Write the files, or with ``--check`` compare them; the exit status."""
    made = generated()
    if arguments == ["--check"]:
        there = {path.name: path.read_text() for path in FOLDER.iterdir() if path.suffix in {".py", ".pyi"}}
        stale = sorted(name for name in made.keys() | there.keys() if made.get(name) != there.get(name))
        if stale:
            print(f"not fresh: {', '.join(stale)}; run python tools/protos.py", file=sys.stderr)
        return 1 if stale else 0
    for path in FOLDER.glob("*_pb2.py*"):
        path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text)
    return 0


def generated() -> dict[str, str]:
    """The text of every generated file, by its name."""
    with tempfile.TemporaryDirectory() as target:
        sources = [str(path) for path in sorted(FOLDER.glob("*.proto"))]
        failed = protoc.main(["protoc", f"-I{SOURCE}", f"--python_out={target}", f"--pyi_out={target}", *sources])
        if failed:
            raise SystemExit("protoc refused the .proto files")
        folder = Path(target) / FOLDER.relative_to(SOURCE)
        made = {path.name: _valid(path.read_text()) for path in sorted(folder.iterdir())}
    return made | {"__init__.py": _names(made)}


def _valid(text: str) -> str:
    """Without the values that Python has no attribute for: ``None`` is a keyword."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.lstrip().startswith("None: "))


def _names(made: dict[str, str]) -> str:
    """The module that says each class under one name."""
    found = {name.removesuffix("_pb2.pyi"): _classes(text) for name, text in made.items() if name.endswith(".pyi")}
    shared = {name for name, times in Counter(n for each in found.values() for n in each).items() if times > 1}
    lines, exported = [HEAD.rstrip("\n"), ""], []
    aliases = []
    lines.append(f"from {PACKAGE} import (")
    lines += [f"    {module}_pb2," for module in sorted(found)] + [")", ""]
    for module, classes in sorted(found.items()):
        for name, path in classes.items():
            known = PREFIXES[module] + name if name in shared and module in PREFIXES else name
            exported.append(known)
            aliases.append(_line(known, f"{module}_pb2.{path}"))
    twice = [name for name, times in Counter(exported).items() if times > 1]
    if twice:
        raise SystemExit(f"two classes would be called {', '.join(twice)}: add a prefix to tools/protos.py")
    lines += [*sorted(aliases), ""]
    return "\n".join(lines)


def _line(name: str, value: str) -> str:
    line = f"{name} = {value}"
    return line if len(line) <= WIDTH else f"{name} = (\n    {value}\n)"


def _classes(text: str) -> dict[str, str]:
    """The name of each message and enumeration, and where it stands. An enumeration that stands in a message of its
    own, because its values would meet those of another, is named without it."""
    found = {}
    for node in ast.parse(text).body:
        if not isinstance(node, ast.ClassDef):
            continue
        inner = [each.name for each in node.body if isinstance(each, ast.ClassDef)]
        if inner == [node.name.removesuffix("Values")] and node.name.endswith("Values"):
            found[inner[0]] = f"{node.name}.{inner[0]}"
        else:
            found[node.name] = node.name
            found.update({name: f"{node.name}.{name}" for name in inner})
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
