"""The process of signing, step by step: order, codes, refusal, expiry, delegation, reminders, and what is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bombs import bomb_pdf, grown
from inkpost.engines.sign import bounded_preparing, walls
from inkpost.engines.sign.preparing import Place, Protocol
from inkpost.engines.sign.refusals import SignatureRefused
from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import ProviderKind, Role
from inkpost.operations import signing, signing_jobs, signing_members, signing_safe, signing_start
from inkpost.operations.signing import CompanyNamed, Proof
from signings import House, encrypted_pdf, pdf

REVIEWER, EDITOR, ASSIGNEE, SIGNER = Role.REVIEWER, Role.EDITOR, Role.ASSIGNEE, Role.SIGNER


@pytest.fixture
def boss(house: House) -> int:
    """The company's representative."""
    return house.person("boss")


@pytest.fixture
def worker(house: House) -> int:
    """An employee."""
    return house.person("worker")


def refusal(house: House, user: int, operation: Any, *args: Any, **more: Any) -> InkpostError:
    """The refusal of an act."""
    with pytest.raises(InkpostError) as raised:
        house.act(user, operation, *args, **more)
    return raised.value


def test_everyone_signs_in_order_and_the_file_is_sealed(house: House, boss: int, worker: int) -> None:
    reviewer, second = house.person("reviewer"), house.person("second")
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE), (reviewer, REVIEWER), (second, SIGNER))
    assert house.states(sent) == ("sent", {worker: "waiting", boss: "waiting", reviewer: "ready", second: "waiting"})
    house.sign(sent, reviewer)
    assert house.states(sent) == (
        "in_progress",
        {worker: "waiting", boss: "ready", reviewer: "signed", second: "waiting"},
    )
    house.sign(sent, boss)
    assert house.states(sent)[1] == {worker: "ready", boss: "signed", reviewer: "signed", second: "ready"}
    house.sign(sent, second)
    assert house.jobs("seal_document") == []
    house.sign(sent, worker)
    assert house.standing(sent).state.why == "sealing"
    assert {"document_id": sent.document.id} in house.jobs("seal_document")
    house.seal(sent)
    assert house.states(sent)[0] == "done"
    filed = house.act(worker, signing_safe.personal, limit=20, offset=0)
    assert [each.title for each in filed] == ["contract"]
    file, content = house.act(worker, signing_safe.content, filed[0].id)
    before = house.act(worker, signing_members.original, house.uid(sent, worker))[1]
    assert content.startswith(before)
    assert len(content) > len(before)
    assert file.name == "contract.pdf"
    assert house.act(reviewer, signing_safe.personal, limit=20, offset=0) == []
    assert len(house.act(house.admin, signing_safe.page, limit=20, offset=0)) == 3


def test_the_chain_tells_every_act_and_breaks_when_changed(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.sign(sent, boss)
    house.sign(sent, worker)
    house.seal(sent)
    one = ["opened", "read", "code_asked", "signed"]
    assert house.acts(sent) == ["sent", "prepared", *one, *one, "sealed"]
    assert house.act(house.admin, signing.check_evidence, sent.document.guid) is None
    with house.services.engine.begin() as db:
        db.execute(
            text(
                "update sign_records set line = convert_to(replace(convert_from(line, 'utf8'), '192.0.2.7', "
                "'192.0.2.8'), 'utf8') where document_id = :d and number = 3"
            ),
            {"d": sent.document.id},
        )
    broken = house.act(house.admin, signing.check_evidence, sent.document.guid)
    assert broken is not None
    assert broken.number == 4
    with house.services.engine.begin() as db:
        db.execute(text("delete from sign_records where document_id = :d and number > 2"), {"d": sent.document.id})
    assert house.act(house.admin, signing.check_evidence, sent.document.guid) is not None


def test_a_record_says_who_from_where_and_with_what(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.read(sent, boss)
    lines = house.act(house.admin, signing.evidence, sent.document.guid)
    assert b'"address":"192.0.2.7"' in lines[-1]
    assert b'"agent":"Test/1.0"' in lines[-1]
    assert b'"name":"Boss Test"' in lines[-1]
    assert sent.document.guid.encode() in lines[0]


def test_before_its_turn_a_document_does_not_exist_for_a_member(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    uid = house.uid(sent, worker)
    for act in (signing_members.get, signing_members.open_, signing_members.content, signing_members.sign):
        assert refusal(house, worker, act, uid).reason is Reason.NOT_FOUND
    assert house.act(worker, signing_members.mine) == []
    assert [each.member.guid for each in house.act(boss, signing_members.mine)] == [house.uid(sent, boss)]


@pytest.mark.parametrize("generated", [False, True])
def test_a_file_that_is_too_large_to_be_signed_hears_so_when_it_is_sent(
    generated: bool, house: House, boss: int, worker: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bounded_preparing.LARGEST_PDF < walls.LARGEST_FILE
    content = pdf()
    house.send((worker, SIGNER), (boss, ASSIGNEE), content=content)
    monkeypatch.setattr(bounded_preparing, "LARGEST_PDF", len(content) - 1)
    with pytest.raises(SignatureRefused, match=f"at most {len(content) - 1} can be signed"):
        bounded_preparing.prepare_bounded(content, [], Protocol("", (), Place("Seal", ("x",))))
    if generated:
        monkeypatch.setattr(signing_start, "_visible", lambda work, number: _Generated(sent_file(house)))
    more: dict[str, Any] = {"document_id": 1} if generated else {"content": content}
    with pytest.raises(InkpostError) as raised:
        house.send((worker, SIGNER), (boss, ASSIGNEE), **more)
    assert (raised.value.reason, raised.value.subject) == (Reason.UNUSABLE_FILE, "file")
    assert raised.value.message == f"The file has {len(content)} bytes: at most {len(content) - 1} can be signed"


@dataclass
class _Generated:
    """What stands for a generated document: its file."""

    pdf_id: int
    file_id: int = 0


def sent_file(house: House) -> int:
    """The newest file that was sent."""
    with house.services.engine.begin() as db:
        query = text("select max(file_id) from sign_documents where organization_id = :o")
        return int(db.execute(query, {"o": house.organization_id}).scalar_one())


def test_nobody_signs_unread_or_without_the_code(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    uid = house.uid(sent, boss)
    assert refusal(house, boss, signing_members.read, uid).reason is Reason.CONFLICT
    house.act(boss, signing_members.open_, uid)
    assert refusal(house, boss, signing_members.sign, uid, Proof(code="123456")).reason is Reason.CONFLICT
    house.act(boss, signing_members.read, uid)
    assert refusal(house, boss, signing_members.sign, uid, Proof(code="123456")).subject == "code"
    code = house.code(uid, boss)
    wrong = "000000" if code != "000000" else "000001"
    assert refusal(house, boss, signing_members.sign, uid, Proof(code=wrong)).reason is Reason.PARAMETER_INVALID
    house.act(boss, signing_members.sign, uid, Proof(code=code))
    assert refusal(house, boss, signing_members.sign, uid, Proof(code=code)).reason is Reason.CONFLICT


def test_a_code_gets_old_and_guesses_are_braked(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    uid = house.read(sent, boss)
    code = house.code(uid, boss)
    assert refusal(house, boss, signing_members.ask_code, uid).reason is Reason.CONFLICT
    for _ in range(5):
        assert refusal(house, boss, signing_members.sign, uid, Proof(code="x")).reason is Reason.PARAMETER_INVALID
    assert refusal(house, boss, signing_members.sign, uid, Proof(code=code)).reason is Reason.TOO_MANY_REQUESTS
    house.ahead = timedelta(minutes=11)
    assert refusal(house, boss, signing_members.sign, uid, Proof(code=code)).reason is Reason.CONFLICT
    house.act(boss, signing_members.sign, uid, Proof(code=house.code(uid, boss)))


def test_a_refusal_ends_the_document_and_says_why(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.act(boss, signing_members.refuse, house.uid(sent, boss), "The salary\x00 is wrong")
    standing = house.standing(sent)
    assert standing.state == ("refused", "by_member", "The salary is wrong")
    assert house.states(sent)[1] == {boss: "refused", worker: "waiting"}
    assert refusal(house, worker, signing_members.get, house.uid(sent, worker)).reason is Reason.NOT_FOUND
    assert refusal(house, house.admin, signing.cancel, sent.document.guid).reason is Reason.CONFLICT
    assert ("sign.document.changed", "refused") in house.events()


def test_a_document_expires_by_itself_and_is_sent_anew(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE), expires_at=house.now + timedelta(days=1))
    house.sign(sent, boss)
    signing_jobs.expire_due(house.services)
    assert house.states(sent)[0] == "in_progress"
    house.ahead = timedelta(days=2)
    assert signing_jobs.expire_due(house.services) == 1
    assert signing_jobs.expire_due(house.services) == 0
    assert house.states(sent) == ("expired", {boss: "signed", worker: "expired"})
    anew = house.act(house.admin, signing.resend, sent.document.guid)
    house.prepare(anew)
    assert house.states(anew) == ("sent", {boss: "ready", worker: "waiting"})
    assert house.acts(sent)[-2:] == ["expired", "resent"]
    assert refusal(house, house.admin, signing.resend, anew.document.guid).reason is Reason.CONFLICT


def test_what_everyone_has_signed_expires_no_more(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE), expires_at=house.now + timedelta(days=1))
    house.sign(sent, boss)
    house.sign(sent, worker)
    house.ahead = timedelta(days=2)
    assert signing_jobs.expire_due(house.services) == 0
    assert refusal(house, house.admin, signing.cancel, sent.document.guid).reason is Reason.CONFLICT
    house.seal(sent)
    assert house.states(sent)[0] == "done"


def test_a_part_is_handed_over_and_begins_anew(house: House, boss: int, worker: int) -> None:
    deputy, stranger = house.person("deputy"), House(house.services).admin
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    uid = house.read(sent, boss)
    code = house.code(uid, boss)
    for wrong in (boss, stranger, house.person("mute", address=False), 2**70, -1):
        assert refusal(house, boss, signing_members.delegate, uid, wrong).subject == "user"
    house.act(boss, signing_members.delegate, uid, deputy, "On leave")
    assert refusal(house, boss, signing_members.sign, uid, Proof(code=code)).reason is Reason.NOT_FOUND
    assert house.states(sent)[1] == {deputy: "ready", worker: "waiting"}
    assert refusal(house, deputy, signing_members.sign, uid, Proof(code=code)).reason is Reason.CONFLICT
    assert {each["To"] for each in house.post()} == {f"deputy-{house.organization_id}@example.test"}
    house.sign(sent, deputy)
    assert house.states(sent)[1][worker] == "ready"


def test_letters_invite_remind_and_say_no_more_than_they_have_to(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE), title="A\r\nBcc: x@example.test")
    assert [(each["To"], each["Bcc"]) for each in house.post()] == [
        (f"boss-{house.organization_id}@example.test", None)
    ]
    assert house.act(house.admin, signing.remind, sent.document.guid) == 1
    assert refusal(house, house.admin, signing.remind, sent.document.guid).reason is Reason.LIMIT_REACHED
    assert ["Reminder" in each["Subject"] for each in house.post()] == [True]
    house.act(house.admin, signing.cancel, sent.document.guid)
    house.ahead = timedelta(hours=1)
    assert refusal(house, house.admin, signing.remind, sent.document.guid).reason is Reason.CONFLICT


def test_a_letter_for_somebody_who_is_not_waited_for_any_more_is_not_sent(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.act(house.admin, signing.cancel, sent.document.guid)
    assert house.post() == []


@pytest.mark.parametrize(
    ("content", "why"),
    [(encrypted_pdf(), "encrypted"), (b"%PDF-1.7 nothing of the kind", "damaged")],
    ids=["encrypted", "broken"],
)
def test_a_file_that_cannot_be_signed_ends_the_document_at_once(
    house: House, boss: int, worker: int, content: bytes, why: str
) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE), content=content)
    assert house.states(sent)[0] == "sent"
    house.prepare(sent)
    standing = house.standing(sent)
    assert (standing.state.code, standing.state.why) == ("cancelled", "unusable")
    assert why in standing.state.comment
    house.prepare(sent)
    assert house.acts(sent) == ["sent", "cancelled"]


def test_a_file_that_would_fill_the_memory_ends_the_document_and_nothing_else(
    house: House, boss: int, worker: int
) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE), content=bomb_pdf(3 << 30))
    assert grown(lambda: house.prepare(sent)) < 64 << 20
    standing = house.standing(sent)
    assert (standing.state.code, standing.state.why) == ("cancelled", "unusable")
    assert "more memory" in standing.state.comment
    honest = house.send((worker, SIGNER), (boss, ASSIGNEE))
    assert house.states(honest)[1][boss] == "ready"


def test_signing_does_not_begin_without_a_usable_key(house: House, boss: int, worker: int) -> None:
    house.provider()  # with which the company gets its seal
    with house.services.engine.begin() as db:
        db.execute(
            text(
                "update certificates set revoked_at = now(), revocation_reason = 'unspecified' "
                "where organization_id = :o"
            ),
            {"o": house.organization_id},
        )
    with pytest.raises(InkpostError) as raised:
        house.send((worker, SIGNER), (boss, ASSIGNEE))
    assert (raised.value.reason, raised.value.subject) == (Reason.CONFLICT, "key")
    assert "seal" in raised.value.message


def test_a_key_lost_before_the_sealing_lets_it_wait_and_say_why(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.sign(sent, boss)
    house.sign(sent, worker)
    house.done("seal_document")
    revoke = text(
        "update certificates set revoked_at = :at, revocation_reason = 'unspecified' where organization_id = :o"
    )
    with house.services.engine.begin() as db:
        db.execute(revoke, {"o": house.organization_id, "at": house.now})
    house.seal(sent)
    assert house.standing(sent).state.why == "sealing"
    assert "no usable seal" in house.standing(sent).state.comment
    assert signing_jobs.queue_due(house.services) == 0
    house.ahead = timedelta(seconds=6)
    assert signing_jobs.queue_due(house.services) == 1
    assert signing_jobs.queue_due(house.services) == 0
    with house.services.engine.begin() as db:
        db.execute(revoke, {"o": house.organization_id, "at": None})
    house.seal(sent)
    assert house.states(sent)[0] == "done"


def test_others_see_nothing_of_it(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    other = House(house.services)
    nobody = house.person("nobody")
    for act in (signing.get, signing.cancel, signing.remind, signing.resend, signing.evidence, signing.check_evidence):
        assert refusal(other, other.admin, act, sent.document.guid).reason is Reason.NOT_FOUND
        assert refusal(house, nobody, act, sent.document.guid).reason is Reason.FORBIDDEN
        assert refusal(house, house.admin, act, "no guid").reason is Reason.NOT_FOUND
    for act in (signing_members.get, signing_members.open_, signing_members.refuse, signing_members.content):
        assert refusal(house, nobody, act, house.uid(sent, boss)).reason is Reason.NOT_FOUND
        assert refusal(other, other.admin, act, house.uid(sent, boss)).reason is Reason.NOT_FOUND


def test_pages_are_shown_to_members_alone(house: House, boss: int, worker: int) -> None:
    sent = house.send((worker, SIGNER), (boss, ASSIGNEE))
    uid = house.uid(sent, boss)
    assert house.act(boss, signing_members.picture, uid, 1)[1].startswith(b"a picture")
    assert refusal(house, boss, signing_members.picture, uid, 2).reason is Reason.NOT_FOUND
    assert refusal(house, worker, signing_members.picture, house.uid(sent, worker), 1).reason is Reason.NOT_FOUND
    assert house.act(boss, signing_members.original, uid)[1] == house.act(boss, signing_members.content, uid)[1]


def test_a_provider_that_is_closed_or_old_is_offered_no_more(house: House) -> None:
    assert {
        each.kind for each in house.act(house.admin, signing.providers, CompanyNamed(house.company), limit=10, offset=0)
    } == set(ProviderKind)
    first = house.provider()
    house.ahead = timedelta(days=366)
    assert house.provider() != first
    assert len(house.act(house.admin, signing.providers, CompanyNamed(house.company), limit=2, offset=0)) == 2
