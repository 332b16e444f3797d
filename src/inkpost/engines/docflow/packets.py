"""Documents that go together: in a locked packet an act is one for all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from inkpost.engines.docflow.facts import Facts
from inkpost.engines.docflow.state import State
from inkpost.engines.docflow.steps import steps_of
from inkpost.errors import InkpostError, Reason
from inkpost.model.docflow import Entity, EntityKind, Side


class Act(NamedTuple):
    """What somebody does to each document of a packet at once."""

    name: str
    side: Side
    box: int | None


_LOCKED: Final = {
    EntityKind.RECIPIENT_TITLE: "sign",
    EntityKind.REFUSAL: "refuse to sign",
    EntityKind.REVOCATION_REQUEST: "request to revoke",
    EntityKind.RESOLUTION: "resolve",
    EntityKind.RESOLUTION_REQUEST: "request a resolution",
    EntityKind.RESOLUTION_REQUEST_DENIAL: "deny a request",
    EntityKind.CANCELLATION: "cancel a request",
}
"""Receipts, requests to amend and confirmations go one by one: the packet does not bind them."""


def check_packet(
    states: Mapping[UUID, State], added: Mapping[UUID, Sequence[Entity]], *, sending_only: bool = False
) -> None:
    """Refuse what touches some documents of a packet and leaves out others on which the same is legal.

    ``states`` are those of every document of the packet before, ``added`` what is about to be added to each, by the
    documents' ids. ``sending_only``: the packet is bound together until it is sent, and no longer.

    Raises CONFLICT, naming the act and the documents left out.
    """
    done = {document: _acts(states[document], entities) for document, entities in added.items()}
    for act in dict.fromkeys(act for acts in done.values() for act in acts):
        if not sending_only or act.name == _SEND:
            _check_whole(act, states, done)


def _check_whole(act: Act, states: Mapping[UUID, State], done: Mapping[UUID, Sequence[Act]]) -> None:
    idle = [document for document in states if act not in done.get(document, ())]
    left = [str(document) for document in idle if _legal(states[document], act)]
    if left:
        raise InkpostError(
            Reason.CONFLICT,
            f"The packet is locked: to {act.name} is one act for all its documents. Left out: {', '.join(left)}.",
            subject="packet",
        )


_SEND: Final = "sign and send"


def _acts(state: State, entities: Sequence[Entity]) -> list[Act]:
    known = {**state.entities, **{entity.id: entity for entity in entities}}
    acts = []
    for entity in entities:
        parent = None if entity.parent is None else known.get(entity.parent)
        name = _named(entity.kind, entity.side, parent, entity.approvement)
        if name is not None:
            acts.append(Act(name, entity.side, entity.author_box))
    return acts


def _named(kind: EntityKind, side: Side, parent: Entity | None, approvement: bool) -> str | None:
    if kind not in (EntityKind.SIGNATURE, EntityKind.REFUSAL):
        return _LOCKED.get(kind)
    if approvement:
        return "sign with approval"
    of = None if parent is None else parent.kind
    if of is EntityKind.REVOCATION_REQUEST and parent is not None and parent.side is not side:
        return "refuse the revocation" if kind is EntityKind.REFUSAL else "accept the revocation"
    if kind is EntityKind.REFUSAL:
        return _LOCKED[kind]
    if of is not EntityKind.DOCUMENT:
        return None  # the signature under one's own entity
    return _SEND if side is Side.SENDER else _LOCKED[EntityKind.RECIPIENT_TITLE]


def _legal(state: State, act: Act) -> bool:
    facts = Facts(state)
    for one in steps_of(facts, act.side, act.box):
        parent = None if one.parent is None else state.entities.get(one.parent)
        if _named(one.kind, one.side, parent, one.approvement) == act.name:
            return True
    return False
