"""Threads and views tell one life: what one calls done or awaited, the other does too."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from docflows import Story
from inkpost.engines.docflow import ReceiptStanding, ReceiptThread, Response, Revocation, Seen, legal, threads, view
from inkpost.model.docflow import DocumentClass, EntityKind, Side

CLASSES = {Side.SENDER: DocumentClass.OUTBOUND, Side.RECIPIENT: DocumentClass.INBOUND}
STEPS = (
    EntityKind.SIGNATURE,
    EntityKind.RECIPIENT_TITLE,
    EntityKind.REFUSAL,
    EntityKind.RECEIPT,
    EntityKind.AMENDMENT_REQUEST,
    EntityKind.REVOCATION_REQUEST,
)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A document that some legal steps were taken with."""
    wants = {"wants_signature": draw(st.booleans()), "wants_receipt": draw(st.booleans())}
    story = Story(draw(st.sampled_from((1, 2, 3, 4, 16, 17, 18))), **wants)
    for _ in range(draw(st.integers(0, 8))):
        found = [
            each for side in CLASSES for each in legal(story.state, side) if each.kind in STEPS and not each.approvement
        ]
        if not found:
            break
        chosen = draw(st.sampled_from(found))
        story.go(chosen)
        if draw(st.booleans()):
            story.confirm()
    return story


def standing(thread: ReceiptThread | None) -> ReceiptStanding:
    return thread.standing if thread else ReceiptStanding.NOT_ACCEPTABLE


@given(stories(), st.sampled_from(sorted(CLASSES)))
@settings(max_examples=150, deadline=None)
def test_threads_agree_with_the_view(story: Story, side: Side) -> None:
    seen = Seen(document_class=CLASSES[side])
    said, told = view(story.state, seen), threads(story.state, seen)
    assert (told.answer.standing if told.answer else Response.NOT_ASKED) is said.response
    assert (told.revocation.standing if told.revocation else Revocation.NONE) is said.revocation
    assert standing(told.receipt) is said.receipts.title
    assert standing(told.answer_receipt) is said.receipts.response
    assert standing(told.confirmation.receipt if told.confirmation else None) is said.receipts.title_confirmation
    assert bool(told.amendments) is said.amendment_requested
    assert standing(told.amendments[-1].receipt if told.amendments else None) is said.receipts.amendment
    assert (told.amendments[-1].finished if told.amendments else True) is not said.amendment_open
    wanted = (told.confirmation, told.receipt, told.answer, told.answer_receipt)
    if said.finished and said.revocation is not Revocation.ACCEPTED:
        assert all(each.finished for each in wanted if each is not None and _of(side, each))


@given(stories())
@settings(max_examples=60, deadline=None)
def test_both_sides_are_told_of_the_same_acts(story: Story) -> None:
    one, other = (threads(story.state, Seen(document_class=each)) for each in CLASSES.values())
    for name in ("answer", "revocation", "receipt", "answer_receipt"):
        acts = [getattr(each, name) for each in (one, other)]
        assert len({each.given.id if each and each.given else None for each in acts}) == 1, name
    assert [each.given for each in one.amendments] == [each.given for each in other.amendments]
    given = {each.confirmation.given for each in (one, other) if each.confirmation}
    assert all(each is not None and each.kind is EntityKind.CONFIRMATION for each in given)


def _of(side: Side, thread: object) -> bool:
    """A receipt that the recipient owes of the operator's confirmation is no duty of the sender's."""
    return side is Side.RECIPIENT or not isinstance(thread, ReceiptThread)
