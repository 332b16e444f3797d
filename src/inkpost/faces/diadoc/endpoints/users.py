"""The user who calls."""

from __future__ import annotations

from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import Query
from inkpost.faces.diadoc.routes import endpoint
from inkpost.operations import users
from inkpost.operations.kit import Work


@endpoint("GET", "/V2/GetMyUser", answer=pb.UserV2)
def get_my_user(work: Work, query: Query) -> pb.UserV2:
    """The caller's id, login and name."""
    user = work.caller.user
    name = pb.FullName(LastName=user.last_name, FirstName=user.name, MiddleName=user.second_name or None)
    return pb.UserV2(UserId=str(users.guid(work)), Login=user.login, FullName=name, IsRegistered=True)
