"""What can be done with the items of the CRM: leads, deals, contacts, companies and what users define."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmItem, CrmType, Multifield, first_stage
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.model.files import StoredFile
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.operations.announcing import tell_of_item
from inkpost.operations.crm_owners import record_removed
from inkpost.operations.crm_rights import demand_of, sight
from inkpost.operations.crm_totals import settled
from inkpost.operations.crm_values import MOST_CHANNELS, ItemChange, checked, defaults, invalid, stamps
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_bindings, crm_categories, crm_requisites, crm_types
from inkpost.store import crm_items as stored


@operation(right=Right.SIGNED_IN)
def kind(work: Work, type_id: int, *, right: Right = Right.SIGNED_IN) -> CrmType:
    """A type of items with its catalogue of fields. Raises NOT_FOUND (``type``), FORBIDDEN without the right."""
    found = _kind(work, type_id)
    work.demand(right)
    return found


@operation(right=Right.CRM_VIEW)
def above(work: Work, type_id: int) -> list[CrmType]:
    """The types whose items those of a type may belong to (``parentId128``). Raises NOT_FOUND (``type``)."""
    return crm_types.above(work.db, _kind(work, type_id))


@operation(right=Right.CRM_VIEW)
def default_category(work: Work, of: CrmType) -> int:
    """The pipeline in which an item of a type begins; 0 where nobody defined another."""
    return crm_categories.default_number(work.db, work.organization_id, of.type_id)


@operation(right=Right.CRM_ADD)
def add(work: Work, type_id: int, given: ItemChange) -> CrmItem:
    """Record an item. Fields that the type does not have, or that nobody sets, are passed over.

    Raises NOT_FOUND (``type``), FORBIDDEN (for a responsible person whom the caller's right does not reach),
    PARAMETER_INVALID (the field).
    """
    of = _kind(work, type_id, hold=True)
    fields = checked(work, of, given, None)
    number = stored.take_number(work.db, work.organization_id, type_id)
    fields = {**fields, **defaults(work, of, number, fields), "id": number}
    fields = {**_main_first(of, fields, None), **stamps(work, of, fields, None)}
    item = stored.add(work.db, of, _kept(fields), given.user_fields)
    demand_of(work, Right.CRM_ADD, item)
    _bind(work, of, item, fields)
    _set_channels(work, of, item, given.channels)
    tell_of_item(work, "crm.item.added", item)
    return _found(work, of, number)


@operation(right=Right.CRM_VIEW)
def get(work: Work, type_id: int, number: int) -> CrmItem:
    """One item. Raises NOT_FOUND (``type``, ``item``), FORBIDDEN for an item that the caller's right does not reach."""
    item = _found(work, _kind(work, type_id), number)
    demand_of(work, Right.CRM_VIEW, item)
    return item


@operation(right=Right.CRM_VIEW)
def content(work: Work, item_id: int, field: str) -> tuple[StoredFile, bytes]:
    """The file in a field of an item, the item by its internal id. Raises NOT_FOUND (``item``, ``file``), FORBIDDEN."""
    found = stored.by_id(work.db, work.organization_id, item_id)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "Item not found", subject="item")
    item = _found(work, _kind(work, found[0]), found[1])
    demand_of(work, Right.CRM_VIEW, item)
    described = _kind(work, found[0]).catalogue.get(field)
    if described is None or described.kind != "file" or item[field] is None:
        raise InkpostError(Reason.NOT_FOUND, "The field holds no file", subject="file")
    return work.file(item[field])


@operation(right=Right.SIGNED_IN)
def page(work: Work, type_id: int, query: ListQuery) -> tuple[list[CrmItem], int | None]:
    """A page of the items that the caller may see, and how many of these there are where the query asks for it.

    Whoever may see none gets none. Raises NOT_FOUND (``type``).
    """
    return stored.page(work.db, _kind(work, type_id), query, sight=sight(work, Right.CRM_VIEW))


@operation(right=Right.CRM_MODIFY)
def change(work: Work, type_id: int, number: int, given: ItemChange) -> CrmItem:
    """Set fields of an item; the others stay. Two changes follow one another.

    Where goods make the amount, a given one is passed over. Raises NOT_FOUND (``type``, ``item``), FORBIDDEN,
    PARAMETER_INVALID (the field).
    """
    of = _kind(work, type_id)
    item = _found(work, of, number, lock=True)
    demand_of(work, Right.CRM_MODIFY, item)
    fields = _main_first(of, checked(work, of, given, item), item)
    moved = _moved(of, fields, item)
    fields |= stamps(work, of, fields | moved, item) | moved
    _bind(work, of, item, fields)
    _set_channels(work, of, item, given.channels)
    item = stored.change(work.db, of, item, _kept(fields), given.user_fields)
    if moved:
        tell_of_item(work, "crm.item.moved", item, category_id=item["categoryId"], stage_id=item["stageId"] or "")
    else:
        tell_of_item(work, "crm.item.updated", item)
    return settled(work, of, item)


@operation(right=Right.CRM_DELETE)
def remove(work: Work, type_id: int, number: int) -> None:
    """Delete an item with its goods and its requisites, which is told of as well.

    Raises NOT_FOUND (``type``, ``item``), FORBIDDEN.
    """
    of = _kind(work, type_id)
    item = _found(work, of, number, lock=True)
    demand_of(work, Right.CRM_DELETE, item)
    stored.remove(work.db, of, item)
    record_removed(work, crm_requisites.remove_of_owner(work.db, work.organization_id, type_id, number))
    tell_of_item(work, "crm.item.deleted", item)


def _kind(work: Work, type_id: int, *, hold: bool = False) -> CrmType:
    found = crm_types.by_type_id(work.db, work.organization_id, type_id, hold=hold)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such type of items", subject="type")
    return found


def _found(work: Work, of: CrmType, number: int, *, lock: bool = False) -> CrmItem:
    item = stored.find(work.db, of, number, lock=lock)
    if item is None:
        raise InkpostError(Reason.NOT_FOUND, "Item not found", subject="item")
    return item


def _moved(of: CrmType, fields: dict[str, Any], item: CrmItem) -> dict[str, Any]:
    """What a move into another pipeline sets, nothing where there is none: it begins there unless a stage is said."""
    category = fields.pop("categoryId", None)
    if category is None or category == item["categoryId"]:
        return {}
    begins = "stageId" in of.catalogue and fields.get("stageId") is None
    return {"categoryId": category} | ({"stageId": first_stage(of.type_id, category)} if begins else {})


def _kept(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name not in _BOUND}


_BOUND: Final = {"contactIds": "contactId", "companyIds": "companyId"}


def _main_first(of: CrmType, fields: dict[str, Any], present: CrmItem | None) -> dict[str, Any]:
    """The fields with one list of bound contacts (of a contact: of companies), whose first is the main one."""
    for many, one in _BOUND.items():
        if many not in of.catalogue or not {many, one} & fields.keys():
            continue
        numbers = _bound_numbers(fields, present, many, one)
        fields = {**fields, many: numbers}
        if one in of.catalogue:
            fields[one] = next(iter(numbers), None)
    return fields


def _bound_numbers(fields: Mapping[str, Any], present: CrmItem | None, many: str, one: str) -> list[int]:
    """A list that is given replaces the one there was; a main one that is given alone takes the main one's place."""
    before = list(present[many] or ()) if present else []
    numbers = list(fields.get(many, before) or ())
    if one not in fields:
        return list(dict.fromkeys(numbers))
    main = fields[one]
    gone = {main, present[one] if present and many not in fields else None}
    return list(dict.fromkeys([*([main] if main else []), *(each for each in numbers if each not in gone)]))


def _bind(work: Work, of: CrmType, item: CrmItem, fields: Mapping[str, Any]) -> None:
    if "contactIds" in fields:
        crm_bindings.bind_contacts(
            work.db, work.organization_id, item.id, fields["contactIds"], to_company=of.type_id == COMPANY
        )
    if "companyIds" in fields and of.type_id == CONTACT:
        crm_bindings.bind_companies(work.db, work.organization_id, item.id, fields["companyIds"])


def _set_channels(work: Work, of: CrmType, item: CrmItem, given: Sequence[Multifield]) -> None:
    if not given or "fm" not in of.catalogue:
        return
    own = {each.id for each in item.multifields}
    added = [each for each in given if each.id not in own and each.value]
    gone = [each.id for each in given if each.id in own and not each.value]
    if len(own) + len(added) - len(gone) > MOST_CHANNELS:
        raise invalid("fm", f"at most {MOST_CHANNELS} values")
    crm_bindings.remove_channels(work.db, item.id, gone)
    for each in given:
        if each.id in own and each.value:
            crm_bindings.change_channel(work.db, item.id, each)
    crm_bindings.add_channels(work.db, item.id, added)
