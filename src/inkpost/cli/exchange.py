"""``inkpost exchange``: what the operator says of documents; what is stored of them, made or compared anew."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import click

from inkpost.cli.common import administers
from inkpost.cli.org import box_argument
from inkpost.operations import exchange_operator, exchange_refolding
from inkpost.operations.exchange_refolding import Progress
from inkpost.operations.kit import Services


@click.group()
def exchange() -> None:
    """Documents between organisations: reports from outside, and what is stored beside the facts."""


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


def document_arguments(command: Any) -> Any:
    """The box, the message and the document that a report is of."""
    for argument in (
        click.argument("document", metavar="DOCUMENT", type=click.UUID),
        click.argument("message", metavar="MESSAGE", type=click.UUID),
        box_argument,
    ):
        command = argument(command)
    return command


@exchange.command("roaming-error")
@document_arguments
@click.option("--text", default="", metavar="TEXT", help="What the other operator said.")
@administers
def roaming_error(services: Services, box: UUID, message: UUID, document: UUID, text: str) -> dict[str, Any]:
    """Tell the sender of a document that another operator could not deliver it."""
    exchange_operator.report_roaming(services, box, message, document, failed=True, text=text)
    return {"document": str(document), "roaming": "error"}


@exchange.command("roaming-success")
@document_arguments
@administers
def roaming_success(services: Services, box: UUID, message: UUID, document: UUID) -> dict[str, Any]:
    """Tell the sender of a document that another operator delivered it."""
    exchange_operator.report_roaming(services, box, message, document, failed=False)
    return {"document": str(document), "roaming": "success"}


@exchange.command("marking")
@document_arguments
@click.option("--owed/--settled", required=True, help="Whether the cancellation is owed still.")
@administers
def marking(services: Services, box: UUID, message: UUID, document: UUID, owed: bool) -> dict[str, Any]:
    """Say whether the sender of a document has to cancel what the register of marked goods has of it."""
    exchange_operator.owe_marking_cancellation(services, box, message, document, owed=owed)
    return {"document": str(document), "owes_marking_cancellation": owed}


def _told(steps: Iterable[Progress], name: str) -> dict[str, Any]:
    last = Progress(0, 0, 0, 0)
    for last in steps:
        click.echo(f"{last.done} of {last.messages} messages, the last one is {last.last}", file=sys.stderr)
    return {"messages": last.done, "last": last.last, name: last.wrong}
