"""What is particular to documents made from the caller's own data."""

from __future__ import annotations

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Row

SCOPE = "documentgenerator"
MODULE = "rest"
PROVIDER = "Bitrix\\DocumentGenerator\\DataProvider\\Rest"
NO_TEMPLATES = Row(400, "0", "You do not have permissions to modify templates")
NO_SETTINGS = Row(400, "0", "You do not have permissions to modify settings")
NO_DOCUMENTS = Row(400, "0", "You do not have permissions to view documents")
DENIED = Row(403, "DOCGEN_ACCESS_ERROR", "Access denied")
DENIED_400 = Row(400, "DOCGEN_ACCESS_ERROR", "Access denied")

RIGHTS: ErrorTable = {
    (Reason.FORBIDDEN, "templates"): NO_TEMPLATES,
    (Reason.FORBIDDEN, "template"): NO_TEMPLATES,
    (Reason.FORBIDDEN, "settings"): NO_SETTINGS,
    (Reason.FORBIDDEN, "documents"): NO_DOCUMENTS,
}
