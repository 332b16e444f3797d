"""The companies of the link to personnel records: linked, changed, listed, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm_fields import COMPANY
from inkpost.model.hcmlink import LONGEST_TTL, Company, Field
from inkpost.model.people import Right
from inkpost.operations.hcmlink_common import (
    LARGEST_NUMBER,
    LONGEST_CODE,
    LONGEST_TITLE,
    checked_page,
    company_by_id,
    demand_administrator,
    flaw,
    flaw_of_map,
    invalid,
)
from inkpost.operations.kit import Services, Work, operation
from inkpost.store import crm_items, crm_types, events, hcmlink_jobs
from inkpost.store import hcmlink as stored

MOST_COMPANIES: Final = 1000
MOST_FIELDS: Final = 1000


@dataclass(frozen=True, slots=True)
class CompanyChange:
    """All that a company is; what is not given stays ``None``, and ``data`` then what it was."""

    code: str | None
    crm_number: int | None
    title: str | None
    fields: Sequence[Field] | None
    data: Mapping[str, Any] | None = None


@operation(right=Right.SIGNED_IN)
def add(work: Work, given: CompanyChange) -> int:
    """Link a company; its number.

    Raises FORBIDDEN (no administrator), PARAMETER_MISSING, PARAMETER_INVALID (the field), NOT_FOUND (``crm_company``),
    CONFLICT (``company``: its code is taken), LIMIT_REACHED.
    """
    demand_administrator(work)
    columns, fields = _checked(work, given)
    if len(stored.page(work.db, work.organization_id, limit=1, offset=MOST_COMPANIES - 1)):
        raise InkpostError(Reason.LIMIT_REACHED, f"At most {MOST_COMPANIES} companies are linked", subject="company")
    number = stored.add(work.db, organization_id=work.organization_id, fields=fields, created_at=work.now, **columns)
    if number is None:
        raise _taken(columns["code"])
    _record(work, "hcmlink.company_added", number)
    return number


@operation(right=Right.SIGNED_IN)
def change(work: Work, company_id: int, given: CompanyChange) -> None:
    """Set all that a company is; fields that are not among the new ones go, with their values.

    Raises FORBIDDEN, PARAMETER_MISSING, PARAMETER_INVALID, NOT_FOUND (``company``, ``crm_company``), CONFLICT.
    """
    demand_administrator(work)
    company = company_by_id(work, company_id, hold=True)
    columns, fields = _checked(work, given)
    if given.data is None:
        columns.pop("data")
    if stored.code_taken(work.db, work.organization_id, columns["code"], but=company.id):
        raise _taken(columns["code"])
    stored.change(work.db, company.id, **columns)
    stored.set_fields(work.db, company.id, fields)
    _record(work, "hcmlink.company_updated", company.id)


@operation(right=Right.SIGNED_IN)
def remove(work: Work, company_id: int) -> None:
    """Take a company away with its people, their values and its jobs. Raises FORBIDDEN, NOT_FOUND (``company``)."""
    demand_administrator(work)
    company = company_by_id(work, company_id, hold=True)
    stored.remove(work.db, company.id)
    _record(work, "hcmlink.company_deleted", company.id)


@operation(right=Right.SIGNED_IN)
def page(
    work: Work, *, limit: int | None = None, offset: int | None = None, user_id: int | None = None
) -> list[Company]:
    """The linked companies, oldest first; with ``user_id`` those where a person is linked to this user.

    Raises FORBIDDEN, PARAMETER_INVALID (``limit``, ``offset``).
    """
    demand_administrator(work)
    many, start = checked_page(limit, offset)
    return stored.page(work.db, work.organization_id, limit=many, offset=start, user_id=user_id)


@operation(right=Right.SIGNED_IN)
def own(work: Work, *, limit: int | None = None, offset: int | None = None) -> list[Company]:
    """The companies where a person is linked to the caller. Raises PARAMETER_INVALID (``limit``, ``offset``)."""
    many, start = checked_page(limit, offset)
    return stored.page(work.db, work.organization_id, limit=many, offset=start, user_id=work.user_id)


def forget_expired(services: Services) -> int:
    """Delete values whose time is over; how many there were."""
    with services.engine.begin() as db:
        return hcmlink_jobs.forget_expired(db, services.clock())


def _checked(work: Work, given: CompanyChange) -> tuple[dict[str, Any], list[Field]]:
    """The columns and the fields of a company, once everything about them is right."""
    code, title = _text("company", given.code, LONGEST_CODE), _text("title", given.title, LONGEST_TITLE)
    if given.crm_number is None:
        raise _missing("crmCompanyId")
    if given.fields is None:
        raise _missing("fields")
    fault = flaw_of_map(given.data or {})
    if fault:
        raise invalid("data", f"data {fault}")
    fields = _fields(given.fields)
    if not _is_company(work, given.crm_number):
        raise InkpostError(Reason.NOT_FOUND, "The CRM has no such company", subject="crm_company")
    columns = {"code": code, "title": title, "crm_number": given.crm_number, "data": dict(given.data or {})}
    return columns, fields


def _text(name: str, text: str | None, most: int) -> str:
    if not text or not text.strip():
        raise _missing(name)
    fault = flaw(text, most)
    if fault:
        raise invalid(name, f"{name} {fault}")
    return text


def _fields(given: Sequence[Field]) -> list[Field]:
    if len(given) > MOST_FIELDS:
        raise invalid("fields", f"fields has {len(given)} items: it takes at most {MOST_FIELDS}")
    codes: set[str] = set()
    for place, each in enumerate(given):
        _text(f"fields.{place}.field", each.code, LONGEST_CODE)
        _text(f"fields.{place}.title", each.title, LONGEST_TITLE)
        if not 0 <= each.ttl <= LONGEST_TTL:
            raise invalid("ttl", f"fields.{place}.ttl is {each.ttl}: it takes 0 to {LONGEST_TTL} seconds")
        if each.code in codes:
            raise invalid("field", f"fields.{place}.field is {each.code!r}, as that of another one: each has its own")
        codes.add(each.code)
    return list(given)


def _is_company(work: Work, number: int) -> bool:
    kind = crm_types.by_type_id(work.db, work.organization_id, COMPANY)
    possible = kind is not None and 0 < number <= LARGEST_NUMBER
    return possible and kind is not None and bool(crm_items.known(work.db, kind, [number]))


def _missing(name: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_MISSING, f"{name} is required", subject=name)


def _taken(code: str) -> InkpostError:
    return InkpostError(Reason.CONFLICT, f"A company with the code {code!r} is linked already", subject="company")


def _record(work: Work, kind: str, company_id: int) -> None:
    events.append(work.db, work.organization_id, kind, "hcmlink_company", company_id, user_id=work.user_id)
