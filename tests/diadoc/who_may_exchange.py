"""What each kind of person may do with messages that lie in a department, and with the feed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from diadoc.who_may import BELOW, DEPARTMENT, DIRECTOR, Place, Row

SEE: Final = (DIRECTOR, DEPARTMENT, BELOW)
"""Who sees the documents of the department."""
_CHIEF: Final = (DIRECTOR,)


def _body(place: Place, **more: Any) -> dict[str, Any]:
    """A message of the department to the other box."""
    draft = more.get("IsDraft", False)
    letter = {
        "TypeNamedId": "Nonformalized",
        "SignedContent": {"Content": "aGVsbG8=", **({} if draft else {"SignWithTestSignature": True})},
        "Metadata": [{"Key": "FileName", "Value": "letter.txt"}],
    }
    return {
        "FromBoxId": place.box.guid,
        "ToBoxId": place.other_box.guid,
        "FromDepartmentId": place.names["department"],
        "DocumentAttachments": [letter],
        **more,
    }


def _posted(place: Place, **more: Any) -> Mapping[str, str]:
    chief = place.clients[DIRECTOR]
    made = chief.json("POST", f"/V3/PostMessage?operationId={uuid4()}", _body(place, **more))
    entities = [each["EntityId"] for each in made["Entities"]]
    return {"message": made["MessageId"], "entity": entities[0], "signature": entities[-1]}


def _deleted(place: Place) -> Mapping[str, str]:
    names = _posted(place)
    place.clients[DIRECTOR].json("POST", f"/Delete?boxId={place.box.guid}&messageId={names['message']}")
    return names


def _draft(place: Place) -> Mapping[str, str]:
    return _posted(place, IsDraft=True)


_POST: Final = {
    "FromBoxId": "{box}",
    "ToBoxId": "{other_box}",
    "FromDepartmentId": "{department}",
    "DocumentAttachments": [
        {
            "TypeNamedId": "Nonformalized",
            "SignedContent": {"Content": "aGVsbG8=", "SignWithTestSignature": True},
            "Metadata": [{"Key": "FileName", "Value": "letter.txt"}],
        }
    ],
}
_PATCH: Final = {
    "BoxId": "{box}",
    "MessageId": "{message}",
    "Resolutions": [{"InitialDocumentId": "{entity}", "ResolutionType": "Approve"}],
}
_TAG: Final = {
    "BoxId": "{box}",
    "MessageId": "{message}",
    "CustomDataPatches": [{"ParentEntityId": "{entity}", "Operation": "Set", "Key": "a", "Value": "b"}],
}
_SEND: Final = {
    "BoxId": "{box}",
    "DraftId": "{message}",
    "DocumentSignatures": [{"ParentEntityId": "{entity}", "SignWithTestSignature": True}],
}
_MOVE: Final = {
    "BoxId": "{box}",
    "ToDepartmentId": "{department}",
    "DocumentIds": [{"MessageId": "{message}", "EntityId": "{entity}"}],
}
_OF: Final = "?boxId={box}&messageId={message}"
_ONE: Final = _OF + "&entityId={entity}"
EXCHANGE: Final = (
    Row("POST", "/V3/PostMessage", _CHIEF, _POST),
    Row("POST", "/V3/PostMessagePatch", _CHIEF, _PATCH, made=_posted),
    Row("POST", "/V4/PostMessagePatch", SEE, _TAG, made=_posted),
    Row("POST", "/SendDraft", _CHIEF, _SEND, made=_draft),
    Row("POST", "/RecycleDraft?boxId={box}&draftId={message}", _CHIEF, made=_draft),
    Row("POST", "/Delete" + _OF, _CHIEF, made=_posted),
    Row("POST", "/Restore" + _OF, _CHIEF, made=_deleted),
    Row("POST", "/MoveDocuments", SEE, _MOVE, made=_posted),
    *(Row("GET", f"/V{number}/GetMessage{_OF}", SEE, made=_posted) for number in (3, 4, 5, 6)),
    Row("GET", "/V3/GetDocument" + _ONE, SEE, made=_posted),
    Row("GET", "/GetDocumentsByMessageId" + _OF, SEE, made=_posted),
    Row("GET", "/V4/GetEntityContent" + _ONE, SEE, made=_posted),
    Row("GET", "/GetSignatureInfo" + _OF + "&entityId={signature}", SEE, made=_posted),
    Row("GET", "/V7/GetNewEvents?boxId={box}", _CHIEF),
    Row("GET", "/V8/GetNewEvents?boxId={box}&departmentId={department}", SEE),
    *(Row("GET", f"/V{number}/GetEvent?boxId={{box}}&eventId={{message}}", _CHIEF, made=_posted) for number in (2, 3)),
    Row("GET", "/GetLastEvent?boxId={box}", SEE, made=_posted),
    Row("GET", "/V2/GetLastEvent?boxId={box}", SEE, made=_posted),
)
