"""The code on the paper of a signed document: whoever has it may ask who signed. It is no name of the document.

It is the document's number with a MAC over it, so nobody finds one by trying, and there is no list of them.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from base64 import b32encode
from typing import Final
from uuid import UUID

from inkpost.config import Settings

_CODE: Final = re.compile(r"([0-9a-f]{32})([a-z2-7]{26})")


def code_of(settings: Settings, guid: str) -> str:
    """The code of the document of a GUID."""
    return f"{UUID(guid).hex}{_mac(settings, guid)}"


def address_of(settings: Settings, guid: str) -> str:
    """Where anybody who has the paper may ask."""
    return f"{settings.base_url}/verify/{code_of(settings, guid)}"


def guid_of(settings: Settings, code: str) -> str:
    """The GUID that a code was made of; nothing where it was not made here."""
    read = _CODE.fullmatch(code)
    guid = str(UUID(read[1])) if read else ""
    return guid if read and hmac.compare_digest(read[2], _mac(settings, guid)) else ""


def _mac(settings: Settings, guid: str) -> str:
    key = hashlib.sha256(b"inkpost codes of documents\0" + settings.secret_key).digest()
    return b32encode(hmac.new(key, guid.encode(), hashlib.sha256).digest()[:16]).decode().lower().rstrip("=")
