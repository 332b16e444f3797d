"""Whether a trusted root stands behind a certificate at a time (RFC 5280), without a network."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Coroutine, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Any, Final, TypeVar

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator import errors as faults
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.validate import async_validate_path

from inkpost.engines.sign.chains import MOST_LINES, issued_by, lasts, lines_to_roots
from inkpost.engines.sign.report import Finding, Party, Reason

Answer = TypeVar("Answer")
CLOCKS_DIFFER: Final = timedelta(minutes=5)
MOST_CERTIFICATES: Final = 100
"""Of those that come with a signature; more are an attack on the search for a chain."""


class Purpose(StrEnum):
    """What a certificate is used for."""

    DOCUMENT = "document"
    TIMESTAMP = "timestamp"


@dataclass(frozen=True)
class Trust:
    """The roots that are trusted for signatures, and for timestamps where those are others."""

    roots: tuple[x509.Certificate, ...]
    timestamp_roots: tuple[x509.Certificate, ...] | None = None

    def roots_for(self, purpose: Purpose) -> tuple[x509.Certificate, ...]:
        """Whom to trust for this."""
        if purpose is Purpose.TIMESTAMP and self.timestamp_roots is not None:
            return self.timestamp_roots
        return self.roots


@dataclass(frozen=True)
class Chain:
    """The certificates from the signer's to the root, or why there is no such chain."""

    certificates: tuple[x509.Certificate, ...]
    finding: Finding | None = None


Asked = tuple[x509.Certificate, tuple[x509.Certificate, ...], tuple[x509.Certificate, ...], Purpose]


class Found:
    """Chains that were found sound, those asked for last: to search for one takes as long as ten signatures.

    Nothing here tells whom to trust or what is revoked. A chain is known for the very certificates it was searched
    with, roots included, and serves at a moment only when each of its certificates is valid then. What was refused is
    looked at again, and what is large is not kept.
    """

    def __init__(self, most: int = 512, largest: int = 32 * 1024) -> None:
        self._most = most
        self._largest = largest  # bytes of all certificates of one question
        self._chains: OrderedDict[Asked, Chain] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._chains)

    def get(self, asked: Asked, moment: datetime) -> Chain | None:
        """The chain that answers this, if it holds at that moment."""
        with self._lock:
            chain = self._chains.get(asked)
            if chain is None:
                return None
            self._chains.move_to_end(asked)
        return chain if all(lasts(each, moment) for each in chain.certificates) else None

    def keep(self, asked: Asked, chain: Chain) -> None:
        """Know this answer, in place of the one that was not asked for the longest."""
        certificate, helpers, roots, _ = asked
        size = sum(len(der(each)) for each in (certificate, *helpers, *roots))
        if chain.finding is not None or size > self._largest:
            return
        with self._lock:
            self._chains[asked] = chain
            self._chains.move_to_end(asked)
            if len(self._chains) > self._most:
                self._chains.popitem(last=False)


FOUND: Final = Found()


def chain_to_root(
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    trust: Trust,
    moment: datetime,
    purpose: Purpose = Purpose.DOCUMENT,
) -> Chain:
    """The chain of a certificate, valid at ``moment``. Revocation is not looked at."""
    roots = trust.roots_for(purpose)
    helpers = tuple(others)[:MOST_CERTIFICATES]
    asked = certificate, helpers, roots, purpose
    known = FOUND.get(asked, moment)
    if known is not None:
        return known
    chain = _searched(certificate, helpers, roots, moment, purpose)
    FOUND.keep(asked, chain)
    return chain


def _searched(
    certificate: x509.Certificate,
    helpers: tuple[x509.Certificate, ...],
    roots: tuple[x509.Certificate, ...],
    moment: datetime,
    purpose: Purpose,
) -> Chain:
    try:
        path = _validated(certificate, helpers, roots, moment)
    except faults.ExpiredError as fault:
        return Chain(_of_path(fault.original_path), Finding(Reason.CERTIFICATE_EXPIRED, fault.failure_msg))
    except faults.NotYetValidError as fault:
        return Chain(_of_path(fault.original_path), Finding(Reason.CERTIFICATE_NOT_YET_VALID, fault.failure_msg))
    except faults.PathBuildingError as fault:
        return Chain((certificate,), _unrooted(certificate, helpers, roots, str(fault)))
    except faults.ValidationError as fault:
        return Chain((certificate,), _impostor(certificate, helpers, roots) or Finding(_unfit(fault), str(fault)))
    except (ValueError, TypeError, KeyError, UnsupportedAlgorithm, InvalidSignature) as fault:
        return Chain((certificate,), Finding(Reason.CERTIFICATE_UNFIT, str(fault)))
    return Chain(path, _misused(certificate, purpose))


def _unfit(fault: faults.ValidationError) -> Reason:
    weak = isinstance(fault, faults.DisallowedAlgorithmError)
    return Reason.ALGORITHM_WEAK if weak else Reason.CERTIFICATE_UNFIT


def _validated(
    certificate: x509.Certificate,
    others: Sequence[x509.Certificate],
    roots: Sequence[x509.Certificate],
    moment: datetime,
) -> tuple[x509.Certificate, ...]:
    """The first chain that is sound; with none, raises what is wrong with the likeliest, or PathBuildingError."""
    context = ValidationContext(
        trust_roots=[as_asn1(der(one)) for one in roots],
        moment=moment,
        allow_fetching=False,
        revocation_mode="soft-fail",
        time_tolerance=timedelta(0),
    )
    lines = [] if certificate in roots else lines_to_roots(certificate, others, roots, moment)
    paths = [path for line in lines for path in _paths(line, context)][:MOST_LINES]
    if not paths:  # the library's own search then has the roots alone
        return _of_path(finished(CertificateValidator(as_asn1(der(certificate)), (), context).async_validate_path()))
    wrong: list[faults.ValidationError] = []
    for path in paths:
        try:
            finished(async_validate_path(context, path))
        except faults.ValidationError as fault:
            wrong.append(fault)
        else:
            return _of_path(path)
    raise wrong[0]


def _paths(line: Sequence[x509.Certificate], context: ValidationContext) -> Iterator[ValidationPath]:
    leaf, *issuers = (as_asn1(der(one)) for one in line)
    anchors = context.path_builder.trust_manager.find_potential_issuers(as_asn1(der(line[-1])))
    for anchor in islice(anchors, MOST_LINES):
        yield ValidationPath(anchor, list(reversed(issuers)), leaf)


def finished(work: Coroutine[Any, Any, Answer]) -> Answer:
    """The answer of a coroutine that has nothing to wait for, since there is no network."""
    try:
        work.send(None)
    except StopIteration as done:
        answer: Answer = done.value
        return answer
    work.close()
    raise RuntimeError("the chain of a certificate waited for something")


def _of_path(path: Any) -> tuple[x509.Certificate, ...]:
    return tuple(x509.load_der_x509_certificate(one.dump()) for one in reversed(list(path)))


def _unrooted(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], detail: str
) -> Finding:
    return _impostor(certificate, others, roots) or Finding(Reason.ISSUER_UNKNOWN, detail)


def _impostor(
    certificate: x509.Certificate, others: Sequence[x509.Certificate], roots: Sequence[x509.Certificate]
) -> Finding | None:
    """Whether somewhere up the chain an authority has a trusted root's name, but not its key."""
    for one in (certificate, *others):
        named = [root for root in roots if root.subject == one.issuer]
        if named and not any(issued_by(one, root) for root in named):
            return Finding(Reason.ISSUER_IMPOSTOR, one.issuer.rfc4514_string())
    return None


def _misused(certificate: x509.Certificate, purpose: Purpose) -> Finding | None:
    """Whether the certificate is for something else."""
    extensions = certificate.extensions
    if purpose is Purpose.TIMESTAMP:
        return None if _stamps(extensions) else Finding(Reason.CERTIFICATE_UNFIT, "not for timestamps")
    try:
        usage = extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return None
    fit = usage.digital_signature or usage.content_commitment
    return None if fit else Finding(Reason.CERTIFICATE_UNFIT, "not for signatures")


def _stamps(extensions: x509.Extensions) -> bool:
    """RFC 3161: for timestamps alone."""
    try:
        usage = extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        return False
    return list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


@lru_cache(maxsize=512)
def as_asn1(encoded: bytes) -> asn1.Certificate:
    """The certificate as the library wants it."""
    return asn1.Certificate.load(encoded)


def der(certificate: x509.Certificate) -> bytes:
    """A certificate's bytes."""
    return certificate.public_bytes(Encoding.DER)


def party_of(certificate: x509.Certificate) -> Party:
    """Whom a certificate names."""
    return Party(
        name=_named(certificate.subject, NameOID.COMMON_NAME) or certificate.subject.rfc4514_string(),
        organisation=_named(certificate.subject, NameOID.ORGANIZATION_NAME),
        serial=f"{certificate.serial_number:X}",
        issuer=_named(certificate.issuer, NameOID.COMMON_NAME) or certificate.issuer.rfc4514_string(),
        not_before=certificate.not_valid_before_utc,
        not_after=certificate.not_valid_after_utc,
        certificate=der(certificate),
    )


def _named(name: x509.Name, kind: x509.ObjectIdentifier) -> str:
    values = [one.value for one in name.get_attributes_for_oid(kind)]
    return values[0] if values and isinstance(values[0], str) else ""
