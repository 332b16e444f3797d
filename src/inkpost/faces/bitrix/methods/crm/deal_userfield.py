"""``crm.deal.userfield.*``: the fields that users add to deals"""

from __future__ import annotations

from inkpost.faces.bitrix.methods.crm.userfields import family_of
from inkpost.model.crm_fields import DEAL

family = family_of("crm.deal.userfield", DEAL)
