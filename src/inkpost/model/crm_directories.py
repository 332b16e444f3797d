"""Directories of the CRM: the values that a list field takes (stages, sources, kinds), and the pipelines with stages.

A directory has a name (``SOURCE``, ``DEAL_STAGE_3``) and entries; an entry has a code, which items hold, and a name,
which people read. Stages have a directory for each pipeline of their type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE

LONGEST_NAME: Final = 255
LONGEST_CODE: Final = 50
LONGEST_PIPELINE_CODE: Final = 21
STAGE_CODE: Final = re.compile(r"[A-Za-z0-9_-]+\Z")
LONGEST_STAGE_CODES: Final[Mapping[str, int]] = {"STATUS": 21, "QUOTE_STATUS": 22, "DEAL_STAGE": 22}
COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}\Z")
SUCCESS, FAILURE = "S", "F"
WITH_PIPELINES: Final = (DEAL, CONTACT, COMPANY, INVOICE)
"""The CRM's own types that have pipelines; the first of each has the number 0. Types that users define have too."""
SIMPLE: Final[Mapping[str, tuple[str, str]]] = {
    "SOURCE": ("Sources", "Источники"),
    "CONTACT_TYPE": ("Contact type", "Тип контакта"),
    "COMPANY_TYPE": ("Company type", "Тип компании"),
    "EMPLOYEES": ("Number of employees", "Кол-во сотрудников"),
    "INDUSTRY": ("Industry", "Сфера деятельности"),
    "DEAL_TYPE": ("Deal type", "Тип сделки"),
    "HONORIFIC": ("Salutations", "Обращения"),
    "CALL_LIST": ("Call statuses", "Статусы обзвона"),
}
"""The directories that are no stages, with their names in English and Russian."""
EVENT_TYPE: Final = "EVENT_TYPE"
_KINDS: Final = {DEAL: "DEAL_TYPE", CONTACT: "CONTACT_TYPE", COMPANY: "COMPANY_TYPE"}
_OF_FIELDS: Final = {"sourceId": "SOURCE", "honorific": "HONORIFIC", "employees": "EMPLOYEES", "industry": "INDUSTRY"}
_ENDINGS: Final[Mapping[int, tuple[str, str, str]]] = {
    LEAD: ("NEW", "CONVERTED", "JUNK"),
    DEAL: ("NEW", "WON", "LOSE"),
    QUOTE: ("DRAFT", "APPROVED", "DECLAINED"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a directory. ``semantics`` is S, F or nothing; ``first_name`` what a preset one was called first."""

    id: int
    organization_id: int
    directory: str
    code: str
    name: str
    first_name: str = ""
    sort: int = 10
    system: bool = False
    type_id: int | None = None
    category_id: int | None = None
    color: str | None = None
    semantics: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A pipeline of a type. ``number`` is unique within the type; 0 is the first one of the CRM's own types."""

    organization_id: int
    type_id: int
    number: int
    name: str
    sort: int = 500
    default: bool = False
    origin_id: str = ""
    originator_id: str = ""


@dataclass(frozen=True, slots=True)
class Directory:
    """A directory that there is: of stages with their type, and with their pipeline where there are several."""

    name: str
    title: str
    type_id: int | None = None
    category: Category | None = None
    enabled: bool = True

    @property
    def prefix(self) -> str:
        """What the codes of its stages begin with, before a colon."""
        return stage_prefix(self.type_id, self.category.number) if self.type_id and self.category else ""

    @property
    def endings(self) -> tuple[str, str, str] | None:
        """The codes of the first stage, of success and of failure, for the types whose codes are known for it."""
        found = _ENDINGS.get(self.type_id or 0)
        prefix = f"{self.prefix}:" if self.prefix else ""
        return (prefix + found[0], prefix + found[1], prefix + found[2]) if found else None

    @property
    def longest_code(self) -> int:
        """How many characters a code has at most."""
        if self.name in LONGEST_STAGE_CODES:
            return LONGEST_STAGE_CODES[self.name]
        return LONGEST_PIPELINE_CODE if self.type_id == DEAL else LONGEST_CODE

    def whole_code(self, code: str) -> str:
        """A code as it is kept: the stage of a pipeline has the pipeline's prefix."""
        return code if not self.prefix or code.startswith(f"{self.prefix}:") else f"{self.prefix}:{code}"


def stage_directory(type_id: int, category: int) -> str:
    """The directory of the stages of a pipeline."""
    if type_id in (LEAD, QUOTE):
        return "STATUS" if type_id == LEAD else "QUOTE_STATUS"
    if type_id == DEAL:
        return f"DEAL_STAGE_{category}" if category else "DEAL_STAGE"
    return f"SMART_INVOICE_STAGE_{category}" if type_id == INVOICE else f"DYNAMIC_{type_id}_STAGE_{category}"


def stage_prefix(type_id: int, category: int) -> str:
    """What the codes of a pipeline's stages begin with; the first pipeline of deals has none."""
    if type_id == DEAL:
        return f"C{category}" if category else ""
    return "" if type_id in (LEAD, QUOTE) else f"DT{type_id}_{category}"


def directory_of(type_id: int, field_name: str, category: int) -> str:
    """The directory that the values of a list field come from."""
    if field_name in ("stageId", "previousStageId"):
        return stage_directory(type_id, category)
    if field_name == "typeId":
        return _KINDS[type_id]
    return _OF_FIELDS.get(field_name, EVENT_TYPE)


def has_pipelines(type_id: int) -> bool:
    """Whether items of a type are in pipelines."""
    return type_id not in (LEAD, QUOTE)
