"""Stamps: of the built-in authority, and of those elsewhere in turn."""

from __future__ import annotations

import functools
import time
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import certifi
from cryptography import x509

from inkpost.engines.sign import stamping
from inkpost.engines.sign.keys import LoadedKey, TimestampFailed
from inkpost.engines.sign.stamping import ClockBehind, StampRefused
from inkpost.errors import InkpostError
from inkpost.model.trust import OWN_STAMPER, Purpose, StampAuthority
from inkpost.operations import trust_authority
from inkpost.operations.kit import Services
from inkpost.operations.trust_authority import Bench
from inkpost.store import trust
from inkpost.store.guard import shown
from inkpost.store.stamp_calls import NoStamp

STEP = timedelta(milliseconds=1)
AHEAD = timedelta(seconds=1)
"""How far the time of a stamp may run ahead of the clock, so that each is later than the one before."""
REST_SECONDS = 60.0
"""How long an authority that failed is asked last."""
_failed_at: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Stampers:
    """The timestamp authorities of an organisation: the first that answers well stamps. See ``keys.Stamper``."""

    services: Services
    organization_id: int | None = None

    def stamp(self, digest: bytes) -> bytes:
        """See ``keys.Stamper``."""
        said = []
        for authority in _rested(authorities(self.services, self.organization_id)):
            try:
                return self._asked(authority, digest)
            except (NoStamp, StampRefused, ClockBehind, InkpostError) as fault:
                _failed_at[authority.url] = time.monotonic()
                said.append(f"{shown(authority.url)}: {fault}")
        raise TimestampFailed("; ".join(said))

    def _asked(self, authority: StampAuthority, digest: bytes) -> bytes:
        if authority.url == OWN_STAMPER:
            return own_stamp(self.services, digest)
        query, nonce = stamping.request(digest)
        answer = self.services.stamp_calls.ask(authority.url, query)
        return stamping.check(answer, digest, nonce, anchors_of(authority), self.services.clock())


def authorities(services: Services, organization_id: int | None) -> list[StampAuthority]:
    """Whom to ask, in turn: as the organisation says, else the server, else the built-in authority."""
    if organization_id is not None:
        with services.engine.begin() as db:
            found = trust.stampers(db, organization_id)
        if found:
            return found
    anchors = services.settings.timestamp_anchors
    urls = services.settings.timestamp_authorities or (OWN_STAMPER,)
    return [StampAuthority(url, anchors) for url in urls]


def anchors_of(authority: StampAuthority) -> list[x509.Certificate]:
    """Whom the stamps of an authority must lead to: what is set, else Mozilla's list."""
    if authority.anchors:
        return x509.load_pem_x509_certificates(authority.anchors.encode())
    return _public_anchors()


@functools.cache
def _public_anchors() -> list[x509.Certificate]:
    with warnings.catch_warnings():  # one old root has a serial that the library would warn of
        warnings.simplefilter("ignore")
        return x509.load_pem_x509_certificates(Path(certifi.where()).read_bytes())


def own_stamp(services: Services, digest: bytes) -> bytes:
    """A stamp of the built-in authority. Raises ClockBehind, UNAVAILABLE (``master_key``)."""
    key = own_key(services)
    serial, moment = next_stamp(services)
    return bytes(stamping.token(stamping.imprint_of(digest), key, serial, moment).dump())


def own_answer(services: Services, query: bytes) -> bytes:
    """The built-in authority's answer to a request of RFC 3161, whatever it is. Raises UNAVAILABLE (``master_key``)."""
    return stamping.answer(query, own_key(services), lambda: next_stamp(services))


def own_key(services: Services) -> LoadedKey:
    """The key of the built-in timestamp authority; its certificate is committed before it is used."""
    with services.engine.begin() as db:
        bench = Bench(services.settings, services.keyring, db, services.clock())
        return trust_authority.current(bench, Purpose.TIMESTAMP).key


def next_stamp(services: Services) -> tuple[int, datetime]:
    """The next serial and its time: each later than the one before, and never given twice. Raises ClockBehind."""
    now = services.clock()
    with services.engine.begin() as db:
        serial, moment = trust.next_stamp(db, now, STEP)
        if moment > now + AHEAD:
            raise ClockBehind("its clock runs behind its last stamp")
    return serial, moment


def _rested(found: list[StampAuthority]) -> list[StampAuthority]:
    """Those that failed a moment ago come last."""
    now = time.monotonic()
    return sorted(found, key=lambda each: now - _failed_at.get(each.url, -REST_SECONDS) < REST_SECONDS)
