"""The kinds of documents that organisations exchange: their functions, versions, titles, fields and ways of docflow.

Which docflows a version allows is inferred where nobody has said it; the documentation tells both apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Final


class DocumentKind(StrEnum):
    """What a document is, by the name that those who exchange know it by."""

    NONFORMALIZED = "Nonformalized"
    CONTRACT = "Contract"
    PROFORMA_INVOICE = "ProformaInvoice"
    ACCEPTANCE_CERTIFICATE = "AcceptanceCertificate"
    INVOICE = "Invoice"
    INVOICE_REVISION = "InvoiceRevision"
    INVOICE_CORRECTION = "InvoiceCorrection"
    INVOICE_CORRECTION_REVISION = "InvoiceCorrectionRevision"
    TRANSFER_DOCUMENT = "UniversalTransferDocument"
    TRANSFER_DOCUMENT_REVISION = "UniversalTransferDocumentRevision"
    CORRECTION_DOCUMENT = "UniversalCorrectionDocument"
    CORRECTION_DOCUMENT_REVISION = "UniversalCorrectionDocumentRevision"


class FieldKind(IntEnum):
    """What a field of a document holds; the numbers are stable."""

    TEXT = 0
    INTEGER = 1
    DECIMAL = 2
    DATE = 3
    TIME = 4


class FieldName(StrEnum):
    """The fields that documents have, likewise."""

    FILE_NAME = "FileName"
    NUMBER = "DocumentNumber"
    DATE = "DocumentDate"
    TOTAL = "TotalSum"
    VAT = "TotalVat"
    GROUNDS = "Grounds"
    CONTRACT_TYPE = "ContractType"
    CONTRACT_PRICE = "ContractPrice"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that the sender gives beside the content."""

    name: FieldName
    kind: FieldKind
    required: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A part of a document: 0 is the sender's, 1 the recipient's. A formal one is XML, its fields are in it."""

    index: int
    formal: bool
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a function of a kind; ``workflows`` are the kinds of docflow it allows, the default first."""

    name: str
    titles: tuple[Title, ...]
    workflows: tuple[int, ...]
    actual: bool = True
    amendable: bool = False  # the recipient may ask for a correction

    @property
    def formal(self) -> bool:
        """Whether the content is XML of a known form."""
        return self.titles[0].formal

    @property
    def workflow(self) -> int:
        """The kind of docflow that holds unless the sender says otherwise."""
        return self.workflows[0]


@dataclass(frozen=True, slots=True)
class Function:
    """What a document of a kind serves as; its versions stand with the one to use first."""

    name: str
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A kind of documents. ``word`` begins the titles of its documents, ``name`` is what the kind is called."""

    kind: DocumentKind
    name: str
    word: str
    functions: tuple[Function, ...]
    internal: bool = False  # may go between departments
    registered: bool = False  # takes a participant who is registered with the tax service


@dataclass(frozen=True, slots=True)
class Form:
    """What one document is: its kind, function and version."""

    kind: DocumentKind
    function: str
    version: Version


class UnknownForm(ValueError):
    """No such function or version, or a kind of docflow that it does not allow; the text names the valid ones.

    ``field``: ``function``, ``version`` or ``workflow``.
    """

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


REVISIONS: Final = frozenset(each for each in DocumentKind if each.value.endswith("Revision"))
"""What puts another document right, under the same number."""
CORRECTIONS: Final = frozenset(each for each in DocumentKind if "Correction" in each.value)
"""What adds to another document or takes from it."""
DEFAULT: Final = "default"
INVOICE_FUNCTIONS: Final = frozenset({"СЧФ", "СЧФДОП", "КСЧФ", "КСЧФДИС"})
"""The functions with which a document is an invoice, too."""

_FILE: Final = Field(FieldName.FILE_NAME, FieldKind.TEXT, required=True)
_NUMBER: Final = Field(FieldName.NUMBER, FieldKind.TEXT)
_DATE: Final = Field(FieldName.DATE, FieldKind.DATE)
_NUMBERED: Final = (_FILE, Field(FieldName.NUMBER, FieldKind.TEXT, True), Field(FieldName.DATE, FieldKind.DATE, True))
_SUMS: Final = (
    Field(FieldName.TOTAL, FieldKind.DECIMAL, required=True),
    Field(FieldName.VAT, FieldKind.DECIMAL),
    Field(FieldName.GROUNDS, FieldKind.TEXT),
)
_CONTRACT: Final = (
    *_NUMBERED,
    Field(FieldName.CONTRACT_TYPE, FieldKind.TEXT),
    Field(FieldName.CONTRACT_PRICE, FieldKind.DECIMAL),
)
_CERTIFICATE: Final = (_FILE, _NUMBER, Field(FieldName.DATE, FieldKind.DATE, required=True), *_SUMS)

_ONE_WAY: Final = (17, 10, 4)
_INVOICE_PART: Final = (17, 10)
_DEED: Final = (3, 19)
_BOTH: Final = (18, 16)
_TRANSFER: Final = {"СЧФ": _INVOICE_PART, "ДОП": _DEED, "СЧФДОП": _BOTH}
_CORRECTION: Final = {"КСЧФ": _INVOICE_PART, "ДИС": _DEED, "КСЧФДИС": _BOTH}
_UTD: Final = ("utd970_05_03_01", "utd970_05_02_01", "utd820_05_01_02_hyphen")
_UCD: Final = ("ucd736_05_01_02",)


def _plain(fields: tuple[Field, ...], *workflows: int) -> tuple[Function, ...]:
    titles = (Title(0, formal=False, fields=fields),)
    return (Function(DEFAULT, (Version("v1", titles, workflows, amendable=True),)),)


def _formal(versions: Iterable[str], functions: Mapping[str, tuple[int, ...]]) -> tuple[Function, ...]:
    return tuple(Function(name, _versions(versions, workflows)) for name, workflows in functions.items())


def _versions(names: Iterable[str], workflows: tuple[int, ...]) -> tuple[Version, ...]:
    answered = workflows[0] in (_DEED[0], _BOTH[0])
    titles = tuple(Title(index, formal=True) for index in range(2 if answered else 1))
    return tuple(
        Version(name, titles, workflows, actual=place == 0, amendable=True) for place, name in enumerate(names)
    )


_INVOICE: Final = {DEFAULT: _ONE_WAY}
_TABLE: Final = (
    DocumentType(
        DocumentKind.NONFORMALIZED,
        "Неформализованный документ",
        "Документ",
        _plain((_FILE, _NUMBER, _DATE), 1, 2, 6),
        internal=True,
    ),
    DocumentType(DocumentKind.CONTRACT, "Договор", "Договор", _plain(_CONTRACT, 2, 1), internal=True),
    DocumentType(DocumentKind.PROFORMA_INVOICE, "Счет на оплату", "Счет", _plain((*_NUMBERED, *_SUMS), 6)),
    DocumentType(
        DocumentKind.ACCEPTANCE_CERTIFICATE,
        "Акт о выполнении работ",
        "Акт",
        _plain(_CERTIFICATE, 2, 1),
        internal=True,
    ),
    DocumentType(DocumentKind.INVOICE, "Счет-фактура", "Счет-фактура", _formal(_UTD, _INVOICE), registered=True),
    DocumentType(
        DocumentKind.INVOICE_REVISION,
        "Исправление счета-фактуры",
        "Исправление счета-фактуры",
        _formal(_UTD, _INVOICE),
        registered=True,
    ),
    DocumentType(
        DocumentKind.INVOICE_CORRECTION,
        "Корректировочный счет-фактура",
        "КСФ",
        _formal(_UCD, _INVOICE),
        registered=True,
    ),
    DocumentType(
        DocumentKind.INVOICE_CORRECTION_REVISION,
        "Исправление корректировочного счета-фактуры",
        "Исправление КСФ",
        _formal(_UCD, _INVOICE),
        registered=True,
    ),
    DocumentType(DocumentKind.TRANSFER_DOCUMENT, "УПД", "УПД", _formal(_UTD, _TRANSFER), registered=True),
    DocumentType(
        DocumentKind.TRANSFER_DOCUMENT_REVISION,
        "Исправление УПД",
        "Исправление УПД",
        _formal(_UTD, _TRANSFER),
        registered=True,
    ),
    DocumentType(DocumentKind.CORRECTION_DOCUMENT, "УКД", "УКД", _formal(_UCD, _CORRECTION), registered=True),
    DocumentType(
        DocumentKind.CORRECTION_DOCUMENT_REVISION,
        "Исправление УКД",
        "Исправление УКД",
        _formal(_UCD, _CORRECTION),
        registered=True,
    ),
)
TYPES: Final[Mapping[DocumentKind, DocumentType]] = MappingProxyType({each.kind: each for each in _TABLE})
"""Every kind with what belongs to it."""


def form_of(kind: DocumentKind, function: str = "", version: str = "") -> Form:
    """A document's form; without a function the kind's only one, without a version the first. Raises UnknownForm."""
    functions = {each.name: each for each in TYPES[kind].functions}
    if not function and len(functions) == 1:
        function = next(iter(functions))
    if function not in functions:
        raise UnknownForm("function", f"{function!r} is no function of this type: valid are {', '.join(functions)}")
    versions = {each.name: each for each in functions[function].versions}
    if version and version not in versions:
        raise UnknownForm("version", f"{version!r} is no version of this function: valid are {', '.join(versions)}")
    return Form(kind, function, versions[version] if version else functions[function].versions[0])


def workflow_of(form: Form, workflow: int | None) -> int:
    """The kind of docflow of a document, the default unless one is given. Raises UnknownForm."""
    if workflow is None:
        return form.version.workflow
    if workflow not in form.version.workflows:
        valid = ", ".join(map(str, form.version.workflows))
        raise UnknownForm("workflow", f"This version does not allow the docflow {workflow}: valid are {valid}")
    return workflow


def is_invoice(kind: DocumentKind, function: str) -> bool:
    """Whether a document is an invoice: of the invoice family, or one by its function."""
    return kind.value.startswith("Invoice") or function in INVOICE_FUNCTIONS


def title_of(kind: DocumentKind, number: str, day: date | None, file_name: str) -> str:
    """What a document is called in lists: "УПД №7 от 01.02.14", or its file where it has no number."""
    if not number:
        return file_name[:1].upper() + file_name[1:]
    return f"{TYPES[kind].word} №{number}" + (f" от {day:%d.%m.%y}" if day else "")
