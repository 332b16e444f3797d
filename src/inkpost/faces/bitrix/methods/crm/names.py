"""The spellings of the fields of an item: ``companyId`` and ``COMPANY_ID``, ``ufCrm2_163`` and ``UF_CRM_2_163``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from inkpost.faces.bitrix.params import fold
from inkpost.model.crm import CrmType
from inkpost.model.crm_fields import (
    Catalogue,
    Field,
    custom_catalogue,
    is_user_field,
    parent_field,
    system_catalogue,
    user_field,
)

_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])")
_PARENT: Final = re.compile(r"parent_?id_?([0-9]+)\Z", re.IGNORECASE)


def found_field(kind: CrmType, name: str) -> Field | None:
    """The field that a client means, in whichever spelling."""
    return _catalogued(kind).get(fold(name)) or _parent(name) or _added(name)


def _catalogued(kind: CrmType) -> Mapping[str, Field]:
    if kind.custom:
        return _custom(frozenset(name for name, on in kind.flags.items() if on))
    return _system(kind.type_id)


@cache
def _system(type_id: int) -> Mapping[str, Field]:
    return _spellings(system_catalogue(type_id))


@lru_cache(maxsize=256)
def _custom(switched_on: frozenset[str]) -> Mapping[str, Field]:
    return _spellings(custom_catalogue(dict.fromkeys(switched_on, True)))


def _spellings(catalogue: Catalogue) -> dict[str, Field]:
    found = {fold(field.upper): field for field in catalogue.values()}
    return found | {fold(field.name): field for field in catalogue.values()}


def _parent(name: str) -> Field | None:
    match = _PARENT.match(name)
    return parent_field(f"parentId{match[1]}") if match else None


def _added(name: str) -> Field | None:
    original = original_name(name)
    return user_field(original) if is_user_field(original) else None


def original_name(name: str) -> str:
    """The name of an added field as it is kept: ``ufCrm2_163`` and ``UF_CRM_2_163`` are ``UF_CRM_2_163``."""
    return name if name[:3] == "UF_" else _WORDS.sub("_", name).upper()


def camel_name(name: str) -> str:
    """The other spelling of an added field; the last number keeps its underscore."""
    words = name.split("_")
    last = f"_{words.pop()}" if words[-1].isdigit() else ""
    return words[0].lower() + "".join(word.capitalize() for word in words[1:]) + last


def shown_name(field_name: str, catalogue: Catalogue, *, original: bool) -> str:
    """What a field is called in an answer; ``original`` says the added ones by their kept names."""
    if is_user_field(field_name):
        return field_name if original else camel_name(field_name)
    if original and field_name.startswith("uf") and field_name in catalogue:
        return catalogue[field_name].upper
    return field_name
