"""The certificates that people bring to sign with elsewhere, and what a company does about those of nobody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, select
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.signatures import Unrecognised
from inkpost.store.rows import value
from inkpost.store.tables import signer_certificates, signing_rules


@dataclass(frozen=True, slots=True)
class SignerCertificate:
    """A certificate of another authority that is known to be somebody's; ``created_by`` said so."""

    id: int
    organization_id: int
    user_id: int
    sha256: bytes
    content: bytes = field(repr=False)
    subject: str
    not_before: datetime
    not_after: datetime
    created_at: datetime
    created_by: int


def add(db: Connection, **values: Any) -> SignerCertificate | None:
    """Record whose a certificate is; None where that is known."""
    made = upsert(signer_certificates).values(**values).on_conflict_do_nothing()
    row = db.execute(made.returning(*signer_certificates.c)).first()
    return value(SignerCertificate, row) if row else None


def find(db: Connection, organization_id: int, number: int) -> SignerCertificate | None:
    """A certificate of this organisation's people by its number."""
    table = signer_certificates
    row = db.execute(select(table).where(table.c.id == number, table.c.organization_id == organization_id)).first()
    return value(SignerCertificate, row) if row else None


def of_user(db: Connection, organization_id: int, user_id: int) -> list[SignerCertificate]:
    """Somebody's, newest first."""
    table = signer_certificates
    return _found(db, table.c.organization_id == organization_id, table.c.user_id == user_id)


def of_organization(db: Connection, organization_id: int) -> list[SignerCertificate]:
    """Everybody's, newest first."""
    return _found(db, signer_certificates.c.organization_id == organization_id)


def owners(db: Connection, organization_id: int, hashes: Collection[bytes]) -> dict[bytes, set[int]]:
    """Whose these certificates are, by their SHA-256."""
    table = signer_certificates
    query = select(table.c.sha256, table.c.user_id).where(table.c.organization_id == organization_id)
    known: dict[bytes, set[int]] = {}
    for sha256, user_id in db.execute(query.where(table.c.sha256.in_(list(hashes)))):
        known.setdefault(bytes(sha256), set()).add(user_id)
    return known


def everybodys(db: Connection, sha256: bytes) -> list[SignerCertificate]:
    """Whoever says in any organisation that this certificate is his, who said so first first."""
    return _found(db, signer_certificates.c.sha256 == sha256)[::-1]


def remove(db: Connection, number: int) -> None:
    """Forget whose a certificate is."""
    db.execute(delete(signer_certificates).where(signer_certificates.c.id == number))


def unrecognised(db: Connection, organization_id: int, company_id: int) -> Unrecognised:
    """What a company does about a signature of whom nobody here recognises."""
    table = signing_rules
    where = (table.c.organization_id == organization_id, table.c.company_id == company_id)
    found = db.execute(select(table.c.unrecognised).where(*where)).scalar()
    return Unrecognised(found) if found else Unrecognised.REFUSE


def set_unrecognised(db: Connection, organization_id: int, company_id: int, rule: Unrecognised) -> None:
    """Say what it does."""
    row = {"organization_id": organization_id, "company_id": company_id, "unrecognised": rule.value}
    made = upsert(signing_rules).values(**row)
    keys = ["organization_id", "company_id"]
    db.execute(made.on_conflict_do_update(index_elements=keys, set_={"unrecognised": rule.value}))


def _found(db: Connection, *where: ColumnElement[bool]) -> list[SignerCertificate]:
    query = select(signer_certificates).where(*where).order_by(signer_certificates.c.id.desc())
    return [value(SignerCertificate, row) for row in db.execute(query)]
