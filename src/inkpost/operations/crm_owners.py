"""What belongs to an item of the CRM: the right over it is that over the item, and what is given is read alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import CrmItem
from inkpost.model.crm_fields import COMPANY, CONTACT, LEAD
from inkpost.model.people import Right
from inkpost.model.requisites import Address, BankDetail, Requisite
from inkpost.operations.announcing import tell
from inkpost.operations.crm_rights import demand_of, sight
from inkpost.operations.kit import Work
from inkpost.store import crm_items, crm_types
from inkpost.store.crm_requisites import Readable, Removed, seen_by

LONGEST_TEXT: Final = 2000
"""Characters of a text."""
LARGEST_NUMBER: Final = 2**31 - 1
_TEXTS: Final = "texts."
_WITHOUT_LINKS: Final = (LEAD, CONTACT, COMPANY)


def owner(work: Work, type_id: int, number: int, right: Right) -> CrmItem:
    """The item that something belongs to, if the caller's right reaches it; it stays until a change of that is done.

    Raises NOT_FOUND (owner), FORBIDDEN.
    """
    kind = crm_types.by_type_id(work.db, work.organization_id, type_id)
    item = crm_items.find(work.db, kind, number, lock=right is not Right.CRM_VIEW) if kind else None
    if item is None:
        raise InkpostError(Reason.NOT_FOUND, "Entity not found", subject="owner")
    demand_of(work, right, item)
    return item


def seen(work: Work) -> Readable:
    """The condition under which the caller sees what belongs to an item. Raises FORBIDDEN for who sees none at all."""
    work.demand(Right.CRM_VIEW)
    return seen_by(work.organization_id, sight(work, Right.CRM_VIEW))


def has_links(work: Work, type_id: int) -> bool:
    """Whether items of this type choose among requisites."""
    possible = type_id not in _WITHOUT_LINKS and abs(type_id) <= LARGEST_NUMBER
    return possible and bool(crm_types.known(work.db, work.organization_id, [type_id]))


def split(
    given: Mapping[str, Any], columns: Collection[str], texts: Collection[str]
) -> tuple[dict[str, Any], dict[str, str | None]]:
    """Of what is given the columns and, under ``texts.``, the texts that can be set. Raises PARAMETER_INVALID."""
    set_columns = {name: item for name, item in given.items() if name in columns}
    set_texts = {name: given[_TEXTS + name] for name in texts if _TEXTS + name in given}
    for name, item in {**set_columns, **set_texts}.items():
        _check(name.upper(), item)
    return {name: _DEFAULTS.get(name) if item is None else item for name, item in set_columns.items()}, set_texts


_DEFAULTS: Final[Mapping[str, Any]] = {"active": True, "address_only": False, "sort": 500, "name": ""}
"""What it means to empty a column that is never absent."""


def _check(name: str, item: Any) -> None:
    if isinstance(item, str) and (len(item) > LONGEST_TEXT or "\0" in item):
        raise invalid(name, f"{name} has {len(item)} characters: it takes at most {LONGEST_TEXT}, none of them zero")
    if isinstance(item, int) and abs(item) > LARGEST_NUMBER:
        raise invalid(name, f"{name} is {item}: it takes whole numbers up to {LARGEST_NUMBER}")


def undefined(name: str) -> InkpostError:
    """The refusal of a reference that is missing or names nothing."""
    return invalid(name, f"{name} is missing or names nothing that there is")


def invalid(name: str, message: str) -> InkpostError:
    """The refusal of a value."""
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name)


def record(work: Work, kind: str, number: int, **payload: Any) -> None:
    """Record what happened to what belongs to an item, and tell it where it is told."""
    tell(work, kind, kind.partition(".")[0], number, **payload)


def record_requisite(work: Work, act: str, requisite: Requisite) -> None:
    """Record that requisites were ``added``, ``updated`` or ``deleted``."""
    whose = {"entity_type_id": requisite.entity_type_id, "entity_id": requisite.entity_id}
    record(work, f"requisite.{act}", requisite.id, **whose)


def record_bank_detail(work: Work, act: str, bank_detail: BankDetail) -> None:
    """The same of bank details."""
    record(work, f"bank_detail.{act}", bank_detail.id, requisite_id=bank_detail.requisite_id)


def record_address(work: Work, act: str, address: Address) -> None:
    """The same of an address, which the outside knows by its type and by whose it is."""
    names = ("entity_type_id", "entity_id", "anchor_type_id", "anchor_id")
    whose = {name: getattr(address, name) for name in names}
    record(work, f"address.{act}", address.id, address_type=address.type_id, **whose)


def record_removed(work: Work, removed: Removed) -> None:
    """Record what went with something that was deleted, what belongs to another thing before that."""
    for address in removed.addresses:
        record_address(work, "deleted", address)
    for bank_detail in removed.bank_details:
        record_bank_detail(work, "deleted", bank_detail)
    for requisite in removed.requisites:
        record_requisite(work, "deleted", requisite)
