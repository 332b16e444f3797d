"""The company that a document is sent for: by its number in the CRM, or as a system of personnel records names it."""

from __future__ import annotations

from dataclasses import dataclass

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.methods.sign.b2e.common import HCMLINK, demand_scope
from inkpost.operations.kit import Work


@dataclass(frozen=True, slots=True)
class CompanyGiven:
    """A company's number in the CRM; ``code`` is its code in the other system, where it is linked to one."""

    crm_number: int
    code: str = ""


def company_given(work: Work, uuid: str, crm_number: int | None) -> CompanyGiven:
    """The company of a call. Raises NOT_FOUND (``company``), and SCOPE_MISSING for one of the other system."""
    if uuid:
        demand_scope(work, HCMLINK)
        raise InkpostError(Reason.NOT_FOUND, f"Company {uuid[:100]} not found", subject="company")
    return CompanyGiven(crm_number or 0)
