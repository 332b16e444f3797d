"""``crm.documentgenerator.document.*``"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.generator.common import Id, Listing, asked, constructor, counted, number, written
from inkpost.faces.bitrix.generator.documents import (
    EnablePublicUrl,
    GetFields,
    Update,
    email_file,
    failure,
    public_url,
    pull_tag,
    values_of,
)
from inkpost.faces.bitrix.generator.fields import described, plain_values
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.crm.fields import shown_fields
from inkpost.faces.bitrix.methods.crm.generator import DENIED, NO_DOCUMENTS, NO_FIELDS, NOT_A_MAP, SCOPE
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.faces.bitrix.uploads import Upload
from inkpost.faces.bitrix.waiting import conversion
from inkpost.model.documents import Document
from inkpost.model.listing import ListQuery
from inkpost.operations import crm_documents, crm_uploads
from inkpost.operations.crm_showing import Shown
from inkpost.operations.crm_uploads import Uploaded
from inkpost.operations.kit import Work

DOWNLOAD = "crm.documentgenerator.document.download"
GET_PDF = "crm.documentgenerator.document.getPdf"
GET_IMAGE = "crm.documentgenerator.document.getImage"
KIND = "DocumentGenerator\\Document"
NO_STAMPS = "The template does not have seals and signatures"
NO_QR = "The template does not have a QR code"
NOT_THIS = "You do not have permissions to modify this document"

ROWS: ErrorTable = {
    (Reason.PARAMETER_MISSING, "id"): constructor(KIND, typo=True),
    (Reason.FORBIDDEN, "documents"): NO_DOCUMENTS,
    (Reason.FORBIDDEN, "document"): DENIED,
    (Reason.NOT_FOUND, "document", "module"): Row(400, "", "Document not found"),
    (Reason.NOT_FOUND, "type"): Row(400, "0", "No provider for entityTypeId"),
}
NO_COLUMN = Row(
    400,
    "100",
    "Unknown field definition ENTITY_TYPE_ID (ENTITY_TYPE_ID) for \\Bitrix\\DocumentGenerator\\Model\\Document Entity",
)

COLUMNS = Columns(
    Column("id", int),
    Column("title"),
    Column("number"),
    Column("templateId", int),
    Column("entityTypeId", int),
    Column("entityId", int),
    Column("fileId", int),
    Column("imageId", int),
    Column("pdfId", int),
    Column("createTime", datetime, field="created_at"),
    Column("updateTime", datetime, field="updated_at"),
    Column("createdBy", int),
    Column("updatedBy", int),
    Column("values", searchable=False, field="field_values"),
)

family = Family("crm.documentgenerator.document", scope=SCOPE, rows=ROWS)


class Add(Params):
    """``crm.documentgenerator.document.add``"""

    template_id: int
    entity_type_id: int | None = None
    entity_id: int | None = None
    values: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    stamps_enabled: Flag | None = None


class UploadFields(Params):
    """A document that was made elsewhere."""

    entity_type_id: int | None = None
    entity_id: int | None = None
    file_content: Upload | None = None
    region: str | None = None
    title: str = ""
    number: str = ""
    pdf_content: Upload | None = None
    image_content: Upload | None = None


class UploadDocument(Params):
    """``crm.documentgenerator.document.upload``"""

    fields: UploadFields


@family.method(
    "add",
    rows={
        (Reason.PARAMETER_MISSING, "templateId"): constructor("DocumentGenerator\\Template", typo=True),
        (Reason.PARAMETER_MISSING, "value"): Row(400, "0", 'Empty required parameter "value"'),
        (Reason.UNUSABLE_FILE, "document"): Row(400, "0", "Cannot create document"),
        (Reason.CONFLICT, "numerator"): Row(400, "0", "Error getting next number"),
        (Reason.LIMIT_REACHED, "documents"): Row(400, "DOCGEN_LIMIT_ERROR", "{message}"),
        (Reason.FORBIDDEN, "documents"): DENIED,
        (Reason.FORBIDDEN, "template"): DENIED,
    },
)
def add(work: Work, given: Add) -> Reply:
    """Make a document of an object of the CRM."""
    made = crm_documents.create(
        work,
        given.template_id,
        type_id=given.entity_type_id,
        number=given.entity_id,
        values=plain_values(given.values),
        fields=described(given.fields),
        stamps=given.stamps_enabled,
    )
    document = made.document
    # On making a document the vendor answers numbers where it answers text ever after.
    return Reply({"document": {**_shown(work, made), "id": document.id, "createdBy": document.created_by}})


@family.method(
    "update",
    rows={
        (Reason.FORBIDDEN, "documents"): Row(400, "0", NOT_THIS),
        (Reason.NOT_FOUND, "document", "module"): Row(400, "0", "Document not found"),
        (Reason.UNUSABLE_FILE, "document"): Row(400, "0", "DOCUMENT_FILE_NOT_PROCESSABLE_ERROR"),
        Reason.FILE_LOST: Row(400, "0", "DOCUMENT_FILE_NOT_PROCESSABLE_ERROR"),
    },
)
def update(work: Work, given: Update) -> Reply:
    """Fill a document anew."""
    changed = crm_documents.update(
        work,
        given.id,
        values=plain_values(given.values),
        fields=described(given.fields),
        stamps=given.stamps_enabled,
    )
    return Reply({"document": _shown(work, changed)})


def find(work: Work, number: int) -> Document:
    """A document of this scope that the caller may see."""
    return crm_documents.get(work, number).document


@family.method("get", reads=True, waits=conversion(find))
def get(work: Work, given: Id) -> Reply:
    """One document with the links to what is there of it."""
    return Reply({"document": _shown(work, crm_documents.get(work, given.id))})


@family.method(
    "list",
    reads=True,
    rows={
        (Reason.FORBIDDEN, "item"): Row(400, "ACCESS_DENIED", "Access denied"),
        (Reason.PARAMETER_INVALID, "select", "entityTypeId"): NO_COLUMN,
    },
)
def list_(work: Work, given: Listing) -> Reply:
    """A page of documents."""
    query = _with_values(asked(COLUMNS, _checked(given), work))
    found, total = crm_documents.page(work, query)
    links = Links(work)
    return Reply({"documents": [_row(work, links, each, query.select) for each in found]}, *counted(query, total))


@family.method("delete", rows={(Reason.FORBIDDEN, "documents"): DENIED})
def delete(work: Work, given: Id) -> Reply:
    """Delete a document."""
    crm_documents.delete(work, given.id)
    return Reply(None)


@family.method("enablepublicurl", rows={(Reason.FORBIDDEN, "documents", "modify"): Row(400, "", NOT_THIS)})
def enablepublicurl(work: Work, given: EnablePublicUrl) -> Reply:
    """Switch the public link on or off."""
    document = crm_documents.set_public_link(
        work, given.id, enabled=given.status, expires_at=given.expires, password=given.password
    )
    return Reply({"publicUrl": public_url(work, Links(work), document)})


@family.method(
    "getfields",
    rows={
        (Reason.FORBIDDEN, "documents", "modify"): Row(400, "", "You do not have permissions to modify documents"),
        (Reason.FORBIDDEN, "documents", "view"): DENIED,
    },
)
def getfields(work: Work, given: GetFields) -> Reply:
    """The fields of a document with their values."""
    found = crm_documents.fields(work, given.id, values=plain_values(given.values))
    return Reply({"documentFields": shown_fields(found, given.values)})


@family.method(
    "upload",
    rows={
        (Reason.PARAMETER_MISSING, "fields"): NO_FIELDS,
        (Reason.PARAMETER_INVALID, "fields"): NOT_A_MAP,
        (Reason.PARAMETER_INVALID, "fields.entityTypeId"): Row(400, "0", 'Wrong "entityTypeId" field value'),
        (Reason.PARAMETER_INVALID, "fields.entityId"): Row(400, "0", 'Wrong "entityId" field value'),
        (Reason.PARAMETER_INVALID, "fields.fileContent"): Row(400, "0", "Missing file content"),
        (Reason.PARAMETER_MISSING, "document"): Row(400, "0", "{message}"),
        (Reason.UNUSABLE_FILE, "file"): Row(400, "0", "Could not save file"),
        (Reason.LIMIT_REACHED, "documents"): Row(400, "DOCGEN_LIMIT_ERROR", "{message}"),
    },
)
def upload(work: Work, given: UploadDocument) -> Reply:
    """Bring in a document that was made elsewhere."""
    return Reply({"document": _shown(work, crm_uploads.upload(work, _uploaded(given.fields)))})


def _uploaded(given: UploadFields) -> Uploaded:
    wanted = {
        "entityTypeId": given.entity_type_id,
        "fileContent": given.file_content,
        "region": given.region,
        "entityId": given.entity_id,
    }
    missing = ", ".join(name for name, item in wanted.items() if not item)
    if not (given.entity_type_id and given.file_content and given.region and given.entity_id):
        raise InkpostError(Reason.PARAMETER_MISSING, f"Empty required fields: {missing}", subject="document")
    for name, item in (("entityTypeId", given.entity_type_id), ("entityId", given.entity_id)):
        if item < 0:
            raise InkpostError(
                Reason.PARAMETER_INVALID, f"{name} is {item}: it takes a number from 1", subject=f"fields.{name}"
            )
    return Uploaded(
        type_id=given.entity_type_id,
        number=given.entity_id,
        docx=given.file_content.content,
        region=given.region,
        title=given.title or given.number or "Document",
        document_number=given.number,
        pdf=given.pdf_content.content if given.pdf_content else None,
        image=given.image_content.content if given.image_content else None,
    )


def _checked(given: Listing) -> Listing:
    """Refuse what the vendor refuses: the type of the object is no column of the documents to be selected by name."""
    named = given.select if isinstance(given.select, list) else []
    if any(isinstance(each, str) and each.replace("_", "").lower() == "entitytypeid" for each in named):
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            "select has entityTypeId: it comes with *",
            subject="select",
            action="entityTypeId",
        )
    return given


def _with_values(query: ListQuery) -> ListQuery:
    """Without a selection the values are there too, as with ``*``."""
    select = COLUMNS.shown if query.select is None else query.select
    return msgspec.structs.replace(query, select=select)


def _shown(work: Work, found: Shown) -> dict[str, Any]:
    links, document = Links(work), found.document
    ready = _ready(document)
    return {
        "changeStampsEnabled": found.has_stamps,
        "changeStampsDisabledReason": "" if found.has_stamps else NO_STAMPS,
        "changeQrCodeEnabled": found.has_qr,
        "qrCodeEnabled": found.has_qr,
        "changeQrCodeDisabledReason": "" if found.has_qr else NO_QR,
        "products": {"currencyId": found.currency, "totalSum": found.total, "totalRows": found.rows},
        "downloadUrl": links.absolute(DOWNLOAD, document.id),
        "publicUrl": public_url(work, links, document),
        "title": document.title,
        "number": document.number,
        "id": str(document.id),
        "createTime": written(document.created_at, work),
        "createdBy": number(document.created_by),
        "updateTime": written(document.updated_at, work),
        "updatedBy": document.updated_by,
        "stampsEnabled": document.stamps_enabled,
        "isTransformationError": document.conversion_failed_at is not None,
        **failure(document),
        "values": values_of(document),
        "templateId": number(document.template_id),
        "pullTag": pull_tag(document),
        **{name: links.absolute(action, document.id) for name, action in ready},
        "emailDiskFile": email_file(document),
        "entityId": number(document.entity_id),
        "entityTypeId": number(document.entity_type_id),
        **_machine(links, document),
    }


def _ready(document: Document) -> list[tuple[str, str]]:
    """What has come out of the conversion so far: the keys of the rest are absent."""
    made = [("imageUrl", GET_IMAGE, document.image_id), ("pdfUrl", GET_PDF, document.pdf_id)]
    return [(name, action) for name, action, file_id in made if file_id is not None]


def ready_links(links: Links, document: Document) -> dict[str, str]:
    """The links to what has come out of the conversion, for a person and for a machine."""
    ready = _ready(document)
    return {
        **{name: links.absolute(action, document.id) for name, action in ready},
        **{f"{name}Machine": links.machine(SCOPE, action, document.id) for name, action in ready},
    }


def _machine(links: Links, document: Document) -> dict[str, Any]:
    there = [("downloadUrl", DOWNLOAD), *_ready(document)]
    return {f"{name}Machine": links.machine(SCOPE, action, document.id) for name, action in there}


def _row(work: Work, links: Links, document: Document, select: frozenset[str] | None) -> dict[str, Any]:
    columns = {
        "id": str(document.id),
        "title": document.title,
        "number": document.number,
        "templateId": number(document.template_id),
        "fileId": number(document.file_id),
        "imageId": number(document.image_id),
        "pdfId": number(document.pdf_id),
        "createTime": written(document.created_at, work),
        "updateTime": written(document.updated_at, work),
        "createdBy": number(document.created_by),
        "updatedBy": number(document.updated_by),
        "entityId": number(document.entity_id),
        "entityTypeId": number(document.entity_type_id),
    }
    with_values = select is not None and "field_values" in select
    there = [("downloadUrl", DOWNLOAD), *_ready(document)]
    return {
        **COLUMNS.chosen(columns, select),
        "values": values_of(document) if with_values else None,
        **{name: links.absolute(action, document.id) for name, action in there},
        "stampsEnabled": document.stamps_enabled if with_values else False,
        **_machine(links, document),
    }
