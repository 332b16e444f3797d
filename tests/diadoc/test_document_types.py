"""Which kinds of documents and of docflow there are, over the wire."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diadoc.client import Client
from exchange_worlds import employ, new_box
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate import document_types as translate
from inkpost.model.boxes import Access, Box
from inkpost.model.document_types import TYPES, DocumentKind
from worlds import Person, World


@pytest.fixture
def box(world: World) -> Box:
    """A box that the administrator works in."""
    made = new_box(world)
    employ(world, made, world.admin, Access.NONE, frozenset())
    return made


@pytest.fixture
def client(box: Box, world: World, signed_in: Callable[[Person], Client]) -> Client:
    """The administrator's client."""
    return signed_in(world.admin)


def test_a_transfer_document_is_told_as_the_documentation_shows_it(client: Client, box: Box) -> None:
    told = client.json("GET", "/V2/GetDocumentTypes", boxId=box.guid)["DocumentTypes"]
    assert {each["Name"] for each in told} == {kind.value for kind in DocumentKind}
    transfer = next(each for each in told if each["Name"] == "UniversalTransferDocument")
    assert (transfer["Title"], transfer["SupportedDocflows"], transfer["RequiresFnsRegistration"]) == ("УПД", [0], True)
    functions = {each["Name"]: each["Versions"] for each in transfer["Functions"]}
    assert list(functions) == ["СЧФ", "ДОП", "СЧФДОП"]
    version = next(each for each in functions["СЧФ"] if each["Version"] == "utd970_05_02_01")
    assert version["SupportsAmendmentRequest"] is True
    assert version["Workflows"] == [{"Id": 17, "IsDefault": True}, {"Id": 10, "IsDefault": False}]
    (title,) = version["Titles"]
    assert (title["Index"], title["IsFormal"], title["MetadataItems"]) == (0, True, [])
    assert title["SignerInfo"] == {"SignerType": 3, "ExtendedDocumentTitleType": 12}
    actual = next(each for each in functions["СЧФДОП"] if each["IsActual"])
    assert (actual["Version"], actual["Workflows"][0]["Id"], len(actual["Titles"])) == ("utd970_05_03_01", 18, 2)


def test_a_contract_says_what_its_sender_has_to_give(client: Client, box: Box) -> None:
    told = client.ask(pb.GetDocumentTypesResponseV2, "GET", "/V2/GetDocumentTypes", boxId=box.guid)
    contract = next(each for each in told.DocumentTypes if each.Name == "Contract")
    assert list(contract.SupportedDocflows) == [0, 1]
    (title,) = contract.Functions[0].Versions[0].Titles
    assert [(each.Id, each.Type, each.IsRequired, each.Source) for each in title.MetadataItems] == [
        ("FileName", 0, True, 1),
        ("DocumentNumber", 0, True, 1),
        ("DocumentDate", 3, True, 1),
        ("ContractType", 0, False, 1),
        ("ContractPrice", 2, False, 1),
    ]


def test_the_third_version_tells_the_same_and_when_universal_messages_begin(client: Client, box: Box) -> None:
    second = client.json("GET", "/V2/GetDocumentTypes", boxId=box.guid)["DocumentTypes"]
    third = client.json("GET", "/V3/GetDocumentTypes", boxId=box.guid)["DocumentTypes"]
    assert [{**each, "UniversalMessagesStartDate": "9999-12-31T00:00:00Z"} for each in second] == third


def test_the_nineteen_kinds_of_docflow_are_told_in_both_versions(client: Client, box: Box) -> None:
    told = client.json("GET", "/V2/GetWorkflowsSettings", boxId=box.guid)["DocumentWorkflowSettings"]
    assert [each["Id"] for each in told] == list(range(1, 20))
    assert told[0] == {
        "Id": 1,
        "Participants": [
            {"Participant": "Sender", "ParticipantAction": "Title", "TitleReceiptBehavior": "DefineByUser"},
            {"Participant": "Proxy", "ParticipantAction": "Signature", "TitleReceiptBehavior": "Never"},
            {"Participant": "Recipient", "ParticipantAction": "OptionalSignature", "TitleReceiptBehavior": "Never"},
        ],
        "OperatorConfirmationReceiptBehavior": "Never",
        "ReceiptOperatorConfirmationReceiptBehavior": "Never",
        "ReceiptOperatorConfirmationBehavior": "Never",
        "AmendmentRequestResponseBehavior": "OperatorConfirmationOrReceipt",
        "ReceiptRoamingConfirmationBehavior": "Never",
        "InvitationBehavior": "Never",
    }
    old = client.ask(pb.DocumentWorkflowSettingsList, "GET", "/GetWorkflowsSettings", boxId=box.guid)
    assert [each.Id for each in old.DocumentWorkflowSettings] == list(range(1, 20))
    assert [each.AmendmentRequestResponseBehavior for each in old.DocumentWorkflowSettings] == [
        pb.AmendmentRequestResponseBehavior.Value(each["AmendmentRequestResponseBehavior"]) for each in told
    ]


def test_every_kind_has_an_older_name_and_a_name_as_an_attachment() -> None:
    for kind in TYPES:
        assert pb.DocumentType.Name(translate.document_type(kind)) == kind.value
        assert pb.AttachmentType.Name(translate.attachment_type(kind)) == kind.value
    assert translate.buyer_title_type(DocumentKind.TRANSFER_DOCUMENT) == 42
    assert translate.buyer_title_type(DocumentKind.INVOICE) == pb.AttachmentType.Title
