"""``crm.item.productrow.*``: the goods of an item"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Nothing, Reply, Row
from inkpost.faces.bitrix.methods.common import char, counted, zone_of
from inkpost.faces.bitrix.methods.crm.common import (
    DENIED,
    MESSAGE,
    OTHER,
    ROWS,
    SCOPE,
    letters_of_type,
    type_of_letters,
)
from inkpost.faces.bitrix.methods.crm.lists import Query, wrong
from inkpost.faces.bitrix.methods.crm.values import amount
from inkpost.faces.bitrix.params import Params, fold
from inkpost.faces.bitrix.values import ValueFault, flag, integer, number, text
from inkpost.model.crm_fields import Field
from inkpost.model.listing import Condition, Group, ListQuery
from inkpost.operations import crm_products
from inkpost.operations.crm_products import Owned
from inkpost.operations.kit import Work

ROW_ROWS: ErrorTable = {
    **ROWS,
    Reason.FORBIDDEN: DENIED,
    (Reason.NOT_FOUND, "row"): Row(400, "NOT_FOUND", "Item not found"),
    (Reason.NOT_FOUND, "owner"): Row(400, "OWNER_NOT_FOUND", "Owner was not found"),
    (Reason.PARAMETER_INVALID, "ownerType"): Row(
        400, "ENTITY_TYPE_NOT_SUPPORTED", "Working with this type of objects is not supported"
    ),
    Reason.PARAMETER_INVALID: OTHER,
    (Reason.PARAMETER_INVALID, "argument"): MESSAGE,
    Reason.LIMIT_REACHED: OTHER,
}


def _decimal(value: Any) -> Decimal:
    return Decimal(str(number(value)))


def _nullable(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None or value == "" else read(value)


_READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "double": _decimal,
    "integer": integer,
    "char": flag,
    "string": text,
}


def _field(name: str, kind: str, title: str, title_ru: str, *, column: str = "", **more: Any) -> tuple[Field, str]:
    """A field with the model's name for it."""
    upper = "".join(f"_{each}" if each.isupper() else each for each in name).upper()
    return Field(name, upper, kind, title, title_ru, **more), column or upper.lower()


_TABLE: Final = (
    _field("id", "integer", "ID", "ID", read_only=True),
    _field("ownerId", "integer", "Owner ID", "ID владельца", required=True, immutable=True, searchable=False),
    _field("ownerType", "string", "Owner type", "Тип владельца", required=True, immutable=True, searchable=False),
    _field("productId", "integer", "Product", "Товар", required=True),
    _field("productName", "string", "Product name", "Название товара"),
    _field("price", "double", "Price", "Цена"),
    _field(
        "priceExclusive", "double", "Price after discount without tax", "Цена со скидкой без налога", read_only=True
    ),
    _field("priceNetto", "double", "Price before discount without tax", "Цена до скидки без налога", read_only=True),
    _field("priceBrutto", "double", "Price before discount with tax", "Цена до скидки с налогом", read_only=True),
    _field("quantity", "double", "Quantity", "Количество"),
    _field("discountTypeId", "integer", "Discount type", "Тип скидки", column="discount_type"),
    _field("discountRate", "double", "Discount in percent", "Скидка в процентах"),
    _field("discountSum", "double", "Discount as a sum", "Сумма скидки"),
    _field("taxRate", "double", "Tax", "Налог"),
    _field("taxIncluded", "char", "Tax included in price", "Налог включён в цену"),
    _field("customized", "char", "Changed", "Изменён"),
    _field("measureCode", "integer", "Code of the unit", "Код единицы измерения"),
    _field("measureName", "string", "Unit", "Единица измерения"),
    _field("sort", "integer", "Order", "Порядок"),
    _field("type", "integer", "Kind of product", "Вид товара", column="kind", read_only=True),
    _field("storeId", "integer", "Store", "Склад", read_only=True),
)
_FIELDS: Final = {fold(field.name): field for field, _ in _TABLE}
_COLUMNS: Final = {field.name: column for field, column in _TABLE}
_OWNER: Final = frozenset({"ownerId", "ownerType"})
_TAKES_NOTHING: Final = frozenset({"taxRate", "measureCode"})

family = Family("crm.item.productrow", scope=SCOPE, rows=ROW_ROWS)


class ById(Params):
    """``crm.item.productrow.get`` and ``delete``"""

    id: int


class Add(Params):
    """``crm.item.productrow.add``"""

    fields: dict[str, Any]


class Update(Params):
    """``crm.item.productrow.update``"""

    id: int
    fields: dict[str, Any]


class Owner(Params):
    """``crm.item.productrow.getAvailableForPayment``"""

    owner_id: int
    owner_type: str


class Set(Params):
    """``crm.item.productrow.set``"""

    owner_id: int
    owner_type: str
    product_rows: list[Any]


class Listing(Params):
    """``crm.item.productrow.list``"""

    filter: Any
    order: Any = None
    start: Any = None


@family.method("add")
def add(work: Work, given: Add) -> Reply:
    """Add goods to an item."""
    told = {_name(name): value for name, value in given.fields.items()}
    missing = [name for name in ("ownerId", "ownerType") if told.get(name) in (None, "")]
    if missing:
        raise InkpostError(Reason.PARAMETER_MISSING, f"The field {missing[0]} is required", subject=missing[0])
    type_id, owner_id = _type_id(told["ownerType"]), _single("ownerId", integer, told["ownerId"])
    return Reply({"productRow": _shown(crm_products.add(work, type_id, owner_id, _values(given.fields)))})


@family.method("update")
def update(work: Work, given: Update) -> Reply:
    """Change what is named of a row."""
    for name in given.fields:
        field = _FIELDS.get(fold(name))
        if field is None or field.read_only or field.immutable:
            message = f"Unknown field or the provided field is not available for update: {name[:64]}"
            raise InkpostError(Reason.PARAMETER_INVALID, message, subject="argument")
    return Reply({"productRow": _shown(crm_products.change(work, given.id, _values(given.fields)))})


@family.method("get", reads=True)
def get(work: Work, given: ById) -> Reply:
    """One row."""
    return Reply({"productRow": _shown(crm_products.get(work, given.id))})


@family.method("list", reads=True)
def list_(work: Work, given: Listing) -> Reply:
    """A page of the goods of the item that the filter names."""
    type_id, owner_id, rest = _owner(given.filter)
    read = Query(lambda name: _FIELDS.get(fold(name)), zone_of(work)).read(None, given.order, rest, given.start)
    query = _in_columns(read)
    found, total = crm_products.page(work, type_id, owner_id, query)
    return Reply({"productRows": [_shown(each) for each in found]}, *counted(query, total))


@family.method("getavailableforpayment", reads=True)
def get_available_for_payment(work: Work, given: Owner) -> Reply:
    """The goods of an item that no payment holds. There are no payments here: all of them."""
    rows = crm_products.all_of(work, _type_id(given.owner_type), given.owner_id)
    return Reply({"productRows": [_shown(each) for each in rows]})


@family.method("set")
def set_(work: Work, given: Set) -> Reply:
    """Let an item have exactly these goods."""
    rows = [each if isinstance(each, dict) else _not_a_row() for each in given.product_rows]
    made = crm_products.replace(work, _type_id(given.owner_type), given.owner_id, [_values(each) for each in rows])
    return Reply({"productRows": [_shown(each) for each in made]})


@family.method("delete")
def delete(work: Work, given: ById) -> Reply:
    """Delete a row."""
    crm_products.remove(work, given.id)
    return Reply(None)


@family.method("fields", reads=True)
def fields(work: Work, given: Nothing) -> Reply:
    """What can be said of a row."""
    language = work.caller.organization.language
    return Reply({"fields": {field.name: _described(field, language) for field, _ in _TABLE}})


def _described(field: Field, language: str) -> dict[str, Any]:
    return {
        "type": field.kind,
        "isRequired": field.required,
        "isReadOnly": field.read_only,
        "isImmutable": field.immutable,
        "isMultiple": False,
        "isDynamic": False,
        "title": field.titled(language),
    }


def _not_a_row() -> dict[str, Any]:
    raise InkpostError(Reason.PARAMETER_INVALID, "productRows holds objects with the fields of a row", subject="rows")


def _name(name: str) -> str:
    field = _FIELDS.get(fold(name))
    return field.name if field else name


def _type_id(letters: Any) -> int:
    found = type_of_letters(letters) if isinstance(letters, str) else None
    if found is None:
        raise InkpostError(Reason.PARAMETER_INVALID, "ownerType is no type of items", subject="ownerType")
    return found


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given of a row, by the model's names; unknown and read-only fields are passed over."""
    found: dict[str, Any] = {}
    for name, value in given.items():
        field = _FIELDS.get(fold(name))
        if field is None or field.read_only or field.name in _OWNER:
            continue
        if value is None and field.name not in _TAKES_NOTHING:
            continue
        read = _READERS[field.kind]
        found[_COLUMNS[field.name]] = _single(
            field.name, _nullable(read) if field.name in _TAKES_NOTHING else read, value
        )
    return found


def _single(name: str, read: Callable[[Any], Any], value: Any) -> Any:
    try:
        return read(value)
    except ValueFault as fault:
        raise InkpostError(Reason.PARAMETER_INVALID, f"{name}: {fault}", subject=name) from None


def _owner(given: Any) -> tuple[int, int, dict[str, Any]]:
    """The item that a filter names, and the conditions beside it."""
    told = given if isinstance(given, dict) else {}
    named = {_name(key.removeprefix("=").strip()): key for key in told}
    for name in ("ownerType", "ownerId"):
        if name not in named:
            raise wrong("filter", f"Invalid filter: the key '={name}' is required")
    letters, owner_id = told[named["ownerType"]], told[named["ownerId"]]
    type_id = type_of_letters(letters) if isinstance(letters, str) else None
    try:
        found = integer(owner_id)
    except ValueFault:
        raise wrong("filter", "Invalid filter: field 'ownerId' has invalid value") from None
    if type_id is None:
        raise wrong("filter", "Invalid filter: field 'ownerType' has invalid value")
    rest = {key: value for key, value in told.items() if key not in (named["ownerType"], named["ownerId"])}
    return type_id, found, rest


def _in_columns(query: ListQuery) -> ListQuery:
    """The query with the model's names."""
    order = tuple(msgspec.structs.replace(each, field=_COLUMNS[each.field]) for each in query.order)
    return msgspec.structs.replace(query, order=order, groups=tuple(_renamed(each) for each in query.groups))


def _renamed(part: Any) -> Any:
    if isinstance(part, Group):
        return Group(tuple(_renamed(each) for each in part.parts), part.either)
    return Condition(_COLUMNS[part.field], part.operator, part.value)


def _shown(owned: Owned) -> dict[str, Any]:
    row = owned.row
    told: dict[str, Any] = {
        "id": row.id,
        "ownerId": owned.item.number,
        "ownerType": letters_of_type(owned.item.type_id),
        "productId": row.product_id,
        "productName": row.product_name,
        "price": amount(row.price),
        "priceAccount": amount(row.price),
        "priceExclusive": amount(row.price_exclusive),
        "priceNetto": amount(row.price_netto),
        "priceBrutto": amount(row.price_brutto),
        "quantity": amount(row.quantity),
        "discountTypeId": row.discount_type,
        "discountRate": amount(row.discount_rate),
        "discountSum": amount(row.discount_sum),
        "taxRate": amount(row.tax_rate),
        "taxIncluded": char(row.tax_included),
        "customized": char(row.customized),
        "measureCode": row.measure_code,
        "measureName": row.measure_name,
        "sort": row.sort,
        "xmlId": row.xml_id,
        "type": row.kind,
        "storeId": row.store_id,
    }
    return told
