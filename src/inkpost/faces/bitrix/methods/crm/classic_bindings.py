"""The contacts of an item and the companies of a contact, one by one or all at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import ErrorTable, Reply
from inkpost.faces.bitrix.methods.common import char
from inkpost.faces.bitrix.methods.crm.classic import Id, shape
from inkpost.faces.bitrix.methods.crm.upper import DENIED, Field, Fields, known_id, loose, said
from inkpost.faces.bitrix.params import Params, fold
from inkpost.faces.bitrix.values import ValueFault, flag
from inkpost.model.crm_fields import CONTACT
from inkpost.operations import crm_bindings
from inkpost.operations.kit import Work

DENIED_THIS: Final = said("Access denied!", "ACCESS_DENIED")
NOT_VALID: Final = said("The parameter 'fields' is not valid.")
NO_OWNER: Final = said("The parameter 'ownerEntityID' is invalid or not defined.")
NO_FIELDS: Final = said("The parameter 'fields' must be array.")
NO_ITEM: Final = said("The parameter 'item' must be array.")
NOT_FOUND: Final = said("Not found.")
ROWS: ErrorTable = {
    Reason.FORBIDDEN: DENIED_THIS,
    (Reason.NOT_FOUND, "item"): NOT_FOUND,
    (Reason.PARAMETER_INVALID, "id"): NO_OWNER,
    (Reason.PARAMETER_INVALID, "fields", "shape"): NO_FIELDS,
    (Reason.PARAMETER_INVALID, "binding"): NOT_VALID,
}
ITEMS_ROWS: ErrorTable = {
    **ROWS,
    (Reason.PARAMETER_INVALID, "id"): said("The parameter ownerEntityID is invalid or not defined."),
    (Reason.PARAMETER_INVALID, "items", "shape"): said("The parameter items must be array."),
}
OF_DEALS: ErrorTable = {(Reason.FORBIDDEN, "crm"): DENIED}
OF_LEADS: ErrorTable = {(Reason.NOT_FOUND, "item"): said("Not found.", "NOT_FOUND")}
_STEP: Final = 10


class One(Params):
    """A call with one binding of an item."""

    id: Any = None
    fields: Any = None


class Items(Params):
    """A call with all bindings of an item."""

    id: Any = None
    items: Any = None


def fields(work: Work, type_id: int) -> Reply:
    """What a binding has."""
    title = "Company" if type_id == CONTACT else "Contact"
    table = Fields(
        Field("SORT", "integer", title="Sorting"),
        Field("IS_PRIMARY", "char", title="Primary"),
        Field(_name(type_id), "integer", "R", title),
    )
    return Reply(table.described(work.caller.organization.language))


def add(work: Work, type_id: int, given: One) -> Reply:
    """Bind one more, or let one that is bound be the main one."""
    owner = known_id(given.id)
    number, main = _binding(type_id, given.fields)

    def decide(present: list[int]) -> list[int]:
        rest = [each for each in present if each != number]
        return [number, *rest] if main else present if number in present else [*rest, number]

    crm_bindings.rebind(work, type_id, owner, decide)
    return Reply(True)


def delete(work: Work, type_id: int, given: One) -> Reply:
    """Bind one less; whether it was bound."""
    owner = known_id(given.id)
    number, _ = _binding(type_id, given.fields)
    return Reply(crm_bindings.rebind(work, type_id, owner, lambda bound: [each for each in bound if each != number]))


def get_items(work: Work, type_id: int, given: Id) -> Reply:
    """All that is bound, the main one first."""
    numbers = crm_bindings.bound(work, type_id, known_id(given.id))
    return Reply(
        [
            {_name(type_id): number, "SORT": (at + 1) * _STEP, "ROLE_ID": 0, "IS_PRIMARY": char(at == 0)}
            for at, number in enumerate(numbers)
        ]
    )


def set_items(work: Work, type_id: int, given: Items) -> Reply:
    """Bind exactly these; the first that is said to be the main one is it, otherwise the first of all."""
    owner = known_id(given.id)
    if not isinstance(given.items, (list, dict)):
        raise shape("items", "items is a list of bindings")
    items = list(given.items.values()) if isinstance(given.items, dict) else given.items
    ordered = sorted(_sorted(type_id, items), key=lambda each: each[0])
    main = next((number for _, number, first in ordered if first), None)
    numbers = [number for _, number, _ in ordered]
    crm_bindings.rebind(work, type_id, owner, lambda present: numbers if main is None else [main, *numbers])
    return Reply(True)


def delete_items(work: Work, type_id: int, given: Id) -> Reply:
    """Bind nothing."""
    crm_bindings.rebind(work, type_id, known_id(given.id), lambda present: [])
    return Reply(True)


def _name(type_id: int) -> str:
    return "COMPANY_ID" if type_id == CONTACT else "CONTACT_ID"


def _sorted(type_id: int, items: list[Any]) -> Iterator[tuple[int, int, bool]]:
    """Place, number and whether it is the main one, of each binding."""
    for at, each in enumerate(items):
        number, main = _binding(type_id, each)
        told = {fold(name): item for name, item in each.items()}
        yield loose(told.get("sort")) or (at + 1) * _STEP, number, main


def _binding(type_id: int, given: Any) -> tuple[int, bool]:
    """The number in a binding and whether it is to be the main one. Raises PARAMETER_INVALID."""
    if not isinstance(given, dict):
        raise shape("fields", "a binding is a map of names and values")
    told = {fold(name): item for name, item in given.items()}
    number = loose(told.get(fold(_name(type_id))))
    if number <= 0:
        raise InkpostError(Reason.PARAMETER_INVALID, f"{_name(type_id)} names nothing", subject="binding")
    try:
        return number, flag(told.get("isprimary") or "N")
    except ValueFault as fault:
        raise InkpostError(Reason.PARAMETER_INVALID, f"IS_PRIMARY: {fault}", subject="binding") from None
