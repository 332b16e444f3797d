"""Letters of the signing: not too many, given up where nobody is reached, and the sender is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from sqlalchemy import text

from houses import workless
from inkpost.errors import InkpostError, Reason
from inkpost.model.signatures import MOST_CODES, MOST_LETTERS, RESEND_EVERY, Role
from inkpost.operations import signing, signing_lists, signing_mailing, signing_members
from inkpost.operations.kit import Services
from inkpost.operations.signing import Proof, Standing
from inkpost.store import roles
from inkpost.store import signing_letters as letters
from inkpost.store.mail import Letter, MailFailed, MailRefused, MailServer
from mailservers import OnAnyPort
from operations.test_signing_sealing import Died, dying
from signings import House

ASSIGNEE, SIGNER = Role.ASSIGNEE, Role.SIGNER


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    """Services on a database that no background worker looks at."""
    with workless(tmp_path_factory.mktemp("mailing")) as made:
        yield made


@dataclass
class Post:
    """A mail server that knows which addresses are dead, and which are busy just now."""

    dead: set[str] = field(default_factory=set)
    busy: set[str] = field(default_factory=set)
    taken: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.asked.append(address)
        if address in self.dead:
            return "550 5.1.1 no such user here"
        if address in self.busy:
            return "451 4.3.0 try again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken += envelope.rcpt_tos
        self.bodies.append(message_from_bytes(envelope.content, policy=default).get_content())
        return "250 OK"


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Post, MailServer]]:
    """The mail server."""
    post = Post()
    controller = OnAnyPort(post, hostname="127.0.0.1", port=0)
    controller.start()
    yield post, MailServer("smtp+plain", "127.0.0.1", controller.port, "sign@example.test")
    controller.stop()


@pytest.fixture
def post(server: tuple[Post, MailServer]) -> Post:
    """What the mail server took, from the beginning."""
    for each in (server[0].dead, server[0].busy, server[0].taken, server[0].asked, server[0].bodies):
        each.clear()
    return server[0]


@pytest.fixture
def house(services: Services, server: tuple[Post, MailServer], post: Post) -> House:
    """A company whose letters go to the mail server."""
    return House(replace(services, mailer=server[1]))


@pytest.fixture
def boss(house: House) -> int:
    """The company's representative."""
    return house.person("boss")


@pytest.fixture
def sent(house: House, boss: int) -> Standing:
    """A document that waits for the representative."""
    return house.send((house.person("worker"), SIGNER), (boss, ASSIGNEE))


def address(house: House, name: str = "boss") -> str:
    """Somebody's address."""
    return f"{name}-{house.organization_id}@example.test"


def refusal(house: House, user: int, operation: Any, *args: Any, **more: Any) -> InkpostError:
    """The refusal of an act."""
    with pytest.raises(InkpostError) as raised:
        house.act(user, operation, *args, **more)
    return raised.value


def work_off(house: House) -> list[Exception]:
    """Run the jobs that send letters, as the queue does: those that fail stay. Their failures."""
    failures: list[Exception] = []
    for job in house.jobs("send_letter"):
        try:
            signing_mailing.letter(house.services, **job)
        except MailFailed as fault:
            failures.append(fault)
    if not failures:
        house.done("send_letter")
    return failures


def unreached(house: House, sent: Standing, user: int) -> Any:
    """The newest letter to a member, as the sender's page has it."""
    found = house.act(house.admin, signing_lists.overview, sent.document.guid)
    return next(found.letters.get(each.id) for each, _ in found.standing.members if each.user_id == user)


def test_a_dead_address_is_given_up_at_once_and_the_sender_corrects_it(
    house: House, sent: Standing, boss: int, post: Post
) -> None:
    post.dead.add(address(house))
    assert work_off(house) == []
    assert work_off(house) == []
    assert post.asked.count(address(house)) == 1
    letter = unreached(house, sent, boss)
    assert letter.failed_at is not None
    assert "550 5.1.1 no such user here" in letter.fault
    assert letter.address == address(house)
    [row] = house.act(house.admin, signing_lists.sent, limit=10, offset=0)
    assert row.unreached == 1
    uid = house.uid(sent, boss)
    house.act(house.admin, signing.correct_address, sent.document.guid, uid, "new.boss@example.test")
    assert work_off(house) == []
    assert post.taken == ["new.boss@example.test"]
    assert unreached(house, sent, boss).sent_at is not None
    assert house.act(house.admin, signing_lists.sent, limit=10, offset=0)[0].unreached == 0
    assert house.acts(sent)[-1] == "address_corrected"


def test_an_address_is_corrected_by_administrators_alone(house: House, sent: Standing, boss: int) -> None:
    uid = house.uid(sent, boss)
    sender = house.person("sender")
    with house.services.engine.begin() as db:
        rights = {"signing": {"send": "X", "view": "X"}}
        roles.grant(db, house.organization_id, f"U{sender}", rights)
    args = (sent.document.guid, uid, "evil@example.test")
    assert refusal(house, sender, signing.correct_address, *args).subject == "address"
    assert refusal(house, boss, signing.correct_address, *args).reason is Reason.FORBIDDEN
    stranger = House(house.services)
    assert refusal(stranger, stranger.admin, signing.correct_address, *args).reason is Reason.NOT_FOUND
    for wrong in ("", "anna", "a@b", "a@example.test\nBcc: x@example.test", "a b@example.test", "x" * 250 + "@a.de"):
        refused = refusal(house, house.admin, signing.correct_address, sent.document.guid, uid, wrong)
        assert (refused.reason, refused.subject) == (Reason.PARAMETER_INVALID, "address")


def test_a_busy_server_is_tried_again_for_a_bounded_time(house: House, sent: Standing, boss: int, post: Post) -> None:
    post.busy.add(address(house))
    for _ in range(2):
        assert ["451 4.3.0 try again later" in str(each) for each in work_off(house)] == [True]
    letter = unreached(house, sent, boss)
    assert (letter.attempts, letter.failed_at) == (2, None)
    assert "451" in letter.fault
    house.ahead = signing_mailing.PATIENCE
    assert work_off(house) == []
    assert unreached(house, sent, boss).failed_at is not None
    assert post.asked.count(address(house)) == 3


def test_a_letter_that_goes_through_in_the_end_has_no_fault(
    house: House, sent: Standing, boss: int, post: Post
) -> None:
    post.busy.add(address(house))
    assert len(work_off(house)) == 1
    post.busy.clear()
    assert work_off(house) == []
    letter = unreached(house, sent, boss)
    assert (letter.fault, letter.failed_at, post.taken) == ("", None, [address(house)])


def test_what_is_for_good_and_what_is_not(server: tuple[Post, MailServer], post: Post) -> None:
    post.dead.add("dead@example.test")
    post.busy.add("busy@example.test")
    with pytest.raises(MailRefused, match="no such user"):
        server[1].send(Letter("dead@example.test", "x", "y"))
    with pytest.raises(MailFailed) as raised:
        server[1].send(Letter("busy@example.test", "x", "y"))
    assert not isinstance(raised.value, MailRefused)
    with pytest.raises(MailRefused):
        server[1].send(Letter("a@example.test\nBcc: x@example.test", "x", "y"))


DEATHS: dict[str, tuple[Any, str, bool, int]] = {
    "before it is written": (signing_mailing, "_written", False, 1),
    "before it is given to the server": (signing_mailing, "_written", True, 1),
    "while it is being given": (MailServer, "send", False, 1),
    "when the server has it": (MailServer, "send", True, 2),
    "before that is noted": (letters, "change", False, 2),
    "before that is committed": (letters, "change", True, 2),
}
"""Where the worker dies, and how often the letter goes out in the end: at least once."""


@pytest.mark.parametrize("death", DEATHS)
@pytest.mark.parametrize("kind", ["invitation", "code"])
def test_a_letter_goes_out_wherever_the_worker_dies(
    death: str, kind: str, house: House, sent: Standing, boss: int, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "code":
        work_off(house)
        post.taken.clear()
        uid = house.read(sent, boss)
        house.act(boss, signing_members.ask_code, uid)
    owner, name, after, times = DEATHS[death]
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, dying(Died(), getattr(owner, name) if after else None))
        with pytest.raises(Died):
            work_off(house)
    assert work_off(house) == []
    assert post.taken == [address(house)] * times
    if kind == "code":
        found = [re.search(r"\b(\d{6})\b", each) for each in post.bodies[-times:]]
        codes = [each[1] for each in found if each]
        if len(set(codes)) == 2:  # of two letters the newest code holds, and the older one never again
            refused = refusal(house, boss, signing_members.sign, uid, Proof(code=codes[0]))
            assert (refused.reason, refused.subject) == (Reason.PARAMETER_INVALID, "code")
        house.act(boss, signing_members.sign, uid, Proof(code=codes[-1]))
    work_off(house)
    assert post.taken.count(address(house)) == times, "what is noted is not sent again"


def test_reminders_are_apart_and_so_many_a_day(house: House, sent: Standing) -> None:
    guid, begin = sent.document.guid, house.now
    for number in range(1, MOST_LETTERS):  # the invitation was the first letter
        work_off(house)
        assert house.act(house.admin, signing.remind, guid) == 1
        soon = refusal(house, house.admin, signing.remind, guid)
        assert (soon.reason, soon.subject) == (Reason.LIMIT_REACHED, "letter")
        house.ahead = number * timedelta(minutes=11)
    over = refusal(house, house.admin, signing.remind, guid)
    assert over.reason is Reason.LIMIT_REACHED
    free = over.at  # type: ignore[attr-defined]
    assert abs(free - begin - timedelta(days=1)) < timedelta(minutes=5)
    assert free.isoformat(timespec="seconds") in over.message
    house.ahead = timedelta(days=1, minutes=6)
    assert house.act(house.admin, signing.remind, guid) == 1


def test_sending_anew_is_capped_for_the_same_people(house: House, sent: Standing, boss: int) -> None:
    guid = sent.document.guid
    for _ in range(MOST_LETTERS - 1):  # the first invitation counts
        if house.states(sent)[0] == "sent":
            house.act(house.admin, signing.cancel, guid)
        anew = house.act(house.admin, signing.resend, guid)
        house.prepare(anew)
        guid = anew.document.guid
        house.act(house.admin, signing.cancel, guid)
        soon = refusal(house, house.admin, signing.resend, guid)
        assert (soon.reason, soon.subject) == (Reason.LIMIT_REACHED, "letter")
        house.ahead += RESEND_EVERY
    refused = refusal(house, house.admin, signing.resend, guid)
    assert refused.reason is Reason.LIMIT_REACHED
    assert refused.at > house.now + timedelta(hours=12)  # type: ignore[attr-defined]
    other = house.send((house.person("worker2"), SIGNER), (boss, ASSIGNEE))  # another document is another matter
    assert house.states(other)[1][boss] == "ready"


def test_codes_are_so_many_a_day(house: House, sent: Standing, boss: int) -> None:
    uid = house.read(sent, boss)
    for number in range(MOST_CODES):
        house.ahead = number * timedelta(minutes=2)
        house.act(boss, signing_members.ask_code, uid)
    house.ahead += timedelta(minutes=2)
    assert refusal(house, boss, signing_members.ask_code, uid).reason is Reason.LIMIT_REACHED


def test_all_that_waits_is_found_page_by_page(house: House, boss: int) -> None:
    worker = house.person("worker")
    old = house.send((worker, SIGNER), (boss, ASSIGNEE))
    gone = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.act(house.admin, signing.cancel, gone.document.guid)
    refused = house.send((worker, SIGNER), (boss, ASSIGNEE))
    house.act(boss, signing_members.refuse, house.uid(refused, boss))
    _fill(house, boss, 205)
    waiting = [house.send((worker, SIGNER), (boss, ASSIGNEE)) for _ in range(2)]
    first = house.act(boss, signing_members.mine, limit=2)
    assert [each.document.guid for each in first] == [each.document.guid for each in reversed(waiting)]
    rest = house.act(boss, signing_members.mine, limit=2, before=first[-1].member.id)
    assert [each.document.guid for each in rest] == [old.document.guid]
    assert house.act(boss, signing_members.mine, before=rest[-1].member.id) == []
    assert house.act(worker, signing_members.mine) == []


def _fill(house: House, boss: int, count: int) -> None:
    """Many parts of somebody whose turn it is not, newer than what waits."""
    with house.services.engine.begin() as db:
        db.execute(
            text(
                "insert into sign_members (guid, document_id, organization_id, user_id, role, sent_by, signed_at) "
                "select gen_random_uuid(), document_id, organization_id, user_id, 'reviewer', sent_by, now() "
                "from sign_members, generate_series(1, :count) "
                "where id = (select max(id) from sign_members where user_id = :user)"
            ),
            {"count": count, "user": boss},
        )
