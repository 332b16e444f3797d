"""What can be done with documents that are made of the items of the CRM."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmItem, CrmType, Sight
from inkpost.model.documents import Document
from inkpost.model.files import StoredFile
from inkpost.model.listing import ListQuery, Operator
from inkpost.model.people import Right
from inkpost.model.templates import Template
from inkpost.operations.crm_rights import sight
from inkpost.operations.crm_showing import MODULE, Shown, behind, open_document, owner_of, seen_item, shown
from inkpost.operations.crm_source import Source
from inkpost.operations.crm_supply import (
    KnownField,
    chosen_company,
    item_of,
    kind_of,
    known_fields,
    map_of,
    supply_of,
)
from inkpost.operations.filling import Descriptions, Values, described_fields
from inkpost.operations.kit import Work, operation
from inkpost.operations.making import (
    file_of,
    make,
    record,
    refill,
    switch_link,
    usable_template,
)
from inkpost.operations.template_reach import next_number, reached_template
from inkpost.store import documents as stored
from inkpost.store import templates as stored_templates
from inkpost.store.regions import region_format


@dataclass(frozen=True, slots=True)
class CrmFields:
    """The fields of a template or of a document. ``companies`` may be written as the seller: number, name, chosen."""

    fields: tuple[KnownField, ...]
    companies: tuple[tuple[int, str, bool], ...]
    language: str
    number: str
    title: str


@operation(right=Right.DOCUMENTS_VIEW)
def create(
    work: Work,
    template_id: int,
    *,
    type_id: int | None,
    number: int | None,
    values: Values,
    fields: Descriptions,
    stamps: bool | None = None,
    method: str = "rest",
) -> Shown:
    """Make a document of an item from a template, and queue its conversion.

    An item that is not there leaves its fields empty. Raises NOT_FOUND (``type``, ``template``), DELETED,
    PARAMETER_MISSING (``value``), FORBIDDEN (documents, this template, this item), LIMIT_REACHED, CONFLICT
    (``numerator``), UNUSABLE_FILE.
    """
    kind = kind_of(work, type_id)
    if not number:
        raise InkpostError(Reason.PARAMETER_MISSING, 'Empty required parameter "value"', subject="value")
    template = usable_template(work, template_id, MODULE)
    _demand_provider(template, kind)
    item = seen_item(work, kind, number)
    document = make(
        work,
        template,
        owner_of(work, kind, number, item),
        values=values,
        fields=fields,
        stamps=stamps,
        method=method,
        supply=supply_of(work, kind, item),
        words=_words(work, kind, item),
    )
    return shown(work, document, kind, item)


@operation(right=Right.DOCUMENTS_VIEW)
def update(work: Work, document_id: int, *, values: Values, fields: Descriptions, stamps: bool | None = None) -> Shown:
    """Fill a document anew, from the item as it is now, with more values over those it has.

    Raises NOT_FOUND, FORBIDDEN (documents, this document), PARAMETER_INVALID, UNUSABLE_FILE.
    """
    document = open_document(work, document_id)
    work.demand(Right.DOCUMENTS_MODIFY)
    kind, item = behind(work, document)
    supply = supply_of(work, kind, item)
    document = refill(work, document, values=values, fields=fields, stamps=stamps, supply=supply)
    return shown(work, document, kind, item)


@operation(right=Right.DOCUMENTS_VIEW)
def get(work: Work, document_id: int) -> Shown:
    """One document. Raises NOT_FOUND, FORBIDDEN (``document``) for one of an item that the caller may not see."""
    document = open_document(work, document_id)
    return shown(work, document, *behind(work, document))


@operation(right=Right.DOCUMENTS_VIEW)
def page(work: Work, query: ListQuery) -> tuple[list[Document], int | None]:
    """A page of the documents of items that the caller may see, and how many there are where the query asks for it.

    Raises FORBIDDEN (``item``) where it asks for those of one item that the caller may not see.
    """
    reach = sight(work, Right.CRM_VIEW)
    _demand_asked(work, query, reach)
    return stored.page_seen(work.db, work.organization_id, query, module=MODULE, sight=reach)


@operation(right=Right.DOCUMENTS_VIEW)
def delete(work: Work, document_id: int) -> None:
    """Delete a document with its public link. Raises NOT_FOUND, FORBIDDEN."""
    document = open_document(work, document_id, lock=True)
    work.demand(Right.DOCUMENTS_MODIFY)
    stored.remove(work.db, document_id)
    record(work, "document.deleted", document)


@operation(right=Right.DOCUMENTS_VIEW)
def set_public_link(
    work: Work,
    document_id: int,
    *,
    enabled: bool,
    expires_at: datetime | None = None,
    password: str | None = None,
) -> Document:
    """Switch the public link on or off; on again gives the same link. Raises NOT_FOUND, FORBIDDEN.

    Switching on sets the expiry and the password to what is given, and clears what is not.
    """
    document = open_document(work, document_id, lock=True)
    work.demand(Right.DOCUMENTS_MODIFY)
    return switch_link(work, document, enabled=enabled, expires_at=expires_at, password=password)


@operation(right=Right.DOCUMENTS_VIEW)
def fields(work: Work, document_id: int, *, values: Values) -> CrmFields:
    """The fields of a document, with ``values`` as if they were set. Raises NOT_FOUND, FORBIDDEN."""
    document = open_document(work, document_id)
    work.demand(Right.DOCUMENTS_MODIFY)
    kind, item = behind(work, document)
    template = stored_templates.find(work.db, work.organization_id, document.template_id or 0)
    if template is None:
        raise InkpostError(Reason.NOT_FOUND, "Template not found", subject="template")
    described = described_fields(document.field_descriptions)
    given = {**document.field_values, **values}
    return _fields(work, template, kind, item, given, described, document.number, document.title)


@operation(right=Right.DOCUMENTS_VIEW)
def content(work: Work, document_id: int, kind: str) -> tuple[StoredFile, bytes]:
    """A file of a document: ``docx``, ``pdf`` or ``image``. Raises NOT_FOUND (also of a file not there yet)."""
    return file_of(work, open_document(work, document_id), kind)


@operation(right=Right.TEMPLATES_MODIFY)
def template_fields(work: Work, template_id: int, *, type_id: int, number: int | None, values: Values) -> CrmFields:
    """The fields of a template for an item (or for none), with ``values`` as if they were set.

    Raises NOT_FOUND (``template``, ``type``), DELETED, FORBIDDEN (``template``, and ``document`` for an item that the
    caller may not see).
    """
    template = reached_template(work, template_id, MODULE)
    kind = kind_of(work, type_id)
    item = seen_item(work, kind, number) if number else None
    following = next_number(work, template, _words(work, kind, item))
    return _fields(work, template, kind, item, values, {}, following, f"{template.name} {following}")


def _words(work: Work, kind: CrmType, item: CrmItem | None) -> dict[str, str]:
    """What the number of a document may say of its item."""
    return {"CLIENT_ID": Source(work, kind, item).client_number}


def _fields(
    work: Work,
    template: Template,
    kind: CrmType,
    item: CrmItem | None,
    given: Values,
    described: Descriptions,
    number: str,
    title: str,
) -> CrmFields:
    region = region_format(work.db, work.organization_id, template.region)
    source = Source(work, kind, item, my_company=chosen_company(given))
    known = map_of(work, kind)
    found = known_fields(source, known, work.program(template.file_id), given, described, region)
    of_seller = any(each.known is not None and each.known.path[0] == "MY_COMPANY" for each in found)
    companies = tuple(source.my_companies()) if of_seller else ()
    return CrmFields(found, companies, region.language, number, title)


def _demand_provider(template: Template, kind: CrmType) -> None:
    """Refuse a template for other types of items; pipelines make no difference."""
    if str(kind.type_id) not in {each.partition("_")[0] for each in template.providers}:
        raise InkpostError(Reason.NOT_FOUND, "The template is for other types of items", subject="type")


def _demand_asked(work: Work, query: ListQuery, reach: Sight) -> None:
    wanted = {each.field: each.value for each in query.conditions if each.operator is Operator.EQ}
    type_id, number = wanted.get("entity_type_id"), wanted.get("entity_id")
    if reach.users is None or type_id is None:
        return
    item = item_of(work, kind_of(work, type_id), number) if number else None
    if not reach.users or (item is not None and not reach.covers(item.assigned_by)):
        raise InkpostError(Reason.FORBIDDEN, "Access denied", subject="item", action="see")
