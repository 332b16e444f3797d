"""What can be done with the directories of the CRM: the stages, the sources and the other values of list fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.crm import NAMES
from inkpost.model.crm_directories import (
    COLOR,
    LONGEST_NAME,
    SIMPLE,
    STAGE_CODE,
    SUCCESS,
    Category,
    Directory,
    Entry,
    stage_directory,
)
from inkpost.model.crm_fields import COMPANY, CONTACT, DEAL, INVOICE, LEAD, QUOTE
from inkpost.model.listing import ListQuery, Sort
from inkpost.model.people import Right
from inkpost.operations.kit import Work, operation
from inkpost.store import crm_categories, crm_types, events
from inkpost.store import crm_directories as stored

Given = Mapping[str, Any]
FIRST_SORT: Final = 10
LARGEST_SORT: Final = 2**31 - 1
_ORDER: Final = (Sort("sort"), Sort("id"))
_STAGES: Final = {
    LEAD: ("Lead stages", "Стадии лидов"),
    QUOTE: ("Estimate stages", "Стадии предложений"),
    INVOICE: ("Invoice stages", "Стадии счетов"),
}


@operation(right=Right.SIGNED_IN)
def directories(work: Work) -> list[Directory]:
    """Every directory that the organisation has, those of stages with their pipelines."""
    return list(_directories(work))


@operation(right=Right.CRM_VIEW)
def entries(work: Work, directory: str) -> list[Entry]:
    """The entries of a directory in their order. Raises PARAMETER_INVALID (``directory``), FORBIDDEN."""
    _directory(work, directory)
    return stored.of_directory(work.db, work.organization_id, directory)


@operation(right=Right.CRM_VIEW)
def page(work: Work, query: ListQuery) -> tuple[list[Entry], int | None]:
    """The entries of all directories that match, all on one page. Raises FORBIDDEN."""
    whole = ListQuery(query.conditions, query.order or _ORDER, limit=stored.MOST_ENTRIES)
    return stored.page(work.db, work.organization_id, whole)


@operation(right=Right.CRM_VIEW)
def get(work: Work, number: int) -> Entry:
    """One entry. Raises NOT_FOUND, FORBIDDEN."""
    return _found(work, number)


@operation(right=Right.CRM_CONFIGURE)
def add(work: Work, given: Given) -> Entry:
    """Add an entry: directory, code, name, and sort, colour and semantics where they are said.

    The code of a stage of a pipeline gets the pipeline's prefix. Raises PARAMETER_MISSING (``directory``, ``code``,
    ``both``, ``name``), PARAMETER_INVALID (``directory``, ``sort``, ``code``, ``name``, ``color``, ``semantics``),
    CONFLICT for a code that there is, LIMIT_REACHED.
    """
    _demand_given(given)
    directory = _directory(work, given["directory"])
    values = {"sort": FIRST_SORT, **_columns(given), "code": _code(directory, given["code"])}
    values["semantics"] = _semantics(given.get("semantics"))
    if not values.get("name"):
        raise InkpostError(Reason.PARAMETER_MISSING, "The name is required", subject="name")
    _demand_before_the_end(work, directory, values)
    _demand_room(work)
    made = stored.add(work.db, work.organization_id, directory=directory.name, **values, **_of(directory))
    if made is None:
        raise InkpostError(Reason.CONFLICT, f"{directory.name} has an entry {values['code']}", subject="code")
    _record(work, "crm.directory_entry.added", made)
    return made


@operation(right=Right.CRM_CONFIGURE)
def change(work: Work, number: int, given: Given) -> None:
    """Set the name, the sort or the colour of an entry. Raises NOT_FOUND, PARAMETER_MISSING, PARAMETER_INVALID."""
    present = _found(work, number, lock=True)
    values = _columns(given)
    if "name" in values and not values["name"]:
        raise InkpostError(Reason.PARAMETER_MISSING, "The name is required", subject="name")
    if values:
        stored.change(work.db, present.id, **values)
        _record(work, "crm.directory_entry.updated", present)


@operation(right=Right.CRM_CONFIGURE)
def remove(work: Work, number: int, *, forced: bool = False) -> None:
    """Delete an entry, one of the system only by force.

    Raises NOT_FOUND, CONFLICT (``system``; ``items`` while any item is in the stage).
    """
    present = _found(work, number, lock=True)
    if present.system and not forced:
        raise InkpostError(Reason.CONFLICT, "An entry of the system is deleted only by force", subject="system")
    if stored.in_use(work.db, present):
        raise InkpostError(Reason.CONFLICT, f"There are items in the stage {present.code}", subject="items")
    stored.remove(work.db, present.id)
    _record(work, "crm.directory_entry.deleted", present)


def _found(work: Work, number: int, *, lock: bool = False) -> Entry:
    found = stored.find(work.db, work.organization_id, number, lock=lock)
    if found is None:
        raise InkpostError(Reason.NOT_FOUND, "There is no such entry of a directory", subject="entry")
    return found


def _directory(work: Work, name: str) -> Directory:
    found = next((each for each in _directories(work) if each.name == name), None)
    if found is None:
        message = f"There is no directory {name[:50]!r}: it takes {', '.join(SIMPLE)} or one of stages"
        raise InkpostError(Reason.PARAMETER_INVALID, message, subject="directory")
    return found


def _directories(work: Work) -> Iterator[Directory]:
    russian = work.caller.organization.language == "ru"
    categories = crm_categories.of_organization(work.db, work.organization_id)
    yield Directory("STATUS", _STAGES[LEAD][russian], LEAD)
    yield from (Directory(name, titles[russian]) for name, titles in SIMPLE.items())
    yield Directory("QUOTE_STATUS", _STAGES[QUOTE][russian], QUOTE)
    yield from _of_system(categories, russian)
    kinds = {each.type_id: each for each in crm_types.of_organization(work.db, work.organization_id)}
    for each in categories:
        kind = kinds.get(each.type_id)
        if kind is not None:
            name = stage_directory(each.type_id, each.number)
            enabled = kind.flags["isStagesEnabled"]
            yield Directory(name, f"{kind.title} ({each.name})", each.type_id, each, enabled)


def _of_system(categories: Iterable[Category], russian: bool) -> Iterator[Directory]:
    for each in categories:
        if each.type_id not in NAMES or each.type_id in (CONTACT, COMPANY):
            continue
        title = _STAGES[INVOICE][russian] if each.type_id == INVOICE else _of_deals(each, russian)
        yield Directory(stage_directory(each.type_id, each.number), title, each.type_id, each)


def _of_deals(category: Category, russian: bool) -> str:
    return f"Стадии сделок ({category.name})" if russian else f"{category.name} deal stages"


def _demand_given(given: Given) -> None:
    missing = [name for name in ("directory", "code") if not given.get(name)]
    if missing:
        subject = "both" if len(missing) == 2 else missing[0]
        raise InkpostError(Reason.PARAMETER_MISSING, f"Not given: {', '.join(missing)}", subject=subject)


def _columns(given: Given) -> dict[str, Any]:
    """What may be set at any time, once it is found to be possible."""
    values = {name: given[name] for name in ("name", "sort", "color") if given.get(name) is not None}
    if "name" in given:
        values["name"] = _name(given["name"])
    if "color" in values and not COLOR.match(values["color"]):
        raise _invalid("color", f"{values['color'][:20]!r}: it takes a colour such as #39A8EF")
    if "sort" in values and not 0 <= values["sort"] <= LARGEST_SORT:
        raise _invalid("sort", f"{values['sort']}: it takes 0 to {LARGEST_SORT}", action="range")
    return values


def _name(given: str | None) -> str:
    name = (given or "").strip()
    if len(name) > LONGEST_NAME or "\0" in name:
        raise _invalid("name", f"{len(name)} characters: it takes 1 to {LONGEST_NAME}")
    return name


def _code(directory: Directory, given: str) -> str:
    code = directory.whole_code(given)
    bare = code.removeprefix(f"{directory.prefix}:") if directory.prefix else code
    if len(code) > directory.longest_code or "\0" in code:
        raise _invalid("code", f"{len(code)} characters: it takes at most {directory.longest_code}")
    if directory.type_id in (LEAD, DEAL, QUOTE) and not STAGE_CODE.match(bare):
        raise _invalid("code", f"{bare!r}: it takes Latin letters, digits, hyphens and underscores")
    return code


def _semantics(given: str | None) -> str:
    if given not in (None, "", "S", "F", "P"):
        raise _invalid("semantics", f"{given[:20]!r}: it takes S, F or nothing")
    return "" if given in (None, "P") else given


def _demand_before_the_end(work: Work, directory: Directory, values: Given) -> None:
    """A stage on the way stands before the one of success."""
    if directory.type_id is None or values["semantics"]:
        return
    stages = stored.of_directory(work.db, work.organization_id, directory.name)
    won = next((each for each in stages if each.semantics == SUCCESS), None)
    if won is not None and values["sort"] > won.sort:
        raise _invalid("sort", f"{values['sort']}: the stage of success stands at {won.sort}", action="final")


def _demand_room(work: Work) -> None:
    if stored.count(work.db, work.organization_id) >= stored.MOST_ENTRIES:
        message = f"The directories have {stored.MOST_ENTRIES} entries at most"
        raise InkpostError(Reason.LIMIT_REACHED, message, subject="entries")


def _of(directory: Directory) -> dict[str, Any]:
    category = directory.category.number if directory.category and directory.prefix else None
    return {"type_id": directory.type_id, "category_id": category}


def _invalid(name: str, fault: str, *, action: str = "") -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"{name} is {fault}", subject=name, action=action)


def _record(work: Work, kind: str, entry: Entry) -> None:
    events.append(
        work.db,
        work.organization_id,
        kind,
        "crm_directory_entry",
        entry.id,
        user_id=work.user_id,
        directory=entry.directory,
        code=entry.code,
    )
