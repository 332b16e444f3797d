"""The commands of docs/events.md, as they stand."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from inkpost.model.deliveries import KINDS
from inkpost.operations import subscriptions
from support import ROOT, clean_environment, wait_for
from worlds import World, docx

_FENCE = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_every_kind_stands_on_the_page() -> None:
    page = (ROOT / "docs" / "events.md").read_text()
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []


def test_every_command_of_the_page_works_in_turn(world: World, tmp_path: Path) -> None:
    subscriptions.add_endpoint(world.services, world.organization_id, "https://handler.example.test/")
    document = world.document(world.template(docx("Contract")))["id"]
    wait_for(lambda: subscriptions.newest(world.services, world.organization_id), what="a delivery to look at")
    script = "\n".join(_FENCE.findall((ROOT / "docs" / "events.md").read_text()))
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    for name, command in (("python", "exec PY"), ("inkpost", "exec PY -m inkpost")):
        path = tmp_path / ".venv" / "bin" / name
        path.write_text(f'#!/bin/sh\n{command.replace("PY", sys.executable)} "$@"\n')
        path.chmod(0o755)
    done = subprocess.run(
        ["bash", "-euxo", "pipefail", "-c", script],
        cwd=tmp_path,
        env=clean_environment(
            {
                "INKPOST_DATA": str(world.served.data),
                "PORTAL": str(world.organization_id),
                "WEBHOOK": world.webhook_url(world.admin.id, world.admin.secret),
                "DOCUMENT": str(document),
            }
        ),
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "event: showImage" in done.stdout
    assert "replayed: 1" in done.stdout
