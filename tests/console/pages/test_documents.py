"""The start page of a signed-in person, and links that want a session."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import httpx
from sqlalchemy import insert, select

import crm_worlds
from console.papers import Paper, make_paper
from inkpost.store.tables import documents
from worlds import World, docx, docx_text, pdf_text

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


def titles(page: httpx.Response) -> list[str]:
    """The documents of a page, as they follow."""
    assert page.status_code == 200
    return re.findall(r"<h2><bdi>(.*?)</bdi></h2>", page.text)


def link(page: httpx.Response, kind: str) -> str:
    """Where the link of a kind leads; nowhere if there is none."""
    found = re.search(rf'<a href="([^"]*)" rel="{kind}">', page.text)
    return found[1] if found else ""


def test_older_documents_are_a_page_away(world: World, visitor: httpx.Client, sign_in: SignIn) -> None:
    """Page by page each comes once, also when new ones are made meanwhile."""
    paper = make_paper(world, converted=False)
    columns = ("organization_id", "module", "file_id", "created_by")

    def add(*names: str) -> None:
        with world.services.engine.begin() as db:
            query = select(*(documents.c[name] for name in columns)).where(documents.c.id == paper.id)
            one = db.execute(query).one()._mapping
            db.execute(insert(documents), [{**one, "title": name} for name in names])

    add(*(f"No {number}" for number in range(1, 65)))
    sign_in(world.admin)
    first = visitor.get("/")
    assert titles(first) == [f"No {number}" for number in range(64, 34, -1)]
    assert link(first, "first") == ""
    add("made meanwhile")
    second = visitor.get(link(first, "next"))
    assert titles(second) == [f"No {number}" for number in range(34, 4, -1)]
    third = visitor.get(link(second, "next"))
    assert titles(third)[:-1] == [f"No {number}" for number in range(4, 0, -1)]
    assert link(third, "next") == ""
    assert titles(visitor.get(link(third, "first")))[0] == "made meanwhile"
    assert "There are no older documents." in visitor.get("/?before=1").text
    for strange in ("0", "-1", "x", "1e3", "٣", "9" * 30, "", "1&before=2"):
        assert titles(visitor.get(f"/?before={strange}"))[:1] in ([], ["made meanwhile"])


def test_a_document_of_an_item_that_the_visitor_may_not_see_is_not_theirs(
    world: World, visitor: httpx.Client, sign_in: SignIn
) -> None:
    template = crm_worlds.template(world, docx("for {DealTitle}"))
    person = crm_worlds.manager(world)
    made = {}
    for name, owner in (("hidden", world.admin), ("own", person)):
        deal = crm_worlds.item(world.rest, crm_worlds.DEAL, title=name, assignedById=owner.id)
        made[name] = crm_worlds.document(world, template, deal)["id"]
    sign_in(world.admin)
    everything = visitor.get("/").text
    assert all(f"/documents/crm/{number}/docx" in everything for number in made.values())
    sign_in(person)
    page = visitor.get("/").text
    assert f"/documents/crm/{made['own']}/docx" in page
    assert f"/documents/crm/{made['hidden']}/docx" not in page
    assert visitor.get(f"/documents/crm/{made['own']}/docx").status_code == 200
    assert visitor.get(f"/documents/crm/{made['hidden']}/docx").status_code == 403
