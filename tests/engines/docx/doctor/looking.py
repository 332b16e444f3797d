"""What the doctor's tests share: a machine with known fonts, and a report in short."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inkpost.engines.docx.doctor import Known, Report, Request, Severity, examine
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value

PRODUCTS = FieldDescription(source=Source.LIST, item_name="Item", item_source=Source.RECORD)
COMPANY = FieldDescription(source=Source.RECORD)
OWN = {"DocumentNumber": FieldDescription(), "DocumentQrCode": FieldDescription(kind=FieldKind.IMAGE)}
FIELDS = {
    "Client": FieldDescription(),
    "ClientEmail": FieldDescription(),
    "Date": FieldDescription(kind=FieldKind.DATE),
    "Manager": FieldDescription(kind=FieldKind.NAME),
    "Sum": FieldDescription(kind=FieldKind.MONEY),
    "Logo": FieldDescription(kind=FieldKind.IMAGE),
    "Products": PRODUCTS,
    "Taxes": FieldDescription(source=Source.LIST, item_name="Tax", item_source=Source.RECORD),
    "Company": COMPANY,
}


class Machine:
    """A machine with two fonts."""

    def __init__(self, *names: str) -> None:
        self.names = frozenset(names or ("carlito", "dejavu sans"))

    def installed(self) -> frozenset[str] | None:
        return self.names

    def substitute(self, family: str) -> str:
        return "Carlito" if family == "Calibri" else "DejaVu Sans"


def examined(
    data: bytes,
    fields: Mapping[str, FieldDescription] | None = None,
    values: Mapping[str, Value] | None = None,
    **more: Any,
) -> Report:
    """The report on a template, with the fields described or nothing known of them."""
    known = Known(OWN, fields or {}, values or {}, complete=fields is not None)
    request = Request(known, values=values is not None, **more)
    return examine(data, request, fonts=Machine())


def brief(report: Report) -> list[tuple[str, str, str]]:
    """Code, place and excerpt of each fault."""
    return [(each.code, str(each.place) if each.place else "", each.excerpt) for each in report.faults]


def errors(report: Report) -> list[tuple[str, str, str]]:
    """The same of errors alone."""
    told = zip(report.faults, brief(report), strict=True)
    return [short for each, short in told if each.severity is Severity.ERROR]
