"""Signing in a real browser: three people, one of them with a telephone; then a refusal, an expiry, a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from console.signing_desks import Lobby, Seat, change_document
from console.test_browser import TELEPHONE, overflows, saved, widths
from inkpost.operations import signing_jobs
from support import wait_for

DESK = {"width": 1200, "height": 800}
Tabs = Callable[..., Page]
FAULTS = """() => {
    const faults = [];
    const name = each => each.getAttribute("aria-label") || [...(each.labels ?? [])].map(l => l.textContent).join(" ")
        || each.textContent;
    for (const each of document.querySelectorAll("a, button, input:not([type=hidden]), textarea, select, summary")) {
        if (!name(each).trim()) faults.push("no name: " + each.outerHTML);
        if (each.tabIndex !== 0) faults.push("not in the order of the page: " + each.outerHTML);
    }
    for (const each of document.querySelectorAll(".button, input, summary")) {
        const box = each.getBoundingClientRect();
        if (box.height && box.height < 44) faults.push("too small to hit: " + each.outerHTML);
        if (box.right > innerWidth) faults.push("beyond the edge: " + each.outerHTML);
    }
    for (const each of document.images) if (!each.alt) faults.push("no text: " + each.outerHTML);
    for (const each of document.querySelectorAll("nav, section"))
        if (!each.getAttribute("aria-label") && !document.getElementById(each.getAttribute("aria-labelledby")))
            faults.push("no name: " + each.tagName);
    const ids = [...document.querySelectorAll("[id]")].map(each => each.id);
    if (new Set(ids).size !== ids.length) faults.push("an id twice: " + ids);
    for (const each of document.querySelectorAll("[aria-describedby]"))
        for (const id of each.getAttribute("aria-describedby").split(" "))
            if (!document.getElementById(id)) faults.push("described by nothing: " + id);
    if (document.querySelectorAll("main").length !== 1) faults.push("not one main part");
    if (document.querySelectorAll("h1").length !== 1) faults.push("not one heading");
    const levels = [...document.querySelectorAll("h1, h2, h3")].map(each => +each.tagName[1]);
    if (levels.some((level, at) => at && level > levels[at - 1] + 1)) faults.push("a level left out: " + levels);
    if (!document.documentElement.lang || !document.title) faults.push("no language or title");
    return faults;
}"""


@pytest.fixture
def tabs(chromium: Browser) -> Iterator[Tabs]:
    """Tabs of browsers that have never been here, which must not complain."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_tab(size: dict[str, int] = DESK, language: str = "en-GB") -> Page:
        context = chromium.new_context(locale=language, accept_downloads=True, viewport=size)  # type: ignore[arg-type]
        context.set_default_timeout(90_000)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        tab.on("pageerror", lambda fault: complaints.append(str(fault)))
        return tab

    yield open_tab
    for each in contexts:
        each.close()
    assert complaints == []


def sound(tab: Page) -> None:
    """Nothing stands in the way of a keyboard, a screen reader, a finger or a narrow window."""
    assert tab.evaluate(FAULTS) == []
    assert not overflows(tab)


def go(tab: Page, seat: Seat) -> None:
    """Follow the link of the letter."""
    answer = tab.goto(f"{seat.office.world.served.base_url}{seat.link}")
    assert answer is not None
    assert answer.status == 200
    sound(tab)


def press(tab: Page, name: str) -> None:
    """Press a button and look at what comes."""
    tab.get_by_role("button", name=name, exact=True).click()
    sound(tab)


def status(tab: Page) -> str:
    """What the page says of where things stand."""
    return tab.get_by_role("status").first.inner_text()


def sign_by_code(tab: Page, seat: Seat) -> None:
    """Open, read, have a code sent, sign."""
    press(tab, "Open the document")
    assert widths(tab)
    press(tab, "I have read the document to the end")
    press(tab, "Send me a code")
    tab.get_by_label("Code from the letter").fill(seat.office.code(seat.person))
    press(tab, "Sign")


def test_three_people_sign(lobby: Lobby, tabs: Tabs, look: Callable[[Page, str], None]) -> None:
    office = lobby.office
    reviewer = office.world.person()
    members = [
        {"userId": office.worker.id, "role": "signer"},
        {"userId": office.boss.id, "role": "assignee"},
        {"userId": reviewer.id, "role": "reviewer"},
    ]
    sent = office.send(members=members)
    seats = [lobby.seat(sent, each) for each in (reviewer, office.boss, office.worker)]
    first, second, third = tabs(), tabs(), tabs(TELEPHONE)
    go(first, seats[0])
    press(first, "Open the document")
    press(first, "I have read the document to the end")
    press(first, "Approve")
    assert status(first) == "You are done. Others still have to act: 2."
    go(second, seats[1])
    look(second, "signing-open")
    sign_by_code(second, seats[1])
    assert status(second) == "You are done. Others still have to act: 1."
    go(third, seats[2])
    look(third, "signing-telephone")
    press(third, "Open the document")
    assert len(widths(third)) == 2
    press(third, "I have read the document to the end")
    look(third, "signing-telephone-read")
    press(third, "Send me a code")
    third.get_by_label("Code from the letter").fill(office.code(office.worker))
    third.keyboard.press("Enter")
    done = third.get_by_text("Everyone has signed, and the document is sealed.")
    done.wait_for()  # the page of a document that is being sealed looks again by itself
    sound(third)
    look(third, "signing-done")
    _, pdf = saved(third, lambda: third.get_by_role("link", name="Download PDF").click())
    assert pdf.startswith(b"%PDF")
    assert b"/ByteRange" in pdf
    check(tabs(TELEPHONE), lobby, pdf, look)


def check(tab: Page, lobby: Lobby, pdf: bytes, look: Callable[[Page, str], None]) -> None:
    """A stranger checks the file."""
    tab.goto(f"{lobby.office.world.served.base_url}/verify")
    sound(tab)
    tab.get_by_label("File (PDF, ZIP, or the file that was signed)").set_input_files(
        {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    press(tab, "Check")
    assert status(tab) == "Everything holds: the signatures are intact and trusted."
    look(tab, "verify-telephone")


def test_by_keyboard_alone(lobby: Lobby, tabs: Tabs) -> None:
    office = lobby.office
    sent = office.send()
    office.wait(sent, boss="ready")
    seat, tab = lobby.seat(sent, office.boss), tabs()
    go(tab, seat)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Skip to your part"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Open the document"
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="I have read the document to the end").focus()
    tab.keyboard.press("Enter")
    tab.get_by_role("button", name="Send me a code").wait_for()
    heard = tab.locator("body").aria_snapshot()
    for line in ('heading "test-pdf e" [level=1]', "main", 'region "Your part"', 'img "Page 1 of 2"', "status:"):
        assert line in heard, heard


def test_a_refusal_reaches_the_sender(lobby: Lobby, tabs: Tabs, look: Callable[[Page, str], None]) -> None:
    office = lobby.office
    sent = office.send()
    office.wait(sent, boss="ready")
    tab = tabs(TELEPHONE)
    go(tab, lobby.seat(sent, office.boss))
    press(tab, "Open the document")
    tab.get_by_text("Ask the sender").click()
    sound(tab)
    tab.get_by_label("Question").fill("Which date holds?")
    press(tab, "Send the question")
    assert tab.get_by_text("Which date holds?").count() == 1
    tab.get_by_text("Refuse to sign").click()
    tab.get_by_label("Comment").fill("The date is wrong")
    press(tab, "Refuse")
    assert status(tab) == "You have refused this document."
    desk = tabs(TELEPHONE)
    desk.goto(f"{office.world.served.base_url}/sent/{sent['uid']}")
    desk.get_by_label("Login").fill(office.world.admin.login)
    desk.get_by_label("Password").fill(office.world.admin.password)
    press(desk, "Sign in")
    assert status(desk) == "Refused"
    assert desk.get_by_text("The date is wrong").count() == 2
    assert desk.get_by_text("Which date holds?").count() == 1
    look(desk, "sent-telephone")
    press(desk, "Send it anew")
    assert status(desk) in {"The file is being made ready", "Sent; nobody has opened it yet"}
    for path in ("/sent", "/sign", "/"):
        desk.goto(f"{office.world.served.base_url}{path}")
        sound(desk)


def test_an_expiry_ends_it(lobby: Lobby, tabs: Tabs) -> None:
    office = lobby.office
    services = office.world.services
    sent = office.send()
    office.wait(sent, boss="ready")
    tab = tabs(TELEPHONE, "ru-RU")
    go(tab, lobby.seat(sent, office.boss))
    press(tab, "Открыть документ")
    change_document(office, sent, expires_at=services.clock() - timedelta(seconds=1))
    wait_for(lambda: signing_jobs.expire_due(services) or office.state(sent)[0] == "expired", what="the expiry")
    tab.reload()
    sound(tab)
    assert status(tab) == "Срок подписания этого документа истёк."
    assert tab.get_by_role("button").count() == 0
