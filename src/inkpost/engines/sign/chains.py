"""The lines of issuers that may lead from a certificate to a trusted root: few, whoever chose the certificates.

A search that tries every order of certificates takes days for a dozen of them that all fit each other, and anybody
may put such a dozen beside a signature. Here each authority stands once in a line, and each certificate is looked at a
few times at most.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

MOST_ISSUERS: Final = 8
"""Certificates between the first one and the root."""
MOST_LINES: Final = 8
MOST_VISITS: Final = 3
"""Lines that one certificate may stand in: an authority may have been certified twice."""
MOST_SIGNATURES: Final = 200
"""That are verified in one search."""


@dataclass(frozen=True)
class Link:
    """A certificate as it is compared with others."""

    certificate: x509.Certificate

    @cached_property
    def read(self) -> asn1.Certificate:
        """What the library makes of it."""
        return asn1.Certificate.load(self.certificate.public_bytes(Encoding.DER))

    @cached_property
    def authority(self) -> tuple[Any, bytes]:
        """Whom it certifies: certificates with one name and key are of one authority."""
        return self.read.subject.hashable, self.read.public_key.dump()

    def names(self, issuer: Link) -> bool:
        """Whether its issuer has that name and, where both say so, that key (RFC 5280, 4.2.1.1)."""
        own, other = self.read, issuer.read
        if own.issuer.hashable != other.subject.hashable:
            return False
        identifier, serial = own.authority_key_identifier, own.authority_issuer_serial
        if identifier and other.key_identifier and identifier != other.key_identifier:
            return False
        return not serial or bool(serial == other.issuer_serial)


Line = tuple[Link, ...]
"""A certificate, its issuer, the issuer of that, and so on; without the root."""


def lines_to_roots(
    certificate: x509.Certificate,
    others: Iterable[x509.Certificate],
    roots: Sequence[x509.Certificate],
    moment: datetime,
) -> list[tuple[x509.Certificate, ...]]:
    """The lines from a certificate up to one that a root issued, the likeliest first; each begins with it.

    Where signatures lead nowhere, it is the lines by name: whoever validates them says what is wrong.
    """
    distinct = dict.fromkeys(one for one in others if one != certificate and one not in roots)
    newest = sorted(distinct, key=lambda one: (lasts(one, moment), one.not_valid_before_utc), reverse=True)
    search = _Search([Link(one) for one in newest], [Link(one) for one in roots])
    found = search.lines(Link(certificate), _Verifier().fits) or search.lines(Link(certificate), Link.names)
    return [tuple(link.certificate for link in line) for line in found]


def lasts(certificate: x509.Certificate, moment: datetime) -> bool:
    """Whether a certificate is valid at a moment, both its ends included."""
    return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


class _Search:
    def __init__(self, others: Iterable[Link], roots: Iterable[Link]) -> None:
        self._others, self._roots = _by_subject(others), _by_subject(roots)

    def lines(self, first: Link, fits: Callable[[Link, Link], bool]) -> list[Line]:
        """The shortest lines to a root, where ``fits`` tells whether one may have been issued by another."""
        found: list[Line] = []
        open_lines: deque[Line] = deque([(first,)])
        visits: Counter[Link] = Counter()
        while open_lines and len(found) < MOST_LINES:
            line = open_lines.popleft()
            name = line[-1].read.issuer.hashable
            if any(fits(line[-1], root) for root in self._roots[name]):
                found.append(line)
            for issuer in self._issuers(line, name, fits):
                if visits[issuer] < MOST_VISITS:
                    visits[issuer] += 1
                    open_lines.append((*line, issuer))
        return found

    def _issuers(self, line: Line, name: Any, fits: Callable[[Link, Link], bool]) -> list[Link]:
        if len(line) > MOST_ISSUERS:
            return []
        passed = {link.authority for link in line}
        return [one for one in self._others[name] if one.authority not in passed and fits(line[-1], one)]


def _by_subject(links: Iterable[Link]) -> defaultdict[Any, list[Link]]:
    sorted_links: defaultdict[Any, list[Link]] = defaultdict(list)
    for link in links:
        sorted_links[link.read.subject.hashable].append(link)
    return sorted_links


class _Verifier:
    """Verifies who signed whom: each certificate with each key once."""

    def __init__(self) -> None:
        self._known: dict[tuple[Link, tuple[Any, bytes]], bool] = {}

    def fits(self, link: Link, issuer: Link) -> bool:
        """Whether the issuer is named and its key signed."""
        if not link.names(issuer):
            return False
        asked = link, issuer.authority
        if asked not in self._known:
            within = len(self._known) < MOST_SIGNATURES
            self._known[asked] = within and issued_by(link.certificate, issuer.certificate)
        return self._known[asked]


def issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer's key signed the certificate."""
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True
