"""The fields that a template may name of an item of the CRM, and of what belongs to it.

A field has a path (``COMPANY``, ``REQUISITE``, ``RQ_INN``) and a name made of it (``CompanyRequisiteRqInn``). A
placeholder may also write the path with points, with or without the item's own type before it (``DEAL.COMPANY.TITLE``).
"""

from __future__ import annotations

from inkpost.model.crm_provider.field_map import (
    DOCUMENT_FIELDS,
    LISTS,
    PREFIXES,
    Added,
    FieldMap,
    MapField,
    Parent,
    field_map,
    name_of,
)

__all__ = ["DOCUMENT_FIELDS", "LISTS", "PREFIXES", "Added", "FieldMap", "MapField", "Parent", "field_map", "name_of"]
