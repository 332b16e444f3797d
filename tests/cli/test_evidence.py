"""``inkpost evidence export`` and ``verify``: from the server to a stranger's disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from signing_worlds import Office
from support import run_inkpost
from worlds import World


def test_what_is_exported_convinces_who_has_the_root(world: World, tmp_path: Path) -> None:
    office = Office(world)
    sent = office.signed()
    package, root = tmp_path / "evidence.zip", tmp_path / "root.pem"
    by = ("--by", str(world.admin.id))
    told = world.served.inkpost(
        "evidence", "export", str(world.organization_id), sent["uid"], str(package), *by, "--json"
    )
    assert json.loads(told)["bytes"] == package.stat().st_size
    root.write_text(world.served.inkpost("authority", "root"))
    said = json.loads(run_inkpost("evidence", "verify", str(package), "--root", str(root), "--json"))
    assert (said["verdict"], said["wrong"]) == ("valid", [])
    assert [each["act"] for each in said["records"]][-1] == "sealed"
    assert {each["address"] for each in said["records"] if each["act"] == "signed"} == {"192.0.2.7"}


def test_a_package_goes_only_to_who_may_see_the_document(world: World, tmp_path: Path) -> None:
    sent = Office(world).send()
    arguments = ("evidence", "export", str(world.organization_id), sent["uid"], str(tmp_path / "evidence.zip"))
    with pytest.raises(AssertionError, match=r"right|not found"):
        world.served.inkpost(*arguments, "--by", str(world.person().id))
    assert list(tmp_path.iterdir()) == []
