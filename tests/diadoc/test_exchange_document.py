"""A document on the wire has every key of the vendor's example, with values of the same types."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from diadoc.client import Client
from exchange_partners import Partner, deliver_now, document_of, paper
from exchange_samples import transfer
from inkpost.faces.diadoc import proto as pb
from inkpost.model.exchange_posting import Linked
from support import shared

LIBERTIES = {"LastOuterDocflows"}
"""Keys that may be there and may be not."""
SAME = [
    "AmendmentRequestMetadata",
    "DepartmentId",
    "DocumentDate",
    "DocumentDirection",
    "DocumentType",
    "EditingSettingId",
    "FromDepartmentId",
    "Function",
    "IsDeleted",
    "IsRead",
    "LockMode",
    "ProxySignatureStatus",
    "RecipientReceiptMetadata",
    "RecipientResponseStatus",
    "RevocationStatus",
    "SenderReceiptMetadata",
    "SenderSignatureStatus",
    "ToDepartmentId",
    "TtGisFixationCancellationStatus",
    "TypeNamedId",
    "Version",
    "WorkflowId",
]
"""What stands in the example and must stand in the same document of ours."""
PLAIN = ("DocumentDate", "FileName", "Function", "Metadata", "NonformalizedDocumentMetadata", "Title", "WorkflowId")


def example() -> tuple[dict[str, Any], dict[str, Any]]:
    """The formal document of the example, and the one without a form."""
    found = shared("seeds", "004_c2cfc7e162ce79cc.txt").read_text()
    body = found[found.index("Пример тела ответа:") :]
    first, second = json.JSONDecoder().raw_decode(body[body.index("{") :])[0]["Documents"]
    return first, second


def differences(wanted: Any, found: Any, path: str = "") -> list[str]:
    """What an answer lacks of the example, or has in another type; what it has too much at the top."""
    if isinstance(wanted, dict):
        if not isinstance(found, dict):
            return [f"{path}: {type(found).__name__}"]
        lacks = [f"{path}.{key} is missing" for key in wanted if key not in found and key not in LIBERTIES]
        return lacks + [
            each for key in wanted if key in found for each in differences(wanted[key], found[key], f"{path}.{key}")
        ]
    if isinstance(wanted, list):
        if not isinstance(found, list):
            return [f"{path}: {type(found).__name__}"]
        return [each for item in found for each in differences(wanted[0], item, f"{path}[]")] if wanted else []
    return [] if type(wanted) is type(found) else [f"{path}: {type(found).__name__}, not {type(wanted).__name__}"]


@pytest.fixture
def shown(us: Partner, them: Partner, signed_in: Callable[..., Client]) -> Callable[..., dict[str, Any]]:
    """A posted and delivered document as its sender reads it, with a subordinate one."""

    def show(document: Any) -> dict[str, Any]:
        below = paper(path="document_attachments[1]", initial=[Linked(None, "first")])
        posted = us.post(them, document, below)
        deliver_now(us, them)
        found: dict[str, Any] = signed_in(us.person).json(
            "GET",
            "/V3/GetDocument",
            boxId=us.guid.hex,
            messageId=str(posted.message.guid),
            entityId=str(next(iter(posted.documents))),
        )
        return found

    return show


def test_a_formal_document_has_every_key_of_the_example(shown: Callable[..., dict[str, Any]]) -> None:
    wanted, found = example()[0], shown(transfer(custom_id="first"))
    assert differences(wanted, found) == []
    assert set(found) - set(wanted) <= {
        "CustomDocumentId",
        "LastOuterDocflows",
        "HasUnreadOutOfWorkflowUniversalMessages",
    }
    same = (
        *(
            "AmendmentRequestMetadata",
            "DocumentDate",
            "DocumentDirection",
            "DocumentType",
            "EditingSettingId",
            "Function",
        ),
        *(
            "DepartmentId",
            "FromDepartmentId",
            "ToDepartmentId",
            "IsDeleted",
            "IsRead",
            "LockMode",
            "ProxySignatureStatus",
        ),
        *("RecipientReceiptMetadata", "RecipientResponseStatus", "RevocationStatus", "SenderReceiptMetadata"),
        *("SenderSignatureStatus", "TypeNamedId", "Version", "WorkflowId", "TtGisFixationCancellationStatus"),
    )
    assert {key: found[key] for key in same} == {key: wanted[key] for key in same}
    assert (
        found["DocflowStatus"]["PowerOfAttorneyGeneralStatus"]
        == wanted["DocflowStatus"]["PowerOfAttorneyGeneralStatus"]
    )
    assert found["DocflowStatus"]["PrimaryStatus"] == wanted["DocflowStatus"]["PrimaryStatus"]
    assert found["Title"] == "УПД №17 от 01.02.14"
    assert [each["Key"] for each in found["Metadata"]] == [each["Key"] for each in wanted["Metadata"]]
    own, theirs = found["UniversalTransferDocumentMetadata"], wanted["UniversalTransferDocumentMetadata"]
    assert {**own, "ConfirmationDateTimeTicks": 0} == {**theirs, "ConfirmationDateTimeTicks": 0}
    assert own["ConfirmationDateTimeTicks"] == found["SendTimestampTicks"] + 3 * 3600 * 10**7
    assert found["ConfirmationMetadata"]["DateTimeTicks"] == found["DeliveryTimestampTicks"]


def test_a_document_without_a_form_has_every_key_of_the_example(shown: Callable[..., dict[str, Any]]) -> None:
    wanted = example()[1]
    found = shown(paper(custom_id="first", metadata=[("FileName", "image1.png")]))
    assert differences(wanted, found) == []
    for key in (
        "DocumentDate",
        "Title",
        "FileName",
        "Metadata",
        "NonformalizedDocumentMetadata",
        "WorkflowId",
        "Function",
    ):
        assert found[key] == wanted[key], key
    assert "DocumentNumber" not in found
    assert found["DocflowStatus"] == wanted["DocflowStatus"]


def test_both_encodings_carry_the_same_facts(us: Partner, signed_in: Callable[..., Client]) -> None:
    posted = us.post(None, paper(), internal=True)
    client = signed_in(us.person)
    asked = {"boxId": us.guid.hex, "messageId": str(posted.message.guid), "entityId": str(document_of(posted))}
    told = client.json("GET", "/V3/GetDocument", **asked)
    message = client.ask(pb.Document, "GET", "/V3/GetDocument", **asked)
    for field, value in message.ListFields():
        if isinstance(value, str | bool) or field.name.endswith("Ticks"):
            assert told[field.name] == value, field.name
    assert told["MessageIdGuid"] == message.MessageId
