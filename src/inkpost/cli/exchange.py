"""``inkpost exchange``: what is stored of documents beside their facts, made or compared anew."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

import click

from inkpost.cli.common import administers
from inkpost.operations import exchange_refolding
from inkpost.operations.exchange_refolding import Progress
from inkpost.operations.kit import Services


@click.group()
def exchange() -> None:
    """Documents between organisations: what is stored of them beside their facts."""


@exchange.command("refold")
@click.option("--after", type=click.IntRange(min=0), default=0, metavar="NUMBER", help="Go on behind this message.")
@administers
def refold(services: Services, after: int) -> dict[str, Any]:
    """Compute views, lists and tallies of all documents again out of their entities.

    It works beside a running server, and says on standard error how far it is; --after goes on from there.
    """
    return _told(exchange_refolding.refold(services, after=after), "mended")


@exchange.command("check")
@administers
def check(services: Services) -> dict[str, Any]:
    """Compare views, lists and tallies with what their entities say, and change nothing.

    The exit status is 1 where something is wrong; `inkpost exchange refold` mends it.
    """
    found = _told(exchange_refolding.check(services), "wrong")
    found["wrong_tallies"] = exchange_refolding.wrong_tallies(services)
    if found["wrong"] or found["wrong_tallies"]:
        raise click.ClickException(
            f"{found['wrong']} documents and {found['wrong_tallies']} tallies are wrong: run inkpost exchange refold"
        )
    return found


def _told(steps: Iterable[Progress], name: str) -> dict[str, Any]:
    last = Progress(0, 0, 0, 0)
    for last in steps:
        click.echo(f"{last.done} of {last.messages} messages, the last one is {last.last}", file=sys.stderr)
    return {"messages": last.done, "last": last.last, name: last.wrong}
