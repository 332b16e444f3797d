"""The sender's pages, over HTTP."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest

from console.signing_desks import Lobby, change_document, change_letters, change_member, letters
from inkpost.engines.sign.evidence_judging import OfflineJudge
from inkpost.engines.sign.evidence_verify import verify
from inkpost.engines.sign.trust import Trust
from inkpost.store import signing_lists, signing_upkeep
from support import wait_for
from worlds import World

SAME_ID = {"x-request-id": "the-same-for-both"}
ABSENT = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def desk(lobby: Lobby) -> Any:
    """The browser of the administrator, who sends."""
    return lobby.browser(lobby.office.world.admin)


def test_it_shows_where_each_stands(lobby: Lobby, desk: Any) -> None:
    boss = lobby.fresh()
    page = desk.get(f"/sent/{boss.sent['uid']}").text
    assert "Sent; nobody has opened it yet" in page
    assert page.count("their turn") == 2
    assert "not yet their turn" in page
    boss.sign()
    page = desk.get(f"/sent/{boss.sent['uid']}").text
    assert "Being signed" in page
    assert all(f"{word} <time" in page for word in ("Opened", "Read to the end", "Signed or approved"))
    assert f'href="/sent/{boss.sent["uid"]}"' in desk.get("/sent").text
    assert "1 of 2 done" in desk.get("/sent").text


def test_a_nudge_writes_a_letter_with_a_new_link(lobby: Lobby, desk: Any) -> None:
    boss = lobby.fresh()
    before = len(letters(lobby.office.world, lobby.office.boss))
    assert desk.post(f"/sent/{boss.sent['uid']}/remind").status_code == 303
    wait_for(lambda: len(letters(lobby.office.world, lobby.office.boss)) > before, what="the reminder")
    assert boss.follow().status_code == 200
    again = desk.post(f"/sent/{boss.sent['uid']}/remind")
    assert again.status_code == 400
    assert "So many letters may not go to one person. This is possible again on" in again.text
    assert "Reminded <time" in again.text


def test_it_is_called_back_and_sent_anew(lobby: Lobby, desk: Any) -> None:
    boss = lobby.fresh()
    uid = boss.sent["uid"]
    assert desk.post(f"/sent/{uid}/resend").status_code == 400
    assert desk.post(f"/sent/{uid}/cancel", data={"comment": "A <mistake>"}).status_code == 303
    page = desk.get(f"/sent/{uid}").text
    assert "Called back" in page
    assert "A &lt;mistake&gt;" in page
    assert desk.post(f"/sent/{uid}/cancel").status_code == 400
    anew = desk.post(f"/sent/{uid}/resend").headers["location"]
    assert anew != f"/sent/{uid}"
    assert "not yet their turn" in desk.get(anew).text


def test_it_says_why_the_sealing_waits(lobby: Lobby, desk: Any) -> None:
    now = lobby.office.world.services.clock()
    boss = lobby.fresh()
    ids = [member["uid"] for member in boss.sent["members"]]
    for each in ids:
        change_member(lobby.office, each, signed_at=now)
    change_document(lobby.office, boss.sent, sealing_fault="key: the device is away", signed_at=now)
    page = desk.get(f"/sent/{boss.sent['uid']}").text
    assert "Everyone has signed; it is being sealed" in page
    assert "key: the device is away" in page
    assert "<button" not in page


def test_files_of_a_sealed_document(lobby: Lobby, desk: Any, sealed: dict[str, Any]) -> None:
    file = desk.get(f"/sent/{sealed['uid']}/file/pdf")
    assert file.content.startswith(b"%PDF")
    package = desk.get(f"/sent/{sealed['uid']}/file/evidence")
    assert package.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(package.content)) as found:
        assert found.read("signed.pdf") == file.content
    outcome = verify(package.content, OfflineJudge(Trust(()), lobby.office.world.services.clock()))
    assert len(outcome.records) > 8
    assert desk.get(f"/sent/{sealed['uid']}/file/docx").status_code == 404
    unsealed = lobby.fresh()
    assert desk.get(f"/sent/{unsealed.sent['uid']}/file/pdf").status_code == 404


def keep(lobby: Lobby, sent: dict[str, Any], **facts: Any) -> None:
    """Change where a sealed file stands."""
    with lobby.office.world.services.engine.begin() as db:
        document = signing_lists.document_by_guid(db, sent["uid"])
        assert document is not None
        signing_upkeep.change(db, document.id, **facts)


def test_the_worker_extends_the_file_and_what_does_not_hold_stands_there(lobby: Lobby, desk: Any) -> None:
    sent, now = lobby.office.signed(), lobby.office.world.services.clock()
    uid = sent["uid"]
    before = desk.get(f"/sent/{uid}/file/pdf").content
    assert "Level of the signatures: B-T." in desk.get(f"/sent/{uid}").text
    keep(lobby, sent, due_at=now, check_due_at=now)
    wait_for(lambda: "Level of the signatures: B-LTA." in desk.get(f"/sent/{uid}").text, what="the longer file")
    assert desk.get(f"/sent/{uid}/file/pdf").content.startswith(before)
    assert "does not hold any more" not in desk.get("/sent").text
    keep(lobby, sent, doubted_at=now, checked_at=now, reasons="content_changed")
    page = desk.get(f"/sent/{uid}").text
    assert "The sealed file does not hold any more: The signed content was changed" in page
    assert "Last checked <time" in page
    assert "does not hold any more" in desk.get("/sent").text
    for reason, english, russian in (
        ("file_lost", "The file is no longer where it was kept, or its bytes have changed.", "Файла больше нет там"),
        ("limits", "To check the file takes too much time or memory.", "слишком много времени или памяти"),
        ("unreadable", "The file cannot be read.", "Файл не читается."),
        ("something_new", "The log of the server says why.", "Причина стоит в журнале сервера."),
    ):
        keep(lobby, sent, reasons=reason)
        pages = [desk.get(f"/sent/{uid}", headers={"accept-language": code}).text for code in ("en", "ru")]
        assert [english in pages[0], russian in pages[1]] == [True, True]
        assert not any(reason in each for each in pages if reason != "limits")
    keep(lobby, sent, doubted_at=None)


def test_who_may_not_see_it_finds_nothing(lobby: Lobby, sealed: dict[str, Any], other_world: World) -> None:
    office = lobby.office
    viewer = office.world.person()
    office.world.role(viewer, signing_view="A")
    for person in (other_world.admin, viewer):
        browser = lobby.browser(person)
        for tail in ("", "/file/pdf", "/file/evidence"):
            answers = [browser.get(f"/sent/{each}{tail}", headers=SAME_ID) for each in (sealed["uid"], ABSENT)]
            assert [each.status_code for each in answers] == [404, 404]
            assert answers[0].content == answers[1].content
        assert sealed["uid"] not in browser.get("/sent").text
    member = lobby.browser(office.worker)  # who signs it is no sender of it
    for path in ("/sent", f"/sent/{sealed['uid']}", f"/sent/{ABSENT}", f"/sent/{sealed['uid']}/file/evidence"):
        assert member.get(path).status_code == 403
    reader = office.world.person()
    office.world.role(reader, signing_view="X")
    browser = lobby.browser(reader)
    assert browser.get(f"/sent/{sealed['uid']}").status_code == 200
    assert browser.post(f"/sent/{sealed['uid']}/resend").status_code == 403  # sees, does not send
    stranger = lobby.browser()
    for path in ("/sent", f"/sent/{sealed['uid']}", f"/sent/{sealed['uid']}/file/evidence"):
        assert stranger.get(path).headers["location"].startswith("/sign-in?next=%2Fsent")


def test_another_site_can_send_no_form(lobby: Lobby, desk: Any) -> None:
    boss = lobby.fresh()
    for act in ("remind", "cancel", "resend"):
        headers = {"sec-fetch-site": "cross-site"}
        assert desk.post(f"/sent/{boss.sent['uid']}/{act}", headers=headers).status_code == 403
    assert lobby.office.state(boss.sent)[0] == "sent"


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 40, "%D9%A3", ""])
def test_any_number_of_a_page_is_some_page(desk: Any, page: str) -> None:
    answer = desk.get(f"/sent?page={page}")
    assert answer.status_code == 200
    assert not re.search("page=0", answer.text)


def test_who_was_not_reached_and_why_is_said_and_the_address_corrected(lobby: Lobby, desk: Any) -> None:
    boss = lobby.fresh()
    office, path = lobby.office, f"/sent/{boss.sent['uid']}"
    uid = office.uid(boss.sent, office.boss)
    fault = "550 5.1.1 <no> such user"
    facts = {"fault": fault, "address": "dead@example.test", "failed_at": office.world.services.clock()}
    change_letters(office, uid, **facts)
    page = desk.get(path).text
    assert "Not reached at dead@example.test: 550 5.1.1 &lt;no&gt; such user" in page
    assert "Not reached: 1" in desk.get("/sent").text
    wrong = desk.post(f"{path}/address", data={"member": uid, "address": "nobody"})
    assert "no e-mail address" in wrong.text
    sender = office.world.person()
    office.world.role(sender, signing_send="X", signing_view="X")
    other = lobby.browser(sender)
    assert "An administrator can correct the address." in other.get(path).text
    assert 'name="address"' not in other.get(path).text
    given = {"member": uid, "address": office.boss.login}
    assert other.post(f"{path}/address", data=given).status_code == 403
    before = len(letters(office.world, office.boss))
    assert desk.post(f"{path}/address", data=given).status_code == 303
    wait_for(lambda: len(letters(office.world, office.boss)) > before, what="the letter to the corrected address")
    wait_for(lambda: "Not reached" not in desk.get(path).text, what="the page without the fault")


def test_a_letter_that_is_still_tried_is_said(lobby: Lobby, desk: Any) -> None:
    boss = lobby.fresh()
    uid = lobby.office.uid(boss.sent, lobby.office.boss)
    change_letters(lobby.office, uid, fault="451 later", address="busy@example.test", sent_at=None)
    page = desk.get(f"/sent/{boss.sent['uid']}").text
    assert "it is tried again: 451 later" in page
    assert 'name="address"' not in page
