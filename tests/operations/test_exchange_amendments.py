"""Documents that put others right, packets that grow and are locked, and what the operator says of documents."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from exchange_partners import Partner, deliver_now, document_of, paper, refused
from exchange_samples import transfer_xml
from inkpost.errors import Reason
from inkpost.faces.diadoc import proto as pb
from inkpost.faces.diadoc.translate import message as shown
from inkpost.model.boxes import Access, Permission
from inkpost.model.docflow import EntityKind
from inkpost.model.docflow_categories import Status
from inkpost.model.exchange import EventQuery, LockMode, MessageView
from inkpost.model.exchange_posting import DraftToSend, Linked, NewDocument, NewEntity, Signed
from inkpost.operations import administration, exchange_drafts, exchange_feed, exchange_moves, exchange_operator
from inkpost.store import boxes
from papers import UKD, encoded

INVOICE = ("Invoice", "InvoiceRevision", "InvoiceCorrection", "InvoiceCorrectionRevision")
TRANSFER = (
    "UniversalTransferDocument",
    "UniversalTransferDocumentRevision",
    "UniversalCorrectionDocument",
    "UniversalCorrectionDocumentRevision",
)


def formal(type_name: str, *initial: MessageView) -> NewDocument:
    """An invoice or transfer document of this type, that belongs to the documents of these messages."""
    correction = "Correction" in type_name
    invoice = type_name.startswith("Invoice")
    function = ("КСЧФ" if correction else "СЧФ") + ("" if invoice else "ДИС" if correction else "ДОП")
    content = encoded(UKD.replace("КСЧФДИС", function)) if correction else transfer_xml(function)
    links = [Linked(each.message.guid, str(document_of(each))) for each in initial]
    return paper(type_name=type_name, metadata=(), signed=Signed(content, by_test=True), initial=links)


def wire(partner: Partner, message: MessageView) -> pb.Document:
    """The only document as a side reads it."""
    told: pb.Document = shown.message(partner.see(message)).Entities[0].DocumentInfo
    return told


@pytest.mark.parametrize("names", [INVOICE, TRANSFER])
def test_what_amends_a_document_says_so_of_it_in_both_boxes(us: Partner, them: Partner, names: tuple[str, ...]) -> None:
    first, revision, correction, last = names
    posted = us.post(them, formal(first))
    deliver_now(us, them)
    field = f"{first}Metadata"
    revised = us.post(them, formal(revision, posted))
    assert getattr(wire(us, posted), field).InvoiceAmendmentFlags == 2
    deliver_now(us, them)
    assert getattr(wire(them, posted), field).InvoiceAmendmentFlags == 2
    corrected = us.post(them, formal(correction, posted, revised))
    deliver_now(us, them)
    for partner in (us, them):
        assert getattr(wire(partner, posted), field).InvoiceAmendmentFlags == 6
        assert getattr(wire(partner, revised), f"{revision}Metadata").InvoiceAmendmentFlags == 4
    us.post(them, formal(last, corrected))
    assert getattr(wire(us, corrected), f"{correction}Metadata").InvoiceAmendmentFlags == 2
    them.add(
        posted, NewEntity("x[0]", EntityKind.AMENDMENT_REQUEST, document_of(posted), "", Signed(b"<x/>", by_test=True))
    )
    assert wire(them, posted).AmendmentRequestMetadata.AmendmentFlags == 7


@pytest.mark.parametrize("names", [INVOICE, TRANSFER])
def test_each_type_has_metadata_of_its_own(us: Partner, them: Partner, names: tuple[str, ...]) -> None:
    _, revision, correction, last = names
    told = {
        each: getattr(wire(us, us.post(them, formal(each))), f"{each}Metadata") for each in (revision, correction, last)
    }
    assert (told[revision].OriginalInvoiceNumber, told[revision].OriginalInvoiceDate) == ("17", "01.02.2014")
    assert (told[revision].Total, told[revision].Currency) == ("10100002.57", 643)
    for each in (told[correction], told[last]):
        sums = (each.TotalInc, each.TotalDec, each.VatInc, each.VatDec)
        assert sums == ("12.00", "6.00", "2.00", "1.00")
        assert (each.OriginalInvoiceNumber, each.OriginalInvoiceDate) == ("А-17/3", "04.03.2026")
        assert (each.OriginalInvoiceRevisionNumber, each.OriginalInvoiceRevisionDate) == ("1", "04.03.2026")
    assert (told[last].OriginalInvoiceCorrectionNumber, told[last].OriginalInvoiceCorrectionDate) == (
        "К-1",
        "05.03.2026",
    )


def test_a_revision_that_was_not_sent_says_nothing_yet(us: Partner, them: Partner) -> None:
    posted = us.post(them, formal("Invoice"))
    deliver_now(us, them)
    draft = us.post(them, paper(**_unsigned(formal("InvoiceRevision", posted))), draft=True)
    assert wire(us, posted).InvoiceMetadata.InvoiceAmendmentFlags == 0
    assert [each.EntityId for each in wire(us, posted).SubordinateDocumentIds] == [str(document_of(draft))]
    assert list(wire(them, posted).SubordinateDocumentIds) == []


def _unsigned(given: NewDocument) -> dict[str, object]:
    signed = Signed(given.signed.content)
    return {"type_name": given.type_name, "metadata": (), "signed": signed, "initial": given.initial}


def test_receipts_of_invoices_have_a_name_of_their_own(us: Partner, them: Partner) -> None:
    for document, name in ((formal("Invoice"), "InvoiceReceipt"), (paper(wants_receipt=True), "Receipt")):
        posted = us.post(them, document)
        deliver_now(us, them)
        given = NewEntity("x[0]", EntityKind.RECEIPT, document_of(posted), "Receipt", Signed(b"<x/>", by_test=True))
        receipt = shown.message(them.add(posted, given)).Entities[0]
        assert pb.AttachmentType.Name(receipt.AttachmentType) == name


def test_a_linked_document_is_of_the_same_packet(us: Partner, them: Partner) -> None:
    first = us.post(them)
    packet = wire(us, first).PacketId
    link = [Linked(first.message.guid, str(document_of(first)))]
    assert wire(us, us.post(them, paper(initial=link))).PacketId == packet
    assert wire(us, us.post(them, paper(subordinate=link))).PacketId == packet
    locked = us.post(them, paper(initial=link), lock_mode=LockMode.FULL)
    assert wire(us, locked).PacketId != packet


def test_a_locked_packet_is_moved_and_deleted_as_one(us: Partner, them: Partner) -> None:
    posted = us.post(them, paper(), paper(path="document_attachments[1]"), lock_mode=LockMode.FULL)
    guid, (first, second) = posted.message.guid, posted.documents
    for act in (
        lambda work: exchange_moves.delete(work, us.guid, guid, first),
        lambda work: exchange_moves.move(work, us.guid, [(guid, first)], None),
    ):
        with us.work() as work, refused(Reason.CONFLICT, f"locked.*Left out: {second}"):
            act(work)
    with us.work() as work:
        exchange_moves.move(work, us.guid, [(guid, first), (guid, second)], None)
        exchange_moves.delete(work, us.guid, guid)


def statuses(partner: Partner, message: MessageView) -> set[Status]:
    held = partner.see(message).documents[document_of(message)].held
    return {status for status in Status if held.categories >> status & 1}


def test_another_operators_report_is_the_senders_to_know(us: Partner, them: Partner) -> None:
    posted = us.post(them)
    deliver_now(us, them)
    where = (us.guid, posted.message.guid, document_of(posted))
    exchange_operator.report_roaming(us.world.services, *where, failed=True, text="Nobody is there")
    assert Status.ROAMING_NOTIFICATION_ERROR in statuses(us, posted)
    told = wire(us, posted)
    assert told.RoamingNotificationStatus == pb.RoamingNotificationStatus.Value("RoamingNotificationStatusError")
    assert told.RoamingNotificationStatusDescription == "Nobody is there"
    assert shown.message(us.see(posted)).Entities[-1].AttachmentType == pb.AttachmentType.Value("RoamingNotification")
    assert wire(them, posted).RoamingNotificationStatusDescription == ""
    exchange_operator.report_roaming(us.world.services, *where, failed=False)
    assert Status.ROAMING_NOTIFICATION_ERROR not in statuses(us, posted)
    with refused(Reason.CONFLICT, "not sent from this box"):
        exchange_operator.report_roaming(us.world.services, them.guid, *where[1:], failed=True)
    with refused(Reason.NOT_FOUND, "no document"):
        exchange_operator.report_roaming(us.world.services, *where[:2], uuid4(), failed=True)


def test_a_cancellation_of_marking_is_owed_until_it_is_settled(us: Partner, them: Partner) -> None:
    posted = us.post(them)
    where = (us.guid, posted.message.guid, document_of(posted))
    exchange_operator.owe_marking_cancellation(us.world.services, *where, owed=True)
    assert Status.HAVE_TO_CANCEL_MARKING in statuses(us, posted)
    deliver_now(us, them)
    owed = pb.TtGisFixationCancellationStatus.Value("HaveToCreateTtGisFixationCancellationRequest")
    assert (
        wire(us, posted).TtGisFixationCancellationStatus == owed,
        Status.HAVE_TO_CANCEL_MARKING in statuses(them, posted),
    ) == (True, False)
    exchange_operator.owe_marking_cancellation(us.world.services, *where, owed=False)
    assert Status.HAVE_TO_CANCEL_MARKING not in statuses(us, posted)


def sales(partner: Partner) -> tuple[int, UUID]:
    number = administration.add_department(
        partner.world.services, partner.world.organization_id, "Sales", parent=partner.box.head_department_id
    )
    with partner.world.services.engine.begin() as db:
        return number, UUID(boxes.department_guids(db, [number])[number])


def test_the_feed_of_a_department_hides_what_lies_in_others(us: Partner, them: Partner) -> None:
    number, guid = sales(them)
    clerk = them.colleague(Access.OWN, department_id=number)
    posted = us.post(them, paper(), paper(path="document_attachments[1]"), to_department=guid)
    deliver_now(us, them)
    first, second = posted.documents
    with them.work() as work:
        exchange_moves.move(work, them.guid, [(posted.message.guid, second)], None)
    with them.work(clerk) as work:
        page = exchange_feed.page(work, them.guid, EventQuery(), department=guid)
        last = exchange_feed.last(work, them.guid)
    assert {each.document for event in page.events for each in event.message.entities} == {first}
    assert last is not None
    assert second not in {each.document for each in last.message.entities}


def test_drafts_and_links_are_for_who_sees_the_documents(us: Partner, them: Partner) -> None:
    number, _ = sales(us)
    writer = us.colleague(Access.OWN, department_id=number, permissions=frozenset(Permission))
    draft = us.post(them, paper(signed=Signed(b"secret")), draft=True)
    with us.work(writer) as work, refused(Reason.FORBIDDEN, "no access"):
        exchange_drafts.send_draft(work, DraftToSend(us.guid, draft.message.guid))
    with us.work(writer) as work, refused(Reason.FORBIDDEN, "no access"):
        exchange_drafts.recycle_draft(work, us.guid, draft.message.guid)
    posted = us.post(them)
    link = [Linked(posted.message.guid, str(document_of(posted)))]
    with refused(Reason.FORBIDDEN, "no access"):
        us.post_as(writer, them, paper(initial=link))
