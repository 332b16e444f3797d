"""Papers about what a box received or sent: made ready to be signed and posted, and read again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from cryptography import x509
from cryptography.x509.oid import NameOID, ObjectIdentifier

from inkpost.engines.docflow import check_step
from inkpost.engines.papers import (
    Fio,
    NotReadable,
    NotWritable,
    Paper,
    PaperKind,
    PositionSource,
    Signer,
    SignerWanted,
    paper_of,
    xml_of,
)
from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Seat
from inkpost.model.docflow import Entity, EntityKind, Side
from inkpost.model.exchange import StoredEntity
from inkpost.model.exchange_posting import NewEntity
from inkpost.model.people import Right
from inkpost.operations import exchange_kit as kit
from inkpost.operations import exchange_paper_parts as parts
from inkpost.operations.exchange_additions import PARENTS, Adding, adding_to, side_of
from inkpost.operations.exchange_faults import missing, wrong
from inkpost.operations.exchange_files import content_of
from inkpost.operations.exchange_people import box_of
from inkpost.operations.exchange_sessions import parsed, thumbprint_of
from inkpost.operations.kit import Work, operation
from inkpost.store import signing_people

LONGEST_TEXT: Final = {
    EntityKind.AMENDMENT_REQUEST: 20_000,
    EntityKind.REFUSAL: 5000,
    EntityKind.REVOCATION_REQUEST: 2000,
}
LAST: Final = 2**31


@dataclass(frozen=True, slots=True)
class PaperWanted:
    """What is to be made: the act that it says, about which entity. ``version`` empty: the newest.

    ``text_path`` is where the text stands in what was given, for errors. Without a signer the paper names none.
    """

    act: EntityKind
    message: UUID
    entity: UUID
    signer: SignerWanted | None = None
    text: str = ""
    text_path: str = "text"
    version: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as a file."""

    name: str
    content: bytes


@operation(right=Right.SIGNED_IN)
def make(work: Work, box: UUID, wanted: PaperWanted) -> Made:
    """Make a paper for somebody to sign and post. Nothing changes by it.

    Raises FORBIDDEN (box, department), NOT_FOUND (message; an entity that is not there, is not of a kind that this
    paper is about, or is not signed), CONFLICT (the paper cannot be posted now: the text says what can), and
    PARAMETER_MISSING and PARAMETER_INVALID (text, signer).
    """
    seat = box_of(work, box)
    adding = adding_to(work, seat, kit.find_message(work, seat, wanted.message))
    parent = _parent(work, adding, wanted)
    signed = parts.signatures_of(work.db, work.services.blobs, adding.known.values(), parent)
    if not signed:
        raise _not_there(wanted, "it is not signed")
    side = side_of(adding, NewEntity("", wanted.act, parent.guid), parent)
    _check_step(work, adding, parent, wanted.act, side)
    _check_text(wanted)
    paper = parts.paper_about(
        parts.KINDS[wanted.act],
        wanted.version,
        parts.party_of(seat.box),
        parts.addressee_of(work.db, work.services.settings, adding.message, parent, wanted.act, seat.box),
        parent,
        signed,
        at=_received(adding, parent, side),
        now=work.now,
        text=wanted.text,
        signer=_signer(work, seat, wanted.signer) if wanted.signer is not None else None,
    )
    try:
        return Made(f"{paper.file_id}.xml", xml_of(paper))
    except NotWritable as fault:
        raise wrong("signer" if "signer" in str(fault) else wanted.text_path, str(fault)) from None


@operation(right=Right.SIGNED_IN)
def correction_request(work: Work, box: UUID, message: UUID, entity: UUID) -> Paper:
    """What a request for a correction says. Raises FORBIDDEN, NOT_FOUND, CONFLICT (its content cannot be read)."""
    seat = box_of(work, box)
    adding = adding_to(work, seat, kit.find_message(work, seat, message))
    found = adding.known.get(entity) if entity in adding.seen else None
    if found is None or found.kind is not EntityKind.AMENDMENT_REQUEST or found.document not in adding.held:
        told = f"entity_id: the message {message} has no request for a correction {entity}"
        raise InkpostError(Reason.NOT_FOUND, told, subject="entity_id")
    kit.demand_sight(work, seat, [adding.held[found.document]])
    try:
        return paper_of(content_of(work, found), PaperKind.NOTICE)
    except NotReadable as fault:
        told = f"entity_id: the request {entity} cannot be read: {fault}"
        raise InkpostError(Reason.CONFLICT, told, subject="entity_id") from None


def _parent(work: Work, adding: Adding, wanted: PaperWanted) -> StoredEntity:
    """The entity that a paper is about, seen by the caller."""
    found = adding.known.get(wanted.entity) if wanted.entity in adding.seen else None
    if found is None or found.document is None or found.document not in adding.held:
        raise _not_there(wanted, "there is none")
    kit.demand_sight(work, adding.seat, [adding.held[found.document]])
    valid = PARENTS[wanted.act]
    if found.kind not in valid:
        told = ", ".join(sorted(each.replace("_", " ") for each in valid))
        raise _not_there(wanted, f"it is a {found.kind.replace('_', ' ')}, and the paper is about a {told}")
    return found


def _not_there(wanted: PaperWanted, why: str) -> InkpostError:
    """Receipts know no such refusal on the wire but a conflict."""
    there = wanted.act is EntityKind.RECEIPT and why != "there is none"
    told = f"attachment_id: no paper can be made about the entity {wanted.entity}: {why}"
    return InkpostError(Reason.CONFLICT if there else Reason.NOT_FOUND, told, subject="attachment_id")


def _check_step(work: Work, adding: Adding, parent: StoredEntity, act: EntityKind, side: Side) -> None:
    assert parent.document is not None  # noqa: S101 - looked at before
    tried = Entity(uuid4(), act, side, work.now, LAST, parent.guid, adding.seat.box.id, work.user_id)
    check_step(adding.states[parent.document], tried)


def _check_text(wanted: PaperWanted) -> None:
    most = LONGEST_TEXT.get(wanted.act, 0)
    if len(wanted.text) > most:
        raise wrong(wanted.text_path, f"it has {len(wanted.text)} characters, at most {most} are valid")
    if wanted.act is EntityKind.AMENDMENT_REQUEST and not wanted.text.strip():
        raise missing(wanted.text_path, "it says what is to be corrected, and is not given")


def _received(adding: Adding, parent: StoredEntity, side: Side) -> datetime:
    """When the entity came to the box."""
    assert parent.document is not None  # noqa: S101 - looked at before
    held = adding.held[parent.document]
    if parent.kind is EntityKind.DOCUMENT and side is not Side.SENDER and held.delivered_at is not None:
        return held.delivered_at
    return parent.created_at


def _signer(work: Work, seat: Seat, wanted: SignerWanted) -> Signer:
    """Who signs: by hand where it is given, out of the certificate, or the caller."""
    certificate = _certificate(work, wanted)
    user = work.caller.user
    name = wanted.fio or (_name_in(certificate) if certificate is not None else None)
    if name is None:
        name = Fio(user.last_name or user.full_name, user.name or "-", user.second_name)
    position = {
        PositionSource.MANUAL: wanted.position,
        PositionSource.EMPLOYEE: seat.employee.position,
        PositionSource.CERTIFICATE: _part(certificate, NameOID.TITLE),
    }[wanted.position_source]
    return Signer(name, position[:255], wanted.status, wanted.signature, wanted.power)


def _certificate(work: Work, wanted: SignerWanted) -> x509.Certificate | None:
    if wanted.certificate:
        return parsed(wanted.certificate)
    if not wanted.thumbprint:
        return None
    for each in signing_people.of_user(work.db, work.organization_id, work.user_id):
        found = parsed(each.content)
        if thumbprint_of(found) == wanted.thumbprint.replace(" ", "").upper():
            return found
    raise wrong("signer", f"you have no certificate with the thumbprint {wanted.thumbprint[:60]!r}: register it first")


def _name_in(certificate: x509.Certificate) -> Fio | None:
    last = _part(certificate, NameOID.SURNAME)
    first, _, middle = _part(certificate, NameOID.GIVEN_NAME).partition(" ")
    return Fio(last[:60], first[:60], middle[:60]) if last and first else None


def _part(certificate: x509.Certificate | None, oid: ObjectIdentifier) -> str:
    found = certificate.subject.get_attributes_for_oid(oid) if certificate is not None else []
    return str(found[0].value) if found else ""
