"""What the signing of documents asks of certificates and PDF signatures, whoever makes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import Role


class SealingWaits(Exception):
    """The file cannot be sealed now. ``code`` is a word, the text says what it waits for; it is tried again."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed or approved, when, and how: what a seal and the page of signatures say."""

    user_id: int
    name: str
    role: Role
    at: datetime
    provider: str


@dataclass(frozen=True, slots=True)
class SealOrder:
    """What is to be sealed: the document's number and title, the company that seals, who signed."""

    organization_id: int
    company_id: int | None
    guid: str
    title: str
    signatories: tuple[Signatory, ...]
    evidence_head: bytes


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known of a detached signature that came from elsewhere. ``fault`` says what could not be verified."""

    signer: str
    fault: str


class Sealer(Protocol):
    """Signs and seals PDFs."""

    def missing(self, db: Connection, organization_id: int, company_id: int | None) -> str:
        """Why documents of a company cannot be sealed; nothing where they can."""
        ...

    def by_person(self, db: Connection, pdf: bytes, order: SealOrder, *, user_id: int, role: Role, pin: str) -> bytes:
        """The PDF with a person's signature added. Raises PARAMETER_INVALID (``pin``), CONFLICT, UNAVAILABLE."""
        ...

    def check_detached(self, content: bytes, signature: bytes) -> Checked:
        """Look at a detached CMS over ``content``. Raises PARAMETER_INVALID (``signature``) for another's or none."""
        ...

    def seal(self, db: Connection, pdf: bytes, order: SealOrder) -> bytes:
        """The PDF with the company's seal added. Raises SealingWaits."""
        ...


class NoEngine:
    """Stands where nothing can sign yet: documents are taken, and their sealing waits and says so."""

    def missing(self, db: Connection, organization_id: int, company_id: int | None) -> str:
        """Nothing is asked for before there is an engine."""
        return ""

    def by_person(self, db: Connection, pdf: bytes, order: SealOrder, *, user_id: int, role: Role, pin: str) -> bytes:
        """Refused."""
        raise _no_engine()

    def check_detached(self, content: bytes, signature: bytes) -> Checked:
        """Refused."""
        raise _no_engine()

    def seal(self, db: Connection, pdf: bytes, order: SealOrder) -> bytes:
        """Waits."""
        raise SealingWaits("no_engine", "there is nothing here that signs PDFs")


def _no_engine() -> InkpostError:
    return InkpostError(Reason.UNAVAILABLE, "There is nothing here that signs PDFs", subject="engine")
