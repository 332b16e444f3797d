"""``inkpost certificate``: what people of other authorities' making sign, and sign in to exchange, with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from inkpost.cli.common import acting, administers, portal_argument, user_argument
from inkpost.operations import signing_certificates
from inkpost.operations.kit import Services
from inkpost.store.signing_people import SignerCertificate


@click.group()
def certificate() -> None:
    """Certificates of users, made elsewhere: for signing, and to sign in to exchange. The keys stay with the users."""


@certificate.command("add")
@portal_argument
@user_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@administers
def add(services: Services, portal_id: int, user_id: int, file: Path) -> dict[str, Any]:
    """Say that the certificate in FILE (DER or PEM) is the user's."""
    content = file.read_bytes()
    return _shown(acting(services, portal_id, user_id, lambda work: signing_certificates.register_own(work, content)))


@certificate.command("list")
@portal_argument
@user_argument
@administers
def show(services: Services, portal_id: int, user_id: int) -> dict[str, Any]:
    """List a user's certificates, newest first."""
    return {"certificates": [_shown(each) for each in acting(services, portal_id, user_id, signing_certificates.own)]}


@certificate.command("remove")
@portal_argument
@user_argument
@click.argument("number", type=click.IntRange(min=1))
@administers
def remove(services: Services, portal_id: int, user_id: int, number: int) -> dict[str, Any]:
    """Say that a certificate, by its number, is the user's no more."""
    acting(services, portal_id, user_id, lambda work: signing_certificates.forget(work, number))
    return {"id": number, "removed": True}


def _shown(found: SignerCertificate) -> dict[str, Any]:
    return {
        "id": found.id,
        "sha256": found.sha256.hex(),
        "subject": found.subject,
        "not_after": found.not_after.isoformat(),
    }
