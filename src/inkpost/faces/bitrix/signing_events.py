"""What handlers are told of documents that people sign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from inkpost.faces.bitrix.signing_words import document_said, member_said
from inkpost.model.events import Event


def name(event: Event) -> str:
    """The event's name, upper-case; empty for what is no event of the signing, or none that is told."""
    if event.kind == FILED and not (event.payload.get("company_guid") and event.payload.get("employee")):
        return ""  # told of the employees of a linked system of personnel records
    return _NAMES.get(event.kind, "")


def data(event: Event) -> dict[str, Any]:
    """What is said of the event."""
    return _DATA[event.kind](event.subject_id, event.payload)


def _document(number: int, told: Mapping[str, Any]) -> dict[str, Any]:
    said = document_said(told["state"])
    return {**_of(told), "statusCode": said.event_code, "statusName": said.event_name}


def _member(number: int, told: Mapping[str, Any]) -> dict[str, Any]:
    said = member_said(told["state"])
    return {
        "memberUid": told["member_uid"],
        **_of(told),
        "statusCode": said.event_code,
        "statusName": said.event_name,
    }


def _filed(number: int, told: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": number, "company": told["company_guid"]}


def _of(told: Mapping[str, Any]) -> dict[str, Any]:
    company = {"companyUid": told["company_guid"]} if told.get("company_guid") else {}
    return {"documentUid": told["uid"], **company}


FILED: Final = "sign.document.filed"
_NAMES: Final[Mapping[str, str]] = {
    "sign.document.changed": "ONSIGNB2EDOCUMENTSTATUSCHANGED",
    "sign.member.changed": "ONSIGNB2EMEMBERSTATUSCHANGED",
    FILED: "ONSIGNHCMLINKB2EDOCUMENTSIGNED",
}
_DATA: Final[Mapping[str, Callable[[int, Mapping[str, Any]], dict[str, Any]]]] = {
    "sign.document.changed": _document,
    "sign.member.changed": _member,
    FILED: _filed,
}
