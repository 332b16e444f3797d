"""Where the values of fields come from: an item of the CRM and what belongs to it, read as it is asked for.

A record is read once at most, and only what the caller may see: of all else every field is empty.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from functools import cached_property
from typing import Final
from zoneinfo import ZoneInfo

from inkpost.model.crm import CrmItem, CrmType, Sight, system_type
from inkpost.model.crm_fields import COMPANY, CONTACT, parent_field, parent_type
from inkpost.model.crm_provider.field_map import ADDRESSES
from inkpost.model.crm_provider.goods import Goods
from inkpost.model.crm_provider.records import (
    Record,
    address_record,
    bank_record,
    channels,
    decimal_of,
    first,
    name_parts,
    names,
    plain_name,
    requisite_record,
    typed,
    written,
)
from inkpost.model.fields import Value
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.model.people import Right
from inkpost.model.requisites import (
    REQUISITE,
    Address,
    BankDetail,
    Requisite,
    RequisiteLink,
)
from inkpost.operations.crm_naming import added_fields, named_fields
from inkpost.operations.crm_rights import sight
from inkpost.operations.crm_values import usual_currency
from inkpost.operations.kit import Work
from inkpost.store import crm_items, crm_products, crm_types, people
from inkpost.store import crm_requisites as legal

Path = tuple[str, ...]
MOST_MY_COMPANIES: Final = 50
PARENT: Final = "PARENT_"


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
        return written(given, self._zone)

    @property
    def user_fields(self) -> Sequence[str]:
        """The names of the fields that users added to the item."""
        return tuple(self._item.user_fields) if self._item else ()

    @cached_property
    def goods(self) -> Goods:
        """The goods of the item."""
        item = self._item
        usual = usual_currency(self._work.caller.organization.language)
        if item is None:
            return Goods((), usual)
        rows = crm_products.of_item(self._work.db, item.id)
        return Goods(rows, item["currencyId"] or usual, decimal_of(item["opportunity"]), decimal_of(item["taxValue"]))

    def my_companies(self) -> list[tuple[int, str, bool]]:
        """The companies that may be written as the seller: number, name, and whether it is the one that is."""
        present = self._my_company.number if self._my_company else None
        return [(each.number, each["title"] or "", each.number == present) for each in self._own_companies]

    # records

    def _read(self, path: Path) -> Record:
        if not path:
            return {**self._own(self._item), **self._above(), **self.goods.totals()}
        if path[-1] == "ASSIGNED":
            return self._user(self._holder(path[:-1]))
        if path[-1] == "REQUISITE":
            return requisite_record(self._requisite(path[:-1]))
        if path[-1] == "BANK_DETAIL":
            return bank_record(self._bank_detail(path[:-1]))
        if path[-1].startswith(PARENT):
            return self._own(self._parent(int(path[-1].removeprefix(PARENT))), path)
        if path[-1] in ADDRESSES:
            return address_record(self._address(path))
        return self._client() if path == ("CLIENT",) else self._own(self._holder(path), path)

    def _holder(self, path: Path) -> CrmItem | None:
        return {(): self._item, ("COMPANY",): self._company, ("CONTACT",): self._contact}.get(
            path, self._my_company if path == ("MY_COMPANY",) else None
        )

    def _above(self) -> Record:
        """The numbers of the items above, as far as they are seen."""
        fields = {name: parent_field(name) for name in (self._item.fields if self._item else ())}
        above = {parent_type(field): field.upper for field in fields.values() if field is not None}
        seen = {upper: self._parent(type_id) for type_id, upper in above.items()}
        return {upper: item.number for upper, item in seen.items() if item is not None}

    def _parent(self, type_id: int) -> CrmItem | None:
        """The item of a type that this one belongs to, if it is seen."""
        if type_id not in self._parents:
            number = self._item[f"parentId{type_id}"] if self._item else None
            self._parents[type_id] = self._seen(type_id, number)
        return self._parents[type_id]

    @cached_property
    def _parents(self) -> dict[int, CrmItem | None]:
        return {}

    def _kind_of(self, type_id: int) -> CrmType:
        """A type that the item is of, or what belongs to it."""
        if type_id == self._kind.type_id:
            return self._kind
        if type_id not in self._kinds:
            found = crm_types.by_type_id(self._work.db, self._work.organization_id, type_id)
            self._kinds[type_id] = found or system_type(self._work.organization_id, COMPANY)
        return self._kinds[type_id]

    @cached_property
    def _kinds(self) -> dict[int, CrmType]:
        return {}

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self._work.caller.organization.timezone)

    @cached_property
    def _sight(self) -> Sight:
        return sight(self._work, Right.CRM_VIEW)

    def _seen(self, type_id: int, number: object) -> CrmItem | None:
        if not isinstance(number, int) or number <= 0:
            return None
        kind = crm_types.by_type_id(self._work.db, self._work.organization_id, type_id)
        return crm_items.find(self._work.db, kind, number, sight=self._sight) if kind else None

    @cached_property
    def _company(self) -> CrmItem | None:
        item = self._item
        if item is None:
            return None
        return item if item.type_id == COMPANY else self._seen(COMPANY, item["companyId"] or first(item["companyIds"]))

    @cached_property
    def _contact(self) -> CrmItem | None:
        item = self._item
        if item is None:
            return None
        return item if item.type_id == CONTACT else self._seen(CONTACT, item["contactId"] or first(item["contactIds"]))

    @property
    def _parties(self) -> list[CrmItem | None]:
        """Whom the document is for: the company before the contact, unless it is made of a contact."""
        parties = [self._company, self._contact]
        return parties[::-1] if self._kind.type_id == CONTACT else parties

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
        return linked or first(self._own_companies)

    @cached_property
    def _own_companies(self) -> list[CrmItem]:
        kind = system_type(self._work.organization_id, COMPANY)
        ours = (Condition("isMyCompany", Operator.EQ, True),)
        query = ListQuery(conditions=ours, limit=MOST_MY_COMPANIES, count=False)
        return crm_items.page(self._work.db, kind, query, sight=self._sight)[0]

    def _own(self, item: CrmItem | None, path: Path = ()) -> Record:
        if item is None:
            return self._without_company() if path == ("COMPANY",) else {}
        catalogue = self._kind_of(item.type_id).catalogue
        currency = item["currencyId"] or ""
        found: dict[str, Value] = {}
        for name, field in catalogue.items():
            picture = field.kind == "file"
            found[field.upper] = item[name] if picture else typed(item[name], name, currency, self._zone)
        named = named_fields(self._work, item, catalogue)
        for upper, name in named.items():
            found |= {upper: name, f"{upper}_CODE": found[upper]}
        added = added_fields(self._work, item, self._zone)
        return {**found, **added, **channels(item), **names(item, named.get("HONORIFIC", ""))}

    def _without_company(self) -> Record:
        """A lead may know the name of a firm that is no company of the CRM yet."""
        title = self._item["companyTitle"] if self._item else None
        return {"TITLE": title, "NAME": title} if title else {}

    @property
    def client_number(self) -> str:
        """The number of whom the document is for; empty where nobody is, or is seen."""
        return next((str(each.number) for each in self._parties if each is not None), "")

    def _client(self) -> Record:
        """The company, or without one the contact, or the lead itself, with the contact's name beside it."""
        item = self._item
        person = self._contact or (item if item is not None and "lastName" in item.fields else None)
        client = next((each for each in self._parties if each is not None), person)
        if client is None:
            return {}
        own = self._own(client, ("CLIENT",))
        name = name_parts(person, self._salutation(person)) if person else {}
        title = client["title"] if client.type_id == COMPANY else plain_name(name)
        return {**own, "TITLE": title, "NAME": plain_name(name) or title, "FORMATTED_NAME": name}

    def _salutation(self, person: CrmItem) -> str:
        return named_fields(self._work, person, self._kind_of(person.type_id).catalogue).get("HONORIFIC", "")

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
            "PERSONAL_PHONE": found.personal_phone,
            "PERSONAL_MOBILE": found.personal_mobile,
            "WORK_PHONE": found.work_phone,
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
        owners = [self._holder(path)] if path else self._parties
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
        return next((each for each in found if each.id == used), first(found))

    def _address(self, path: Path) -> Address | None:
        requisite = self._requisite(path[:-2])
        if requisite is None:
            return None
        kind = ADDRESSES[path[-1]]
        return legal.find_address(self._work.db, self._work.organization_id, REQUISITE, requisite.id, kind)
