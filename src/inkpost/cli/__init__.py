"""The command line."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Final

import click

from inkpost import config
from inkpost.cli.common import data_option, json_option, settings_of, shown
from inkpost.config import DEFAULT_LISTEN, SettingFault
from inkpost.faces.kit.logs import configure
from inkpost.processes import loading

FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
listen_option = click.option("--listen", metavar="HOST:PORT", help=f"Where to listen (default: {DEFAULT_LISTEN}).")


# Where each group of commands is: imported when asked for, since importing all of them takes longer than most commands.
GROUPS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("user", "department", "group"), "people"),
    **dict.fromkeys(("webhook", "application", "token"), "access"),
    **dict.fromkeys(("outgoing", "endpoint", "delivery"), "subscriptions"),
    **{name: name for name in ("portal", "files", "template", "authority", "hcmlink", "evidence", "org", "exchange")},
    "role": "roles",
    "certificate": "certificates",
}


class Commands(click.Group):
    """The commands here, and the groups of the modules beside."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all of them."""
        return sorted({*super().list_commands(ctx), *GROUPS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One of them, imported now."""
        if cmd_name not in GROUPS:
            return super().get_command(ctx, cmd_name)
        with loading():
            found: click.Command = getattr(import_module(f"inkpost.cli.{GROUPS[cmd_name]}"), cmd_name)
        return found


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="inkpost")
def main() -> None:
    """Inkpost: documents from templates and data, over the interfaces that existing programs already use."""


@main.command()
@data_option
@listen_option
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Web processes.")
@click.option("--tls-self-signed", is_flag=True, help="Serve HTTPS with a certificate of a local authority (DATA/tls).")
@click.option("--tls-name", multiple=True, metavar="NAME", help="A further name for that certificate (repeatable).")
@click.option("--tls-cert", type=FILE, help="Serve HTTPS with this certificate (PEM, with its chain).")
@click.option("--tls-key", type=FILE, help="The key of that certificate (PEM).")
def serve(
    data: Path | None,
    listen: str | None,
    workers: int,
    tls_self_signed: bool,
    tls_name: tuple[str, ...],
    tls_cert: Path | None,
    tls_key: Path | None,
) -> None:
    """Start the database, bring it up to date, and serve until told to stop."""
    from inkpost.serving import Server
    from inkpost.tls import self_signed

    configure()
    if (tls_cert is None) != (tls_key is None):
        raise click.UsageError("--tls-cert and --tls-key belong together")
    if tls_name and not tls_self_signed:
        raise click.UsageError("--tls-name belongs to --tls-self-signed")
    if tls_self_signed and tls_cert:
        raise click.UsageError("--tls-self-signed and --tls-cert exclude one another")
    try:
        settings = config.from_environment(data, listen, tls=tls_self_signed or tls_cert is not None)
        tls = (tls_cert, tls_key) if tls_cert and tls_key else None
        if tls_self_signed:
            tls = self_signed(settings.data, tls_name)
        server = Server(settings, workers=workers, tls=tls)
    except SettingFault as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"Inkpost listens on {server.settings.base_url}")
    server.serve()


@main.command("seed")
@data_option
@json_option
def seed_world(data: Path | None, as_json: bool) -> None:
    """Make (once) a small world to try, and print how to reach it."""
    from inkpost.demo.command import seeded

    configure("WARNING")
    click.echo(shown(seeded(settings_of(data)), as_json))


@main.command("demo")
@data_option
@json_option
@click.option("--once", is_flag=True, help="Stop when the document is done instead of serving on.")
def demo_walk(data: Path | None, as_json: bool, once: bool) -> None:
    """Seed, then walk one document through its life and print the links."""
    from inkpost.demo.command import run_demo
    from inkpost.demo.walk import DemoFault

    configure("WARNING")
    try:
        run_demo(settings_of(data), once=once, as_json=as_json)
    except DemoFault as fault:
        raise click.ClickException(str(fault)) from None
