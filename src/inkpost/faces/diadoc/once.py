"""Once only: a call with an operation id that has succeeded is answered as the first time, whatever its body."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from google.protobuf.message import Message

from inkpost.faces.diadoc.queries import Fault, Given, box_id
from inkpost.faces.diadoc.routes import Endpoint, NotYet
from inkpost.operations import exchange_once
from inkpost.operations.kit import Work

BUSY_SECONDS = 1
"""When to ask again for what another call is doing."""
_BOX_FIELDS = ("FromBoxId", "BoxId")
_ALWAYS = "postmessage"


@dataclass(frozen=True, slots=True)
class OnceKey:
    """What happens once: an act of the caller in a box, by the id that the caller gave it."""

    box: UUID
    act: str
    operation_id: str


def once_only(work: Work, key: OnceKey | None, answer: type[Message], act: Callable[[], Message]) -> Message:
    """Act, or say again what came of it the first time. Raises NotYet while another call does it."""
    if key is None:
        return act()
    made = exchange_once.once(work, key.box, key.act, key.operation_id, lambda: act().SerializeToString())
    if made is None:
        raise NotYet(BUSY_SECONDS)
    return answer.FromString(made)


def key_of(endpoint: Endpoint, given: Given, message: Message, body: bytes) -> OnceKey | None:
    """What a call is to happen once as; nothing where it may happen again, or will be refused for its box.

    ``PostMessage`` without an operation id has one all the same: the MD5 of its body.
    """
    act = endpoint.path.rpartition("/")[2].lower()
    told = next((text for text in given.get("operationid", ()) if text), "")
    if not told and act == _ALWAYS:
        told = f"md5 {hashlib.md5(body, usedforsecurity=False).hexdigest()}"
    box = next((getattr(message, name) for name in _BOX_FIELDS if name in message.DESCRIPTOR.fields_by_name), "")
    try:
        return OnceKey(box_id(box), act, told) if told else None
    except Fault:
        return None
