"""The kinds of documents: what holds without being said, what is refused, and what documents are called."""

from __future__ import annotations

from datetime import date

import pytest

from inkpost.model.document_types import TYPES, DocumentKind, UnknownForm, form_of, is_invoice, title_of, workflow_of
from inkpost.model.workflows import WORKFLOWS


def test_every_version_allows_docflows_that_there_are_and_has_a_recipient_title_where_its_docflow_wants_one() -> None:
    for each in TYPES.values():
        for function in each.functions:
            assert [version.actual for version in function.versions].count(True) == 1
            for version in function.versions:
                assert set(version.workflows) <= set(WORKFLOWS)
                wanted = any(
                    part.side == "recipient" and part.action == "title"
                    for part in WORKFLOWS[version.workflow].participants
                )
                assert len(version.titles) == 1 + wanted, (each.kind, function.name)


@pytest.mark.parametrize(
    ("kind", "function", "version", "expected"),
    [
        (DocumentKind.NONFORMALIZED, "", "", ("default", "v1", 1)),
        (DocumentKind.INVOICE, "", "", ("default", "utd970_05_03_01", 17)),
        (DocumentKind.TRANSFER_DOCUMENT, "СЧФДОП", "", ("СЧФДОП", "utd970_05_03_01", 18)),
        (DocumentKind.TRANSFER_DOCUMENT, "СЧФ", "utd970_05_02_01", ("СЧФ", "utd970_05_02_01", 17)),
        (DocumentKind.CORRECTION_DOCUMENT, "ДИС", "", ("ДИС", "ucd736_05_01_02", 3)),
    ],
)
def test_what_is_not_said_is_the_default(
    kind: DocumentKind, function: str, version: str, expected: tuple[str, str, int]
) -> None:
    form = form_of(kind, function, version)
    assert (form.function, form.version.name, workflow_of(form, None)) == expected


@pytest.mark.parametrize(
    ("function", "version", "workflow", "field", "named"),
    [
        ("", "", None, "function", "СЧФ, ДОП, СЧФДОП"),
        ("КСЧФ", "", None, "function", "СЧФ, ДОП, СЧФДОП"),
        ("СЧФ", "v1", None, "version", "utd970_05_03_01"),
        ("СЧФ", "", 1, "workflow", "17, 10"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    function: str, version: str, workflow: int | None, field: str, named: str
) -> None:
    with pytest.raises(UnknownForm) as refused:
        workflow_of(form_of(DocumentKind.TRANSFER_DOCUMENT, function, version), workflow)
    assert refused.value.field == field
    assert named in str(refused.value)


def test_a_document_is_called_by_its_number_or_else_by_its_file() -> None:
    day = date(2014, 2, 1)
    assert title_of(DocumentKind.TRANSFER_DOCUMENT, "InvoicRejectedByRecipient_20460", day, "on_nschf.xml") == (
        "УПД №InvoicRejectedByRecipient_20460 от 01.02.14"
    )
    assert title_of(DocumentKind.INVOICE, "123", date(2018, 2, 26), "") == "Счет-фактура №123 от 26.02.18"
    assert title_of(DocumentKind.NONFORMALIZED, "", None, "image1.png") == "Image1.png"
    assert title_of(DocumentKind.CONTRACT, "7", None, "") == "Договор №7"


def test_a_document_is_an_invoice_by_its_kind_or_its_function() -> None:
    assert is_invoice(DocumentKind.INVOICE_CORRECTION, "default")
    assert is_invoice(DocumentKind.TRANSFER_DOCUMENT, "СЧФДОП")
    assert not is_invoice(DocumentKind.TRANSFER_DOCUMENT, "ДОП")
    assert not is_invoice(DocumentKind.PROFORMA_INVOICE, "default")
