"""Where signatures stand in a file, and what is written there before and after: in the document's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from cryptography import x509

from inkpost.engines.sign.appearance import Stamp, stamp_of
from inkpost.engines.sign.bounded_preparing import prepare_bounded
from inkpost.engines.sign.codes import Code
from inkpost.engines.sign.preparing import Place, Protocol
from inkpost.model.signatures import SIGNING, Member, ProviderKind, Role, SentDocument

SEAL_FIELD: Final = "Seal"
LONGEST_LINE: Final = 200
"""Characters of a line of a stamp."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed or approved, in which role, and when."""

    name: str
    role: Role
    at: datetime


@dataclass(frozen=True, slots=True)
class SealOrder:
    """What is to be sealed: the document's number and title, the company that seals, who acted.

    ``address`` is where anybody who has the paper may ask about it.
    """

    organization_id: int
    company_id: int
    guid: str
    title: str
    language: str
    signatories: tuple[Signatory, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Language:
    """The words of a language."""

    heading: str
    waits: str
    sealed: str
    number: str
    check: str
    signed: str
    roles: dict[Role, str]


_ENGLISH: Final = Language(
    heading="Signatures",
    waits="Here stands the company's seal once everyone has signed",
    sealed="Sealed: everyone has signed",
    number="No.",
    check="Who signed, and does it hold? Anybody may ask here:",
    signed="Signed electronically through Inkpost",
    roles={
        Role.ASSIGNEE: "for the company",
        Role.SIGNER: "employee",
        Role.REVIEWER: "reviewer",
        Role.EDITOR: "editor",
    },
)
_RUSSIAN: Final = Language(
    heading="Подписи",
    waits="Здесь будет печать компании, когда подпишут все",
    sealed="Заверено: документ подписали все",
    number="№",
    check="Кто подписал и не изменён ли документ? Спросить может каждый:",
    signed="Подписано электронно в Inkpost",
    roles={
        Role.ASSIGNEE: "представитель компании",
        Role.SIGNER: "сотрудник",
        Role.REVIEWER: "согласующий",
        Role.EDITOR: "заполняющий",
    },
)


def language_of(code: str) -> Language:
    """The words of a language by its code; English for every other than Russian."""
    return _RUSSIAN if code.lower().startswith("ru") else _ENGLISH


def member_field(member: Member) -> str:
    """The name of a member's field in the file."""
    return f"Member{member.id}"


def prepared(pdf: bytes, document: SentDocument, members: Sequence[tuple[Member, str]]) -> bytes:
    """The PDF with a place for the company's seal on a page at its end, and for each who signs the file itself.

    A place goes to the mark of its role, else to a page at the end. ``members`` come with their names. Raises
    SignatureRefused for a file that could never be signed. Anybody may have made it: it is parsed in a process apart.
    """
    words = language_of(document.language)
    sign = document.provider is ProviderKind.CERTIFICATE
    places = [
        Place(member_field(member), (name[:LONGEST_LINE], words.roles[member.role]), member.role.value)
        for member, name in members
        if sign and member.role in SIGNING
    ]
    lines = (document.title[:LONGEST_LINE], document.guid) if places else ()
    protocol = Protocol(words.heading if places else "", lines, Place(SEAL_FIELD, (words.waits,)))
    return prepare_bounded(pdf, places, protocol).pdf or b""


def stamp_of_member(
    certificate: x509.Certificate, at: datetime, name: str, role: Role, language: str, zone: ZoneInfo
) -> Stamp:
    """What a member's signature shows: name, role, time and the certificate's number."""
    code = "ru" if language.lower().startswith("ru") else "en"
    more = (language_of(language).roles[role],)
    return stamp_of(certificate, at.astimezone(zone), language=code, name=name[:LONGEST_LINE], more=more)


def stamp_of_seal(order: SealOrder, at: datetime, zone: ZoneInfo) -> Stamp:
    """What the seal shows: which document, everybody who acted, when, and where anybody may ask about it."""
    words = language_of(order.language)
    acted = (
        f"{each.name[:LONGEST_LINE]}, {words.roles[each.role]}: {_when(each.at, zone)}" for each in order.signatories
    )
    head = (words.sealed, order.title[:LONGEST_LINE], f"{words.number} {order.guid}")
    return Stamp((*head, *acted, _when(at, zone)), code=Code(order.address, words.check))


def _when(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S %Z")
