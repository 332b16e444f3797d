"""Boxes for tests: legal persons with numbers of their own, and people who work in their boxes."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from inkpost.model.boxes import Access, Box, Employee, Permission
from inkpost.model.tax_numbers import company_inn
from inkpost.operations import exchange_administration
from inkpost.operations.exchange_administration import NewBox
from worlds import Person, World

EVERYTHING = frozenset(Permission)


def new_inn() -> str:
    """The INN of a company that nobody has."""
    return company_inn(f"77{secrets.randbelow(10**7):07}")


def new_box(world: World, **who: Any) -> Box:
    """A box of the world's organisation."""
    given = {"inn": new_inn(), "kpp": "770101001", "full_name": f"Company {secrets.token_hex(3)}", **who}
    return exchange_administration.add_box(world.services, world.organization_id, NewBox(**given))


def employ(
    world: World,
    box: Box,
    person: Person,
    access: Access = Access.ALL,
    permissions: frozenset[Permission] = EVERYTHING,
    **more: Any,
) -> Employee:
    """Let a person work in a box."""
    return exchange_administration.add_employee(
        world.services, UUID(box.guid), person.id, access=access, permissions=permissions, **more
    )
