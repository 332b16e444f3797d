"""The pages of somebody who signs, over HTTP: by the link of a letter and after sign-in."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text

from authorities import Authority
from console.signing_desks import Lobby, Seat, change_document, change_member
from inkpost.engines.sign import detached
from inkpost.engines.sign.certificates import Naming
from inkpost.engines.sign.trust import Trust
from inkpost.engines.sign.validation import check_pdf
from inkpost.faces.console.headers import SECURITY
from inkpost.faces.console.pages.signing_words import masked
from inkpost.model.trust import Purpose
from inkpost.operations import signing_links
from inkpost.store import signing_lists
from signing_worlds import PROVIDERS, Office
from worlds import World

SAME_ID = {"x-request-id": "the-same-for-both"}
PIN = "pin-417"


def provider(office: Office, code: str) -> str:
    """The GUID of a provider of the company."""
    found = office.app(PROVIDERS, companyCrmId=office.company)
    return next(str(each["uid"]) for each in found if each["code"] == code)


def alert(answer: httpx.Response) -> str:
    """What a page says is wrong."""
    found = re.search(r'role="alert"[^>]*>([^<]+)<', answer.text)
    return found[1] if found else ""


def status(answer: httpx.Response) -> str:
    """What a page says of where things stand."""
    found = re.search(r'role="status"[^>]*>([^<]+)<', answer.text)
    return found[1] if found else ""


def test_from_the_letter_to_the_signed_file(lobby: Lobby) -> None:
    sent = lobby.office.send()
    lobby.office.wait(sent, boss="ready")
    boss, worker = lobby.seat(sent, lobby.office.boss), lobby.seat(sent, lobby.office.worker)
    page = boss.follow()
    assert page.status_code == 200
    assert page.url.path == boss.path  # the link's token is not in the address any more
    assert status(page).startswith("Open the document")
    assert "<img" not in page.text
    boss.read()
    page = boss.get()
    assert re.findall(r'alt="(Page \d of \d)"', page.text) == ["Page 1 of 2", "Page 2 of 2"]  # its own and the protocol
    assert boss.get("/page/1.png").content.startswith(b"\x89PNG")
    code = boss.code()
    assert "A code was sent to u…@example.test" in boss.get().text
    assert boss.act("sign", code=code).status_code == 303
    assert status(boss.get()) == "You are done. Others still have to act: 1."
    lobby.office.wait(sent, worker="ready")
    worker.follow()
    worker.sign()
    lobby.office.wait(sent, document="done")
    assert status(worker.get()) == "Everyone has signed, and the document is sealed."
    for seat in (boss, worker):
        file = seat.get("/file/pdf")
        assert file.headers["content-type"] == "application/pdf"
        assert file.headers["content-disposition"].startswith("attachment;")
        assert len(check_pdf(file.content, Trust(()), at=lobby.office.world.services.clock()).signatures) > 0


def test_looking_records_nothing_and_opens_nothing(lobby: Lobby) -> None:
    boss = lobby.fresh()
    boss.get()
    boss.follow()
    assert lobby.office.state(boss.sent)[0] == "sent"
    for tail in ("/page/1.png", "/file/pdf", "/file/original", "/file/hash"):
        assert boss.get(tail).status_code == 404
    boss.act("open")
    assert boss.get("/file/pdf").status_code == 200
    for tail in ("/page/0.png", "/page/3.png", f"/page/{10**30}.png", "/file/docx", "/file/%2e%2e%2f"):
        assert boss.get(tail).status_code == 404


def test_a_link_opens_one_page_and_nothing_else(lobby: Lobby) -> None:
    boss = lobby.fresh()
    again = lobby.office.send()
    lobby.office.wait(again, boss="ready")
    other = Seat(lobby.office, again, lobby.office.boss, boss.client)
    for path in ("/", "/sign", "/sent", f"/sent/{boss.sent['uid']}", other.path, f"{other.path}/file/pdf"):
        answer = boss.client.get(path)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=")
    token = boss.link.rpartition("/")[2]
    assert boss.client.get(f"{other.path}/link/{token}").status_code == 404
    boss.client.cookies.set("inkpost_signing", token, path=other.path)
    assert boss.client.get(other.path).status_code == 410
    boss.act("open")
    for act in ("delegate", "key"):
        answer = boss.act(act, login=lobby.office.world.admin.login, pin=PIN, again=PIN)
        assert answer.headers["location"] == f"/sign-in?next=%2Fsign%2F{boss.uid}"
    assert "Hand over" not in boss.get().text


@pytest.mark.parametrize("token", ["x", "a" * 5000, "9999999999-1-" + "A" * 43, "%00", "1-1-" + "Я" * 43])
def test_a_link_that_was_never_given_is_none(lobby: Lobby, token: str) -> None:
    browser = lobby.browser()
    for uid in ("11111111-1111-4111-8111-111111111111", "x", "%27%3B--"):
        assert browser.get(f"/sign/{uid}/link/{token}").status_code == 404


def test_a_forged_link_is_none(lobby: Lobby) -> None:
    boss = lobby.fresh()
    expires, user, mac = boss.link.rpartition("/")[2].split("-", 2)
    later, somebody = f"{int(expires) + 1}-{user}-{mac}", f"{expires}-{lobby.office.worker.id}-{mac}"
    flipped = f"{expires}-{user}-{'A' if mac[0] != 'A' else 'B'}{mac[1:]}"
    for token in (later, somebody, flipped):
        answer = lobby.browser().get(f"{boss.path}/link/{token}")
        assert answer.status_code == 404
        assert "set-cookie" not in answer.headers


def test_a_link_ends(lobby: Lobby) -> None:
    boss, services = lobby.fresh(), lobby.office.world.services
    with services.engine.begin() as db:
        member = signing_lists.member_by_guid(db, boss.uid)
    assert member is not None
    old = signing_links.link_path(services, member, services.clock() - signing_links.LASTS - timedelta(seconds=1))
    answer = lobby.browser().get(old)
    assert answer.status_code == 410
    assert "This link is used up" in answer.text
    boss.client.cookies.set("inkpost_signing", old.rpartition("/")[2], path=boss.path)
    boss.client.cookies.delete("inkpost_signing", domain="127.0.0.1", path=boss.path)
    assert boss.act("open").headers["location"].startswith("/sign-in")
    assert lobby.office.state(boss.sent)[0] == "sent"


def test_a_part_that_was_handed_over_takes_its_link_along(lobby: Lobby) -> None:
    office = lobby.office
    deputy = office.world.person()
    boss = lobby.fresh(session=True)
    old = boss.link
    answer = boss.act("delegate", login="nobody@example.test")
    assert (answer.status_code, alert(answer)) == (
        400,
        "There is no such colleague, or this colleague takes part already.",
    )
    assert boss.act("delegate", login=deputy.login, comment="On holiday").headers["location"] == "/sign"
    assert boss.get().status_code == 404
    assert lobby.browser().get(old).status_code == 410
    heir = lobby.seat(boss.sent, deputy)
    heir.sent = office.app("sign.b2e.document.get", uid=boss.sent["uid"])
    assert heir.follow().status_code == 200
    heir.sign()


def test_who_is_not_asked_finds_nothing(lobby: Lobby, other_world: World) -> None:
    sent = lobby.office.send()
    lobby.office.wait(sent, boss="ready")
    uid = lobby.office.uid(sent, lobby.office.boss)
    absent = "11111111-1111-4111-8111-111111111111"
    people = (lobby.office.worker, lobby.office.world.admin, other_world.admin)
    for person in people:  # not one's turn, not one's part (an administrator's neither), another organisation's
        browser = lobby.browser(person)
        for tail in ("", "/file/pdf", "/page/1.png"):
            answers = [browser.get(f"/sign/{each}{tail}", headers=SAME_ID) for each in (uid, absent)]
            assert [each.status_code for each in answers] == [404, 404]
            assert answers[0].content == answers[1].content
        for act in ("open", "read", "code", "sign", "refuse", "delegate", "key"):
            answers = [browser.post(f"/sign/{each}/{act}", headers=SAME_ID) for each in (uid, absent)]
            assert [each.status_code for each in answers] == [404, 404], act
            assert answers[0].content == answers[1].content
    mine = lobby.office.uid(sent, lobby.office.worker)
    assert lobby.browser(lobby.office.worker).get(f"/sign/{mine}").status_code == 404  # not yet
    stranger = lobby.browser()
    assert stranger.get(f"/sign/{uid}").headers["location"] == stranger.get(f"/sign/{absent}").headers[
        "location"
    ].replace(absent, uid)
    assert lobby.office.state(sent)[0] == "sent"


def test_a_code_works_once_and_guesses_are_few(lobby: Lobby) -> None:
    boss = lobby.fresh()
    assert boss.act("code").status_code == 400  # unread
    boss.read()
    assert alert(boss.act("sign", code="123456")) == "No code holds any more. Have a new one sent."
    code = boss.code()
    answer = boss.act("code")
    assert (answer.status_code, alert(answer)[:45]) == (400, "A code was sent less than a minute ago. Look ")
    assert alert(boss.act("sign", code="")) == "Enter the code from the letter."
    wrong = "000000" if code != "000000" else "000001"
    answers = [boss.act("sign", code=wrong) for _ in range(6)]
    assert [each.status_code for each in answers] == [400] * 5 + [429]
    assert alert(answers[0]) == "The code is wrong."
    assert boss.act("sign", code=code).status_code == 429  # also the right one waits now
    assert lobby.office.state(boss.sent)[1][lobby.office.boss.id] == "ready"


def test_a_code_is_not_taken_twice_nor_late(lobby: Lobby) -> None:
    boss = lobby.fresh()
    boss.read()
    code = boss.code()
    now = lobby.office.world.services.clock()
    change_member(lobby.office, boss.uid, code_expires_at=now - timedelta(seconds=1))
    assert alert(boss.act("sign", code=code)) == "No code holds any more. Have a new one sent."
    change_member(lobby.office, boss.uid, code_expires_at=now + timedelta(minutes=1))
    assert boss.act("sign", code=code).status_code == 303
    answer = boss.act("sign", code=code)
    assert answer.status_code == 400
    assert alert(answer).startswith("That cannot be done any more")


def test_another_site_can_send_no_form(lobby: Lobby) -> None:
    boss = lobby.fresh()
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}, {"origin": "null"}):
        for act in ("open", "read", "code", "sign", "refuse", "delegate", "key"):
            assert boss.client.post(f"{boss.path}/{act}", headers=headers).status_code == 403
    assert lobby.office.state(boss.sent)[0] == "sent"


def test_a_question_is_asked_by_link_and_stands_on_both_pages(lobby: Lobby) -> None:
    boss = lobby.fresh()
    assert "Ask the sender" not in boss.get().text
    boss.act("open")
    assert "Ask the sender" in boss.get().text
    empty = boss.act("ask", comment=" ")
    assert (empty.status_code, alert(empty)) == (400, "Write down what you want to ask.")
    assert boss.act("ask", comment="<b>Which</b> date?").status_code == 303
    assert "You asked" in boss.get().text
    assert "&lt;b&gt;Which&lt;/b&gt; date?" in boss.get().text
    sender = lobby.browser(lobby.office.world.admin).get(f"/sent/{boss.sent['uid']}")
    assert "&lt;b&gt;Which&lt;/b&gt; date?" in sender.text


def test_a_refusal_ends_it_for_everyone(lobby: Lobby) -> None:
    boss = lobby.fresh()
    boss.act("open")
    assert boss.act("refuse", comment="x" * 2001).status_code == 400
    assert boss.act("refuse", comment="<b>Wrong</b> date").status_code == 303
    page = boss.get()
    assert status(page) == "You have refused this document."
    assert "&lt;b&gt;Wrong&lt;/b&gt; date" in page.text
    assert "<form" not in page.text.replace('action="/sign-out"', "")
    assert lobby.office.state(boss.sent)[0] == "refused"
    assert boss.act("read").status_code == 400


def test_what_ended_says_how(lobby: Lobby) -> None:
    office, now = lobby.office, lobby.office.world.services.clock()
    late, called, unopened = lobby.fresh(), lobby.fresh(), lobby.fresh()
    for seat in (late, called):
        seat.act("open")
    change_document(office, late.sent, expired_at=now)
    assert status(late.get()) == "The time to sign this document is over."
    for seat in (called, unopened):
        change_document(office, seat.sent, cancelled_at=now, cancel_comment="A mistake")
    assert status(called.get()).startswith("This document was called back.")
    assert "A mistake" in called.get().text
    assert unopened.get().status_code == 410
    assert lobby.seat(unopened.sent, office.boss, session=True).get().status_code == 404


def test_pages_are_not_kept_and_do_not_say_where_one_came_from(lobby: Lobby) -> None:
    boss = lobby.fresh()
    answer = boss.client.get(boss.link)
    assert answer.status_code == 303
    assert {name: answer.headers[name] for name in SECURITY} == SECURITY
    cookie = answer.headers["set-cookie"]
    assert f"Path={boss.path};" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    page = boss.get()
    assert page.headers["referrer-policy"] == "same-origin"
    assert page.headers["cache-control"] == "private, no-store"
    assert boss.link.rpartition("/")[2] not in page.text
    assert "<script" not in page.text
    boss.act("open")
    assert boss.get("/page/1.png").headers["cache-control"] == "private, no-store"


def test_the_list_after_sign_in(lobby: Lobby, sealed: dict[str, str]) -> None:
    office = lobby.office
    boss = lobby.fresh(session=True)
    page = boss.client.get("/sign").text
    assert page.index(f"/sign/{boss.uid}") < page.index("Signed</h2>")
    boss.sign()
    page = boss.client.get("/sign").text
    assert page.index(f"/sign/{boss.uid}") > page.index("Signed</h2>")
    done = office.uid(sealed, office.boss)  # type: ignore[arg-type]
    assert f'href="/sign/{done}/file/pdf"' in page
    assert boss.client.get(f"/sign/{done}/file/pdf").content.startswith(b"%PDF")
    assert "Nothing waits for you." in lobby.browser(office.world.person()).get("/sign").text


def test_it_speaks_russian(lobby: Lobby) -> None:
    boss = lobby.fresh()
    page = boss.get(headers={"accept-language": "ru"})
    assert '<html lang="ru">' in page.text
    assert status(page) == "Откройте документ, чтобы прочитать его. Открытие записывается."


def test_a_certificate_takes_a_session_and_its_pin(lobby: Lobby) -> None:
    boss = lobby.fresh(companyProviderUid=provider(lobby.office, "certificate"))
    boss.read()
    page = boss.get()
    assert status(page).endswith("sign in first.")
    assert boss.act("sign", pin=PIN).headers["location"] == f"/sign-in?next=%2Fsign%2F{boss.uid}"
    seat = lobby.seat(boss.sent, lobby.office.boss, session=True)
    assert alert(seat.act("key", pin="111111", again="111111")).startswith("Choose another PIN")
    assert alert(seat.act("key", pin=PIN, again="other")) == "The two PINs differ."
    assert seat.act("key", pin=PIN, again=PIN).status_code == 303
    assert alert(seat.act("sign", pin="")) == "Enter the PIN."
    assert alert(seat.act("sign", pin="wrong-pin")).startswith("The PIN is wrong.")
    assert seat.act("sign", pin=PIN).status_code == 303
    assert seat.get("/file/pdf").content.count(b"/ByteRange") == 1


def test_a_signature_made_elsewhere_is_brought_back(lobby: Lobby) -> None:
    boss = lobby.fresh(companyProviderUid=provider(lobby.office, "external"))
    boss.read()
    file, told = boss.get("/file/original").content, boss.get("/file/hash").text
    assert told.endswith("  test-pdf e.pdf\n")
    authority = Authority()
    elsewhere = authority.issue(Purpose.PERSON, Naming("Anna Schmidt"))
    made = detached.sign_detached(file, elsewhere).der
    others = detached.sign_detached(file, authority.issue(Purpose.PERSON, Naming("Berta <Klein>"))).der
    wrong = detached.sign_detached(file + b" ", elsewhere).der
    assert alert(boss.act("sign")) == "Choose the file with the signature."

    def bring(content: bytes, **more: str) -> httpx.Response:
        files = {"signature": ("made.p7s", content)}
        return boss.client.post(f"{boss.path}/sign", files=files, headers=more)

    assert alert(bring(wrong)).startswith("This is no signature of this document")
    assert alert(bring(b"nothing")).startswith("This is no signature of this document")
    told = alert(bring(others))
    assert "names Berta &lt;Klein&gt;. It has to name Anna Schmidt" in told
    assert bring(made, **{"sec-fetch-site": "cross-site"}).status_code == 403
    assert bring(b"x" * 3 * 1024 * 1024).status_code == 413
    assert bring(made).status_code == 303
    assert "could not be verified here in full" in boss.get().text


def test_an_address_is_shown_in_part() -> None:
    assert masked("anna@example.test") == "a…@example.test"
    assert masked("") == ""


def test_all_that_waits_is_listed_page_by_page(lobby: Lobby) -> None:
    office = Office(lobby.office.world)
    sent = [office.send(title=f"Paper {number}") for number in range(3)]
    for each in sent:
        office.wait(each, boss="ready")
    client, newest = lobby.browser(office.boss), office.uid(sent[2], office.boss)
    page = client.get("/sign").text
    assert [f"Paper {number}" in page for number in range(3)] == [True] * 3
    assert "?before=" not in page
    with office.world.services.engine.begin() as db:
        member = signing_lists.member_by_guid(db, newest)
    assert member is not None
    page = client.get(f"/sign?before={member.id}").text
    assert [f"Paper {number}" in page for number in range(3)] == [True, True, False]
    assert 'href="/sign">The newest' in page
    assert "Paper 2" in client.get("/sign?before=x").text


def test_the_older_ones_are_a_page_of_their_own(lobby: Lobby) -> None:
    office = Office(lobby.office.world)
    sent = office.send(title="The one that waits")
    office.wait(sent, boss="ready")
    uid = office.uid(sent, office.boss)
    with office.world.services.engine.begin() as db:
        db.execute(
            text(
                "insert into sign_members (guid, document_id, organization_id, user_id, role, sent_by) "
                "select gen_random_uuid(), document_id, organization_id, user_id, role, sent_by "
                "from sign_members, generate_series(1, 60) where guid = :uid"
            ),
            {"uid": uid},
        )
    client = lobby.browser(office.boss)
    first = client.get("/sign").text
    assert uid not in first
    older = re.search(r'href="(/sign\?before=\d+)"', first)
    assert older is not None
    assert uid in client.get(older[1]).text
