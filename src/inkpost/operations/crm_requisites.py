"""What can be done with requisites and bank details; who may do what with their owner may do it with them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.listing import ListQuery
from inkpost.model.people import Right
from inkpost.model.requisite_presets import COUNTRIES
from inkpost.model.requisites import BANK_TEXTS, HOLDERS, REQUISITE_TEXTS, BankDetail, Preset, Requisite
from inkpost.operations.crm_owners import (
    invalid,
    owner,
    record_bank_detail,
    record_removed,
    record_requisite,
    seen,
    split,
    undefined,
)
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_presets
from inkpost.store import crm_requisites as stored

Given = Mapping[str, Any]
"""What is to be set, by the names of ``model.requisites``; a text of ``texts`` as ``texts.inn``, None takes it out."""

_SHARED: Final = ("name", "code", "xml_id", "originator_id", "active", "sort")


@operation(right=Right.SIGNED_IN)
def add(work: Work, given: Given) -> Requisite:
    """Record requisites of a contact or a company.

    Raises PARAMETER_INVALID (entity_type_id, entity_id, preset_id, a text), NOT_FOUND and FORBIDDEN (owner).
    """
    type_id, number = _named_owner(given)
    preset = _preset(work, given.get("preset_id"))
    owner(work, type_id, number, Right.CRM_ADD)
    columns, texts = split(given, (*_SHARED, "address_only"), REQUISITE_TEXTS)
    columns["name"] = columns.get("name") or preset.name
    requisite = stored.add(
        work.db,
        organization_id=work.organization_id,
        entity_type_id=type_id,
        entity_id=number,
        preset_id=preset.id,
        texts=_present(texts),
        created_by=work.user_id,
        created_at=work.now,
        **columns,
    )
    record_requisite(work, "added", requisite)
    return requisite


@operation(right=Right.SIGNED_IN)
def get(work: Work, requisite_id: int) -> Requisite:
    """Requisites. Raises NOT_FOUND, FORBIDDEN (owner)."""
    return _found(work, requisite_id, Right.CRM_VIEW)


@operation(right=Right.SIGNED_IN)
def update(work: Work, requisite_id: int, given: Given) -> Requisite:
    """Change what is named of requisites; whose they are and of which preset stays.

    Raises NOT_FOUND, FORBIDDEN (owner), PARAMETER_INVALID.
    """
    requisite = _found(work, requisite_id, Right.CRM_MODIFY)
    _check_unmoved(given)
    columns, texts = split(given, (*_SHARED, "address_only"), REQUISITE_TEXTS)
    if columns or texts:
        columns |= {"texts": _present({**requisite.texts, **texts})} if texts else {}
        requisite = stored.change(work.db, requisite.id, modified_by=work.user_id, updated_at=work.now, **columns)
        record_requisite(work, "updated", requisite)
    return requisite


@operation(right=Right.SIGNED_IN)
def delete(work: Work, requisite_id: int) -> None:
    """Delete requisites with their accounts and addresses. Raises NOT_FOUND, FORBIDDEN (owner)."""
    requisite = _found(work, requisite_id, Right.CRM_DELETE)
    record_removed(work, stored.remove(work.db, work.organization_id, requisite))


@operation(right=Right.SIGNED_IN)
def page(work: Work, query: ListQuery) -> tuple[list[Requisite], int | None]:
    """A page of the requisites whose owners the caller may see, and how many match. Raises FORBIDDEN."""
    return stored.page(work.db, work.organization_id, query, seen(work))


@operation(right=Right.SIGNED_IN)
def add_bank_detail(work: Work, given: Given) -> BankDetail:
    """Record bank details of requisites. Raises PARAMETER_INVALID (entity_id, a text), FORBIDDEN (owner)."""
    try:
        requisite = _found(work, given.get("requisite_id") or 0, Right.CRM_ADD)
    except InkpostError as fault:
        raise undefined("entity_id") if fault.reason is Reason.NOT_FOUND else fault from None
    columns, texts = split(given, (*_SHARED, "comments"), BANK_TEXTS)
    columns["name"] = columns.get("name") or texts.get("bank_name") or ""
    added = stored.add_bank_detail(
        work.db,
        organization_id=work.organization_id,
        requisite_id=requisite.id,
        country_id=_country(work, given, requisite),
        texts=_present(texts),
        created_by=work.user_id,
        created_at=work.now,
        **columns,
    )
    record_bank_detail(work, "added", added)
    return added


@operation(right=Right.SIGNED_IN)
def get_bank_detail(work: Work, number: int) -> BankDetail:
    """Bank details. Raises NOT_FOUND, FORBIDDEN (owner)."""
    return _found_bank_detail(work, number, Right.CRM_VIEW)


@operation(right=Right.SIGNED_IN)
def update_bank_detail(work: Work, number: int, given: Given) -> BankDetail:
    """Change what is named of bank details; whose they are stays. Raises NOT_FOUND, FORBIDDEN, PARAMETER_INVALID."""
    found = _found_bank_detail(work, number, Right.CRM_MODIFY)
    columns, texts = split(given, (*_SHARED, "comments"), BANK_TEXTS)
    if given.get("country_id") is not None:
        columns["country_id"] = _known_country(given["country_id"])
    if columns or texts:
        columns |= {"texts": _present({**found.texts, **texts})} if texts else {}
        found = stored.change_bank_detail(work.db, found.id, modified_by=work.user_id, updated_at=work.now, **columns)
        record_bank_detail(work, "updated", found)
    return found


@operation(right=Right.SIGNED_IN)
def delete_bank_detail(work: Work, number: int) -> None:
    """Delete bank details. Raises NOT_FOUND, FORBIDDEN (owner)."""
    found = _found_bank_detail(work, number, Right.CRM_DELETE)
    stored.remove_bank_detail(work.db, work.organization_id, found.id)
    record_bank_detail(work, "deleted", found)


@operation(right=Right.SIGNED_IN)
def page_of_bank_details(work: Work, query: ListQuery) -> tuple[list[BankDetail], int | None]:
    """A page of the accounts whose owners the caller may see, and how many match. Raises FORBIDDEN."""
    return stored.page_of_bank_details(work.db, work.organization_id, query, seen(work))


def _named_owner(given: Given) -> tuple[int, int]:
    type_id, number = given.get("entity_type_id"), given.get("entity_id")
    if type_id not in HOLDERS:
        raise undefined("entity_type_id")
    if not isinstance(number, int) or number <= 0:
        raise undefined("entity_id")
    return type_id, number


def _check_unmoved(given: Given) -> None:
    """What cannot be changed may be said again, but not wrongly."""
    if "entity_type_id" in given and given["entity_type_id"] not in HOLDERS:
        raise undefined("entity_type_id")
    for name in ("entity_id", "preset_id"):
        if name in given and (given[name] or 0) <= 0:
            raise undefined(name)


def _preset(work: Work, preset_id: Any) -> Preset:
    preset = crm_presets.find(work.db, work.organization_id, preset_id or 0, hold=True)
    if preset is None:
        raise undefined("preset_id")
    return preset


def _found(work: Work, requisite_id: int, right: Right) -> Requisite:
    """Requisites that the right reaches. Who changes them locks their owner first, as who deletes the owner does."""
    found = stored.find(work.db, work.organization_id, requisite_id)
    if found is not None:
        owner(work, found.entity_type_id, found.entity_id, right)
        found = stored.find(work.db, work.organization_id, requisite_id, lock=right is not Right.CRM_VIEW)
    if found is None:
        raise _missing("Requisite", requisite_id)
    return found


def _found_bank_detail(work: Work, number: int, right: Right) -> BankDetail:
    found = stored.find_bank_detail(work.db, work.organization_id, number)
    requisite = stored.find(work.db, work.organization_id, found.requisite_id) if found else None
    if requisite is not None:
        owner(work, requisite.entity_type_id, requisite.entity_id, right)
        found = stored.find_bank_detail(work.db, work.organization_id, number, lock=right is not Right.CRM_VIEW)
    if found is None:
        raise _missing("RequisiteBankDetail", number)
    return found


def _missing(kind: str, number: int) -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, f"The {kind} with ID '{number}' is not found", subject="requisite")


def _country(work: Work, given: Given, requisite: Requisite) -> int:
    if given.get("country_id") is not None:
        return _known_country(given["country_id"])
    preset = crm_presets.find(work.db, work.organization_id, requisite.preset_id)
    return preset.country_id if preset else next(iter(COUNTRIES))


def _known_country(country_id: int) -> int:
    if country_id not in COUNTRIES:
        raise invalid("COUNTRY_ID", f"COUNTRY_ID is {country_id}: it takes {', '.join(map(str, COUNTRIES))}")
    return country_id


def _present(texts: Mapping[str, str | None]) -> dict[str, str]:
    return {name: item for name, item in texts.items() if item is not None}
