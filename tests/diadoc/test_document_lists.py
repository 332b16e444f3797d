"""Lists of documents over the wire: the vendor's example, its parameters, and what cannot be asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from diadoc.client import Client, Refused
from diadoc.test_exchange_document import differences, example
from exchange_partners import Partner, deliver_now, paper
from exchange_samples import transfer
from inkpost.faces.diadoc import proto as pb
from inkpost.model.docflow import DocumentClass
from inkpost.model.docflow_categories import Status, category
from inkpost.model.exchange_posting import Linked
from inkpost.store import tables
from support import shared

LIST = "/V3/GetDocuments"


@pytest.fixture
def ask(us: Partner, signed_in: Callable[..., Client]) -> Callable[..., Any]:
    """A page of our box in JSON."""
    client = signed_in(us.person)

    def page(*category: str, **query: Any) -> Any:
        given = {**query, **dict(zip(("filterCategory",), category, strict=False))}
        return client.json("GET", LIST, boxId=f"{us.guid.hex}@diadoc.ru", **given)

    return page


def body_of_example() -> dict[str, Any]:
    found = shared("seeds", "004_c2cfc7e162ce79cc.txt").read_text()
    text = found[found.index("Пример тела ответа:") :]
    body: dict[str, Any] = json.JSONDecoder().raw_decode(text[text.index("{") :])[0]
    return body


def test_the_vendors_request_gets_the_vendors_answer(us: Partner, them: Partner, ask: Callable[..., Any]) -> None:
    us.post(them, transfer(custom_id="first"), paper(path="document_attachments[1]", initial=[Linked(None, "first")]))
    deliver_now(us, them)
    found = ask("Any.Outbound")
    assert set(found) == set(body_of_example())
    assert found["TotalCount"] == 2
    assert found["HasMoreResults"] is False
    for wanted, shown in zip(example(), found["Documents"], strict=True):
        assert differences(wanted, shown) == []


def test_json_and_protobuf_say_the_same(us: Partner, them: Partner, signed_in: Callable[..., Client]) -> None:
    us.post(them, transfer(), paper(path="document_attachments[1]"))
    deliver_now(us, them)
    client = signed_in(us.person)
    asked = {"boxId": us.guid.hex, "filterCategory": "Any.Outbound"}
    packed = client.ask(pb.DocumentList, "GET", LIST, **asked)
    told = client.json("GET", LIST, **asked)
    assert [each.IndexKey for each in packed.Documents] == [each["IndexKey"] for each in told["Documents"]]
    for one, other in zip(packed.Documents, told["Documents"], strict=True):
        query = {"boxId": us.guid.hex, "messageId": one.MessageId, "entityId": one.EntityId}
        alone = client.ask(pb.Document, "GET", "/V3/GetDocument", **query)
        assert alone == one
        assert client.json("GET", "/V3/GetDocument", **query) == other


def keys(found: Any) -> list[str]:
    return [each["IndexKey"] for each in found["Documents"]]


def ids(found: Any) -> list[str]:
    return [each["EntityId"] for each in found["Documents"]]


@pytest.fixture
def letters(us: Partner, them: Partner) -> list[str]:
    """Five letters of ours, in the order of sending; the second and third have dates of documents."""
    days = [None, "03.02.2024", "01.02.2024", None, None]
    found = []
    for number, day in enumerate(days):
        fields = [("FileName", f"{number}.txt")] + ([("DocumentDate", day), ("DocumentNumber", "A-1")] if day else [])
        type_name = "Contract" if day else "Nonformalized"
        posted = us.post(them, paper(type_name=type_name, metadata=fields, custom_id=str(number)))
        found.append(str(next(iter(posted.documents))))
    return found


def test_pages_go_on_both_ways(letters: list[str], ask: Callable[..., Any]) -> None:
    for direction, wanted in (("Ascending", letters), ("descending", letters[::-1])):
        after, found = "", []
        for size in (2, 2, 1, 0):
            page = ask("Any.Outbound", count=2, afterIndexKey=after, sortDirection=direction)
            assert page["TotalCount"] == 5
            assert len(page["Documents"]) == size
            found += ids(page)
            after = keys(page)[-1] if size else after
        assert found == wanted
    assert ask("Any.Outbound", count=0) == {"TotalCount": 5, "Documents": [], "HasMoreResults": False}


def test_a_document_has_one_key_under_every_filter_of_an_order(letters: list[str], ask: Callable[..., Any]) -> None:
    every = dict(zip(ids(page := ask("Any.Outbound")), keys(page), strict=True))
    assert len(set(every.values())) == 5
    for found in (ask("Contract.OutboundNotFinished"), ask("any.outboundnotfinished", documentNumber="A-1")):
        assert set(ids(found)) == {letters[1], letters[2]}
        assert all(every[each["EntityId"]] == each["IndexKey"] for each in found["Documents"])
    dated = ask("Any.Outbound", fromDocumentDate="01.02.2024")
    assert ids(dated) == [letters[2], letters[1]]
    assert not set(keys(dated)) & set(every.values())
    assert ids(ask("Any.Outbound", toDocumentDate="03.02.2024", afterIndexKey=keys(dated)[0])) == [letters[1]]
    assert ids(ask("Any.Outbound", fromDocumentDate="02.02.2024", toDocumentDate="03.02.2024")) == [letters[1]]
    assert ids(ask("Any.Outbound", fromDocumentDate="04.02.2024")) == []


def test_bounds_in_time_belong_to_what_they_bound(letters: list[str], ask: Callable[..., Any]) -> None:
    times = [each["SendTimestampTicks"] for each in ask("Any.Outbound")["Documents"]]
    found = ask("Any.Outbound", timestampFromTicks=times[1], timestampToTicks=times[3])
    assert (ids(found), found["TotalCount"]) == (letters[1:4], 3)
    assert ids(ask("Any.Outbound", timestampFromTicks=times[3])) == letters[3:]


def test_many_results_are_more_than_a_thousand(us: Partner, them: Partner, ask: Callable[..., Any]) -> None:
    us.post(them)
    everything = {"box_id": us.box.id, "category": category(DocumentClass.OUTBOUND, Status.ANY), "type_name": ""}
    everything |= dict.fromkeys(("department_id", "from_department_id", "to_department_id"), 0)

    def count(more: int) -> None:
        """As if so many more had been sent."""
        with us.world.services.engine.begin() as db:
            db.execute(tables.box_tally_changes.insert().values(change=more, **everything))

    count(999)
    try:
        page = ask("Any.Outbound", count=0)
        assert (page["TotalCount"], page["HasMoreResults"]) == (1000, False)
        count(1)
        page = ask("Any.Outbound", count=0)
        count(-1)
        assert (page["TotalCount"], page["HasMoreResults"]) == (1001, True)
    finally:
        count(-999)


def test_counterparties_bound_a_list(us: Partner, letters: list[str], them: Partner, ask: Callable[..., Any]) -> None:
    assert ask("Any.Outbound", counteragentBoxId=them.guid.hex)["TotalCount"] == 5
    assert ask("Any.Outbound", counteragentBoxId=us.guid.hex)["TotalCount"] == 0
    assert ask("Any.Outbound", counteragentBoxId="0" * 32)["TotalCount"] == 0


def test_a_status_that_a_class_cannot_have_gives_an_empty_list(letters: list[str], ask: Callable[..., Any]) -> None:
    assert ask("Any.OutboundNotRead")["TotalCount"] == 0
    assert ask("XmlTorg12.Outbound")["TotalCount"] == 0
    assert ask("Any.ProxyWaitingForReceipt")["Documents"] == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"filterCategory": ""}, "filterCategory is missing"),
        ({"filterCategory": "Inbound"}, r"filterCategory is 'Inbound': it takes <type>\.<class><status>"),
        ({"filterCategory": "Any."}, "a class: Inbound, Outbound, Internal, Proxy"),
        ({"filterCategory": "Any.NotRead"}, "a class: Inbound, Outbound, Internal, Proxy"),
        ({"filterCategory": "Any.InboundRead"}, "'Read' is no status: valid are none at all and NotRead, .*NotRevoked"),
        ({"filterCategory": "Letter.Inbound"}, "'Letter' is no type: valid are Any, .*Invoice.*Nonformalized"),
        ({"filterCategory": "AnyInvoiceDocumentType.Inbound"}, "no longer supported: ask for Any or for one type"),
        ({"filterCategory": "AnyBilateralDocumentType.Inbound"}, "no longer supported"),
        ({"filterCategory": "AnyUnilateralDocumentType.Inbound"}, "no longer supported"),
        ({"count": "-1"}, "count is -1: it takes 0 to 100"),
        ({"count": "101"}, "count is 101: it takes 0 to 100"),
        ({"count": "x"}, "count is 'x': it takes a whole number"),
        ({"sortDirection": "Up"}, "one of Ascending, Descending"),
        ({"documentNumber": "1", "timestampFromTicks": "1"}, "documentNumber cannot be given together with timestamp"),
        ({"documentNumber": "1", "timestampToTicks": "1"}, "documentNumber cannot be given together with timestamp"),
        (
            {"timestampFromTicks": "1", "toDocumentDate": "01.01.2024"},
            "timestampFromTicks and timestampToTicks cannot be given together with fromDocumentDate and toDocumentDate",
        ),
        ({"fromDocumentDate": "2024-01-01"}, "fromDocumentDate is '2024-01-01': it takes a date such as 31.12.2025"),
        ({"toDocumentDate": "31.02.2024"}, "a date such as"),
        ({"timestampFromTicks": "yesterday"}, "it takes ticks"),
        ({"departmentId": "11111111-1111-1111-1111-111111111111"}, "the box has no department 11111111"),
        ({"fromDepartmentId": "11111111-1111-1111-1111-111111111111"}, "the box has no department 11111111"),
        ({"departmentId": "x"}, "a GUID such as"),
        ({"counteragentBoxId": "x"}, "the id of a box"),
        ({"afterIndexKey": "x"}, "afterIndexKey: it is no key that an answer gave"),
        ({"afterIndexKey": "00" * 21}, "it is no key that an answer gave"),
        ({"afterIndexKey": "F" * 4000}, "it is no key that an answer gave"),
    ],
)
def test_what_cannot_be_asked_for_is_told(ask: Callable[..., Any], query: dict[str, str], words: str) -> None:
    with pytest.raises(Refused, match=words) as refused:
        ask(**{"filterCategory": "Any.Inbound", **query})
    assert refused.value.status == 400


def test_keys_of_another_order_and_changed_ones_are_refused(letters: list[str], ask: Callable[..., Any]) -> None:
    by_time = keys(ask("Any.Outbound"))[0]
    by_date = keys(ask("Any.Outbound", fromDocumentDate="01.01.2000"))[0]
    with pytest.raises(Refused, match=r"it is of a list by time, .* and this one stands by the dates"):
        ask("Any.Outbound", fromDocumentDate="01.01.2000", afterIndexKey=by_time)
    with pytest.raises(Refused, match="it is of a list by the dates of documents, and this one stands by time"):
        ask("Any.Outbound", afterIndexKey=by_date)
    changed = by_time[:-1] + ("0" if by_time[-1] != "0" else "1")
    with pytest.raises(Refused, match="it is no key that an answer gave"):
        ask("Any.Outbound", afterIndexKey=changed)


def test_the_same_by_a_request(letters: list[str], us: Partner, them: Partner, signed_in: Callable[..., Any]) -> None:
    client = signed_in(us.person)

    def ask(**given: Any) -> list[str]:
        given = {"DocumentCategory": "Outbound", **given}
        found = client.json("POST", "/V4/GetDocuments", given, boxId=us.guid.hex)
        assert found["TotalCount"] == len(found["Documents"])
        packed = pb.GetDocumentsV4Request(**given) if "FromTimestamp" not in given else None
        if packed is not None:
            same = client.ask(pb.DocumentList, "POST", "/V4/GetDocuments", packed, boxId=us.guid.hex)
            assert [each.EntityId for each in same.Documents] == ids(found)
        return ids(found)

    assert ask() == letters
    assert ask(DocumentStatuses=["Finished", "NotFinished", "NotRevoked"]) == letters
    assert ask(DocumentTypeNamedIds=["Contract"]) == letters[1:3]
    assert ask(DocumentTypeNamedIds=["Contract", "Nonformalized"], SortDirection="Descending") == letters[::-1]
    assert ask(DocumentNumbers=["A-1", "A-2"]) == letters[1:3]
    assert ask(FileNames=["4.txt", "none.txt"]) == [letters[4]]
    assert ask(CounteragentBoxIds=[str(them.guid)]) == letters
    assert ask(FromDocumentDate="02.02.2024") == [letters[1]]
    assert ask(TotalSums=["1"], FromTotalSum="0", ToTotalSum="10,5") == []
    assert ask(CustomData=[{"Key": "a"}, {"Key": "b", "Value": "c"}]) == []
    assert ask(Departments=[{"DepartmentId": "00000000-0000-0000-0000-000000000000"}]) == letters
    times = [
        each["SendTimestampTicks"]
        for each in client.json("POST", "/V4/GetDocuments", {"DocumentCategory": "Outbound"}, boxId=us.guid.hex)[
            "Documents"
        ]
    ]
    assert ask(FromTimestamp={"Ticks": times[3]}) == letters[3:]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "DocumentCategory"),
        ({"DocumentCategory": "Any.Inbound"}, "valid are Inbound, Outbound, Internal, Proxy"),
        ({"DocumentStatuses": ["Read"]}, r"DocumentStatuses\[0\] is 'Read'"),
        ({"DocumentTypeNamedIds": ["Letter"]}, r"DocumentTypeNamedIds\[0\] is 'Letter'"),
        ({"DocumentNumbers": ["1"] * 11}, "DocumentNumbers has 11 items: at most 10"),
        ({"TotalSums": ["-1"]}, r"TotalSums\[0\] is '-1': it takes a sum"),
        ({"FromDocumentDate": "1.1.24"}, "FromDocumentDate is '1.1.24': it takes a date"),
        ({"FromDocumentDate": "01.01.2024", "ToTimestamp": {"Ticks": 1}}, "cannot be given together"),
        ({"CounteragentBoxIds": ["x"]}, r"CounteragentBoxIds\[0\]"),
        ({"Departments": [{"DepartmentId": "x"}]}, r"Departments\[0\].DepartmentId"),
        ({"AfterIndexKey": "x"}, "AfterIndexKey: it is no key"),
        ({"Count": 101}, "count is 101"),
    ],
)
def test_what_a_request_cannot_ask_for_is_told(
    us: Partner, signed_in: Callable[..., Client], given: dict[str, Any], words: str
) -> None:
    body = {"DocumentCategory": "Inbound", **given} if given else {}
    with pytest.raises(Refused, match=words) as refused:
        signed_in(us.person).json("POST", "/V4/GetDocuments", body, boxId=us.guid.hex)
    assert refused.value.status == 400
