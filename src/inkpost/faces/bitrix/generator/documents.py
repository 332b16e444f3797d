"""A document between the model and the wire."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from inkpost.faces.bitrix.links import Links
from inkpost.faces.bitrix.params import Flag, Params
from inkpost.model.documents import Document
from inkpost.operations.kit import Work


class Update(Params):
    """``document.update``"""

    id: int
    values: dict[str, Any] = {}
    fields: dict[str, Any] = {}
    stamps_enabled: Flag | None = None


class EnablePublicUrl(Params):
    """``document.enablepublicurl``; ``expires`` and ``password`` are extensions."""

    id: int
    status: Flag = True
    expires: datetime | None = None
    password: str | None = None


class GetFields(Params):
    """``document.getfields``; ``values`` are shown as if they were set."""

    id: int
    values: dict[str, Any] = {}


def public_url(work: Work, links: Links, document: Document) -> str | None:
    """The public link while it works."""
    return links.public(document.public_code) if document.public_code and document.is_open(work.now) else None


def values_of(document: Document) -> dict[str, Any]:
    """The values of a document, led by what it is in itself."""
    return {
        "productsTableVariant": "",
        "_creationMethod": document.creation_method,
        "stampsEnabled": document.stamps_enabled,
        **document.field_values,
    }


def failure(document: Document) -> dict[str, Any]:
    """What went wrong with the conversion; nothing where nothing did."""
    if document.conversion_failed_at is None:
        return {}
    return {
        "transformationErrorCode": document.conversion_error_code,
        "transformationErrorMessage": document.conversion_error,
    }


def pull_tag(document: Document) -> str:
    """Under what name the end of the conversion is told."""
    return f"TRANSFORMDOCUMENT{document.id}"


def email_file(document: Document) -> int:
    """The file to send by e-mail: the PDF as soon as there is one."""
    return document.pdf_id or document.file_id
