"""What can be done with the goods of an item; whoever may see or change the item may see or change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import LARGEST_AMOUNT, CrmItem, CrmType, ProductRow, rounded
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.operations.announcing import tell_of_item
from inkpost.operations.crm_rights import demand_of
from inkpost.operations.crm_totals import settled
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_items, crm_types
from inkpost.store import crm_products as stored

MOST_ROWS: Final = 5000
LONGEST_NAME: Final = 255
SUM, PERCENTAGE = 1, 2
_HUNDRED: Final = Decimal(100)
_MEASURES: Final = {6: "m", 112: "l", 163: "g", 166: "kg", 796: "pcs"}
_PIECES: Final = 796


@dataclass(frozen=True, slots=True)
class Owned:
    """A row of goods with the item that it belongs to."""

    item: CrmItem
    row: ProductRow


@operation(right=Right.CRM_MODIFY)
def add(work: Work, type_id: int, number: int, given: Mapping[str, Any]) -> Owned:
    """Add goods to an item. ``given`` has names and types of ``ProductRow``.

    Raises NOT_FOUND (``owner``), PARAMETER_INVALID (the field; ``ownerType`` for a type without goods), FORBIDDEN,
    LIMIT_REACHED.
    """
    kind, item = _owner(work, type_id, number, Right.CRM_MODIFY, lock=True)
    rows = stored.of_item(work.db, item.id)
    _demand_room(len(rows) + 1)
    made = stored.add(work.db, item.id, [_row(given, None, len(rows))])[0]
    _settle(work, kind, item)
    return Owned(item, made)


@operation(right=Right.CRM_MODIFY)
def replace(work: Work, type_id: int, number: int, given: Sequence[Mapping[str, Any]]) -> list[Owned]:
    """Let an item have exactly these goods, in this order. Raises as ``add`` does."""
    kind, item = _owner(work, type_id, number, Right.CRM_MODIFY, lock=True)
    _demand_room(len(given))
    rows = [_row(each, None, at) for at, each in enumerate(given)]
    stored.clear(work.db, item.id)
    made = stored.add(work.db, item.id, rows)
    _settle(work, kind, item)
    return [Owned(item, each) for each in made]


@operation(right=Right.CRM_VIEW)
def get(work: Work, row_id: int) -> Owned:
    """One row. Raises NOT_FOUND (``row``), FORBIDDEN for those of an item that the caller may not see."""
    return _found(work, row_id, Right.CRM_VIEW)[1]


@operation(right=Right.CRM_VIEW)
def page(work: Work, type_id: int, number: int, query: ListQuery) -> tuple[list[Owned], int | None]:
    """A page of an item's rows. Raises NOT_FOUND (``owner``), PARAMETER_INVALID (``ownerType``), FORBIDDEN."""
    _, item = _owner(work, type_id, number, Right.CRM_VIEW)
    rows, total = stored.page(work.db, item.id, query)
    return [Owned(item, each) for each in rows], total


@operation(right=Right.CRM_VIEW)
def all_of(work: Work, type_id: int, number: int) -> list[Owned]:
    """All rows of an item, as they are sorted. Raises as ``page`` does."""
    _, item = _owner(work, type_id, number, Right.CRM_VIEW)
    return [Owned(item, each) for each in stored.of_item(work.db, item.id)]


@operation(right=Right.CRM_MODIFY)
def change(work: Work, row_id: int, given: Mapping[str, Any]) -> Owned:
    """Set what is named of a row. Raises NOT_FOUND (``row``), FORBIDDEN, PARAMETER_INVALID (the field)."""
    kind, owned = _found(work, row_id, Right.CRM_MODIFY, lock=True)
    made = stored.change(work.db, row_id, **_row(given, owned.row, owned.row.sort))
    _settle(work, kind, owned.item)
    return Owned(owned.item, made)


@operation(right=Right.CRM_MODIFY)
def remove(work: Work, row_id: int) -> None:
    """Delete a row. Raises NOT_FOUND (``row``), FORBIDDEN."""
    kind, owned = _found(work, row_id, Right.CRM_MODIFY, lock=True)
    stored.remove(work.db, row_id)
    _settle(work, kind, owned.item)


def _owner(work: Work, type_id: int, number: int, right: Right, *, lock: bool = False) -> tuple[CrmType, CrmItem]:
    kind = crm_types.by_type_id(work.db, work.organization_id, type_id)
    item = crm_items.find(work.db, kind, number, lock=lock) if kind else None
    if kind is not None and "opportunity" not in kind.catalogue:
        message = f"ownerType: items of the type {type_id} have no goods"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="ownerType")
    if kind is None or item is None:
        raise InkpostError(Reason.NOT_FOUND, "Owner was not found", subject="owner")
    demand_of(work, right, item)
    return kind, item


def _found(work: Work, row_id: int, right: Right, *, lock: bool = False) -> tuple[CrmType, Owned]:
    """A row with its item, which is locked before the row is read again: of two at once the second sees the first."""
    row = stored.find(work.db, row_id)
    owner = crm_items.by_id(work.db, work.organization_id, row.item_id) if row else None
    if owner is None:
        raise _unknown()
    kind, item = _owner(work, *owner, right, lock=lock)
    row = stored.find(work.db, row_id)
    if row is None:
        raise _unknown()
    return kind, Owned(item, row)


def _unknown() -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, "Item not found", subject="row")


def _demand_room(rows: int) -> None:
    if rows > MOST_ROWS:
        raise InkpostError(Reason.LIMIT_REACHED, f"An item has at most {MOST_ROWS} rows of goods", subject="rows")


def _settle(work: Work, kind: CrmType, item: CrmItem) -> None:
    after = settled(work, kind, item, emptied=True)
    tell_of_item(work, "crm.item.goods_changed", item, amount_changed=after is not item)


def _row(given: Mapping[str, Any], present: ProductRow | None, sort: int) -> dict[str, Any]:
    """The columns of a row: what is given over what is there, and the prices that follow from these."""
    kept = {name: getattr(present, name) for name in _DEFAULTS} if present else {**_DEFAULTS, "sort": sort}
    values = {**kept, **given}
    _check(values)
    if values["measure_code"] is not None and not values["measure_name"]:
        values["measure_name"] = _MEASURES.get(values["measure_code"], "")
    return {**values, **_prices(values)}


_DEFAULTS: Final[Mapping[str, Any]] = {
    "product_id": 0,
    "product_name": "",
    "price": Decimal(0),
    "quantity": Decimal(1),
    "discount_type": PERCENTAGE,
    "discount_rate": Decimal(0),
    "discount_sum": Decimal(0),
    "tax_rate": None,
    "tax_included": False,
    "customized": True,
    "measure_code": _PIECES,
    "measure_name": "",
    "sort": 0,
    "kind": 4,
    "store_id": None,
    "xml_id": "",
}


def _check(values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, Decimal) and abs(value) >= LARGEST_AMOUNT:
            raise _invalid(name, f"less than {LARGEST_AMOUNT}")
        if isinstance(value, str) and (len(value) > LONGEST_NAME or "\0" in value):
            raise _invalid(name, f"at most {LONGEST_NAME} characters")
        if isinstance(value, int) and not -(2**31) < value < 2**31:
            raise _invalid(name, "a number of 32 bits")
    if values["discount_type"] not in (SUM, PERCENTAGE):
        raise _invalid("discount_type", f"{SUM} (a sum) or {PERCENTAGE} (a percentage)")
    if not 0 <= (values["tax_rate"] or 0) <= _HUNDRED:
        raise _invalid("tax_rate", "from 0 to 100")
    if values["discount_type"] == PERCENTAGE and not 0 <= values["discount_rate"] <= _HUNDRED:
        raise _invalid("discount_rate", "from 0 to 100")
    if values["quantity"] < 0:
        raise _invalid("quantity", "0 or more")


def _invalid(name: str, takes: str) -> InkpostError:
    first, *more = _CALLED.get(name, name).split("_")
    spelled = first + "".join(word.capitalize() for word in more)
    return InkpostError(Reason.PARAMETER_INVALID, f"{spelled}: it takes {takes}", subject=name, action="value")


_CALLED: Final = {"discount_type": "discount_type_id"}


def _prices(values: Mapping[str, Any]) -> dict[str, Decimal]:
    """Prices without tax and before discount; of the discount, the half that was not said follows from the other."""
    tax = (values["tax_rate"] or Decimal(0)) / _HUNDRED
    exclusive = rounded(values["price"] / (1 + tax))
    netto, discount, rate = _before_discount(values, exclusive)
    return {
        "price_exclusive": exclusive,
        "price_netto": netto,
        "price_brutto": rounded(netto * (1 + tax)),
        "discount_sum": discount,
        "discount_rate": rate,
    }


def _before_discount(values: Mapping[str, Any], exclusive: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    rate, discount = values["discount_rate"], values["discount_sum"]
    if values["discount_type"] == SUM:
        netto = exclusive + discount
        return netto, discount, rounded(discount / netto * _HUNDRED) if netto else Decimal(0)
    if rate == _HUNDRED:  # nothing is left to reckon back from
        netto = exclusive + discount
        return netto, discount, rate
    netto = rounded(exclusive / (1 - rate / _HUNDRED))
    return netto, netto - exclusive, rate
