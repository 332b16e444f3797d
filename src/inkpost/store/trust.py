"""The vault's row, the certificates, the lists of those revoked, the counter of stamps, the authorities elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert

from inkpost.model.trust import (
    MOST_WRONG_PINS,
    CertificateRecord,
    KeyKind,
    Purpose,
    RevocationList,
    RevocationReason,
    StampAuthority,
    StoredVault,
)
from inkpost.store.rows import value
from inkpost.store.tables import certificates, revocation_lists, stamp_authorities, vaults

AUTHORITY_LOCK: Final = 4_851_002_027
"""Held while something of the authority's own is made, so that of several only one makes it."""
_REVOKED = text(
    "select serial from certificates where serial = any(:serials) and issuer_id is not null and revoked_at is not null"
)
_USABLE = certificates.c.revoked_at.is_(None) & (certificates.c.key_kind != KeyKind.LOST)


def hold(db: Connection) -> None:
    """Keep others from making something of the authority's own until this transaction ends."""
    db.execute(text("select pg_advisory_xact_lock(:number)"), {"number": AUTHORITY_LOCK})


def vault(db: Connection, *, lock: bool = False) -> StoredVault | None:
    """The vault as it is kept; none before the first start."""
    query = select(vaults)
    row = db.execute(query.with_for_update() if lock else query).first()
    return value(StoredVault, row) if row else None


def keep_vault(db: Connection, kept: StoredVault, now: datetime) -> None:
    """Store the vault in place of what was there."""
    columns = {"name": kept.name, "master_name": kept.master_name, "sealed": kept.sealed, "changed_at": now}
    db.execute(upsert(vaults).values(id=1, **columns).on_conflict_do_update(index_elements=["id"], set_=columns))


def add(db: Connection, **values: Any) -> CertificateRecord:
    """Record a certificate and answer it."""
    return _record(db.execute(insert(certificates).values(**values).returning(*certificates.c)).one())


def find(db: Connection, certificate_id: int) -> CertificateRecord | None:
    """A certificate by its number, whosever it is."""
    return _one(db, certificates.c.id == certificate_id)


def own(db: Connection, purpose: Purpose) -> list[CertificateRecord]:
    """The authority's own certificates of a purpose, newest first."""
    where = (certificates.c.organization_id.is_(None), certificates.c.purpose == purpose)
    return _records(db, *where)


def own_by_key(db: Connection, key_name: str) -> CertificateRecord | None:
    """The authority's own certificate with this key identifier (hex)."""
    return _one(db, certificates.c.organization_id.is_(None) & (certificates.c.key_name == key_name))


def issued(db: Connection, issuer_id: int, serial: str) -> CertificateRecord | None:
    """The certificate that an issuer gave this serial to."""
    return _one(db, (certificates.c.issuer_id == issuer_id) & (certificates.c.serial == serial))


def of_user(db: Connection, organization_id: int, user_id: int) -> list[CertificateRecord]:
    """A person's certificates, newest first."""
    where = (certificates.c.organization_id == organization_id, certificates.c.user_id == user_id)
    return _records(db, *where, certificates.c.purpose == Purpose.PERSON)


def tests_of(db: Connection, organization_id: int, user_id: int) -> list[CertificateRecord]:
    """The certificates that a person tries things out with, newest first."""
    where = (certificates.c.organization_id == organization_id, certificates.c.user_id == user_id)
    return _records(db, *where, certificates.c.purpose == Purpose.TEST)


def revoked_serials(db: Connection, serials: Collection[str]) -> frozenset[str]:
    """Which of these serials (hex) are of certificates of our own making that are revoked."""
    return frozenset(db.execute(_REVOKED, {"serials": list(serials)}).scalars()) if serials else frozenset()


def is_revoked(db: Connection, content: bytes, serial: str) -> bool:
    """Whether this very certificate (DER; its serial in hex finds it) is known here and was revoked."""
    where = (certificates.c.serial == serial, certificates.c.content == content)
    return bool(db.execute(select(certificates.c.id).where(*where, certificates.c.revoked_at.is_not(None))).first())


def of_company(db: Connection, organization_id: int, company_id: int) -> list[CertificateRecord]:
    """The certificates of a company's seal: the one that was made or chosen last comes first."""
    where = (certificates.c.organization_id == organization_id, certificates.c.company_id == company_id)
    query = select(certificates).where(*where, certificates.c.purpose == Purpose.COMPANY)
    last = func.coalesce(certificates.c.chosen_at, certificates.c.created_at)
    return [_record(row) for row in db.execute(query.order_by(last.desc(), certificates.c.id.desc()))]


def choose(db: Connection, certificate_id: int, now: datetime) -> None:
    """Put a certificate of a company's seal before the others."""
    db.execute(update(certificates).where(certificates.c.id == certificate_id).values(chosen_at=now))


def of_organization(db: Connection, organization_id: int) -> list[CertificateRecord]:
    """Every certificate of an organisation's people and companies, newest first."""
    return _records(db, certificates.c.organization_id == organization_id)


def ending(db: Connection, purpose: Purpose, before: datetime) -> list[CertificateRecord]:
    """The usable certificates of our own making that end before a moment, whosever they are."""
    where = (
        certificates.c.purpose == purpose,
        certificates.c.not_after < before,
        certificates.c.issuer_id.is_not(None),
    )
    return _records(db, *where, _USABLE)


def revoke(
    db: Connection, certificate_id: int, reason: RevocationReason, now: datetime, by: int | None
) -> CertificateRecord | None:
    """Mark a certificate as revoked; None where it was already."""
    statement = update(certificates).where(certificates.c.id == certificate_id, certificates.c.revoked_at.is_(None))
    values = {"revoked_at": now, "revocation_reason": reason, "revoked_by": by}
    row = db.execute(statement.values(**values).returning(*certificates.c)).first()
    return _record(row) if row else None


def revoked(db: Connection, issuer_id: int) -> list[CertificateRecord]:
    """Every certificate of an issuer that was revoked, the ended ones too."""
    return _records(db, certificates.c.issuer_id == issuer_id, certificates.c.revoked_at.is_not(None))


def set_sealed_key(db: Connection, certificate_id: int, sealed: bytes) -> None:
    """Store a key sealed anew; wrong PINs are forgotten."""
    statement = update(certificates).where(certificates.c.id == certificate_id)
    db.execute(statement.values(sealed_key=sealed, wrong_pins=0))


def count_attempt(db: Connection, certificate_id: int) -> int | None:
    """Count one more wrong PIN, before it is known to be one; the count, or None where no attempt is left."""
    db.execute(text("set local lock_timeout = '5s'"))  # a caller that holds the row itself would wait for ever
    statement = (
        update(certificates)
        .where(certificates.c.id == certificate_id, certificates.c.wrong_pins < MOST_WRONG_PINS)
        .values(wrong_pins=certificates.c.wrong_pins + 1)
        .returning(certificates.c.wrong_pins)
    )
    return db.execute(statement).scalar_one_or_none()


def forget_attempts(db: Connection, certificate_id: int) -> None:
    """The PIN was right."""
    db.execute(update(certificates).where(certificates.c.id == certificate_id).values(wrong_pins=0))


def lose_keys(db: Connection) -> int:
    """Mark every key of the vault as lost and forget the vault; how many were lost."""
    sealed = certificates.c.key_kind.in_([KeyKind.VAULT, KeyKind.PIN])
    count = db.execute(update(certificates).where(sealed).values(key_kind=KeyKind.LOST, sealed_key=None)).rowcount
    db.execute(delete(vaults))
    return count


def revocation_list(db: Connection, issuer_id: int) -> RevocationList | None:
    """The newest list of an issuer."""
    row = db.execute(select(revocation_lists).where(revocation_lists.c.issuer_id == issuer_id)).first()
    return value(RevocationList, row) if row else None


def keep_revocation_list(db: Connection, made: RevocationList) -> None:
    """Store a list in place of the one before."""
    columns = {name: getattr(made, name) for name in ("number", "content", "this_update", "next_update")}
    statement = upsert(revocation_lists).values(issuer_id=made.issuer_id, **columns)
    db.execute(statement.on_conflict_do_update(index_elements=["issuer_id"], set_=columns))


def next_stamp(db: Connection, now: datetime, step: timedelta) -> tuple[int, datetime]:
    """The next serial and the time to stamp: now, or ``step`` after the stamp before if that is later."""
    statement = text(
        "insert into stamp_counters (id, serial, stamped_at) values (1, 1, :now) on conflict (id) do update set "
        "serial = stamp_counters.serial + 1, stamped_at = greatest(:now, stamp_counters.stamped_at + :step) "
        "returning serial, stamped_at"
    )
    serial, moment = db.execute(statement, {"now": now, "step": step}).one()
    return int(serial), moment


def stampers(db: Connection, organization_id: int) -> list[StampAuthority]:
    """The timestamp authorities that an organisation uses, first ones first; none: as the server says."""
    table = stamp_authorities
    query = select(table).where(table.c.organization_id == organization_id).order_by(table.c.place)
    return [value(StampAuthority, row) for row in db.execute(query)]


def set_stampers(db: Connection, organization_id: int, given: Sequence[StampAuthority]) -> None:
    """Replace the timestamp authorities of an organisation."""
    db.execute(delete(stamp_authorities).where(stamp_authorities.c.organization_id == organization_id))
    rows = [
        {"organization_id": organization_id, "place": place, "url": each.url, "anchors": each.anchors}
        for place, each in enumerate(given)
    ]
    if rows:
        db.execute(insert(stamp_authorities), rows)


def _one(db: Connection, where: ColumnElement[bool]) -> CertificateRecord | None:
    row = db.execute(select(certificates).where(where)).first()
    return _record(row) if row else None


def _records(db: Connection, *where: ColumnElement[bool]) -> list[CertificateRecord]:
    query = select(certificates).where(*where).order_by(certificates.c.id.desc())
    return [_record(row) for row in db.execute(query)]


def _record(row: Row[Any]) -> CertificateRecord:
    return value(
        CertificateRecord,
        row,
        purpose=Purpose(row.purpose),
        key_kind=KeyKind(row.key_kind),
        content=bytes(row.content),
        chain=tuple(bytes(each) for each in row.chain),
        sealed_key=bytes(row.sealed_key) if row.sealed_key is not None else None,
    )
