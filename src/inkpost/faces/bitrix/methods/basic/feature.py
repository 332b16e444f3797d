"""``feature.*``"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from inkpost.errors import InkpostError, Reason
from inkpost.faces.bitrix.family import Family, Reply, Row
from inkpost.faces.bitrix.methods.common import char
from inkpost.faces.bitrix.params import Params
from inkpost.operations.kit import Work

FEATURES: Final[Mapping[str, bool]] = {
    "rest_auth_connector": True,
    "rest_offline_extended": True,
}

family = Family("feature")


class Get(Params):
    """``feature.get``"""

    code: str = ""


@family.method("get", rows={(Reason.PARAMETER_MISSING, "code"): Row(400, "CODE_EMPTY", "CODE can't be empty")})
def get(work: Work, given: Get) -> Reply:
    """Whether this server has a feature; one that nobody knows it has not."""
    if not given.code:
        raise InkpostError(Reason.PARAMETER_MISSING, "The code is required", subject="code")
    return Reply({"value": char(FEATURES.get(given.code.strip().lower(), False))})
