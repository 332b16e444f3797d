"""The console in a real browser: headless Chromium, driven from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page

from console.papers import Paper, make_paper
from support import wait_for
from worlds import docx_text, pdf_text

TELEPHONE = {"width": 390, "height": 844}


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    made = chromium.new_context(locale="en-GB", accept_downloads=True)
    made.set_default_timeout(90_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab that must not complain: no errors, no violated policy, nothing fetched from elsewhere."""
    complaints: list[str] = []
    tab = context.new_page()
    tab.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    tab.on("pageerror", lambda fault: complaints.append(str(fault)))
    tab.on(
        "request",
        lambda asked: None if asked.url.startswith("http://127.0.0.1:") else complaints.append(f"fetched {asked.url}"),
    )
    yield tab
    assert complaints == []


def widths(page: Page) -> list[int]:
    """The natural widths of all pictures, once each has been scrolled to."""
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
    every = "[...document.images].every(image => image.complete && image.naturalWidth > 0)"
    wait_for(lambda: page.evaluate(every), what="every picture")  # the policy forbids a wait inside the page
    found: list[int] = page.evaluate("[...document.images].map(image => image.naturalWidth)")
    return found


def has_focus(page: Page, name: str) -> None:
    """Wait until a field has the focus by itself."""
    wait_for(lambda: page.evaluate("document.activeElement.id") == name, what=f"the focus on {name}")


def overflows(page: Page) -> bool:
    """Whether the page is wider than its window."""
    found: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return found


def saved(page: Page, act: Callable[[], None]) -> tuple[str, bytes]:
    """The name and contents of the file that an act downloads."""
    with page.expect_download() as coming:
        act()
    return coming.value.suggested_filename, coming.value.path().read_bytes()


def test_the_public_page_shows_the_document_and_gives_its_files(
    page: Page, paper: Paper, look: Callable[[Page, str], None]
) -> None:
    answer = page.goto(paper.url)
    assert answer is not None
    assert answer.status == 200
    assert page.title() == "Contract 1"
    look(page, "link")
    assert len(widths(page)) == 3
    assert not overflows(page)
    name, pdf = saved(page, lambda: page.get_by_role("link", name="Download PDF").click())
    assert name == "Contract 1.pdf"
    assert pdf.startswith(b"%PDF")
    assert "Daisy & Sons" in pdf_text(pdf)
    name, word = saved(page, lambda: page.get_by_role("link", name="Download DOCX").click())
    assert name == "Contract 1.docx"
    assert "Daisy & Sons" in docx_text(word)


def test_pictures_far_below_are_not_fetched_at_once(page: Page, paper: Paper) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 1000, "height": 300})
    page.goto(paper.url, wait_until="load")
    sizes = page.evaluate("[...document.images].map(image => image.getBoundingClientRect().height)")
    assert all(height > 900 for height in sizes)  # room is kept before they are there
    assert any(url.endswith("/page/1.png") for url in asked)
    lazy = page.evaluate("[...document.images].map(image => image.loading)")
    assert lazy == ["auto", "lazy", "lazy"]


def test_it_is_readable_on_a_telephone(page: Page, paper: Paper, look: Callable[[Page, str], None]) -> None:
    page.set_viewport_size(TELEPHONE)
    page.goto(paper.url)
    look(page, "link-telephone")
    assert not overflows(page)
    for button in page.locator(".button").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["x"] + box["width"] <= 390
    assert len(widths(page)) == 3


def test_it_can_be_used_by_keyboard(page: Page, paper: Paper) -> None:
    page.goto(paper.url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Download PDF"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    _, pdf = saved(page, lambda: page.keyboard.press("Enter"))
    assert pdf.startswith(b"%PDF")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Download DOCX"


def test_what_a_screen_reader_hears(page: Page, paper: Paper) -> None:
    page.goto(paper.url)
    heard = page.locator("body").aria_snapshot()
    for line in ('heading "Contract 1" [level=1]', 'navigation "Downloads"', 'link "Download PDF"', "main"):
        assert line in heard
    assert [f'img "Page {at} of 3"' in heard for at in (1, 2, 3)] == [True] * 3


def test_dark_desks_keep_the_paper_white(page: Page, paper: Paper, look: Callable[[Page, str], None]) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(paper.url)
    widths(page)
    page.evaluate("scrollTo(0, 0)")
    look(page, "link-dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(29, 31, 34)"
    assert page.evaluate("getComputedStyle(document.images[0]).backgroundColor") == "rgb(255, 255, 255)"


def test_a_page_that_waits_becomes_the_document_by_itself(
    page: Page, own_paper: Paper, look: Callable[[Page, str], None]
) -> None:
    converted = datetime.now(UTC)
    own_paper.set(converted_at=None, updated_at=converted)
    page.goto(own_paper.url)
    assert page.get_by_role("status").inner_text().startswith("The document is being prepared.")
    look(page, "link-waiting")
    own_paper.set(converted_at=converted)
    page.locator("img").wait_for()
    assert len(widths(page)) == 1


def test_switched_off_it_is_gone(context: BrowserContext, own_paper: Paper, look: Callable[[Page, str], None]) -> None:
    tab = context.new_page()
    answer = tab.goto(own_paper.url)
    assert answer is not None
    assert answer.status == 200
    picture = tab.locator("img").first.get_attribute("src")
    own_paper.link(on=False)
    answer = tab.reload()
    assert answer is not None
    assert answer.status == 404
    assert tab.get_by_role("heading").inner_text() == "There is nothing here"
    assert tab.get_by_text("Contract").count() == 0
    look(tab, "closed")
    gone = tab.goto(str(httpx.URL(own_paper.url).join(picture or "")))
    assert gone is not None
    assert gone.status == 404


def test_a_password_opens_the_page(
    context: BrowserContext, own_paper: Paper, look: Callable[[Page, str], None]
) -> None:
    own_paper.link(password="correct horse")
    tab = context.new_page()
    tab.goto(own_paper.url)
    has_focus(tab, "password")
    tab.keyboard.type("wrong")
    tab.keyboard.press("Enter")
    assert tab.get_by_role("alert").inner_text() == "The password is wrong."
    look(tab, "password")
    tab.get_by_label("Password").fill("correct horse")
    tab.get_by_role("button", name="Open").click()
    assert len(widths(tab)) == 1
    _, pdf = saved(tab, lambda: tab.get_by_role("link", name="Download PDF").click())
    assert pdf.startswith(b"%PDF")


def test_a_link_that_wants_a_session_downloads_after_sign_in(
    page: Page, own_paper: Paper, look: Callable[[Page, str], None]
) -> None:
    world = own_paper.world
    make_paper(world, converted=False, name="Offer <script>alert(1)</script>")
    found = world.rest("documentgenerator.document.get", id=own_paper.id)["document"]
    page.goto(str(httpx.URL(own_paper.url).join(found["pdfUrl"])))
    assert re.search(r"/sign-in\?next=", page.url)
    look(page, "sign-in")
    has_focus(page, "login")
    page.keyboard.type(world.admin.login)
    page.keyboard.press("Tab")
    has_focus(page, "password")
    page.keyboard.type(world.admin.password)
    name, pdf = saved(page, lambda: page.keyboard.press("Enter"))
    assert name == "Contract 1.pdf"
    assert "Daisy & Sons" in pdf_text(pdf)
    page.goto(str(httpx.URL(own_paper.url).join("/")))
    look(page, "home")
    assert page.get_by_role("heading", level=2).count() == 2
    _, word = saved(page, lambda: page.get_by_role("link", name="DOCX: Contract 1").click())
    assert word.startswith(b"PK")
    page.set_viewport_size(TELEPHONE)
    look(page, "home-telephone")
    assert not overflows(page)
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("heading", name="Sign in").is_visible()


@pytest.mark.parametrize("name", ["Д" * 10_000, "word " * 2000, "a\u202eb" * 100])
def test_a_long_title_bursts_nothing(page: Page, own_paper: Paper, name: str) -> None:
    own_paper.set(title=name)
    page.set_viewport_size(TELEPHONE)
    page.goto(own_paper.url)
    assert not overflows(page)
    page.get_by_role("link", name="Download PDF").scroll_into_view_if_needed()
    assert page.get_by_role("link", name="Download PDF").is_visible()


def test_what_is_slipped_into_the_page_does_nothing(context: BrowserContext, paper: Paper) -> None:
    tab = context.new_page()
    tab.goto(paper.url)
    with pytest.raises(Error, match="Failed to fetch"):
        tab.evaluate("fetch('/health/live')")
    ran = tab.evaluate(
        """() => {
            for (const text of ["window.ran = 1"]) {
                const script = document.createElement("script");
                script.textContent = text;
                document.body.append(script);
            }
            document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.ran = 2'>");
            return window.ran ?? null;
        }"""
    )
    assert ran is None


def test_no_other_page_can_frame_it(context: BrowserContext, paper: Paper) -> None:
    tab = context.new_page()
    tab.goto(str(httpx.URL(paper.url).join("/health/live")))  # a page without a policy of its own
    frame = "url => document.body.append(Object.assign(document.createElement('iframe'), {src: url}))"
    with tab.expect_event("requestfailed", lambda asked: asked.url == paper.url) as refused:
        tab.evaluate(frame, paper.url)
    assert refused.value.failure == "net::ERR_BLOCKED_BY_RESPONSE"
