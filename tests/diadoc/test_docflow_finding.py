"""Documents with their docflows found by name, packet and words, and their events: pages, limits, refusals, access."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from diadoc.client import Client, Refused
from diadoc.docflow_stories import BATCHES, Reader
from exchange_partners import Partner, deliver_now, document_of, paper, signature
from exchange_samples import transfer_xml
from inkpost.faces.diadoc import proto as pb
from inkpost.model.boxes import Access
from inkpost.model.exchange_posting import CustomDataChange, Signed
from inkpost.operations import administration
from inkpost.store import boxes
from worlds import World

PACKETS = {
    "V3": pb.GetDocflowsByPacketIdResponseV3,
    "V4": pb.GetDocflowsByPacketIdResponseV4,
    "V5": pb.GetDocflowsByPacketIdResponseV5,
}
FOUND = {"V3": pb.SearchDocflowsResponseV3, "V4": pb.SearchDocflowsResponseV4, "V5": pb.SearchDocflowsResponseV5}


@pytest.fixture
def ours(world: World, signed_in: Callable[..., Client]) -> Reader:
    us = Partner(world)
    return Reader(us, signed_in(us.person))


@pytest.fixture
def theirs(other_world: World, signed_in: Callable[..., Client]) -> Reader:
    them = Partner(other_world)
    return Reader(them, signed_in(them.person))


def named(*documents: tuple[UUID, UUID], **more: Any) -> pb.GetDocflowBatchRequest:
    asked = [pb.DocumentId(MessageId=str(message), EntityId=str(document)) for message, document in documents]
    return pb.GetDocflowBatchRequest(Requests=[pb.GetDocflowRequest(DocumentId=each, **more) for each in asked])


def found(reader: Reader, text: str, scope: str = "SearchScopeAny", version: str = "V3", **more: Any) -> list[str]:
    """The names of the files that a search finds."""
    given = pb.SearchDocflowsRequest(QueryString=text, Scope=scope, **more)
    answer = reader.both(FOUND[version], f"/{version}/SearchDocflows", given)
    return [
        next(item.Value for item in each.DocumentInfo.Metadata if item.Key == "FileName") for each in answer.Documents
    ]


def letter(name: str, **more: Any) -> Any:
    return paper(metadata=[("FileName", name)], **more)


def test_documents_are_told_in_the_order_asked_for_and_missing_ones_by_name(ours: Reader, theirs: Reader) -> None:
    posted = ours.partner.post(theirs.partner, letter("one.txt"), letter("two.txt"))
    deliver_now(ours.partner, theirs.partner)
    message, documents = posted.message.guid, list(posted.documents)
    asked = named((message, documents[1]), (message, documents[0]), (message, documents[1]))
    for version, kind in BATCHES.items():
        told = ours.both(kind, f"/{version}/GetDocflows", asked).Documents
        assert [each.DocumentId.EntityId for each in told] == [str(documents[at]) for at in (1, 0, 1)]
    strange = uuid4()
    for absent in ((message, strange), (strange, documents[0])):
        with pytest.raises(Refused, match=f"404 .*Requests\\[1\\] asks for the document {absent[1]}") as caught:
            ours.both(BATCHES["V3"], "/V3/GetDocflows", named((message, documents[0]), absent))
        assert "Requests[0]" not in caught.value.text
    kept = ours.partner.post(theirs.partner, letter("draft.txt", signed=Signed(b"Draft")), draft=True)
    with pytest.raises(Refused, match="404"):
        theirs.both(BATCHES["V3"], "/V3/GetDocflows", named((kept.message.guid, document_of(kept))))
    with pytest.raises(Refused, match=r"400 .*101 documents are asked for, at most 100"):
        ours.both(BATCHES["V3"], "/V3/GetDocflows", named(*[(message, documents[0])] * 101))
    with pytest.raises(Refused, match=r"400 Requests\[0\].LastEventId: the message .* has no event"):
        ours.both(BATCHES["V3"], "/V3/GetDocflows", named((message, documents[0]), LastEventId=str(strange)))
    with pytest.raises(Refused, match=r"400 Requests\[0\].DocumentId.MessageId is 'x'"):
        ours.client.json(
            "POST",
            f"/V5/GetDocflows?boxId={ours.box}",
            {"Requests": [{"DocumentId": {"MessageId": "x", "EntityId": "y"}}]},
        )
    assert not ours.both(BATCHES["V3"], "/V3/GetDocflows", named()).Documents


def test_a_draft_without_a_recipient_is_told_with_what_becomes_of_it(ours: Reader) -> None:
    unsigned = paper(type_name="UniversalTransferDocument", metadata=(), signed=Signed(transfer_xml()))
    kept = ours.partner.post(None, unsigned, draft=True, lock_draft=True)
    asked = named((kept.message.guid, document_of(kept)))
    for version, kind in BATCHES.items():
        (told,) = ours.both(kind, f"/{version}/GetDocflows", asked).Documents
        info = told.DocumentInfo
        assert info.MessageType == pb.MessageType.Value("Draft")
        assert not info.HasField("LetterInfo")
        assert (info.DraftInfo.IsLocked, info.DraftInfo.IsRecycled) == (True, False)
    assert [each.TitleIndex for each in told.Docflow.Titles] == [0]
    assert [each.BoxId for each in info.Participants.Participants] == [ours.box]
    ours.client.raw("POST", f"/RecycleDraft?boxId={ours.box}&draftId={kept.message.guid}")
    (told,) = ours.both(BATCHES["V4"], "/V4/GetDocflows", asked).Documents
    assert told.DocumentInfo.DraftInfo.IsRecycled
    recycled = [each.Document.DocumentInfo.DraftInfo.IsRecycled for each in ours.events(MessageTypes=["draft"]).Events]
    assert recycled == [False, True]


def test_a_packet_is_read_page_by_page(ours: Reader, theirs: Reader) -> None:
    posted = ours.partner.post(theirs.partner, *(letter(f"{at}.txt") for at in range(5)))
    packet = str(next(iter(posted.documents.values())).document.packet)
    ours.partner.post(theirs.partner, letter("other.txt"))
    deliver_now(ours.partner, theirs.partner)
    for version, kind in PACKETS.items():
        told, key = [], b""
        for size in (2, 2, 1):
            given = pb.GetDocflowsByPacketIdRequest(PacketId=packet, Count=2, AfterIndexKey=key)
            page = ours.both(kind, f"/{version}/GetDocflowsByPacketId", given)
            assert len(page.Documents) == size
            told += [each.Document.DocumentId.EntityId for each in page.Documents]
            key = page.NextPageIndexKey
            assert key in (page.Documents[-1].IndexKey, b"")
        assert told == [str(each) for each in posted.documents]
        assert not key
    none = pb.GetDocflowsByPacketIdRequest(PacketId=str(uuid4()))
    assert not ours.both(PACKETS["V3"], "/V3/GetDocflowsByPacketId", none).Documents
    for wrong, why in (
        ({"PacketId": packet, "Count": 0}, "count: 0 is given, 1 to 100"),
        ({"PacketId": packet, "Count": 101}, "count: 101 is given"),
        ({"PacketId": "nonsense"}, "PacketId is 'nonsense'"),
        ({"PacketId": packet, "AfterIndexKey": b"123"}, "AfterIndexKey is no key"),
    ):
        with pytest.raises(Refused, match=f"400 {why}"):
            ours.both(PACKETS["V3"], "/V3/GetDocflowsByPacketId", pb.GetDocflowsByPacketIdRequest(**wrong))


def test_documents_are_found_by_words_and_by_what_the_box_notes_of_them(ours: Reader, theirs: Reader) -> None:
    us, them = ours.partner, theirs.partner
    contract = [("FileName", "Договор_поставки.pdf"), ("DocumentNumber", "К-77/4"), ("DocumentDate", "13.11.2023")]
    signed = us.post(them, paper(type_name="Contract", metadata=contract))
    us.post(them, letter("100%.txt"))
    gone = us.post(them, letter("прочее.txt"))
    deliver_now(us, them)
    us.add(signed, custom_data=[CustomDataChange("c[0]", document_of(signed), "проект", "Северный поток: 2")])
    ours.client.raw("POST", f"/Delete?boxId={ours.box}&messageId={gone.message.guid}")
    contract_name = "Договор_поставки.pdf"
    for words in ("поставки", "ДОГОВОР", "К-77", "13.11.2023", "нет, к-77!"):
        assert found(ours, words) == [contract_name]
    assert found(ours, "проект: Северный поток: 2") == [contract_name]
    assert found(ours, "проект: Северный") == []
    assert found(ours, "Северный поток: 2: проект") == []
    assert found(theirs, "проект: Северный поток: 2") == []
    assert found(ours, "%") == found(ours, "100%") == ["100%.txt"]
    assert found(ours, "_поставки") == [contract_name]
    assert found(ours, "  ,; ") == []
    assert found(ours, "txt", "SearchScopeDeleted") == ["прочее.txt"]
    assert found(ours, "txt", "SearchScopeOutgoing") == ["100%.txt"]
    assert found(ours, "txt pdf") == ["прочее.txt", "100%.txt", contract_name]
    assert found(theirs, "txt", "SearchScopeIncoming", "V5") == ["прочее.txt", "100%.txt"]
    assert found(theirs, "txt", "SearchScopeOutgoing") == found(ours, "txt", "SearchScopeInternal") == []
    pages = [found(ours, "txt pdf", version="V4", Count=2, FirstIndex=first) for first in (0, 2, 4)]
    assert pages == [["прочее.txt", "100%.txt"], [contract_name], []]
    for wrong, why in (
        ({"QueryString": "x", "Count": 101}, "count: 101"),
        ({"QueryString": "x", "FirstIndex": -1}, "FirstIndex: -1"),
        ({"QueryString": "x" * 1001}, "QueryString has 1001 characters"),
        ({"QueryString": " ".join(map(str, range(60)))}, "QueryString has 60 words"),
    ):
        with pytest.raises(Refused, match=f"400 {why}"):
            ours.both(FOUND["V3"], "/V3/SearchDocflows", pb.SearchDocflowsRequest(**wrong))


def test_events_are_paged_through_documents_of_one_message_in_both_directions(ours: Reader, theirs: Reader) -> None:
    us, them = ours.partner, theirs.partner
    posted = us.post(them, letter("one.txt", wants_signature=True), letter("two.txt", wants_signature=True))
    deliver_now(us, them)
    first, second = (str(each) for each in posted.documents)
    them.add(posted, signature(UUID(second)))
    deliver_now(us, them)
    for order in ("Ascending", "Descending"):
        filters = pb.TimeBasedFilter(SortDirection=order)
        told, key = [], b""
        while True:
            page = ours.events("V4", Filter=filters, Limit=1, AfterIndexKey=key)
            assert page.TotalCount == 5
            if not page.Events:
                break
            told += page.Events
            key = page.Events[-1].IndexKey
        concerned = [each.DocumentId.EntityId for each in told]
        assert concerned[:: 1 if order == "Ascending" else -1] == [first, second, first, second, second]
        whole = ours.events("V4", Filter=filters).Events
        assert [each.IndexKey for each in whole] == [each.IndexKey for each in told]
    last = told[0]
    assert last.PreviousDocumentState.Docflow.RecipientResponse.ResponseStatus == pb.RecipientResponseStatus.Value(
        "WaitingForRecipientSignature"
    )
    plain = ours.events(PopulateDocuments=False, PopulatePreviousDocumentStates=False).Events
    assert not any(each.HasField("Document") or each.HasField("PreviousDocumentState") for each in plain)


def test_events_are_chosen_by_time_type_direction_and_counterparty(ours: Reader, theirs: Reader) -> None:
    us, them = ours.partner, theirs.partner
    us.post(them, letter("one.txt"), paper(type_name="ProformaInvoice", metadata=_PROFORMA))
    deliver_now(us, them)

    def count(**more: Any) -> int:
        told = theirs.events("V5", **more)
        assert len(told.Events) == told.TotalCount
        return int(told.TotalCount)

    (at, _) = (each.Timestamp for each in theirs.events().Events)
    assert count() == 2
    assert count(TypeNamedIds=["ProformaInvoice"]) == 1
    assert count(DocumentDirections=["Inbound"]) == 2
    assert count(DocumentDirections=["outbound", "Internal"]) == 0
    assert count(MessageTypes=["Draft"]) == 0
    assert count(CounteragentBoxId=ours.box) == 2
    assert count(CounteragentBoxId=str(uuid4())) == 0
    assert count(Filter=pb.TimeBasedFilter(FromTimestamp=at, ToTimestamp=at)) == 2
    assert count(Filter=pb.TimeBasedFilter(FromTimestamp=pb.Timestamp(Ticks=at.Ticks + 10))) == 0
    assert count(Filter=pb.TimeBasedFilter(ToTimestamp=pb.Timestamp(Ticks=at.Ticks - 10))) == 0
    for wrong, why in (
        ({"Limit": 0}, "Limit: 0 is given, 1 to 100"),
        ({"Limit": 101}, "Limit: 101"),
        ({"MessageTypes": ["Mail"]}, r"MessageTypes\[0\] is 'Mail': it takes one of Letter, Draft, Template"),
        ({"DocumentDirections": ["Up"]}, r"DocumentDirections\[0\] is 'Up'"),
        ({"AfterIndexKey": b"\xff" * 24}, "AfterIndexKey is no key"),
        ({"Filter": pb.TimeBasedFilter(FromTimestamp=pb.Timestamp(Ticks=-1))}, r"Filter.FromTimestamp.Ticks is -1"),
        ({"DepartmentId": str(uuid4())}, "DepartmentId: the box has no department"),
    ):
        with pytest.raises(Refused, match=f"400 {why}"):
            theirs.events(**wrong)
    with pytest.raises(Refused, match="400 The body lacks Filter, which is required"):
        theirs.client.json("POST", f"/V3/GetDocflowEvents?boxId={theirs.box}", {})


def test_who_sees_one_department_finds_nothing_of_another(
    ours: Reader, theirs: Reader, signed_in: Callable[..., Client]
) -> None:
    us, them = ours.partner, theirs.partner
    world = them.world
    sales = administration.add_department(
        world.services, world.organization_id, "Sales", parent=them.box.head_department_id
    )
    clerk = Reader(them, signed_in(them.colleague(Access.OWN, department_id=sales)))
    posted = us.post(them, letter("one.txt"), letter("two.txt"))
    packet = next(iter(posted.documents.values())).document.packet
    deliver_now(us, them)
    with world.services.engine.connect() as db:
        guid = boxes.department_guids(db, [sales])[sales]
    moved = list(posted.documents)[1]
    move = {"BoxId": them.box.guid, "ToDepartmentId": guid}
    ids = [{"MessageId": str(posted.message.guid), "EntityId": str(moved)}]
    theirs.client.json("POST", "/MoveDocuments", {**move, "DocumentIds": ids})
    given = pb.GetDocflowsByPacketIdRequest(PacketId=str(packet))
    told = clerk.both(PACKETS["V3"], "/V3/GetDocflowsByPacketId", given).Documents
    assert [each.Document.DocumentId.EntityId for each in told] == [str(moved)]
    assert found(clerk, "txt") == ["two.txt"]
    assert found(theirs, "txt") == ["two.txt", "one.txt"]
    events = clerk.events(DepartmentId=guid).Events
    assert {each.DocumentId.EntityId for each in events} == {str(moved)}
    assert events[-1].Document.DocumentInfo.DepartmentId == guid
    assert events[-1].PreviousDocumentState.DocumentInfo.DepartmentId == str(UUID(int=0))
    with pytest.raises(Refused, match="403"):
        clerk.events()
    with pytest.raises(Refused, match="403"):
        clerk.both(BATCHES["V3"], "/V3/GetDocflows", named((posted.message.guid, moved)))
    with pytest.raises(Refused, match="403"):
        ours.both(BATCHES["V3"], f"/V3/GetDocflows?boxId={theirs.box}&x=1", named())


_PROFORMA = [
    ("FileName", "bill.txt"),
    ("DocumentNumber", "5"),
    ("DocumentDate", "01.02.2024"),
    ("TotalSum", "10.00"),
    ("TotalVat", "1.00"),
    ("Grounds", "Contract 7"),
]
