"""The status of a document in words, as one side reads it: first what matters, beside it what its box is deciding.

Texts seen in the vendor's documentation, in the specification or in programs that read them are marked so; the others
are ours, made to match.
"""

from __future__ import annotations

from typing import Final

from inkpost.engines.docflow.seen import Severity, StatusText, View

INFO, SUCCESS, WARNING, ERROR = Severity.INFO, Severity.SUCCESS, Severity.WARNING, Severity.ERROR

FINISHED: Final = StatusText("Документооборот завершен", "Docflow is finished", INFO)  # S
REVOKED: Final = StatusText("Аннулирован", "Revoked", ERROR)  # U


def primary(view: View) -> StatusText:
    """What the document waits for, or what became of it."""
    return FINISHED


def secondary(view: View) -> StatusText | None:
    """What the box is deciding within itself."""
    return None
