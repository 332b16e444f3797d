"""The rows on papers: what is about a document is for who sees the document's department."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from diadoc.who_may import BELOW, DEPARTMENT, DIRECTOR, Place, Row
from inkpost.operations import exchange_delivery
from papers import UPD_503, encoded

_SEES: Final = (DIRECTOR, DEPARTMENT, BELOW)
_SIGNER: Final = {"SignerDetails": {"Surname": "A", "FirstName": "B", "JobTitle": "C", "Inn": "7707083893"}}
_CONTENT: Final = base64.b64encode(b"<Signer><Fio LastName='A' FirstName='B'/></Signer>").decode()


def _received(place: Place) -> Mapping[str, str]:
    """A transfer document that came to the department, once for all rows; and a request of the director's about it."""
    known = place.kept.get("papers")
    if known is None:
        known = place.kept["papers"] = _exchanged(place)
    return known


def _exchanged(place: Place) -> dict[str, str]:
    signed = {"Content": base64.b64encode(encoded(UPD_503)).decode(), "SignWithTestSignature": True}
    attachment = {"TypeNamedId": "UniversalTransferDocument", "SignedContent": signed, "WorkflowId": 16}
    ends = {"FromBoxId": place.other_box.guid, "ToBoxId": place.box.guid, "ToDepartmentId": place.names["department"]}
    path = f"/V3/PostMessage?operationId={uuid4().hex}"
    sent = place.clients["other"].json("POST", path, {**ends, "DocumentAttachments": [attachment]})
    one, other = sorted((place.box.id, place.other_box.id))
    exchange_delivery.deliver(place.world.services, one=one, other=other)
    names = {"message": sent["MessageId"], "document": sent["Entities"][0]["EntityId"]}
    asked = {
        "ErrorMessage": "x",
        "MessageId": names["message"],
        "AttachmentId": names["document"],
        "SignerContent": _CONTENT,
    }
    director = place.clients[DIRECTOR]
    path = f"/V2/GenerateInvoiceCorrectionRequestXml?boxId={place.box.guid}"
    made = director.raw("POST", path, _json(asked), content_type="application/json")
    signed = {"Content": base64.b64encode(made.content).decode(), "SignWithTestSignature": True}
    patch: dict[str, Any] = {"BoxId": place.box.guid, "MessageId": names["message"]}
    patch["CorrectionRequests"] = [{"ParentEntityId": names["document"], "SignedContent": signed}]
    posted = director.json("POST", f"/V3/PostMessagePatch?operationId={uuid4().hex}", patch)
    exchange_delivery.deliver(place.world.services, one=one, other=other)  # confirmed, so the next one may be asked for
    return {**names, "request": posted["Entities"][0]["EntityId"]}


def _json(given: Any) -> bytes:
    import json

    return json.dumps(given).encode()


def _row(path: str, body: Any) -> Row:
    return Row("POST", path, _SEES, body, made=_received)


_OF: Final = "boxId={box}&messageId={message}&attachmentId={document}"
_WANTED: Final = {"MessageId": "{message}", "AttachmentId": "{document}", "SignerContent": _CONTENT}
_TOLD: Final = {"ErrorMessage": "x", "Signer": _SIGNER}
PAPERS: Final = (
    _row("/V2/GenerateReceiptXml?boxId={box}", _WANTED),
    _row(f"/GenerateReceiptXml?{_OF}", _SIGNER),
    _row(f"/GenerateDocumentReceiptXml?{_OF}", _SIGNER),
    _row(f"/GenerateInvoiceDocumentReceiptXml?{_OF}", _SIGNER),
    _row("/V2/GenerateSignatureRejectionXml?boxId={box}", _WANTED),
    _row(f"/GenerateSignatureRejectionXml?{_OF}", _TOLD),
    _row("/V2/GenerateInvoiceCorrectionRequestXml?boxId={box}", {**_WANTED, "ErrorMessage": "x"}),
    _row(f"/GenerateInvoiceCorrectionRequestXml?{_OF}", _TOLD),
    _row(f"/V2/GenerateRevocationRequestXml?{_OF}", {"Signer": _SIGNER}),
    _row(f"/GenerateRevocationRequestXml?{_OF}", {}),
    Row(
        "GET",
        "/GetInvoiceCorrectionRequestInfo?boxId={box}&messageId={message}&entityId={request}",
        _SEES,
        made=_received,
    ),
)
"""Of papers. ``Parse…Xml`` need no caller, so they have no row."""
