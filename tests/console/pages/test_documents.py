"""The start page of a signed-in person, and links that want a session."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import httpx

from console.papers import Paper, make_paper
from worlds import World, docx_text, pdf_text

SignIn = Callable[..., httpx.Response]


def test_the_start_page_lists_the_newest_documents(
    own_paper: Paper, visitor: httpx.Client, sign_in: SignIn, other_world: World
) -> None:
    world = own_paper.world
    foreign = make_paper(other_world, converted=False, name="Foreign")
    newer = make_paper(world, name="Offer <b>")
    newer.link(on=False)
    newer.set(converted_at=None, pdf_id=None, conversion_failed_at=datetime.now(UTC))
    sign_in(world.admin)
    page = visitor.get("/").text
    assert page.index("Offer &lt;b&gt; 1") < page.index("Contract 1")
    assert "Foreign" not in page
    assert f'href="/~{own_paper.code}"' in page
    assert newer.code not in page
    assert f"/documents/rest/{newer.id}/pdf" not in page
    assert "Cannot be converted" in page
    assert ">Ready<" in page
    word = visitor.get(f"/documents/rest/{own_paper.id}/docx")
    assert docx_text(word.content) == "Client: Daisy & Sons"
    assert "Daisy" in pdf_text(visitor.get(f"/documents/rest/{own_paper.id}/pdf").content)
    for path in (
        f"rest/{foreign.id}/docx",
        f"crm/{own_paper.id}/docx",
        f"rest/{10**20}/docx",
        f"rest/{own_paper.id}/x",
        f"rest/{newer.id}/pdf",
    ):
        assert visitor.get(f"/documents/{path}").status_code == 404, path


def test_a_state_is_shown_for_what_is_being_converted(world: World, visitor: httpx.Client, sign_in: SignIn) -> None:
    sign_in(world.admin)
    assert "There are no documents yet." in visitor.get("/").text
    paper = make_paper(world)
    paper.set(converted_at=None)
    assert "Being prepared" in visitor.get("/").text


def test_without_the_right_nothing_is_listed(own_paper: Paper, visitor: httpx.Client, sign_in: SignIn) -> None:
    world = own_paper.world
    person = world.person()
    sign_in(person)
    page = visitor.get("/")
    assert page.status_code == 403
    assert "You have no right to view documents." in page.text
    assert "Contract" not in page.text
    assert visitor.get(f"/documents/rest/{own_paper.id}/docx").status_code == 403
    world.role(person, documents_view="X")
    assert "Contract 1" in visitor.get("/").text
    assert visitor.get(f"/documents/rest/{own_paper.id}/docx").status_code == 200


def test_the_links_of_the_interface_download_after_sign_in(
    own_paper: Paper, visitor: httpx.Client, sign_in: SignIn
) -> None:
    found = own_paper.world.rest("documentgenerator.document.get", id=own_paper.id)["document"]
    for name, start in (("downloadUrl", b"PK"), ("pdfUrl", b"%PDF"), ("imageUrl", b"\x89PNG")):
        visitor.cookies.clear()
        asked = visitor.get(found[name])
        assert asked.status_code == 303
        form = visitor.get(asked.headers["location"])
        assert form.status_code == 200
        following = httpx.URL(asked.headers["location"]).params["next"]
        back = sign_in(own_paper.world.admin, next=following)
        assert back.headers["location"] == following
        assert visitor.get(following).content.startswith(start)
