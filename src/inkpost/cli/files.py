"""``inkpost files``: the contents on the disk beside what the database says of them."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from inkpost.cli.common import administers, data_option, json_option, shown, working_on
from inkpost.operations import collecting
from inkpost.operations.kit import Services

SHOWN = 100  # damaged contents that are named


@click.group()
def files() -> None:
    """The files: whether they are all there, and which nothing refers to."""


@files.command("check")
@data_option
@json_option
@click.option("--quick", is_flag=True, help="Do not read the contents: find and measure them alone.")
def check(data: Path | None, as_json: bool, quick: bool) -> None:
    """Look for files that are missing, changed or unreferenced.

    The exit status is 0 if every file that the database names is there as it was stored, and 1 if not. Unreferenced
    ones are no fault: the server removes them after the grace period (INKPOST_FILES_GRACE).
    """
    with working_on(data) as services:
        found = collecting.check(services, contents=not quick)
    told = {
        "files": found.contents,
        "bytes": found.bytes,
        "referenced": found.recorded,
        "missing": len(found.missing),
        "changed": len(found.changed),
        "unreferenced": found.unreferenced,
        "unreferenced_bytes": found.unreferenced_bytes,
        "own_folder": found.own,
        "missing_files": found.missing[:SHOWN],
        "changed_files": found.changed[:SHOWN],
    }
    click.echo(shown(told, as_json))
    sys.exit(1 if found.missing or found.changed else 0)


@files.command("collect")
@administers
def collect(services: Services) -> dict[str, int]:
    """Remove now what the server would remove: files that nothing has referred to for the grace period."""
    found = collecting.collect(services)
    return {"files": found.files, "contents": found.contents, "bytes": found.size}
