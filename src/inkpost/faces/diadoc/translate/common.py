"""What the translations share: identifiers, keys of pages, addresses, maps out of messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import Fault, box_id, guid
from inkpost.model.boxes import Box

HEAD: Final = "00000000-0000-0000-0000-000000000000"
"""The head department of every box."""
_KEY: Final = re.compile(r"[0-9A-Fa-f]{16}", re.ASCII)
_WORD: Final = re.compile(r"(?<!^)(?=[A-Z])")


def wire_box(text: str) -> str:
    """The id of a box out of its GUID."""
    return f"{UUID(text).hex}@diadoc.ru"


def department_guid(box: Box, department_id: int, guids: Mapping[int, str]) -> str:
    """A department on the wire; the head has a GUID of its own."""
    return HEAD if department_id == box.head_department_id else guids.get(department_id, HEAD)


def read_department(name: str, text: str) -> UUID | None:
    """A department from the wire, None for the head. Raises PARAMETER_INVALID."""
    found = read_guid(name, text)
    return None if found == UUID(HEAD) else found


def read_guid(name: str, text: str) -> UUID:
    """A GUID in a body. Raises PARAMETER_INVALID."""
    try:
        return guid(text)
    except Fault as fault:
        raise invalid(name, f"{name} is {text[:100]!r}: it takes {fault}") from None


def read_box(name: str, text: str) -> UUID:
    """The id of a box in a body. Raises PARAMETER_INVALID."""
    try:
        return box_id(text)
    except Fault as fault:
        raise invalid(name, f"{name} is {text[:100]!r}: it takes {fault}") from None


def index_key(number: int) -> str:
    """Where a page goes on."""
    return f"{number:016X}"


def read_index_key(text: str | None) -> int | None:
    """The same from the wire. Raises PARAMETER_INVALID."""
    if text is None:
        return None
    if not _KEY.fullmatch(text) or int(text, 16) >= 2**63:
        raise invalid("afterIndexKey", "afterIndexKey is none that an answer gave: take the IndexKey of the last item")
    return int(text, 16)


def address(known: Mapping[str, object]) -> pb.Address | None:
    """An address as it is kept, on the wire."""
    if not known:
        return None
    found = pb.Address()
    _fill(found, known)
    return found


def read_address(given: pb.Address) -> Mapping[str, object]:
    """An address from the wire as it is kept: the names of its parts in snake case."""
    return _kept(given)


def invalid(name: str, message: str) -> InkpostError:
    """The refusal of a value."""
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=name)


def _kept(message: Message) -> dict[str, object]:
    found: dict[str, object] = {}
    for field, value in message.ListFields():
        found[_snake(field.name)] = _kept(value) if field.type == FieldDescriptor.TYPE_MESSAGE else value
    return found


def _fill(message: Any, known: Mapping[str, Any]) -> None:
    for field in message.DESCRIPTOR.fields:
        value = known.get(_snake(field.name))
        if isinstance(value, dict):
            part = getattr(message, field.name)
            part.SetInParent()
            _fill(part, value)
        elif value is not None:
            setattr(message, field.name, value)


def _snake(name: str) -> str:
    return _WORD.sub("_", name).lower()
