"""What a document's life between boxes is made of: the words that the record, the engine and the wires share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Side(StrEnum):
    """Who did something with a document. An internal document has a sender and a recipient in one box."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    PROXY = "proxy"
    OPERATOR = "operator"


class DocumentClass(StrEnum):
    """What a document is to one box; a folder of its lists."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    INTERNAL = "internal"
    PROXY = "proxy"


class EntityKind(StrEnum):
    """What a patch adds to a document; ``parent`` of an entity is what it answers to."""

    DOCUMENT = "document"  # the sender's document or title; no parent
    SIGNATURE = "signature"  # of the entity that is its parent, whoever's
    RECIPIENT_TITLE = "recipient_title"  # the recipient's answer as a document of its own
    RECEIPT = "receipt"  # of a document, a title, a confirmation or a request
    CONFIRMATION = "confirmation"  # the operator's: when it took the parent in
    REFUSAL = "refusal"  # to sign the document, or to accept a revocation request (then the parent is that)
    AMENDMENT_REQUEST = "amendment_request"
    REVOCATION_REQUEST = "revocation_request"  # accepted by a signature of the other side under it
    RESOLUTION = "resolution"
    RESOLUTION_REQUEST = "resolution_request"
    RESOLUTION_REQUEST_DENIAL = "resolution_request_denial"
    CANCELLATION = "cancellation"  # of a resolution request or of its denial
    ATTACHMENT = "attachment"  # structured data and comments: part of no step
    ROAMING_ERROR = "roaming_error"  # another operator could not deliver; the last of these two counts
    ROAMING_SUCCESS = "roaming_success"


class Check(StrEnum):
    """What is known of a signature."""

    UNCHECKED = "unchecked"
    VALID = "valid"
    INVALID = "invalid"
    UNVERIFIABLE = "unverifiable"  # made by means that cannot be checked here


class ResolutionKind(StrEnum):
    """What a resolution says, or a request of one asks for."""

    APPROVE = "approve"
    DISAPPROVE = "disapprove"
    SIGN = "sign"
    APPROVEMENT_SIGN = "approvement_sign"
    PRIMARY_SIGN = "primary_sign"
    CUSTOM = "custom"


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity as the rules of a docflow see it.

    ``order`` is its place in the message, growing from patch to patch and within a patch. ``at`` is aware UTC.
    ``author_box`` is whose it is (the operator's have none); resolutions and their requests are seen by that box alone.
    ``check`` is of a signature: the one under an entity says whether that entity counts.
    """

    id: UUID
    kind: EntityKind
    side: Side
    at: datetime
    order: int
    parent: UUID | None = None
    author_box: int | None = None
    author_user: int | None = None
    check: Check = Check.UNCHECKED
    wants_signature: bool = False  # of a document: its sender asked for the recipient's signature
    wants_receipt: bool = False  # of a document or a title: its author asked for a receipt
    approvement: bool = False  # of a signature: one within the box, which is no answer to the other side
    partially: bool = False  # of a recipient's title: with reservations
    rejected: bool = False  # of a recipient's title: what was sent was not accepted
    resolution: ResolutionKind | None = None
    target_user: int | None = None
    target_department: int | None = None
    encrypted: bool = False  # of a document: nobody but the two sides can read it, or check its signatures
    through_proxy: bool = False  # of a document: it goes to its recipient by way of a proxy, who signs first
    to: Side | None = None  # of a confirmation: the side it is for
