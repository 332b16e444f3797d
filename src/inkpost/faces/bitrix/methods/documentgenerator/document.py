"""``documentgenerator.document.*``"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from inkpost.errors import Reason
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
from inkpost.faces.bitrix.generator.fields import described, field_map, plain_values
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.documentgenerator.common import DENIED, MODULE, PROVIDER, RIGHTS, SCOPE
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.faces.bitrix.waiting import conversion
from inkpost.model.documents import Document
from inkpost.operations import documents
from inkpost.operations.kit import Work

GET_FILE = "documentgenerator.api.document.getfile"
GET_PDF = "documentgenerator.api.document.getpdf"
GET_IMAGE = "documentgenerator.api.document.getimage"
SHOW_PDF = "documentgenerator.api.document.showpdf"
KIND = "DocumentGenerator\\Document"
WITH_TYPO: ErrorTable = {(Reason.PARAMETER_MISSING, "id"): constructor(KIND, typo=True)}

ROWS: ErrorTable = {**RIGHTS, (Reason.PARAMETER_MISSING, "id"): constructor(KIND)}

COLUMNS = Columns(
    Column("id", int),
    Column("title"),
    Column("number"),
    Column("templateId", int),
    Column("provider"),
    Column("value", field="reference"),
    Column("fileId", int),
    Column("imageId", int),
    Column("pdfId", int),
    Column("createTime", datetime, field="created_at"),
    Column("updateTime", datetime, field="updated_at"),
    Column("createdBy", int),
    Column("updatedBy", int),
    Column("values", shown=False, searchable=False, field="field_values"),
)

family = Family("documentgenerator.document", scope=SCOPE, rows=ROWS)


class Add(Params):
    """``documentgenerator.document.add``"""

    template_id: int
    value: str = ""
    values: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    stamps_enabled: Flag | None = None


@family.method(
    "add",
    rows={
        (Reason.PARAMETER_MISSING, "templateId"): constructor("DocumentGenerator\\Template", typo=True),
        (Reason.PARAMETER_MISSING, "value"): Row(400, "0", 'Empty required parameter "value"'),
        (Reason.UNUSABLE_FILE, "document"): Row(400, "0", "Cannot create document"),
        (Reason.FORBIDDEN, "documents", "modify"): DENIED,
        (Reason.FORBIDDEN, "template", "use"): DENIED,
    },
)
def add(work: Work, given: Add) -> Reply:
    """Make a document from a template."""
    document = documents.create(
        work,
        given.template_id,
        module=MODULE,
        reference=given.value,
        provider=PROVIDER,
        values=plain_values(given.values),
        fields=described(given.fields),
        stamps=given.stamps_enabled,
    )
    shown = _shown(work, document)
    # On making a document the vendor answers numbers where it answers text ever after.
    return Reply({"document": {**shown, "id": document.id, "createdBy": document.created_by}})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Fill a document anew."""
    document = documents.update(
        work,
        given.id,
        module=MODULE,
        values=plain_values(given.values),
        fields=described(given.fields),
        stamps=given.stamps_enabled,
    )
    return Reply({"document": _shown(work, document)})


def find(work: Work, number: int) -> Document:
    """A document of this scope."""
    return documents.get(work, number, module=MODULE)


@family.method("get", rows=WITH_TYPO, reads=True, waits=conversion(find))
def get(work: Work, given: Id) -> Reply:
    """One document with the links to what is there of it."""
    return Reply({"document": _shown(work, documents.get(work, given.id, module=MODULE))})


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of documents."""
    query = asked(COLUMNS, given, work)
    found, total = documents.page(work, query, module=MODULE)
    links = Links(work)
    rows = [_row(work, links, each, query.select) for each in found]
    return Reply({"documents": rows}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a document."""
    documents.delete(work, given.id, module=MODULE)
    return Reply(None)


@family.method("enablepublicurl", rows=WITH_TYPO)
def enablepublicurl(work: Work, given: EnablePublicUrl) -> Reply:
    """Switch the public link on or off."""
    document = documents.set_public_link(
        work,
        given.id,
        module=MODULE,
        enabled=given.status,
        expires_at=given.expires,
        password=given.password,
    )
    return Reply({"publicUrl": public_url(work, Links(work), document)})


@family.method("getfields")
def getfields(work: Work, given: GetFields) -> Reply:
    """The fields of a document with their values."""
    found = documents.fields(work, given.id, module=MODULE)
    document = found.document
    values = {**document.field_values, **plain_values(given.values)}
    return Reply(
        {"documentFields": field_map(found.placeholders, document.number, document.title, values, found.descriptions)}
    )


def _shown(work: Work, document: Document) -> dict[str, Any]:
    links = Links(work)
    stamp = int(document.updated_at.timestamp())
    shown: dict[str, Any] = {
        "downloadUrl": links.path(GET_FILE, document.id, stamp=stamp),
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
        "value": document.reference,
        "values": values_of(document),
    }
    shown |= failure(document)
    if document.viewed_at is not None:
        shown["publicUrlView"] = {"time": written(document.viewed_at, work)}
    shown["templateId"] = number(document.template_id)
    shown["provider"] = PROVIDER
    shown["pullTag"] = pull_tag(document)
    ready = _ready(document)
    for name, action in ready:
        shown[name] = links.path(action, document.id, stamp=stamp, printed=action == SHOW_PDF)
    shown["emailDiskFile"] = email_file(document)
    for name, action in (("downloadUrl", GET_FILE), *ready):
        shown[f"{name}Machine"] = links.machine(SCOPE, action, document.id)
    return shown


def _ready(document: Document) -> list[tuple[str, str]]:
    """What has come out of the conversion so far: the keys of the rest are absent."""
    ready = []
    if document.image_id is not None:
        ready.append(("imageUrl", GET_IMAGE))
    if document.pdf_id is not None:
        ready += [("pdfUrl", GET_PDF), ("printUrl", SHOW_PDF)]
    return ready


def ready_links(links: Links, document: Document) -> dict[str, str]:
    """The links to what has come out of the conversion, for a person and for a machine."""
    ready = _ready(document)
    return {
        **{name: links.path(action, document.id, printed=action == SHOW_PDF) for name, action in ready},
        **{f"{name}Machine": links.machine(SCOPE, action, document.id) for name, action in ready},
    }


def _row(work: Work, links: Links, document: Document, select: frozenset[str] | None) -> dict[str, Any]:
    columns = {
        "id": str(document.id),
        "title": document.title,
        "number": document.number,
        "templateId": number(document.template_id),
        "provider": PROVIDER.lower(),
        "value": document.reference,
        "fileId": number(document.file_id),
        "imageId": number(document.image_id),
        "pdfId": number(document.pdf_id),
        "createTime": written(document.created_at, work),
        "updateTime": written(document.updated_at, work),
        "createdBy": number(document.created_by),
        "updatedBy": number(document.updated_by),
    }
    with_values = select is not None and "field_values" in select
    ready = [("downloadUrl", GET_FILE), *((name, action) for name, action in _ready(document) if action != SHOW_PDF)]
    return {
        **COLUMNS.chosen(columns, select),
        **{name: links.absolute(action, document.id) for name, action in ready},
        "values": values_of(document) if with_values else None,
        "stampsEnabled": document.stamps_enabled if with_values else False,
        **{f"{name}Machine": links.machine(SCOPE, action, document.id) for name, action in ready},
    }
