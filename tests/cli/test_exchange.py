"""``inkpost exchange``: what is stored beside the facts is compared with them, and mended."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import text

from exchange_partners import Partner, deliver_now, paper
from inkpost.operations import exchange_refolding
from worlds import World


def test_what_is_wrong_is_found_and_mended(world: World, other_world: World) -> None:
    us, them = Partner(world), Partner(other_world)
    posted = [us.post(them, paper()) for _ in range(3)]
    deliver_now(us, them)

    def told(*arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(world.served.inkpost("exchange", *arguments, "--json"))
        return found

    def spoil(*statements: str) -> None:
        with world.services.engine.begin() as db:
            for statement in statements:
                db.execute(text(statement), {"box": us.box.id})

    mine = "box_document_id in (select id from box_documents where box_id = :box)"
    list(exchange_refolding.refold(world.services))
    spoil(
        "update box_documents set categories = 1 where id = (select min(id) from box_documents where box_id = :box)",
        "delete from box_postings where box_id = :box and category = 64",
        f"update box_bodies set json = '{{}}' where {mine}",
        "update box_tallies set count = count + 7 where box_id = :box",
    )
    with pytest.raises(AssertionError, match=r"3 documents and \d+ tallies are wrong: run inkpost exchange refold"):
        told("check")
    mended = told("refold", "--after", str(posted[0].message.id - 1))
    assert (mended["messages"], mended["mended"]) == (3, 3)
    found = told("check")
    assert (found["last"], found["wrong"], found["wrong_tallies"]) == (mended["last"], 0, 0)
