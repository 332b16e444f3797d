"""Documents of a locked packet go together."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest

from docflows import Story
from inkpost.engines.docflow.packets import check_packet
from inkpost.errors import InkpostError, Reason
from inkpost.model.docflow import Entity, EntityKind, ResolutionKind, Side

FIRST, SECOND = UUID(int=1001), UUID(int=1002)


def signature(story: Story, side: Side) -> Entity:
    return story.entity(EntityKind.SIGNATURE, side, story.document)


def revocation(story: Story) -> Entity:
    return story.entity(EntityKind.REVOCATION_REQUEST, Side.SENDER, story.document)


def resolution(story: Story) -> Entity:
    return story.entity(EntityKind.RESOLUTION, Side.RECIPIENT, story.document, resolution=ResolutionKind.APPROVE)


def approving(story: Story) -> Entity:
    return story.entity(EntityKind.SIGNATURE, Side.RECIPIENT, story.document, approvement=True)


def refusal(story: Story) -> Entity:
    return story.entity(EntityKind.REFUSAL, Side.RECIPIENT, story.document)


def signing(story: Story) -> Entity:
    return signature(story, Side.RECIPIENT)


@pytest.mark.parametrize("act", [signing, refusal, revocation, resolution, approving])
def test_an_act_is_one_for_all(act: Callable[[Story], Entity]) -> None:
    one, two = Story(2), Story(2)
    states = {FIRST: one.state, SECOND: two.state}
    check_packet(states, {FIRST: [act(one)], SECOND: [act(two)]})
    with pytest.raises(InkpostError) as caught:
        check_packet(states, {FIRST: [act(one)]})
    assert caught.value.reason is Reason.CONFLICT
    assert str(SECOND) in caught.value.message
    assert str(FIRST) not in caught.value.message


def test_a_document_that_asks_for_no_answer_is_left_out() -> None:
    one, two = Story(2), Story(17)
    check_packet({FIRST: one.state, SECOND: two.state}, {FIRST: [signing(one)]})


def test_a_title_and_a_signature_are_one_act() -> None:
    one, two = Story(2), Story(3)
    states = {FIRST: one.state, SECOND: two.state}
    title = two.entity(EntityKind.RECIPIENT_TITLE, Side.RECIPIENT, two.document)
    under = two.entity(EntityKind.SIGNATURE, Side.RECIPIENT, title)
    check_packet(states, {FIRST: [signing(one)], SECOND: [title, under]})
    with pytest.raises(InkpostError, match="to sign is one act"):
        check_packet(states, {SECOND: [title, under]})
    with pytest.raises(InkpostError, match="to sign is one act"):
        check_packet(states, {FIRST: [signing(one)], SECOND: [refusal(two)]})


def test_receipts_go_one_by_one() -> None:
    one, two = Story(17), Story(17)
    receipt = one.entity(EntityKind.RECEIPT, Side.RECIPIENT, one.document)
    check_packet({FIRST: one.state, SECOND: two.state}, {FIRST: [receipt]})


def test_a_revocation_is_answered_for_all() -> None:
    one, two = Story(2), Story(2)
    answers = {
        key: [story.entity(EntityKind.SIGNATURE, Side.RECIPIENT, story.revoke())]
        for key, story in ((FIRST, one), (SECOND, two))
    }
    states = {FIRST: one.state, SECOND: two.state}
    check_packet(states, answers)
    with pytest.raises(InkpostError, match="accept the revocation"):
        check_packet(states, {FIRST: answers[FIRST]})


def test_a_packet_bound_for_sending_comes_apart_afterwards() -> None:
    one, two = Story(2, sent=False), Story(2, sent=False)
    states = {FIRST: one.state, SECOND: two.state}
    with pytest.raises(InkpostError, match="sign and send"):
        check_packet(states, {FIRST: [signature(one, Side.SENDER)]}, sending_only=True)
    one.sign()
    two.sign()
    check_packet({FIRST: one.state, SECOND: two.state}, {FIRST: [signing(one)]}, sending_only=True)
