"""``crm.documentgenerator.document.*``: documents of deals, as far as a caller may see the deals."""

from __future__ import annotations

from crm_worlds import COMPANY, DEAL, D, document, item, template
from support import CLIENT
from worlds import World, docx, docx_text


def test_a_document_has_the_data_of_its_deal(world: World) -> None:
    company = item(world.rest, COMPANY, title="Acme & Co")
    deal = item(world.rest, DEAL, title="Implementation", companyId=company)
    made = document(
        world, template(world, docx("{Title} for {CompanyTitle}, {DEAL.COMPANY.TITLE}, no {DocumentNumber}")), deal
    )
    file = CLIENT.get(made["downloadUrlMachine"])
    assert file.status_code == 200
    assert docx_text(file.content) == "Implementation for Acme & Co, Acme & Co, no 1"
    shown = world.rest(f"{D}.get", id=made["id"])["document"]
    assert (shown["entityTypeId"], shown["entityId"]) == ("2", str(deal))
