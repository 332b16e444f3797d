"""``crm.documentgenerator.template.*``"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.generator import templates as shared
from inkpost.faces.bitrix.generator.common import Id, Listing, asked, char, constructor, counted, number, written
from inkpost.faces.bitrix.generator.fields import plain_values
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.listing import Column, Columns
from inkpost.faces.bitrix.methods.crm.fields import shown_fields
from inkpost.faces.bitrix.methods.crm.generator import DENIED, MODULE, SCOPE, TEMPLATE_RIGHTS
from inkpost.faces.bitrix.params import Params
from inkpost.model.listing import ListQuery
from inkpost.model.templates import Template
from inkpost.operations import crm_documents, templates
from inkpost.operations.kit import Work

DOWNLOAD = "crm.documentgenerator.template.download"
_OWNER = re.compile(r"[0-9]{1,18}(?:_(?:category_)?[0-9]{1,18})?")

NOT_SAVED = Row(400, "0", "Could not save file")

ROWS: ErrorTable = {
    **TEMPLATE_RIGHTS,
    (Reason.PARAMETER_MISSING, "template"): Row(400, "0", "{message}"),
    (Reason.UNUSABLE_FILE, "file"): NOT_SAVED,
    (Reason.PARAMETER_INVALID, "fields.file"): NOT_SAVED,
}

FIELDS_ROWS: ErrorTable = {
    (Reason.PARAMETER_MISSING, "entityTypeId"): constructor(shared.KIND, typo=True),
    (Reason.DELETED, "template"): Row(400, "", "Cannot get fields from deleted template"),
    (Reason.FORBIDDEN, "document"): DENIED,
    (Reason.NOT_FOUND, "type"): Row(400, "0", "No provider for entityTypeId"),
}

COLUMNS = Columns(
    Column("id", int),
    Column("name"),
    Column("region"),
    Column("code"),
    Column("active", bool),
    Column("moduleId", field="module", searchable=False),  # always this module, whatever is asked
    Column("numeratorId", int),
    Column("withStamps", bool),
    Column("isDeleted", bool, field="deleted"),
    Column("sort", int),
    Column("createTime", datetime, field="created_at"),
    Column("updateTime", datetime, field="updated_at"),
    Column("users", shown=False, searchable=False, field="access_codes"),
    Column("entityTypeId", shown=False, field="providers"),
)

family = Family("crm.documentgenerator.template", scope=SCOPE, rows=ROWS)


class Fields(shared.Fields):
    """What a template can be given; ``entity_type_id`` names the kinds of objects it is for."""

    entity_type_id: list[str] | str | None = None


class Add(Params):
    """``crm.documentgenerator.template.add``"""

    fields: Fields


class Update(Params):
    """``crm.documentgenerator.template.update``"""

    id: int
    fields: Fields


class GetFields(Params):
    """``crm.documentgenerator.template.getfields``; ``values`` are shown as if they were set."""

    id: int
    entity_type_id: int
    entity_id: int | None = None
    values: dict[str, Any] = {}


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Upload a new template for objects of these types."""
    change = shared.change(given.fields, providers=_owners(given.fields.entity_type_id) or [])
    return _reply(work, templates.add(work, change, module=MODULE))


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a template."""
    change = shared.change(given.fields, providers=_owners(given.fields.entity_type_id))
    return _reply(work, templates.update(work, given.id, change, module=MODULE))


@family.method("get", reads=True)
def get(work: Work, given: Id) -> Reply:
    """One template."""
    return _reply(work, templates.get(work, given.id, module=MODULE))


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of templates, keyed by id in the order asked for."""
    query: ListQuery = shared.not_deleted(asked(COLUMNS, given, work))
    found, total = templates.page(work, query, module=MODULE)
    links = Links(work)
    rows = {str(each.id): _row(work, links, each, query.select) for each in found}
    return Reply({"templates": rows}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Id) -> Reply:
    """Delete a template, or mark it if documents were made from it."""
    templates.delete(work, given.id, module=MODULE)
    return Reply(None)


@family.method("getfields", rows=FIELDS_ROWS)
def getfields(work: Work, given: GetFields) -> Reply:
    """The fields of a template with the values that an object of the CRM gives them."""
    found = crm_documents.template_fields(
        work, given.id, type_id=given.entity_type_id, number=given.entity_id, values=plain_values(given.values)
    )
    return Reply({"templateFields": shown_fields(found, given.values)})


def _owners(given: Sequence[str] | str | None) -> list[str] | None:
    """The types of objects, some with a pipeline: ``2``, ``2_category_0``, ``31_1``; None where nothing is named."""
    if given is None:
        return None
    named = [given] if isinstance(given, str) else given
    found = [each.strip().lower() for each in named if each.strip()]
    for each in found:
        if not _OWNER.fullmatch(each):
            raise InkpostError(
                Reason.PARAMETER_INVALID,
                f"entityTypeId has {each[:40]!r}: it takes numbers of types such as 2, 2_category_0, 31_1, 177",
                subject="fields.entityTypeId",
            )
    return list(dict.fromkeys(found))


def _columns(work: Work, template: Template) -> dict[str, Any]:
    return {
        "id": str(template.id),
        "name": template.name,
        "region": template.region,
        "code": template.code or None,
        "active": char(template.active),
        "moduleId": template.module,
        "numeratorId": number(template.numerator_id),
        "withStamps": char(template.with_stamps),
        "isDeleted": char(template.deleted),
        "sort": str(template.sort),
        "createTime": written(template.created_at, work),
        "updateTime": written(template.updated_at, work),
    }


def _reply(work: Work, template: Template) -> Reply:
    links = Links(work)
    return Reply(
        {
            "template": {
                **_columns(work, template),
                "download": links.absolute(DOWNLOAD, template.id),
                "users": {code: code for code in template.access_codes},
                "entityTypeId": list(template.providers),
                "downloadMachine": links.machine(SCOPE, DOWNLOAD, template.id),
            }
        }
    )


def _row(work: Work, links: Links, template: Template, select: frozenset[str] | None) -> dict[str, Any]:
    optional = {"users": list(template.access_codes), "entityTypeId": list(template.providers)}
    return {
        **COLUMNS.chosen(_columns(work, template), select),
        "download": links.absolute(DOWNLOAD, template.id),
        **COLUMNS.chosen(optional, select),
        "downloadMachine": links.machine(SCOPE, DOWNLOAD, template.id),
    }
