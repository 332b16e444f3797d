"""What follows from an item's other fields: the group of its stage, whether it is closed, the first phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from inkpost.model.crm import Multifield, first_stage, stage_group
from inkpost.model.crm_fields import Catalogue

_FIRST: Final = {
    "phone": ("PHONE", ""),
    "phoneMobile": ("PHONE", "MOBILE"),
    "phoneWork": ("PHONE", "WORK"),
    "phoneMailing": ("PHONE", "MAILING"),
    "email": ("EMAIL", ""),
    "emailHome": ("EMAIL", "HOME"),
    "emailWork": ("EMAIL", "WORK"),
    "emailMailing": ("EMAIL", "MAILING"),
    "imol": ("IM", "IMOL"),
}
_HAS: Final = {"hasPhone": ("PHONE", ""), "hasEmail": ("EMAIL", ""), "hasImol": ("IM", "IMOL")}


def derived(
    type_id: int, catalogue: Catalogue, fields: Mapping[str, Any], channels: Sequence[Multifield], group: str = ""
) -> dict[str, Any]:
    """The fields that are kept nowhere, as far as the type has them.

    ``group`` is that of the stage; without it what everybody knows of the stage's name.
    """
    stage, category = fields.get("stageId") or "", fields.get("categoryId") or 0
    group = group or stage_group(type_id, stage)
    found = {
        "stageSemanticId": group,
        "closed": group != "P",
        "isNew": stage == first_stage(type_id, category),
        "lastActivityBy": fields.get("createdBy"),
        "lastActivityTime": fields.get("createdTime"),
        **{name: _first(channels, *wanted) for name, wanted in _FIRST.items()},
        **{name: bool(_first(channels, *wanted)) for name, wanted in _HAS.items()},
        "fm": list(channels),
    }
    return {name: value for name, value in found.items() if name in catalogue}


def _first(channels: Sequence[Multifield], kind: str, value_type: str) -> str:
    values = (each.value for each in channels if each.kind == kind and value_type in ("", each.value_type))
    return next(values, "")
