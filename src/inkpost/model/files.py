"""What is known of a file; its contents lie elsewhere, under their hash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
PNG = "image/png"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One file of one organisation. ``size`` in bytes, ``sha256`` as 32 bytes."""

    id: int
    organization_id: int
    sha256: bytes
    size: int
    name: str
    media_type: str
    created_at: datetime
