"""Fields that users add to the items of a type, as they are declared: name, kind, labels, and the values of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from inkpost.model.crm_fields import Field

PREFIX: Final = "UF_CRM_"
LONGEST_NAME: Final = 50
NAME: Final = re.compile(r"[A-Z0-9_]+\Z")
ENUMERATION, CRM_STATUS, EMPLOYEE, BOOLEAN = "enumeration", "crm_status", "employee", "boolean"
MONEY, ADDRESS, FILE = "money", "address", "file"
KINDS: Final = frozenset(
    {ENUMERATION, CRM_STATUS, EMPLOYEE, BOOLEAN, MONEY, ADDRESS, FILE}
    | {"string", "integer", "double", "datetime", "date", "url", "iblock_section", "iblock_element", "crm"}
)
LABELS: Final = ("edit", "column", "filter", "error", "help")
LANGUAGES: Final = (
    *("ar", "br", "de", "en", "fr", "hi", "id", "in", "it", "ja", "kz"),
    *("la", "ms", "pl", "ru", "sc", "tc", "th", "tr", "ua", "vn"),
)


@dataclass(frozen=True, slots=True)
class ListItem:
    """A value of a list; items hold its ``id``."""

    id: int
    value: str
    sort: int = 0
    default: bool = False
    xml_id: str = ""


@dataclass(frozen=True, slots=True)
class UserField:
    """A field that users added. ``labels`` has a text for each language under each of ``LABELS``."""

    id: int
    organization_id: int
    type_id: int
    name: str
    kind: str
    xml_id: str | None = None
    sort: int = 100
    multiple: bool = False
    mandatory: bool = False
    show_filter: bool = False
    show_in_list: bool = False
    edit_in_list: bool = True
    searchable: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    items: tuple[ListItem, ...] = ()

    def label(self, language: str, kind: str = "edit") -> str:
        """What the field is called in a language; in English, or by its name, where there is no other."""
        texts = self.labels.get(kind, {})
        return texts.get(language) or texts.get("en") or next(iter(filter(None, texts.values())), "") or self.name

    @property
    def described(self) -> Field:
        """The field as a catalogue describes it."""
        return Field(
            self.name,
            self.name,
            self.kind,
            self.label("en"),
            self.label("ru"),
            multiple=self.multiple,
            required=self.mandatory,
        )


def full_name(given: str) -> str:
    """The name that a given one becomes: ``note`` and ``UF_NOTE`` are ``UF_CRM_NOTE``."""
    name = given.strip().upper()
    return name if name.startswith(PREFIX) else PREFIX + name.removeprefix("UF_")
