"""The part of the small world that exchanges documents: two boxes that are counterparties, a director in each."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from inkpost.faces.diadoc.translate.common import wire_box
from inkpost.model.boxes import Access, Box, Permission
from inkpost.model.tax_numbers import company_inn
from inkpost.operations import exchange_administration as exchange
from inkpost.operations.exchange_administration import NewBox
from inkpost.operations.kit import Services

SIDES = (("admin", "77"), ("foreign", "78"))
"""Who directs each box, and the region that its numbers begin with."""


def make(services: Services, kept: dict[str, Any]) -> list[dict[str, str]]:
    """Give both organisations of the world a box; answers what is to be told of each."""
    made = [_box(services, kept["people"][who]["user_id"], who, region) for who, region in SIDES]
    exchange.make_partners(services, UUID(made[0].guid), UUID(made[1].guid))
    return [_kept(box, who) for box, (who, _) in zip(made, SIDES, strict=True)]


def told(kept: dict[str, Any]) -> dict[str, Any]:
    """What is printed of them: how to sign in for each side."""
    return {
        "client_id": kept["client_id"],
        "organizations": [
            {
                **{name: value for name, value in box.items() if name != "who"},
                "box_id": wire_box(box["box_id_guid"]),
                "login": kept["people"][box["who"]]["login"],
                "password": kept["people"][box["who"]]["password"],
            }
            for box in kept.get("boxes", [])
        ],
    }


def _box(services: Services, user_id: int, who: str, region: str) -> Box:
    inn = company_inn(f"{region}{secrets.randbelow(10**7):07}")
    portal = exchange.portal_of_user(services, user_id)
    box = exchange.add_box(services, portal.id, NewBox(inn=inn, kpp=f"{region}0101001", full_name=portal.name))
    exchange.add_employee(
        services,
        UUID(box.guid),
        user_id,
        access=Access.ALL,
        permissions=frozenset(Permission),
        administrator=True,
        position="Director" if who == "admin" else "Owner",
    )
    return box


def _kept(box: Box, who: str) -> dict[str, str]:
    return {
        "name": box.full_name,
        "inn": box.inn,
        "kpp": box.kpp,
        "box_id_guid": box.guid,
        "organization_id": box.person_guid,
        "who": who,
    }
