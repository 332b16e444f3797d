"""``inkpost webhook``, ``application``, ``token``: what lets programs in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from inkpost.cli.common import address, administers, portal_argument, split, user_argument
from inkpost.operations import administration
from inkpost.operations.kit import Services

client_argument = click.argument("client_id", metavar="CLIENT_ID")
scope_option = click.option(
    "--scope", "scopes", multiple=True, required=True, metavar="SCOPE", help="Repeatable, or several with commas."
)
codes_argument = click.argument("codes", nargs=-1, metavar="[CODE]...")


@click.group()
def webhook() -> None:
    """Incoming webhooks: an address with a secret, for one user."""


@webhook.command("add")
@portal_argument
@user_argument
@scope_option
@click.option("--title", default="", help="What it is for.")
@administers
def add_webhook(
    services: Services, portal_id: int, user_id: int, scopes: tuple[str, ...], title: str
) -> dict[str, Any]:
    """Add a webhook and print its address, this once."""
    made = administration.create_webhook(services, portal_id, user_id, scopes=split(scopes), title=title)
    return {
        "id": made.id,
        "user_id": user_id,
        "webhook_url": f"{address(services)}/rest/{user_id}/{made.secret}/",
    }


@webhook.command("list")
@portal_argument
@administers
def list_webhooks(services: Services, portal_id: int) -> dict[str, Any]:
    """List the webhooks of a portal; their secrets are not kept."""
    return {
        "webhooks": [
            {
                "id": each.id,
                "user_id": each.user_id,
                "title": each.title,
                "scopes": each.scopes,
                "created_at": each.created_at.isoformat(timespec="seconds"),
                "revoked": each.revoked_at is not None,
            }
            for each in administration.webhooks(services, portal_id)
        ]
    }


@webhook.command("revoke")
@portal_argument
@click.argument("webhook_id", metavar="WEBHOOK", type=click.IntRange(min=1))
@administers
def revoke_webhook(services: Services, portal_id: int, webhook_id: int) -> dict[str, Any]:
    """Switch a webhook off for good."""
    administration.revoke_webhook(services, portal_id, webhook_id)
    return {"id": webhook_id, "revoked": True}


@click.group()
def application() -> None:
    """OAuth 2 applications of a portal."""


@application.command("add")
@portal_argument
@click.argument("name")
@scope_option
@click.option("--redirect-url", "redirect_urls", multiple=True, metavar="URL", help="Where codes go; repeatable.")
@click.option("--open-to", multiple=True, metavar="CODE", help="Who may use it, as access codes; default: everybody.")
@administers
def add_application(
    services: Services,
    portal_id: int,
    name: str,
    scopes: tuple[str, ...],
    redirect_urls: tuple[str, ...],
    open_to: tuple[str, ...],
) -> dict[str, Any]:
    """Add an application and print its secrets, this once."""
    made = administration.add_application(
        services, portal_id, name, scopes=split(scopes), redirect_urls=redirect_urls, open_to=split(open_to)
    )
    return asdict(made)


@application.command("list")
@portal_argument
@administers
def list_applications(services: Services, portal_id: int) -> dict[str, Any]:
    """List the applications of a portal."""
    return {
        "applications": [
            {
                "id": each.id,
                "client_id": each.client_id,
                "name": each.name,
                "scopes": each.scopes,
                "redirect_urls": each.redirect_urls,
                "open_to": each.open_to,
            }
            for each in administration.applications(services, portal_id)
        ]
    }


@application.command("open-to")
@portal_argument
@client_argument
@codes_argument
@click.option("--everybody", is_flag=True, help="Open it to all users of the portal.")
@administers
def open_to(
    services: Services, portal_id: int, client_id: str, codes: tuple[str, ...], everybody: bool
) -> dict[str, Any]:
    """Say who may use an application: access codes such as U5, DR2, SG7_K. All others are refused from then on."""
    wanted = split(codes)
    if bool(wanted) == everybody:
        raise click.UsageError("It takes either access codes or --everybody")
    administration.open_application(services, portal_id, client_id, wanted)
    return {"client_id": client_id, "open_to": wanted}


@application.command("remove")
@portal_argument
@client_argument
@administers
def remove_application(services: Services, portal_id: int, client_id: str) -> dict[str, Any]:
    """Take an application away; its tokens die with it."""
    administration.remove_application(services, portal_id, client_id)
    return {"client_id": client_id, "removed": True}


@click.group()
def token() -> None:
    """Access tokens, for trying out."""


@token.command("issue")
@portal_argument
@client_argument
@user_argument
@administers
def issue_token(services: Services, portal_id: int, client_id: str, user_id: int) -> dict[str, Any]:
    """Make an application's tokens for a user, as if the user had let it in; printed this once."""
    found = administration.application(services, portal_id, client_id)
    return asdict(administration.issue_token(services, found.id, user_id))
