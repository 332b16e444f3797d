"""A list of documents as the body of a request asks for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from inkpost.errors import InkpostError, Reason
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.queries import Fault, reader
from inkpost.faces.diadoc.translate.index_keys import read_index_key
from inkpost.faces.diadoc.translate.lists import read_class, read_status, read_type, wrong
from inkpost.faces.diadoc.translate.names import given_box, given_guid
from inkpost.model.docflow_categories import Status
from inkpost.model.exchange_lists import DepartmentTree, ListAsked, Order

MOST: Final = 10
"""Items of one list of a request."""
_SUM: Final = re.compile(r"[0-9]{1,18}(?:[.,][0-9]{1,6})?", re.ASCII)
_LISTS: Final = (
    "CounteragentBoxIds",
    "FromDepartmentIds",
    "ToDepartmentIds",
    "Departments",
    "DocumentTypeNamedIds",
    "DocumentStatuses",
    "FileNames",
    "DocumentNumbers",
    "TotalSums",
    "CustomData",
)
T = TypeVar("T")


def read_request(given: pb.GetDocumentsV4Request) -> ListAsked:
    """What a request asks for. Raises PARAMETER_INVALID with the path of the field."""
    for name in _LISTS:
        if len(getattr(given, name)) > MOST:
            told = f"{name} has {len(getattr(given, name))} items: at most {MOST} are taken"
            raise InkpostError(Reason.PARAMETER_INVALID, told, subject=name)
    dated = bool(given.FromDocumentDate or given.ToDocumentDate)
    if dated and (given.HasField("FromTimestamp") or given.HasField("ToTimestamp")):
        raise together("FromTimestamp and ToTimestamp", "FromDocumentDate and ToDocumentDate")
    return ListAsked(
        document_class=read_class(given.DocumentCategory, "DocumentCategory"),
        statuses=_each(given, "DocumentStatuses", _status) or (Status.ANY,),
        types=_each(given, "DocumentTypeNamedIds", lambda text, path: read_type(text, text, path)),
        departments=_departments(given.Departments),
        counterparties=_each(given, "CounteragentBoxIds", given_box),
        from_departments=_each(given, "FromDepartmentIds", given_guid),
        to_departments=_each(given, "ToDepartmentIds", given_guid),
        numbers=tuple(given.DocumentNumbers),
        file_names=tuple(given.FileNames),
        sums=_each(given, "TotalSums", _sum),
        sum_from=_maybe(given.FromTotalSum, "FromTotalSum", _sum),
        sum_to=_maybe(given.ToTotalSum, "ToTotalSum", _sum),
        custom_data=[(each.Key, each.Value if each.HasField("Value") else None) for each in given.CustomData],
        ticks_from=given.FromTimestamp.Ticks if given.HasField("FromTimestamp") else None,
        ticks_to=given.ToTimestamp.Ticks if given.HasField("ToTimestamp") else None,
        date_from=_maybe(given.FromDocumentDate, "FromDocumentDate", _date),
        date_to=_maybe(given.ToDocumentDate, "ToDocumentDate", _date),
        after=read_index_key(given.AfterIndexKey, Order.DATE if dated else Order.TIME, "AfterIndexKey"),
        descending=given.SortDirection == pb.SortDirection.Value("Descending"),
        count=given.Count,
    )


def together(one: str, other: str) -> InkpostError:
    """The refusal of what cannot be asked for at once."""
    told = f"{one} cannot be given together with {other}: leave one of them out"
    return InkpostError(Reason.PARAMETER_INVALID, told, subject=one)


def _each(given: Any, name: str, read: Callable[[str, str], T]) -> Sequence[T]:
    return [read(text, f"{name}[{at}]") for at, text in enumerate(getattr(given, name))]


def _maybe(text: str, path: str, read: Callable[[str, str], T]) -> T | None:
    return read(text, path) if text else None


def _departments(given: Collection[Any]) -> Sequence[DepartmentTree]:
    found = [
        DepartmentTree(given_guid(each.DepartmentId, f"Departments[{at}].DepartmentId"), each.ExcludeSubdepartments)
        for at, each in enumerate(given)
    ]
    return found or (DepartmentTree(),)


def _status(text: str, path: str) -> Status:
    return read_status(text, text, path)


def _sum(text: str, path: str) -> Decimal:
    if not _SUM.fullmatch(text):
        raise wrong(path, text, "it takes a sum such as 1234.50")
    return Decimal(text.replace(",", "."))


def _date(text: str, path: str) -> date:
    try:
        found: date = reader(date)(text)
    except Fault as fault:
        raise wrong(path, text, f"it takes {fault}") from None
    return found
