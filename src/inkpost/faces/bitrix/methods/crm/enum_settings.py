"""``crm.enum.settings.*``: the numbers of how the CRM works"""

from __future__ import annotations

from typing import Final

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.crm.common import SCOPE
from inkpost.faces.bitrix.methods.crm.enum import item, speaks_russian
from inkpost.operations.kit import Work

_MODES: Final = {1: ("Classic CRM", "Классическая CRM"), 2: ("Simple CRM", "Простая CRM")}

family = Family("crm.enum.settings", scope=SCOPE)


@family.method("mode", reads=True)
def mode(work: Work, given: Nothing) -> Reply:
    """With leads, or without."""
    return Reply([item(number, titles[speaks_russian(work)]) for number, titles in _MODES.items()])
