"""The goods of an item as the older families say them: all of them at once, with names in capital letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Reply
from inkpost.faces.bitrix.methods.common import char
from inkpost.faces.bitrix.methods.crm.classic import Id, shape
from inkpost.faces.bitrix.methods.crm.common import letters_of_type
from inkpost.faces.bitrix.methods.crm.upper import DENIED, known_id, said
from inkpost.faces.bitrix.methods.crm.values import amount
from inkpost.faces.bitrix.params import Params, fold, refuse
from inkpost.faces.bitrix.values import ValueFault, flag, integer, number, text
from inkpost.model.crm import ProductRow
from inkpost.model.listing import ListQuery
from inkpost.operations import crm_products
from inkpost.operations.kit import Work

_BY_SUM, _BY_RATE = 1, 2
_HUNDRED: Final = Decimal(100)
_RATE: Final = "Discount Rate (DISCOUNT_RATE) is required if Percentage Discount Type (DISCOUNT_TYPE_ID) is defined<br>"
_WHOLE: Final = (
    "Discount Sum (DISCOUNT_SUM) is required if Percentage Discount Type (DISCOUNT_TYPE_ID) is defined "
    "and Discount Rate (DISCOUNT_RATE) is 100%<br>"
)
_SUM: Final = "Discount Sum (DISCOUNT_SUM) is required if Monetary Discount Type (DISCOUNT_TYPE_ID) is defined<br>"

ROWS: ErrorTable = {
    Reason.FORBIDDEN: DENIED,
    (Reason.NOT_FOUND, "owner"): said("Not found"),
    (Reason.PARAMETER_INVALID, "id"): said("The parameter id is invalid or not defined."),
    (Reason.PARAMETER_INVALID, "rows", "shape"): said("The parameter rows must be array."),
    (Reason.PARAMETER_INVALID, "discount", "rate"): said(_RATE, "ERROR_CORE"),
    (Reason.PARAMETER_INVALID, "discount", "whole"): said(_WHOLE, "ERROR_CORE"),
    (Reason.PARAMETER_INVALID, "discount", "sum"): said(_SUM, "ERROR_CORE"),
}


def _money(value: Any) -> Decimal:
    return Decimal(str(number(value)))


_READ: Final[Mapping[str, tuple[str, Callable[[Any], Any]]]] = {
    "PRODUCT_ID": ("product_id", integer),
    "PRODUCT_NAME": ("product_name", text),
    "PRICE": ("price", _money),
    "PRICE_EXCLUSIVE": ("price_exclusive", _money),
    "QUANTITY": ("quantity", _money),
    "DISCOUNT_TYPE_ID": ("discount_type", integer),
    "DISCOUNT_RATE": ("discount_rate", _money),
    "DISCOUNT_SUM": ("discount_sum", _money),
    "TAX_RATE": ("tax_rate", _money),
    "TAX_INCLUDED": ("tax_included", flag),
    "CUSTOMIZED": ("customized", flag),
    "MEASURE_CODE": ("measure_code", integer),
    "MEASURE_NAME": ("measure_name", text),
    "SORT": ("sort", integer),
    "TYPE": ("kind", integer),
    "STORE_ID": ("store_id", integer),
    "XML_ID": ("xml_id", text),
}
_FOLDED: Final = {fold(name): (name, *reader) for name, reader in _READ.items()}


class Set(Params):
    """A call with all the goods that an item comes to have."""

    id: Any = None
    rows: Any = None


def get(work: Work, type_id: int, given: Id) -> Reply:
    """All goods of an item."""
    everything = ListQuery(limit=crm_products.MOST_ROWS, count=False)
    owned, _ = crm_products.page(work, type_id, known_id(given.id), everything)
    in_order = sorted(owned, key=lambda each: (each.row.sort, each.row.id))
    return Reply([_shown(type_id, each.item.number, each.row) for each in in_order])


def put(work: Work, type_id: int, given: Set) -> Reply:
    """Let an item have exactly these goods."""
    number_of_item = known_id(given.id)
    if not isinstance(given.rows, (list, dict)):
        raise shape("rows", "rows is a list of goods")
    rows = list(given.rows.values()) if isinstance(given.rows, dict) else given.rows
    crm_products.replace(work, type_id, number_of_item, [_row(each, at) for at, each in enumerate(rows)])
    return Reply(True)


def _row(given: Any, at: int) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise shape("rows", f"rows.{at} is a map of names and values")
    row: dict[str, Any] = {}
    for key, value in given.items():
        found = _FOLDED.get(fold(key))
        if found is None or value in (None, ""):
            continue
        name, model_name, read = found
        try:
            row[model_name] = read(value)
        except ValueFault as fault:
            refuse(fault.under(name).under(str(at)).under("rows"))
    _check_discount(row)
    return _priced(row)


def _check_discount(row: Mapping[str, Any]) -> None:
    by, rate, total = row.get("discount_type"), row.get("discount_rate"), row.get("discount_sum")
    if by == _BY_RATE and rate is None:
        raise _discount("rate", "a discount by a rate needs the rate")
    if by == _BY_RATE and rate == _HUNDRED and total is None:
        raise _discount("whole", "a discount of everything needs its sum")
    if by == _BY_SUM and total is None:
        raise _discount("sum", "a discount by a sum needs the sum")


def _discount(action: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject="discount", action=action)


def _priced(row: dict[str, Any]) -> dict[str, Any]:
    """A row with a price; of one without tax alone the other follows."""
    exclusive = row.pop("price_exclusive", None)
    if "price" not in row and exclusive is not None:
        row["price"] = exclusive * (1 + row.get("tax_rate", Decimal(0)) / _HUNDRED)
    return row


def _shown(type_id: int, owner: int, row: ProductRow) -> dict[str, Any]:
    """A row; nothing is reserved here, and the account's currency is the item's."""
    return {
        "ID": str(row.id),
        "OWNER_ID": str(owner),
        "OWNER_TYPE": letters_of_type(type_id),
        "PRODUCT_ID": row.product_id or 0,
        "PRODUCT_NAME": row.product_name,
        "ORIGINAL_PRODUCT_NAME": row.product_name,
        "PRODUCT_DESCRIPTION": None,
        "PRICE": amount(row.price),
        "PRICE_EXCLUSIVE": amount(row.price_exclusive),
        "PRICE_NETTO": amount(row.price_netto),
        "PRICE_BRUTTO": amount(row.price_brutto),
        "PRICE_ACCOUNT": f"{row.price:.2f}",
        "QUANTITY": amount(row.quantity),
        "DISCOUNT_TYPE_ID": row.discount_type,
        "DISCOUNT_RATE": amount(row.discount_rate),
        "DISCOUNT_SUM": amount(row.discount_sum),
        "TAX_RATE": amount(row.tax_rate),
        "TAX_INCLUDED": char(row.tax_included),
        "CUSTOMIZED": char(row.customized),
        "MEASURE_CODE": row.measure_code,
        "MEASURE_NAME": row.measure_name,
        "SORT": row.sort,
        "XML_ID": row.xml_id,
        "TYPE": row.kind,
        "STORE_ID": row.store_id,
        "RESERVE_ID": None,
        "DATE_RESERVE_END": None,
        "RESERVE_QUANTITY": None,
    }
