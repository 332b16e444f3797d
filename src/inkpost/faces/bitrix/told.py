"""What events are called here, what is said of them, and to which scope they belong."""

from __future__ import annotations

from typing import Any, Final

from inkpost.faces.bitrix import hcmlink_events, signing_events
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, LEAD, QUOTE
from inkpost.model.events import Event

_DOCUMENTS: Final = {"rest": "ONDOCUMENTGENERATORDOCUMENT", "crm": "ONCRMDOCUMENTGENERATORDOCUMENT"}
_DOCUMENT_ACTS: Final = {"added": "ADD", "updated": "UPDATE", "deleted": "DELETE", "converted": "CONVERTED"}
_ITEMS: Final = {LEAD: "LEAD", DEAL: "DEAL", CONTACT: "CONTACT", COMPANY: "COMPANY", QUOTE: "QUOTE"}
_ITEM_ACTS: Final = {"added": "ADD", "updated": "UPDATE", "moved": "UPDATE", "deleted": "DELETE"}
_DYNAMIC: Final = "ONCRMDYNAMICITEM"
MOVED: Final = "ONCRMDEALMOVETOCATEGORY"
_OTHERS: Final = {
    **{
        f"{kind}.{act}": f"ONCRM{name}{said}"
        for kind, name in (("crm.type", "TYPE"), ("requisite", "REQUISITE"), ("bank_detail", "BANKDETAIL"))
        for act, said in (("added", "ADD"), ("updated", "UPDATE"), ("deleted", "DELETE"))
    },
    "address.added": "ONCRMADDRESSREGISTER",
    "address.deleted": "ONCRMADDRESSUNREGISTER",
}
_SCOPES: Final = {"hcmlink": "humanresources.hcmlink", "sign": "sign.b2e"}
_PLACES: Final = {
    "TYPE_ID": "address_type",
    "ENTITY_TYPE_ID": "entity_type_id",
    "ENTITY_ID": "entity_id",
    "ANCHOR_ID": "anchor_id",
    "ANCHOR_TYPE_ID": "anchor_type_id",
}


def names_of(event: Event) -> tuple[str, ...]:
    """The names of an event, upper-case as it is told; none where it is not told here.

    What happens to an item of a type that users defined, or to an invoice, is told for all of them and for its type.
    """
    kind, _, act = event.kind.rpartition(".")
    if kind == "document":
        prefix, said = _DOCUMENTS.get(str(event.payload.get("module"))), _DOCUMENT_ACTS.get(act)
        return (prefix + said,) if prefix and said else ()
    if kind == "crm.item":
        return _names_of_item(event, act)
    name = _OTHERS.get(event.kind) or hcmlink_events.NAMES.get(event.kind) or signing_events.name(event)
    return (name,) if name else ()


def _names_of_item(event: Event, act: str) -> tuple[str, ...]:
    type_id = event.payload["entity_type_id"]
    if act == "moved" and type_id == DEAL:
        return (MOVED,)
    goods = act == "goods_changed" and event.payload.get("amount_changed")  # the item's amount follows its goods
    said = "UPDATE" if goods else _ITEM_ACTS.get(act)
    if said is None:
        return ()
    own = _ITEMS.get(type_id)
    return (f"ONCRM{own}{said}",) if own else (f"{_DYNAMIC}{said}", f"{_DYNAMIC}{said}_{type_id}")


def scope_of(event: Event) -> str:
    """The scope without which an application is not told."""
    own = _SCOPES.get(event.kind.partition(".")[0])
    return own or ("documentgenerator" if event.payload.get("module") == "rest" else "crm")


def data_of(event: Event) -> dict[str, Any]:
    """What is said of an event: which thing, by what it is asked for with."""
    if event.kind in hcmlink_events.NAMES:
        return hcmlink_events.data(event)
    if event.kind.startswith("sign."):
        return signing_events.data(event)
    return {"FIELDS": {name: str(item) for name, item in _fields(event).items()}}


def _fields(event: Event) -> dict[str, Any]:
    told, kind = event.payload, event.kind.rpartition(".")[0]
    if kind == "address":
        return {name: told[key] for name, key in _PLACES.items()}
    if kind == "crm.item":
        return {"ID": told["number"], **_of_item(event)}
    if kind == "document":
        whose = {name: told[name.lower()] for name in ("ENTITY_TYPE_ID", "ENTITY_ID") if name.lower() in told}
        return {"ID": event.subject_id, **whose}
    return {"ID": event.subject_id}


def _of_item(event: Event) -> dict[str, Any]:
    told = event.payload
    if told["entity_type_id"] not in _ITEMS:
        return {"ENTITY_TYPE_ID": told["entity_type_id"]}
    if event.kind == "crm.item.moved" and told["entity_type_id"] == DEAL:
        return {"CATEGORY_ID": told["category_id"], "STAGE_ID": told["stage_id"]}
    return {}
