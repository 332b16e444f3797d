"""What the doctor reports: a fault with its place, what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WIDTH = 30
"""Characters of the text shown on either side of a fault."""
LONGEST = 120
"""Characters of what is itself at fault, in an excerpt."""


class Severity(StrEnum):
    """How bad it is: the document will be wrong; it may be; it is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the part of the package, and the numbers, from 1, on the way down to the paragraph.

    ``story`` is the kind of part as an author knows it (``body``, ``header``, ``footnotes``). ``steps`` are pairs
    such as ``("table", 2)``, ``("row", 1)``, ``("cell", 3)``, ``("paragraph", 1)``; tables in tables have them twice.
    """

    part: str
    story: str = ""
    steps: tuple[tuple[str, int], ...] = ()

    def number(self, what: str) -> int | None:
        """The innermost number of a kind of step; none where there is no such step."""
        return next((number for name, number in reversed(self.steps) if name == what), None)

    def __str__(self) -> str:
        return ", ".join([self.story or self.part, *(f"{name} {number}" for name, number in self.steps)])


@dataclass(frozen=True, slots=True)
class Spot:
    """The text at fault: the paragraph's number, from 0, among all of its part, and the stretch of its text.

    An ``end`` of 0 means the paragraph as a whole.
    """

    paragraph: int
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``code`` is one of ``CODES``; ``excerpt`` the text around it; ``message`` and ``advice`` sentences."""

    code: str
    severity: Severity
    message: str
    advice: str
    place: Place | None = None
    excerpt: str = ""
    spot: Spot | None = None


CODES: dict[str, Severity] = {
    # braces
    "unclosed_brace": Severity.ERROR,
    "stray_closing_brace": Severity.ERROR,
    "empty_placeholder": Severity.ERROR,
    "malformed_placeholder": Severity.ERROR,
    "broken_placeholder": Severity.ERROR,
    "split_placeholder": Severity.ERROR,
    "doubled_braces": Severity.WARNING,
    "wrong_braces": Severity.WARNING,
    # names and modifiers
    "unknown_field": Severity.ERROR,
    "similar_field": Severity.WARNING,
    "undescribed_source": Severity.WARNING,
    "unknown_modifier": Severity.ERROR,
    "modifier_not_for_type": Severity.ERROR,
    "modifier_value": Severity.ERROR,
    # lists
    "array_outside_row": Severity.WARNING,
    "arrays_in_one_row": Severity.ERROR,
    "array_split_over_rows": Severity.WARNING,
    "block_unpaired": Severity.ERROR,
    # pictures
    "picture_of_other_type": Severity.ERROR,
    "picture_not_replaced": Severity.WARNING,
    # where nothing is filled
    "not_filled_here": Severity.WARNING,
    "deleted_text": Severity.NOTE,
    "change_inside": Severity.WARNING,
    "tracked_insertion": Severity.NOTE,
    # the file
    "font_missing": Severity.WARNING,
    "font_substituted": Severity.NOTE,
    "external_link": Severity.WARNING,
    "unseen_link": Severity.NOTE,
    "kept_field": Severity.NOTE,
    "macro": Severity.WARNING,
    # values
    "empty_field": Severity.WARNING,
    "unused_value": Severity.WARNING,
    "value_type": Severity.ERROR,
    "cannot_fill": Severity.ERROR,
}
"""Every code of a usable file, with how bad it is. A refused file has the code of its refusal instead."""


def fault(
    code: str, message: str, advice: str, place: Place | None = None, excerpt: str = "", spot: Spot | None = None
) -> Fault:
    """A fault with the severity that its code has."""
    return Fault(code, CODES[code], message, advice, place, excerpt, spot)


def around(text: str, start: int, end: int) -> str:
    """A stretch of a text with what stands beside it, in one line."""
    inside = text[start:end]
    if len(inside) > LONGEST:
        inside = f"{inside[: LONGEST // 2]}…{inside[-LONGEST // 2 :]}"
    before, after = text[max(start - WIDTH, 0) : start], text[end : end + WIDTH]
    head, tail = "…" if start > WIDTH else "", "…" if end + WIDTH < len(text) else ""
    return " ".join(f"{head}{before}{inside}{after}{tail}".split())


def shortened(text: str, most: int = 60) -> str:
    """A text for a sentence: in one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def worst(faults: Sequence[Fault]) -> Severity | None:
    """The worst severity among faults; none among none."""
    found = {each.severity for each in faults}
    return next((severity for severity in Severity if severity in found), None)
