"""The kinds of docflow: who takes part, who signs what, which receipts and operator's confirmations each step wants.

A workflow is data; ``engines/docflow`` reads it and knows no kind by its number. All of it comes from the vendor's
public table but ``Participant.confirmation`` and ``Workflow.amendment_confirmation``, which only older versions of that
table have: what they lack is taken from the kind's name and the orders of exchange. See ``docs/docflow.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from inkpost.model.docflow import Side


class Action(StrEnum):
    """What a participant adds to the document."""

    TITLE = "title"
    SIGNATURE = "signature"
    OPTIONAL_SIGNATURE = "optional_signature"  # where the sender asked for it


class TitleReceipt(StrEnum):
    """Whether the other side owes a receipt of a participant's title."""

    NEVER = "never"
    DEFINE_BY_USER = "define_by_user"  # where the title's author asked for it
    ALWAYS = "always"


class Confirmation(StrEnum):
    """To whom the operator confirms that something passed through it."""

    NEVER = "never"
    INITIATOR = "initiator"  # its author alone
    INITIATOR_COUNTERPART = "initiator_counterpart"  # each side its own


class AmendmentResponse(StrEnum):
    """What answers a request to amend."""

    NONE = "none"
    RECEIPT = "receipt"
    OPERATOR_CONFIRMATION = "operator_confirmation"
    OPERATOR_CONFIRMATION_OR_RECEIPT = "operator_confirmation_or_receipt"


class Invitation(StrEnum):
    """Whether a document of this kind invites its recipient to exchange."""

    NEVER = "never"
    DEFINE_BY_USER = "define_by_user"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Participant:
    """One participant's part in a workflow; ``confirmation`` is the operator's, of its title or answer."""

    side: Side
    action: Action
    title_receipt: TitleReceipt = TitleReceipt.NEVER
    confirmation: Confirmation = Confirmation.NEVER


@dataclass(frozen=True, slots=True)
class Workflow:
    """One kind of docflow. The receipts and confirmations are those beyond the participants' own titles."""

    id: int
    name: str
    participants: tuple[Participant, ...]
    operator_confirmation_receipt: bool = False  # each side owes a receipt of its confirmation of the title
    receipt_confirmation_receipt: bool = False  # and of its confirmation of its receipt
    receipt_confirmation: Confirmation = Confirmation.NEVER  # of the receipt of the sender's title
    amendment_response: AmendmentResponse = AmendmentResponse.OPERATOR_CONFIRMATION_OR_RECEIPT
    amendment_confirmation: Confirmation = Confirmation.NEVER
    receipt_roaming_confirmation: bool = False
    invitation: Invitation = Invitation.NEVER

    @property
    def sender(self) -> Participant:
        """The sender's part; every workflow has one, and has it first."""
        return self.participants[0]

    @property
    def recipient(self) -> Participant | None:
        """The recipient's part, or none where it answers with receipts alone."""
        return self.participant(Side.RECIPIENT)

    def participant(self, side: Side) -> Participant | None:
        """The part of ``side``, or none where the workflow has no such participant."""
        for participant in self.participants:
            if participant.side is side:
                return participant
        return None


_NEVER, _ASKED, _ALWAYS = TitleReceipt.NEVER, TitleReceipt.DEFINE_BY_USER, TitleReceipt.ALWAYS
_BOTH = Confirmation.INITIATOR_COUNTERPART


def _sender(receipt: TitleReceipt, confirmation: Confirmation = Confirmation.NEVER) -> Participant:
    return Participant(Side.SENDER, Action.TITLE, receipt, confirmation)


def _proxy(action: Action = Action.SIGNATURE) -> Participant:
    return Participant(Side.PROXY, action)


def _recipient(
    action: Action, receipt: TitleReceipt = TitleReceipt.NEVER, confirmation: Confirmation = Confirmation.NEVER
) -> Participant:
    return Participant(Side.RECIPIENT, action, receipt, confirmation)


def _receipted(id: int, name: str, *participants: Participant) -> Workflow:
    """The order of exchange until July 2021: every confirmation is answered by a receipt."""
    return Workflow(
        id,
        name,
        participants,
        operator_confirmation_receipt=True,
        receipt_confirmation_receipt=True,
        receipt_confirmation=Confirmation.INITIATOR,
        amendment_confirmation=_BOTH,
    )


def _confirmed(id: int, name: str, *participants: Participant) -> Workflow:
    """The order of exchange since July 2021: the operator confirms to both sides, and nobody answers that."""
    return Workflow(
        id,
        name,
        participants,
        receipt_confirmation=_BOTH,
        amendment_response=AmendmentResponse.OPERATOR_CONFIRMATION,
        amendment_confirmation=_BOTH,
        receipt_roaming_confirmation=True,
    )


_TABLE: Final = (
    Workflow(
        1,
        "BilateralWithOptionalSignature",
        (_sender(_ASKED), _proxy(), _recipient(Action.OPTIONAL_SIGNATURE)),
    ),
    Workflow(2, "BilateralWithSignature", (_sender(_ASKED), _proxy(), _recipient(Action.SIGNATURE))),
    Workflow(3, "BilateralWithTitle", (_sender(_ASKED), _proxy(), _recipient(Action.TITLE, _ASKED))),
    _receipted(4, "UnilateralWithReceiptAndConfirmationLegacy", _sender(_ALWAYS, _BOTH)),
    _receipted(
        5,
        "BilateralWithTitleAndReceiptAndConfirmationLegacy",
        _sender(_ALWAYS, _BOTH),
        _recipient(Action.TITLE),
    ),
    Workflow(6, "Unilateral", (_sender(_ASKED), _proxy())),
    Workflow(
        7,
        "TrustConnectionRequest",
        (_sender(_ASKED), _recipient(Action.OPTIONAL_SIGNATURE)),
        amendment_response=AmendmentResponse.NONE,
        invitation=Invitation.ALWAYS,
    ),
    Workflow(
        8,
        "BilateralWithTitleWithoutReceipt",
        (_sender(_NEVER), _recipient(Action.TITLE)),
        invitation=Invitation.DEFINE_BY_USER,
    ),
    Workflow(9, "FormalizedUnilateral", (_sender(_ASKED), _proxy())),
    _receipted(10, "UnilateralWithReceiptAndConfirmation", _sender(_ALWAYS, _BOTH)),
    Workflow(
        11,
        "BilateralWithTitleAndReceiptAndRecipientTitleReceipt",
        (_sender(_ASKED), _proxy(), _recipient(Action.TITLE, _ASKED)),
    ),
    replace(
        _receipted(
            12,
            "BilateralWithTitleAndReceiptAndConfirmationAndRecipientTitleReceipt",
            _sender(_ALWAYS, _BOTH),
            _recipient(Action.TITLE),
        ),
        amendment_confirmation=Confirmation.NEVER,
    ),
    Workflow(13, "TrilateralWithTitle", (_sender(_ASKED), _proxy(Action.TITLE), _recipient(Action.TITLE))),
    Workflow(
        14,
        "BilateralWithReceiptAndSignature",
        (_sender(_ALWAYS), _recipient(Action.SIGNATURE)),
        amendment_response=AmendmentResponse.RECEIPT,
    ),
    _confirmed(15, "UnilateralWithTitleReceiptAndConfirmationLegacy", _sender(_ALWAYS, _BOTH)),
    _confirmed(
        16,
        "BilateralWithTitleAndTitleReceiptAndConfirmation",
        _sender(_ALWAYS, _BOTH),
        _recipient(Action.TITLE, _ASKED),
    ),
    _confirmed(17, "UnilateralWithTitleReceiptAndConfirmation", _sender(_ALWAYS, _BOTH)),
    _confirmed(
        18,
        "BilateralWithTitleAndTitleReceiptAndConfirmationAndRecipientTitleConfirmation",
        _sender(_ALWAYS, _BOTH),
        _recipient(Action.TITLE, _ASKED, _BOTH),
    ),
    Workflow(
        19,
        "BilateralWithTitle",
        (_sender(_ASKED, _BOTH), _proxy(), _recipient(Action.TITLE, _ASKED, _BOTH)),
        amendment_confirmation=_BOTH,
    ),
)

WORKFLOWS: Final[Mapping[int, Workflow]] = MappingProxyType({workflow.id: workflow for workflow in _TABLE})
"""Every workflow by its number, 1 to 19."""
