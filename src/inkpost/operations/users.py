"""What callers can learn about themselves and their colleagues."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from uuid import UUID

from inkpost.errors import InkpostError, Reason
from inkpost.model.access import AccessCode, Holder, access_codes
from inkpost.model.listing import Condition, ListQuery, Operator
from inkpost.model.people import Right
from inkpost.model.users import ONLINE_FOR, Profile
from inkpost.operations.kit import Work, operation
from inkpost.store import people
from inkpost.store import users as stored

MOST_CODES: Final = 1000
_NAMELESS = frozenset({Holder.AUTHORISED, Holder.EVERYBODY})


@dataclass(frozen=True, slots=True)
class NamedCode:
    """An access code and the name of whom it names; ``AU`` and ``UA`` name nobody in particular."""

    code: AccessCode
    name: str


@operation(right=Right.SIGNED_IN)
def page(work: Work, query: ListQuery, *, visible: Collection[str]) -> tuple[list[Profile], int | None]:
    """A page of the organisation's users and how many match; only ``visible`` fields can be asked for."""
    return stored.page(work.db, work.organization_id, query, visible=visible, online_since=work.now - ONLINE_FOR)


@operation(right=Right.SIGNED_IN)
def current(work: Work) -> Profile:
    """The caller."""
    query = ListQuery((Condition("id", Operator.EQ, work.user_id),), limit=1, count=False)
    found, _ = stored.page(work.db, work.organization_id, query, visible={"id"}, online_since=work.now - ONLINE_FOR)
    if not found:
        raise InkpostError(Reason.NOT_FOUND, "User not found", subject="user")
    return found[0]


@operation(right=Right.SIGNED_IN)
def guid(work: Work) -> UUID:
    """The caller's GUID."""
    return people.user_guid(work.db, work.user_id)


@operation(right=Right.SIGNED_IN)
def access_names(work: Work, codes: Iterable[str]) -> list[NamedCode]:
    """Whom access codes name, in the order given; what does not exist here is left out. Raises LIMIT_REACHED."""
    read = access_codes(dict.fromkeys(_few(codes)))
    names: dict[tuple[Holder, int], str] = {}
    for holder, group in groupby(sorted(read, key=_holder), key=_holder):
        found = stored.names(work.db, work.organization_id, holder, [each.number for each in group])
        names |= {(holder, number): name for number, name in found.items()}
    return [
        NamedCode(each, names.get((each.holder, each.number), ""))
        for each in read
        if each.holder in _NAMELESS or (each.holder, each.number) in names
    ]


@operation(right=Right.SIGNED_IN)
def matches(work: Work, codes: Iterable[str]) -> bool:
    """Whether the caller matches one of the codes; administrators match whatever there is. Raises LIMIT_REACHED."""
    return not work.access_codes.isdisjoint(_few(codes)) or work.caller.user.admin


def _few(codes: Iterable[str]) -> list[str]:
    given = list(codes)
    if len(given) > MOST_CODES:
        raise InkpostError(Reason.LIMIT_REACHED, f"At most {MOST_CODES} access codes at once", subject="access")
    return given


def _holder(code: AccessCode) -> Holder:
    return code.holder
