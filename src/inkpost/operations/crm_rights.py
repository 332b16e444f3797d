"""Whose items of the CRM a caller may see, change or delete."""

from __future__ import annotations

from collections.abc import Collection

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import EVERYTHING, CrmItem, CrmType, Sight
from inkpost.model.people import Level, Right
from inkpost.operations.kit import Work
from inkpost.store import crm_items, people


def sight(work: Work, right: Right) -> Sight:
    """Whose items a right of the caller reaches: nobody's, the caller's own, those of the department, everybody's."""
    level = work.level(right)
    if level is Level.ALL:
        return EVERYTHING
    if level is Level.NONE:
        return Sight(())
    return Sight((work.user_id,) if level is Level.OWN else tuple(people.colleagues(work.db, work.user_id)))


def bindable(work: Work, kind: CrmType, numbers: Collection[int], before: Collection[int]) -> set[int]:
    """Of these items those that the caller may bind: those seen, and those ``before``, which were bound already.

    What is not seen does not exist for the caller, so that nobody learns by binding it whether it is there.
    """
    new = crm_items.known(work.db, kind, set(numbers) - set(before), sight=sight(work, Right.CRM_VIEW))
    return new | crm_items.known(work.db, kind, set(numbers) & set(before))


def demand_of(work: Work, right: Right, item: CrmItem) -> None:
    """Refuse the caller whose right does not reach this item."""
    if not sight(work, right).covers(item.assigned_by):
        raise InkpostError(
            Reason.FORBIDDEN,
            f"You have no right to {right.action} this item",
            subject="crm",
            action=right.action,
        )
