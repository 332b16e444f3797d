"""What the console's tests share: a document with its public link, and browsers without a screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from console.papers import LINES, Paper, make_paper
from console.signing_desks import Lobby
from inkpost.operations.kit import Services
from signing_worlds import Office
from support import ROOT, Served
from worlds import Person, World, new_world

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-proxy-server",
]


@pytest.fixture(scope="session")
def paper(served: Served, services: Services) -> Paper:
    """A converted document of three pages, for tests that change nothing about it."""
    return make_paper(new_world(served, services), "Client: {ClientName}", *LINES)


@pytest.fixture
def own_paper(world: World) -> Paper:
    """A converted document of the test's own."""
    return make_paper(world)


@pytest.fixture
def visitor(served: Served) -> Iterator[httpx.Client]:
    """A browser without a screen: it keeps cookies and does as it is redirected only where asked."""
    with httpx.Client(base_url=served.base_url, timeout=60) as client:
        yield client


@pytest.fixture
def sign_in(visitor: httpx.Client) -> Callable[..., httpx.Response]:
    """Sign a person in with the visitor's browser."""

    def act(person: Person, **more: str) -> httpx.Response:
        return visitor.post("/sign-in", data={"login": person.login, "password": person.password, **more})

    return act


@pytest.fixture(scope="session")
def office(served: Served, services: Services) -> Office:
    """A company whose documents tests send; each test sends its own."""
    return Office(new_world(served, services))


@pytest.fixture
def lobby(office: Office) -> Iterator[Lobby]:
    """The browsers of a test."""
    made = Lobby(office)
    yield made
    made.close()


@pytest.fixture(scope="session")
def sealed(office: Office) -> dict[str, Any]:
    """A document that both have signed, for tests that change nothing about it."""
    return office.signed()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, driven with the set-up's Node: Playwright's own wants a library of the system's."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium is installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYWRIGHT_NODEJS_PATH", str(ROOT / ".venv/bin/node"))
        yield from _launched(path)


def _launched(path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def look() -> Callable[[Page, str], None]:
    """Keeps a picture of a page for people to look at, where INKPOST_SCREENSHOTS names a folder."""
    folder = os.environ.get("INKPOST_SCREENSHOTS")

    def keep(page: Page, name: str) -> None:
        if folder:
            page.screenshot(path=Path(folder) / f"{name}.png", full_page=False)

    return keep
