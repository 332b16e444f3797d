"""A deal with everything around it, for tests of documents that are made of it."""

from __future__ import annotations

from typing import Any

from support import Rest
from worlds import World, b64

T = "crm.documentgenerator.template"
D = "crm.documentgenerator.document"
LEAD, DEAL, CONTACT, COMPANY = 1, 2, 3, 4


def item(rest: Rest, type_id: int, **fields: Any) -> int:
    """A new item of the CRM; its number."""
    return int(rest("crm.item.add", entityTypeId=type_id, fields=fields)["item"]["id"])


def template(world: World, content: bytes, *, rest: Rest | None = None, **fields: Any) -> int:
    """A template for deals that everybody may use."""
    given = {"name": "Offer", "region": "de", "users": ["UA"], "file": ["offer.docx", b64(content)], **fields}
    given.setdefault("entityTypeId", ["2"])
    given.setdefault("numeratorId", world.numerator())
    return int((rest or world.rest)(f"{T}.add", fields=given)["template"]["id"])


def document(world: World, template_id: int, deal: int, *, rest: Rest | None = None, **params: Any) -> dict[str, Any]:
    """A document of a deal."""
    given = {"templateId": template_id, "entityTypeId": DEAL, "entityId": deal, **params}
    made: dict[str, Any] = (rest or world.rest)(f"{D}.add", **given)["document"]
    return made


def manager(world: World, *, crm: str = "A") -> Any:
    """Somebody who makes documents and sees the items of the CRM as far as ``crm`` reaches."""
    person = world.person()
    world.role(person, documents_view="X", documents_modify="X", templates_modify="X", crm_view=crm, crm_add=crm)
    return person
