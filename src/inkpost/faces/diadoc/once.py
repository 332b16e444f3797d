"""Once only: a call with an operation id that has succeeded is answered as the first time, whatever its body."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from google.protobuf.message import Message

from inkpost.faces.diadoc.queries import Fault, Given, box_id
from inkpost.faces.diadoc.routes import Endpoint
from inkpost.operations.kit import Work

_BOX_FIELDS = ("FromBoxId", "BoxId")
LONGEST = 200


@dataclass(frozen=True, slots=True)
class OnceKey:
    """What happens once: an act of the caller in a box, by the id that the caller gave it (in lower case)."""

    box: UUID
    act: str
    operation_id: str


class Once(Protocol):
    """What remembers first answers, in the transaction of the work."""

    def begun(self, work: Work, key: OnceKey) -> bytes | None:
        """The first answer, or nothing once the key is this transaction's until it ends.

        Raises FORBIDDEN where the box is none of the caller's, and with the subject ``operation`` and the action
        ``wait`` while another transaction has the key.
        """

    def done(self, work: Work, key: OnceKey, answer: bytes) -> None:
        """Remember the answer for ever."""


def once_only(
    store: Once, work: Work, key: OnceKey | None, answer: type[Message], act: Callable[[], Message]
) -> Message:
    """Act, or say again what came of it the first time."""
    if key is None:
        return act()
    first = store.begun(work, key)
    if first is not None:
        return answer.FromString(first)
    made = act()
    store.done(work, key, made.SerializeToString())
    return made


def key_of(endpoint: Endpoint, given: Given, message: Message, body: bytes) -> OnceKey | None:
    """What a call is to happen once as; nothing where it may happen again, or will be refused for its box.

    ``PostMessage`` without an operation id has one all the same: the MD5 of its body.
    """
    act = endpoint.path.rpartition("/")[2].lower()
    told = next((text for text in given.get("operationid", ()) if text), "").lower()
    if not told and act == "postmessage":
        told = f"md5 {hashlib.md5(body, usedforsecurity=False).hexdigest()}"
    box = next((getattr(message, name) for name in _BOX_FIELDS if name in message.DESCRIPTOR.fields_by_name), "")
    try:
        return OnceKey(box_id(box), act, told) if told else None
    except Fault:
        return None
