"""By whom the signatures in a file are judged, and what says that their certificates held: ours, and others' word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import structlog
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID
from sqlalchemy import Connection

from inkpost.engines.sign import revocation
from inkpost.engines.sign.chains import issued_by
from inkpost.engines.sign.evidence_checks import Evidence, Known, statements_on
from inkpost.engines.sign.ltv import Needed
from inkpost.engines.sign.trust import Trust
from inkpost.model.trust import OWN_STAMPER, KeyKind, Purpose
from inkpost.operations import trust_revocation, trust_stamping
from inkpost.operations.kit import Services
from inkpost.operations.trust_authority import Bench
from inkpost.store import trust
from inkpost.store.asking import Unanswered
from inkpost.store.guard import shown

log = structlog.get_logger()
MOST_ASKED = 20
"""Certificates of one file that authorities elsewhere are asked about."""
MOST_ADDRESSES = 2
"""Responders and lists of one certificate that are tried."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found, and for each certificate of which nothing could be had a sentence that says why."""

    evidence: Evidence
    missing: tuple[str, ...]


def trust_of(services: Services, organization_id: int, company_id: int) -> Trust:
    """The roots of the built-in authority, of the company's imported seals, and of the timestamp authorities in use."""
    elsewhere = [
        anchor
        for authority in trust_stamping.authorities(services, organization_id)
        if authority.url != OWN_STAMPER
        for anchor in trust_stamping.anchors_of(authority)
    ]
    with services.engine.begin() as db:
        own = [x509.load_der_x509_certificate(each.content) for each in trust.own(db, Purpose.ROOT)]
        chains = [each.chain for each in trust.of_company(db, organization_id, company_id) if each.imported]
    imported = [x509.load_der_x509_certificate(chain[-1]) for chain in chains if chain]
    roots = tuple(dict.fromkeys([*own, *filter(_is_root, imported)]))
    return Trust(roots, tuple(dict.fromkeys([*own, *filter(_is_root, elsewhere)])))


def own_lists(services: Services) -> tuple[bytes, ...]:
    """What the built-in authority revoked by now (DER)."""
    with services.engine.begin() as db:
        bench = _bench(services, db)
        every = (*trust.own(db, Purpose.ISSUING), *trust.own(db, Purpose.ROOT))
        kept = [each for each in every if each.key_kind is not KeyKind.LOST and each.not_after > bench.now]
        return tuple(trust_revocation.fresh_list(bench, each).content for each in kept)


def gathered(services: Services, needed: Iterable[Needed]) -> Gathered:
    """What says whether certificates hold. Authorities elsewhere are asked only about those that lead to a known root.

    Raises UNAVAILABLE (``master_key``).
    """
    found, missing = Evidence(), []
    reliable = [each for each in needed if each.anchored]
    for each in reliable[:MOST_ASKED]:
        told = _own(services, each) or _answered(services, each) or _listed(services, each)
        if isinstance(told, Evidence):
            found += told
        else:
            missing.append(_sentence(each, "no authority says whether it holds"))
    missing += [_sentence(each, "the file has too many certificates") for each in reliable[MOST_ASKED:]]
    return Gathered(_without_doubles(found), tuple(missing))


def _own(services: Services, needed: Needed) -> Evidence | None:
    with services.engine.begin() as db:
        proof = trust_revocation.proof_of(_bench(services, db), needed.certificate)
    return Evidence((), proof.lists, proof.answers) if proof.lists else None


def _answered(services: Services, needed: Needed) -> Evidence | None:
    question = revocation.question(needed.certificate, needed.issuer)
    for address in _responders(needed.certificate):
        try:
            told = Evidence(responses=(services.revocation_calls.answer_of(address, question),))
        except Unanswered as fault:
            _unanswered(address, fault)
        else:
            if _speaks_of(told, needed):
                return told
    return None


def _listed(services: Services, needed: Needed) -> Evidence | None:
    for address in _lists(needed.certificate):
        try:
            told = Evidence(lists=(_der_of(services.revocation_calls.list_at(address)),))
        except Unanswered as fault:
            _unanswered(address, fault)
        else:
            if _speaks_of(told, needed):
                return told
    return None


def _speaks_of(told: Evidence, needed: Needed) -> bool:
    """Whether the issuer, or whom it charged with it, says something of the certificate there."""
    return next(statements_on(needed.certificate, needed.issuer, Known(told)), None) is not None


def _der_of(content: bytes) -> bytes:
    if not content.lstrip().startswith(b"-----BEGIN"):
        return content
    try:
        return x509.load_pem_x509_crl(content).public_bytes(Encoding.DER)
    except ValueError:
        return content  # which nobody can read either


def _responders(certificate: x509.Certificate) -> list[str]:
    try:
        access = certificate.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    named = [each for each in access if each.access_method == AuthorityInformationAccessOID.OCSP]
    return _addresses(each.access_location for each in named)


def _lists(certificate: x509.Certificate) -> list[str]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    return _addresses(name for point in points for name in point.full_name or ())


def _addresses(names: Iterable[x509.GeneralName]) -> list[str]:
    found = [each.value for each in names if isinstance(each, x509.UniformResourceIdentifier)]
    return [each for each in found if each.lower().startswith(("http://", "https://"))][:MOST_ADDRESSES]


def _is_root(certificate: x509.Certificate) -> bool:
    return certificate.issuer == certificate.subject and issued_by(certificate, certificate)


def _without_doubles(found: Evidence) -> Evidence:
    def once(every: Sequence[bytes]) -> tuple[bytes, ...]:
        return tuple(dict.fromkeys(every))

    return Evidence(once(found.certificates), once(found.lists), once(found.responses))


def _sentence(needed: Needed, why: str) -> str:
    return f"{needed.certificate.subject.rfc4514_string()}: {why}"


def _unanswered(address: str, fault: Unanswered) -> None:
    log.info("signing.no_revocation_data", address=shown(address), says=str(fault))


def _bench(services: Services, db: Connection) -> Bench:
    return Bench(services.settings, services.keyring, db, services.clock())
