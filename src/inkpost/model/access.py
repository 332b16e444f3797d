"""Access codes: who may use a thing, written as ``U5``, ``DR2``, ``SG7_E`` and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

EVERYBODY = frozenset({"AU", "UA"})
MEANINGS = (
    "U{id} (a user), G{id} (a group), AU (authorised users), UA (all users), D{id} (a department), "
    "DR{id} (a department with those below), SG{id}, SG{id}_A, SG{id}_E, SG{id}_K (a workgroup, its owner, "
    "its moderators, its members)"
)
FURTHER_MEANINGS = (
    "IU{id} (a user of the intranet), SU{id}, SU{id}_M (a user of the network), CHAT{id} (a chat), SND{id}, SNDR{id}, "
    "SNT{id}, SNTR{id} (a department or a team, alone or with those below), AD, AE, AT, ATD, ATE, ATT with or without "
    "an id (a role in the structure)"
)
"""What a template takes besides; who matches it stands in ``codes_of``."""
_WORKGROUP_CODES = {
    "owner": ("", "_K", "_E", "_A"),
    "moderator": ("", "_K", "_E"),
    "member": ("", "_K"),
}


class Holder(StrEnum):
    """Whom an access code names; the value is the code's letters."""

    USER = "U"
    GROUP = "G"
    DEPARTMENT = "D"
    DEPARTMENT_TREE = "DR"
    WORKGROUP = "SG"
    AUTHORISED = "AU"
    EVERYBODY = "UA"


@dataclass(frozen=True, slots=True)
class AccessCode:
    """An access code taken apart: ``SG7_E`` is the workgroup 7 and its part ``E``."""

    code: str
    holder: Holder
    number: int = 0
    part: str = ""


_CODE = re.compile(r"(AU|UA)|(U|G|DR?|SG)([1-9][0-9]{0,17})(?:_([AEK]))?")


_FURTHER = re.compile(r"(?:(?:IU|CHAT|SN[DT]R?)@|SU@(?:_M)?|A(?:D|E|T[DET]?)(?:@)?)".replace("@", "[1-9][0-9]{0,17}"))


def is_further_code(value: object) -> bool:
    """Whether a value is one of the codes that only templates take: a role carries none of them."""
    return isinstance(value, str) and _FURTHER.fullmatch(value) is not None


def access_codes(codes: Iterable[str]) -> list[AccessCode]:
    """The well-formed ones of these codes, taken apart."""
    return [read for code in codes if (read := taken_apart(code)) is not None]


def taken_apart(code: object) -> AccessCode | None:
    """An access code's parts; None if the value is no well-formed access code."""
    match = _CODE.fullmatch(code) if isinstance(code, str) else None
    if match is None:
        return None
    if match[1]:
        return AccessCode(match[0], Holder(match[1]))
    if match[4] and match[2] != Holder.WORKGROUP:
        return None
    return AccessCode(match[0], Holder(match[2]), int(match[3]), match[4] or "")


_KINDS = {
    Holder.USER: "user",
    Holder.GROUP: "group",
    Holder.DEPARTMENT: "department",
    Holder.DEPARTMENT_TREE: "department",
    Holder.WORKGROUP: "workgroup",
}


class Subject(NamedTuple):
    """Whom an access code is about: ``kind`` is user, department, group, workgroup, or everybody (its id is 0)."""

    kind: str
    id: int


def subject_of(code: object) -> Subject | None:
    """Whom an access code is about; None if the value is no well-formed access code."""
    found = taken_apart(code)
    return Subject(_KINDS.get(found.holder, "everybody"), found.number) if found else None


def is_code(value: object) -> bool:
    """Whether a value is a well-formed access code."""
    return subject_of(value) is not None


def codes_of(
    user_id: int,
    *,
    departments: Iterable[int] = (),
    departments_above: Iterable[int] = (),
    groups: Iterable[int] = (),
    workgroups: Iterable[tuple[int, str]] = (),
) -> frozenset[str]:
    """Every code that a user matches.

    ``departments`` are those the user is in, ``departments_above`` these and all their ancestors; ``workgroups``
    are pairs of id and role (owner, moderator, member). An owner is a moderator too, and both are members. Nobody here
    is of another intranet, and the structure is made of departments alone: there are no chats, no teams and no roles
    in it, so nobody matches the codes of these.
    """
    codes = {f"{letters}{user_id}" for letters in ("U", "IU", "SU")} | EVERYBODY
    for number in departments:
        codes |= {f"D{number}", f"SND{number}"}
    for number in departments_above:
        codes |= {f"DR{number}", f"SNDR{number}"}
    codes.update(f"G{number}" for number in groups)
    for number, role in workgroups:
        codes.update(f"SG{number}{suffix}" for suffix in _WORKGROUP_CODES[role])
    return frozenset(codes)
