"""What the handlers of ``humanresources.hcmlink`` are told: that the other system is asked for something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from inkpost.model.events import Event

NAMES: Final[Mapping[str, str]] = {
    "hcmlink.employees_asked": "ONHUMANRESOURCESHCMLINKEMPLOYEELISTREQUESTED",
    "hcmlink.mapped": "ONHUMANRESOURCESHCMLINKEMPLOYEELISTMAPPED",
    "hcmlink.values_asked": "ONHUMANRESOURCESHCMLINKFIELDVALUEREQUESTED",
    "hcmlink.pin_asked": "ONHUMANRESOURCESHCMLINKPINREQUESTED",
    "hcmlink.salary_asked": "ONHUMANRESOURCESHCMLINKSALARYVACATIONREQUESTED",
}


def data(event: Event) -> dict[str, Any]:
    """The job and its company, when it was asked, and for values those of whom and which."""
    told: dict[str, Any] = {
        "jobId": event.subject_id,
        "company": event.payload["company"],
        "date": event.happened_at.isoformat(timespec="seconds"),
    }
    if event.payload["fields"]:
        told |= {"employees": event.payload["employees"], "fields": event.payload["fields"]}
    return told
