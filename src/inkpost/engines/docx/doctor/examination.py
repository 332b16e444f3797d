"""Examines a template: every check over one reading of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from inkpost.engines.docx.doctor.checks import braces, fonts, given, links, lists, modifiers, names, pictures, unfilled
from inkpost.engines.docx.doctor.comments import annotated
from inkpost.engines.docx.doctor.faults import Fault, Severity
from inkpost.engines.docx.doctor.fontconfig import Fonts, SystemFonts
from inkpost.engines.docx.doctor.known import Known
from inkpost.engines.docx.doctor.paper import Occurrence, Paper, Story, open_paper
from inkpost.engines.docx.doctor.reading import occurrences
from inkpost.engines.docx.limits import DEFAULT_LIMITS, DocxRefused, Limits
from inkpost.engines.docx.marking import COMPATIBILITY, iter_word
from inkpost.engines.docx.package import damaged
from inkpost.model.fields import RegionFormat

MOST_FAULTS = 1000
"""Faults that a report lists; of the others it says how many they are, as far as they were gathered."""
_MOST_GATHERED = 5 * MOST_FAULTS
"""Faults of one check."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. A file that is ``refused`` has one fault with the code and the sentence of its refusal.

    ``left_out`` counts faults beyond ``MOST_FAULTS``. ``names`` are the names of the placeholders; ``empty`` and
    ``unused`` those of fields without a value and of values without a placeholder, where values were given.
    ``commented`` is the template with a comment at each fault, where it was asked for.
    """

    faults: tuple[Fault, ...]
    refused: bool = False
    left_out: int = 0
    names: tuple[str, ...] = ()
    empty: tuple[str, ...] | None = None
    unused: tuple[str, ...] | None = None
    commented: bytes | None = None

    def count(self, severity: Severity) -> int:
        """How many of the listed faults are this bad."""
        return sum(fault.severity is severity for fault in self.faults)

    @property
    def sound(self) -> bool:
        """Whether there is nothing to mend: notes may be there."""
        return not self.refused and all(fault.severity is Severity.NOTE for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Request:
    """What to hold a template against. With ``values`` it is filled, and the values are looked at as well."""

    known: Known
    region: RegionFormat = RegionFormat()  # noqa: RUF009 - it is frozen
    values: bool = False
    commented: bool = False


def examine(data: bytes, request: Request, *, fonts: Fonts | None = None, limits: Limits = DEFAULT_LIMITS) -> Report:
    """Everything that is wrong with a template; also with a file that is none, so this raises nothing."""
    try:
        paper = open_paper(data, limits)
        return _examined(paper, request, fonts or SystemFonts())
    except DocxRefused as refused:
        return Report((_refusal(refused),), refused=True)
    except RecursionError:
        return Report((_refusal(damaged("its XML is nested too deeply")),), refused=True)


def _refusal(refused: DocxRefused) -> Fault:
    advice = _ADVICE.get(refused.code, "Save it once more with Word or LibreOffice as .docx")
    return Fault(refused.code, Severity.ERROR, refused.message, advice)


_ADVICE = {
    "encrypted": "Save it without a password",
    "macros": "Save it as a document without macros (.docx)",
    "not_docx": "Save it as .docx",
    "zip_bomb": "Make the template anew",
    "unsafe_name": "Make the template anew",
    "too_large": "Make pictures smaller, or part the template in several",
}


def _examined(paper: Paper, request: Request, there: Fonts) -> Report:
    found = occurrences(paper)
    faults = list(_checked(paper, found, request.known, there))
    outcome = given.check(paper, found, request.known, request.region) if request.values else None
    faults += outcome.faults if outcome else ()
    kept = _ordered(_once(paper, faults))
    listed = tuple(kept[:MOST_FAULTS])
    return Report(
        faults=listed,
        left_out=len(kept) - len(listed),
        names=tuple(placeholder.name for placeholder in paper.program.placeholders),
        empty=outcome.empty if outcome else None,
        unused=outcome.unused if outcome else None,
        commented=annotated(paper, listed) if request.commented else None,
    )


def _checked(paper: Paper, found: Sequence[Occurrence], known: Known, there: Fonts) -> Iterator[Fault]:
    checks = (
        braces.check(paper),
        names.check(found, known),
        modifiers.check(found, known),
        lists.check(found, known),
        pictures.check(paper, found, known),
        unfilled.check(paper, found),
        fonts.check(paper, there),
        links.check(paper),
    )
    for faults in checks:
        yield from islice(faults, _MOST_GATHERED)


def _once(paper: Paper, faults: Iterable[Fault]) -> list[Fault]:
    """Of what stands in both representations of the same thing, the first."""
    twins = {(story.part, number) for story in paper.stories for number in _second(story)}
    seen = {_likeness(each) for each in faults if not _is_twin(each, twins)} if twins else set()
    return [each for each in faults if not (_is_twin(each, twins) and _likeness(each) in seen)]


def _second(story: Story) -> Iterator[int]:
    """The numbers of the paragraphs in second representations."""
    for fallback in story.root.iter(f"{{{COMPATIBILITY}}}Fallback"):
        yield from (story.numbers[paragraph] for paragraph in iter_word(fallback, "p"))


def _is_twin(fault: Fault, twins: set[tuple[str, int]]) -> bool:
    return bool(twins and fault.place and fault.spot and (fault.place.part, fault.spot.paragraph) in twins)


def _likeness(fault: Fault) -> tuple[str, str, str, str]:
    return fault.code, fault.message, fault.excerpt, fault.place.part if fault.place else ""


def _ordered(faults: list[Fault]) -> list[Fault]:
    """In the order of the text: parts as they were met, paragraphs from the top; what has no place comes last."""
    parts = {part: n for n, part in enumerate(dict.fromkeys(each.place.part for each in faults if each.place))}

    def key(fault: Fault) -> tuple[int, int, int]:
        part = parts[fault.place.part] if fault.place else len(parts)
        return part, fault.spot.paragraph if fault.spot else -1, fault.spot.start if fault.spot else 0

    return sorted(faults, key=key)
