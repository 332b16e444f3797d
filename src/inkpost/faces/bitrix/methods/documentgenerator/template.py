"""``documentgenerator.template.*``"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.generator.common import (
    Id,
    Listing,
    asked,
    char,
    constructor,
    counted,
    missing,
    number,
    written,
)
from inkpost.faces.bitrix.generator.fields import field_map
from inkpost.faces.bitrix.generator.templates import BODY_TYPE, KIND, Check, Fields, change, checked, not_deleted
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.documentgenerator.common import MODULE, PROVIDER, RIGHTS, SCOPE
from inkpost.faces.bitrix.params import Params
from inkpost.model.templates import Template
from inkpost.operations import templates
from inkpost.operations.kit import Work

DOWNLOAD = "documentgenerator.api.template.download"
NO_FIELDS = Row(400, "100", "Could not find value for parameter")
NOT_A_MAP = Row(400, "100", "Invalid value to match with parameter {fields}. Should be value of type array")

ROWS: ErrorTable = {
    **RIGHTS,
    (Reason.PARAMETER_MISSING, "id"): constructor(KIND),
    (Reason.PARAMETER_MISSING, "fields"): missing("fields"),
    (Reason.PARAMETER_MISSING, "template"): Row(400, "0", "{message}"),
    (Reason.PARAMETER_INVALID, "fields"): NOT_A_MAP,
}

COLUMNS = Columns(
    Column("id", int),
    Column("active", bool),
    Column("name"),
    Column("code"),
    Column("region"),
    Column("sort", int),
    Column("createTime", datetime, field="created_at"),
    Column("updateTime", datetime, field="updated_at"),
    Column("createdBy", int),
    Column("updatedBy", int),
    Column("moduleId", field="module"),
    Column("fileId", int),
    Column("bodyType", searchable=False),
    Column("numeratorId", int),
    Column("withStamps", bool),
    Column("productsTableVariant"),
    Column("isDeleted", bool, field="deleted"),
    Column("isDefault", bool),
    Column("users", shown=False, searchable=False, field="access_codes"),
    Column("providers", shown=False, searchable=False),
)

family = Family("documentgenerator.template", scope=SCOPE, rows=ROWS)


class Add(Params):
    """``documentgenerator.template.add``"""

    fields: Fields


class Update(Params):
    """``documentgenerator.template.update``"""

    id: int
    fields: Fields


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Upload a new template."""
    return _reply(work, templates.add(work, change(given.fields, providers=[PROVIDER]), module=MODULE))


@family.method(
    "update",
    rows={
        (Reason.FORBIDDEN, "template"): Row(400, "0", "You do not have permissions to modify this template"),
        (Reason.PARAMETER_MISSING, "fields"): NO_FIELDS,
    },
)
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a template."""
    return _reply(work, templates.update(work, given.id, change(given.fields), module=MODULE))


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One template."""
    return _reply(work, templates.get(work, given.id, module=MODULE))


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of templates, keyed by id in the order asked for."""
    query = not_deleted(asked(COLUMNS, given, work))
    found, total = templates.page(work, query, module=MODULE)
    links = Links(work)
    rows = {str(each.id): _row(work, links, each, query.select) for each in found}
    return Reply({"templates": rows}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a template, or mark it if documents were made from it."""
    templates.delete(work, given.id, module=MODULE)
    return Reply(None)


@family.method("getfields")
def getfields(work: Work, given: Id) -> Reply:
    """The placeholders of a template."""
    found = templates.fields(work, given.id, module=MODULE)
    return Reply({"templateFields": field_map(found.placeholders, found.number, found.title, {}, {})})


@family.method("check", reads=True)
def check(work: Work, given: Check) -> Reply:
    """Everything that is wrong with a template, and where; on request with a copy that has it in comments."""
    return Reply({"check": checked(work, given, module=MODULE)})


def _reply(work: Work, template: Template) -> Reply:
    links = Links(work)
    provider = PROVIDER.lower()
    return Reply(
        {
            "template": {
                "id": str(template.id),
                "name": template.name,
                "region": template.region,
                "code": template.code,
                "download": links.absolute(DOWNLOAD, template.id, stamp=0),
                "active": char(template.active),
                "moduleId": template.module,
                "numeratorId": number(template.numerator_id),
                "withStamps": char(template.with_stamps),
                "providers": {provider: provider},
                "users": {code: code for code in template.access_codes},
                "isDeleted": char(template.deleted),
                "sort": str(template.sort),
                "createTime": written(template.created_at, work),
                "updateTime": written(template.updated_at, work),
                "downloadMachine": links.machine(SCOPE, DOWNLOAD, template.id),
            }
        }
    )


def _row(work: Work, links: Links, template: Template, select: frozenset[str] | None) -> dict[str, Any]:
    columns = {
        "id": str(template.id),
        "active": char(template.active),
        "name": template.name,
        "code": template.code,
        "region": template.region,
        "sort": str(template.sort),
        "createTime": written(template.created_at, work),
        "updateTime": written(template.updated_at, work),
        "createdBy": number(template.created_by),
        "updatedBy": number(template.updated_by),
        "moduleId": template.module,
        "fileId": str(template.file_id),
        "bodyType": BODY_TYPE,
        "numeratorId": number(template.numerator_id),
        "withStamps": char(template.with_stamps),
        "productsTableVariant": template.products_table_variant,
        "isDeleted": char(template.deleted),
        "isDefault": char(template.is_default),
    }
    optional = {"providers": [PROVIDER.lower()], "users": list(template.access_codes)}
    return {
        **COLUMNS.chosen(columns, select),
        "download": links.path(DOWNLOAD, template.id),
        **COLUMNS.chosen(optional, select),
        "downloadMachine": links.machine(SCOPE, DOWNLOAD, template.id),
    }
