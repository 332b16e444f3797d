"""What one box brings to a state, and what it is told in return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from inkpost.engines.docflow.approvals import Standing
from inkpost.engines.docflow.facts import Response, Revocation
from inkpost.engines.docflow.steps import Step
from inkpost.model.docflow import Check, DocumentClass, Side
from inkpost.model.docflow_categories import Category, categories


@dataclass(frozen=True, slots=True)
class Seen:
    """What one box knows of a document beside its entities. Times are aware UTC.

    ``is_invoice``: of the invoice family, or a transfer document that is an invoice too. ``revised`` and ``corrected``:
    another document says so of this one. ``owes_marking_cancellation`` is the operator's word.
    """

    document_class: DocumentClass
    box: int | None = None
    is_read: bool = False
    is_deleted: bool = False
    is_draft: bool = False  # drafts and templates are in no list
    sent_at: datetime | None = None
    delivered_at: datetime | None = None
    is_invoice: bool = False
    revised: bool = False
    corrected: bool = False
    owes_marking_cancellation: bool = False


class ReceiptStanding(StrEnum):
    """A receipt as one box sees it."""

    NOT_ACCEPTABLE = "not_acceptable"  # neither asked for nor given
    HAVE_TO_CREATE = "have_to_create"
    WAITING = "waiting"
    FINISHED = "finished"


class Receipts(NamedTuple):
    """Every receipt of a document as one box sees it."""

    title: ReceiptStanding  # the recipient's, of the document
    title_confirmation: ReceiptStanding  # this side's, of its confirmation of the document
    receipt_confirmation: ReceiptStanding  # the recipient's, of its confirmation of its receipt
    response: ReceiptStanding  # the sender's, of the recipient's title
    amendment: ReceiptStanding  # the sender's, of the request to amend


class Roaming(StrEnum):
    """What another operator reported last."""

    NONE = "none"
    SUCCESS = "success"
    ERROR = "error"


class Severity(StrEnum):
    """How much a status text wants to be noticed."""

    INFO = "info"  # nothing is to be done
    SUCCESS = "success"
    WARNING = "warning"  # something is to be done, or awaited
    ERROR = "error"  # refused, revoked or failed


@dataclass(frozen=True, slots=True)
class StatusText:
    """A status for people to read."""

    ru: str
    en: str
    severity: Severity


NO_TEXT = StatusText("", "", Severity.INFO)


@dataclass(slots=True)
class View:
    """What ``view`` tells one box. ``response`` is masked: a signature that does not hold is its maker's to know."""

    seen: Seen
    side: Side  # whose eyes the texts are written for
    sender_check: Check | None  # none: the sender has yet to sign
    response: Response
    proxy_response: Response
    revocation: Revocation
    revocation_by_me: bool
    amendment_requested: bool
    amendment_open: bool  # and nothing has answered it
    roaming: Roaming
    receipts: Receipts
    approval: Standing
    revocation_approval: Standing
    finished: bool
    have_to_create_receipt: bool
    waiting_for_receipt: bool
    waiting_for_confirmation: bool  # the operator's, for this side
    owes: tuple[Step, ...]
    primary: StatusText = NO_TEXT
    secondary: StatusText | None = None
    bits: int = 0  # of the statuses that hold: see ``docflow_categories``

    @property
    def categories(self) -> frozenset[Category]:
        """The lists this document is found in."""
        return categories(self.seen.document_class, self.bits)
