"""``inkpost authority``: the built-in certificate authority, the companies' seals, the timestamp authorities."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from inkpost.cli.common import administers, data_option, json_option, line_of_input, portal_argument, shown, working_on
from inkpost.model.trust import OWN_STAMPER, CertificateRecord, Device, RevocationReason, StampAuthority
from inkpost.operations import trust_administration as trust
from inkpost.operations import trust_upkeep
from inkpost.operations.kit import Services

NEW_KEY = "INKPOST_NEW_MASTER_KEY"
PIN = "INKPOST_PKCS11_PIN"
FILE = click.Path(path_type=Path, dir_okay=False, exists=True)
company_argument = click.argument("company_id", metavar="COMPANY", type=click.IntRange(min=1))
certificate_argument = click.argument("certificate_id", metavar="CERTIFICATE", type=click.IntRange(min=1))
chain_option = click.option("--chain", type=FILE, help="Certificates of issuers (PEM) that are missing otherwise.")


@click.group()
def authority() -> None:
    """The certificate authority that this server is, seals, and timestamps."""


@authority.command("show")
@administers
def show_authority(services: Services) -> dict[str, Any]:
    """Show the authority's own certificates."""
    found = trust.shown(services)
    return {"address": found.address, "certificates": [_shown(each) for each in found.certificates]}


@authority.command("root")
@data_option
def root(data: Path | None) -> None:
    """Print the root certificates (PEM): what others trust."""
    with working_on(data) as services:
        click.echo(trust.root_pem(services), nl=False)


@authority.command("certificates")
@portal_argument
@administers
def list_certificates(services: Services, portal_id: int) -> dict[str, Any]:
    """List the certificates of a portal's people and companies."""
    return {"certificates": [_shown(each) for each in trust.certificates(services, portal_id)]}


@authority.command("certificate")
@data_option
@portal_argument
@certificate_argument
def certificate(data: Path | None, portal_id: int, certificate_id: int) -> None:
    """Print a certificate with its chain (PEM)."""
    with working_on(data) as services:
        click.echo(trust.pem(services, portal_id, certificate_id), nl=False)


@authority.command("revoke")
@portal_argument
@certificate_argument
@click.option(
    "--reason",
    type=click.Choice([reason.value for reason in RevocationReason]),
    default=RevocationReason.UNSPECIFIED.value,
    show_default=True,
)
@administers
def revoke(services: Services, portal_id: int, certificate_id: int, reason: str) -> dict[str, Any]:
    """Revoke a certificate; the list of the revoked says so at once."""
    return _shown(trust.revoke(services, portal_id, certificate_id, reason))


@authority.group("seal")
def seal() -> None:
    """Seals: the keys that companies sign with. The newest usable one is in use."""


@seal.command("make")
@portal_argument
@company_argument
@administers
def make_seal(services: Services, portal_id: int, company_id: int) -> dict[str, Any]:
    """Make a key and a certificate for one of the portal's own companies."""
    return _shown(trust.make_seal(services, portal_id, company_id))


@seal.command("import")
@portal_argument
@company_argument
@click.argument("file", type=FILE)
@chain_option
@click.option("--password-stdin", is_flag=True, help="Read the file's password from standard input.")
@administers
def import_seal(
    services: Services, portal_id: int, company_id: int, file: Path, chain: Path | None, password_stdin: bool
) -> dict[str, Any]:
    """Take the key of a PKCS #12 file (.p12, .pfx)."""
    password = line_of_input() if password_stdin else click.prompt("Password", hide_input=True, default="", err=True)
    content, more = file.read_bytes(), chain.read_bytes() if chain else b""
    return _shown(trust.import_seal(services, portal_id, company_id, content, password, more))


@seal.command("device")
@portal_argument
@company_argument
@click.option("--module", required=True, type=FILE, help="The PKCS #11 library of the device.")
@click.option("--token", required=True, help="The label of the token.")
@click.option("--key", required=True, help="The label of the key.")
@click.option("--pin-variable", default=PIN, show_default=True, help="The variable that holds the token's PIN.")
@chain_option
@administers
def device_seal(
    services: Services,
    portal_id: int,
    company_id: int,
    module: Path,
    token: str,
    key: str,
    pin_variable: str,
    chain: Path | None,
) -> dict[str, Any]:
    """Take a key that stays in a PKCS #11 device.

    The server needs the variable with the PIN, and the module in INKPOST_PKCS11_MODULES, too.
    """
    device = Device(str(module.absolute()), token, key, pin_variable)
    more = chain.read_bytes() if chain else b""
    return _shown(trust.device_seal(services, portal_id, company_id, device, more))


@authority.command("stampers")
@portal_argument
@click.argument("urls", nargs=-1, metavar="[URL]...")
@click.option("--anchors", type=FILE, help="The certificates (PEM) that stamps must lead to.")
@click.option("--default", "as_server", is_flag=True, help="As the server is set.")
@administers
def set_stampers(
    services: Services, portal_id: int, urls: tuple[str, ...], anchors: Path | None, as_server: bool
) -> dict[str, Any]:
    """Show or set the timestamp authorities of a portal, asked in turn; `own` is the built-in one."""
    if as_server and urls:
        raise click.UsageError("It takes either addresses or --default")
    if urls or as_server:
        text = anchors.read_text() if anchors else ""
        given = [StampAuthority(url, "" if url == OWN_STAMPER else text) for url in urls]
        trust.set_stampers(services, portal_id, given)
    return {"stampers": [each.url for each in trust.stampers(services, portal_id)]}


@authority.command("rekey")
@data_option
@json_option
@click.option("--to-environment", is_flag=True, help=f"Use the key in {NEW_KEY}; the data folder keeps none.")
def rekey(data: Path | None, as_json: bool, to_environment: bool) -> None:
    """Encrypt the keys with another master key: a random one in the data folder, or one of the environment."""
    new = os.environ.get(NEW_KEY, "")
    if to_environment != bool(new):
        raise click.UsageError(f"{NEW_KEY} and --to-environment belong together")
    with working_on(data) as services:
        if services.settings.master_key and not new:
            raise click.UsageError(f"The master key is in the environment: give the new one in {NEW_KEY}")
        trust_upkeep.rekey(services, new)
    where = "INKPOST_MASTER_KEY: set it to the new key before the next start" if new else "the data folder's master.key"
    click.echo(shown({"rekeyed": True, "master_key": where}, as_json))


@authority.command("begin-again")
@data_option
@json_option
@click.option("--yes", is_flag=True, help="Do not ask.")
def begin_again(data: Path | None, as_json: bool, yes: bool) -> None:
    """Make a new authority where the master key is lost for good. Every key of the old one is lost."""
    if not yes:
        click.confirm("The keys of the old authority, of people and of companies will be lost. Go on?", abort=True)
    with working_on(data, authority=False) as services:
        lost = trust_upkeep.begin_again(services)
    click.echo(shown({"lost_keys": lost}, as_json))


def _shown(record: CertificateRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "purpose": record.purpose.value,
        "subject": record.subject,
        "serial": record.serial,
        "user_id": record.user_id,
        "company_id": record.company_id,
        "key": record.key_kind.value,
        "until": record.not_after.isoformat(timespec="seconds"),
        "revoked": record.revocation_reason if record.revoked_at else None,
    }
