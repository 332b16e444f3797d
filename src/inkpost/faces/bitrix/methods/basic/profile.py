"""``profile``"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.operations import users
from inkpost.operations.kit import Work

family = Family("profile")


@family.method("")
def profile(work: Work, given: Nothing) -> Reply:
    """Who calls. Gender and timezone are not kept of a user, which this wire says with an empty text."""
    found = users.current(work)
    return Reply(
        {
            "ID": str(found.id),
            "ADMIN": found.admin,
            "NAME": found.name,
            "LAST_NAME": found.last_name,
            "PERSONAL_GENDER": "",
            "TIME_ZONE": "",
        }
    )
