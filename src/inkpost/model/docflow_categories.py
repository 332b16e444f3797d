"""The lists a document is found in: what it is to the box, and one status out of many that hold at once.

Numbers are stored; they stay as they are, and new ones are added at the end. A document has one class in a box, so a
mask of status bits says the whole set.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, unique
from typing import Final, NewType

from inkpost.model.docflow import DocumentClass


@unique
class Status(IntEnum):
    """A status that lists are asked by; the number is the bit."""

    ANY = 0
    NOT_READ = 1
    NO_RECIPIENT_SIGNATURE_REQUEST = 2
    WAITING_FOR_RECIPIENT_SIGNATURE = 3
    WITH_RECIPIENT_SIGNATURE = 4
    WITH_RECIPIENT_PARTIALLY_SIGNATURE = 5
    RECIPIENT_SIGNATURE_REQUEST_REJECTED = 6
    INVALID_RECIPIENT_SIGNATURE = 7
    WITH_SENDER_SIGNATURE = 8
    WAITING_FOR_SENDER_SIGNATURE = 9
    INVALID_SENDER_SIGNATURE = 10
    APPROVED = 11
    DISAPPROVED = 12
    WAITING_FOR_RESOLUTION = 13
    SIGNATURE_REQUEST_REJECTED = 14
    FINISHED = 15
    NOT_FINISHED = 16
    HAVE_TO_CREATE_RECEIPT = 17
    WAITING_FOR_RECEIPT = 18
    WAITING_FOR_INVOICE_RECEIPT = 19
    INVOICE_AMENDMENT_REQUESTED = 20
    REVOCATION_IS_REQUESTED_BY_ME = 21
    REQUESTS_MY_REVOCATION = 22
    REVOCATION_ACCEPTED = 23
    REVOCATION_REJECTED = 24
    NOT_REVOKED = 25
    REVOCATION_APPROVED = 26
    REVOCATION_DISAPPROVED = 27
    WAITING_FOR_REVOCATION_APPROVEMENT = 28
    WAITING_FOR_PROXY_SIGNATURE = 29
    WITH_PROXY_SIGNATURE = 30
    INVALID_PROXY_SIGNATURE = 31
    PROXY_SIGNATURE_REJECTED = 32
    REQUESTS_MY_SIGNATURE = 33
    ROAMING_NOTIFICATION_ERROR = 34
    HAVE_TO_CANCEL_MARKING = 35


CLASS_NUMBERS: Final = {
    DocumentClass.INBOUND: 0,
    DocumentClass.OUTBOUND: 1,
    DocumentClass.INTERNAL: 2,
    DocumentClass.PROXY: 3,
}
_CLASSES: Final = {number: document_class for document_class, number in CLASS_NUMBERS.items()}
_STRIDE: Final = 64

Category = NewType("Category", int)
"""A class and a status in one small number, class times 64 plus the status; made by ``category`` alone."""


def category(document_class: DocumentClass, status: Status) -> Category:
    """The category of a class and a status."""
    return Category(CLASS_NUMBERS[document_class] * _STRIDE + status)


def parts(of: Category) -> tuple[DocumentClass, Status]:
    """The class and the status that a category was made of."""
    number, status = divmod(of, _STRIDE)
    return _CLASSES[number], Status(status)


def mask(statuses: Iterable[Status]) -> int:
    """Statuses as bits; at most 63 of them, so that it fits a signed 64-bit integer."""
    bits = 0
    for status in statuses:
        bits |= 1 << status
    return bits


def categories(document_class: DocumentClass, bits: int) -> frozenset[Category]:
    """The categories of one class that a mask of status bits means."""
    first = CLASS_NUMBERS[document_class] * _STRIDE
    return frozenset(Category(first + status) for status in Status if bits >> status & 1)
