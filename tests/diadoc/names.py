"""Which documented structure each class of the wire is."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from support import shared

PREFIX = "Diadoc.Api.Proto."
OTHER_NAMES = {
    "Department": "Department",
    "AdminDepartment": "Departments.Department",
    "Employee": "Employees.Employee",
    "Entity": "Events.Entity",
    "DocflowEntity": "Docflow.Entity",
    "ResolutionStatus": "Documents.ResolutionStatus",
    "DocflowResolutionStatus": "Docflow.ResolutionStatus",
    "RevocationRequestInfo": "Events.RevocationRequestInfo",
    "GenerationRevocationRequestInfo": "Invoicing.RevocationRequestInfo",
    "RoamingNotification": "RoamingNotification",
    "DocflowRoamingNotification": "Docflow.RoamingNotification",
    "TemplateTransformationInfo": "Events.TemplateTransformationInfo",
    "DocflowTemplateTransformationInfo": "Docflow.TemplateTransformationInfo",
    "TemplateTransformationChangeInfo": "Events.TemplateTransformationChangeInfo",
    "DocflowTemplateTransformationChangeInfo": "Docflow.TemplateTransformationChangeInfo",
    "TemplateRefusalInfo": "Events.TemplateRefusalInfo",
    "DocflowTemplateRefusalInfo": "Docflow.TemplateRefusalInfo",
}
"""Which of two structures with one name a class of ours is."""


@cache
def documented() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shared("contract", "diadoc-schema.json").read_text())
    return found


def known_as(name: str) -> str:
    """The full name of the structure that a class of ours is."""
    if name in OTHER_NAMES:
        return PREFIX + OTHER_NAMES[name]
    (found,) = (full for full in documented() if full.rpartition(".")[2] == name)
    return found
