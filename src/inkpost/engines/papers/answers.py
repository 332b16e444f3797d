"""What a recipient's title says: which document it answers, and how what was sent was taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inkpost.engines.papers.reading import (
    LARGEST,
    NotReadable,
    maybe,
    one_of,
    one_value_of,
    text_of,
    tree_of,
    value,
    value_or_none,
)

_LONGEST: Final = 255
_FORMS: Final[Mapping[str, bool]] = {"1115132": False, "1115128": True}
"""The numbers of the forms (КНД), and whether each answers a correction."""
MOST_SIGNATURES: Final = 100


class Outcome(StrEnum):
    """How goods, work or services were taken."""

    ACCEPTED = "1"
    WITH_RESERVATIONS = "2"
    REJECTED = "3"


@dataclass(frozen=True, slots=True)
class Answered:
    """What stands in the title. ``about`` names the file that it answers, ``signatures`` in base64 those under that."""

    file_id: str
    about: str
    function: str
    correction: bool
    outcome: Outcome
    signatures: tuple[str, ...]


def answered_in(content: bytes) -> Answered:
    """Read a recipient's title in the tax service's form. Nothing outside of it is looked at.

    One that does not say how it was taken accepts without reservations, as the older form has it, and those about
    corrections. Raises NotReadable, which says which element or attribute is missing or wrong.
    """
    root = tree_of(content, largest=LARGEST)
    if root.tag != "Файл":
        raise NotReadable(f"its root is {str(root.tag)[:50]!r}, of such titles it is 'Файл'")
    title = one_of(root, "ИнфПок", "Документ")
    correction = _FORMS[one_value_of(title, "КНД", _FORMS)]
    about, deed = one_of(title, "ИдИнфПрод"), one_of(title, "СодФХЖ4")
    taken = one_of(deed, "СвСоглас" if correction else "СвПрин")
    code = None if correction else maybe(taken, "КодСодОпер")
    return Answered(
        file_id=value_or_none(root, "ИдФайл", longest=_LONGEST),
        about=value(about, "ИдФайлИнфПр", longest=_LONGEST),
        function=value(deed, "ФункцияПр" if correction else "Функция", longest=10),
        correction=correction,
        outcome=Outcome(one_value_of(code, "КодИтога", Outcome)) if code is not None else Outcome.ACCEPTED,
        signatures=tuple(text_of(each) for each in about.findall("ЭП")[:MOST_SIGNATURES]),
    )
