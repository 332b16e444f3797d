"""A recipient's title that is posted: what is wrong with it, and what it says. No rights are demanded here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from inkpost.engines.papers import Answered, NotReadable, Outcome, answered_in, said_of
from inkpost.model import document_types as types
from inkpost.model.exchange import ExchangeDocument, StoredEntity
from inkpost.operations.exchange_faults import wrong
from inkpost.operations.exchange_files import content_of
from inkpost.operations.exchange_paper_parts import bytes_of, name_of, signatures_of
from inkpost.operations.exchange_types import may_be_amended
from inkpost.operations.kit import Work

_ENDING: Final = ".xml"


def title_columns(
    work: Work,
    document: ExchangeDocument,
    entities: Iterable[StoredEntity],
    parent: StoredEntity,
    content: bytes,
    path: str,
) -> dict[str, Any]:
    """What is recorded of a title for what it says: the name of its file, and how what was sent was taken.

    Nothing of what cannot be read (encrypted), or of a document that is in no known form: its docflow has no titles.
    Raises PARAMETER_INVALID for one that is in no known form, or answers another document.
    """
    if parent.encrypted or not may_be_amended(document.type_name):
        return {}
    try:
        said = answered_in(content)
    except NotReadable as fault:
        raise wrong(path, f"the recipient's title cannot be read: {fault}") from None
    told = _differs(work, document, parent, said)
    if not told and not _names_a_signature(work, entities, parent, said):
        told = "none of the signatures in it (ЭП) is one under that file"
    if told:
        raise wrong(path, f"the recipient's title does not belong to {parent.guid}: {told}")
    return {
        "paper": f"{said.file_id}{_ENDING}" if said.file_id else "",
        "partially": said.outcome is Outcome.WITH_RESERVATIONS,
        "rejected": said.outcome is Outcome.REJECTED,
    }


def _differs(work: Work, document: ExchangeDocument, parent: StoredEntity, said: Answered) -> str:
    """In what a title is not one of the document; empty where it is."""
    if said.correction is not (document.type_name in types.CORRECTIONS):
        return (
            f"it answers {'a correction' if said.correction else 'no correction'}, and {document.type_name} is another"
        )
    if said.function != document.function:
        return f"its function is {said.function!r}, and the document's is {document.function!r}"
    known = {name_of(parent), said_of(content_of(work, parent)).file_id} - {""}
    if said.about.removesuffix(_ENDING).lower() not in {each.lower() for each in known}:
        return f"the file that it answers (ИдФайлИнфПр) is {said.about[:100]!r}, and it is {min(known)!r} here"
    return ""


def _names_a_signature(work: Work, entities: Iterable[StoredEntity], parent: StoredEntity, said: Answered) -> bool:
    under = signatures_of(work.db, work.services.blobs, entities, parent)
    return bool({bytes_of(each) for each in said.signatures} & {bytes_of(each) for each in under})
