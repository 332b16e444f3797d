"""What somebody posts: a message with documents, or an addition to one. Paths name fields as the client spelt them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from inkpost.model.docflow import EntityKind, ResolutionKind
from inkpost.model.exchange import LockMode


@dataclass(frozen=True, slots=True)
class Signed:
    """A content with its signature, or the wish for a test signature."""

    content: bytes = b""
    signature: bytes = b""
    by_test: bool = False

    @property
    def signed(self) -> bool:
        """Whether there is a signature, or will be."""
        return bool(self.signature) or self.by_test


@dataclass(frozen=True, slots=True)
class Linked:
    """A document that another belongs to: one of a message that is there, or one of the same by its own identifier."""

    message: UUID | None
    document: str


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document of a new message. ``path`` is where it stands in what was given, for errors."""

    path: str
    type_name: str
    signed: Signed
    function: str = ""
    version: str = ""
    workflow_id: int | None = None
    comment: str = ""
    wants_signature: bool = False
    wants_receipt: bool = False
    initial: Sequence[Linked] = ()
    subordinate: Sequence[Linked] = ()
    custom_id: str = ""
    editing_id: str = ""
    custom_data: Sequence[tuple[str, str]] = ()
    metadata: Sequence[tuple[str, str]] = ()
    encrypted: bool = False


@dataclass(frozen=True, slots=True)
class NewData:
    """Structured data beside a document of the same message."""

    path: str
    content: bytes
    file_name: str
    parent: str


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message to be sent, to be sent later, or to be kept as a draft."""

    from_box: UUID
    to_box: UUID | None
    documents: Sequence[NewDocument]
    data: Sequence[NewData] = ()
    proxy_box: UUID | None = None
    from_department: UUID | None = None
    to_department: UUID | None = None
    proxy_department: UUID | None = None
    internal: bool = False
    draft: bool = False
    lock_draft: bool = False
    strict: bool = True
    delayed: bool = False
    lock_mode: LockMode = LockMode.NONE


@dataclass(frozen=True, slots=True)
class NewEntity:
    """Something that is added to a message: an answer to one of its entities.

    ``attachment`` is what its content is called on the wire that it came by; empty of a signature. ``formal``: the
    content is a paper in the tax service's form, and must belong to the parent.
    """

    path: str
    kind: EntityKind
    parent: UUID
    attachment: str = ""
    signed: Signed = Signed()
    labels: Sequence[str] = ()
    comment: str = ""
    wants_receipt: bool = False
    approvement: bool = False
    formal: bool = False
    resolution: ResolutionKind | None = None
    target_user: UUID | None = None
    target_department: UUID | None = None


@dataclass(frozen=True, slots=True)
class CustomDataChange:
    """A key of a document's own data set, or removed where there is no value."""

    path: str
    document: UUID
    key: str
    value: str | None


@dataclass(frozen=True, slots=True)
class NewPatch:
    """What is added to a message by one box, all of it or nothing."""

    box: UUID
    message: UUID
    entities: Sequence[NewEntity] = ()
    custom_data: Sequence[CustomDataChange] = ()


@dataclass(frozen=True, slots=True)
class DraftSignature:
    """A signature under a document of a draft."""

    path: str
    document: UUID
    signature: bytes = b""
    by_test: bool = False


@dataclass(frozen=True, slots=True)
class DraftToSend:
    """A draft to become a message; what is given replaces what the draft says."""

    box: UUID
    draft: UUID
    to_box: UUID | None = None
    to_department: UUID | None = None
    proxy_box: UUID | None = None
    proxy_department: UUID | None = None
    signatures: Sequence[DraftSignature] = ()
