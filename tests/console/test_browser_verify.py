"""The page where strangers check, in a real browser: a PDF, a signature beside its file, a package, a code on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from console.signing_desks import Lobby
from console.test_browser import TELEPHONE
from console.test_browser_signing import Tabs, sound, status, tabs
from inkpost.engines.sign import detached
from inkpost.operations import trust_keys

__all__ = ["tabs"]  # a fixture

FILE = {
    "en-GB": "File (PDF, ZIP, or the file that was signed)",
    "ru-RU": "Файл (PDF, ZIP или тот, который подписывали)",
}
BESIDE = "Detached signature, if there is one (CMS: .p7s, .sig, .pem)"
HOLDS = {
    "en-GB": "Everything holds: the signatures are intact and trusted.",
    "ru-RU": "Всё верно: подписи целы, и им можно доверять.",
}


def file(name: str, content: bytes) -> Any:
    """A file as a person chooses it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def at(tab: Page, lobby: Lobby) -> Page:
    """The page, with the focus where its address was typed."""
    tab.goto(f"{lobby.office.world.served.base_url}/verify")
    return tab


def step_to(tab: Page, element: str) -> None:
    """Go on by the keyboard until an element has the focus."""
    for _ in range(10):
        tab.keyboard.press("Tab")
        if tab.evaluate("element => document.activeElement.matches(element)", element):
            return
    raise AssertionError(f"the keyboard does not reach {element}")


def submit(tab: Page) -> None:
    """Go to the button and press it, without a mouse."""
    step_to(tab, "#file")
    step_to(tab, "#signature")
    step_to(tab, "main button")
    with tab.expect_navigation():
        tab.keyboard.press("Enter")


def downloaded(lobby: Lobby, sealed: dict[str, Any], kind: str) -> bytes:
    """What the sender gets of a sealed document."""
    found: bytes = lobby.browser(lobby.office.world.admin).get(f"/sent/{sealed['uid']}/file/{kind}").content
    return found


def test_a_signature_beside_its_file_by_keyboard(lobby: Lobby, sealed: dict[str, Any], tabs: Tabs) -> None:
    office = lobby.office
    key = office.act(office.world.admin, lambda work: trust_keys.company_seal(work, office.company))
    made = detached.sign_detached(b"any file", key).der
    for content, told in (
        (b"any file", HOLDS["en-GB"]),
        (b"another", "Do not rely on this file: something is wrong with it."),
    ):
        tab = at(tabs(), lobby)
        tab.get_by_label(FILE["en-GB"]).set_input_files(file("any.bin", content))
        tab.get_by_label(BESIDE).set_input_files(file("any.p7s", made))
        submit(tab)
        assert status(tab) == told
        sound(tab)
        step_to(tab, "main a.button")
        with tab.expect_navigation():
            tab.keyboard.press("Enter")
        assert tab.url.endswith("/verify")


@pytest.mark.parametrize("language", ["en-GB", "ru-RU"])
@pytest.mark.parametrize("kind", ["pdf", "evidence"])
def test_what_was_sealed_in_both_languages(
    lobby: Lobby, sealed: dict[str, Any], tabs: Tabs, language: str, kind: str
) -> None:
    tab = at(tabs(TELEPHONE, language), lobby)
    sound(tab)
    tab.get_by_label(FILE[language]).set_input_files(file(kind, downloaded(lobby, sealed, kind)))
    submit(tab)
    assert status(tab) == HOLDS[language]
    assert tab.locator("html").get_attribute("lang") == language[:2]
    sound(tab)
    if kind == "evidence":
        acts = tab.locator("section", has=tab.locator("#records")).locator("li")
        assert acts.count() > 5
        assert {"en-GB": "sealed the document", "ru-RU": "скреплён печатью"}[language] in " ".join(
            acts.all_inner_texts()
        )


def test_what_is_none_says_so_where_the_reader_is(lobby: Lobby, chromium: Browser) -> None:
    context = chromium.new_context(locale="en-GB")  # the browser says of itself that the answer was 400
    tab = context.new_page()
    at(tab, lobby).get_by_label(FILE["en-GB"]).set_input_files(file("a.txt", b"any text"))
    with tab.expect_response(re.compile("/verify$")) as answered:
        submit(tab)
    assert answered.value.status == 400
    assert tab.get_by_role("alert").inner_text().startswith("This is neither a PDF nor a package of evidence")
    assert tab.locator("#file").get_attribute("aria-describedby") == "fault"
    sound(tab)
    context.close()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en-GB", "The file that is kept here is unchanged since it was sealed."),
        ("ru-RU", "Файл, который хранится здесь, не изменён с тех пор, как его заверили."),
    ],
)
def test_the_code_on_paper(lobby: Lobby, sealed: dict[str, Any], tabs: Tabs, language: str, told: str) -> None:
    page = lobby.browser(lobby.office.world.admin).get(f"/sent/{sealed['uid']}").text
    found = re.search(r'href="(/verify/\w+)"', page)
    assert found
    tab = tabs(TELEPHONE, language)
    tab.goto(f"{lobby.office.world.served.base_url}{found[1]}")
    assert status(tab) == told
    assert tab.get_by_text(sealed["uid"]).count() == 1
    sound(tab)
    step_to(tab, "main a.button")
