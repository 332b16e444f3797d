"""``user.*``, as far as it needs no scope"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.params import Params
from inkpost.operations import users
from inkpost.operations.kit import Work

family = Family("user")


class Access(Params):
    """``user.access``"""

    access: list[str] = []


@family.method("admin")
def admin(work: Work, given: Nothing) -> Reply:
    """Whether the caller is an administrator."""
    return Reply(users.current(work).admin)


@family.method("access")
def access(work: Work, given: Access) -> Reply:
    """Whether the caller matches one of the access codes."""
    return Reply(users.matches(work, given.access))
