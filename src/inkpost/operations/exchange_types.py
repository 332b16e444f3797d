"""What a posted document is: its type, function, version and docflow, and what it says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from inkpost.errors import InkpostError, Reason
from inkpost.model.exchange_posting import NewDocument

DATE: Final = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
LONGEST_NAME: Final = 255


@dataclass(frozen=True, slots=True)
class Described:
    """A document as it will be recorded."""

    type_name: str
    function: str
    version: str
    workflow_id: int
    attachment: str
    file_name: str
    title: str
    number: str | None
    date: date | None
    metadata: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sort:
    """What is known of a type: its word in titles, its docflows by function; the first is meant where none is said."""

    word: str
    workflows: Mapping[str, Sequence[int]]
    version: str
    formal: bool = False
    wants: Sequence[str] = ()


_FREE: Final = {"default": (1, 2)}
SORTS: Final[Mapping[str, Sort]] = {
    "Nonformalized": Sort("", {"default": (1,)}, "v1", wants=("FileName",)),
    "Contract": Sort("Договор", {"default": (2, 1)}, "v1", wants=("FileName", "DocumentNumber", "DocumentDate")),
    "ProformaInvoice": Sort(
        "Счёт", {"default": (6,)}, "v1", wants=("FileName", "DocumentNumber", "DocumentDate", "TotalSum")
    ),
    "AcceptanceCertificate": Sort("Акт", _FREE, "v1", wants=("FileName", "DocumentDate", "TotalSum")),
    "Invoice": Sort("СФ", {"default": (17, 4, 10, 15)}, "utd970_05_03_01", formal=True),
    "UniversalTransferDocument": Sort(
        "УПД",
        {"СЧФДОП": (18, 16), "ДОП": (3, 18, 16), "СЧФ": (17, 4, 10)},
        "utd970_05_03_01",
        formal=True,
    ),
}


def is_invoice(type_name: str, function: str) -> bool:
    """Whether a document is an invoice, or a transfer document that is one too."""
    return type_name.startswith("Invoice") or function in ("СЧФ", "СЧФДОП")


def described(given: NewDocument, *, strict: bool = True) -> Described:
    """What a posted document is. Not ``strict``: what it should say of itself may be missing still (drafts).

    Raises PARAMETER_INVALID and PARAMETER_MISSING with the path of the field and what is valid.
    """
    sort = SORTS.get(given.type_name)
    if sort is None:
        raise _wrong(f"{given.path}.type_named_id", f"no type {given.type_name[:50]!r}: valid are {', '.join(SORTS)}")
    function = given.function or next(iter(sort.workflows))
    if function not in sort.workflows:
        valid = ", ".join(sort.workflows)
        raise _wrong(f"{given.path}.function", f"{function[:50]!r} is none of {given.type_name}: valid are {valid}")
    workflows = sort.workflows[function]
    workflow = workflows[0] if given.workflow_id is None else given.workflow_id
    if workflow not in workflows:
        valid = ", ".join(map(str, workflows))
        raise _wrong(f"{given.path}.workflow_id", f"{workflow} is none of {given.type_name}: valid are {valid}")
    said = _metadata(given, sort, strict=strict)
    number, day = said.get("DocumentNumber"), _day(given, said)
    return Described(
        given.type_name,
        function,
        given.version or sort.version,
        workflow,
        given.type_name,
        said.get("FileName", "document"),
        _title(sort, said.get("FileName", "document"), number, day),
        number,
        day,
        list(said.items()),
    )


def _metadata(given: NewDocument, sort: Sort, *, strict: bool) -> dict[str, str]:
    said = dict(given.metadata)
    if len(said) != len(given.metadata):
        raise _wrong(f"{given.path}.metadata", "a key is given twice")
    if strict:
        missing = [key for key in sort.wants if not said.get(key, "").strip()]
        if missing:
            told = f"{', '.join(missing)} missing: {given.type_name} wants {', '.join(sort.wants)}"
            raise InkpostError(
                Reason.PARAMETER_MISSING, f"{given.path}.metadata: {told}", subject=f"{given.path}.metadata"
            )
    name = said.get("FileName", "")
    if len(name) > LONGEST_NAME or "/" in name or "\\" in name or any(ord(each) < 32 for each in name):
        raise _wrong(
            f"{given.path}.metadata",
            f"FileName is no name of a file: 1 to {LONGEST_NAME} characters without slashes and control characters",
        )
    return said


def _day(given: NewDocument, said: Mapping[str, str]) -> date | None:
    text = said.get("DocumentDate")
    if not text:
        return None
    found = DATE.fullmatch(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else _no_day(given, text)
    except ValueError:
        return _no_day(given, text)


def _no_day(given: NewDocument, text: str) -> date:
    raise _wrong(f"{given.path}.metadata", f"DocumentDate {text[:30]!r} is no date: it is written DD.MM.YYYY")


def _title(sort: Sort, file_name: str, number: str | None, day: date | None) -> str:
    if not sort.word:
        return file_name[:1].upper() + file_name[1:]
    of_number = f" №{number}" if number else ""
    return f"{sort.word}{of_number} от {day:%d.%m.%y}" if day else f"{sort.word}{of_number}"


def _wrong(path: str, why: str) -> InkpostError:
    return InkpostError(Reason.PARAMETER_INVALID, f"{path}: {why}", subject=path)
