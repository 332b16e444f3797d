"""What is particular to documents made from the data of the CRM."""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Row
from inkpost.faces.bitrix.generator.common import constructor

SCOPE = "crm"
MODULE = "crm"
DENIED = Row(400, "DOCGEN_ACCESS_ERROR", "Access denied")
NO_TEMPLATES = Row(400, "", "You do not have permissions to modify templates")
NO_DOCUMENTS = Row(400, "", "You do not have permissions to view documents")
NOT_A_MAP = Row(400, "100", "Invalid value {{given}} to match with parameter {fields}. Should be value of type array.")
NO_FIELDS = Row(400, "100", "Could not find value for parameter {fields}")

TEMPLATE_RIGHTS: ErrorTable = {
    (Reason.FORBIDDEN, "templates"): NO_TEMPLATES,
    (Reason.FORBIDDEN, "template"): DENIED,
    (Reason.PARAMETER_MISSING, "id"): constructor("DocumentGenerator\\Template", typo=True),
    (Reason.PARAMETER_MISSING, "fields"): NO_FIELDS,
    (Reason.PARAMETER_INVALID, "fields"): NOT_A_MAP,
}
