"""Which column or which part of a JSON holds a field of an item of the CRM, for reading, writing and asking."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    Numeric,
    Select,
    case,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
)

from inkpost.model.crm import CHANNELS, LOST, WON, CrmType
from inkpost.model.crm_directories import FAILURE, SUCCESS
from inkpost.model.crm_fields import Field, is_user_field, parent_field, user_field
from inkpost.model.listing import Condition, Operator
from inkpost.store.listing import compared, matches
from inkpost.store.tables import crm_contact_bindings, crm_directory_entries, crm_items, crm_multifields

COLUMN_NAMES: Final[Mapping[str, str]] = {
    "id": "number",
    "title": "title",
    "categoryId": "category_id",
    "stageId": "stage",
    "assignedById": "assigned_by",
    "companyId": "company_number",
    "contactId": "contact_number",
    "mycompanyId": "my_company_number",
    "opportunity": "opportunity",
    "taxValue": "tax_value",
    "isManualOpportunity": "manual_opportunity",
    "currencyId": "currency",
    "isMyCompany": "is_my_company",
    "opened": "opened",
    "begindate": "begin_date",
    "closedate": "close_date",
    "createdBy": "created_by",
    "updatedBy": "updated_by",
    "movedBy": "moved_by",
    "createdTime": "created_at",
    "updatedTime": "updated_at",
    "movedTime": "moved_at",
}
"""The columns of the fields that have one."""
_SAME_AS: Final = {"lastActivityBy": "createdBy", "lastActivityTime": "createdTime"}
_TEXTS: Final = frozenset({"string", "text", "crm_status", "crm_currency", "crm_userfield"})
_HAS: Final = {"hasPhone": "PHONE", "hasEmail": "EMAIL"}


def plain(value: Any) -> Any:
    """A value as JSON holds it: dates and moments as texts that sort as they do, amounts as texts that stay exact."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def revived(kind: str, value: Any) -> Any:
    """The value of which ``plain`` made this."""
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "datetime":
        return datetime.fromisoformat(value)
    return Decimal(str(value)) if kind == "double" else value


class ItemColumns(Mapping[str, ColumnElement[Any]]):
    """What stands for a field in conditions and orders over the items of one type."""

    def __init__(self, kind: CrmType) -> None:
        self._kind = kind

    def __getitem__(self, name: str) -> ColumnElement[Any]:
        name = _SAME_AS.get(name, name)
        if name in COLUMN_NAMES:
            return compared(crm_items.c[COLUMN_NAMES[name]])
        if name == "stageSemanticId":
            return stage_group_of(self._kind)
        if name == "closed":
            return stage_group_of(self._kind) != "P"
        if name in _HAS:
            return _channel(_HAS[name])
        return _inside(self.field(name))

    def __iter__(self) -> Any:
        return iter(self._kind.catalogue)

    def __len__(self) -> int:
        return len(self._kind.catalogue)

    def field(self, name: str) -> Field:
        """The description of a field. Raises ``KeyError`` for one that the type does not have."""
        if is_user_field(name):
            return user_field(name)
        return parent_field(name) or self._kind.catalogue[name]

    def matches(self, condition: Condition) -> ColumnElement[bool]:
        """A condition as SQL, also one on bound contacts and on channels (``PHONE``)."""
        if condition.field in {"contactIds", "companyIds"}:
            return _bound(condition, condition.field == "contactIds")
        if condition.field in CHANNELS:
            return _reached(condition)
        if is_user_field(condition.field):
            return _user_field_matches(condition)
        if condition.field not in COLUMN_NAMES:
            condition = msgspec.structs.replace(condition, value=_plain_values(condition.value))
        return matches(self, condition)


def stage_group_of(kind: CrmType) -> ColumnElement[Any]:
    """The group of an item's stage: what the directory says of it, or what everybody knows of its name."""
    name = func.regexp_replace(crm_items.c.stage, "^.*:", "")
    won, lost = (by_type.get(kind.type_id, by_type[0]) for by_type in (WON, LOST))
    return case(
        *((crm_items.c.stage.in_(_stages_of(kind, group)), literal(group)) for group in (SUCCESS, FAILURE)),
        (name.in_(sorted(won)), literal(SUCCESS)),
        (name.in_(sorted(lost)), literal(FAILURE)),
        else_=literal("P"),
    )


def _stages_of(kind: CrmType, group: str) -> Select[Any]:
    return select(crm_directory_entries.c.code).where(
        crm_directory_entries.c.organization_id == kind.organization_id,
        crm_directory_entries.c.type_id == kind.type_id,
        crm_directory_entries.c.semantics == group,
    )


def _plain_values(value: Any) -> Any:
    """The values as they lie inside; amounts, though kept as texts, are compared as numbers."""
    if isinstance(value, tuple):
        return tuple(_plain_values(each) for each in value)
    return value if isinstance(value, Decimal) else plain(value)


def _inside(field: Field) -> ColumnElement[Any]:
    holder = crm_items.c.user_fields if field.kind == "crm_userfield" else crm_items.c.field_values
    found: ColumnElement[Any] = holder[field.name].astext
    if field.kind == "double":
        return cast(found, Numeric)
    if field.kind == "boolean":
        return cast(found, Boolean)
    return found if field.kind in {*_TEXTS, "date", "datetime"} else cast(found, BigInteger)


def _channel(kind: str) -> ColumnElement[bool]:
    return exists().where(crm_multifields.c.item_id == crm_items.c.id, crm_multifields.c.kind == kind)


def _positive(condition: Condition) -> tuple[Condition, bool]:
    """The condition without its negation, and whether it had one."""
    opposite = _OPPOSITES.get(condition.operator)
    return (msgspec.structs.replace(condition, operator=opposite), True) if opposite else (condition, False)


_OPPOSITES: Final = {
    Operator.NE: Operator.EQ,
    Operator.NOT_IN: Operator.IN,
    Operator.NOT_CONTAINS: Operator.CONTAINS,
    Operator.NOT_LIKE: Operator.LIKE,
}


def _reached(condition: Condition) -> ColumnElement[bool]:
    positive, negated = _positive(msgspec.structs.replace(condition, field=condition.field))
    column = {condition.field: crm_multifields.c.value}
    found = exists().where(
        crm_multifields.c.item_id == crm_items.c.id,
        crm_multifields.c.kind == condition.field,
        *([] if positive.value is None else [matches(column, positive)]),
    )
    return ~found if negated is not (positive.value is None) else found


def _bound(condition: Condition, to_contacts: bool) -> ColumnElement[bool]:
    positive, negated = _positive(condition)
    other = crm_items.alias()
    here, there = crm_contact_bindings.c.item_id, crm_contact_bindings.c.contact_id
    mine, its = (here, there) if to_contacts else (there, here)
    wanted = [] if positive.value is None else [matches({condition.field: other.c.number}, positive)]
    found = exists(
        select(literal(1))
        .select_from(crm_contact_bindings.join(other, other.c.id == its))
        .where(mine == crm_items.c.id, *wanted)
        .correlate(crm_items)
    )
    return ~found if negated is not (positive.value is None) else found


_NUMBER: Final = r"^-?[0-9]{1,18}(\.[0-9]{1,9})?$"
_ORDERED: Final = frozenset({Operator.GT, Operator.GE, Operator.LT, Operator.LE})


def _user_field_matches(condition: Condition) -> ColumnElement[bool]:
    """Of a field which users added no type is known: it is a text, and a number where it is compared with one."""
    held = crm_items.c.user_fields[condition.field].astext
    if condition.operator in _ORDERED and re.match(_NUMBER, str(condition.value)):
        condition = msgspec.structs.replace(condition, value=Decimal(str(condition.value)))
        column: ColumnElement[Any] = case((held.op("~")(_NUMBER), cast(held, Numeric)))
        return matches({condition.field: column}, condition)
    positive, negated = _positive(condition)
    values = positive.value if isinstance(positive.value, tuple) else (positive.value,)
    texts = tuple(_as_text(each) for each in values)
    value = texts if isinstance(positive.value, tuple) else texts[0]
    found = matches({condition.field: held}, msgspec.structs.replace(positive, value=value))
    if positive.operator in {Operator.EQ, Operator.IN} and positive.value is not None:  # one of several is enough
        inside = crm_items.c.user_fields[condition.field]
        found = or_(found, *(inside.has_key(each) for each in texts if each is not None))
    return func.coalesce(found, False).is_(False) if negated else found


def _as_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else str(value)
