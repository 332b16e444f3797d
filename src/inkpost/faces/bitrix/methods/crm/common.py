"""What the families of the CRM say alike: their scope, their refusals, the types by their letters."""

from __future__ import annotations

import re
from typing import Final

from inkpost.errors import Reason
from inkpost.faces.bitrix.family import ErrorTable, Row
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE

SCOPE: Final = "crm"
DENIED: Final = Row(400, "ACCESS_DENIED", "Access denied")
NO_TYPE: Final = Row(400, "NOT_FOUND", "SPA not found")
NO_ITEM: Final = Row(400, "NOT_FOUND", "Item not found")
MESSAGE: Final = Row(400, "INVALID_ARG_VALUE", "{message}")
OTHER: Final = Row(400, "0", "{message}")

ROWS: ErrorTable = {
    Reason.FORBIDDEN: DENIED,
    (Reason.NOT_FOUND, "type"): NO_TYPE,
    (Reason.NOT_FOUND, "item"): NO_ITEM,
    (Reason.PARAMETER_INVALID, "filter"): MESSAGE,
    (Reason.PARAMETER_INVALID, "order"): MESSAGE,
    (Reason.PARAMETER_INVALID, "select"): MESSAGE,
    (Reason.PARAMETER_INVALID, "multiple"): Row(400, "100", "{message}"),
    (Reason.PARAMETER_INVALID, "fields"): Row(
        400, "100", "Invalid value to match with parameter {fields}. Should be value of type array"
    ),
    (Reason.PARAMETER_INVALID, "entityTypeId"): Row(
        400, "100", "Invalid value to match with parameter {entityTypeId}. Should be value of type int."
    ),
    (Reason.PARAMETER_INVALID, "id"): Row(
        400, "100", "Invalid value to match with parameter {id}. Should be value of type int."
    ),
    (Reason.PARAMETER_INVALID, "start"): MESSAGE,
}

_LETTERS: Final = {"L": LEAD, "D": DEAL, "C": CONTACT, "CO": COMPANY, "Q": QUOTE, "SI": INVOICE}
_CUSTOM: Final = re.compile(r"T([0-9a-f]{1,7})\Z", re.IGNORECASE)
_OF_TYPE: Final = {type_id: letters for letters, type_id in _LETTERS.items()}


def type_of_letters(letters: str) -> int | None:
    """The type that short letters stand for: ``D`` is 2, ``T80`` is 128 (hexadecimal); None for others."""
    found = _LETTERS.get(letters.upper())
    if found is not None:
        return found
    match = _CUSTOM.match(letters)
    return int(match[1], 16) if match else None


def letters_of_type(type_id: int) -> str:
    """The short letters of a type."""
    return _OF_TYPE.get(type_id) or f"T{type_id:x}"
