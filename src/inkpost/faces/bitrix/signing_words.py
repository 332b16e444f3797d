"""The one table of what the states of signing are called on this wire: by methods, and by events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from inkpost.model.signatures import DocumentState, MemberState


class Said(NamedTuple):
    """A state by its code and its names: as methods say it, and as events do."""

    code: str
    name: str
    name_ru: str
    event_code: str
    event_name: str


# The pages show "sent", "in_progress", "signing" of documents and "waiting", "signed", "done" of members; the others
# are named in the same manner.
DOCUMENT: Final[Mapping[DocumentState, Said]] = {
    DocumentState.SENT: Said("sent", "Sent", "Отправлен", "sent", "Sent"),
    DocumentState.IN_PROGRESS: Said("in_progress", "In Progress", "В процессе", "signing", "Signing in progress"),
    DocumentState.DONE: Said("done", "Done", "Подписан", "done", "Signed"),
    DocumentState.REFUSED: Said("refused", "Refused", "Отклонён", "refused", "Refused"),
    DocumentState.EXPIRED: Said("expired", "Expired", "Истёк", "expired", "Expired"),
    DocumentState.CANCELLED: Said("cancelled", "Cancelled", "Отменён", "cancelled", "Cancelled"),
}
MEMBER: Final[Mapping[MemberState, Said]] = {
    MemberState.WAITING: Said("waiting", "Waiting", "Ожидает", "waiting", "Waiting"),
    MemberState.READY: Said("ready", "Ready to sign", "Готов к подписанию", "ready", "Ready"),
    MemberState.SIGNED: Said("signed", "Signed", "Подписано", "done", "Signed"),
    MemberState.REFUSED: Said("refused", "Refused", "Отказ", "refused", "Refused"),
    MemberState.EXPIRED: Said("expired", "Expired", "Истёк", "expired", "Expired"),
}


def document_said(state: str) -> Said:
    """How a state of a document is said."""
    return DOCUMENT[DocumentState(state)]


def member_said(state: str) -> Said:
    """How a state of a member is said."""
    return MEMBER[MemberState(state)]


def in_russian(language: str) -> bool:
    """Whether names are wanted in Russian; in every other language they are English."""
    return language.strip().lower().replace("_", "-").partition("-")[0] == "ru"
