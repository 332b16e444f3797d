"""Which fields an item of each type has: their names, types, titles and what may be done with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from inkpost.model.crm_fields import system

LEAD: Final = 1
DEAL: Final = 2
CONTACT: Final = 3
COMPANY: Final = 4
QUOTE: Final = 7
INVOICE: Final = 31
SYSTEM_TYPES: Final = (LEAD, DEAL, CONTACT, COMPANY, QUOTE, INVOICE)

_TABLES: Final = {
    LEAD: system.LEAD,
    DEAL: system.DEAL,
    CONTACT: system.CONTACT,
    COMPANY: system.COMPANY,
    QUOTE: system.QUOTE,
    INVOICE: system.INVOICE,
}
_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])")
# What the older types have always been called by where capital letters are the custom.
_OLD_TYPES: Final = frozenset({LEAD, DEAL, CONTACT, COMPANY, QUOTE})
_OLD_NAMES: Final = {
    "createdTime": "DATE_CREATE",
    "updatedTime": "DATE_MODIFY",
    "createdBy": "CREATED_BY_ID",
    "updatedBy": "MODIFY_BY_ID",
    "movedBy": "MOVED_BY_ID",
}
_STATUS_NAMES: Final = {"stageId": "STATUS_ID", "stageSemanticId": "STATUS_SEMANTIC_ID"}
_STATUS_TYPES: Final = frozenset({LEAD, QUOTE})
_PARENT: Final = re.compile(r"parentId([1-9][0-9]{0,8})\Z")
_USER_FIELD: Final = re.compile(r"UF_CRM(_[A-Z0-9]+)+\Z")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``kind`` is what its values are: string, text, integer, double, boolean, date, datetime, file, user,
    crm_status, crm_currency, or the type of item whose number it holds (crm_company)."""

    name: str
    upper: str
    kind: str
    title: str
    title_ru: str
    read_only: bool = False
    disabled: bool = False
    multiple: bool = False
    required: bool = False
    immutable: bool = False
    outdated: bool = False
    searchable: bool = True

    def titled(self, language: str) -> str:
        """The title in a language; English where there is no other."""
        return self.title_ru if language == "ru" else self.title


Catalogue = Mapping[str, Field]


@cache
def system_catalogue(type_id: int) -> Catalogue:
    """The fields of one of the CRM's own types, by name."""
    return _read(_TABLES[type_id], type_id)


def custom_catalogue(settings: Mapping[str, bool]) -> Catalogue:
    """The fields of a type that users defined: some are there only where its settings switch them on."""
    return _custom(frozenset(name for name, on in settings.items() if on))


@cache
def _custom(switched_on: frozenset[str]) -> Catalogue:
    optional = [
        table for setting, tables in system.CUSTOM_BY_SETTING.items() if setting in switched_on for table in tables
    ]
    return _read((*system.CUSTOM, *optional, *system.CUSTOM_END), 0)


def _read(tables: Iterable[str], type_id: int) -> Catalogue:
    lines = (line for table in tables for line in table.strip().splitlines())
    made = [_field(line, type_id) for line in lines]
    found = {field.name: field for field in made}
    if len(found) != len(made):
        raise ValueError(f"type {type_id} has a field twice")
    return found


def _field(line: str, type_id: int) -> Field:
    name, kind, marks, title, title_ru = (part.strip() for part in line.split("|"))
    return Field(
        name=name,
        upper=_upper(name, type_id),
        kind=kind,
        title=title,
        title_ru=title_ru,
        read_only="r" in marks or "d" in marks,
        disabled="d" in marks,
        multiple="m" in marks,
        required="q" in marks,
        immutable="i" in marks,
        outdated="o" in marks,
        searchable="n" not in marks and "d" not in marks and kind != "file",
    )


def _upper(name: str, type_id: int) -> str:
    if type_id in _STATUS_TYPES and name in _STATUS_NAMES:
        return _STATUS_NAMES[name]
    if type_id in _OLD_TYPES and name in _OLD_NAMES:
        return _OLD_NAMES[name]
    return _WORDS.sub("_", name).upper()


def parent_field(name: str) -> Field | None:
    """The field that binds an item to one of another type (``parentId128``), if the name is of this form."""
    match = _PARENT.match(name)
    if match is None:
        return None
    return Field(name, f"PARENT_ID_{match[1]}", "crm_entity", f"Item of type {match[1]}", f"Элемент типа {match[1]}")


def parent_type(field: Field) -> int:
    """The type of item that a field made by ``parent_field`` holds the number of."""
    return int(field.upper.rpartition("_")[2])


def is_user_field(name: str) -> bool:
    """Whether a name is that of a field which users added: ``UF_CRM_2_1639669411830``."""
    return len(name) <= 50 and _USER_FIELD.match(name) is not None


def user_field(name: str) -> Field:
    """The description of a field which users added, of which only the name is known."""
    return Field(name, name, "crm_userfield", name, name)
