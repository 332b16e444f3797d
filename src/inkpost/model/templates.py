"""Templates: a DOCX with placeholders, who may use it, how its documents are numbered and formatted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

DEFAULT_SORT = 500
LARGEST_SORT = 2**31 - 1
LONGEST_TEXT = 255
"""Characters of a name or a code."""


@dataclass(frozen=True, slots=True)
class Template:
    """One template. ``region`` is a predefined region's code or a custom one's number as text.

    ``access_codes`` say who may make documents from it; ``module`` which part of the system it belongs to.
    """

    id: int
    guid: str
    organization_id: int
    name: str
    code: str
    region: str
    module: str
    active: bool
    with_stamps: bool
    deleted: bool
    is_default: bool
    sort: int
    products_table_variant: str
    providers: list[str]
    numerator_id: int | None
    file_id: int
    created_by: int | None
    updated_by: int | None
    created_at: datetime
    updated_at: datetime
    access_codes: tuple[str, ...] = ()
