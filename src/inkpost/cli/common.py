"""What the commands share: their common options, the services they work on, and how they answer and refuse."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
from sqlalchemy.exc import DBAPIError

from inkpost import config
from inkpost.config import SettingFault
from inkpost.errors import InkpostError, Reason
from inkpost.faces.kit.logs import configure
from inkpost.operations.kit import Services, Work, working
from inkpost.presence import running_at
from inkpost.store import credentials

FOLDER = click.Path(path_type=Path, file_okay=False)
Answer = TypeVar("Answer")
Command = TypeVar("Command", bound=Callable[..., Any])
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
data_option = click.option("--data", type=FOLDER, help="Data folder (default: $INKPOST_DATA, else data).")
portal_argument = click.argument("portal_id", metavar="PORTAL", type=click.IntRange(min=1))
user_argument = click.argument("user_id", metavar="USER", type=click.IntRange(min=1))


def settings_of(data: Path | None) -> config.Settings:
    """The settings of the environment; a fault in them ends the command."""
    try:
        return config.from_environment(data)
    except SettingFault as fault:
        raise click.ClickException(str(fault)) from None


@contextmanager
def working_on(data: Path | None, *, authority: bool = True) -> Iterator[Services]:
    """Services on a data folder, beside a running server or without one; refusals end the command with status 1.

    Without ``authority`` it works where the authority's keys do not open, too.
    """
    from inkpost.composition import make_services, prepare

    configure("WARNING")
    settings = settings_of(data)
    try:
        services = make_services(prepare(settings, authority=authority))
        try:
            yield services
        finally:
            services.close()
    except InkpostError as error:
        raise click.ClickException(error.message) from None
    except DBAPIError as fault:
        raise click.ClickException(f"The database refuses: {str(fault.orig).strip()}") from None


def administers(act: Command) -> Any:
    """Give a command its services first, in place of ``--data``, and print what it answers, with ``--json`` or not."""

    @data_option
    @json_option
    @functools.wraps(act)
    def run(*args: Any, data: Path | None, as_json: bool, **kwargs: Any) -> None:
        with working_on(data) as services:
            told = act(services, *args, **kwargs)
        click.echo(shown(told, as_json))

    return run


def acting(services: Services, portal_id: int, user_id: int, act: Callable[[Work], Answer]) -> Answer:
    """What an operation answers this user, with this user's rights. Raises NOT_FOUND (``user``)."""
    with services.engine.connect() as db:
        caller = credentials.caller_as_user(db, portal_id, user_id)
    if caller is None:
        raise InkpostError(Reason.NOT_FOUND, f"The portal {portal_id} has no user {user_id}", subject="user")
    with working(services, caller) as work:
        return act(work)


def address(services: Services) -> str:
    """Where the server of this data folder answers, or would."""
    return running_at(services.settings.data) or services.settings.base_url


def split(values: Iterable[str]) -> list[str]:
    """The items of repeatable options that take several at once, parted by commas."""
    return [item.strip() for value in values for item in value.split(",") if item.strip()]


def given(**values: Any) -> dict[str, Any]:
    """Only what was given."""
    return {name: value for name, value in values.items() if value is not None}


def shown(told: Mapping[str, Any], as_json: bool) -> str:
    """What a command answers: JSON for programs, lines for people."""
    return json.dumps(told, indent=1, ensure_ascii=False) if as_json else "\n".join(_lines(told))


def _lines(told: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for name, item in told.items():
        if isinstance(item, dict):
            yield f"{indent}{name}:"
            yield from _lines(item, indent + "  ")
        elif isinstance(item, list) and item and isinstance(item[0], dict):
            yield from _table(item)
        else:
            yield f"{indent}{name}: {_cell(item)}"


def _table(rows: list[dict[str, Any]]) -> Iterator[str]:
    cells = [list(rows[0]), *([_cell(item) for item in row.values()] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cell(item: Any) -> str:
    if item is None or item in ("", []):
        return "-"
    if isinstance(item, bool):
        return "yes" if item else "no"
    return ", ".join(map(str, item)) if isinstance(item, list) else str(item)


def line_of_input() -> str:
    """A secret from standard input: its first line."""
    return sys.stdin.readline().rstrip("\r\n")
