"""The public page and the files behind it, over HTTP."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import text

from console.papers import Paper, make_paper
from worlds import World, docx_text, pdf_text

SAME_ID = {"x-request-id": "the-same-for-both"}


def test_the_page_shows_every_page_and_both_downloads(paper: Paper) -> None:
    page = paper.get()
    assert page.status_code == 200
    assert len(page.content) < 15_000
    assert "<script" not in page.text
    images = re.findall(r'<img src="(.+?)" width="(\d+)" height="(\d+)" alt="(.+?)"( loading="lazy")?', page.text)
    assert [alt for _, _, _, alt, _ in images] == ["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"]
    assert [bool(lazy) for *_, lazy in images] == [False, True, True]
    for source, width, height, *_ in images:
        picture = httpx.get(httpx.URL(paper.url).join(source))
        assert picture.headers["content-type"] == "image/png"
        assert picture.content[16:24] == int(width).to_bytes(4, "big") + int(height).to_bytes(4, "big")
    assert "Download PDF" in page.text
    assert "Download DOCX" in page.text


def test_the_files_are_the_documents(paper: Paper) -> None:
    pdf, word = paper.get("/pdf"), paper.get("/docx")
    assert "Daisy & Sons" in pdf_text(pdf.content)
    assert docx_text(word.content).startswith("Client: Daisy & Sons\n")
    assert pdf.headers["content-disposition"].startswith('attachment; filename="Contract 1.pdf"')
    assert word.headers["content-disposition"].startswith('attachment; filename="Contract 1.docx"')
    assert paper.get("/page/4.png").status_code == 404
    assert paper.get("/page/0.png").status_code == 404
    assert paper.get(f"/page/{10**30}.png").status_code == 404
    assert paper.get("/exe").status_code == 404


@pytest.mark.parametrize("tail", ["", "/pdf", "/docx", "/page/1.png"])
def test_every_link_that_does_not_work_gets_the_same_answer(own_paper: Paper, tail: str) -> None:
    unknown = own_paper.url.replace(own_paper.code, "a" * 24)

    def heard() -> list[tuple[int, bytes, dict[str, str]]]:
        answers = [own_paper.get(tail, headers=SAME_ID), httpx.get(unknown + tail, headers=SAME_ID)]
        return [(each.status_code, each.content, {**each.headers, "date": ""}) for each in answers]

    own_paper.link(on=False)
    off, absent = heard()
    assert off == absent
    assert off[0] == 404
    own_paper.link()
    own_paper.set(public_expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert heard() == [absent, absent]
    own_paper.set(public_expires_at=datetime.now(UTC) + timedelta(hours=1))
    assert heard()[0][0] == 200
    with own_paper.world.services.engine.begin() as db:
        db.execute(
            text("update organizations set closed = true where id = :id"), {"id": own_paper.world.organization_id}
        )
    assert heard() == [absent, absent]


@pytest.mark.parametrize("code", ["x", "a" * 500, "%00", "..%2f..%2fetc", "%D0%AF" * 16, "a" * 23 + "'"])
def test_what_is_no_code_is_no_link(paper: Paper, code: str) -> None:
    assert httpx.get(paper.url.replace(paper.code, code)).status_code == 404
    assert httpx.post(paper.url.replace(paper.code, code), data={"password": "x"}).status_code == 404


def test_a_browser_asks_each_time_and_gets_the_bytes_once(own_paper: Paper) -> None:
    first = own_paper.get("/page/1.png")
    assert first.headers["cache-control"] == "private, no-cache"
    known = {"if-none-match": first.headers["etag"]}
    again = own_paper.get("/page/1.png", headers=known)
    assert (again.status_code, again.content) == (304, b"")
    assert own_paper.get("/page/1.png", headers={"if-none-match": '"' + "0" * 64 + '"'}).content == first.content
    own_paper.link(on=False)
    assert own_paper.get("/page/1.png", headers=known).status_code == 404


def test_while_it_is_converted_the_page_says_so_and_looks_again(own_paper: Paper) -> None:
    own_paper.set(converted_at=None, pdf_id=None, image_id=None, updated_at=datetime.now(UTC))
    page = own_paper.get()
    assert page.status_code == 200
    assert '<meta http-equiv="refresh" content="1">' in page.text
    assert "being prepared" in page.text
    assert "<img" not in page.text
    assert "Download PDF" not in page.text
    assert own_paper.get("/pdf").status_code == 404
    assert own_paper.get("/page/1.png").status_code == 404  # it would be the former revision's
    assert own_paper.get("/docx").status_code == 200
    own_paper.set(updated_at=datetime.now(UTC) - timedelta(minutes=5))
    assert '<meta http-equiv="refresh" content="15">' in own_paper.get().text


def test_a_failed_conversion_leaves_the_docx(own_paper: Paper) -> None:
    own_paper.set(converted_at=None, pdf_id=None, image_id=None, conversion_failed_at=datetime.now(UTC))
    page = own_paper.get()
    assert page.status_code == 200
    assert "cannot be shown" in page.text
    assert "http-equiv" not in page.text
    assert "Download PDF" not in page.text
    assert own_paper.get("/docx").status_code == 200


def test_that_it_was_looked_at_is_recorded_once_a_minute(own_paper: Paper) -> None:
    def viewed() -> str | None:
        found = own_paper.world.rest("documentgenerator.document.get", id=own_paper.id)["document"]
        return found.get("publicUrlView", {}).get("time")

    httpx.get(own_paper.url.replace(own_paper.code, "a" * 24))
    assert viewed() is None
    own_paper.get("/pdf")
    httpx.head(own_paper.url)
    assert viewed() is None
    own_paper.get()
    assert viewed() is not None
    recent = datetime.now(UTC).replace(microsecond=0) - timedelta(seconds=30)
    own_paper.set(viewed_at=recent)
    own_paper.get()
    assert datetime.fromisoformat(viewed() or "") == recent
    own_paper.set(viewed_at=recent - timedelta(minutes=5))
    own_paper.get()
    assert datetime.fromisoformat(viewed() or "") > recent


class TestPassword:
    """A link with a password."""

    def test_nothing_is_told_before_the_password(self, own_paper: Paper) -> None:
        own_paper.link(password="correct horse")
        page = own_paper.get()
        assert page.status_code == 403
        assert 'type="password"' in page.text
        assert "Contract" not in page.text
        for tail in ("/pdf", "/docx", "/page/1.png"):
            answer = own_paper.get(tail)
            assert (answer.status_code, answer.headers["location"]) == (303, f"/~{own_paper.code}")

    def test_the_password_opens_this_link_alone(self, own_paper: Paper, visitor: httpx.Client) -> None:
        own_paper.link(password="correct horse")
        other = make_paper(own_paper.world, converted=False)
        other.link(password="correct horse")
        wrong = visitor.post(own_paper.url, data={"password": "wrong"})
        assert wrong.status_code == 403
        assert "The password is wrong." in wrong.text
        right = visitor.post(own_paper.url, data={"password": "correct horse"})
        assert (right.status_code, right.headers["location"]) == (303, f"/~{own_paper.code}")
        cookie = right.headers["set-cookie"]
        assert f"Path=/~{own_paper.code};" in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert visitor.get(own_paper.url).status_code == 200
        assert visitor.get(f"{own_paper.url}/pdf").content.startswith(b"%PDF")
        assert visitor.get(f"{own_paper.url}/page/1.png").status_code == 200
        assert visitor.get(other.url).status_code == 403
        proof = visitor.cookies["inkpost_link"]
        assert other.get(cookies={"inkpost_link": proof}).status_code == 403

    def test_a_new_password_ends_what_the_old_one_opened(self, own_paper: Paper, visitor: httpx.Client) -> None:
        own_paper.link(password="one")
        visitor.post(own_paper.url, data={"password": "one"})
        assert visitor.get(own_paper.url).status_code == 200
        own_paper.link(password="one")
        assert visitor.get(own_paper.url).status_code == 403
        own_paper.link()
        assert visitor.get(own_paper.url).status_code == 200

    @pytest.mark.parametrize("forged", ["x", "99999999999.", "99999999999.00", "١.x", ".", "9" * 400 + ".x"])
    def test_a_forged_proof_opens_nothing(self, own_paper: Paper, forged: str) -> None:
        own_paper.link(password="one")
        header = {"cookie": f"inkpost_link={forged}".encode()}
        assert own_paper.get("/docx", headers=header).status_code == 303

    def test_a_proof_dies_of_age(self, own_paper: Paper, visitor: httpx.Client) -> None:
        own_paper.link(password="one")
        visitor.post(own_paper.url, data={"password": "one"})
        till, _, mac = visitor.cookies["inkpost_link"].partition(".")
        for changed in (f"{int(till) + 1}.{mac}", f"{int(till) - 86400}.{mac}"):
            assert own_paper.get(cookies={"inkpost_link": changed}).status_code == 403

    def test_guessing_is_braked(self, own_paper: Paper) -> None:
        own_paper.link(password="correct horse")
        told = [httpx.post(own_paper.url, data={"password": f"guess {at}"}).status_code for at in range(7)]
        assert told == [403] * 5 + [429] * 2
        late = httpx.post(own_paper.url, data={"password": "correct horse"})
        assert late.status_code == 429
        assert 0 < int(late.headers["retry-after"]) <= 60
        assert "Too many attempts" in late.text
        with own_paper.world.services.engine.begin() as db:
            db.execute(text("delete from limiter_states where key like 'brake link%'"))
        assert httpx.post(own_paper.url, data={"password": "correct horse"}).status_code == 303

    def test_the_right_password_is_no_guess(self, own_paper: Paper) -> None:
        own_paper.link(password="one")
        told = [httpx.post(own_paper.url, data={"password": "one"}).status_code for _ in range(8)]
        assert told == [303] * 8

    def test_a_form_from_another_site_is_refused(self, own_paper: Paper) -> None:
        own_paper.link(password="one")
        answer = httpx.post(own_paper.url, data={"password": "one"}, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


HOSTILE = ["<script>alert(1)</script>", "\"' onload=alert(1) x='", "invoice\u202efdp.exe", "{{ 7*7 }}", "Д" * 10_000]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_title_is_only_text(world: World, name: str) -> None:
    paper = make_paper(world, "x", converted=False, name=name[:255])
    paper.set(title=f"{name} 1")
    page = paper.get()
    assert page.status_code == 200
    assert len(page.content) < 15_000
    assert "<script" not in page.text
    assert "onload=alert(1) x='" not in page.text
    assert "\u202e" not in page.text
    assert "49" not in re.sub(r"~\w+|-[0-9a-f]{16}", "", page.text)
    word = paper.get("/docx")
    disposition = word.headers["content-disposition"]
    assert len(disposition) < 1000
    assert disposition.isascii()
    assert "%E2%80%AE" not in disposition
    assert disposition.endswith(".docx")
