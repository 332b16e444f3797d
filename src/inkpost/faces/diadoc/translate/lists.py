"""Lists of documents: which one is asked for, and the pieces that answers are joined from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import msgspec

from inkpost.engines.docflow import Standing
from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.pieces import Piece, piece
from inkpost.faces.diadoc.translate.document import APPROVALS, DOCUMENT_TYPES, document, lasting, passing, said_of
from inkpost.faces.diadoc.translate.index_keys import index_key
from inkpost.model.docflow import DocumentClass
from inkpost.model.docflow_categories import Status
from inkpost.model.document_types import TYPES
from inkpost.model.exchange import DocumentView, Names
from inkpost.model.exchange_lists import Body, BodyForm, Place
from inkpost.operations.exchange_lists import Shown

CLASSES: Final = {
    "Inbound": DocumentClass.INBOUND,
    "Outbound": DocumentClass.OUTBOUND,
    "Internal": DocumentClass.INTERNAL,
    "Proxy": DocumentClass.PROXY,
}
_NAMED: Final = {Status.ANY: "", Status.HAVE_TO_CANCEL_MARKING: "HaveToCancelTtGisFixation"}
STATUSES: Final = {
    _NAMED.get(each, "".join(part.capitalize() for part in each.name.split("_"))): each for each in Status
}
"""The statuses by their names; the empty one asks for every document of the class."""
ANY: Final = "Any"
_UNSUPPORTED: Final = ("AnyInvoiceDocumentType", "AnyBilateralDocumentType", "AnyUnilateralDocumentType")
_TYPES: Final = {
    each.lower(): each for each in sorted({*DOCUMENT_TYPES, *(kind.value for kind in TYPES)} - {"UnknownDocumentType"})
}
_CLASSES: Final = {name.lower(): each for name, each in CLASSES.items()}
_STATUSES: Final = {name.lower(): each for name, each in STATUSES.items()}


class Asked(NamedTuple):
    """A category as it is asked for; no type asks for every one."""

    type_name: str | None
    document_class: DocumentClass
    status: Status


def read_category(text: str, name: str) -> Asked:
    """A category such as ``Any.InboundNotRead``. Raises PARAMETER_INVALID (``name``), which says what is valid."""
    kind, dot, rest = text.partition(".")
    if not dot:
        told = "it takes <type>.<class><status>, such as Any.Inbound or Invoice.OutboundNotFinished"
        raise wrong(name, text, told)
    document_class = next((each for each in CLASSES if rest.lower().startswith(each.lower())), None)
    if document_class is None:
        raise wrong(name, text, f"after the point comes a class: {', '.join(CLASSES)}")
    status = read_status(rest[len(document_class) :], text, name)
    return Asked(None if kind.lower() == ANY.lower() else read_type(kind, text, name), CLASSES[document_class], status)


def read_status(part: str, text: str, name: str) -> Status:
    """A status. Raises PARAMETER_INVALID."""
    found = _STATUSES.get(part.lower())
    if found is None:
        told = f"{part[:60]!r} is no status: valid are none at all and {', '.join(each for each in STATUSES if each)}"
        raise wrong(name, text, told)
    return found


def read_type(part: str, text: str, name: str) -> str:
    """A type of documents. Raises PARAMETER_INVALID."""
    if part.lower() in {each.lower() for each in _UNSUPPORTED}:
        raise wrong(name, text, f"{part} is no longer supported: ask for {ANY} or for one type")
    found = _TYPES.get(part.lower())
    if found is None:
        raise wrong(name, text, f"{part[:60]!r} is no type: valid are {ANY}, {', '.join(_TYPES.values())}")
    return found


def read_class(text: str, name: str) -> DocumentClass:
    """A class. Raises PARAMETER_INVALID."""
    found = _CLASSES.get(text.lower())
    if found is None:
        raise wrong(name, text, f"valid are {', '.join(CLASSES)}")
    return found


def wrong(name: str, text: str, why: str) -> InkpostError:
    """The refusal of a value."""
    shown = text if len(text) <= 100 else text[:100] + "…"
    return InkpostError(Reason.PARAMETER_INVALID, f"{name} is {shown!r}: {why}", subject=name, given=shown)


def drawn(view: DocumentView, names: Names) -> Body:
    """What pages show of a document, but for its place and for what people are called."""
    made = piece(lasting(view, names))
    approval = said_of(view).approval
    by = approval.by
    named = by is not None and approval.approval in APPROVALS
    people = (by.author_user or 0, by.target_user or 0) if by is not None and named else ()
    return Body(made.protobuf, made.json, people)


def in_language(found: Sequence[tuple[Place, DocumentView, Names]], language: str) -> list[Piece]:
    """The documents of a page in another language than the one they are kept ready in."""
    made = []
    for place, view, names in found:
        each = document(view, names, language=language)
        each.IndexKey = index_key(place)
        made.append(piece(each))
    return made


def pieces(shown: Shown, form: BodyForm) -> list[Piece]:
    """The documents of a page."""
    return [_piece(shown, each, form) for each in shown.places if each.number in shown.bodies]


def _piece(shown: Shown, place: Place, form: BodyForm) -> Piece:
    body = shown.bodies[place.number]
    more = pb.Document(IndexKey=index_key(place))
    if place.number in shown.approvals:
        approval = msgspec.convert(shown.approvals[place.number], Standing, strict=False)
        more.MergeFrom(passing(approval, shown.names))
    return Piece(json=body, more=more) if form is BodyForm.JSON else Piece(protobuf=body, more=more)
