"""Ids as the wire writes them, and the GUIDs in what clients send."""

from __future__ import annotations

from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc.queries import Fault, box_id, guid
from inkpost.model.exchange import Names

NO_DEPARTMENT = "00000000-0000-0000-0000-000000000000"
"""The head department, wherever one is named."""
_SHOWN = 100


def wire_box(box_guid: str) -> str:
    """The id of a box."""
    return f"{UUID(box_guid).hex}@diadoc.ru"


def box_of(names: Names, number: int | None) -> str:
    """The id of a box by its number; empty where there is none."""
    return wire_box(names.boxes[number].guid) if number is not None else ""


def department_of(names: Names, number: int | None) -> str:
    """The id of a department by its number; that of the head where there is none."""
    heads = {each.head_department_id for each in names.boxes.values()}
    return names.departments.get(number, NO_DEPARTMENT) if number is not None and number not in heads else NO_DEPARTMENT


def given_guid(text: str, path: str) -> UUID:
    """A GUID that a client wrote. Raises PARAMETER_INVALID with the path of the field."""
    try:
        return guid(text)
    except Fault as fault:
        raise _wrong(text, path, fault) from None


def given_box(text: str, path: str) -> UUID:
    """The GUID of a box by any spelling of its id. Raises PARAMETER_INVALID with the path of the field."""
    try:
        return box_id(text)
    except Fault as fault:
        raise _wrong(text, path, fault) from None


def maybe_guid(text: str, path: str) -> UUID | None:
    """The same; None for an empty text."""
    return given_guid(text, path) if text else None


def maybe_box(text: str, path: str) -> UUID | None:
    """The same of a box."""
    return given_box(text, path) if text else None


def _wrong(text: str, path: str, fault: Fault) -> InkpostError:
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return InkpostError(Reason.PARAMETER_INVALID, f"{path} is {shown!r}: it takes {fault}", subject=path, given=shown)
