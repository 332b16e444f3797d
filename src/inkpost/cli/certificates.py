"""``inkpost certificate``: what users prove themselves with in exchange."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from inkpost.cli.common import administers, portal_argument, user_argument
from inkpost.operations import exchange_certificates
from inkpost.operations.kit import Services
from inkpost.store.exchange_access import UserCertificate


@click.group()
def certificate() -> None:
    """Certificates that a user signs in to exchange with; their private keys stay with the user."""


@certificate.command("add")
@portal_argument
@user_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@administers
def add(services: Services, portal_id: int, user_id: int, file: Path) -> dict[str, Any]:
    """Let a user sign in with the certificate in FILE (DER or PEM)."""
    return _shown(exchange_certificates.add(services, portal_id, user_id, file.read_bytes()))


@certificate.command("list")
@portal_argument
@user_argument
@administers
def show(services: Services, portal_id: int, user_id: int) -> dict[str, Any]:
    """List a user's certificates."""
    found = exchange_certificates.of_user(services, portal_id, user_id)
    return {"certificates": [_shown(each) for each in found]}


@certificate.command("remove")
@portal_argument
@user_argument
@click.argument("thumbprint")
@administers
def remove(services: Services, portal_id: int, user_id: int, thumbprint: str) -> dict[str, Any]:
    """Let a user sign in with a certificate no more."""
    exchange_certificates.remove(services, portal_id, user_id, thumbprint)
    return {"thumbprint": thumbprint.upper(), "removed": True}


def _shown(found: UserCertificate) -> dict[str, Any]:
    subject = exchange_certificates.parsed(found.content).subject
    return {"thumbprint": found.thumbprint, "subject": subject.rfc4514_string()}
