"""``sign.b2e.company.provider.*``: how the members of a company's documents can sign"""

from __future__ import annotations

from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import Family, Reply, Row
from inkpost.faces.bitrix.methods.common import written
from inkpost.faces.bitrix.methods.sign.b2e.common import (
    CRM,
    DENIED,
    HCMLINK,
    NO_CODE,
    NOT_THERE,
    PAGED,
    SCOPE,
    demand_scope,
    page_of,
)
from inkpost.faces.bitrix.params import Params
from inkpost.faces.bitrix.signing_words import in_russian
from inkpost.model.signatures import ProviderKind
from inkpost.operations import signing
from inkpost.operations.kit import Work
from inkpost.operations.signing import CompanyNamed
from inkpost.store.signatures import Provider

MOST: Final = 1000
PAGE: Final = 100
CODES: Final = {
    ProviderKind.SIMPLE: ("ses", "Inkpost: code by e-mail", "Inkpost: код по почте"),
    ProviderKind.CERTIFICATE: ("certificate", "Inkpost: own certificate", "Inkpost: личный сертификат"),
    ProviderKind.EXTERNAL: ("external", "Signature made elsewhere", "Внешняя подпись"),
}

family = Family(
    "sign.b2e.company.provider",
    scope=SCOPE,
    rows={
        **PAGED,
        (Reason.FORBIDDEN, "signing"): DENIED,
        (Reason.PARAMETER_MISSING, "company"): Row(
            200, NO_CODE, "Parameter 'companyUuid' or 'companyCrmId' is required"
        ),
        (Reason.NOT_FOUND, "company"): Row(200, NOT_THERE, "Company was not found."),
        Reason.UNAVAILABLE: Row(200, NO_CODE, "Error while autoregistering providers"),
        (Reason.NOT_FOUND, "company", "own"): Row(200, NOT_THERE, "{message}"),
    },
)


class List(Params):
    """``sign.b2e.company.provider.list``"""

    company_uuid: str = ""
    company_crm_id: int | None = None
    language: str = "en"
    limit: Any = None
    offset: Any = None


@family.method("list", application_only=True)
def list_(work: Work, given: List) -> Reply:
    """A page of the providers of a company of one's own."""
    demand_scope(work, CRM)
    limit, offset = page_of(given.limit, given.offset, most=MOST, default=PAGE)
    if not given.company_uuid and given.company_crm_id is None:
        raise InkpostError(Reason.PARAMETER_MISSING, "companyUuid or companyCrmId is missing", subject="company")
    if given.company_uuid:
        demand_scope(work, HCMLINK)
    company = CompanyNamed(given.company_crm_id or 0, given.company_uuid)
    found = signing.providers(work, company, limit=limit, offset=offset)
    return Reply([_row(work, each, given.language) for each in found])


def _row(work: Work, provider: Provider, language: str) -> dict[str, Any]:
    code, name, name_ru = CODES[provider.kind]
    return {
        "code": code,
        "uid": provider.guid,
        "name": name_ru if in_russian(language) else name,
        "date": written(provider.created_at, work),
        "expires": written(provider.expires_at, work) if provider.expires_at else None,
    }
