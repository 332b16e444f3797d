"""Every order of legal steps, to a depth of six, from a document that was sent.

Orders that lead to the same state are followed once: the same up to the names of its entities, which no rule compares,
and up to entities that later ones took the place of, which no rule reads but to know that the recipient has acted.
Where two orders meet, what is legal must be the same. Left out are what a box decides
within itself and what other operators report: they change nothing else, which the random lives show, where they occur.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from random import Random
from typing import Any
from uuid import UUID

import pytest

from docflows import BEGIN, BOXES, SIGNED_KINDS, Story
from inkpost.engines.docflow import (
    CAN_OCCUR,
    IllegalStep,
    Response,
    Seen,
    State,
    Step,
    check_step,
    fold,
    legal,
    step,
    view,
)
from inkpost.model.docflow import Check, DocumentClass, Entity, EntityKind, Side
from inkpost.model.docflow_categories import Status, parts

DEPTH = 6
KINDS = tuple(kind for kind in EntityKind if kind is not EntityKind.ATTACHMENT)
APART = (
    EntityKind.RESOLUTION,
    EntityKind.RESOLUTION_REQUEST,
    EntityKind.ROAMING_ERROR,
    EntityKind.ROAMING_SUCCESS,
)


@dataclass(slots=True)
class Life:
    entities: tuple[Entity, ...]
    state: State
    orders: int


def steps(state: State) -> list[Step]:
    every = [one for side in Side for one in legal(state, side)]
    return [one for one in every if one.kind not in APART and not one.approvement]


def moves(state: State) -> Iterator[list[Entity]]:
    """Each legal step with the signature that comes with it; an answer also with one that does not hold."""
    for one in steps(state):
        if one.kind is EntityKind.SIGNATURE:
            for check in (Check.VALID, Check.INVALID):
                yield made(state, one, {"check": check})
        elif one.kind is EntityKind.RECIPIENT_TITLE:
            for wants, check in ((False, Check.VALID), (True, Check.VALID), (False, Check.INVALID)):
                yield made(state, one, {"wants_receipt": wants, "partially": wants}, check)
        else:
            yield made(state, one, {"to": one.to})


def made(state: State, one: Step, given: dict[str, object], check: Check = Check.VALID) -> list[Entity]:
    number = len(state.entities) + 1
    box = BOXES.get(one.side)
    first = Entity(UUID(int=number), one.kind, one.side, BEGIN, number, one.parent, box, **given)  # type: ignore[arg-type]
    if one.kind not in SIGNED_KINDS:
        return [first]
    under = Entity(UUID(int=number + 1), EntityKind.SIGNATURE, one.side, BEGIN, number + 1, first.id, box, check=check)
    return [first, under]


def identity(state: State) -> object:
    """A state but for the names of its entities, and but for those that others have taken the place of."""

    def tree(entity: Entity | None) -> object:
        if entity is None:
            return None
        answers = (
            state.sender_receipts.get(entity.id),
            state.recipient_receipts.get(entity.id),
            state.sender_confirmations.get(entity.id),
            state.recipient_confirmations.get(entity.id),
        )
        checks = entity.check, state.checks.get(entity.id)
        return entity.kind, entity.side, entity.wants_receipt, entity.partially, checks, *map(tree, answers)

    every = (state.document, state.response, state.amendment, state.revocation, state.revocation_answer)
    acted = any(known.side is Side.RECIPIENT for known in state.entities.values())
    unsigned = sum(known.kind in SIGNED_KINDS and known.id not in state.checks for known in state.entities.values())
    return acted, unsigned, state.revoked_alone, *map(tree, every)


def told(state: State) -> object:
    """What is legal, but for the names."""
    return Counter((one.kind, one.side, one.of, one.due, one.to) for one in steps(state))


def lives(begin: Story, depth: int) -> Iterator[tuple[int, Life]]:
    level = {identity(begin.state): Life(tuple(begin.entities), begin.state, 1)}
    seen = {key: told(life.state) for key, life in level.items()}
    yield 0, next(iter(level.values()))
    for deep in range(1, depth + 1):
        after: dict[object, Life] = {}
        for life in level.values():
            for move in moves(life.state):
                state = life.state
                for entity in move:
                    check_step(state, entity)
                    state = step(state, entity)
                key = identity(state)
                if key in after:
                    after[key].orders += life.orders
                    assert told(state) == seen[key]
                    continue
                new = key not in seen
                after[key] = Life((*life.entities, *move), state, life.orders)
                seen[key] = told(state)
                if new:
                    yield deep, after[key]
        level = after
    yield -1, Life((), begin.state, sum(life.orders for life in level.values()))


def impossible(state: State, chance: Random | None = None) -> Iterator[Entity]:
    """Everything that anybody could try, but what is legal; a few of it where ``chance`` chooses."""
    number = len(state.entities) + 100
    parents = [None, UUID(int=10_000), *state.entities]
    choices: tuple[Sequence[Any], ...] = (KINDS, tuple(Side), parents, (None, Side.SENDER, Side.RECIPIENT))
    every = product(*choices) if chance is None else (tuple(map(chance.choice, choices)) for _ in range(4))
    allowed = {side: legal(state, side, BOXES.get(side)) for side in Side}
    for kind, side, parent, to in every:
        one = Entity(UUID(int=number), kind, side, BEGIN, number, parent, BOXES.get(side), to=to)
        if not any(each.takes(one) for each in allowed[side]):
            yield one


def refused(state: State, entity: Entity) -> None:
    """It is refused, and what it could have been is named for every side."""
    with pytest.raises(IllegalStep) as caught:
        check_step(state, entity)
    assert set(caught.value.steps) >= set(steps(state))
    assert all(str(one) in caught.value.message for one in caught.value.steps)


def both_agree(state: State) -> None:
    """What both sides see of one state, and what holds of every view."""
    out = view(state, Seen(DocumentClass.OUTBOUND, 1, delivered_at=BEGIN, is_invoice=True))
    into = view(state, Seen(DocumentClass.INBOUND, 2, delivered_at=BEGIN, is_invoice=True))
    inner = view(state, Seen(DocumentClass.INTERNAL, 1, delivered_at=BEGIN))
    for one in (out, into, inner):
        held = [parts(each) for each in one.categories]
        assert {of for of, _ in held} == {one.seen.document_class}
        assert set(held) <= CAN_OCCUR
        statuses = {status for _, status in held}
        assert len(statuses & {Status.FINISHED, Status.NOT_FINISHED}) == 1
        assert (Status.FINISHED in statuses) is one.finished
        assert one.primary.ru
        assert one.primary.en
    assert out.revocation is into.revocation
    assert out.revocation_by_me is not into.revocation_by_me or state.revocation is None
    assert (out.have_to_create_receipt, out.waiting_for_receipt) == (
        into.waiting_for_receipt,
        into.have_to_create_receipt,
    )
    assert out.response is into.response or (out.response, into.response) == (Response.WAITING, Response.INVALID)
    assert inner.finished is (out.finished and into.finished)
    due = [one for one in steps(state) if one.due]
    if not (out.finished and into.finished):
        assert due, "a docflow that is not finished waits for somebody"
    if out.finished and into.finished and state.amendment is None and state.revocation is None:
        assert not due


@pytest.mark.parametrize(
    ("workflow", "wants", "least"),
    [
        (1, {"wants_signature": True, "wants_receipt": True}, 200),
        (1, {}, 20),
        (2, {"wants_receipt": True}, 200),
        (4, {}, 1000),
        (18, {}, 4500),
    ],
)
def test_every_order_of_legal_steps(workflow: int, wants: dict[str, bool], least: int) -> None:
    begin = Story(workflow, by_operator=False, **wants)
    states = 0
    for deep, life in lives(begin, DEPTH):
        if deep < 0:
            assert states >= least
            assert life.orders > states
            continue
        states += 1
        assert fold(begin.workflow, life.entities) == life.state == reduce(step, life.entities, State(begin.workflow))
        both_agree(life.state)
        for entity in impossible(life.state, None if deep == 0 else Random(states)):
            refused(life.state, entity)
