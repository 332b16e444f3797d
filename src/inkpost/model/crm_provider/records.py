"""Records of the CRM as the engine takes them: by the codes of the field map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from inkpost.model.crm import CrmItem
from inkpost.model.crm_fields import COMPANY
from inkpost.model.crm_provider.goods import plain
from inkpost.model.fields import Value
from inkpost.model.requisites import BANK_TEXTS, REQUISITE_TEXTS, Address, BankDetail, Requisite

Record = Mapping[str, Value]
_SALUTATIONS: Final = {"1": "Mr.", "2": "Mrs.", "3": "Ms.", "4": "Dr."}
_SALUTATIONS_RU: Final = {"1": "г-н", "2": "г-жа"}
_GENDERS: Final = {"HNR_EN_1": "M", "HNR_EN_2": "F", "HNR_EN_3": "F", "HNR_RU_1": "M", "HNR_RU_2": "F"}


def first(found: Any) -> Any:
    """The first of them, if any."""
    return found[0] if found else None


def decimal_of(value: object) -> Decimal | None:
    """An amount as an exact number."""
    return value if isinstance(value, Decimal) else Decimal(str(value)) if isinstance(value, int | float) else None


def typed(value: Any, name: str, currency: str, zone: ZoneInfo) -> Value:
    """A field of an item as the engine takes it; amounts with their currency."""
    if name in {"opportunity", "taxValue", "revenue"}:
        return None if value is None else {"AMOUNT": str(value), "CURRENCY": currency}
    return written(value, zone)


def written(value: Any, zone: ZoneInfo) -> Value:
    """A value of the CRM as the engine takes it: moments as ISO 8601 in the organisation's zone, flags as Y and N."""
    convert: Callable[[Any], Value] | None = next((each for kind, each in _WRITERS if isinstance(value, kind)), None)
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, list | tuple):
        return [written(each, zone) for each in value]
    if isinstance(value, Mapping):
        return {str(key): written(each, zone) for key, each in value.items()}
    return convert(value) if convert else None


_WRITERS: Final[tuple[tuple[Any, Callable[[Any], Value]], ...]] = (
    (bool, lambda value: "Y" if value else "N"),
    (Decimal, plain),
    (int | float | str, lambda value: value),
    (date, date.isoformat),
)


def channels(item: CrmItem) -> Record:
    """The ways to reach somebody, a list for each kind."""
    return {kind: list(item.channels(kind)) for kind in ("PHONE", "EMAIL", "WEB")}


def names(item: CrmItem, salutation: str = "") -> Record:
    """What somebody or something is called; ``salutation`` is the name of the one that is chosen."""
    if item.type_id == COMPANY:
        return {"NAME": item["title"]}
    if "lastName" not in item.fields:
        return {}
    parts = name_parts(item, salutation)
    return {"FULL_NAME": parts, "FORMATTED_NAME": parts}


def name_parts(item: CrmItem, salutation: str = "") -> dict[str, Value]:
    """The parts of a name, as the engine takes them.

    Salutations that are in no directory have the names that everybody gives them.
    """
    honorific = str(item["honorific"] or "")
    table = _SALUTATIONS_RU if honorific.startswith("HNR_RU_") else _SALUTATIONS
    code = honorific.rpartition("_")[2]
    title = table.get(code, "") if honorific.startswith("HNR_") else honorific
    return {
        "TITLE": salutation or title,
        "NAME": item["name"],
        "SECOND_NAME": item["secondName"],
        "LAST_NAME": item["lastName"],
        "GENDER": _GENDERS.get(honorific),
    }


def plain_name(parts: Mapping[str, Value]) -> str:
    """A name in its usual order."""
    return " ".join(str(parts[part]) for part in ("NAME", "SECOND_NAME", "LAST_NAME") if parts.get(part))


def requisite_record(found: Requisite | None) -> Record:
    """Requisites by their codes."""
    if found is None:
        return {}
    return {"NAME": found.name, **{f"RQ_{name.upper()}": found.texts.get(name) for name in REQUISITE_TEXTS}}


def bank_record(found: BankDetail | None) -> Record:
    """An account by its codes."""
    if found is None:
        return {}
    texts = {f"RQ_{name.upper()}": found.texts.get(name) for name in BANK_TEXTS}
    return {"NAME": found.name, "COMMENTS": found.comments, **texts}


def address_record(found: Address | None) -> Record:
    """An address by its parts, and as a whole."""
    if found is None:
        return {}
    names = ("address_1", "address_2", "city", "postal_code", "region", "province", "country")
    parts: dict[str, Value] = {name.upper(): getattr(found, name) for name in names}
    return {**parts, "TEXT": dict(parts)}
