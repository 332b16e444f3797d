"""The events that an application can ask to hear of, by the scope they belong to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

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
    "crm": (
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


def of_scopes(scopes: Collection[str]) -> tuple[str, ...]:
    """The events that a caller with these scopes can hear of."""
    return tuple(name for scope, names in EVENTS.items() if not scope or scope in scopes for name in names)
