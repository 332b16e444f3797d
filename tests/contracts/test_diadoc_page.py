"""The commands of docs/diadoc.md, as they stand."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from exchange_partners import Partner
from exchange_worlds import new_inn
from support import ROOT, clean_environment
from worlds import World

_FENCE = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)


def pasted(number: int, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """One block of the page in a shell, in a folder where ``.venv`` is this environment."""
    script = _FENCE.findall((ROOT / "docs" / "diadoc.md").read_text())[number]
    (folder / ".venv" / "bin").mkdir(parents=True)
    for name, command in (("python", "exec PY"), ("inkpost", "exec PY -m inkpost")):
        path = folder / ".venv" / "bin" / name
        path.write_text(f'#!/bin/sh\n{command.replace("PY", sys.executable)} "$@"\n')
        path.chmod(0o755)
    # INN and KPP are a company's alone, and other tests have companies too.
    for inn in set(re.findall(r"--inn (\d{10})", script)):
        script = script.replace(inn, new_inn())
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=folder,
        env=clean_environment(environment),
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_a_letter_is_sent_and_signed_by_hand(world: World, other_world: World, tmp_path: Path) -> None:
    sides = [Partner(each) for each in (world, other_world)]
    told = {
        "base_url": world.served.base_url,
        "diadoc": {
            "client_id": world.application().client_id,
            "organizations": [
                {
                    "box_id": f"{each.guid.hex}@diadoc.ru",
                    "login": each.person.login,
                    "password": each.person.password,
                }
                for each in sides
            ],
        },
    }
    (tmp_path / "seed.json").write_text(json.dumps(told))
    done = pasted(0, tmp_path, {})
    assert done.returncode == 0, done.stderr[-3000:]
    assert '"WithRecipientSignature"' in done.stdout


def test_organisations_are_made_by_the_commands(world: World, other_world: World, tmp_path: Path) -> None:
    ours, theirs = (Partner(each) for each in (world, other_world))
    names = {
        "INKPOST_DATA": str(world.served.data),
        "PORTAL": str(world.organization_id),
        "BOX": str(ours.guid),
        "OTHER": str(theirs.guid),
        "USER": str(world.person().id),
    }
    done = pasted(1, tmp_path, names)
    assert done.returncode == 0, done.stderr[-3000:]
    assert str(theirs.guid) in done.stdout
