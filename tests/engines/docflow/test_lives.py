"""Random lives: whatever is legal, in any order, of any served workflow, as far as chance goes."""

from __future__ import annotations

from functools import reduce
from typing import Any

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from docflows import BEGIN, BOXES, SIGNED_KINDS, Story
from inkpost.engines.docflow import (
    CAN_OCCUR,
    Family,
    IllegalStep,
    Seen,
    State,
    Step,
    check_step,
    fold,
    legal,
    step,
    summary,
    view,
)
from inkpost.engines.docflow.state import PRIVATE
from inkpost.model.docflow import Check, DocumentClass, Entity, EntityKind, ResolutionKind, Side
from inkpost.model.docflow_categories import Status, parts
from inkpost.model.workflows import WORKFLOWS

CHECKS = some.sampled_from([Check.VALID, Check.VALID, Check.UNCHECKED, Check.UNVERIFIABLE, Check.INVALID])
APART = (EntityKind.ROAMING_ERROR, EntityKind.ROAMING_SUCCESS)


def refusal(state: State, entity: Entity) -> IllegalStep | None:
    try:
        check_step(state, entity)
    except IllegalStep as refused:
        return refused
    return None


class Lives(RuleBasedStateMachine):
    """A document that anybody adds to."""

    story: Story

    @initialize(
        workflow=some.sampled_from(sorted(WORKFLOWS)),
        wants=some.fixed_dictionaries(
            {"wants_signature": some.booleans(), "wants_receipt": some.booleans(), "encrypted": some.booleans()}
        ),
        proxy=some.booleans(),
        internal=some.booleans(),
        check=CHECKS,
    )
    def begin(self, workflow: int, wants: dict[str, bool], proxy: bool, internal: bool, check: Check) -> None:
        through = proxy and not internal and WORKFLOWS[workflow].participant(Side.PROXY) is not None
        self.story = Story(workflow, sent=False, by_operator=False, internal=internal, through_proxy=through, **wants)
        self.story.sign(check=check)

    def steps(self) -> list[Step]:
        return [one for side in Side for one in legal(self.story.state, side, self.box(side))]

    def box(self, side: Side) -> int | None:
        return None if side is Side.OPERATOR else 1 if self.story.internal else BOXES[side]

    @rule(data=some.data(), check=CHECKS, kind=some.sampled_from(ResolutionKind), flags=some.booleans())
    def any_step(self, data: Any, check: Check, kind: ResolutionKind, flags: bool) -> None:
        one = data.draw(some.sampled_from(self.steps()))
        before = self.story.state
        given: dict[str, Any] = {}
        if one.kind in (EntityKind.RESOLUTION, EntityKind.RESOLUTION_REQUEST):
            given = {"resolution": kind}
        elif one.kind is EntityKind.RECIPIENT_TITLE:
            rejected = kind is ResolutionKind.DISAPPROVE and not flags
            given = {"partially": flags, "rejected": rejected, "wants_receipt": flags}
        added = self.story.go(one, check, **given)
        assert self.story.state is not before
        assert before == fold(self.story.workflow, self.upto(added))
        self.is_apart(before, added)

    def upto(self, entity: Entity) -> list[Entity]:
        return [one for one in self.story.entities if one.order < entity.order]

    def is_apart(self, before: State, added: Entity) -> None:
        """What a box decides within itself, and what other operators report, change nothing that is shared."""
        if added.kind in PRIVATE or added.approvement or added.kind in APART:
            inside = (EntityKind.RESOLUTION_REQUEST_DENIAL, EntityKind.CANCELLATION)
            for side in Side:
                was = [one for one in legal(before, side) if one.kind not in inside]
                assert [one for one in legal(self.story.state, side) if one.kind not in inside] == was

    @rule(
        kind=some.sampled_from([kind for kind in EntityKind if kind is not EntityKind.ATTACHMENT]),
        side=some.sampled_from(Side),
        to=some.sampled_from([None, Side.SENDER, Side.RECIPIENT]),
        data=some.data(),
    )
    def any_try(self, kind: EntityKind, side: Side, to: Side | None, data: Any) -> None:
        of = data.draw(some.sampled_from([None, *self.story.entities]))
        tried = self.story.entity(kind, side, of, to=to)
        allowed = legal(self.story.state, side, self.box(side))
        refused = refusal(self.story.state, tried)
        assert (refused is None) is any(one.takes(tried) for one in allowed)
        if refused is not None:
            assert set(refused.steps) >= set(allowed)
            assert all(str(one) in refused.message for one in allowed)

    @precondition(lambda self: bool(self.story.entities))
    @rule(data=some.data())
    def nothing_comes_twice(self, data: Any) -> None:
        again = data.draw(some.sampled_from(self.story.entities))
        assert refusal(self.story.state, again) is not None

    @invariant()
    def replaying_gives_the_same(self) -> None:
        entities, workflow = self.story.entities, self.story.workflow
        assert self.story.state == fold(workflow, entities) == reduce(step, entities, State(workflow))

    @invariant()
    def both_boxes_agree(self) -> None:
        """Each folds what it can see; they differ in what lies within one box, and in nothing else."""
        own = fold(self.story.workflow, self.seen_by(1))
        their = fold(self.story.workflow, self.seen_by(2))
        assert set(own.approvals) <= {1}
        assert set(their.approvals) <= {2}
        own.approvals = their.approvals = {}
        assert own == their
        out = view(their, Seen(DocumentClass.OUTBOUND, 1, delivered_at=BEGIN))
        into = view(own, Seen(DocumentClass.INBOUND, 2, delivered_at=BEGIN))
        assert out.revocation is into.revocation
        assert out.have_to_create_receipt is into.waiting_for_receipt
        assert into.have_to_create_receipt is out.waiting_for_receipt

    def seen_by(self, box: int) -> list[Entity]:
        every = self.story.entities
        return [one for one in every if not (one.kind in PRIVATE or one.approvement) or one.author_box == box]

    @invariant()
    def every_view_holds_together(self) -> None:
        for of in DocumentClass:
            told = self.story.view(of)
            held = {parts(one) for one in told.categories}
            assert held <= CAN_OCCUR
            assert len({status for _, status in held} & {Status.FINISHED, Status.NOT_FINISHED}) == 1
            assert not self.story.view(of, is_deleted=True).categories
            assert told.primary.ru
            assert told.primary.en
            assert all(summary(told, family) for family in Family)

    @invariant()
    def somebody_can_go_on(self) -> None:
        """A docflow that is not finished on every side waits for a step that is legal now."""
        sides = (DocumentClass.OUTBOUND, DocumentClass.INBOUND)
        if not all(self.story.view(of).finished for of in sides):
            assert any(one.due for one in self.steps())

    @invariant()
    def every_own_signature_is_there(self) -> None:
        signed = (one.id for one in self.story.entities if one.kind in SIGNED_KINDS)
        assert all(one in self.story.state.checks for one in signed)


TestLives = Lives.TestCase
TestLives.settings = settings(max_examples=100, stateful_step_count=25, deadline=None)
