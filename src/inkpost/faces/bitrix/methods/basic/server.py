"""``server.*``"""

from __future__ import annotations

from inkpost.faces.bitrix.family import Family, Nothing, Reply
from inkpost.faces.bitrix.methods.common import written
from inkpost.operations.kit import Work

family = Family("server")


@family.method("time")
def time(work: Work, given: Nothing) -> Reply:
    """The server's time with the portal's offset."""
    return Reply(written(work.now, work))
