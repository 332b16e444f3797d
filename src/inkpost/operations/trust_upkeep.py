"""Keeping the authority well: another master key, beginning again without one, and what is done every hour."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from inkpost.config import Settings
from inkpost.engines.sign.certificates import PROFILES
from inkpost.engines.sign.vault import SHORTEST_MASTER, MasterKey, new_master_text
from inkpost.errors import InkpostError, Reason
from inkpost.model.trust import CertificateRecord, KeyKind, Purpose, StoredVault
from inkpost.operations import trust_authority, trust_issuing, trust_revocation
from inkpost.operations.kit import Services
from inkpost.operations.trust_authority import Bench
from inkpost.operations.trust_keyring import open_vault
from inkpost.store import master_key, trust


def rekey(services: Services, new: str = "") -> None:
    """Seal the vault with another master key: ``new``, for the environment, or a random one in the data folder.

    The file takes two steps: the new key is written beside the old one before the database knows it, and takes its
    place after. Who dies between has both, and the next start ends it. Raises UNAVAILABLE (``master_key``: the present
    key is not there), PARAMETER_INVALID (``new_master_key``).
    """
    settings = services.settings
    if new and len(new) < SHORTEST_MASTER:
        raise _invalid(f"The new master key has {len(new)} characters: it takes at least {SHORTEST_MASTER}")
    text = new or new_master_text()
    with services.engine.begin() as db:
        _reseal(services, db, text, staged=not new)
    if new:
        master_key.remove(settings.data)
    else:
        master_key.promote(settings.data)


def begin_again(services: Services) -> int:
    """A new authority with a new vault, where the master key is lost for good; how many keys are lost with it.

    Certificates and lists stay, so that what was signed can be judged; nothing more can be signed with the old ones,
    nor can they be revoked. Raises CONFLICT where the master key is there.
    """
    settings = services.settings
    with services.engine.begin() as db:
        trust.hold(db)
        stored = trust.vault(db)
        if stored is not None and _opens(settings, stored):
            raise InkpostError(
                Reason.CONFLICT,
                "The master key is there and opens the vault: nothing is lost. A key that others may know is changed "
                "by `inkpost authority rekey`",
                subject="master_key",
            )
        lost = trust.lose_keys(db)
        trust_authority.establish(db, settings, services.clock())
    services.keyring.forget()
    return lost


def keep_up(services: Services) -> None:
    """What is due by now: the authority's own certificates (the root too), seals that end soon, lists that are old.

    Each is a transaction of its own, so that one that fails keeps none of the others waiting.
    """
    for purpose in (Purpose.ROOT, Purpose.ISSUING, Purpose.TIMESTAMP):
        with services.engine.begin() as db:
            trust_authority.current(_bench(services, db), purpose)
    with services.engine.begin() as db:
        due = _seals_due(db, services.clock())
    for record in due:
        with services.engine.begin() as db:
            _renew_seal(_bench(services, db), record)
    with services.engine.begin() as db:
        bench = _bench(services, db)
        for issuer in (*trust.own(db, Purpose.ISSUING), *trust.own(db, Purpose.ROOT)):
            if issuer.key_kind is not KeyKind.LOST and issuer.not_after > bench.now:
                trust_revocation.fresh_list(bench, issuer)
                trust_authority.responder_of(bench, issuer)


def _reseal(services: Services, db: Connection, text: str, *, staged: bool) -> None:
    stored = trust.vault(db, lock=True)
    if stored is None:
        raise InkpostError(Reason.UNAVAILABLE, "There is no authority yet", subject="master_key")
    vault = open_vault(services.settings, stored)
    master = MasterKey.of(text)
    if staged:
        master_key.stage(services.settings.data, text)
    trust.keep_vault(db, StoredVault(vault.name, master.name, vault.closed(master)), services.clock())


def _opens(settings: Settings, stored: StoredVault) -> bool:
    try:
        open_vault(settings, stored)
    except InkpostError:
        return False
    return True


def _seals_due(db: Connection, now: datetime) -> list[CertificateRecord]:
    """The seals in use that end soon and that we can make anew: of the built-in authority."""
    ending = trust.ending(db, Purpose.COMPANY, now + PROFILES[Purpose.COMPANY].renewed)
    due = {(each.organization_id, each.company_id): each for each in ending if each.key_kind is KeyKind.VAULT}
    found = []
    for record in due.values():
        assert record.organization_id is not None  # noqa: S101 - a seal is a company's
        assert record.company_id is not None  # noqa: S101
        newest = next(
            (each for each in trust.of_company(db, record.organization_id, record.company_id) if each.usable(now)), None
        )
        if newest is not None and newest.id in {each.id for each in ending}:
            found.append(newest)
    return found


def _renew_seal(bench: Bench, record: CertificateRecord) -> None:
    assert record.organization_id is not None  # noqa: S101 - a seal is a company's
    assert record.company_id is not None  # noqa: S101
    trust.hold(bench.db)
    if record.id not in {each.id for each in _seals_due(bench.db, bench.now)}:
        return  # somebody else did it
    try:
        trust_issuing.seal(bench, record.organization_id, record.company_id, None)
    except InkpostError as fault:
        if fault.reason is not Reason.NOT_FOUND:
            raise  # a company that is gone needs no seal


def _bench(services: Services, db: Connection) -> Bench:
    return Bench(services.settings, services.keyring, db, services.clock())


def _invalid(message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject="new_master_key")
