"""The rules of signing, by a machine that does whatever the rules allow: nothing illegal, nobody waits for ever."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inkpost.errors import InkpostError, Reason
from inkpost.model.evidence import START
from inkpost.model.signatures import (
    DAY,
    MOST_CODES,
    MOST_LETTERS,
    STEPS,
    Act,
    DocumentState,
    Member,
    MemberState,
    ProviderKind,
    Role,
    SentDocument,
    Why,
    awaits_values,
    check_act,
    check_document_act,
    check_roles,
    checked_comment,
    document_state,
    everyone_signed,
    free_at,
    has_ended,
    member_state,
    ready,
)

NOON = datetime(2026, 3, 18, 12, 0, tzinfo=UTC)
ENDS = {DocumentState.DONE, DocumentState.REFUSED, DocumentState.EXPIRED, DocumentState.CANCELLED}


def document(**facts: Any) -> SentDocument:
    """A document that was just sent."""
    nothing = dict.fromkeys(
        (
            *("source_id", "original_id", "pdf_id", "sealed_id", "external_created_at", "resent_from", "expires_at"),
            *("prepared_at", "unusable_at", "cancelled_at", "expired_at", "signed_at", "sealing_due_at", "sealed_at"),
            *("values_job_id", "values_settled_at"),
        )
    )
    words = dict.fromkeys(
        (
            *("company_guid", "region_type", "external_id", "language", "unusable", "cancel_comment"),
            *("sealing_fault", "sealing_level"),
        ),
        "",
    )
    numbers = {"prepare_attempts": 0, "sealing_attempts": 0, "evidence_count": 0, "evidence_head": START}
    known = {
        "id": 1,
        "guid": "1",
        "organization_id": 1,
        "title": "Contract",
        "company_id": 1,
        "provider_id": 1,
        "provider": ProviderKind.SIMPLE,
        "file_id": 1,
        "responsible_id": 1,
        "created_by": 1,
        "created_at": NOON,
    }
    return SentDocument(**{**nothing, **words, **numbers, **known, **facts})  # type: ignore[arg-type]


def member(number: int, role: Role, **facts: Any) -> Member:
    """Somebody who has done nothing yet."""
    return Member(number, str(number), 1, 1, number, role, **facts)


def refused(check: Callable[[], None]) -> bool:
    """Whether a check refuses; it says a conflict then and nothing else."""
    try:
        check()
    except InkpostError as fault:
        if fault.reason is not Reason.CONFLICT:
            raise
        return True
    return False


class Signing(RuleBasedStateMachine):
    """Does what members, the sender, the clock and the server may do, in every order; facts are only added."""

    document: SentDocument
    members: list[Member]

    @initialize(more=st.lists(st.sampled_from(list(Role)), max_size=4), expires=st.booleans(), asks=st.booleans())
    def begin(self, more: list[Role], expires: bool, asks: bool) -> None:
        roles = [Role.SIGNER, Role.ASSIGNEE, *more]
        check_roles(roles)
        self.now = NOON
        ends = NOON + timedelta(hours=20) if expires else None
        self.document = document(expires_at=ends, values_job_id=1 if asks else None)
        self.members = [member(number, role) for number, role in enumerate(roles, 1)]
        self.sealings_queued = 0

    @rule()
    def time_passes(self) -> None:
        self.now += timedelta(hours=1)

    @precondition(lambda self: awaits_values(self.document))
    @rule()
    def values_come(self) -> None:
        assert document_state(self.document, self.members).why is Why.VALUES or has_ended(self.document, self.members)
        self.document = replace(self.document, values_settled_at=self.now)

    @precondition(lambda self: self.document.prepared_at is None and not awaits_values(self.document))
    @rule()
    def prepare(self) -> None:
        if not has_ended(self.document, self.members):
            self.document = replace(self.document, prepared_at=self.now)

    @precondition(lambda self: self.document.prepared_at is None)
    @rule()
    def find_unusable(self) -> None:
        if not has_ended(self.document, self.members):
            self.document = replace(self.document, unusable_at=self.now, unusable="broken")

    @rule(at=st.integers(0, 5), act=st.sampled_from([Act.OPEN, Act.READ, Act.ASK_CODE, Act.SIGN, Act.REFUSE]))
    def member_acts(self, at: int, act: Act) -> None:
        who = self.members[at % len(self.members)]
        before = member_state(self.document, self.members, who)
        if refused(lambda: check_act(act, self.document, self.members, who, self.now)):
            return
        assert before.code == MemberState.READY
        assert not has_ended(self.document, self.members)
        assert all(each.signed_at for each in self.members if STEPS[each.role] < STEPS[who.role])
        assert act is not Act.SIGN or who.read_at
        fact = {
            Act.OPEN: "opened_at",
            Act.READ: "read_at",
            Act.ASK_CODE: "code_asked_at",
            Act.SIGN: "signed_at",
            Act.REFUSE: "refused_at",
        }[act]
        self.members[self.members.index(who)] = replace(who, **{fact: self.now})
        if everyone_signed(self.members) and self.document.signed_at is None:
            self.document = replace(self.document, signed_at=self.now)
            self.sealings_queued += 1

    @rule(act=st.sampled_from([Act.CANCEL, Act.EXPIRE]))
    def document_ends(self, act: Act) -> None:
        if refused(lambda: check_document_act(act, self.document, self.members, self.now)):
            return
        assert not everyone_signed(self.members)
        fact = {Act.CANCEL: "cancelled_at", Act.EXPIRE: "expired_at"}[act]
        self.document = replace(self.document, **{fact: self.now})

    @precondition(lambda self: self.sealings_queued)
    @rule()
    def seal(self) -> None:
        self.document = replace(self.document, sealed_at=self.document.sealed_at or self.now)

    @invariant()
    def everyone_has_a_state_and_ends_are_ends(self) -> None:
        state = document_state(self.document, self.members)
        assert (state.code in ENDS) == has_ended(self.document, self.members)
        if state.code in ENDS:
            assert ready(self.document, self.members) == []
        for each in self.members:
            told = member_state(self.document, self.members, each)
            assert (told.code == MemberState.SIGNED) == (each.signed_at is not None)
            assert told.code != MemberState.REFUSED or state.code == DocumentState.REFUSED

    @invariant()
    def what_is_not_ended_waits_for_somebody_or_something(self) -> None:
        """Never pending for ever: there is somebody whose turn it is, or a job that is under way."""
        if has_ended(self.document, self.members):
            return
        preparing = self.document.prepared_at is None
        sealing = everyone_signed(self.members)
        assert preparing or sealing or ready(self.document, self.members)
        assert sealing == (self.sealings_queued == 1)
        if sealing:
            assert document_state(self.document, self.members).why is Why.SEALING

    @invariant()
    def what_was_signed_by_everyone_can_only_be_done(self) -> None:
        if everyone_signed(self.members):
            code = document_state(self.document, self.members).code
            assert code in {DocumentState.IN_PROGRESS, DocumentState.DONE}


Signing.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestSigning = Signing.TestCase


@pytest.mark.parametrize("role", [Role.SIGNER, Role.ASSIGNEE])
def test_nobody_missing_on_either_side(role: Role) -> None:
    with pytest.raises(InkpostError) as raised:
        check_roles([each for each in Role if each is not role])
    assert raised.value.action == role


def test_too_many_members() -> None:
    with pytest.raises(InkpostError):
        check_roles([Role.ASSIGNEE, *[Role.SIGNER] * 500])


def test_the_order_of_the_roles() -> None:
    members = [member(1, Role.SIGNER), member(2, Role.ASSIGNEE), member(3, Role.REVIEWER), member(4, Role.EDITOR)]
    sent = document(prepared_at=NOON)
    turns = []
    while not everyone_signed(members):
        turn = ready(sent, members)
        turns.append({each.role for each in turn})
        members = [replace(each, signed_at=NOON) if each in turn else each for each in members]
    assert turns == [{Role.REVIEWER, Role.EDITOR}, {Role.ASSIGNEE}, {Role.SIGNER}]


def test_only_what_ended_unsigned_is_sent_anew() -> None:
    members = [member(1, Role.SIGNER), member(2, Role.ASSIGNEE)]
    for ended in ({"cancelled_at": NOON}, {"expired_at": NOON}, {"unusable_at": NOON}):
        check_document_act(Act.RESEND, document(**ended), members, NOON)
    for other in ({}, {"prepared_at": NOON}, {"sealed_at": NOON}):
        with pytest.raises(InkpostError):
            check_document_act(Act.RESEND, document(**other), members, NOON)


def test_codes_keep_their_distance() -> None:
    read = member(1, Role.SIGNER, opened_at=NOON, read_at=NOON, code_asked_at=NOON)
    sent = document(prepared_at=NOON)
    with pytest.raises(InkpostError):
        check_act(Act.ASK_CODE, sent, [read], read, NOON + timedelta(seconds=59))
    check_act(Act.ASK_CODE, sent, [read], read, NOON + timedelta(seconds=60))


@pytest.mark.parametrize("most", [1, MOST_LETTERS, MOST_CODES])
def test_so_many_letters_a_day_and_the_next_when_the_oldest_of_them_is_a_day_old(most: int) -> None:
    minutes = [NOON + timedelta(minutes=each) for each in range(most + 2)]
    last = minutes[-1]
    assert free_at([], last, most) == last
    assert free_at(minutes[: most - 1], last, most) == last
    assert free_at(minutes[:most], last, most) == NOON + DAY
    assert free_at(minutes, last, most) == minutes[2] + DAY
    assert free_at(minutes[:most], NOON + DAY - timedelta(seconds=1), most) == NOON + DAY
    assert free_at(minutes[:most], NOON + DAY, most) == NOON + DAY  # now


def test_comments_are_bounded() -> None:
    assert checked_comment(" a\x00b ") == "ab"
    with pytest.raises(InkpostError):
        checked_comment("x" * 2001)
