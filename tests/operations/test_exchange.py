"""A document goes from box to box and is answered; both see every step, in order and once."""

from __future__ import annotations

from exchange_partners import Partner, deliver_now, document_of, kinds, paper, signature
from inkpost.model.docflow import Check


def test_a_signed_document_is_delivered_answered_and_seen_by_both(us: Partner, them: Partner) -> None:
    posted = us.post(them, paper(wants_signature=True))
    assert kinds(posted.entities) == ["document", "signature"]
    assert posted.entities[1].check is Check.VALID
    received = them.has(posted)
    guid = document_of(received)
    assert received.documents[guid].held.delivered_at is not None
    them.add(received, signature(guid))
    both = us.has(posted, entities=3)
    assert kinds(both.entities) == kinds(them.see(posted).entities) == ["document", "signature", "signature"]
    assert [each.documents[guid].held.view["response"] for each in (both, them.see(posted))] == ["signed"] * 2
    deliver_now(us, them)
    assert [each.event.patch.kind for each in us.feed()] == ["message", "delivery", "addition"]
    assert [each.event.patch.kind for each in them.feed()] == ["message", "addition", "delivery"]
