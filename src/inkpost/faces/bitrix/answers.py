"""What a call comes to: an answer, or a refusal with a row of the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from inkpost.faces.bitrix.family import Reply, Row


@dataclass(frozen=True, slots=True)
class Held:
    """What an answer may be held back for: a topic that will be signalled, for so many seconds at most."""

    topic: str
    seconds: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back over the wire; with ``held`` a better one is to be had later."""

    status: int
    media_type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)
    held: Held | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A method's reply with its ``time``."""

    reply: Reply
    time: dict[str, Any]
    held: Held | None = None


class Refused(Exception):
    """A call refused with a row of the table."""

    def __init__(self, row: Row) -> None:
        super().__init__(str(row.code))
        self.row = row
