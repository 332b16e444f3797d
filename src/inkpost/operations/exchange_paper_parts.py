"""What papers are made of and compared with: participants, file names, signatures. No rights are demanded here."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import Connection

from inkpost.config import Settings
from inkpost.engines.papers import (
    Company,
    Fio,
    Individual,
    NotReadable,
    Operator,
    Paper,
    PaperKind,
    Party,
    Signer,
    file_id,
    moscow,
    newest,
    paper_of,
    xml_of,
)
from inkpost.model.boxes import Box
from inkpost.model.docflow import Check, EntityKind, Side
from inkpost.model.exchange import Message, StoredEntity
from inkpost.model.tax_numbers import OPERATOR
from inkpost.operations.exchange_faults import wrong
from inkpost.store import boxes, exchange_entities
from inkpost.store.blobs import Blobs

KINDS: Final[Mapping[EntityKind, PaperKind]] = {
    EntityKind.RECEIPT: PaperKind.RECEIPT,
    EntityKind.AMENDMENT_REQUEST: PaperKind.NOTICE,
    EntityKind.REFUSAL: PaperKind.NOTICE,
    EntityKind.REVOCATION_REQUEST: PaperKind.REVOCATION,
}
"""The paper that says what an entity of this kind says."""
_ENTREPRENEUR: Final = re.compile(r"(?:ИП|индивидуальный предприниматель)\s+", re.IGNORECASE)
_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold."""
_ENDING: Final = ".xml"
LONGEST_PART, LONGEST_NAME = 60, 1000


def party_of(box: Box) -> Party:
    """A box as papers name it."""
    name = _UNFIT.sub("", box.full_name)[:LONGEST_NAME] or "-"
    if not box.individual:
        return Party(box.participant_id, Company(name, box.inn, box.kpp))
    return Party(box.participant_id, Individual(_fio(_ENTREPRENEUR.sub("", name)), box.inn))


def _fio(name: str) -> Fio:
    last, first, middle = (*name.split(maxsplit=2), "", "", "")[:3]
    return Fio(last[:LONGEST_PART] or "-", first[:LONGEST_PART] or "-", middle[:LONGEST_PART])


def operator_of(settings: Settings) -> Party:
    """This server as papers name it."""
    return Party(
        f"{OPERATOR}-{settings.operator_inn}", Operator(settings.operator_name, settings.operator_inn, OPERATOR)
    )


def author_of(db: Connection, settings: Settings, entity: StoredEntity) -> Party:
    """Whose an entity is."""
    return operator_of(settings) if entity.box_id is None else party_of(boxes.by_id(db, entity.box_id))


def addressee_of(
    db: Connection, settings: Settings, message: Message, parent: StoredEntity, act: EntityKind, own: Box
) -> Party:
    """Whom a paper is for: whose file it answers; of a proposal to revoke the other end, whoever sent the document."""
    if act is not EntityKind.REVOCATION_REQUEST:
        return author_of(db, settings, parent)
    other = _box_of(message, Side.RECIPIENT) if own.id == message.from_box_id else message.from_box_id
    return party_of(boxes.by_id(db, other))


def name_of(entity: StoredEntity) -> str:
    """What papers call the file of an entity: its name without the ending of an XML file."""
    return entity.file_name.removesuffix(_ENDING) or str(entity.guid)


def signatures_of(
    db: Connection, blobs: Blobs, entities: Iterable[StoredEntity], parent: StoredEntity
) -> tuple[str, ...]:
    """The author's signatures under an entity, in base64: those that hold, or else all; none where it has none."""
    own = [
        each
        for each in entities
        if each.kind is EntityKind.SIGNATURE
        and each.parent == parent.guid
        and each.side is parent.side
        and not each.approvement
        and each.file_id is not None
    ]
    good = [each for each in own if each.check is not Check.INVALID] or own
    kept = exchange_entities.files_of(db, [each.file_id for each in good if each.file_id is not None])
    return tuple(base64.b64encode(blobs.get(kept[each.file_id].sha256)).decode() for each in good if each.file_id)


def confirmation_of(
    db: Connection,
    settings: Settings,
    blobs: Blobs,
    message: Message,
    entities: Sequence[StoredEntity],
    parent: StoredEntity,
    to: Side,
    now: datetime,
) -> tuple[str, bytes]:
    """What the operator says of an entity that passed through it, and the name of the file.

    To the side that sent it: when it was taken in. To the other: when it was passed on.
    """
    taken = to is parent.side
    kind = PaperKind.TAKEN if taken else PaperKind.PASSED
    sender = author_of(db, settings, parent)
    reader = Side.RECIPIENT if parent.side is Side.SENDER else Side.SENDER
    receiver = party_of(boxes.by_id(db, _box_of(message, reader if taken else to)))
    operator = operator_of(settings)
    paper = Paper(
        kind,
        newest(kind),
        file_id(kind, sender if taken else receiver, operator, moscow(now).date(), str(uuid4())),
        operator,
        name_of(parent),
        signatures_of(db, blobs, entities, parent),
        sender,
        moscow(parent.created_at if taken else now),
        receiver=receiver,
    )
    return paper.file_id + _ENDING, xml_of(paper)


def _box_of(message: Message, side: Side) -> int:
    found = {Side.RECIPIENT: message.to_box_id, Side.PROXY: message.proxy_box_id}.get(side)
    return found if found is not None else message.from_box_id


def check_paper(
    content: bytes,
    kind: EntityKind,
    author: Party,
    sender: Party,
    parent: StoredEntity,
    signed: Sequence[str],
    path: str,
) -> Paper:
    """A paper that is posted as an answer to an entity. Raises PARAMETER_INVALID where it is none, or of another one.

    It must name its author and the author of what it answers, that file, and one of the signatures under it.
    """
    try:
        paper = paper_of(content, KINDS[kind])
    except NotReadable as fault:
        raise wrong(path, f"the {kind.replace('_', ' ')} cannot be read: {fault}") from None
    told = (
        _other("its author (УчастЭДО)", paper.author.id, author.id)
        or _other("whom it is for", paper.sender.code, sender.code)
        or _other("the file that it is about", paper.about.removesuffix(_ENDING), name_of(parent))
    )
    if told:
        raise wrong(path, f"the {kind.replace('_', ' ')} does not belong to {parent.guid}: {told}")
    if not {bytes_of(each) for each in paper.signatures} & {bytes_of(each) for each in signed}:
        told = "none of the signatures in it is one under that file"
        raise wrong(path, f"the {kind.replace('_', ' ')} does not belong to {parent.guid}: {told}")
    return paper


def _other(what: str, given: str, wanted: str) -> str:
    return "" if given.lower() == wanted.lower() else f"{what} is {given[:100]!r}, and it is {wanted!r} here"


def bytes_of(text: str) -> bytes:
    """A signature out of base64 in any lines; what is none is like no other."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b"?" + text.encode(errors="replace")


def paper_about(
    kind: PaperKind,
    version: str,
    author: Party,
    sender: Party,
    parent: StoredEntity,
    signed: Sequence[str],
    *,
    at: datetime,
    now: datetime,
    text: str,
    signer: Signer | None,
) -> Paper:
    """A paper of a participant's about an entity. A notice holds one signature, the rest hold all."""
    return Paper(
        kind,
        version or newest(kind),
        file_id(kind, sender, author, moscow(now).date(), str(uuid4())),
        author,
        name_of(parent),
        tuple(signed[:1] if kind is PaperKind.NOTICE else signed),
        sender,
        None if kind is PaperKind.REVOCATION else moscow(at),
        "" if kind is PaperKind.RECEIPT else text,
        signer,
    )
