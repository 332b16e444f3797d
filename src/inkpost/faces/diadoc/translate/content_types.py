"""What a content is, in the vendor's one word for everything of the same structure.

Those of transfer documents and of a refusal are spelt as the vendor shows them; the others are ours.
"""

from __future__ import annotations

from typing import Final

from inkpost.model.docflow import EntityKind
from inkpost.model.exchange import ExchangeDocument, StoredEntity

_FUNCTIONS: Final = {
    "СЧФ": "schf",
    "ДОП": "dop",
    "СЧФДОП": "schfdop",
    "КСЧФ": "kschf",
    "ДИС": "dis",
    "КСЧФДИС": "kschfdis",
    "default": "default",
}
_SERVICE: Final = {
    EntityKind.RECEIPT: "receipt",
    EntityKind.CONFIRMATION: "operator_confirmation",
    EntityKind.REFUSAL: "signature_rejection_02",
    EntityKind.AMENDMENT_REQUEST: "amendment_request",
    EntityKind.REVOCATION_REQUEST: "revocation_request",
}
_REVISION: Final = "Revision"


def content_type(document: ExchangeDocument, entity: StoredEntity) -> str:
    """The word for what an entity of a document holds."""
    if entity.kind is EntityKind.DOCUMENT:
        return _title(document, 1)
    if entity.kind is EntityKind.RECIPIENT_TITLE:
        return _title(document, 2)
    if entity.kind is EntityKind.REFUSAL and not entity.attachment.startswith("Xml"):
        return "signature_rejection_text"
    return _SERVICE.get(entity.kind, entity.kind.value)


def _title(document: ExchangeDocument, number: int) -> str:
    """``utd970_05_03_01`` of the function СЧФДОП as ``utd970_schfdop_orig_t1_05_03_01``."""
    form, _, rest = document.version.partition("_")
    if not rest:
        return f"{document.type_name.lower()}_{document.version}"
    function = _FUNCTIONS.get(document.function, document.function.lower())
    which = "" if number > 1 else "rev_" if document.type_name.endswith(_REVISION) else "orig_"
    return f"{form}_{function}_{which}t{number}_{rest}"
