"""What can be done with regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.people import Right
from inkpost.model.regions import PREDEFINED, Region
from inkpost.operations.kit import Work, operation
from inkpost.store import events
from inkpost.store import regions as stored

LONGEST: Final = 255
LONGEST_PHRASE: Final = 10_000
MOST_PHRASES: Final = 1000


@dataclass(frozen=True, slots=True)
class RegionChange:
    """What is to be set; None leaves it as it is. Formats as regions write them (``DD.MM.YYYY``, ``#NAME#``).

    ``phrases`` are laid over those that are there; a phrase that is None is taken out.
    """

    title: str | None = None
    language: str | None = None
    date_format: str | None = None
    datetime_format: str | None = None
    name_format: str | None = None
    phrases: Mapping[str, str | None] | None = None


@operation(right=Right.TEMPLATES_MODIFY)
def add(work: Work, given: RegionChange) -> Region:
    """Record a region of the caller's organisation. Raises PARAMETER_MISSING (title), PARAMETER_INVALID."""
    if given.title is None:
        raise _untitled()
    region = stored.add(work.db, organization_id=work.organization_id, **_columns(given, {}))
    _record(work, "region.added", region)
    return region


@operation(right=Right.TEMPLATES_MODIFY)
def update(work: Work, name: str, given: RegionChange) -> Region:
    """Change what is named of an own region. Two changes at once follow one another, so none is lost.

    Raises NOT_FOUND (also for a predefined one), PARAMETER_MISSING (an empty title), PARAMETER_INVALID.
    """
    region = stored.find(work.db, work.organization_id, name, lock=True)
    if region is None or region.id is None:
        raise _not_found()
    columns = _columns(given, region.phrases)
    if not columns:
        return region
    changed = stored.change(work.db, region.id, **columns)
    _record(work, "region.updated", changed)
    return changed


@operation(right=Right.TEMPLATES_MODIFY)
def get(work: Work, name: str) -> Region:
    """A region by a predefined one's code or an own one's number. Raises NOT_FOUND."""
    region = stored.find(work.db, work.organization_id, name)
    if region is None:
        raise _not_found()
    return region


@operation(right=Right.TEMPLATES_MODIFY)
def every(work: Work) -> list[Region]:
    """The predefined regions and after them the organisation's own by number."""
    return [*PREDEFINED.values(), *stored.own(work.db, work.organization_id)]


@operation(right=Right.TEMPLATES_MODIFY)
def delete(work: Work, name: str) -> None:
    """Delete an own region; one that is not there, or is predefined, is no fault.

    Raises CONFLICT while active templates name it. Deleted and inactive ones keep the name and write the default way.
    """
    region = stored.find(work.db, work.organization_id, name, lock=True)
    if region is None or region.id is None:
        return
    if stored.in_use(work.db, work.organization_id, region.id):
        raise InkpostError(Reason.CONFLICT, "There are templates linked to this region", subject="region")
    stored.remove(work.db, region.id)
    _record(work, "region.deleted", region)


def _not_found() -> InkpostError:
    return InkpostError(Reason.NOT_FOUND, "Region not found", subject="region")


def _untitled() -> InkpostError:
    return InkpostError(Reason.PARAMETER_MISSING, 'Required field "TITLE" is not filled', subject="title")


_LIMITS = {
    "title": ("title", LONGEST),
    "language": ("languageId", 32),
    "date_format": ("formatDate", LONGEST),
    "datetime_format": ("formatDatetime", LONGEST),
    "name_format": ("formatName", LONGEST),
}


def _columns(given: RegionChange, phrases: Mapping[str, str]) -> dict[str, Any]:
    if given.title is not None and not given.title.strip():
        raise _untitled()
    columns: dict[str, Any] = {}
    for name, (said, most) in _LIMITS.items():
        item = getattr(given, name)
        if item is not None:
            _check_length(said, item, most)
            columns[name] = item
    if given.phrases is not None:
        columns["phrases"] = _merged(phrases, given.phrases)
    return columns


def _merged(phrases: Mapping[str, str], given: Mapping[str, str | None]) -> dict[str, str]:
    for name, phrase in given.items():
        _check_length("the name of a phrase", name, LONGEST)
        _check_length(f"phrases.{name}", phrase or "", LONGEST_PHRASE)
    merged = {name: phrase for name, phrase in {**phrases, **given}.items() if phrase is not None}
    if len(merged) > MOST_PHRASES:
        raise _invalid("phrases", f"phrases would be {len(merged)}: a region takes at most {MOST_PHRASES}")
    return merged


def _check_length(said: str, item: str, most: int) -> None:
    if len(item) > most:
        raise _invalid(said, f"{said} has {len(item)} characters: it takes at most {most}")


def _invalid(field: str, message: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, message, subject=field)


def _record(work: Work, kind: str, region: Region) -> None:
    events.append(work.db, work.organization_id, kind, "region", region.id or 0, user_id=work.user_id)
