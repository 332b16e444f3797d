"""``crm.item.*``: the items of every type by one set of methods"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply, Row
from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.methods.common import counted, zone_of
from inkpost.faces.bitrix.methods.crm import userfields
from inkpost.faces.bitrix.methods.crm.common import ROWS, SCOPE
from inkpost.faces.bitrix.methods.crm.lists import Query
from inkpost.faces.bitrix.methods.crm.names import camel_name, found_field, shown_name
from inkpost.faces.bitrix.methods.crm.values import change_of, file_shown, shown
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.model.crm import CrmItem, CrmType
from inkpost.model.crm_directories import directory_of
from inkpost.model.crm_fields import Field, is_user_field, parent_field, parent_type
from inkpost.model.people import Right
from inkpost.operations import crm_items, crm_user_fields
from inkpost.operations.kit import Work

INVALID: Final = Row(400, "CRM_FIELD_ERROR_VALUE_NOT_VALID", 'Invalid value for field "{subject}"')
UNSEEN: Final = Row(400, "ACCESS_DENIED", "You do not have permission to view this item")
ITEM_ROWS: ErrorTable = {**ROWS, Reason.PARAMETER_INVALID: INVALID}
_CONTACTS: Final = Field("contacts", "CONTACTS", "crm_contact", "Contacts", "Контакты", multiple=True)

family = Family("crm.item", scope=SCOPE, rows=ITEM_ROWS)


class OfType(Params):
    """The parameters of a method that takes a type of items."""

    entity_type_id: int
    use_original_uf_names: Flag = False


class Get(Params):
    """``crm.item.get``"""

    entity_type_id: int
    id: int
    use_original_uf_names: Flag = False


class Add(Params):
    """``crm.item.add``"""

    entity_type_id: int
    fields: dict[str, Any]
    use_original_uf_names: Flag = False


class Update(Params):
    """``crm.item.update``"""

    entity_type_id: int
    id: int
    fields: dict[str, Any]
    use_original_uf_names: Flag = False


class Listing(Params):
    """``crm.item.list``"""

    entity_type_id: int
    use_original_uf_names: Flag = False
    select: Any = None
    order: Any = None
    filter: Any = None
    start: Any = None


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add an item."""
    kind = crm_items.kind(work, given.entity_type_id, right=Right.CRM_ADD)
    item = crm_items.add(work, kind.type_id, change_of(work, kind, given.fields))
    return Reply({"item": _shown(work, kind, item, original=given.use_original_uf_names)})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change the fields that are named."""
    kind = crm_items.kind(work, given.entity_type_id, right=Right.CRM_MODIFY)
    item = crm_items.change(work, kind.type_id, given.id, change_of(work, kind, given.fields))
    return Reply({"item": _shown(work, kind, item, original=given.use_original_uf_names)})


@family.method("get", rows={Reason.FORBIDDEN: UNSEEN}, reads=True)
def get(work: Work, given: Get) -> Reply:
    """One item with everything that is known of it."""
    kind = crm_items.kind(work, given.entity_type_id)
    item = crm_items.get(work, kind.type_id, given.id)
    return Reply({"item": _shown(work, kind, item, original=given.use_original_uf_names)})


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of the items that the caller may see."""
    kind = crm_items.kind(work, given.entity_type_id)
    reader = Query(lambda name: found_field(kind, name), zone_of(work))
    query = reader.read(given.select, given.order, given.filter, given.start)
    found, total = crm_items.page(work, kind.type_id, query)
    original = given.use_original_uf_names
    items = [_shown(work, kind, item, original=original, select=query.select) for item in found]
    return Reply({"items": items}, *counted(query, total))


@family.method("delete")
def delete(work: Work, given: Get) -> Reply:
    """Delete an item with its goods."""
    crm_items.remove(work, given.entity_type_id, given.id)
    return Reply([])


@family.method("fields", rows={Reason.FORBIDDEN: UNSEEN}, reads=True)
def fields(work: Work, given: OfType) -> Reply:
    """The fields of a type."""
    kind = crm_items.kind(work, given.entity_type_id, right=Right.CRM_VIEW)
    language = work.caller.organization.language
    category = crm_items.default_category(work, kind)
    described: dict[str, Any] = {}
    for field in kind.catalogue.values():
        name = shown_name(field.name, kind.catalogue, original=given.use_original_uf_names)
        if field.kind != "crm_multifield":
            described[name] = _described(field, kind, language, category)
        if field.name == "contactIds":
            described["contacts"] = _described(_CONTACTS, kind, language, category)
    for each in crm_items.above(work, kind.type_id):
        if above := parent_field(f"parentId{each.type_id}"):
            described[above.name] = {**_described(above, kind, language, category), "title": each.titled(language)}
    for added in crm_user_fields.described(work, kind.type_id):
        name = shown_name(added.name, kind.catalogue, original=given.use_original_uf_names)
        described[name] = {**userfields.described(added, language), "upperName": added.name}
    return Reply({"fields": described})


def _described(field: Field, kind: CrmType, language: str, category: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": field.kind,
        "isRequired": field.required,
        "isReadOnly": field.read_only,
        "isImmutable": field.immutable,
        "isMultiple": field.multiple,
        "isDynamic": False,
    }
    if field.outdated:
        told["isDeprecated"] = True
    if field.kind == "crm_status":
        told["statusType"] = directory_of(kind.type_id, field.name, category)
    told["title"] = field.titled(language)
    if field.kind == "crm_entity":
        told["settings"] = {"parentEntityTypeId": parent_type(field)}
    if field.name == "companyId":
        told["settings"] = {"parentEntityTypeId": 4}
    if field.name == "mycompanyId":
        told["settings"] = {"isMyCompany": True, "parentEntityTypeId": 4, "isEmbeddedEditorEnabled": True}
    told["upperName"] = field.upper
    return told


def _shown(
    work: Work, kind: CrmType, item: CrmItem, *, original: bool, select: frozenset[str] | None = None
) -> dict[str, Any]:
    """An item as it is answered: all of it, or its number and the fields that are selected."""
    wanted = None if select is None else select | {"id"}
    told = _own(work, kind, item, wanted)
    if original:
        told = {shown_name(name, kind.catalogue, original=True): value for name, value in told.items()}
    for name, value in _added(item, wanted).items():
        told[name if original else camel_name(name)] = value
    if select is None:
        told["entityTypeId"] = item.type_id
    return told


def _own(work: Work, kind: CrmType, item: CrmItem, wanted: frozenset[str] | None) -> dict[str, Any]:
    catalogue = kind.catalogue
    found: dict[str, Any] = {}
    for name, value in item.fields.items():
        if not (wanted is None or name in wanted):
            continue
        field = catalogue.get(name) or parent_field(name)
        if field is not None:
            found[name] = _value(work, field, item, value)
    return found


def _value(work: Work, field: Field, item: CrmItem, value: Any) -> Any:
    return file_shown(field, item, Links(work)) if field.kind == "file" else shown(field, value, work)


def _added(item: CrmItem, wanted: frozenset[str] | None) -> Mapping[str, Any]:
    if wanted is None:
        return item.user_fields
    return {name: item.user_fields.get(name) for name in sorted(wanted) if is_user_field(name)}
