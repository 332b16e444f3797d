"""Whom a certificate names: names, addresses and the numbers of a person, as its subject and extensions say them.

What no library here can verify (GOST) can still be read: the names stand in the certificate as in any other.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Final

from asn1crypto import core
from asn1crypto import x509 as asn1

_NUMBERS: Final = {"1.2.643.3.131.1.1": "inn", "1.2.643.100.3": "snils"}
"""The numbers that Russian authorities put into the subject of a person's certificate."""
_MOST: Final = 20
"""Values of a kind that are looked at."""
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, IndexError)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a certificate names. ``sha256`` is the certificate's; ``numbers`` are by kind: ``inn``, ``snils``."""

    sha256: bytes
    common_name: str = ""
    surname: str = ""
    given_name: str = ""
    addresses: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()

    @property
    def told(self) -> str:
        """The same in words, for whoever has to see whom it names."""
        person = " ".join(part for part in (self.surname, self.given_name) if part)
        name = self.common_name if person in {"", self.common_name} else f"{self.common_name} ({person})".strip()
        numbers = tuple(f"{kind.upper()} {number}" for kind, number in self.numbers)
        return ", ".join(part for part in (name, *self.addresses, *numbers) if part) or "nobody"


def identity_of(certificate: bytes) -> Identity:
    """Whom a certificate (DER) names; what cannot be read is left out."""
    sha256 = hashlib.sha256(certificate).digest()
    try:
        read = asn1.Certificate.load(certificate)
        subject = [one for group in read.subject.chosen for one in group][: 5 * _MOST]
    except _MALFORMED:
        return Identity(sha256)
    return Identity(
        sha256,
        _first(subject, "common_name"),
        _first(subject, "surname"),
        _first(subject, "given_name"),
        tuple(dict.fromkeys([*_values(subject, "email_address"), *_alternative(read)]))[:_MOST],
        _numbers(subject),
    )


def _first(subject: list[Any], name: str) -> str:
    return next(iter(_values(subject, name)), "")


def _values(subject: list[Any], name: str) -> list[str]:
    return [text for one in subject if one["type"].native == name and (text := _text(one["value"]))]


def _text(given: Any) -> str:
    try:
        native = given.native
    except _MALFORMED:
        return ""
    return " ".join(native.split()) if isinstance(native, str) else ""


def _alternative(read: asn1.Certificate) -> list[str]:
    try:
        names = read.subject_alt_name_value or ()
        return [_text(one) for one in list(names)[:_MOST] if one.name == "rfc822_name"]
    except _MALFORMED:
        return []


def _numbers(subject: list[Any]) -> tuple[tuple[str, str], ...]:
    found = []
    for one in subject:
        kind = _NUMBERS.get(one["type"].dotted)
        digits = "".join(filter(str.isdigit, _plain(one["value"]))) if kind else ""
        if kind and digits:
            found.append((kind, digits))
    return tuple(dict.fromkeys(found))[:_MOST]


def _plain(given: Any) -> str:
    """The text of an attribute whose type the library does not know."""
    try:
        parsed = given if isinstance(given, core.AbstractString) else core.load(given.dump())
        return _text(parsed)
    except _MALFORMED:
        return ""
