"""The map of fields of a type of item, made of the tables and of the type's own catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE, Catalogue, Field, system_catalogue
from inkpost.model.crm_provider import tables
from inkpost.model.fields import FieldKind

Path = tuple[str, ...]
Groups = tuple[str | tuple[str, str], ...]
"""Groups of fields, by their keys in ``_TITLES`` or with their titles in English and Russian."""

PREFIXES: Final[Mapping[int, str]] = {
    LEAD: "LEAD",
    DEAL: "DEAL",
    CONTACT: "CONTACT",
    COMPANY: "COMPANY",
    QUOTE: "QUOTE",
    INVOICE: "SMART_INVOICE",
}
"""What a path may begin with that names the item itself; types that users define are ``DYNAMIC``."""
DYNAMIC: Final = "DYNAMIC"
LISTS: Final = {"PRODUCTS": "PRODUCT", "TAXES": "TAX"}
"""Of the lists what one item of them is called."""
MOST_STEPS: Final = 8
_TITLES: Final = {
    "SOURCE": ("Document", "Документ"),
    "LEAD": ("Lead", "Лид"),
    "DEAL": ("Deal", "Сделка"),
    "QUOTE": ("Estimate", "Предложение"),
    "SMART_INVOICE": ("Invoice", "Счёт"),
    "DYNAMIC": ("Item", "Элемент"),
    "COMPANY": ("Company", "Компания"),
    "CONTACT": ("Contact", "Контакт"),
    "CLIENT": ("Client", "Клиент"),
    "MY_COMPANY": ("My Company", "Моя компания"),
    "ASSIGNED": ("Responsible person", "Ответственный"),
    "REQUISITE": ("Company details", "Реквизиты"),
    "BANK_DETAIL": ("Bank details", "Банковские реквизиты"),
    "PRIMARY_ADDRESS": ("Street address", "Фактический адрес"),
    "HOME_ADDRESS": ("Home address", "Адрес регистрации"),
    "REGISTERED_ADDRESS": ("Legal address", "Юридический адрес"),
    "POST_ADDRESS": ("Mailing address", "Адрес для корреспонденции"),
    "BENEFICIARY_ADDRESS": ("Beneficiary's address", "Адрес бенефициара"),
    "DELIVERY_ADDRESS": ("Delivery address", "Адрес доставки"),
    "PRODUCTS": ("Products", "Товары"),
    "TAXES": ("Taxes", "Налоги"),
    "TOTALS": ("Totals", "Итоги"),
}
ADDRESSES: Final = {
    "PRIMARY_ADDRESS": 1,
    "HOME_ADDRESS": 4,
    "REGISTERED_ADDRESS": 6,
    "POST_ADDRESS": 8,
    "BENEFICIARY_ADDRESS": 9,
    "DELIVERY_ADDRESS": 11,
}
"""The kinds of addresses of requisites, and the number of each."""
_KINDS: Final = {
    "": FieldKind.TEXT,
    "date": FieldKind.DATE,
    "name": FieldKind.NAME,
    "money": FieldKind.MONEY,
    "words": FieldKind.MONEY,
    "phone": FieldKind.PHONE,
    "address": FieldKind.ADDRESS,
    "image": FieldKind.IMAGE,
    "stamp": FieldKind.STAMP,
}
CODED: Final = frozenset({"crm_status", "crm_category"})
"""Fields that hold a code and show its name; the code stands beside them: ``STAGE_ID``, ``STAGE_ID_CODE``."""
_OWN_KINDS: Final = {"date": "date", "datetime": "date"}
_ADDED_KINDS: Final = {**_OWN_KINDS, "money": "money"}
_MONEY: Final = frozenset({"opportunity", "taxValue", "revenue"})
_WORDS: Final = MappingProxyType({"w": "Y"})


@dataclass(frozen=True, slots=True)
class MapField:
    """One field of the map. ``many`` says that a value may be a list, ``listed`` that it is of one of ``LISTS``."""

    name: str
    path: Path
    kind: FieldKind
    title: str
    title_ru: str
    group: tuple[str, ...]
    group_ru: tuple[str, ...]
    format: Mapping[str, str] = field(default_factory=dict)
    required: bool = False
    document: bool = False

    @property
    def chain(self) -> str:
        """Where the value comes from: ``this.SOURCE.COMPANY.TITLE``."""
        return ".".join(("this", "DOCUMENT" if self.document else "SOURCE", *self.path))

    @property
    def listed(self) -> bool:
        return self.path[0] in LISTS

    @property
    def many(self) -> bool:
        return self.listed or self.path[-1] in {"PHONE", "EMAIL", "WEB"}

    def titled(self, language: str) -> str:
        """The title in a language; English where there is no other."""
        return self.title_ru if language == "ru" else self.title

    def grouped(self, language: str) -> tuple[str, ...]:
        """The groups that the field stands in, the outermost first."""
        return self.group_ru if language == "ru" else self.group


@dataclass(frozen=True, slots=True)
class FieldMap:
    """The fields of one type of item: by name, and by path."""

    prefix: str
    fields: Mapping[str, MapField]
    by_path: Mapping[Path, MapField]

    def find(self, name: str) -> MapField | None:
        """The field that a placeholder names, by its name or by its path with points; None for one it has not."""
        found = self.fields.get(name)
        if found is not None:
            return found
        return self._dotted(name) if "." in name else self.by_path.get((name,))

    def _dotted(self, name: str) -> MapField | None:
        steps = tuple(name.split("."))
        if len(steps) > MOST_STEPS:
            return None
        for heads in (("this", "SOURCE"), ("SOURCE",), (self.prefix,), ()):
            found = self.by_path.get(steps[len(heads) :]) if steps[: len(heads)] == heads else None
            if found is not None:
                return found
        return None

    def user_field(self, name: str, given: Iterable[str]) -> str | None:
        """Which of the item's own fields that users added (``UF_CRM_1``) a placeholder names, if any."""
        bare = name.removeprefix(f"{self.prefix}.").removeprefix("SOURCE.")
        return next((each for each in given if bare in (each, name_of((each,)))), None)


def name_of(path: Path) -> str:
    """The name of a field: ``("MY_COMPANY", "UF_LOGO")`` is ``MyCompanyUfLogo``."""
    return "".join(word.capitalize() for step in path for word in re.split(r"[._]", step))


@dataclass(frozen=True, slots=True)
class Parent:
    """A type whose items those of another may belong to, with its fields."""

    type_id: int
    title: str
    title_ru: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """Fields that users added to the item itself (no path), or to a company or a contact (``("COMPANY",)``)."""

    path: Path
    fields: tuple[Field, ...]


def field_map(
    type_id: int, catalogue: Catalogue, parents: Sequence[Parent] = (), added: Sequence[Added] = ()
) -> FieldMap:
    """The map of a type with this catalogue (``model.crm.CrmType.catalogue``).

    ``parents`` is what lies above its items, ``added`` the fields that users declared.
    """
    return _map(type_id, tuple(catalogue.values()), tuple(parents), tuple(added))


@lru_cache(maxsize=256)
def _map(type_id: int, own: tuple[Field, ...], parents: tuple[Parent, ...], added: tuple[Added, ...]) -> FieldMap:
    prefix = PREFIXES.get(type_id, DYNAMIC)
    found = [*_item(type_id, own, prefix), *_parents(parents), *_added(added, prefix)]
    by_path = {each.path: each for each in found}
    # Where two paths make one name the longer has it: the client's phone before a note of it in an estimate.
    fields = {each.name: each for each in sorted(found, key=lambda each: len(each.path))}
    ordered = {each.name: fields[each.name] for each in found}
    return FieldMap(prefix, MappingProxyType(ordered), MappingProxyType(by_path))


def _item(type_id: int, own: tuple[Field, ...], prefix: str) -> Iterator[MapField]:
    top = ("SOURCE",)
    yield from _own(own, (), (*top, prefix))
    if type_id in {COMPANY, CONTACT}:
        yield from _table(tables.COMPANY if type_id == COMPANY else tables.CONTACT, (), (*top, prefix), own)
    elif type_id == LEAD:
        yield from _table(tables.PERSON, (), (*top, prefix), own)
    yield from _legal((), top)
    yield from _table(tables.USER, ("ASSIGNED",), (*top, "ASSIGNED"))
    if type_id != COMPANY:
        yield from _holder("COMPANY", COMPANY, tables.COMPANY, top)
    if type_id != CONTACT:
        yield from _holder("CONTACT", CONTACT, tables.CONTACT, top)
    yield from _table(tables.CLIENT, ("CLIENT",), (*top, "CLIENT"))
    yield from _holder("MY_COMPANY", COMPANY, tables.COMPANY, top)
    yield from _table(tables.PRODUCTS, ("PRODUCTS",), (*top, "PRODUCTS"))
    yield from _table(tables.TAXES, ("TAXES",), (*top, "TAXES"))
    yield from _table(tables.TOTALS, (), (*top, "TOTALS"))


def _holder(step: str, type_id: int, table: str, top: Path) -> Iterator[MapField]:
    """A company or a contact, with what belongs to it in turn."""
    groups = (*top, step)
    own = tuple(system_catalogue(type_id).values())
    yield from _own(own, (step,), groups)
    yield from _table(table, (step,), groups, own)
    yield from _legal((step,), groups)
    yield from _table(tables.USER, (step, "ASSIGNED"), (*groups, "ASSIGNED"))


def _legal(path: Path, groups: Path) -> Iterator[MapField]:
    requisite, inside = (*path, "REQUISITE"), (*groups, "REQUISITE")
    yield from _table(tables.REQUISITE, requisite, inside)
    for address in ADDRESSES:
        yield from _table(tables.ADDRESS, (*requisite, address), (*inside, address))
    yield from _table(tables.BANK_DETAIL, (*path, "BANK_DETAIL"), (*groups, "BANK_DETAIL"))


def _parents(parents: Sequence[Parent]) -> Iterator[MapField]:
    """The numbers of the items above, and their own fields: ``PARENT_ID_2``, ``PARENT_2.TITLE``."""
    for each in parents:
        yield _field((f"PARENT_ID_{each.type_id}",), "", each.title, each.title_ru, ("SOURCE",))
        yield from _own(each.fields, (f"PARENT_{each.type_id}",), ("SOURCE", (each.title, each.title_ru)))


def _added(added: Sequence[Added], prefix: str) -> Iterator[MapField]:
    for each in added:
        groups = ("SOURCE", *(each.path or (prefix,)))
        for one in each.fields:
            kind = _ADDED_KINDS.get(one.kind, "")
            yield _field((*each.path, one.upper), kind, one.title, one.title_ru, groups)


def _own(own: Sequence[Field], path: Path, groups: Groups) -> Iterator[MapField]:
    for each in own:
        if not (each.disabled or each.multiple or each.kind in {"file", "crm_multifield"} or each.name in _CHANNELS):
            kind = "money" if each.name in _MONEY else _OWN_KINDS.get(each.kind, "")
            yield _field((*path, each.upper), kind, each.title, each.title_ru, groups)
            if each.kind in CODED:
                yield _field((*path, f"{each.upper}_CODE"), "", f"{each.title}: code", f"{each.title_ru}: код", groups)


_CHANNELS: Final = frozenset({"phone", "email", "imol"})


def _table(table: str, path: Path, groups: Path, own: Sequence[Field] = ()) -> Iterator[MapField]:
    known = {each.upper for each in own if not each.disabled and each.kind != "file" and each.name not in _CHANNELS}
    for line in table.strip().splitlines():
        code, kind, title, title_ru = (part.strip() for part in line.split("|"))
        if code not in known:
            yield _field((*path, *code.split(".")), kind, title, title_ru, groups)


def _field(path: Path, kind: str, title: str, title_ru: str, groups: Groups) -> MapField:
    return MapField(
        name=name_of(path),
        path=path,
        kind=_KINDS[kind],
        title=title,
        title_ru=title_ru,
        group=tuple(_group(each)[0] for each in groups),
        group_ru=tuple(_group(each)[1] for each in groups),
        format=_WORDS if kind == "words" else {},
    )


def _group(named: str | tuple[str, str]) -> tuple[str, str]:
    return named if isinstance(named, tuple) else _TITLES[named]


def _own_of_the_document(code: str, kind: str, title: str, title_ru: str, required: bool) -> MapField:
    path = (f"DOCUMENT_{code}",)
    return MapField(
        name_of(path),
        path,
        _KINDS[kind],
        title,
        title_ru,
        ("Document",),
        ("Документ",),
        required=required,
        document=True,
    )


DOCUMENT_FIELDS: Final[Mapping[str, MapField]] = {
    each.name: each
    for each in (
        _own_of_the_document("NUMBER", "", "Number", "Номер", True),
        _own_of_the_document("TITLE", "", "Document Title", "Название документа", True),
        _own_of_the_document("CREATE_TIME", "date", "Generation date", "Дата создания", False),
        _own_of_the_document("QR_CODE", "image", "QR code of the public link", "QR-код публичной ссылки", False),
    )
}
"""What a document says of itself, by name."""
