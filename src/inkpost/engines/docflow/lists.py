"""The table of lists: which status holds for which class, and why we believe it. One row, one rule.

``basis``: S the vendor's specification, D its documentation, V its word in a thread, U seen by users, X ours.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from inkpost.engines.docflow.approvals import WAITING, Approval
from inkpost.engines.docflow.facts import Response, Revocation
from inkpost.engines.docflow.seen import Roaming, View
from inkpost.model.docflow import Check, DocumentClass
from inkpost.model.docflow_categories import Status

I, O, N, P = DocumentClass.INBOUND, DocumentClass.OUTBOUND, DocumentClass.INTERNAL, DocumentClass.PROXY  # noqa: E741
_ALL: Final = (I, O, N, P)


class Row(NamedTuple):
    """One row: the status, the classes it can occur in, where we have it from, and the fact."""

    status: Status
    classes: tuple[DocumentClass, ...]
    basis: str
    holds: Callable[[View], bool]


def listed(view: View) -> int:
    """The statuses that hold for a document, as bits; none where it is in no list at all."""
    if not _is_listed(view):
        return 0
    bits = 0
    for status, holds in _BY_CLASS[view.seen.document_class]:
        if holds(view):
            bits |= 1 << status
    return bits


def _is_listed(view: View) -> bool:
    seen = view.seen
    if seen.is_deleted or seen.is_draft:
        return False
    return seen.document_class in (O, N) or seen.delivered_at is not None


def _response(*wanted: Response) -> Callable[[View], bool]:
    return lambda view: view.response in wanted


def _proxy(wanted: Response) -> Callable[[View], bool]:
    return lambda view: view.proxy_response is wanted


def _approval(*wanted: Approval) -> Callable[[View], bool]:
    return lambda view: view.approval.approval in wanted


def _revocation_approval(*wanted: Approval) -> Callable[[View], bool]:
    return lambda view: view.revocation_approval.approval in wanted


def _requested(by_me: bool) -> Callable[[View], bool]:
    return lambda view: view.revocation is Revocation.REQUESTED and view.revocation_by_me is by_me


def _requests_my_signature(view: View) -> bool:
    asked = view.proxy_response if view.seen.document_class is P else view.response
    return asked is Response.WAITING


TABLE: Final[tuple[Row, ...]] = (
    Row(Status.ANY, _ALL, "all; P X", lambda _: True),
    Row(Status.NOT_READ, (I, N, P), "V U; N P X", lambda view: not view.seen.is_read),
    Row(
        Status.NO_RECIPIENT_SIGNATURE_REQUEST,
        _ALL,
        "D for nonformalized, else X",
        _response(Response.NOT_ASKED),
    ),
    Row(Status.WAITING_FOR_RECIPIENT_SIGNATURE, _ALL, "D; P X", _response(Response.WAITING)),
    Row(Status.WITH_RECIPIENT_SIGNATURE, _ALL, "D; P X", _response(Response.SIGNED)),
    Row(Status.WITH_RECIPIENT_PARTIALLY_SIGNATURE, _ALL, "D; P X", _response(Response.SIGNED_PARTIALLY)),
    Row(Status.RECIPIENT_SIGNATURE_REQUEST_REJECTED, _ALL, "D; P X", _response(Response.REFUSED)),
    Row(Status.INVALID_RECIPIENT_SIGNATURE, (I, N, O), "D", _response(Response.INVALID)),
    Row(
        Status.WITH_SENDER_SIGNATURE,
        _ALL,
        "overlap V, rest X",
        lambda view: view.sender_check not in (None, Check.INVALID),
    ),
    Row(Status.WAITING_FOR_SENDER_SIGNATURE, (O, N), "D", lambda view: view.sender_check is None),
    Row(Status.INVALID_SENDER_SIGNATURE, (O, N), "D", lambda view: view.sender_check is Check.INVALID),
    Row(Status.APPROVED, _ALL, "D", _approval(Approval.APPROVED)),
    Row(Status.DISAPPROVED, _ALL, "D", _approval(Approval.DISAPPROVED)),
    Row(Status.WAITING_FOR_RESOLUTION, _ALL, "X", _approval(*WAITING)),
    Row(Status.SIGNATURE_REQUEST_REJECTED, _ALL, "X", _approval(Approval.SIGNATURE_DENIED)),
    Row(Status.FINISHED, _ALL, "V, exclusion D, revocation X", lambda view: view.finished),
    Row(Status.NOT_FINISHED, _ALL, "X", lambda view: not view.finished),
    Row(Status.HAVE_TO_CREATE_RECEIPT, (I, O), "D, U, O X", lambda view: view.have_to_create_receipt),
    Row(Status.WAITING_FOR_RECEIPT, (O, I), "D; I X", lambda view: view.waiting_for_receipt),
    Row(
        Status.WAITING_FOR_INVOICE_RECEIPT,
        (O,),
        "D",
        lambda view: view.seen.is_invoice and view.waiting_for_receipt,
    ),
    Row(Status.INVOICE_AMENDMENT_REQUESTED, (I, O), "D", lambda view: view.amendment_requested),
    Row(Status.REVOCATION_IS_REQUESTED_BY_ME, (I, O, N), "D; N X", _requested(by_me=True)),
    Row(Status.REQUESTS_MY_REVOCATION, (I, O, N), "D; N X", _requested(by_me=False)),
    Row(
        Status.REVOCATION_ACCEPTED,
        (I, O, N),
        "D; unilateral U; N X",
        lambda view: view.revocation is Revocation.ACCEPTED,
    ),
    Row(Status.REVOCATION_REJECTED, (I, O, N), "D; N X", lambda view: view.revocation is Revocation.REJECTED),
    Row(Status.NOT_REVOKED, _ALL, "D", lambda view: view.revocation is not Revocation.ACCEPTED),
    Row(Status.REVOCATION_APPROVED, _ALL, "X", _revocation_approval(Approval.APPROVED)),
    Row(Status.REVOCATION_DISAPPROVED, _ALL, "X", _revocation_approval(Approval.DISAPPROVED)),
    Row(Status.WAITING_FOR_REVOCATION_APPROVEMENT, _ALL, "X", _revocation_approval(*WAITING)),
    Row(Status.WAITING_FOR_PROXY_SIGNATURE, (O, P), "value D, classes X", _proxy(Response.WAITING)),
    Row(
        Status.WITH_PROXY_SIGNATURE,
        (O, P, I),
        "value D, classes X",
        lambda view: view.proxy_response in (Response.SIGNED, Response.SIGNED_PARTIALLY),
    ),
    Row(Status.INVALID_PROXY_SIGNATURE, (O, P), "value D, classes X", _proxy(Response.INVALID)),
    Row(Status.PROXY_SIGNATURE_REJECTED, (O, P), "value D, classes X", _proxy(Response.REFUSED)),
    Row(Status.REQUESTS_MY_SIGNATURE, (I, N, P), "X", _requests_my_signature),
    Row(Status.ROAMING_NOTIFICATION_ERROR, (O,), "D; class X", lambda view: view.roaming is Roaming.ERROR),
    Row(Status.HAVE_TO_CANCEL_MARKING, (O,), "X", lambda view: view.seen.owes_marking_cancellation),
)

CAN_OCCUR: Final = frozenset((document_class, row.status) for row in TABLE for document_class in row.classes)
"""Every class and status that a document can be listed under; a list of any other is empty."""

_BY_CLASS: Final = {
    document_class: tuple((row.status, row.holds) for row in TABLE if document_class in row.classes)
    for document_class in DocumentClass
}
