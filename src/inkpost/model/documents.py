"""Documents: what was made from a template, and what is known of its conversion and its public link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """One document. ``revision`` counts its fillings; the conversion's facts speak of the present one.

    ``reference`` is the outside object it was made for, ``entity_type_id`` and ``entity_id`` the item of the CRM, and
    ``assigned_by`` that item's responsible person; ``field_values`` are the values as they were given.
    """

    id: int
    guid: str
    organization_id: int
    template_id: int | None
    module: str
    title: str
    number: str
    reference: str
    provider: str
    entity_type_id: int | None
    entity_id: int | None
    assigned_by: int | None
    field_values: Mapping[str, Any]
    field_descriptions: Mapping[str, Any]
    creation_method: str
    stamps_enabled: bool
    revision: int
    file_id: int
    pdf_id: int | None
    image_id: int | None
    converted_at: datetime | None
    conversion_attempts: int
    conversion_failed_at: datetime | None
    conversion_error_code: str
    conversion_error: str
    public_code: str | None
    public: bool
    public_expires_at: datetime | None
    public_password_hash: str | None
    viewed_at: datetime | None
    created_by: int | None
    updated_by: int | None
    created_at: datetime
    updated_at: datetime

    def is_open(self, now: datetime) -> bool:
        """Whether the public link works at this moment."""
        expired = self.public_expires_at is not None and self.public_expires_at <= now
        return self.public and self.public_code is not None and not expired
