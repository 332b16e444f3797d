"""``crm.contact.userfield.*``: the fields that users add to contacts"""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable
from inkpost.faces.bitrix.methods.crm.upper import said
from inkpost.faces.bitrix.methods.crm.userfields import CORE, family_of
from inkpost.model.crm_fields import CONTACT

ROWS: ErrorTable = {
    (Reason.PARAMETER_INVALID, "kind"): said("Incorrect custom type specified.", CORE),
    (Reason.CONFLICT, "xml_id"): said("A list item with XML_ID={given} already exists.", CORE),
}

family = family_of("crm.contact.userfield", CONTACT, ROWS)
