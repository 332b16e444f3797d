"""Which contacts an item names, and which companies a contact does: one after another, the main one first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmItem, CrmType
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.model.people import Right
from inkpost.operations.announcing import tell_of_item
from inkpost.operations.crm_rights import bindable, sight
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_bindings as stored
from inkpost.store import crm_items, crm_types

MOST: Final = 1000
Decide = Callable[[list[int]], Sequence[int]]
"""What of the numbers that are bound makes those that are to be bound, the main one first."""


@operation(right=Right.CRM_VIEW)
def bound(work: Work, type_id: int, number: int) -> list[int]:
    """The numbers that an item names, the main one first. Raises NOT_FOUND (item), FORBIDDEN (binding)."""
    return _bound(_found(work, type_id, number, Right.CRM_VIEW)[1])


@operation(right=Right.CRM_MODIFY)
def rebind(work: Work, type_id: int, number: int, decide: Decide) -> bool:
    """Let an item name what ``decide`` makes of what it names; whether that is something else. No change is lost.

    Raises NOT_FOUND (item), FORBIDDEN (binding), PARAMETER_INVALID (binding: what names nothing), LIMIT_REACHED.
    """
    kind, item = _found(work, type_id, number, Right.CRM_MODIFY)
    before = _bound(item)
    after = list(dict.fromkeys(decide(list(before))))
    if after == before:
        return False
    _check(work, kind, after, before)
    _bind(work, item, after)
    _, one = _names(item)
    main = {one: next(iter(after), None)} if one in kind.catalogue else {}
    crm_items.change(work.db, kind, item, {**main, "updatedBy": work.user_id, "updatedTime": work.now}, {})
    tell_of_item(work, "crm.item.updated", item)
    return True


def _names(item: CrmItem) -> tuple[str, str]:
    return ("companyIds", "companyId") if item.type_id == CONTACT else ("contactIds", "contactId")


def _bound(item: CrmItem) -> list[int]:
    many, one = _names(item)
    main = [item[one]] if item[one] else []
    return list(dict.fromkeys([*main, *(item[many] or ())]))


def _found(work: Work, type_id: int, number: int, right: Right) -> tuple[CrmType, CrmItem]:
    kind = crm_types.by_type_id(work.db, work.organization_id, type_id)
    item = crm_items.find(work.db, kind, number, lock=right is not Right.CRM_VIEW) if kind else None
    if kind is None or item is None:
        raise InkpostError(Reason.NOT_FOUND, "Item not found", subject="item")
    if not sight(work, right).covers(item.assigned_by):
        message = f"You have no right to {right.action} this item"
        raise InkpostError(Reason.FORBIDDEN, message, subject="binding", action=right.action)
    return kind, item


def _check(work: Work, kind: CrmType, numbers: Sequence[int], before: Sequence[int]) -> None:
    if len(numbers) > MOST:
        raise InkpostError(Reason.LIMIT_REACHED, f"At most {MOST} bindings of an item", subject="binding")
    other = crm_types.by_type_id(work.db, work.organization_id, COMPANY if kind.type_id == CONTACT else CONTACT)
    if other is None or set(numbers) - bindable(work, other, numbers, before):
        raise InkpostError(Reason.PARAMETER_INVALID, "What is to be bound does not exist", subject="binding")


def _bind(work: Work, item: CrmItem, numbers: Sequence[int]) -> None:
    bind = stored.bind_companies if item.type_id == CONTACT else stored.bind_contacts
    bind(work.db, work.organization_id, item.id, numbers)
