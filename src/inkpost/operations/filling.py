"""The filling of a document: what it says of itself, the pictures it fetches, how its fields are kept."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from inkpost.engines.docx import DocxRefused, FillOptions, Program
from inkpost.engines.docx.grammar import QR_CODE
from inkpost.errors import InkpostError, Reason
from inkpost.model.fields import FieldDescription, FieldKind, Source, Value
from inkpost.model.templates import Template
from inkpost.operations.kit import Work
from inkpost.store.regions import region_format
from inkpost.store.remote import Fetcher

NUMBER = "DocumentNumber"
TITLE = "DocumentTitle"
CREATED = "DocumentCreateTime"
OWN_FIELDS: Mapping[str, FieldDescription] = {
    NUMBER: FieldDescription(),
    TITLE: FieldDescription(),
    CREATED: FieldDescription(kind=FieldKind.DATE),
    QR_CODE: FieldDescription(kind=FieldKind.IMAGE),
}
"""What every document says of itself, without values from a caller."""
MOST_PICTURES = 50
PICTURES_SECONDS = 20
"""For all the pictures of a document that are fetched; one alone may take what the fetcher gives it."""

Values = Mapping[str, Value]
Descriptions = Mapping[str, FieldDescription]


def text_of(item: Value) -> str:
    """A number or a text among the values as text, without the spaces around it; nothing for all else."""
    return str(item).strip() if isinstance(item, str | int | float) and not isinstance(item, bool) else ""


class Draft:
    """A document about to be filled: what its own placeholders say."""

    def __init__(
        self, work: Work, template: Template, number: str, title: str, code: str, pictures: Mapping[str, bytes]
    ) -> None:
        self.public_code = code
        self._title = title
        self._number = number
        self._pictures = pictures
        self._region = region_format(work.db, work.organization_id, template.region)
        self._link = f"{work.services.settings.base_url}/~{code}"

    def fill(self, program: Program, values: Values, fields: Descriptions, stamps: bool, created_at: datetime) -> bytes:
        """The finished package: what the caller gives stands before what the document says of itself."""
        own: dict[str, Value] = {NUMBER: self._number, TITLE: self._title, CREATED: created_at.isoformat()}
        described = {CREATED: FieldDescription(kind=FieldKind.DATE), **fields}
        options = FillOptions(region=self._region, stamps_enabled=stamps, pictures=self._pictures, qr_text=self._link)
        # An empty number among the values is none given: the document keeps its own.
        return _filled(program, {**own, **values, NUMBER: self._number}, described, options)


def _filled(program: Program, values: Values, fields: Descriptions, options: FillOptions) -> bytes:
    """Fill a template; what the engine refuses is the caller's fault and said so."""
    try:
        return program.fill(values, fields, options)
    except DocxRefused as fault:
        raise InkpostError(
            Reason.UNUSABLE_FILE, f"Cannot create document: {fault.message}", subject="document", detail=fault.code
        ) from None


def fetched_pictures(
    fetcher: Fetcher,
    program: Program,
    values: Values,
    fields: Descriptions,
    known: Mapping[str, bytes] = MappingProxyType({}),
) -> dict[str, bytes]:
    """The pictures that the values name by address, beside those already fetched; bounded in number and time."""
    sources = program.picture_sources(values, fields)
    if len(sources) > MOST_PICTURES:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"values name {len(sources)} pictures by address: at most {MOST_PICTURES} are fetched for a document",
            subject="values",
        )
    deadline = time.monotonic() + PICTURES_SECONDS
    return {source: known[source] if source in known else _picture(fetcher, source, deadline) for source in sources}


def _picture(fetcher: Fetcher, source: str, deadline: float) -> bytes:
    if time.monotonic() > deadline:
        raise InkpostError(
            Reason.PARAMETER_INVALID,
            f"The pictures that values name did not all arrive within {PICTURES_SECONDS} seconds",
            subject="values",
        )
    return fetcher.picture(source, subject="values")


def stored_fields(fields: Descriptions) -> dict[str, Any]:
    return {
        name: {
            "kind": each.kind.value,
            "format": dict(each.format),
            "source": each.source.value if each.source else None,
            "item_name": each.item_name,
            "item_source": each.item_source.value if each.item_source else None,
            "title": each.title,
            "default": each.default,
            "required": each.required,
        }
        for name, each in fields.items()
    }


def described_fields(stored_fields: Mapping[str, Any]) -> dict[str, FieldDescription]:
    return {
        name: FieldDescription(
            **{
                **each,
                "kind": FieldKind(each["kind"]),
                "source": Source(each["source"]) if each["source"] else None,
                "item_source": Source(each["item_source"]) if each["item_source"] else None,
            }
        )
        for name, each in stored_fields.items()
    }
