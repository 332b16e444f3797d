"""Where the values of fields come from: an item of the CRM and what belongs to it, read as it is asked for.

A record is read once at most, and only what the caller may see: of all else every field is empty.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, Final
from zoneinfo import ZoneInfo

from inkpost.model.crm import CrmItem, CrmType, Sight, system_type
from inkpost.model.crm_fields import COMPANY, CONTACT
from inkpost.model.crm_provider.field_map import ADDRESSES
from inkpost.model.crm_provider.goods import Goods, plain
from inkpost.model.fields import Value
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.model.people import Right
from inkpost.model.requisites import (
    BANK_TEXTS,
    REQUISITE,
    REQUISITE_TEXTS,
    Address,
    BankDetail,
    Requisite,
    RequisiteLink,
)
from inkpost.operations.crm_rights import sight
from inkpost.operations.kit import Work
from inkpost.store import crm_items, crm_products, people
from inkpost.store import crm_requisites as legal

Record = Mapping[str, Value]
Path = tuple[str, ...]
_SALUTATIONS: Final = {"1": "Mr.", "2": "Mrs.", "3": "Ms.", "4": "Dr."}
_SALUTATIONS_RU: Final = {"1": "г-н", "2": "г-жа"}
_GENDERS: Final = {"HNR_EN_1": "M", "HNR_EN_2": "F", "HNR_EN_3": "F", "HNR_RU_1": "M", "HNR_RU_2": "F"}
MOST_MY_COMPANIES: Final = 50


class Source:
    """The values for the fields of one item; None stands for an item that is not there, of which nothing is known.

    ``my_company`` is the number of the company to write as the seller, where the caller chose one.
    """

    def __init__(self, work: Work, kind: CrmType, item: CrmItem | None, *, my_company: int | None = None) -> None:
        self._work = work
        self._kind = kind
        self._item = item
        self._chosen = my_company
        self._known: dict[Path, Record] = {}

    def value(self, path: Path) -> Value:
        """The value at the end of a path of the field map; None where there is nothing, or nothing to be seen."""
        return self.record(path[:-1]).get(path[-1])

    def picture(self, path: Path) -> Value:
        """The picture at the end of a path, as a data URI."""
        file_id = self.value(path)
        if not isinstance(file_id, int):
            return None
        content = self._work.file(file_id)[1]
        return f"data:application/octet-stream;base64,{base64.b64encode(content).decode()}"

    def record(self, path: Path) -> Record:
        """The fields of the record that a path leads to."""
        found = self._known.get(path)
        if found is None:
            found = self._known[path] = self._read(path)
        return found

    def user_field(self, name: str) -> Value:
        """The value of a field that users added to the item."""
        given = self._item.user_fields.get(name) if self._item else None
        return _written(given, self._zone)

    @property
    def user_fields(self) -> Sequence[str]:
        """The names of the fields that users added to the item."""
        return tuple(self._item.user_fields) if self._item else ()

    @cached_property
    def goods(self) -> Goods:
        """The goods of the item."""
        item = self._item
        if item is None:
            return Goods((), "")
        rows = crm_products.of_item(self._work.db, item.id)
        return Goods(rows, item["currencyId"] or "", _decimal(item["opportunity"]), _decimal(item["taxValue"]))

    def my_companies(self) -> list[tuple[int, str, bool]]:
        """The companies that may be written as the seller: number, name, and whether it is the one that is."""
        present = self._my_company.number if self._my_company else None
        return [(each.number, each["title"] or "", each.number == present) for each in self._own_companies]

    # records

    def _read(self, path: Path) -> Record:
        if not path:
            return {**self._own(self._item), **self.goods.totals()}
        if path[-1] == "ASSIGNED":
            return self._user(self._holder(path[:-1]))
        if path[-1] == "REQUISITE":
            return _requisite(self._requisite(path[:-1]))
        if path[-1] == "BANK_DETAIL":
            return _bank_detail(self._bank_detail(path[:-1]))
        if path[-1] in ADDRESSES:
            return _address(self._address(path))
        return self._client() if path == ("CLIENT",) else self._own(self._holder(path), path)

    def _holder(self, path: Path) -> CrmItem | None:
        return {(): self._item, ("COMPANY",): self._company, ("CONTACT",): self._contact}.get(
            path, self._my_company if path == ("MY_COMPANY",) else None
        )

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._work.caller.organization.timezone)

    @cached_property
    def _sight(self) -> Sight:
        return sight(self._work, Right.CRM_VIEW)

    def _seen(self, type_id: int, number: object) -> CrmItem | None:
        if not isinstance(number, int) or number <= 0:
            return None
        kind = system_type(self._work.organization_id, type_id)
        return crm_items.find(self._work.db, kind, number, sight=self._sight)

    @cached_property
    def _company(self) -> CrmItem | None:
        item = self._item
        if item is None:
            return None
        return item if item.type_id == COMPANY else self._seen(COMPANY, item["companyId"] or _first(item["companyIds"]))

    @cached_property
    def _contact(self) -> CrmItem | None:
        item = self._item
        if item is None:
            return None
        return item if item.type_id == CONTACT else self._seen(CONTACT, item["contactId"] or _first(item["contactIds"]))

    @cached_property
    def _my_company(self) -> CrmItem | None:
        """The chosen one, the item's, the one whose requisites the item uses, or the first there is."""
        if self._chosen is not None:
            return next((each for each in self._own_companies if each.number == self._chosen), None)
        named = self._seen(COMPANY, self._item["mycompanyId"]) if self._item else None
        if named is not None:
            return named
        used = self._found_requisite(self._link.my_requisite_id) if self._link else None
        linked = self._seen(COMPANY, used.entity_id) if used and used.entity_type_id == COMPANY else None
        return linked or _first(self._own_companies)

    @cached_property
    def _own_companies(self) -> list[CrmItem]:
        kind = system_type(self._work.organization_id, COMPANY)
        ours = (Condition("isMyCompany", Operator.EQ, True),)
        query = ListQuery(conditions=ours, limit=MOST_MY_COMPANIES, count=False)
        return crm_items.page(self._work.db, kind, query, sight=self._sight)[0]

    def _own(self, item: CrmItem | None, path: Path = ()) -> Record:
        if item is None:
            return self._without_company() if path == ("COMPANY",) else {}
        catalogue = self._kind.catalogue if not path else system_type(item.organization_id, item.type_id).catalogue
        currency = item["currencyId"] or ""
        found: dict[str, Value] = {}
        for name, field in catalogue.items():
            picture = field.kind == "file"
            found[field.upper] = item[name] if picture else _typed(item[name], name, currency, self._zone)
        return {**found, **_channels(item), **_names(item)}

    def _without_company(self) -> Record:
        """A lead may know the name of a firm that is no company of the CRM yet."""
        title = self._item["companyTitle"] if self._item else None
        return {"TITLE": title, "NAME": title} if title else {}

    def _client(self) -> Record:
        """The company, or without one the contact, or the lead itself, with the contact's name beside it."""
        item = self._item
        person = self._contact or (item if item is not None and "lastName" in item.fields else None)
        client = self._company or person
        if client is None:
            return {}
        own = self._own(client, ("CLIENT",))
        name = _name_parts(person) if person else {}
        title = client["title"] if client.type_id == COMPANY else _plain_name(name)
        return {**own, "TITLE": title, "NAME": _plain_name(name) or title, "FORMATTED_NAME": name}

    def _user(self, item: CrmItem | None) -> Record:
        number = item.assigned_by if item else None
        found = people.user(self._work.db, self._work.organization_id, number) if number else None
        if found is None:
            return {}
        name = {"NAME": found.name, "SECOND_NAME": found.second_name, "LAST_NAME": found.last_name}
        return {
            "ID": found.id,
            **name,
            "FULL_NAME": name,
            "FORMATTED_NAME": name,
            "EMAIL": found.email,
            "WORK_POSITION": found.position,
        }

    # requisites

    @cached_property
    def _link(self) -> RequisiteLink | None:
        if self._item is None:
            return None
        return legal.link_of(self._work.db, self._work.organization_id, self._item.type_id, self._item.number)

    def _found_requisite(self, number: int) -> Requisite | None:
        return legal.find(self._work.db, self._work.organization_id, number) if number else None

    def _requisite(self, path: Path) -> Requisite | None:
        """Of the client (no path), of the company, the contact or my company: what the item uses, or the first."""
        if path not in self._requisites:
            self._requisites[path] = self._chosen_requisite(path)
        return self._requisites[path]

    @cached_property
    def _requisites(self) -> dict[Path, Requisite | None]:
        return {}

    def _chosen_requisite(self, path: Path) -> Requisite | None:
        owners = [self._holder(path)] if path else [self._company, self._contact]
        used = self._used(path, "requisite_id")
        for owner in owners:
            all_of_it = self._requisites_of(owner) if owner else []
            found = next((each for each in all_of_it if each.id == used), None)
            if found is not None:
                return found
        first = (self._requisites_of(owner) for owner in owners if owner is not None)
        return next((each[0] for each in first if each), None)

    def _requisites_of(self, owner: CrmItem) -> list[Requisite]:
        return legal.of_owner(self._work.db, self._work.organization_id, owner.type_id, owner.number)

    def _used(self, path: Path, name: str) -> int:
        """Which requisites or account the item's link names for the seller or the client; 0 where none."""
        return getattr(self._link, f"my_{name}" if path == ("MY_COMPANY",) else name) if self._link else 0

    def _bank_detail(self, path: Path) -> BankDetail | None:
        requisite = self._requisite(path)
        found = legal.bank_details_of(self._work.db, requisite) if requisite else []
        used = self._used(path, "bank_detail_id")
        return next((each for each in found if each.id == used), _first(found))

    def _address(self, path: Path) -> Address | None:
        requisite = self._requisite(path[:-2])
        if requisite is None:
            return None
        kind = ADDRESSES[path[-1]]
        return legal.find_address(self._work.db, self._work.organization_id, REQUISITE, requisite.id, kind)


def _first(found: Any) -> Any:
    return found[0] if found else None


def _decimal(value: object) -> Decimal | None:
    return value if isinstance(value, Decimal) else Decimal(str(value)) if isinstance(value, int | float) else None


def _typed(value: Any, name: str, currency: str, zone: ZoneInfo) -> Value:
    if name in {"opportunity", "taxValue", "revenue"}:
        return None if value is None else {"AMOUNT": str(value), "CURRENCY": currency}
    return _written(value, zone)


def _written(value: Any, zone: ZoneInfo) -> Value:
    """A value of the CRM as the engine takes it: moments as ISO 8601 in the organisation's zone, flags as Y and N."""
    convert: Callable[[Any], Value] | None = next((each for kind, each in _WRITERS if isinstance(value, kind)), None)
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(timespec="seconds")
    if isinstance(value, list | tuple):
        return [_written(each, zone) for each in value]
    if isinstance(value, Mapping):
        return {str(key): _written(each, zone) for key, each in value.items()}
    return convert(value) if convert else None


_WRITERS: Final[tuple[tuple[Any, Callable[[Any], Value]], ...]] = (
    (bool, lambda value: "Y" if value else "N"),
    (Decimal, plain),
    (int | float | str, lambda value: value),
    (date, date.isoformat),
)


def _channels(item: CrmItem) -> Record:
    return {kind: list(item.channels(kind)) for kind in ("PHONE", "EMAIL", "WEB")}


def _names(item: CrmItem) -> Record:
    if item.type_id == COMPANY:
        return {"NAME": item["title"]}
    if "lastName" not in item.fields:
        return {}
    parts = _name_parts(item)
    return {"FULL_NAME": parts, "FORMATTED_NAME": parts}


def _name_parts(item: CrmItem) -> dict[str, Value]:
    honorific = str(item["honorific"] or "")
    table = _SALUTATIONS_RU if honorific.startswith("HNR_RU_") else _SALUTATIONS
    code = honorific.rpartition("_")[2]
    title = table.get(code, "") if honorific.startswith("HNR_") else honorific
    return {
        "TITLE": title,
        "NAME": item["name"],
        "SECOND_NAME": item["secondName"],
        "LAST_NAME": item["lastName"],
        "GENDER": _GENDERS.get(honorific),
    }


def _plain_name(parts: Mapping[str, Value]) -> str:
    return " ".join(str(parts[part]) for part in ("NAME", "SECOND_NAME", "LAST_NAME") if parts.get(part))


def _requisite(found: Requisite | None) -> Record:
    if found is None:
        return {}
    return {"NAME": found.name, **{f"RQ_{name.upper()}": found.texts.get(name) for name in REQUISITE_TEXTS}}


def _bank_detail(found: BankDetail | None) -> Record:
    if found is None:
        return {}
    texts = {f"RQ_{name.upper()}": found.texts.get(name) for name in BANK_TEXTS}
    return {"NAME": found.name, "COMMENTS": found.comments, **texts}


def _address(found: Address | None) -> Record:
    if found is None:
        return {}
    names = ("address_1", "address_2", "city", "postal_code", "region", "province", "country")
    parts: dict[str, Value] = {name.upper(): getattr(found, name) for name in names}
    return {**parts, "TEXT": dict(parts)}
