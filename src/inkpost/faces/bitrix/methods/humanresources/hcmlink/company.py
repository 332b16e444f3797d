"""``humanresources.hcmlink.company.*``: the companies of the other system"""

from __future__ import annotations

from typing import Any, Literal

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Family, Reply
from inkpost.faces.bitrix.methods.common import written
from inkpost.faces.bitrix.methods.humanresources.hcmlink.common import (
    DENIED,
    FAILED,
    NO_APPLICATION,
    NOT_THERE,
    SCOPE,
)
from inkpost.faces.bitrix.params import Params
from inkpost.model.hcmlink import TTL, UNKNOWN, Company, Field
from inkpost.operations import hcmlink
from inkpost.operations.hcmlink import CompanyChange
from inkpost.operations.kit import Work

Kind = Literal[
    "STRING",
    "FIRST_NAME",
    "LAST_NAME",
    "PATRONYMIC_NAME",
    "PHONE",
    "EMAIL",
    "ADDRESS",
    "BIRTHDAY",
    "POSITION",
    "DEPARTMENT",
    "DOCUMENT_REGISTRATION_NUMBER",
    "DOCUMENT_UID",
    "DOCUMENT_DATE",
    "UNKNOWN",
]
Subject = Literal["EMPLOYEE", "COMPANY", "DOCUMENT", "UNKNOWN"]
ADD_ROWS: ErrorTable = {
    Reason.PARAMETER_MISSING: FAILED,
    (Reason.CONFLICT, "company"): FAILED,
    (Reason.NOT_FOUND, "crm_company"): NOT_THERE,
}
UPDATE_ROWS: ErrorTable = {
    Reason.PARAMETER_MISSING: NOT_THERE,
    (Reason.CONFLICT, "company"): NOT_THERE,
    (Reason.NOT_FOUND, "company"): NOT_THERE,
    (Reason.NOT_FOUND, "crm_company"): NOT_THERE,
}

family = Family("humanresources.hcmlink.company", scope=SCOPE, rows=DENIED)


class FieldGiven(Params):
    """A field of the other system."""

    field: str = ""
    title: str = ""
    type: Kind | None = None
    entity_type: Subject | None = None
    ttl: int | None = None


class CompanyGiven(Params):
    """A company; what it cannot be without is missed later, once it is clear who asks."""

    company: str | None = None
    crm_company_id: int | None = None
    title: str | None = None
    data: dict[str, Any] | None = None
    fields: list[FieldGiven] | None = None

    def change(self) -> CompanyChange:
        """The same for the operation."""
        fields = None if self.fields is None else [_field(each) for each in self.fields]
        return CompanyChange(self.company, self.crm_company_id, self.title, fields, self.data)


class Add(Params):
    """``company.add``"""

    fields: CompanyGiven = CompanyGiven()


class Update(Params):
    """``company.update``"""

    id: int = 0
    fields: CompanyGiven = CompanyGiven()


class Id(Params):
    """``company.delete``"""

    id: int = 0


class Page(Params):
    """``company.list``"""

    limit: int | None = None
    offset: int | None = None
    user_id: int | None = None


@family.method("add", application_only=True, wrong_type=NO_APPLICATION, rows=ADD_ROWS)
def add(work: Work, given: Add) -> Reply:
    """Link a company."""
    return Reply(hcmlink.add(work, given.fields.change()))


@family.method("update", application_only=True, wrong_type=NO_APPLICATION, rows=UPDATE_ROWS)
def update(work: Work, given: Update) -> Reply:
    """Set all that a company is, and its fields."""
    hcmlink.change(work, given.id, given.fields.change())
    return Reply(True)


@family.method(
    "delete",
    application_only=True,
    wrong_type=NO_APPLICATION,
    rows={(Reason.NOT_FOUND, "company"): NOT_THERE},
)
def delete(work: Work, given: Id) -> Reply:
    """Take a company away."""
    hcmlink.remove(work, given.id)
    return Reply(True)


@family.method("list", application_only=True, wrong_type=NO_APPLICATION, reads=True)
def list_(work: Work, given: Page) -> Reply:
    """The companies; with a user those that this user is linked to, and as whom."""
    found = hcmlink.page(work, limit=given.limit, offset=given.offset, user_id=given.user_id)
    return Reply([_shown(work, each) for each in found])


def _field(given: FieldGiven) -> Field:
    ttl = TTL if given.ttl is None else given.ttl
    return Field(given.field, given.title, given.type or UNKNOWN, given.entity_type or UNKNOWN, ttl)


def told(company: Company) -> dict[str, Any]:
    """What every list says of a company."""
    return {
        "id": company.id,
        "company": company.code,
        "crmCompanyId": company.crm_number,
        "title": company.title,
        "data": company.data,
    }


def _shown(work: Work, company: Company) -> dict[str, Any]:
    fields = [{"field": each.code, "title": each.title, "type": each.kind, "ttl": each.ttl} for each in company.fields]
    person = {} if company.person is None else {"person": company.person}
    return {**told(company), "createdAt": written(company.created_at, work), "fields": fields, **person}
