"""The nineteen kinds of docflow, as the vendor's public table has them."""

from __future__ import annotations

import pytest

from inkpost.model.docflow import Side
from inkpost.model.workflows import WORKFLOWS, Action, AmendmentResponse, Confirmation, Invitation

# number, the parts (sender's receipt; the proxy's act; the recipient's act and receipt), what answers a confirmation,
# who gets a confirmation of a receipt, what answers a request to amend, roaming, invitation
TABLE = """
1 define_by_user signature optional_signature never - never operator_confirmation_or_receipt - never
2 define_by_user signature signature never - never operator_confirmation_or_receipt - never
3 define_by_user signature title define_by_user - never operator_confirmation_or_receipt - never
4 always - - - + initiator operator_confirmation_or_receipt - never
5 always - title never + initiator operator_confirmation_or_receipt - never
6 define_by_user signature - - - never operator_confirmation_or_receipt - never
7 define_by_user - optional_signature never - never none - always
8 never - title never - never operator_confirmation_or_receipt - define_by_user
9 define_by_user signature - - - never operator_confirmation_or_receipt - never
10 always - - - + initiator operator_confirmation_or_receipt - never
11 define_by_user signature title define_by_user - never operator_confirmation_or_receipt - never
12 always - title never + initiator operator_confirmation_or_receipt - never
13 define_by_user title title never - never operator_confirmation_or_receipt - never
14 always - signature never - never receipt - never
15 always - - - - initiator_counterpart operator_confirmation + never
16 always - title define_by_user - initiator_counterpart operator_confirmation + never
17 always - - - - initiator_counterpart operator_confirmation + never
18 always - title define_by_user - initiator_counterpart operator_confirmation + never
19 define_by_user signature title define_by_user - never operator_confirmation_or_receipt - never
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_workflow_is_as_the_table_says(row: list[str]) -> None:
    number, receipt, by_proxy, by_recipient, theirs, answered, confirmed, amended, roaming, invites = row
    workflow = WORKFLOWS[int(number)]
    proxy = workflow.participant(Side.PROXY)
    assert workflow.sender.side is Side.SENDER
    assert workflow.sender.action is Action.TITLE
    assert workflow.sender.title_receipt == receipt
    assert (proxy.action if proxy else "-") == by_proxy
    assert (workflow.recipient.action if workflow.recipient else "-") == by_recipient
    assert (workflow.recipient.title_receipt if workflow.recipient else "-") == theirs
    assert workflow.operator_confirmation_receipt is workflow.receipt_confirmation_receipt is (answered == "+")
    assert workflow.receipt_confirmation is Confirmation(confirmed)
    assert workflow.amendment_response is AmendmentResponse(amended)
    assert workflow.receipt_roaming_confirmation is (roaming == "+")
    assert workflow.invitation is Invitation(invites)


def test_there_are_nineteen() -> None:
    assert sorted(WORKFLOWS) == [int(row[0]) for row in ROWS] == list(range(1, 20))


def test_the_operator_confirms_titles_in_these_alone() -> None:
    """Older versions of the table say so of the first seventeen; of the last two their names do."""
    sender = {number for number, one in WORKFLOWS.items() if one.sender.confirmation is not Confirmation.NEVER}
    recipient = {
        number
        for number, one in WORKFLOWS.items()
        if one.recipient is not None and one.recipient.confirmation is not Confirmation.NEVER
    }
    amended = {number for number, one in WORKFLOWS.items() if one.amendment_confirmation is not Confirmation.NEVER}
    assert sender == {4, 5, 10, 12, 15, 16, 17, 18, 19}
    assert recipient == {18, 19}
    assert amended == {4, 5, 10, 15, 16, 17, 18, 19}
