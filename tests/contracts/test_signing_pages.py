"""The commands of docs/trust.md and of docs/evidence.md, as they stand but for what they stand for.

Those by which a package is checked by hand run in ``tests/engines/sign/test_evidence_verify.py``.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from signing_worlds import Office
from support import ROOT, clean_environment
from worlds import World

_FENCE = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)


def block(page: str, number: int = 0) -> str:
    """A block of commands of a page."""
    found: str = _FENCE.findall((ROOT / "docs" / page).read_text())[number]
    return found


def pasted(script: str, folder: Path, data: Path) -> subprocess.CompletedProcess[str]:
    """The commands in a shell that finds ``inkpost``."""
    command = folder / "bin" / "inkpost"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m inkpost "$@"\n')
    command.chmod(0o755)
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f'export PATH="$PWD/bin:$PATH"\n{script}'],
        cwd=folder,
        env=clean_environment({"INKPOST_DATA": str(data)}),
        capture_output=True,
        text=True,
        timeout=240,
    )


def test_a_stamp_is_asked_for_and_a_package_is_exported_and_verified(world: World, tmp_path: Path) -> None:
    sent = Office(world).signed()
    (tmp_path / "contract.pdf").write_bytes(b"anything")
    script = block("trust.md").replace("http://127.0.0.1:8090", world.served.base_url) + block("evidence.md")
    names = {
        "PORTAL": str(world.organization_id),
        "DOCUMENT": sent["uid"],
        "USER": str(world.admin.id),
    }
    for name, value in names.items():
        script = re.sub(rf"\b{name}\b", value, script)
    done = pasted(script, tmp_path, world.served.data)
    assert done.returncode == 0, done.stdout + done.stderr[-3000:]
    assert "Verification: OK" in done.stdout
    assert (tmp_path / "evidence.zip").stat().st_size
