"""Documents of the CRM that were made elsewhere and are brought in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inkpost.engines.docx import DocxRefused
from inkpost.errors import InkpostError, Reason
from inkpost.model.files import DOCX, PDF, PNG
from inkpost.model.people import Right
from inkpost.operations.conversion import queue
from inkpost.operations.crm_showing import MODULE, Shown, owner_of, seen_item, shown
from inkpost.operations.crm_supply import kind_of
from inkpost.operations.kit import Work, operation
from inkpost.operations.making import LONGEST_NUMBER, demand_room, record, too_long
from inkpost.store import documents as stored
from inkpost.store import templates as stored_templates
from inkpost.store.regions import known_region

LONGEST_TITLE = 255
"""Characters."""
_PICTURES = {b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A document made elsewhere: its file, and its PDF and its picture where these are there already."""

    type_id: int
    number: int
    docx: bytes
    region: str
    title: str
    document_number: str
    pdf: bytes | None = None
    image: bytes | None = None


@operation(right=Right.DOCUMENTS_VIEW)
def upload(work: Work, given: Uploaded) -> Shown:
    """Record a document that was made elsewhere. A hidden template of its own keeps its file, to fill it anew from.

    Raises NOT_FOUND (``type``), PARAMETER_INVALID, FORBIDDEN (documents, this item), LIMIT_REACHED, UNUSABLE_FILE.
    """
    kind = kind_of(work, given.type_id)
    work.demand(Right.DOCUMENTS_MODIFY)
    item = seen_item(work, kind, given.number)
    _check_upload(work, given)
    demand_room(work)
    file = work.keep(given.docx, name=f"{given.title}.docx", media_type=DOCX)
    document = stored.add(
        work.db,
        **owner_of(work, kind, given.number, item),
        organization_id=work.organization_id,
        template_id=_hidden_template(work, given, file.id),
        title=given.title,
        number=given.document_number,
        creation_method="rest",
        stamps_enabled=False,
        file_id=file.id,
        **_made_elsewhere(work, given),
        created_by=work.user_id,
        created_at=work.now,
        updated_at=work.now,
    )
    queue(work.services, work.db, document)
    record(work, "document.added", document)
    return shown(work, document, kind, item)


def _check_upload(work: Work, given: Uploaded) -> None:
    for field, text, most in (
        ("title", given.title, LONGEST_TITLE),
        ("number", given.document_number, LONGEST_NUMBER),
    ):
        if len(text) > most:
            raise too_long(field, text, most)
    if not known_region(work.db, work.organization_id, given.region):
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"region is {given.region[:40]!r}: it takes the code of a region or the id of a custom one",
            subject="region",
        )
    if given.pdf is not None and not given.pdf.startswith(b"%PDF-"):
        raise InkpostError(Reason.PARAMETER_INVALID, "pdfContent is no PDF", subject="pdfContent")
    if given.image is not None and _media_type(given.image) is None:
        raise InkpostError(Reason.PARAMETER_INVALID, "imageContent is neither PNG nor JPEG", subject="imageContent")
    try:
        work.services.programs.compile(given.docx)
    except DocxRefused as fault:
        raise InkpostError(
            Reason.UNUSABLE_FILE, f"fileContent cannot be used: {fault.message}", subject="file", detail=fault.code
        ) from None


def _hidden_template(work: Work, given: Uploaded, file_id: int) -> int:
    return stored_templates.add(
        work.db,
        (),
        organization_id=work.organization_id,
        module=MODULE,
        name=given.title,
        region=given.region,
        providers=[str(given.type_id)],
        deleted=True,
        file_id=file_id,
        created_by=work.user_id,
        created_at=work.now,
        updated_at=work.now,
    )


def _made_elsewhere(work: Work, given: Uploaded) -> dict[str, Any]:
    """The PDF and the picture that came with it; the picture stands until the pages of the PDF are drawn."""
    found: dict[str, Any] = {}
    if given.pdf:
        found["pdf_id"] = work.keep(given.pdf, name=f"{given.title}.pdf", media_type=PDF).id
    if given.image:
        media_type = _media_type(given.image) or PNG
        name = f"{given.title}.{media_type.partition('/')[2]}"
        found["image_id"] = work.keep(given.image, name=name, media_type=media_type).id
    return found


def _media_type(picture: bytes) -> str | None:
    return next((media_type for head, media_type in _PICTURES.items() if picture.startswith(head)), None)
