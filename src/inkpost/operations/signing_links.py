"""The links of the letters: each lets its member act on one document and does nothing else.

A link carries its own proof: who, which part, until when, and a MAC over these. Handing the part over ends it, since it
names the user that it was sent to.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Caller
from inkpost.model.signatures import Member
from inkpost.operations.kit import Services
from inkpost.store import credentials, signing_lists
from inkpost.store import signatures as stored

LASTS: Final = timedelta(days=30)
"""How long the link of a letter works; a reminder brings a new one."""
_TOKEN: Final = re.compile(r"([0-9]{1,12})-([0-9]{1,18})-([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Followed:
    """Who follows a link, and for how many seconds it still works; nobody where it is used up."""

    caller: Caller | None
    seconds: int = 0


def link_path(services: Services, member: Member, now: datetime) -> str:
    """The path of a new link for the member as it is now."""
    expires_at = int((now + LASTS).timestamp())
    mac = _mac(services, member.guid, expires_at, member.user_id)
    return f"/sign/{member.guid}/link/{expires_at}-{member.user_id}-{mac}"


def follow(services: Services, uid: str, token: str) -> Followed:
    """Who may act by a link, with this user's rights, address and agent still to be said.

    Raises NOT_FOUND (``link``) for one that was never given; of one that was, and has ended, nobody follows.
    """
    read = _TOKEN.fullmatch(token)
    if read is None or not stored.is_guid(uid):
        raise no_link()
    expires_at, user_id = int(read[1]), int(read[2])
    if not hmac.compare_digest(read[3], _mac(services, uid.lower(), expires_at, user_id)):
        raise no_link()
    seconds = expires_at - int(services.clock().timestamp())
    if seconds <= 0:
        return Followed(None)
    return Followed(_caller(services, uid, user_id), seconds)


def no_link() -> InkpostError:
    """The answer for every link that was never given."""
    return InkpostError(Reason.NOT_FOUND, "There is no such link", subject="link")


def _caller(services: Services, uid: str, user_id: int) -> Caller | None:
    """The member's user, while the part is still this user's and the user may act."""
    with services.engine.begin() as db:
        member = signing_lists.member_by_guid(db, uid)
        if member is None or member.user_id != user_id:
            return None
        caller = credentials.caller_as_user(db, member.organization_id, user_id)
    if caller is None or not caller.user.active or caller.organization.closed:
        return None
    # Whoever holds the link is no administrator by it, whoever the member is.
    return replace(caller, user=replace(caller.user, admin=False), credential=f"signing_link:{member.id}")


def _mac(services: Services, uid: str, expires_at: int, user_id: int) -> str:
    key = hashlib.sha256(b"inkpost signing links\0" + services.settings.secret_key).digest()
    found = hmac.new(key, f"{uid}|{expires_at}|{user_id}".encode(), hashlib.sha256).digest()
    return urlsafe_b64encode(found).rstrip(b"=").decode()
