"""What can be done with the addresses of requisites and leads; the right is that over whose they are in the end."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm_fields import LEAD
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.model.requisite_presets import COUNTRY_OF_LANGUAGE, USUAL_COUNTRY
from inkpost.model.requisites import ADDRESS_TEXTS, REQUISITE, Address, AddressType
from inkpost.operations.crm_owners import owner, record_address, record_requisite, seen, split, undefined
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_presets
from inkpost.store import crm_requisites as stored

Given = Mapping[str, Any]
"""``type_id``, ``entity_type_id`` and ``entity_id`` name the address; the rest is what is to be set, None: nothing."""


@operation(right=Right.SIGNED_IN)
def add(work: Work, given: Given) -> Address:
    """Record an address. With the number of another one (``id``) and nothing else said, it is a copy of that.

    Raises PARAMETER_INVALID (type_id, entity_type_id, entity_id, a text), FORBIDDEN (owner), CONFLICT (there is one).
    """
    type_id, entity_type_id, entity_id = _named(given)
    anchor = _anchor(work, entity_type_id, entity_id, Right.CRM_ADD)
    texts, _ = split(given, ADDRESS_TEXTS, ())
    if not any(texts.values()):
        texts = _copied(work, given.get("id") or 0)
    added = stored.add_address(
        work.db,
        organization_id=work.organization_id,
        type_id=type_id,
        entity_type_id=entity_type_id,
        entity_id=entity_id,
        anchor_type_id=anchor[0],
        anchor_id=anchor[1],
        **texts,
    )
    if added is None:
        raise InkpostError(Reason.CONFLICT, "There is an address of this type already", subject="address")
    record_address(work, "added", added)
    return added


@operation(right=Right.SIGNED_IN)
def update(work: Work, given: Given) -> Address:
    """Change what is named of an address. Raises PARAMETER_INVALID, NOT_FOUND, FORBIDDEN (owner)."""
    address = _found(work, given, Right.CRM_MODIFY)
    texts, _ = split(given, ADDRESS_TEXTS, ())
    if texts:
        address = stored.change_address(work.db, address.id, **texts)
        record_address(work, "updated", address)
    return address


@operation(right=Right.SIGNED_IN)
def delete(work: Work, given: Given) -> None:
    """Delete an address. Raises PARAMETER_INVALID, NOT_FOUND, FORBIDDEN (owner)."""
    address = _found(work, given, Right.CRM_DELETE)
    stored.remove_address(work.db, address.id)
    record_address(work, "deleted", address)


@operation(right=Right.SIGNED_IN)
def page(work: Work, query: ListQuery) -> tuple[list[Address], int | None]:
    """A page of the addresses of whom the caller may see, and how many match. Raises FORBIDDEN."""
    return stored.page_of_addresses(work.db, work.organization_id, query, seen(work))


@operation(right=Right.SIGNED_IN)
def main(work: Work, type_id: int, numbers: Collection[int]) -> dict[int, dict[int, Address]]:
    """The addresses of leads, contacts or companies, as far as the caller sees them, by number and by type."""
    return stored.main_addresses(work.db, work.organization_id, type_id, numbers, seen(work))


@operation(right=Right.SIGNED_IN)
def put_main(work: Work, type_id: int, number: int, address_type: int, texts: Given, right: Right) -> None:
    """Set parts of an address of a lead, or of a contact or a company through its first requisites.

    Where there are none yet, there come to be requisites for the address alone; for an address of nothing there do not.
    Raises NOT_FOUND (owner), FORBIDDEN, PARAMETER_INVALID (a text).
    """
    owner(work, type_id, number, right)
    columns, _ = split(texts, ADDRESS_TEXTS, ())
    there = stored.main_addresses(work.db, work.organization_id, type_id, [number])
    if not any(columns.values()) and address_type not in there.get(number, {}):
        return
    place = (LEAD, number) if type_id == LEAD else (REQUISITE, _first_requisites(work, type_id, number))
    present = stored.find_address(work.db, work.organization_id, *place, address_type, lock=True)
    if present is not None:
        record_address(work, "updated", stored.change_address(work.db, present.id, **columns))
        return
    added = stored.add_address(
        work.db,
        organization_id=work.organization_id,
        type_id=address_type,
        entity_type_id=place[0],
        entity_id=place[1],
        anchor_type_id=type_id,
        anchor_id=number,
        **columns,
    )
    if added is not None:
        record_address(work, "added", added)


def _first_requisites(work: Work, type_id: int, number: int) -> int:
    """The id of the first requisites of an owner, who is locked; of new ones for an address alone where it has none."""
    present = stored.of_owner(work.db, work.organization_id, type_id, number)
    if present:
        return present[0].id
    country = COUNTRY_OF_LANGUAGE.get(work.caller.organization.language, USUAL_COUNTRY)
    preset = crm_presets.first(work.db, work.organization_id, country)
    if preset is None:
        raise undefined("preset_id")
    made = stored.add(
        work.db,
        organization_id=work.organization_id,
        entity_type_id=type_id,
        entity_id=number,
        preset_id=preset.id,
        name=preset.name,
        address_only=True,
        created_by=work.user_id,
        created_at=work.now,
    )
    record_requisite(work, "added", made)
    return made.id


def _named(given: Given) -> tuple[int, int, int]:
    type_id, entity_type_id, entity_id = (given.get(name) for name in ("type_id", "entity_type_id", "entity_id"))
    if type_id not in set(AddressType):
        raise undefined("type_id")
    if entity_type_id not in (REQUISITE, LEAD):
        raise undefined("entity_type_id")
    if not isinstance(entity_id, int) or entity_id <= 0:
        raise undefined("entity_id")
    return int(type_id), int(entity_type_id), entity_id


def _anchor(work: Work, entity_type_id: int, entity_id: int, right: Right) -> tuple[int, int]:
    """Whose an address is in the end; the caller has the right and the owner stays until the act is done."""
    anchor = (LEAD, entity_id)
    if entity_type_id == REQUISITE:
        requisite = stored.find(work.db, work.organization_id, entity_id)
        if requisite is None:
            raise undefined("entity_id")
        anchor = (requisite.entity_type_id, requisite.entity_id)
    try:
        owner(work, *anchor, right)
    except InkpostError as fault:
        raise undefined("entity_id") if fault.reason is Reason.NOT_FOUND else fault from None
    if entity_type_id == REQUISITE and stored.find(work.db, work.organization_id, entity_id, lock=True) is None:
        raise undefined("entity_id")
    return anchor


def _found(work: Work, given: Given, right: Right) -> Address:
    type_id, entity_type_id, entity_id = _named(given)
    place = (work.organization_id, entity_type_id, entity_id, type_id)
    address = stored.find_address(work.db, *place)
    if address is not None:
        owner(work, address.anchor_type_id, address.anchor_id, right)
        address = stored.find_address(work.db, *place, lock=True)
    if address is None:
        raise InkpostError(Reason.NOT_FOUND, "Address not found", subject="address")
    return address


def _copied(work: Work, number: int) -> dict[str, Any]:
    """The parts of another address, as far as there is one that the caller may see."""
    found = stored.address(work.db, work.organization_id, number)
    if found is None:
        return {}
    try:
        owner(work, found.anchor_type_id, found.anchor_id, Right.CRM_VIEW)
    except InkpostError:
        return {}
    return {name: item for name, item in asdict(found).items() if name in ADDRESS_TEXTS}
