"""What a posted document is: its type, function, version and docflow, and what it says of itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from inkpost.engines.papers import NotReadable, Said, said_of
from inkpost.errors import InkpostError, Reason
from inkpost.model import document_types as types
from inkpost.model.dates import day_in, dotted
from inkpost.model.document_types import TYPES, DocumentKind, FieldKind, FieldName, Form, UnknownForm
from inkpost.model.exchange_posting import NewDocument
from inkpost.operations.exchange_faults import wrong

LONGEST_NAME: Final = 255
LONGEST_VALUE: Final = 1000
MOST_FIELDS: Final = 50
_UNKNOWN: Final = {"function": "function", "version": "version", "workflow": "workflow_id"}


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


def is_invoice(type_name: str, function: str) -> bool:
    """Whether a document is an invoice, or a transfer document that is one too."""
    return types.is_invoice(DocumentKind(type_name), function)


def may_be_amended(type_name: str) -> bool:
    """Whether revisions or corrections of such a document may come."""
    return _formal(DocumentKind(type_name))


def amended_by(type_name: str, below: Collection[str]) -> tuple[bool, bool]:
    """Whether a document was revised, and corrected, by documents of these types that belong to it.

    Corrections are put right by revisions of their own and are not corrected themselves.
    """
    if not may_be_amended(type_name):
        return False, False
    kinds = {DocumentKind(each) for each in below}
    own = DocumentKind(type_name) in types.CORRECTIONS
    revised = any(each in types.REVISIONS and (each in types.CORRECTIONS) is own for each in kinds)
    return revised, not own and any(each in types.CORRECTIONS - types.REVISIONS for each in kinds)


def described(given: NewDocument, *, internal: bool = False, strict: bool = True) -> Described:
    """What a posted document is. Not ``strict``: what it should say of itself may be missing still (drafts).

    Raises PARAMETER_INVALID and PARAMETER_MISSING with the path of the field and what is valid.
    """
    kind = _kind(given)
    if internal and not TYPES[kind].internal:
        valid = ", ".join(each.kind for each in TYPES.values() if each.internal)
        raise wrong(f"{given.path}.type_named_id", f"{kind} does not go between departments: valid are {valid}")
    said = _content(given) if _formal(kind) and not given.encrypted else Said()
    form, workflow = _form(given, kind, said)
    metadata = _metadata(given, form, strict=strict) if not form.version.formal else _of_content(given, kind, said)
    number = metadata.get(FieldName.NUMBER) or None
    day = _day(given, metadata.get(FieldName.DATE, ""))
    name = metadata.get(FieldName.FILE_NAME) or "document"
    return Described(
        kind.value,
        form.function,
        form.version.name,
        workflow,
        kind.value,
        name,
        types.title_of(kind, number or "", day, name),
        number,
        day,
        list(metadata.items()),
    )


def _kind(given: NewDocument) -> DocumentKind:
    try:
        return DocumentKind(given.type_name)
    except ValueError:
        valid = ", ".join(DocumentKind)
        told = f"there is no type {given.type_name[:50]!r} here: valid are {valid}"
        raise wrong(f"{given.path}.type_named_id", told) from None


def _formal(kind: DocumentKind) -> bool:
    return TYPES[kind].functions[0].versions[0].formal


def _content(given: NewDocument) -> Said:
    path = f"{given.path}.signed_content.content"
    try:
        said = said_of(given.signed.content)
    except NotReadable as fault:
        raise wrong(path, f"{given.type_name} cannot be read: {fault}") from None
    if said.correction is not (given.type_name in types.CORRECTIONS):
        kind = "a correction (СвКСчФ)" if said.correction else "no correction (СвСчФакт)"
        raise wrong(path, f"{given.type_name} cannot be read: the content is {kind}")
    return said


def _form(given: NewDocument, kind: DocumentKind, said: Said) -> tuple[Form, int]:
    known = {each.name for each in TYPES[kind].functions}
    told = said.function if said.function in known else ""
    if told and given.function in known - {told}:
        raise wrong(f"{given.path}.function", f"it is {given.function}, and the content says {told}: leave it out")
    try:
        form = types.form_of(kind, given.function or told, given.version)
        if not given.version:
            form = types.form_of(kind, form.function, _version(kind, form, said))
        return form, types.workflow_of(form, given.workflow_id)
    except UnknownForm as fault:
        raise wrong(f"{given.path}.{_UNKNOWN[fault.field]}", str(fault)) from None


def _version(kind: DocumentKind, form: Form, said: Said) -> str:
    """The version that the content says it is of, the actual one where it says none that is known."""
    mark = "".join(f"_{part.zfill(2)}" for part in said.version.split(".")) + "_"
    function = next(each for each in TYPES[kind].functions if each.name == form.function)
    return next((each.name for each in function.versions if mark in each.name), form.version.name)


def _of_content(given: NewDocument, kind: DocumentKind, said: Said) -> dict[str, str]:
    """What a formal document says of itself, in the order in which lists show it."""
    told = dict(given.metadata)
    name = told.get("FileName") or (f"{said.file_id}.xml" if said.file_id else "document.xml")
    _check_name(given, name)
    found = {
        "FileName": name,
        "DocumentNumber": said.number[:LONGEST_VALUE] or told.get("DocumentNumber", ""),
        "DocumentDate": dotted(said.day) if said.day else told.get("DocumentDate", ""),
        "TotalSum": said.total,
        "TotalVat": said.vat,
        "CurrencyCode": said.currency,
        **{f"TotalVat{rate}": text for rate, text in said.vat_by_rate},
        "SellerInn": said.seller_inn,
        "Grounds": said.grounds,
        **_amended(kind, said),
    }
    return {key: text for key, text in found.items() if text}


def _amended(kind: DocumentKind, said: Said) -> dict[str, str]:
    """What revisions and corrections say beside that: of what they are, and by how much sums grow and fall."""
    found = {"TotalInc": said.up, "TotalDec": said.down, "VatInc": said.vat_up, "VatDec": said.vat_down}
    original = said.original
    if original is not None:
        found |= _named("OriginalInvoice", original.number, original.day)
        found |= _named("OriginalInvoiceRevision", original.revision, original.revision_day)
    if kind in types.REVISIONS:  # it keeps the number and the date of what it puts right
        of = "OriginalInvoiceCorrection" if kind in types.CORRECTIONS else "OriginalInvoice"
        found |= _named(of, said.number, said.day)
    return found


def _named(what: str, number: str, day: date | None) -> dict[str, str]:
    return {f"{what}Number": number[:LONGEST_VALUE], f"{what}Date": dotted(day) if day else ""}


def _metadata(given: NewDocument, form: Form, *, strict: bool) -> dict[str, str]:
    path = f"{given.path}.metadata"
    said = dict(given.metadata)
    if len(said) != len(given.metadata) or len(said) > MOST_FIELDS:
        raise wrong(path, f"each key goes once, and at most {MOST_FIELDS} are taken")
    long = next((key for key, text in said.items() if len(key) > LONGEST_NAME or len(text) > LONGEST_VALUE), None)
    if long is not None:
        told = f"{long[:50]!r} is too long: keys have {LONGEST_NAME} characters at most, values {LONGEST_VALUE}"
        raise wrong(path, told)
    fields = form.version.titles[0].fields
    missing = [each.name.value for each in fields if each.required and not said.get(each.name, "").strip()]
    if strict and missing:
        wanted = ", ".join(each.name for each in fields if each.required)
        told = f"{', '.join(missing)} missing: {form.kind} wants {wanted}"
        raise InkpostError(Reason.PARAMETER_MISSING, f"{path}: {told}", subject=path)
    decimals = [each.name for each in fields if each.kind is FieldKind.DECIMAL and said.get(each.name)]
    for name in decimals:
        _check_decimal(path, name, said[name])
    if said.get("FileName"):
        _check_name(given, said["FileName"])
    return said


def _check_decimal(path: str, name: str, text: str) -> None:
    try:
        if Decimal(text).is_finite():
            return
    except InvalidOperation:
        pass
    raise wrong(path, f"{name} {text[:30]!r} is no sum: it is written as 1234.56")


def _check_name(given: NewDocument, name: str) -> None:
    if len(name) > LONGEST_NAME or "/" in name or "\\" in name or not name.isprintable():
        told = f"FileName is no name of a file: 1 to {LONGEST_NAME} characters without slashes and control characters"
        raise wrong(f"{given.path}.metadata", told)


def _day(given: NewDocument, text: str) -> date | None:
    if not text:
        return None
    found = day_in(text)
    if found is not None:
        return found
    told = f"DocumentDate {text[:30]!r} is no date: it is written as 31.12.2025"
    raise wrong(f"{given.path}.metadata", told)
