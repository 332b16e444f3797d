"""Items of the CRM and what belongs to them, made for a test without the methods under test."""

from __future__ import annotations

from typing import Any

from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD
from inkpost.store import crm_bindings, crm_items, crm_types
from worlds import Person, World

__all__ = ["COMPANY", "CONTACT", "DEAL", "INVOICE", "LEAD", "bank_detail", "item", "requisite"]


def item(world: World, type_id: int = COMPANY, owner: Person | None = None, **fields: Any) -> int:
    """A new item of somebody (default: the administrator); its number on the wire."""
    with world.services.engine.begin() as db:
        kind = crm_types.by_type_id(db, world.organization_id, type_id)
        assert kind is not None
        number = crm_items.take_number(db, world.organization_id, type_id)
        given = {"id": number, "assignedById": (owner or world.admin).id, "title": "Acme", **fields}
        made = crm_items.add(db, kind, given, {})
        if fields.get("contactId"):
            crm_bindings.bind_contacts(db, world.organization_id, made.id, [fields["contactId"]])
        return number


def requisite(world: World, owner: int | None = None, type_id: int = COMPANY, **fields: Any) -> int:
    """New requisites of an item (default: of a new company)."""
    number = item(world, type_id) if owner is None else owner
    given = {"ENTITY_TYPE_ID": type_id, "ENTITY_ID": number, "PRESET_ID": 12, "NAME": "Main", **fields}
    made: int = world.rest("crm.requisite.add", fields=given)
    return made


def bank_detail(world: World, requisite_id: int, **fields: Any) -> int:
    """New bank details of requisites."""
    given = {"ENTITY_ID": requisite_id, "NAME": "Bank", **fields}
    made: int = world.rest("crm.requisite.bankdetail.add", fields=given)
    return made
