"""``crm.company.userfield.*``: the fields that users add to companies"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable
from inkpost.faces.bitrix.methods.crm.upper import said
from inkpost.faces.bitrix.methods.crm.userfields import CORE, family_of
from inkpost.model.crm_fields import COMPANY

ROWS: ErrorTable = {
    (Reason.PARAMETER_INVALID, "kind"): said("Invalid custom type specified.", CORE),
    (Reason.CONFLICT, "xml_id"): said("List item with XML_ID={given} already exists.", CORE),
}

family = family_of("crm.company.userfield", COMPANY, ROWS)
