"""Fuzzes the DOCX engine with atheris: ``tools/fuzz.py TARGET [--seconds S] [--keep]``.

What it gathers lies under ``build/fuzz/TARGET``; a finding is written there as ``crash-…`` and ends the run with an
error. ``--keep`` then puts the smallest inputs that together reach what was reached into the tests' own corpus.
"""

from __future__ import annotations

import argparse
import base64
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "engines" / "docx" / "corpus"
LARGEST, MOST = 4_096, 100_000  # bytes: of one kept input, of all that are kept for a target
_LENGTHS = {"package": 8_192, "parts": 8_192, "template": 512}


def fuzz(target: str, arguments: list[str]) -> None:
    """Runs the fuzzer in this process; it leaves the interpreter when it ends."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    import atheris

    with atheris.instrument_imports(include=["inkpost.engines.docx", "inkpost.model"], enable_loader_override=False):
        from engines.docx import fuzzing
    atheris.Setup([_again(target), *arguments], fuzzing.TARGETS[target])
    atheris.Fuzz()


def _again(target: str) -> str:
    """The command by which the fuzzer, minimising a corpus, starts itself."""
    script = Path("again").resolve()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{Path(__file__).resolve()}" {target} --inside "$@"\n')
    script.chmod(0o755)
    return str(script)


def prepared(target: str) -> Path:
    """The folder of a target, with its seeds, the kept corpus and a dictionary in it."""
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    from engines.docx import fuzzing

    folder = ROOT / "build" / "fuzz" / target
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(fuzzing.seeds()[target]):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed)
    for number, kept in enumerate(fuzzing.kept(target)):
        (folder / "corpus" / f"kept-{number}").write_bytes(kept)
    words = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in fuzzing.DICTIONARY)
    (folder / "words").write_text("".join(f'"{word}"\n' for word in words))
    return folder


def run(target: str, folder: Path, *arguments: str) -> int:
    command = [sys.executable, __file__, target, "--inside", *arguments]
    return subprocess.run(command, cwd=folder, check=False).returncode


def keep(target: str, folder: Path) -> None:
    """Copies the smallest inputs that reach everything into the tests, within bounds."""
    merged = folder / "merged"
    shutil.rmtree(merged, ignore_errors=True)
    merged.mkdir()
    if run(target, folder, "-merge=1", str(merged), "corpus"):
        raise SystemExit("The corpus could not be minimised.")
    inputs = [path.read_bytes() for path in merged.iterdir()]
    found = [path.read_bytes() for path in folder.glob("*-*") if path.name.startswith(("crash-", "timeout-", "oom-"))]
    kept, room = list(dict.fromkeys(found)), MOST
    for content in sorted({*inputs} - {*found}, key=lambda content: (len(content), content)):
        room -= len(content)
        if len(content) <= LARGEST and room > 0:
            kept.append(content)
    CORPUS.mkdir(exist_ok=True)
    lines = (base64.b64encode(content).decode() + "\n" for content in kept)
    (CORPUS / f"{target}.txt").write_text("".join(lines))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(_LENGTHS))
    parser.add_argument("--seconds", type=int, default=600, help="how long to fuzz; 0 only keeps what was found before")
    parser.add_argument("--keep", action="store_true", help="put the smallest of it into the tests' corpus")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given, rest = parser.parse_known_args()
    if given.inside:
        fuzz(given.target, rest)
    folder = prepared(given.target)
    bounds = (f"-max_len={_LENGTHS[given.target]}", "-timeout=20", "-rss_limit_mb=3000", "-dict=words")
    time = f"-max_total_time={given.seconds}"
    status = run(given.target, folder, time, *bounds, "-print_final_stats=1", *rest, "corpus") if given.seconds else 0
    if status == 0 and given.keep:
        keep(given.target, folder)
    raise SystemExit(status)


if __name__ == "__main__":
    main()
