"""The rows on messages, documents and events: what lies in a department is for who sees that department."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, Final
from uuid import uuid4

from diadoc.who_may import BELOW, DEPARTMENT, DIRECTOR, NO_ACCESS, STAFF, Place, Row

SEES: Final = (DIRECTOR, DEPARTMENT, BELOW)
SEES_NORTH: Final = (DIRECTOR, BELOW)
_CONTENT: Final = base64.b64encode(b"Dear colleagues").decode()


def _letter(department: str, *, signed: bool = True, **more: Any) -> dict[str, Any]:
    """A message from a department to the other box."""
    content: dict[str, Any] = {"Content": _CONTENT, **({"SignWithTestSignature": True} if signed else {})}
    attachment = {
        "TypeNamedId": "Nonformalized",
        "SignedContent": content,
        "Metadata": [{"Key": "FileName", "Value": "letter.txt"}],
    }
    ends = {"FromBoxId": "{box}", "ToBoxId": "{other_box}", "FromDepartmentId": department}
    return {**ends, "DocumentAttachments": [attachment], **more}


def _posted(place: Place, body: dict[str, Any]) -> dict[str, str]:
    given = {key: value.format(**place.names) if isinstance(value, str) else value for key, value in body.items()}
    path = f"/V3/PostMessage?operationId={uuid4().hex}"
    message = place.clients[DIRECTOR].json("POST", path, given)
    document, *others = (each["EntityId"] for each in message["Entities"])
    return {"message": message["MessageId"], "document": document, "signature": others[0] if others else ""}


def letter_of(department: str) -> Callable[[Place], Mapping[str, str]]:
    """A message of a department that all calls of a row share."""

    def made(place: Place) -> Mapping[str, str]:
        known = place.kept.get(department)
        if known is None:
            known = place.kept[department] = _posted(place, _letter(department))
        return {**known, "operation": uuid4().hex}

    return made


def _draft(place: Place) -> Mapping[str, str]:
    return {**_posted(place, _letter("{department}", signed=False, IsDraft=True)), "operation": uuid4().hex}


def _event(place: Place) -> Mapping[str, str]:
    letter_of("{department}")(place)
    told = place.clients[DIRECTOR].json("GET", f"/V8/GetNewEvents?boxId={place.box.guid}")
    return {"event": told["Events"][0]["EventId"]}


_SALES, _NORTH = letter_of("{department}"), letter_of("{north}")
_OF: Final = "boxId={box}&messageId={message}"
_DOCUMENT: Final = f"{_OF}&entityId={{document}}"
_RESOLUTION: Final = {
    "BoxId": "{box}",
    "MessageId": "{message}",
    "Resolutions": [{"InitialDocumentId": "{document}", "ResolutionType": "Approve"}],
}
_MOVE: Final = {
    "BoxId": "{box}",
    "ToDepartmentId": "{department}",
    "DocumentIds": [{"MessageId": "{message}", "EntityId": "{document}"}],
}
_SEND: Final = {
    "BoxId": "{box}",
    "DraftId": "{message}",
    "DocumentSignatures": [{"ParentEntityId": "{document}", "SignWithTestSignature": True}],
}
EXCHANGE: Final = (
    Row("POST", "/V3/PostMessage?operationId={operation}", (DIRECTOR,), _letter("{department}"), made=_SALES),
    Row("POST", "/V3/PostMessagePatch?operationId={operation}", (DIRECTOR,), _RESOLUTION, made=_SALES),
    Row("POST", "/V4/PostMessagePatch?operationId={operation}", (DIRECTOR,), _RESOLUTION, made=_SALES),
    Row("POST", "/SendDraft?operationId={operation}", (DIRECTOR,), _SEND, made=_draft),
    Row("POST", "/RecycleDraft?boxId={box}&draftId={message}", (DIRECTOR,), made=_draft),
    Row("GET", f"/V3/GetDocument?{_DOCUMENT}", SEES, made=_SALES),
    Row("GET", f"/V3/GetDocument?{_DOCUMENT}", SEES_NORTH, made=_NORTH),
    Row("GET", f"/GetDocumentsByMessageId?{_OF}", SEES, made=_SALES),
    Row("GET", f"/GetDocumentsByMessageId?{_OF}", SEES_NORTH, made=_NORTH),
    Row("GET", f"/V3/GetMessage?{_OF}", SEES, made=_SALES),
    Row("GET", f"/V4/GetMessage?{_OF}", SEES, made=_SALES),
    Row("GET", f"/V5/GetMessage?{_OF}", SEES, made=_SALES),
    Row("GET", f"/V6/GetMessage?{_OF}", SEES, made=_SALES),
    Row("GET", f"/V6/GetMessage?{_OF}", SEES_NORTH, made=_NORTH),
    Row("GET", f"/V4/GetEntityContent?{_DOCUMENT}", SEES, made=_SALES),
    Row("GET", f"/V4/GetEntityContent?{_DOCUMENT}", SEES_NORTH, made=_NORTH),
    Row("GET", f"/GetSignatureInfo?{_OF}&entityId={{signature}}", SEES, made=_SALES),
    Row("GET", f"/GetSignatureInfo?{_OF}&entityId={{signature}}", SEES_NORTH, made=_NORTH),
    Row("GET", "/V7/GetNewEvents?boxId={box}", (DIRECTOR,)),
    Row("GET", "/V8/GetNewEvents?boxId={box}", (DIRECTOR,)),
    Row("GET", "/V8/GetNewEvents?boxId={box}&departmentId={department}", SEES),
    Row("GET", "/V8/GetNewEvents?boxId={box}&departmentId={north}", SEES_NORTH),
    Row("GET", "/V2/GetEvent?boxId={box}&eventId={event}", (DIRECTOR,), made=_event),
    Row("GET", "/V3/GetEvent?boxId={box}&eventId={event}", (DIRECTOR,), made=_event),
    Row("GET", "/GetLastEvent?boxId={box}", SEES, made=_SALES, other={NO_ACCESS: 204}),
    Row("GET", "/V2/GetLastEvent?boxId={box}", SEES, made=_SALES, other={NO_ACCESS: 204}),
    Row("GET", "/V3/GetDocuments?boxId={box}&filterCategory=Any.Outbound", STAFF, made=_SALES),
    Row("POST", "/V4/GetDocuments?boxId={box}", STAFF, {"DocumentCategory": "Outbound"}, made=_SALES),
    Row("POST", f"/Delete?{_OF}&documentId={{document}}", (DIRECTOR,), made=_SALES),
    Row("POST", f"/Restore?{_OF}&documentId={{document}}", (DIRECTOR,), made=_SALES),
    Row("POST", "/MoveDocuments", SEES, _MOVE, made=_SALES),
)
"""Of messages, documents and events."""
