"""Items of the CRM: leads, deals, contacts, companies, estimates, invoices, what users define; and their goods."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE, Catalogue, system_catalogue
from inkpost.model.crm_fields import custom_catalogue as custom_catalogue

CENT: Final = Decimal("0.01")
LARGEST_AMOUNT: Final = Decimal(10) ** 15
CHANNELS: Final[Mapping[str, tuple[str, ...]]] = {
    "PHONE": ("WORK", "MOBILE", "FAX", "HOME", "PAGER", "MAILING", "OTHER"),
    "EMAIL": ("WORK", "HOME", "MAILING", "OTHER"),
    "WEB": ("WORK", "HOME", "VK", "FACEBOOK", "LIVEJOURNAL", "TWITTER", "OTHER"),
    "IM": (
        *("TELEGRAM", "VK", "SKYPE", "VIBER", "OPENLINE", "IMOL", "ICQ", "MSN", "JABBER"),
        *("FACEBOOK", "INSTAGRAM", "OTHER"),
    ),
    "LINK": ("USER", "OTHER"),
}
"""The kinds of ways to reach somebody, and what each is commonly for; others are kept as they come."""
NAMES: Final = {
    LEAD: ("Lead", "Лид"),
    DEAL: ("Deal", "Сделка"),
    CONTACT: ("Contact", "Контакт"),
    COMPANY: ("Company", "Компания"),
    QUOTE: ("Estimate", "Предложение"),
    INVOICE: ("Invoice", "Счёт"),
}


SWITCHES: Final[Mapping[str, bool]] = {
    "isCategoriesEnabled": False,
    "isStagesEnabled": False,
    "isBeginCloseDatesEnabled": False,
    "isClientEnabled": False,
    "isUseInUserfieldEnabled": False,
    "isLinkWithProductsEnabled": False,
    "isMycompanyEnabled": False,
    "isDocumentsEnabled": False,
    "isSourceEnabled": False,
    "isObserversEnabled": False,
    "isRecyclebinEnabled": False,
    "isAutomationEnabled": False,
    "isBizProcEnabled": False,
    "isSetOpenPermissions": True,
    "isPaymentsEnabled": False,
    "isCountersEnabled": False,
}
"""What can be switched on and off for a type that users define, and how each begins."""


@dataclass(frozen=True, slots=True)
class Multifield:
    """One way to reach somebody: ``kind`` PHONE, EMAIL, WEB, IM or LINK; ``value_type`` WORK, HOME and the like."""

    id: int
    kind: str
    value_type: str
    value: str


@dataclass(frozen=True, slots=True)
class CrmType:
    """A type of item: one of the CRM's own (``id`` 0), or one that users defined."""

    id: int
    organization_id: int
    type_id: int
    title: str
    code: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    created_by: int | None = None
    updated_by: int | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    @property
    def custom(self) -> bool:
        """Whether users defined it."""
        return self.type_id not in NAMES

    @property
    def catalogue(self) -> Catalogue:
        """The fields of its items, by name."""
        return custom_catalogue(self.flags) if self.custom else system_catalogue(self.type_id)

    def titled(self, language: str) -> str:
        """What an item of the type is called."""
        return self.title if self.custom else NAMES[self.type_id][1 if language == "ru" else 0]

    @property
    def flags(self) -> dict[str, bool]:
        """Its switches."""
        return {name: bool(self.settings.get(name, begins)) for name, begins in SWITCHES.items()}


def system_type(organization_id: int, type_id: int) -> CrmType:
    """One of the CRM's own types, as every organisation has it."""
    return CrmType(0, organization_id, type_id, NAMES[type_id][0])


@dataclass(frozen=True, slots=True)
class CrmItem:
    """One item. ``id`` is the store's own; ``number`` is what the outside knows it by, counted per type.

    ``fields`` holds every field of its type by name (``companyId``), in native types: int, Decimal, bool, date, aware
    datetime, str, list of numbers; None where there is nothing. ``user_fields`` (``UF_CRM_1``) are as they were given.
    ``multifields`` and the bound contacts are there unless the page was asked for without.
    """

    id: int
    organization_id: int
    type_id: int
    number: int
    assigned_by: int | None
    fields: Mapping[str, Any]
    user_fields: Mapping[str, Any] = field(default_factory=dict)
    multifields: tuple[Multifield, ...] = ()

    def __getitem__(self, name: str) -> Any:
        """A field's value; None for one that is empty or that the type does not have."""
        return self.fields.get(name)

    def channels(self, kind: str, value_type: str = "") -> list[str]:
        """The values of one kind of channel, in their order."""
        return [
            each.value
            for each in self.multifields
            if each.kind == kind and (not value_type or each.value_type == value_type)
        ]


@dataclass(frozen=True, slots=True)
class Sight:
    """Whose items somebody may see or touch; None: everybody's, an empty collection: nobody's."""

    users: Collection[int] | None = None

    def covers(self, user_id: int | None) -> bool:
        """Whether the items of this user are among them."""
        return self.users is None or user_id in self.users


EVERYTHING: Final = Sight()


@dataclass(frozen=True, slots=True)
class ProductRow:
    """Goods or services of an item; every price is for one piece, in the item's currency.

    ``price`` is after the discount and with the tax, ``price_exclusive`` after the discount without the tax,
    ``price_netto`` before the discount without the tax, ``price_brutto`` before the discount with the tax.
    ``discount_type`` 1 is a sum, 2 a percentage; ``tax_rate`` in percent, None where nothing is to be taxed.
    """

    id: int
    item_id: int
    product_name: str
    price: Decimal
    quantity: Decimal = Decimal(1)
    product_id: int | None = None
    price_exclusive: Decimal = Decimal(0)
    price_netto: Decimal = Decimal(0)
    price_brutto: Decimal = Decimal(0)
    discount_type: int = 2
    discount_rate: Decimal = Decimal(0)
    discount_sum: Decimal = Decimal(0)
    tax_rate: Decimal | None = None
    tax_included: bool = False
    customized: bool = True
    measure_code: int | None = None
    measure_name: str = ""
    sort: int = 0
    kind: int = 4
    store_id: int | None = None
    xml_id: str = ""

    @property
    def total(self) -> Decimal:
        """What all pieces come to, with the tax."""
        return rounded(self.price * self.quantity)

    @property
    def tax(self) -> Decimal:
        """The tax in ``total``."""
        rate = self.tax_rate or Decimal(0)
        return rounded(self.total * rate / (100 + rate))


def rounded(amount: Decimal) -> Decimal:
    """An amount to the cent."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def stage_group(type_id: int, stage: str) -> str:
    """``S`` for a stage that ends well, ``F`` for one that ends badly, ``P`` for all between."""
    name = stage.rpartition(":")[2]
    if name in WON.get(type_id, WON[0]):
        return "S"
    return "F" if name in LOST.get(type_id, LOST[0]) else "P"


WON: Final = {0: {"SUCCESS"}, LEAD: {"CONVERTED"}, DEAL: {"WON"}, QUOTE: {"APPROVED"}, INVOICE: {"P"}}
LOST: Final = {
    0: {"FAIL"},
    LEAD: {"JUNK"},
    DEAL: {"LOSE", "APOLOGY"},
    QUOTE: {"DECLAINED", "APOLOGY"},  # the first as it is known to everybody, misspelt
    INVOICE: {"D"},
}


def first_stage(type_id: int, category_id: int) -> str:
    """The stage in which an item begins unless another is said; contacts and companies have none."""
    if type_id == DEAL:
        return f"C{category_id}:NEW" if category_id else "NEW"
    if type_id in {LEAD, QUOTE}:
        return "NEW" if type_id == LEAD else "DRAFT"
    if type_id in {CONTACT, COMPANY}:
        return ""
    return f"DT{type_id}_{category_id}:{'N' if type_id == INVOICE else 'NEW'}"
