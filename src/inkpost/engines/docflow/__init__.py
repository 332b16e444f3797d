"""The life of a document between boxes: a fold over its entities under its workflow, without a database and a wire.

``fold`` and ``step`` make the state that both boxes share, ``legal`` and ``check_step`` say what may come next,
``view`` tells one box its side: statuses, texts, duties and the lists the document is found in; ``threads`` tells it
which entity answers which.
"""

from inkpost.engines.docflow.approvals import Approval, Standing
from inkpost.engines.docflow.facts import Response, Revocation
from inkpost.engines.docflow.lists import CAN_OCCUR
from inkpost.engines.docflow.seen import Receipts, ReceiptStanding, Roaming, Seen, Severity, StatusText, View
from inkpost.engines.docflow.state import State, fold, step
from inkpost.engines.docflow.steps import IllegalStep, Step, check_step, legal
from inkpost.engines.docflow.summaries import Family, Summary, summary
from inkpost.engines.docflow.threads import (
    AmendmentThread,
    AnswerThread,
    ConfirmationThread,
    ReceiptThread,
    RevocationThread,
    Threads,
    threads,
)
from inkpost.engines.docflow.views import view

__all__ = [
    "CAN_OCCUR",
    "AmendmentThread",
    "AnswerThread",
    "Approval",
    "ConfirmationThread",
    "Family",
    "IllegalStep",
    "ReceiptStanding",
    "ReceiptThread",
    "Receipts",
    "Response",
    "Revocation",
    "RevocationThread",
    "Roaming",
    "Seen",
    "Severity",
    "Standing",
    "State",
    "StatusText",
    "Step",
    "Summary",
    "Threads",
    "View",
    "check_step",
    "fold",
    "legal",
    "step",
    "summary",
    "threads",
    "view",
]
