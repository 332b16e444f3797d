"""What the acts on documents of the CRM share: whose they are, who may see them, what is shown of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from inkpost.engines.docx import DocxRefused, Program
from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmItem, CrmType, rounded
from inkpost.model.crm_provider import field_map
from inkpost.model.documents import Document
from inkpost.model.fields import FieldKind
from inkpost.model.people import Right
from inkpost.operations.crm_rights import sight
from inkpost.operations.crm_source import Source
from inkpost.operations.crm_supply import item_of, kind_of
from inkpost.operations.filling import described_fields
from inkpost.operations.kit import Work
from inkpost.operations.making import found
from inkpost.store import templates as stored_templates

MODULE = "crm"


@dataclass(frozen=True, slots=True)
class Shown:
    """A document with what may be changed in it, and what the item's goods come to."""

    document: Document
    has_stamps: bool
    has_qr: bool
    currency: str
    total: str
    rows: int


def open_document(work: Work, document_id: int, *, lock: bool = False) -> Document:
    """A document of an item that the caller may see."""
    document = found(work, document_id, MODULE, lock=lock)
    if not sight(work, Right.CRM_VIEW).covers(document.assigned_by):
        raise closed()
    return document


def closed() -> InkpostError:
    """The refusal of a document whose item the caller may not see."""
    return InkpostError(Reason.FORBIDDEN, "Access denied", subject="document", action="see")


def seen_item(work: Work, kind: CrmType, number: int) -> CrmItem | None:
    """An item that the caller may see; None if there is none."""
    item = item_of(work, kind, number)
    if item is not None and not sight(work, Right.CRM_VIEW).covers(item.assigned_by):
        raise closed()
    return item


def behind(work: Work, document: Document) -> tuple[CrmType, CrmItem | None]:
    """The item that a document was made of, and its type."""
    kind = kind_of(work, document.entity_type_id)
    return kind, item_of(work, kind, document.entity_id)


def owner_of(work: Work, kind: CrmType, number: int, item: CrmItem | None) -> dict[str, Any]:
    """The columns that say what a document was made of."""
    return {
        "module": MODULE,
        "entity_type_id": kind.type_id,
        "entity_id": number,
        # Where there is no item its document is its maker's.
        "assigned_by": item.assigned_by if item is not None else work.user_id,
    }


def shown(work: Work, document: Document, kind: CrmType, item: CrmItem | None) -> Shown:
    """A document with what its template and its item say of it now."""
    program = _program(work, document)
    goods = Source(work, kind, item).goods
    return Shown(
        document=document,
        has_stamps=program is not None and _has_stamps(program, kind, document),
        has_qr=program is not None and program.has_qr,
        currency=goods.currency,
        total=str(rounded(goods.total)),
        rows=len(goods.rows),
    )


def _program(work: Work, document: Document) -> Program | None:
    template = stored_templates.find(work.db, work.organization_id, document.template_id or 0)
    try:
        return work.program(template.file_id) if template is not None else None
    except (DocxRefused, InkpostError):  # a file gone bad is a matter of whoever fills it anew
        return None


def _has_stamps(program: Program, kind: CrmType, document: Document) -> bool:
    known = field_map(kind.type_id, kind.catalogue)
    named = (known.find(each.name) for each in program.placeholders)
    described = described_fields(document.field_descriptions)
    return any(each.kind is FieldKind.STAMP for each in named if each) or program.has_stamp(described)
