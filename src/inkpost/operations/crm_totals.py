"""What the goods of an item come to: the item's amount and tax follow them unless the amount is set by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from inkpost.model.crm import LARGEST_AMOUNT, CrmItem, CrmType
from inkpost.operations.crm_values import invalid
from inkpost.operations.kit import Work
from inkpost.store import crm_items, crm_products


def settled(work: Work, kind: CrmType, item: CrmItem, *, emptied: bool = False) -> CrmItem:
    """The item with the amount that its goods make. One without goods keeps its own, unless they were just taken."""
    rows = crm_products.of_item(work.db, item.id) if "opportunity" in kind.catalogue else []
    if not rows and not emptied:
        return item
    total = sum((row.total for row in rows), Decimal(0))
    if total >= LARGEST_AMOUNT:
        raise invalid("price", f"the goods of an item come to less than {LARGEST_AMOUNT}")
    wanted: dict[str, Any] = {"taxValue": sum((row.tax for row in rows), Decimal(0))}
    if not item["isManualOpportunity"]:
        wanted["opportunity"] = total
    found = {name: value for name, value in wanted.items() if name in kind.catalogue and item[name] != value}
    return crm_items.change(work.db, kind, item, found, {}) if found else item
