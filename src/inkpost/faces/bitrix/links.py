"""Links to files: for a signed-in person, and for a machine with a signed token that expires."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from urllib.parse import parse_qs

from inkpost.config import Settings
from inkpost.errors import InkpostError, Reason
from inkpost.operations.kit import Work

SITE = "s1"


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a machine link lets its holder fetch, for whom, and until when."""

    action: str
    id: int
    organization_id: int
    user_id: int
    expires_at: int


class Links:
    """Builds the links of one answer."""

    def __init__(self, work: Work) -> None:
        self._settings = work.services.settings
        self._base = self._settings.base_url
        self._organization_id = work.organization_id
        self._user_id = work.user_id
        self._expires_at = int((work.now + timedelta(seconds=self._settings.link_lifetime)).timestamp())

    def path(self, action: str, number: int, *, stamp: int | None = None, printed: bool = False) -> str:
        """The link for a signed-in person, from the root of the site."""
        tail = ("&print=y" if printed else "") + (f"&ts={stamp}" if stamp is not None else "")
        return f"/bitrix/services/main/ajax.php?action={action}&SITE_ID={SITE}&id={number}{tail}"

    def absolute(self, action: str, number: int, *, stamp: int | None = None) -> str:
        """The same with the public address."""
        return self._base + self.path(action, number, stamp=stamp)

    def machine(self, scope: str, action: str, number: int) -> str:
        """The link that works without a session until it expires."""
        auth = secrets.token_hex(35)
        # A list writes a hundred and fifty of these: words and numbers of our own, which need no general quoting.
        told = (
            f"action={action}&SITE_ID={SITE}&id={number}"
            f"&o={self._organization_id}&u={self._user_id}&till={self._expires_at}"
        )
        query = base64.b64encode(told.encode()).decode()
        signed = base64.b64encode(f'"{action}|{scope}|{query}|{auth}"'.encode()).decode()
        token = f"{scope}|{query}|{signed}.{_mac(self._settings, scope, query, signed)}"
        return f"{self._base}/rest/{action}.json?auth={auth}&token={_quoted(token)}"

    def public(self, code: str) -> str:
        """The page that anybody with the link may open."""
        return f"{self._base}/~{code}"


def _quoted(token: str) -> str:
    """Percent-encode the four characters of base64 and our separator that need it."""
    return token.replace("|", "%7C").replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")


def read_token(settings: Settings, action: str, auth: str, token: str, now: datetime) -> Ticket:
    """What a machine link's token grants. Raises NOT_AUTHENTICATED for a forged one, TOKEN_EXPIRED for an old one."""
    scope, _, rest = token.partition("|")
    query, _, tail = rest.partition("|")
    signed, _, mac = tail.rpartition(".")
    if not hmac.compare_digest(mac.encode(), _mac(settings, scope, query, signed).encode()):
        raise _refused()
    try:
        told = parse_qs(base64.b64decode(query, validate=True).decode())
        quoted = json.loads(base64.b64decode(signed, validate=True))
        ticket = Ticket(
            told["action"][0], int(told["id"][0]), int(told["o"][0]), int(told["u"][0]), int(told["till"][0])
        )
    except (binascii.Error, ValueError, KeyError):
        raise _refused() from None
    if ticket.action.lower() != action.lower() or not hmac.compare_digest(
        str(quoted).rpartition("|")[2].encode(), auth.encode()
    ):
        raise _refused()
    if ticket.expires_at <= now.timestamp():
        raise InkpostError(Reason.TOKEN_EXPIRED, "The link has expired", subject="token")
    return ticket


def _refused() -> InkpostError:
    return InkpostError(Reason.NOT_AUTHENTICATED, "The link is not valid", subject="token")


def _mac(settings: Settings, *parts: str) -> str:
    return base64.b64encode(hmac.digest(_key(settings.secret_key), "|".join(parts).encode(), "sha256")).decode()


@cache
def _key(secret: bytes) -> bytes:
    return hashlib.sha256(b"inkpost file links\0" + secret).digest()
