"""What can be done with the fields that users add to the items of a type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm_user_fields import (
    BOOLEAN,
    ENUMERATION,
    KINDS,
    LABELS,
    LANGUAGES,
    LONGEST_NAME,
    NAME,
    ListItem,
    UserField,
    full_name,
)
from inkpost.model.listing import ListQuery, Sort
from inkpost.model.people import Right
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_user_fields as stored
from inkpost.store import events

MOST_FIELDS: Final = 500
MOST_ITEMS: Final = 1000
LONGEST_TEXT: Final = 255
LARGEST_SETTINGS: Final = 8 * 1024
LARGEST_SORT: Final = 2**31 - 1
Given = Mapping[str, Any]
_SETTABLE: Final = (
    *("xml_id", "sort", "mandatory", "show_filter", "show_in_list", "edit_in_list", "searchable", "settings"),
)
_ORDER: Final = (Sort("sort"), Sort("id"))


@dataclass(frozen=True, slots=True)
class ItemChange:
    """A value of a list that is given: one with the ``id`` of a present one is written over it, or taken away."""

    id: int | None = None
    value: str = ""
    sort: int = 0
    default: bool = False
    xml_id: str = ""
    gone: bool = False


@operation(right=Right.SIGNED_IN)
def described(work: Work, type_id: int) -> list[UserField]:
    """All fields that users added to a type, in their order, for whoever may know the type's fields."""
    return stored.of_type(work.db, work.organization_id, type_id)


@operation(right=Right.CRM_VIEW)
def page(work: Work, type_id: int, query: ListQuery) -> tuple[list[UserField], int | None]:
    """The fields of a type that match, all on one page."""
    whole = ListQuery(query.conditions, query.order or _ORDER, limit=MOST_FIELDS)
    return stored.page(work.db, work.organization_id, type_id, whole)


@operation(right=Right.CRM_VIEW)
def get(work: Work, type_id: int, number: int) -> UserField:
    """A field. Raises NOT_FOUND, FORBIDDEN for one of another type."""
    return _found(work, type_id, number)


@operation(right=Right.CRM_CONFIGURE)
def add(work: Work, type_id: int, given: Given) -> UserField:
    """Declare a field: name and kind, and what is said of it (``UserField``); ``label`` stands for missing labels.

    Raises PARAMETER_MISSING (``name``, ``kind``, ``both``), PARAMETER_INVALID, CONFLICT (``name``, ``xml_id``),
    LIMIT_REACHED.
    """
    _demand_given(given)
    name, kind = _name(given["name"]), given["kind"]
    if kind not in KINDS:
        message = f"USER_TYPE_ID is {kind[:50]!r}: it takes {', '.join(sorted(KINDS))}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="kind")
    if stored.count(work.db, work.organization_id, type_id) >= MOST_FIELDS:
        raise InkpostError(Reason.LIMIT_REACHED, f"A type has {MOST_FIELDS} added fields at most", subject="fields")
    values = {**_columns(given), "labels": _labels(given, {})}
    values["multiple"] = bool(given.get("multiple")) and kind != BOOLEAN
    values["items"] = _items(work, given.get("items") or (), ()) if kind == ENUMERATION else ()
    of = {"organization_id": work.organization_id, "type_id": type_id, "name": name, "kind": kind}
    made = stored.add(work.db, **of, **values)
    if made is None:
        raise InkpostError(Reason.CONFLICT, f"There is a field {name} already", subject="name", given=name)
    _record(work, "crm.user_field.added", made)
    return made


@operation(right=Right.CRM_CONFIGURE)
def change(work: Work, type_id: int, number: int, given: Given) -> None:
    """Change what is named of a field; name, kind and whether it is multiple stay.

    Raises NOT_FOUND, FORBIDDEN for one of another type, PARAMETER_INVALID, CONFLICT (``xml_id``).
    """
    present = _found(work, type_id, number, lock=True)
    values = {**_columns(given), "labels": _labels(given, present.labels)}
    if present.kind == ENUMERATION and given.get("items"):
        values["items"] = _items(work, given["items"], present.items)
    stored.change(work.db, present.id, **values)
    _record(work, "crm.user_field.updated", present)


@operation(right=Right.CRM_CONFIGURE)
def remove(work: Work, type_id: int, number: int) -> None:
    """Delete a field with what items have in it. Raises NOT_FOUND, FORBIDDEN for one of another type."""
    present = _found(work, type_id, number, lock=True)
    stored.remove(work.db, present)
    _record(work, "crm.user_field.deleted", present)


def _found(work: Work, type_id: int, number: int, *, lock: bool = False) -> UserField:
    found = stored.find(work.db, work.organization_id, number, lock=lock)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, f"There is no field {number}", subject="field", given=str(number))
    if found.type_id != type_id:
        raise InkpostError(Reason.FORBIDDEN, "The field is one of other items", subject="crm", action="see")
    return found


def _demand_given(given: Given) -> None:
    missing = [name for name in ("name", "kind") if not given.get(name)]
    if missing:
        subject = "both" if len(missing) == 2 else missing[0]
        raise InkpostError(Reason.PARAMETER_MISSING, f"Not given: {', '.join(missing)}", subject=subject)


def _name(given: str) -> str:
    name = full_name(given)
    if len(name) > LONGEST_NAME:
        message = f"FIELD_NAME has {len(name)} characters: it takes at most {LONGEST_NAME}"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="name", action="length")
    if not NAME.match(name):
        message = f"FIELD_NAME is {name[:LONGEST_NAME]!r}: it takes A-Z, 0-9 and _"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="name", action="characters")
    return name


def _columns(given: Given) -> dict[str, Any]:
    values = {name: given[name] for name in _SETTABLE if given.get(name) is not None}
    if len(values.get("xml_id", "")) > LONGEST_TEXT:
        raise _invalid("XML_ID", f"at most {LONGEST_TEXT} characters")
    if not 0 <= values.get("sort", 0) <= LARGEST_SORT:
        raise _invalid("SORT", f"a number from 0 to {LARGEST_SORT}")
    if len(msgspec.json.encode(values.get("settings", {}))) > LARGEST_SETTINGS:
        raise _invalid("SETTINGS", f"at most {LARGEST_SETTINGS} bytes")
    return values


def _labels(given: Given, present: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """A text for each language: what is given for it, what was there, or the label that stands for all."""
    common = given.get("label")
    found: dict[str, dict[str, str]] = {}
    for name in LABELS:
        said = given.get(f"{name}_label")
        if said is None and (common is None or present):
            found[name] = dict(present.get(name, {}))
            continue
        texts = said if isinstance(said, Mapping) else dict.fromkeys(LANGUAGES, said if said is not None else common)
        before = present.get(name) or dict.fromkeys(LANGUAGES, common or "")
        found[name] = {each: _text(texts.get(each) or before.get(each) or "") for each in LANGUAGES}
    return found


def _text(given: Any) -> str:
    text = given if isinstance(given, str) else str(given)
    if len(text) > LONGEST_TEXT:
        raise _invalid("LABEL", f"at most {LONGEST_TEXT} characters")
    return text


def _items(work: Work, given: Sequence[ItemChange], present: Iterable[ListItem]) -> tuple[ListItem, ...]:
    items = {each.id: each for each in present}
    for each in given:
        number = each.id if each.id in items else None
        if each.gone or not each.value:
            items.pop(number or 0, None)
            continue
        if len(each.value) > LONGEST_TEXT or len(each.xml_id) > LONGEST_TEXT:
            raise _invalid("LIST", f"values of at most {LONGEST_TEXT} characters")
        key = number or stored.take_item(work.db, work.organization_id)
        items[key] = ListItem(key, each.value, each.sort, each.default, each.xml_id or f"{key}")
        if len(items) > MOST_ITEMS:
            raise _invalid("LIST", f"at most {MOST_ITEMS} values")
    _demand_unique(items.values())
    return tuple(sorted(items.values(), key=lambda each: (each.sort, each.id)))


def _demand_unique(items: Iterable[ListItem]) -> None:
    seen: set[str] = set()
    for each in items:
        if each.xml_id in seen:
            message = f"Two values of the list have the XML_ID {each.xml_id!r}"
            raise InkpostError(Reason.CONFLICT, message, subject="xml_id", given=each.xml_id)
        seen.add(each.xml_id)


def _invalid(name: str, expected: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"{name} takes {expected}", subject=name)


def _record(work: Work, kind: str, of: UserField) -> None:
    events.append(
        work.db,
        work.organization_id,
        kind,
        "crm_user_field",
        of.id,
        user_id=work.user_id,
        type_id=of.type_id,
        name=of.name,
    )
