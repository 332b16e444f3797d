"""Each command begins alone: a fresh interpreter, and no module that another command has loaded."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

import commands
from inkpost.cli import GROUPS
from support import clean_environment


def test_the_module_and_the_program_say_the_same_as_other_tests_hear() -> None:
    environment = clean_environment()
    module = [sys.executable, "-m", "inkpost", "portal", "--help"]
    alone = subprocess.run(module, env=environment, capture_output=True, text=True, check=True)
    assert "Usage: python -m inkpost portal" in alone.stdout
    heard = commands.run(["portal", "--help"], environment)
    assert (heard.returncode, heard.stdout, heard.stderr) == (0, alone.stdout, "")


def test_the_program_that_is_installed_runs_what_the_module_does() -> None:
    program = Path(sysconfig.get_path("scripts"), "inkpost")
    done = subprocess.run([program, "--version"], env=clean_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.startswith("inkpost, version ")


@pytest.mark.parametrize("group", sorted(dict(zip(GROUPS.values(), GROUPS, strict=True)).values()))
def test_a_group_of_commands_needs_no_other(group: str) -> None:
    told = commands.run([group, "--help"], clean_environment())
    assert told.returncode == 0, told.stderr
    assert "Usage:" in told.stdout


def test_every_group_stands_in_the_help() -> None:
    told = commands.run(["--help"], clean_environment()).stdout
    assert all(f"\n  {group} " in told for group in [*GROUPS, "serve", "demo", "seed"])


def test_a_command_has_its_own_environment_streams_and_end() -> None:
    done = commands.run(["portal", "list"], clean_environment({"INKPOST_LISTEN": "nowhere"}), typed="unread")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: --listen is 'nowhere'")
    assert "Traceback" not in done.stderr
    again = commands.run(["portal", "nothing"], clean_environment())
    assert (again.returncode, again.stdout) == (2, "")
