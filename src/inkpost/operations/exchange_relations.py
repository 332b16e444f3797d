"""How two boxes become counterparties and cease to be: what each act changes on both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection

from inkpost.errors import InkpostError, Reason
from inkpost.model.boxes import Box, CounterpartyEventKind, Standing
from inkpost.operations.announcing import announce
from inkpost.operations.kit import Services
from inkpost.store import boxes, counterparties

KIND: Final = "counterparty.changed"
_Kind = CounterpartyEventKind
_MIRROR: Final[Mapping[CounterpartyEventKind, CounterpartyEventKind]] = {
    _Kind.I_INVITED: _Kind.THEY_INVITED,
    _Kind.I_ACCEPTED: _Kind.THEY_ACCEPTED,
    _Kind.I_WITHDREW: _Kind.THEY_WITHDREW,
    _Kind.I_REFUSED: _Kind.THEY_REFUSED,
    _Kind.I_BROKE: _Kind.THEY_BROKE,
}
_PARTNERS: Final = {"inviting": None, "settled": "partners"}


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts towards whom; ``user_id`` is None where the machine's operator does."""

    services: Services
    db: Connection
    box: Box
    other: Box
    user_id: int | None = None
    comment: str = ""

    @property
    def standing(self) -> Standing:
        """What the other box is to the acting one now; both are held."""
        found = counterparties.find(self.db, self.box.id, self.other.id)
        return found.standing if found else Standing.STRANGER


def invite(act: Act) -> Standing:
    """Ask to become counterparties, or accept what the other side asked; nothing where either is done already.

    Answers what the other box is then. Raises CONFLICT (``counterparty``): the box itself, or one that blocked it.
    """
    if act.box.id == act.other.id:
        raise InkpostError(Reason.CONFLICT, "A box is no counterparty of itself", subject="counterparty")
    boxes.hold(act.db, act.box.id, act.other.id)
    now = act.standing
    if now in {Standing.PARTNER, Standing.INVITED_BY_ME}:
        return now
    if now is Standing.INVITES_ME:
        return _record(act, _Kind.I_ACCEPTED, _PARTNERS, _PARTNERS)
    if blocks(act.db, act.other, act.box):
        raise InkpostError(Reason.CONFLICT, "The organisation takes nothing from you", subject="counterparty")
    return _record(act, _Kind.I_INVITED, {"inviting": "me"}, {"inviting": "them"})


def end(act: Act) -> Standing:
    """Break up, refuse an invitation or withdraw one's own; nothing where there is nothing to end."""
    boxes.hold(act.db, act.box.id, act.other.id)
    now = act.standing
    broken = ({"inviting": None, "settled": "rejected_by_me"}, {"inviting": None, "settled": "rejected_by_them"})
    if now is Standing.PARTNER:
        return _record(act, _Kind.I_BROKE, *broken)
    if now is Standing.INVITES_ME:
        return _record(act, _Kind.I_REFUSED, *broken)
    if now is Standing.INVITED_BY_ME:
        return _record(act, _Kind.I_WITHDREW, {"inviting": None}, {"inviting": None})
    return now


def block(act: Act, *, blocked: bool) -> None:
    """Take nothing from the other box any more, or again."""
    boxes.hold(act.db, act.box.id, act.other.id)
    moment = act.services.clock()
    if counterparties.find(act.db, act.box.id, act.other.id) is None:
        counterparties.put(act.db, act.box.id, act.other.id, last_event_at=moment)
    counterparties.set_blocked(act.db, act.box.id, act.other.id, moment if blocked else None)


def blocks(db: Connection, box: Box, other: Box) -> bool:
    """Whether a box takes nothing from the other one."""
    found = counterparties.find(db, box.id, other.id)
    return found is not None and found.blocked_at is not None


def _record(
    act: Act, kind: CounterpartyEventKind, mine: Mapping[str, str | None], theirs: Mapping[str, str | None]
) -> Standing:
    told = _side(act, act.box, act.other, kind, mine, "comment_to")
    _side(act, act.other, act.box, _MIRROR[kind], theirs, "comment_from")
    return told


def _side(
    act: Act,
    box: Box,
    other: Box,
    kind: CounterpartyEventKind,
    changes: Mapping[str, str | None],
    comment: str,
) -> Standing:
    moment = act.services.clock()
    said = {comment: act.comment} if act.comment else {}
    row = counterparties.put(
        act.db, box.id, other.id, **changes, **said, last_comment=act.comment, last_event_at=moment
    )
    event = counterparties.add_event(
        act.db,
        box_id=box.id,
        other_box_id=other.id,
        kind=kind.value,
        status=row.standing.value,
        comment=act.comment,
        comment_from=row.comment_from,
        comment_to=row.comment_to,
        user_id=act.user_id if box is act.box else None,
        at=moment,
    )
    announce(
        act.services,
        act.db,
        box.organization_id,
        KIND,
        "box",
        box.id,
        user_id=act.user_id if box is act.box else None,
        box=box.guid,
        counterparty=other.guid,
        event=kind.value,
        standing=row.standing.value,
        event_id=event.guid,
    )
    return row.standing
