"""Who is to sign a paper, as a program says it in XML: from a certificate, by hand, or out of the employee's place."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from inkpost.engines.papers.forms import ElectronicPower, Fio, PaperPower
from inkpost.engines.papers.reading import (
    Element,
    NotReadable,
    date_of,
    day,
    maybe,
    one_of,
    one_value_of,
    path_of,
    text_of,
    tree_of,
    value,
    value_or_none,
)

LARGEST: Final = 256 * 1024


class PositionSource(StrEnum):
    """Where the signer's position comes from."""

    EMPLOYEE = "Employee"
    CERTIFICATE = "Certificate"
    MANUAL = "Manual"


@dataclass(frozen=True, slots=True)
class SignerWanted:
    """What a program says of a signer; empty where it says nothing. ``position`` counts with ``MANUAL``."""

    fio: Fio | None = None
    certificate: bytes = b""
    thumbprint: str = ""
    position_source: PositionSource = PositionSource.CERTIFICATE
    position: str = ""
    status: str = ""
    signature: str = ""
    power: ElectronicPower | PaperPower | None = None


def signer_of(content: bytes) -> SignerWanted:
    """Read the XML of a universal signer. Raises NotReadable, which says what is missing or wrong."""
    root = tree_of(content, largest=LARGEST)
    if root.tag != "Signer":
        raise NotReadable(f"its root is {str(root.tag)[:50]!r}, of a signer it is 'Signer'")
    certificate = maybe(root, "Certificate")
    fio = maybe(root, "Fio")
    source, position = _position(root)
    return SignerWanted(
        _fio(fio) if fio is not None else None,
        _certificate(certificate),
        value_or_none(certificate, "CertificateThumbprint", longest=100),
        source,
        position,
        one_value_of(root, "SignerStatus", "123") if root.get("SignerStatus") else "",
        one_value_of(root, "SignatureType", "123") if root.get("SignatureType") else "",
        _power(maybe(root, "PowerOfAttorney")),
    )


def _fio(element: Element) -> Fio:
    last, first = (value(element, name, longest=60) for name in ("LastName", "FirstName"))
    return Fio(last, first, value_or_none(element, "MiddleName", longest=60))


def _certificate(element: Element | None) -> bytes:
    text = value_or_none(element, "CertificateBytes", longest=LARGEST)
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NotReadable("Signer/Certificate: CertificateBytes is no base64") from None


def _position(root: Element) -> tuple[PositionSource, str]:
    element = maybe(root, "Position")
    if element is None:
        return PositionSource.CERTIFICATE, ""
    source = PositionSource(one_value_of(element, "PositionSource", PositionSource))
    return source, text_of(element, longest=255).strip()


def _power(element: Element | None) -> ElectronicPower | PaperPower | None:
    if element is None:
        return None
    found = one_of(element, "Electronic", "Paper")
    if found.tag == "Paper":
        by = maybe(found, "Person", "Fio")
        return PaperPower(
            value(found, "InternalNumber", longest=50),
            date_of(found, "RegistrationDate"),
            _fio(by) if by is not None else None,
            value_or_none(found, "IssuerInfo", longest=1000),
        )
    manual = one_of(found, "Manual", "Storage")
    if manual.tag == "Storage":
        told = "powers of attorney are not kept here: give it as Manual"
        raise NotReadable(f"{path_of(manual)}: {told}")
    return ElectronicPower(
        value(manual, "RegistrationNumber", longest=36),
        date_of(manual, "RegistrationDate"),
        one_value_of(found, "MethodOfProviding", "12"),
        value_or_none(manual, "InternalNumber", longest=50),
        _day_or_none(manual, "InternalDate"),
        value_or_none(manual, "SystemId", longest=500),
    )


def _day_or_none(element: Element, name: str) -> date | None:
    text = value_or_none(element, name)
    return day(text, f"{path_of(element)}: {name}") if text else None
