"""The rows on docflows: by name for who sees all documents, found ones for who sees their department."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from diadoc.who_may import DIRECTOR, STAFF, Place, Row
from diadoc.who_may_exchange import SEES, SEES_NORTH, letter_of

_VERSIONS: Final = ("V3", "V4", "V5")
_SALES, _NORTH = letter_of("{department}"), letter_of("{north}")
_NAMED: Final = {"Requests": [{"DocumentId": {"MessageId": "{message}", "EntityId": "{document}"}}]}


def _events(**more: Any) -> dict[str, Any]:
    return {"Filter": {}, "PopulateDocuments": True, **more}


def _packet(place: Place) -> Mapping[str, str]:
    known = dict(_SALES(place))
    path = f"/GetDocumentsByMessageId?boxId={place.box.guid}&messageId={known['message']}"
    documents = place.clients[DIRECTOR].json("GET", path)["Documents"]
    return {**known, "packet": documents[0]["PacketId"]}


def _rows(version: str) -> tuple[Row, ...]:
    at = f"/{version}/{{name}}?boxId={{{{box}}}}"
    events = at.format(name="GetDocflowEvents")
    return (
        Row("POST", at.format(name="GetDocflows"), (DIRECTOR,), _NAMED, made=_SALES),
        Row("POST", at.format(name="GetDocflowsByPacketId"), STAFF, {"PacketId": "{packet}"}, made=_packet),
        Row("POST", at.format(name="SearchDocflows"), STAFF, {"QueryString": "letter"}, made=_SALES),
        Row("POST", events, (DIRECTOR,), _events(), made=_SALES),
        Row("POST", events, SEES, _events(DepartmentId="{department}"), made=_SALES),
        Row("POST", events, SEES_NORTH, _events(DepartmentId="{north}"), made=_NORTH),
    )


DOCFLOWS: Final = tuple(row for version in _VERSIONS for row in _rows(version))
"""Of docflows, in every version."""
