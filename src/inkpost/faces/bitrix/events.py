"""The events that an application can ask to hear of, by the scope they belong to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from inkpost.faces.bitrix.told import MOVED
from inkpost.model.crm_fields import INVOICE

CRM: Final = "crm"

_CRM_THINGS: Final = """
    INVOICE LEAD DEAL COMPANY CONTACT QUOTE CURRENCY PRODUCT PRODUCTPROPERTY PRODUCTSECTION ACTIVITY REQUISITE
    BANKDETAIL MEASURE DEALRECURRING INVOICERECURRING TIMELINECOMMENT DYNAMICITEM TYPE DOCUMENTGENERATORDOCUMENT
"""
_CRM_WITH_FIELDS: Final = "LEAD DEAL COMPANY CONTACT QUOTE INVOICE REQUISITE TYPE"
_CRM_OTHERS: Final = """
    ONCRMINVOICESETSTATUS ONCRMDEALMOVETOCATEGORY ONCRMADDRESSREGISTER ONCRMADDRESSUNREGISTER
    ONCRMDEALRECURRINGEXPOSE ONCRMINVOICERECURRINGEXPOSE ONCRMDOCUMENTGENERATORDOCUMENTCONVERTED
"""
_CHANGES: Final = ("ADD", "UPDATE", "DELETE")
_FIELD_CHANGES: Final = (*_CHANGES, "SETENUMVALUES")

EVENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "": (
        "ONAPPUNINSTALL",
        "ONAPPINSTALL",
        "ONAPPUPDATE",
        "ONAPPPAYMENT",
        "ONAPPTEST",
        "ONAPPMETHODCONFIRM",
        "ONOFFLINEEVENT",
    ),
    "user": ("ONUSERADD",),
    CRM: (
        *(f"ONCRM{thing}{change}" for thing in _CRM_THINGS.split() for change in _CHANGES),
        *(f"ONCRM{thing}USERFIELD{change}" for thing in _CRM_WITH_FIELDS.split() for change in _FIELD_CHANGES),
        *_CRM_OTHERS.split(),
    ),
    "documentgenerator": tuple(f"ONDOCUMENTGENERATORDOCUMENT{act}" for act in (*_CHANGES, "CONVERTED")),
    "task": tuple(f"ONTASK{thing}{change}" for thing in ("", "COMMENT") for change in _CHANGES),
    "sign.b2e": (
        "ONSIGNB2EDOCUMENTSTATUSCHANGED",
        "ONSIGNB2EMEMBERSTATUSCHANGED",
        "ONSIGNHCMLINKB2EDOCUMENTSIGNED",
    ),
    "humanresources.hcmlink": (
        "ONHUMANRESOURCESHCMLINKEMPLOYEELISTREQUESTED",
        "ONHUMANRESOURCESHCMLINKEMPLOYEELISTMAPPED",
        "ONHUMANRESOURCESHCMLINKFIELDVALUEREQUESTED",
        "ONHUMANRESOURCESHCMLINKPINREQUESTED",
        "ONHUMANRESOURCESHCMLINKSALARYVACATIONREQUESTED",
    ),
}
ALL: Final = tuple(name for names in EVENTS.values() for name in names)


ONLY_BOUND: Final = frozenset({"ONOFFLINEEVENT", MOVED})
"""What applications alone can hear of."""


def of_scopes(scopes: Collection[str], types: Iterable[int] = ()) -> tuple[str, ...]:
    """The events that a caller with these scopes can hear of; ``types`` are those that the organisation defined."""
    return tuple(name for scope in EVENTS if not scope or scope in scopes for name in of_scope(scope, types))


def of_scope(scope: str, types: Iterable[int] = ()) -> tuple[str, ...]:
    """The events of one scope, those of the items of each type among them."""
    return (*EVENTS.get(scope, ()), *(of_types(types) if scope == CRM else ()))


def of_types(types: Iterable[int]) -> tuple[str, ...]:
    """The events of the items of single types: of the invoices, and of those that the organisation defined."""
    return tuple(f"ONCRMDYNAMICITEM{change}_{number}" for number in (INVOICE, *types) for change in _CHANGES)
